"""Numbers in doubt, told in few findings instead of one per column.

Two things are kept apart: how a report prints a number ("600.000,000", "2,297E+09"), which
the report can put right, and what sidak could not be sure to have read, which waits for a
person and is no fault of the report.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sidak.expectations.findings.messages import BilingualText
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
_DOUBTED = frozenset({FigureStatus.SUSPECT, FigureStatus.UNREADABLE})
_EXAMPLES = 3
_CAUSES = 4
_LISTED = 40


def report_doubts(
    tables: Sequence[TypedTable],
) -> tuple[tuple[TypedTable, ...], tuple[Finding, ...]]:
    """Tell what is in doubt in one document, once a cause instead of once a column.

    Args:
        tables: Its tables; what the arithmetic has settled is no longer in doubt.

    Returns:
        The tables without their own findings on numbers, and what stands in their place.
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
    return bare, tuple(_make_findings(bare))


def _make_findings(tables: Iterable[TypedTable]) -> list[Finding]:
    groups: dict[ReportFault, list[Figure]] = defaultdict(list)
    doubted: list[Figure] = []
    for table in tables:
        for figure in table.figures:
            if figure.status not in _DOUBTED or _is_absent(figure):
                continue
            fault = _find_misprint(figure)
            if fault is None:
                doubted.append(figure)
            else:
                groups[fault].append(figure)
    findings = [_report_misprints(fault, figures) for fault, figures in groups.items()]
    if doubted:
        findings.append(_report_doubted(doubted))
    return findings


def _is_absent(figure: Figure) -> bool:
    """Say whether the report says that it has no number: nothing is in doubt then."""
    return any(doubt.kind is DoubtKind.NOT_AVAILABLE for doubt in figure.reasons)


def _find_misprint(figure: Figure) -> ReportFault | None:
    """Return what is wrong with the print of a number; ``None`` if the doubt is ours."""
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
    first = figures[0]
    words = _FAULTS[fault]
    texts = dict.fromkeys(" ".join(figure.raw_text.split()) for figure in figures)
    examples = ", ".join(f'"{text}"' for text in list(texts)[:_EXAMPLES])
    pages = format_page_ranges(figure.page for figure in figures)
    return Finding(
        finding_id=_make_id(first, words.indonesian),
        document_id=first.document_id,
        kind=FindingKind.NUMBER_FORMAT,
        severity=Severity.WARNING,
        message=f"{len(figures)} sel memuat {words.indonesian}: {examples} (hal. {pages}).",
        table_id=first.table_id,
        page=first.page,
        figure_ids=tuple(figure.figure_id for figure in figures),
        message_en=f"{len(figures)} cells hold {words.english}: {examples} (p. {pages}).",
    )


def _report_doubted(figures: Sequence[Figure]) -> Finding:
    first = figures[0]
    causes = Counter(map(_name_cause, figures)).most_common()
    named = "; ".join(f"{cause.indonesian} ({count})" for cause, count in causes[:_CAUSES])
    named_en = "; ".join(f"{cause.english} ({count})" for cause, count in causes[:_CAUSES])
    rest = sum(count for _, count in causes[_CAUSES:])
    pages = format_page_ranges(figure.page for figure in figures)
    more, more_en = (f"; lainnya ({rest})", f"; others ({rest})") if rest else ("", "")
    return Finding(
        finding_id=_make_id(first, "doubted"),
        document_id=first.document_id,
        kind=FindingKind.READING,
        severity=Severity.INFO,
        message=f"Pembacaan {len(figures)} angka belum pasti dan menunggu tinjauan: "
        f"{named}{more} (hal. {pages}). Ini bukan kesalahan laporan.",
        table_id=first.table_id,
        page=first.page,
        figure_ids=tuple(figure.figure_id for figure in figures[:_LISTED]),
        message_en=f"{len(figures)} numbers could not be read for certain and wait for "
        f"review: {named_en}{more_en} (p. {pages}). This is no fault of the report.",
    )


def _name_cause(figure: Figure) -> BilingualText:
    """Return what the first reason of a figure is about."""
    if not figure.reasons:
        return BilingualText("", "")
    return BilingualText(figure.reasons[0].heading("id"), figure.reasons[0].heading("en"))


def _make_id(figure: Figure, what: str) -> str:
    digest = hashlib.sha256(f"{figure.document_id}|{what}".encode()).hexdigest()
    return f"{figure.document_id}-f{digest[:10]}"
