"""Tables whose columns only the header draws: each row below is one cell as wide as the table.

Word's light and medium styles rule rows and no columns. Where the texts of most such rows stand
in the columns of the header, numbers among them, the rows are cut there.
"""

from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.tables.settings import SETTINGS
from sidak.extractors.unruled.chunks import cut_line
from sidak.schemas import Box
from sidak.schemas.text.patterns import is_amount, is_small_number


def part_merged_rows(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText]]:
    """Cut rows of one cell into the columns of the header.

    Args:
        grid: The ruled grid.
        filled: Its cells with their lines.

    Returns:
        The grid and cells with those rows cut, and the header with them; or what came in.
    """
    merged = [f for f in filled if f.slot.column_span == grid.columns > 2 and f.lines]
    if len(merged) < SETTINGS.merged_rows or len(merged) == len(filled):
        return grid, list(filled)
    placed = {id(f): _place(f, grid.xs) for f in merged}
    parted = [f for f in merged if _is_row(placed[id(f)])]
    if len(parted) < max(SETTINGS.merged_rows, SETTINGS.merged_share * len(merged)):
        return grid, list(filled)
    first = min(f.slot.row for f in parted)
    cells: list[CellText] = []
    for f in filled:
        own = placed.get(id(f))
        is_header = own is not None and len(own) == grid.columns and f.slot.row < first
        if own is None or not (_is_row(own) or is_header):
            cells.append(f)
            continue
        box = f.slot.box
        for c in range(grid.columns):
            edges = Box(grid.xs[c], box.y0, grid.xs[c + 1], box.y1)
            slot = CellSlot(f.slot.row, c, f.slot.row_span, 1, edges)
            cells.append(CellText(slot, tuple(own.get(c, ())), f.doubts))
    cells.sort(key=lambda f: (f.slot.row, f.slot.column))
    return replace(grid, slots=tuple(f.slot for f in cells)), cells


def _place(cell: CellText, xs: Sequence[float]) -> dict[int, list[TextLine]] | None:
    """Put the texts of a cell into columns; ``None`` if one runs over a border."""
    placed: dict[int, list[TextLine]] = {}
    for line in cell.lines:
        for chunk in cut_line(line).chunks:
            middle = (chunk.box.x0 + chunk.box.x1) / 2
            column = max(0, min(sum(x <= middle for x in xs) - 1, len(xs) - 2))
            reach = SETTINGS.over_border
            if chunk.box.x0 < xs[column] - reach or chunk.box.x1 > xs[column + 1] + reach:
                return None
            placed.setdefault(column, []).append(chunk)
    return placed


def _is_row(placed: dict[int, list[TextLine]] | None) -> bool:
    """Return True if words and numbers stand in different columns."""
    if placed is None or len(placed) < 2:
        return False
    texts = [" ".join(t.text for t in lines) for lines in placed.values()]
    are_numbers = [is_amount(t) or is_small_number(t) for t in texts]
    return any(are_numbers) and not all(are_numbers)
