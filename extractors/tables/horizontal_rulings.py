"""Tables with horizontal rulings only: the columns are the gutters between them.

Books and statistics print tables with a ruling above, one below the header and one below the
last row, or a ruling under each row, and no upright ruling at all. Between two such rulings the
columns are where no line of text crosses; there upright rulings are put in, band by band, so
that a header over two columns keeps its span. The grid is then built as for any other table.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sidak.extractors.layout.rulings import RuledRegion
from sidak.extractors.layout.settings import SETTINGS as LAYOUT_SETTINGS
from sidak.extractors.layout.text_lines import TextLine, compose_lines
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import Fill, Ruling
from sidak.extractors.tables.settings import SETTINGS
from sidak.schemas import Box
from sidak.schemas.text.column_numbers import CountingRule, is_column_number_row
from sidak.schemas.text.patterns import is_made_of_digits

#: A row of column numbers stands alone on its line; three may be a sum.
COLUMN_NUMBERS = CountingRule(least_numbers=4)


def find_horizontally_ruled_regions(
    rulings: Sequence[Ruling], glyphs: Sequence[Glyph], fills: Sequence[Fill] = ()
) -> list[RuledRegion]:
    """Find tables drawn with horizontal rulings only.

    Args:
        rulings: Joined rulings that belong to no ruled table.
        glyphs: Upright characters that belong to no ruled table.
        fills: Filled rectangles of the page.

    Returns:
        Regions whose upright rulings were put in along the gutters.
    """
    horizontals = [
        r for r in rulings if r.is_horizontal and r.end - r.start >= SETTINGS.shortest_frame
    ]
    regions = []
    for stack in _stack_rulings(horizontals):
        for run in _find_tabular_runs(stack, horizontals, glyphs):
            region = _make_region(run, rulings, glyphs, fills)
            if region is not None:
                regions.append(region)
    return regions


def _stack_rulings(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Gather rulings of the same extent, from top to bottom."""
    stacks: list[list[Ruling]] = []
    for ruling in sorted(rulings, key=lambda r: r.position):
        for stack in stacks:
            if (
                abs(stack[-1].start - ruling.start) <= SETTINGS.same_end
                and abs(stack[-1].end - ruling.end) <= SETTINGS.same_end
            ):
                stack.append(ruling)
                break
        else:
            stacks.append([ruling])
    return [_add_wider(s, rulings) for s in stacks if len(s) >= 2]


def _add_wider(stack: Sequence[Ruling], rulings: Sequence[Ruling]) -> list[Ruling]:
    """Add the rulings that run past the stack on both sides: the table's own outer rulings.

    Cells merged over rows at the left or right keep the rulings beside them short.
    """
    start, end = stack[0].start, stack[0].end
    wider = [
        r._replace(start=start, end=end)
        for r in rulings
        if r not in stack
        and r.start <= start + SETTINGS.same_end
        and r.end >= end - SETTINGS.same_end
    ]
    return sorted([*stack, *wider], key=lambda r: r.position)


def _inside(glyphs: Sequence[Glyph], ruling: Ruling, top: float, bottom: float) -> list[Glyph]:
    return [
        g
        for g in glyphs
        if top < g.center[1] < bottom and ruling.start - 4 <= g.center[0] <= ruling.end + 4
    ]


def _find_tabular_runs(
    stack: Sequence[Ruling], rulings: Sequence[Ruling], glyphs: Sequence[Glyph]
) -> list[list[Ruling]]:
    """Cut a stack of rulings into runs of bands that hold columns."""
    runs: list[list[Ruling]] = []
    current: list[Ruling] = []
    for upper, lower in pairwise(stack):
        inside = _inside(glyphs, upper, upper.position, lower.position)
        inner = sum(upper.position < r.position < lower.position for r in rulings)
        height = (lower.position - upper.position) / (1 + inner)
        if _is_tabular(compose_lines(inside), height, upper.end - upper.start):
            current = [*(current or [upper]), lower]
        else:
            runs.append(current)
            current = []
    runs.append(current)
    return [r for r in runs if len(r) >= 2]


def _is_tabular(lines: Sequence[TextLine], height: float, width: float) -> bool:
    """Return True if a band holds columns of text rather than sentences or nothing.

    A row whose name wraps over many lines has its other columns beside one line only; no
    line of it runs over half of the band, as those of a sentence do.
    """
    if not lines or height > SETTINGS.tallest_band:
        return False
    chunks = [_chunks(t) for t in lines]
    parted = sum(len(parts) >= 2 for parts in chunks)
    if parted >= SETTINGS.parted_lines * len(lines) or (parted >= 1 and len(lines) <= 4):
        return True
    widest = max(b - a for parts in chunks for a, b in parts)
    return (
        max(map(len, chunks)) >= SETTINGS.row_of_columns
        and widest <= SETTINGS.widest_name * width
    )


