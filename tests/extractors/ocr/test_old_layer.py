"""The old text layer of a scan witnesses what the picture shows, and nothing else."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from sidak.extractors.ocr.engine import OcrEngines, OcrWord
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.old_layer import (
    LayerMake,
    LayerReader,
    OldLayer,
    find_make,
    hear_layer,
)
from sidak.extractors.ocr.page import read_scanned_page
from sidak.extractors.ocr.ppocr import PpOcrEngine
from sidak.extractors.ocr.readings import LineReadings, join_words
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_transform import PageTransform
from sidak.schemas import DoubtKind
from tests.extractors import paper

XS = (40, 300, 420)
ROWS = (
    ("Program", "Pagu"),
    ("Program Pelayanan Administrasi Perkantoran", "12"),
    ("Program Peningkatan Disiplin Aparatur", "47"),
    ("Program Pengembangan Data dan Informasi", "583"),
    ("Program Penataan Ruang Kota", "96"),
)
SIZE = (300.0, 200.0)


def words(text: str, confidence: float = 95.0) -> tuple[OcrWord, ...]:
    return tuple(OcrWord(t, confidence, 0, 0, 9, 9) for t in text.split())


def lay(text: str, x: float, y: float) -> tuple[Glyph, ...]:
    """Set a line of glyphs 5 points wide and 10 high, a space 5 points wide."""
    return tuple(
        Glyph(ch, x + 5 * i, y, x + 5 * i + 5, y + 10, 10, False, False, 0, 0, False)
        for i, ch in enumerate(text)
        if ch != " "
    )


def read(glyphs: tuple[Glyph, ...], box: PixelBox, angle: int = 0) -> list[tuple[str, int]]:
    reader = LayerReader(OldLayer(glyphs), SIZE, angle, PageTransform(*SIZE), 0.5)
    return [(word.text, word.x0) for word in reader.read(box)]


@pytest.mark.parametrize(
    ("signs", "make"),
    [
        (("helvetica", "Nitro Pro"), LayerMake.OTHER),
        (("glyphlessfont", "iLovePDF"), LayerMake.TESSERACT),
        (("times", "ocrmypdf 16.1.0 / Tesseract OCR-PDF 5.3"), LayerMake.TESSERACT),
        (("helvetica", "PaddleOCR"), LayerMake.PADDLE),
    ],
)
def test_the_make_of_a_layer_is_told_by_fonts_and_producer(
    signs: tuple[str, ...], make: LayerMake
) -> None:
    assert find_make(signs) is make


@pytest.mark.parametrize(
    ("make", "beside_tesseract", "alone"),
    [
        (LayerMake.OTHER, True, True),
        (LayerMake.TESSERACT, False, True),
        (LayerMake.PADDLE, False, False),
    ],
)
def test_a_layer_of_the_make_of_an_engine_is_no_further_witness(
    make: LayerMake, beside_tesseract: bool, alone: bool
) -> None:
    layer = OldLayer((), make)
    found = (
        layer.is_further_witness(has_second=True),
        layer.is_further_witness(has_second=False),
    )
    assert found == (beside_tesseract, alone)


def test_the_words_of_a_line_are_those_whose_middles_stand_in_it() -> None:
    glyphs = lay("4 Dok", 20, 30) + lay("9", 20, 60)
    assert read(glyphs, PixelBox(38, 58, 120, 84)) == [("4", 40), ("Dok", 60)]


def test_the_layer_of_a_page_on_its_side_is_turned_with_it() -> None:
    # "4" stands at x 30..40, y 175..180 of the page as shown; turned clockwise by 90 degrees
    # that is x 20..25, y 30..40
    glyph = lay("4", 0, 0)[0]._replace(x0=30, y0=175, x1=40, y1=180)
    assert read((glyph,), PixelBox(36, 56, 60, 84), angle=90) == [("4", 40)]


def test_a_layer_that_lies_elsewhere_is_not_heard() -> None:
    texts = [f"kata{i}" for i in range(10)]
    glyphs = tuple(g for i, text in enumerate(texts) for g in lay(text, 10, 20 * i))
    reader = LayerReader(OldLayer(glyphs), (300, 300), 0, PageTransform(300, 300), 1.0)
    boxes = [PixelBox(0, 20 * i - 2, 100, 20 * i + 12) for i in range(10)]
    primary = [words(text) for text in texts]
    heard = [join_words(own) for own in hear_layer(reader, boxes, primary)]
    assert heard == texts
    assert hear_layer(reader, boxes, [*primary[1:], primary[0]]) == [()] * 10
    assert hear_layer(None, boxes, primary) == [()] * 10


@pytest.mark.parametrize(
    ("first", "second", "layer", "is_agreed"),
    [
        ("1.250.000", "", "1.250.000", True),
        ("1.250.000", "1.260.000", "1.250.000", True),
        ("1.250.000", "", "1.260.000", False),
        ("", "1.250.000", "1.250.000", False),
        ("Program", "", "Program", False),
    ],
)
def test_a_layer_agrees_with_the_engine_that_reads_the_picture_only(
    first: str, second: str, layer: str, is_agreed: bool
) -> None:
    readings = LineReadings(words(first), words(second), layer=words(layer))
    assert readings.do_engines_agree is is_agreed
    assert not is_agreed or join_words(readings.agreed) == first


def scan_with_layer(folder: Path, said: dict[str, str]) -> pdfium.PdfDocument:
    """Write a picture of the table with a layer of it, some texts replaced by others."""

    def draw(sheet: paper.Sheet) -> None:
        sheet.table(XS, 70, ROWS)

    source = pdfium.PdfDocument(paper.write_pdf(folder / "a.pdf", draw))
    picture = folder / "a.png"
    source[0].render(scale=150 / 72).to_pil().save(picture)
    canvas = Canvas(str(folder / "b.pdf"), pagesize=(595.3, 841.9))
    canvas.drawImage(str(picture), 0, 0, 595.3, 841.9)
    for i, row in enumerate(ROWS):
        for x, text in zip(XS, row, strict=False):
            line = canvas.beginText(x + 3, 841.9 - 80 - 16 * i)
            line.setTextRenderMode(3)
            line.setFont("Helvetica", 9)
            line.textOut(said.get(text, text))
            canvas.drawText(line)
    canvas.save()
    return pdfium.PdfDocument(folder / "b.pdf")


def read_amounts(document: pdfium.PdfDocument) -> dict[str, list[DoubtKind]]:
    """Read the amounts of the table without Tesseract, and why they are doubted."""
    reading = read_scanned_page(document[0], 1, OcrEngines(PpOcrEngine()))
    figures = [c for t in reading.tables for c in t.filled if c.slot.column and c.slot.row]
    return {c.text: [d.kind for d in c.doubts] for c in figures}


def test_a_layer_confirms_what_the_picture_shows_and_a_forged_one_is_not_believed(
    tmp_path: Path,
) -> None:
    amounts = [row[1] for row in ROWS[1:]]
    honest = scan_with_layer(tmp_path, {})
    assert read_amounts(honest) == {amount: [] for amount in amounts}
    forged = scan_with_layer(tmp_path, {amount: "1" + amount[1:-1] + "1" for amount in amounts})
    read = read_amounts(forged)
    assert list(read) == amounts
    assert [DoubtKind.ONE_READING] in read.values()
