"""A cell of a scanned page read once more, larger, where arithmetic asks for another digit."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

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
from extractors.scan_picture import find_resolution, turn_picture
from schemas import Box, Figure, Page

#: Dots per inch of the second look: half again as many as the page has, within reason.
_LEAST_DPI, _MOST_DPI, _LARGER = 400.0, 600.0, 1.5
#: Points around the printed characters; more would show the rules of the cell.
_MARGIN = 1.2
#: White pixels around a crop, as the engine likes it.
_BORDER = 16
#: What a rule at the edge of a crop is taken for.
_EDGE = "|[]{}!_' \t"
#: Grey levels that are drawn as black and as white.
_BLACK, _WHITE = 70, 200


def open_rereader(path: Path, pages: Sequence[Page]) -> Callable[[Figure], tuple[str, ...]]:
    """Return a function that reads the cell of a figure again.

    Args:
        path: The PDF.
        pages: Its page ledger; says how a page must be turned.

    Returns:
        From a figure to what two networks read in two drawings of its cell; nothing where
        the engine is missing or the figure has no box.
    """
    turns = {page.page: page.rotation for page in pages}

    @lru_cache(maxsize=1)
    def draw(number: int) -> tuple[Picture, float]:
        return draw_larger(path, number)

    def reread(figure: Figure) -> tuple[str, ...]:
        if figure.box is None:
            return ()
        try:
            picture, dpi = draw(figure.page)
        except (pdfium.PdfiumError, OSError):
            return ()  # the file went away since it was read
        crop = cut_cell(picture, dpi, figure.box, turns.get(figure.page, 0))
        return read_crop(crop, is_line="\n" not in figure.raw_text)

    return reread


def draw_larger(path: Path, number: int) -> tuple[Picture, float]:
    """Render a page for the second look: its picture and dots per inch."""
    document = pdfium.PdfDocument(path)
    try:
        page = document[number - 1]
        dpi = min(_MOST_DPI, max(_LEAST_DPI, _LARGER * find_resolution(page)))
        bitmap = page.render(scale=dpi / 72, may_draw_forms=True, grayscale=True)
        picture = np.array(bitmap.to_numpy(), copy=True).reshape(bitmap.height, bitmap.width)
        bitmap.close()
        page.close()
    finally:
        document.close()
    return picture.astype(np.uint8), dpi


def cut_cell(picture: Picture, dpi: float, box: Box, turn: int) -> Picture:
    """Cut a box out of a page as a viewer shows it and turn it upright."""
    height, width = picture.shape
    scale = dpi / 72
    x0, x1 = (round(edge * scale) for edge in (box.x0 - _MARGIN, box.x1 + _MARGIN))
    y0, y1 = (round(edge * scale) for edge in (box.y0 - _MARGIN, box.y1 + _MARGIN))
    crop = picture[max(0, y0) : min(height, y1), max(0, x0) : min(width, x1)]
    return turn_picture(crop, turn)


def read_crop(crop: Picture, *, is_line: bool) -> tuple[str, ...]:
    """Read a crop with both networks in two drawings; nothing if it cannot be read."""
    if not crop.size:
        return ()
    height, width = crop.shape
    mode = LINE if is_line and width >= height else BLOCK
    drawn = [_frame(crop), _frame(_sharpen(crop))]
    engine = open_engine(drawn[0])
    try:
        read = [
            *engine.read(drawn, LANGUAGE, mode),
            *engine.read(drawn, SECOND_LANGUAGE, mode),
        ]
    except (MissingEngineError, FailedEngineError):
        return ()
    engine.save()
    texts = (" ".join(word.text for word in words).strip(_EDGE) for words in read)
    return tuple(text for text in texts if text)


def _sharpen(crop: Picture) -> Picture:
    """Draw with hard contrast, after a blur that takes the grain out."""
    smooth = cv2.GaussianBlur(crop, (0, 0), 1.6).astype(np.float32)
    stretched = (smooth - _BLACK) * (255 / (_WHITE - _BLACK))
    return np.asarray(np.clip(stretched, 0, 255), np.uint8)


def _frame(crop: Picture) -> Picture:
    paper = int(np.percentile(crop, 90))
    framed = cv2.copyMakeBorder(
        crop, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_CONSTANT, value=(paper,)
    )
    return np.asarray(framed, np.uint8)
