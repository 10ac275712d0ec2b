"""Templates of the standard fonts that every PDF reader brings.

They find the characters of the first samples of a page, and stand in for characters that the
page has not shown.
"""

import ctypes
from functools import cache

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.templates.model import (
    ALPHABET,
    EDGE,
    GlyphTemplate,
    GlyphTemplates,
    render_line,
)
from sidak.extractors.ocr.templates.settings import SETTINGS

STANDARD_FONTS = ("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold")
#: Size, distance and baseline of the characters that are rendered, in points.
SIZE, STEP, BASELINE = 48, 60, 30


@cache
def render_standard_font(name: str) -> GlyphTemplates:
    """Render the templates of a standard font."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(STEP * len(ALPHABET) + 20, 100)
    font = pdfium_c.FPDFText_LoadStandardFont(document.raw, name.encode())
    for i, character in enumerate(ALPHABET):
        text = pdfium_c.FPDFPageObj_CreateTextObj(document.raw, font, ctypes.c_float(SIZE))
        codes = (ctypes.c_ushort * 2)(ord(character), 0)
        pdfium_c.FPDFText_SetText(text, codes)
        pdfium_c.FPDFPageObj_Transform(text, 1, 0, 0, 1, 10 + i * STEP, BASELINE)
        pdfium_c.FPDFPage_InsertObject(page.raw, text)
    page.gen_content()
    grey = page.render(scale=1, grayscale=True).to_numpy().squeeze().copy()
    page.close()
    document.close()
    top, foot = find_digit_band(grey[:, : 10 * STEP])
    templates = []
    for i, character in enumerate(ALPHABET):
        line = render_line(grey[:, i * STEP : (i + 1) * STEP], top, foot)
        columns = np.nonzero((line > 0.3).any(axis=0))[0]
        cut = line[:, columns[0] - EDGE : columns[-1] + 1 + EDGE]
        templates.append(GlyphTemplate(character, np.ascontiguousarray(cut)))
    return GlyphTemplates(templates)


def find_digit_band(grey: GreyImage) -> tuple[float, float]:
    """Return the rows where the digits of a line begin and end, in pixels and parts of them."""
    profile = (255 - grey.astype(np.float64)).sum(axis=1)
    middling = float(np.median(profile[profile > 0.02 * profile.max()]))
    least = SETTINGS.band_ink * middling
    rows = np.nonzero(profile >= least)[0]
    first, last = int(rows[0]), int(rows[-1])
    above = float(profile[first - 1]) if first else 0.0
    below = float(profile[last + 1]) if last + 1 < len(profile) else 0.0
    return (
        first - (profile[first] - least) / max(1e-6, profile[first] - above) + 1,
        last + (profile[last] - least) / max(1e-6, profile[last] - below),
    )
