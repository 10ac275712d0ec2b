"""From a table on a page to cells as the other rooms take them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.tables.page_tables import PageReading, PageTable
from sidak.schemas import Box, Cell, Doubt, Place
from sidak.schemas.text.column_numbers import ANYWHERE, is_column_number_row


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table, or what has been joined of it so far.

    Attributes:
        cells: Cells sorted by row, then column.
        rows: Number of rows.
        borders: Column borders in points on the page where the part starts.
        places: Frame on each page.
        method: Who made the grid.
        confidence: 0..1.
        notes: What was done or is doubtful.
        header_rows: Rows at the top that are header, as far as known.
        is_open_top: The upper border is not drawn.
        is_open_bottom: The lower border is not drawn.
        row_trace: How ruled bands came apart into rows, a line each.
    """

    cells: tuple[Cell, ...]
    rows: int
    borders: tuple[float, ...]
    places: tuple[Place, ...]
    method: str
    confidence: float = 1.0
    notes: tuple[Doubt, ...] = ()
    header_rows: int | None = None
    is_open_top: bool = False
    is_open_bottom: bool = False
    row_trace: tuple[str, ...] = ()

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.borders) - 1

    def row_cells(self, row: int) -> list[Cell]:
        """Cells that begin in ``row``, from left to right."""
        return [c for c in self.cells if c.row == row]


def make_table_part(table: PageTable, reading: PageReading) -> TablePart:
    """Turn a table of one page into cells with boxes as a viewer shows the page."""
    back = reading.to_viewer
    cells = tuple(_make_cell(f, table, back) for f in table.filled)
    return TablePart(
        cells=cells,
        rows=table.grid.rows,
        borders=table.grid.xs,
        places=(Place(table.page, back(table.box)),),
        method=table.method,
        confidence=table.confidence,
        notes=table.notes,
        header_rows=find_header_rows(cells),
        is_open_top=table.grid.is_open_top,
        is_open_bottom=table.grid.is_open_bottom,
        row_trace=tuple(f"page {table.page}: {line}" for line in table.row_trace),
    )


def _make_cell(filled: CellText, table: PageTable, back: Callable[[Box], Box]) -> Cell:
    glyphs = filled.glyphs
    text_box = filled.text_box
    slot = filled.slot
    indent = 0.0 if text_box is None else text_box.x0 - slot.box.x0
    return Cell(
        row=slot.row,
        column=slot.column,
        text=filled.text,
        place=Place(table.page, back(slot.box)),
        row_span=slot.row_span,
        column_span=slot.column_span,
        is_bold=2 * sum(g.is_bold for g in glyphs) > len(glyphs),
        is_italic=2 * sum(g.is_italic for g in glyphs) > len(glyphs),
        indent=round(indent, 1),
        method=table.method,
        doubts=filled.doubts,
        text_box=None if text_box is None else back(text_box),
        readings=filled.readings,
    )


def find_header_rows(cells: Sequence[Cell]) -> int | None:
    """Return how many rows at the top are header, if a row of column numbers shows it."""
    for row in range(min(7, 1 + max((c.row for c in cells), default=-1))):
        texts = [c.text.strip() for c in cells if c.row == row and c.text.strip()]
        if is_column_number_row(texts, ANYWHERE):
            return row + 1
    return None


def shift_rows(cells: Sequence[Cell], by: int) -> list[Cell]:
    """Move cells down by ``by`` rows."""
    return [replace(c, row=c.row + by) for c in cells]
