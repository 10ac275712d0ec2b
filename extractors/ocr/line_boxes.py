"""Detection of lines of text: in the cells of a grid and on the page around it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from sidak.extractors.ocr.engine import BinaryImage
from sidak.extractors.ocr.ink_pieces import measure_pieces
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Box


class PixelBox(NamedTuple):
    """A box in whole pixels; the right and lower ends are not included."""

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
    own = SETTINGS.lines
    stats = measure_pieces(letters).stats
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    least, most = scan.pixels(own.least_letter), scan.pixels(own.most_letter)
    heights = heights[(heights >= least) & (heights <= most)]
    return int(np.median(heights)) if len(heights) else scan.pixels(own.assumed_letter)


def find_line_boxes(letters: BinaryImage, around: PixelBox, letter: int) -> list[PixelBox]:
    """Find the lines of text in a box from top to bottom.

    Args:
        letters: Ink without rulings.
        around: Where to look.
        letter: Usual height of a letter in pixels.
    """
    window = letters[around.y0 : around.y1, around.x0 : around.x1] > 0
    if window.size == 0 or not window.any():
        return []
    profile = window.sum(axis=1)
    spans = list(_find_runs(profile > 0))
    spans = [part for span in spans for part in _split_span(profile, span, letter)]
    boxes = []
    for top, bottom in _attach_diacritics(spans, letter):
        columns = np.nonzero(window[top:bottom].any(axis=0))[0]
        if len(columns):
            left, right = around.x0 + int(columns[0]), around.x0 + int(columns[-1]) + 1
            boxes.append(PixelBox(left, around.y0 + top, right, around.y0 + bottom))
    return boxes


def is_speck(box: PixelBox, letter: int) -> bool:
    """Return True if ink is no line: much smaller than a letter, and no dash.

    Args:
        box: The ink.
        letter: Usual height of a letter in pixels.
    """
    own = SETTINGS.lines
    width = box.x1 - box.x0
    is_small = max(width, box.height) < own.small_line * letter
    return is_small and width < own.least_dash * box.height


def drop_remnants(boxes: Sequence[PixelBox], limits: PixelBox, reach: int) -> list[PixelBox]:
    """Drop pieces of a ruling at a border of a cell that has other lines.

    At its sides they are narrower than any digit: the flag and foot of a 1 take a third of its
    height. Above and below they are lower than any letter.

    Args:
        boxes: The lines of a cell.
        limits: The cell.
        reach: How wide a piece is at most, and how far from the side, in pixels.
    """
    lines = [
        box
        for box in boxes
        if box.x1 - box.x0 > reach
        or box.height < SETTINGS.lines.least_piece * (box.x1 - box.x0)
        or min(box.x0 - limits.x0, limits.x1 - box.x1) > reach
    ]
    lines = [
        box
        for box in lines
        if box.height > reach or min(box.y0 - limits.y0, limits.y1 - box.y1) > reach
    ]
    return lines or list(boxes)


def extend_over_faint_ink(
    scan: PageImage, rulings: BinaryImage, box: PixelBox, limits: PixelBox
) -> PixelBox:
    """Widen a line by characters beside it that are too faint to count as ink.

    Args:
        scan: The page.
        rulings: Ink of the rulings.
        box: The line.
        limits: What it must not reach beyond.
    """
    own = SETTINGS.lines
    reach = round(own.faint_reach * box.height)
    beyond = max(2, box.height // 3)
    x0, x1 = max(limits.x0, box.x0 - 8 * reach), min(limits.x1, box.x1 + 8 * reach)
    y0, y1 = max(limits.y0, box.y0 - beyond), min(limits.y1, box.y1 + beyond)
    faint = (scan.grey[y0:y1, x0:x1] < own.faint_grey) & (rulings[y0:y1, x0:x1] == 0)
    inside = faint[box.y0 - y0 : box.y1 - y0]
    outside = np.concatenate([faint[: box.y0 - y0], faint[box.y1 - y0 :]])
    # what goes on above and below is a ruling or a line of its own
    marked = (inside.mean(axis=0) >= own.least_faint) & ~outside.any(axis=0)
    left, right = box.x0 - x0, box.x1 - x0
    while len(before := np.nonzero(marked[max(0, left - reach) : left])[0]):
        left = max(0, left - reach) + int(before[0])
    while len(behind := np.nonzero(marked[right : right + reach])[0]):
        right += int(behind[-1]) + 1
    return box._replace(x0=x0 + left, x1=x0 + right)


def _find_runs(flags: Sequence[bool] | BinaryImage) -> Iterator[tuple[int, int]]:
    """Yield the runs of true flags as (first, after the last)."""
    padded = np.concatenate([[0], np.asarray(flags, np.int8), [0]])
    edges = np.nonzero(np.diff(padded))[0]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield int(start), int(end)


def _split_span(
    profile: BinaryImage, span: tuple[int, int], letter: int
) -> list[tuple[int, int]]:
    """Split rows of ink too high for one line where they have least ink."""
    own = SETTINGS.lines
    top, bottom = span
    if (bottom - top) / (own.line_height * letter) < own.double_line:
        return [span]
    middle = (top + bottom) // 2
    reach = max(1, (bottom - top) // 2 - letter // 2)
    low, high = middle - reach, middle + reach
    at = low + int(np.argmin(profile[low:high]))
    if profile[at] > own.most_cut_ink * profile[top:bottom].max():
        return [span]  # no gap: a drawing, a stamp, large type
    return [
        *_split_span(profile, (top, at), letter),
        *_split_span(profile, (at, bottom), letter),
    ]


def _attach_diacritics(spans: Sequence[tuple[int, int]], letter: int) -> list[tuple[int, int]]:
    """Attach dots, accents and descenders that stand apart to the line they are near."""
    least = SETTINGS.lines.small_line * letter
    lines = [s for s in spans if s[1] - s[0] >= least]
    if not lines:
        return [(spans[0][0], spans[-1][1])] if spans else []
    result = [list(s) for s in lines]
    for start, end in spans:
        if end - start >= least:
            continue
        gaps = [max(a - end, start - b) for a, b in lines]
        nearest = int(np.argmin(gaps))
        if gaps[nearest] <= SETTINGS.lines.attach_reach * letter:
            result[nearest][0] = min(result[nearest][0], start)
            result[nearest][1] = max(result[nearest][1], end)
        else:
            result.append([start, end])
    result.sort()
    return [(a, b) for a, b in result]


def find_text_boxes(letters: BinaryImage, letter: int) -> list[PixelBox]:
    """Find pieces of lines of text on a page, outside tables, from top to bottom."""
    own = SETTINGS.lines
    reach = max(3, round(own.text_gap * letter)) | 1
    closed = cv2.morphologyEx(letters, cv2.MORPH_CLOSE, np.ones((1, reach), np.uint8))
    stats = measure_pieces(np.asarray(closed, np.uint8)).stats
    boxes = [
        PixelBox(int(x), int(y), int(x + w), int(y + h))
        for x, y, w, h, _ in stats[1:]
        if own.least_text_height * letter <= h <= own.most_text_height * letter
        and w >= own.least_text_width * letter
    ]
    found = []
    for box in _merge_neighbours(boxes, letter):
        above = letter // 4
        grown = PixelBox(max(0, box.x0 - 2), max(0, box.y0 - above), box.x1 + 2, box.y1 + above)
        found.append(grown if box.height <= own.most_grown_height * letter else box)
    return sorted(found, key=lambda b: (b.y0, b.x0))


def _merge_neighbours(boxes: Sequence[PixelBox], letter: int) -> list[PixelBox]:
    """Join boxes that overlap in height and stand close side by side."""
    own = SETTINGS.lines
    result: list[PixelBox] = []
    for box in sorted(boxes, key=lambda b: b.x0):
        for i, other in enumerate(result):
            shared = min(box.y1, other.y1) - max(box.y0, other.y0)
            near = box.x0 - other.x1 <= own.merge_gap * letter
            if near and shared >= own.merge_overlap * min(box.height, other.height):
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


def find_set_height(letters: BinaryImage, box: PixelBox, letter: int) -> tuple[int, int]:
    """Return top and bottom of a line as it is set, in pixels, whatever letters it has.

    Ink reaches down only where there are descenders; the line as set always does.
    """
    own = SETTINGS.lines
    window = np.ascontiguousarray(letters[box.y0 : box.y1, box.x0 : box.x1])
    _, _, stats, _ = cv2.connectedComponentsWithStats(window, connectivity=8)
    tall = stats[1:][stats[1:, cv2.CC_STAT_HEIGHT] >= own.tall_letter * letter]
    above, below = round(own.ascent * letter), round(own.descent * letter)
    if not len(tall) or box.height > own.most_set_height * (above + below):
        return box.y0, box.y1
    feet = tall[:, cv2.CC_STAT_TOP] + tall[:, cv2.CC_STAT_HEIGHT]
    foot = box.y0 + int(np.percentile(feet, 40))
    return foot - above, foot + below


def to_pixel_box(box: Box, scan: PageImage) -> PixelBox:
    """Return the inside of a cell, given in points, in pixels of the page."""
    height, width = scan.grey.shape
    inset = SETTINGS.lines.cell_inset / scan.scale
    x0, y0 = box.x0 / scan.scale + inset, box.y0 / scan.scale + inset
    x1, y1 = box.x1 / scan.scale - inset, box.y1 / scan.scale - inset
    return PixelBox(
        min(width, max(0, round(x0))),
        min(height, max(0, round(y0))),
        min(width, max(0, round(x1))),
        min(height, max(0, round(y1))),
    )
