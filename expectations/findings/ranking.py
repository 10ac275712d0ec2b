"""Few findings, the gravest first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import Finding, Severity
from sidak.schemas.text.page_ranges import format_page_ranges

_SEVERITY_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
#: Digits of a number from which two findings with the same two numbers are one.
_LEAST_DIGITS = 3


def rank_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, then by the amount that is at stake."""
    return sorted(findings, key=_finding_key)


def merge_duplicates(findings: Sequence[Finding]) -> list[Finding]:
    """Tell once what a report prints wrongly in several tables.

    The same wrong number where the same other number is expected is one fault, copied;
    the first place in the document is kept and the others are named in it.
    """
    duplicates: dict[tuple[object, ...], list[Finding]] = {}
    kept: list[Finding] = []
    for finding in sorted(findings, key=_place_key):
        key = (finding.kind, finding.reported, finding.expected, finding.unit)
        digits = () if finding.reported is None else finding.reported.as_tuple().digits
        is_known = key in duplicates and duplicates[key][0].table_id == finding.table_id
        if len(digits) < _LEAST_DIGITS or is_known:
            kept.append(finding)
        else:
            duplicates.setdefault(key, []).append(finding)
    return [*(_join_duplicates(listed) for listed in duplicates.values()), *kept]


def _join_duplicates(duplicates: Sequence[Finding]) -> Finding:
    first, *others = duplicates
    if not others:
        return first
    pages = format_page_ranges(one.page for one in others if one.page is not None)
    return replace(
        first,
        message=f"{first.message} Hal yang sama di halaman {pages}.",
        message_en=f"{first.message_en} The same on page {pages}.",
        figure_ids=tuple(figure for one in duplicates for figure in one.figure_ids),
    )


def _place_key(finding: Finding) -> tuple[int, str, str]:
    return (finding.page or 0, finding.table_id or "", finding.finding_id)


def _finding_key(finding: Finding) -> tuple[int, Decimal, str]:
    factor = rupiah_factor(finding.unit) or Decimal(1)
    gap = abs(finding.difference or Decimal(0)) * factor
    return (_SEVERITY_ORDER.index(finding.severity), -gap, finding.finding_id)
