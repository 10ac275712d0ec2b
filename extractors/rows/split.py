"""Rows that no ruling separates: ruled bands are cut into logical rows.

Reports leave rulings out, under some rows or under all. Where the content of a band proves
several rows, it is cut between them; where it does not, nothing is cut: several numbers in
one cell are flagged later, not guessed at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.rows.anchors import propose_rows_at_anchors, propose_rows_at_gaps
from sidak.extractors.rows.by_names import (
    doubt_rows,
    propose_certain_names,
    propose_rows_by_names,
)
from sidak.extractors.rows.multi_row import ALONE, propose_stacked_rows
from sidak.extractors.rows.partial_rulings import merge_partly_ruled_rows
from sidak.extractors.rows.partition import Proposer, RowPartition, choose_partition
from sidak.schemas import Box, Doubt, DoubtKind
from sidak.schemas.text.patterns import LEADER_LINE

NOT_PARTED = Doubt(DoubtKind.NAME_NOT_PARTED)
#: What may show the rows of a band, strongest evidence first.
PROPOSERS: tuple[Proposer, ...] = (
    propose_certain_names,
    propose_stacked_rows,
    propose_rows_at_anchors,
    propose_rows_at_gaps,
    propose_rows_by_names,
)


def drop_leader_lines(filled: Sequence[CellText]) -> list[CellText]:
    """Leave out the lines that are drawn with characters but are rulings."""
    return [
        replace(f, lines=tuple(line for line in f.lines if not LEADER_LINE.match(line.text)))
        for f in filled
    ]


def split_rows(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText], list[str]]:
    """Cut ruled bands into their logical rows.

    Args:
        grid: The ruled grid.
        filled: Its cells with their lines.

    Returns:
        The grid and cells with more rows, or what came in if there is nothing to cut; and
        a line for each band about which something was decided.
    """
    merged_grid, merged = merge_partly_ruled_rows(grid, filled)
    found = _choose_partitions(merged_grid, merged, PROPOSERS)
    trace = [partition.describe(row) for row, partition in found.items()]
    if not any(partition.cuts for partition in found.values()):
        return grid, list(filled), trace
    grid, filled = _apply_cuts(merged_grid, merged, found)
    # a row between numbered rows may hold stacked rows itself
    again = _choose_partitions(grid, filled, PROPOSERS[:1])
    trace += [f"again: {partition.describe(row)}" for row, partition in again.items()]
    return *_apply_cuts(grid, filled, again), trace


def _choose_partitions(
    grid: TableGrid, filled: Sequence[CellText], proposers: Sequence[Proposer]
) -> dict[int, RowPartition]:
    """Return what was decided about bands in which a cell has several lines."""
    found: dict[int, RowPartition] = {}
    for row in range(grid.rows):
        cells = [f for f in filled if f.slot.row == row and f.slot.row_span == 1 and f.lines]
        if any(len(f.lines) > 1 for f in cells):
            partition = choose_partition(cells, proposers)
            if partition is not None:
                partition = doubt_rows(partition, cells)
                found[row] = partition
    return found


def _apply_cuts(
    grid: TableGrid,
    filled: Sequence[CellText],
    partitions: Mapping[int, RowPartition],
) -> tuple[TableGrid, list[CellText]]:
    """Cut bands; cells over several rows span the new rows too."""
    if not any(partition.cuts for partition in partitions.values()):
        return grid, list(filled)
    first_row: list[int] = []
    ys: list[float] = [grid.ys[0]]
    for row in range(grid.rows):
        first_row.append(len(ys) - 1)
        ys += partitions[row].cuts if row in partitions else ()
        ys.append(grid.ys[row + 1])
    first_row.append(len(ys) - 1)
    result: list[CellText] = []
    for f in filled:
        s = f.slot
        start, end = first_row[s.row], first_row[s.row + s.row_span]
        if s.row_span > 1 or end - start == 1:
            result.append(replace(f, slot=replace(s, row=start, row_span=end - start)))
            continue
        known = partitions[s.row]
        doubts = f.doubts
        if s.column in known.alone:
            doubts = (*doubts, ALONE)
        for row in range(start, end):
            top, bottom = ys[row], ys[row + 1]
            if known.lines is not None:
                lines = known.lines[s.column][row - start] if s.column in known.lines else ()
            else:
                lines = tuple(
                    t
                    for t in f.lines
                    if (t.middle >= top or row == start)
                    and (t.middle < bottom or row == end - 1)
                )
            box = Box(s.box.x0, top, s.box.x1, bottom)
            is_unsure = row - start in known.unsure and any(t.text[:1].isalpha() for t in lines)
            own = (*doubts, NOT_PARTED) if is_unsure else doubts
            slot = CellSlot(row, s.column, 1, s.column_span, box)
            result.append(CellText(slot, lines, own))
    result.sort(key=lambda f: (f.slot.row, f.slot.column))
    return replace(grid, ys=tuple(ys), slots=tuple(f.slot for f in result)), result