def _chunks(line: TextLine) -> list[tuple[float, float]]:
    """Return the stretches of a line between wide gaps, or between two numbers."""
    spans: list[list[float]] = []
    last: Glyph | None = None
    for g in line.glyphs:
        is_new = last is None or g.x0 - spans[-1][1] > SETTINGS.ruled_column_gap * g.size
        if last is not None and _parts_numbers(last, g):
            is_new = True
        if is_new:
            spans.append([g.x0, g.x1])
        else:
            spans[-1][1] = max(spans[-1][1], g.x1)
        last = g
    return [(a, b) for a, b in spans]


def _parts_numbers(last: Glyph, glyph: Glyph) -> bool:
    """Return True if one number ends and the next begins here."""
    is_gap = glyph.x0 - last.x1 > LAYOUT_SETTINGS.space_gap * glyph.size
    return is_gap and last.text in "0123456789%)-" and glyph.text in "0123456789(-"


def _make_region(
    run: Sequence[Ruling],
    rulings: Sequence[Ruling],
    glyphs: Sequence[Glyph],
    fills: Sequence[Fill],
) -> RuledRegion | None:
    """Put in upright rulings along the gutters; ``None`` where there are no columns."""
    top, bottom = run[0].position, run[-1].position
    start, end = min(r.start for r in run), max(r.end for r in run)
    inside = _inside(glyphs, run[0], top, bottom)
    lines = compose_lines(inside)
    painted = find_painted_columns(fills, lines, Box(start, top, end, bottom))
    gutters = painted or _find_gutters(lines)
    figures = [t for t in lines if any(is_made_of_digits(w) for w in t.text.split()[1:])]
    enough = min(SETTINGS.figure_lines * len(lines), SETTINGS.figure_bands * (len(run) - 1))
    if not gutters or len(figures) < max(2, enough):
        return None
    # shorter rulings inside (under a header over two columns) part rows as well
    inner = [
        r
        for r in rulings
        if r.is_horizontal
        and top < r.position < bottom
        and r.start >= start - SETTINGS.same_end
        and r.end <= end + SETTINGS.same_end
        and r not in run
    ]
    horizontals = sorted([*run, *inner], key=lambda r: r.position)
    verticals = [Ruling(x, top, bottom, 0.0, False) for x in (start, end)]
    for x in gutters:
        for upper, lower in pairwise(run):
            band = _inside(glyphs, upper, upper.position, lower.position)
            across = _find_cells_across(x, fills, Box(start, top, end, bottom), painted)
            verticals += _free_stretches(x, upper.position, lower.position, band, across)
    verticals.sort(key=lambda r: r.position)
    return RuledRegion(tuple(horizontals), tuple(verticals))


def find_painted_columns(
    fills: Sequence[Fill], lines: Sequence[TextLine], frame: Box
) -> list[float]:
    """Return the borders between cells that are painted one by one.

    A row of them tiles the table from its left edge to its right one. Two rows at least are
    painted so, and the finest of them has the borders of all others; or the one that is
    holds the number of a column in each cell.

    Args:
        fills: Filled rectangles of the page.
        lines: The lines of the table.
        frame: The table.
    """
    rows: dict[tuple[int, int], list[Fill]] = {}
    for fill in fills:
        if frame.y0 - 1 <= fill.y0 and fill.y1 <= frame.y1 + 1:
            rows.setdefault((round(fill.y0), round(fill.y1)), []).append(fill)
    tilings = [own for own in rows.values() if len(own) > 1 and _tiles(own, frame)]
    finest = max(tilings, key=len, default=[])
    if len(tilings) == 1 and not any(
        finest[0].y0 < t.middle < finest[0].y1
        and _numbers_columns(t)
        and len(_chunks(t)) == len(finest)
        for t in lines
    ):
        return []
    borders = [f.x0 for f in finest[1:]]
    others = (f.x0 for own in tilings for f in own[1:])
    if not finest or not all(_is_near(x, borders) for x in others):
        return []
    return sorted([*borders, *_find_finer_borders(rows.values(), borders, frame)])


def _tiles(fills: list[Fill], frame: Box) -> bool:
    """Return True if filled rectangles of one row fill a table's width; sorts them."""
    fills.sort(key=lambda f: f.x0)
    ends = [frame.x0, *(f.x1 for f in fills)]
    starts = [*(f.x0 for f in fills), frame.x1]
    return all(abs(a - b) <= SETTINGS.painted_gap for a, b in zip(ends, starts, strict=True))


def _find_finer_borders(
    rows: Iterable[Sequence[Fill]], borders: Sequence[float], frame: Box
) -> list[float]:
    """Return borders within columns: cells that touch, in two rows at least."""
    known = [frame.x0, *borders, frame.x1]
    found: list[float] = []
    for own in rows:
        runs: list[list[Fill]] = []
        for fill in sorted(own, key=lambda f: f.x0):
            if runs and abs(runs[-1][-1].x1 - fill.x0) <= SETTINGS.painted_gap:
                runs[-1].append(fill)
            else:
                runs.append([fill])
        for run in runs:
            if _is_near(run[0].x0, known) and _is_near(run[-1].x1, known):
                found += [f.x0 for f in run[1:] if not _is_near(f.x0, known)]
    finer: list[float] = []
    for x in found:
        is_again = sum(abs(x - y) <= SETTINGS.painted_gap for y in found) > 1
        if is_again and not _is_near(x, finer):
            finer.append(x)
    return finer


