"""What the numbers of a column say against the unit of its header."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.normalisers.meaning.settings import SETTINGS
from sidak.schemas import Basis, ColumnMeaning, Metric, NumberReading

_FACTORS = ("Rp ribu", "Rp juta", "Rp miliar")
_COUNTING = frozenset({Metric.TARGET, Metric.REALISASI, Metric.LAINNYA})
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class UnitConflict:
    """How the cells of a column contradict its header.

    Attributes:
        is_percent: The header says "%", and the cells that are percentages print the sign
            themselves while others print other units: a bare number may count anything.
        is_share: The header says "%", and all cells hold such fractions as percentages are:
            a column of units that says otherwise is doubted.
        is_factor: The header says thousands or millions, and all amounts are large and round
            as whole rupiah are.
    """

    is_percent: bool = False
    is_share: bool = False
    is_factor: bool = False


def find_unit_conflict(
    meaning: ColumnMeaning, readings: Sequence[NumberReading]
) -> UnitConflict:
    """Return how the numbers of a column contradict the unit of its header."""
    return UnitConflict(
        is_percent=_has_other_counts(meaning, readings),
        is_share=_holds_shares(meaning, readings),
        is_factor=_is_whole(meaning, readings),
    )


def _is_headed_in_percent(meaning: ColumnMeaning) -> bool:
    is_headed = meaning.unit_basis in (Basis.HEADER, Basis.HEADER_BEFORE)
    return meaning.unit == "%" and is_headed and meaning.metric in _COUNTING


def _holds_shares(meaning: ColumnMeaning, readings: Sequence[NumberReading]) -> bool:
    values = [one for one in readings if one.value is not None]
    fractions = sum(one.decimals > 0 for one in values)
    return (
        _is_headed_in_percent(meaning)
        and all(one.value <= SETTINGS.percent_most for one in values if one.value is not None)
        and fractions >= SETTINGS.percent_fractions * len(values) > 0
    )


def _has_other_counts(meaning: ColumnMeaning, readings: Sequence[NumberReading]) -> bool:
    if not _is_headed_in_percent(meaning):
        return False
    signs = sum(reading.unit == "%" for reading in readings)
    others = any(
        reading.unit not in (None, "%")
        or (reading.unit is None and reading.value is not None and reading.value > _HUNDRED)
        for reading in readings
    )
    return signs >= SETTINGS.percent_signs and others


def _is_whole(meaning: ColumnMeaning, readings: Sequence[NumberReading]) -> bool:
    if meaning.unit not in _FACTORS:
        return False
    amounts = [abs(one.value) for one in readings if one.value and one.unit in (None, "Rp")]
    if len(amounts) < SETTINGS.factor_amounts or min(amounts) < SETTINGS.factor_smallest:
        return False
    whole = sum(amount % 1000 == 0 for amount in amounts)
    return whole >= SETTINGS.factor_round * len(amounts)
