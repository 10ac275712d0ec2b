"""Pages read one by one: printed ones with a second reading beside, scanned ones by OCR."""

import logging
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.layout.hidden_columns import drop_hidden_columns
from sidak.extractors.layout.turning import turn_content
from sidak.extractors.pdf.opening import OpenPage, open_page
from sidak.extractors.pdf.page_content import PageContent, read_content
from sidak.extractors.pdf.transform import viewer_matrix
from sidak.extractors.tables.completeness import (
    check_completeness,
    flag_overflowing_numbers,
    flag_text_at_page_edge,
)
from sidak.extractors.tables.page_tables import PageReading, read_page_tables
from sidak.extractors.tables.printed_numbers import note_numbers
from sidak.extractors.verify.cross_check import CrossChecker
from sidak.extractors.verify.ink import flag_doubtful_ink
from sidak.schemas import Doubt, DoubtKind

_LOG = logging.getLogger(__name__)

#: Pages in a row without an answer of an engine, after which it is not asked any more: it
#: hangs, and each page would take the time that a call may take.
MOST_UNANSWERED = 2


def read_printed_pages(path: Path, pages: Sequence[int]) -> dict[int, PageReading | Doubt]:
    """Read pages with a text layer and check their figures by a second reading.

    A page on which a reader fails does not keep the others from being read.

    Args:
        path: The file.
        pages: Numbers from 1.

    Returns:
        For each page what it holds, or why it cannot be read.
    """
    readings: dict[int, PageReading] = {}
    failed: dict[int, Doubt] = {}
    with closing(CrossChecker(path)) as checker:

        def read(opened: OpenPage, number: int) -> PageReading:
            content = read_content(opened.page, number, opened.own_objects)
            reading = flag_doubtful_ink(content, read_page(content))
            return checker.check_page(content, reading, viewer_matrix(opened.page)[0])

        for number, reading in _read_each(path, pages, read):
            if isinstance(reading, PageReading):
                readings[number] = reading
            else:
                failed[number] = reading
        return {**checker.resolve(readings), **failed}


def read_scanned_pages(path: Path, pages: Collection[int]) -> dict[int, PageReading | Doubt]:
    """Read pages from their pictures; tell why, where that cannot be done.

    An engine that hangs is not waited for on every page.

    Args:
        path: The file.
        pages: Numbers from 1.
    """
    if not pages:
        return {}
    from sidak.extractors.ocr.engine import EngineError
    from sidak.extractors.ocr.page import read_scanned_page

    unanswered: list[Doubt] = []

    def read(opened: OpenPage, number: int) -> PageReading | Doubt:
        if len(unanswered) >= MOST_UNANSWERED:
            return unanswered[-1]
        try:
            reading = note_numbers(read_scanned_page(opened.page, number))
        except EngineError as error:
            if error.doubt.kind is DoubtKind.ENGINE_TIMEOUT:
                unanswered.append(error.doubt)
            return error.doubt
        unanswered.clear()
        return reading

    return dict(_read_each(path, sorted(pages), read))


def read_page(content: PageContent) -> PageReading:
    """Read the tables of one page and check that they hold all that is printed in them."""
    content = replace(content, glyphs=drop_hidden_columns(content.glyphs))
    reading = read_page_tables(content)
    upright = turn_content(content, reading.turned) if reading.turned else content
    reading = note_numbers(reading, upright.glyphs)
    if not reading.tables:
        return reading
    tables = flag_overflowing_numbers(check_completeness(reading.tables, upright.glyphs))
    return replace(
        reading, tables=flag_text_at_page_edge(tables, upright.width, upright.height)
    )


def _read_each(
    path: Path,
    pages: Sequence[int],
    read: Callable[[OpenPage, int], PageReading | Doubt],
) -> Iterator[tuple[int, PageReading | Doubt]]:
    """Yield what is read of each page, each open until the next one.

    Where a reader fails on a page, the reason stands in the place of what it would have read:
    no page keeps the others from being read. What has to do with the file itself, not with a
    page (it cannot be opened any more, memory runs out), is raised.
    """
    if not pages:
        return
    with closing(pdfium.PdfDocument(path)) as document:
        for number in pages:
            try:
                with closing(open_page(document, number)) as opened:
                    found = read(opened, number)
            except (OSError, MemoryError):
                raise
            except pdfium.PdfiumError:
                found = Doubt(DoubtKind.PAGE_CONTENT_DAMAGED)
            except Exception as error:  # noqa: BLE001 - one page must not fail the others
                _LOG.warning("%s, page %d: %r", path.name, number, error)
                _LOG.debug("where it failed", exc_info=True)
                found = Doubt(DoubtKind.PAGE_READER_FAILED, (type(error).__name__,))
            yield number, found
