"""The sum, ratio and difference checks: what holds, what breaks, what is left alone."""

from decimal import Decimal

import pytest

from sidak.expectations import reconcile
from sidak.schemas import (
    Coverage,
    FigureStatus,
    Finding,
    FindingKind,
    Level,
    Severity,
    TypedTable,
)
from tests.expectations.factories import DOCUMENT, Row, make_table

P, K, S, T = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN, Level.TOTAL

CONSISTENT: list[Row] = [
    (P, "Program Penunjang", ["6000000", "5000000"]),
    (K, "Administrasi Umum", ["4000000", "3500000"]),
    (S, "Penyediaan Alat Tulis", ["3000000", "2600000"]),
    (S, "Penyediaan Logistik", ["1000000", "900000"]),
    (K, "Administrasi Keuangan", ["2000000", "1500000"]),
    (S, "Penyediaan Gaji", ["2000000", "1500000"]),
    (P, "Program Perekonomian", ["1234567", "1000000"]),
    (K, "Kebijakan Perekonomian", ["1234567", "1000000"]),
    (S, "Pengendalian Distribusi", ["1234567", "1000000"]),
    (T, "Jumlah", ["7234567", "6000000"]),
]


def change(rows: list[Row], row: int, column: int, text: str | None) -> list[Row]:
    level, name, numbers = rows[row]
    replaced = list(numbers)
    replaced[column - 1] = text
    return [*rows[:row], (level, name, replaced), *rows[row + 1 :]]


def statuses(table: TypedTable) -> dict[tuple[int, int], FigureStatus]:
    return {(one.row, one.column): one.status for one in table.figures}


def gist(finding: Finding) -> tuple[FindingKind, Severity, Decimal | None, Decimal | None]:
    return finding.kind, finding.severity, finding.reported, finding.expected


def test_consistent_table_confirms_every_figure_and_finds_nothing() -> None:
    result = reconcile([make_table(["pagu", "realisasi"], CONSISTENT)])
    assert result.findings == ()
    assert set(statuses(result.tables[0]).values()) == {FigureStatus.CONFIRMED}
    assert result.coverage == Coverage(
        figures=20, under_none=0, under_one=10, under_more=10, identities=12
    )


def test_wrong_total_is_one_finding_and_the_figure_stays_as_printed() -> None:
    table = make_table(["pagu", "realisasi"], change(CONSISTENT, 9, 1, "7334567"))
    result = reconcile([table])
    assert [gist(one) for one in result.findings] == [
        (FindingKind.SUM_MISMATCH, Severity.ERROR, Decimal(7334567), Decimal(7234567))
    ]
    finding = result.findings[0]
    assert finding.difference == Decimal(100000)
    assert finding.unit == "Rp"
    assert finding.figure_ids == (
        f"{DOCUMENT}-t01-r9-c1",
        f"{DOCUMENT}-t01-r0-c1",
        f"{DOCUMENT}-t01-r6-c1",
    )
    assert finding.message == (
        'Tabel ke-1 halaman 1 baris "Jumlah" kolom "PAGU": tercetak Rp 7.334.567, '
        "seharusnya Rp 7.234.567 (selisih 100.000) menurut jumlah 2 baris rinciannya."
    )
    figure = next(one for one in result.tables[0].figures if one.row == 9)
    assert (figure.value, figure.status) == (Decimal(7334567), FigureStatus.OK)


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


def test_missing_row_leaves_the_sum_broken() -> None:
    rows = [*CONSISTENT[:3], *CONSISTENT[4:]]
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    # The kegiatan fits its program, so the row that is left is named: it or one beside it.
    assert {gist(one) for one in result.findings} == {
        (FindingKind.SUM_MISMATCH, Severity.ERROR, Decimal(3000000), Decimal(4000000)),
        (FindingKind.SUM_MISMATCH, Severity.ERROR, Decimal(2600000), Decimal(3500000)),
    }


def test_one_rupiah_is_a_remark_not_an_error_and_confirms_nothing() -> None:
    rows = change(CONSISTENT, 9, 1, "7234568")
    result = reconcile([make_table(["pagu", "realisasi"], rows)])
    assert [gist(one) for one in result.findings] == [
        (FindingKind.SUM_MISMATCH, Severity.INFO, Decimal(7234568), Decimal(7234567))
    ]
    assert statuses(result.tables[0])[9, 1] is FigureStatus.OK


