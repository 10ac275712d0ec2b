"""Letters whose font does not say what they are: never a silent gap, never another letter."""

import re
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractors.content import read_content
from extractors.glyphs import UNKNOWN
from extractors.triage import triage_pages
from normalisers.numbers import read_number
from schemas import FigureStatus, PageSource

FONTS = ("Vera", "VeraBd")


def write(path: Path, *, plain: int, bold: int, unmapped: str) -> Path:
    """Write ``plain`` lines in one font and ``bold`` in another, whose map is taken away."""
    for font in FONTS:
        pdfmetrics.registerFont(TTFont(f"Sandi{font}", f"{font}.ttf", asciiReadable=False))
    canvas = Canvas(str(path), pagesize=A4, pageCompression=0)
    for line in range(plain + bold):
        canvas.setFont(f"Sandi{FONTS[line >= plain]}", 9)
        canvas.drawString(60, 780 - 14 * line, f"Penyediaan Jasa 1.250.{line:03}")
    canvas.save()
    pdf = path.read_bytes()
    for font in re.findall(rb"<<[^<>]*?/Subtype /TrueType[^<>]*>>", pdf):
        if re.search(rb"\+" + unmapped.encode() + rb"\b", font):
            pdf = pdf.replace(font, re.sub(rb"/ToUnicode", rb"/ToNothing", font))
    path.write_bytes(pdf)
    return path


def test_layer_without_meaning_in_one_font_is_read_as_a_picture(tmp_path: Path) -> None:
    """Rows in a font without a map to Unicode were lost, and nobody was told."""
    path = write(tmp_path / "a.pdf", plain=20, bold=6, unmapped="BitstreamVeraSans-Bold")
    (page,) = triage_pages(path)
    assert page.source is PageSource.SCAN
    assert page.reason == "huruf tanpa arti (peta Unicode tidak ada)"


def test_single_letters_without_meaning_show(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", plain=45, bold=1, unmapped="BitstreamVeraSans-Bold")
    document = pdfium.PdfDocument(path)
    texts = [g.text for g in read_content(document[0], 1).glyphs]
    assert texts.count(UNKNOWN) >= len("PenyediaanJasa1250045")
    document.close()


def test_layer_with_maps_is_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", plain=20, bold=6, unmapped="-")
    (page,) = triage_pages(path)
    assert page.source is PageSource.TEXT


def test_number_with_a_letter_without_meaning_is_unreadable() -> None:
    reading = read_number(f"1.25{UNKNOWN}.000")
    assert (reading.value, reading.status) == (None, FigureStatus.UNREADABLE)
    assert reading.reason == "huruf tanpa arti (peta Unicode tidak ada)"
