"""Lines of text and where they stand."""

import numpy as np
import pytest

from sidak.extractors.ocr.line_boxes import (
    PixelBox,
    drop_remnants,
    extend_over_faint_ink,
    is_speck,
)
from sidak.extractors.ocr.preprocess import PageImage


def test_a_faint_digit_beside_a_line_belongs_to_it() -> None:
    grey = np.full((60, 100), 250, np.uint8)
    grey[20:32, 50:56] = 40
    grey[20:32, 42:45] = 180  # a thin 1
    grey[5:50, 20:22] = 180  # a faint ruling
    ink = np.where(grey < 150, 255, 0).astype(np.uint8)
    box, limits = PixelBox(50, 20, 56, 32), PixelBox(2, 2, 98, 58)
    none = np.zeros_like(grey)
    extended = extend_over_faint_ink(PageImage(grey, ink, 200), none, box, limits)
    assert extended == PixelBox(42, 20, 56, 32)


@pytest.mark.parametrize(
    ("width", "height", "is_dirt"),
    [(6, 8, True), (8, 3, False), (6, 12, False), (14, 6, False)],
)
def test_ink_much_smaller_than_a_letter_is_a_speck_unless_it_is_a_dash(
    width: int, height: int, is_dirt: bool
) -> None:
    assert is_speck(PixelBox(0, 0, width, height), 24) is is_dirt


def test_a_piece_of_a_ruling_beside_other_lines_is_no_line() -> None:
    cell = PixelBox(0, 0, 100, 60)
    line, piece = PixelBox(40, 5, 95, 15), PixelBox(97, 30, 99, 44)
    assert drop_remnants([line, piece], cell, 4) == [line]
    # alone it may be a 1; in the middle of the cell, or as wide as a digit, it is no ruling's
    assert drop_remnants([piece], cell, 4) == [piece]
    assert drop_remnants([line, PixelBox(50, 30, 52, 44)], cell, 4)[1:]
    assert drop_remnants([line, PixelBox(92, 30, 98, 44)], cell, 4)[1:]
    # a 1 that was wrapped has a flag
    assert drop_remnants([line, PixelBox(95, 30, 99, 42)], cell, 4)[1:]


def test_a_piece_of_a_ruling_below_other_lines_is_no_line() -> None:
    cell = PixelBox(0, 0, 100, 60)
    line, piece = PixelBox(10, 5, 95, 15), PixelBox(10, 56, 40, 59)
    assert drop_remnants([line, piece], cell, 4) == [line]
    # alone it may be a dash, and so away from the border
    assert drop_remnants([piece], cell, 4) == [piece]
    assert drop_remnants([line, PixelBox(10, 40, 40, 43)], cell, 4)[1:]
