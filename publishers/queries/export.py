"""The tables of one document as they stand in the report, each for itself.

A CSV is tidy: one line of headers, merged cells repeated in every row they span. A workbook is
the picture of the page: merged cells, bold, all header rows.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidak.publishers.queries.findings import read_records
from sidak.publishers.queries.sql import run_query
from sidak.schemas import SidakError

if TYPE_CHECKING:
    from xlsxwriter import Workbook

#: What parts the texts of a header from top to bottom.
_STEP = " / "
#: The number of a column, or nothing.
_COLUMN_NUMBER = re.compile(r"\(?\d{0,2}\)?")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_SHEET_NAME = 31
_WIDEST_COLUMN, _NARROWEST_COLUMN = 60, 6


@dataclass(frozen=True, slots=True)
class ExportCell:
    """A cell of a table as printed; row and column are those of its upper left corner."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    is_bold: bool


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table of a document.

    Attributes:
        table_id: Its id.
        number: Its number in the caption, if it has one.
        caption: Its caption, if it has one.
        page: Its first page.
        rows: How many rows it has.
        columns: How many columns it has.
        header_rows: How many rows come before the first with a figure; 0 if it has none.
        cells: Its cells.
    """

    table_id: str
    number: str | None
    caption: str | None
    page: int
    rows: int
    columns: int
    header_rows: int
    cells: tuple[ExportCell, ...]

    @property
    def label(self) -> str:
        """Return "hal-12-t03": the page and the last part of the id."""
        return f"hal-{self.page}-{self.table_id.rsplit('-', 1)[-1]}"

    def list_headers(self) -> list[str]:
        """Return one header per column: the texts of the header rows from top to bottom."""
        grid = self.fill_grid()
        found = []
        for column in range(self.columns):
            texts = [grid[row][column] for row in range(self.header_rows)]
            kept = [
                text
                for at, text in enumerate(texts)
                if text not in texts[:at] and not _COLUMN_NUMBER.fullmatch(text)
            ]
            found.append(_STEP.join(kept))
        return found

    def fill_grid(self) -> list[list[str]]:
        """Return all rows, with the text of a merged cell at every place it covers."""
        grid = [[""] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            text = " ".join(cell.text.split())
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(
                    cell.column, min(cell.column + cell.column_span, self.columns)
                ):
                    grid[row][column] = text
        return grid


def find_document(release: Path, document: str) -> str:
    """Return the id of the document that an id or a part of a file's name means.

    Raises:
        SidakError: If none or several are meant; the message names them.
    """
    rows = read_records(release, "documents")
    named = [row for row in rows if row["document_id"] == document] or [
        row for row in rows if document.casefold() in str(row["file"]).casefold()
    ]
    if len(named) == 1:
        return str(named[0]["document_id"])
    files = ", ".join(str(row["file"]) for row in (named or rows)[:8])
    said = "several documents are" if named else "no document of this release is"
    raise SidakError(f"{said} called {document!r}: {files}")


def list_printed_tables(release: Path, document_id: str) -> list[ExportTable]:
    """Return the tables of a document in the order in which they are printed.

    Args:
        release: Folder of the release.
        document_id: The document.
    """
    is_its = f"document_id = '{document_id}'"
    tables = run_query(
        release,
        "SELECT table_id, number, caption, page_first, rows, columns FROM tables "
        f"WHERE {is_its} ORDER BY page_first, table_id",
    ).to_pylist()
    first = {
        row["table_id"]: row["first"]
        for row in run_query(
            release,
            'SELECT table_id, min("row") AS first FROM figures '
            f"WHERE {is_its} GROUP BY table_id",
        ).to_pylist()
    }
    cells: dict[str, list[ExportCell]] = {}
    for one in run_query(
        release,
        'SELECT table_id, "row", "column", row_span, column_span, text, is_bold FROM cells '
        f'WHERE {is_its} ORDER BY table_id, "row", "column"',
    ).to_pylist():
        table_id = one.pop("table_id")
        cells.setdefault(table_id, []).append(ExportCell(**{**one, "text": one["text"] or ""}))
    return [
        ExportTable(
            table_id=row["table_id"],
            number=row["number"],
            caption=row["caption"],
            page=row["page_first"],
            rows=row["rows"],
            columns=row["columns"],
            header_rows=first.get(row["table_id"], 0),
            cells=tuple(cells.get(row["table_id"], ())),
        )
        for row in tables
    ]


def write_csv_files(tables: Sequence[ExportTable], folder: Path) -> list[Path]:
    """Write each table into a tidy CSV of its own; return the files.

    Args:
        tables: Those of a document.
        folder: Made if absent; files of the same names are written anew.
    """
    from sidak.publishers.release.spreadsheet_text import escape_formula

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in tables:
        path = folder / f"{table.label}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            for row in _list_tidy_rows(table):
                writer.writerow([escape_formula(text) for text in row])
        written.append(path)
    return written


def _list_tidy_rows(table: ExportTable) -> Iterator[list[str]]:
    if table.header_rows:
        yield table.list_headers()
    yield from table.fill_grid()[table.header_rows :]


def write_tables_workbook(tables: Sequence[ExportTable], path: Path) -> None:
    """Write all tables into one workbook, a sheet each, as they are printed.

    Args:
        tables: Those of a document.
        path: The file; written anew.

    Raises:
        SidakError: If the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False}
    )
    for table in tables:
        _add_sheet(book, table)
    try:
        book.close()
    except FileCreateError as error:
        raise SidakError(f"{path} cannot be written: {error}") from error


def _add_sheet(book: "Workbook", table: ExportTable) -> None:
    sheet = book.add_worksheet(_NO_SHEET_NAME.sub(" ", table.label)[:_LONGEST_SHEET_NAME])
    common: dict[str, Any] = {"text_wrap": True, "valign": "top", "border": 1}
    plain, bold = book.add_format(common), book.add_format({**common, "bold": True})
    title = " ".join(
        part for part in (table.number and f"Tabel {table.number}", table.caption) if part
    )
    sheet.write_string(0, 0, title or table.label, book.add_format({"bold": True}))
    widths = [_NARROWEST_COLUMN] * table.columns
    for cell in table.cells:
        look = bold if cell.is_bold or cell.row < table.header_rows else plain
        top, left = cell.row + 2, cell.column
        bottom, right = top + cell.row_span - 1, left + cell.column_span - 1
        if (bottom, right) != (top, left):
            sheet.merge_range(top, left, bottom, right, "", look)
        sheet.write_string(top, left, cell.text, look)
        if cell.column_span == 1:
            longest = max(map(len, cell.text.split("\n")), default=0) + 2
            widths[left] = min(_WIDEST_COLUMN, max(widths[left], longest))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
