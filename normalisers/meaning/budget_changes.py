"""Columns headed "Perubahan" that hold what a budget was changed by, not the changed budget.

"Penetapan | Perubahan | Jumlah": where the first two add up to the third in every row, the
second is a difference and the third the revised budget.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.meaning.settings import SETTINGS
from sidak.normalisers.meaning.whole_amounts import read_whole_amounts
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import BudgetStage, ColumnMeaning, Metric

#: A header that says no more than that something changed.
_CHANGE = re.compile(r"\W*perubahan\W*(?:rp\W*)?", re.IGNORECASE)

_Values = Mapping[int, int]


def mark_budget_changes(
    view: TableView, header: TableHeader, columns: tuple[ColumnMeaning, ...]
) -> tuple[ColumnMeaning, ...]:
    """Return the columns, changes of a budget as ``lainnya`` and their sum as the revised one.

    Args:
        view: The table.
        header: Its header rows.
        columns: What its columns mean.
    """
    budgets = [one for one in columns if one.metric is Metric.PAGU]
    changed = [one for one in budgets if _CHANGE.fullmatch(one.header.split(" / ")[-1])]
    if not changed:
        return columns
    values = {one.column: read_whole_amounts(view, header, one.column) for one in budgets}
    found: dict[int, ColumnMeaning] = {}
    for change in changed:
        for first, total in permutations(budgets, 2):
            is_apart = change.column not in (first.column, total.column)
            is_same = first.period == change.period == total.period
            triple = (values[first.column], values[change.column], values[total.column])
            if is_apart and is_same and _adds_up(*triple):
                found[change.column] = replace(
                    change, metric=Metric.LAINNYA, budget_stage=BudgetStage.UNKNOWN
                )
                found[total.column] = replace(total, budget_stage=BudgetStage.PERUBAHAN)
    return tuple(found.get(one.column, one) for one in columns)


def _adds_up(first: _Values, change: _Values, total: _Values) -> bool:
    """Return True if the first two amounts are the third in nearly all rows, some changed."""
    rows = first.keys() & total.keys()
    agreed = [row for row in rows if first[row] + change.get(row, 0) == total[row]]
    told = sum(change.get(row, 0) != 0 for row in agreed)
    return told >= SETTINGS.change_rows and len(agreed) >= SETTINGS.change_agreed * len(rows)
