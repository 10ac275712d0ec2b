"""Crops of lines: cut out, rendered for an engine, and its words mapped back to the page."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from sidak.extractors.ocr.engine import BinaryImage, GreyImage, OcrEngine, OcrWord
from sidak.extractors.ocr.line_boxes import PixelBox
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.settings import SETTINGS

#: White around a crop, in pixels.
MARGIN = 8


@dataclass(frozen=True, slots=True)
class LineRegion:
    """A line to be recognised.

    Attributes:
        box: Where it stands.
        limits: What it must not reach beyond: its cell, or the page.
        is_first: Whether it is the first line of its cell.
    """

    box: PixelBox
    limits: PixelBox
    is_first: bool = True

    @property
    def shown(self) -> PixelBox:
        """What a crop of it shows: the line and a little around it."""
        box, limits = self.box, self.limits
        pad = max(2, box.height // 8)
        return PixelBox(
            max(limits.x0, box.x0 - pad),
            max(limits.y0, box.y0 - pad),
            min(limits.x1, box.x1 + pad),
            min(limits.y1, box.y1 + pad),
        )

    def to_page(self, words: Sequence[OcrWord]) -> list[OcrWord]:
        """Map words from pixels of the crop to pixels of the page."""
        dx, dy = self.shown.x0 - MARGIN, self.shown.y0 - MARGIN
        return [
            w._replace(x0=w.x0 + dx, y0=w.y0 + dy, x1=w.x1 + dx, y1=w.y1 + dy) for w in words
        ]

    def to_crop(self, words: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
        """Map words from pixels of the page to pixels of the crop."""
        dx, dy = self.shown.x0 - MARGIN, self.shown.y0 - MARGIN
        return tuple(
            w._replace(x0=w.x0 - dx, y0=w.y0 - dy, x1=w.x1 - dx, y1=w.y1 - dy) for w in words
        )


def crop_line(scan: PageImage, rulings: BinaryImage, region: LineRegion) -> GreyImage:
    """Cut a line out of the page, rulings painted over, white around it."""
    x0, y0, x1, y1 = region.shown
    crop = scan.grey[y0:y1, x0:x1].copy()
    crop[rulings[y0:y1, x0:x1] > 0] = 255
    framed = cv2.copyMakeBorder(
        crop, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=255
    )
    return np.asarray(framed, np.uint8)


def recognise_crops(
    crops: Sequence[GreyImage], letter: int, engine: OcrEngine
) -> list[tuple[OcrWord, ...]]:
    """Recognise lines at the size that networks read best; boxes are those of the crops.

    Args:
        crops: Lines as `crop_line` makes them.
        letter: Usual height of a letter in pixels.
        engine: What recognises them.
    """
    return _recognise([enlarge_crop(crop, letter) for crop in crops], engine)


def recognise_variants(
    crops: Sequence[GreyImage], engine: OcrEngine
) -> list[tuple[OcrWord, ...]]:
    """Recognise lines rendered at another size and with harder contrast."""
    return _recognise([render_variant(crop) for crop in crops], engine)


def _recognise(
    rendered: Sequence[tuple[GreyImage, float]], engine: OcrEngine
) -> list[tuple[OcrWord, ...]]:
    read = engine.recognise([image for image, _ in rendered])
    return [
        words if factor == 1 else tuple(_scale_down(w, factor) for w in words)
        for words, (_, factor) in zip(read, rendered, strict=True)
    ]


def enlarge_crop(crop: GreyImage, letter: int) -> tuple[GreyImage, float]:
    """Enlarge a low line, but not one of separators alone to the size of letters.

    Returns:
        The image, and how many times larger it is.
    """
    own = SETTINGS.lines
    height = max(crop.shape[0] - 2 * MARGIN, letter)
    factor = min(own.most_enlargement, own.least_crop_height / max(1, height))
    if factor <= 1.05:
        return crop, 1.0
    enlarged = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return np.asarray(enlarged, np.uint8), factor


def render_variant(crop: GreyImage) -> tuple[GreyImage, float]:
    """Render a crop at another size and with harder contrast.

    Returns:
        The image, and how many times larger it is.
    """
    own = SETTINGS.lines
    height = crop.shape[0] - 2 * MARGIN
    factor = max(0.5, min(own.most_enlargement, own.variant_height / max(1, height)))
    rendered = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    rendered = cv2.GaussianBlur(rendered, (3, 3), 0)
    stretched = (rendered.astype(np.float32) - own.variant_black) * (255 / own.variant_contrast)
    return np.asarray(np.clip(stretched, 0, 255), np.uint8), factor


def _scale_down(word: OcrWord, factor: float) -> OcrWord:
    """Return a word of an enlarged image where it stands in the image as it was."""
    x0, y0, x1, y1 = (round(v / factor) for v in word[2:])
    return OcrWord(word.text, word.confidence, x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))


def covers_all_ink(letters: BinaryImage, box: PixelBox, words: Sequence[OcrWord]) -> bool:
    """Return True if words reach from the first to the last ink of a line.

    Args:
        letters: Ink of the page without rulings.
        box: The line.
        words: Its words in pixels of the page.
    """
    if not words:
        return False
    columns = np.nonzero((letters[box.y0 : box.y1, box.x0 : box.x1] > 0).any(axis=0))[0]
    if not len(columns):
        return True
    reach = SETTINGS.lines.uncovered_reach * box.height
    left, right = box.x0 + int(columns[0]), box.x0 + int(columns[-1]) + 1
    return (
        min(w.x0 for w in words) - left <= reach and right - max(w.x1 for w in words) <= reach
    )
