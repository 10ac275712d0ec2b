"""Sums down a table: sub kegiatan to kegiatan, kegiatan to program, programs to the total.

A line without a number of its own passes its children's numbers on, so missing sub-totals
and skipped levels do no harm.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sidak.expectations.identities.model import (
    Identity,
    IdentityOrigin,
    IdentityOutcome,
    value_of,
)
from sidak.expectations.identities.row_tree import (
    HEADING_LEVELS,
    AmountRow,
    build_lines,
    link_lines,
    money_columns,
)
from sidak.expectations.identities.typos import is_typo
from sidak.schemas import Figure, FindingKind, Level, TypedTable

#: Rows from which a sum counts as one of very many, and how near it must then be.
_MANY_ROWS = 60
_MANY_ROWS_SHARE = Decimal("0.01")
#: How near a sum must come if most of its lines print no number.
_NEARLY_ALL = Decimal("0.01")
#: Columns in which a line must be just what a sum lacks before its place is in doubt.
_LEAST_COLUMNS = 2
#: How far off (as a part of the larger) a total may be and still be this sum.
_FARTHEST = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class _Addends:
    """What the children of a line contribute to a column."""

    figures: tuple[Figure, ...]
    gaps: int
    is_certain: bool  # every number is there once
    is_coded: bool  # every line prints a code, where the table has codes


def find_sums(table: TypedTable) -> list[Identity]:
    """Return the sums that a table's money columns should obey.

    A line with several different numbers in one column (one per indicator) is taken as
    their sum if that fits, and is otherwise not judged.
    """
    lines = build_lines(table)
    roots, totals = link_lines(lines)
    found: list[Identity] = []
    open_lines = _lines_open_at_end(roots, lines)
    for column in money_columns(table):
        for line in lines:
            if line.level is not Level.TOTAL and line.children:
                sums = _check_parent(line, column)
                is_open = id(line) in open_lines
                found.extend(replace(one, reaches_end=is_open) for one in sums)
        found.extend(_check_totals(roots, totals, column))
    return _drop_misplaced(found, lines)


def _drop_misplaced(found: list[Identity], lines: Sequence[AmountRow]) -> list[Identity]:
    """Drop sums that lack, in two columns or more, just the amounts of another line.

    That line was put under the wrong one by us. A line that a sum which holds needs where
    it stands is in its place.
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
    for row, sums in broken.items():
        used = {figure.row for one in sums for figure in one.inputs}
        for line in lines:
            if line.row == row or {line.row, *_rows_of(line)} & (used | placed):
                continue
            lacking = [
                one for one in sums if _prints_amount(line, one.target.column, one.difference)
            ]
            if len(lacking) == len(sums) >= _LEAST_COLUMNS:
                misread.update(map(id, sums))
    return [one for one in found if id(one) not in misread]


def _rows_of(line: AmountRow) -> set[int]:
    return {figure.row for own in line.figures.values() for figure in own}


def _prints_amount(line: AmountRow, column: int, amount: Decimal) -> bool:
    """Say whether a line prints an amount in a column, of either sign."""
    return any(
        abs(value_of(one)) == abs(amount)
        for one in line.figures.get(column, ())
        if one.value is not None
    )


def _lines_open_at_end(roots: Sequence[AmountRow], lines: Sequence[AmountRow]) -> set[int]:
    """Return the lines whose parts run to the end of the table, nothing closing them."""
    found: set[int] = set()
    level = roots
    while level and lines[-1].level is not Level.TOTAL:
        found.add(id(level[-1]))
        level = level[-1].children
    return found


def _check_parent(line: AmountRow, column: int) -> Iterator[Identity]:
    own = line.figures.get(column, [])
    if not own:
        return
    parts = _collect_addends(line.children, column)
    # Children without any number of this column say nothing about the sum.
    if not parts.figures or parts.gaps > len(parts.figures):
        return
    for target in own:
        identity = _make_sum(target, parts)
        if identity is None:
            continue
        is_filled = parts.gaps < len(parts.figures)
        if len(own) == 1 and parts.is_certain and is_filled and not line.is_doubtful:
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
            [line for line in roots if line.row < total.row],
            [line for line in roots if start < line.row < total.row],
            [line for line in roots if line.row > total.row],
            [line for line in roots if total.row < line.row < end],
            # A heading may stand before the total of its own part.
            [line for line in roots if total.row < line.row < end and _ends_before(line, end)],
            list(totals[:place]),
        ]
        candidates: list[Identity] = []
        for addends in readings:
            parts = _collect_addends(addends, column)
            identity = _make_sum(own[0], parts) if parts.figures and parts.is_certain else None
            if identity is None:
                continue
            # Lines without a number may be numbers that were not read; not if (nearly) all
            # fits.
            is_full = parts.gaps <= len(parts.figures) or is_near(identity, _NEARLY_ALL)
            if identity.outcome is IdentityOutcome.EXACT or is_full:
                rows = [line.row for line in addends]
                identity = replace(
                    identity,
                    reaches_start=min(rows) <= first,
                    reaches_end=max(rows) >= last,
                )
                candidates.append(identity)
        if not candidates:
            continue
        best = min(candidates, key=lambda one: abs(one.difference))
        if best.outcome is not IdentityOutcome.BROKEN or (
            not total.is_doubtful and _is_plausible(best)
        ):
            yield best


def _ends_before(line: AmountRow, row: int) -> bool:
    return all(child.row < row and _ends_before(child, row) for child in line.children)


def _pass_headings(lines: Sequence[AmountRow]) -> Iterator[AmountRow]:
    """Yield lines; in place of one that prints no number at all, the lines under it."""
    for line in lines:
        if line.figures or not line.children:
            yield line
        else:
            yield from _pass_headings(line.children)


def _is_plausible(identity: Identity) -> bool:
    """Say whether a broken total is at all the total of these lines.

    Which lines a total adds up is a guess; a wrong guess is off by far, and only a digit
    too many or too few explains that of a right one.
    """
    printed, expected = abs(value_of(identity.target)), abs(identity.expected)
    is_far = abs(printed - expected) > _FARTHEST * max(printed, expected)
    return not is_far or is_typo(printed, expected)


def _collect_addends(lines: Sequence[AmountRow], column: int) -> _Addends:
    figures: list[Figure] = []
    gaps = 0
    is_certain = is_coded = True
    for line in lines:
        own = line.figures.get(column, [])
        is_coded = is_coded and (line.is_coded or not own)
        if own:
            values = {one.value for one in own}
            if len(own) > 1:
                is_certain = False
            # The same number beside each indicator is one number printed several times.
            figures.extend(own[:1] if len(values) == 1 else own)
        elif line.level in HEADING_LEVELS and not line.figures and not line.children:
            continue  # a heading that lost its lines, not a line without its number
        elif line.children:
            below = _collect_addends(line.children, column)
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


def is_near(identity: Identity, share: Decimal = Decimal("0.2")) -> bool:
    """Say whether a broken sum is close enough to be the sum that was meant.

    Of very many rows a few are easily misread, so their sum must be closer.
    """
    if len(identity.inputs) > _MANY_ROWS:
        share = min(share, _MANY_ROWS_SHARE)
    largest = max(abs(value_of(identity.target)), abs(identity.expected))
    return abs(identity.difference) <= share * largest


def _is_misread(identity: Identity) -> bool:
    """Whether a broken sum looks like our reading of the table, not like its arithmetic.

    Twice the amount means that a sub-total stands among its own addends. The number of
    the first row may have been taken for its parent's as well; printed in two places of
    the page, it is the report that repeats it.
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
