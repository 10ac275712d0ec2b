"""Columns of a table without rulings: gutters that (nearly) no line crosses."""

from collections.abc import Sequence
from itertools import pairwise

from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.unruled.chunks import NUMBER
from sidak.extractors.unruled.settings import SETTINGS


def find_columns(
    rows: Sequence[Sequence[TextLine]],
    counts: Sequence[TextLine] = (),
    wrapped: Sequence[Sequence[TextLine]] = (),
) -> list[float]:
    """Return borders between columns: gutters that no chunk of a row crosses.

    A few rows may run two columns into one chunk, if they have a space there; a row of
    column numbers shows columns that are empty.

    Args:
        rows: The lines that show the columns, cut into chunks.
        counts: The column numbers above them.
        wrapped: The other lines, on which names go on: they show how wide a column is.
    """
    printed = [c for r in rows for c in r]
    others = [c for r in wrapped for c in r]
    counts = [c for c in counts if not _heads_wrapped(c, counts, printed, others)]
    needed = _needed_counts(printed, counts)
    chunks = [*printed, *needed]
    edges = sorted({x for c in chunks for x in (c.box.x0, c.box.x1)})
    gutters: list[tuple[float, float]] = []
    crossed: list[bool] = []
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
            crossed[-1] = crossed[-1] and bool(crossing)
        elif a < b:
            gutters.append((a, b))
            crossed.append(bool(crossing))
    borders = [sum(_narrow(gutter, others)) / 2 for gutter in gutters]
    xs = [edges[0] - 1, *_keep_borders(borders, crossed, printed, needed), edges[-1] + 1]
    return _drop_stray_column(xs, rows)


def _narrow(gutter: tuple[float, float], others: Sequence[TextLine]) -> tuple[float, float]:
    """Leave out of a gutter what chunks of other lines print into it from one side."""
    left, right = gutter
    for c in others:
        if c.box.x0 < gutter[0] < c.box.x1 < gutter[1]:
            left = max(left, c.box.x1)
        elif gutter[0] < c.box.x0 < gutter[1] < c.box.x1:
            right = min(right, c.box.x0)
    return (left, right) if left < right else gutter


def _drop_stray_column(xs: list[float], rows: Sequence[Sequence[TextLine]]) -> list[float]:
    """Leave out a column with one number only, pushed aside from the column to its left.

    Every row has as many numbers, and only the row of that number has none to the left: the
    order says where it belongs.
    """
    placed = [
        [sum(x <= (c.box.x0 + c.box.x1) / 2 for x in xs) - 1 for c in r if NUMBER.match(c.text)]
        for r in rows
    ]
    if len(rows) < SETTINGS.fewest_ordered or len({len(own) for own in placed}) != 1:
        return xs
    for column in range(2, len(xs) - 2):
        own = [p for p in placed if column in p]
        others = [p for p in placed if column not in p]
        if len(own) == 1 and column - 1 not in own[0] and all(column - 1 in p for p in others):
            return [*xs[:column], *xs[column + 1 :]]
    return xs


def _keep_borders(
    borders: Sequence[float],
    crossed: Sequence[bool],
    chunks: Sequence[TextLine],
    counts: Sequence[TextLine],
) -> list[float]:
    """Leave out a border that chunks cross if nothing stands by itself behind it.

    A column number shows a column there only if the chunk across has another one before it:
    one number in the middle of a chunk is that of its own column.
    """
    kept: list[float] = []
    for i, x in enumerate(borders):
        end = borders[i + 1] if i + 1 < len(borders) else float("inf")
        across = [c for c in chunks if c.box.x0 < x < c.box.x1]
        is_numbered = any(
            c.box.x0 <= k.box.x0 and k.box.x1 <= x for c in across for k in counts
        )
        standing = (*chunks, *counts) if is_numbered else chunks
        if not crossed[i] or any(x <= c.box.x0 + 1 and c.box.x1 - 1 <= end for c in standing):
            kept.append(x)
    return kept


