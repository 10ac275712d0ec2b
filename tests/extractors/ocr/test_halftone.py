"""Shading in dots."""

import numpy as np
import numpy.typing as npt

from sidak.extractors.ocr.halftone import remove_halftone
from sidak.extractors.ocr.preprocess import PageImage

DPI = 200


def make_page(picture: npt.NDArray[np.uint8]) -> PageImage:
    return PageImage(picture, np.where(picture < 180, 255, 0).astype(np.uint8), DPI)


def test_a_field_of_dots_is_taken_away_and_its_letters_are_not() -> None:
    picture = np.full((300, 600), 255, np.uint8)
    for y in range(50, 110, 8):
        for x in range(50, 400, 8):
            picture[y : y + 3, x : x + 3] = 0
            picture[y : y + 3, x + 3] = 160
    picture[66:96, 196:210] = 255
    picture[70:92, 200:206] = 0
    clean, shaded = remove_halftone(make_page(picture))
    assert (clean.grey[70:92, 200:206] == 0).all()
    assert (clean.ink[70:92, 200:206] > 0).all()
    rest = clean.grey.copy()
    rest[70:92, 200:206] = 255
    assert (rest == 255).all()
    assert shaded[80, 220] > 0
    # what is no longer seen is no ink either
    assert (clean.grey[clean.ink > 0] < 180).all()
    assert not shaded[200:].any()


def test_full_stops_in_a_line_of_numbers_are_no_shading() -> None:
    picture = np.full((300, 600), 255, np.uint8)
    for k, x in enumerate(range(50, 500, 14)):
        picture[100:118, x : x + 9] = 0
        if k % 3 == 2:
            picture[115:119, x + 11 : x + 14] = 0
    clean, shaded = remove_halftone(make_page(picture))
    assert (clean.grey == picture).all()
    assert not shaded.any()


def test_an_empty_page_has_no_shading() -> None:
    page = make_page(np.full((30, 60), 255, np.uint8))
    assert remove_halftone(page)[0] == page
