"""A page while it is read, and what the ink of its lines shows beside their text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sidak.extractors.ocr.engine import BinaryImage, OcrWord
from sidak.extractors.ocr.line_crops import LineRegion, covers_all_ink
from sidak.extractors.ocr.old_layer import LayerReader
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.readings import join_words, keep_digits, merge_words, strip_spaces
from sidak.extractors.ocr.separators import (
    SEPARATORS,
    count_inner_separators,
    find_components,
    has_wide_gap,
    restore_separators,
)
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.ocr.templates.reader import TemplateReader


@dataclass(frozen=True)
class OcrPage:
    """A straightened page while it is read.

    Attributes:
        scan: The page.
        rulings: Ink of its rulings.
        letters: All other ink.
        letter: Usual height of a letter in pixels.
        templates: Its glyph templates; they are trained while it is read.
        shaded: Where dots of shading were taken away, full stops and commas with them.
        layer: Its old text layer, if that may witness.
    """

    scan: PageImage
    rulings: BinaryImage
    letters: BinaryImage
    letter: int
    templates: TemplateReader
    shaded: BinaryImage | None = None
    layer: LayerReader | None = None

    def restore(self, words: tuple[OcrWord, ...], region: LineRegion) -> tuple[OcrWord, ...]:
        """Insert the separators that the ink of a number shows and the engine lost."""
        text = strip_spaces(join_words(words))
        digits = len(keep_digits(text))
        if not digits or digits + sum(ch in SEPARATORS for ch in text) != len(text):
            return words
        components = find_components(self.letters, self.scan.grey, region.box, digits)
        restored = restore_separators(text, components, is_first=region.is_first)
        return words if restored == text else merge_words(words, restored)

    def restore_like(
        self, words: tuple[OcrWord, ...], other: str, region: LineRegion
    ) -> tuple[OcrWord, ...]:
        """Insert the separators of another reading of the same digits if the ink shows them.

        Args:
            words: A reading of a line.
            other: Another one.
            region: Where the line stands.
        """
        text, meant = strip_spaces(join_words(words)), strip_spaces(other)
        if not text.isdigit() or keep_digits(meant) != text or text == meant:
            return words
        components = find_components(self.letters, self.scan.grey, region.box, len(text))
        shown = "".join("." if c.is_separator else "0" for c in components)
        is_shown = shown == re.sub(r"[.,]", ".", re.sub(r"\d", "0", meant))
        return merge_words(words, meant) if is_shown else words


class LineInk:
    """What the ink of a line shows beside its text.

    Args:
        page: The page.
        region: Where the line stands.
    """

    def __init__(self, page: OcrPage, region: LineRegion) -> None:
        self._page, self._region = page, region

    @property
    def is_first(self) -> bool:
        """Whether it is the first line of its cell."""
        return self._region.is_first

    def is_covered(self, words: Sequence[OcrWord]) -> bool:
        """Return True if words reach over all ink."""
        region = self._region
        return covers_all_ink(self._page.letters, region.box, region.to_page(words))

    def is_shaded(self) -> bool:
        """Return True if separators of a number may have been taken for dots of shading."""
        box, shaded = self._region.box, self._page.shaded
        return shaded is not None and bool((shaded[box.y0 : box.y1, box.x0 : box.x1] > 0).any())

    def shows_unread_separators(self, text: str) -> bool:
        """Return True if there are separators in a number that was read without any."""
        text = strip_spaces(text).strip(SEPARATORS)
        if not text.isdigit():
            return False
        page = self._page
        components = find_components(page.letters, page.scan.grey, self._region.box, len(text))
        return count_inner_separators(components) > 0 or has_wide_gap(components)

    def is_partly_hidden(self) -> bool:
        """Return True if ink among the characters was taken for a ruling's.

        A ruling at the side of the line is none of its ink if it goes on above and below.
        """
        box, page = self._region.box, self._page
        left, right = max(0, box.x0 - 2), box.x1 + 2
        rows = slice(box.y0 + 1, box.y1 - 1)
        is_faint = page.scan.grey[rows, left:right] < SETTINGS.lines.faint_grey
        hidden = (page.rulings[rows, left:right] > 0) & is_faint
        beyond = box.height // 2
        above = page.rulings[max(0, box.y0 - beyond) : box.y0, left:right] > 0
        below = page.rulings[box.y1 : box.y1 + beyond, left:right] > 0
        goes_on = np.asarray(above.all(axis=0) & below.all(axis=0), np.bool_)
        goes_on[box.x0 - left : box.x1 - left] = False
        return int(hidden[:, ~goes_on].sum()) >= SETTINGS.consensus.least_hidden_ink

    def has_unexpected_width(self, text: str) -> bool:
        """Return True if the line is wider or narrower than its text."""
        return self._page.templates.has_unexpected_width(strip_spaces(text), self._region.box)

    def has_low_digits(self) -> bool:
        """Return True if digits are too low to be told apart by shape."""
        return self._page.templates.has_low_digits(self._region.box)
