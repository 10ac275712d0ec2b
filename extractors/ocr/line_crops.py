"""Crops of lines: drawn for the engine, and its words put back on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from sidak.extractors.ocr.engine import PSM_LINE, GreyImage, OcrEngine, OcrWord
from sidak.extractors.ocr.line_boxes import MARGIN, PixelBox
from sidak.extractors.ocr.preprocess import BinaryImage

#: Heights of a line in pixels that it is enlarged to at least, and that it is drawn anew at;
#: and how many times at most.
LEAST_HEIGHT, OTHER_HEIGHT, MOST_FACTOR = 36, 44, 3.0


@dataclass(frozen=True, slots=True)
class LineRegion:
    """A line to be read.

    Attributes:
        strip: Where it stands.
        limits: What it must not reach beyond.
        is_first: Whether it is the first line of its cell.
    """

    strip: PixelBox
    limits: PixelBox
    is_first: bool = True


def merge_words(words: Sequence[OcrWord], text: str) -> tuple[OcrWord, ...]:
    """Return the words of a line as one word with another text."""
    return (
        OcrWord(
            text,
            min(w.confidence for w in words),
            min(w.x0 for w in words),
            min(w.y0 for w in words),
            max(w.x1 for w in words),
            max(w.y1 for w in words),
        ),
    )


def covers_all_ink(letters: BinaryImage, strip: PixelBox, words: Sequence[OcrWord]) -> bool:
    """Say whether words reach from the first to the last ink of a line."""
    if not words:
        return False
    columns = np.nonzero((letters[strip.y0 : strip.y1, strip.x0 : strip.x1] > 0).any(axis=0))[0]
    if not len(columns):
        return True
    reach = 0.35 * strip.height
    left, right = strip.x0 + int(columns[0]), strip.x0 + int(columns[-1]) + 1
    return (
        min(w.x0 for w in words) - left <= reach and right - max(w.x1 for w in words) <= reach
    )


def recognise_crops(
    crops: Sequence[GreyImage], letter: int, engine: OcrEngine, language: str
) -> list[tuple[OcrWord, ...]]:
    """Read lines at the size that networks read best; boxes are those of the crops.

    Args:
        crops: Lines as ``cut_out`` makes them.
        letter: Usual height of a letter in pixels.
        engine: What reads.
        language: Which of its networks.
    """
    drawn = [enlarge_crop(crop, letter) for crop in crops]
    read = engine.read([picture for picture, _ in drawn], language, PSM_LINE)
    return [
        words if factor == 1 else tuple(scale_word_down(w, factor) for w in words)
        for words, (_, factor) in zip(read, drawn, strict=True)
    ]


def enlarge_crop(crop: GreyImage, letter: int) -> tuple[GreyImage, float]:
    """Enlarge a low line; marks alone are not made as large as letters.

    Returns:
        The picture, and how many times larger it is.
    """
    height = max(crop.shape[0] - 2 * MARGIN, letter)
    factor = min(MOST_FACTOR, LEAST_HEIGHT / max(1, height))
    if factor <= 1.05:
        return crop, 1.0
    drawn = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    return np.asarray(drawn, np.uint8), factor


def render_variant(crop: GreyImage) -> tuple[GreyImage, float]:
    """Draw a crop anew for another reading: other size, harder contrast.

    Returns:
        The picture, and how many times larger it is.
    """
    height = crop.shape[0] - 2 * MARGIN
    factor = max(0.5, min(MOST_FACTOR, OTHER_HEIGHT / max(1, height)))
    drawn = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    drawn = cv2.GaussianBlur(drawn, (3, 3), 0)
    stretched = (drawn.astype(np.float32) - 70) * (255 / 130)
    return np.asarray(np.clip(stretched, 0, 255), np.uint8), factor


def scale_word_down(word: OcrWord, factor: float) -> OcrWord:
    """Return a word read in a larger picture where it stands in the smaller one."""
    x0, y0, x1, y1 = (round(v / factor) for v in word[2:])
    return OcrWord(word.text, word.confidence, x0, y0, max(x1, x0 + 1), max(y1, y0 + 1))


def to_page_words(words: Sequence[OcrWord], order: LineRegion) -> list[OcrWord]:
    """Move words from their crop to the page."""
    strip, limits = order.strip, order.limits
    pad = max(2, strip.height // 8)
    dx = max(limits.x0, strip.x0 - pad) - MARGIN
    dy = max(limits.y0, strip.y0 - pad) - MARGIN
    return [w._replace(x0=w.x0 + dx, y0=w.y0 + dy, x1=w.x1 + dx, y1=w.y1 + dy) for w in words]
