"""Digits checked by their shape against the other digits of the same page.

A page is set in few founts: its threes look like its other threes. The characters of
numbers that two readings agree on are the examples; each character of every number is then
compared with them. This reader shares no mistake with the engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from extractors.scan_engine import Picture
from extractors.scan_lines import Strip
from extractors.scan_picture import Ink

Floats = npt.NDArray[np.float32]

#: Size of the picture that a character is compared in.
WIDTH, HEIGHT = 12, 16
#: Weights of width, height and foot of a character beside its picture.
PLACE_WEIGHT = 0.6
#: A character further from all examples than this looks like none of them.
STRANGE = 0.85
#: A character is what it is read as if its examples are nearer than this share of the
#: distance to all others.
SUPPORT = 0.86
#: It is not, if an example of another is nearer than this share, and near indeed.
CONTRADICTION, NEAR = 0.66, 0.55
#: Pieces smaller than this share of a line's height, each way, are dust.
DUST = 0.05
#: A piece lower than this share of the digits, and not rising higher above their feet, is a
#: mark between them.
MARK_HEIGHT, MARK_RISE = 0.42, 0.35
#: How far it is from one digit to the next, in shares of their height.
ADVANCE = 0.74
#: Grey below which ink is seen, tried in this order.
THRESHOLDS = (150, 120, 180, 95, 70)


class Piece(NamedTuple):
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


class Shape(NamedTuple):
    """A character as drawn: where, and what it looks like."""

    box: Strip
    features: Floats


class Verdict(NamedTuple):
    """What the shapes say of one character read as ``label``.

    Attributes:
        nearest: The character it looks most like; empty if like none.
        own: Distance to the nearest examples of what it was read as.
        other: Distance to the nearest examples of anything else.
    """

    nearest: str
    own: float
    other: float

    @property
    def is_support(self) -> bool:
        """Whether it looks like what it was read as, and less like all else."""
        return self.own <= STRANGE and self.own <= SUPPORT * self.other

    @property
    def is_contradiction(self) -> bool:
        """Whether it looks like something else."""
        return self.other <= NEAR and self.other < CONTRADICTION * self.own


def cut_shapes(letters: Ink, grey: Picture, strip: Strip, expected: int) -> list[Shape]:
    """Cut a line into its characters by the gaps between them, from left to right.

    Ink that runs together is parted by looking only at the darker part of it, and at last
    where a shape is thinnest.

    Args:
        letters: Ink without rules.
        grey: The page.
        strip: The line.
        expected: How many characters it should have.

    Returns:
        Its shapes; as many as expected, or none.
    """
    around = np.s_[strip.y0 : strip.y1, strip.x0 : strip.x1]
    near = cv2.dilate(letters[around], np.ones((3, 3), np.uint8))
    window = np.where(near > 0, grey[around], 255)
    for threshold in THRESHOLDS:
        pieces = _cut_pieces(np.where(window < threshold, 255, 0).astype(np.uint8))
        if len(pieces) == expected:
            return _make_shapes(pieces, grey, strip)
    pieces = _part_widest(_cut_pieces(letters[around]), 255 - window, expected)
    return _make_shapes(pieces, grey, strip) if len(pieces) == expected else []


def find_pieces_of_line(letters: Ink, grey: Picture, strip: Strip, digits: int) -> list[Piece]:
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
    for threshold in THRESHOLDS[:4]:
        boxes = _cut_pieces(np.where(window < threshold, 255, 0).astype(np.uint8))
        if not boxes:
            continue
        highest = max(b[3] - b[1] for b in boxes)
        tall = [b for b in boxes if b[3] - b[1] >= 0.6 * highest]
        height = float(np.median([b[3] - b[1] for b in tall]))
        foot = float(np.median([b[3] for b in tall]))
        pieces = [
            Piece(
                strip.x0 + x0,
                strip.x0 + x1,
                (y1 - y0) / height,
                (y1 - foot) / height,
                y1 - y0 <= MARK_HEIGHT * height and foot - y0 <= MARK_RISE * height,
            )
            for x0, y0, x1, y1 in boxes
        ]
        if sum(not p.is_mark for p in pieces) == digits:
            return pieces
    return []


def _cut_pieces(window: Ink) -> list[list[int]]:
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


def _part_widest(
    pieces: list[list[int]], weight: npt.NDArray[np.uint8], expected: int
) -> list[list[int]]:
    """Part the widest pieces where they are thinnest until there are enough."""
    pieces = [list(p) for p in pieces]
    missing = expected - len(pieces)
    if not pieces or not 0 < missing <= max(2, expected // 3):
        return pieces
    height = float(max(p[3] - p[1] for p in pieces))
    while missing > 0:
        i = max(range(len(pieces)), key=lambda k: pieces[k][2] - pieces[k][0])
        x0, y0, x1, y1 = pieces[i]
        count = min(missing + 1, round((x1 - x0) / (ADVANCE * height) + 0.1))
        if count < 2:
            return pieces
        columns = weight[y0:y1, x0:x1].astype(np.float32).sum(axis=0)
        # digits are all as wide: only near the even cuts is the thinnest place looked for,
        # or a nought would be cut through its eye
        step = (x1 - x0) / count
        reach = max(1, round(0.14 * step))
        cuts = [x0]
        for k in range(1, count):
            low = max(0, round(k * step) - reach)
            cuts.append(x0 + low + int(np.argmin(columns[low : low + 2 * reach + 1])))
        cuts.append(x1)
        parts = []
        for a, b in pairwise(cuts):
            rows = np.nonzero((weight[y0:y1, a:b] > 90).any(axis=1))[0]
            if not len(rows):
                return pieces
            parts.append([a, y0 + int(rows[0]), b, y0 + int(rows[-1]) + 1])
        pieces[i : i + 1] = parts
        missing -= count - 1
    return pieces


def _make_shapes(pieces: Sequence[Sequence[int]], grey: Picture, strip: Strip) -> list[Shape]:
    highest = max(p[3] - p[1] for p in pieces)
    tall = [p for p in pieces if p[3] - p[1] >= 0.5 * highest]
    height = float(np.median([p[3] - p[1] for p in tall]))
    foot = float(np.median([p[3] for p in tall]))
    shapes = []
    for x0, y0, x1, y1 in pieces:
        box = Strip(strip.x0 + x0, strip.y0 + y0, strip.x0 + x1, strip.y0 + y1)
        place = ((x1 - x0) / height, (y1 - y0) / height, (y1 - foot) / height)
        shapes.append(Shape(box, _draw(grey, box, place)))
    return shapes


def _draw(grey: Picture, box: Strip, place: Sequence[float]) -> Floats:
    """Return the features of a character: its picture, without light and size, and place."""
    crop = 255 - grey[box.y0 : box.y1, box.x0 : box.x1]
    small = cv2.resize(crop, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32)
    flat = small.ravel() - small.mean()
    norm = float(np.linalg.norm(flat))
    picture = flat / norm if norm > 1e-6 else flat
    extra = np.array(place, np.float32) * PLACE_WEIGHT
    return np.concatenate([picture, extra]).astype(np.float32)


@dataclass
class Examples:
    """Characters of a page whose reading is agreed on."""

    _features: dict[str, list[Floats]] = field(default_factory=dict)
    _sources: dict[str, list[int]] = field(default_factory=dict)

    def add(self, text: str, shapes: Sequence[Shape], source: int) -> bool:
        """Add the characters of a line, if there are as many shapes as characters."""
        characters = [ch for ch in text if not ch.isspace()]
        if len(characters) != len(shapes):
            return False
        for character, shape in zip(characters, shapes, strict=True):
            self._features.setdefault(character, []).append(shape.features)
            self._sources.setdefault(character, []).append(source)
        return True

    def judge(self, label: str, shape: Shape, source: int) -> Verdict | None:
        """Compare a character with the examples of other lines.

        Returns:
            What they say; ``None`` if there are too few of them.
        """
        distances: dict[str, float] = {}
        for character, features in self._features.items():
            others = [
                f
                for f, s in zip(features, self._sources[character], strict=True)
                if s != source
            ]
            if not others:
                continue
            far = np.sort(np.linalg.norm(np.stack(others) - shape.features, axis=1))
            # one example may be misread itself: the second nearest counts, where there is one
            distances[character] = float(far[min(1, len(far) - 1)])
        if label not in distances and len(distances) < 4:
            return None
        nearest = min(distances, key=lambda c: distances[c])
        own = distances.get(label, 9.0)
        other = min((d for c, d in distances.items() if c != label), default=9.0)
        return Verdict(nearest if distances[nearest] <= STRANGE else "", own, other)
