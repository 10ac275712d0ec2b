"""The columns of a table and of its continuation on the next page are laid over each other."""

from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.spanning.settings import SETTINGS
from sidak.extractors.spanning.table_part import TablePart
from sidak.schemas import Cell, Doubt, DoubtKind
from sidak.schemas.text.column_numbers import ANYWHERE, is_column_number_row
from sidak.schemas.text.patterns import is_number

AMBIGUOUS = Doubt(DoubtKind.COLUMN_WIDTHS_CHANGED)


def align_parts(first: TablePart, second: TablePart) -> tuple[TablePart, TablePart] | None:
    """Give two parts of a table the same columns.

    Returns:
        Both parts with all columns of the two; ``None`` if they do not fit. A number whose
        cell lies over several columns of the other part goes into the one below its text,
        or carries a doubt.
    """
    aligned = align_borders(first.borders, second.borders)
    if aligned is None:
        return None
    union, map_first, map_second = aligned
    return _apply_alignment(first, union, map_first), _apply_alignment(
        second, union, map_second
    )


def align_borders(
    a: Sequence[float], b: Sequence[float]
) -> tuple[list[float], list[int], list[int]] | None:
    """Lay the column borders of two tables over each other.

    Returns:
        All borders, and for each table the index of each of its borders in them; ``None``
        if they do not fit.
    """
    return _align_scaled(a, b) or _align_one_to_one(a, b) or _align_inside(a, b)


def _is_same_width(a: Sequence[float], b: Sequence[float]) -> bool:
    width = a[-1] - a[0]
    return abs((b[-1] - b[0]) - width) <= max(
        2 * SETTINGS.same_border, SETTINGS.same_width * width
    )


def _align_scaled(
    a: Sequence[float], b: Sequence[float]
) -> tuple[list[float], list[int], list[int]] | None:
    """Lay two frames of one width over each other, most of their borders the same."""
    if not _is_same_width(a, b):
        return None
    scale = (a[-1] - a[0]) / (b[-1] - b[0])
    moved = [a[0] + (x - b[0]) * scale for x in b]
    pairs = [(x, "a", i) for i, x in enumerate(a)] + [(x, "b", i) for i, x in enumerate(moved)]
    union: list[float] = []
    index = {"a": [0] * len(a), "b": [0] * len(b)}
    owners: list[set[str]] = []
    for x, who, i in sorted(pairs):
        is_new = not union or x - union[-1] > SETTINGS.same_border or who in owners[-1]
        if is_new:
            union.append(x)
            owners.append(set())
        owners[-1].add(who)
        index[who][i] = len(union) - 1
    # the outer borders are the same by construction and prove nothing
    shared = sum(len(o) == 2 for o in owners) - 2
    fewer, more = sorted((len(a) - 2, len(b) - 2))
    if (
        shared < SETTINGS.least_shared_borders * fewer
        or shared < SETTINGS.least_shared_of_wider * more
    ):
        return None
    return union, index["a"], index["b"]


def _align_one_to_one(
    a: Sequence[float], b: Sequence[float]
) -> tuple[list[float], list[int], list[int]] | None:
    """Pair the borders in order where there are as many and each has moved a little only."""
    if len(a) != len(b) or not _is_same_width(a, b):
        return None
    for i in range(1, len(a) - 1):
        room = min(a[i] - a[i - 1], a[i + 1] - a[i])
        if abs((b[i] - b[0]) - (a[i] - a[0])) > SETTINGS.border_shift * room:
            return None
    same = list(range(len(a)))
    return list(a), same, same


def _align_inside(
    a: Sequence[float], b: Sequence[float]
) -> tuple[list[float], list[int], list[int]] | None:
    """Lay a part that lacks columns at its sides into the other, where all its borders fit."""
    more, fewer = (a, b) if len(a) >= len(b) else (b, a)
    if len(fewer) < 4 or len(fewer) - 1 < SETTINGS.least_columns * (len(more) - 1):
        return None
    index = []
    for x in fewer:
        near = min(range(len(more)), key=lambda i: abs(more[i] - x))
        if abs(more[near] - x) > SETTINGS.same_border or near in index:
            return None
        index.append(near)
    if index != list(range(index[0], index[0] + len(index))):
        return None
    same = list(range(len(more)))
    return list(more), *((same, index) if more is a else (index, same))


def _apply_alignment(
    part: TablePart, union: Sequence[float], index: Sequence[int]
) -> TablePart:
    """Give a part the columns of the union of borders."""
    if list(index) == list(range(len(union))):
        # all columns stay: a long table is not built anew at each of its pages
        return replace(part, borders=tuple(union))
    cells: list[Cell] = []
    counting = {
        r for r in range(min(SETTINGS.number_rows, part.rows)) if _is_column_number_row(part, r)
    }
    for cell in part.cells:
        column, end = index[cell.column], index[cell.column + cell.column_span]
        moved = replace(cell, column=column, column_span=end - column)
        is_wide = end - column > cell.column_span and column > 0
        if is_wide and cell.row not in counting and _is_figure(cell.text):
            moved = _assign_column(moved, part, union, index)
        cells.append(moved)
    return replace(part, cells=tuple(cells), borders=tuple(union))


def _is_column_number_row(part: TablePart, row: int) -> bool:
    texts = [c.text for c in part.row_cells(row) if c.text.strip()]
    return is_column_number_row(texts, ANYWHERE)


def _is_figure(text: str) -> bool:
    return any(ch.isdigit() for ch in text) and is_number(text)


def _assign_column(
    cell: Cell, part: TablePart, union: Sequence[float], index: Sequence[int]
) -> Cell:
    """Put a number that stands over several columns into the one below its text."""
    reach = _find_reach(cell, part)
    if reach is not None:
        # from the borders of all parts to those on the cell's own page
        start, end = reach
        scale = (part.borders[-1] - part.borders[0]) / (union[index[-1]] - union[index[0]])
        own = [(x - union[index[0]]) * scale for x in union]
        for k in range(cell.column, cell.column + cell.column_span):
            if (
                own[k] - SETTINGS.text_overhang <= start
                and end <= own[k + 1] + SETTINGS.text_overhang
            ):
                return replace(cell, column=k, column_span=1)
    return replace(cell, doubts=(*cell.doubts, AMBIGUOUS))


def _find_reach(cell: Cell, part: TablePart) -> tuple[float, float] | None:
    """Return from where to where a text stands along the columns, from the first border on.

    Boxes are those of the page as a viewer shows it; on a page that was turned to be read the
    columns follow each other downwards or upwards.
    """
    text, frame = cell.text_box, part.places[-1].box
    if text is None or frame is None:
        return None
    width = part.borders[-1] - part.borders[0]
    if abs(frame.width - width) < SETTINGS.same_frame:
        return text.x0 - frame.x0, text.x1 - frame.x0
    if abs(frame.height - width) < SETTINGS.same_frame:
        if _runs_down(part):
            return text.y0 - frame.y0, text.y1 - frame.y0
        return frame.y1 - text.y1, frame.y1 - text.y0
    return None


def _runs_down(part: TablePart) -> bool:
    """Return True if the columns of a turned page follow each other downwards."""
    boxes = [
        (c.column, c.place.box.y0)
        for c in part.cells
        if c.place.page == part.places[-1].page and c.place.box is not None
    ]
    return min(boxes)[1] < max(boxes)[1]
