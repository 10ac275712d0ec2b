"""Which figure of a report is to be used for a fact that several of its tables state.

A fact is what one line has of one metric in one period. Only accepted figures state one. The
rule, in this order:

1. One row of a table that states several amounts of one meaning (columns of funds and their
   sum) states the one that is the sum of the others, or the only one that is not nil. If there
   is none, the row states nothing for certain.
2. The table of the last stage of the budget: perubahan, then pergeseran, then murni or unknown.
3. A table in whole rupiah before one in thousands or millions.
4. The table that states the most lines of the metric in the period before a summary.
5. The table that is printed first.

A line that the chosen table has in several rows (the same work at several places) keeps them
all: the table's own sums count them all. A table most of whose lines stand in the tables before
it is about the same budget: lines that only it has are another state of it, or names spelt
otherwise, and would be counted twice. Subtotals state no fact of the report; the totals of two
blocks of a table count together. Figures whose metric is not known, and changes against another
year, are facts of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz import fuzz

from sidak.expectations.cross_document.amounts import StatedAmount
from sidak.expectations.facts.lines import LineKey, ReportLines, name_indicator
from sidak.expectations.facts.settings import SETTINGS
from sidak.expectations.identities.copies import normalise_name
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.schemas import (
    MONEY_METRICS,
    PROGRAMME_LEVELS,
    BudgetStage,
    Figure,
    Level,
    Metric,
    PeriodKind,
    TypedTable,
)

#: What their columns mean differs from table to table.
_OWN_MEANING = frozenset({Metric.LAINNYA, Metric.PERTUMBUHAN})
#: The later a budget, the smaller.
_STAGE_RANKS = {BudgetStage.PERUBAHAN: 0, BudgetStage.PERGESERAN: 1}
_EARLY_RANK = 2

#: Metric, period, kind of period and place of a table to its rank.
_Ranks = Mapping[tuple[object, ...], tuple[int, bool, int]]


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact of a report.

    Attributes:
        line: The line that it is of.
        place: Which of several rows of the line in the chosen table it is, from 0.
        figure: The figure to be used.
        others: The other accepted figures of the report that state it.
        disagreeing: How many of them state something else, rounding and other stages of the
            budget left out.
    """

    line: LineKey
    place: int
    figure: Figure
    others: tuple[Figure, ...] = ()
    disagreeing: int = 0


@dataclass(frozen=True, slots=True)
class _FactKey:
    """What several figures that state one fact have in common."""

    line: LineKey
    metric: Metric
    period: str
    period_kind: PeriodKind | None
    unit: str


@dataclass(frozen=True, slots=True)
class _StatedRow:
    """What one row of a table states of a fact.

    Attributes:
        order: Place of the table in the report.
        figure: The figure to be used.
        others: Figures of the row and of merged rows that say the same or less.
    """

    order: int
    figure: Figure
    others: tuple[Figure, ...] = ()


def choose_facts(tables: Sequence[TypedTable]) -> tuple[StatedFact, ...]:
    """Return the facts that a report states, in the order in which it prints them.

    Args:
        tables: Its typed tables, in reading order.
    """
    rows = _Rows(tables)
    facts = [*rows.alone]
    ranks = _rank_tables(rows.stated)
    _drop_repeated_budgets(rows.stated, ranks)
    for key, stated in rows.stated.items():
        facts.extend(_choose(key, stated, ranks))
    order = {table.table_id: place for place, table in enumerate(tables)}

    def place_of(fact: StatedFact) -> tuple[int, int, int, int]:
        figure = fact.figure
        return order[figure.table_id], figure.row, figure.column, figure.part or 0

    return tuple(sorted(facts, key=place_of))


class _Rows:
    """What the rows of all tables state, by fact.

    Args:
        tables: The typed tables of a report.
    """

    def __init__(self, tables: Sequence[TypedTable]) -> None:
        self.alone: list[StatedFact] = []
        self.stated: dict[_FactKey, list[_StatedRow]] = defaultdict(list)
        lines = ReportLines(tables)
        for order, table in enumerate(tables):
            self._add_table(order, table, lines)
        _join_unknown_units(self.stated)
        _join_alike(self.stated)

    def _add_table(self, order: int, table: TypedTable, lines: ReportLines) -> None:
        cells: dict[tuple[_FactKey, int], list[Figure]] = defaultdict(list)
        for figure in _list_usable(table):
            line = lines.find(
                figure.item_id, figure.table_id, figure.item_name or "", figure.level
            )
            if figure.metric not in MONEY_METRICS:
                line = name_indicator(line, figure.indikator or "", figure.item_name or "")
            if figure.metric in _OWN_MEANING:
                self.alone.append(StatedFact(line, 0, figure))
            else:
                cells[_make_key(line, figure), figure.row].append(figure)
        merged: dict[tuple[_FactKey, str, int, Decimal | None], _StatedRow] = {}
        for (key, _row), figures in cells.items():
            chosen = _choose_column(figures, is_money=key.metric in MONEY_METRICS)
            if chosen is None:
                continue
            others = tuple(one for one in figures if one is not chosen)
            stated = _StatedRow(order, chosen, others)
            # A merged cell is repeated on every row that it covers.
            place = (key, chosen.item_id or "", chosen.column, chosen.value)
            if chosen.item_id and place in merged:
                first = merged[place]
                own = self.stated[key]
                whole = _StatedRow(order, first.figure, (*first.others, chosen, *others))
                own[own.index(first)] = merged[place] = whole
            else:
                merged[place] = stated
                self.stated[key].append(stated)


