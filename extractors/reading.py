"""One file in, pages and tables out, whatever kind of file it is."""

from collections.abc import Collection
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

    return read_exported(path, facts, pages)
