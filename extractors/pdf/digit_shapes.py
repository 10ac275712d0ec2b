"""Which digit a shape looks like, by the digits of the fonts that every PDF reader brings.

A digit is stretched to one size, so that narrow, wide and large fonts compare, and set against
the ten digits of the standard fonts. A digit of another family stands nearer to its own kind
than to any other; what is wanted is only the plain contradiction: a shape that a font calls
"3" and that is as good as the "7" of a known font.
"""

import ctypes
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf import pdfium_bindings
from sidak.extractors.pdf.settings import SETTINGS
from sidak.extractors.pdf.transform import Point

DIGITS = "0123456789"
#: Fonts whose digits are compared with; the standard fonts of PDF without the symbols.
REFERENCE_FONTS = (
    "Helvetica",
    "Helvetica-Bold",
    "Helvetica-Oblique",
    "Helvetica-BoldOblique",
    "Times-Roman",
    "Times-Bold",
    "Times-Italic",
    "Times-BoldItalic",
    "Courier",
    "Courier-Bold",
)
#: Columns and rows of the pictures that are compared, and their pixels in each.
WIDTH, HEIGHT, FINE = 24, 32, 4
#: Size for which outlines are asked; they come for a size of one.
_SIZE = 1000.0
#: Places on a curve at which it is followed, 1 being its end.
_STEPS = (0.35, 0.7, 1.0)

Picture = npt.NDArray[np.float32]
Outline = tuple[tuple[Point, ...], ...]


class Likeness(NamedTuple):
    """How like a shape is to the digits.

    Attributes:
        digit: The one that it is most like.
        distance: Mean difference from it, 0 to 1.
        own_distance: Mean difference from the digit that it is said to be.
    """

    digit: str
    distance: float
    own_distance: float

    @property
    def contradicts(self) -> bool:
        """Whether it is plainly another digit than it is said to be."""
        return (
            self.distance <= SETTINGS.same_shape
            and self.distance < SETTINGS.shape_advantage * self.own_distance
        )


def read_outline(font: Any, character: str) -> Outline:
    """Read the outline that a font draws for a character; empty if it has none.

    Args:
        font: pdfium's handle of the font.
        character: The character, as the text tells it.
    """
    path = pdfium_c.FPDFFont_GetGlyphPath(font, ord(character), ctypes.c_float(_SIZE))
    if not path:
        return ()
    contours: list[list[Point]] = []
    controls: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(pdfium_c.FPDFGlyphPath_CountGlyphSegments(path)):
        segment = pdfium_c.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        kind, point = pdfium_c.FPDFPathSegment_GetType(segment), (x.value, y.value)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not contours:
            contours.append([point])
            controls = []
        elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            controls.append(point)
            if len(controls) == 3:
                contours[-1] += _follow_curve(contours[-1][-1], controls)
                controls = []
        else:
            contours[-1].append(point)
    return tuple(map(tuple, contours))


def _follow_curve(start: Point, controls: Sequence[Point]) -> list[Point]:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = start, *controls
    places = []
    for t in _STEPS:
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        places.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return places


def draw_outline(outline: Outline) -> Picture | None:
    """Draw an outline, stretched to the size that is compared; ``None`` if it has no area."""
    from PIL import Image, ImageChops, ImageDraw

    xs = [x for contour in outline for x, _ in contour]
    ys = [y for contour in outline for _, y in contour]
    if not xs or min(max(xs) - min(xs), max(ys) - min(ys)) <= 0:
        return None
    size = (WIDTH * FINE, HEIGHT * FINE)
    across, down = (size[0] - 1) / (max(xs) - min(xs)), (size[1] - 1) / (max(ys) - min(ys))
    drawn = Image.new("1", size)
    for contour in outline:
        if len(contour) < 3:
            continue
        one = Image.new("1", size)
        places = [((x - min(xs)) * across, (max(ys) - y) * down) for x, y in contour]
        ImageDraw.Draw(one).polygon(places, fill=1)
        drawn = ImageChops.logical_xor(drawn, one)  # an inner contour is a hole
    return soften(np.asarray(drawn, np.float32))


def soften(fine: Picture) -> Picture:
    """Shrink a picture of ``FINE`` pixels a pixel and blur it."""
    small = fine.reshape(HEIGHT, FINE, WIDTH, FINE).mean(axis=(1, 3))
    for _ in range(2):
        edged = np.pad(small, 1, mode="edge")
        across = (edged[:, :-2] + 2 * edged[:, 1:-1] + edged[:, 2:]) / 4
        small = (across[:-2] + 2 * across[1:-1] + across[2:]) / 4
    return np.asarray(small, np.float32)


def compare_digit(picture: Picture, said: str) -> Likeness:
    """Tell which digit a picture is like.

    Args:
        picture: As :func:`soften` gives it.
        said: The digit that it is said to be.
    """
    distances = np.abs(_references() - picture[None, None]).mean(axis=(2, 3)).min(axis=0)
    nearest = int(distances.argmin())
    return Likeness(DIGITS[nearest], float(distances[nearest]), float(distances[int(said)]))


@cache
def _references() -> Picture:
    """Draw the digits of the standard fonts: font, digit, rows, columns."""
    document = pdfium.PdfDocument.new()
    rows = []
    for name in REFERENCE_FONTS:
        font = pdfium_c.FPDFText_LoadStandardFont(document.raw, name.encode())
        drawn = [draw_outline(read_outline(font, digit)) for digit in DIGITS]
        rows.append(np.stack([picture for picture in drawn if picture is not None]))
        pdfium_c.FPDFFont_Close(font)
    document.close()
    return np.stack(rows)


def name_outline(font: int, character: str) -> tuple[float, ...]:
    """Return what tells an outline from others at little cost: segments, first points.

    Args:
        font: Address of the handle of the font.
        character: The character, as the text tells it.
    """
    path = pdfium_bindings.get_glyph_path(font, ord(character), _SIZE)
    if not path:
        return ()
    count = pdfium_bindings.count_glyph_segments(path)
    name = [float(count)]
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    for index in range(min(count, 4)):
        segment = pdfium_bindings.get_glyph_segment(path, index)
        pdfium_bindings.get_segment_point(segment, to_x, to_y)
        name += (x.value, y.value)
    return tuple(name)
