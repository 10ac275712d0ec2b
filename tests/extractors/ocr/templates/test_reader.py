"""Numbers recognised with templates trained on the page itself."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.templates.reader import TemplateReader, cluster_digit_heights
from sidak.extractors.ocr.templates.standard_fonts import (
    STANDARD_FONTS,
    find_digit_band,
    render_standard_font,
)
from sidak.extractors.ocr.templates.train import LabelledLine, split_by_weight

SAMPLES = ("1.250.000", "75.600.348", "388.417.920", "29.013.465", "6.781.903", "540.212.878")


def draw_lines(
    texts: tuple[str, ...], font: str, gap: int = 1
) -> tuple[TemplateReader, list[PixelBox]]:
    """Set lines of numbers in a font of 11 pixels, so tight that digits touch if asked."""
    glyphs = {t.character: t.image for t in render_standard_font(font).templates}
    page = np.full((40 * len(texts) + 20, 400), 255, np.uint8)
    boxes = []
    for k, text in enumerate(texts):
        parts = []
        for ch in text:
            own = glyphs[ch]
            blank = np.zeros((own.shape[0], max(0, gap)), np.float32)
            parts += [own[:, : own.shape[1] + min(0, gap if ch.isdigit() else 0)], blank]
        ink = np.hstack(parts)
        small = cv2.resize(ink, None, fx=0.55, fy=0.55, interpolation=cv2.INTER_AREA)
        y = 10 + 40 * k
        page[y : y + small.shape[0], 10 : 10 + small.shape[1]] = 255 - 255 * np.minimum(
            small, 1
        )
        rows = np.nonzero((page[y : y + 30] < 200).any(axis=1))[0]
        columns = np.nonzero((page[y : y + 30] < 200).any(axis=0))[0]
        boxes.append(
            PixelBox(
                int(columns[0]), y + int(rows[0]), int(columns[-1]) + 1, y + int(rows[-1]) + 1
            )
        )
    letters: GreyImage = np.where(page < 190, 255, 0).astype(np.uint8)
    return TemplateReader(letters, page), boxes


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


def test_digits_end_where_their_feet_are_though_commas_reach_lower() -> None:
    grey = np.full((30, 60), 255, np.uint8)
    grey[5:21, 4:8] = grey[5:21, 14:18] = grey[5:21, 24:28] = grey[5:21, 34:38] = 0
    grey[18:24, 30:32] = 0
    assert find_digit_band(grey) == pytest.approx((5, 21), abs=1)


def test_heights_of_digits_are_clustered() -> None:
    assert cluster_digit_heights([10.0, 10.2, 14.0, 9.9, 14.2, 30.0]) == pytest.approx(
        [10.03, 14.1], abs=0.05
    )


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
