"""The template reader of a page: trained on its own numbers, it recognises the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sidak.extractors.ocr.engine import BinaryImage, GreyImage
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.separators import SEPARATORS
from sidak.extractors.ocr.templates.model import (
    ALPHABET,
    EDGE,
    GlyphTemplates,
    InkImage,
    MatchScore,
    recognise_best,
    render_line,
)
from sidak.extractors.ocr.templates.settings import SETTINGS
from sidak.extractors.ocr.templates.standard_fonts import (
    STANDARD_FONTS,
    find_digit_band,
    render_standard_font,
)
from sidak.extractors.ocr.templates.train import LabelledLine, train_templates

#: Characters that are recognised with a standard font although the page has shown none:
#: brackets and the like are not among them, for a broken 0 is no pair of brackets.
STANDARD_CHARACTERS = "0123456789.,%"

#: A character of a line and the columns where it begins and ends.
Placement = tuple[str, int, int]


class TemplateReading(NamedTuple):
    """What templates recognise in a line.

    Attributes:
        text: Digits and separators.
        score: How well the templates match.
        is_small: Whether digits are too low to be told apart by shape.
        has_wide_gap: Whether two digits stand so far apart that a separator between them is
            lost.
    """

    text: str
    score: MatchScore
    is_small: bool = False
    has_wide_gap: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it is as good as certain."""
        own, limits = self.score, SETTINGS
        least = limits.least_margin + limits.margin_per_cost * own.cost
        return (
            bool(self.text)
            and not self.is_small
            and own.cost <= limits.most_cost
            and min(own.margin, own.separator_margin) >= least
            and own.unread <= limits.most_unread
        )

    @property
    def looks_like_digits(self) -> bool:
        """Whether the line looks like digits of the page at all, whichever they are."""
        return any(ch.isdigit() for ch in self.text) and self.score.cost <= SETTINGS.most_cost

    @property
    def is_likely(self) -> bool:
        """Whether its digits match better than any others, if not well."""
        own, limits = self.score, SETTINGS
        is_clear = own.margin >= limits.least_margin and own.unread <= limits.most_unread
        return bool(self.text) and is_clear

    @property
    def has_likely_separators(self) -> bool:
        """Whether its separators match better than blank paper, and blank paper than them."""
        return self.score.separator_margin >= SETTINGS.least_margin


class DigitPitch(NamedTuple):
    """How wide the numbers of a page are set, in columns of a rendered line.

    Attributes:
        digit: Width of a digit.
        step: From the middle of a digit to that of the next.
        over_separator: The same with a separator between the two.
    """

    digit: float
    step: float
    over_separator: float

    def count_missing(self, text: str, width: float) -> float:
        """Return how many digits more than the text has would fill the width."""
        inner = sum(ch in SEPARATORS for ch in text)
        digits = len(text) - inner
        own = self.digit + (digits - 1 - inner) * self.step + inner * self.over_separator
        return (width - own) / self.step


class LineCrop(NamedTuple):
    """A line cut out of a page: its ink and nothing else.

    Attributes:
        grey: The image.
        top: Row where its digits begin.
        foot: Row where they end.
    """

    grey: GreyImage
    top: float
    foot: float

    @property
    def height(self) -> float:
        """Height of the digits in pixels."""
        return self.foot - self.top

    def render(self, height: float) -> InkImage:
        """Render the line at the size of templates, its digits taken to be so high."""
        return render_line(self.grey, self.top, self.top + height)


