"""Quarters that are running totals: the fourth is the year's, and none is below the one before.

A plan of action prints "3 | 6 | 9 | 12" under TW I to TW IV and 12 under the year's target, and
no header says that the quarters count from January. Adding them up would be wrong.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sidak.normalisers.meaning.settings import SETTINGS
from sidak.schemas import Figure, Metric, PeriodKind

_QUARTER = re.compile(r"(\d{4})-TW([1-4])")
_LAST_QUARTER = 4

_Group = tuple[Metric, str]


def mark_running_totals(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of a table, those of quarters marked cumulative where they are.

    The rows must prove it: in most rows whose four quarters differ, they never fall, the
    fourth is the year's figure of the same metric, and their sum is not.
    """
    running = set(_find_running(figures))
    if not running:
        return tuple(figures)
    return tuple(
        replace(one, period_kind=PeriodKind.CUMULATIVE) if _group_of(one) in running else one
        for one in figures
    )


def _group_of(figure: Figure) -> _Group | None:
    """Return metric and year of a quarter's figure; ``None`` for any other."""
    match = _QUARTER.fullmatch(figure.period or "")
    is_quarter = match is not None and figure.period_kind is PeriodKind.QUARTER
    return (figure.metric, match[1]) if match is not None and is_quarter else None


def _find_running(figures: Sequence[Figure]) -> Iterable[_Group]:
    quarters: dict[_Group, dict[int, dict[int, Decimal]]] = {}
    years: dict[tuple[_Group, int], Decimal] = {}
    for one in figures:
        if one.value is None:
            continue
        group = _group_of(one)
        if group is not None:
            row = quarters.setdefault(group, {}).setdefault(one.row, {})
            row[int((one.period or "")[-1])] = one.value
        elif one.period_kind is PeriodKind.YEAR and one.period:
            years.setdefault(((one.metric, one.period), one.row), one.value)
    for group, rows in quarters.items():
        whole = {row: years.get((group, row)) for row in rows}
        if _are_running(rows, whole):
            yield group


def _are_running(
    rows: Mapping[int, Mapping[int, Decimal]], years: Mapping[int, Decimal | None]
) -> bool:
    proved = told = 0
    for row, by_quarter in rows.items():
        values = [by_quarter[at] for at in sorted(by_quarter)]
        year = years.get(row)
        if len(values) < _LAST_QUARTER or year is None or len(set(values)) == 1:
            continue
        told += 1
        never_falls = all(after >= before for before, after in pairwise(values))
        proved += never_falls and values[-1] == year and sum(values) != year
    return proved >= max(SETTINGS.running_rows, SETTINGS.running_share * told)
