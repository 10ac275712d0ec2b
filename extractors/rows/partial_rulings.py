"""Zones of a table in which rules part the amounts but not the names and codes."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sidak.extractors.layout.grid import TableGrid
from sidak.extractors.layout.text_lines import CellText
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
