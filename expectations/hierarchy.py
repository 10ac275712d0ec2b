"""Sums down a table: sub kegiatan to kegiatan, kegiatan to program, programs to the total.

The lines of a table are put into a tree by their level. A line without a number of its
own passes its children's numbers on, so missing sub-totals and skipped levels do no harm.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from expectations.identities import Identity, Outcome, Shape, value_of
from expectations.tolerances import rupiah_factor
from schemas import MONEY_METRICS, Figure, FindingKind, Level, TypedTable

#: From the root to the leaves; a line belongs to the last line above it of lower rank.
_RANKS = {
    Level.TUJUAN: 0,
    Level.SASARAN: 1,
    Level.URUSAN: 2,
    Level.BIDANG: 3,
    Level.PROGRAM: 4,
    Level.KEGIATAN: 5,
    Level.SUB_KEGIATAN: 6,
    Level.INDIKATOR: 7,
    Level.LAINNYA: 7,
}
_PROGRAMME = {Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN}


@dataclass(slots=True)
class Line:
    """A line of the tree: an item, or a row without one."""

    row: int
    level: Level
    item_id: str | None
    figures: dict[int, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    children: list["Line"] = field(default_factory=list)
    is_doubtful: bool = False  # its children's levels had to be mended
    is_coded: bool = True  # prints a code, or stands in a table without codes


@dataclass(frozen=True, slots=True)
class _Parts:
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
    roots, totals = _make_tree(lines)
    found: list[Identity] = []
    open_lines = _lines_open_at_end(roots, lines)
    for column in money_columns(table):
        for line in lines:
            if line.level is not Level.TOTAL and line.children:
                sums = _check_parent(line, column)
                is_open = id(line) in open_lines
                found.extend(replace(one, reaches_end=is_open) for one in sums)
        found.extend(_check_totals(roots, totals, column))
    return found


def _lines_open_at_end(roots: Sequence[Line], lines: Sequence[Line]) -> set[int]:
    """Return the lines whose parts run to the end of the table, nothing closing them."""
    found: set[int] = set()
    level = roots
    while level and lines[-1].level is not Level.TOTAL:
        found.add(id(level[-1]))
        level = level[-1].children
    return found


def money_columns(table: TypedTable) -> list[int]:
    """Return the columns that hold amounts of money."""
    return sorted({one.column for one in table.figures if is_money(one)})


def is_money(figure: Figure) -> bool:
    """Say whether a figure is an amount of money (a sum of percentages means nothing)."""
    if figure.unit is None:
        return figure.metric in MONEY_METRICS
    return rupiah_factor(figure.unit) is not None


def build_lines(table: TypedTable) -> list[Line]:
    """Return the lines of a table in row order, with their figures."""
    has_codes = 2 * sum(1 for item in table.items if item.kode_printed) > len(table.items)
    lines: dict[str, Line] = {
        item.item_id: Line(
            item.row,
            item.level,
            item.item_id,
            is_coded=not has_codes or item.kode_printed is not None,
        )
        for item in table.items
    }
    has_programme = any(item.level in _PROGRAMME for item in table.items)
    for figure in table.figures:
        if _is_year(figure):
            continue
        key = figure.item_id
        if key is None or key not in lines:
            # Among programme lines, a row that belongs to none is a fragment: no addend.
            if has_programme and figure.level is not Level.TOTAL:
                continue
            key = f"row {figure.row}"
            lines.setdefault(key, Line(figure.row, figure.level, None))
        lines[key].figures[figure.column].append(figure)
    return sorted(lines.values(), key=lambda line: line.row)


def _is_year(figure: Figure) -> bool:
    """Whether a "number" is a year: part of a header that was taken for a row.

    In a row with a name it is an amount, such as 2000 thousands of rupiah.
    """
    text = figure.raw_text.strip()
    return (
        not figure.item_name
        and len(text) == 4
        and text.isdecimal()
        and "1990" <= text <= "2099"
    )


def _make_tree(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Link every line to its parent; return the roots and the totals, in row order."""
    roots: list[Line] = []
    totals: list[Line] = []
    open_lines: list[Line] = []
    has_programme = any(line.level in _PROGRAMME for line in lines)
    for line in lines:
        if line.level is Level.TOTAL:
            totals.append(line)
            continue
        rank = _RANKS[line.level]
        if has_programme and line.level is Level.LAINNYA:
            continue
        while open_lines and _RANKS[open_lines[-1].level] >= rank:
            open_lines.pop()
        (open_lines[-1].children if open_lines else roots).append(line)
        open_lines.append(line)
    for line in lines:
        line.is_doubtful = _nest(line.children, line)
    return roots, totals


