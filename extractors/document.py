"""One file in, pages and tables out, whatever kind of file it is."""

import contextlib
import gc
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.schemas import Doubt, Extraction, SidakError

if TYPE_CHECKING:
    from sidak.extractors.tables.page_tables import PageReading


class ManyScansError(SidakError):
    """A report has more scanned pages than one process should read alone.

    Attributes:
        pages: Their numbers.
    """

    def __init__(self, pages: tuple[int, ...]) -> None:
        super().__init__(f"{len(pages)} halaman pindaian")
        self.pages = pages


def read_document(
    path: Path,
    pages: Collection[int] | None = None,
    *,
    scans: "Mapping[int, PageReading | Doubt] | None" = None,
    most_scans: int | None = None,
) -> Extraction:
    """Read the pages and tables of one report.

    Args:
        path: A PDF or a text dump.
        pages: Only these pages (from 1) are read for tables; ``None`` reads all.
        scans: Scanned pages that :func:`read_scans` has read already.
        most_scans: Scanned pages that are read here; ``None`` for any number.

    Raises:
        UnreadableFileError: If nothing of the file can be read, with the reason.
        ManyScansError: If there are more scanned pages to read than ``most_scans``.
    """
    from sidak.extractors.files.inspection import inspect_file

    facts = inspect_file(path)
    if facts.kind == "dump":
        from sidak.extractors.text_dump.reader import read_dump

        return read_dump(path, facts)
    from sidak.extractors.born_digital import read_born_digital

    with _collect_garbage_seldom():
        return read_born_digital(path, facts, pages, scans=scans or {}, most_scans=most_scans)


def read_scans(path: Path, pages: Collection[int]) -> "dict[int, PageReading | Doubt]":
    """Read some scanned pages of a PDF, for a call of :func:`read_document` to come.

    A page takes seconds, so that several processes share a long report.

    Returns:
        For each page what it holds, or why it cannot be read.
    """
    from sidak.extractors.born_digital import read_scanned

    return read_scanned(path, pages)


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
