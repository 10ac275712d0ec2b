"""Other readings of the rows of a sum, tried before the sum is called wrong.

Which rows a row adds up is read from codes, levels and looks, and may be read wrongly. If
another grouping of the same printed rows gives the amount exactly, the report is not accused.
A grouping of rows that other columns contradict is no explanation: where the rows as they were
read add up in as many columns, they stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from sidak.expectations.identities.amount_rows import (
    DEPTHS,
    AmountRow,
    is_money,
    list_amount_rows,
    place_rows,
)
from sidak.expectations.identities.settings import SETTINGS
from sidak.schemas import Figure, Level, TypedTable
from sidak.schemas.tables import SCANNED_METHODS

if TYPE_CHECKING:
    from sidak.expectations.identities.model import Identity


class GroupingKind(StrEnum):
    """How rows may belong to a sum."""

    CODE = "code"  # all rows whose code continues that of the sum
    ALL_ROWS = "all_rows"  # every row up to the next sum that adds up no others
    ONE_LEVEL = "one_level"  # the rows of one level only
    NESTED = "nested"  # without rows that the row above them adds up
    TO_HEADING = "to_heading"  # the rows up to the next heading without amounts
    NAMED = "named"  # without rows that print neither name nor code
    NAMELESS = "nameless"  # only rows that print neither name nor code
    ONE_PAGE = "one_page"  # the rows of its own page
    ABOVE = "above"  # the rows above it
    EACH_PRINTED = "each_printed"  # an amount repeated beside each indicator, each time
    ONCE = "once"  # a line printed twice, once
    OTHER_TOTALS = "other_totals"  # the totals before it
    LATER_TOTAL = "later_total"  # it is itself a part of a later total
    RUNNING_ON = "running_on"  # on a scan, the rows after it, whatever their code


@dataclass(frozen=True, slots=True)
class TriedGrouping:
    """A grouping that does not give the amount either.

    Attributes:
        kind: How its rows were chosen.
        rows: How many amounts it adds up.
        total: What they give.
    """

    kind: GroupingKind
    rows: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class GroupingResult:
    """What the search for another grouping of a broken sum found.

    Attributes:
        kind: The grouping that gives the sum; ``None`` if there is none.
        is_finer: Whether it only puts rows in place of the ones above them, so that one of
            these may be wrong instead.
        tried: The groupings that were tried in vain.
    """

    kind: GroupingKind | None = None
    is_finer: bool = False
    tried: tuple[TriedGrouping, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows that may be the parts of a sum, and how their amounts count."""

    kind: GroupingKind
    rows: tuple[AmountRow, ...]
    is_each: bool = False

    def figures(self, column: int) -> list[Figure]:
        """Return the amounts of a column that it adds up."""
        found: list[Figure] = []
        for row in self.rows:
            own = [one for one in row.figures.get(column, ()) if is_money(one)]
            is_one = len({one.value for one in own}) == 1 and not self.is_each
            found.extend(own[:1] if is_one else own)
        return found

    def gives(self, column: int, amount: Decimal, *, least: int = 2) -> bool:
        """Return True if its amounts in a column give an amount that is not 0.

        One equal amount alone is no evidence of a sum.
        """
        values = [one.value for one in self.figures(column)]
        known = [value for value in values if value is not None]
        is_full = len(known) == len(values) and sum(1 for value in known if value) >= least
        return bool(amount) and is_full and sum(known) == amount


