"""Which lines may hold numbers, and where in them the numbers stand."""

import numpy as np
import pytest

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.line_crops import MARGIN, LineRegion
from sidak.extractors.ocr.number_lines import (
    choose_training_lines,
    locate_number,
    may_hold_number,
    part_amount,
)

REGION = LineRegion(PixelBox(2, 2, 100, 18), PixelBox(0, 0, 200, 40))


def words(*texts: str) -> tuple[OcrWord, ...]:
    """Set words of 18 pixels, 20 pixels apart from the left edge of the region."""
    return tuple(
        OcrWord(text, 90.0, MARGIN + 20 * i, MARGIN, MARGIN + 20 * i + 18, MARGIN + 16)
        for i, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("text", "may_hold"),
    [
        ("1.250.000", True),
        ("4 Dokumen", True),
        ("Rp", True),
        ("IOOO", True),
        ("Program", False),
        ("PROSES", True),
        ("Terlaksananya 12 kegiatan pelayanan administrasi", False),
    ],
)
def test_a_line_may_hold_a_number_if_few_letters_stand_in_it(text: str, may_hold: bool) -> None:
    assert may_hold_number(text) is may_hold


@pytest.mark.parametrize(
    ("texts", "number", "box"),
    [
        (("1.250", "000"), "1.250000", (2, 100)),
        (("4", "Dokumen"), "4", (2, 19)),
        (("Rp", "500"), "500", (19, 100)),
        (("4", "dari", "5"), "4dari5", None),
        (("Program",), "Program", None),
        (("-",), "-", None),
    ],
)
def test_the_number_of_a_line_is_one_run_of_words(
    texts: tuple[str, ...], number: str, box: tuple[int, int] | None
) -> None:
    found, place = locate_number(words(*texts), REGION)
    assert (found, None if place is None else (place.x0, place.x1)) == (number, box)


def test_templates_are_trained_on_the_longest_numbers_of_every_height() -> None:
    heights = (16, 16, 16, 30, 30)
    regions = [
        LineRegion(PixelBox(0, 0, 50, height), PixelBox(0, 0, 200, 40)) for height in heights
    ]
    read = [words(t) for t in ("1", "1.250.000", "12", "3", "345")]
    assert choose_training_lines([0, 1, 2, 3, 4], regions, read) == [0, 1, 2, 3, 4]
    assert choose_training_lines([1, 4], regions, read) == [1, 4]


def test_an_amount_is_parted_from_its_currency_where_the_ink_has_a_gap() -> None:
    letters = np.zeros((30, 120), np.uint8)
    letters[5:20, 10:28] = 255  # "Rp"
    letters[5:20, 31:80] = 255
    line = PixelBox(10, 5, 80, 20)
    word = OcrWord("Rp250.000", 90.0, 10, 5, 80, 20)
    parts = part_amount(word, line, letters)
    assert [(w.text, w.x0, w.x1) for w in parts] == [("Rp", 10, 29), ("250.000", 30, 80)]
    letters[5:20, 10:80] = 255
    assert part_amount(word, line, letters) == [word]
    plain = word._replace(text="250.000")
    assert part_amount(plain, line, letters) == [plain]
