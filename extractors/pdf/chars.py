"""The characters of a page, through pdfium.

A page has thousands of them, so that the way of asking counts: see ``pdfium_bindings``.
"""

import ctypes
import math
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf import pdfium_bindings
from sidak.extractors.pdf.clipping import read_clip_box, restore_clipped_glyphs
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.transform import Matrix
from sidak.schemas import Box

INVISIBLE_MODES = frozenset({3, 7})  # text render modes: 3 leaves no ink, 7 only clips
BOLD_WORDS = ("bold", "black", "heavy")  # in a font's name, where its weight does not tell
#: Stands for a letter or digit whose font does not say which one it is.
UNKNOWN = "\ufffd"
#: Codes that print nothing: no character, zero width, soft hyphen.
NOTHING = frozenset({0xFFFE, 0xFFFF, 0x200B, 0xAD})
#: Where the first and the second halves of letters beyond 0xFFFF begin, and where they end.
HIGH_HALF, LOW_HALF, PAST_HALVES = 0xD800, 0xDC00, 0xE000
#: The one letter of formulas that stands among other signs.
PLANCK = 0x210E


class _TextStyle(NamedTuple):
    """What the glyphs of one text object share."""

    size: float
    is_bold: bool
    is_italic: bool
    angle: int
    color: int
    is_visible: bool
    font: str
    alpha: int


class TextRun(NamedTuple):
    """A text object of a page; its glyphs have its number as their ``run``.

    Attributes:
        handle: pdfium's handle of it; valid while the page is open.
        address: The address of the handle, by which objects are compared.
        font: Its font, by its name in small letters.
        alpha: From 0 for transparent to 255 for opaque.
        is_clipped: Whether its clipping path cuts some of it off.
    """

    handle: Any
    address: int
    font: str
    alpha: int
    is_clipped: bool


class PageChars(NamedTuple):
    """The characters of a page.

    Attributes:
        glyphs: The characters without spaces, in the order of the file; ``is_visible`` tells
            whether their text render mode leaves ink.
        hidden: Number of those that were left out, because they are clipped off.
        runs: The text objects that print them.
    """

    glyphs: list[Glyph]
    hidden: int
    runs: tuple[TextRun, ...]


def read_glyphs(page: pdfium.PdfPage, to_view: Matrix, rotation: int) -> PageChars:
    """Read the characters of a page.

    Args:
        page: An open pdfium page.
        to_view: From the space of the page to that of the viewer.
        rotation: The page's own ``/Rotate``.
    """
    textpage = page.get_textpage()
    raw = textpage.raw
    where = pdfium_bindings.address_of(raw)
    rect = pdfium_c.FS_RECTF()
    corners = ctypes.byref(rect)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    a, b, c, d, e, f = to_view
    # what the glyphs of a text object share, and its number
    known: dict[int, tuple[_TextStyle, tuple[float, bool, bool, int, int, bool], int]] = {}
    clips: dict[int, Box] = {}
    runs: list[TextRun] = []
    glyphs: list[Glyph] = []
    has_space = False
    half = HIGH_HALF
    get_unicode, get_object = pdfium_bindings.get_unicode, pdfium_bindings.get_text_object
    get_loose, has_map_error = pdfium_bindings.get_loose_char_box, pdfium_bindings.has_map_error
    for index in range(pdfium_c.FPDFText_CountChars(raw)):
        code = get_unicode(where, index)
        if HIGH_HALF <= code < LOW_HALF:
            half = code
            continue  # pdfium tells a letter beyond 0xFFFF in two halves
        if LOW_HALF <= code < PAST_HALVES:
            code = 0x10000 + (half - HIGH_HALF << 10) + code - LOW_HALF
        if code in (32, 0xA0):
            has_space = has_space or not pdfium_bindings.is_generated(where, index)
            continue
        text = _decode(code, is_unknown=has_map_error(where, index) == 1)
        if not text:
            continue
        address = get_object(where, index) or 0
        get_loose(where, index, corners)
        x0, y0, x1, y1 = rect.left, rect.bottom, rect.right, rect.top
        seen = known.get(address)
        if seen is None:
            handle = pdfium_c.FPDFText_GetTextObject(raw, index)
            clip = read_clip_box(handle, ((x0 + x1) / 2, (y0 + y1) / 2), to_view)
            style = _read_style(raw, index, handle, rotation)
            run = len(runs)
            if clip is not None:
                clips[run] = clip
            runs.append(TextRun(handle, address, style.font, style.alpha, clip is not None))
            seen = known[address] = (style, style[:6], run)
        style, look, run = seen
        if style.angle % 180 == 0 and not style.size <= 2 * abs(y1 - y0) <= 4.4 * style.size:
            # a font that lies about its ascent: the ink itself is what there is
            pdfium_c.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
            x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        ax, ay = a * x0 + c * y0 + e, b * x0 + d * y0 + f
        bx, by = a * x1 + c * y1 + e, b * x1 + d * y1 + f
        if ax > bx:
            ax, bx = bx, ax
        if ay > by:
            ay, by = by, ay
        glyphs.append(Glyph(text, ax, ay, bx, by, *look, run, has_space))
        has_space = False
    textpage.close()
    whole = restore_clipped_glyphs(glyphs, clips) if clips else glyphs
    return PageChars(whole, len(glyphs) - len(whole), tuple(runs))


@lru_cache(maxsize=4096)
def _decode(code: int, *, is_unknown: bool) -> str:
    """Return what a code prints; empty for nothing.

    Args:
        code: The code that pdfium gives; it marks a hyphen at the end of a line with 2.
        is_unknown: Whether the font does not say which character it is.
    """
    if (code <= 32 and code != 2 and not is_unknown) or code in NOTHING:
        return ""
    text = "-" if code == 2 else chr(code)
    if is_unknown and (code <= 32 or text.isalnum()):
        return UNKNOWN
    if code > 0xFFFF or code == PLANCK:
        return unicodedata.normalize("NFKC", text)  # letters of formulas are plain ones
    return "" if text.isspace() else text


def _read_style(raw: Any, index: int, handle: Any, rotation: int) -> _TextStyle:
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
    color, opacity = 0, 255
    if pdfium_c.FPDFText_GetFillColor(raw, index, red, green, blue, alpha):
        color = red.value << 16 | green.value << 8 | blue.value
        opacity = alpha.value
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
    return _TextStyle(
        size=size,
        is_bold=weight >= 600 or mode == 2 or any(w in name for w in BOLD_WORDS),
        is_italic="italic" in name or "oblique" in name or bool(flags.value & 64),
        angle=(angle - rotation) % 360,
        color=color,
        is_visible=mode not in INVISIBLE_MODES,
        font=name,
        alpha=opacity,
    )
