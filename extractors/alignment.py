"""Lists without rules: rows and columns from the alignment of what is printed.

Programme lists and small statements stand in reports without a single rule. They are read
where at least three lines in a row carry a number flush with those above it, beside words;
running text, tables of contents and the labels of charts are left alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.content import Glyph
from extractors.filling import Filled, Line, box_of, make_line
from extractors.grid import Grid, Slot
from extractors.splitting import AMOUNT
from schemas import Box

#: A gap wider than this many font sizes parts two columns.
COLUMN_GAP = 0.9
#: Right or left edges that differ by no more than this are flush, in points.
FLUSH = 3.0
#: Fewest rows of a list.
LEAST_ROWS = 3
#: A block ends where the next line is further away than this many line heights.
BLOCK_GAP = 2.6

#: A line that goes on with a name follows within this many line heights.
WRAP_GAP = 0.75
#: The first line of the next numbered entry may stand this much further away.
ENTRY_GAP = 1.4

NUMBER = re.compile(
    r"^\(?-?(rp\.? ?)?\d[\d.,]*(,-|-)?\)? ?(%|[A-Za-z/]{1,12})?$", re.IGNORECASE
)
#: The number or letter that opens an entry of a list.
ENTRY = re.compile(r"^(\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]( ?\S|$)")
#: A number with a mark at its end or zeros at its front: a piece of a wrapped one.
TORN_NUMBER = re.compile(r"^(0\d|[\d.,]*[.,]$)")
#: More columns than this are a matrix, whose rows lines cannot tell.
MOST_COLUMNS = 9
LEADERS = re.compile(r"[.\u2026_]{4,}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed line cut into chunks by wide gaps."""

    line: Line
    chunks: tuple[Line, ...]

    @property
    def numbers(self) -> tuple[Line, ...]:
        """Chunks after the first that are numbers."""
        return tuple(c for c in self.chunks[1:] if NUMBER.match(c.text))


def cut_into_chunks(line: Line) -> tuple[Line, ...]:
    """Cut a line where gaps are too wide for a space between words."""
    groups: list[list[Glyph]] = [[line.glyphs[0]]] if line.glyphs else []
    for last, glyph in pairwise(line.glyphs):
        if glyph.x0 - last.x1 > COLUMN_GAP * min(glyph.size, last.size):
            groups.append([])
        groups[-1].append(glyph)
    return tuple(make_line(g) for g in groups)


def find_lists(lines: Sequence[Line]) -> list[tuple[Grid, list[Filled], list[Line]]]:
    """Find unruled lists among lines of text.

    Args:
        lines: Upright lines outside ruled tables, from top to bottom.

    Returns:
        Grid, cells and the lines used, for each list.
    """
    upright = [t for t in lines if t.glyphs and t.glyphs[0].angle == 0]
    rows = [_Row(t, cut_into_chunks(t)) for t in upright]
    found = []
    for block in _cut_into_blocks(rows):
        made = _make_list(block)
        if made is not None:
            found.append(made)
    return found