class GroupingSearch:
    """The rows of a table, to look for other groupings of a sum.

    Args:
        rows: All rows with amounts, placed under each other, in row order.
        columns: The columns of money.
        used: Rows that sums which hold need where they are.
    """

    def __init__(
        self, rows: Sequence[AmountRow], columns: Sequence[int], used: Iterable[int]
    ) -> None:
        self._rows = list(rows)
        self._columns = list(columns)
        self._used = set(used)

    def explain(
        self, whole: AmountRow, column: int, parts: Sequence[AmountRow]
    ) -> GroupingResult:
        """Look for a grouping that gives a sum which its parts do not give.

        Args:
            whole: The row of the sum.
            column: The column in which it is broken.
            parts: The rows that it adds up as they were read.
        """
        if self._is_part_of_later(whole, column):
            return GroupingResult(GroupingKind.LATER_TOTAL)
        amount = _amount(whole, column)
        current = _Group(GroupingKind.ALL_ROWS, tuple(parts))
        holding = self._count_holding(whole, current, least=1)
        known = {figure.figure_id for figure in current.figures(column)}
        tried: dict[GroupingKind, TriedGrouping] = {}
        for group in self._list_groups(whole, column):
            figures = group.figures(column)
            ids = [figure.figure_id for figure in figures]
            if not figures or (set(ids) == known and len(ids) == len(known)):
                continue
            if group.gives(column, amount) and self._may_explain(whole, group, holding):
                return GroupingResult(group.kind, _is_finer(group.rows, parts))
            total = sum((one.value for one in figures if one.value is not None), Decimal(0))
            nearest = tried.get(group.kind)
            if nearest is None or abs(total - amount) < abs(nearest.total - amount):
                tried[group.kind] = TriedGrouping(group.kind, len(figures), total)
        listed = tuple(tried[kind] for kind in GroupingKind if kind in tried)
        return GroupingResult(tried=listed)

    def _may_explain(self, whole: AmountRow, group: _Group, holding: int) -> bool:
        """Return True if more columns agree with a grouping than with the rows as read."""
        own = {row.row for row in _below(whole)}
        foreign = {row.row for row in group.rows} - own
        if whole.level is not Level.TOTAL and foreign & self._used:
            return False
        return self._count_holding(whole, group) > holding

    def count_agreeing(self, whole: AmountRow, parts: Sequence[AmountRow]) -> int:
        """Return in how many columns rows add up to a row, each printing an amount there."""
        group = _Group(GroupingKind.ALL_ROWS, tuple(parts))
        return sum(
            all(row.figures.get(column) for row in parts)
            and group.gives(column, _amount(whole, column), least=1)
            for column in self._columns
        )

    def is_overfull(self, whole: AmountRow, parts: Sequence[AmountRow]) -> bool:
        """Return True if a part is larger than the whole in every column, of two or more.

        Then it is hardly a part: levels were misread. Nothing is taken off the parts.
        """
        if any(_amount(part, column) < 0 for part in parts for column in self._columns):
            return False
        columns = [one for one in self._columns if _amount(whole, one)]
        return len(columns) > 1 and all(
            any(_amount(part, column) > _amount(whole, column) for part in parts)
            for column in columns
        )

    def _count_holding(self, whole: AmountRow, group: _Group, *, least: int = 2) -> int:
        return sum(
            group.gives(column, _amount(whole, column), least=least) for column in self._columns
        )

    def _is_part_of_later(self, whole: AmountRow, column: int) -> bool:
        """Return True if a total without rows of its own is added up by a later total."""
        place = next(at for at, row in enumerate(self._rows) if row is whole)
        before = self._rows[place - 1] if place else None
        totals = [row for row in self._rows if row.level is Level.TOTAL]
        own = next((at for at, row in enumerate(totals) if row is whole), None)
        if own is None or before is None or before.level is not Level.TOTAL:
            return False
        for last in range(own + 1, len(totals)):
            amount = _amount(totals[last], column)
            for first in range(own + 1):
                parts = totals[first:last]
                if len(parts) > 1 and amount == sum(_amount(one, column) for one in parts):
                    return bool(amount)
        return False

    def _list_groups(self, whole: AmountRow, column: int) -> Iterator[_Group]:
        place = next(at for at, row in enumerate(self._rows) if row is whole)
        above, below = self._rows[:place], self._rows[place + 1 :]
        if whole.code:
            yield _Group(GroupingKind.CODE, tuple(_coded_under(whole, self._rows)))
        if whole.level is Level.TOTAL:
            yield from _group_total(whole, above, below)
            parts = _until_total(above[::-1])[::-1]
            yield _Group(GroupingKind.NESTED, tuple(_drop_nested(parts, column)))
            return
        inside = list(_take_inside(whole, below))
        yield from _group_rows(whole, inside)
        if _is_scanned(whole):
            yield from _run_on(whole, inside, below)
        yield _Group(GroupingKind.NESTED, tuple(_drop_nested(inside, column)))
        yield from _split_by_heading(inside)
        yield _Group(GroupingKind.ABOVE, tuple(_plain(_take_inside(whole, above[::-1]))))


