"""Findings about numbers in doubt: one for each cause instead of one for each column.

Two things are kept apart: numbers that a report prints ill ("600.000,000", "2,297E+09"),
which is its fault, and numbers that could not be read for certain, which is no fault of the
report and waits for a person.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sidak.expectations.findings.finding_ids import make_finding_id
from sidak.expectations.findings.messages import (
    BilingualText,
    describe_doubtful_readings,
    describe_misprints,
)
from sidak.expectations.findings.settings import SETTINGS
from sidak.schemas import (
    DoubtKind,
    Figure,
    FigureStatus,
    Finding,
    FindingKind,
    ReportFault,
    Severity,
    TypedTable,
)
from sidak.schemas.text.page_ranges import format_page_ranges

#: What is wrong with ill-printed numbers, in both languages.
_FAULTS = {
    ReportFault.MIXED_SEPARATORS: BilingualText(
        "titik dan koma bercampur", "dots and commas mixed"
    ),
    ReportFault.EQUAL_SEPARATORS: BilingualText(
        "tanda ribuan dan tanda desimal sama", "the same mark for thousands and decimals"
    ),
    ReportFault.UNEVEN_GROUPS: BilingualText(
        "kelompok angka tidak bertiga-tiga", "groups that are not of three digits"
    ),
    ReportFault.SCIENTIFIC_NOTATION: BilingualText(
        "notasi ilmiah lembar kerja, angka belakang hilang",
        "a spreadsheet's scientific notation, last digits lost",
    ),
    ReportFault.LOST_DIGITS: BilingualText(
        "desimal di tempat yang tidak mungkin, ada angka yang hilang",
        "decimals where none can be, digits are missing",
    ),
    ReportFault.LOST_DECIMAL_SEPARATOR: BilingualText(
        "persentase terlalu besar, tanda desimal hilang",
        "percentages too large, the decimal mark is missing",
    ),
    ReportFault.SPREADSHEET_ERROR: BilingualText(
        "galat lembar kerja di tempat angka", "errors of a spreadsheet in place of numbers"
    ),
    ReportFault.LOST_FIRST_DIGITS: BilingualText(
        "angka di depan tanda pemisah tidak tercetak", "digits in front of a mark not printed"
    ),
}
#: An amount of rupiah that lost digits shows its groups; "72,13" stands in a wrong column.
_GROUPED = re.compile(r"\d\.\d{3},|\d,\d{3}\.")
#: A percentage that lost its decimal separator.
_UNMARKED = re.compile(r"\d{3,5}\s*%?")
#: What a person said of a figure: its reading waits for nobody, but a misprint stays one.
_DECIDED = frozenset({DoubtKind.DECIDED, DoubtKind.DECLARED_UNREADABLE})
_DOUBTED = frozenset({FigureStatus.SUSPECT, FigureStatus.UNREADABLE})


def report_doubts(
    tables: Sequence[TypedTable],
) -> tuple[tuple[TypedTable, ...], tuple[Finding, ...]]:
    """Report the numbers of one document that are in doubt, one finding for each cause.

    Args:
        tables: Its tables, reconciled: a figure that arithmetic confirmed is not in doubt.

    Returns:
        The tables without their own findings on numbers, and the findings in place of those.
    """
    bare = tuple(
        replace(
            table,
            findings=tuple(
                one for one in table.findings if one.kind is not FindingKind.NUMBER_FORMAT
            ),
        )
        for table in tables
    )
    return bare, tuple(_list_findings(bare))


def _list_findings(tables: Iterable[TypedTable]) -> list[Finding]:
    groups: dict[ReportFault, list[Figure]] = defaultdict(list)
    doubted: list[Figure] = []
    for table in tables:
        for figure in table.figures:
            is_decided = any(doubt.kind in _DECIDED for doubt in figure.reasons)
            if not (figure.status in _DOUBTED or is_decided) or _is_absent(figure):
                continue
            fault = _find_misprint(figure)
            if fault is not None:
                groups[fault].append(figure)
            elif not is_decided:
                doubted.append(figure)
    findings = [_report_misprints(fault, figures) for fault, figures in groups.items()]
    if doubted:
        findings.append(_report_doubted(doubted))
    return findings


def _is_absent(figure: Figure) -> bool:
    """Return True if the report states that it has no number: nothing is in doubt then."""
    return any(doubt.kind is DoubtKind.NOT_AVAILABLE for doubt in figure.reasons)


def _find_misprint(figure: Figure) -> ReportFault | None:
    """Return what is wrong with the print of a number; ``None`` if nothing is."""
    is_misplaced = any(doubt.kind.is_misplaced for doubt in figure.reasons)
    if figure.method.startswith("ocr") or is_misplaced:
        return None
    faults = {doubt.kind.fault for doubt in figure.reasons}
    text = figure.raw_text.strip()
    if ReportFault.LOST_DIGITS in faults and not _GROUPED.search(text):
        return None
    if ReportFault.LOST_DECIMAL_SEPARATOR in faults and not _UNMARKED.fullmatch(text):
        return None
    return next((fault for fault in ReportFault if fault in faults), None)


def _report_misprints(fault: ReportFault, figures: Sequence[Figure]) -> Finding:
    words = _FAULTS[fault]
    texts = dict.fromkeys(" ".join(figure.raw_text.split()) for figure in figures)
    examples = ", ".join(f'"{text}"' for text in list(texts)[: SETTINGS.most_examples])
    pages = format_page_ranges(figure.page for figure in figures)
    return _make_finding(
        figures,
        FindingKind.NUMBER_FORMAT,
        describe_misprints(words, len(figures), examples, pages),
        words.indonesian,
    )


def _report_doubted(figures: Sequence[Figure]) -> Finding:
    causes = Counter(map(_name_cause, figures)).most_common()
    pages = format_page_ranges(figure.page for figure in figures)
    text = describe_doubtful_readings(causes, pages)
    return _make_finding(figures, FindingKind.READING, text, "doubted")


def _make_finding(
    figures: Sequence[Figure], kind: FindingKind, text: BilingualText, subject: str
) -> Finding:
    """Return a finding about several figures, which stands at the first of them.

    Args:
        figures: The figures.
        kind: An ill-printed number is a fault of the report, a doubtful reading is not.
        text: The message.
        subject: What distinguishes the finding from others of its document.
    """
    first, is_fault = figures[0], kind is FindingKind.NUMBER_FORMAT
    listed = figures if is_fault else figures[: SETTINGS.most_figures]
    return Finding(
        finding_id=make_finding_id(first.document_id, [first.document_id, subject]),
        document_id=first.document_id,
        kind=kind,
        severity=Severity.WARNING if is_fault else Severity.INFO,
        message=text.indonesian,
        table_id=first.table_id,
        page=first.page,
        figure_ids=tuple(figure.figure_id for figure in listed),
        message_en=text.english,
    )


def _name_cause(figure: Figure) -> BilingualText:
    """Return what the first reason of a figure is about."""
    if not figure.reasons:
        return BilingualText()
    return BilingualText(figure.reasons[0].heading("id"), figure.reasons[0].heading("en"))
