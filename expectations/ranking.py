"""Few findings, the gravest first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from expectations.tolerances import rupiah_factor
from schemas import Finding, Severity

_SEVERITY_ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
#: Digits of a number from which two findings with the same two numbers are one.
_LEAST_DIGITS = 3


def rank_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by severity, then by the amount that is at stake."""
    return sorted(findings, key=_finding_key)


def merge_echoes(findings: Sequence[Finding]) -> list[Finding]:
    """Tell once what a report prints wrongly in several tables.

    The same wrong number where the same other number is expected is one fault, copied;
    the first place in the document is kept and the others are named in it.
    """
    first: dict[tuple[object, ...], Finding] = {}
    kept: list[Finding] = []
    for finding in sorted(findings, key=_place_key):
        key = (finding.kind, finding.reported, finding.expected, finding.unit)
        if finding.reported is None or len(finding.reported.as_tuple().digits) < _LEAST_DIGITS:
            kept.append(finding)
            continue
        earlier = first.get(key)
        if earlier is None or earlier.table_id == finding.table_id:
            first.setdefault(key, finding)
            if earlier is not None:
                kept.append(finding)
            continue
        first[key] = replace(
            earlier,
            message=f"{earlier.message} Hal yang sama di halaman {finding.page}.",
            message_en=f"{earlier.message_en} The same on page {finding.page}.",
            figure_ids=(*earlier.figure_ids, *finding.figure_ids),
        )
    return [*first.values(), *kept]


def _place_key(finding: Finding) -> tuple[int, str, str]:
    return (finding.page or 0, finding.table_id or "", finding.finding_id)


def _finding_key(finding: Finding) -> tuple[int, Decimal, str]:
    factor = rupiah_factor(finding.unit) or Decimal(1)
    gap = abs(finding.difference or Decimal(0)) * factor
    return (_SEVERITY_ORDER.index(finding.severity), -gap, finding.finding_id)
