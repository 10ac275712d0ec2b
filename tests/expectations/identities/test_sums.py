"""Sums down a table: which rows a parent or a total adds up."""

from dataclasses import replace

import pytest

from sidak.expectations import reconcile
from sidak.schemas import Box, FigureStatus, Level
from tests.expectations.factories import (
    CONSISTENT,
    K,
    P,
    Row,
    S,
    T,
    change,
    make_table,
    statuses,
)


def test_missing_subtotals_and_skipped_levels_are_passed_through() -> None:
    rows = change(change(CONSISTENT, 1, 1, None), 1, 2, None)
    rows = change(change(rows, 0, 1, None), 0, 2, None)
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert result.findings == ()
    assert statuses(result.tables[0])[9, 1] is FigureStatus.CONFIRMED


def test_total_above_its_rows() -> None:
    rows = [CONSISTENT[-1], *CONSISTENT[:-1]]
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert result.findings == ()
    assert statuses(result.tables[0])[0, 1] is FigureStatus.CONFIRMED


def test_subtotals_and_a_grand_total() -> None:
    rows: list[Row] = [
        (P, "A", ["10"]),
        (P, "B", ["20"]),
        (T, "Jumlah I", ["30"]),
        (P, "C", ["5"]),
        (P, "D", ["6"]),
        (T, "Jumlah II", ["11"]),
        (T, "Total", ["41"]),
    ]
    result = reconcile([make_table(["pagu"], rows)])
    assert result.findings == ()
    assert set(statuses(result.tables[0]).values()) == {FigureStatus.CONFIRMED}


def test_same_amount_beside_each_indicator_counts_once() -> None:
    rows: list[Row] = [
        (K, "Administrasi Umum", ["400"]),
        (S, "Alat Tulis", ["300"]),
        (Level.INDIKATOR, "Jumlah paket", ["300"]),
        (S, "Logistik", ["100"]),
    ]
    result = reconcile([make_table(["pagu"], rows)])
    assert result.findings == ()
    assert statuses(result.tables[0])[0, 1] is FigureStatus.CONFIRMED


def test_different_amounts_beside_indicators_are_not_checked() -> None:
    rows: list[Row] = [
        (K, "Administrasi Umum", ["400"]),
        (S, "Alat Tulis", ["300"]),
        (Level.INDIKATOR, "Jumlah paket", ["250"]),
        (S, "Logistik", ["100"]),
    ]
    assert reconcile([make_table(["pagu"], rows)]).findings == ()


def test_empty_cells_count_as_nothing() -> None:
    rows = change(CONSISTENT, 3, 2, None)
    rows = change(change(change(rows, 1, 2, "2600000"), 0, 2, "4100000"), 9, 2, "5100000")
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert result.findings == ()


def test_sum_that_lacks_exactly_another_row_in_all_columns_is_our_reading() -> None:
    rows: list[Row] = [
        (Level.PROGRAM, "Program A", ["7000000", "6500000"]),
        (Level.PROGRAM, "Program B", ["238000", "235000"]),
        # A program that was read as a kegiatan of B.
        (Level.KEGIATAN, "2 Program C", ["450000", "435000"]),
        (Level.PROGRAM, "Program D", ["3000000", "2900000"]),
        (Level.TOTAL, "Jumlah", ["10688000", "10070000"]),
    ]
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert [one for one in result.findings if "Jumlah" in one.message] == []


def test_total_before_its_programs_ends_at_the_heading_of_the_next_part() -> None:
    rows: list[Row] = [
        (Level.TOTAL, "BADAN PERENCANAAN", ["900000", "800000"]),
        (Level.PROGRAM, "Program A", ["500000", "450000"]),
        (Level.PROGRAM, "Program B", ["400000", "350000"]),
        (Level.BIDANG, "PENELITIAN", ["72000", "33000"]),
        (Level.TOTAL, "BADAN PERENCANAAN", ["72000", "33000"]),
        (Level.PROGRAM, "Program C", ["72000", "33000"]),
    ]
    assert reconcile([make_table(["pagu", "realisasi"], rows)]).findings == ()


def test_total_of_many_empty_rows_is_checked_if_it_comes_near() -> None:
    rows: list[Row] = [
        *((Level.LAINNYA, f"Aset {n}", [f"{n}00000000", None]) for n in (21, 22, 23)),
        (Level.LAINNYA, "Kendaraan roda tiga", ["28277520", None]),
        *((Level.LAINNYA, f"Barang {n}", [None, "5000"]) for n in range(6)),
        (Level.TOTAL, "JUMLAH", ["6600000000", "30000"]),
    ]
    (finding,) = reconcile([make_table(["lain", "lain2"], rows)]).findings
    assert finding.message.endswith(
        "menurut jumlah 4 baris rinciannya (6 baris tanpa angka); selisihnya persis angka "
        'baris "Kendaraan roda tiga", mungkin tidak ikut dijumlahkan.'
    )
    assert finding.message_en.endswith(
        'the difference is just row "Kendaraan roda tiga", which perhaps was left out.'
    )


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


def test_amounts_at_the_end_of_a_plan_add_up() -> None:
    result = reconcile([make_table(["pagu", "kondisi_akhir"], CONSISTENT)])
    assert result.findings == ()
    assert statuses(result.tables[0])[9, 1] is FigureStatus.CONFIRMED
