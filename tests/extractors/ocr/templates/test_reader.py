"""Numbers recognised with templates trained on the page itself."""

from itertools import pairwise

import numpy as np
import pytest

from sidak.extractors.ocr.templates.reader import (
    cluster_digit_heights,
    measure_digit_pitch,
)
from sidak.extractors.ocr.templates.standard_fonts import STANDARD_FONTS
from tests.extractors.ocr.templates.lines import SAMPLES, draw_lines


@pytest.mark.parametrize("font", STANDARD_FONTS)
@pytest.mark.parametrize("gap", [2, -1])
def test_numbers_are_recognised_with_templates_of_others(font: str, gap: int) -> None:
    unseen = ("97.318.650", "4.402.715", "81")
    templates, boxes = draw_lines((*SAMPLES, *unseen), font, gap)
    for text, box in zip(SAMPLES, boxes, strict=False):
        templates.add_sample(text, box)
    templates.fit()
    read = [templates.recognise(box) for box in boxes[len(SAMPLES) :]]
    assert [(r.text, r.is_sure) for r in read if r] == [(text, True) for text in unseen]


def test_digits_of_few_pixels_are_never_sure() -> None:
    templates, boxes = draw_lines((*SAMPLES, "97.318.650"), "Helvetica", 2)
    templates.least = 20.0
    for text, box in zip(SAMPLES, boxes, strict=False):
        templates.add_sample(text, box)
    templates.fit()
    reading = templates.recognise(boxes[-1])
    assert reading is not None
    assert (reading.text, reading.is_sure) == ("97.318.650", False)
    assert templates.has_low_digits(boxes[-1])
    templates.least = 7.0
    assert not templates.has_low_digits(boxes[-1])


def test_nothing_is_recognised_without_samples() -> None:
    templates, boxes = draw_lines(("97.318.650",), "Helvetica")
    assert templates.recognise(boxes[0]) is None
    templates.add_sample("Rp 97", boxes[0])
    templates.fit()
    assert templates.recognise(boxes[0]) is None


def test_heights_of_digits_are_clustered() -> None:
    assert cluster_digit_heights([10.0, 10.2, 14.0, 9.9, 14.2, 30.0]) == pytest.approx(
        [10.03, 14.1], abs=0.05
    )


def test_a_lost_separator_shows_by_the_gap_that_it_left() -> None:
    templates, boxes = draw_lines((*SAMPLES, "72.05", "7205"), "Times-Roman", 2)
    for text, box in zip(SAMPLES, boxes, strict=False):
        templates.add_sample(text, box)
    templates.fit()
    assert [r.has_wide_gap for s in boxes if (r := templates.recognise(s))] == [False] * 8
    gap = boxes[-2]
    columns = np.nonzero((templates.grey[gap.y0 : gap.y1, gap.x0 : gap.x1] < 150).any(axis=0))[
        0
    ]
    holes = [(a, b) for a, b in pairwise(columns.tolist()) if b - a > 1]
    start, end = holes[1][0] + 1, holes[2][1]
    templates.letters[gap.y0 : gap.y1, gap.x0 + start : gap.x0 + end] = 0
    templates.grey[gap.y0 : gap.y1, gap.x0 + start : gap.x0 + end] = 255
    reading = templates.recognise(gap)
    assert reading is not None
    assert (reading.text, reading.has_wide_gap) == ("7205", True)


def test_a_number_wider_than_its_digits_has_lost_some() -> None:
    templates, boxes = draw_lines((*SAMPLES, "746.379.750"), "Times-Roman", 2)
    assert not templates.has_unexpected_width("6.379.750", boxes[-1])
    for text, box in zip(SAMPLES, boxes, strict=False):
        templates.add_sample(text, box)
    templates.fit()
    said = ("746.379.750", "6.379.750", "746.379.7500", "46.379.750", "746 Unit")
    assert [templates.has_unexpected_width(text, boxes[-1]) for text in said] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_the_pitch_of_digits_is_measured_where_they_are_evenly_set() -> None:
    even = [("1", 0, 6), *((d, 10 * i, 10 * i + 8) for i, d in enumerate("2345", start=1))]
    line = [*even, (".", 50, 52), ("6", 54, 62)]
    pitch = measure_digit_pitch([line] * 6)
    assert pitch == (8.0, 10.0, 14.0)
    assert pitch is not None
    assert pitch.count_missing("12.345", 62.0) == pytest.approx(1.0)
    assert measure_digit_pitch([line]) is None
