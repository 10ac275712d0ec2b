"""Shapes of real tables that once led to a wrong finding, or hid one."""

from decimal import Decimal

from expectations import reconcile
from schemas import DocumentFacts, DocumentKind, FindingKind, Level
from tests.expectations.makers import Row, make_table

FACTS = DocumentFacts(DocumentKind.LKJIP, year=2022)
P, K, S, T = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN, Level.TOTAL
AIM, GOAL = Level.SASARAN, Level.TUJUAN


def gists(columns: list[str], rows: list[Row]) -> list[tuple[Decimal | None, Decimal | None]]:
    found = reconcile([make_table(columns, rows)], FACTS).findings
    return [(one.reported, one.expected) for one in found]


def test_name_of_an_aim_beside_the_lines_closes_no_program() -> None:
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


def test_opening_change_and_closing_balance() -> None:
    rows: list[Row] = [
        (Level.LAINNYA, f"Aset {n}", [str(n * 370), str(n * 110), str(n * 480 + slip)])
        for n, slip in enumerate([0, 0, 30, 0, -20, 0, 7, 0, 0, 0], start=1)
    ]
    table = make_table(["lain", "mutasi", "lain2"], rows)
    found = reconcile([table], FACTS).findings
    assert {(one.figure_ids[0][-5:], one.difference) for one in found} == {
        ("r2-c3", Decimal(30)),
        ("r4-c3", Decimal(-20)),
        ("r6-c3", Decimal(7)),
    }


def test_totals_that_are_all_but_equal_were_meant_to_be_one() -> None:
    first = make_table(["realisasi"], [(P, "A", ["1"]), (T, "Jumlah", ["54752703672"])])
    rest = make_table(
        ["lain"], [(Level.LAINNYA, "B", ["7"]), (T, "TOTAL", ["54752703561"])], place=2
    )
    (finding,) = reconcile([first, rest], FACTS).findings
    assert (finding.kind, finding.difference) == (
        FindingKind.CROSS_TABLE_MISMATCH,
        Decimal(111),
    )
    other = make_table(["lain"], [(T, "TOTAL", ["54762803561"])], place=2)
    assert reconcile([first, other], FACTS).findings == ()
