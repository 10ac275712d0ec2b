"""Columns of lists without rules: white stripes that the rows leave free."""

from collections.abc import Sequence
from itertools import pairwise

from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.tables.settings import SETTINGS


def find_columns(
    rows: Sequence[Sequence[TextLine]], counts: Sequence[TextLine] = ()
) -> list[float]:
    """Return borders between columns: stripes that no chunk of a row crosses.

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
