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

from sidak.schemas import Figure, FigureStatus, Finding, FindingKind, Severity, TypedTable
from sidak.schemas.text.page_ranges import format_page_ranges

#: What the reasons of ill-printed numbers hold, with what is wrong in both languages.
_MISPRINTS = (
    ("titik dan koma bercampur", "titik dan koma bercampur", "dots and commas mixed"),
    (
        "tanda ribuan dan desimal sama",
        "tanda ribuan dan tanda desimal sama",
        "the same mark for thousands and decimals",
    ),
    (
        "tidak bertiga-tiga",
        "kelompok angka tidak bertiga-tiga",
        "groups that are not of three digits",
    ),
    (
        "notasi ilmiah",
        "notasi ilmiah lembar kerja, angka belakang hilang",
        "a spreadsheet's scientific notation, last digits lost",
    ),
    (
        "mungkin ada angka yang hilang",
        "desimal di tempat yang tidak mungkin, ada angka yang hilang",
        "decimals where none can be, digits are missing",
    ),
    (
        "mungkin tanda desimal hilang",
        "persentase terlalu besar, tanda desimal hilang",
        "percentages too large, the decimal mark is missing",
    ),
    (
        "galat lembar kerja",
        "galat lembar kerja di tempat angka",
        "errors of a spreadsheet in place of numbers",
    ),
    (
        "tidak tercetak",
        "angka di depan tanda pemisah tidak tercetak",
        "digits in front of a mark not printed",
    ),
)
#: What the extractors note of cells that they could not put in their place.
_MISPLACED = ("bergeser", "kolom lain", "luar kepala", "spasi", "terpotong", "kolom tanpa")
#: A report that says it has no number leaves nothing in doubt.
_ABSENT = "tidak tersedia"
#: An amount of rupiah that lost digits shows its groups; "72,13" stands in a wrong column.
_LOST_DIGITS, _GROUPED = "mungkin ada angka yang hilang", re.compile(r"\d\.\d{3},|\d,\d{3}\.")
_LARGE_SHARE, _UNMARKED = "mungkin tanda desimal hilang", re.compile(r"\d{3,5}\s*%?")
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
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    doubted: list[Figure] = []
    for table in tables:
        for figure in table.figures:
            if figure.status not in _DOUBTED or _ABSENT in figure.reason:
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


def _find_misprint(figure: Figure) -> tuple[str, str] | None:
    """Return what is wrong with the print of a number; ``None`` if the doubt is ours."""
    if figure.method.startswith("ocr") or any(part in figure.reason for part in _MISPLACED):
        return None
    text = figure.raw_text.strip()
    if _LOST_DIGITS in figure.reason and not _GROUPED.search(text):
        return None
    if _LARGE_SHARE in figure.reason and not _UNMARKED.fullmatch(text):
        return None
    for part, indonesian, english in _MISPRINTS:
        if part in figure.reason:
            return indonesian, english
    return None


def _report_misprints(fault: tuple[str, str], figures: Sequence[Figure]) -> Finding:
    first = figures[0]
    texts = dict.fromkeys(" ".join(figure.raw_text.split()) for figure in figures)
    examples = ", ".join(f'"{text}"' for text in list(texts)[:_EXAMPLES])
    pages = format_page_ranges(figure.page for figure in figures)
    return Finding(
        finding_id=_make_id(first, fault[0]),
        document_id=first.document_id,
        kind=FindingKind.NUMBER_FORMAT,
        severity=Severity.WARNING,
        message=f"{len(figures)} sel memuat {fault[0]}: {examples} (hal. {pages}).",
        table_id=first.table_id,
        page=first.page,
        figure_ids=tuple(figure.figure_id for figure in figures),
        message_en=f"{len(figures)} cells hold {fault[1]}: {examples} (p. {pages}).",
    )


def _report_doubted(figures: Sequence[Figure]) -> Finding:
    first = figures[0]
    causes = Counter(_name_cause(figure) for figure in figures).most_common()
    named = "; ".join(f"{cause} ({count})" for cause, count in causes[:_CAUSES])
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
        f"review: {named}{more_en} (p. {pages}). This is no fault of the report.",
    )


def _name_cause(figure: Figure) -> str:
    return figure.reason.partition(";")[0].partition(":")[0].strip()


def _make_id(figure: Figure, what: str) -> str:
    digest = hashlib.sha256(f"{figure.document_id}|{what}".encode()).hexdigest()
    return f"{figure.document_id}-f{digest[:10]}"
