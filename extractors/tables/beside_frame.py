"""What belongs to a ruled table and stands outside its frame: a last column, a total below."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine, compose_lines, make_line
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.tables.settings import SETTINGS
from sidak.extractors.unruled.chunks import NUMBER, ListLine, cut_line
from sidak.schemas import Box
from sidak.schemas.text.patterns import is_amount

_TOTAL = re.compile(r"^\W*(?:sub\s*)?(?:jumlah|total|grand total)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")

#: A grid, its cells, and the glyphs outside of it.
Framed = tuple[TableGrid, list[CellText], list[Glyph]]


def adopt_column_beside(
    grid: TableGrid, filled: Sequence[CellText], glyphs: Sequence[Glyph]
) -> Framed:
    """Take in a column of numbers to the right of the frame, one beside each row.

    Args:
        grid: The ruled grid.
        filled: Its cells with their lines.
        glyphs: Upright characters that belong to no table.

    Returns:
        The grid with one more column, or what came in.
    """
    unchanged = grid, list(filled), list(glyphs)
    area = Box(grid.xs[-1], grid.ys[0], grid.xs[-1] + SETTINGS.column_beside, grid.ys[-1])
    own = [g for g in glyphs if g.angle == 0 and area.contains_point(*g.center)]
    numbered = _numbered_rows(filled)
    lines = compose_lines(own)
    if len(lines) < SETTINGS.least_list_rows or len(numbered) < SETTINGS.least_list_rows:
        return unchanged
    placed: dict[int, list[TextLine]] = {}
    for line in lines:
        row = sum(y <= line.middle for y in grid.ys) - 1
        placed.setdefault(row, []).append(line)
    first = min(numbered)
    body = {row: own_lines for row, own_lines in placed.items() if row >= first}
    is_column = all(
        len(own_lines) == 1 and NUMBER.match(own_lines[0].text) for own_lines in body.values()
    )
    is_amounts = any(is_amount(t.text) for own_lines in body.values() for t in own_lines)
    beside = numbered & set(body)
    if not is_column or not is_amounts or len(beside) < SETTINGS.rows_beside * len(numbered):
        return unchanged
    right = max(g.x1 for g in own) + 1
    cells = [*filled]
    head = [t for row, own_lines in placed.items() if row < first for t in own_lines]
    if first:
        box = Box(grid.xs[-1], grid.ys[0], right, grid.ys[first])
        cells.append(CellText(CellSlot(0, grid.columns, first, 1, box), tuple(head)))
    for row in range(first, grid.rows):
        box = Box(grid.xs[-1], grid.ys[row], right, grid.ys[row + 1])
        slot = CellSlot(row, grid.columns, 1, 1, box)
        cells.append(CellText(slot, tuple(body.get(row, ()))))
    return _finish(replace(grid, xs=(*grid.xs, right)), cells, glyphs, own)


def _numbered_rows(filled: Sequence[CellText]) -> set[int]:
    """Return the rows with an amount in a cell of their own."""
    return {f.slot.row for f in filled if f.slot.row_span == 1 and is_amount(f.text)}


def _finish(
    grid: TableGrid,
    cells: list[CellText],
    glyphs: Sequence[Glyph],
    taken: Sequence[Glyph],
) -> Framed:
    cells.sort(key=lambda f: (f.slot.row, f.slot.column))
    gone = set(taken)
    return (
        replace(grid, slots=tuple(f.slot for f in cells)),
        cells,
        [g for g in glyphs if g not in gone],
    )


def adopt_total_below(
    grid: TableGrid, filled: Sequence[CellText], glyphs: Sequence[Glyph]
) -> Framed:
    """Take in a total right below the frame whose numbers stand in columns of numbers.

    Args:
        grid: The ruled grid.
        filled: Its cells with their lines.
        glyphs: Upright characters that belong to no table.

    Returns:
        The grid with one more row, or what came in.
    """
    unchanged = grid, list(filled), list(glyphs)
    bottom = grid.ys[-1]
    near = [g for g in glyphs if g.angle == 0 and bottom - 1 < g.center[1]]
    near = [g for g in near if g.center[1] < bottom + SETTINGS.total_below * g.size]
    lines = sorted(compose_lines(near), key=lambda t: t.middle)
    row = cut_line(lines[0]) if lines else None
    if row is None or not _TOTAL.match(row.line.text):
        return unchanged
    columns = {f.slot.column for f in filled if f.slot.column_span == 1 and is_amount(f.text)}
    places = [_column_of(c, grid) for c in row.chunks]
    if not _is_total(row, places, columns):
        return unchanged
    end = max(row.line.box.y1 + 1, bottom + 1)
    cells = [*filled]
    for column in range(grid.columns):
        slot = CellSlot(
            grid.rows, column, 1, 1, Box(grid.xs[column], bottom, grid.xs[column + 1], end)
        )
        own = [c for c, at in zip(row.chunks, places, strict=True) if at == column]
        text = (make_line([g for c in own for g in c.glyphs]),) if own else ()
        cells.append(CellText(slot, text))
    return _finish(replace(grid, ys=(*grid.ys, end)), cells, glyphs, row.line.glyphs)


def _column_of(chunk: TextLine, grid: TableGrid) -> int | None:
    """Return the column in which a text stands; ``None`` if it runs over a border."""
    middle = (chunk.box.x0 + chunk.box.x1) / 2
    column = sum(x <= middle for x in grid.xs) - 1
    if not 0 <= column < grid.columns:
        return None
    is_inside = (
        grid.xs[column] - SETTINGS.over_border <= chunk.box.x0
        and chunk.box.x1 <= grid.xs[column + 1] + SETTINGS.over_border
    )
    return column if is_inside or not _DIGIT.search(chunk.text) else None


def _is_total(row: ListLine, places: Sequence[int | None], columns: set[int]) -> bool:
    """Return True if the words of a line stand before its numbers, these in their columns."""
    numbers = [at for c, at in zip(row.chunks, places, strict=True) if NUMBER.match(c.text)]
    words = [at for c, at in zip(row.chunks, places, strict=True) if not NUMBER.match(c.text)]
    return (
        bool(numbers)
        and None not in places
        and len(set(numbers)) == len(numbers)
        and set(numbers) <= columns
        and not set(words) & set(numbers)
    )