def _list_usable(table: TypedTable) -> Iterator[Figure]:
    """Yield the figures that may state a fact: accepted, and no subtotal."""
    listed = [one for one in table.figures if one.accepted and _is_finite(one)]
    columns: dict[tuple[int, Metric], list[Figure]] = defaultdict(list)
    for figure in listed:
        if figure.metric in MONEY_METRICS:
            columns[figure.column, figure.metric].append(figure)
    wholes = {one.figure_id for own in columns.values() for one in _find_totals(own)}
    for figure in listed:
        is_total = figure.level is Level.TOTAL and figure.metric in MONEY_METRICS
        if not is_total or figure.figure_id in wholes:
            yield figure


def _find_totals(column: Sequence[Figure]) -> list[Figure]:
    """Return the totals of a column that together are its whole.

    Of several totals one is the whole if the others, or the lines of one level, add up to it.
    A table of two blocks has a total for each, and none of the whole: then the totals add up
    to the lines. If neither is so, none is known to be the whole.
    """
    totals = [one for one in column if one.level is Level.TOTAL]
    if len({in_rupiah(one) for one in totals}) <= 1:
        return totals[:1]
    levels: dict[Level, Decimal] = defaultdict(Decimal)
    for one in column:
        if one.level in PROGRAMME_LEVELS:
            levels[one.level] += in_rupiah(one)
    largest = max(totals, key=in_rupiah)
    together = sum(map(in_rupiah, totals), Decimal(0))
    if in_rupiah(largest) * 2 == together or in_rupiah(largest) in levels.values():
        return [largest]
    return totals if together in levels.values() else []


def _is_finite(figure: Figure) -> bool:
    return figure.value is not None and figure.value.is_finite()


def _make_key(line: LineKey, figure: Figure) -> _FactKey:
    unit = normalise_name(figure.unit or "") or (figure.unit or "")
    if figure.metric in MONEY_METRICS:
        unit = "rp" if rupiah_factor(figure.unit or "Rp") is not None else unit
    if line.level is Level.TOTAL:
        line = LineKey(Level.TOTAL)
    if line.level is Level.LAINNYA and unit == "rp":
        # Equal names of no level are one line only where the amounts are equal too.
        line = replace(line, place=f"{in_rupiah(figure).normalize()}")
    period = figure.period or str(figure.year or "")
    return _FactKey(line, figure.metric, period, figure.period_kind, unit)


def in_rupiah(figure: Figure) -> Decimal:
    """Return an amount in rupiah; any other number as it is."""
    value = figure.value or Decimal(0)
    return value * (rupiah_factor(figure.unit or "Rp") or Decimal(1))


def _choose_column(figures: Sequence[Figure], *, is_money: bool) -> Figure | None:
    """Return which of the figures of one row states the fact; ``None`` if that is open."""
    latest = min(map(_rank_stage, figures))
    last = [one for one in figures if _rank_stage(one) == latest]
    if len({in_rupiah(one) for one in last}) == 1:
        return last[0]
    if not is_money:
        return None
    whole = sum((in_rupiah(one) for one in last), Decimal(0))
    sums = [one for one in last if in_rupiah(one) * 2 == whole]
    filled = [one for one in last if one.value]
    if len(filled) == 1:
        return filled[0]
    return sums[0] if len(sums) == 1 else None


def _rank_stage(figure: Figure) -> int:
    return _STAGE_RANKS.get(figure.budget_stage, _EARLY_RANK)


def _join_unknown_units(stated: dict[_FactKey, list[_StatedRow]]) -> None:
    """Let figures without a unit join those of the only unit that the others have."""
    units: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for key in stated:
        units[key.line, key.metric, key.period, key.period_kind].add(key.unit)
    for key in list(stated):
        known = units[key.line, key.metric, key.period, key.period_kind] - {""}
        if not key.unit and len(known) == 1:
            goal = _FactKey(
                key.line, key.metric, key.period, key.period_kind, next(iter(known))
            )
            stated[goal].extend(stated.pop(key))


