"""Findings that say the same of many rows, told once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sidak.schemas import Finding, FindingKind
from sidak.schemas.text.page_ranges import format_page_ranges

#: Rows of one column with the same two numbers from which they are told together.
_MANY_ROWS = 3
_LISTED = 40


def group_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings of one document with what repeats itself told once.

    Args:
        findings: All of one document, in the order in which they are to stand.
    """
    groups: dict[object, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[_key(finding)].append(finding)
    grouped: list[Finding] = []
    for listed in groups.values():
        if listed[0].kind is FindingKind.LEGACY_CODE and len(listed) > 1:
            grouped.append(_join_legacy(listed))
        elif listed[0].reported is not None and len(listed) < _MANY_ROWS:
            grouped.extend(listed)
        else:
            grouped.append(_join(listed))
    return grouped


def _key(finding: Finding) -> object:
    """Return what findings that may be told together have in common."""
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
    pages = format_page_ranges(one.page for one in findings[1:] if one.page is not None)
    ids = dict.fromkeys(figure for one in findings for figure in one.figure_ids)
    return replace(
        first,
        message=f"{first.message.rstrip('.')}. Hal yang sama pada {count} baris lain "
        f"(hal. {pages}).",
        message_en=f"{first.message_en.rstrip('.')}. The same in {count} other rows "
        f"(p. {pages}).",
        figure_ids=tuple(ids)[:_LISTED],
    )


def _join_legacy(findings: Sequence[Finding]) -> Finding:
    """Return one finding for all tables of a document with old codes."""
    first = findings[0]
    pages = format_page_ranges(one.page for one in findings if one.page is not None)
    count = len(findings)
    return replace(
        first,
        message=f"{count} tabel memakai kode atau nama sebelum Permendagri 90/2019, tidak "
        f"dicocokkan (mulai hal. {pages}). Tabel pertama: {first.message}.",
        message_en=f"{count} tables use codes or names from before Permendagri 90/2019, not "
        f"matched (from p. {pages}). The first: {first.message_en}.",
    )
