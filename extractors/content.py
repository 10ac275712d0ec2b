"""What is printed on a page: glyphs, rules, fills and images, through pdfium.

pdfium reads a page in hundredths of a second, where pdfminer needs tenths; the geometry of
the tables is worked out from this content. All coordinates are points from the top left
corner of the page as a viewer shows it, ``/Rotate`` applied.
"""

import ctypes
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from extractors.clipping import bring_home, read_clip
from extractors.dots import Dot, chain_dots, make_dot
from extractors.matrices import Matrix, Point, apply, multiply, viewer_matrix
from schemas import Box

#: A filled rectangle thinner than this is a drawn rule, in points (Word prints borders so).
RULE_THICKNESS = 2.6
FORM_DEPTH = 6  # deepest nesting of form objects that is followed
INVISIBLE_MODES = frozenset({3, 7})  # text render modes: 3 leaves no ink, 7 only clips
WHITE = 0xFFFFFF
NO_SHIFT: Point = (0.0, 0.0)  # the shift of a glyph that nothing hides
FAINT = 40  # colours that differ by less in each channel cannot be told apart
BOLD_WORDS = ("bold", "black", "heavy")  # in a font's name, where its weight does not tell


class Glyph(NamedTuple):
    """One printed character.

    ``angle`` is the direction of writing in degrees, counter-clockwise as a viewer sees it
    (0 upright, 90 bottom to top); ``color`` is 0xRRGGBB; glyphs of one ``run`` were set by
    one operator of the file, so that they belong to one cell; ``is_after_space`` says that
    the file prints a space before the glyph. ``shift`` leads from the middle of a glyph that
    its clipping path hides back into that path: into the cell it was written for.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    is_bold: bool
    is_italic: bool
    angle: int
    color: int
    is_visible: bool
    run: int = 0
    is_after_space: bool = False
    shift: Point = NO_SHIFT

    @property
    def center(self) -> Point:
        """Middle of the glyph's box."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    @property
    def anchor(self) -> Point:
        """The point that says to which cell the glyph belongs."""
        return (
            (self.x0 + self.x1) / 2 + self.shift[0],
            (self.y0 + self.y1) / 2 + self.shift[1],
        )


class Rule(NamedTuple):
    """A straight rule; for a horizontal one ``position`` is y and start..end are x."""

    position: float
    start: float
    end: float
    thickness: float
    is_horizontal: bool


