"""Columns that are called serapan and are not, by the amounts of their own rows.

"% thd Angg" may be what is left in per cent of what was spent. Where a row prints pagu and
realisasi, serapan is the second in per cent of the first; a column in which hardly a row is so
measures something else. Single rows that differ are errors of the report, which the identities
find.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from sidak.normalisers.meaning.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind, Figure, Meaning, Metric

_CONTRADICTED = Doubt(DoubtKind.METRIC_CONTRADICTED)
_HUNDRED = Decimal(100)
#: Decimals to which a number must be that of another row.
_DECIMALS = 2
_Pair = tuple[Decimal, Decimal]


def doubt_foreign_shares(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures of a table, those of columns that contradict their rows doubted."""
    foreign = set(_find_foreign(figures))
    return tuple(_doubt(one) if one.column in foreign else one for one in figures)


def _doubt(figure: Figure) -> Figure:
    reasons = (*figure.meaning_reasons, _CONTRADICTED)
    meaning = Meaning.DOUBTFUL if figure.meaning is Meaning.SURE else figure.meaning
    return replace(figure, meaning=meaning, meaning_reasons=reasons)


def _find_foreign(figures: Sequence[Figure]) -> Iterator[int]:
    """Yield the columns of serapan in which hardly a row is what it should be."""
    budgets: defaultdict[int, list[Decimal]] = defaultdict(list)
    spent: defaultdict[int, list[Decimal]] = defaultdict(list)
    columns: defaultdict[int, list[Figure]] = defaultdict(list)
    for one in figures:
        if one.value is not None and one.metric is Metric.PAGU:
            budgets[one.row].append(one.value)
        elif one.value is not None and one.metric is Metric.REALISASI_ANGGARAN:
            spent[one.row].append(one.value)
        elif one.value is not None and one.metric is Metric.SERAPAN:
            columns[one.column].append(one)
    pairs = {
        row: _list_pairs(budgets[row], spent[row]) for row in budgets.keys() & spent.keys()
    }
    shares = frozenset(
        round(one, _DECIMALS) for own in pairs.values() for one in _list_shares(own)
    )
    for column, figures_of_column in columns.items():
        told = [
            _fits(one, pairs[one.row], shares)
            for one in figures_of_column
            if pairs.get(one.row)
        ]
        is_foreign = sum(told) <= SETTINGS.foreign_agreed * len(told)
        if len(told) >= SETTINGS.foreign_rows and is_foreign:
            yield column


def _list_pairs(budgets: Iterable[Decimal], spent: Iterable[Decimal]) -> list[_Pair]:
    """Return the pairs that tell: where nothing or all is spent, other ratios are alike."""
    return [(b, s) for b, s in product(budgets, spent) if b > 0 and 0 < s != b]


def _fits(figure: Figure, own: Iterable[_Pair], others: frozenset[Decimal]) -> bool:
    """Return True if a figure is what amounts of its row, or exactly of another, make it.

    A report that exchanges two numbers of a column is wrong, its column is not.
    """
    value = abs(figure.value or Decimal(0))
    return round(value, _DECIMALS) in others or any(
        abs(value - one) <= max(SETTINGS.foreign_share * one, SETTINGS.foreign_rounding)
        for one in _list_shares(own)
    )


def _list_shares(pairs: Iterable[_Pair]) -> Iterator[Decimal]:
    """Yield what is spent of each budget, in per cent and as a fraction."""
    for budget, spent in pairs:
        yield spent / budget * _HUNDRED
        yield spent / budget
