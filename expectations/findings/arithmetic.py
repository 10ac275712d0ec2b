"""Findings of arithmetic errors: one for each figure that is most likely wrong."""

from collections.abc import Mapping
from decimal import Decimal

from sidak.expectations.findings.basis import describe_basis
from sidak.expectations.findings.confidence import find_evidence, share_of
from sidak.expectations.findings.finding_ids import make_finding_id
from sidak.expectations.findings.localise import LocalisedError
from sidak.expectations.findings.messages import describe_error
from sidak.expectations.findings.settings import CONFIDENCE, SETTINGS
from sidak.expectations.identities.model import Identity, IdentityOutcome, value_of
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import BrokenEquation, Figure, Finding, Metric, Severity

#: Percentages with one meaning only.
_RATIOS_OF_MONEY = frozenset({Metric.SERAPAN, Metric.SISA})


def make_finding(error: LocalisedError, labels: Mapping[str, str]) -> Finding:
    """Return the finding of a wrong figure.

    Args:
        error: The figure, and the identities that it breaks.
        labels: Table id to the number in its caption.
    """
    figure = error.figure
    identities = [*error.identities, *error.parallel]
    listed = [*identities, *error.propagated]
    others = dict.fromkeys(figure_id for one in listed for figure_id in one.figure_ids)
    others.pop(figure.figure_id, None)
    reported = value_of(figure)
    message, basis = describe_error(error, labels), describe_basis(error)
    evidence = find_evidence(error)
    confidence = share_of(evidence)
    parts = [f"{one.kind}:{one.target.figure_id}" for one in identities]
    return Finding(
        finding_id=make_finding_id(figure.document_id, [figure.figure_id, *parts]),
        document_id=figure.document_id,
        kind=identities[0].kind,
        severity=_decide_severity(error, confidence),
        message=message.indonesian,
        reported=reported,
        expected=_shorten(error.expected),
        difference=_shorten(reported - error.expected),
        unit=figure.unit,
        table_id=figure.table_id,
        page=figure.page,
        item_id=figure.item_id,
        figure_ids=(figure.figure_id, *others),
        message_en=message.english,
        checks=tuple(_make_equation(one) for one in error.broken_as_printed),
        basis=basis.indonesian,
        basis_en=basis.english,
        confidence=confidence,
        evidence=evidence,
    )


def _make_equation(identity: Identity) -> BrokenEquation:
    target, *inputs = identity.figure_ids
    factor = identity.factor if identity.is_ratio else identity.inputs_factor
    return BrokenEquation(
        target, tuple(inputs), identity.signs, factor, _shorten(identity.expected)
    )


def _decide_severity(error: LocalisedError, confidence: float) -> Severity:
    """Return error only for what is as good as certain, and large."""
    figure = error.figure
    is_rounded = all(one.identity.outcome is IdentityOutcome.ROUNDED for one in error.breaks)
    if is_rounded or confidence < CONFIDENCE.warning:
        return Severity.INFO
    # How another percentage is computed is the report's choice.
    is_fixed = rupiah_factor(figure.unit) is not None or figure.metric in _RATIOS_OF_MONEY
    is_certain = confidence >= CONFIDENCE.error
    is_error = is_fixed and is_certain and _is_large(figure, error.expected)
    return Severity.ERROR if is_error else Severity.WARNING


def _is_large(figure: Figure, expected: Decimal) -> bool:
    gap = abs(value_of(figure) - expected)
    largest = max(abs(value_of(figure)), abs(expected))
    is_large_share = gap >= SETTINGS.large_share * largest
    factor = rupiah_factor(figure.unit)
    if factor is not None:
        return is_large_share or gap * factor >= SETTINGS.large_amount
    return is_large_share and gap >= SETTINGS.large_points


def _shorten(value: Decimal) -> Decimal:
    """Return a quotient with no more decimals than a reader can use."""
    return Decimal(format(round(value, 6).normalize(), "f"))
