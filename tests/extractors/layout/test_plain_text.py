"""The lines of a page without tables, with the places of their numbers."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from sidak.extractors.layout.plain_text import PlainText, read_plain_text


def read(path: Path, *lines: str, rotation: int = 0) -> PlainText:
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.setFont("Helvetica", 10)
    for at, line in enumerate(lines):
        canvas.drawString(50, 500 - 20 * at, line)
    canvas.save()
    document = pdfium.PdfDocument(path)
    document[0].set_rotation(rotation)
    return read_plain_text(document[0])


def test_lines_and_the_places_of_their_numbers(tmp_path: Path) -> None:
    text = read(tmp_path / "a.pdf", "Tanpa angka", "dana Rp 2.500.000 tahun 2016")
    assert [line for line, _ in text.lines] == ["Tanpa angka", "dana Rp 2.500.000 tahun 2016"]
    assert [box is None for _, box in text.lines] == [True, False]
    amount, year = text.numbers
    assert (amount.text, amount.before, amount.after) == (
        "2.500.000",
        "dana Rp ",
        " tahun 2016",
    )
    assert (year.text, year.gap_after) == ("2016", 0.0)
    line = text.lines[1][1]
    assert line is not None
    assert line.x0 == pytest.approx(50, abs=2)
    assert 100 < line.y0 < 120 < line.y1 < 130
    assert line.x0 < amount.box.x0 < amount.box.x1 < year.box.x0
    assert 0 < amount.gap_before < 0.5


def test_places_on_a_page_that_a_viewer_turns(tmp_path: Path) -> None:
    plain = read(tmp_path / "a.pdf", "dana 2.500.000")
    turned = read(tmp_path / "b.pdf", "dana 2.500.000", rotation=90)
    (one,), (other,) = plain.numbers, turned.numbers
    assert (other.box.x0, other.box.y0) == pytest.approx(
        (600 - one.box.y1, one.box.x0), abs=0.1
    )
    assert other.gap_before == one.gap_before


def test_a_hyphen_at_the_end_of_a_line_stays_one(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(400, 600))
    text = canvas.beginText(50, 500)
    text.setFont("Helvetica", 10)
    text.textLine("kegiatan dengan asas-")
    text.textLine("asas umum 2.500.000")
    canvas.drawText(text)
    canvas.save()
    plain = read_plain_text(pdfium.PdfDocument(tmp_path / "a.pdf")[0])
    assert " ".join(line for line, _ in plain.lines) == (
        "kegiatan dengan asas-asas umum 2.500.000"
    )
    assert [number.text for number in plain.numbers] == ["2.500.000"]


def test_letters_beyond_the_first_plane_shift_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "a.pdf", "12 \u00b9 34").numbers[1].text == "34"
