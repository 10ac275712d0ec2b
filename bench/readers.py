"""The readers that the accuracy benchmark can run: sidak itself and the naive ones."""

from collections.abc import Callable, Collection
from pathlib import Path

from bench.scoring.readings import ReadCell, ReadFigure, ReadPart, ReadRow
from sidak.normalisers.numerals.parse import read_number
from sidak.schemas import Extraction, TypedTable

#: From a file (and the pages wanted, or ``None`` for all) to what sidak reads in it.
Pipeline = Callable[[Path, Collection[int] | None], tuple[Extraction, tuple[TypedTable, ...]]]


def run_sidak(
    path: Path, pages: Collection[int] | None
) -> tuple[Extraction, tuple[TypedTable, ...]]:
    """Read a report as ``sidak run`` does, with the embedded nomenclature.

    Raises:
        UnreadableFileError: If nothing of the file can be read.
    """
    from sidak.extractors import read_document
    from sidak.flows.pipeline import understand_document
    from sidak.matchers import load_nomenclature
    from sidak.normalisers import split_stacked_tables

    extraction = split_stacked_tables(read_document(path, pages))
    records = understand_document(extraction, load_nomenclature(None), path=path)
    return extraction, records.typed_tables


def read_naively(reader: str, path: Path, page: int) -> tuple[ReadPart, ...]:
    """Read the tables of a page with a bare reader, each cell by a careful number parser.

    Args:
        reader: ``"pdfplumber"`` or ``"camelot"`` (lattice, vector engine).
        path: A PDF.
        page: Page from 1.
    """
    if reader == "pdfplumber":
        grids = _grids_of_pdfplumber(path, page)
    elif reader == "camelot":
        grids = _grids_of_camelot(path, page)
    else:
        raise ValueError(f"unknown reader: {reader}")
    return tuple(_make_part(f"{reader}-{index}", grid) for index, grid in enumerate(grids))


def _grids_of_pdfplumber(path: Path, page: int) -> list[list[list[str]]]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        tables = pdf.pages[page - 1].extract_tables()
    return [[[cell or "" for cell in row] for row in table] for table in tables]


def _grids_of_camelot(path: Path, page: int) -> list[list[list[str]]]:
    import camelot

    tables = camelot.read_pdf(str(path), pages=str(page), flavor="lattice", engine="vector")
    return [[[str(cell) for cell in row] for row in table.data] for table in tables]


def _make_part(name: str, grid: list[list[str]]) -> ReadPart:
    rows = []
    for at, texts in enumerate(grid):
        cells = {c: ReadCell(c, text) for c, text in enumerate(texts) if text.strip()}
        figures = {}
        for column, cell in cells.items():
            value = read_number(cell.text).value
            if value is not None:
                figures[column] = ReadFigure(column, value, cell.text)
        if cells:
            rows.append(ReadRow(at, cells, figures, level="lainnya"))
    columns = max((len(texts) for texts in grid), default=0)
    return ReadPart(name, columns, tuple(rows))
