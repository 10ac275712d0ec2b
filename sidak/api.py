"""The public functions of sidak: read a PDF, process a report, open a release."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.schemas import DocumentResult, Extraction, SidakError
from sidak.schemas.dictionary.published_tables import LIST_SEPARATOR, TABLE_SCHEMAS, ColumnType

if TYPE_CHECKING:
    import pandas as pd


def read(path: str | Path) -> Extraction:
    """Read the tables of one file, as printed; any PDF with tables will do.

    Args:
        path: A PDF, or a text dump.

    Raises:
        UnreadableFileError: If the file cannot be read at all.
    """
    from sidak.extractors import read_document

    return read_document(Path(path))


def process(path: str | Path, nomenclature: str | Path | None = None) -> DocumentResult:
    """Read one report and return its items, figures and findings.

    Args:
        path: A PDF, or a text dump.
        nomenclature: Folder of imported lists (``sidak nomenclature import``); ``None``
            for the list that comes with sidak alone.

    Raises:
        UnreadableFileError: If the file cannot be read at all.
        NomenclatureError: If a list cannot be used.
    """
    from sidak.flows.pipeline import process_document
    from sidak.matchers import load_nomenclature

    lists = load_nomenclature(None if nomenclature is None else Path(nomenclature))
    return process_document(Path(path), lists)


def open_release(path: str | Path) -> "Release":
    """Open a release.

    Args:
        path: Folder of a release, or a curated folder for its latest one.

    Raises:
        SidakError: If there is none.
    """
    from sidak.publishers.queries.findings import find_release

    return Release(find_release(Path(path)))


@dataclass(frozen=True, slots=True)
class Release:
    """A release on disk.

    Attributes:
        path: Its folder.
    """

    path: Path

    @property
    def release_id(self) -> str:
        """Its id: date and digest of the content."""
        return self.path.resolve().name

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables."""
        return tuple(name for name in TABLE_SCHEMAS if self._has_table(name))

    def table(self, name: str) -> "pd.DataFrame":
        """Return a table as a pandas frame.

        Amounts are exact ``Decimal`` values, whole numbers nullable integers, lists lists.

        Args:
            name: Name of the table, such as ``"figures"``.

        Raises:
            SidakError: If the release has no such table.
        """
        from sidak.publishers.release.formats import read_table

        frame = read_table(name, self.path) if name in TABLE_SCHEMAS else None
        if frame is None:
            raise SidakError(f"no table {name!r} in {self.path}; there are {self.tables}")
        for column in TABLE_SCHEMAS[name].columns:
            if column.type is ColumnType.LIST:
                frame[column.name] = frame[column.name].map(split_list)
        return frame

    def _has_table(self, name: str) -> bool:
        files = (f"{name}.csv", f"{name}.parquet")
        return (self.path / name).is_dir() or any((self.path / one).is_file() for one in files)


def split_list(text: str | None) -> list[str]:
    """Return the members of a published list."""
    return text.split(LIST_SEPARATOR) if text else []