def _heads_wrapped(
    count: TextLine,
    counts: Sequence[TextLine],
    printed: Sequence[TextLine],
    others: Sequence[TextLine],
) -> bool:
    """Return True if a column number stands over a name that goes on, wider than it began."""

    def are_over(a: TextLine, b: TextLine) -> bool:
        return a.box.x0 < b.box.x1 and b.box.x0 < a.box.x1

    return not any(are_over(count, c) for c in printed) and any(
        are_over(count, other)
        and sum(are_over(c, other) for c in counts) == 1
        and any(are_over(c, other) for c in printed)
        for other in others
    )


def _needed_counts(chunks: Sequence[TextLine], counts: Sequence[TextLine]) -> list[TextLine]:
    """Leave out column numbers beside the chunks of their columns: they show no other column.

    They stand over the gap between two columns, of which not both have a number above them.
    """
    needed = []
    for count in counts:
        middle = (count.box.x0 + count.box.x1) / 2
        is_over = any(c.box.x0 < count.box.x1 and count.box.x0 < c.box.x1 for c in chunks)
        left = max((c.box.x1 for c in chunks if c.box.x1 < middle), default=None)
        right = min((c.box.x0 for c in chunks if c.box.x0 > middle), default=None)
        others = [c for c in counts if c is not count]
        is_between = (
            left is not None
            and right is not None
            and not (
                any(_numbers(c, chunks, left) for c in others)
                and any(_numbers(c, chunks, right) for c in others)
            )
        )
        if is_over or not is_between:
            needed.append(count)
    return needed


def _numbers(count: TextLine, chunks: Sequence[TextLine], edge: float) -> bool:
    """Return True if a column number stands over the chunks that end or begin at an edge."""
    return any(
        c.box.x0 < count.box.x1 and count.box.x0 < c.box.x1
        for c in chunks
        if edge in (c.box.x0, c.box.x1)
    )


def _space_in(chunk: TextLine, start: float, end: float) -> tuple[float, float] | None:
    """Return the widest space between words of a chunk that touches a stretch.

    A number with spaces between its groups is one word.
    """
    if NUMBER.match(chunk.text):
        return None
    spaces = [
        (a.x1, b.x0)
        for a, b in pairwise(chunk.glyphs)
        if b.x0 - a.x1 > SETTINGS.space_in_chunk * b.size and a.x1 < end and b.x0 > start
    ]
    return max(spaces, key=lambda s: s[1] - s[0], default=None)


def find_spans(chunks: Sequence[TextLine], xs: Sequence[float]) -> list[tuple[float, float]]:
    """Return from where to where each column prints."""
    spans = []
    for left, right in pairwise(xs):
        own = [c.box for c in chunks if left <= (c.box.x0 + c.box.x1) / 2 < right]
        spans.append(
            (min((b.x0 for b in own), default=left), max((b.x1 for b in own), default=right))
        )
    return spans


def place_chunks(chunks: Sequence[TextLine], xs: Sequence[float]) -> dict[int, list[Glyph]]:
    """Put the words of a line into columns; a word that runs over a border stays whole.

    What a wrapped line prints further out belongs to the outer columns.
    """
    inner = xs[1:-1]
    placed: dict[int, list[Glyph]] = {}
    column = 0
    for chunk in chunks:
        if NUMBER.match(chunk.text):
            middle = (chunk.box.x0 + chunk.box.x1) / 2
            column = max(column, sum(middle >= x for x in inner))
            placed.setdefault(column, []).extend(chunk.glyphs)
            continue
        for i, glyph in enumerate(chunk.glyphs):
            gap = glyph.x0 - chunk.glyphs[i - 1].x1
            if not i or gap > SETTINGS.space_in_chunk * glyph.size or glyph.is_after_space:
                column = max(column, sum(glyph.center[0] >= x for x in inner))
            placed.setdefault(column, []).append(glyph)
    return placed
