"""Numbers that wrap in narrow cells: never two rows, never half a number."""

from collections.abc import Sequence
from pathlib import Path

from sidak.extractors.document import read_document
from sidak.schemas import Table
from tests.extractors.paper import Draw, Sheet, write_pdf

XS = (60, 180, 240, 256)
HEADER = ("Program / Kegiatan", "Pagu", "K")


def rows_of(path: Path) -> list[list[str]]:
    (table,) = read_document(path).tables
    return grid_of(table)


def grid_of(table: Table) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid


def draw_at(xs: Sequence[float], rows: Sequence[Sequence[str]]) -> Draw:
    def draw(sheet: Sheet) -> None:
        sheet.table(xs, 100, rows)

    return draw


def test_wrapped_rupiah_are_not_two_rows(tmp_path: Path) -> None:
    """A "Rp" before the number hid that "3.214.931." needs the "093" below it."""
    rows = [
        HEADER,
        ("1.1. Fasilitasi|Kunjungan Tamu", "Rp3.214.931.|093", "60|4"),
        ("1.2. Penyediaan|Bahan Logistik", "Rp544.905.3|79", "15|7"),
    ]
    path = write_pdf(tmp_path / "a.pdf", draw_at(XS, rows))
    assert rows_of(path) == [[text.replace("|", "\n") for text in row] for row in rows]


def test_digits_that_fill_their_cell_are_not_two_rows(tmp_path: Path) -> None:
    """Once "88" over "2" beside "61" over "7" were four figures of two rows."""
    xs = (60, 180, 196, 212)
    rows = [
        ("Uraian", "K", "K"),
        ("1.1. Fasilitasi|Kunjungan Tamu", "88|2", "61|7"),
        ("1.2. Penyediaan|Bahan Logistik", "15|7", "20|9"),
    ]
    path = write_pdf(tmp_path / "a.pdf", draw_at(xs, rows))
    assert rows_of(path) == [[text.replace("|", "\n") for text in row] for row in rows]


def test_row_cut_within_its_digits_is_joined(tmp_path: Path) -> None:
    """Once "91" above the break and "8" below it were two rows, 91 accepted."""
    body = [(f"1.{n}. Fasilitasi Tamu", "2.000.000", f"{n + 10}") for n in range(1, 6)]

    def first(sheet: Sheet) -> None:
        sheet.table(XS, 700, [HEADER, *body, ("1.6. Penyediaan", "4.027.000", "91")])

    def second(sheet: Sheet) -> None:
        rest = [("1.7. Survey Kepuasan", "5.000.000", "12")]
        sheet.table(XS, 60, [HEADER, ("Jasa Penunjang", "", "8"), *rest])

    rows = rows_of(write_pdf(tmp_path / "a.pdf", first, second))
    assert rows[-2:] == [
        ["1.6. Penyediaan\nJasa Penunjang", "4.027.000", "91\n8"],
        ["1.7. Survey Kepuasan", "5.000.000", "12"],
    ]
