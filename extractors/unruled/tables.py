"""Tables without rulings, from the lines of a page: grid, cells, header.

Programme lists, realisation reports and small statements stand in reports without rulings. They
are read where at least three lines carry a number flush with those above it, beside words;
running text, tables of contents and the labels of charts are left alone.
"""

from collections.abc import Sequence
from itertools import pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine, bound_glyphs, make_line
from sidak.extractors.unruled.chunks import (
    ListLine,
    cut_line,
    free_numbers,
    free_ordinals,
    is_front,
    join_level_lines,
)
from sidak.extractors.unruled.columns import find_columns, find_spans, place_chunks
from sidak.extractors.unruled.header import (
    ListHeader,
    find_column_numbers,
    find_list_header,
    line_up_turned,
)
from sidak.extractors.unruled.rows import ListRow, part_rows
from sidak.extractors.unruled.settings import SETTINGS
from sidak.extractors.unruled.stretches import Stretch, find_stretches, part_side_by_side
from sidak.schemas import Box, Doubt, DoubtKind
from sidak.schemas.text.patterns import is_amount

NOT_PARTED = Doubt(DoubtKind.NAME_NOT_PARTED)

#: A table: its grid, its cells, the lines of the page that it takes.
Unruled = tuple[TableGrid, list[CellText], list[TextLine]]


def find_column_of_amounts(
    lines: Sequence[TextLine],
) -> tuple[TableGrid, list[CellText]] | None:
    """Find amounts that stand alone one below the other: perhaps the last column of a sheet.

    Args:
        lines: The lines of a page without tables, from top to bottom.

    Returns:
        A grid of one column, the line right above it as its header; ``None`` if the page has
        no such column, or several.
    """
    rows = [cut_line(t) for t in lines if t.glyphs and t.glyphs[0].angle == 0]
    columns = [
        (rows[s.start - 1 : s.start], s.lines[: s.end - s.start])
        for s in find_stretches(rows)
        if s.end - s.start >= SETTINGS.least_list_rows
    ]
    alone = [c for c in columns if all(len(r.chunks) == 1 and r.numbers for r in c[1])]
    if len(alone) != 1 or len(columns) != 1:
        return None
    own = [row.line for part in alone[0] for row in part]
    x0, x1 = min(t.box.x0 for t in own) - 1, max(t.box.x1 for t in own) + 1
    ys = [own[0].box.y0 - 1]
    ys += [(a.box.y1 + b.box.y0) / 2 for a, b in pairwise(own)]
    ys.append(own[-1].box.y1 + 1)
    filled = [
        CellText(CellSlot(i, 0, 1, 1, Box(x0, ys[i], x1, ys[i + 1])), (line,))
        for i, line in enumerate(own)
    ]
    return TableGrid((x0, x1), tuple(ys), tuple(f.slot for f in filled)), filled


def find_unruled_tables(
    lines: Sequence[TextLine], *, joins_currency: bool = True
) -> list[Unruled]:
    """Find tables without rulings among lines of text.

    Args:
        lines: Lines outside ruled tables, from top to bottom.
        joins_currency: Whether "Rp" at the left edge of a column belongs to its amount; on a
            scan what lies between them would be read with it.

    Returns:
        Grid, cells and the lines used, for each table.
    """
    upright = [
        cut_line(t, joins_currency=joins_currency)
        for t in lines
        if t.glyphs and t.glyphs[0].angle == 0
    ]
    turned = [t for t in lines if t.glyphs and t.glyphs[0].angle != 0]
    found: list[Unruled] = []
    for rows in part_side_by_side(join_level_lines(upright)):
        freed = free_ordinals(free_numbers(rows))
        for stretch in find_stretches(freed):
            above = freed[max(0, stretch.start - SETTINGS.most_head_lines) : stretch.start]
            made = _make_table(stretch, above, turned)
            if made is not None:
                found.append(made)
    return found


