"""Training of glyph templates."""

import numpy as np
import pytest

from sidak.extractors.ocr.templates.model import BAND
from sidak.extractors.ocr.templates.standard_fonts import render_standard_font
from sidak.extractors.ocr.templates.train import (
    LabelledLine,
    average_samples,
    has_even_digits,
    split_by_weight,
)
from tests.extractors.ocr.templates.lines import SAMPLES, draw_lines


def test_bold_lines_are_told_from_others() -> None:
    samples = []
    for font in ("Times-Roman", "Times-Bold"):
        templates, boxes = draw_lines(SAMPLES, font)
        for text, box in zip(SAMPLES, boxes, strict=True):
            crop = templates.crop(box)
            assert crop is not None
            line = crop.render(crop.height)
            placed, _ = render_standard_font(font).align(line, text)
            samples.append(LabelledLine(line, text, tuple((p.x0, p.x1) for p in placed)))
    assert split_by_weight(samples) == [[True] * 6 + [False] * 6, [False] * 6 + [True] * 6]


def test_outliers_are_left_out_of_the_average() -> None:
    plain = [np.full((BAND, 8), v, np.float32) for v in (0.5, 0.52, 0.48, 0.5)]
    (mean,) = average_samples([*plain, np.full((BAND, 8), 1.0, np.float32)])
    assert float(mean.mean()) == pytest.approx(0.5, abs=0.01)
    assert average_samples(plain[:1]) == []


@pytest.mark.parametrize(
    ("cuts", "is_even"),
    [(((0, 4), (6, 16), (18, 28)), True), (((0, 4), (6, 16), (18, 36)), False)],
)
def test_digits_of_a_sample_must_be_about_equally_wide(
    cuts: tuple[tuple[int, int], ...], is_even: bool
) -> None:
    line = np.zeros((BAND, 40), np.float32)
    assert has_even_digits(LabelledLine(line, "123", cuts)) is is_even
