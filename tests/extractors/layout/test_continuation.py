"""Numbers that wrap in narrow cells: never two rows, never half a number."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sidak.extractors.document import read_document
from sidak.extractors.layout.continuation import Continuation, WrapFit, is_continuation
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


NO, MAYBE, YES = Continuation.NO, Continuation.MAYBE, Continuation.YES
FULL, TIGHT, LOOSE = WrapFit(True, False), WrapFit(False, True), WrapFit(False, False)


@pytest.mark.parametrize(
    ("upper", "lower", "unknown", "full", "tight", "loose"),
    [
        ("25.485.", "300", YES, YES, YES, YES),
        ("1.250", ".000", YES, YES, YES, YES),
        ("1.250.000", ",00", YES, YES, YES, YES),
        ("Rp 1.724.3", "00", YES, YES, YES, YES),
        ("875.57", "5.261", MAYBE, MAYBE, MAYBE, MAYBE),
        ("1.250.3", "1", MAYBE, MAYBE, MAYBE, MAYBE),
        ("95,", "40", MAYBE, MAYBE, MAYBE, MAYBE),
        ("91", "8", MAYBE, MAYBE, NO, NO),
        ("91234", "8765", NO, MAYBE, NO, NO),
        ("35,5", "9", MAYBE, NO, MAYBE, NO),
        ("96", "%", MAYBE, NO, MAYBE, NO),
        ("Rp", "1.250.000", NO, NO, NO, NO),
        ("1.250.000", "2.500.000", NO, NO, NO, NO),
        ("1.250.000", "500", NO, NO, NO, NO),
        ("1.250.000", "-", NO, NO, NO, NO),
        ("96,41", "98,20", NO, NO, NO, NO),
    ],
)
def test_how_sure_a_text_is_the_rest_of_the_one_above_it(
    upper: str,
    lower: str,
    unknown: Continuation,
    full: Continuation,
    tight: Continuation,
    loose: Continuation,
) -> None:
    fits = (None, FULL, TIGHT, LOOSE)
    assert [is_continuation(upper, lower, fit) for fit in fits] == [unknown, full, tight, loose]


@pytest.mark.parametrize(
    ("upper", "lower", "expected"),
    [
        ("95,0", "0", MAYBE),
        ("1.250.", "000", YES),
        ("4", "3.725.000", NO),
        ("50.000.000,00", "0", NO),
        ("96,41", "98,20", NO),
    ],
)
def test_a_ruling_between_two_texts_leaves_little_doubt(
    upper: str, lower: str, expected: Continuation
) -> None:
    fit = WrapFit(is_full=True, is_tight=True, is_separated=True)
    assert is_continuation(upper, lower, fit) is expected


def test_short_decimals_below_each_other_wrap_only_where_the_first_fills_its_cell() -> None:
    """Once "22,8" over "23" in a wide cell was the number 22,823, and two rows were one."""
    wide, narrow = WrapFit(is_full=False, is_tight=False), WrapFit(is_full=True, is_tight=True)
    assert is_continuation("22,8", "23", wide) is Continuation.NO
    assert is_continuation("22,8", "23", narrow) is Continuation.MAYBE
    assert is_continuation("22,8", "23") is Continuation.MAYBE
