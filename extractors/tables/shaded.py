"""Tables without rulings whose cells are shaded: every second row, and the header.

Programs paint the background of each cell by itself: the edges of these fields are the rows
and columns of the table. Rows without shading lie between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidak.extractors.layout.rulings import RuledRegion
from sidak.extractors.layout.text_lines import compose_lines
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import Fill, Ruling
from sidak.extractors.tables.settings import SETTINGS
from sidak.schemas import Box

#: Thickness given to the edges of fields, in points.
THIN = 0.1


@dataclass(frozen=True, slots=True)
class _ShadedRow:
    """Fields side by side: one shaded row."""

    y0: float
    y1: float
    xs: tuple[float, ...]


def find_shaded_regions(
    fills: Sequence[Fill], glyphs: Sequence[Glyph], taken: Sequence[Box] = ()
) -> list[RuledRegion]:
    """Find tables that shading draws.

    Args:
        fills: The filled rectangles of the page.
        glyphs: Upright characters that belong to no ruled table.
        taken: Boxes of the tables that rulings draw.

    Returns:
        Regions whose rulings are the edges of the fields.
    """
    fields = [
        f
        for f in set(fills)
        if SETTINGS.lowest_field <= f.y1 - f.y0 <= SETTINGS.tallest_field
        and not any(box.contains_point((f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2) for box in taken)
    ]
    regions = []
    for stack in _stack_shaded_rows(_find_shaded_rows(fields)):
        if len(stack) >= SETTINGS.fewest_shaded_rows:
            regions.append(_make_region(stack, fields, glyphs))
    return regions


def _find_shaded_rows(fields: Sequence[Fill]) -> list[_ShadedRow]:
    rows: dict[tuple[int, int], list[Fill]] = {}
    for f in fields:
        rows.setdefault((round(f.y0), round(f.y1)), []).append(f)
    bands = []
    for members in rows.values():
        chains: list[list[Fill]] = []
        for f in sorted(members):
            if chains and abs(f.x0 - chains[-1][-1].x1) <= SETTINGS.same_field_edge:
                chains[-1].append(f)
            else:
                chains.append([f])
        for chain in chains:
            if len(chain) >= SETTINGS.fewest_fields:
                xs = (*(c.x0 for c in chain), chain[-1].x1)
                bands.append(_ShadedRow(chain[0].y0, chain[0].y1, xs))
    return sorted(bands, key=lambda b: b.y0)


def _stack_shaded_rows(bands: Sequence[_ShadedRow]) -> list[list[_ShadedRow]]:
    """Gather bands of the same columns, from top to bottom."""
    stacks: list[list[_ShadedRow]] = []
    for band in bands:
        for stack in stacks:
            last = stack[-1]
            is_alike = len(last.xs) == len(band.xs) and all(
                abs(a - b) <= SETTINGS.same_field_edge
                for a, b in zip(last.xs, band.xs, strict=True)
            )
            if is_alike and band.y0 >= last.y1 - SETTINGS.same_field_edge:
                stack.append(band)
                break
        else:
            stacks.append([band])
    return stacks


def _make_region(
    stack: Sequence[_ShadedRow], fields: Sequence[Fill], glyphs: Sequence[Glyph]
) -> RuledRegion:
    """Make rulings of the edges of a table's fields and of the rows between them."""
    xs = stack[0].xs
    gaps = [b.y0 - a.y1 for a, b in pairwise(stack)]
    heights = [b.y1 - b.y0 for b in stack]
    tallest = (
        SETTINGS.taller_row * max(*gaps, *heights) if gaps else SETTINGS.taller_row * heights[0]
    )
    own = [
        f
        for f in fields
        if xs[0] - SETTINGS.same_field_edge <= f.x0
        and f.x1 <= xs[-1] + SETTINGS.same_field_edge
    ]
    top = stack[0].y0
    head: list[Fill] = []
    for f in sorted(own, key=lambda f: -f.y1):
        if (
            f.y0 < stack[0].y0 - SETTINGS.same_field_edge
            and f.y1 >= top - tallest
            and f.y1 <= stack[0].y0 + SETTINGS.same_field_edge
        ):
            head.append(f)
            top = min(top, f.y0)
    bottom = _find_bottom(stack[-1].y1, xs, tallest, glyphs)
    horizontals = [Ruling(y, xs[0], xs[-1], THIN, True) for b in stack for y in (b.y0, b.y1)]
    horizontals += [Ruling(y, f.x0, f.x1, THIN, True) for f in head for y in (f.y0, f.y1)]
    horizontals.append(Ruling(bottom, xs[0], xs[-1], THIN, True))
    begin = max((f.y1 for f in head), default=top)
    verticals = [Ruling(x, begin, bottom, THIN, False) for x in xs]
    verticals += [Ruling(x, f.y0, f.y1, THIN, False) for f in head for x in (f.x0, f.x1)]
    return RuledRegion(
        tuple(sorted(horizontals, key=lambda r: r.position)),
        tuple(sorted(verticals, key=lambda r: r.position)),
    )


def _find_bottom(
    edge: float, xs: Sequence[float], tallest: float, glyphs: Sequence[Glyph]
) -> float:
    """Return where the table ends: a last row without shading has text in its columns."""
    below = [
        g
        for g in glyphs
        if edge < g.center[1] < edge + tallest and xs[0] <= g.center[0] <= xs[-1]
    ]
    lines = sorted(compose_lines(below), key=lambda t: t.box.y0)
    columns = {sum(x <= g.center[0] for x in xs) for line in lines for g in line.glyphs}
    if (
        len(columns) < SETTINGS.fewest_fields
        or lines[0].box.y0 - edge > 2 * lines[0].box.height
    ):
        return edge
    bottom = lines[0].box.y1
    for line in lines[1:]:
        if line.box.y0 - bottom > SETTINGS.next_line * line.box.height:
            break
        bottom = max(bottom, line.box.y1)
    return bottom + SETTINGS.same_field_edge