def _is_scanned(row: AmountRow) -> bool:
    """Return True if a row was recognised from a picture: its code too may be misread."""
    return any(one.method in SCANNED_METHODS for own in row.figures.values() for one in own)


def _run_on(
    whole: AmountRow, inside: Sequence[AmountRow], below: Sequence[AmountRow]
) -> Iterator[_Group]:
    """Yield the rows under a sum with one, two or more of those that follow them.

    Up to the next total or higher row.
    """
    further = list(below[len(inside) : len(inside) + SETTINGS.most_run_on])
    for count, row in enumerate(further, start=1):
        if row.level is Level.TOTAL or DEPTHS[row.level] < DEPTHS[whole.level]:
            return
        yield _Group(GroupingKind.RUNNING_ON, tuple(_plain((*inside, *further[:count]))))


def is_sum_with_earlier(identity: "Identity", earlier: Sequence[TypedTable]) -> bool:
    """Return True if a total adds up the rows of the tables before its own as well.

    Args:
        identity: The broken total.
        earlier: The tables before its own, in reading order.
    """
    lacking, column = identity.difference, identity.target.column
    for table in list(earlier)[: -SETTINGS.most_earlier_tables - 1 : -1]:
        rows = list_amount_rows(table)
        place_rows(rows)
        addends = [row for row in rows if row.level is not Level.TOTAL]
        lacking -= sum(
            (_amount(row, column) for row in _plain(addends) if column in row.figures),
            Decimal(0),
        )
        if lacking <= 0:
            break
    return lacking == 0


def _is_finer(rows: Iterable[AmountRow], parts: Sequence[AmountRow]) -> bool:
    """Return True if rows are the parts or stand under them."""
    inside = {id(part) for part in parts}
    inside |= {id(one) for part in parts for one in _below(part)}
    return all(id(row) in inside for row in rows)


def _group_total(
    whole: AmountRow, above: Sequence[AmountRow], below: Sequence[AmountRow]
) -> Iterator[_Group]:
    """Yield what a total may add up: rows on either side of it, or other totals."""
    part_above = _until_total(above[::-1])[::-1]
    part_below = _until_total(below)
    for span in (part_above, list(above), part_below, list(below)):
        addends = [row for row in span if row.level is not Level.TOTAL]
        yield from _group_rows(whole, addends)
        yield from _split_by_heading(addends)
    totals = [row for row in above if row.level is Level.TOTAL]
    for count in range(2, min(len(totals), SETTINGS.most_totals) + 1):
        yield _Group(GroupingKind.OTHER_TOTALS, tuple(totals[-count:]))
    if totals:
        yield _Group(GroupingKind.OTHER_TOTALS, (*totals[-1:], *_plain(part_above)))


def _group_rows(whole: AmountRow, rows: Sequence[AmountRow]) -> Iterator[_Group]:
    """Yield the ways in which rows of one stretch may be parts of a sum."""
    plain = _plain(rows)
    yield _Group(GroupingKind.ALL_ROWS, tuple(plain))
    yield _Group(GroupingKind.ALL_ROWS, tuple(_drop_higher(rows)))
    yield _Group(GroupingKind.EACH_PRINTED, tuple(plain), is_each=True)
    yield _Group(GroupingKind.ONCE, tuple(_drop_repeated(plain)))
    for level in dict.fromkeys(row.level for row in rows):
        same = [row for row in rows if row.level is level]
        yield _Group(GroupingKind.ONE_LEVEL, tuple(same))
        yield _Group(GroupingKind.ONCE, tuple(_drop_repeated(same)))
        yield _Group(GroupingKind.EACH_PRINTED, tuple(same), is_each=True)
    named = [row for row in rows if row.name or row.code]
    yield _Group(GroupingKind.NAMED, tuple(_plain(named)))
    yield _Group(GroupingKind.NAMELESS, tuple(row for row in rows if row not in named))
    page = _page_of(whole)
    yield _Group(GroupingKind.ONE_PAGE, tuple(row for row in plain if _page_of(row) == page))