class Fill(NamedTuple):
    """A filled rectangle too thick to be a rule (shading, background)."""

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
        rules: Straight rules, drawn as lines or as thin rectangles.
        fills: Shaded rectangles.
        images: Boxes of pictures.
        hidden: Number of characters left out because they leave no ink.
        fonts: The characters that each font prints, by the font's name in small letters.
    """

    page: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...]
    images: tuple[Box, ...]
    hidden: int = 0
    fonts: Mapping[str, frozenset[str]] = field(default_factory=dict)


class _Style(NamedTuple):
    """What the glyphs of one text object share."""

    size: float
    is_bold: bool
    is_italic: bool
    angle: int
    color: int
    is_visible: bool
    clip: Box | None = None
    font: str = ""


def read_content(page: pdfium.PdfPage, number: int) -> PageContent:
    """Read all that is printed on ``page``.

    Args:
        page: An open pdfium page; the caller closes it.
        number: Its number from 1.
    """
    to_view, width, height, rotation = viewer_matrix(page)
    glyphs, hidden, fonts = _read_glyphs(page, to_view, rotation)
    painter = _Painter(to_view)
    painter.walk_page(page)
    painter.rules += (Rule(*row) for row in chain_dots(painter.dots))
    visible = [g for g in glyphs if not _is_ghost(g, painter)]
    hidden += len(glyphs) - len(visible)
    return PageContent(
        page=number,
        width=width,
        height=height,
        glyphs=tuple(visible),
        rules=tuple(painter.rules),
        fills=tuple(painter.fills),
        images=tuple(painter.images),
        hidden=hidden,
        fonts={name: frozenset(chars) for name, chars in fonts.items()},
    )


def _is_ghost(glyph: Glyph, painter: "_Painter") -> bool:
    """Say whether a glyph has the colour of what lies under it: white on white."""
    if not _is_alike(glyph.color, WHITE):
        return False  # dark text on dark shading is a thing of design, not a ghost
    x, y = glyph.center
    if any(box.contains_point(x, y) for box in painter.images):
        return False
    under = [f.color for f in painter.fills if f.x0 <= x <= f.x1 and f.y0 <= y <= f.y1]
    return _is_alike(glyph.color, under[-1] if under else WHITE)


def _is_alike(a: int, b: int) -> bool:
    """Say whether two colours can hardly be told apart."""
    return all(abs((a >> s & 255) - (b >> s & 255)) <= FAINT for s in (0, 8, 16))


def _read_glyphs(
    page: pdfium.PdfPage, to_view: Matrix, rotation: int
) -> tuple[list[Glyph], int, dict[str, set[str]]]:
    """Read the characters that leave ink, and by font; also count those that do not."""
    textpage = page.get_textpage()
    raw = textpage.raw
    rect = pdfium_c.FS_RECTF()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    styles: dict[int, _Style] = {}
    runs: dict[int, int] = {}
    clips: dict[int, Box] = {}
    fonts: dict[str, set[str]] = defaultdict(set)
    glyphs: list[Glyph] = []
    hidden = 0
    has_space = False
    get_unicode, get_object = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetTextObject
    get_loose = pdfium_c.FPDFText_GetLooseCharBox
    for index in range(pdfium_c.FPDFText_CountChars(raw)):
        code = get_unicode(raw, index)
        if code in (32, 0xA0):
            has_space = has_space or not pdfium_c.FPDFText_IsGenerated(raw, index)
            continue
        if (code <= 32 and code != 2) or code in (0xFFFE, 0xFFFF, 0x200B, 0xAD):
            continue
        # pdfium marks a hyphen at the end of a line with 2
        text = "-" if code == 2 else chr(code)
        if text.isspace():
            continue
        handle = get_object(raw, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        style = styles.get(address)
        if style is None:
            get_loose(raw, index, rect)
            middle = ((rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2)
            clip = read_clip(handle, middle, to_view)
            style = _read_style(raw, index, handle, rotation)._replace(clip=clip)
            styles[address] = style
        if not style.is_visible:
            hidden += 1
            continue
        get_loose(raw, index, rect)
        x0, y0, x1, y1 = rect.left, rect.bottom, rect.right, rect.top
        if style.angle % 180 == 0 and not style.size <= 2 * abs(y1 - y0) <= 4.4 * style.size:
            # a font that lies about its ascent: the ink itself is what there is
            pdfium_c.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
            x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        ax, ay = apply(to_view, x0, y0)
        bx, by = apply(to_view, x1, y1)
        glyphs.append(
            Glyph(
                text,
                min(ax, bx),
                min(ay, by),
                max(ax, bx),
                max(ay, by),
                *style[:-2],
                run=runs.setdefault(address, len(runs)),
                is_after_space=has_space,
            )
        )
        fonts[style.font].add(text)
        if style.clip is not None:
            clips[glyphs[-1].run] = style.clip
        has_space = False
    textpage.close()
    whole = bring_home(glyphs, clips) if clips else glyphs
    return whole, hidden + len(glyphs) - len(whole), fonts


def _read_style(raw: Any, index: int, handle: Any, rotation: int) -> _Style:
    """Read what all glyphs of one text object have in common."""
    size = pdfium_c.FPDFText_GetFontSize(raw, index)
    matrix = pdfium_c.FS_MATRIX()
    angle = 0
    if pdfium_c.FPDFText_GetMatrix(raw, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90
    flags = ctypes.c_int()
    length = pdfium_c.FPDFText_GetFontInfo(raw, index, None, 0, flags)
    buffer = ctypes.create_string_buffer(max(1, length))
    pdfium_c.FPDFText_GetFontInfo(raw, index, buffer, length, flags)
    name = buffer.value.decode("utf-8", "replace").lower()
    weight = pdfium_c.FPDFText_GetFontWeight(raw, index)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    color = 0
    if pdfium_c.FPDFText_GetFillColor(raw, index, red, green, blue, alpha):
        color = red.value << 16 | green.value << 8 | blue.value
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
    return _Style(
        size=size,
        is_bold=weight >= 600 or mode == 2 or any(w in name for w in BOLD_WORDS),
        is_italic="italic" in name or "oblique" in name or bool(flags.value & 64),
        angle=(angle - rotation) % 360,
        color=color,
        is_visible=mode not in INVISIBLE_MODES,
        font=name,
    )


class _Painter:
    """Collects rules, fills and images from the page's objects."""

    def __init__(self, to_view: Matrix) -> None:
        self.to_view = to_view
        self.rules: list[Rule] = []
        self.dots: list[Dot] = []
        self.fills: list[Fill] = []
        self.images: list[Box] = []
        self._matrix = pdfium_c.FS_MATRIX()
        self._bounds = [ctypes.c_float() for _ in range(4)]

    def walk_page(self, page: pdfium.PdfPage) -> None:
        count = pdfium_c.FPDFPage_CountObjects(page.raw)
        objects = (pdfium_c.FPDFPage_GetObject(page.raw, i) for i in range(count))
        self._walk(objects, self.to_view, 0)

    def _walk(self, objects: Iterator[Any], to_view: Matrix, depth: int) -> None:
        for obj in objects:
            kind = pdfium_c.FPDFPageObj_GetType(obj)
            if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._take_path(obj, to_view)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                self._take_image(obj, to_view)
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < FORM_DEPTH:
                inner = multiply(self._matrix_of(obj), to_view)
                count = pdfium_c.FPDFFormObj_CountObjects(obj)
                get: Callable[[Any, int], Any] = pdfium_c.FPDFFormObj_GetObject
                self._walk((get(obj, i) for i in range(count)), inner, depth + 1)

    def _matrix_of(self, obj: Any) -> Matrix:
        m = self._matrix
        if not pdfium_c.FPDFPageObj_GetMatrix(obj, m):
            return (1, 0, 0, 1, 0, 0)
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _take_image(self, obj: Any, to_view: Matrix) -> None:
        left, bottom, right, top = self._bounds
        if pdfium_c.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
            ax, ay = apply(to_view, left.value, bottom.value)
            bx, by = apply(to_view, right.value, top.value)
            self.images.append(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))

    def _take_path(self, obj: Any, to_view: Matrix) -> None:
        fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
        if not pdfium_c.FPDFPath_GetDrawMode(obj, fill_mode, stroke):
            return
        if not fill_mode.value and not stroke.value:
            return
        matrix = multiply(self._matrix_of(obj), to_view)
        for points, is_straight in self._subpaths(obj, matrix):
            if fill_mode.value and (dot := make_dot(points)) is not None:
                self._take_dot(obj, dot)
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
        for i in range(pdfium_c.FPDFPath_CountSegments(obj)):
            segment = pdfium_c.FPDFPath_GetPathSegment(obj, i)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            if kind == pdfium_c.FPDF_SEGMENT_MOVETO and points:
                yield points, is_straight
                points, is_straight = [], True
            pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(apply(matrix, x.value, y.value))
            is_straight = is_straight and kind != pdfium_c.FPDF_SEGMENT_BEZIERTO
            if pdfium_c.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
                points.append(points[0])
        if points:
            yield points, is_straight

    def _take_dot(self, obj: Any, dot: Dot) -> None:
        if self._color_of(obj, is_fill=True) != WHITE:
            self.dots.append(dot)

    def _color_of(self, obj: Any, *, is_fill: bool) -> int:
        get = (
            pdfium_c.FPDFPageObj_GetFillColor
            if is_fill
            else pdfium_c.FPDFPageObj_GetStrokeColor
        )
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        if not get(obj, red, green, blue, alpha):
            return 0
        return red.value << 16 | green.value << 8 | blue.value

    def _take_filled(self, obj: Any, points: list[Point]) -> None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        width, height = x1 - x0, y1 - y0
        color = self._color_of(obj, is_fill=True)
        if min(width, height) <= RULE_THICKNESS:
            if color == WHITE:
                return
            if height <= width and width > RULE_THICKNESS / 2:
                self.rules.append(Rule((y0 + y1) / 2, x0, x1, height, True))
            if width <= height and height > RULE_THICKNESS / 2:
                self.rules.append(Rule((x0 + x1) / 2, y0, y1, width, False))
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
            if thickness > 3 * RULE_THICKNESS and max(dx, dy) < 3 * thickness:
                continue
            if dy <= 0.8 and dx > dy:
                y = (ay + by) / 2
                self.rules.append(Rule(y, min(ax, bx), max(ax, bx), thickness, True))
            elif dx <= 0.8 and dy > dx:
                x = (ax + bx) / 2
                self.rules.append(Rule(x, min(ay, by), max(ay, by), thickness, False))
