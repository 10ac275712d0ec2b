"""What the text layer of a PDF prints within a box of a page."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import read_content
from sidak.schemas import Box

#: How far, in points, a glyph's middle may stand outside the box and still be in it.
_MARGIN = 1.0


def read_box_texts(path: Path, boxes: Sequence[tuple[int, Box]]) -> list[str]:
    """Return the signs whose middle lies in each box, without spaces, in the file's order.

    Args:
        path: A PDF.
        boxes: Page (from 1) and box, in points from the upper left corner of the page as it
            is shown.

    Raises:
        pypdfium2.PdfiumError: If the file cannot be opened.
    """
    document = pdfium.PdfDocument(path)
    glyphs: dict[int, tuple[Glyph, ...]] = {}
    texts: list[str] = []
    try:
        for page, box in boxes:
            if page not in glyphs:
                glyphs[page] = read_content(document[page - 1], page).glyphs
            inside = [glyph for glyph in glyphs[page] if _is_inside(glyph, box)]
            texts.append("".join("".join(glyph.text.split()) for glyph in inside))
    finally:
        document.close()
    return texts


def _is_inside(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
    return (
        box.x0 - _MARGIN <= x <= box.x1 + _MARGIN and box.y0 - _MARGIN <= y <= box.y1 + _MARGIN
    )