def _make_table(
    stretch: Stretch, above: Sequence[ListLine], turned: Sequence[TextLine]
) -> Unruled | None:
    """Make a grid of a stretch, if it is a table indeed."""
    keyed = [r for r in stretch.lines if r.numbers]
    if len(keyed) < SETTINGS.least_list_rows:
        return None
    counts = find_column_numbers([r.chunks for r in above])
    showing = _rows_showing_columns(stretch, keyed)
    wrapped = [
        r.chunks for r in stretch.lines[: stretch.end - stretch.start] if r not in showing
    ]
    xs = find_columns([r.chunks for r in showing], counts or (), wrapped)
    if not 3 <= len(xs) <= SETTINGS.most_columns + 1:
        return None
    rows, taken = part_rows(stretch, above, xs)
    named = [g for g in rows if sum(c.isalpha() for r in g.lines for c in r.words) >= 4]
    if len(rows) < SETTINGS.least_list_rows or len(named) < SETTINGS.named_rows * len(rows):
        return None
    spans = find_spans([c for r in keyed for c in r.chunks], xs)
    top = rows[0].lines[0].line
    over = [r.chunks for r in above[: len(above) - taken]] + line_up_turned(turned, top)
    head = find_list_header(over, top, xs, spans)
    numbered = [g for g in rows if any(r.numbers for r in g.lines)]
    significant = [g for g in numbered if any(map(_is_significant, g.lines))]
    if len(significant) < SETTINGS.significant_rows * len(numbered) and not (
        head and head.is_counted
    ):
        return None
    return _fill(rows, xs, head)


def _is_significant(row: ListLine) -> bool:
    """Return True if the numbers of a line are more than page numbers or ordinals."""
    if row.has_leaders:
        return any(is_amount(n.text) for n in row.numbers)
    return (
        len(row.numbers) >= 2
        or any(_is_significant_number(n.text) for n in row.numbers)
        or any(c.text.endswith("%") for c in row.chunks[1:])
    )


def _is_significant_number(text: str) -> bool:
    digits = sum(ch.isdigit() for ch in text)
    is_grouped = digits >= SETTINGS.fewest_front_digits and any(c in text for c in ", \u2019'")
    return is_amount(text) or "%" in text or is_grouped or is_front(text)


def _rows_showing_columns(stretch: Stretch, keyed: Sequence[ListLine]) -> Sequence[ListLine]:
    """Return the lines that show the columns: with numbers, or all where names have none."""
    named = [r for r in keyed if sum(ch.isalpha() for ch in r.words) >= 4]
    if 2 * len(named) >= len(keyed):
        return keyed
    return stretch.lines[: stretch.end - stretch.start]


def _fill(rows: Sequence[ListRow], xs: Sequence[float], head: ListHeader | None) -> Unruled:
    """Put the chunks into rows, the header above them."""
    lines = [r.line for row in rows for r in row.lines]
    ys = [lines[0].box.y0 - 1]
    ys += [
        (max(r.line.box.y1 for r in a.lines) + min(r.line.box.y0 for r in b.lines)) / 2
        for a, b in pairwise(rows)
    ]
    ys.append(max(r.line.box.y1 for r in rows[-1].lines) + 1)
    filled: list[CellText] = []
    if head is not None:
        filled, ys = head.fill(xs, ys[0]), [*head.heights(ys[0])[:-1], *ys]
    first = len(ys) - 1 - len(rows)
    for r, row in enumerate(rows, first):
        if row.is_keyed or any(len(line.chunks) > 1 for line in row.lines):
            placed = [place_chunks(line.chunks, xs) for line in row.lines]
        else:  # a heading that may run over the columns
            home = max(0, sum(x <= row.lines[0].line.box.x0 + 1 for x in xs[:-1]) - 1)
            placed = [{home: list(line.chunks[0].glyphs)} for line in row.lines]
        doubts = (NOT_PARTED,) if row.is_doubtful else ()
        for c in range(len(xs) - 1):
            pieces = tuple(make_line(own[c]) for own in placed if c in own)
            slot = CellSlot(r, c, 1, 1, Box(xs[c], ys[r], xs[c + 1], ys[r + 1]))
            own_doubts = doubts if any(t.text[:1].isalpha() for t in pieces) else ()
            filled.append(CellText(slot, pieces, own_doubts))
    used = [t for row in rows for r in row.lines for t in r.printed]
    used += list(head.lines) if head else []
    frame = bound_glyphs([g for t in used for g in t.glyphs])
    edges = (min(xs[0], frame.x0 - 1), *xs[1:-1], max(xs[-1], frame.x1 + 1))
    return TableGrid(edges, tuple(ys), tuple(f.slot for f in filled)), filled, used
