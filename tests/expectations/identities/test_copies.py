"""The same amount in two tables of one report."""

from decimal import Decimal

from sidak.expectations import reconcile
from sidak.schemas import FigureStatus, FindingKind, Level
from tests.expectations.factories import (
    CONSISTENT,
    DOCUMENT,
    K,
    P,
    Row,
    T,
    change,
    make_table,
    statuses,
)


def test_two_tables_that_state_the_same_amounts() -> None:
    first = make_table(["pagu", "realisasi"], CONSISTENT, place=1)
    rows = change(CONSISTENT, 9, 2, "5999889")
    second = make_table(["pagu", "realisasi"], rows, place=2)
    result = reconcile([first, second])
    assert [one.figure_ids[0] for one in result.findings] == [f"{DOCUMENT}-t02-r9-c2"]
    assert result.findings[0].expected == Decimal(6000000)


def test_copy_without_sums_is_a_cross_table_finding() -> None:
    leaves: list[Row] = [(K, f"Kegiatan {n}", [str(1000 * n)]) for n in range(1, 7)]
    first = make_table(["pagu"], leaves, place=1)
    second = make_table(["pagu"], change(leaves, 4, 1, "5100"), place=2)
    result = reconcile([first, second])
    assert [(one.kind, one.reported, one.expected) for one in result.findings] == [
        (FindingKind.CROSS_TABLE_MISMATCH, Decimal(5000), Decimal(5100))
    ]
    assert statuses(result.tables[0])[0, 1] is FigureStatus.CONFIRMED


def test_thousands_and_rupiah_compare() -> None:
    leaves: list[Row] = [(K, f"Kegiatan {n}", [str(1_000_000 * n)]) for n in range(1, 7)]
    short: list[Row] = [(K, name, [str(1000 * n)]) for n, (_, name, _) in enumerate(leaves, 1)]
    first = make_table(["pagu"], leaves, place=1)
    second = make_table(["pagu"], short, place=2, unit="Rp ribu")
    result = reconcile([first, second])
    assert result.findings == ()
    assert set(statuses(result.tables[1]).values()) == {FigureStatus.CONFIRMED}


def test_budgets_of_two_years_are_not_compared() -> None:
    leaves: list[Row] = [(K, f"Kegiatan {n}", [str(1000 * n)]) for n in range(1, 7)]
    first = make_table(["pagu"], leaves, place=1, year=2022)
    second = make_table(["pagu"], change(leaves, 4, 1, "5100"), place=2, year=2023)
    assert reconcile([first, second]).findings == ()


def test_totals_that_are_all_but_equal_were_meant_to_be_one() -> None:
    first = make_table(["realisasi"], [(P, "A", ["1"]), (T, "Jumlah", ["54752703672"])])
    rest = make_table(
        ["lain"], [(Level.LAINNYA, "B", ["7"]), (T, "TOTAL", ["54752703561"])], place=2
    )
    (finding,) = reconcile([first, rest]).findings
    assert (finding.kind, finding.difference) == (
        FindingKind.CROSS_TABLE_MISMATCH,
        Decimal(111),
    )
    other = make_table(["lain"], [(T, "TOTAL", ["54762803561"])], place=2)
    assert reconcile([first, other]).findings == ()


def test_totals_of_different_rows_are_not_compared() -> None:
    shared: list[Row] = [(K, f"Kegiatan {n}", [str(1000 + n)]) for n in range(4)]
    more: list[Row] = [(K, f"Lainnya {n}", [str(500 + n)]) for n in range(9)]
    small = make_table(["pagu"], [*shared, (T, "Jumlah", ["4006"])], place=1)
    large = make_table(["pagu"], [*shared, *more, (T, "Jumlah", ["8542"])], place=2)
    assert reconcile([small, large]).findings == ()
