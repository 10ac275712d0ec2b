"""Sums down a table: sub kegiatan to kegiatan, kegiatan to program, programs to the total.

A row without a number of its own is replaced by its children in the sum above it, so missing
sub-totals and skipped levels do no harm.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sidak.expectations.identities.amount_rows import (
    HEADING_LEVELS,
    AmountRow,
    list_amount_rows,
    money_columns,
    place_rows,
)
from sidak.expectations.identities.groupings import GroupingSearch
from sidak.expectations.identities.model import (
    Identity,
    IdentityOrigin,
    IdentityOutcome,
    value_of,
)
from sidak.expectations.identities.settings import SETTINGS
from sidak.expectations.identities.typos import is_typo
from sidak.schemas import Figure, FindingKind, Level, TypedTable
from sidak.schemas.tables import SCANNED_METHODS


@dataclass(frozen=True, slots=True)
class _Addends:
    """The numbers of one column that the children of a row contribute to its sum."""

    figures: tuple[Figure, ...]
    gaps: int
    is_certain: bool  # every number is there once
    is_coded: bool  # every row prints a code, where the table has codes


def find_sums(table: TypedTable) -> list[Identity]:
    """Return the sums that a table's money columns should obey.

    A row with several different numbers in one column (one per indicator) is checked only
    where one of them fits.
    """
    rows = list_amount_rows(table)
    roots, totals = place_rows(rows)
    found: list[Identity] = []
    open_rows = _list_open_at_end(roots, rows)
    for column in money_columns(table):
        for row in rows:
            if row.level is not Level.TOTAL and row.children:
                sums = _check_parent(row, column)
                is_open = id(row) in open_rows
                found.extend(replace(one, reaches_end=is_open) for one in sums)
        found.extend(_check_totals(roots, totals, column))
    return _try_groupings(_drop_misplaced(found, rows), rows, money_columns(table))


def _try_groupings(
    found: Sequence[Identity], rows: Sequence[AmountRow], columns: Sequence[int]
) -> list[Identity]:
    """Drop broken sums that another grouping of the rows explains; note what else was tried."""
    row_of = {
        figure.figure_id: row for row in rows for own in row.figures.values() for figure in own
    }
    used = {
        row_of[figure.figure_id].row
        for one in found
        if one.outcome is IdentityOutcome.EXACT and one.target.level is not Level.TOTAL
        for figure in one.inputs
    }
    search = GroupingSearch(rows, columns, used)
    kept: list[Identity] = []
    finer: list[Identity] = []
    for one in found:
        if one.outcome is not IdentityOutcome.BROKEN:
            kept.append(one)
            continue
        whole = row_of[one.target.figure_id]
        parts = {id(row): row for row in (row_of[figure.figure_id] for figure in one.inputs)}
        if search.is_overfull(whole, list(parts.values())):
            continue
        result = search.explain(whole, one.target.column, list(parts.values()))
        if result.kind is None:
            agreeing = search.count_agreeing(whole, list(parts.values()))
            is_coded = _are_coded_under(whole, list(parts.values()))
            kept.append(replace(one, is_coded=is_coded, agreeing=agreeing, tried=result.tried))
        elif result.is_finer:
            finer.append(one)
    # The rows below give the sum: then it tells which of the rows between is wrong.
    wrong = {one.target.figure_id for one in kept if one.outcome is IdentityOutcome.BROKEN}
    kept.extend(one for one in finer if wrong & set(one.figure_ids[1:]))
    return kept


def _are_coded_under(whole: AmountRow, parts: Sequence[AmountRow]) -> bool:
    """Return True if the codes of the parts continue that of the whole.

    The printed ones, or those that their names were matched to; of these a few may lack.
    Printed codes of a scan are read as uncertainly as anything on it.
    """
    if any(one.method in SCANNED_METHODS for own in whole.figures.values() for one in own):
        return False
    if whole.code and all(part.code[: len(whole.code)] == whole.code for part in parts):
        return True
    known = [part.kode for part in parts if part.kode]
    least = SETTINGS.matched_parts * len(parts)
    return (
        bool(whole.kode)
        and len(known) >= least
        and all(kode.startswith(f"{whole.kode}.") for kode in known)
    )


def _drop_misplaced(found: list[Identity], rows: Sequence[AmountRow]) -> list[Identity]:
    """Drop sums that lack, in several columns, exactly the amounts of another row.

    Such a row was placed under the wrong one by our reading, unless a sum that holds needs
    it where it is.
    """
    placed = {
        figure.row
        for one in found
        if one.outcome is not IdentityOutcome.BROKEN
        for figure in one.inputs
    }
    broken: dict[int, list[Identity]] = defaultdict(list)
    for one in found:
        if one.outcome is IdentityOutcome.BROKEN:
            broken[one.target.row].append(one)
    misread: set[int] = set()
    for at, sums in broken.items():
        used = {figure.row for one in sums for figure in one.inputs}
        for row in rows:
            if row.row == at or {row.row, *_rows_of(row)} & (used | placed):
                continue
            lacking = [
                one for one in sums if _prints_amount(row, one.target.column, one.difference)
            ]
            if len(lacking) == len(sums) >= SETTINGS.least_lacking_columns:
                misread.update(map(id, sums))
    return [one for one in found if id(one) not in misread]


def _rows_of(row: AmountRow) -> set[int]:
    return {figure.row for own in row.figures.values() for figure in own}


def _prints_amount(row: AmountRow, column: int, amount: Decimal) -> bool:
    """Return True if a row prints an amount in a column, of either sign."""
    return any(
        abs(value_of(one)) == abs(amount)
        for one in row.figures.get(column, ())
        if one.value is not None
    )


def _list_open_at_end(roots: Sequence[AmountRow], rows: Sequence[AmountRow]) -> set[int]:
    """Return ``id()`` of the rows whose parts run to the end of the table, without a total."""
    found: set[int] = set()
    level = roots
    while level and rows[-1].level is not Level.TOTAL:
        found.add(id(level[-1]))
        level = level[-1].children
    return found


def _check_parent(row: AmountRow, column: int) -> Iterator[Identity]:
    own = row.figures.get(column, [])
    if not own:
        return
    parts = _collect_addends(row.children, column)
    # Children without any number in this column are no evidence about the sum.
    if not parts.figures or parts.gaps > len(parts.figures):
        return
    for target in own:
        identity = _make_sum(target, parts)
        if identity is None:
            continue
        is_filled = parts.gaps < len(parts.figures)
        if len(own) == 1 and parts.is_certain and is_filled and not row.is_doubtful:
            if not _is_misread(identity):
                yield identity
            return
        if identity.outcome is not IdentityOutcome.BROKEN:
            yield identity
            return


def _check_totals(
    roots: Sequence[AmountRow], totals: Sequence[AmountRow], column: int
) -> Iterator[Identity]:
    """Yield one identity per total: the reading of "total" that fits best.

    A total may stand under its addends or above them, close the part since the total
    before it, or add up the totals before it.
    """
    roots = list(_pass_headings(roots))
    first, last = (roots[0].row, roots[-1].row) if roots else (0, 0)
    for place, total in enumerate(totals):
        own = total.figures.get(column, [])
        if len(own) != 1:
            continue
        start = totals[place - 1].row if place else -1
        end = totals[place + 1].row if place + 1 < len(totals) else sys.maxsize
        readings = [
            [row for row in roots if row.row < total.row],
            [row for row in roots if start < row.row < total.row],
            [row for row in roots if row.row > total.row],
            [row for row in roots if total.row < row.row < end],
            # A heading may stand before the total of its own part.
            [row for row in roots if total.row < row.row < end and _ends_before(row, end)],
            list(totals[:place]),
        ]
        candidates: list[Identity] = []
        for addends in readings:
            parts = _collect_addends(addends, column)
            identity = _make_sum(own[0], parts) if parts.figures and parts.is_certain else None
            if identity is None:
                continue
            # Rows without a number may be numbers that were not read, unless (nearly) all
            # fits.
            is_full = parts.gaps <= len(parts.figures) or is_near(identity, SETTINGS.nearly_all)
            if identity.outcome is IdentityOutcome.EXACT or is_full:
                rows = [row.row for row in addends]
                identity = replace(
                    identity,
                    reaches_start=min(rows) <= first,
                    reaches_end=max(rows) >= last,
                )
                candidates.append(identity)
        if not candidates:
            continue
        best = min(candidates, key=lambda one: abs(one.difference))
        if best.expected == 2 * value_of(best.target):
            continue  # one side of a balance and the other
        if best.outcome is not IdentityOutcome.BROKEN or (
            not total.is_doubtful and _is_plausible(best)
        ):
            yield best


def _ends_before(row: AmountRow, end: int) -> bool:
    return all(child.row < end and _ends_before(child, end) for child in row.children)


def _pass_headings(rows: Sequence[AmountRow]) -> Iterator[AmountRow]:
    """Yield rows; in place of one that prints no number at all, the rows under it."""
    for row in rows:
        if row.figures or not row.children:
            yield row
        else:
            yield from _pass_headings(row.children)


def _is_plausible(identity: Identity) -> bool:
    """Return True if a broken total may be the total of these rows at all.

    Which rows a total adds up is a guess. A wrong guess is off by far; a right one is so
    only if a digit of the total is missing or too many.
    """
    printed, expected = abs(value_of(identity.target)), abs(identity.expected)
    is_far = abs(printed - expected) > SETTINGS.farthest_total * max(printed, expected)
    return not is_far or is_typo(printed, expected)


def _collect_addends(rows: Sequence[AmountRow], column: int) -> _Addends:
    figures: list[Figure] = []
    gaps = 0
    is_certain = is_coded = True
    for row in rows:
        own = row.figures.get(column, [])
        is_coded = is_coded and (row.is_coded or not own)
        if own:
            values = {one.value for one in own}
            if len(own) > 1:
                is_certain = False
            # The same number beside each indicator is one number printed several times.
            figures.extend(own[:1] if len(values) == 1 else own)
        elif row.level in HEADING_LEVELS and not row.figures and not row.children:
            continue  # a heading that lost its rows, not a row without its number
        elif row.children:
            below = _collect_addends(row.children, column)
            figures.extend(below.figures)
            gaps += below.gaps
            is_certain = is_certain and below.is_certain
            is_coded = is_coded and below.is_coded
        else:
            gaps += 1
    return _Addends(tuple(figures), gaps, is_certain, is_coded)


def _make_sum(target: Figure, parts: _Addends) -> Identity | None:
    figures = (target, *parts.figures)
    if any(one.value is None for one in figures):
        return None
    if len({one.unit.casefold() for one in figures if one.unit}) > 1:
        return None
    return Identity(
        FindingKind.SUM_MISMATCH,
        IdentityOrigin.HIERARCHY,
        target,
        parts.figures,
        signs=(1,) * len(parts.figures),
        gaps=parts.gaps,
        is_doubtful=not parts.is_coded,
    )


def is_near(identity: Identity, share: Decimal | None = None) -> bool:
    """Return True if a broken sum is close enough to be the sum that was meant.

    Of very many rows a few are easily misread, so their sum must be closer.

    Args:
        identity: The sum.
        share: Difference allowed, as a part of the larger number; ``None`` for the usual.
    """
    share = SETTINGS.near_sum if share is None else share
    if len(identity.inputs) > SETTINGS.many_rows:
        share = min(share, SETTINGS.near_sum_many_rows)
    largest = max(abs(value_of(identity.target)), abs(identity.expected))
    return abs(identity.difference) <= share * largest


def _is_misread(identity: Identity) -> bool:
    """Return True if a broken sum is likely an error of our reading, not of the report.

    If the addends give twice the amount, a sub-total stands among its own addends. The
    number of the first row may also have been taken for its parent's; only if it is printed
    in two places of the page the report itself repeats it.
    """
    if identity.outcome is not IdentityOutcome.BROKEN or len(identity.inputs) < 2:
        return False
    target, first = identity.target, identity.inputs[0]
    if identity.expected == 2 * value_of(target):
        return True
    is_one_place = (
        target.page == first.page
        and target.box is not None
        and first.box is not None
        and target.box.overlaps(first.box)
    )
    return is_one_place and value_of(first) == value_of(target)
