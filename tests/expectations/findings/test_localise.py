"""Which of the figures of broken identities is the wrong one."""

from decimal import Decimal

import pytest

from sidak.expectations import reconcile
from sidak.schemas import FindingKind, Level, Severity
from tests.expectations.factories import (
    BUDGET,
    CONSISTENT,
    DOCUMENT,
    ROWS_WITH_RATIO,
    K,
    P,
    Row,
    S,
    T,
    change,
    gist,
    gists,
    make_table,
)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (0, "a program disagrees with its kegiatan and with the total"),
        (1, "a kegiatan disagrees with its sub kegiatan and with its program"),
        (7, "a kegiatan between a program and one sub kegiatan"),
    ],
)
def test_one_wrong_figure_that_breaks_two_sums_is_one_finding(row: int, reason: str) -> None:
    right = Decimal(CONSISTENT[row][2][0] or "")
    rows = change(CONSISTENT, row, 1, str(right + 90_000))
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert [(one.figure_ids[0], one.expected) for one in result.findings] == [
        (f"{DOCUMENT}-t01-r{row}-c1", right)
    ], reason
    assert "1 hitungan lain" in result.findings[0].message


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


def test_wrong_programs_are_corrected_before_they_are_added_up() -> None:
    rows: list[Row] = [
        (Level.URUSAN, "Urusan 1", ["1155"]),
        (P, "Program A", ["1"]),
        (K, "A1", ["125"]),
        (K, "A2", ["200"]),
        (P, "Program B", ["100"]),
        (K, "B1", ["142"]),
        (K, "B2", ["200"]),
        (P, "Program C", ["1155"]),
        (K, "C1", ["155"]),
        (K, "C2", ["1000"]),
        (Level.URUSAN, "Urusan 2", ["150"]),
        (P, "Program D", ["150"]),
        (K, "D1", ["50"]),
        (K, "D2", ["100"]),
        (Level.URUSAN, "Urusan 3", ["29"]),
        (P, "Program E", ["29"]),
        (K, "E1", ["12"]),
        (K, "E2", ["17"]),
        (T, "Total", ["2001"]),
    ]
    found = reconcile([make_table(["pagu"], rows)]).findings
    assert {(one.figure_ids[0][-5:], one.expected) for one in found} == {
        ("r1-c1", Decimal(325)),
        ("r4-c1", Decimal(342)),
        ("r0-c1", Decimal(1822)),
    }
    urusan = next(one for one in found if one.figure_ids[0].endswith("r0-c1"))
    assert "setelah 2 angka lain dibetulkan; 1 hitungan lain" in urusan.message


def test_sisa_and_serapan_together_name_the_realisasi() -> None:
    rows = change(ROWS_WITH_RATIO, 0, 2, "234784750")
    result = reconcile([make_table(BUDGET, rows)])
    assert [(one.figure_ids[0], one.expected) for one in result.findings] == [
        (f"{DOCUMENT}-t01-r0-c2", Decimal(254784750))
    ]


def test_missing_row_leaves_the_sum_broken() -> None:
    rows = [*CONSISTENT[:3], *CONSISTENT[4:]]
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    # The kegiatan fits its program, so the row that is left is named: it or one beside it.
    assert {gist(one) for one in result.findings} == {
        (FindingKind.SUM_MISMATCH, Severity.WARNING, Decimal(3000000), Decimal(4000000)),
        (FindingKind.SUM_MISMATCH, Severity.WARNING, Decimal(2600000), Decimal(3500000)),
    }


def test_sum_of_parts_that_their_own_rows_correct_blames_no_further_part() -> None:
    rows: list[Row] = [
        (P, "Program A", ["675", "742", "1417"]),
        (K, "Konsumsi", ["100", "110", "252"]),
        (K, "Pengolahan", ["200", "220", "525"]),
        (K, "Mutu", ["200", "220", "420"]),
        (K, "Pembinaan", ["175", "192", "440"]),
        (P, "Program B", ["220", "242", "462"]),
        (K, "Pelaku usaha", ["120", "132", "252"]),
        (K, "Percontohan", ["100", "110", "210"]),
    ]
    assert sorted(gists(["lain", "lain2", "total"], rows)) == [
        (Decimal(252), Decimal(210)),
        (Decimal(440), Decimal(367)),
        (Decimal(525), Decimal(420)),
    ]


def test_amount_known_by_a_percentage_only_is_expected_about() -> None:
    rows: list[Row] = [
        (K, "A", ["287453750", "254784750", "88.64"]),
        (K, "B", ["49635000", "49615000", "99.96"]),
        (K, "C", ["14490000", "12590000", "86.89"]),
        (K, "D", ["9520000", "12420000", "98.95"]),
    ]
    tables = [make_table(["pagu", "realisasi", "serapan"], rows)]
    copy = [(level, name, [pagu]) for level, name, (pagu, _, _) in rows]
    tables.append(make_table(["pagu"], copy, place=2))
    (finding,) = reconcile(tables).findings
    assert (finding.reported, finding.expected) == (Decimal("98.95"), Decimal("130.462185"))
