"""Digits read by the type of the page itself: a reader that shares no mistake with the engine.

A page is set in few founts. The characters of numbers that two networks agree on are
averaged into types; a line of figures is then read as the sequence of types and gaps that
looks most like it, wherever its digits touch or break. It says how much better that sequence
is than any with another character in one place.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

#: Characters that are learned and read.
ALPHABET = "0123456789.,%()-/:"
SEPARATORS = ".,"
#: Height of a digit in the picture that is compared, and room above and below.
DIGIT_HEIGHT, ABOVE, BELOW = 20, 5, 7
BAND = ABOVE + DIGIT_HEIGHT + BELOW
#: White at either end of a line.
PADDING = 6
#: Softening of the picture, so that rough edges and half a pixel do not count.
BLUR = 1.1
#: Columns beside a character in which its rivals may stand.
REACH = 4
#: Columns of soft edge on either side of a character, and columns that two may share.
EDGE, OVERLAP = 1, 3
#: A mark that is not better than blank paper by this share of its own ink is none.
LEAST_SEPARATOR_GAIN = 0.45
#: What each character costs: of two readings as good the shorter one is taken.
GLYPH_PENALTY = 1.0


class LineImage(NamedTuple):
    """A line of figures as it is compared.

    Attributes:
        picture: Ink from 0 to 1, ``BAND`` rows, feet of digits at row ``ABOVE + HEIGHT``.
    """

    picture: Floats


class GlyphTemplate(NamedTuple):
    """A character as the page prints it."""

    character: str
    picture: Floats

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.picture.shape[1])


class PlacedGlyph(NamedTuple):
    """A character found on a line: which, from which column to which, how unlike its type."""

    character: str
    x0: int
    x1: int
    cost: float


class MatchScore(NamedTuple):
    """What the types say of a line.

    Attributes:
        text: Marks and digits that it looks most like.
        cost: How unlike, per character, as a share of the character's own ink.
        margin: How much better than any other character in the worst place: 1 is as clear
            as print, 0 undecided.
        blank: Ink between the characters, as a share of that of the lightest digit.
        total: How unlike the whole line is.
        weakest: The character of the worst place and its rival.
        marks: How much better marks are than blank paper, and blank paper than marks.
    """

    text: str
    cost: float
    margin: float
    blank: float = 0.0
    total: float = 0.0
    weakest: tuple[str, str] = ("", "")
    marks: float = np.inf


def render_line(grey: npt.NDArray[np.uint8], top: float, foot: float) -> LineImage:
    """Draw a line in the size that types have.

    Args:
        grey: The line without rules, white around it.
        top: Where its digits begin, in pixels.
        foot: Where they end.
    """
    columns = np.nonzero((grey < 250).any(axis=0))[0]
    if len(columns):
        grey = grey[:, max(0, columns[0] - 1) : columns[-1] + 2]
    scale = DIGIT_HEIGHT / max(3.0, foot - top)
    width = max(1, round(grey.shape[1] * scale)) + 2 * PADDING
    shift = np.array([[scale, 0, PADDING], [0, scale, ABOVE - top * scale]], np.float32)
    flags = cv2.INTER_AREA if scale < 0.7 else cv2.INTER_CUBIC
    drawn = cv2.warpAffine(
        grey,
        shift,
        (width, BAND),
        flags=flags,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255,),
    )
    ink = cv2.GaussianBlur((255 - drawn.astype(np.float32)) / 255, (0, 0), BLUR)
    dark = float(np.percentile(ink[ink > 0.2], 90)) if (ink > 0.2).any() else 1.0
    return LineImage(np.asarray(np.clip(ink / max(0.3, dark), 0, 1.2), np.float32))


class GlyphTemplates:
    """The types of a page.

    Args:
        types: Its types; one character may have several.
    """

    def __init__(self, types: Sequence[GlyphTemplate]) -> None:
        wide = [GlyphTemplate(t.character, _pad_narrow(t.picture)) for t in types]
        self.types = tuple(sorted(wide, key=lambda t: t.character))
        self._widths = np.array([t.width for t in self.types], int)
        names = [t.character for t in self.types]
        self.characters = tuple(dict.fromkeys(names))
        self._firsts = np.array([names.index(ch) for ch in self.characters], int)
        self._distances: dict[tuple[str, str], float] = {}

    def _find_distances(self) -> dict[tuple[str, str], float]:
        """Return how unlike each two characters are, the blank among them."""
        if self._distances:
            return self._distances
        for own in self.types:
            side = 2 * DIGIT_HEIGHT
            room = cv2.copyMakeBorder(
                own.picture, 0, 0, side, side, cv2.BORDER_CONSTANT, value=0
            )
            table, gaps = self._match_all(np.asarray(room, np.float32))
            slot = (side - REACH, side + own.width + REACH)
            for rival, cost in self._find_rivals(table, gaps, slot).items():
                key = (own.character, rival)
                self._distances[key] = min(cost, self._distances.get(key, np.inf))
        return self._distances

    def _match_all(self, picture: Floats, only: str = ALPHABET) -> tuple[Floats, Floats]:
        """Return how unlike each type is at each column, and what blanks cost up to it."""
        tall = cv2.copyMakeBorder(picture, 1, 1, 0, 0, cv2.BORDER_CONSTANT, value=0)
        table = np.full((len(self.types), picture.shape[1] + 1), np.inf, np.float32)
        for row, own in zip(table, self.types, strict=True):
            if own.width > picture.shape[1] or own.character not in only:
                continue
            found = cv2.matchTemplate(tall, own.picture, cv2.TM_SQDIFF)
            # the rows that a type moved by one leaves out cost as well, but are white
            row[: found.shape[1]] = np.maximum(found.min(axis=0), 0)
        gaps = np.concatenate([[0.0], np.cumsum((picture**2).sum(axis=0))]).astype(np.float32)
        return table, gaps

    def _find_rivals(
        self, table: Floats, gaps: Floats, slot: tuple[int, int]
    ) -> dict[str, float]:
        """Return how unlike a slot is each character, the ink beside it counted."""
        start, end = slot
        first, last = max(0, start - OVERLAP), min(len(gaps), end + OVERLAP + 1)
        at = np.arange(first, last)
        ends = at[None, :] + self._widths[:, None]
        before = np.maximum(0, gaps[at] - gaps[start])
        after = np.maximum(0, gaps[end] - gaps[np.minimum(ends, len(gaps) - 1)])
        costs = table[:, first:last] + before[None, :] + after
        costs[ends > end + OVERLAP] = np.inf  # wider than the place
        best = np.minimum.reduceat(costs.min(axis=1), self._firsts)
        rivals = {"": float(gaps[end] - gaps[start])}
        rivals.update(zip(self.characters, best.tolist(), strict=True))
        return {ch: cost for ch, cost in rivals.items() if cost < np.inf}

    def read(self, line: LineImage) -> tuple[list[PlacedGlyph], MatchScore]:
        """Read a line as the sequence of types that looks most like it."""
        table, gaps = self._match_all(line.picture)
        placed = self._segment(table, gaps, line.picture.shape[1])
        placed, certainty = self._drop_specks(placed, gaps)
        own = self._score(placed, table, gaps)
        return placed, own._replace(marks=min(own.marks, certainty))

    def align(self, line: LineImage, text: str) -> tuple[list[PlacedGlyph], float]:
        """Find where on a line the characters of a text stand.

        Returns:
            The places, none if it cannot be; and how unlike the whole line is.
        """
        table, gaps = self._match_all(line.picture, text)
        placed = self._align_forced(text, table, gaps)
        return placed, _total_cost(placed, gaps)

    def _segment(self, table: Floats, gaps: Floats, width: int) -> list[PlacedGlyph]:
        """Find the sequence of types and gaps that is least unlike a line."""
        count, most = len(self.types), int(self._widths.max())
        # ending[i, x]: cost of type i if it ends at column x
        ending = np.full((count, width + 1), np.inf, np.float32)
        for i, own in enumerate(self._widths.tolist()):
            if own <= width:
                ending[i, own:] = table[i, : width + 1 - own] + GLYPH_PENALTY
        steps = np.diff(gaps).tolist()
        best = [0.0] + [np.inf] * width
        # soft edges of neighbours lie on each other: the cheapest of the next few columns
        onto = np.full(width + 1 + most, np.inf, np.float32)
        which = [-1] * (width + 1)
        starts = most - self._widths
        for x in range(1, width + 1):
            ready = x - 1 - OVERLAP
            if ready >= 0:
                onto[ready + most] = min(best[ready:x])
            values = onto[starts + x] + ending[:, x]
            i = int(values.argmin())
            value, blank = float(values[i]), best[x - 1] + steps[x - 1]
            if value < blank:
                best[x], which[x] = value, i
            else:
                best[x] = blank
        placed: list[PlacedGlyph] = []
        x = width
        while x > 0:
            i = which[x]
            if i < 0:
                x -= 1
                continue
            x0 = x - int(self._widths[i])
            placed.append(PlacedGlyph(self.types[i].character, x0, x, float(table[i, x0])))
            near = best[x0 : x0 + OVERLAP + 1]
            x = x0 + near.index(min(near))
        return placed[::-1]

    def _align_forced(self, text: str, table: Floats, gaps: Floats) -> list[PlacedGlyph]:
        if not text or any(ch not in self.characters for ch in text):
            return []
        width = len(gaps) - 1
        reach = gaps.copy()
        trail: list[tuple[Floats, npt.NDArray[np.int_]]] = []
        for character in text:
            ends = np.full(width + 1, np.inf, np.float32)
            which = np.full(width + 1, -1)
            for i, own in enumerate(self.types):
                if own.character != character or own.width > width:
                    continue
                starts = np.arange(width - own.width + 1)
                near = np.minimum(starts[:, None] + np.arange(OVERLAP + 1), width)
                onto = reach[near].min(axis=1)
                value = onto + table[i, : len(starts)] + GLYPH_PENALTY
                at = starts + own.width
                better = value < ends[at]
                ends[at[better]] = value[better]
                which[at[better]] = i
            trail.append((ends, which))
            reach = (gaps + np.minimum.accumulate(ends - gaps)).astype(np.float32)
        ends, which = trail[-1]
        total = ends + gaps[-1] - gaps
        if not np.isfinite(total).any():
            return []
        x = int(total.argmin())
        placed: list[PlacedGlyph] = []
        for k in range(len(text) - 1, -1, -1):
            ends, which = trail[k]
            i = int(which[x])
            if i < 0:
                return []
            x0 = x - self.types[i].width
            placed.append(PlacedGlyph(text[k], x0, x, float(table[i, x0])))
            if k:
                before = trail[k - 1][0]
                limit = min(x0 + OVERLAP, width) + 1
                x = int((before[:limit] - np.minimum(gaps[:limit], gaps[x0])).argmin())
        return placed[::-1]

    def _drop_specks(
        self, placed: Sequence[PlacedGlyph], gaps: Floats
    ) -> tuple[list[PlacedGlyph], float]:
        """Leave out marks that are hardly better than blank paper.

        Returns:
            The rest, and how certain it is that nothing was left out that is a mark.
        """
        distances = self._find_distances()
        kept, certainty = [], np.inf
        for p in placed:
            if p.character in SEPARATORS:
                ink = distances[p.character, ""]
                share = (float(gaps[p.x1] - gaps[p.x0]) - p.cost) / ink
                if share < LEAST_SEPARATOR_GAIN:
                    certainty = min(certainty, LEAST_SEPARATOR_GAIN - share)
                    continue
            kept.append(p)
        return kept, certainty

    def _score(self, placed: Sequence[PlacedGlyph], table: Floats, gaps: Floats) -> MatchScore:
        if not placed:
            return MatchScore("", np.inf, -1.0, 1.0, float(gaps[-1]))
        distances = self._find_distances()
        edges = [0, *((a.x1 + b.x0) // 2 for a, b in pairwise(placed)), len(gaps) - 1]
        worst, marks, weakest, dearest = np.inf, np.inf, ("", ""), 0.0
        for p, (start, end) in zip(placed, pairwise(edges), strict=True):
            rivals = self._find_rivals(table, gaps, (min(start, p.x0), max(end, p.x1)))
            own = rivals.pop(p.character)
            dearest = max(dearest, own / max(distances[p.character, ""], 12.0))
            for rival, cost in rivals.items():
                if rival and rival in SEPARATORS and p.character in SEPARATORS:
                    continue
                distance = distances.get((p.character, rival))
                if distance is None:
                    continue  # much wider
                margin = (cost - own) / max(distance, 1e-6)
                if p.character in SEPARATORS and not rival:
                    marks = min(marks, margin)
                elif margin < worst:
                    worst, weakest = margin, (p.character, rival)
        digit = min(v for (ch, rival), v in distances.items() if not rival and ch.isdigit())
        ends = [0, *(x for p in placed for x in (p.x0, p.x1)), len(gaps) - 1]
        bare = [float(gaps[b] - gaps[a]) for a, b in zip(ends[::2], ends[1::2], strict=True)]
        text = "".join(p.character for p in placed)
        total = _total_cost(placed, gaps)
        unread = max(bare) / digit
        return MatchScore(text, dearest, float(worst), unread, total, weakest, marks)


def _pad_narrow(picture: Floats) -> Floats:
    """Put white beside a character that is no wider than what neighbours may share."""
    missing = OVERLAP + 2 - picture.shape[1]
    return np.pad(picture, ((0, 0), (0, missing))) if missing > 0 else picture


def _total_cost(placed: Sequence[PlacedGlyph], gaps: Floats) -> float:
    """Return how unlike a whole line is the characters placed on it."""
    return float(gaps[-1]) + sum(
        p.cost + GLYPH_PENALTY - float(gaps[p.x1] - gaps[p.x0]) for p in placed
    )


def recognise_best(
    founts: Sequence[GlyphTemplates], line: LineImage
) -> tuple[list[PlacedGlyph], MatchScore]:
    """Read a line by the fount that it looks most like."""
    return min((f.read(line) for f in founts), key=lambda r: r[1].total)
