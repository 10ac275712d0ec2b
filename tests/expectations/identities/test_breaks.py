"""Broken identities with one cause are one finding."""

from decimal import Decimal

from sidak.expectations import reconcile
from tests.expectations.factories import DOCUMENT, K, P, Row, S, T, make_table


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


def test_rows_that_fail_in_many_columns_are_one_finding() -> None:
    rows: list[Row] = [
        (P, "Program A", ["30", "33", "36"]),
        (K, "A1", ["9", "8", "11"]),  # A2 is missing
        (P, "Program B", ["70", "77", "84"]),
        (K, "B1", ["30", "33", "36"]),
        (K, "B2", ["40", "44", "48"]),
        (T, "Total", ["100", "110", "120"]),
    ]
    (finding,) = reconcile([make_table(["lain", "lain2", "lain3"], rows)]).findings
    assert (finding.reported, finding.expected) == (Decimal(30), Decimal(9))
    assert "mungkin ada baris yang hilang" in finding.message
    assert "begitu pula kolom" in finding.message


def test_copies_that_differ_because_their_parts_do_are_one_finding() -> None:
    leaves = [("A1", 1100), ("A2", 2200), ("A3", 3300), ("B1", 4400), ("B2", 5500)]

    def make_rows(error: int) -> list[Row]:
        amounts = {name: value * 1000 for name, value in leaves}
        amounts["A2"] += error
        first, second = (
            sum(value for name, value in amounts.items() if name[0] == letter)
            for letter in "AB"
        )
        return [
            (P, "Program A", [str(first)]),
            *((K, name, [str(amounts[name])]) for name in ("A1", "A2", "A3")),
            (P, "Program B", [str(second)]),
            *((K, name, [str(amounts[name])]) for name in ("B1", "B2")),
        ]

    tables = [make_table(["realisasi"], make_rows(error), place=error + 1) for error in (0, 7)]
    (finding,) = reconcile(tables).findings
    assert (finding.reported, finding.expected) == (Decimal(2200000), Decimal(2200007))
    assert "terbawa ke jumlah Rp 6.600.000" in finding.message