@pytest.mark.parametrize(
    ("total", "severities"),
    [
        ("10.00", []),  # exact
        ("10.01", []),  # inside: four parts rounded to 0.01 may be off by 0.025
        ("10.02", []),  # just inside
        ("10.03", [Severity.WARNING]),  # just outside
        ("-10.00", [Severity.WARNING]),  # the sign is lost
    ],
)
def test_rounded_parts_in_millions(total: str, severities: list[Severity]) -> None:
    rows: list[Row] = [(P, f"Program {n}", ["2.50"]) for n in range(4)]
    rows += [(T, "Jumlah", [total])]
    near = make_table(["pagu"], rows, unit="Rp juta")
    found = reconcile([near]).findings
    if total.startswith("-"):
        assert found == ()  # nothing else in the table says that it was understood
    else:
        assert [one.severity for one in found] == severities


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


def test_different_amounts_beside_indicators_are_not_judged() -> None:
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


def test_nothing_equals_nothing_confirms_nothing() -> None:
    rows: list[Row] = [(K, "A", ["0"]), (S, "B", ["0"]), (S, "C", ["0"])]
    result = reconcile([make_table(["pagu"], rows)])
    assert set(statuses(result.tables[0]).values()) == {FigureStatus.OK}
    assert result.coverage.under_none == 3


ROWS_WITH_RATIO: list[Row] = [
    (K, "A", ["287453750", "254784750", "88.64", "32669000"]),
    (K, "B", ["49635000", "49615000", "99.96", "20000"]),
    (K, "C", ["14490000", "12590000", "86.89", "1900000"]),
    (K, "D", ["9520000", "9420000", "98.95", "100000"]),
]
BUDGET = ["pagu", "realisasi", "serapan", "sisa"]


@pytest.mark.parametrize(
    ("serapan", "finding"),
    [
        ("88.64", None),  # cut off: 88.635...
        ("88.63", None),  # rounded down
        ("88.65", (FindingKind.RATIO_MISMATCH, Severity.WARNING)),  # just outside
        ("86.10", (FindingKind.RATIO_MISMATCH, Severity.ERROR)),  # far outside
        ("89", None),  # rounded to whole percents
    ],
)
def test_serapan(serapan: str, finding: tuple[FindingKind, Severity] | None) -> None:
    rows = change(ROWS_WITH_RATIO, 0, 3, serapan)
    result = reconcile([make_table(BUDGET, rows)])
    assert [(one.kind, one.severity) for one in result.findings] == (
        [finding] if finding else []
    )


def test_ratio_finding_writes_the_arithmetic_out() -> None:
    rows = change(ROWS_WITH_RATIO, 0, 3, "86.10")
    finding = reconcile([make_table(BUDGET, rows)]).findings[0]
    assert finding.message == (
        'Tabel ke-1 halaman 1 baris "A" kolom "SERAPAN": tercetak 86,10 %, seharusnya '
        "88,64 % (selisih -2,54) menurut hitungan 254.784.750 / 287.453.750 x 100 ≠ 86,10."
    )
    assert finding.expected == Decimal("88.635041")


def test_sisa_and_serapan_together_name_the_realisasi() -> None:
    rows = change(ROWS_WITH_RATIO, 0, 2, "234784750")
    result = reconcile([make_table(BUDGET, rows)])
    assert [(one.figure_ids[0], one.expected) for one in result.findings] == [
        (f"{DOCUMENT}-t01-r0-c2", Decimal(254784750))
    ]


def test_percentage_does_not_confirm_the_digits_of_an_amount() -> None:
    table = make_table(BUDGET[:3], [(K, n, c[:3]) for _, n, c in ROWS_WITH_RATIO])
    after = statuses(reconcile([table]).tables[0])
    assert after[0, 3] is FigureStatus.CONFIRMED
    assert after[0, 1] is FigureStatus.OK


