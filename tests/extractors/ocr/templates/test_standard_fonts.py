"""Templates of the standard fonts."""

import numpy as np
import pytest

from sidak.extractors.ocr.templates.model import ALPHABET, BAND
from sidak.extractors.ocr.templates.standard_fonts import (
    STANDARD_FONTS,
    find_digit_band,
    render_standard_font,
)


@pytest.mark.parametrize("font", STANDARD_FONTS)
def test_a_standard_font_has_one_template_for_each_character(font: str) -> None:
    templates = render_standard_font(font).templates
    assert [t.character for t in templates] == sorted(ALPHABET)
    assert {t.image.shape[0] for t in templates} == {BAND}


def test_digits_end_where_their_feet_are_though_commas_reach_lower() -> None:
    grey = np.full((30, 60), 255, np.uint8)
    grey[5:21, 4:8] = grey[5:21, 14:18] = grey[5:21, 24:28] = grey[5:21, 34:38] = 0
    grey[18:24, 30:32] = 0
    assert find_digit_band(grey) == pytest.approx((5, 21), abs=1)
