"""Full stops that a coarse scan lost are put back where the column and the gap say so."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.line_ink import OcrPage
from sidak.extractors.ocr.lost_separators import (
    GroupStyle,
    find_style,
    is_spaced_amount,
    measure_gaps,
    mend_decimals,
    mend_lost_separators,
    mend_text,
)
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.templates.reader import TemplateReader
from sidak.schemas import Box, Doubt, DoubtKind

RUPIAH = GroupStyle(".", frozenset({""}), 4)
MILLIONS = GroupStyle(".", frozenset({","}), 4)
MIXED = GroupStyle(".", frozenset({"", ","}), 3)
#: Pixels of a digit, of a sign and of the space beside either, as a font sets them.
DIGIT, SIGN = 10, 5


def ink(text: str, wide: int = 0) -> np.ndarray:
    """Draw the columns of a number: digits with a pixel of white to either side.

    Args:
        text: The number; signs and blanks leave nothing.
        wide: Pixels that each blank is wider than a sign.
    """
    columns: list[int] = []
    for ch in text:
        gap = [0] * (SIGN + wide if ch == " " else SIGN)
        columns += [0, *[1] * (DIGIT - 2), 0] if ch.isdigit() else gap
    return np.array(columns, bool)


@pytest.mark.parametrize(
    ("text", "is_spaced"),
    [
        ("7.857 752.700", True),
        ("142 500 000", True),
        ("10 894,50", True),
        ("7.857.752.700", False),
        ("12 2016", False),
        ("100 128,57", True),
        ("2 449.163, 2488", False),
    ],
)
def test_an_amount_that_lost_a_sign_has_its_digits_in_threes(
    text: str, is_spaced: bool
) -> None:
    assert is_spaced_amount(text) is is_spaced


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.250.000", "75.600.000", "100%"], replace(RUPIAH, amounts=2)),
        (["1.250,50", "75.600,00", "10 894,50"], replace(MILLIONS, amounts=2)),
        (["2.390.788 840", "7.857 752.700"], replace(RUPIAH, amounts=2)),
        (["1.250,50", "75.600,00", "734,26", "896,22", "373.70"], MILLIONS),
        (["1.250.000", "142 500 000"], None),
        (["1.250.000", "75,600,000", "10 894 000"], None),
        (["1.250.000", "75.600.000", "2.450.000", "387.353.000", "5,703,388"], RUPIAH),
        (["1.250.000", "75.600.000", "10.894.000,00"], MIXED),
    ],
)
def test_the_amounts_of_a_column_show_how_it_groups_digits(
    texts: list[str], style: GroupStyle | None
) -> None:
    assert find_style(texts) == style


@pytest.mark.parametrize(
    ("text", "style", "mended"),
    [
        ("452.09", MILLIONS, "452,09"),
        ("4.362.570", MILLIONS, "4.362.570"),
        ("452,09", MILLIONS, "452,09"),
        ("452.09", RUPIAH, "452.09"),
        ("452.09", replace(MILLIONS, decimals=frozenset({"", ","})), "452.09"),
        ("452.09", replace(MILLIONS, amounts=3), "452.09"),
    ],
)
def test_decimals_stand_behind_the_sign_that_all_others_have(
    text: str, style: GroupStyle, mended: str
) -> None:
    assert mend_decimals(text, style) == mended


@pytest.mark.parametrize(
    ("text", "style", "wide", "mended"),
    [
        ("7.857 752.700", RUPIAH, 0, "7.857.752.700"),
        ("4.362.57", MILLIONS, 0, "4.362,57"),
        ("142 500 000", RUPIAH, 0, "142.500.000"),
        ("10 894,50", MILLIONS, 0, "10.894,50"),
        # the gap has room for a digit
        ("7.857 752.700", RUPIAH, DIGIT, "7.857 752.700"),
        # the column has no decimals: its last digits may be another number
        ("10 894,50", RUPIAH, 0, "10 894,50"),
        # commas for full stops, where no other style is in the column
        ("3,376 314.000", RUPIAH, 0, "3.376.314.000"),
        ("3,376.314,000.00", MILLIONS, 0, "3.376.314.000,00"),
        ("3,376.314,000.00", MIXED, 0, "3,376.314,000.00"),
        ("3,376 314.000", replace(RUPIAH, amounts=3), 0, "3,376 314.000"),
        ("376,314", RUPIAH, 0, "376,314"),
        ("376.314", MILLIONS, 0, "376.314"),
    ],
)
def test_a_lost_full_stop_is_put_back_if_style_and_gap_allow_nothing_else(
    text: str, style: GroupStyle, wide: int, mended: str
) -> None:
    assert mend_text(text, style, measure_gaps(text, ink(text, wide))) == mended


def test_a_gap_beside_a_1_may_be_wider() -> None:
    assert mend_text("1 200,00", MILLIONS, [1.22, 0.6]) == "1.200,00"
    assert mend_text("2 200,00", MILLIONS, [1.22, 0.6]) == "2 200,00"
    assert mend_text("1 200,00", MILLIONS, [1.3, 0.6]) == "1 200,00"


def test_a_gap_is_measured_where_the_digits_before_it_say_that_it_must_be() -> None:
    assert measure_gaps("12 500", ink("1 2500")) == pytest.approx([2 / 9.64], abs=0.02)
    assert measure_gaps("12 500", np.zeros(40, bool)) == []
    assert measure_gaps("12 500", ink("12 500")) == pytest.approx([7 / 9.64], abs=0.02)


def draw_column(texts: list[str]) -> tuple[list[CellText], OcrPage]:
    """Draw amounts below each other, as they were set: a comma or nothing for each sign."""
    picture = np.full((40 * len(texts), 400), 255, np.uint8)
    cells = []
    for i, text in enumerate(texts):
        x, y = 20, 40 * i + 30
        for ch in text:
            if ch.isdigit():
                cv2.putText(picture, ch, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (0,), 2)
            x += 16 if ch.isdigit() else 8
        box = Box(20, 40 * i + 8, x, 40 * i + 34)
        line = TextLine(text, box, ())
        if " " in text:
            doubt = Doubt(DoubtKind.SEPARATORS_DIFFER, (text,))
            line = TextLine(text, box, (), (text,), (doubt,))
        cells.append(CellText(CellSlot(i, 0, 1, 1, box), (line,), line.doubts))
    letters = np.where(picture < 128, 255, 0).astype(np.uint8)
    scan = PageImage(picture, letters, 72)
    nothing = np.zeros_like(letters)
    return cells, OcrPage(scan, nothing, letters, 16, TemplateReader(letters, picture))


def test_an_amount_of_a_table_is_mended_and_its_doubt_settled() -> None:
    cells, page = draw_column(["1.250.000", "75.600.000", "388 417.920"])
    mended = mend_lost_separators(cells, page)
    assert mended[:2] == cells[:2]
    assert (mended[2].text, mended[2].doubts) == ("388.417.920", ())
    assert mended[2].readings == ("388.417.920", "388 417.920")