@dataclass
class TemplateReader:
    """The glyph templates of a page; they are trained further with every line agreed on.

    Attributes:
        letters: Ink of the page without rulings.
        grey: The page without rulings.
        least: Digits lower than this, in pixels, are never sure.
    """

    letters: BinaryImage
    grey: GreyImage
    least: float = field(default_factory=lambda: SETTINGS.least_height)
    _samples: dict[PixelBox, tuple[str, LineCrop]] = field(default_factory=dict)
    _template_sets: list[GlyphTemplates] = field(default_factory=list)
    _heights: list[float] = field(default_factory=list)
    _labelled: dict[tuple[PixelBox, float], tuple[str, LabelledLine]] = field(
        default_factory=dict
    )
    _fitted: int = 0
    _step: float = np.inf
    _pitch: DigitPitch | None = None

    def add_sample(self, text: str, box: PixelBox) -> None:
        """Take a line of known text as a sample of its characters."""
        if text and all(ch in ALPHABET for ch in text) and box not in self._samples:
            crop = self.crop(box)
            if crop is not None:
                self._samples[box] = (text, crop)

    def fit(self) -> None:
        """Train the templates anew on all samples, if there are new ones."""
        if self._fitted == len(self._samples):
            return
        self._fitted = len(self._samples)
        self._heights = cluster_digit_heights([c.height for _, c in self._samples.values()])
        longest = sorted(self._samples, key=lambda b: b.x0 - b.x1)[: SETTINGS.most_lines]
        found = [self._label_sample(box) for box in longest]
        counts = Counter(name for name, _ in found if name)
        usual = max(counts, key=lambda n: counts[n]) if counts else STANDARD_FONTS[0]
        standard = [
            t
            for t in render_standard_font(usual).templates
            if t.character in STANDARD_CHARACTERS
        ]
        samples = [s for name, s in found if name]
        lines = [[(ch, *cut) for ch, cut in zip(s.text, s.cuts, strict=True)] for s in samples]
        steps = [step for line in lines for step in measure_digit_steps(line)]
        self._step = float(np.median(steps)) if steps else np.inf
        self._pitch = measure_digit_pitch(lines)
        self._template_sets = train_templates(samples, standard)

    def _label_sample(self, box: PixelBox) -> tuple[str, LabelledLine]:
        """Cut a sample into characters with the standard font that matches it best.

        Returns:
            The name of the font, empty if its characters cannot be found; and the sample.
        """
        text, crop = self._samples[box]
        height = self._candidate_heights(crop)[0]
        key = (box, height)
        if key not in self._labelled:
            line = crop.render(height)
            best, result = np.inf, ("", LabelledLine(line, text, ()))
            for name in STANDARD_FONTS:
                placed, cost = render_standard_font(name).align(line, text)
                if placed and cost < best:
                    cuts = tuple((p.x0 + EDGE, p.x1 - EDGE) for p in placed)
                    best, result = cost, (name, LabelledLine(line, text, cuts))
            self._labelled[key] = result
        return self._labelled[key]

    def recognise(self, box: PixelBox) -> TemplateReading | None:
        """Recognise the number in a line; ``None`` without ink or without templates."""
        crop = self.crop(box) if self._template_sets else None
        if crop is None:
            return None
        found = [
            (height, *recognise_best(self._template_sets, crop.render(height)))
            for height in self._candidate_heights(crop)
        ]
        height, placed, score = min(found, key=lambda f: (f[2].total, f[0]))
        steps = measure_digit_steps([(p.character, p.x0, p.x1) for p in placed])
        return TemplateReading(
            text="".join(p.character for p in placed),
            score=score,
            is_small=height < self.least,
            has_wide_gap=max(steps, default=0.0) > SETTINGS.wide_gap * max(self._step, 1.0),
        )

    def has_unexpected_width(self, text: str, box: PixelBox) -> bool:
        """Return True if a line is wider or narrower than its digits and separators are."""
        text = text.strip(SEPARATORS)
        pitch = self._pitch
        if pitch is None or not text or set(text) - set("0123456789.,"):
            return False
        crop = self.crop(box)
        if crop is None:
            return False
        differences = []
        for height in self._candidate_heights(crop):
            columns = np.nonzero((crop.render(height) > SETTINGS.inked).any(axis=0))[0]
            if len(columns):
                width = float(columns[-1] + 1 - columns[0])
                differences.append(abs(pitch.count_missing(text, width)))
        return min(differences, default=0.0) > SETTINGS.most_missing_digits

    def has_low_digits(self, box: PixelBox) -> bool:
        """Return True if the digits of a line are too low to be told apart by shape."""
        crop = self.crop(box)
        return crop is not None and crop.height < self.least

    def crop(self, box: PixelBox) -> LineCrop | None:
        """Cut a line out, the ink around it left out; ``None`` if there is no ink."""
        pad = max(2, box.height // 4)
        height, width = self.grey.shape
        x0, x1 = max(0, box.x0 - pad), min(width, box.x1 + pad)
        y0, y1 = max(0, box.y0 - pad), min(height, box.y1 + pad)
        if not self.letters[box.y0 : box.y1, box.x0 : box.x1].any():
            return None
        grey = np.full((y1 - y0, x1 - x0), 255, np.uint8)
        inside = np.s_[box.y0 - y0 : box.y1 - y0, box.x0 - x0 : box.x1 - x0]
        # faint characters are not ink by themselves: all that stands in the line is shown
        grey[inside] = self.grey[box.y0 : box.y1, box.x0 : box.x1]
        return LineCrop(grey, *find_digit_band(grey))

    def _candidate_heights(self, crop: LineCrop) -> list[float]:
        """Return the heights that the digits of a line may have, the likeliest first."""
        own = SETTINGS
        for height in self._heights:
            if abs(height - crop.height) <= own.same_height * height:
                return [height]
        low, high = own.least_size * crop.height, own.most_size * crop.height
        return [crop.height, *(h for h in self._heights if low <= h <= high)]


def measure_digit_steps(line: Sequence[Placement]) -> list[float]:
    """Return the distances, in columns, between the middles of adjacent digits."""
    return [
        (b[1] + b[2] - a[1] - a[2]) / 2
        for a, b in pairwise(line)
        if a[0].isdigit() and b[0].isdigit()
    ]


def measure_digit_pitch(lines: Sequence[Sequence[Placement]]) -> DigitPitch | None:
    """Measure how wide numbers are set; ``None`` if digits differ in width or are too few."""
    steps = [step for line in lines for step in measure_digit_steps(line)]
    over = [
        (c[1] + c[2] - a[1] - a[2]) / 2
        for line in lines
        for a, b, c in zip(line, line[1:], line[2:], strict=False)
        if a[0].isdigit() and b[0] in SEPARATORS and c[0].isdigit()
    ]
    widths = [x1 - x0 for line in lines for ch, x0, x1 in line if ch.isdigit() and ch != "1"]
    least = SETTINGS.least_steps
    if min(len(steps), len(widths)) < least or len(over) < least // 2:
        return None
    step = float(np.median(steps))
    deviation = float(np.median(np.abs(np.array(steps) - step)))
    if deviation > SETTINGS.most_step_deviation * step:
        return None
    return DigitPitch(float(np.median(widths)), step, float(np.median(over)))


def cluster_digit_heights(heights: Sequence[float]) -> list[float]:
    """Return the heights of digits of a page, the most frequent first."""
    same = SETTINGS.same_height
    left = np.sort(np.asarray(heights, float))
    sizes: list[tuple[int, float]] = []
    while len(left):
        counts = [int((np.abs(left - h) <= same * h).sum()) for h in left]
        middle = left[int(np.argmax(counts))]
        near = np.abs(left - middle) <= same * middle
        if near.sum() < max(2, SETTINGS.least_size_share * len(heights)):
            break
        sizes.append((int(near.sum()), float(left[near].mean())))
        left = left[~near]
    return [size for _, size in sizes]
