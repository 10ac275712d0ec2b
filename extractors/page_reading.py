"""Pages read one by one: printed ones with a second reading beside, scanned ones by OCR."""

from collections.abc import Collection, Iterator, Sequence
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
from sidak.schemas import Doubt


def read_printed_pages(path: Path, pages: Sequence[int]) -> dict[int, PageReading]:
    """Read pages with a text layer and check their figures by a second reading.

    Args:
        path: The file.
        pages: Numbers from 1.
    """
    readings: dict[int, PageReading] = {}
    with closing(CrossChecker(path)) as checker:
        for number, opened in _open_pages(path, pages):
            page = opened.page
            content = read_content(page, number, opened.own_objects)
            reading = flag_doubtful_ink(content, read_page(content))
            readings[number] = checker.check_page(content, reading, viewer_matrix(page)[0])
        return checker.resolve(readings)


def read_scanned_pages(path: Path, pages: Collection[int]) -> dict[int, PageReading | Doubt]:
    """Read pages from their pictures; tell why, where that cannot be done.

    Args:
        path: The file.
        pages: Numbers from 1.
    """
    if not pages:
        return {}
    from sidak.extractors.ocr.engine import EngineError
    from sidak.extractors.ocr.page import read_scanned_page

    readings: dict[int, PageReading | Doubt] = {}
    for number, opened in _open_pages(path, sorted(pages)):
        try:
            readings[number] = note_numbers(read_scanned_page(opened.page, number))
        except EngineError as error:
            readings[number] = error.doubt
    return readings


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


def _open_pages(path: Path, pages: Sequence[int]) -> Iterator[tuple[int, OpenPage]]:
    """Yield pages with their numbers, each open until the next one."""
    if not pages:
        return
    with closing(pdfium.PdfDocument(path)) as document:
        for number in pages:
            with closing(open_page(document, number)) as opened:
                yield number, opened
