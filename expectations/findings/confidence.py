"""How likely the report is wrong where an equation does not hold.

Each kind of evidence has the share of findings with it that were right, calibrated on findings
that were judged by eye (docs/measurements/findings-judged.md).
"""

from sidak.expectations.findings.localise import LocalisedError
from sidak.expectations.findings.settings import CONFIDENCE
from sidak.expectations.identities.amount_rows import is_money
from sidak.expectations.identities.breaks import BrokenIdentity
from sidak.expectations.identities.model import IdentityOrigin, IdentityOutcome, value_of
from sidak.expectations.identities.settings import SETTINGS as IDENTITY_SETTINGS
from sidak.schemas import Evidence, Figure, FindingKind, Level, Metric


def share_of(evidence: Evidence) -> float:
    """Return the share of findings with some evidence that are right."""
    found: float = getattr(CONFIDENCE, evidence.value)
    return found


def find_evidence(error: LocalisedError) -> Evidence:
    """Return the evidence that decides how sure a localised error is."""
    main = error.breaks[0]
    if all(one.identity.outcome is IdentityOutcome.ROUNDED for one in error.breaks):
        return Evidence.ROUNDED
    if main.identity.origin is IdentityOrigin.COPY:
        found = Evidence.COPY
    elif main.identity.origin is IdentityOrigin.ROW:
        found = _weigh_row(error, main)
    else:
        found = _weigh_sum(error, main)
    is_target = main.identity.target.figure_id == error.figure.figure_id
    if error.rivals and not is_target:
        found = _weaker(found, Evidence.UNCLEAR_CELL)
    if main.corrections:
        found = _weaker(found, Evidence.CORRECTED_FIRST)
    return found


def _weaker(*found: Evidence) -> Evidence:
    return min(found, key=share_of)


def _weigh_sum(error: LocalisedError, main: BrokenIdentity) -> Evidence:
    """Weigh a sum down the table: are its parts known, and does more than it speak?"""
    identity = main.identity
    has_many = main.holding >= CONFIDENCE.many_holding
    if identity.agreeing:
        found = Evidence.SAME_ROWS
    elif len(error.breaks) > 1:
        found = Evidence.TWO_EQUATIONS
    elif identity.is_coded:
        found = Evidence.CODED_ROWS
    elif has_many and main.holding >= CONFIDENCE.holding_to_failing * main.failing:
        found = Evidence.MOST_SUMS_HOLD
    elif main.holding >= main.failing:
        found = Evidence.SOME_SUMS_HOLD
    else:
        found = Evidence.FEW_SUMS_HOLD
    largest = max(abs(value_of(identity.target)), abs(identity.expected))
    is_far = abs(identity.difference) > IDENTITY_SETTINGS.near_sum * largest
    is_proven = bool(identity.agreeing) or len(error.breaks) > 1
    is_guess = identity.target.level is Level.TOTAL or main.failing > main.holding
    is_overfull = any(value_of(one) > value_of(identity.target) for one in identity.inputs)
    if not (is_proven or identity.is_coded) and is_far and (is_guess or is_overfull):
        # A guess at the rows of a total is off by far; so is a misread level.
        found = _weaker(found, Evidence.FAR_OFF)
    if identity.gaps or identity.is_doubtful or not (main.is_credible or identity.is_coded):
        found = _weaker(found, Evidence.WEAK_STRUCTURE)
    if len(identity.inputs) > IDENTITY_SETTINGS.many_rows and not identity.agreeing:
        found = _weaker(found, Evidence.VERY_MANY_ROWS)
    return found


def _weigh_row(error: LocalisedError, main: BrokenIdentity) -> Evidence:
    """Weigh an equation along a row: do the other rows of the table obey it?"""
    is_many = main.holding >= CONFIDENCE.rows_holding
    # That an equation of amounts holds to the digit in row after row is no chance.
    is_rule = is_many and main.holding >= main.failing
    is_sum_of_counts = _is_sum_of_counts(main)
    if is_sum_of_counts and _is_level(main.identity.target):
        return Evidence.LEVELS_ADDED
    if error.figure.metric is Metric.CAPAIAN or is_sum_of_counts:
        gap = abs(value_of(error.figure) - error.expected)
        is_far = gap > CONFIDENCE.far_capaian * abs(error.expected)
        if is_far:
            return Evidence.CAPAIAN_FAR
        return Evidence.CAPAIAN_RULE if is_rule else Evidence.CAPAIAN
    return Evidence.ROW_RULE if is_rule else Evidence.ROW


def _is_sum_of_counts(main: BrokenIdentity) -> bool:
    """Return True if a sum is of other things than money."""
    is_sum = main.identity.kind is FindingKind.SUM_MISMATCH
    return is_sum and not is_money(main.identity.target)


def _is_level(figure: Figure) -> bool:
    """Return True if a row measures a level, of which years are not added up: a share."""
    name = (figure.indikator or figure.item_name).casefold().lstrip(" -")
    return figure.unit == "%" or name.startswith(CONFIDENCE.level_words)
