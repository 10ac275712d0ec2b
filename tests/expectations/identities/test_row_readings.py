"""Other readings of a row that explain an equation which it seems to break."""

from dataclasses import replace
from decimal import Decimal

from sidak.expectations import reconcile
from sidak.schemas import Level
from tests.expectations.factories import K, Row, T, gists, make_table

L = Level.LAINNYA


def test_amounts_of_a_cell_merged_over_two_rows_go_together() -> None:
    columns = ["pagu", "realisasi", "sisa"]
    rows: list[Row] = [
        (K, "Lemari", ["22500", "43615", "635"]),
        (K, "Gorden", ["21750", None, None]),
        (K, "Meja", ["59100", "58675", "425"]),
        (K, "Kursi", ["900", "875", "25"]),
        (K, "Laptop", ["39500", "39100", "400"]),
    ]
    assert gists(columns, rows) == []
    apart: list[Row] = [*rows[:1], (K, "Gorden", ["21761", None, None]), *rows[2:]]
    assert len(gists(columns, apart)) == 1


def test_contract_value_beside_a_balance_is_no_addend() -> None:
    rows: list[Row] = [
        (K, "Meja", ["59100", None, "58675", "425"]),
        (K, "Kursi", ["900", None, "875", "25"]),
        (K, "Laptop", ["39500", "39100", "39100", "400"]),
        (K, "Umum", ["500", None, "495", "5"]),
    ]
    assert gists(["pagu", "lain", "realisasi", "sisa"], rows) == []


def test_percentage_of_another_goal_in_the_row() -> None:
    rows: list[Row] = [
        (L, "Indeks", ["80", "90", "72", "90.00"]),
        (L, "Nilai", ["50", "60", "45", "90.00"]),
        (L, "Temuan", ["40", "50", "38", "95.00"]),
        (L, "Layanan", ["75", "85", "70", "82.35"]),
    ]
    tables = [make_table(["target", "lain", "hasil", "capaian"], rows)]
    other = make_table(["target", "target", "hasil", "capaian"], rows)
    assert [one.reported for one in reconcile(tables).findings] == [Decimal("82.35")]
    assert reconcile([other]).findings == ()


def test_mean_of_the_percentages_above() -> None:
    rows: list[Row] = [
        (L, "Indeks", ["80", "72", "90.00"]),
        (L, "Nilai", ["50", "45", "90.00"]),
        (L, "Temuan", ["40", "38", "95.00"]),
        (T, "Rata-rata", ["170", "155", "91.67"]),
    ]
    assert gists(["target", "hasil", "capaian"], rows) == []
    off: list[Row] = [*rows[:3], (T, "Rata-rata", ["170", "155", "91.64"])]
    assert gists(["target", "hasil", "capaian"], off) == [
        (Decimal("91.64"), Decimal("91.176471"))
    ]


def test_count_and_percentage_make_no_ratio() -> None:
    rows: list[Row] = [
        (L, "Sungai", ["2", "2", "100"]),
        (L, "Kantor", ["4", "4", "100"]),
        (L, "Sekolah", ["8", "8", "100"]),
        (L, "Industri", ["200", "100", "100"]),
    ]
    table = make_table(["target", "hasil", "capaian"], rows)
    assert len(reconcile([table]).findings) == 1
    mixed = replace(
        table,
        figures=tuple(
            replace(one, unit="%") if (one.row, one.column) == (3, 2) else one
            for one in table.figures
        ),
    )
    assert reconcile([mixed]).findings == ()


def test_nothing_done_where_less_is_better_is_full() -> None:
    rows: list[Row] = [
        (L, "Temuan", ["80", "80", "100"]),
        (L, "Nilai", ["50", "45", "90"]),
        (L, "Indeks", ["40", "38", "95"]),
        (L, "Deviasi", ["10", "0", "100"]),
    ]
    assert gists(["target", "hasil", "capaian"], rows) == []


def test_percentages_under_a_header_of_rupiah_are_no_addends() -> None:
    rows: list[Row] = [
        (Level.PROGRAM, "Program A", ["900", "91.3"]),
        (K, "Gaji", ["500", "93.4"]),
        (K, "Listrik", ["400", "98.7"]),
    ]
    assert gists(["pagu", "realisasi"], rows) == []


def test_formula_that_leaves_out_the_hundred() -> None:
    rows: list[Row] = [
        (L, "Indeks", ["80", "72", "0.90"]),
        (L, "Nilai", ["50", "45", "0.90"]),
        (L, "Temuan", ["40", "38", "0.95"]),
        (L, "Layanan", ["70", "63", "90.00"]),
    ]
    formulas = {1: ("3", None), 2: ("4", None), 3: ("5", "4/3")}
    table = make_table(["target", "hasil", "capaian"], rows, formulas=formulas)
    assert reconcile([table]).findings == ()


def test_sum_of_a_group_of_rows_printed_in_each_of_them() -> None:
    columns = ["lain", "lain2", "total"]
    rows: list[Row] = [
        (K, "Meja", ["100000", "300000", "400000"]),
        (K, "Kursi", ["200000", "400000", "600000"]),
        (K, "Kantor A", ["0", "310000", "940000"]),
        (K, "Kantor B", ["0", "330000", "940000"]),
        (K, "Kantor C", ["0", "300000", "940000"]),
        (K, "Laptop", ["500000", "450000", "950000"]),
        (K, "Umum", ["700000", "150000", "850000"]),
        (K, "Lemari", ["700000", "250000", "950000"]),
        (K, "Gorden", ["100000", "150000", "250000"]),
    ]
    assert gists(columns, rows) == []
    other: list[Row] = [*rows[:4], (K, "Kantor C", ["0", "290000", "940000"]), *rows[5:]]
    assert {reported for reported, _ in gists(columns, other)} == {Decimal("940000")}
