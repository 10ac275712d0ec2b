"""Rows of a box without marks: where several columns share their baselines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.continuation import share_baseline
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.rows.settings import SETTINGS


@dataclass(frozen=True, slots=True)
class BaselineRows:
    """Rows proven by baselines.

    Attributes:
        rows: The lines that stand for each row, a heading without numbers first.
        rows_of: The row of each line of the columns of numbers, units and names.
    """

    rows: tuple[tuple[TextLine, ...], ...]
    rows_of: dict[int, list[int]]


def find_baseline_rows(
    numbers: Sequence[CellText], units: Sequence[CellText], words: Sequence[CellText]
) -> BaselineRows | None:
    """Find the rows that columns of numbers share.

    Two columns must stand on three baselines of each other, and each number beside a line of
    its name; the names must be seen to be set from the top.
    """
    columns = [*numbers, *units]
    rows = _gather(columns)
    if rows is None or len(rows) < 2:
        return None
    rows_of = {f.slot.column: [_find_row(t, rows) for t in f.lines] for f in columns}
    sets = [set(h) for h in rows_of.values()]
    if not any(len(a & b) >= SETTINGS.least_shared_baselines for a, b in combinations(sets, 2)):
        return None
    named: dict[int, tuple[CellText, set[int]]] = {}
    for cell in numbers:
        names = _names_of(cell, words)
        if names is None:
            return None
        named.setdefault(names.slot.column, (names, set()))[1].update(rows_of[cell.slot.column])
    heads: list[TextLine] = []
    for names, own in named.values():
        placed = _place_names(names.lines, rows, own)
        if placed is None:
            return None
        rows_of[names.slot.column] = placed
        heads += [t for t, home in zip(names.lines, placed, strict=True) if home < 0]
    if not heads:
        return BaselineRows(tuple(tuple(r) for r in rows), rows_of)
    if max(t.middle for t in heads) >= min(t.middle for t in rows[0]):
        return None
    moved = {column: [home + 1 for home in own_homes] for column, own_homes in rows_of.items()}
    return BaselineRows((tuple(heads), *(tuple(r) for r in rows)), moved)


def _gather(columns: Sequence[CellText]) -> list[list[TextLine]] | None:
    """Gather lines by baseline; ``None`` if two baselines cannot be told apart."""
    rows: list[list[TextLine]] = []
    for line in sorted((t for f in columns for t in f.lines), key=lambda t: t.middle):
        if rows and share_baseline(rows[-1][0], line):
            rows[-1].append(line)
        elif (
            rows
            and line.middle - rows[-1][0].middle < SETTINGS.baselines_apart * line.box.height
        ):
            return None
        else:
            rows.append([line])
    return rows


def _find_row(line: TextLine, rows: Sequence[Sequence[TextLine]]) -> int:
    return next((i for i, row in enumerate(rows) if share_baseline(row[0], line)), -1)


def _names_of(cell: CellText, words: Sequence[CellText]) -> CellText | None:
    """Return the nearest column of words to the left with a line beside each number."""
    left = [f for f in words if f.slot.column < cell.slot.column]
    for names in reversed(left):
        if all(any(share_baseline(t, n) for t in names.lines) for n in cell.lines):
            return names
    return None


def _place_names(
    lines: Sequence[TextLine], rows: Sequence[Sequence[TextLine]], own: set[int]
) -> list[int] | None:
    """Return the row of each line of a column of names, -1 for a heading above all rows."""
    levels = [_find_row(t, rows) for t in lines]
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


def _is_set_from_top(lines: Sequence[TextLine], anchors: Sequence[int]) -> bool:
    """Return True if each number stands beside the first line of its name.

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
    room = SETTINGS.name_room * lines[0].box.height
    is_top = any(_is_going_on(lines[i]) for i in wrapped)
    for i in anchors:
        if i + 1 < len(lines) and i + 1 not in anchors and i > 0:
            is_top = is_top or gap[i - 1] > gap[i] + room
            if gap[i] > gap[i - 1] + room:
                return False
    return is_top


def _is_going_on(line: TextLine) -> bool:
    return line.text[:1].islower() or line.text[:1] in "(/"
