"""A cheap look at a page without tables: may any of its text be hidden from a viewer?"""

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.pdf.chars import INVISIBLE_MODES
from sidak.extractors.pdf.settings import SETTINGS
from sidak.extractors.pdf.visibility import LAYER_MARK


def may_hide_text(page: pdfium.PdfPage) -> bool:
    """Return True if something is painted after text, or text in an unusual way.

    Text without ink, faint or transparent, of a layer or within a form object counts, and so
    does a picture or a filled area that follows text in the file.
    """
    has_text = False
    for index in range(pdfium_c.FPDFPage_CountObjects(page.raw)):
        handle = pdfium_c.FPDFPage_GetObject(page.raw, index)
        kind = pdfium_c.FPDFPageObj_GetType(handle)
        if kind != pdfium_c.FPDF_PAGEOBJ_TEXT:
            is_path = kind == pdfium_c.FPDF_PAGEOBJ_PATH
            is_form = kind == pdfium_c.FPDF_PAGEOBJ_FORM
            if is_form or (has_text and not (is_path and _is_thin(handle))):
                return True
            continue
        has_text = True
        if pdfium_c.FPDFTextObj_GetTextRenderMode(handle) in INVISIBLE_MODES:
            return True
        if _is_on_layer(handle) or _is_faint(handle):
            return True
    return False


def _is_thin(handle: Any) -> bool:
    """Return True if a path covers nothing: it is drawn as lines, or no thicker than one."""
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(handle, fill_mode, stroke)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not fill_mode.value:
        return True
    if not pdfium_c.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return False
    size = min(right.value - left.value, top.value - bottom.value)
    return size <= SETTINGS.ruling_thickness


def _is_faint(handle: Any) -> bool:
    """Return True if text is nearly white or transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return False
    lightest = 255 - SETTINGS.faint_difference
    is_white = min(red.value, green.value, blue.value) >= lightest
    return is_white or alpha.value < SETTINGS.opaque_alpha


def _is_on_layer(handle: Any) -> bool:
    """Return True if an object carries the mark of a layer."""
    count = pdfium_c.FPDFPageObj_CountMarks(handle)
    return any(_name_mark(handle, index) == LAYER_MARK for index in range(count))


def _name_mark(handle: Any, index: int) -> str:
    mark = pdfium_c.FPDFPageObj_GetMark(handle, index)
    name = (pdfium_c.FPDF_WCHAR * 4)()
    length = ctypes.c_ulong()
    if not pdfium_c.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length):
        return ""
    return "".join(map(chr, name[: max(0, length.value // 2 - 1)]))
