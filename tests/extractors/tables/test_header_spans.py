"""Tables with horizontal rules only: how far a header reaches, and columns cut in two."""

from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.tables.header_spans import repair_header
from sidak.extractors.tables.page_tables import PageTable, read_page_tables
from sidak.schemas import Box
from tests.extractors.paper import Sheet, write_pdf

RULES = (100, 132, 158, 184, 210)


def read(path: Path) -> PageTable:
    (table,) = read_page_tables(read_content(pdfium.PdfDocument(path)[0], 1)).tables
    assert table.method == "garis mendatar"
    return table


def texts_of(table: PageTable) -> list[list[tuple[int, int, str]]]:
    return [
        [
            (f.slot.column, f.slot.column_span, f.text)
            for f in table.filled
            if f.slot.row == row and f.lines
        ]
        for row in range(table.grid.rows)
    ]


def draw(sheet: Sheet, heads: tuple[str, str]) -> None:
    """A header in the middle of its columns, over entries at their left."""
    for y in RULES:
        sheet.line(60, y, 520, y)
    sheet.line(212, 116, 520, 116)
    for x, y, text in (
        (72, 128, "No"),
        (130, 128, "Uraian"),
        (290, 112, heads[0]),
        (420, 112, heads[1]),
        (268, 128, "K"),
        (340, 128, "Rp"),
        (400, 128, "K"),
        (472, 128, "Rp"),
    ):
        sheet.text(x, y, text)
    for row, y in enumerate(RULES[1:-1]):
        sheet.text(62, y + 12, str(row + 1))
        sheet.text(100, y + 12, "Penyediaan Jasa")
        sheet.text(100, y + 22, "Surat Menyurat")
        for x, text in ((262, "12"), (318, "4.250.000"), (394, "15"), (450, "6.500.000")):
            sheet.text(x, y + 12, text)


def test_header_stands_over_the_columns_in_whose_middle_it_is(tmp_path: Path) -> None:
    """Without its "Triwulan" a K or Rp belonged to the whole year."""
    heads = ("Triwulan I", "Triwulan II")
    rows = texts_of(read(write_pdf(tmp_path / "a.pdf", lambda s: draw(s, heads))))
    assert rows[0] == [
        (0, 1, "No"),
        (1, 1, "Uraian"),
        (2, 2, heads[0]),
        (4, 2, heads[1]),
    ]
    assert rows[1] == [(2, 1, "K"), (3, 1, "Rp"), (4, 1, "K"), (5, 1, "Rp")]
    assert rows[2] == [
        (0, 1, "1"),
        (1, 1, "Penyediaan Jasa\nSurat Menyurat"),
        (2, 1, "12"),
        (3, 1, "4.250.000"),
        (4, 1, "15"),
        (5, 1, "6.500.000"),
    ]


def test_years_are_header_not_figures(tmp_path: Path) -> None:
    """Years above the columns ended the header, and each stood over one column only."""

    def paint(sheet: Sheet) -> None:
        draw(sheet, ("    2020", "    2021"))

    rows = texts_of(read(write_pdf(tmp_path / "a.pdf", paint)))
    assert rows[0][2:] == [(2, 2, "2020"), (4, 2, "2021")]


def lay(
    row: int, column: int, span: int, text: str, *, xs: tuple[float, ...], middle: float
) -> CellText:
    """Make a cell of a grid whose rows are 20 points high; its text stands around a middle."""
    box = Box(xs[column], 20.0 * row, xs[column + span], 20.0 * row + 20)
    line = TextLine(text, Box(middle - 20, box.y0, middle + 20, box.y1), ())
    return CellText(CellSlot(row, column, 1, span, box), (line,) if text else ())


def test_a_header_that_covers_two_columns_stands_over_all_in_whose_middle_it_is() -> None:
    """The years at the edges lost the words that say what is counted."""
    xs = (0.0, 60.0, 120.0, 180.0, 240.0, 300.0)
    heads = (("", 0, 1), ("", 1, 1), ("Populasi Ternak (ekor)", 2, 2), ("", 4, 1))
    cells = [lay(0, column, span, text, xs=xs, middle=180) for text, column, span in heads]
    for row, texts in enumerate(
        (("Jenis", "2013", "2014", "2015", "2016"), ("Kuda", "14", "15", "16", "17")), 1
    ):
        cells += [
            lay(row, at, 1, text, xs=xs, middle=xs[at] + 30) for at, text in enumerate(texts)
        ]
    grid = TableGrid(xs, (0.0, 20.0, 40.0, 60.0), tuple(cell.slot for cell in cells))
    _grid, repaired = repair_header(grid, cells)
    top = [(f.slot.column, f.slot.column_span, f.text) for f in repaired if f.slot.row == 0]
    assert top == [(0, 1, ""), (1, 4, "Populasi Ternak (ekor)")]
