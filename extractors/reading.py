"""One file in, pages and tables out, whatever kind of file it is."""

import contextlib
import gc
from collections.abc import Collection, Iterator
from pathlib import Path

from schemas import Extraction


def read_document(path: Path, pages: Collection[int] | None = None) -> Extraction:
    """Read the pages and tables of one report.

    Args:
        path: A PDF or a text dump.
        pages: Only these pages (from 1) are read for tables; ``None`` reads all.

    Raises:
        UnreadableFileError: If nothing of the file can be read, with the reason.
    """
    from extractors.intake import inspect_file

    facts = inspect_file(path)
    if facts.kind == "dump":
        from extractors.dumps import read_dump

        return read_dump(path, facts)
    from extractors.exported import read_exported

    with _collect_seldom():
        return read_exported(path, facts, pages)


@contextlib.contextmanager
def _collect_seldom() -> Iterator[None]:
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
