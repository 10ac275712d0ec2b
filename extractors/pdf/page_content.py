"""What is printed on a page: glyphs, rulings, fills and images, through pdfium.

pdfium reads a page in hundredths of a second, where pdfminer needs tenths; the geometry of
the tables is worked out from this content. All coordinates are points from the top left
corner of the page as a viewer shows it, ``/Rotate`` applied.
"""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf import pdfium_bindings
from sidak.extractors.pdf.chars import read_glyphs
from sidak.extractors.pdf.dotted_rulings import Dot, chain_dots, make_dot
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_objects import PageObjectWalker
from sidak.extractors.pdf.painting import PaintedBox, Painting
from sidak.extractors.pdf.settings import SETTINGS
from sidak.extractors.pdf.transform import Matrix, Point, viewer_matrix
from sidak.extractors.pdf.visibility import drop_unseen
from sidak.schemas import Box

#: A filled rectangle thinner than this is a drawn ruling, in points (Word prints borders so).
WHITE = 0xFFFFFF


class Ruling(NamedTuple):
    """A straight ruling; for a horizontal one ``position`` is y and start..end are x."""

    position: float
    start: float
    end: float
    thickness: float
    is_horizontal: bool


class Fill(NamedTuple):
    """A filled rectangle too thick to be a ruling (shading, background)."""

    x0: float
    y0: float
    x1: float
    y1: float
    color: int


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything printed on one page.

    Attributes:
        page: Page number from 1.
        width: Width in points as a viewer shows the page.
        height: Height in points as a viewer shows the page.
        glyphs: Printed characters without spaces, in the order of the file.
        rulings: Straight rulings, drawn as lines or as thin rectangles.
        fills: Shaded rectangles.
        images: Boxes of pictures.
        hidden: Number of characters left out because they leave no ink.
        fonts: The font of each run of glyphs, by its name in small letters.
        cut: Where figures stand of which a part is not seen.
        over_edge: Where text stands that runs over the edge of the page.
        added: Runs that were printed by form fields and annotations.
    """

    page: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    fills: tuple[Fill, ...]
    images: tuple[Box, ...]
    hidden: int = 0
    fonts: tuple[str, ...] = ()
    cut: tuple[Point, ...] = ()
    over_edge: tuple[Point, ...] = ()
    added: frozenset[int] = frozenset()


def read_content(
    page: pdfium.PdfPage, number: int, own_objects: int | None = None
) -> PageContent:
    """Read all that is printed on ``page``.

    Args:
        page: An open pdfium page; the caller closes it.
        number: Its number from 1.
        own_objects: Number of the objects of its own content, if others were added.
    """
    to_view, width, height, rotation = viewer_matrix(page)
    reader = _PageObjectReader()
    reader.read(page, to_view, own_objects)
    reader.rulings += (Ruling(*row) for row in chain_dots(reader.dots))
    seen = drop_unseen(page, lambda: read_glyphs(page, to_view, rotation), reader.painting)
    return PageContent(
        page=number,
        width=width,
        height=height,
        glyphs=seen.glyphs,
        rulings=tuple(reader.rulings),
        fills=tuple(reader.fills),
        images=tuple(reader.images),
        hidden=seen.hidden,
        fonts=tuple(run.font for run in seen.runs),
        cut=seen.cut,
        over_edge=seen.over_edge,
        added=frozenset(
            i for i, run in enumerate(seen.runs) if run.address in reader.painting.added
        ),
    )


class _PageObjectReader:
    """Reads rulings, fills and images from the objects of a page."""

    def __init__(self) -> None:
        self.rulings: list[Ruling] = []
        self.dots: list[Dot] = []
        self.fills: list[Fill] = []
        self.images: list[Box] = []
        self.painting = Painting()
        self._order = 0
        self._walker = PageObjectWalker()

    def read(self, page: pdfium.PdfPage, to_view: Matrix, own_objects: int | None) -> None:
        """Read all objects of a page in the space of the viewer."""
        for order, obj in enumerate(self._walker.walk(page, to_view), 1):
            self._order = order
            if obj.kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                address = pdfium_bindings.address_of(obj.handle)
                self.painting.texts[address] = self._order
                if own_objects is not None and obj.top >= own_objects:
                    self.painting.added.add(address)
            elif obj.kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._take_path(obj.handle, obj.matrix)
            elif obj.kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
                bounds = self._walker.read_bounds(obj)
                if bounds is None:
                    continue
                self.painting.boxes.append(PaintedBox(self._order, *bounds, color=None))
                if obj.kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                    self.images.append(Box(*bounds))

    def _take_path(self, obj: Any, to_view: Matrix) -> None:
        fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
        if not pdfium_c.FPDFPath_GetDrawMode(obj, fill_mode, stroke):
            return
        if not fill_mode.value and not stroke.value:
            return
        matrix = self._walker.compose_matrix(obj, to_view)
        for points, is_straight in self._subpaths(obj, matrix):
            if fill_mode.value and (dot := make_dot(points)) is not None:
                self._take_dot(obj, dot)
            if fill_mode.value:
                self._note_painted(obj, points)
            if not is_straight or len(points) < 2:
                continue
            if fill_mode.value:
                self._take_filled(obj, points)
            if stroke.value:
                self._take_stroked(obj, points, matrix)

    def _subpaths(self, obj: Any, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:
        """Yield the subpaths in viewer space and whether they have straight edges only."""
        points: list[Point] = []
        is_straight = True
        x, y = ctypes.c_float(), ctypes.c_float()
        to_x, to_y = ctypes.byref(x), ctypes.byref(y)
        a, b, c, d, e, f = matrix
        path = pdfium_bindings.address_of(obj)
        for i in range(pdfium_c.FPDFPath_CountSegments(obj)):
            segment = pdfium_bindings.get_path_segment(path, i)
            kind = pdfium_bindings.get_segment_type(segment)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
                yield points, is_straight
                points, is_straight = [], True
            pdfium_bindings.get_segment_point(segment, to_x, to_y)
            u, v = x.value, y.value
            points.append((a * u + c * v + e, b * u + d * v + f))
            is_straight = is_straight and kind != pdfium_c.FPDF_SEGMENT_BEZIERTO
            if pdfium_bindings.is_segment_closed(segment) and points[0] != points[-1]:
                points.append(points[0])
        if points:
            yield points, is_straight

    def _note_painted(self, obj: Any, points: list[Point]) -> None:
        """Note a filled area that may lie upon text or beneath it."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if min(x1 - x0, y1 - y0) > SETTINGS.ruling_thickness:
            color, alpha = self._paint_of(obj, is_fill=True)
            self.painting.boxes.append(PaintedBox(self._order, x0, y0, x1, y1, color, alpha))

    def _take_dot(self, obj: Any, dot: Dot) -> None:
        if self._color_of(obj, is_fill=True) != WHITE:
            self.dots.append(dot)

    def _color_of(self, obj: Any, *, is_fill: bool) -> int:
        return self._paint_of(obj, is_fill=is_fill)[0]

    def _paint_of(self, obj: Any, *, is_fill: bool) -> tuple[int, int]:
        """Return the colour of a path and its alpha; black where there is none."""
        get = (
            pdfium_c.FPDFPageObj_GetFillColor
            if is_fill
            else pdfium_c.FPDFPageObj_GetStrokeColor
        )
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not get(obj, red, green, blue, alpha):
            return 0, 255
        return red.value << 16 | green.value << 8 | blue.value, alpha.value

    def _take_filled(self, obj: Any, points: list[Point]) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        width, height = x1 - x0, y1 - y0
        color = self._color_of(obj, is_fill=True)
        if min(width, height) <= SETTINGS.ruling_thickness:
            if color == WHITE:
                return
            if height <= width and width > SETTINGS.ruling_thickness / 2:
                self.rulings.append(Ruling((y0 + y1) / 2, x0, x1, height, True))
            if width <= height and height > SETTINGS.ruling_thickness / 2:
                self.rulings.append(Ruling((x0 + x1) / 2, y0, y1, width, False))
        elif len(points) <= 6:
            self.fills.append(Fill(x0, y0, x1, y1, color))

    def _take_stroked(self, obj: Any, points: list[Point], matrix: Matrix) -> None:
        width = ctypes.c_float()
        if self._color_of(obj, is_fill=False) == WHITE:
            return
        pdfium_c.FPDFPageObj_GetStrokeWidth(obj, width)
        thickness = max(0.1, width.value * math.hypot(matrix[0], matrix[1]))
        for (ax, ay), (bx, by) in pairwise(points):
            dx, dy = abs(ax - bx), abs(ay - by)
            if thickness > 3 * SETTINGS.ruling_thickness and max(dx, dy) < 3 * thickness:
                continue
            if dy <= SETTINGS.straight and dx > dy:
                y = (ay + by) / 2
                self.rulings.append(Ruling(y, min(ax, bx), max(ax, bx), thickness, True))
            elif dx <= SETTINGS.straight and dy > dx:
                x = (ax + bx) / 2
                self.rulings.append(Ruling(x, min(ay, by), max(ay, by), thickness, False))
