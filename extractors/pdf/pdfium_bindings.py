"""Functions of pdfium that are called for each character and each segment of a page.

pypdfium2 declares what they take and return as pointers to structures; ctypes checks and
wraps these at each call, which takes two to four times as long as the call itself. Here the
same functions take and return addresses as whole numbers.
"""

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium_c

_ADDRESS = ctypes.c_void_p


def address_of(pointer: Any) -> int:
    """Return the address that a pointer of pypdfium2 holds."""
    return ctypes.addressof(pointer.contents)


def _declare(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return the same function, declared anew."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _ADDRESS).value or 0)


#: Of a text page and the index of a character.
get_unicode = _declare(pdfium_c.FPDFText_GetUnicode, ctypes.c_uint, _ADDRESS, ctypes.c_int)
get_text_object = _declare(pdfium_c.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, ctypes.c_int)
is_generated = _declare(pdfium_c.FPDFText_IsGenerated, ctypes.c_int, _ADDRESS, ctypes.c_int)
#: 1 where the font does not say which character a glyph is.
has_map_error = _declare(
    pdfium_c.FPDFText_HasUnicodeMapError, ctypes.c_int, _ADDRESS, ctypes.c_int
)
#: The third is where the ``FS_RECTF`` goes.
get_loose_char_box = _declare(
    pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_int, _ADDRESS, ctypes.c_int, _ADDRESS
)
#: Of a path and the index of a segment.
get_path_segment = _declare(pdfium_c.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, ctypes.c_int)
get_segment_type = _declare(pdfium_c.FPDFPathSegment_GetType, ctypes.c_int, _ADDRESS)
#: The other two are where the coordinates go.
get_segment_point = _declare(
    pdfium_c.FPDFPathSegment_GetPoint, ctypes.c_int, _ADDRESS, _ADDRESS, _ADDRESS
)
is_segment_closed = _declare(pdfium_c.FPDFPathSegment_GetClose, ctypes.c_int, _ADDRESS)
#: Of an object of a page.
count_marks = _declare(pdfium_c.FPDFPageObj_CountMarks, ctypes.c_int, _ADDRESS)
#: Of a text page and the index of a character of its text; the index of the character.
get_char_index = _declare(
    pdfium_c.FPDFText_GetCharIndexFromTextIndex, ctypes.c_int, _ADDRESS, ctypes.c_int
)
#: The last four are where the edges go: left, right, bottom, top.
get_char_box = _declare(
    pdfium_c.FPDFText_GetCharBox,
    ctypes.c_int,
    _ADDRESS,
    ctypes.c_int,
    _ADDRESS,
    _ADDRESS,
    _ADDRESS,
    _ADDRESS,
)
#: Of a text object.
get_font = _declare(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
#: Of a font, a character and a size; of the path, and the index of a segment.
get_glyph_path = _declare(
    pdfium_c.FPDFFont_GetGlyphPath, _ADDRESS, _ADDRESS, ctypes.c_uint32, ctypes.c_float
)
count_glyph_segments = _declare(
    pdfium_c.FPDFGlyphPath_CountGlyphSegments, ctypes.c_int, _ADDRESS
)
get_glyph_segment = _declare(
    pdfium_c.FPDFGlyphPath_GetGlyphPathSegment, _ADDRESS, _ADDRESS, ctypes.c_int
)
