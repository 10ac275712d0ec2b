"""Which identities that do not hold are faults of the report, and which are our reading."""

from decimal import Decimal

import pytest

from sidak.expectations import reconcile
from sidak.schemas import FigureStatus, FindingKind, Severity
from tests.expectations.factories import (
    CONSISTENT,
    K,
    P,
    Row,
    S,
    T,
    change,
    gist,
    make_table,
    statuses,
)


def test_sums_over_the_edge_of_a_cut_table_are_left_alone() -> None:
    upper: list[Row] = [
        (K, "Administrasi Umum", ["400"]),
        (S, "Alat tulis", ["300"]),
        (S, "Logistik", ["100"]),
        (K, "Administrasi Keuangan", ["900"]),
        (S, "Gaji", ["850"]),
    ]
    lower: list[Row] = [(S, "Laporan", ["50"]), (K, "Barang", ["70"]), (T, "Jumlah", ["1370"])]
    whole = make_table(["pagu"], upper)
    other = make_table(["target"], [(K, "Nilai", ["80"])], place=3)
    assert [one.reported for one in reconcile([whole, other]).findings] == [Decimal(900)]
    assert reconcile([whole]).findings == ()  # the list may go on outside of the file
    rest = make_table(["pagu"], lower, place=2, has_header=False)
    assert reconcile([whole, rest]).findings == ()


def test_table_without_total_goes_on_under_the_same_header() -> None:
    upper: list[Row] = [
        (P, "Program A", ["900", "700"]),
        (K, "Gaji", ["500", "300"]),
        (K, "Air", ["300", "350"]),
    ]
    lower: list[Row] = [(K, "Listrik", ["100", "50"]), (T, "Jumlah", ["900", "700"])]
    columns = ["pagu", "realisasi"]
    whole = make_table(columns, upper)
    other = make_table(["target"], [(K, "Nilai", ["80"])], place=3)
    assert [one.reported for one in reconcile([whole, other]).findings] == [900, 300]
    assert reconcile([whole, make_table(columns, lower, place=2)]).findings == ()


def test_difference_below_one_rupiah_is_rounding() -> None:
    rows: list[Row] = [(K, "A", ["100.40"]), (K, "B", ["200.41"]), (T, "Jumlah", ["300.80"])]
    assert reconcile([make_table(["pagu"], rows)]).findings == ()


def test_row_without_its_code_is_left_out_if_the_coded_rows_give_the_sum() -> None:
    rows: list[Row] = [
        (K, "Administrasi Umum", ["7613000"]),
        (S, "Alat tulis", ["3000000"]),
        (S, "Logistik", ["4613000"]),
        (K, "Administrasi Keuangan", ["4000000"]),
        (S, "Gaji", ["3000000"]),
        (S, "Laporan", ["1000000"]),
        (S, "Pengadaan", ["2784070"]),
    ]
    coded = [
        "1.2.01",
        "1.2.01.01",
        "1.2.01.02",
        "1.2.02",
        "1.2.02.01",
        "1.2.02.02",
        "1.2.02.03",
    ]
    sure = reconcile([make_table(["pagu"], rows, codes=coded)])
    assert [one.severity for one in sure.findings] == [Severity.ERROR]
    unsure = reconcile([make_table(["pagu"], rows, codes=[*coded[:6], None])])
    assert unsure.findings == ()


def test_lost_sign_is_found_where_the_table_is_understood() -> None:
    rows = change(CONSISTENT, 9, 2, "-6000000")
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert [gist(one) for one in result.findings] == [
        (FindingKind.SUM_MISMATCH, Severity.ERROR, Decimal(-6000000), Decimal(6000000))
    ]


@pytest.mark.parametrize("status", [FigureStatus.SUSPECT, FigureStatus.UNREADABLE])
def test_sum_broken_by_our_reading_is_not_the_reports_error(status: FigureStatus) -> None:
    rows = change(CONSISTENT, 2, 1, "300000")
    table = make_table(["pagu", "realisasi"], rows, statuses={(2, 1): status})
    result = reconcile([table])
    assert result.findings == ()
    after = statuses(result.tables[0])
    assert after[2, 1] is status
    assert after[3, 1] is FigureStatus.OK
    assert after[0, 1] is FigureStatus.CONFIRMED
