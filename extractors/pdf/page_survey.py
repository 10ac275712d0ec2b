"""What lies on a page, counted quickly: rulings, pictures, characters, amounts.

Nothing is read for good here; a page costs a few milliseconds. Coordinates are points of
the page as it is stored, before ``/Rotate``; only counts and shares leave this module.
"""

import ctypes
import itertools
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf.font_check import FontChecker
from sidak.extractors.pdf.page_objects import Bounds, PageObject, PageObjectWalker
from sidak.extractors.pdf.settings import SETTINGS
from sidak.extractors.pdf.transform import IDENTITY, Point, transform_point
from sidak.schemas.text.patterns import AMOUNT_IN_TEXT, LEADERS, NUMBER_IN_TEXT

#: Text render modes that leave no ink: 3 is invisible, 7 only clips.
INVISIBLE_MODES = frozenset({3, 7})


@dataclass(slots=True)
class PageSurvey:
    """What was counted on one page.

    Attributes:
        horizontal: Positions (y) of horizontal rulings, thick or thin.
        vertical: Positions (x) of vertical rulings.
        shades: Filled boxes that are no rulings.
        curves: Path objects with curves.
        dots: Path objects as small as the dots of a dotted ruling.
        objects: Page objects looked at, inside form objects too.
        image_cover: Share of the page under pictures.
        is_text_covered: Whether an opaque full-page picture was painted after most text.
        text: Characters of the page in the order of the file.
        characters: Visible or not, without spaces.
        hidden_share: Share of the sampled characters that leave no ink.
        unmapped_share: Share of the sampled characters whose font does not say what they
            stand for.
        angle: Most frequent direction of writing, degrees counter-clockwise, as stored.
        amount_edges: For each amount, where it ends along the line and where its line is.
        number_edges: The same for any number, tables of contents left out.
        false_digit: A digit of the text that its font draws as another one; empty if none.
        amounts_outside: Amounts that are printed outside the page.
        text_height: Share of the page's height over which characters are spread.
        bottom: Lower edge of the page.
        top: Upper edge of the page.
    """

    horizontal: list[tuple[float, float, float]] = field(default_factory=list)
    vertical: list[tuple[float, float, float]] = field(default_factory=list)
    shades: list[Bounds] = field(default_factory=list)
    curves: int = 0
    dots: int = 0
    objects: int = 0
    image_cover: float = 0.0
    is_text_covered: bool = False
    text: str = ""
    characters: int = 0
    hidden_share: float = 0.0
    unmapped_share: float = 0.0
    angle: int = 0
    amount_edges: list[tuple[float, float]] = field(default_factory=list)
    number_edges: list[tuple[float, float]] = field(default_factory=list)
    false_digit: str = ""
    amounts_outside: int = 0
    text_height: float = 0.0
    bottom: float = 0.0
    top: float = 0.0

    def is_edge(self, low: float, high: float) -> bool:
        """Return True if a stretch of the page's height lies wholly at its top or bottom."""
        margin = SETTINGS.edge_share * (self.top - self.bottom)
        return low > self.top - margin or high < self.bottom + margin


def survey_page(page: pdfium.PdfPage, fonts: FontChecker) -> PageSurvey:
    """Count what lies on a page.

    Args:
        page: The page; the caller closes it.
        fonts: Knows the fonts of the document.
    """
    survey = PageSurvey()
    _PageSurveyor(page, survey).survey_objects()
    _count_text(page, survey, fonts)
    return survey


