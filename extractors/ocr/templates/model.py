"""Glyph templates and the recognition of a line of digits with them.

A line is rendered at the size of the templates and matched against all of them at every
column. Recognition is a shortest path over the columns (Viterbi): the sequence of templates
and gaps that leaves the least squared difference, wherever digits touch or break. The score
tells how much better that sequence is than any with another glyph in one place.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.separators import SEPARATORS
from sidak.extractors.ocr.templates.settings import SETTINGS

#: Ink from 0 to 1, one line of digits or one glyph, ``BAND`` rows high; the feet of digits
#: stand at row ``ABOVE + DIGIT_HEIGHT``.
InkImage = npt.NDArray[np.float32]

#: Characters that are trained and recognised.
ALPHABET = "0123456789.,%()-/:"
#: Height of a digit in the images that are compared, and room above and below it, in rows.
DIGIT_HEIGHT, ABOVE, BELOW = 20, 5, 7
BAND = ABOVE + DIGIT_HEIGHT + BELOW
#: White columns at either end of a line.
PADDING = 6
#: Standard deviation of the blur that makes up for rough edges and half a pixel.
BLUR = 1.1
#: Columns beside a glyph in which its rivals may stand.
REACH = 4
#: Columns of soft edge on either side of a glyph, and columns that two glyphs may share.
EDGE, OVERLAP = 1, 3


class GlyphTemplate(NamedTuple):
    """The mean image of a character as the page prints it."""

    character: str
    image: InkImage

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.image.shape[1])


class PlacedGlyph(NamedTuple):
    """A glyph found on a line.

    Attributes:
        character: Which.
        x0: First column.
        x1: Column after the last.
        cost: Squared difference from its template.
    """

    character: str
    x0: int
    x1: int
    cost: float


class MatchScore(NamedTuple):
    """How well templates match a line.

    Attributes:
        cost: Cost of the worst glyph, as a share of its own ink.
        margin: Gain over any other glyph in the worst place: 1 is as clear as print, 0
            undecided.
        unread: Most ink between two glyphs, as a share of that of the lightest digit.
        total: Squared difference of the whole line.
        separator_margin: Gain of separators over blank paper, and of blank paper over them.
    """

    cost: float
    margin: float
    unread: float = 0.0
    total: float = 0.0
    separator_margin: float = np.inf


def render_line(grey: GreyImage, top: float, foot: float) -> InkImage:
    """Render a line at the size of templates.

    Args:
        grey: The line without rulings, white around it.
        top: Where its digits begin, in pixels.
        foot: Where they end, in pixels.
    """
    columns = np.nonzero((grey < 250).any(axis=0))[0]
    if len(columns):
        grey = grey[:, max(0, columns[0] - 1) : columns[-1] + 2]
    scale = DIGIT_HEIGHT / max(3.0, foot - top)
    width = max(1, round(grey.shape[1] * scale)) + 2 * PADDING
    shift = np.array([[scale, 0, PADDING], [0, scale, ABOVE - top * scale]], np.float32)
    rendered = cv2.warpAffine(
        grey,
        shift,
        (width, BAND),
        flags=cv2.INTER_AREA if scale < 0.7 else cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(255,),
    )
    ink = cv2.GaussianBlur((255 - rendered.astype(np.float32)) / 255, (0, 0), BLUR)
    dark = float(np.percentile(ink[ink > 0.2], 90)) if (ink > 0.2).any() else 1.0
    return np.asarray(np.clip(ink / max(0.3, dark), 0, 1.2), np.float32)


class GlyphTemplates:
    """The templates of one font and weight.

    Args:
        templates: One or more for each character.
    """

    def __init__(self, templates: Sequence[GlyphTemplate]) -> None:
        wide = [GlyphTemplate(t.character, _pad_narrow(t.image)) for t in templates]
        self.templates = tuple(sorted(wide, key=lambda t: t.character))
        self._widths = np.array([t.width for t in self.templates], int)
        names = [t.character for t in self.templates]
        self.characters = tuple(dict.fromkeys(names))
        self._firsts = np.array([names.index(ch) for ch in self.characters], int)
        self._distances: dict[tuple[str, str], float] = {}

    def recognise(self, line: InkImage) -> tuple[list[PlacedGlyph], MatchScore]:
        """Find the sequence of glyphs that matches a line best."""
        table, gaps = self._match_all(line)
        placed, certainty = self._drop_specks(self._segment(table, gaps), gaps)
        score = self._score(placed, table, gaps)
        return placed, score._replace(separator_margin=min(score.separator_margin, certainty))

    def align(self, line: InkImage, text: str) -> tuple[list[PlacedGlyph], float]:
        """Find where on a line the characters of a known text stand (forced alignment).

        Returns:
            Their places, none if the text cannot stand there; and the squared difference of
            the whole line.
        """
        table, gaps = self._match_all(line, text)
        placed = self._align_forced(text, table, gaps)
        return placed, _total_cost(placed, gaps)

    def _match_all(self, line: InkImage, only: str = ALPHABET) -> tuple[InkImage, InkImage]:
        """Return the cost of each template at each column, and of blank paper up to it."""
        tall = cv2.copyMakeBorder(line, 1, 1, 0, 0, cv2.BORDER_CONSTANT, value=0)
        table = np.full((len(self.templates), line.shape[1] + 1), np.inf, np.float32)
        for row, own in zip(table, self.templates, strict=True):
            if own.width > line.shape[1] or own.character not in only:
                continue
            found = cv2.matchTemplate(tall, own.image, cv2.TM_SQDIFF)
            # the rows that a template moved by one leaves out cost as well, but are white
            row[: found.shape[1]] = np.maximum(found.min(axis=0), 0)
        gaps = np.concatenate([[0.0], np.cumsum((line**2).sum(axis=0))]).astype(np.float32)
        return table, gaps

    def _segment(self, table: InkImage, gaps: InkImage) -> list[PlacedGlyph]:
        """Find the cheapest sequence of templates and gaps (Viterbi over columns)."""
        width = len(gaps) - 1
        count, most = len(self.templates), int(self._widths.max())
        # ending[i, x]: cost of template i if it ends at column x
        ending = np.full((count, width + 1), np.inf, np.float32)
        for i, own in enumerate(self._widths.tolist()):
            if own <= width:
                ending[i, own:] = table[i, : width + 1 - own] + SETTINGS.glyph_penalty
        steps = np.diff(gaps).tolist()
        best = [0.0] + [np.inf] * width
        # soft edges of neighbours overlap: the cheapest of the next few columns
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
            placed.append(PlacedGlyph(self.templates[i].character, x0, x, float(table[i, x0])))
            near = best[x0 : x0 + OVERLAP + 1]
            x = x0 + near.index(min(near))
        return placed[::-1]

    def _align_forced(self, text: str, table: InkImage, gaps: InkImage) -> list[PlacedGlyph]:
        """Find the cheapest places of the characters of a text, one after the other."""
        if not text or any(ch not in self.characters for ch in text):
            return []
        reach = gaps.copy()
        trail: list[tuple[InkImage, npt.NDArray[np.int_]]] = []
        for character in text:
            ends, which = self._extend_by(character, reach, table)
            trail.append((ends, which))
            reach = (gaps + np.minimum.accumulate(ends - gaps)).astype(np.float32)
        width = len(gaps) - 1
        ends, which = trail[-1]
        total = ends + gaps[-1] - gaps
        if not np.isfinite(total).any():
            return []
        x = int(total.argmin())
        placed: list[PlacedGlyph] = []
        for k in range(len(text) - 1, -1, -1):
            i = int(trail[k][1][x])
            if i < 0:
                return []
            x0 = x - self.templates[i].width
            placed.append(PlacedGlyph(text[k], x0, x, float(table[i, x0])))
            if k:
                before = trail[k - 1][0]
                limit = min(x0 + OVERLAP, width) + 1
                x = int((before[:limit] - np.minimum(gaps[:limit], gaps[x0])).argmin())
        return placed[::-1]

    def _extend_by(
        self, character: str, reach: InkImage, table: InkImage
    ) -> tuple[InkImage, npt.NDArray[np.int_]]:
        """Return what it costs to end with a character at each column, and its template."""
        width = len(reach) - 1
        ends = np.full(width + 1, np.inf, np.float32)
        which = np.full(width + 1, -1)
        for i, own in enumerate(self.templates):
            if own.character != character or own.width > width:
                continue
            starts = np.arange(width - own.width + 1)
            near = np.minimum(starts[:, None] + np.arange(OVERLAP + 1), width)
            onto = reach[near].min(axis=1)
            value = onto + table[i, : len(starts)] + SETTINGS.glyph_penalty
            at = starts + own.width
            better = value < ends[at]
            ends[at[better]] = value[better]
            which[at[better]] = i
        return ends, which

    def _drop_specks(
        self, placed: Sequence[PlacedGlyph], gaps: InkImage
    ) -> tuple[list[PlacedGlyph], float]:
        """Leave out separators that match hardly better than blank paper.

        Returns:
            The rest, and how certain it is that nothing was left out that is a separator.
        """
        distances = self._find_distances()
        least = SETTINGS.least_separator_gain
        kept, certainty = [], np.inf
        for p in placed:
            if p.character in SEPARATORS:
                ink = distances[p.character, ""]
                share = (float(gaps[p.x1] - gaps[p.x0]) - p.cost) / ink
                if share < least:
                    certainty = min(certainty, least - share)
                    continue
            kept.append(p)
        return kept, certainty

    def _score(
        self, placed: Sequence[PlacedGlyph], table: InkImage, gaps: InkImage
    ) -> MatchScore:
        """Compare each glyph with its rivals in the same place."""
        if not placed:
            return MatchScore(np.inf, -1.0, 1.0, float(gaps[-1]))
        distances = self._find_distances()
        edges = [0, *((a.x1 + b.x0) // 2 for a, b in pairwise(placed)), len(gaps) - 1]
        worst, separators, dearest = np.inf, np.inf, 0.0
        for p, (start, end) in zip(placed, pairwise(edges), strict=True):
            rivals = self._find_rivals(table, gaps, (min(start, p.x0), max(end, p.x1)))
            own = rivals.pop(p.character)
            dearest = max(dearest, own / max(distances[p.character, ""], SETTINGS.least_ink))
            for rival, cost in rivals.items():
                distance = distances.get((p.character, rival))
                is_separator = p.character in SEPARATORS
                if distance is None or (is_separator and rival and rival in SEPARATORS):
                    continue  # much wider; or a comma for a full stop
                margin = (cost - own) / max(distance, 1e-6)
                if is_separator and not rival:
                    separators = min(separators, margin)
                else:
                    worst = min(worst, margin)
        digit = min(v for (ch, rival), v in distances.items() if not rival and ch.isdigit())
        ends = [0, *(x for p in placed for x in (p.x0, p.x1)), len(gaps) - 1]
        bare = [float(gaps[b] - gaps[a]) for a, b in zip(ends[::2], ends[1::2], strict=True)]
        return MatchScore(
            cost=dearest,
            margin=float(worst),
            unread=max(bare) / digit,
            total=_total_cost(placed, gaps),
            separator_margin=separators,
        )

    def _find_rivals(
        self, table: InkImage, gaps: InkImage, place: tuple[int, int]
    ) -> dict[str, float]:
        """Return what each character costs in a place, the ink left beside it counted."""
        start, end = place
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

    def _find_distances(self) -> dict[tuple[str, str], float]:
        """Return the squared difference of each two characters; "" is blank paper."""
        if self._distances:
            return self._distances
        for own in self.templates:
            side = 2 * DIGIT_HEIGHT
            padded = cv2.copyMakeBorder(
                own.image, 0, 0, side, side, cv2.BORDER_CONSTANT, value=0
            )
            table, gaps = self._match_all(np.asarray(padded, np.float32))
            place = (side - REACH, side + own.width + REACH)
            for rival, cost in self._find_rivals(table, gaps, place).items():
                key = (own.character, rival)
                self._distances[key] = min(cost, self._distances.get(key, np.inf))
        return self._distances


def _pad_narrow(image: InkImage) -> InkImage:
    """Put white beside a glyph that is no wider than what neighbours may share."""
    missing = OVERLAP + 2 - image.shape[1]
    return np.pad(image, ((0, 0), (0, missing))) if missing > 0 else image


def _total_cost(placed: Sequence[PlacedGlyph], gaps: InkImage) -> float:
    """Return the squared difference between a whole line and the glyphs placed on it."""
    return float(gaps[-1]) + sum(
        p.cost + SETTINGS.glyph_penalty - float(gaps[p.x1] - gaps[p.x0]) for p in placed
    )


def recognise_best(
    fonts: Sequence[GlyphTemplates], line: InkImage
) -> tuple[list[PlacedGlyph], MatchScore]:
    """Recognise a line with the font that matches it best."""
    return min((f.recognise(line) for f in fonts), key=lambda r: r[1].total)
