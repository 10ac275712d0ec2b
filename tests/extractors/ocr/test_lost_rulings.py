"""Cells over several columns where a piece of the ruling was lost."""

import numpy as np

from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.ocr.engine import BinaryImage
from sidak.extractors.ocr.lost_rulings import part_glued_cells
from sidak.extractors.ocr.preprocess import PageImage
from sidak.schemas import Box

XS, YS = (0.0, 100.0, 200.0), (0.0, 40.0, 80.0, 120.0)
#: Two rows with two cells, a row with one.
SLOTS = (
    *(
        CellSlot(r, c, 1, 1, Box(XS[c], YS[r], XS[c + 1], YS[r + 1]))
        for r in (0, 1)
        for c in (0, 1)
    ),
    CellSlot(2, 0, 1, 2, Box(0, 80, 200, 120)),
)
GRID = TableGrid(XS, YS, SLOTS)
PARTED = (
    *SLOTS[:4],
    CellSlot(2, 0, 1, 1, Box(0, 80, 100, 120)),
    CellSlot(2, 1, 1, 1, Box(100, 80, 200, 120)),
)


def write(*spans: tuple[int, int, int]) -> BinaryImage:
    """Write letters of 6 x 8 points from one x to another, at y."""
    ink = np.zeros((120, 200), np.uint8)
    for x0, x1, y in spans:
        for x in range(x0, x1, 7):
            ink[y : y + 8, x : min(x + 6, x1)] = 255
    return ink


def part(ink: BinaryImage, grid: TableGrid = GRID) -> tuple[CellSlot, ...]:
    scan = PageImage(np.asarray(255 - ink, np.uint8), ink, 72)
    return part_glued_cells(grid, ink, scan, 8).slots


def test_lines_on_both_sides_of_a_border_are_two_cells() -> None:
    assert part(write((10, 94, 85), (10, 80, 98), (104, 190, 85), (104, 150, 98))) == PARTED
    assert part(write((10, 96, 85), (10, 80, 98), (103, 190, 85), (103, 150, 98))) == SLOTS
    three = [(10, 96, y) for y in (82, 94, 106)] + [(103, 190, y) for y in (82, 94, 106)]
    assert part(write(*three)) == PARTED


def test_what_is_left_of_the_ruling_does_not_join_them() -> None:
    ink = write((10, 94, 85), (10, 80, 98), (106, 190, 85), (106, 150, 98))
    ink[84:96, 99:101] = 255
    assert part(ink) == PARTED


def test_text_across_the_border_is_one_cell() -> None:
    assert part(write((10, 190, 85), (10, 80, 98), (103, 150, 98))) == SLOTS


def test_words_of_one_line_need_a_wide_gap() -> None:
    assert part(write((10, 96, 85), (104, 190, 85))) == SLOTS
    assert part(write((10, 80, 85), (120, 190, 85))) == PARTED


def test_text_on_one_side_is_one_cell() -> None:
    assert part(write((10, 90, 85), (10, 80, 98))) == SLOTS


def test_a_border_of_few_rows_is_no_lost_ruling() -> None:
    wide = tuple(CellSlot(r, 0, 1, 2, Box(0, YS[r], 200, YS[r + 1])) for r in (1, 2))
    grid = TableGrid(XS, YS, (*SLOTS[:2], *wide))
    ink = write((10, 80, 85), (10, 80, 98), (120, 190, 85), (120, 150, 98))
    assert part(ink, grid) == grid.slots
