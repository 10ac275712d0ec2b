"""Rows placed under each other: by codes, by levels, by what adds up."""

from decimal import Decimal

from sidak.expectations import reconcile
from sidak.expectations.identities.amount_rows import list_amount_rows, place_rows
from sidak.schemas import FigureStatus, Level
from tests.expectations.factories import K, P, Row, S, T, gists, make_table

AIM, GOAL = Level.SASARAN, Level.TUJUAN


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


def test_name_of_an_aim_beside_the_rows_closes_no_program() -> None:
    rows: list[Row] = [
        (P, "Program A", ["900"]),
        (K, "Kegiatan 1", ["400"]),
        (GOAL, "Meningkatnya pembinaan", [None]),
        (K, "Kegiatan 2", ["500"]),
        (P, "Program B", ["71"]),
        (K, "Kegiatan 3", ["71"]),
        (T, "Total", ["971"]),
    ]
    assert gists(["pagu"], rows) == []


def test_aim_with_an_amount_amid_kegiatan_is_a_misread_kegiatan() -> None:
    rows: list[Row] = [
        (P, "Program A", ["900"]),
        (K, "Kegiatan 1", ["400"]),
        (AIM, "Kegiatan yang dikira sasaran", ["300"]),
        (K, "Kegiatan 2", ["200"]),
        (P, "Program B", ["71"]),
        (K, "Kegiatan 3", ["31"]),
        (K, "Kegiatan 4", ["40"]),
        (T, "Total", ["971"]),
    ]
    assert gists(["pagu"], rows) == []


def test_aims_add_up_their_programs_and_no_more() -> None:
    rows: list[Row] = [
        (AIM, "Sasaran 1", ["70"]),
        (P, "Program A", ["30"]),
        (P, "Program B", ["40"]),
        (AIM, "Sasaran 2", ["11"]),
        (P, "Program C", ["11"]),
        (P, "Program tanpa sasaran", ["500"]),
        (T, "Jumlah", ["581"]),
    ]
    assert gists(["pagu"], rows) == []
    wrong: list[Row] = [(AIM, "Sasaran 1", ["10"]), *rows[1:]]
    assert gists(["pagu"], wrong) == [(Decimal(10), Decimal(70))]


def test_goal_with_one_aim_counts_once() -> None:
    other = Level.LAINNYA
    rows: list[Row] = [
        (other, "Tujuan 1", ["70"]),
        (other, "Sasaran 1", ["30"]),
        (other, "Sasaran 2", ["40"]),
        (other, "Tujuan 2", ["11"]),
        (other, "Sasaran 3", ["11"]),
        (T, "Jumlah", ["81"]),
    ]
    assert gists(["pagu"], rows) == []


def test_kegiatan_read_as_a_sub_kegiatan_is_no_part_of_the_kegiatan_above() -> None:
    rows: list[Row] = [
        (P, "Program", ["3998", "5422"]),
        (K, "Administrasi Umum", ["706", "1569"]),
        (S, "Peralatan", ["460", "641"]),
        (S, "Rapat", ["195", "788"]),
        (S, "Penyediaan Jasa", ["3292", "3853"]),  # a kegiatan by its amounts
        (S, "Jasa Surat", ["200", "300"]),
        (S, "Jasa Kantor", ["3092", "3553"]),
    ]
    assert set(gists(["pagu", "realisasi"], rows)) == {
        (Decimal(706), Decimal(655)),
        (Decimal(1569), Decimal(1429)),
    }


def test_years_of_a_header_row_are_no_addends() -> None:
    rows: list[Row] = [
        (Level.LAINNYA, "", ["2016"]),
        (Level.LAINNYA, "Tanah", ["385000000"]),
        (T, "Jumlah", ["385000000"]),
    ]
    assert reconcile([make_table(["lain"], rows)]).findings == ()


def test_chart_of_accounts_follows_its_codes() -> None:
    rows: list[Row] = [
        (P, "Dana Alokasi Umum", ["827"]),
        (K, "Dana Alokasi Umum", ["827"]),
        (K, "Dana Alokasi Umum", ["827"]),
        (P, "Dana Alokasi Khusus", ["300"]),
        (Level.LAINNYA, "Fisik", ["100"]),
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


def test_kegiatan_whose_code_lost_its_beginning_stays_under_its_program() -> None:
    rows: list[Row] = [
        (Level.PROGRAM, "Program A", ["1000000", "900000"]),
        (Level.KEGIATAN, "Kegiatan 1", ["250000", "240000"]),
        (Level.KEGIATAN, "Kegiatan 2", ["350000", "330000"]),
        (Level.KEGIATAN, "Kegiatan 3", ["400000", "330000"]),
    ]
    printed = ["1 20 05 59", "1 20 05 59 01", "20 05 59 02", "1 20 05 59 03"]
    result = reconcile([make_table(["pagu", "realisasi"], rows, codes=printed)])
    assert result.findings == ()
    assert result.coverage.under_none == 0


def test_source_of_money_is_a_heading_over_programmes() -> None:
    rows: list[Row] = [
        (K, "APBD Provinsi", ["900000"]),
        (P, "Program A", ["500000"]),
        (K, "Gaji", ["500000"]),
        (P, "Program B", ["400000"]),
        (K, "Dana Dekonsentrasi", ["70000"]),
        (P, "Program C", ["70000"]),
        (K, "Rapat", ["70000"]),
        (T, "Jumlah", ["970000"]),
    ]
    assert gists(["pagu"], rows) == []
    wrong: list[Row] = [(K, "APBD Provinsi", ["901000"]), *rows[1:]]
    assert gists(["pagu"], wrong) == [(Decimal(901000), Decimal(900000))]


def test_running_number_in_a_column_of_codes_is_no_code() -> None:
    rows: list[Row] = [
        (P, "Program A", ["600000"]),
        (K, "Gaji", ["100000"]),
        (K, "Listrik", ["200000"]),
        (K, "Air", ["300000"]),
    ]
    table = make_table(["pagu"], rows, codes=(None, "4", "4.01.02", "4.01.03"))
    listed = list_amount_rows(table)
    place_rows(listed)
    assert [row.code for row in listed] == [(), (), ("4", "1", "2"), ("4", "1", "3")]
    assert [child.name for child in listed[0].children] == ["Gaji", "Listrik", "Air"]
    numbered = list_amount_rows(make_table(["pagu"], rows, codes=(None, "1", "2", "3")))
    assert [row.code for row in numbered] == [(), ("1",), ("2",), ("3",)]
