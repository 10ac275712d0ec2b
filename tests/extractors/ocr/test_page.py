"""A scanned page gives the same tables as the page it was made of."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors import read_document
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.engine import MissingEngineError, OcrEngines
from sidak.extractors.ocr.page import drop_strokes, is_place_and_date, read_scanned_page
from sidak.extractors.ocr.ppocr import PpOcrEngine
from sidak.extractors.ocr.recognise import RecognisedLine
from sidak.extractors.ocr.tesseract import is_installed
from sidak.schemas import Box, Doubt, DoubtKind, PageStatus
from tests.extractors import paper
from tests.extractors.ocr.scanning import ROWS, draw_table, photograph, recorded

MISSING = Doubt(DoubtKind.ENGINE_MISSING, ("rapidocr", "pip install 'sidak[scans]'"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "skew", "turned", "rotation"),
    [("upright", 0.0, 0, 0), ("askew", 1.1, 0, 0), ("sideways", -0.6, 270, 90)],
)
def test_a_scanned_table_is_read_cell_by_cell(
    tmp_path: Path, name: str, skew: float, turned: int, rotation: int
) -> None:
    source = paper.write_pdf(tmp_path / "a.pdf", draw_table)
    scanned = photograph(source, tmp_path / "b.pdf", skew=skew, turned=turned)
    document = pdfium.PdfDocument(scanned)
    reading = read_scanned_page(document[0], 1, recorded(name))
    assert reading.turned == rotation
    (table,) = reading.tables
    rows = [["" for _ in ROWS[0]] for _ in ROWS]
    for cell in table.filled:
        rows[cell.slot.row][cell.slot.column] = cell.text
    assert [tuple(row) for row in rows] == list(ROWS)
    assert [cell.doubts for cell in table.filled if cell.doubts] == []
    assert table.method == "ocr"
    assert reading.lines[0].text == "Tabel 3.1 Realisasi Anggaran Program Tahun 2022"


@pytest.mark.slow
def test_boxes_are_those_of_the_page_as_shown(tmp_path: Path) -> None:
    source = paper.write_pdf(tmp_path / "a.pdf", draw_table)
    scanned = photograph(source, tmp_path / "b.pdf", skew=-0.6, turned=270)
    document = pdfium.PdfDocument(scanned)
    reading = read_scanned_page(document[0], 1, recorded("sideways"))
    cell = next(c for c in reading.tables[0].filled if c.text == "388.417.920")
    box = reading.to_viewer(cell.slot.box)
    width, height = 595.3, 841.9
    # the cell stands at x 300..400, y 118..134 of the page before it was laid on its side
    assert box.x0 == pytest.approx(118, abs=8)
    assert box.x1 == pytest.approx(134, abs=8)
    assert box.y0 == pytest.approx(width - 400, abs=8)
    assert box.y1 == pytest.approx(width - 300, abs=8)
    assert reading.width == pytest.approx(height, abs=1)


def test_without_the_engine_the_page_reports_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_nothing() -> None:
        raise MissingEngineError(MISSING)

    monkeypatch.setattr("sidak.extractors.ocr.ppocr.load_network", find_nothing)
    source = paper.write_pdf(tmp_path / "a.pdf", draw_table)
    scanned = photograph(source, tmp_path / "b.pdf")
    page = read_document(scanned).pages[0]
    assert (page.status, page.reasons) == (PageStatus.FAILED, (MISSING,))


def test_without_tesseract_glyph_templates_are_the_second_witness(tmp_path: Path) -> None:
    source = paper.write_pdf(tmp_path / "a.pdf", draw_table)
    scanned = photograph(source, tmp_path / "b.pdf")
    reading = read_scanned_page(pdfium.PdfDocument(scanned)[0], 1, OcrEngines(PpOcrEngine()))
    texts = {(c.slot.row, c.slot.column): c for c in reading.tables[0].filled if c.text}
    assert {place: c.text for place, c in texts.items()} == {
        (r, c): text for r, row in enumerate(ROWS) for c, text in enumerate(row) if text
    }
    amounts = [texts[row, column] for row in range(1, 5) for column in (2, 3)]
    doubted = [c.text for c in amounts if c.doubts]
    assert len(doubted) <= 2
    assert {d.kind for c in texts.values() for d in c.doubts} <= {DoubtKind.ONE_READING}


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("Bandung, 2017", True),
        ("Purbalingga, 2 Januari 2026", True),
        ("Kota Bandung, Januari 2016", True),
        ("Program Pelayanan, 2017", True),
        ("Program Pelayanan 2017", False),
        ("Pelayanan, 2017 150.000", False),
    ],
)
def test_a_place_and_a_date_are_no_row_of_a_list(text: str, is_date: bool) -> None:
    assert is_place_and_date(text) is is_date


@pytest.mark.slow
@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (("Sumber Air", "i"), ("Sumber Air",)),
        (("|", "Dok", "1", "Pelayanan"), ("Dok", "1", "Pelayanan")),
        # without words it may be what the cell says
        (("i",), ("i",)),
        (("5", ":"), ("5", ":")),
    ],
)
def test_a_stroke_alone_in_a_cell_of_words_is_a_piece_of_a_ruling(
    texts: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    lines = [RecognisedLine(TextLine(text, Box(0, 0, 9, 9), ())) for text in texts]
    assert [r.line.text for r in drop_strokes(lines) if r.line is not None] == list(kept)


def test_the_real_engine_reads_a_scanned_report(tmp_path: Path) -> None:
    if not is_installed():
        pytest.skip("Tesseract is not installed")
    source = paper.write_pdf(tmp_path / "a.pdf", draw_table)
    extraction = read_document(photograph(source, tmp_path / "b.pdf", dpi=150, skew=0.7))
    assert extraction.pages[0].status is PageStatus.TABLES
    (table,) = extraction.tables
    texts = {(c.row, c.column): c.text for c in table.cells if c.text}
    truth = {(r, c): t for r, row in enumerate(ROWS) for c, t in enumerate(row) if t}
    wrong = {k for k in truth if texts.get(k) != truth[k]}
    doubted = {(c.row, c.column) for c in table.cells if c.doubts}
    assert wrong <= doubted
    assert (table.number, table.method) == ("3.1", "ocr")
