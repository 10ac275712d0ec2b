"""Text that a clipping path cuts off at the border of its cell, as spreadsheets print it."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors.layout.turning import turn_content
from sidak.extractors.page_reading import read_page
from sidak.extractors.pdf.page_content import read_content
from sidak.schemas import Box
from tests.extractors.paper import Sheet, write_pdf

XS = (60, 160, 260)
YS = (100, 120, 140, 160)


def clipped(sheet: Sheet, box: Box, lines: list[tuple[float, float, str]]) -> None:
    """Print lines of text (left, baseline) of which only what lies in ``box`` shows."""
    sheet.canvas.saveState()
    path = sheet.canvas.beginPath()
    path.rect(box.x0, sheet.height - box.y1, box.width, box.height)
    sheet.canvas.clipPath(path, stroke=0, fill=0)
    for x, y, text in lines:
        sheet.text(x, y, text)
    sheet.canvas.restoreState()


def cells_of(path: Path) -> dict[tuple[int, int], str]:
    reading = read_page(read_content(pdfium.PdfDocument(path)[0], 1))
    (table,) = reading.tables
    assert table.notes == ()
    assert all(f.doubts == () for f in table.filled)
    return {(f.slot.row, f.slot.column): f.text for f in table.filled}


def test_clipped_line_belongs_to_the_row_that_clips_it(tmp_path: Path) -> None:
    """A third line hidden under the row of fixed height mixed with the next row's letters."""

    def draw(s: Sheet) -> None:
        s.grid(XS, YS)
        s.row(XS, 101, ("Uraian", "Rp"))
        cell = Box(60, 120, 160, 140)
        clipped(s, cell, [(63, 128, "Program Perencanaan,"), (63, 138, "Pengendalian dan")])
        clipped(s, cell, [(63, 148.6, "Evaluasi")])
        s.row(XS, 121, ("", "1.250.000"))
        s.row(XS, 140, ("Koordinasi", "900.000"))

    assert cells_of(write_pdf(tmp_path / "a.pdf", draw)) == {
        (0, 0): "Uraian",
        (0, 1): "Rp",
        (1, 0): "Program Perencanaan,\nPengendalian dan\nEvaluasi",
        (1, 1): "1.250.000",
        (2, 0): "Koordinasi",
        (2, 1): "900.000",
    }


def test_clipped_words_do_not_mix_with_the_amount_beside_them(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.grid(XS, YS[:3])
        s.row(XS, 101, ("Uraian", "Rp"))
        clipped(s, Box(60, 120, 160, 140), [(63, 132, "Beban Barang Untuk Diserahkan")])
        s.text(163, 132, "Rp 1.250.000")

    found = cells_of(write_pdf(tmp_path / "a.pdf", draw))
    assert found[1, 0] == "Beban Barang Untuk Diserahkan"
    assert found[1, 1] == "Rp 1.250.000"


def test_text_beside_its_path_is_not_read(tmp_path: Path) -> None:
    """Numbering left over by a word processor, clipped away as a whole."""

    def draw(s: Sheet) -> None:
        s.grid(XS, YS[:3])
        s.row(XS, 101, ("Uraian", "Rp"))
        s.row(XS, 121, ("Pengadaan sarana", "1.250.000"))
        clipped(s, Box(60, 120, 75, 140), [(95, 131, "3.")])

    assert cells_of(write_pdf(tmp_path / "a.pdf", draw))[1, 0] == "Pengadaan sarana"


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_shift_turns_with_the_page(tmp_path: Path, angle: int) -> None:
    def draw(s: Sheet) -> None:
        clipped(s, Box(60, 100, 160, 120), [(63, 130, "x")])

    content = read_content(pdfium.PdfDocument(write_pdf(tmp_path / "a.pdf", draw))[0], 1)
    (glyph,) = turn_content(content, angle).glyphs
    by = {0: (0, -1), 90: (1, 0), 180: (0, 1), 270: (-1, 0)}[angle]
    dx, dy = glyph.anchor[0] - glyph.center[0], glyph.anchor[1] - glyph.center[1]
    assert (round(dx / 7), round(dy / 7)) == by


def test_clipped_letter_upon_the_same_letter_of_the_next_row_is_kept(tmp_path: Path) -> None:
    """One of the two was taken for overprint by the check, and the whole table doubted."""

    def draw(s: Sheet) -> None:
        s.grid(XS, YS)
        s.row(XS, 101, ("Uraian", "Rp"))
        clipped(s, Box(60, 120, 160, 140), [(63, 128, "Gaji dan"), (63, 150, "Tunjangan")])
        s.text(63, 150.2, "Taman")
        s.row(XS, 140, ("", "900.000"))

    found = cells_of(write_pdf(tmp_path / "a.pdf", draw))
    assert (found[1, 0], found[2, 0]) == ("Gaji dan\nTunjangan", "Taman")
