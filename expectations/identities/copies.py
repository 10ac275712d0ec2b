"""The same amount in two tables of one report.

Two columns state the same quantity if most of their common rows are equal; the rows that
are not are findings. Headers only decide between equal candidates, since reports print wrong
ones ("PAGU" over realisations).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from sidak.expectations.identities.amount_rows import AmountRow, is_money, list_amount_rows
from sidak.expectations.identities.model import Identity, IdentityOrigin, value_of
from sidak.expectations.identities.settings import SETTINGS
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.expectations.identities.typos import is_typo
from sidak.schemas import ACCEPTED_STATUSES, Figure, FindingKind, Level, TypedTable

_NOT_LETTERS = re.compile(r"[\W_]+")

TableColumn = tuple[int, int]  # place of the table, column
ColumnPair = tuple[TableColumn, TableColumn]
RowKey = tuple[str, str, str]  # level, name, name of the parent if it is needed
Columns = Mapping[TableColumn, Mapping[RowKey, Figure]]
Score = tuple[Decimal, bool, int]  # part of the rows, whether of one metric, rows


def find_copies(tables: Sequence[TypedTable]) -> list[Identity]:
    """Return one identity per amount that two tables of a report both state.

    Args:
        tables: All tables of one document, in reading order.
    """
    columns: Columns = {
        (place, column): figures
        for place, table in enumerate(tables)
        for column, figures in sorted(_keyed_columns(table).items())
    }
    found = [
        _make_copy(one, other, _convert(other, one))
        for left, right in sorted(_list_best(_score_pairs(columns)))
        for key in _list_comparable(columns[left], columns[right])
        for one, other in [(columns[left][key], columns[right][key])]
        if _are_trusted(one, other)
    ]
    compared = {frozenset(one.figure_ids) for one in found}
    return [*found, *_compare_totals(tables, compared)]


def _compare_totals(
    tables: Sequence[TypedTable], compared: Container[frozenset[str]]
) -> Iterator[Identity]:
    """Yield totals of two tables that are all but equal, whatever their rows and headers.

    The rest of a table on a new page has no header, and an overview fewer rows. Each
    total is compared with the nearest one before it.
    """
    earlier: list[Figure] = []
    for table in tables:
        totals = [figure for figure in table.figures if _is_large_total(figure)]
        for figure in totals:
            near = [one for one in earlier if _are_same_total(one, figure)]
            if any(one.value == figure.value for one in near):
                continue
            near.sort(key=lambda one: abs(value_of(one) - value_of(figure)))
            for other in near[:1]:
                if frozenset((other.figure_id, figure.figure_id)) not in compared:
                    yield _make_copy(other, figure)
        earlier.extend(totals)


def _is_large_total(figure: Figure) -> bool:
    is_amount = is_money(figure) if figure.unit else figure.decimals == 0
    return (
        figure.level is Level.TOTAL
        and is_amount
        and rupiah_factor(figure.unit or "Rp") == 1
        and _are_trusted(figure)
        and value_of(figure) >= SETTINGS.near_amount
    )


def _are_same_total(one: Figure, other: Figure) -> bool:
    if one.year is not None and other.year is not None and one.year != other.year:
        return False
    left, right = value_of(one), value_of(other)
    if min(left, right) >= SETTINGS.typo_total and is_typo(left, right):
        return True
    return abs(left - right) <= SETTINGS.near_total * max(left, right)


def _list_comparable(left: Collection[RowKey], right: Collection[RowKey]) -> list[RowKey]:
    """Return the rows to compare; totals only where both add up the same rows."""
    common = set(left) & set(right)
    has_same_rows = len(common) >= SETTINGS.same_rows * max(len(left), len(right))
    return sorted(key for key in common if has_same_rows or key[0] != Level.TOTAL)


def normalise_name(name: str) -> str:
    """Return the letters and digits of a name only, so that broken words compare equal."""
    return _NOT_LETTERS.sub("", name).casefold()


def _keyed_columns(table: TypedTable) -> dict[int, dict[RowKey, Figure]]:
    names = {item.item_id: normalise_name(item.name) for item in table.items}
    rows = list_amount_rows(table)
    totals = [row for row in rows if row.level is Level.TOTAL]
    parent = ""
    keyed: dict[RowKey, list[AmountRow]] = defaultdict(list)
    for row in rows:
        name = names.get(row.item_id or "", "")
        if row.level is Level.TOTAL:
            # Nothing that two tables share distinguishes several totals.
            if len(totals) == 1:
                keyed[("total", "", "")].append(row)
            continue
        if row.level in (Level.PROGRAM, Level.KEGIATAN):
            parent = name
        if name:
            keyed[(row.level.value, name, "" if parent == name else parent)].append(row)
    columns: dict[int, dict[RowKey, Figure]] = defaultdict(dict)
    for key, listed in keyed.items():
        if len(listed) != 1:
            continue
        for column, figures in listed[0].figures.items():
            figure = figures[0]
            if len(figures) == 1 and figure.value and is_money(figure):
                columns[column][key] = figure
    return columns


def _score_pairs(columns: Columns) -> dict[ColumnPair, Score]:
    """Return how well columns of different tables agree, those that do not left out."""
    holders: dict[RowKey, list[TableColumn]] = defaultdict(list)
    for column, figures in columns.items():
        for key in figures:
            holders[key].append(column)
    common: Counter[ColumnPair] = Counter()
    equal: Counter[ColumnPair] = Counter()
    for key, listed in holders.items():
        for left, right in combinations(listed, 2):
            one, other = columns[left][key], columns[right][key]
            if left[0] != right[0] and _are_trusted(one, other):
                common[left, right] += 1
                equal[left, right] += _are_equal(_in_rupiah(one), _in_rupiah(other))
    scores: dict[ColumnPair, Score] = {}
    for pair, count in common.items():
        left_figure, right_figure = (next(iter(columns[one].values())) for one in pair)
        score = _score(left_figure, right_figure, equal[pair], count)
        if score is not None:
            scores[pair] = score
    return scores


def _score(left: Figure, right: Figure, equal: int, common: int) -> Score | None:
    """Return how well two columns agree; ``None`` if they do not state one quantity.

    Args:
        left: A figure of one column.
        right: A figure of the other.
        equal: Rows in which the two are equal.
        common: Rows that both have.
    """
    if left.year is not None and right.year is not None and left.year != right.year:
        return None
    is_same_metric = left.metric is right.metric
    if is_same_metric:
        least, share = SETTINGS.least_agreeing, SETTINGS.agreeing_share
    else:
        least, share = SETTINGS.least_agreeing_other, SETTINGS.agreeing_share_other
    is_one = equal >= least and equal >= share * common
    return (Decimal(equal) / common, is_same_metric, equal) if is_one else None


def _are_equal(one: Decimal, other: Decimal) -> bool:
    """Return True if two amounts were meant to be one: equal, or off in their last digits."""
    largest = max(abs(one), abs(other))
    is_near = abs(one - other) <= SETTINGS.near_copy * largest
    return one == other or (largest >= SETTINGS.near_amount and is_near)


def _list_best(scores: Mapping[ColumnPair, Score]) -> Iterator[ColumnPair]:
    """Yield the pairs of which neither column has a better partner in the other's table."""
    best: dict[tuple[TableColumn, int], tuple[Score, TableColumn]] = {}
    for (left, right), score in scores.items():
        for own, other in ((left, right), (right, left)):
            place = (own, other[0])
            if place not in best or score > best[place][0]:
                best[place] = (score, other)
    for left, right in scores:
        if best[left, right[0]][1] == right and best[right, left[0]][1] == left:
            yield left, right


def _make_copy(target: Figure, other: Figure, factor: Decimal = Decimal(1)) -> Identity:
    return Identity(
        FindingKind.CROSS_TABLE_MISMATCH,
        IdentityOrigin.COPY,
        target,
        (other,),
        signs=(1,),
        inputs_factor=factor,
    )


def _convert(other: Figure, target: Figure) -> Decimal:
    """Return the factor from the unit of one amount to that of another; 1 if unknown."""
    above, below = rupiah_factor(other.unit), rupiah_factor(target.unit)
    return Decimal(1) if above is None or below is None else above / below


def _are_trusted(*figures: Figure) -> bool:
    return all(one.value is not None and one.status in ACCEPTED_STATUSES for one in figures)


def _in_rupiah(figure: Figure) -> Decimal:
    return value_of(figure) * (rupiah_factor(figure.unit) or Decimal(1))
