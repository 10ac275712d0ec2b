"""Shapes of real tables that once led to a wrong finding, or hid one."""

from decimal import Decimal

from sidak.expectations import reconcile
from sidak.schemas import FindingKind, Level
from tests.expectations.factories import Row, make_table

P, K, S, T = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN, Level.TOTAL
AIM, GOAL = Level.SASARAN, Level.TUJUAN


def gists(columns: list[str], rows: list[Row]) -> list[tuple[Decimal | None, Decimal | None]]:
    found = reconcile([make_table(columns, rows)]).findings
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


def test_totals_that_are_all_but_equal_were_meant_to_be_one() -> None:
    first = make_table(["realisasi"], [(P, "A", ["1"]), (T, "Jumlah", ["54752703672"])])
    rest = make_table(
        ["lain"], [(Level.LAINNYA, "B", ["7"]), (T, "TOTAL", ["54752703561"])], place=2
    )
    (finding,) = reconcile([first, rest]).findings
    assert (finding.kind, finding.difference) == (
        FindingKind.CROSS_TABLE_MISMATCH,
        Decimal(111),
    )
    other = make_table(["lain"], [(T, "TOTAL", ["54762803561"])], place=2)
    assert reconcile([first, other]).findings == ()


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


def test_wrong_sum_says_where_it_was_carried_on() -> None:
    rows: list[Row] = [
        (P, "Program A", ["210"]),
        (K, "A1", ["139"]),
        (K, "A2", ["150"]),
        (K, "A3", ["125"]),
        (P, "Program B", ["70"]),
        (K, "B1", ["30"]),
        (K, "B2", ["40"]),
        (T, "Total", ["280"]),
    ]
    (finding,) = reconcile([make_table(["pagu"], rows)]).findings
    assert (finding.reported, finding.expected) == (Decimal(210), Decimal(414))
    assert 'terbawa ke jumlah Rp 280 di tabel ke-1 halaman 1 baris "Total"' in finding.message


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
