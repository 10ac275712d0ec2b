"""One file in, pages and tables out: classify the pages, read them, assemble the document."""

import contextlib
import gc
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.schemas import Doubt, DoubtKind, Extraction, UnreadableFileError

if TYPE_CHECKING:
    from sidak.extractors.pdf.classify import ClassifiedDocument
    from sidak.extractors.tables.page_tables import PageReading


def classify_pages(path: Path) -> "ClassifiedDocument":
    """Find out what a file is, and what each of its pages is, before any table is read.

    Args:
        path: A PDF or a text dump; a dump has no pages yet.

    Raises:
        UnreadableFileError: If nothing of the file can be read, with the reason.
    """
    from sidak.extractors.files.inspection import inspect_file
    from sidak.extractors.pdf.classify import ClassifiedDocument, classify_pdf_pages

    facts = inspect_file(path)
    pages = classify_pdf_pages(path) if facts.kind == "pdf" else ()
    return ClassifiedDocument(facts, pages)


def read_pages(
    path: Path, classified: "ClassifiedDocument", pages: Collection[int] | None = None
) -> "dict[int, PageReading | Doubt]":
    """Read the tables and lines of some pages of a PDF.

    A scanned page takes seconds, so that several processes may share a long report.

    Args:
        path: The file.
        classified: What :func:`classify_pages` found.
        pages: Numbers from 1; ``None`` for all that may hold a table. Pages that need no
            reading are left out.

    Returns:
        For each page what it holds, or why it cannot be read.
    """
    from sidak.extractors.page_reading import read_printed_pages, read_scanned_pages
    from sidak.extractors.tables.page_tables import PageReading
    from sidak.extractors.verify.damage import flag_damaged

    wanted = [page for page in classified.pages if pages is None or page.page in pages]
    with _collect_garbage_seldom():
        readings: dict[int, PageReading | Doubt] = {}
        readings |= read_printed_pages(path, [c.page for c in wanted if c.is_printed_table])
        readings |= read_scanned_pages(path, [c.page for c in wanted if c.is_scan])
        for page in wanted:
            reading = readings.get(page.page)
            if page.damage is not None and isinstance(reading, PageReading):
                readings[page.page] = flag_damaged(reading, page.damage)
    return readings


def assemble(
    path: Path,
    classified: "ClassifiedDocument",
    readings: "Mapping[int, PageReading | Doubt]",
    asked: Collection[int] | None = None,
) -> Extraction:
    """Put the pages of a file together: tables joined over pages, page ledger, texts.

    Args:
        path: The file.
        classified: What :func:`classify_pages` found.
        readings: What :func:`read_pages` read of its pages. Pages without one that may
            hold a table are ledger lines with status ``failed``; they never vanish.
        asked: Pages that were to be read; ``None`` for all. Rows beside the others are not
            taken for rows that a lost page cut.

    Raises:
        UnreadableFileError: If a text dump is not text, or the tables hold more numbers than
            can be compared and written.
    """
    from sidak.extractors.files.inspection import FileLimits

    if classified.facts.kind == "dump":
        from sidak.extractors.text_dump.reader import read_dump

        return limit_numbers(read_dump(path, classified.facts), FileLimits().max_numbers)
    from sidak.extractors.assembly import assemble_document

    with _collect_garbage_seldom():
        extraction = assemble_document(path, classified, readings, asked)
    return limit_numbers(extraction, FileLimits().max_numbers)


def limit_numbers(extraction: Extraction, limit: int) -> Extraction:
    """Return what was read, if its tables do not hold too many numbers.

    Args:
        extraction: What was read of a file.
        limit: Most cells with digits.

    Raises:
        UnreadableFileError: If there are more.
    """
    count = sum(
        any(map(str.isdigit, cell.text)) for table in extraction.tables for cell in table.cells
    )
    if count > limit:
        counts = (str(count), str(limit))
        raise UnreadableFileError(extraction.file, Doubt(DoubtKind.TOO_MANY_NUMBERS, counts))
    return extraction


def read_document(path: Path, pages: Collection[int] | None = None) -> Extraction:
    """Read the pages and tables of one report.

    Args:
        path: A PDF or a text dump.
        pages: Only these pages (from 1) are read for tables; ``None`` reads all.

    Raises:
        UnreadableFileError: If nothing of the file can be read, with the reason.
    """
    classified = classify_pages(path)
    return assemble(path, classified, read_pages(path, classified, pages), pages)


@contextlib.contextmanager
def _collect_garbage_seldom() -> Iterator[None]:
    """Let Python look for cycles less often while pages are read.

    A page is thousands of small records, none of which refers back; looking through them
    every 700 new ones takes an eighth of the time of reading a report.
    """
    usual = gc.get_threshold()
    gc.set_threshold(50_000, 20, 50)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
