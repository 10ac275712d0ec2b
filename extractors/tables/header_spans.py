"""Headers of tables without upright rulings: what stands over several columns, and halves.

Where no ruling says how far a header reaches, its place does: "Triwulan I" in the middle of
"K" and "Rp" below it stands over both. And where a header is set in the middle of its
column and the entries at its left, the gutter between them parted one column into two.
"""

from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.header_spans import choose_span
from sidak.extractors.tables.settings import SETTINGS
from sidak.schemas import Box, bounding_box
from sidak.schemas.text.column_numbers import ANYWHERE, is_column_number_row
from sidak.schemas.text.patterns import is_number, is_year


def repair_header(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText]]:
    """Join the halves of columns and let headers stand over the columns they head.

    Args:
        grid: A grid whose upright rulings were put in along gutters.
        filled: Its cells.

    Returns:
        The grid and its cells, with fewer columns and wider cells in the header.
    """
    cells = list(filled)
    depth = _count_header_rows(grid, cells)
    if not depth:
        return grid, cells
    column = 0
    while column + 1 < grid.columns:
        if _is_one_column(column, depth, cells):
            grid, cells = _join_columns(grid, cells, column)
        else:
            column += 1
    for row in range(depth - 1):
        cells = _widen_row(row, cells, grid.xs)
    return replace(grid, slots=tuple(f.slot for f in cells)), cells


def _count_header_rows(grid: TableGrid, filled: Sequence[CellText]) -> int:
    """Return how many rows come before the first with figures; none if that is the first."""
    for row in range(min(grid.rows, SETTINGS.deepest_header + 1)):
        texts = [f.text for f in filled if f.slot.row == row and f.lines]
        words = [word for text in texts for word in text.split()]
        if is_column_number_row(words, ANYWHERE):
            continue
        texts = [t for t in texts if not is_year(t)]
        if sum(is_number(t) for t in texts) >= 2:
            return row
    return 0


def _is_one_column(column: int, depth: int, filled: Sequence[CellText]) -> bool:
    """Return True if two columns are one: never both filled, and one header for the two.

    One holds the header and the other what it heads, or both hold names, some set further
    in than others.
    """
    over = [f for f in filled if f.lines and _covers(f.slot, column)]
    if any(_count_letters(f) < SETTINGS.least_name_letters for f in over):
        return False
    if any(f.slot.column == column + 1 and f.slot.column_span > 1 for f in filled):
        return False
    rows: list[set[int]] = [
        {f.slot.row for f in filled if f.lines and _is_own(f.slot, own)}
        for own in (column, column + 1)
    ]
    if rows[0] & rows[1]:
        return False
    if not rows[0] or not rows[1]:
        return bool(over)  # nothing stands on one side but what begins there
    if over:
        return False
    heads = [min(own) < depth for own in rows]
    if sum(heads) != 1:
        return False
    if any(max(head) < depth <= min(body) for head, body in (rows, rows[::-1])):
        return True
    return all(
        _count_letters(f) >= SETTINGS.least_name_letters
        for f in filled
        if f.lines and f.slot.column in (column, column + 1)
    )


def _is_own(slot: CellSlot, column: int) -> bool:
    return slot.column == column and slot.column_span == 1


def _count_letters(cell: CellText) -> int:
    return sum(c.isalpha() for c in cell.text)


def _covers(slot: CellSlot, column: int) -> bool:
    """Return True if a slot spans a column and the one right of it."""
    return slot.column <= column < slot.column + slot.column_span - 1


def _join_columns(
    grid: TableGrid, filled: Sequence[CellText], column: int
) -> tuple[TableGrid, list[CellText]]:
    """Make one column of ``column`` and the one right of it."""
    joined: dict[tuple[int, int], CellText] = {}
    for f in filled:
        s = f.slot
        if _covers(s, column):
            slot = replace(s, column_span=s.column_span - 1)
            joined[s.row, s.column] = replace(f, slot=slot)
        elif s.column in (column, column + 1):
            first = joined.get((s.row, column))
            box = Box(grid.xs[column], s.box.y0, grid.xs[column + 2], s.box.y1)
            slot = CellSlot(s.row, column, s.row_span, 1, box)
            if first is not None:
                span = min(first.slot.row_span, s.row_span)
                slot = replace(slot, row_span=span)
                f = first if first.lines else f
            joined[s.row, column] = replace(f, slot=slot)
        elif s.column > column:
            joined[s.row, s.column - 1] = replace(f, slot=replace(s, column=s.column - 1))
        else:
            joined[s.row, s.column] = f
    cells = [joined[key] for key in sorted(joined)]
    xs = grid.xs[: column + 1] + grid.xs[column + 2 :]
    return replace(grid, xs=xs, slots=tuple(f.slot for f in cells)), cells


def _widen_row(row: int, filled: Sequence[CellText], xs: Sequence[float]) -> list[CellText]:
    """Let the texts of one header row stand over the empty cells in whose middle they are."""
    own = {f.slot.column: f for f in filled if f.slot.row == row and f.slot.row_span == 1}
    below = {f.slot.column: f for f in filled if f.slot.row == row + 1 and f.lines}
    spans: dict[int, range] = {}
    for column, cell in own.items():
        if not cell.lines:
            continue
        covered = range(column, column + cell.slot.column_span)
        empty = {c for c, f in own.items() if not f.lines} | set(covered)
        span = _find_span(covered, cell, empty, below, xs)
        if span is not None and len(span) > len(covered):
            spans[column] = span
    taken = [c for span in spans.values() for c in span]
    if len(taken) != len(set(taken)):
        return list(filled)
    result = []
    for f in filled:
        column = f.slot.column
        if f.slot.row != row or column not in taken:
            result.append(f)
        elif column in spans:
            span = spans[column]
            box = bounding_box(own[c].slot.box for c in span if c in own)
            slot = replace(f.slot, column=span.start, column_span=len(span), box=box)
            result.append(replace(f, slot=slot))
    result.sort(key=lambda f: (f.slot.row, f.slot.column))
    return result


def _find_span(
    covered: range,
    cell: CellText,
    empty: set[int],
    below: dict[int, CellText],
    xs: Sequence[float],
) -> range | None:
    """Return the run of columns in whose middle a header text stands best.

    The run holds those that the text itself covers, and ends at columns with words below on
    both sides.
    """
    first, last = covered[0], covered[-1]
    while first - 1 in empty:
        first -= 1
    while last + 1 in empty:
        last += 1
    candidates = [
        range(a, b + 1)
        for a in range(first, covered[0] + 1)
        for b in range(max(covered[-1], a + 1), last + 1)
        if a in below and b in below
    ]
    return choose_span(candidates, _middle(cell), {c: _middle(f) for c, f in below.items()}, xs)


def _middle(cell: CellText) -> float:
    box = cell.text_box or cell.slot.box
    return (box.x0 + box.x1) / 2
