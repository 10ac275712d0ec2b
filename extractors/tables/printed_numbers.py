"""The numbers of a page that was read for tables: in cells, beside them, and in neither."""

from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.printed_numbers import find_printed_numbers
from sidak.extractors.layout.text_lines import compose_lines, drop_overprint
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.tables.page_tables import PageReading


def note_numbers(reading: PageReading, glyphs: Sequence[Glyph] = ()) -> PageReading:
    """Return a reading with all numbers of its page.

    Args:
        reading: What was read.
        glyphs: All characters of the page, upright as the tables are; those that are printed
            in no cell and in no line are read by themselves. Empty for a scanned page, of
            which nothing else is known.
    """
    kept = [
        *(line for table in reading.tables for cell in table.filled for line in cell.lines),
        *reading.lines,
    ]
    lost = _find_lost(kept_glyphs=[g for line in kept for g in line.glyphs], glyphs=glyphs)
    numbers = find_printed_numbers([*kept, *compose_lines(lost)])
    placed = [replace(one, box=reading.to_viewer(one.box)) for one in numbers]
    placed.sort(key=lambda one: (one.box.y0, one.box.x0))
    return replace(reading, numbers=tuple(placed))


def _find_lost(kept_glyphs: Sequence[Glyph], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the digits and marks that stand neither in a cell nor in a line."""
    known = {(g.text, round(g.x0), round(g.y0)) for g in kept_glyphs if not g.text.isalpha()}
    lost = [
        g
        for g in glyphs
        if (g.text.isdigit() or g.text in ".,")
        and (g.text, round(g.x0), round(g.y0)) not in known
    ]
    if not lost:
        return []
    # what is printed twice to look bold is one
    figures = [g for g in kept_glyphs if not g.text.isalpha()]
    return drop_overprint([*figures, *lost])[len(drop_overprint(figures)) :]
