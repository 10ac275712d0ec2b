"""Cells over several columns or rows that are none: the scan lost the ruling between them.

A border of columns is drawn on most of the table's height, a border of rows on most of its
width. Where a cell reaches over it, and the paper shows a gap there with text on both sides,
print or scan have lost a piece of the ruling: read as one cell, names of two columns would run
into each other line by line, and those of two rows would be one.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.ocr.engine import BinaryImage
from sidak.extractors.ocr.line_boxes import PixelBox, find_line_boxes, to_pixel_box
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.settings import SETTINGS


@dataclass(frozen=True, slots=True)
class _Ink:
    """The ink of a page between its rulings.

    Attributes:
        letters: Ink without rulings.
        scan: The page.
        letter: Usual height of a letter in pixels.
    """

    letters: BinaryImage
    scan: PageImage
    letter: int


def part_glued_cells(
    grid: TableGrid, letters: BinaryImage, scan: PageImage, letter: int
) -> TableGrid:
    """Part the cells of a grid where a ruling was lost.

    Args:
        grid: As the rulings draw it.
        letters: Ink without rulings.
        scan: The page.
        letter: Usual height of a letter in pixels.
    """
    ink = _Ink(letters, scan, letter)
    parted = _part_columns(grid, ink)
    return _part_rows(parted, ink)


def _part_columns(grid: TableGrid, ink: _Ink) -> TableGrid:
    """Part the cells that reach over a border of columns."""
    usual = _find_usual(
        ((s.column, s.row, s.box.y1 - s.box.y0) for s in grid.slots),
        grid.rows,
        grid.ys[-1] - grid.ys[0],
        grid.columns,
    )
    starts = {column: _find_text_start(grid, column, ink, is_row=False) for column in usual}
    slots: list[CellSlot] = []
    for slot in grid.slots:
        gaps = {
            column: gap
            for column in range(slot.column + 1, slot.column + slot.column_span)
            if column in usual
            and (gap := _find_column_gap(column, slot, grid, starts[column], ink)) is not None
        }
        slots += _part_across(slot, choose_borders(slot.column, gaps), grid)
    return _with_slots(grid, slots)


def _part_rows(grid: TableGrid, ink: _Ink) -> TableGrid:
    """Part the cells that reach over a border of rows."""
    usual = _find_usual(
        ((s.row, s.column, s.box.x1 - s.box.x0) for s in grid.slots),
        grid.columns,
        grid.xs[-1] - grid.xs[0],
        grid.rows,
    )
    starts = {row: _find_text_start(grid, row, ink, is_row=True) for row in usual}
    slots: list[CellSlot] = []
    for slot in grid.slots:
        cuts = [
            row
            for row in range(slot.row + 1, slot.row + slot.row_span)
            if row in usual and _is_row_border_lost(row, slot, grid, starts[row], ink)
        ]
        slots += _part_down(slot, cuts, grid)
    return _with_slots(grid, slots)


def _find_usual(
    starts: Iterable[tuple[int, int, float]], across: int, whole: float, count: int
) -> frozenset[int]:
    """Return the borders that are drawn in much of the table: of its length, or of its cells.

    Args:
        starts: For each cell the border that it begins at, its place along that, and how much
            of it the cell draws.
        across: How many places there are along a border.
        whole: Length of a border.
        count: How many borders there are; the first is the frame.
    """
    places: list[set[int]] = [set() for _ in range(count)]
    drawn = [0.0] * count
    for border, place, length in starts:
        places[border].add(place)
        drawn[border] += length
    least = SETTINGS.rulings.usual_border
    return frozenset(
        i
        for i in range(1, count)
        if drawn[i] >= least * whole or len(places[i]) >= least * across
    )


def choose_borders(first: int, gaps: Mapping[int, tuple[int, int]]) -> list[int]:
    """Return the borders that a cell is parted at.

    Several borders in one gap make empty cells between them, unless the text before them
    stands over several columns: then it stands over the empty ones as well.

    Args:
        first: First column of the cell.
        gaps: For each border of columns where the paper shows a gap, where that begins and
            ends.
    """
    chosen: list[int] = []
    start = first
    for _, group in itertools.groupby(sorted(gaps), key=lambda column: gaps[column]):
        borders = list(group)
        chosen += borders if borders[0] - start == 1 else borders[-1:]
        start = borders[-1]
    return chosen


def _with_slots(grid: TableGrid, slots: Sequence[CellSlot]) -> TableGrid:
    if len(slots) == len(grid.slots):
        return grid
    return replace(grid, slots=tuple(sorted(slots, key=lambda s: (s.row, s.column))))


def _part_across(slot: CellSlot, cuts: Sequence[int], grid: TableGrid) -> list[CellSlot]:
    """Return the parts of a slot that begin at its own column and at others."""
    if not cuts:
        return [slot]
    starts = [slot.column, *cuts]
    ends = [*cuts, slot.column + slot.column_span]
    return [
        replace(
            slot,
            column=start,
            column_span=end - start,
            box=replace(slot.box, x0=grid.xs[start], x1=grid.xs[end]),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _part_down(slot: CellSlot, cuts: Sequence[int], grid: TableGrid) -> list[CellSlot]:
    """Return the parts of a slot that begin at its own row and at others."""
    if not cuts:
        return [slot]
    starts = [slot.row, *cuts]
    ends = [*cuts, slot.row + slot.row_span]
    return [
        replace(
            slot,
            row=start,
            row_span=end - start,
            box=replace(slot.box, y0=grid.ys[start], y1=grid.ys[end]),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _find_text_start(grid: TableGrid, index: int, ink: _Ink, *, is_row: bool) -> int | None:
    """Return where the texts of a column or row begin, in pixels; ``None`` if not at one place.

    Args:
        grid: The table.
        index: Which column or row.
        ink: The page.
        is_row: Whether it is a row: its texts begin at the top.
    """
    own = SETTINGS.rulings
    found: list[int] = []
    for slot in grid.slots:
        place = slot.row if is_row else slot.column
        if place == index and slot.column_span == 1 and slot.row_span == 1:
            inside = to_pixel_box(slot.box, ink.scan)
            inked = np.nonzero(_find_text(inside, ink).any(axis=1 if is_row else 0))[0]
            if len(inked):
                found.append((inside.y0 if is_row else inside.x0) + int(inked[0]))
    if len(found) < own.least_aligned:
        return None
    middle = round(median(found))
    near = sum(abs(x - middle) <= own.aligned_reach * ink.letter for x in found)
    return middle if near >= own.usual_start * len(found) else None


def _find_text(
    inside: PixelBox, ink: _Ink, columns: Sequence[int] = (), rows: Sequence[int] = ()
) -> BinaryImage:
    """Return the ink of a box that may be text: no specks, nothing left of a ruling.

    Args:
        inside: The box.
        ink: The page.
        columns: Where borders of columns cross it, in pixels of the page.
        rows: Where borders of rows do.
    """
    window = ink.letters[inside.y0 : inside.y1, inside.x0 : inside.x1]
    if window.size == 0:
        return window
    reach = ink.scan.pixels(SETTINGS.rulings.remnant_reach)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(
        np.ascontiguousarray(window), connectivity=8
    )
    heights = stats[:, cv2.CC_STAT_HEIGHT]
    is_text = heights >= SETTINGS.lines.small_line * ink.letter
    is_text[0] = False
    for borders, start, size, corner in (
        (columns, cv2.CC_STAT_LEFT, cv2.CC_STAT_WIDTH, inside.x0),
        (rows, cv2.CC_STAT_TOP, cv2.CC_STAT_HEIGHT, inside.y0),
    ):
        lows = stats[:, start] + corner
        highs = lows + stats[:, size]
        for border in borders:
            is_text &= ~((lows >= border - reach) & (highs <= border + reach + 1))
    return np.where(is_text[labels], 255, 0).astype(np.uint8)


def _find_gap(inked: npt.NDArray[np.int64], at: int) -> tuple[int, int] | None:
    """Return the last ink before a place and the first from it on; ``None`` if one lacks."""
    before, behind = inked[inked < at], inked[inked >= at]
    if not len(before) or not len(behind):
        return None
    return int(before[-1]), int(behind[0])


def _find_inner_borders(
    slot: CellSlot, grid: TableGrid, scan: PageImage
) -> tuple[list[int], list[int]]:
    """Return the borders of columns and of rows that a cell reaches over, in pixels."""
    columns = grid.xs[slot.column + 1 : slot.column + slot.column_span]
    rows = grid.ys[slot.row + 1 : slot.row + slot.row_span]
    return [round(x / scan.scale) for x in columns], [round(y / scan.scale) for y in rows]


def _find_column_gap(
    column: int, slot: CellSlot, grid: TableGrid, start: int | None, ink: _Ink
) -> tuple[int, int] | None:
    """Return the gap that a cell shows at a border of columns; ``None`` if it shows none.

    Args:
        column: The column behind the border.
        slot: The cell.
        grid: Its table.
        start: Where the texts of that column begin, in pixels.
        ink: The page.
    """
    own = SETTINGS.rulings
    inside = to_pixel_box(slot.box, ink.scan)
    borders, rows = _find_inner_borders(slot, grid, ink.scan)
    at = borders[column - slot.column - 1] - inside.x0
    text = _find_text(inside, ink, borders, rows)
    gap = _find_gap(np.nonzero(text.any(axis=0))[0], at) if text.size else None
    if gap is None:
        return None
    before, behind = gap
    height, width = text.shape
    sides = (PixelBox(0, 0, at, height), PixelBox(at, 0, width, height))
    lines = min(len(find_line_boxes(text, side, ink.letter)) for side in sides)
    least = own.gap_by_lines[min(max(lines, 1), len(own.gap_by_lines)) - 1]
    is_aligned = (
        start is not None and abs(inside.x0 + behind - start) <= own.aligned_reach * ink.letter
    )
    if is_aligned or _shows_remnants(at, before, behind, inside, ink):
        least = min(least, own.aligned_gap)
    return gap if behind - before - 1 >= least * ink.letter else None


def _shows_remnants(at: int, before: int, behind: int, inside: PixelBox, ink: _Ink) -> bool:
    """Return True if on much of a gap between two texts pieces of a ruling stand in it.

    Args:
        at: Where the ruling would stand, in pixels of the box.
        before: The last ink of the text before it.
        behind: The first ink of the text behind it.
        inside: The box.
        ink: The page.
    """
    own = SETTINGS.rulings
    reach = ink.scan.pixels(own.remnant_reach)
    window = ink.letters[inside.y0 : inside.y1, inside.x0 : inside.x1]
    band = window[:, max(before + 1, at - reach) : min(behind, at + reach + 1)]
    return bool(band.size) and float(band.any(axis=1).mean()) >= own.least_remnants


def _is_row_border_lost(
    row: int, slot: CellSlot, grid: TableGrid, start: int | None, ink: _Ink
) -> bool:
    """Return True if a cell reaches over a border of rows that was lost.

    It shows a gap there that is no gap between lines; or nothing above, and below a text that
    begins where the texts of that row do, not in the middle of the cell.

    Args:
        row: The row below the border.
        slot: The cell.
        grid: Its table.
        start: Where the texts of that row begin, in pixels.
        ink: The page.
    """
    own = SETTINGS.rulings
    inside = to_pixel_box(slot.box, ink.scan)
    columns, borders = _find_inner_borders(slot, grid, ink.scan)
    at = borders[row - slot.row - 1] - inside.y0
    text = _find_text(inside, ink, columns, borders)
    inked = np.nonzero(text.any(axis=1))[0] if text.size else np.zeros(0, np.int64)
    if len(inked) and inked[0] >= at and start is not None:
        is_aligned = abs(inside.y0 + int(inked[0]) - start) <= own.aligned_reach * ink.letter
        off_middle = abs(int(inked[0] + inked[-1]) - text.shape[0]) / 2
        return is_aligned and off_middle > own.off_middle * ink.letter
    gap = _find_gap(inked, at)
    if gap is None:
        return False
    before, behind = gap
    height, width = text.shape
    gaps: list[int] = []
    for side in (PixelBox(0, 0, width, at), PixelBox(0, at, width, height)):
        lines = find_line_boxes(text, side, ink.letter)
        gaps += [below.y0 - above.y1 for above, below in itertools.pairwise(lines)]
    usual = median(gaps) if gaps else own.assumed_leading * ink.letter
    least = min(usual + own.wider_gap * ink.letter, own.clear_gap * ink.letter)
    return behind - before - 1 >= least
