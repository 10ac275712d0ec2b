"""Pages and tables of small PDFs, as tests compare them."""

from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.assembly import assemble_tables
from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.spanning.running_text import drop_running_footers
from sidak.extractors.tables.page_tables import PageReading, read_page_tables
from sidak.schemas import Table

XS = (60, 90, 260, 360, 460)


HEADER = ("No", "Uraian", "Pagu (Rp)", "Realisasi (Rp)")


def readings_of(path: Path) -> dict[int, PageReading]:
    document = pdfium.PdfDocument(path)
    readings = {
        i + 1: read_page_tables(read_content(document[i], i + 1)) for i in range(len(document))
    }
    document.close()
    return drop_running_footers(readings)


def tables_of(path: Path) -> tuple[Table, ...]:
    return assemble_tables("d" * 16, readings_of(path))


def rows_of(table: Table) -> list[list[str]]:
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = cell.text
    return grid
