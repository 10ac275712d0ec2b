"""Few findings, the gravest first: those that repeat each other are merged, all are ranked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sidak.expectations.findings.basis import complete_finding
from sidak.expectations.findings.messages import (
    BilingualText,
    add_duplicates,
    add_other_rows,
    describe_legacy_tables,
)
from sidak.expectations.findings.settings import SETTINGS
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import Finding, FindingKind, Severity
from sidak.schemas.text.page_ranges import format_page_ranges

_SEVERITY_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def rank_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, then by the amount that is at stake."""
    return sorted(findings, key=_finding_key)


def merge_duplicates(findings: Sequence[Finding]) -> list[Finding]:
    """Merge findings of one fault that a report copies into several tables.

    The same wrong number where the same other number is expected is one fault. The first
    place in the document is kept, and its message names the others.
    """
    duplicates: dict[tuple[object, ...], list[Finding]] = {}
    kept: list[Finding] = []
    for finding in sorted(findings, key=_place_key):
        key = (finding.kind, finding.reported, finding.expected, finding.unit)
        digits = () if finding.reported is None else finding.reported.as_tuple().digits
        is_known = key in duplicates and duplicates[key][0].table_id == finding.table_id
        if len(digits) < SETTINGS.least_digits_of_duplicate or is_known:
            kept.append(finding)
        else:
            duplicates.setdefault(key, []).append(finding)
    return [*(_join_duplicates(listed) for listed in duplicates.values()), *kept]


def _join_duplicates(duplicates: Sequence[Finding]) -> Finding:
    first, *others = duplicates
    if not others:
        return first
    text = add_duplicates(_message_of(first), _list_pages(others))
    return replace(
        first,
        message=text.indonesian,
        message_en=text.english,
        figure_ids=tuple(figure for one in duplicates for figure in one.figure_ids),
    )


def _place_key(finding: Finding) -> tuple[int, str, str]:
    return (finding.page or 0, finding.table_id or "", finding.finding_id)


def _finding_key(finding: Finding) -> tuple[int, Decimal, str]:
    factor = rupiah_factor(finding.unit) or Decimal(1)
    gap = abs(finding.difference or Decimal(0)) * factor
    return (_SEVERITY_ORDER.index(finding.severity), -gap, finding.finding_id)


def group_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of one document with those that repeat each other merged.

    Args:
        findings: All of one document, in the order in which they are to stand.
    """
    groups: dict[object, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[_key(finding)].append(complete_finding(finding))
    grouped: list[Finding] = []
    for listed in groups.values():
        if listed[0].kind is FindingKind.LEGACY_CODE and len(listed) > 1:
            grouped.append(_join_legacy(listed))
        elif listed[0].reported is not None and len(listed) < SETTINGS.least_rows_to_group:
            grouped.extend(listed)
        else:
            grouped.append(_join(listed))
    return grouped


def _key(finding: Finding) -> object:
    """Return what findings that may be merged have in common."""
    if finding.kind is FindingKind.LEGACY_CODE:
        return finding.kind
    if finding.kind in (FindingKind.CODE_NAME_CONFLICT, FindingKind.CODE_PARENT_CONFLICT):
        return finding.kind, finding.message
    if finding.reported is None or not finding.figure_ids or finding.table_id is None:
        return finding.finding_id
    column = finding.figure_ids[0].rpartition("-c")[2]
    numbers = (finding.reported, finding.expected, finding.unit)
    return finding.kind, finding.severity, finding.table_id, column, numbers


def _join(findings: Sequence[Finding]) -> Finding:
    """Return the first finding, which names the places of the others."""
    first = findings[0]
    if len(findings) == 1:
        return first
    count = len(findings) - 1
    ids = dict.fromkeys(figure for one in findings for figure in one.figure_ids)
    text = add_other_rows(_message_of(first), count, _list_pages(findings[1:]))
    return replace(
        first,
        message=text.indonesian,
        message_en=text.english,
        figure_ids=tuple(ids)[: SETTINGS.most_figures],
    )


def _join_legacy(findings: Sequence[Finding]) -> Finding:
    """Return one finding for all tables of a document with old codes."""
    first = findings[0]
    pages = _list_pages(findings)
    text = describe_legacy_tables(_message_of(first), len(findings), pages)
    return replace(first, message=text.indonesian, message_en=text.english)


def _message_of(finding: Finding) -> BilingualText:
    return BilingualText(finding.message, finding.message_en)


def _list_pages(findings: Iterable[Finding]) -> str:
    return format_page_ranges(one.page for one in findings if one.page is not None)
