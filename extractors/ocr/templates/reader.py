"""The founts of a page: cast from its own numbers, and asked what a line of figures says."""

import ctypes
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.preprocess import BinaryImage
from sidak.extractors.ocr.templates.model import (
    ALPHABET,
    EDGE,
    GlyphTemplate,
    GlyphTemplates,
    LineImage,
    MatchScore,
    recognise_best,
    render_line,
)
from sidak.extractors.ocr.templates.train import LabelledLine, train_templates

#: Founts every reader of PDF files brings: the shapes that the page's own are looked for with.
STANDARD_FONTS = ("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold")
#: Characters of them that are looked for although the page has shown none.
STANDARD_CHARACTERS = "0123456789.,%"
#: Size in points, distance and foot of the characters that they are drawn at.
SIZE, STEP, FOOT = 48, 60, 30
#: Rows with less ink than this share of a middling row are tails of commas and brackets.
BAND_INK_SHARE = 0.35
#: Most lines that types are made from: the longest.
MOST_EXAMPLES = 80
#: Heights that differ by less than this share are one size of type.
SAME_SIZE = 0.05
#: Sizes of type that a line may have, in shares of the height of its ink.
LEAST_SIZE, MOST_SIZE = 0.68, 1.1
#: A line is plain to read if it is no less like its types, no nearer to others, and leaves no
#: more ink unread than this; what is less like its types must be further from others.
MOST_COST, LEAST_MARGIN, MARGIN_PER_COST, MOST_BLANK = 0.35, 0.22, 1.1, 0.25
#: Digits further apart than this many times the usual step have lost a mark between them.
WIDE_STEP = 1.28
#: Steps that are enough to measure by, and by what share they may differ in the middle.
LEAST_STEPS, UNEVEN = 12, 0.09
#: Ink of a drawn line; and the digits by which a line may be wider than what was read.
INKED, OTHER_ROOM = 0.35, 0.6
#: Digits lower than this many pixels of the scan are too small to tell apart by shape alone.
LEAST_HEIGHT = 7.0


