"""Cells over several columns that are none: the ruling between them was lost in the scan.

A border of columns is drawn in most rows. Where a cell reaches over it, and the paper shows a
gap there with text on both sides, print or scan have lost a piece of the ruling: read as one
cell, names of two columns would run into each other line by line.
"""

from dataclasses import replace

import cv2
import numpy as np

from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.ocr.engine import BinaryImage
from sidak.extractors.ocr.line_boxes import PixelBox, find_line_boxes, to_pixel_box
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.settings import SETTINGS


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
    usual = {
        column
        for column in range(1, grid.columns)
        if len({s.row for s in grid.slots if s.column == column})
        >= SETTINGS.rulings.usual_border * grid.rows
    }
    slots: list[CellSlot] = []
    for slot in grid.slots:
        inner = usual & set(range(slot.column + 1, slot.column + slot.column_span))
        cuts = [
            column
            for column in sorted(inner)
            if _is_border_lost(
                grid.xs[column], to_pixel_box(slot.box, scan), letters, scan, letter
            )
        ]
        slots += _part(slot, cuts, grid)
    return replace(grid, slots=tuple(slots)) if len(slots) > len(grid.slots) else grid


def _part(slot: CellSlot, cuts: list[int], grid: TableGrid) -> list[CellSlot]:
    """Return the parts of a slot that begin at its own column and at others."""
    starts = [slot.column, *cuts]
    ends = [*cuts, slot.column + slot.column_span]
    return [
        CellSlot(
            slot.row,
            start,
            slot.row_span,
            end - start,
            slot.box if not cuts else replace(slot.box, x0=grid.xs[start], x1=grid.xs[end]),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_border_lost(
    border: float, inside: PixelBox, letters: BinaryImage, scan: PageImage, letter: int
) -> bool:
    """Return True if a cell shows a gap at a border of columns, and text on both sides."""
    own = SETTINGS.rulings
    at = round(border / scan.scale) - inside.x0
    window = letters[inside.y0 : inside.y1, inside.x0 : inside.x1]
    width = inside.x1 - inside.x0
    if window.size == 0 or not 0 < at < width:
        return False
    # what is left of the ruling itself is no text
    reach = scan.pixels(own.remnant_reach)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(
        np.ascontiguousarray(window), connectivity=8
    )
    is_text = np.ones(count, bool)
    is_text[0] = False
    lefts = stats[:, cv2.CC_STAT_LEFT]
    rights = lefts + stats[:, cv2.CC_STAT_WIDTH]
    is_text[1:] &= ~((lefts[1:] >= at - reach) & (rights[1:] <= at + reach + 1))
    text = np.where(is_text[labels], 255, 0).astype(np.uint8)
    columns = np.nonzero(text.any(axis=0))[0]
    before, behind = columns[columns < at], columns[columns >= at]
    if not len(before) or not len(behind):
        return False
    gap = int(behind[0]) - int(before[-1]) - 1
    sides = (PixelBox(0, 0, at, text.shape[0]), PixelBox(at, 0, width, text.shape[0]))
    lines = min(len(find_line_boxes(text, side, letter)) for side in sides)
    least = own.gap_by_lines[min(max(lines, 1), len(own.gap_by_lines)) - 1]
    return gap >= least * letter
