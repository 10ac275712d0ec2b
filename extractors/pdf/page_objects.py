"""One walk over the objects of a page, into its form objects."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf.settings import SETTINGS
from sidak.extractors.pdf.transform import IDENTITY, Matrix, compose, transform_point

_FORM = pdfium_c.FPDF_PAGEOBJ_FORM

#: Left, lower, right and upper edge in the target space of the walk.
Bounds = tuple[float, float, float, float]


class PageObject(NamedTuple):
    """An object of a page.

    Attributes:
        handle: pdfium's handle of it.
        kind: pdfium's number of its kind, such as ``FPDF_PAGEOBJ_PATH``.
        matrix: From the space that holds the object to the target space of the walk.
        top: Number, from 0, of the object of the page itself that it is or lies in.
    """

    handle: Any
    kind: int
    matrix: Matrix
    top: int = 0


class PageObjectWalker:
    """Walks the objects of pages; keeps the buffers that pdfium writes to."""

    def __init__(self) -> None:
        self._matrix = pdfium_c.FS_MATRIX()
        self._edges = [ctypes.c_float() for _ in range(4)]

    def walk(self, page: pdfium.PdfPage, matrix: Matrix) -> Iterator[PageObject]:
        """Yield the objects in the order in which they are painted, a form before its own.

        Args:
            page: An open page.
            matrix: From the space of the page to the target space.
        """
        raw = page.raw
        count = pdfium_c.FPDFPage_CountObjects(raw)
        for top in range(count):
            yield from self._walk(
                PageObject(pdfium_c.FPDFPage_GetObject(raw, top), 0, matrix, top), 0
            )

    def _walk(self, found: PageObject, depth: int) -> Iterator[PageObject]:
        """Yield an object, of which the kind is not known yet, and those inside it."""
        handle, _, matrix, top = found
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        yield PageObject(handle, kind, matrix, top)
        if kind == _FORM and depth < SETTINGS.most_form_depth:
            own = self.compose_matrix(handle, matrix)
            for i in range(pdfium_c.FPDFFormObj_CountObjects(handle)):
                inner = pdfium_c.FPDFFormObj_GetObject(handle, i)
                yield from self._walk(PageObject(inner, 0, own, top), depth + 1)

    def compose_matrix(self, handle: Any, matrix: Matrix) -> Matrix:
        """Return the matrix from an object's own space to the target space."""
        own = self._matrix
        if not pdfium_c.FPDFPageObj_GetMatrix(handle, own):
            return matrix
        return compose((own.a, own.b, own.c, own.d, own.e, own.f), matrix)

    def read_bounds(self, obj: PageObject) -> Bounds | None:
        """Return the box of an object in the target space, ``None`` if pdfium has none."""
        left, bottom, right, top = self._edges
        if not pdfium_c.FPDFPageObj_GetBounds(obj.handle, left, bottom, right, top):
            return None
        if obj.matrix is IDENTITY:
            return (left.value, bottom.value, right.value, top.value)
        ax, ay = transform_point(obj.matrix, left.value, bottom.value)
        bx, by = transform_point(obj.matrix, right.value, top.value)
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
