"""Figures read by the types of the page itself."""

from itertools import pairwise

import cv2
import numpy as np
import pytest

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.line_boxes import PixelBox, extend_over_faint_ink
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.templates.reader import (
    STANDARD_FONTS,
    TemplateReader,
    cluster_digit_heights,
    find_digit_band,
    render_standard_font,
)
from sidak.extractors.ocr.templates.train import LabelledLine, split_by_weight

EXAMPLES = ("1.250.000", "75.600.348", "388.417.920", "29.013.465", "6.781.903", "540.212.878")


def draw_words(
    texts: tuple[str, ...], fount: str, gap: int = 1
) -> tuple[TemplateReader, list[PixelBox]]:
    """Set lines of figures in a fount of 11 pixels, so tight that digits touch if asked."""
    types = {t.character: t.picture for t in render_standard_font(fount).types}
    page = np.full((40 * len(texts) + 20, 400), 255, np.uint8)
    strips = []
    for k, text in enumerate(texts):
        parts = []
        for ch in text:
            own = types[ch]
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
        strips.append(
            PixelBox(
                int(columns[0]), y + int(rows[0]), int(columns[-1]) + 1, y + int(rows[-1]) + 1
            )
        )
    letters: GreyImage = np.where(page < 190, 255, 0).astype(np.uint8)
    return TemplateReader(letters, page), strips


@pytest.mark.parametrize("fount", STANDARD_FONTS)
@pytest.mark.parametrize("gap", [2, -1])
def test_figures_are_read_by_the_types_of_others(fount: str, gap: int) -> None:
    unseen = ("97.318.650", "4.402.715", "81")
    templates, strips = draw_words((*EXAMPLES, *unseen), fount, gap)
    for text, strip in zip(EXAMPLES, strips, strict=False):
        templates.add_sample(text, strip)
    templates.fit()
    read = [templates.read(strip) for strip in strips[len(EXAMPLES) :]]
    assert [(r.text, r.is_sure) for r in read if r] == [(text, True) for text in unseen]


def test_digits_of_few_pixels_are_never_certain() -> None:
    templates, strips = draw_words((*EXAMPLES, "97.318.650"), "Helvetica", 2)
    templates.least = 20.0
    for text, strip in zip(EXAMPLES, strips, strict=False):
        templates.add_sample(text, strip)
    templates.fit()
    reading = templates.read(strips[-1])
    assert reading is not None
    assert (reading.text, reading.is_sure) == ("97.318.650", False)
    assert templates.has_too_low_digits(strips[-1])
    templates.least = 7.0
    assert not templates.has_too_low_digits(strips[-1])


def test_nothing_is_read_without_examples() -> None:
    templates, strips = draw_words(("97.318.650",), "Helvetica")
    assert templates.read(strips[0]) is None
    templates.add_sample("Rp 97", strips[0])
    templates.fit()
    assert templates.read(strips[0]) is None


def test_digits_end_where_their_feet_are_though_commas_reach_lower() -> None:
    grey = np.full((30, 60), 255, np.uint8)
    grey[5:21, 4:8] = grey[5:21, 14:18] = grey[5:21, 24:28] = grey[5:21, 34:38] = 0
    grey[18:24, 30:32] = 0
    assert find_digit_band(grey) == pytest.approx((5, 21), abs=1)


def test_sizes_of_type_are_found() -> None:
    assert cluster_digit_heights([10.0, 10.2, 14.0, 9.9, 14.2, 30.0]) == pytest.approx(
        [10.03, 14.1], abs=0.05
    )


def test_bold_lines_are_told_from_others() -> None:
    examples = []
    for fount in ("Times-Roman", "Times-Bold"):
        templates, strips = draw_words(EXAMPLES, fount)
        for text, strip in zip(EXAMPLES, strips, strict=True):
            window = templates.cut(strip)
            assert window is not None
            line = templates.draw(window, window.foot - window.top)
            placed, _ = render_standard_font(fount).align(line, text)
            examples.append(LabelledLine(line, text, tuple((p.x0, p.x1) for p in placed)))
    assert split_by_weight(examples) == [[True] * 6 + [False] * 6, [False] * 6 + [True] * 6]


def test_a_lost_mark_is_seen_by_the_room_that_it_left() -> None:
    templates, strips = draw_words((*EXAMPLES, "72.05", "7205"), "Times-Roman", 2)
    for text, strip in zip(EXAMPLES, strips, strict=False):
        templates.add_sample(text, strip)
    templates.fit()
    assert [r.has_wide_gap for s in strips if (r := templates.read(s))] == [False] * 8
    gap = strips[-2]
    columns = np.nonzero((templates.grey[gap.y0 : gap.y1, gap.x0 : gap.x1] < 150).any(axis=0))[
        0
    ]
    holes = [(a, b) for a, b in pairwise(columns.tolist()) if b - a > 1]
    start, end = holes[1][0] + 1, holes[2][1]
    templates.letters[gap.y0 : gap.y1, gap.x0 + start : gap.x0 + end] = 0
    templates.grey[gap.y0 : gap.y1, gap.x0 + start : gap.x0 + end] = 255
    reading = templates.read(gap)
    assert reading is not None
    assert (reading.text, reading.has_wide_gap) == ("7205", True)


def test_a_faint_digit_beside_a_line_belongs_to_it() -> None:
    grey = np.full((60, 100), 250, np.uint8)
    grey[20:32, 50:56] = 40
    grey[20:32, 42:45] = 180  # a thin 1
    grey[5:50, 20:22] = 180  # a faint rule
    ink = np.where(grey < 150, 255, 0).astype(np.uint8)
    strip, limits = PixelBox(50, 20, 56, 32), PixelBox(2, 2, 98, 58)
    none = np.zeros_like(grey)
    assert extend_over_faint_ink(PageImage(grey, ink, 200), none, strip, limits) == PixelBox(
        42, 20, 56, 32
    )


def test_a_number_wider_than_its_digits_has_lost_some() -> None:
    templates, strips = draw_words((*EXAMPLES, "746.379.750"), "Times-Roman", 2)
    assert not templates.has_unexpected_width("6.379.750", strips[-1])
    for text, strip in zip(EXAMPLES, strips, strict=False):
        templates.add_sample(text, strip)
    templates.fit()
    said = ("746.379.750", "6.379.750", "746.379.7500", "46.379.750", "746 Unit")
    assert [templates.has_unexpected_width(text, strips[-1]) for text in said] == [
        False,
        True,
        True,
        True,
        False,
    ]
