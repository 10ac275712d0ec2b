"""Few findings: what repeats itself is told once, and doubt is told apart from fault."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sidak.expectations import group_findings, report_doubts
from sidak.schemas import (
    Doubt,
    DoubtKind,
    FigureStatus,
    Finding,
    FindingKind,
    Level,
    Severity,
    TypedTable,
)
from tests.expectations.factories import DOCUMENT, make_table


def doubt(
    *texts_and_reasons: tuple[str, DoubtKind | tuple[DoubtKind, ...]], method: str = "geometri"
) -> TypedTable:
    """Return a table with one figure in doubt per pair of print and reason."""
    rows = [(Level.LAINNYA, f"baris {n}", ["1"]) for n in range(len(texts_and_reasons))]
    table = make_table(["pagu"], rows)
    figures = tuple(
        replace(
            figure,
            raw_text=text,
            reasons=tuple(map(Doubt, reason if isinstance(reason, tuple) else (reason,))),
            status=status,
            value=None,
            method=method,
        )
        for figure, (text, reason) in zip(table.figures, texts_and_reasons, strict=True)
        for status in [FigureStatus.UNREADABLE]
    )
    return replace(table, figures=figures)


def brief(findings: tuple[Finding, ...]) -> list[tuple[FindingKind, Severity, int]]:
    return [(one.kind, one.severity, len(one.figure_ids)) for one in findings]


def test_misprints_of_one_cause_are_one_finding() -> None:
    cause = DoubtKind.MIXED_SEPARATORS_THREE
    table = doubt(
        ("600.000,000", cause), ("50.000,000", cause), ("#REF!", DoubtKind.SPREADSHEET_ERROR)
    )
    _, findings = report_doubts([table])
    assert brief(findings) == [
        (FindingKind.NUMBER_FORMAT, Severity.WARNING, 2),
        (FindingKind.NUMBER_FORMAT, Severity.WARNING, 1),
    ]
    assert findings[0].message == (
        '2 sel memuat titik dan koma bercampur: "600.000,000", "50.000,000" (hal. 1).'
    )
    assert findings[0].message_en == (
        '2 cells hold dots and commas mixed: "600.000,000", "50.000,000" (p. 1).'
    )


@pytest.mark.parametrize(
    ("text", "reason", "method"),
    [
        ("1.234", DoubtKind.LONE_SEPARATOR, "geometri"),
        ("600.000,000", DoubtKind.MIXED_SEPARATORS_THREE, "ocr"),
        (
            "600.000,000",
            (DoubtKind.MIXED_SEPARATORS_THREE, DoubtKind.ROW_SHIFTED_WORDS),
            "dump",
        ),
        ("72,13", DoubtKind.DECIMALS_IN_RUPIAH, "geometri"),
        ("13.000.0 00", DoubtKind.TOO_LARGE_FOR_PERCENT, "dump"),
    ],
)
def test_doubt_about_the_reading_is_no_fault_of_the_report(
    text: str, reason: DoubtKind | tuple[DoubtKind, ...], method: str
) -> None:
    _, findings = report_doubts([doubt((text, reason), method=method)])
    assert brief(findings) == [(FindingKind.READING, Severity.INFO, 1)]
    assert findings[0].message.endswith("Ini bukan kesalahan laporan.")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("97.867,75", DoubtKind.DECIMALS_IN_RUPIAH),
        ("9870", DoubtKind.TOO_LARGE_FOR_PERCENT),
    ],
)
def test_lost_digits_of_a_grouped_amount_are_the_reports(text: str, reason: DoubtKind) -> None:
    _, findings = report_doubts([doubt((text, reason))])
    assert brief(findings) == [(FindingKind.NUMBER_FORMAT, Severity.WARNING, 1)]


def test_number_that_the_report_says_it_has_not_is_in_no_doubt() -> None:
    _, findings = report_doubts([doubt(("n/a", DoubtKind.NOT_AVAILABLE))])
    assert findings == ()


def test_findings_per_column_make_room() -> None:
    table = doubt(("1.234", DoubtKind.LONE_SEPARATOR))
    per_column = make_finding("a", kind=FindingKind.NUMBER_FORMAT)
    repeated = make_finding("b", kind=FindingKind.DUPLICATE_ROW)
    bare, _ = report_doubts([replace(table, findings=(per_column, repeated))])
    assert [one.findings for one in bare] == [(repeated,)]


def make_finding(
    name: str,
    *,
    kind: FindingKind = FindingKind.SUM_MISMATCH,
    reported: str | None = None,
    figures: tuple[str, ...] = (),
    page: int = 1,
    message: str = "Jumlah salah.",
) -> Finding:
    return Finding(
        name,
        DOCUMENT,
        kind,
        Severity.ERROR,
        message,
        reported=None if reported is None else Decimal(reported),
        expected=None if reported is None else Decimal(300),
        table_id="t1",
        page=page,
        figure_ids=figures,
        message_en="Wrong sum.",
    )


def test_same_two_numbers_in_three_rows_of_a_column_are_one_finding() -> None:
    listed = [
        make_finding(f"f{row}", reported="1800", figures=(f"t1-r{row}-c4",), page=row)
        for row in (1, 2, 4)
    ]
    (told,) = group_findings(listed)
    assert told.finding_id == "f1"
    assert told.message == "Jumlah salah. Hal yang sama pada 2 baris lain (hal. 2, 4)."
    assert told.message_en == "Wrong sum. The same in 2 other rows (p. 2, 4)."
    assert told.figure_ids == ("t1-r1-c4", "t1-r2-c4", "t1-r4-c4")


def test_two_rows_and_other_columns_stay_apart() -> None:
    listed = [
        make_finding("f1", reported="1800", figures=("t1-r1-c4",)),
        make_finding("f2", reported="1800", figures=("t1-r2-c4",)),
        make_finding("f3", reported="1800", figures=("t1-r3-c5",)),
        make_finding("f4"),
    ]
    assert group_findings(listed) == listed


def test_old_codes_of_all_tables_are_one_finding() -> None:
    listed = [
        make_finding("f1", kind=FindingKind.LEGACY_CODE, message="3 baris"),
        make_finding("f2", kind=FindingKind.LEGACY_CODE, message="9 baris", page=7),
    ]
    (told,) = group_findings(listed)
    assert told.message == (
        "2 tabel memakai kode atau nama sebelum Permendagri 90/2019, tidak dicocokkan "
        "(mulai hal. 1, 7). Tabel pertama: 3 baris."
    )
