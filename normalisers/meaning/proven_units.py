"""Columns of amounts without a unit that are proved to be rupiah.

"Jumlah" over "180.000.000" says neither rupiah nor anything else. It is rupiah if the
running text beside the table prints one of the very amounts with "Rp", or if the amounts times
the numbers of a second column are the rupiah of a third one (price, volume, cost).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.meaning.settings import SETTINGS
from sidak.normalisers.meaning.whole_amounts import CENTS, NO_DIGIT, read_whole_amounts
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import Basis, ColumnMeaning, ColumnRole, MeaningSource, Metric, PageText

_RUPIAH = re.compile(r"\bRp\.?\s*(\d[\d.,]*\d)", re.IGNORECASE)

_Values = Mapping[int, int]


def prove_rupiah(
    view: TableView,
    header: TableHeader,
    columns: tuple[ColumnMeaning, ...],
    texts: Sequence[PageText],
) -> tuple[ColumnMeaning, ...]:
    """Return the columns, those without a unit in rupiah where that is proved.

    Args:
        view: The table.
        header: Its header rows.
        columns: What its columns mean.
        texts: Running text of the pages.
    """
    unnamed = [one for one in columns if one.metric is Metric.LAINNYA and one.unit is None]
    if not unnamed:
        return columns
    values = {
        one.column: read_whole_amounts(view, header, one.column)
        for one in columns
        if one.role is ColumnRole.FIGURE
    }
    open_columns = [one for one in unnamed if _holds_amounts(values, one)]
    if not open_columns:
        return columns
    said = _list_rupiah(view, texts)
    proved: dict[int, ColumnMeaning] = {}
    for one in open_columns:
        own = values[one.column]
        source = next((said[it] for it in map(abs, own.values()) if it in said), None)
        if source is not None:
            proved[one.column] = replace(
                one, unit="Rp", unit_basis=Basis.SENTENCE, sources=(*one.sources, source)
            )
        elif _is_price(one.column, values, columns):
            proved[one.column] = replace(one, unit="Rp", unit_basis=Basis.SUMS)
    return tuple(proved.get(one.column, one) for one in columns)


def _holds_amounts(values: Mapping[int, _Values], one: ColumnMeaning) -> bool:
    return any(abs(it) >= SETTINGS.bare_amount for it in values.get(one.column, {}).values())


def _list_rupiah(view: TableView, texts: Sequence[PageText]) -> dict[int, MeaningSource]:
    """Return the large amounts that the text of the table's pages prints with "Rp"."""
    found: dict[int, MeaningSource] = {}
    first, last = view.table.page_first - 1, view.table.page_last
    for text in texts:
        if not first <= text.page <= last:
            continue
        for line, box in text.lines:
            for match in _RUPIAH.finditer(line):
                digits = NO_DIGIT.sub("", CENTS.sub("", match[1]))
                if digits and int(digits) >= SETTINGS.bare_amount:
                    source = MeaningSource(
                        "unit", Basis.SENTENCE, one_line(line), text.page, box
                    )
                    found.setdefault(int(digits), source)
    return found


def _is_price(
    column: int, values: Mapping[int, _Values], columns: Sequence[ColumnMeaning]
) -> bool:
    """Return True if a column times a second one is a third one, which is in rupiah."""
    own = values[column]
    costs = [values[one.column] for one in columns if one.unit == "Rp" and one.column in values]
    counts = [values[other] for other in values if other != column]
    return any(
        _multiplies(own, count, cost) for cost in costs for count in counts if count is not cost
    )


def _multiplies(price: _Values, count: _Values, cost: _Values) -> bool:
    rows = price.keys() & count.keys() & cost.keys()
    agreed = sum(price[row] * count[row] == cost[row] for row in rows)
    is_told = any(count[row] > 1 for row in rows)
    return is_told and agreed >= max(SETTINGS.price_rows, SETTINGS.price_agreed * len(rows))
