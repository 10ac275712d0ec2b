"""Equations along a row: serapan, capaian, sisa, printed formulas, sums of columns."""

from decimal import Decimal

import pytest

from sidak.expectations import reconcile
from sidak.schemas import FindingKind, Level, Severity
from tests.expectations.factories import (
    BUDGET,
    ROWS_WITH_RATIO,
    K,
    Row,
    change,
    gist,
    make_table,
)


@pytest.mark.parametrize(
    ("serapan", "finding"),
    [
        ("88.64", None),  # cut off: 88.635...
        ("88.63", None),  # rounded down
        ("88.65", (FindingKind.RATIO_MISMATCH, Severity.WARNING)),  # just outside
        ("86.10", (FindingKind.RATIO_MISMATCH, Severity.ERROR)),  # far outside
        ("89", None),  # rounded to whole percents
    ],
)
def test_serapan(serapan: str, finding: tuple[FindingKind, Severity] | None) -> None:
    rows = change(ROWS_WITH_RATIO, 0, 3, serapan)
    result = reconcile([make_table(BUDGET, rows)])
    assert [(one.kind, one.severity) for one in result.findings] == (
        [finding] if finding else []
    )


def test_capaian_where_less_is_better_is_no_fault() -> None:
    rows: list[Row] = [
        (Level.LAINNYA, "Indeks", ["72.47", "72.16", "99.57"]),
        (Level.LAINNYA, "Lama sekolah", ["8.64", "8.76", "101.38"]),
        (Level.LAINNYA, "Laju penduduk", ["1.06", "1.76", "60.23"]),  # target / realisasi
        (Level.LAINNYA, "Pengangguran", ["8.00", "8.80", "90.00"]),  # (2T - R) / T
        (Level.LAINNYA, "Harapan", ["12.69", "13.78", "100"]),  # cut off at 100
    ]
    assert reconcile([make_table(["target", "hasil", "capaian"], rows)]).findings == ()


def test_printed_formula_beats_the_header() -> None:
    rows: list[Row] = [
        (K, "A", ["100", "40", "140"]),
        (K, "B", ["200", "50", "250"]),
        (K, "C", ["300", "60", "999"]),
    ]
    table = make_table(
        ["lain", "lain2", "lain3"],
        rows,
        formulas={1: ("5", None), 2: ("7", None), 3: ("9", "5+7")},
    )
    result = reconcile([table])
    assert [gist(one) for one in result.findings] == [
        (FindingKind.SUM_MISMATCH, Severity.WARNING, Decimal(999), Decimal(360))
    ]


def test_sum_of_columns_is_discovered() -> None:
    rows: list[Row] = [
        (Level.LAINNYA, f"Aset {n}", [str(n * 37), str(n * 11), str(n * 48)])
        for n in range(1, 8)
    ]
    rows = change(rows, 3, 3, "200")
    table = make_table(["lain", "lain2", "lain3"], rows)
    assert [(one.reported, one.expected) for one in reconcile([table]).findings] == [
        (Decimal(200), Decimal(192))
    ]


def test_column_that_obeys_no_constraint_is_left_alone() -> None:
    rows: list[Row] = [
        (K, "A", ["100", "50", "71"]),
        (K, "B", ["100", "60", "13"]),
        (K, "C", ["100", "70", "99"]),
    ]
    assert reconcile([make_table(["pagu", "realisasi", "serapan"], rows)]).findings == ()


def test_opening_change_and_closing_balance() -> None:
    rows: list[Row] = [
        (Level.LAINNYA, f"Aset {n}", [str(n * 370), str(n * 110), str(n * 480 + error)])
        for n, error in enumerate([0, 0, 30, 0, -20, 0, 7, 0, 0, 0], start=1)
    ]
    table = make_table(["lain", "mutasi", "lain2"], rows)
    found = reconcile([table]).findings
    assert {(one.figure_ids[0][-5:], one.difference) for one in found} == {
        ("r2-c3", Decimal(30)),
        ("r4-c3", Decimal(-20)),
        ("r6-c3", Decimal(7)),
    }


def test_column_headed_as_total_adds_up_those_beside_it() -> None:
    rows: list[Row] = [
        (K, f"Kegiatan {n}", ["0", str(n * 350), str(n * 350 + error)])
        for n, error in enumerate([0, 0, 1500, 0, 0], start=1)
    ]
    table = make_table(["lain", "lain2", "total"], rows)
    found = reconcile([table]).findings
    assert [(one.reported, one.expected) for one in found] == [(Decimal(2550), Decimal(1050))]
    plain = make_table(["lain", "lain2", "lain3"], rows)
    assert reconcile([plain]).findings == ()


def test_cell_that_was_not_read_breaks_no_row() -> None:
    rows: list[Row] = [
        (K, "A", ["600", "550", "50"]),
        (K, "B", ["400", "350", "50"]),
        (K, "C", [None, "495", "5"]),
    ]
    table = make_table(["pagu", "realisasi", "sisa"], rows)
    assert reconcile([table]).findings == ()


def test_growth_is_no_share_of_the_budget() -> None:
    rows = change(ROWS_WITH_RATIO, 0, 3, "3.45")
    table = make_table(["pagu", "realisasi", "pertumbuhan", "sisa"], rows)
    assert reconcile([table]).findings == ()