class TemplateReading(NamedTuple):
    """What the types of a page say of a line.

    Attributes:
        text: Digits and marks.
        score: How sure.
        is_small: Whether digits are too small to be certain.
        has_wide_gap: Whether two digits stand so far apart that a mark between them is lost.
    """

    text: str
    score: MatchScore
    is_small: bool = False
    has_wide_gap: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it is as good as certain."""
        own = self.score
        return (
            bool(self.text)
            and not self.is_small
            and own.cost <= MOST_COST
            and min(own.margin, own.marks) >= LEAST_MARGIN + MARGIN_PER_COST * own.cost
            and own.blank <= MOST_BLANK
        )

    @property
    def looks_like_digits(self) -> bool:
        """Whether it looks like digits of the page at all, whichever they are."""
        return any(ch.isdigit() for ch in self.text) and self.score.cost <= MOST_COST

    @property
    def is_likely(self) -> bool:
        """Whether its digits are nearer to their types than to others, if unlike them too."""
        own = self.score
        return bool(self.text) and own.margin >= LEAST_MARGIN and own.blank <= MOST_BLANK


class DigitPitch(NamedTuple):
    """How wide the numbers of a page are set, in columns of a drawn line.

    Attributes:
        digit: Width of a digit.
        step: From the middle of a digit to that of the next.
        over_mark: The same with a mark between the two.
    """

    digit: float
    step: float
    over_mark: float

    def count_missing(self, text: str, width: float) -> float:
        """Return how many digits more than the text has would fill the width."""
        inner = sum(ch in ",." for ch in text)
        digits = len(text) - inner
        own = self.digit + (digits - 1 - inner) * self.step + inner * self.over_mark
        return (width - own) / self.step


class LineCrop(NamedTuple):
    """A line of figures cut out of a page: its ink and nothing else."""

    grey: GreyImage
    top: float
    foot: float


@dataclass
class TemplateReader:
    """The founts of a page; they get better with every line that is agreed on.

    Attributes:
        letters: Ink of the page without rules.
        grey: The page without rules.
        least: Digits lower than this, in pixels, are never certain.
    """

    letters: BinaryImage
    grey: GreyImage
    least: float = LEAST_HEIGHT
    _samples: dict[PixelBox, tuple[str, LineCrop]] = field(default_factory=dict)
    _template_sets: list[GlyphTemplates] = field(default_factory=list)
    _heights: list[float] = field(default_factory=list)
    _cut: dict[tuple[PixelBox, float], tuple[str, LabelledLine]] = field(default_factory=dict)
    _fitted: int = 0
    _step: float = np.inf
    _measure: DigitPitch | None = None

    def add_sample(self, text: str, strip: PixelBox) -> None:
        """Take a line as an example of its characters."""
        if text and all(ch in ALPHABET for ch in text) and strip not in self._samples:
            window = self.cut(strip)
            if window is not None:
                self._samples[strip] = (text, window)

    def fit(self) -> None:
        """Make the founts anew from all examples, if there are new ones."""
        if self._fitted == len(self._samples):
            return
        self._fitted = len(self._samples)
        self._heights = cluster_digit_heights(
            [w.foot - w.top for _, w in self._samples.values()]
        )
        longest = sorted(self._samples, key=lambda s: s.x0 - s.x1)[:MOST_EXAMPLES]
        found = [self._cut_example(strip) for strip in longest]
        votes = Counter(name for name, _ in found if name)
        usual = max(votes, key=lambda n: votes[n]) if votes else STANDARD_FONTS[0]
        # brackets and the like are looked for only where the page shows them: a broken nought
        # is no pair of brackets
        borrowed = [
            t for t in render_standard_font(usual).types if t.character in STANDARD_CHARACTERS
        ]
        examples = [e for name, e in found if name]
        places = [
            [(ch, *cut) for ch, cut in zip(e.text, e.cuts, strict=True)] for e in examples
        ]
        steps = [step for own in places for step in measure_digit_steps(own)]
        self._step = float(np.median(steps)) if steps else np.inf
        self._measure = measure_digit_pitch(places)
        self._template_sets = train_templates(examples, borrowed)

    def _cut_example(self, strip: PixelBox) -> tuple[str, LabelledLine]:
        """Find the characters of an example by the plain fount that it looks most like.

        Returns:
            The name of the fount, empty if its characters cannot be found; and the example.
        """
        text, window = self._samples[strip]
        height = self._snap(window)[0]
        key = (strip, height)
        if key not in self._cut:
            line = self.draw(window, height)
            best, result = np.inf, ("", LabelledLine(line, text, ()))
            for name in STANDARD_FONTS:
                placed, cost = render_standard_font(name).align(line, text)
                if placed and cost < best:
                    cuts = tuple((p.x0 + EDGE, p.x1 - EDGE) for p in placed)
                    best, result = cost, (name, LabelledLine(line, text, cuts))
            self._cut[key] = result
        return self._cut[key]

    def read(self, strip: PixelBox) -> TemplateReading | None:
        """Read the figures of a line; ``None`` if the page shows too few to compare with."""
        window = self.cut(strip) if self._template_sets else None
        if window is None:
            return None
        found = []
        for height in self._snap(window):
            line = self.draw(window, height)
            placed, own = recognise_best(self._template_sets, line)
            found.append((own.total, height, own, placed))
        _, height, best, placed = min(found)
        steps = measure_digit_steps([(p.character, p.x0, p.x1) for p in placed])
        has_wide_gap = bool(steps) and max(steps) > WIDE_STEP * max(self._step, 1.0)
        return TemplateReading(best.text, best, height < self.least, has_wide_gap)

    def has_unexpected_width(self, text: str, strip: PixelBox) -> bool:
        """Say whether a line is wider or narrower than its digits and marks are."""
        text = text.strip(",.")
        window = self.cut(strip) if self._measure is not None else None
        if (
            self._measure is None
            or window is None
            or not text
            or set(text) - set("0123456789.,")
        ):
            return False
        differences = []
        for height in self._snap(window):
            columns = np.nonzero((self.draw(window, height).picture > INKED).any(axis=0))[0]
            if len(columns):
                width = float(columns[-1] + 1 - columns[0])
                differences.append(abs(self._measure.count_missing(text, width)))
        return bool(differences) and min(differences) > OTHER_ROOM

    def has_too_low_digits(self, strip: PixelBox) -> bool:
        """Say whether the digits of a line are lower than can be told apart."""
        window = self.cut(strip)
        return window is not None and window.foot - window.top < self.least

    def draw(self, window: LineCrop, height: float) -> LineImage:
        """Draw a line whose digits are so many pixels high in the size of types."""
        return render_line(window.grey, window.top, window.top + height)

    def cut(self, strip: PixelBox) -> LineCrop | None:
        """Cut a line out, the ink around it left out; ``None`` if there is no ink."""
        pad = max(2, strip.height // 4)
        height, width = self.grey.shape
        x0, x1 = max(0, strip.x0 - pad), min(width, strip.x1 + pad)
        y0, y1 = max(0, strip.y0 - pad), min(height, strip.y1 + pad)
        if not self.letters[strip.y0 : strip.y1, strip.x0 : strip.x1].any():
            return None
        grey = np.full((y1 - y0, x1 - x0), 255, np.uint8)
        inside = np.s_[strip.y0 - y0 : strip.y1 - y0, strip.x0 - x0 : strip.x1 - x0]
        # faint characters are no ink by themselves: all that stands in the line is shown
        grey[inside] = self.grey[strip.y0 : strip.y1, strip.x0 : strip.x1]
        return LineCrop(grey, *find_digit_band(grey))

    def _snap(self, window: LineCrop) -> list[float]:
        """Return the heights that the digits of a line may have, the likeliest first."""
        own = window.foot - window.top
        for size in self._heights:
            if abs(size - own) <= SAME_SIZE * size:
                return [size]
        others = [s for s in self._heights if LEAST_SIZE * own <= s <= MOST_SIZE * own]
        return [own, *others]


def measure_digit_steps(places: Sequence[tuple[str, int, int]]) -> list[float]:
    """Return how far it is from the middle of each digit to that of the digit beside it.

    Args:
        places: Characters of a line with the columns where they begin and end.
    """
    return [
        (b[1] + b[2] - a[1] - a[2]) / 2
        for a, b in pairwise(places)
        if a[0].isdigit() and b[0].isdigit()
    ]


def measure_digit_pitch(lines: Sequence[Sequence[tuple[str, int, int]]]) -> DigitPitch | None:
    """Measure how wide numbers are set; ``None`` if digits are not all as wide, or too few.

    Args:
        lines: Characters of lines with the columns where they begin and end.
    """
    steps = [step for own in lines for step in measure_digit_steps(own)]
    over = [
        (c[1] + c[2] - a[1] - a[2]) / 2
        for own in lines
        for a, b, c in zip(own, own[1:], own[2:], strict=False)
        if a[0].isdigit() and b[0] in ",." and c[0].isdigit()
    ]
    widths = [x1 - x0 for own in lines for ch, x0, x1 in own if ch.isdigit() and ch != "1"]
    if min(len(steps), len(widths)) < LEAST_STEPS or len(over) < LEAST_STEPS // 2:
        return None
    step = float(np.median(steps))
    if float(np.median(np.abs(np.array(steps) - step))) > UNEVEN * step:
        return None
    return DigitPitch(float(np.median(widths)), step, float(np.median(over)))


def find_digit_band(grey: GreyImage) -> tuple[float, float]:
    """Return where the digits of a line begin and end, in pixels and parts of them."""
    profile = (255 - grey.astype(np.float64)).sum(axis=1)
    least = BAND_INK_SHARE * float(np.median(profile[profile > 0.02 * profile.max()]))
    rows = np.nonzero(profile >= least)[0]
    first, last = int(rows[0]), int(rows[-1])
    above = float(profile[first - 1]) if first else 0.0
    below = float(profile[last + 1]) if last + 1 < len(profile) else 0.0
    return (
        first - (profile[first] - least) / max(1e-6, profile[first] - above) + 1,
        last + (profile[last] - least) / max(1e-6, profile[last] - below),
    )


def cluster_digit_heights(heights: Sequence[float]) -> list[float]:
    """Return the sizes of type of a page, the most frequent first."""
    left = np.sort(np.asarray(heights, float))
    sizes: list[tuple[int, float]] = []
    while len(left):
        counts = [int((np.abs(left - h) <= SAME_SIZE * h).sum()) for h in left]
        middle = left[int(np.argmax(counts))]
        near = np.abs(left - middle) <= SAME_SIZE * middle
        if near.sum() < max(2, 0.03 * len(heights)):
            break
        sizes.append((int(near.sum()), float(left[near].mean())))
        left = left[~near]
    return [size for _, size in sizes]


@cache
def render_standard_font(name: str) -> GlyphTemplates:
    """Return a fount that every reader of PDF files brings."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(STEP * len(ALPHABET) + 20, 100)
    font = pdfium_c.FPDFText_LoadStandardFont(document.raw, name.encode())
    for i, character in enumerate(ALPHABET):
        text = pdfium_c.FPDFPageObj_CreateTextObj(document.raw, font, ctypes.c_float(SIZE))
        codes = (ctypes.c_ushort * 2)(ord(character), 0)
        pdfium_c.FPDFText_SetText(text, codes)
        pdfium_c.FPDFPageObj_Transform(text, 1, 0, 0, 1, 10 + i * STEP, FOOT)
        pdfium_c.FPDFPage_InsertObject(page.raw, text)
    page.gen_content()
    grey = page.render(scale=1, grayscale=True).to_numpy().squeeze().copy()
    page.close()
    document.close()
    top, foot = find_digit_band(grey[:, : 10 * STEP])
    types = []
    for i, character in enumerate(ALPHABET):
        line = render_line(grey[:, i * STEP : (i + 1) * STEP], top, foot)
        columns = np.nonzero((line.picture > 0.3).any(axis=0))[0]
        cut = line.picture[:, columns[0] - EDGE : columns[-1] + 1 + EDGE]
        types.append(GlyphTemplate(character, np.ascontiguousarray(cut)))
    return GlyphTemplates(types)
