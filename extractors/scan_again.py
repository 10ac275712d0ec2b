"""A cell of a scanned page read once more, by itself and drawn larger.

Asked for where the arithmetic of a report wants another digit than the one that was read.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium

from extractors.scan_engine import (
    BLOCK,
    LANGUAGE,
    LINE,
    SECOND_LANGUAGE,
    FailedEngineError,
    MissingEngineError,
    Picture,
    open_engine,
)
from extractors.scan_picture import render_page, turn_picture
from schemas import Box, Figure, Page


class Look(NamedTuple):
    """One way to look at a cell: who reads it, and how it is drawn."""

    language: str
    margin: float  # points around the characters
    height: int  # pixels of a line
    blur: float  # deviation in pixels, against grain


#: On cells that had been misread at 110 dpi these were right most often, one in two.
LOOKS = (
    Look(SECOND_LANGUAGE, 2.0, 60, 0.0),
    Look(SECOND_LANGUAGE, 1.2, 60, 1.4),
    Look(SECOND_LANGUAGE, 2.0, 44, 1.0),
    Look(LANGUAGE, 1.2, 44, 1.0),
)
#: Paper around a crop, in pixels, as the engine likes it.
_BORDER = 16
#: A line is at least this much wider than high for each of its characters.
_CHARACTER = 0.4
#: What a rule at the edge of a crop is taken for.
_EDGE = "|[]{}!_' \t"


def open_rereader(path: Path, pages: Sequence[Page]) -> Callable[[Figure], tuple[str, ...]]:
    """Return a function that reads the cell of a figure again.

    Args:
        path: The PDF.
        pages: Its page ledger; says how a page must be turned.

    Returns:
        From a figure to what each look at its cell read; nothing where the engine is
        missing, the file went away or the figure has no box.
    """
    turns = {page.page: page.rotation for page in pages}

    @lru_cache(maxsize=1)
    def draw(number: int) -> tuple[Picture, float]:
        return draw_page(path, number)

    def reread(figure: Figure) -> tuple[str, ...]:
        if figure.box is None:
            return ()
        try:
            picture, dpi = draw(figure.page)
        except (pdfium.PdfiumError, OSError):
            return ()
        turn = turns.get(figure.page, 0)
        crops = [cut_cell(picture, dpi, figure.box, look.margin, turn) for look in LOOKS]
        return read_crops(crops, len(figure.raw_text))

    return reread


def draw_page(path: Path, number: int) -> tuple[Picture, float]:
    """Render a page at the resolution of its picture: the picture and dots per inch."""
    document = pdfium.PdfDocument(path)
    try:
        page = document[number - 1]
        try:
            return render_page(page)
        finally:
            page.close()
    finally:
        document.close()


def cut_cell(picture: Picture, dpi: float, box: Box, margin: float, turn: int) -> Picture:
    """Cut a box out of a page as a viewer shows it, and turn it upright."""
    height, width = picture.shape
    scale = dpi / 72
    x0, x1 = round((box.x0 - margin) * scale), round((box.x1 + margin) * scale)
    y0, y1 = round((box.y0 - margin) * scale), round((box.y1 + margin) * scale)
    crop = picture[max(0, y0) : min(height, y1), max(0, x0) : min(width, x1)]
    return turn_picture(crop, turn)


def read_crops(crops: Sequence[Picture], characters: int) -> tuple[str, ...]:
    """Read one cell in all ways to look at it; nothing if it cannot be read.

    Args:
        crops: The cell, one crop for each look.
        characters: How many the cell holds, as far as is known.
    """
    if not all(crop.size for crop in crops):
        return ()
    height, width = crops[0].shape
    is_line = width >= _CHARACTER * characters * height
    drawn = [
        draw_larger(crop, look, is_line=is_line)
        for crop, look in zip(crops, LOOKS, strict=True)
    ]
    engine = open_engine(drawn[0])
    mode = LINE if is_line else BLOCK
    texts: list[str] = []
    try:
        for language in dict.fromkeys(look.language for look in LOOKS):
            own = [
                two for look, two in zip(LOOKS, drawn, strict=True) if look.language == language
            ]
            for words in engine.read(own, language, mode):
                texts.append(" ".join(word.text for word in words).strip(_EDGE))
    except (MissingEngineError, FailedEngineError):
        return ()
    engine.save()
    return tuple(text for text in texts if text)


def draw_larger(crop: Picture, look: Look, *, is_line: bool) -> Picture:
    """Draw a crop at the size of a look, on clean paper."""
    factor = look.height / crop.shape[0] if is_line else 2.0
    drawn = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    if look.blur:
        drawn = cv2.GaussianBlur(drawn, (0, 0), look.blur)
        ink, paper = (float(level) for level in np.percentile(drawn, (2, 90)))
        stretched = (drawn.astype(np.float32) - ink) * (255 / max(1.0, paper - ink))
        drawn = np.asarray(np.clip(stretched, 0, 255), np.uint8)
    edge = int(np.percentile(drawn, 90))
    framed = cv2.copyMakeBorder(
        drawn, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_CONSTANT, value=(edge,)
    )
    return np.asarray(framed, np.uint8)
