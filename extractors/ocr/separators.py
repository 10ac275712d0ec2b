"""Separators between digits (full stops and commas), recovered from the ink itself.

Engines lose full stops, above all at the beginning of a wrapped line, and take commas for
them. A separator is a small connected component at the feet of the digits; a comma reaches
below them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from sidak.extractors.ocr.engine import BinaryImage, GreyImage
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.settings import SETTINGS

SEPARATORS = ".,"
#: Digits and separators; pieces of wrapped numbers begin and end as they like.
_NUMBER = re.compile(r"[.,]?\d[\d.,]*")


class InkComponent(NamedTuple):
    """Connected ink of a line.

    Attributes:
        x0: Left edge in pixels of the page.
        x1: Right edge.
        height: Height in heights of the digits.
        depth: How far it reaches below the feet of the digits, in heights of the digits.
        is_separator: Whether it is small and stands at the feet.
    """

    x0: int
    x1: int
    height: float
    depth: float
    is_separator: bool


def find_components(
    letters: BinaryImage, grey: GreyImage, line: PixelBox, digits: int
) -> list[InkComponent]:
    """Find the connected ink of a line.

    Args:
        letters: Ink without rulings.
        grey: The page.
        line: Where the line stands.
        digits: How many components must be higher than separators; several thresholds of
            grey are tried until that is so.

    Returns:
        The components from left to right; none if no threshold gives as many.
    """
    own = SETTINGS.separators
    around = np.s_[line.y0 : line.y1, line.x0 : line.x1]
    near = cv2.dilate(letters[around], np.ones((3, 3), np.uint8))
    window = np.where(near > 0, grey[around], 255)
    for threshold in own.grey_levels:
        boxes = _find_boxes(np.where(window < threshold, 255, 0).astype(np.uint8))
        if not boxes:
            continue
        highest = max(b[3] - b[1] for b in boxes)
        tall = [b for b in boxes if b[3] - b[1] >= own.tall * highest]
        height = float(np.median([b[3] - b[1] for b in tall]))
        foot = float(np.median([b[3] for b in tall]))
        components = [
            InkComponent(
                line.x0 + x0,
                line.x0 + x1,
                (y1 - y0) / height,
                (y1 - foot) / height,
                y1 - y0 <= own.most_height * height and foot - y0 <= own.most_rise * height,
            )
            for x0, y0, x1, y1 in boxes
        ]
        if sum(not c.is_separator for c in components) == digits:
            return components
    return []


def _find_boxes(window: BinaryImage) -> list[list[int]]:
    """Return the boxes of connected ink from left to right; ink one above the other is one."""
    window = np.ascontiguousarray(window)
    _, _, stats, _ = cv2.connectedComponentsWithStats(window, connectivity=8)
    own = SETTINGS.separators
    least = max(2.0, own.dust * window.shape[0])
    boxes = sorted(
        [int(x), int(y), int(x + w), int(y + h)]
        for x, y, w, h, area in stats[1:]
        if max(w, h) >= least and area >= own.least_fill * least * least
    )
    merged: list[list[int]] = []
    for box in boxes:
        last = merged[-1] if merged else None
        if last is not None:
            shared = min(last[2], box[2]) - max(last[0], box[0])
            if shared >= own.most_overlap * min(last[2] - last[0], box[2] - box[0]):
                last[1], last[3] = min(last[1], box[1]), max(last[3], box[3])
                last[2] = max(last[2], box[2])
                continue
        merged.append(box)
    return merged


def restore_separators(
    text: str, components: Sequence[InkComponent], *, is_first: bool = True
) -> str:
    """Insert the separators that the ink shows and the engine lost.

    Args:
        text: A line of digits and separators as recognised, without white space.
        components: Connected ink of the line from left to right.
        is_first: Whether it is the first line of its cell: a separator before it is a speck.

    Returns:
        The text with lost separators put in; unchanged where ink and text do not correspond
        digit for digit.
    """
    digits = sum(not c.is_separator for c in components)
    if not _NUMBER.fullmatch(text) or digits != sum(ch.isdigit() for ch in text):
        return text
    restored: list[str] = []
    at = 0
    for component in components:
        known = text[at] if at < len(text) and text[at] in SEPARATORS else ""
        if component.is_separator:
            at += bool(known)
            if known or restored or not is_first:
                restored.append(known or _classify_separator(component, text))
            continue
        if known:
            return text  # a separator was read where the ink shows none
        restored.append(text[at])
        at += 1
    restored += text[at:]
    result = "".join(restored)
    if len(result) > len(text) and not _is_grouping(result, text):
        return text  # a speck, or a decimal separator that two engines did not see
    return result


def _is_grouping(result: str, text: str) -> bool:
    """Return True if the separators put in part groups of three, or stand at the ends."""
    inner = result.strip(SEPARATORS)
    if inner == text.strip(SEPARATORS):
        return True
    return bool(re.fullmatch(r"\d{1,3}([.,]\d{3})+([.,]\d{1,2})?", inner)) and (
        any(ch in SEPARATORS for ch in text) or len(re.split(r"[.,]", inner)[-1]) == 3
    )


def _classify_separator(component: InkComponent, text: str) -> str:
    """Return a separator like the others of its number, else by its shape."""
    others = {ch for ch in text if ch in SEPARATORS}
    if len(others) == 1:
        return others.pop()
    return "," if component.depth >= SETTINGS.separators.comma_depth else "."


def count_inner_separators(components: Sequence[InkComponent]) -> int:
    """Count the separators between the first and the last digit that the ink shows."""
    digits = [i for i, c in enumerate(components) if not c.is_separator]
    if not digits:
        return 0
    return sum(c.is_separator for c in components[digits[0] : digits[-1]])


def has_wide_gap(components: Sequence[InkComponent]) -> bool:
    """Return True if two digits stand further apart than others: a separator is lost there."""
    steps = [
        (b.x0 + b.x1 - a.x0 - a.x1) / 2
        for a, b in pairwise(components)
        if not a.is_separator and not b.is_separator
    ]
    return len(steps) > 2 and max(steps) > SETTINGS.separators.wide_gap * float(
        np.median(steps)
    )
