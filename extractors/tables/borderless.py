"""Lists without rulings: rows and columns from the alignment of what is printed.

Programme lists and small statements stand in reports without a single ruling. They are read
where at least three lines in a row carry a number flush with those above it, beside words;
running text, tables of contents and the labels of charts are left alone. A header above the
columns is kept where its words stand over them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.continuation import is_number_piece
from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import TextLine, bound_glyphs, make_line
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.tables.borderless_header import (
    ListHeader,
    find_column_numbers,
    find_list_header,
)
from sidak.extractors.tables.settings import SETTINGS
from sidak.schemas import Box
from sidak.schemas.text.column_numbers import ANYWHERE, is_column_number_row
from sidak.schemas.text.patterns import LEADERS, is_amount

NUMBER = re.compile(
    r"^\(?-?(rp\.? ?)?\d[\d.,]*(,-|-)?\)? ?(%|[A-Za-z/]{1,12})?$", re.IGNORECASE
)
#: The unit behind a number, after a space.
UNIT = re.compile(r" (%|[A-Za-z/]{1,12})$")
#: A dash in the place of a number.
DASH = re.compile(r"^[-\u2013]$")
#: The number or letter that opens an entry of a list.
ENTRY = re.compile(r"^(\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]( ?\S|$)")


@dataclass(frozen=True, slots=True)
class _ListRow:
    """A printed line cut into chunks by wide gaps; dashes may stand for its numbers."""

    line: TextLine
    chunks: tuple[TextLine, ...]
    is_dashed: bool = False

    @property
    def numbers(self) -> tuple[TextLine, ...]:
        """Chunks after the first that are numbers, without the units behind them."""
        return tuple(_bare(c) for c in self.chunks[1:] if NUMBER.match(c.text))

    @property
    def dashes(self) -> tuple[TextLine, ...]:
        """Chunks after the first that stand for a number."""
        return tuple(c for c in self.chunks[1:] if DASH.match(c.text))


def _bare(chunk: TextLine) -> TextLine:
    """Return a number without the unit behind it."""
    unit = UNIT.search(chunk.text)
    if unit is None:
        return chunk
    return make_line(chunk.glyphs[: len(chunk.glyphs) - len(unit[1])])


def cut_into_chunks(line: TextLine) -> tuple[TextLine, ...]:
    """Cut a line where gaps are too wide for a space between words."""
    groups: list[list[Glyph]] = [[line.glyphs[0]]] if line.glyphs else []
    for last, glyph in pairwise(line.glyphs):
        if glyph.x0 - last.x1 > SETTINGS.column_gap * min(glyph.size, last.size):
            groups.append([])
        groups[-1].append(glyph)
    return tuple(make_line(g) for g in groups)


def find_borderless_tables(
    lines: Sequence[TextLine],
) -> list[tuple[TableGrid, list[CellText], list[TextLine]]]:
    """Find unruled lists among lines of text.

    Args:
        lines: Upright lines outside ruled tables, from top to bottom.

    Returns:
        Grid, cells and the lines used, for each list.
    """
    upright = [t for t in lines if t.glyphs and t.glyphs[0].angle == 0]
    rows = [_ListRow(t, cut_into_chunks(t)) for t in upright]
    found = []
    for block in _cut_into_blocks(rows):
        first = rows.index(block[0])
        made = _make_list(block, rows[max(0, first - SETTINGS.most_head_lines) : first])
        if made is not None:
            found.append(made)
    return found


def _cut_into_blocks(rows: Sequence[_ListRow]) -> list[list[_ListRow]]:
    """Cut into runs of near lines, each from its first to its last line with a number."""
    runs: list[list[_ListRow]] = []
    for row in rows:
        near = (
            runs
            and row.line.box.y0 - runs[-1][-1].line.box.y1
            <= SETTINGS.block_gap * runs[-1][-1].line.box.height
        )
        if near:
            runs[-1].append(row)
        else:
            runs.append([row])
    blocks = []
    for run in runs:
        blocks += _find_flush_stretches(run)
    return blocks


def _find_flush_stretches(run: Sequence[_ListRow]) -> list[list[_ListRow]]:
    """Cut a run into stretches whose numbers stand flush, wrapped lines between them."""
    stretches: list[list[_ListRow]] = []
    current: list[_ListRow] = []
    before: list[_ListRow] = []
    edges: list[tuple[float, float]] = []
    half: list[_ListRow] = []
    for row, after in zip(run, [*run[1:], None], strict=True):
        own = (
            []
            if is_column_number_row([c.text for c in row.chunks], ANYWHERE)
            else [(n.box.x0, n.box.x1) for n in row.numbers]
        )
        dashes = [(n.box.x0, n.box.x1) for n in row.dashes]
        if not own and current and dashes and _are_flush(edges, dashes):
            own, row = dashes, replace(row, is_dashed=True)
        if not own and after is not None and _is_half_above(row, after):
            half = [row]
            continue
        if own and not current and not ENTRY.match(row.line.text):
            # the name began on the lines above the number
            current = before if all(_is_clear(b, own) for b in before) else []
        before = _entry_above(before, row)
        if own and (not edges or _are_flush(edges, own)):
            current += [*half, row]
            edges += own
        elif own:
            stretches.append(current)
            current, edges = [*half, row], own
        elif current and _is_wrapped(current, row, edges):
            current.append(row)
        elif current:
            stretches.append(current)
            current, edges = [], []
        half = []
    stretches.append(current)
    return [s for s in stretches if s]


def _is_half_above(row: _ListRow, below: _ListRow) -> bool:
    """Return True if a line stands half a line above one with numbers: a name set around it."""
    room = below.line.box.y0 - row.line.box.y1
    own = [(n.box.x0, n.box.x1) for n in below.numbers]
    return bool(own) and room < SETTINGS.half_line * row.line.box.height and _is_clear(row, own)


def _is_wrapped(
    current: Sequence[_ListRow], row: _ListRow, edges: Sequence[tuple[float, float]]
) -> bool:
    """Return True if a line without a number goes on with the names of the row above it.

    It must follow closely, stand clear of the columns of numbers, and begin where a chunk
    of that row does.
    """
    last = current[-1].line.box
    reach = SETTINGS.item_gap if ENTRY.match(row.line.text) else SETTINGS.wrap_gap
    usual = [b.line.box.y0 - a.line.box.y1 for a, b in pairwise(current)]
    room = max([reach * last.height, *(SETTINGS.same_pitch * g for g in usual)])
    if row.line.box.y0 - last.y1 > room or not _is_clear(row, edges):
        return False
    keyed = [r for r in current if r.numbers] or [current[-1]]
    starts = [c.box.x0 for c in keyed[-1].chunks] + [c.box.x0 for c in current[-1].chunks]
    size = row.line.glyphs[0].size
    if all(any(abs(c.box.x0 - x) <= 2 * size for x in starts) for c in row.chunks):
        return True
    # words that are set apart to fill their column stand inside it
    borders = [*find_columns([r.chunks for r in keyed])[:-1], float("inf")]
    spans = [(a - 2 * size, b + 2 * size) for a, b in pairwise(borders)]
    return all(any(a <= c.box.x0 and c.box.x1 <= b for a, b in spans) for c in row.chunks)


def _all_chunks(rows: Sequence[_ListRow]) -> list[TextLine]:
    return [c for r in rows for c in r.chunks]


def _is_clear(row: _ListRow, edges: Sequence[tuple[float, float]]) -> bool:
    """Return True if no chunk of a line reaches into a column of numbers."""
    return not any(c.box.x0 < x1 and c.box.x1 > x0 for c in row.chunks for x0, x1 in edges)


def _entry_above(before: list[_ListRow], row: _ListRow) -> list[_ListRow]:
    """Return the lines of an entry that has opened but shows no number yet."""
    if row.numbers or len(before) >= 3:
        return []
    if ENTRY.match(row.line.text):
        return [row]
    return [*before, row] if before else []


def _are_flush(
    edges: Sequence[tuple[float, float]], own: Sequence[tuple[float, float]]
) -> bool:
    return any(
        min(abs(a0 - b0), abs(a1 - b1), abs(a0 + a1 - b0 - b1) / 2) <= SETTINGS.flush
        for a0, a1 in edges
        for b0, b1 in own
    )


def _make_list(
    block: Sequence[_ListRow], above: Sequence[_ListRow]
) -> tuple[TableGrid, list[CellText], list[TextLine]] | None:
    """Make a grid of a block, if it is a list indeed."""
    keyed = [r for r in block if r.numbers]
    if len(keyed) < SETTINGS.least_list_rows or any(LEADERS.search(r.line.text) for r in block):
        return None
    if any(is_number_piece(n.text) for r in keyed for n in r.numbers):
        return None  # numbers that wrap: lines are not rows here
    counts = find_column_numbers([r.chunks for r in above])
    xs = find_columns([r.chunks for r in _rows_showing_columns(block, keyed)], counts or ())
    if not 3 <= len(xs) <= SETTINGS.most_columns + 1:
        return None
    groups = _group_lines(block)
    named = [g for g in groups if sum(ch.isalpha() for r in g for ch in _words_of(r)) >= 4]
    if len(named) < SETTINGS.named_rows * len(groups):
        return None
    head = find_list_header([r.chunks for r in above], block[0].line, xs, _spans_of(keyed, xs))
    significant = [
        r
        for r in keyed
        if len(r.numbers) >= 2
        or any(_is_significant(n.text) for n in r.numbers)
        or any(c.text.endswith("%") for c in r.chunks[1:])
    ]
    if len(significant) < SETTINGS.significant_rows * len(keyed) and not (
        head and head.is_counted
    ):
        return None
    return _fill_list(groups, xs, head)


def _rows_showing_columns(
    block: Sequence[_ListRow], keyed: Sequence[_ListRow]
) -> Sequence[_ListRow]:
    """Return the rows that show the columns: with numbers, or all where names have none."""
    named = [r for r in keyed if sum(ch.isalpha() for ch in _words_of(r)) >= 4]
    return keyed if 2 * len(named) >= len(keyed) else block


def _spans_of(keyed: Sequence[_ListRow], xs: Sequence[float]) -> list[tuple[float, float]]:
    """Return from where to where each column prints."""
    spans = []
    for left, right in pairwise(xs):
        own = [c.box for c in _all_chunks(keyed) if left <= (c.box.x0 + c.box.x1) / 2 < right]
        spans.append(
            (min((b.x0 for b in own), default=left), max((b.x1 for b in own), default=right))
        )
    return spans


def _words_of(row: _ListRow) -> str:
    return "".join(c.text for c in row.chunks if not NUMBER.match(c.text))


def _is_significant(text: str) -> bool:
    """Return True if a number is more than a page number or an ordinal."""
    digits = sum(ch.isdigit() for ch in text)
    return is_amount(text) or "%" in text or (digits >= 3 and "," in text)


def _group_lines(block: Sequence[_ListRow]) -> list[list[_ListRow]]:
    """Gather the lines of each row: by white space, by entries, else by numbers."""
    keyed = [i for i, r in enumerate(block) if r.numbers or r.is_dashed]
    parted = _part_by_white(block, keyed)
    if parted is not None:
        return parted
    entries = [i for i, r in enumerate(block) if ENTRY.match(r.line.text)]
    is_by_entry = len(entries) == len(keyed) and all(
        a <= k and (n + 1 == len(keyed) or k < entries[n + 1])
        for n, (a, k) in enumerate(zip(entries, keyed, strict=True))
    )
    starts = entries if is_by_entry else keyed
    starts = [0, *starts[1:]]
    return [list(block[a:b]) for a, b in pairwise([*starts, len(block)])]


def _part_by_white(
    block: Sequence[_ListRow], keyed: Sequence[int]
) -> list[list[_ListRow]] | None:
    """Cut at the widest gaps, if each part then has one line with numbers."""
    bottom, gaps = block[0].line.box.y1, []
    for row in block[1:]:
        gaps.append(row.line.box.y0 - bottom)
        bottom = max(bottom, row.line.box.y1)
    widest = sorted(gaps, reverse=True)
    count = len(keyed) - 1
    room = SETTINGS.row_white * block[0].line.box.height
    if not 0 < count < len(gaps) or widest[count - 1] < widest[count] + room:
        return None
    starts = [0, *(i + 1 for i, gap in enumerate(gaps) if gap >= widest[count - 1])]
    parts = list(pairwise([*starts, len(block)]))
    if any(sum(a <= k < b for k in keyed) != 1 for a, b in parts):
        return None
    return [list(block[a:b]) for a, b in parts]


def _fill_list(
    groups: Sequence[Sequence[_ListRow]], xs: Sequence[float], head: ListHeader | None
) -> tuple[TableGrid, list[CellText], list[TextLine]]:
    """Put the chunks into rows, the header above them."""
    block = [row for group in groups for row in group]
    ys = [block[0].line.box.y0 - 1]
    ys += [
        (max(r.line.box.y1 for r in a) + min(r.line.box.y0 for r in b)) / 2
        for a, b in pairwise(groups)
    ]
    ys.append(block[-1].line.box.y1 + 1)
    filled: list[CellText] = []
    if head is not None:
        filled, ys = head.fill(xs, ys[0]), [*head.heights(ys[0])[:-1], *ys]
    first = len(ys) - 1 - len(groups)
    for r, group in enumerate(groups, first):
        placed = [place_glyphs(row.line, xs) for row in group]
        for c in range(len(xs) - 1):
            pieces = [make_line(own[c]) for own in placed if c in own]
            slot = CellSlot(r, c, 1, 1, Box(xs[c], ys[r], xs[c + 1], ys[r + 1]))
            filled.append(CellText(slot, tuple(pieces)))
    used = [r.line for r in block] + (list(head.lines) if head else [])
    frame = bound_glyphs([g for t in used for g in t.glyphs])
    edges = (min(xs[0], frame.x0 - 1), *xs[1:-1], max(xs[-1], frame.x1 + 1))
    grid = TableGrid(edges, tuple(ys), tuple(f.slot for f in filled))
    return grid, filled, used


def find_columns(
    rows: Sequence[Sequence[TextLine]], counts: Sequence[TextLine] = ()
) -> list[float]:
    """Return borders between columns: gutters that no chunk of a row crosses.

    A few rows may run two columns into one chunk, if they have a space there; a row of
    column numbers shows columns that are empty.
    """
    chunks = [*(c for r in rows for c in r), *counts]
    edges = sorted({x for c in chunks for x in (c.box.x0, c.box.x1)})
    gutters: list[tuple[float, float]] = []
    for a, b in pairwise(edges):
        crossing = [c for c in chunks if c.box.x0 < (a + b) / 2 < c.box.x1]
        spaces = [_space_in(c, a, b) for c in crossing]
        if len(crossing) > SETTINGS.rows_across_gutter * len(rows) or None in spaces:
            continue
        for space in spaces:
            if space is not None:
                a, b = max(a, space[0]), min(b, space[1])
        if a < b and gutters and gutters[-1][1] == a:
            gutters[-1] = (gutters[-1][0], b)
        elif a < b:
            gutters.append((a, b))
    return [edges[0] - 1, *((a + b) / 2 for a, b in gutters), edges[-1] + 1]


def _space_in(chunk: TextLine, start: float, end: float) -> tuple[float, float] | None:
    """Return the widest space between words of a chunk that touches a stretch."""
    spaces = [
        (a.x1, b.x0)
        for a, b in pairwise(chunk.glyphs)
        if b.x0 - a.x1 > SETTINGS.space_in_chunk * b.size and a.x1 < end and b.x0 > start
    ]
    return max(spaces, key=lambda s: s[1] - s[0], default=None)


def place_glyphs(line: TextLine, xs: Sequence[float]) -> dict[int, list[Glyph]]:
    """Put the words of a line into columns; a word that runs over a border stays whole.

    What a wrapped line prints further out belongs to the outer columns.
    """
    inner = xs[1:-1]
    placed: dict[int, list[Glyph]] = {}
    column = 0
    for i, glyph in enumerate(line.glyphs):
        gap = glyph.x0 - line.glyphs[i - 1].x1
        if not i or gap > SETTINGS.space_in_chunk * glyph.size or glyph.is_after_space:
            column = max(column, sum(glyph.center[0] >= x for x in inner))
        placed.setdefault(column, []).append(glyph)
    return placed
