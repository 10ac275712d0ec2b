"""Rulings that part only some of the columns: rows joined, or false row spans split.

Where rulings part the amounts but not the names and codes, the rows of the zone are joined,
to be cut by their content. Where every other column is ruled, the rows are known: a tall
cell whose lines stand in those rows, level with their other cells, holds one text per row.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.rows.settings import SETTINGS
from sidak.schemas import Box
from sidak.schemas.text.patterns import is_number


def merge_partly_ruled_rows(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText]]:
    """Join the rows of zones in which only amounts are ruled off, names and codes are not.

    Args:
        grid: The ruled grid.
        filled: Its cells with their lines.

    Returns:
        The grid and cells with fewer rows, or what came in where there is no such zone.
    """
    zones: list[tuple[int, int]] = []
    for f in filled:
        if f.slot.row_span > 2 and len(f.lines) >= 3:
            zones.append((f.slot.row, f.slot.row + f.slot.row_span))
    zones = [z for z in set(zones) if zones.count(z) >= 2 and _is_partly_ruled(z, filled)]
    zones.sort()
    if not zones or any(a[1] > b[0] for a, b in pairwise(zones)):
        return grid, list(filled)
    for start, end in reversed(zones):
        grid, filled = _merge_rows(grid, filled, start, end)
    return grid, list(filled)


def _is_partly_ruled(zone: tuple[int, int], filled: Sequence[CellText]) -> bool:
    """Return True if all words of the zone stand in cells that span it whole."""
    start, end = zone
    for f in filled:
        s = f.slot
        if s.row + s.row_span <= start or s.row >= end:
            continue
        if (s.row, s.row + s.row_span) == zone:
            continue
        if s.row < start or s.row + s.row_span > end:
            return False
        if any(not (is_number(t.text)) for t in f.lines):
            return False
    return True


def _merge_rows(
    grid: TableGrid, filled: Sequence[CellText], start: int, end: int
) -> tuple[TableGrid, list[CellText]]:
    fewer = end - start - 1
    ys = grid.ys[: start + 1] + grid.ys[end:]
    result: list[CellText] = []
    open_slots: dict[tuple[int, int], int] = {}
    for f in filled:
        s = f.slot
        if s.row >= end:
            result.append(replace(f, slot=replace(s, row=s.row - fewer)))
        elif s.row < start:
            span = s.row_span - fewer if s.row + s.row_span >= end else s.row_span
            result.append(replace(f, slot=replace(s, row_span=span)))
        else:
            key = (s.column, s.column_span)
            if key in open_slots:
                first = result[open_slots[key]]
                result[open_slots[key]] = replace(
                    first,
                    lines=tuple(sorted((*first.lines, *f.lines), key=lambda t: t.middle)),
                    doubts=(*first.doubts, *f.doubts),
                )
            else:
                open_slots[key] = len(result)
                box = Box(s.box.x0, grid.ys[start], s.box.x1, grid.ys[end])
                result.append(replace(f, slot=replace(s, row=start, row_span=1, box=box)))
    result.sort(key=lambda f: (f.slot.row, f.slot.column))
    joined = replace(grid, ys=ys, slots=tuple(f.slot for f in result))
    return joined, result


def split_false_row_spans(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText]]:
    """Part cells over several rows whose lines belong to those rows one by one.

    Args:
        grid: The grid of the table, its rows from the other columns.
        filled: One entry per slot of the grid.

    Returns:
        The grid and its cells; slots without borders between the rows come apart only if
        each row that holds anything has text there, inside its borders, and level with
        another cell of the row.
    """
    parted: dict[int, dict[int, list[TextLine]]] = {}
    for index, cell in enumerate(filled):
        if (
            cell.slot.row_span >= SETTINGS.fewest_rows
            and len(cell.lines) >= SETTINGS.fewest_rows
        ):
            rows = _find_rows(grid, filled, cell)
            if rows is not None:
                parted[index] = rows
    if not parted:
        return grid, list(filled)
    result: list[CellText] = []
    for index, cell in enumerate(filled):
        if index not in parted:
            result.append(cell)
            continue
        for row in range(cell.slot.row, cell.slot.row + cell.slot.row_span):
            lines = tuple(parted[index].get(row, ()))
            slot = _slot_of_row(grid, cell.slot, row)
            result.append(replace(cell, slot=slot, lines=lines))
    result.sort(key=lambda f: (f.slot.row, f.slot.column))
    return replace(grid, slots=tuple(f.slot for f in result)), result


def _slot_of_row(grid: TableGrid, slot: CellSlot, row: int) -> CellSlot:
    box = Box(slot.box.x0, grid.ys[row], slot.box.x1, grid.ys[row + 1])
    return replace(slot, row=row, row_span=1, box=box)


def _find_rows(
    grid: TableGrid, filled: Sequence[CellText], cell: CellText
) -> dict[int, list[TextLine]] | None:
    """Return the lines of each row of a tall cell, or ``None`` if it is one text."""
    first, last = cell.slot.row, cell.slot.row + cell.slot.row_span
    rows: dict[int, list[TextLine]] = defaultdict(list)
    for line in cell.lines:
        reach = SETTINGS.border_reach * line.box.height
        row = next((r for r in range(first, last) if line.middle < grid.ys[r + 1]), None)
        if row is None or line.box.y0 < grid.ys[row] - reach:
            return None
        if line.box.y1 > grid.ys[row + 1] + reach:
            return None
        rows[row].append(line)
    beside: dict[int, list[CellText]] = defaultdict(list)
    for other in filled:
        if other is not cell and other.slot.row_span == 1 and other.lines:
            beside[other.slot.row].append(other)
    if any(beside[r] and r not in rows for r in range(first, last)):
        return None
    if len(rows) < (
        SETTINGS.fewest_even_rows if _is_even(cell.lines) else SETTINGS.fewest_rows
    ):
        return None
    level = sum(
        any(_is_level(lines, other) for other in beside[r]) for r, lines in rows.items()
    )
    return dict(rows) if level >= SETTINGS.agreed_rows * len(rows) else None


def _is_even(lines: Sequence[TextLine]) -> bool:
    """Return True if lines follow each other like those of one paragraph."""
    pitches = [b.middle - a.middle for a, b in pairwise(lines)]
    return max(pitches) <= SETTINGS.uneven_gap * min(pitches)


def _is_level(lines: Sequence[TextLine], other: CellText) -> bool:
    """Return True if texts begin, end or have their middle at the same height."""
    reach = SETTINGS.level_text * lines[0].box.height
    return any(
        abs(own - its) <= reach
        for own, its in (
            (lines[0].middle, other.lines[0].middle),
            (lines[-1].middle, other.lines[-1].middle),
            (
                (lines[0].middle + lines[-1].middle) / 2,
                (other.lines[0].middle + other.lines[-1].middle) / 2,
            ),
        )
    )
