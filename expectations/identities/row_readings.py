"""Other readings of a row, tried before an equation along it is called broken.

An amount may stand in a cell merged over several rows, or be the sum of a group of rows that
each of them prints; a percentage may be that of another
pair of columns (of the goal at the end of the plan), or the mean of those above it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from sidak.expectations.identities.amount_rows import is_money
from sidak.expectations.identities.model import Identity, IdentityOutcome, value_of
from sidak.expectations.identities.settings import SETTINGS
from sidak.expectations.identities.tolerances import resolution
from sidak.schemas import ColumnMeaning, Figure, Level, Metric

Row = dict[int, Figure]

#: What is set against what was planned, and what was planned.
_DONE = frozenset({Metric.REALISASI, Metric.REALISASI_ANGGARAN})
_PLANNED = frozenset({Metric.TARGET, Metric.PAGU, Metric.KONDISI_AKHIR})


class RowReadings:
    """The rows of a table, to look for other readings of one.

    Args:
        columns: What the columns of the table mean.
        rows: Its rows by column, in row order.
    """

    def __init__(self, columns: Sequence[ColumnMeaning], rows: Sequence[Row]) -> None:
        self._metrics = {one.column: one.metric for one in columns}
        self._rows = list(rows)
        self._places = {
            figure.figure_id: place for place, row in enumerate(rows) for figure in row.values()
        }

    def drop_explained(self, found: Sequence[Identity]) -> list[Identity]:
        """Return the identities without broken ones that another reading explains."""
        return [
            one
            for one in found
            if one.outcome is not IdentityOutcome.BROKEN or not self._is_explained(one)
        ]

    def _is_explained(self, identity: Identity) -> bool:
        if self._is_merged(identity) or _is_hundredfold(identity):
            return True
        if self._is_of_group(identity):
            return True
        return identity.is_ratio and (self._is_of_others(identity) or self._is_mean(identity))

    def _is_merged(self, identity: Identity) -> bool:
        """Return True if the equation holds for this row and the next ones together.

        That is so where only some of its numbers are printed once for all these rows.
        """
        columns = {one.column for one in identity.figures}
        place = self._places[identity.target.figure_id]
        joined = dict(self._rows[place])
        for row in self._rows[place + 1 : place + SETTINGS.most_merged]:
            own = columns & row.keys()
            if not own or own == columns or any(row[one].value is None for one in own):
                return False
            for column in own:
                value = value_of(joined[column]) + value_of(row[column])
                joined[column] = replace(joined[column], value=value)
            target, *inputs = (joined[one.column] for one in identity.figures)
            together = replace(identity, target=target, inputs=tuple(inputs))
            if together.outcome is not IdentityOutcome.BROKEN:
                return True
        return False

    def _is_of_group(self, identity: Identity) -> bool:
        """Return True if the number is what a run of rows that all print it give together."""
        if identity.is_ratio:
            return False
        place, amount = self._places[identity.target.figure_id], value_of(identity.target)
        column = identity.target.column
        first = last = place
        while first > 0 and _prints(self._rows[first - 1], column, amount):
            first -= 1
        while last + 1 < len(self._rows) and _prints(self._rows[last + 1], column, amount):
            last += 1
        if first == last or not amount:
            return False
        total = Decimal(0)
        for row in self._rows[first : last + 1]:
            for one, sign in zip(identity.inputs, identity.signs, strict=True):
                figure = row.get(one.column)
                if figure is not None and figure.value is not None:
                    total += sign * figure.value
        return total == amount

    def _is_of_others(self, identity: Identity) -> bool:
        """Return True if a percentage is that of two other numbers of its row."""
        row = self._rows[self._places[identity.target.figure_id]]
        used = tuple(one.figure_id for one in identity.inputs)
        above = [one for one in row.values() if self._measures(one, _DONE)]
        below = [one for one in row.values() if self._measures(one, _PLANNED)]
        return any(
            (one.figure_id, other.figure_id) != used
            and is_money(one) is is_money(other)
            and replace(identity, inputs=(one, other)).outcome is not IdentityOutcome.BROKEN
            for one, other in product(above, below)
        )

    def _measures(self, figure: Figure, metrics: frozenset[Metric]) -> bool:
        return bool(figure.value) and self._metrics.get(figure.column) in metrics

    def _is_mean(self, identity: Identity) -> bool:
        """Return True if the percentage of a total is the mean of those above it.

        Of money only where the report declares it: there a share is expected.
        """
        target = identity.target
        is_declared = "rata" in target.item_name.casefold()
        is_money_share = any(is_money(one) for one in identity.inputs)
        if target.level is not Level.TOTAL or (is_money_share and not is_declared):
            return False
        values = list(self._values_above(target))
        if len(values) < SETTINGS.least_averaged:
            return False
        mean = sum(values, Decimal(0)) / len(values)
        return abs(mean - value_of(target)) <= resolution(target)

    def _values_above(self, target: Figure) -> Iterator[Decimal]:
        for row in self._rows[: self._places[target.figure_id]]:
            figure = row.get(target.column)
            if figure is not None and figure.value is not None:
                yield figure.value


def _prints(row: Row, column: int, amount: Decimal) -> bool:
    """Return True if a row prints an amount in a column."""
    figure = row.get(column)
    return figure is not None and figure.value == amount


def _is_hundredfold(identity: Identity) -> bool:
    """Return True if a printed formula leaves out that the ratio is in per cent."""
    is_plain = identity.is_ratio and identity.factor == 1
    if not is_plain:
        return False
    return replace(identity, factor=Decimal(100)).outcome is not IdentityOutcome.BROKEN
