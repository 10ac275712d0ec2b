"""Sheets wider than the page: columns that are printed on later pages, beside nothing.

A spreadsheet prints what does not fit across on further pages, either page by page ("across,
then down") or after all pages of the first columns ("down, then across"). Such a page has the
same rows at the same heights and no names. It belongs to the right of the page with the names.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sidak.extractors.layout.grid import TableGrid
from sidak.extractors.spanning.align_columns import align_borders
from sidak.extractors.spanning.settings import SETTINGS
from sidak.extractors.spanning.table_part import TablePart, make_table_part
from sidak.extractors.tables.page_tables import PageReading, PageTable
from sidak.schemas import Cell, Doubt, DoubtKind
from sidak.schemas.text.folding import fold_text

#: A letter that is no unit of money.
NAME = re.compile(r"[a-z]", re.IGNORECASE)
YEAR_DIGITS = 4

NAMELESS = Doubt(DoubtKind.NO_NAME_COLUMN)

Key = tuple[int, int]


def has_names(cells: Sequence[tuple[int, int, str]], rows: int) -> bool:
    """Return True if a column holds names: words that differ from row to row.

    Args:
        cells: Row, column and text of each cell.
        rows: Number of rows.
    """
    named: dict[int, set[str]] = {}
    for _, column, text in cells:
        if sum(ch.isalpha() for ch in text) >= SETTINGS.name_letters and text[:1] != "#":
            named.setdefault(column, set()).add(fold_text(text))
    return any(len(r) >= max(2, SETTINGS.named_rows * rows) for r in named.values())


def _has_names(table: PageTable) -> bool:
    cells = [(f.slot.row, f.slot.column, f.text) for f in table.filled]
    return has_names(cells, table.grid.rows)


def find_side_tables(readings: Mapping[int, PageReading]) -> dict[Key, list[Key]]:
    """Find the tables that go on to the right of one on an earlier page.

    Returns:
        For each table with names (page, index on it) the tables that belong to its right.
    """
    kinds = {n: _kind(r) for n, r in readings.items()}
    sides: dict[Key, list[Key]] = {}
    page = min(readings, default=0)
    last = max(readings, default=-1)
    while page <= last:
        left = _run(kinds, page, is_named=True)
        right = _run(kinds, page + len(left), is_named=False)
        for a, b in _pair(left, right, readings) if left and right else ():
            for key, side in _match_tables(a, b, readings):
                sides.setdefault(key, []).append(side)
        page += max(1, len(left) + len(right))
    return sides


def part_side_tables(readings: Mapping[int, PageReading]) -> dict[int, PageReading]:
    """Part the tables without names that stand beside several tables with names.

    What is empty between the tables of the left page may be ruled on the right one.
    """
    kinds = {n: _kind(r) for n, r in readings.items()}
    result = dict(readings)
    page = min(readings, default=0)
    last = max(readings, default=-1)
    while page <= last:
        left = _run(kinds, page, is_named=True)
        right = _run(kinds, page + len(left), is_named=False)
        for n in right if left else ():
            beside = [readings[k].tables for k in left]
            tables = [p for t in readings[n].tables for p in _part_table(t, beside)]
            result[n] = replace(readings[n], tables=tuple(tables))
        page += max(1, len(left) + len(right))
    return result


def _part_table(table: PageTable, beside: Sequence[Sequence[PageTable]]) -> Sequence[PageTable]:
    """Part a table into pieces that are level with the tables of one page, if that fits."""
    if any(_match_rows(t.grid.ys, table.grid.ys) for tables in beside for t in tables):
        return (table,)
    for tables in beside:
        pieces = []
        for other in tables:
            start, end = _find_rows(table.grid.ys, other.grid.ys)
            piece = _take_rows(table, start, end) if start < end else None
            if piece is not None and _match_rows(other.grid.ys, piece.grid.ys) is not None:
                pieces.append(piece)
        taken = sum(bool(f.text) for piece in pieces for f in piece.filled)
        if len(pieces) > 1 and taken == sum(bool(f.text) for f in table.filled):
            return pieces
    return (table,)


def _find_rows(ys: Sequence[float], other: Sequence[float]) -> tuple[int, int]:
    """Return the row borders nearest to the upper and lower edge of another table."""
    first, last = (
        min(range(len(ys)), key=lambda i: abs(ys[i] - edge)) for edge in (other[0], other[-1])
    )
    return first, last


def _take_rows(table: PageTable, start: int, end: int) -> PageTable:
    """Return some rows of a table as one of its own."""
    filled = tuple(
        replace(f, slot=replace(f.slot, row=f.slot.row - start))
        for f in table.filled
        if start <= f.slot.row and f.slot.row + f.slot.row_span <= end
    )
    ys = table.grid.ys[start : end + 1]
    grid = TableGrid(table.grid.xs, ys, tuple(f.slot for f in filled))
    return replace(table, grid=grid, filled=filled)


def _kind(reading: PageReading) -> bool | None:
    """Return True if a table of a page has names; ``None`` if it has no table at all."""
    tables = tables_of(reading)
    if not tables or any(t.method not in ("geometri", "perataan") for t in tables):
        return None
    return any(_has_names(t) for t in tables)


def tables_of(reading: PageReading) -> tuple[PageTable, ...]:
    """Return the tables of a page, or its columns of figures if it has nothing else."""
    return reading.tables or reading.columns


def _run(kinds: Mapping[int, bool | None], start: int, *, is_named: bool) -> list[int]:
    run: list[int] = []
    while kinds.get(start + len(run)) is is_named:
        run.append(start + len(run))
    return run


def _pair(
    left: Sequence[int], right: Sequence[int], readings: Mapping[int, PageReading]
) -> list[tuple[int, int]]:
    """Pair the pages of a run with names with those of the run without that follows it.

    The run without names may go on the last page of the other one, or on its last pages in
    their order; where more than one way fits, none does.
    """
    ways = []
    for count in range(1, len(left) + 1):
        pairs = [(left[i % count - count], page) for i, page in enumerate(right)]
        if len(right) % count == 0 and all(_has_same_rows(a, b, readings) for a, b in pairs):
            ways.append(pairs)
    return ways[0] if len(ways) == 1 else []


def _has_same_rows(a: int, b: int, readings: Mapping[int, PageReading]) -> bool:
    """Return True if the larger tables of a page all have the rows of one on another page."""
    found = {side for _, side in _match_tables(a, b, readings)}
    large = [
        (b, i)
        for i, t in enumerate(tables_of(readings[b]))
        if t.grid.rows >= SETTINGS.least_side_rows and not _is_beside_another(t, readings[b])
    ]
    return bool(large) and found.issuperset(large)


def _is_beside_another(table: PageTable, reading: PageReading) -> bool:
    """Return True if a table stands to the right of another one of its page."""
    return any(t.box.x1 <= table.box.x0 for t in tables_of(reading))


def _match_tables(a: int, b: int, readings: Mapping[int, PageReading]) -> list[tuple[Key, Key]]:
    """Pair the tables of two pages that have the same rows and other columns."""
    pairs = []
    for j, side in enumerate(tables_of(readings[b])):
        for i, table in enumerate(readings[a].tables):
            left, right = table.grid, side.grid
            is_level = _match_rows(left.ys, right.ys) is not None
            if is_level and align_borders(left.xs, right.xs) is None:
                pairs.append(((a, i), (b, j)))
                break
    return pairs


def _match_rows(
    a: Sequence[float], b: Sequence[float]
) -> tuple[list[float], list[int], list[int]] | None:
    """Lay the row borders of two tables over each other; ``None`` if they are not level."""
    if abs(a[0] - b[0]) > SETTINGS.same_height or abs(a[-1] - b[-1]) > SETTINGS.same_height:
        return None
    union = list(a)
    union += [y for y in b if all(abs(y - x) > SETTINGS.same_height for x in a)]
    union.sort()
    shared = len(a) + len(b) - len(union)
    if shared < SETTINGS.shared_rows * max(len(a), len(b)):
        return None

    def index(ys: Sequence[float]) -> list[int]:
        return [min(range(len(union)), key=lambda i: abs(union[i] - y)) for y in ys]

    return union, index(a), index(b)


def append_side_tables(
    part: TablePart, table: PageTable, sides: Sequence[Key], readings: Mapping[int, PageReading]
) -> TablePart:
    """Put tables of further pages to the right of one whose rows are level with theirs.

    Args:
        part: The table with the names.
        table: The same as it stands on its page.
        sides: The tables that ``find_side_tables`` found to belong to its right.
        readings: All pages.
    """
    ys: Sequence[float] = table.grid.ys
    for page, index in sides:
        side = tables_of(readings[page])[index]
        matched = _match_rows(ys, side.grid.ys)
        if matched is not None:
            ys = matched[0]
            part = _append_columns(part, make_table_part(side, readings[page]), matched)
    return part


def _append_columns(
    left: TablePart,
    right: TablePart,
    matched: tuple[Sequence[float], Sequence[int], Sequence[int]],
) -> TablePart:
    union, map_left, map_right = matched
    by = left.borders[-1] - right.borders[0]
    cells = [_move(c, map_left, 0) for c in left.cells]
    cells += [_move(c, map_right, left.columns) for c in right.cells]
    cells = _join_cut_header_cells(cells, left.columns)
    headers = [h for h in (left.header_rows, right.header_rows) if h is not None]
    note = Doubt(DoubtKind.JOINED_SIDEWAYS, (str(right.places[0].page),))
    return replace(
        left,
        cells=tuple(cells),
        rows=len(union) - 1,
        borders=(*left.borders, *(x + by for x in right.borders[1:])),
        places=(*left.places, *right.places),
        header_rows=max(headers, default=None),
        notes=(*left.notes, note),
        row_trace=(*left.row_trace, *right.row_trace),
    )


def _join_cut_header_cells(cells: Sequence[Cell], seam: int) -> list[Cell]:
    """Let a head that the edge of the page cut stand over the columns on both sides.

    One half of it is empty, and below both halves stand heads of their own.
    """
    left = {c.row: c for c in cells if c.column + c.column_span == seam}
    right = {c.row: c for c in cells if c.column == seam}
    merged: dict[int, Cell | None] = {}
    for row in sorted(left.keys() & right.keys()):
        a, b = left[row], right[row]
        below = (left.get(row + 1), right.get(row + 1))
        if not all(c is not None and _is_head(c.text) for c in below):
            break
        if bool(a.text.strip()) != bool(b.text.strip()):
            full, empty = (a, b) if a.text.strip() else (b, a)
            span = a.column_span + b.column_span
            merged[id(full)] = replace(full, column=a.column, column_span=span)
            merged[id(empty)] = None
    kept = [merged.get(id(c), c) for c in cells]
    return sorted((c for c in kept if c is not None), key=lambda c: (c.row, c.column))


def _is_head(text: str) -> bool:
    return any(ch.isalpha() for ch in text)


def _move(cell: Cell, rows: Sequence[int], columns: int) -> Cell:
    first, end = rows[cell.row], rows[cell.row + cell.row_span]
    return replace(cell, row=first, row_span=end - first, column=cell.column + columns)


def flag_unnamed_rows(part: TablePart) -> TablePart:
    """Doubt the figures of a table that names none of its rows."""
    cells = [(c.row, c.column, c.text) for c in part.cells]
    figures = [c for c in part.cells if any(ch.isdigit() for ch in c.text)]
    if (
        part.rows < SETTINGS.least_side_rows
        or len(figures) < SETTINGS.least_side_rows
        or _names_something(cells)
    ):
        return part
    return replace(
        part,
        cells=tuple(
            replace(c, doubts=(*c.doubts, NAMELESS)) if any(map(str.isdigit, c.text)) else c
            for c in part.cells
        ),
    )


def _names_something(cells: Sequence[tuple[int, int, str]]) -> bool:
    """Return True if a column has words, or counts or years, below its first row or two."""
    words: dict[int, int] = {}
    counts: list[int] = []
    for row, column, text in cells:
        flat = "".join(text.split()).rstrip(".)")
        flat = re.sub(r"^rp\.?", "", flat, flags=re.IGNORECASE)
        if row >= 2 and NAME.search(flat) and not flat.startswith("#"):
            words[column] = words.get(column, 0) + 1
        if column == 0 and flat.isdigit() and len(flat) <= YEAR_DIGITS:
            counts.append(int(flat))
    is_count = len(counts) >= SETTINGS.least_side_rows - 1 and all(
        a < b for a, b in pairwise(counts)
    )
    return is_count or any(n >= 2 for n in words.values())