class _PageSurveyor:
    """Notes the rulings and pictures of a page."""

    def __init__(self, page: pdfium.PdfPage, survey: PageSurvey) -> None:
        self.page = page
        self.found = survey
        self.left, self.bottom, self.right, self.top = page.get_bbox()
        survey.bottom, survey.top = self.bottom, self.top
        self._walker = PageObjectWalker()
        self._pictures: list[Bounds] = []
        self._placed: list[tuple[int, Bounds, Any]] = []
        self._texts = 0

    def survey_objects(self) -> None:
        """Look at the first ``MAX_OBJECTS`` objects of the page."""
        for obj in itertools.islice(
            self._walker.walk(self.page, IDENTITY), SETTINGS.most_objects
        ):
            self.found.objects += 1
            if obj.kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                self._texts += 1
            elif obj.kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._take_path(obj)
            elif obj.kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                box = self._walker.read_bounds(obj)
                if box is not None:
                    self._pictures.append(box)
                    self._placed.append((self._texts, box, obj.handle))
        self.found.image_cover = self._cover(self._pictures)
        covering = [
            (box, obj)
            for n, box, obj in self._placed
            if n > SETTINGS.text_before_picture * self._texts
        ]
        self.found.is_text_covered = (
            self._texts > 0
            and self._cover([box for box, _ in covering]) >= SETTINGS.full_page
            and all(self._is_opaque(obj) for _, obj in covering[: SETTINGS.opaque_checks])
        )

    def _is_opaque(self, obj: Any) -> bool:
        """Return True if a picture hides what lies below it, soft mask applied."""
        bitmap = pdfium_c.FPDFImageObj_GetRenderedBitmap(self.page.pdf.raw, self.page.raw, obj)
        if not bitmap:
            return True
        try:
            if pdfium_c.FPDFBitmap_GetFormat(bitmap) != pdfium_c.FPDFBitmap_BGRA:
                return True
            size = pdfium_c.FPDFBitmap_GetStride(bitmap) * pdfium_c.FPDFBitmap_GetHeight(bitmap)
            address = pdfium_c.FPDFBitmap_GetBuffer(bitmap)
            alpha = ctypes.string_at(address, size)[3::4][:: max(1, size // 4 // 4096)]
            return sum(a > SETTINGS.opaque_alpha for a in alpha) > SETTINGS.opaque_pixels * len(
                alpha
            )
        finally:
            pdfium_c.FPDFBitmap_Destroy(bitmap)

    def _take_path(self, obj: PageObject) -> None:
        box = self._walker.read_bounds(obj)
        if box is None:
            return
        x0, y0, x1, y1 = box
        if max(x1 - x0, y1 - y0) < SETTINGS.ruling_length:
            self.found.dots += max(x1 - x0, y1 - y0) <= SETTINGS.largest_dot
            return
        if y1 - y0 <= SETTINGS.ruling_thickness:
            self.found.horizontal.append(((y0 + y1) / 2, x0, x1))
            return
        if x1 - x0 <= SETTINGS.ruling_thickness:
            self.found.vertical.append(((x0 + x1) / 2, y0, y1))
            return
        count = pdfium_c.FPDFPath_CountSegments(obj.handle)
        if count <= 6:
            self._take_box(obj.handle, box, count)
        else:
            self._take_segments(obj, min(count, SETTINGS.most_segments))

    def _take_box(self, obj: Any, box: Bounds, count: int) -> None:
        """Note the edges of a stroked box, or a shade; a box as large as the page is none."""
        x0, y0, x1, y1 = box
        is_page = (x1 - x0) * (y1 - y0) > SETTINGS.page_frame * (self.right - self.left) * (
            self.top - self.bottom
        )
        if is_page or count < 4:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(obj, fill, stroke)
        if stroke.value:
            self.found.horizontal += [(y0, x0, x1), (y1, x0, x1)]
            self.found.vertical += [(x0, y0, y1), (x1, y0, y1)]
        elif fill.value:
            self.found.shades.append(box)

    def _take_segments(self, obj: PageObject, count: int) -> None:
        """Note the straight segments of a path that draws several."""
        matrix = self._walker.compose_matrix(obj.handle, obj.matrix)
        px, py = ctypes.c_float(), ctypes.c_float()
        last: Point | None = None
        start: Point | None = None
        has_curve = False
        for i in range(count):
            segment = pdfium_c.FPDFPath_GetPathSegment(obj.handle, i)
            kind = pdfium_c.FPDFPathSegment_GetType(segment)
            pdfium_c.FPDFPathSegment_GetPoint(segment, px, py)
            point = transform_point(matrix, px.value, py.value)
            if kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
                has_curve = True
            elif kind == pdfium_c.FPDF_SEGMENT_LINETO and last is not None:
                self._take_line(last, point)
            else:
                start = point
            if pdfium_c.FPDFPathSegment_GetClose(segment) and start is not None:
                self._take_line(point, start)
            last = point
        self.found.curves += has_curve

    def _take_line(self, start: Point, end: Point) -> None:
        dx, dy = abs(start[0] - end[0]), abs(start[1] - end[1])
        if dy <= SETTINGS.straight and dx >= SETTINGS.ruling_length:
            x0, x1 = sorted((start[0], end[0]))
            self.found.horizontal.append(((start[1] + end[1]) / 2, x0, x1))
        elif dx <= SETTINGS.straight and dy >= SETTINGS.ruling_length:
            y0, y1 = sorted((start[1], end[1]))
            self.found.vertical.append(((start[0] + end[0]) / 2, y0, y1))

    def _cover(self, boxes: Sequence[Bounds]) -> float:
        """Measure the share of the page under ``boxes`` on a raster."""
        width, height = self.right - self.left, self.top - self.bottom
        if not boxes or width <= 0 or height <= 0:
            return 0.0
        covered: set[tuple[int, int]] = set()
        for x0, y0, x1, y1 in boxes:
            columns = _raster_range(x0 - self.left, x1 - self.left, width)
            rows = _raster_range(y0 - self.bottom, y1 - self.bottom, height)
            covered.update((c, r) for c in columns for r in rows)
        return len(covered) / SETTINGS.raster**2


def _raster_range(start: float, end: float, length: float) -> range:
    """Return the raster cells whose middle lies between two positions."""
    first = math.ceil(start / length * SETTINGS.raster - 0.5)
    last = math.ceil(end / length * SETTINGS.raster - 0.5)
    return range(max(0, min(SETTINGS.raster, first)), max(0, min(SETTINGS.raster, last)))


def _count_text(page: pdfium.PdfPage, found: PageSurvey, fonts: FontChecker) -> None:
    """Count the characters and look at a sample of them and at the ends of amounts."""
    textpage = page.get_textpage()
    try:
        raw = textpage.raw
        count = pdfium_c.FPDFText_CountChars(raw)
        if count <= 0:
            return
        found.text = textpage.get_text_range(errors="replace")
        found.characters = sum(not c.isspace() for c in found.text)
        _look_at_sample(page, raw, count, found)
        _find_edges(raw, found, page.get_bbox())
        found.false_digit = fonts.find_lie(textpage, found.text)
    finally:
        textpage.close()


def _look_at_sample(page: pdfium.PdfPage, raw: Any, count: int, found: PageSurvey) -> None:
    """Judge direction, visibility and mapping of the characters on a sample."""
    matrix = pdfium_c.FS_MATRIX()
    angles: Counter[int] = Counter()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    bands: set[int] = set()
    _, low, _, high = page.get_bbox()
    seen = hidden = unmapped = 0
    for index in range(0, count, max(1, count // SETTINGS.sampled_characters)):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        is_unmapped = pdfium_c.FPDFText_HasUnicodeMapError(raw, index) == 1
        if code <= 32 and not is_unmapped:
            continue
        seen += 1
        handle = pdfium_c.FPDFText_GetTextObject(raw, index)
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
        hidden += mode in INVISIBLE_MODES
        unmapped += is_unmapped and (code <= 32 or chr(code).isalnum())
        if pdfium_c.FPDFText_GetMatrix(raw, index, matrix):
            angles[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360] += 1
        if pdfium_c.FPDFText_GetCharBox(raw, index, left, right, bottom, top):
            bands.add(int(20 * (bottom.value - low) / max(1.0, high - low)))
    if seen:
        found.hidden_share = hidden / seen
        found.unmapped_share = unmapped / seen
        found.text_height = len(bands) / 20
    if angles:
        found.angle = angles.most_common(1)[0][0]


def _find_edges(raw: Any, found: PageSurvey, page: Bounds) -> None:
    """Note where amounts and numbers end, along the line and across it.

    Args:
        raw: The text of the page.
        found: Where to note it.
        page: The box of the page that a viewer shows.
    """
    box = [ctypes.c_double() for _ in range(4)]
    start = 0
    for line in found.text.split("\r\n"):
        has_leaders = LEADERS.search(line) is not None
        for match in NUMBER_IN_TEXT.finditer(line):
            is_amount = AMOUNT_IN_TEXT.match(line, match.start()) is not None
            if len(found.number_edges) >= SETTINGS.most_edges:
                break
            if has_leaders and not is_amount:
                continue  # a table of contents
            edge = _edge_of(raw, start + match.end() - 1, box, found.angle)
            if edge is not None:
                found.number_edges.append(edge)
                if is_amount:
                    found.amount_edges.append(edge)
                    found.amounts_outside += _lies_outside(box, page)
        start += len(line) + 2


def _lies_outside(box: list[Any], page: Bounds) -> bool:
    """Return True if the middle of a character is not on the page."""
    left, right, bottom, top = (edge.value for edge in box)
    x, y = (left + right) / 2, (bottom + top) / 2
    return not (page[0] <= x <= page[2] and page[1] <= y <= page[3])


def _edge_of(raw: Any, index: int, box: list[Any], angle: int) -> tuple[float, float] | None:
    """Return the end of a character along its line, and the position of the line."""
    char = pdfium_c.FPDFText_GetCharIndexFromTextIndex(raw, index)
    left, right, bottom, top = box
    if char < 0 or not pdfium_c.FPDFText_GetCharBox(raw, char, left, right, bottom, top):
        return None
    if angle == 90:
        return (top.value, right.value)
    if angle == 180:
        return (-left.value, top.value)
    if angle == 270:
        return (-bottom.value, left.value)
    return (right.value, bottom.value)
