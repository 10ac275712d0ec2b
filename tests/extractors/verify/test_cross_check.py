"""The second pair of eyes: what it bears out, what it doubts, what it must not doubt."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors.layout.turning import turn_content
from sidak.extractors.page_reading import read_page
from sidak.extractors.pdf.page_content import PageContent, Ruling, read_content
from sidak.extractors.pdf.transform import viewer_matrix
from sidak.extractors.tables.page_tables import PageReading
from sidak.extractors.verify.cross_check import DOUBT, Comparison, CrossChecker, compare_tables
from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Draw, Sheet, write_pdf

XS = (60, 100, 260, 360, 460)
ROWS = [
    ("No", "Uraian", "Pagu", "Realisasi"),
    ("1", "Belanja Pegawai", "1.234.000", "987.500"),
    ("2", "Belanja Barang", "2.345.000", "2.000.100"),
    ("3", "Belanja Modal", "3.456.000", "3.000.250"),
]

#: Sides of a page on which what is drawn stays inside however it is turned.
SQUARE = (842.0, 842.0)


def table(rows: Sequence[Sequence[str]] = ROWS, top: float = 100) -> Draw:
    """Draw one ruled table."""

    def draw(s: Sheet) -> None:
        s.table(XS, top, rows)

    return draw


def contents_of(path: Path) -> list[PageContent]:
    """Read what is printed on each page."""
    document = pdfium.PdfDocument(path)
    try:
        return [read_content(page, n) for n, page in enumerate(document, 1)]
    finally:
        document.close()


def look_at(
    path: Path, change: Callable[[PageContent], PageContent] = lambda c: c
) -> tuple[dict[int, PageReading], dict[int, Comparison]]:
    """Let both readers look at a file, the first perhaps through a faulty decoder."""
    second = CrossChecker(path)
    document = pdfium.PdfDocument(path)
    readings = {}
    try:
        for number, page in enumerate(document, 1):
            content = change(read_content(page, number))
            to_view = viewer_matrix(page)[0]
            readings[number] = second.check_page(content, read_page(content), to_view)
        return second.resolve(readings), second.comparisons
    finally:
        second.close()
        document.close()


def doubted_texts(reading: PageReading) -> set[str]:
    """Return the texts of the cells that the second reader doubts."""
    return {f.text for t in reading.tables for f in t.filled if DOUBT in f.doubts}


def test_readers_agree_on_a_plain_table(tmp_path: Path) -> None:
    readings, compared = look_at(write_pdf(tmp_path / "a.pdf", table()))
    assert doubted_texts(readings[1]) == set()
    assert compared == {1: Comparison(compared=9)}
    assert compared[1].describe() is None


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_readers_agree_on_a_rotated_page(tmp_path: Path, rotate: int) -> None:
    path = write_pdf(tmp_path / "a.pdf", table(), size=SQUARE, rotate=rotate)
    readings, compared = look_at(path)
    assert readings[1].turned == (360 - rotate) % 360
    assert compared == {1: Comparison(compared=9)}


def test_readers_agree_where_the_page_is_cropped(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", table())
    document = pdfium.PdfDocument(path)
    document[0].set_cropbox(40, 300, 500, 800)
    cropped = tmp_path / "b.pdf"
    document.save(cropped)
    document.close()
    readings, compared = look_at(cropped)
    assert doubted_texts(readings[1]) == set()
    assert compared == {1: Comparison(compared=9)}


def test_text_printed_twice_for_bold_is_no_dispute(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(XS, 100, ROWS)
        s.row(XS, 100.2, ROWS[0])
        for i, row in enumerate(ROWS):
            s.row(tuple(x + 0.3 for x in XS), 100 + 16 * i, row)

    readings, compared = look_at(write_pdf(tmp_path / "a.pdf", draw))
    assert doubted_texts(readings[1]) == set()
    assert compared[1].disputed == 0


def test_a_column_beside_the_frame_has_no_second_opinion(tmp_path: Path) -> None:
    # the first column has no rule on its left and none above it
    def draw(s: Sheet) -> None:
        s.table(XS, 100, ROWS)
        for i in range(4):
            s.line(20, 116 + 16 * i, 60, 116 + 16 * i)
            s.text(25, 110 + 16 * i, f"4.{i}")

    readings, compared = look_at(write_pdf(tmp_path / "a.pdf", draw))
    assert doubted_texts(readings[1]) == set()
    assert compared[1].doubted == 0


def without_rule(content: PageContent, x: float) -> PageContent:
    """Take away the vertical rules at ``x``: the first reader fails to see them."""
    kept = tuple(r for r in content.rulings if r.is_horizontal or abs(r.position - x) > 3)
    return replace(content, rulings=kept)


def test_columns_that_run_together_are_doubted(tmp_path: Path) -> None:
    (content,) = contents_of(write_pdf(tmp_path / "a.pdf", table()))
    blind = read_page(without_rule(content, 360))
    doubted, comparison = compare_tables(content, blind)
    merged = {blind.tables[t].filled[i].text for t, i in doubted}
    assert merged == {"1.234.000 987.500", "2.345.000 2.000.100", "3.456.000 3.000.250"}
    assert comparison == Comparison(compared=6, disputed=3, doubted=3)
    assert comparison.describe() == (Doubt(DoubtKind.SECOND_READER_DISPUTES, ("3", "6", "3")))


def test_a_number_cut_by_a_rule_that_is_not_there_is_doubted(tmp_path: Path) -> None:
    (content,) = contents_of(write_pdf(tmp_path / "a.pdf", table()))
    bottom = max(r.end for r in content.rulings if not r.is_horizontal)
    extra = Ruling(282.0, 100.0, bottom, 0.5, False)
    # set letter by letter, so that the reader does not keep the number whole by itself
    apart = tuple(g._replace(run=i) for i, g in enumerate(content.glyphs))
    broken = read_page(replace(content, rulings=(*content.rulings, extra), glyphs=apart))
    cut = {
        f.text: f.doubts
        for t in broken.tables
        for f in t.filled
        if f.text and f.text in "1.234.000 2.345.000 3.456.000" and len(f.text) > 1
    }
    doubted, _ = compare_tables(content, broken)
    named = {broken.tables[t].filled[i].text for t, i in doubted}
    whole = {"1.234.000", "2.345.000", "3.456.000"}
    assert cut
    assert all(text in whole or text in named or doubts for text, doubts in cut.items())


def test_a_sideways_page_is_compared_upright(tmp_path: Path) -> None:
    (content,) = contents_of(write_pdf(tmp_path / "a.pdf", table(), size=SQUARE, rotate=90))
    reading = read_page(content)
    _, comparison = compare_tables(turn_content(content, reading.turned), reading)
    assert comparison == Comparison(compared=9)


GOLD_PAGES = (
    ("purbalingga-setwan-ranwal-renja-2027", 37),
    ("wonosobo-ptsp-pobl-2018-12", 1),
    ("jabar-renja-2016-disnak-bab3", 20),
    ("purbalingga-setwan-lkjip-2024", 35),
    ("tangsel-tw2023-bkad", 2),
)


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.parametrize(("name", "number"), GOLD_PAGES)
def test_faults_put_into_the_grid_of_real_pages_are_caught(
    shared: Path, name: str, number: int
) -> None:
    """Each vertical rule is hidden from the first reader in turn."""
    document = pdfium.PdfDocument(shared / "reports" / f"{name}.pdf")
    content = read_content(document[number - 1], number)
    document.close()
    right = read_page(content)
    turned = turn_content(content, right.turned) if right.turned else content
    doubted, _ = compare_tables(turned, right)
    assert doubted == set()
    (grid,) = [t.grid for t in right.tables if t.grid.columns > 3][:1]
    faults = caught = 0
    true = {f.text for t in right.tables for f in t.filled}
    for x in grid.xs[1:-1:2]:
        blind = replace(read_page(without_rule(turned, x)), turned=0)
        doubted, _ = compare_tables(turned, blind)
        for t, one in enumerate(blind.tables):
            for i, f in enumerate(one.filled):
                is_number = any(c.isdigit() for c in f.text) and not any(
                    c.isalpha() for c in f.text
                )
                if is_number and f.text not in true:
                    faults += 1
                    caught += (t, i) in doubted or bool(f.doubts)
    assert faults > 0
    assert caught == faults
