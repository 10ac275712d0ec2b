"""Detection of rulings in an image."""

import numpy as np

from sidak.extractors.ocr.preprocess import prepare_image
from sidak.extractors.ocr.rulings import detect_rulings, stands_among_characters


def test_rulings_are_found_where_print_or_scan_broke_them() -> None:
    grey = np.full((1100, 850), 250, np.uint8)
    for y in (200, 260, 320):
        grey[y : y + 2, 100:700] = 40
    for x in (100, 300, 500, 700):
        grey[200:322, x : x + 2] = 40
    grey[260:262, 340:345] = 250
    grey[262:, 400:402] = 250
    rulings, ink = detect_rulings(prepare_image(grey, 100))
    across = sorted(round(r.position) for r in rulings if r.is_horizontal)
    down = sorted(round(r.position) for r in rulings if not r.is_horizontal)
    assert across == [round(72 / 100 * (y + 1)) for y in (200, 260, 320)]
    assert down == [round(72 / 100 * (x + 1)) for x in (100, 300, 500, 700)]
    assert ink.any()


def test_a_ruling_with_letters_close_below_is_told_from_a_row_of_letters() -> None:
    letters = np.full((600, 850), 250, np.uint8)
    for x in range(100, 700, 12):
        letters[208:224, x : x + 8] = 0
    ruled = letters.copy()
    ruled[200:204, 100:700] = 0
    found, _ = detect_rulings(prepare_image(ruled, 200))
    assert [round(r.position) for r in found if r.is_horizontal] == [73]
    # thick letters that run into one another are as even, but no word is as long
    for x in range(100, 500, 12):
        letters[204 + x // 12 % 2 * 3 : 208, x : x + 12] = 0
    found, _ = detect_rulings(prepare_image(letters, 200))
    assert [r for r in found if r.is_horizontal] == []


def test_a_digit_on_the_way_of_a_broken_ruling_is_no_remnant_of_it() -> None:
    # the background, a 1, a 2 beside it, and a piece of a ruling that stands alone
    stats = np.array(
        [[0, 0, 99, 99, 0], [40, 20, 3, 8, 24], [45, 20, 5, 8, 30], [40, 50, 3, 8, 24]],
        np.int32,
    )
    others = np.array([False, False, True, False])
    assert stands_among_characters(stats, 1, others)
    assert not stands_among_characters(stats, 3, others)
