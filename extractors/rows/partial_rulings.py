"""Rulings that part only some of the columns: rows joined, or false row spans split.

Where rulings part the amounts but not the names and codes, the rows of the zone are joined,
to be cut by their content. Where every other column is ruled, the rows are known: a tall
cell whose lines stand in those rows, level with their other cells, holds one text per row.
Two rows are enough where numbers stand level with the numbers beside them: no number spans
two rows. The names beside such numbers, and those that a numbering parts, go with them.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.continuation import (
    is_number_line,
    may_be_wrapped_number,
    share_baseline,
)
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.rows.list_items import find_list_items
from sidak.extractors.rows.multi_row import ORDINAL
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
    lists = {
        (f.slot.row, f.slot.row + f.slot.row_span) for f in filled if _lists_rows(f, filled)
    }
    zones = [
        z
        for z in {*zones, *lists}
        if (z in lists or zones.count(z) >= 2) and _is_partly_ruled(z, filled)
    ]
    zones.sort()
    if not zones or any(a[1] > b[0] for a, b in pairwise(zones)):
        return grid, list(filled)
    for start, end in reversed(zones):
        grid, filled = _merge_rows(grid, filled, start, end)
    return grid, list(filled)


def _lists_rows(cell: CellText, filled: Sequence[CellText]) -> bool:
    """Return True if a tall cell is a list with a number beside it for each entry.

    The line above a total ("a. Program", "b. Program", "Jumlah") parts the amounts alone.
    """
    if cell.slot.row_span < 2 or len(cell.lines) < SETTINGS.fewest_rows:
        return False
    entries = find_list_items(cell.lines)
    if entries is None:
        return False
    rows = range(cell.slot.row, cell.slot.row + cell.slot.row_span)
    numbers = Counter(
        f.slot.column
        for f in filled
        if f.slot.row in rows
        for line in f.lines
        if is_number_line(line.text)
    )
    return any(count - len(entries) in (0, 1) for count in numbers.values())  # a total below


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
    tall = {
        index: cell
        for index, cell in enumerate(filled)
        if cell.slot.row_span > 1 and len(cell.lines) > 1
    }
    for index, cell in tall.items():
        rows = _find_number_rows(grid, filled, cell)
        if rows is None and min(cell.slot.row_span, len(cell.lines)) >= SETTINGS.fewest_rows:
            rows = _find_rows(grid, filled, cell)
        if rows is not None:
            parted[index] = rows
    numbers = [(filled[index].slot, rows) for index, rows in parted.items()]
    for index, cell in tall.items():
        if index not in parted:
            rows = _find_name_rows(grid, filled, cell, numbers)
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
    rows = _sort_into_rows(grid, cell)
    if rows is None:
        return None
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


def _sort_into_rows(grid: TableGrid, cell: CellText) -> dict[int, list[TextLine]] | None:
    """Return the lines of a tall cell by row, ``None`` if one lies across a border."""
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
    return rows


def _find_number_rows(
    grid: TableGrid, filled: Sequence[CellText], cell: CellText
) -> dict[int, list[TextLine]] | None:
    """Return the rows of a tall cell of numbers, each level with a number of its row."""
    if not all(is_number_line(t.text) for t in cell.lines):
        return None
    if may_be_wrapped_number(cell.lines, cell.slot.box.width):
        return None
    rows = _sort_into_rows(grid, cell)
    if rows is None or any(len(lines) > 1 for lines in rows.values()):
        return None
    for row, (line,) in rows.items():
        beside = [f for f in filled if f.slot.row == row and f.slot.row_span == 1]
        numbers = [t for f in beside for t in f.lines if is_number_line(t.text)]
        if not any(share_baseline(line, t) for t in numbers):
            return None
    return rows


def _find_name_rows(
    grid: TableGrid,
    filled: Sequence[CellText],
    cell: CellText,
    numbers: Sequence[tuple[CellSlot, dict[int, list[TextLine]]]],
) -> dict[int, list[TextLine]] | None:
    """Return the rows of a tall cell of names that tall numbers or a numbering prove.

    Either a cell of numbers of the same height has one in each row, and the names stand
    further apart than the lines of one text; or each row has its own number in front.
    """
    rows: dict[int, list[TextLine]] = defaultdict(list)
    last = cell.slot.row + cell.slot.row_span - 1
    for line in cell.lines:
        under = (r for r in range(cell.slot.row, last) if line.middle < grid.ys[r + 1])
        rows[next(under, last)].append(line)
    if len(rows) < cell.slot.row_span:
        return None
    firsts = [lines[0] for _, lines in sorted(rows.items())]
    if any(line.text[:1].islower() for line in firsts[1:]):
        return None
    alike = any(
        (slot.row, slot.row_span) == (cell.slot.row, cell.slot.row_span)
        and set(own) == set(rows)
        for slot, own in numbers
    )
    apart = min(b.middle - a.middle for a, b in pairwise(firsts))
    if alike and apart >= SETTINGS.names_apart * firsts[0].box.height:
        return rows
    marks = [
        t
        for f in filled
        for t in f.lines
        if f.slot.column + f.slot.column_span <= cell.slot.column and ORDINAL.match(t.text)
    ]
    if all(any(_is_beside(t, line) for t in marks) for line in firsts):
        return rows
    return None


def _is_beside(mark: TextLine, line: TextLine) -> bool:
    return abs(mark.middle - line.middle) <= SETTINGS.side_by_side * line.box.height


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
