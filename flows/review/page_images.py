"""Pictures of pages with a cell framed, drawn when somebody asks for them."""

import io
import threading
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from sidak.extractors.pdf.render import render_picture
from sidak.flows.review.settings import SETTINGS
from sidak.schemas import Box
from sidak.schemas.system.processes import (
    GuardedPool,
    WorkerCrashedError,
    WorkerMemoryError,
    WorkerTimeoutError,
)

#: pypdfium2 must not be used by two threads at once.
_LOCK = threading.Lock()
_FRAME = (200, 16, 32)
_UNACCOUNTED = (210, 98, 10)


class ImageView(StrEnum):
    """How much of the page is drawn."""

    CELL = "cell"
    ROW = "row"
    PAGE = "page"


class PageImageError(ValueError):
    """The page cannot be drawn."""


class GuardedDrawer:
    """Draws in a process of its own, so that no page can take the review page down.

    Args:
        timeout: Seconds that a picture may take.
    """

    def __init__(self, timeout: float = SETTINGS.picture_seconds) -> None:
        self._timeout = timeout
        self._lock = threading.Lock()
        self._pool: GuardedPool[Callable[[], bytes], bytes] | None = None

    def __call__(
        self,
        source: Path,
        page: int,
        box: Box | None,
        view: ImageView,
        *,
        rotation: int = 0,
        unaccounted: Sequence[Box] = (),
    ) -> bytes:
        """Draw a picture; see :func:`draw_cell`."""
        with self._lock:
            if self._pool is None:
                # with the first picture: the page itself needs no process
                self._pool = GuardedPool(
                    _call, size=1, timeout=self._timeout, memory=SETTINGS.picture_memory
                )
        draw = partial(
            draw_cell,
            source,
            page,
            box,
            view,
            rotation=rotation,
            unaccounted=tuple(unaccounted),
        )
        try:
            return self._pool.call(draw)
        except (WorkerTimeoutError, WorkerMemoryError, WorkerCrashedError, MemoryError) as e:
            raise PageImageError(str(e)) from e

    def close(self) -> None:
        """End the process."""
        with self._lock:
            if self._pool is not None:
                self._pool.__exit__()
                self._pool = None


def _call(draw: Callable[[], bytes]) -> bytes:
    return draw()


def draw_cell(
    source: Path,
    page: int,
    box: Box | None,
    view: ImageView,
    *,
    rotation: int = 0,
    unaccounted: Sequence[Box] = (),
) -> bytes:
    """Draw a cell, the strip of the page around it, or the whole page, as PNG.

    Args:
        source: The PDF.
        page: Page, from 1.
        box: The cell to frame, in points from the top left corner as a viewer shows the
            page; ``None`` for no frame and the whole page.
        view: How much to draw.
        rotation: Clockwise degrees that a page on its side must be turned to read.
        unaccounted: Amounts of the page of which nothing became; framed in orange.

    Raises:
        PageImageError: If the page cannot be drawn.
    """
    import pypdfium2 as pdfium

    with _LOCK:
        try:
            document = pdfium.PdfDocument(source)
            try:
                frames = [(one, _UNACCOUNTED) for one in unaccounted]
                frames += [] if box is None else [(box, _FRAME)]
                return _draw(document[page - 1], box, view, rotation, frames)
            finally:
                document.close()
        except (pdfium.PdfiumError, IndexError, OSError, ValueError) as error:
            raise PageImageError(str(error)) from error


def _draw(
    page: Any,
    box: Box | None,
    view: ImageView,
    rotation: int,
    frames: Sequence[tuple[Box, tuple[int, int, int]]],
) -> bytes:
    from PIL import ImageDraw

    width, height = page.get_size()
    part = Box(0.0, 0.0, width, height)
    view = ImageView.PAGE if box is None else view
    if box is not None and view is not ImageView.PAGE:
        part = _cut(box, part, view, is_upright=rotation in (0, 180))
    picture, scale = render_picture(
        page, _find_scale(view), most_pixels=SETTINGS.most_pixels, crop=part
    )
    for framed, color in frames:
        around = (
            (framed.x0 - part.x0) * scale - SETTINGS.frame_width,
            (framed.y0 - part.y0) * scale - SETTINGS.frame_width,
            (framed.x1 - part.x0) * scale + SETTINGS.frame_width,
            (framed.y1 - part.y0) * scale + SETTINGS.frame_width,
        )
        ImageDraw.Draw(picture).rectangle(around, outline=color, width=SETTINGS.frame_width)
    if rotation:
        picture = picture.rotate(-rotation, expand=True)
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _find_scale(view: ImageView) -> float:
    """Return the pixels per point of a picture."""
    scales = {
        ImageView.CELL: SETTINGS.cell_scale,
        ImageView.ROW: SETTINGS.row_scale,
        ImageView.PAGE: SETTINGS.page_scale,
    }
    return scales[view]


def _cut(box: Box, page: Box, view: ImageView, *, is_upright: bool) -> Box:
    """Return the part of the page that shows a cell, or its row, with a margin."""
    x0, y0 = max(page.x0, min(box.x0, page.x1 - 1)), max(page.y0, min(box.y0, page.y1 - 1))
    x1, y1 = max(x0 + 1, min(box.x1, page.x1)), max(y0 + 1, min(box.y1, page.y1))
    margin = SETTINGS.cell_margin if view is ImageView.CELL else SETTINGS.row_margin
    left, right = max(page.x0, x0 - margin), min(page.x1, x1 + margin)
    top, bottom = max(page.y0, y0 - margin), min(page.y1, y1 + margin)
    if view is ImageView.CELL:
        return Box(left, top, right, bottom)
    if is_upright:
        left, right = _centre(x0, x1, page.x1)
    else:
        top, bottom = _centre(y0, y1, page.y1)
    return Box(left, top, right, bottom)


def _centre(start: float, end: float, most: float) -> tuple[float, float]:
    """Return a span as wide as a row around a cell, moved to lie between 0 and ``most``."""
    length = max(SETTINGS.row_width, end - start)
    first = min(max(0.0, (start + end - length) / 2), max(0.0, most - length))
    return first, min(most, first + length)
