"""What the ink of a line shows beside its text."""

import numpy as np

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.line_crops import LineRegion
from sidak.extractors.ocr.line_ink import LineInk, OcrPage
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.templates.reader import TemplateReader

BOX = PixelBox(20, 20, 92, 36)
REGION = LineRegion(BOX, PixelBox(0, 0, 200, 60))


def draw(*, ruling: bool = False) -> OcrPage:
    """Draw a line of seven digits with full stops as in 1.250.000."""
    grey = np.full((60, 200), 250, np.uint8)
    x = BOX.x0
    for ch in "d.ddd.ddd":
        if ch == "d":
            grey[20:36, x : x + 7] = 30
            x += 9
        else:
            grey[33:36, x : x + 2] = 30
            x += 4
    ink = np.where(grey < 150, 255, 0).astype(np.uint8)
    rulings = np.zeros_like(grey)
    if ruling:
        rulings[24:26, 20:60] = 255
    page = PageImage(grey, ink, 200)
    return OcrPage(page, rulings, ink, 16, TemplateReader(ink, grey))


def word(text: str, x0: int = 20, x1: int = 92) -> tuple[OcrWord, ...]:
    return (OcrWord(text, 90.0, x0, 20, x1, 36),)


def test_lost_separators_are_restored() -> None:
    page = draw()
    assert page.restore(word("1250.000"), REGION) == word("1.250.000")
    assert page.restore(word("1.250.000"), REGION) == word("1.250.000")
    assert page.restore(word("12 Bulan"), REGION) == word("12 Bulan")


def test_separators_of_another_reading_are_those_that_the_ink_shows() -> None:
    page = draw()
    assert page.restore_like(word("1250000"), "1.250,000", REGION) == word("1.250,000")
    assert page.restore_like(word("1250000"), "1250.000", REGION) == word("1250000")
    assert page.restore_like(word("1250001"), "1.250.000", REGION) == word("1250001")
    assert page.restore_like(word("1250.000"), "1.250.000", REGION) == word("1250.000")


def test_separators_that_were_not_read_are_seen() -> None:
    ink = LineInk(draw(), REGION)
    assert ink.shows_unread_separators("1250000")
    assert not ink.shows_unread_separators("1.250.000")
    assert not ink.shows_unread_separators("125000")


def test_ink_that_was_taken_for_a_ruling_is_seen() -> None:
    assert LineInk(draw(ruling=True), REGION).is_partly_hidden()
    assert not LineInk(draw(), REGION).is_partly_hidden()


def test_a_ruling_beside_a_line_that_goes_on_hides_none_of_its_ink() -> None:
    page = draw()
    page.scan.grey[:, BOX.x1 : BOX.x1 + 2] = 30
    page.rulings[:, BOX.x1 : BOX.x1 + 2] = 255
    assert not LineInk(page, REGION).is_partly_hidden()
    page.rulings[: BOX.y0] = 0
    assert LineInk(page, REGION).is_partly_hidden()


def test_without_templates_only_the_height_of_digits_is_known() -> None:
    ink = LineInk(draw(), REGION)
    assert (ink.is_first, ink.has_low_digits(), ink.has_unexpected_width("12")) == (
        True,
        False,
        False,
    )
