"""Numbers whose one separator may mean two things: the likelier of the two by their row.

"80,815" beside a target of "79,49" and a capaian of "101,6" is 80.815 and hardly eighty
thousand. The figure stays doubtful; but the number that a person is offered first is the likely
one.
"""

from collections import defaultdict
from collections.abc import Sequence
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

    Args:
        tables: Typed tables of one document.
    """
    return tuple(map(_prefer_in_table, tables))


def _prefer_in_table(table: TypedTable) -> TypedTable:
    open_figures = [one for one in table.figures if _is_open(one)]
    if not open_figures:
        return table
    rows: dict[int, list[Figure]] = defaultdict(list)
    for one in table.figures:
        is_known = one.status in ACCEPTED_STATUSES and one.part is None and bool(one.value)
        if is_known:
            rows[one.row].append(one)
    chosen = {one.figure_id: _choose(one, rows[one.row]) for one in open_figures}
    return replace(
        table,
        figures=tuple(_with_value(one, chosen.get(one.figure_id)) for one in table.figures),
    )


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
