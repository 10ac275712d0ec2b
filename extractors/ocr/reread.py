"""A cell of a scanned page read once more, by itself and drawn larger.

Asked for where the arithmetic of a report wants another digit than the one that was read.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium

from sidak.extractors.ocr.engine import (
    LANGUAGE,
    PSM_BLOCK,
    PSM_LINE,
    SECOND_LANGUAGE,
    FailedEngineError,
    GreyImage,
    MissingEngineError,
    open_engine,
)
from sidak.extractors.ocr.preprocess import render_page, rotate_image
from sidak.schemas import Box, Figure, Page

#: A cell cut out of its page, upright.
CellCrop = GreyImage


class RereadSetting(NamedTuple):
    """One way to look at a cell: who reads it, and how it is drawn."""

    language: str
    margin: float  # points around the characters
    height: int  # pixels of a line
    blur: float  # deviation in pixels, against grain


#: On cells that had been misread at 110 dpi these were right most often, one in two.
REREAD_SETTINGS = (
    RereadSetting(SECOND_LANGUAGE, 2.0, 60, 0.0),
    RereadSetting(SECOND_LANGUAGE, 1.2, 60, 1.4),
    RereadSetting(SECOND_LANGUAGE, 2.0, 44, 1.0),
    RereadSetting(LANGUAGE, 1.2, 44, 1.0),
)
#: Paper around a crop, in pixels, as the engine likes it.
_BORDER = 16
#: A line is at least this much wider than high for each of its characters.
_CHARACTER = 0.4
#: What a rule at the edge of a crop is taken for.
_EDGE = "|[]{}!_' \t"


def make_rereader(
    path: Path, pages: Sequence[Page]
) -> Callable[[Sequence[Figure]], list[tuple[str, ...]]]:
    """Return a function that reads the cells of figures again.

    Args:
        path: The PDF.
        pages: Its page ledger; says how a page must be turned.

    Returns:
        From figures to what each look at their cells read; nothing where the engine is
        missing, the file went away or a figure has no box.
    """
    turns = {page.page: page.rotation for page in pages}

    def reread(figures: Sequence[Figure]) -> list[tuple[str, ...]]:
        cells: dict[int, list[CellCrop]] = {}
        places = sorted(range(len(figures)), key=lambda place: figures[place].page)
        for number, group in groupby(places, key=lambda place: figures[place].page):
            try:
                picture, dpi = render_page_of(path, number)
            except (pdfium.PdfiumError, OSError):
                continue
            for place in group:
                figure = figures[place]
                if figure.box is None:
                    continue
                cells[place] = [
                    crop_cell(picture, dpi, figure.box, setting, turns.get(number, 0))
                    for setting in REREAD_SETTINGS
                ]
        characters = {place: len(figures[place].raw_text) for place in cells}
        read = reread_cells([(cuts, characters[place]) for place, cuts in cells.items()])
        found = dict(zip(cells, read, strict=True))
        return [found.get(place, ()) for place in range(len(figures))]

    return reread


def render_page_of(path: Path, number: int) -> tuple[GreyImage, float]:
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


def crop_cell(
    picture: GreyImage, dpi: float, box: Box, setting: RereadSetting, turn: int
) -> CellCrop:
    """Cut a box out of a page as a viewer shows it, and turn it upright."""
    height, width = picture.shape
    scale, margin = dpi / 72, setting.margin
    x0, x1 = round((box.x0 - margin) * scale), round((box.x1 + margin) * scale)
    y0, y1 = round((box.y0 - margin) * scale), round((box.y1 + margin) * scale)
    crop = picture[max(0, y0) : min(height, y1), max(0, x0) : min(width, x1)]
    return rotate_image(crop, turn)


def reread_cells(cells: Sequence[tuple[Sequence[CellCrop], int]]) -> list[tuple[str, ...]]:
    """Read cells in all ways to look at them, in as few calls of the engine as can be.

    Args:
        cells: Of each cell one cut for each look, and how many characters it may hold.

    Returns:
        Of each cell what was read; nothing if the engine is missing or broke off.
    """
    orders: dict[tuple[str, int], list[tuple[int, GreyImage]]] = defaultdict(list)
    for place, (cuts, characters) in enumerate(cells):
        if not all(cut.size for cut in cuts):
            continue
        height, width = cuts[0].shape
        is_line = width >= _CHARACTER * characters * height
        for setting, cut in zip(REREAD_SETTINGS, cuts, strict=True):
            drawn = render_crop(cut, setting, is_line=is_line)
            orders[setting.language, PSM_LINE if is_line else PSM_BLOCK].append((place, drawn))
    found: list[list[str]] = [[] for _ in cells]
    for (language, mode), ordered in orders.items():
        engine = open_engine(ordered[0][1])
        try:
            read = engine.read([drawn for _, drawn in ordered], language, mode)
        except (MissingEngineError, FailedEngineError):
            return [() for _ in cells]
        engine.save()
        for (place, _), words in zip(ordered, read, strict=True):
            found[place].append(" ".join(word.text for word in words).strip(_EDGE))
    return [tuple(text for text in texts if text) for texts in found]


def render_crop(crop: GreyImage, setting: RereadSetting, *, is_line: bool) -> GreyImage:
    """Draw a crop at the size of a look, on clean paper."""
    factor = setting.height / crop.shape[0] if is_line else 2.0
    drawn = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    if setting.blur:
        drawn = cv2.GaussianBlur(drawn, (0, 0), setting.blur)
        ink, paper = (float(level) for level in np.percentile(drawn, (2, 90)))
        stretched = (drawn.astype(np.float32) - ink) * (255 / max(1.0, paper - ink))
        drawn = np.asarray(np.clip(stretched, 0, 255), np.uint8)
    edge = int(np.percentile(drawn, 90))
    framed = cv2.copyMakeBorder(
        drawn, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_CONSTANT, value=(edge,)
    )
    return np.asarray(framed, np.uint8)
