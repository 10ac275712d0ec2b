"""Marks between groups of digits, from the ink itself.

The engine loses full stops, above all at the beginning of a wrapped line, and takes commas
for them. A mark is a small piece at the feet of the digits; a comma reaches below them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.preprocess import BinaryImage

#: Pieces smaller than this share of a line's height, each way, are dust.
DUST = 0.05
#: A piece lower than this share of the digits, and not rising higher above their feet, is a
#: mark between them.
SEPARATOR_HEIGHT, SEPARATOR_RISE = 0.42, 0.35
#: Grey below which ink is seen, tried in this order.
GREY_LEVELS = (150, 120, 180, 95)
#: Digits further apart than this many times the usual step have lost a mark between them;
#: a 1 stands off its neighbours.
WIDE_STEP = 1.4
#: A mark that reaches this far below the feet, in shares of the height of the digits, is a
#: comma.
COMMA_DEPTH = 0.11
#: Digits and marks; pieces of wrapped numbers begin and end as they like.
_FIGURE = re.compile(r"\(?-?(?P<figure>\d[\d.,]*|[.,]\d[\d.,]*)\)?%?")


class InkComponent(NamedTuple):
    """Connected ink of a line; lengths in shares of the height of its digits.

    Attributes:
        x0: Left edge in pixels of the page.
        x1: Right edge.
        height: Height.
        depth: How far it reaches below the feet of the digits.
        is_mark: Whether it is small and stands at the feet.
    """

    x0: int
    x1: int
    height: float
    depth: float
    is_mark: bool


def find_components(
    letters: BinaryImage, grey: GreyImage, strip: PixelBox, digits: int
) -> list[InkComponent]:
    """Find the connected ink of a line.

    Args:
        letters: Ink without rules.
        grey: The page.
        strip: The line.
        digits: How many pieces must be higher than marks; ink is looked at harder and
            harder until that is so.

    Returns:
        The pieces from left to right; none if there are never as many.
    """
    around = np.s_[strip.y0 : strip.y1, strip.x0 : strip.x1]
    near = cv2.dilate(letters[around], np.ones((3, 3), np.uint8))
    window = np.where(near > 0, grey[around], 255)
    for threshold in GREY_LEVELS:
        boxes = _find_boxes(np.where(window < threshold, 255, 0).astype(np.uint8))
        if not boxes:
            continue
        highest = max(b[3] - b[1] for b in boxes)
        tall = [b for b in boxes if b[3] - b[1] >= 0.6 * highest]
        height = float(np.median([b[3] - b[1] for b in tall]))
        foot = float(np.median([b[3] for b in tall]))
        pieces = [
            InkComponent(
                strip.x0 + x0,
                strip.x0 + x1,
                (y1 - y0) / height,
                (y1 - foot) / height,
                y1 - y0 <= SEPARATOR_HEIGHT * height and foot - y0 <= SEPARATOR_RISE * height,
            )
            for x0, y0, x1, y1 in boxes
        ]
        if sum(not p.is_mark for p in pieces) == digits:
            return pieces
    return []


def _find_boxes(window: BinaryImage) -> list[list[int]]:
    """Return the boxes of connected ink; what stands one above the other is one."""
    window = np.ascontiguousarray(window)
    _, _, stats, _ = cv2.connectedComponentsWithStats(window, connectivity=8)
    least = max(2.0, DUST * window.shape[0])
    pieces = sorted(
        [int(x), int(y), int(x + w), int(y + h)]
        for x, y, w, h, area in stats[1:]
        if max(w, h) >= least and area >= 0.3 * least * least
    )
    merged: list[list[int]] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last is not None:
            shared = min(last[2], piece[2]) - max(last[0], piece[0])
            if shared >= 0.35 * min(last[2] - last[0], piece[2] - piece[0]):
                last[1], last[3] = min(last[1], piece[1]), max(last[3], piece[3])
                last[2] = max(last[2], piece[2])
                continue
        merged.append(piece)
    return merged


def restore_separators(
    text: str, pieces: Sequence[InkComponent], *, is_first: bool = True
) -> str:
    """Return the text with the marks that the ink shows.

    Args:
        text: A line of digits and marks as the engine read it, without white space.
        pieces: Connected ink of the line from left to right.
        is_first: Whether it is the first line of its cell: a mark before it is a speck.

    Returns:
        The text with lost marks put in; unchanged where ink and
        text do not answer each other digit for digit.
    """
    found = _FIGURE.fullmatch(text)
    if found is None or not pieces or text != found["figure"]:
        return text
    tall = [p for p in pieces if not p.is_mark]
    if len(tall) != sum(ch.isdigit() for ch in text):
        return text
    rebuilt: list[str] = []
    at = 0
    for piece in pieces:
        if piece.is_mark:
            own = text[at] if at < len(text) and text[at] in ".," else ""
            at += bool(own)
            if own or rebuilt or not is_first:
                rebuilt.append(own or _classify_separator(piece, text))
            continue
        if at < len(text) and text[at] in ".,":
            return text  # a mark was read where the ink shows none
        rebuilt.append(text[at])
        at += 1
    rebuilt += text[at:]
    result = "".join(rebuilt)
    if len(result) > len(text) and not _is_grouping(result, text):
        return text  # a speck, or a decimal mark that two networks did not see
    return result


def _is_grouping(result: str, text: str) -> bool:
    """Say whether the marks put in part groups of three, as only a number's own marks do."""
    inner = result.strip(".,")
    if inner == text.strip(".,"):
        return True  # only at the ends
    return bool(re.fullmatch(r"\d{1,3}([.,]\d{3})+([.,]\d{1,2})?", inner)) and (
        sum(ch in ".," for ch in text) > 0 or len(re.split(r"[.,]", inner)[-1]) == 3
    )


def count_inner_separators(pieces: Sequence[InkComponent]) -> int:
    """Count the marks between the first and the last digit that the ink shows."""
    digits = [i for i, p in enumerate(pieces) if not p.is_mark]
    if not digits:
        return 0
    return sum(p.is_mark for p in pieces[digits[0] : digits[-1]])


def has_wide_gap(pieces: Sequence[InkComponent]) -> bool:
    """Say whether two digits stand further apart than the others: a mark is lost there."""
    steps = [
        (b.x0 + b.x1 - a.x0 - a.x1) / 2
        for a, b in pairwise(pieces)
        if not a.is_mark and not b.is_mark
    ]
    return len(steps) > 2 and max(steps) > WIDE_STEP * float(np.median(steps))


def _classify_separator(piece: InkComponent, text: str) -> str:
    """Name a mark that was not read: like the others of its number, else by its shape."""
    others = {ch for ch in text if ch in ".,"}
    if len(others) == 1:
        return others.pop()
    return "," if piece.depth >= COMMA_DEPTH else "."
