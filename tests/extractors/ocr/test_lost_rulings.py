"""Cells over several columns or rows where a piece of the ruling was lost."""

import numpy as np

from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.ocr.engine import BinaryImage
from sidak.extractors.ocr.lost_rulings import choose_borders, part_glued_cells
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


def make_slot(row: int, column: int, rows: int = 1, columns: int = 1) -> CellSlot:
    box = Box(XS[column], YS[row], XS[column + columns], YS[row + rows])
    return CellSlot(row, column, rows, columns, box)


def test_a_border_counts_by_its_length_not_by_rows() -> None:
    """Header rows without it are many but low."""
    grid = TableGrid(
        XS,
        (0.0, 20.0, 40.0, 120.0),
        (
            CellSlot(0, 0, 1, 2, Box(0, 0, 200, 20)),
            CellSlot(1, 0, 1, 2, Box(0, 20, 200, 40)),
            CellSlot(2, 0, 1, 1, Box(0, 40, 100, 120)),
            CellSlot(2, 1, 1, 1, Box(100, 40, 200, 120)),
        ),
    )
    ink = write((60, 140, 5), (10, 60, 25), (120, 190, 25))
    assert part(ink, grid) == (
        grid.slots[0],
        CellSlot(1, 0, 1, 1, Box(0, 20, 100, 40)),
        CellSlot(1, 1, 1, 1, Box(100, 20, 200, 40)),
        *grid.slots[2:],
    )


def test_text_that_begins_where_its_column_does_needs_a_smaller_gap() -> None:
    """A code and a name of one line each: a narrow gap, but the names begin there."""
    ys = (0.0, 20.0, 40.0, 60.0, 80.0)
    plain = tuple(
        CellSlot(r, c, 1, 1, Box(XS[c], ys[r], XS[c + 1], ys[r + 1]))
        for r in (0, 1, 2)
        for c in (0, 1)
    )
    grid = TableGrid(XS, ys, (*plain, CellSlot(3, 0, 1, 2, Box(0, 60, 200, 80))))
    glued = (84, 95, 65), (104, 180, 65)
    names = [(104, 160 + 7 * r, 20 * r + 5) for r in (0, 1, 2)]
    assert part(write(*names, *glued), grid) == (
        *plain,
        CellSlot(3, 0, 1, 1, Box(0, 60, 100, 80)),
        CellSlot(3, 1, 1, 1, Box(100, 60, 200, 80)),
    )
    elsewhere = [(130, 180, y) for _, _, y in names]
    assert part(write(*elsewhere, *glued), grid) == grid.slots


def test_a_gap_with_pieces_of_the_ruling_in_it_may_be_smaller() -> None:
    words = write((10, 95, 85), (104, 190, 85))
    assert part(words) == SLOTS
    words[98:106, 99:101] = 255
    assert part(words) == PARTED


def test_the_texts_of_two_rows_are_two_cells() -> None:
    slots = (*(make_slot(r, 0) for r in (0, 1, 2)), make_slot(0, 1), make_slot(1, 1, 2))
    grid = TableGrid(XS, YS, tuple(sorted(slots, key=lambda s: (s.row, s.column))))
    parted = (*(make_slot(r, c) for r in (0, 1, 2) for c in (0, 1)),)
    two = [(104, 190, y) for y in (44, 56, 84, 96)]
    assert part(write(*two), grid) == parted
    # what is left of the ruling is no text
    left = write(*two)
    left[79:81, 120:150] = 255
    assert part(left, grid) == parted


def test_lines_of_one_text_are_one_cell_whatever_rows_stand_beside_it() -> None:
    slots = (*(make_slot(r, 0) for r in (0, 1, 2)), make_slot(0, 1), make_slot(1, 1, 2))
    grid = TableGrid(XS, YS, tuple(sorted(slots, key=lambda s: (s.row, s.column))))
    assert part(write(*((104, 190, y) for y in (46, 58, 70, 82, 94))), grid) == grid.slots
    # a line upon the border
    assert part(write(*((104, 190, y) for y in (52, 76, 100))), grid) == grid.slots
    # text on one side
    assert part(write((104, 190, 44), (104, 190, 56)), grid) == grid.slots


def test_a_text_over_several_columns_stands_over_the_empty_ones_beside_it() -> None:
    gap = (50, 90)
    assert choose_borders(0, {3: gap, 4: gap}) == [4]
    assert choose_borders(0, {1: gap, 2: gap}) == [1, 2]
    assert choose_borders(0, {1: (10, 30), 3: gap, 4: gap, 5: (95, 99)}) == [1, 4, 5]


def test_a_text_at_the_top_of_a_lower_row_belongs_to_that_row() -> None:
    ys = (0.0, 40.0, 80.0, 120.0)
    xs = (0.0, 50.0, 100.0, 150.0, 200.0)

    def place(row: int, column: int, rows: int = 1) -> CellSlot:
        box = Box(xs[column], ys[row], xs[column + 1], ys[row + rows])
        return CellSlot(row, column, rows, 1, box)

    plain = tuple(place(r, c) for r in (0, 1, 2) for c in (1, 2, 3))
    grid = TableGrid(xs, ys, (place(0, 0, 2), *plain, place(2, 0)))
    beside = [(60 + 50 * c, 90 + 50 * c, 40 * r + 5) for r in (0, 1, 2) for c in (0, 1, 2)]
    parted = tuple(place(r, c) for r in (0, 1, 2) for c in (0, 1, 2, 3))
    found = part(write((10, 30, 45), *beside), grid)
    assert sorted(found, key=lambda s: (s.row, s.column)) == list(parted)
    # a text at the top of the cell, and one in its middle, may stand for both rows
    assert part(write((10, 30, 5), *beside), grid) == grid.slots
    assert part(write((10, 30, 41), *beside), grid) == grid.slots
