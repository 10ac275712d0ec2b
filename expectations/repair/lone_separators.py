"""Numbers whose one separator may mean two things: the likelier of the two by their row.

"80,815" beside a target of "79,49" and a capaian of "101,6" is 80.815 and hardly eighty
thousand. The figure stays doubtful; but the number that a person is offered first is the likely
one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sidak.expectations.repair.settings import SETTINGS
from sidak.normalisers.numerals.parse import possible_values, read_number
from sidak.schemas import (
    ACCEPTED_STATUSES,
    DoubtKind,
    Figure,
    FigureStatus,
    Metric,
    TypedTable,
)

_AIMS = (Metric.TARGET, Metric.KONDISI_AKHIR)
#: Numbers of one row that count the same thing.
_COUNTS = frozenset({*_AIMS, Metric.REALISASI})


def prefer_likely_readings(tables: Sequence[TypedTable]) -> tuple[TypedTable, ...]:
    """Return the tables with the likelier number where a lone separator leaves two.

    What one row tells of a print is likely for the same print in the other tables too.

    Args:
        tables: Typed tables of one document.
    """
    chosen = {
        figure_id: value for table in tables for figure_id, value in _choose_in_table(table)
    }
    if not chosen:
        return tuple(tables)
    by_print: dict[str, set[Decimal]] = defaultdict(set)
    open_figures = [one for table in tables for one in table.figures if _is_open(one)]
    for one in open_figures:
        if one.figure_id in chosen:
            by_print[one.raw_text].add(chosen[one.figure_id])
    for one in open_figures:
        values = by_print[one.raw_text]
        if one.figure_id not in chosen and len(values) == 1:
            chosen[one.figure_id] = next(iter(values))
    return tuple(
        replace(
            table,
            figures=tuple(_with_value(one, chosen.get(one.figure_id)) for one in table.figures),
        )
        for table in tables
    )


def _choose_in_table(table: TypedTable) -> Iterator[tuple[str, Decimal]]:
    """Yield the figures of a table whose row tells what they are worth."""
    open_figures = [one for one in table.figures if _is_open(one)]
    rows: dict[int, list[Figure]] = defaultdict(list)
    for one in table.figures if open_figures else ():
        if one.status in ACCEPTED_STATUSES and one.part is None and one.value:
            rows[one.row].append(one)
    for one in open_figures:
        value = _choose(one, rows[one.row])
        if value is not None:
            yield one.figure_id, value


def _is_open(figure: Figure) -> bool:
    return (
        figure.status is FigureStatus.SUSPECT
        and figure.value is not None
        and any(one.kind is DoubtKind.LONE_SEPARATOR for one in figure.reasons)
    )


def _choose(figure: Figure, row: Sequence[Figure]) -> Decimal | None:
    """Return the number that the others of a row speak for; ``None`` if they do not."""
    candidates = possible_values(read_number(figure.raw_text))
    if len(candidates) != 2:
        return None
    own = [one for one in row if one.period in (None, figure.period) or not figure.period]
    fitting = [one for one in candidates if _fits_ratio(figure, one, own)]
    if len(fitting) == 1:
        return fitting[0]
    near = [one for one in candidates if _is_near(figure, one, own)]
    return near[0] if len(near) == 1 else None


def _fits_ratio(figure: Figure, value: Decimal, row: Sequence[Figure]) -> bool:
    """Return True if target, result and share of the target fit with a number."""
    values = {
        metric: [one.value for one in row if one.metric is metric and one.value]
        for metric in (*_AIMS, Metric.REALISASI, Metric.CAPAIAN)
    }
    values[figure.metric] = [value]
    return any(
        abs(done / aim * 100 - share) <= SETTINGS.ratio_margin
        for metric in _AIMS
        for aim in values[metric]
        for done in values[Metric.REALISASI]
        for share in values[Metric.CAPAIAN]
    )


def _is_near(figure: Figure, value: Decimal, row: Sequence[Figure]) -> bool:
    """Return True if a number is of the size of what else the row counts."""
    if figure.metric not in _COUNTS or not value:
        return False
    others = [abs(one.value) for one in row if one.metric in _COUNTS and one.value]
    return any(
        other <= abs(value) * SETTINGS.same_size and abs(value) <= other * SETTINGS.same_size
        for other in others
    )


def _with_value(figure: Figure, value: Decimal | None) -> Figure:
    if value is None or value == figure.value:
        return figure
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return replace(figure, value=value, decimals=decimals)
