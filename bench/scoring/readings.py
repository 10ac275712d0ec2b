"""What a reader found on one page, in the one shape that the scorer compares."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from bench.scoring.alignment import RowText, squeeze
from sidak.schemas import (
    ACCEPTED_STATUSES,
    Cell,
    DoubtKind,
    Extraction,
    Figure,
    Meaning,
    Table,
    TypedTable,
    describe,
)


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell that begins in a row of the page.

    Attributes:
        column: First column that it covers.
        column_span: Columns covered.
        text: Text as read, line wraps kept.
        is_partial: Whether parts of it stand on other pages: what of the text is printed
            on this page is then unknown.
    """

    column: int
    text: str
    column_span: int = 1
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A number as read, with what was understood of it."""

    column: int
    value: Decimal | None
    raw_text: str
    header: str = ""
    is_accepted: bool = True
    reason: str = ""
    is_sure: bool = True
    metric: str | None = None
    year: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """What one row has on the page.

    Attributes:
        row: Row of the read table.
        cells: First column to cell.
        figures: Column to figure.
        level: Level as understood; ``None`` for header rows and the like.
        is_joined: Whether parts of the row stand on other pages.
    """

    row: int
    cells: Mapping[int, ReadCell]
    figures: Mapping[int, ReadFigure]
    level: str | None = None
    is_joined: bool = False

    @property
    def text(self) -> RowText:
        """The row as the alignment sees it."""
        texts = {at: squeeze(cell.text) for at, cell in self.cells.items()}
        return RowText({at: text for at, text in texts.items() if text}, self.is_joined)

    def covering(self, column: int) -> ReadCell | None:
        """Return the cell of this row that covers a column."""
        for cell in self.cells.values():
            if cell.column <= column < cell.column + cell.column_span:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class ReadPart:
    """The part of a read table that stands on the page.

    Attributes:
        table_id: Name of the read table.
        columns: Number of columns.
        rows: Rows with some text or figure, in order.
        roles: Role of each column; empty where the reader tells none.
    """

    table_id: str
    columns: int
    rows: tuple[ReadRow, ...]
    roles: tuple[str, ...] = ()


def list_parts(
    extraction: Extraction, typed: tuple[TypedTable, ...], page: int, *, is_whole: bool
) -> tuple[ReadPart, ...]:
    """List the tables of a page as sidak read them.

    Args:
        extraction: The raw tables.
        typed: The same tables, understood.
        page: The labelled page.
        is_whole: Whether a row cut by a page break counts whole on its first page;
            otherwise each page has what it prints.
    """
    meanings = {table.table_id: table for table in typed}
    parts = []
    for table in extraction.tables:
        if not any(place.page == page for place in table.places):
            continue
        part = _make_part(table, meanings.get(table.table_id), page, is_whole=is_whole)
        if part.rows:
            parts.append(part)
    return tuple(parts)


def is_nil_mark(figure: Figure) -> bool:
    """Return True if a figure is a dash in a column of amounts."""
    return any(doubt.kind is DoubtKind.NIL_MARK for doubt in figure.reasons)


def cell_pages(cell: Cell) -> frozenset[int]:
    """Return the pages that a cell has parts on."""
    return frozenset(place.page for place in (cell.place, *cell.more_places))


def _row_pages(cells: list[Cell]) -> frozenset[int]:
    """Return the pages of a row; a cell merged over rows says little about its first row."""
    own = [cell for cell in cells if cell.row_span == 1]
    printed = [cell for cell in own if cell.text.strip()]
    return frozenset().union(*(cell_pages(cell) for cell in printed or own or cells))


def _make_part(
    table: Table, typed: TypedTable | None, page: int, *, is_whole: bool
) -> ReadPart:
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        by_row.setdefault(cell.row, []).append(cell)
    figures: dict[int, list[Figure]] = {}
    for figure in typed.figures if typed is not None else ():
        if is_nil_mark(figure):
            continue  # the labels leave dashes out
        figures.setdefault(figure.row, []).append(figure)
    rows = []
    for row, cells in sorted(by_row.items()):
        pages = _row_pages(cells)
        level = typed.row_levels[row] if typed is not None else None
        if is_whole:
            if min(pages) != page:
                continue
            kept = {cell.column: _view(cell, is_partial=False) for cell in cells}
        else:
            kept = {
                cell.column: _view(cell, is_partial=len(cell_pages(cell)) > 1)
                for cell in cells
                if page in cell_pages(cell)
            }
        view = ReadRow(
            row=row,
            cells=kept,
            figures={},
            level=str(level) if level is not None else None,
            is_joined=not is_whole and (len(pages) > 1 or page not in pages),
        )
        own = {
            figure.column: _view_figure(figure)
            for figure in figures.get(row, ())
            if is_whole or view.covering(figure.column) is not None
        }
        if own or view.text.cells:
            rows.append(ReadRow(row, kept, own, view.level, view.is_joined))
    roles = tuple(str(meaning.role) for meaning in typed.columns) if typed is not None else ()
    return ReadPart(table.table_id, table.columns, tuple(rows), roles)


def _view(cell: Cell, *, is_partial: bool) -> ReadCell:
    return ReadCell(cell.column, cell.text, cell.column_span, is_partial)


def _view_figure(figure: Figure) -> ReadFigure:
    return ReadFigure(
        column=figure.column,
        value=figure.value,
        raw_text=figure.raw_text,
        header=figure.header,
        is_accepted=figure.status in ACCEPTED_STATUSES,
        reason=describe(figure.reasons),
        is_sure=figure.meaning is Meaning.SURE,
        metric=str(figure.metric),
        year=figure.year,
        unit=figure.unit,
    )
