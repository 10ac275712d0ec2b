"""Signs that a page may hide some of its text."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from sidak.extractors import read_document
from sidak.extractors.pdf.hidden_signs import may_hide_text

LINE = "Realisasi anggaran tahun ini sebesar Rp 2.500.000 saja."


def write(canvas: Canvas, mode: int = 0) -> None:
    text = canvas.beginText(50, 460)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(mode)
    text.textLine(LINE)
    canvas.drawText(text)


def in_white(canvas: Canvas) -> None:
    canvas.setFillColor(white)
    write(canvas)


def without_ink(canvas: Canvas) -> None:
    write(canvas, mode=3)


def covered(canvas: Canvas) -> None:
    write(canvas)
    canvas.setFillColor(white)
    canvas.rect(40, 450, 320, 30, stroke=0, fill=1)


def plainly(canvas: Canvas) -> None:
    write(canvas)


def underlined(canvas: Canvas) -> None:
    write(canvas)
    canvas.line(40, 440, 320, 440)


@pytest.mark.parametrize(
    ("draw", "may_hide", "is_seen"),
    [
        (plainly, False, True),
        (underlined, False, True),
        (in_white, True, False),
        (without_ink, True, False),
        (covered, True, False),
    ],
)
def test_numbers_that_no_viewer_shows_are_not_read(
    draw: Callable[[Canvas], None], tmp_path: Path, *, may_hide: bool, is_seen: bool
) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.setFont("Helvetica", 10)
    for at in range(8):
        canvas.drawString(50, 560 - 11 * at, "Uraian biasa tanpa angka apa pun di halaman ini.")
    draw(canvas)
    canvas.save()
    assert may_hide_text(pdfium.PdfDocument(path)[0]) is may_hide
    extraction = read_document(path)
    assert [one.text for one in extraction.numbers[0].numbers] == ["2.500.000"] * is_seen
    lines = [line for line, _ in extraction.texts[0].lines]
    assert (LINE in lines) is is_seen
    assert len(lines) == 8 + is_seen