def _cut_into_blocks(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Cut into runs of near lines, each from its first to its last line with a number."""
    runs: list[list[_Row]] = []
    for row in rows:
        near = (
            runs
            and row.line.box.y0 - runs[-1][-1].line.box.y1
            <= BLOCK_GAP * runs[-1][-1].line.box.height
        )
        if near:
            runs[-1].append(row)
        else:
            runs.append([row])
    blocks = []
    for run in runs:
        blocks += _find_flush_stretches(run)
    return blocks


def _find_flush_stretches(run: Sequence[_Row]) -> list[list[_Row]]:
    """Cut a run into stretches whose numbers stand flush, wrapped lines between them."""
    stretches: list[list[_Row]] = []
    current: list[_Row] = []
    before: list[_Row] = []
    edges: list[tuple[float, float]] = []
    for row in run:
        own = [] if _is_count(row) else [(n.box.x0, n.box.x1) for n in row.numbers]
        if own and not current and not ENTRY.match(row.line.text):
            # the name began on the lines above the number
            current = before if all(_is_clear(b, own) for b in before) else []
        before = _entry_above(before, row)
        if own and (not edges or _are_flush(edges, own)):
            current.append(row)
            edges += own
        elif own:
            stretches.append(current)
            current, edges = [row], own
        elif current and _is_wrapped(current, row, edges):
            current.append(row)
        elif current:
            stretches.append(current)
            current, edges = [], []
    stretches.append(current)
    return [s for s in stretches if s]


def _is_count(row: _Row) -> bool:
    """Say whether a line counts the columns: 1 2 3 4."""
    numbers = [c.text for c in row.chunks]
    counts = [int(n) for n in numbers if n.isdigit() and len(n) <= 2]
    steps = [b - a for a, b in pairwise(counts)]
    return (
        len(counts) >= 3 and len(counts) >= len(numbers) - 2 and all(s in (1, 2) for s in steps)
    )


def _is_wrapped(
    current: Sequence[_Row], row: _Row, edges: Sequence[tuple[float, float]]
) -> bool:
    """Say whether a line without a number goes on with the names of the row above it.

    It must follow closely, stand clear of the columns of numbers, and begin where a chunk
    of that row does.
    """
    last = current[-1].line.box
    reach = ENTRY_GAP if ENTRY.match(row.line.text) else WRAP_GAP
    if row.line.box.y0 - last.y1 > reach * last.height or not _is_clear(row, edges):
        return False
    keyed = next((r for r in reversed(current) if r.numbers), current[-1])
    starts = [c.box.x0 for c in keyed.chunks] + [c.box.x0 for c in current[-1].chunks]
    size = row.line.glyphs[0].size
    return all(any(abs(c.box.x0 - x) <= 2 * size for x in starts) for c in row.chunks)


def _is_clear(row: _Row, edges: Sequence[tuple[float, float]]) -> bool:
    """Say whether no chunk of a line reaches into a column of numbers."""
    return not any(c.box.x0 < x1 and c.box.x1 > x0 for c in row.chunks for x0, x1 in edges)


def _entry_above(before: list[_Row], row: _Row) -> list[_Row]:
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
        abs(a0 - b0) <= FLUSH or abs(a1 - b1) <= FLUSH for a0, a1 in edges for b0, b1 in own
    )


def _make_list(block: Sequence[_Row]) -> tuple[Grid, list[Filled], list[Line]] | None:
    """Make a grid of a block, if it is a list indeed."""
    keyed = [r for r in block if r.numbers]
    if len(keyed) < LEAST_ROWS or any(LEADERS.search(r.line.text) for r in block):
        return None
    named = [r for r in keyed if sum(ch.isalpha() for ch in _words_of(r)) >= 4]
    telling = [
        r for r in keyed if len(r.numbers) >= 2 or any(_is_telling(n.text) for n in r.numbers)
    ]
    if len(named) < 0.8 * len(keyed) or len(telling) < 0.6 * len(keyed):
        return None
    if any(TORN_NUMBER.match(n.text) for r in keyed for n in r.numbers):
        return None  # numbers that wrap: lines are not rows here
    xs = _find_columns([c for r in keyed for c in r.chunks])
    if not 3 <= len(xs) <= MOST_COLUMNS + 1:
        return None
    return _fill_list(block, xs)


def _words_of(row: _Row) -> str:
    return "".join(c.text for c in row.chunks if not NUMBER.match(c.text))


def _is_telling(text: str) -> bool:
    """Say whether a number is more than a page number or an ordinal."""
    digits = sum(ch.isdigit() for ch in text)
    return bool(AMOUNT.match(text)) or "%" in text or (digits >= 3 and "," in text)


def _find_columns(chunks: Sequence[Line]) -> list[float]:
    """Return borders between columns: stripes that no chunk of a keyed row crosses."""
    spans: list[list[float]] = []
    for chunk in sorted(chunks, key=lambda c: c.box.x0):
        if spans and chunk.box.x0 <= spans[-1][1]:
            spans[-1][1] = max(spans[-1][1], chunk.box.x1)
        else:
            spans.append([chunk.box.x0, chunk.box.x1])
    borders = [spans[0][0] - 1]
    borders += [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
    borders.append(spans[-1][1] + 1)
    return borders


def _group_lines(block: Sequence[_Row]) -> list[list[_Row]]:
    """Gather the lines of each row: by entries where all are numbered, else by numbers."""
    keyed = [i for i, r in enumerate(block) if r.numbers]
    entries = [i for i, r in enumerate(block) if ENTRY.match(r.line.text)]
    is_by_entry = len(entries) == len(keyed) and all(
        a <= k and (n + 1 == len(keyed) or k < entries[n + 1])
        for n, (a, k) in enumerate(zip(entries, keyed, strict=True))
    )
    starts = entries if is_by_entry else keyed
    starts = [0, *starts[1:]]
    return [list(block[a:b]) for a, b in pairwise([*starts, len(block)])]


def _column_of(glyph: Glyph, xs: Sequence[float]) -> int:
    """Return the column of a glyph; what a wrapped line prints further out is clamped."""
    inner = xs[1:-1]
    return sum(glyph.center[0] >= x for x in inner)


def _fill_list(
    block: Sequence[_Row], xs: Sequence[float]
) -> tuple[Grid, list[Filled], list[Line]]:
    """Put the chunks into rows."""
    groups = _group_lines(block)
    ys = [block[0].line.box.y0 - 1]
    ys += [(a[-1].line.box.y1 + b[0].line.box.y0) / 2 for a, b in pairwise(groups)]
    ys.append(block[-1].line.box.y1 + 1)
    filled: list[Filled] = []
    for r, group in enumerate(groups):
        for c in range(len(xs) - 1):
            pieces = []
            for row in group:
                glyphs = [g for g in row.line.glyphs if _column_of(g, xs) == c]
                if glyphs:
                    pieces.append(make_line(glyphs))
            slot = Slot(r, c, 1, 1, Box(xs[c], ys[r], xs[c + 1], ys[r + 1]))
            filled.append(Filled(slot, tuple(pieces)))
    used = [r.line for r in block]
    frame = box_of([g for t in used for g in t.glyphs])
    edges = (min(xs[0], frame.x0 - 1), *xs[1:-1], max(xs[-1], frame.x1 + 1))
    grid = Grid(edges, tuple(ys), tuple(f.slot for f in filled))
    return grid, filled, used
