"""Rows in their place: repaired codes, amounts of other rows, rows left out of a sum."""

from sidak.expectations import reconcile
from sidak.schemas import Level
from tests.expectations.factories import Row, make_table


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


def test_sum_that_lacks_just_another_line_in_all_columns_is_our_reading() -> None:
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
