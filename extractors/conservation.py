"""Conservation: what is printed inside a table's frame stands in exactly one of its cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.content import Glyph
from extractors.filling import Filled, drop_overprint
from extractors.pagetables import PageTable
from extractors.splitting import ORNAMENT

LOST = "karakter di dalam bingkai tabel tidak seluruhnya terbaca"

Key = tuple[str, int, int]


def check_conservation(
    tables: Sequence[PageTable], glyphs: Sequence[Glyph]
) -> tuple[PageTable, ...]:
    """Check that every character inside a frame stands in one cell, none in two.

    Args:
        tables: Tables of one page; a table inside another one's frame counts by itself.
        glyphs: All visible characters of the page, upright as the tables are.

    Returns:
        The tables; one that breaks the rule says so in its notes, and its cells with
        digits carry a doubt.
    """
    return tuple(_check_table(t, tables, glyphs) for t in tables)


def _check_table(
    table: PageTable, tables: Sequence[PageTable], glyphs: Sequence[Glyph]
) -> PageTable:
    inner = [
        o.box
        for o in tables
        if o is not table and o.box.overlaps(table.box) and _is_within(o, table)
    ]
    inside = [
        g
        for g in glyphs
        if table.box.contains_point(*g.center)
        and not any(box.contains_point(*g.center) for box in inner)
    ]
    printed = Counter(_key(g) for g in drop_overprint(inside))
    read = Counter(_key(g) for f in table.filled for g in f.glyphs)
    lost, doubled = printed - read, read - printed
    if table.method == "perataan" or not (lost or doubled):
        return table
    if not doubled and _is_ornamental(lost):
        return table
    note = f"konservasi: {lost.total()} karakter hilang, {doubled.total()} berlebih"
    filled = tuple(_doubt(f) for f in table.filled)
    return replace(table, filled=filled, notes=(*table.notes, note))


def _key(glyph: Glyph) -> Key:
    return glyph.text, round(glyph.x0 * 10), round(glyph.y0 * 10)


def _is_within(inner: PageTable, outer: PageTable) -> bool:
    x, y = (inner.box.x0 + inner.box.x1) / 2, (inner.box.y0 + inner.box.y1) / 2
    smaller = inner.box.width * inner.box.height < outer.box.width * outer.box.height
    return smaller and outer.box.contains_point(x, y)


def _is_ornamental(lost: Counter[Key]) -> bool:
    """Say whether only the characters of rules drawn with dots or dashes are missing."""
    return bool(ORNAMENT.match("".join(sorted(k[0] for k in lost)) * 4))


def _doubt(filled: Filled) -> Filled:
    if not any(ch.isdigit() for ch in filled.text):
        return filled
    return replace(filled, doubts=(*filled.doubts, LOST))
