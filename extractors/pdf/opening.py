"""Pages opened as a viewer shows them: with the values of form fields and printed notes."""

from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

#: Annotations that print nothing of their own on a page: links and the windows of notes.
_BARE_ANNOTATIONS = frozenset(
    {pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP, pdfium_c.FPDF_ANNOT_TEXT}
)


class OpenPage(NamedTuple):
    """An open page.

    Attributes:
        page: pdfium's page; whoever opened it closes it.
        own_objects: Number of the objects of its own content; those that follow were form
            fields and annotations. ``None`` if there are none.
    """

    page: pdfium.PdfPage
    own_objects: int | None = None

    def close(self) -> None:
        """Close the page."""
        self.page.close()


def open_page(document: pdfium.PdfDocument, number: int) -> OpenPage:
    """Open a page; what form fields and annotations print becomes part of its content.

    Only the page in memory changes. A document gives a page its annotations once: whoever
    opens the page again has them in its content.

    Args:
        document: An open document.
        number: Number of the page, from 1.

    Raises:
        PdfiumError: If the page cannot be loaded.
    """
    page = document[number - 1]
    if not _has_printed_annotations(page):
        return OpenPage(page)
    own = pdfium_c.FPDFPage_CountObjects(page.raw)
    done = pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
    if done != pdfium_c.FLATTEN_SUCCESS:
        return OpenPage(page)
    page.close()
    return OpenPage(document[number - 1], own)


def _has_printed_annotations(page: pdfium.PdfPage) -> bool:
    """Return True if anything but links is laid upon a page."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = pdfium_c.FPDFAnnot_GetSubtype(annotation)
        pdfium_c.FPDFPage_CloseAnnot(annotation)
        if kind not in _BARE_ANNOTATIONS:
            return True
    return False
