"""Findings about numbers in doubt: ill-printed ones, and those not read for certain."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sidak.expectations import report_doubts
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
from tests.expectations.factories import make_finding, make_table


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


def test_decision_leaves_the_fault_of_the_report_and_waits_for_nobody() -> None:
    declared, decided = DoubtKind.DECLARED_UNREADABLE, DoubtKind.DECIDED
    table = doubt(
        ("#REF!", (declared, DoubtKind.SPREADSHEET_ERROR)),
        ("600.000,000", (decided, DoubtKind.MIXED_SEPARATORS_THREE)),
        ("7.5", (declared,)),
    )
    first, second, third = table.figures
    taken = replace(second, status=FigureStatus.DECIDED, value=Decimal(600000))
    _, findings = report_doubts([replace(table, figures=(first, taken, third))])
    assert sorted(one.message for one in findings) == [
        '1 sel memuat galat lembar kerja di tempat angka: "#REF!" (hal. 1).',
        '1 sel memuat titik dan koma bercampur: "600.000,000" (hal. 1).',
    ]
