"""Figures whose ink is not plainly what their characters say: cut, struck out, printed over."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.layout.turning import turn_content
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import PageContent, Ruling
from sidak.extractors.tables.page_tables import PageReading, PageTable
from sidak.extractors.verify.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind

PARTLY_UNSEEN = Doubt(DoubtKind.PARTLY_UNSEEN)
STRUCK_OUT = Doubt(DoubtKind.STRUCK_OUT)
OVERPRINTED = Doubt(DoubtKind.OVERPRINTED)


def flag_doubtful_ink(content: PageContent, reading: PageReading) -> PageReading:
    """Doubt the cells whose digits are not seen whole, are struck out or printed over.

    Where text of a table runs over the edge of the page, all its figures are doubted: a unit or
    a name may be cut as well.

    Args:
        content: The page as a viewer shows it.
        reading: What was made of it.
    """
    if not reading.tables:
        return reading
    upright = turn_content(content, reading.turned) if reading.turned else content
    strokes = sorted(r for r in upright.rulings if r.is_horizontal)

    def is_cut(filled: CellText) -> bool:
        box = filled.text_box
        return box is not None and any(
            reading.to_viewer(box).contains_point(*place) for place in content.cut
        )

    tests: tuple[tuple[Doubt, Callable[[CellText], bool]], ...] = (
        (PARTLY_UNSEEN, is_cut),
        (STRUCK_OUT, lambda filled: is_struck_out(filled.lines, strokes)),
        (OVERPRINTED, lambda filled: is_overprinted(filled.glyphs)),
    )

    def judge(filled: CellText, *, is_cut_table: bool) -> CellText:
        if not any(ch.isdigit() for ch in filled.text):
            return filled
        doubts = [doubt for doubt, holds in tests if holds(filled)]
        if is_cut_table and PARTLY_UNSEEN not in doubts:
            doubts.append(PARTLY_UNSEEN)
        return replace(filled, doubts=(*filled.doubts, *doubts)) if doubts else filled

    def judge_table(table: PageTable) -> PageTable:
        box = reading.to_viewer(table.box)
        is_cut_table = any(box.contains_point(*place) for place in content.over_edge)
        filled = (judge(cell, is_cut_table=is_cut_table) for cell in table.filled)
        return replace(table, filled=tuple(filled))

    return replace(reading, tables=tuple(map(judge_table, reading.tables)))


def is_struck_out(lines: Sequence[TextLine], strokes: Sequence[Ruling]) -> bool:
    """Return True if a stroke no longer than the digits under it goes through them.

    Args:
        lines: The text.
        strokes: Horizontal rulings from top to bottom.
    """
    return any(
        _strikes(stroke, line)
        for line in lines
        for stroke in strokes[
            bisect_left(strokes, (line.box.y0,)) : bisect_left(strokes, (line.box.y1,))
        ]
    )


def _strikes(stroke: Ruling, line: TextLine) -> bool:
    struck = [
        g
        for g in line.glyphs
        if g.text.isdigit()
        and g.angle == 0
        and stroke.start <= (g.x0 + g.x1) / 2 <= stroke.end
        and g.y0 + SETTINGS.stroke_top * (g.y1 - g.y0)
        <= stroke.position
        <= g.y0 + SETTINGS.stroke_bottom * (g.y1 - g.y0)
    ]
    if not struck:
        return False
    reach = SETTINGS.stroke_overhang * struck[0].size
    # a longer one is a ruling of the table
    return stroke.start >= struck[0].x0 - reach and stroke.end <= struck[-1].x1 + reach


def is_overprinted(glyphs: Sequence[Glyph]) -> bool:
    """Return True if two digits that are not the same lie upon each other."""
    digits = sorted((g for g in glyphs if g.text.isdigit()), key=lambda g: g.x0)
    for i, glyph in enumerate(digits):
        for other in digits[i + 1 :]:
            if other.x0 >= glyph.x1:
                break
            if other.text != glyph.text and _lies_upon(glyph, other):
                return True
    return False


def _lies_upon(one: Glyph, other: Glyph) -> bool:
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    down = min(one.y1, other.y1) - max(one.y0, other.y0)
    narrower = min(one.x1 - one.x0, other.x1 - other.x0)
    lower = min(one.y1 - one.y0, other.y1 - other.y0)
    share = SETTINGS.overlap_share
    return across > share * narrower and down > share * lower
