"""A scanned page gives the same tables as the page it was made of."""

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from sidak.extractors import read_document
from sidak.extractors.ocr.dewarp import PageTransform, RulingTrace, fit_displacement
from sidak.extractors.ocr.engine import MISSING_ENGINE, MissingEngineError, find_tesseract
from sidak.extractors.ocr.page import read_scanned_page
from sidak.extractors.ocr.preprocess import (
    binarise,
    estimate_skew,
    invert_dark_boxes,
    prepare_image,
    render_page,
)
from sidak.extractors.ocr.rows import complete_column_numbers
from sidak.extractors.ocr.rulings import detect_rulings, stands_among_characters
from sidak.schemas import Box, PageStatus
from tests.extractors import paper
from tests.extractors.ocr.scanning import ROWS, draw_table, photograph, recorded


def has_engine() -> bool:
    try:
        find_tesseract()
    except MissingEngineError:
        return False
    return True


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


def test_without_the_engine_the_page_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_nothing() -> None:
        raise MissingEngineError(MISSING_ENGINE)

    monkeypatch.setattr("sidak.extractors.ocr.engine.find_tesseract", find_nothing)
    source = paper.write_pdf(tmp_path / "a.pdf", draw_table)
    scanned = photograph(source, tmp_path / "b.pdf")
    page = read_document(scanned).pages[0]
    assert (page.status, page.reasons) == (PageStatus.FAILED, (MISSING_ENGINE,))


@pytest.mark.slow
def test_the_real_engine_reads_a_scanned_report(tmp_path: Path) -> None:
    if not has_engine():
        pytest.skip(MISSING_ENGINE)
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


def test_rules_are_found_where_print_or_scan_broke_them() -> None:
    grey = np.full((1100, 850), 250, np.uint8)
    for y in (200, 260, 320):
        grey[y : y + 2, 100:700] = 40
    for x in (100, 300, 500, 700):
        grey[200:322, x : x + 2] = 40
    grey[260:262, 340:345] = 250
    grey[262:, 400:402] = 250
    scan = prepare_image(grey, 100)
    rules, ink = detect_rulings(scan)
    across = sorted(round(r.position) for r in rules if r.is_horizontal)
    down = sorted(round(r.position) for r in rules if not r.is_horizontal)
    assert across == [round(72 / 100 * (y + 1)) for y in (200, 260, 320)]
    assert down == [round(72 / 100 * (x + 1)) for x in (100, 300, 500, 700)]
    assert ink.any()


def test_skew_is_measured_where_there_is_some() -> None:
    ys, xs = np.mgrid[0:900, 0:700]
    straight = np.where((ys % 30) < 8, 30, 250).astype(np.uint8)
    askew = np.where(((ys + 0.02 * xs) % 30) < 8, 30, 250).astype(np.uint8)
    assert estimate_skew(binarise(straight, 100), 100) == 0.0
    assert estimate_skew(binarise(askew, 100), 100) == pytest.approx(1.146, abs=0.06)


def test_a_bend_is_fitted_to_rules_that_should_be_straight() -> None:
    along = np.arange(0.0, 1000.0, 5.0)
    traces = [
        RulingTrace(along, y + 8 * (along / 1000) ** 2) for y in (100.0, 300.0, 500.0, 700.0)
    ]
    factors = fit_displacement(traces, 1000, 800)
    warp = PageTransform(1000, 800, 0.0, factors)
    x, y = warp.source(np.array([0.0, 500.0, 1000.0]), np.full(3, 300.0))
    assert y - y[0] == pytest.approx([0, 2, 8], abs=0.5)
    assert x == pytest.approx([0, 500, 1000])
    assert fit_displacement(traces[:2], 1000, 800) == (0.0,) * 6


def test_a_box_of_the_straightened_page_is_mapped_back() -> None:
    assert PageTransform(600, 800).box(Box(10, 20, 30, 40)) == Box(10, 20, 30, 40)
    moved = PageTransform(600, 800, skew=90).box(Box(290, 100, 310, 120))
    assert (moved.x0 + moved.x1) / 2 == pytest.approx(10, abs=1)
    assert (moved.y0 + moved.y1) / 2 == pytest.approx(400, abs=1)


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        (["1", "2", "3", "z", "5", "6=5/4X100"], ["1", "2", "3", "4", "5", "6=5/4X100"]),
        (["/", "2", "3", "4", "5", "7", "8-76*100", "9"], list("12345789")),
        (["1", "2", "3", "4", "s", "6", "?", "a"], list("12345678")),
        (["1", "Program", "12", "5"], []),
        (["1", "75", "80", "96"], []),
    ],
)
def test_the_row_that_counts_columns_is_known_though_misread(
    texts: list[str], counted: list[str]
) -> None:
    assert complete_column_numbers(texts) == counted


def test_the_resolution_is_that_of_the_picture(tmp_path: Path) -> None:
    source = paper.write_pdf(tmp_path / "a.pdf", draw_table)
    document = pdfium.PdfDocument(photograph(source, tmp_path / "b.pdf", dpi=120))
    grey, dpi = render_page(document[0])
    assert dpi == pytest.approx(120, abs=0.5)
    assert prepare_image(grey, dpi).dpi == 200


def test_white_letters_on_a_dark_box_are_letters_in_a_frame() -> None:
    grey = np.full((400, 600), 250, np.uint8)
    grey[100:160, 50:550] = 10
    grey[120:140, 200:212] = 250
    grey[0:400, 590:600] = 0
    light = invert_dark_boxes(grey, 100)
    assert light[130, 206] == 5
    assert light[130, 300] == 245
    assert light[100, 300] == 0
    assert (light[:, 590:] == 0).all()


def test_a_digit_on_the_way_of_a_broken_rule_is_no_remains_of_it() -> None:
    # the ground, a 1, a 2 beside it, and a piece of a rule that stands alone
    stats = np.array(
        [[0, 0, 99, 99, 0], [40, 20, 3, 8, 24], [45, 20, 5, 8, 30], [40, 50, 3, 8, 24]],
        np.int32,
    )
    others = np.array([False, False, True, False])
    assert stands_among_characters(stats, 1, others)
    assert not stands_among_characters(stats, 3, others)
