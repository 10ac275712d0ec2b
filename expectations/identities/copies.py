"""The same amount in two tables of one report.

Two columns state the same quantity if most of their common rows are equal; the rows that
are not are findings. Headers only decide between equal candidates, since reports print wrong
ones ("PAGU" over realisations).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal

from sidak.expectations.identities.amount_rows import AmountRow, is_money, list_amount_rows
from sidak.expectations.identities.model import Identity, IdentityOrigin, value_of
from sidak.expectations.identities.settings import SETTINGS
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.expectations.identities.typos import is_typo
from sidak.schemas import ACCEPTED_STATUSES, Figure, FindingKind, Level, TypedTable

_NOT_LETTERS = re.compile(r"[\W_]+")

TableColumn = tuple[int, int]  # place of the table, column
RowKey = tuple[str, str, str]  # level, name, name of the parent if it is needed


def find_copies(tables: Sequence[TypedTable]) -> list[Identity]:
    """Return one identity per amount that two tables of a report both state.

    Args:
        tables: All tables of one document, in reading order.
    """
    columns = [
        ((place, column), figures)
        for place, table in enumerate(tables)
        for column, figures in sorted(_keyed_columns(table).items())
    ]
    by_column: dict[TableColumn, Mapping[RowKey, Figure]] = dict(columns)
    agreeing, common = _count_agreement(by_column)
    scores = {
        pair: _score(pair, agreeing[pair], common[pair], by_column)
        for pair in agreeing
        if _may_be_one(pair, agreeing[pair], common[pair], by_column)
    }
    found: list[Identity] = []
    for left, right in sorted(_mutual_best(scores)):
        for key in _comparable(by_column[left], by_column[right]):
            found.extend(_compare(by_column[left][key], by_column[right][key]))
    compared = {frozenset(figure.figure_id for figure in one.figures) for one in found}
    return [*found, *_compare_totals(tables, compared)]


def _compare_totals(
    tables: Sequence[TypedTable], compared: Container[frozenset[str]]
) -> Iterable[Identity]:
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
                    yield Identity(
                        FindingKind.CROSS_TABLE_MISMATCH,
                        IdentityOrigin.COPY,
                        other,
                        (figure,),
                        signs=(1,),
                    )
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


def _comparable(left: Mapping[RowKey, Figure], right: Mapping[RowKey, Figure]) -> list[RowKey]:
    """Return the rows to compare; totals only where both add up the same rows."""
    common = left.keys() & right.keys()
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
            # Several totals are told apart by nothing that two tables would share.
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


def _count_agreement(
    by_column: Mapping[TableColumn, Mapping[RowKey, Figure]],
) -> tuple[Counter[tuple[TableColumn, TableColumn]], Counter[tuple[TableColumn, TableColumn]]]:
    holders: dict[RowKey, list[TableColumn]] = defaultdict(list)
    for column, figures in by_column.items():
        for key in figures:
            holders[key].append(column)
    agreeing: Counter[tuple[TableColumn, TableColumn]] = Counter()
    common: Counter[tuple[TableColumn, TableColumn]] = Counter()
    for key, listed in holders.items():
        for place, left in enumerate(listed):
            for right in listed[place + 1 :]:
                one, other = by_column[left][key], by_column[right][key]
                if left[0] == right[0] or not _are_trusted(one, other):
                    continue
                common[left, right] += 1
                agreeing[left, right] += _agree(_in_rupiah(one), _in_rupiah(other))
    return agreeing, common


def _agree(one: Decimal | None, other: Decimal | None) -> bool:
    """Return True if two amounts were meant to be one: equal, or off in their last digits."""
    if one == other or one is None or other is None:
        return one == other
    largest = max(abs(one), abs(other))
    return largest >= SETTINGS.near_amount and abs(one - other) <= SETTINGS.near_copy * largest


def _may_be_one(
    pair: tuple[TableColumn, TableColumn],
    agreeing: int,
    common: int,
    by_column: Mapping[TableColumn, Mapping[RowKey, Figure]],
) -> bool:
    left, right = (_sample(by_column[column]) for column in pair)
    if left.year is not None and right.year is not None and left.year != right.year:
        return False
    if left.metric is right.metric:
        least, share = SETTINGS.least_agreeing, SETTINGS.agreeing_share
    else:
        least, share = SETTINGS.least_agreeing_other, SETTINGS.agreeing_share_other
    return agreeing >= least and agreeing >= share * common


def _score(
    pair: tuple[TableColumn, TableColumn],
    agreeing: int,
    common: int,
    by_column: Mapping[TableColumn, Mapping[RowKey, Figure]],
) -> tuple[Decimal, bool, int]:
    left, right = (_sample(by_column[column]) for column in pair)
    return Decimal(agreeing) / common, left.metric is right.metric, agreeing


def _mutual_best(
    scores: Mapping[tuple[TableColumn, TableColumn], tuple[Decimal, bool, int]],
) -> Iterable[tuple[TableColumn, TableColumn]]:
    """Keep a pair if neither column has a better partner in the other's table."""
    best: dict[tuple[TableColumn, int], tuple[tuple[Decimal, bool, int], TableColumn]] = {}
    for (left, right), score in scores.items():
        for own, other in ((left, right), (right, left)):
            place = (own, other[0])
            if place not in best or score > best[place][0]:
                best[place] = (score, other)
    for left, right in scores:
        if best[left, right[0]][1] == right and best[right, left[0]][1] == left:
            yield left, right


def _compare(left: Figure, right: Figure) -> Iterable[Identity]:
    factor, other_factor = rupiah_factor(left.unit), rupiah_factor(right.unit)
    ratio = Decimal(1) if None in (factor, other_factor) else _divide(other_factor, factor)
    if not _are_trusted(left, right):
        return
    yield Identity(
        FindingKind.CROSS_TABLE_MISMATCH,
        IdentityOrigin.COPY,
        left,
        (right,),
        signs=(1,),
        inputs_factor=ratio,
    )


def _divide(above: Decimal | None, below: Decimal | None) -> Decimal:
    return (above or Decimal(1)) / (below or Decimal(1))


def _are_trusted(*figures: Figure) -> bool:
    return all(
        figure.value is not None and figure.status in ACCEPTED_STATUSES for figure in figures
    )


def _in_rupiah(figure: Figure) -> Decimal | None:
    if figure.value is None:
        return None
    return figure.value * (rupiah_factor(figure.unit) or Decimal(1))


def _sample(figures: Mapping[RowKey, Figure]) -> Figure:
    return next(iter(figures.values()))
