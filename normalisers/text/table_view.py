"""A raw table seen as a grid: which cell covers a position, and its text on one line."""

import re
from collections.abc import Iterator

from sidak.schemas import Cell, Table

_SPACES = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Return ``text`` with line wraps and runs of spaces as single spaces."""
    return _SPACES.sub(" ", text).strip()


class TableView:
    """Positions of a table, merged cells included.

    Args:
        table: The raw table.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = table.rows
        self.columns = table.columns
        self._cover: dict[tuple[int, int], Cell] = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._cover.setdefault((row, column), cell)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a position, ``None`` if nothing does."""
        return self._cover.get((row, column))

    def starts(self, row: int, column: int) -> Cell | None:
        """Return the cell whose top left corner is here, ``None`` if it is elsewhere."""
        cell = self._cover.get((row, column))
        if cell is None or cell.row != row or cell.column != column:
            return None
        return cell

    def text(self, row: int, column: int) -> str:
        """Return the covering cell's text on one line, empty if there is none."""
        cell = self._cover.get((row, column))
        return one_line(cell.text) if cell is not None else ""

    def row_cells(self, row: int) -> tuple[Cell, ...]:
        """Return the cells that cover a row, each once, from left to right."""
        seen: dict[int, Cell] = {}
        for column in range(self.columns):
            cell = self._cover.get((row, column))
            if cell is not None:
                seen.setdefault(id(cell), cell)
        return tuple(seen.values())

    def starting_cells(self, row: int) -> tuple[Cell, ...]:
        """Return the cells that begin in a row, from left to right."""
        return tuple(cell for cell in self.row_cells(row) if cell.row == row)

    def column_cells(self, column: int, rows: Iterator[int] | range) -> tuple[Cell, ...]:
        """Return the cells that cover a column in ``rows``, each once, top down."""
        seen: dict[int, Cell] = {}
        for row in rows:
            cell = self._cover.get((row, column))
            if cell is not None:
                seen.setdefault(id(cell), cell)
        return tuple(seen.values())