def _nest(siblings: list[Line], parent: Line) -> bool:
    """Move lines under a sibling above them that is exactly their sum.

    Reports without codes often give kegiatan and sub kegiatan the same looks, so that
    both are read as one level. Where a line equals the sum of those that follow it, in
    every money column, the arithmetic says what the looks do not.

    Returns:
        Whether anything was moved.
    """
    columns = [column for column in parent.figures if _amount(parent, column)]
    if any(
        _amount(parent, column) == sum(_amount(line, column) for line in siblings)
        for column in columns
    ):
        return False  # the levels are right as they are
    kept: list[Line] = []
    place = 0
    while place < len(siblings):
        line = siblings[place]
        count = 0 if line.children else _count_addends(line, siblings[place + 1 :])
        line.children.extend(siblings[place + 1 : place + 1 + count])
        kept.append(line)
        place += 1 + count
    is_moved = len(kept) < len(siblings)
    siblings[:] = kept
    return is_moved


def _count_addends(line: Line, following: Sequence[Line]) -> int:
    """Return how many of the lines that follow add up to a line; 0 if none do."""
    aims = {column: _amount(line, column) for column in line.figures}
    known = {column: aim for column, aim in aims.items() if aim}
    if not known:
        return 0
    sums = dict.fromkeys(known, Decimal(0))
    addends = 0
    for count, other in enumerate(following, start=1):
        amounts = {column: _amount(other, column) for column in known}
        for column, amount in amounts.items():
            sums[column] += amount
        addends += any(amounts.values())
        if any(abs(sums[column]) > abs(aim) for column, aim in known.items()):
            return 0
        # One equal line says nothing: sub kegiatan often come in equal pairs.
        if sums == known and addends > 1:
            following_zero = _count_empty(following[count:], known)
            return count + following_zero
    return 0


def _count_empty(lines: Sequence[Line], columns: Iterable[int]) -> int:
    """Return how many lines at the start print nothing, or zero, in ``columns``."""
    listed = list(columns)
    count = 0
    for line in lines:
        if any(_amount(line, column) for column in listed):
            break
        count += 1
    return count


def _amount(line: Line, column: int) -> Decimal:
    figures = [one for one in line.figures.get(column, ()) if is_money(one)]
    if len(figures) != 1 or figures[0].value is None:
        return Decimal(0)
    return figures[0].value


def _check_parent(line: Line, column: int) -> Iterator[Identity]:
    own = line.figures.get(column, [])
    if not own:
        return
    parts = _collect(line.children, column)
    # Children without any number of this column say nothing about the sum.
    if not parts.figures or parts.gaps > len(parts.figures):
        return
    for target in own:
        identity = _sum(target, parts)
        if identity is None:
            continue
        is_filled = parts.gaps < len(parts.figures)
        if len(own) == 1 and parts.is_certain and is_filled and not line.is_doubtful:
            yield identity
            return
        if identity.outcome is not Outcome.BROKEN:
            yield identity
            return


def _check_totals(
    roots: Sequence[Line], totals: Sequence[Line], column: int
) -> Iterator[Identity]:
    """Yield one identity per total: the reading of "total" that fits best.

    A total may stand under its addends or above them, close the part since the total
    before it, or add up the totals before it.
    """
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
            list(totals[:place]),
        ]
        candidates: list[Identity] = []
        for addends in readings:
            parts = _collect(addends, column)
            identity = _sum(own[0], parts) if parts.figures and parts.is_certain else None
            if identity is not None and parts.gaps <= len(parts.figures):
                rows = [line.row for line in addends]
                identity = replace(
                    identity,
                    reaches_start=min(rows) <= first,
                    reaches_end=max(rows) >= last,
                )
                candidates.append(identity)
        if candidates:
            yield min(candidates, key=lambda one: abs(one.difference))


def _collect(lines: Sequence[Line], column: int) -> _Parts:
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
        elif line.children:
            below = _collect(line.children, column)
            figures.extend(below.figures)
            gaps += below.gaps
            is_certain = is_certain and below.is_certain
            is_coded = is_coded and below.is_coded
        else:
            gaps += 1
    return _Parts(tuple(figures), gaps, is_certain, is_coded)


def _sum(target: Figure, parts: _Parts) -> Identity | None:
    figures = (target, *parts.figures)
    if any(one.value is None for one in figures):
        return None
    if len({one.unit.casefold() for one in figures if one.unit}) > 1:
        return None
    return Identity(
        FindingKind.SUM_MISMATCH,
        Shape.HIERARCHY,
        target,
        parts.figures,
        signs=(1,) * len(parts.figures),
        gaps=parts.gaps,
        is_doubtful=not parts.is_coded,
    )


def is_near(identity: Identity, share: Decimal = Decimal("0.2")) -> bool:
    """Say whether a broken sum is close enough to be the sum that was meant."""
    largest = max(abs(value_of(identity.target)), abs(identity.expected))
    return abs(identity.difference) <= share * largest