def _is_near(x: float, borders: Sequence[float]) -> bool:
    return any(abs(x - y) <= SETTINGS.painted_gap for y in borders)


def _find_gutters(lines: Sequence[TextLine]) -> list[float]:
    """Return the middles of the gutters that (nearly) no line crosses.

    Where a gutter that a few lines cross holds parts that none does, those parts are the
    gutters: the lines are the text of a column with little in it.
    """
    spans = [span for t in lines for span in _chunks(t)]
    size = sorted(g.size for t in lines for g in t.glyphs)[len(lines) // 2]
    edges = sorted({x for span in spans for x in span})
    allowed = int(SETTINGS.crossing_lines * len(lines))
    free: list[list[tuple[float, float, int]]] = []
    for a, b in pairwise(edges):
        crossing = sum(s < (a + b) / 2 < e for s, e in spans)
        if crossing > allowed:
            continue
        if free and free[-1][-1][1] == a:
            free[-1].append((a, b, crossing))
        else:
            free.append([(a, b, crossing)])
    gutters: list[float] = []
    for pieces in free:
        for least in range(allowed + 1):
            wide = [
                m
                for m in _merge_pieces(pieces, least)
                if m[1] - m[0] >= SETTINGS.narrowest_gutter * size
            ]
            if wide:
                gutters += [(a + b) / 2 for a, b in wide]
                break
    return sorted(
        [
            *gutters,
            *_find_gutters_between_column_numbers(
                lines, gutters, free, allowed, SETTINGS.ruled_column_gap * size
            ),
        ]
    )


def _find_gutters_between_column_numbers(
    lines: Sequence[TextLine],
    gutters: Sequence[float],
    free: Sequence[Sequence[tuple[float, float, int]]],
    allowed: int,
    least_width: float,
) -> list[float]:
    """Return gutters that are missing between the numbers of a row of column numbers."""
    missing: list[float] = []
    counts = next((t for t in lines if _numbers_columns(t)), None)
    for (_, left), (right, _) in pairwise(_chunks(counts) if counts else []):
        if any(left < x < right for x in gutters):
            continue
        pieces = [p for own in free for p in own if left <= p[0] and p[1] <= right]
        for least in range(allowed + 1):
            wide = [m for m in _merge_pieces(pieces, least) if m[1] - m[0] >= least_width]
            if wide:
                a, b = max(wide, key=lambda m: m[1] - m[0])
                missing.append((a + b) / 2)
                break
    return missing


def _numbers_columns(line: TextLine) -> bool:
    """Return True if a line prints the numbers of the columns, one in each."""
    texts = line.text.split()
    return len(_chunks(line)) == len(texts) and is_column_number_row(texts, COLUMN_NUMBERS)


def _merge_pieces(
    pieces: Sequence[tuple[float, float, int]], most: int
) -> list[tuple[float, float]]:
    """Merge neighbouring pieces that at most ``most`` lines cross."""
    merged: list[tuple[float, float]] = []
    for a, b, crossing in pieces:
        if crossing > most:
            continue
        if merged and merged[-1][1] == a:
            merged[-1] = (merged[-1][0], b)
        else:
            merged.append((a, b))
    return merged


def _find_cells_across(
    x: float, fills: Sequence[Fill], frame: Box, borders: Sequence[float]
) -> list[tuple[float, float]]:
    """Return from where to where a painted cell of several columns lies across a border."""
    known = [frame.x0, *borders, frame.x1]
    return [
        (f.y0, f.y1)
        for f in fills
        if borders
        and f.x0 < x - SETTINGS.painted_gap
        and f.x1 > x + SETTINGS.painted_gap
        and f.x1 - f.x0 < frame.width / 2
        and _is_near(f.x0, known)
        and _is_near(f.x1, known)
    ]


def _free_stretches(
    x: float,
    top: float,
    bottom: float,
    band: Sequence[Glyph],
    across: Sequence[tuple[float, float]] = (),
) -> list[Ruling]:
    """Return upright rulings along ``x`` where no line or cell of the band lies across it."""
    blocked = sorted(
        [
            *((y0, y1) for y0, y1 in across if y0 < bottom and y1 > top),
            *(
                (t.box.y0, t.box.y1)
                for t in compose_lines(band)
                if any(a < x < b for a, b in _chunks(t))
            ),
        ]
    )
    rulings = []
    y = top
    for y0, y1 in blocked:
        if y0 > y:
            rulings.append(Ruling(x, y, y0, 0.0, False))
        y = max(y, y1)
    if bottom > y:
        rulings.append(Ruling(x, y, bottom, 0.0, False))
    return rulings
