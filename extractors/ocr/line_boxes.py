"""Where lines of text stand: in the cells of a grid and on the page around them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from sidak.extractors.ocr.engine import GreyImage, OcrWord
from sidak.extractors.ocr.preprocess import BinaryImage, PageImage
from sidak.extractors.pdf.glyph import Glyph
from sidak.schemas import Box

#: Ink is looked for this far inside the borders of a cell, in points.
INSET = 0.9
#: A line lower than this share of the page's usual line is a mark on one beside it.
MARK = 0.45
#: A line higher than this many usual lines is two that touch.
DOUBLE = 1.75
#: How far a line as set reaches above and below the feet of its letters, in letters.
ABOVE, BELOW = 1.5, 0.4
#: Grey of ink too faint to count; the share of a line's height that it must fill, and how far
#: from the line it is looked for, in heights of the line.
FAINT, FAINT_SHARE, FAINT_REACH = 205, 0.35, 0.6
#: White around a crop, in pixels.
MARGIN = 8


class PixelBox(NamedTuple):
    """One line of text: its box in pixels, the end not included."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def height(self) -> int:
        """Height in pixels."""
        return self.y1 - self.y0


def find_letter_height(letters: BinaryImage, scan: PageImage) -> int:
    """Return the usual height of a letter in pixels."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(letters, connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    heights = heights[(heights >= scan.pixels(3)) & (heights <= scan.pixels(20))]
    return int(np.median(heights)) if len(heights) else scan.pixels(7)


def find_line_boxes(letters: BinaryImage, box: PixelBox, letter: int) -> list[PixelBox]:
    """Find the lines of text in a box from top to bottom.

    Args:
        letters: Ink without rules.
        box: Where to look.
        letter: Usual height of a letter in pixels.
    """
    window = letters[box.y0 : box.y1, box.x0 : box.x1] > 0
    if window.size == 0 or not window.any():
        return []
    profile = window.sum(axis=1)
    spans = list(_find_runs(profile > 0))
    spans = [cut for span in spans for cut in _split_span(profile, span, letter)]
    spans = _attach_diacritics(spans, letter)
    strips = []
    for top, bottom in spans:
        columns = np.nonzero(window[top:bottom].any(axis=0))[0]
        if len(columns):
            strips.append(
                PixelBox(
                    box.x0 + int(columns[0]),
                    box.y0 + top,
                    box.x0 + int(columns[-1]) + 1,
                    box.y0 + bottom,
                )
            )
    return strips


def extend_over_faint_ink(
    scan: PageImage, rules: BinaryImage, strip: PixelBox, limits: PixelBox
) -> PixelBox:
    """Widen a line by characters beside it that are too faint to count as ink.

    Args:
        scan: The page.
        rules: Ink of the rules.
        strip: The line.
        limits: What it must not reach beyond.
    """
    reach = round(FAINT_REACH * strip.height)
    beyond = max(2, strip.height // 3)
    x0, x1 = max(limits.x0, strip.x0 - 8 * reach), min(limits.x1, strip.x1 + 8 * reach)
    y0, y1 = max(limits.y0, strip.y0 - beyond), min(limits.y1, strip.y1 + beyond)
    faint = (scan.grey[y0:y1, x0:x1] < FAINT) & (rules[y0:y1, x0:x1] == 0)
    inside = faint[strip.y0 - y0 : strip.y1 - y0]
    outside = np.concatenate([faint[: strip.y0 - y0], faint[strip.y1 - y0 :]])
    # what goes on above and below is a rule or a line of its own
    marked = (inside.mean(axis=0) >= FAINT_SHARE) & ~outside.any(axis=0)
    left, right = strip.x0 - x0, strip.x1 - x0
    while True:
        before = np.nonzero(marked[max(0, left - reach) : left])[0]
        if not len(before):
            break
        left = max(0, left - reach) + int(before[0])
    while True:
        behind = np.nonzero(marked[right : right + reach])[0]
        if not len(behind):
            break
        right += int(behind[-1]) + 1
    return strip._replace(x0=x0 + left, x1=x0 + right)


def _find_runs(flags: Sequence[bool] | BinaryImage) -> Iterator[tuple[int, int]]:
    """Yield the runs of true as (first, after the last)."""
    padded = np.concatenate([[0], np.asarray(flags, np.int8), [0]])
    edges = np.nonzero(np.diff(padded))[0]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield int(start), int(end)


def _split_span(
    profile: BinaryImage, span: tuple[int, int], letter: int
) -> list[tuple[int, int]]:
    """Cut a span that is too high for one line where it has least ink."""
    top, bottom = span
    # a line with ascenders and descenders is about 1.4 letters of middling height high
    lines = (bottom - top) / (1.45 * letter)
    if lines < DOUBLE:
        return [span]
    middle = (top + bottom) // 2
    reach = max(1, (bottom - top) // 2 - letter // 2)
    low, high = middle - reach, middle + reach
    at = low + int(np.argmin(profile[low:high]))
    if profile[at] > 0.3 * profile[top:bottom].max():
        return [span]  # no gap: a drawing, a stamp, large type
    return [
        *_split_span(profile, (top, at), letter),
        *_split_span(profile, (at, bottom), letter),
    ]


def _attach_diacritics(spans: Sequence[tuple[int, int]], letter: int) -> list[tuple[int, int]]:
    """Give dots, accents and descenders that stand apart to the line they are near."""
    lines = [s for s in spans if s[1] - s[0] >= MARK * letter]
    if not lines:
        return [(spans[0][0], spans[-1][1])] if spans else []
    result = [list(s) for s in lines]
    for start, end in spans:
        if end - start >= MARK * letter:
            continue
        gaps = [max(a - end, start - b) for a, b in lines]
        nearest = int(np.argmin(gaps))
        if gaps[nearest] <= 0.5 * letter:
            result[nearest][0] = min(result[nearest][0], start)
            result[nearest][1] = max(result[nearest][1], end)
        else:
            result.append([start, end])
    result.sort()
    return [(a, b) for a, b in result]


def find_text_boxes(letters: BinaryImage, letter: int) -> list[PixelBox]:
    """Find pieces of lines of text on a page, outside tables, from top to bottom."""
    reach = max(3, round(1.6 * letter)) | 1
    closed = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    boxes = [
        PixelBox(int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, _ in stats[1:]
        if 0.5 * letter <= h <= 3.2 * letter and w >= 0.3 * letter
    ]
    merged = _merge_neighbours(boxes, letter)
    found = []
    for box in merged:
        grown = PixelBox(
            max(0, box.x0 - 2),
            max(0, box.y0 - letter // 4),
            box.x1 + 2,
            box.y1 + letter // 4,
        )
        found.append(grown if box.height <= 2.2 * letter else box)
    return sorted(found, key=lambda s: (s.y0, s.x0))


def _merge_neighbours(boxes: Sequence[PixelBox], letter: int) -> list[PixelBox]:
    """Join pieces that overlap in height and stand close side by side."""
    result: list[PixelBox] = []
    for box in sorted(boxes, key=lambda s: s.x0):
        for i, other in enumerate(result):
            shared = min(box.y1, other.y1) - max(box.y0, other.y0)
            near = box.x0 - other.x1 <= 1.2 * letter
            if near and shared >= 0.6 * min(box.height, other.height):
                result[i] = PixelBox(
                    min(box.x0, other.x0),
                    min(box.y0, other.y0),
                    max(box.x1, other.x1),
                    max(box.y1, other.y1),
                )
                break
        else:
            result.append(box)
    return result


def crop_line(
    scan: PageImage, rules: BinaryImage, strip: PixelBox, limits: PixelBox
) -> GreyImage:
    """Cut a line out of the page, rules painted over, white around it.

    Args:
        scan: The page.
        rules: Ink of the rules.
        strip: The line.
        limits: Nothing outside this box is shown (the cell, the page).
    """
    pad = max(2, strip.height // 8)
    x0, x1 = max(limits.x0, strip.x0 - pad), min(limits.x1, strip.x1 + pad)
    y0, y1 = max(limits.y0, strip.y0 - pad), min(limits.y1, strip.y1 + pad)
    crop = scan.grey[y0:y1, x0:x1].copy()
    crop[rules[y0:y1, x0:x1] > 0] = 255
    framed = cv2.copyMakeBorder(
        crop, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=255
    )
    return np.asarray(framed, np.uint8)


def find_set_height(letters: BinaryImage, strip: PixelBox, letter: int) -> tuple[int, int]:
    """Return top and bottom of a line as its type is set, whatever letters it has.

    Ink reaches down only where there are descenders; the line as set always does.
    """
    window = np.ascontiguousarray(letters[strip.y0 : strip.y1, strip.x0 : strip.x1])
    _, _, stats, _ = cv2.connectedComponentsWithStats(window, connectivity=8)
    tall = stats[1:][stats[1:, cv2.CC_STAT_HEIGHT] >= 0.5 * letter]
    above, below = round(ABOVE * letter), round(BELOW * letter)
    if not len(tall) or strip.height > 1.4 * (above + below):
        return strip.y0, strip.y1
    feet = tall[:, cv2.CC_STAT_TOP] + tall[:, cv2.CC_STAT_HEIGHT]
    foot = strip.y0 + int(np.percentile(feet, 40))
    return foot - above, foot + below


def make_line_glyphs(
    words: Sequence[OcrWord], height: tuple[int, int], scan: PageImage, run: int
) -> list[Glyph]:
    """Make the characters of a recognised line, evenly spaced inside each word.

    Args:
        words: Words with boxes in pixels of the page.
        height: Top and bottom of the line as set, in pixels; the size of the type.
        scan: The page.
        run: Number of the line.
    """
    glyphs = []
    scale = scan.scale
    top, bottom = height[0] * scale, height[1] * scale
    for word in words:
        width = (word.x1 - word.x0) / len(word.text)
        for i, character in enumerate(word.text):
            x0 = (word.x0 + i * width) * scale
            box = (x0, top, x0 + width * scale, bottom)
            glyphs.append(Glyph(character, *box, bottom - top, False, False, 0, 0, True, run))
    return glyphs


def to_pixel_box(box: Box, scan: PageImage) -> PixelBox:
    """Return a box of points in pixels, inside the page."""
    height, width = scan.grey.shape
    inset = INSET / scan.scale
    x0, y0 = box.x0 / scan.scale + inset, box.y0 / scan.scale + inset
    x1, y1 = box.x1 / scan.scale - inset, box.y1 / scan.scale - inset
    return PixelBox(
        min(width, max(0, round(x0))),
        min(height, max(0, round(y0))),
        min(width, max(0, round(x1))),
        min(height, max(0, round(y1))),
    )
