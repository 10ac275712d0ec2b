"""Rows of a box without marks: where several columns share their baselines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from extractors.filling import Filled, Line
from extractors.numberlines import is_level

#: Baselines nearer than this share of the line height are not told apart.
APART = 0.9
#: Fewest baselines that two columns share; two may be a number that wraps in both.
LEAST_ROWS = 3
#: Room by which a gap must exceed another to show where a name begins, as a share of height.
ROOM = 0.15


@dataclass(frozen=True, slots=True)
class Baselines:
    """Rows proven by baselines.

    Attributes:
        rows: The lines that stand for each row, a heading without numbers first.
        homes: The row of each line of the columns of numbers, units and names.
    """

    rows: tuple[tuple[Line, ...], ...]
    homes: dict[int, list[int]]


def find_baselines(
    numbers: Sequence[Filled], units: Sequence[Filled], words: Sequence[Filled]
) -> Baselines | None:
    """Find the rows that columns of numbers share.

    Two columns must stand on three baselines of each other, and each number beside a line of
    its name; the names must be seen to be set from the top.
    """
    columns = [*numbers, *units]
    rows = _gather(columns)
    if rows is None or len(rows) < 2:
        return None
    homes = {f.slot.column: [_row_of(t, rows) for t in f.lines] for f in columns}
    sets = [set(h) for h in homes.values()]
    if not any(len(a & b) >= LEAST_ROWS for a, b in combinations(sets, 2)):
        return None
    named: dict[int, tuple[Filled, set[int]]] = {}
    for cell in numbers:
        names = _names_of(cell, words)
        if names is None:
            return None
        named.setdefault(names.slot.column, (names, set()))[1].update(homes[cell.slot.column])
    heads: list[Line] = []
    for names, own in named.values():
        placed = _place_names(names.lines, rows, own)
        if placed is None:
            return None
        homes[names.slot.column] = placed
        heads += [t for t, home in zip(names.lines, placed, strict=True) if home < 0]
    if not heads:
        return Baselines(tuple(tuple(r) for r in rows), homes)
    if max(t.middle for t in heads) >= min(t.middle for t in rows[0]):
        return None
    moved = {column: [home + 1 for home in own_homes] for column, own_homes in homes.items()}
    return Baselines((tuple(heads), *(tuple(r) for r in rows)), moved)


def _gather(columns: Sequence[Filled]) -> list[list[Line]] | None:
    """Gather lines by baseline; ``None`` if two baselines cannot be told apart."""
    rows: list[list[Line]] = []
    for line in sorted((t for f in columns for t in f.lines), key=lambda t: t.middle):
        if rows and is_level(rows[-1][0], line):
            rows[-1].append(line)
        elif rows and line.middle - rows[-1][0].middle < APART * line.box.height:
            return None
        else:
            rows.append([line])
    return rows


def _row_of(line: Line, rows: Sequence[Sequence[Line]]) -> int:
    return next((i for i, row in enumerate(rows) if is_level(row[0], line)), -1)


def _names_of(cell: Filled, words: Sequence[Filled]) -> Filled | None:
    """Return the nearest column of words to the left with a line beside each number."""
    left = [f for f in words if f.slot.column < cell.slot.column]
    for names in reversed(left):
        if all(any(is_level(t, n) for t in names.lines) for n in cell.lines):
            return names
    return None


def _place_names(
    lines: Sequence[Line], rows: Sequence[Sequence[Line]], own: set[int]
) -> list[int] | None:
    """Return the row of each line of a column of names, -1 for a heading above all rows."""
    levels = [_row_of(t, rows) for t in lines]
    anchors = [i for i, level in enumerate(levels) if level in own]
    if not _is_set_from_top(lines, anchors):
        return None
    placed: list[int] = []
    for i, level in enumerate(levels):
        if i in anchors or i < anchors[0]:
            placed.append(level)
        else:
            placed.append(placed[-1])
    return placed


def _is_set_from_top(lines: Sequence[Line], anchors: Sequence[int]) -> bool:
    """Say whether each number stands beside the first line of its name.

    A name that wraps tells: a gap above its first line, or a small letter after it.
    """
    wrapped = [i for i in range(anchors[0], anchors[-1]) if i not in anchors]
    if any(_is_going_on(lines[i]) for i in anchors[1:]):
        return False
    has_head, has_tail = anchors[0] > 0, anchors[-1] < len(lines) - 1
    if any(lines[i].text.endswith(":") for i in wrapped):
        return False
    if not wrapped:
        return not (has_head and has_tail)
    gap = [b.box.y0 - a.box.y1 for a, b in pairwise(lines)]
    room = ROOM * lines[0].box.height
    is_top = any(_is_going_on(lines[i]) for i in wrapped)
    for i in anchors:
        if i + 1 < len(lines) and i + 1 not in anchors and i > 0:
            is_top = is_top or gap[i - 1] > gap[i] + room
            if gap[i] > gap[i - 1] + room:
                return False
    return is_top


def _is_going_on(line: Line) -> bool:
    return line.text[:1].islower() or line.text[:1] in "(/"
