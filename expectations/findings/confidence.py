"""How likely the report is wrong where an equation does not hold.

Calibrated on findings that were judged by eye (docs/measurements/findings-judged.md): each
kind of evidence has the share of findings with it that were right.
"""

from sidak.expectations.findings.localise import LocalisedError
from sidak.expectations.findings.settings import CONFIDENCE
from sidak.expectations.identities.breaks import BrokenIdentity
from sidak.expectations.identities.model import IdentityOrigin, IdentityOutcome, value_of
from sidak.expectations.identities.settings import SETTINGS as IDENTITY_SETTINGS
from sidak.schemas import FindingKind, Level, Metric


def weigh_error(error: LocalisedError) -> float:
    """Return how likely a report is wrong as a localised error says, from 0 to 1."""
    main = error.breaks[0]
    if all(one.identity.outcome is IdentityOutcome.ROUNDED for one in error.breaks):
        return CONFIDENCE.rounded
    if main.identity.origin is IdentityOrigin.COPY:
        found = CONFIDENCE.copy
    elif main.identity.origin is IdentityOrigin.ROW:
        found = _weigh_row(error, main)
    else:
        found = _weigh_sum(error, main)
    is_target = main.identity.target.figure_id == error.figure.figure_id
    if error.rivals and not is_target:
        found = min(found, CONFIDENCE.unclear_cell)
    if main.corrections:
        found = min(found, CONFIDENCE.corrected_first)
    return found


def _weigh_sum(error: LocalisedError, main: BrokenIdentity) -> float:
    """Weigh a sum down the table: are its parts known, and does more than it speak?"""
    identity = main.identity
    has_many = main.holding >= CONFIDENCE.many_holding
    if identity.agreeing:
        found = CONFIDENCE.same_rows_in_other_column
    elif len(error.breaks) > 1:
        found = CONFIDENCE.two_equations
    elif identity.is_coded:
        found = CONFIDENCE.coded_rows
    elif has_many and main.holding >= CONFIDENCE.holding_to_failing * main.failing:
        found = CONFIDENCE.most_sums_hold
    elif main.holding >= main.failing:
        found = CONFIDENCE.some_sums_hold
    else:
        found = CONFIDENCE.few_sums_hold
    largest = max(abs(value_of(identity.target)), abs(identity.expected))
    is_far = abs(identity.difference) > IDENTITY_SETTINGS.near_sum * largest
    is_proven = bool(identity.agreeing) or len(error.breaks) > 1
    is_guess = identity.target.level is Level.TOTAL or main.failing > main.holding
    is_overfull = any(value_of(one) > value_of(identity.target) for one in identity.inputs)
    if not (is_proven or identity.is_coded) and is_far and (is_guess or is_overfull):
        # A guess at the rows of a total is off by far; so is a misread level.
        found = min(found, CONFIDENCE.far_off)
    if identity.gaps or identity.is_doubtful or not (main.is_credible or identity.is_coded):
        found = min(found, CONFIDENCE.weak_structure)
    if len(identity.inputs) > IDENTITY_SETTINGS.many_rows and not identity.agreeing:
        found = min(found, CONFIDENCE.very_many_rows)
    return found


def _weigh_row(error: LocalisedError, main: BrokenIdentity) -> float:
    """Weigh an equation along a row: do the other rows of the table obey it?"""
    is_many = main.holding >= CONFIDENCE.rows_holding
    # That an equation of amounts holds to the digit in row after row is no chance.
    is_rule = is_many and main.holding >= main.failing
    if error.figure.metric is Metric.CAPAIAN or _is_of_performance(main):
        gap = abs(value_of(error.figure) - error.expected)
        is_far = gap > CONFIDENCE.far_capaian * abs(error.expected)
        if is_far:
            return CONFIDENCE.capaian_far
        return CONFIDENCE.capaian_rule if is_rule else CONFIDENCE.capaian
    return CONFIDENCE.row_rule if is_rule else CONFIDENCE.row


def _is_of_performance(main: BrokenIdentity) -> bool:
    """Return True if a sum or ratio is of other things than money."""
    is_sum = main.identity.kind is FindingKind.SUM_MISMATCH
    return is_sum and not (main.identity.target.unit or "Rp").startswith("Rp")
