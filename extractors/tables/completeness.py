"""Conservation: what is printed inside a table's frame stands in exactly one of its cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.continuation import WrapFit, is_continuation
from sidak.extractors.layout.text_lines import drop_overprint
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.tables.page_tables import PageTable
from sidak.extractors.tables.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind
from sidak.schemas.text.patterns import LEADER_LINE

LOST = Doubt(DoubtKind.LOST_CHARACTERS)

OVERFLOW = Doubt(DoubtKind.OVERFLOWS_ROW)
AT_EDGE = Doubt(DoubtKind.AT_PAGE_EDGE)
#: What is known of two lines with a ruling between them.
SEPARATED = WrapFit(is_full=False, is_tight=True, is_separated=True)

Key = tuple[str, int, int]


def flag_text_at_page_edge(
    tables: Sequence[PageTable], width: float, height: float
) -> tuple[PageTable, ...]:
    """Doubt the cells with digits whose text runs to the edge of the page: it may be cut."""

    def is_at_edge(filled: CellText) -> bool:
        box = filled.text_box
        return box is not None and (
            min(box.x0, box.y0) < SETTINGS.page_edge
            or box.x1 > width - SETTINGS.page_edge
            or box.y1 > height - SETTINGS.page_edge
        )

    return tuple(
        replace(t, filled=tuple(_flag(f, AT_EDGE) if is_at_edge(f) else f for f in t.filled))
        for t in tables
    )


def check_completeness(
    tables: Sequence[PageTable], glyphs: Sequence[Glyph]
) -> tuple[PageTable, ...]:
    """Check that every character inside a frame stands in one cell, none in two.

    Args:
        tables: Tables of one page; a table inside another one's frame counts by itself.
        glyphs: All visible characters of the page, upright as the tables are.

    Returns:
        The tables; one that is not complete says so in its notes, and its cells with
        digits carry a doubt.
    """
    return tuple(_check_table(t, tables, glyphs) for t in tables)


def flag_overflowing_numbers(tables: Sequence[PageTable]) -> tuple[PageTable, ...]:
    """Doubt numbers that seem to run on from one row into the next across a border.

    "95,0" as the last line of a cell and a lone "0" as the first of the cell below, no
    further away than the next line would be, may be one number.
    """
    return tuple(_flag_overflow(t) for t in tables)


def _flag_overflow(table: PageTable) -> PageTable:
    below = {(f.slot.column, f.slot.row): i for i, f in enumerate(table.filled) if f.lines}
    torn: set[int] = set()
    for i, f in enumerate(table.filled):
        j = below.get((f.slot.column, f.slot.row + f.slot.row_span))
        if not f.lines or j is None:
            continue
        last, first = f.lines[-1], table.filled[j].lines[0]
        is_near = first.box.y0 - last.box.y1 < last.box.height
        if is_near and is_continuation(last.text, first.text, SEPARATED):
            torn |= {i, j}
    if not torn:
        return table
    filled = tuple(_flag(f, OVERFLOW) if i in torn else f for i, f in enumerate(table.filled))
    return replace(table, filled=filled)


def _check_table(
    table: PageTable, tables: Sequence[PageTable], glyphs: Sequence[Glyph]
) -> PageTable:
    frame = table.box
    inner = [
        o.box
        for o in tables
        if o is not table and o.box.overlaps(frame) and _is_within(o, table)
    ]
    inside = [g for g in glyphs if frame.contains_point(*g.anchor)]
    if inner:
        inside = [g for g in inside if not any(box.contains_point(*g.anchor) for box in inner)]
    # a word that runs over the edge of the frame stands whole in its cell
    held = [g for f in table.filled for g in f.glyphs if frame.contains_point(*g.anchor)]
    read = Counter(map(_key, held))
    if read == Counter(map(_key, inside)):
        return table
    printed = Counter(_key(g) for g in drop_overprint(inside))
    # a letter that overflows may lie upon the same letter of the next row: both are read
    lost, doubled = printed - read, read - Counter(map(_key, inside))
    if table.method == "perataan" or not (lost or doubled):
        return table
    if not doubled and _is_ornamental(lost):
        return table
    note = Doubt(DoubtKind.NOT_CONSERVED, (str(lost.total()), str(doubled.total())))
    filled = tuple(_flag(f, LOST) for f in table.filled)
    return replace(table, filled=filled, notes=(*table.notes, note))


def _key(glyph: Glyph) -> Key:
    return glyph.text, round(glyph.x0 * 10), round(glyph.y0 * 10)


def _is_within(inner: PageTable, outer: PageTable) -> bool:
    x, y = (inner.box.x0 + inner.box.x1) / 2, (inner.box.y0 + inner.box.y1) / 2
    smaller = inner.box.width * inner.box.height < outer.box.width * outer.box.height
    return smaller and outer.box.contains_point(x, y)


def _is_ornamental(lost: Counter[Key]) -> bool:
    """Return True if only the characters of rulings drawn with dots or dashes are missing."""
    return bool(LEADER_LINE.match("".join(sorted(k[0] for k in lost)) * 4))


def _flag(filled: CellText, doubt: Doubt) -> CellText:
    if not any(ch.isdigit() for ch in filled.text):
        return filled
    return replace(filled, doubts=(*filled.doubts, doubt))
