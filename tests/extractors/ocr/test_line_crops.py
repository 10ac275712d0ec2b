"""Crops of lines and the words found in them."""

import numpy as np
import pytest

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.line_crops import (
    MARGIN,
    LineRegion,
    covers_all_ink,
    crop_line,
    enlarge_crop,
    render_variant,
)
from sidak.extractors.ocr.preprocess import PageImage

REGION = LineRegion(PixelBox(50, 20, 90, 36), PixelBox(45, 0, 120, 60))


def test_a_crop_shows_the_line_without_rulings_and_white_around_it() -> None:
    grey = np.full((100, 200), 250, np.uint8)
    grey[20:36, 50:90] = 30
    rulings = np.zeros_like(grey)
    rulings[18, :] = 255
    grey[18, :] = 30
    crop = crop_line(PageImage(grey, rulings, 200), rulings, REGION)
    assert crop.shape == (20 + 2 * MARGIN, 44 + 2 * MARGIN)
    assert np.argwhere(crop == 30).min(axis=0).tolist() == [MARGIN + 2, MARGIN + 2]
    assert int((crop == 30).sum()) == 16 * 40


def test_words_of_a_crop_are_mapped_to_the_page() -> None:
    words = REGION.to_page([OcrWord("1", 90.0, MARGIN, MARGIN, MARGIN + 5, MARGIN + 9)])
    assert words == [OcrWord("1", 90.0, 48, 18, 53, 27)]


@pytest.mark.parametrize(
    ("words", "is_covered"),
    [
        ([(52, 88)], True),
        ([(52, 60), (70, 88)], True),
        ([(60, 88)], False),
        ([(52, 80)], False),
        ([], False),
    ],
)
def test_words_must_reach_from_the_first_to_the_last_ink(
    words: list[tuple[int, int]], is_covered: bool
) -> None:
    letters = np.zeros((100, 200), np.uint8)
    letters[22:34, 50:90] = 255
    read = [OcrWord("1", 90.0, x0, 20, x1, 36) for x0, x1 in words]
    assert covers_all_ink(letters, REGION.box, read) is is_covered


def test_a_low_line_is_enlarged_but_not_one_of_separators_alone() -> None:
    low = np.full((12 + 2 * MARGIN, 60), 255, np.uint8)
    assert (enlarge_crop(low, 12)[1], enlarge_crop(low, 36)[1]) == (3.0, 1.0)
    assert render_variant(low)[1] == 3.0
