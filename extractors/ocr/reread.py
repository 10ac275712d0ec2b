"""A cell of a scanned page recognised once more, by itself and enlarged.

Used where the arithmetic of a report calls for another digit than the one that was read.
"""

from collections import defaultdict
from collections.abc import Sequence
from enum import Enum, auto
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2 as pdfium

from sidak.extractors.ocr.engine import (
    EngineError,
    GreyImage,
    OcrEngine,
    OcrEngines,
    TextLayout,
)
from sidak.extractors.ocr.engine_cache import open_engines
from sidak.extractors.ocr.preprocess import render_page, rotate_image
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Box, Figure, Page


class Role(Enum):
    """Which of the engines reads a variant."""

    PRIMARY = auto()
    SECONDARY = auto()
    TERTIARY = auto()


class RereadVariant(NamedTuple):
    """One way to read a cell again.

    Attributes:
        role: Which engine reads it.
        margin: Points around the characters.
        height: Height of a line in pixels.
        blur: Standard deviation of a blur against grain, in pixels; 0 for none.
    """

    role: Role
    margin: float
    height: int
    blur: float


#: Sizes and blurs: measured on cells that had been misread at 110 dots per inch, these were
#: right most often, in one cell of two. Engines of two makes read them.
REREAD_VARIANTS = (
    RereadVariant(Role.PRIMARY, 2.0, 60, 0.0),
    RereadVariant(Role.PRIMARY, 1.2, 60, 1.4),
    RereadVariant(Role.TERTIARY, 2.0, 44, 1.0),
    RereadVariant(Role.SECONDARY, 1.2, 44, 1.0),
)
#: Paper around a crop, in pixels, as engines need it.
_BORDER = 16
#: What a ruling at the edge of a crop is taken for.
_EDGE_CHARACTERS = "|[]{}!_' \t"


class CellReader:
    """Reads cells of a scanned report again, each no more than once.

    Args:
        path: The PDF.
        pages: Its page ledger; knows how a page must be rotated.
    """

    def __init__(self, path: Path, pages: Sequence[Page]) -> None:
        self._path = path
        self._rotations = {page.page: page.rotation for page in pages}
        self._known: dict[tuple[int, Box, int], tuple[str, ...]] = {}

    def __call__(self, figures: Sequence[Figure]) -> list[tuple[str, ...]]:
        """Read the cells of figures again.

        Returns:
            For each figure what each variant read; nothing where the engine is missing, the
            file is gone or the figure has no box.
        """
        keys = [self._key(figure) for figure in figures]
        missing = dict.fromkeys(k for k in keys if k is not None and k not in self._known)
        self._known |= self._read(sorted(missing, key=lambda key: key[0]))
        return [() if key is None else self._known.get(key, ()) for key in keys]

    @staticmethod
    def _key(figure: Figure) -> tuple[int, Box, int] | None:
        """Return page, box and number of characters of a figure."""
        if figure.box is None:
            return None
        return figure.page, figure.box, len(figure.raw_text)

    def _read(
        self, keys: Sequence[tuple[int, Box, int]]
    ) -> dict[tuple[int, Box, int], tuple[str, ...]]:
        """Read cells, given in the order of their pages."""
        cells: dict[tuple[int, Box, int], list[GreyImage]] = {}
        for number, group in groupby(keys, key=lambda key: key[0]):
            try:
                image, dpi = render_page_of(self._path, number)
            except (pdfium.PdfiumError, OSError):
                continue
            angle = self._rotations.get(number, 0)
            for key in group:
                cells[key] = [
                    crop_cell(image, dpi, key[1], v.margin, angle) for v in REREAD_VARIANTS
                ]
        read = reread_cells([(crops, key[2]) for key, crops in cells.items()])
        return dict(zip(cells, read, strict=True))


def render_page_of(path: Path, number: int) -> tuple[GreyImage, float]:
    """Render a page at the resolution of its image: the image and dots per inch."""
    document = pdfium.PdfDocument(path)
    try:
        page = document[number - 1]
        try:
            return render_page(page)
        finally:
            page.close()
    finally:
        document.close()


def crop_cell(image: GreyImage, dpi: float, box: Box, margin: float, angle: int) -> GreyImage:
    """Cut a box out of a page as a viewer shows it, and rotate it upright.

    Args:
        image: The page.
        dpi: Its dots per inch.
        box: What to cut out, in points.
        margin: Points around it.
        angle: Clockwise degrees by which the page must be rotated to read upright.
    """
    height, width = image.shape
    scale = dpi / 72
    x0, x1 = round((box.x0 - margin) * scale), round((box.x1 + margin) * scale)
    y0, y1 = round((box.y0 - margin) * scale), round((box.y1 + margin) * scale)
    crop = image[max(0, y0) : min(height, y1), max(0, x0) : min(width, x1)]
    return rotate_image(crop, angle)


def reread_cells(
    cells: Sequence[tuple[Sequence[GreyImage], int]],
) -> list[tuple[str, ...]]:
    """Recognise cells in all variants, in as few calls of an engine as possible.

    Args:
        cells: For each cell one crop per variant, and how many characters it may hold.

    Returns:
        For each cell what was read; nothing if the engine is missing or broke off.
    """
    groups: dict[tuple[Role, TextLayout], list[tuple[int, GreyImage]]] = defaultdict(list)
    for place, (crops, characters) in enumerate(cells):
        if not all(crop.size for crop in crops):
            continue
        height, width = crops[0].shape
        is_line = width >= SETTINGS.tables.reread_aspect * characters * height
        layout = TextLayout.LINE if is_line else TextLayout.BLOCK
        for variant, crop in zip(REREAD_VARIANTS, crops, strict=True):
            rendered = render_crop(crop, variant, is_line=is_line)
            groups[variant.role, layout].append((place, rendered))
    if not groups:
        return [() for _ in cells]
    found: list[list[str]] = [[] for _ in cells]
    engines, cache = open_engines(next(iter(groups.values()))[0][1])
    for (role, layout), group in groups.items():
        engine = _choose_engine(engines, role, layout)
        if engine is None:
            continue
        try:
            read = engine.recognise([rendered for _, rendered in group], layout)
        except EngineError:
            return [() for _ in cells]
        for (place, _), words in zip(group, read, strict=True):
            text = " ".join(word.text for word in words)
            found[place].append(text.strip(_EDGE_CHARACTERS))
    cache.save()
    return [tuple(text for text in texts if text) for texts in found]


def _choose_engine(engines: OcrEngines, role: Role, layout: TextLayout) -> OcrEngine | None:
    """Return the engine of a role; the primary one reads single lines only."""
    if role is Role.PRIMARY:
        return engines.primary if layout is TextLayout.LINE else engines.tertiary
    return engines.secondary if role is Role.SECONDARY else engines.tertiary


def render_crop(crop: GreyImage, variant: RereadVariant, *, is_line: bool) -> GreyImage:
    """Render a crop at the size of a variant, on clean paper."""
    factor = variant.height / crop.shape[0] if is_line else 2.0
    rendered = cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
    if variant.blur:
        rendered = cv2.GaussianBlur(rendered, (0, 0), variant.blur)
        ink, paper = (float(level) for level in np.percentile(rendered, (2, 90)))
        stretched = (rendered.astype(np.float32) - ink) * (255 / max(1.0, paper - ink))
        rendered = np.asarray(np.clip(stretched, 0, 255), np.uint8)
    white = int(np.percentile(rendered, 90))
    framed = cv2.copyMakeBorder(
        rendered, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_CONSTANT, value=(white,)
    )
    return np.asarray(framed, np.uint8)
