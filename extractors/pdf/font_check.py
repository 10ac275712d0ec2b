"""Do fonts draw the digits that they say they draw? Looked up cheaply on every page.

The text of a PDF says "3" because a table in its font says so; what is painted is the outline
of a glyph. Where the two differ, each figure of the page may be wrong. For each font and digit
of a page the outline is compared with known digits; outlines that were seen before are not
looked at again. One font has one outline for each digit: where the boxes of a digit's glyphs
differ in shape, two glyphs say the same.
"""

import ctypes
import re
from functools import lru_cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf import pdfium_bindings
from sidak.extractors.pdf.digit_shapes import (
    Outline,
    compare_digit,
    draw_outline,
    name_outline,
    read_outline,
)
from sidak.extractors.pdf.settings import SETTINGS

_DIGIT = re.compile("[0-9]")

_Key = tuple[str, tuple[float, ...]]


class FontChecker:
    """Checks the fonts of the pages of one document."""

    def __init__(self) -> None:
        self._verdicts: dict[_Key, bool] = {}

    def find_lie(self, textpage: pdfium.PdfTextPage, text: str) -> str:
        """Return a digit that a font of the page draws as another one; empty if none.

        Args:
            textpage: The text of the page, open.
            text: Its characters as pdfium gives them.
        """
        for (font, digit), shares in _list_digits(textpage.raw, text).items():
            if _is_uneven(shares) or self._is_lie(font, digit):
                return digit
        return ""

    def _is_lie(self, font: int, digit: str) -> bool:
        """Return True if a font draws plainly another digit than the text says."""
        name = name_outline(font, digit)
        if not name:
            return False  # a font without outlines
        key = (digit, name)
        known = self._verdicts.get(key)
        if known is None:
            handle = ctypes.cast(font, pdfium_c.FPDF_FONT)
            known = self._verdicts[key] = _is_other_digit(read_outline(handle, digit), digit)
        return known


@lru_cache(maxsize=4096)
def _is_other_digit(outline: Outline, digit: str) -> bool:
    """Return True if an outline plainly is another digit than the text says."""
    picture = draw_outline(outline)
    return picture is not None and compare_digit(picture, digit).contradicts


def _list_digits(raw: pdfium_c.FPDF_TEXTPAGE, text: str) -> dict[tuple[int, str], list[float]]:
    """List the digits that each font prints, and the shares of their boxes that ink spans."""
    where = pdfium_bindings.address_of(raw)
    fonts: dict[int, int] = {0: 0}
    found: dict[tuple[int, str], list[float]] = {}
    loose = pdfium_c.FS_RECTF()
    corners = ctypes.byref(loose)
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    to_left, to_right, to_bottom, to_top = (ctypes.byref(edge) for edge in edges)
    for number, match in enumerate(_DIGIT.finditer(text)):
        digit = match[0]
        index = pdfium_bindings.get_char_index(where, match.start())
        if index < 0 or pdfium_bindings.get_unicode(where, index) != ord(digit):
            continue
        run = pdfium_bindings.get_text_object(where, index) or 0
        font = fonts.get(run)
        if font is None:
            font = fonts[run] = pdfium_bindings.get_font(run) or 0
        if not font:
            continue
        shares = found.setdefault((font, digit), [])
        if len(shares) >= SETTINGS.measured_digits and number % SETTINGS.sampled_digits:
            continue
        pdfium_bindings.get_loose_char_box(where, index, corners)
        pdfium_bindings.get_char_box(where, index, to_left, to_right, to_bottom, to_top)
        whole = abs((loose.right - loose.left) * (loose.top - loose.bottom))
        if whole:
            ink = (right.value - left.value) * (top.value - bottom.value)
            shares.append(ink / whole)
    return found


def _is_uneven(shares: list[float]) -> bool:
    """Return True if glyphs that are said to be the same digit have boxes of other shapes."""
    return len(shares) > 1 and min(shares) < SETTINGS.even_shapes * max(shares)
