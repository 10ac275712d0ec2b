"""Tables that were cut, read with the wrong levels, or read in part: no false findings."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sidak.expectations import reconcile
from sidak.schemas import Box, FigureStatus, Level, Severity
from tests.expectations.factories import DOCUMENT, Row, make_table

P, K, S, T, L = (
    Level.PROGRAM,
    Level.KEGIATAN,
    Level.SUB_KEGIATAN,
    Level.TOTAL,
    Level.LAINNYA,
)


def test_flat_levels_are_mended_by_the_arithmetic() -> None:
    rows: list[Row] = [
        (P, "Program", ["700"]),
        (K, "Administrasi Umum", ["400"]),
        (K, "Alat tulis", ["300"]),
        (K, "Logistik", ["100"]),
        (K, "Administrasi Keuangan", ["300"]),
        (K, "Gaji", ["250"]),
        (K, "Laporan", ["50"]),
    ]
    result = reconcile([make_table(["pagu"], rows)])
    assert result.findings == ()
    assert {one.status for one in result.tables[0].figures} == {FigureStatus.CONFIRMED}


def test_equal_neighbours_are_not_taken_for_parent_and_child() -> None:
    rows: list[Row] = [
        (K, "Pembahasan", ["2600", "1300"]),
        (S, "KUA", ["1000", "500"]),
        (S, "Perubahan KUA", ["1000", "500"]),
        (S, "APBD", ["600", "300"]),
    ]
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert result.findings == ()
    assert {one.status for one in result.tables[0].figures} == {FigureStatus.CONFIRMED}


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
    assert [one.reported for one in reconcile([whole]).findings] == [Decimal(900)]
    rest = make_table(["pagu"], lower, place=2, has_header=False)
    assert reconcile([whole, rest]).findings == ()


def test_realisasi_and_sisa_off_alike_are_one_fault() -> None:
    rows: list[Row] = [
        (K, "Administrasi Umum", ["1000", "900", "100"]),
        (S, "Alat tulis", ["600", "550", "50"]),
        (S, "Logistik", ["400", "350", "50"]),
        (K, "Administrasi Keuangan", ["800", "790", "10"]),
        (S, "Gaji", ["500", "495", "5"]),
        (S, "Laporan", ["300", "205", "95"]),
    ]
    result = reconcile([make_table(["pagu", "realisasi", "sisa"], rows)])
    (finding,) = result.findings
    assert finding.figure_ids[0] == f"{DOCUMENT}-t01-r3-c2"
    assert (finding.reported, finding.expected) == (Decimal(790), Decimal(700))
    assert f"{DOCUMENT}-t01-r3-c3" in finding.figure_ids


def test_cell_that_was_not_read_breaks_no_row() -> None:
    rows: list[Row] = [
        (K, "A", ["600", "550", "50"]),
        (K, "B", ["400", "350", "50"]),
        (K, "C", [None, "495", "5"]),
    ]
    table = make_table(["pagu", "realisasi", "sisa"], rows)
    assert reconcile([table]).findings == ()


def test_years_of_a_header_row_are_no_addends() -> None:
    rows: list[Row] = [
        (L, "", ["2016"]),
        (L, "Tanah", ["385000000"]),
        (T, "Jumlah", ["385000000"]),
    ]
    assert reconcile([make_table(["lain"], rows)]).findings == ()


def test_row_without_its_code_weakens_the_finding() -> None:
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
    assert [one.severity for one in unsure.findings] == [Severity.WARNING]


def test_no_row_is_accused_where_all_are_equally_likely() -> None:
    rows: list[Row] = [
        (P, "Program", ["1813"]),
        (K, "Administrasi Umum", ["913"]),
        (S, "Alat tulis", ["222"]),
        (S, "Logistik", ["555"]),
        (K, "Administrasi Keuangan", ["900"]),
        (S, "Gaji", ["450"]),
        (S, "Laporan", ["450"]),
    ]
    (finding,) = reconcile([make_table(["pagu"], rows)]).findings
    assert finding.figure_ids[0] == f"{DOCUMENT}-t01-r1-c1"
    assert (finding.reported, finding.expected) == (Decimal(913), Decimal(777))


def test_totals_of_different_rows_are_not_compared() -> None:
    shared: list[Row] = [(K, f"Kegiatan {n}", [str(1000 + n)]) for n in range(4)]
    more: list[Row] = [(K, f"Lainnya {n}", [str(500 + n)]) for n in range(9)]
    small = make_table(["pagu"], [*shared, (T, "Jumlah", ["4006"])], place=1)
    large = make_table(["pagu"], [*shared, *more, (T, "Jumlah", ["8542"])], place=2)
    assert reconcile([small, large]).findings == ()


def test_chart_of_accounts_follows_its_codes() -> None:
    rows: list[Row] = [
        (P, "Dana Alokasi Umum", ["827"]),
        (K, "Dana Alokasi Umum", ["827"]),
        (K, "Dana Alokasi Umum", ["827"]),
        (P, "Dana Alokasi Khusus", ["300"]),
        (L, "Fisik", ["100"]),
        (K, "Pendidikan", ["60"]),
        (K, "Kesehatan", ["40"]),
        (K, "Non Fisik", ["200"]),
        (T, "SURPLUS / (DEFISIT)", ["-55"]),
    ]
    codes = [
        "4.2.2",
        "4.2.2.01",
        "4.2.2.01.01",
        "4.2.3",
        "4.2.3.01",
        "4.2.3.01.01",
        "4.2.3.01.02",
        "4.2.3.02",
    ]
    result = reconcile([make_table(["pagu"], rows, codes=codes)])
    assert result.findings == ()
    after = {one.row: one.status for one in result.tables[0].figures}
    assert after.pop(8) is FigureStatus.OK
    assert set(after.values()) == {FigureStatus.CONFIRMED}


@pytest.mark.parametrize(
    ("top", "findings"),
    [
        (10.0, 0),  # both boxes are one cell: it was read twice
        (40.0, 1),  # printed twice: the report repeats the first row's amount
    ],
)
def test_parent_with_the_number_of_its_first_row(top: float, findings: int) -> None:
    rows: list[Row] = [
        (P, "Program Penunjang", ["1500000"]),
        (K, "Surat menyurat", ["1500000"]),
        (K, "Komunikasi", ["200000"]),
        (P, "Program Perekonomian", ["900000"]),
        (K, "Kebijakan", ["500000"]),
        (K, "Distribusi", ["400000"]),
    ]
    table = make_table(["pagu"], rows)
    boxes = {0: Box(0.0, 10.0, 50.0, 30.0), 1: Box(0.0, top, 50.0, top + 20)}
    placed = tuple(replace(one, box=boxes.get(one.row)) for one in table.figures)
    result = reconcile([replace(table, figures=placed)])
    assert len(result.findings) == findings
