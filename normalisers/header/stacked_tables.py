"""Two tables that stand one under the other in one frame, told apart by their headers.

"Indikator | Target | Realisasi" over its rows, and in the same grid, without a gap,
"Program | Anggaran (Rp) | Realisasi (Rp)": the columns of the lower rows mean something
else. A header row in the body that repeats the first one is no new table.
"""

from dataclasses import replace
from itertools import pairwise

from sidak.normalisers.header.column_numbers import filled_cells, is_number_row
from sidak.normalisers.header.detect import TableHeader, find_header, is_sub_header
from sidak.normalisers.header.profiles import is_numeric
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.vocabulary import (
    Aspect,
    Measure,
    fold_text,
    read_header_text,
    read_unit,
)
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import Cell, ColumnRole, Doubt, DoubtKind, Extraction, Place, Table

#: Rows of numbers that must stand on either side.
_LEAST_ROWS = 1


def split_stacked_tables(extraction: Extraction) -> Extraction:
    """Part tables whose columns change their meaning at a header row in the middle.

    Returns:
        The extraction, with the tables numbered anew if one was parted.
    """
    parts = [split_stacked(table) for table in extraction.tables]
    if all(len(tables) == 1 for tables in parts):
        return extraction
    flat = [table for tables in parts for table in tables]
    digits = max(2, len(str(len(flat))))
    tables = tuple(
        replace(table, table_id=f"{table.document_id}-t{at:0{digits}d}")
        for at, table in enumerate(flat, start=1)
    )
    more = [place.page for own in parts for table in own[1:] for place in table.places[:1]]
    pages = tuple(
        replace(page, tables=page.tables + more.count(page.page)) for page in extraction.pages
    )
    return replace(extraction, tables=tables, pages=pages)


def split_stacked(table: Table) -> tuple[Table, ...]:
    """Part one table at its stacked headers; the table itself if there are none."""
    view = TableView(table)
    header = find_header(view)
    cuts = _find_cuts(view, header)
    if not cuts:
        return (table,)
    edges = [0, *cuts, table.rows]
    return tuple(
        _cut(table, first, last, is_first=first == 0) for first, last in pairwise(edges)
    )


def _find_cuts(view: TableView, header: TableHeader) -> list[int]:
    """Return the rows at which a new table begins."""
    cuts: list[int] = []
    above = _senses(header.paths)
    if not any(header.paths):
        return []
    start = header.first_body_row
    for row in range(start + _LEAST_ROWS, view.rows - _LEAST_ROWS):
        if not header.is_body(row) or not _is_header_row(view, row):
            continue
        if not _has_numbers(view, row - 1, start):
            continue
        if any(_crosses(cell, row) for cell in view.table.cells):
            continue  # asked last: it goes through the whole table
        below = TableView(_cut(view.table, row, view.rows, is_first=False))
        found = find_header(below)
        senses = _senses(found.paths)
        if 0 not in found.rows or not _differ(above, senses):
            continue
        if not _has_numbers(below, below.rows - 1, found.first_body_row):
            continue
        cuts.append(row)
        above, start = senses, row + found.first_body_row
    return cuts


def _crosses(cell: Cell, row: int) -> bool:
    return cell.row < row < cell.row + cell.row_span


def _is_header_row(view: TableView, row: int) -> bool:
    """Return True if each cell of a row is a header word, and several of them name columns."""
    cells = filled_cells(view.starting_cells(row))
    if len(cells) < SETTINGS.stacked_fewest_names or is_number_row(
        view, row, is_below_header=False
    ):
        return False
    named = 0
    for cell in cells:
        line = one_line(cell.text)
        if len(line) > SETTINGS.stacked_longest_words or (
            is_numeric(line) and not is_sub_header(line)
        ):
            return False
        if not any(character.isalpha() for character in line):
            continue  # "%"
        sense = read_header_text(line)
        unit = read_unit(line)
        if sense.role is None and not is_sub_header(line):
            return False
        if unit is not None and sense.role is None and fold_text(line).startswith("rp"):
            return False  # "Rp -" is an amount
        named += sense.role is not None
    figures = sum(
        read_header_text(one_line(cell.text)).role is ColumnRole.FIGURE for cell in cells
    )
    return named >= SETTINGS.stacked_fewest_names and figures >= 1 and figures < named


def _has_numbers(view: TableView, last: int, first: int) -> bool:
    """Return True if a number stands in a cell of the rows from ``first`` to ``last``."""
    return any(
        is_numeric(one_line(cell.text))
        for row in range(first, last + 1)
        for cell in view.starting_cells(row)
        if cell.text.strip()
    )


_Sense = tuple[ColumnRole | None, Aspect | None, Measure | None, str | None]


def _senses(paths: tuple[tuple[str, ...], ...]) -> list[_Sense]:
    """Return per column role, aspect, measure and unit by the words of its lowest header."""
    senses: list[_Sense] = []
    for path in paths:
        if not path:
            senses.append((None, None, None, None))
            continue
        sense = read_header_text(path[-1])
        senses.append((sense.role, sense.aspect, sense.measure, read_unit(path[-1])))
    return senses


def _differ(above: list[_Sense], below: list[_Sense]) -> bool:
    """Return True if a column of figures means something else below."""
    return any(
        ColumnRole.FIGURE in (one[0], two[0]) and one != two and two[0] is not None
        for one, two in zip(above, below, strict=False)
    )


def _cut(table: Table, first: int, last: int, *, is_first: bool) -> Table:
    """Return the rows from ``first`` to before ``last`` as a table of their own."""
    cells = tuple(
        replace(cell, row=cell.row - first) for cell in table.cells if first <= cell.row < last
    )
    places = tuple(placed for place in table.places if (placed := _shrink(place, cells)))
    note = Doubt(DoubtKind.STACKED_TABLES_PARTED)
    return replace(
        table,
        cells=cells,
        rows=last - first,
        places=places or table.places[:1],
        header_rows=table.header_rows if is_first else None,
        number=table.number if is_first else None,
        caption=table.caption if is_first else None,
        notes=(*table.notes, note),
    )


def _shrink(place: Place, cells: tuple[Cell, ...]) -> Place | None:
    """Return the part of a frame that cells fill on its page, ``None`` if there are none."""
    own = [cell.place.box for cell in cells if cell.place.page == place.page]
    boxes = [box for box in own if box is not None]
    if not own or place.box is None or not boxes:
        return place if own else None
    top, bottom = min(box.y0 for box in boxes), max(box.y1 for box in boxes)
    return replace(place, box=replace(place.box, y0=top, y1=bottom))