def _split_by_heading(rows: Sequence[AmountRow]) -> Iterator[_Group]:
    """Yield the rows before the first heading without amounts, and those after the last."""
    places = [at for at, row in enumerate(rows) if not row.figures and at]
    if places:
        yield _Group(GroupingKind.TO_HEADING, tuple(_plain(rows[: places[0]])))
        yield _Group(GroupingKind.TO_HEADING, tuple(_plain(rows[places[-1] :])))


def _plain(rows: Iterable[AmountRow]) -> list[AmountRow]:
    """Return the rows that add up no other row of these."""
    listed = list(rows)
    inside = {id(row) for row in listed}
    return [row for row in listed if not any(id(one) in inside for one in _below(row))]


def _drop_higher(rows: Sequence[AmountRow]) -> list[AmountRow]:
    """Return the rows without those that stand over rows of another level.

    Amounts alone may have put rows of one level under each other.
    """
    inside = {id(row) for row in rows}
    return [
        row
        for row in rows
        if not any(id(one) in inside and one.level is not row.level for one in _below(row))
    ]


def _below(row: AmountRow) -> Iterator[AmountRow]:
    for child in row.children:
        yield child
        yield from _below(child)


def _coded_under(whole: AmountRow, rows: Sequence[AmountRow]) -> list[AmountRow]:
    """Return the rows right under a code, whatever stands between."""
    size = len(whole.code)
    longer = [
        row
        for row in rows
        if len(row.code) > size and row.code[:size] == whole.code and row.figures
    ]
    codes = {row.code for row in longer}
    return [
        row
        for row in longer
        if not any(row.code[:length] in codes for length in range(size + 1, len(row.code)))
    ]


def _take_inside(whole: AmountRow, rows: Iterable[AmountRow]) -> Iterator[AmountRow]:
    """Yield rows up to the next total, or row as high as a row."""
    for row in rows:
        if row.level is Level.TOTAL or DEPTHS[row.level] <= DEPTHS[whole.level]:
            return
        yield row


def _until_total(rows: Sequence[AmountRow]) -> list[AmountRow]:
    places = [at for at, row in enumerate(rows) if row.level is Level.TOTAL]
    return list(rows[: places[0]] if places else rows)


def _drop_nested(rows: Sequence[AmountRow], column: int) -> list[AmountRow]:
    """Return rows without those right below that a row adds up, in a column."""
    kept: list[AmountRow] = []
    place = 0
    while place < len(rows):
        kept.append(rows[place])
        place += 1 + _count_nested(rows, place, column)
    return kept


def _count_nested(rows: Sequence[AmountRow], place: int, column: int) -> int:
    """Return how many of the rows after one it adds up, directly or by rows between."""
    amount, total, at = _amount(rows[place], column), Decimal(0), place + 1
    while amount and at < len(rows):
        total += _amount(rows[at], column)
        if total > amount:
            return 0
        at += 1 + _count_nested(rows, at, column)
        if total == amount:
            return at - place - 1
    return 0


def _drop_repeated(rows: Sequence[AmountRow]) -> list[AmountRow]:
    """Return rows, those left out that print name and amounts of the row before again."""
    kept: list[AmountRow] = []
    for row in rows:
        if kept and row.name == kept[-1].name and _values(row) == _values(kept[-1]):
            continue
        kept.append(row)
    return kept


def _values(row: AmountRow) -> dict[int, list[Decimal | None]]:
    return {
        column: [one.value for one in own if is_money(one)]
        for column, own in row.figures.items()
        if any(is_money(one) for one in own)
    }


def _page_of(row: AmountRow) -> int:
    return next((one.page for own in row.figures.values() for one in own), 0)


def _amount(row: AmountRow, column: int) -> Decimal:
    figures = [one for one in row.figures.get(column, ()) if is_money(one)]
    values = {one.value for one in figures}
    value = values.pop() if len(values) == 1 else None
    return Decimal(0) if value is None else value