def _join_alike(stated: dict[_FactKey, list[_StatedRow]]) -> None:
    """Join lines of one level whose names are alike and whose amounts are the same.

    Only between tables: in one table the two are two.
    """
    by_amount: dict[tuple[object, ...], list[_FactKey]] = defaultdict(list)
    for key, rows in stated.items():
        amount = in_rupiah(rows[0].figure)
        if key.line.level in PROGRAMME_LEVELS and len(rows) == 1 and _is_telling(amount):
            where = (key.line.level, key.metric, key.period, key.period_kind, key.unit)
            by_amount[(*where, amount)].append(key)
    for keys in by_amount.values():
        first = keys[0]
        for other in keys[1:]:
            orders = {row.order for row in stated[first]}
            names = [normalise_name(stated[key][0].figure.item_name) for key in (first, other)]
            is_apart = not any(row.order in orders for row in stated[other])
            if is_apart and fuzz.ratio(*names) >= SETTINGS.least_alike:
                stated[first].extend(stated.pop(other))


def _is_telling(amount: Decimal) -> bool:
    """Return True if two equal amounts are hardly so by chance."""
    digits = "".join(map(str, amount.as_tuple().digits)).strip("0")
    return len(digits) >= SETTINGS.least_digits


def _rank_tables(stated: Mapping[_FactKey, Sequence[_StatedRow]]) -> _Ranks:
    """Return how early each table counts for a metric in a period: the smaller, the earlier."""
    figures: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for key, rows in stated.items():
        for order, row in {row.order: row for row in rows}.items():
            figures[key.metric, key.period, key.period_kind, order].append(row.figure)
    return {
        where: (
            min(map(_rank_stage, own)),
            any((rupiah_factor(one.unit) or Decimal(1)) != 1 for one in own),
            -len(own),
        )
        for where, own in figures.items()
    }


def _rank_of(key: _FactKey, order: int, ranks: _Ranks) -> tuple[object, ...]:
    return *ranks[key.metric, key.period, key.period_kind, order], order


def _drop_repeated_budgets(stated: dict[_FactKey, list[_StatedRow]], ranks: _Ranks) -> None:
    """Drop the lines that only a further table of the same budget has."""
    lines: dict[tuple[object, ...], dict[int, set[_FactKey]]] = defaultdict(dict)
    for key, rows in stated.items():
        if key.metric in MONEY_METRICS and key.line.level in PROGRAMME_LEVELS:
            tables = lines[key.metric, key.period, key.period_kind, key.line.level]
            for row in rows:
                tables.setdefault(row.order, set()).add(key)
    for tables in lines.values():
        kept: set[_FactKey] = set()
        one = next(iter(next(iter(tables.values()))))
        for order in sorted(tables, key=lambda each: _rank_of(one, each, ranks)):
            own = tables[order]
            shared = len(own & kept)
            if shared >= SETTINGS.least_shared and shared > SETTINGS.same_budget * len(own):
                for key in own - kept:
                    # A later table may state it too, and is dropped with it.
                    stated.pop(key, None)
            else:
                kept |= own


def _choose(key: _FactKey, rows: Sequence[_StatedRow], ranks: _Ranks) -> Iterator[StatedFact]:
    tables: dict[int, list[_StatedRow]] = defaultdict(list)
    for row in rows:
        tables[row.order].append(row)
    best = min(tables, key=lambda order: _rank_of(key, order, ranks))
    chosen = tables.pop(best)
    others = [list(row.others) for row in chosen]
    disagreeing = [
        sum(_differs(row.figure, one) for one in row.others if key.unit != "rp")
        for row in chosen
    ]
    for _, further in sorted(tables.items()):
        if len(further) == len(chosen):
            for place, (row, other) in enumerate(zip(chosen, further, strict=True)):
                others[place].extend((other.figure, *other.others))
                disagreeing[place] += _differs(row.figure, other.figure)
            continue
        others[0].extend(one for row in further for one in (row.figure, *row.others))
        disagreeing[0] += not _adds_up(chosen, further)
    for place, row in enumerate(chosen):
        yield StatedFact(key.line, place, row.figure, tuple(others[place]), disagreeing[place])


def _differs(one: Figure, other: Figure) -> bool:
    """Return True if two figures of a fact state different numbers that should be one."""
    known = {one.budget_stage, other.budget_stage} - {BudgetStage.UNKNOWN}
    if len(known) > 1:
        return False
    left, right = (StatedAmount("", None, one.level, each) for each in (one, other))
    return abs(left.rupiah - right.rupiah) > left.margin + right.margin


def _adds_up(rows: Iterable[_StatedRow], others: Iterable[_StatedRow]) -> bool:
    """Return True if two tables state the same in rows of different number."""
    left, right = (sum(in_rupiah(row.figure) for row in each) for each in (rows, others))
    return left == right