def test_capaian_where_less_is_better_is_no_fault() -> None:
    rows: list[Row] = [
        (Level.LAINNYA, "Indeks", ["72.47", "72.16", "99.57"]),
        (Level.LAINNYA, "Lama sekolah", ["8.64", "8.76", "101.38"]),
        (Level.LAINNYA, "Laju penduduk", ["1.06", "1.76", "60.23"]),  # target / realisasi
        (Level.LAINNYA, "Pengangguran", ["8.00", "8.80", "90.00"]),  # (2T - R) / T
        (Level.LAINNYA, "Harapan", ["12.69", "13.78", "100"]),  # cut off at 100
    ]
    assert reconcile([make_table(["target", "hasil", "capaian"], rows)]).findings == ()


def test_printed_formula_beats_the_header() -> None:
    rows: list[Row] = [
        (K, "A", ["100", "40", "140"]),
        (K, "B", ["200", "50", "250"]),
        (K, "C", ["300", "60", "999"]),
    ]
    table = make_table(
        ["lain", "lain2", "lain3"],
        rows,
        formulas={1: ("5", None), 2: ("7", None), 3: ("9", "5+7")},
    )
    result = reconcile([table])
    assert [gist(one) for one in result.findings] == [
        (FindingKind.SUM_MISMATCH, Severity.ERROR, Decimal(999), Decimal(360))
    ]


def test_sum_of_columns_is_discovered() -> None:
    rows: list[Row] = [
        (Level.LAINNYA, f"Aset {n}", [str(n * 37), str(n * 11), str(n * 48)])
        for n in range(1, 8)
    ]
    rows = change(rows, 3, 3, "200")
    table = make_table(["lain", "lain2", "lain3"], rows)
    assert [(one.reported, one.expected) for one in reconcile([table]).findings] == [
        (Decimal(200), Decimal(192))
    ]


def test_column_that_obeys_no_law_is_left_alone() -> None:
    rows: list[Row] = [
        (K, "A", ["100", "50", "71"]),
        (K, "B", ["100", "60", "13"]),
        (K, "C", ["100", "70", "99"]),
    ]
    assert reconcile([make_table(["pagu", "realisasi", "serapan"], rows)]).findings == ()


def test_two_tables_that_state_the_same_amounts() -> None:
    first = make_table(["pagu", "realisasi"], CONSISTENT, place=1)
    rows = change(CONSISTENT, 9, 2, "5999889")
    second = make_table(["pagu", "realisasi"], rows, place=2)
    result = reconcile([first, second])
    assert [one.figure_ids[0] for one in result.findings] == [f"{DOCUMENT}-t02-r9-c2"]
    assert result.findings[0].expected == Decimal(6000000)


def test_copy_without_sums_is_a_cross_table_finding() -> None:
    leaves: list[Row] = [(K, f"Kegiatan {n}", [str(1000 * n)]) for n in range(1, 7)]
    first = make_table(["pagu"], leaves, place=1)
    second = make_table(["pagu"], change(leaves, 4, 1, "5100"), place=2)
    result = reconcile([first, second])
    assert [(one.kind, one.reported, one.expected) for one in result.findings] == [
        (FindingKind.CROSS_TABLE_MISMATCH, Decimal(5000), Decimal(5100))
    ]
    assert statuses(result.tables[0])[0, 1] is FigureStatus.CONFIRMED


def test_thousands_and_rupiah_compare() -> None:
    leaves: list[Row] = [(K, f"Kegiatan {n}", [str(1_000_000 * n)]) for n in range(1, 7)]
    short: list[Row] = [(K, name, [str(1000 * n)]) for n, (_, name, _) in enumerate(leaves, 1)]
    first = make_table(["pagu"], leaves, place=1)
    second = make_table(["pagu"], short, place=2, unit="Rp ribu")
    result = reconcile([first, second])
    assert result.findings == ()
    assert set(statuses(result.tables[1]).values()) == {FigureStatus.CONFIRMED}


def test_budgets_of_two_years_are_not_compared() -> None:
    leaves: list[Row] = [(K, f"Kegiatan {n}", [str(1000 * n)]) for n in range(1, 7)]
    first = make_table(["pagu"], leaves, place=1, year=2022)
    second = make_table(["pagu"], change(leaves, 4, 1, "5100"), place=2, year=2023)
    assert reconcile([first, second]).findings == ()


def test_findings_have_stable_ids() -> None:
    table = make_table(["pagu", "realisasi"], change(CONSISTENT, 9, 1, "7334567"))
    first, again = (reconcile([table]).findings for _ in range(2))
    assert first == again
    assert first[0].finding_id.startswith(f"{DOCUMENT}-f")
