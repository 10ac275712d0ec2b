"""From the rulings of a region to a grid of cells with spans."""

from collections.abc import Sequence
from dataclasses import dataclass

from sidak.extractors.layout.components import group_connected
from sidak.extractors.layout.rulings import RuledRegion
from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import Ruling
from sidak.schemas import Box


@dataclass(frozen=True, slots=True)
class CellSlot:
    """A cell of the grid: its place, spans and box; the text comes later."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A ruled grid.

    Attributes:
        xs: Column borders from left to right, one more than there are columns.
        ys: Row borders from top to bottom, one more than there are rows.
        slots: Cells sorted by row, then column; they tile the grid.
        is_open_top: The upper border is not drawn: the row may go on from another page.
        is_open_bottom: The lower border is not drawn.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[CellSlot, ...]
    is_open_top: bool = False
    is_open_bottom: bool = False

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        """The frame."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def build_grid(
    region: RuledRegion, glyphs: Sequence[Glyph], weak: Sequence[Ruling] = ()
) -> TableGrid | None:
    """Build the grid that the rulings of a region draw.

    Args:
        region: Rulings that touch.
        glyphs: Characters of the page; they tell a narrow column from a double ruling.
        weak: Further horizontal rulings inside the region (edges of shading).

    Returns:
        The grid, or ``None`` if the rulings frame fewer than two cells.
    """
    horizontals, verticals = list(region.horizontals), list(region.verticals)
    is_open_top, is_open_bottom = _close_open_ends(horizontals, verticals)
    _close_open_sides(horizontals, verticals, glyphs)
    _drop_stray_sides(verticals, glyphs)
    box = region.box
    inside = [
        g
        for g in glyphs
        if box.x0 - 1 <= g.center[0] <= box.x1 + 1 and box.y0 - 1 <= g.center[1] <= box.y1 + 1
    ]
    # a weak ruling counts only where no drawn one lies
    drawn = [h.position for h in horizontals]
    horizontals += [
        w for w in weak if all(abs(w.position - p) > SETTINGS.double_ruling for p in drawn)
    ]
    xs = _lines([v.position for v in verticals], [(g.x0, g.x1) for g in inside])
    ys = _lines([h.position for h in horizontals], [(g.y0, g.y1) for g in inside])
    if len(xs) < 2 or len(ys) < 2:
        return None
    has_left = _borders(verticals, xs, ys)
    has_top = _borders(horizontals, ys, xs)
    groups = _group_cells(len(ys) - 1, len(xs) - 1, has_left, has_top)
    slots = [
        CellSlot(r0, c0, r1 - r0, c1 - c0, Box(xs[c0], ys[r0], xs[c1], ys[r1]))
        for r0, c0, r1, c1 in groups
    ]
    slots.sort(key=lambda s: (s.row, s.column))
    if len(slots) < 2:
        return None
    return TableGrid(tuple(xs), tuple(ys), tuple(slots), is_open_top, is_open_bottom)


def _close_open_ends(horizontals: list[Ruling], verticals: list[Ruling]) -> tuple[bool, bool]:
    """Close the top and bottom where verticals run on past the outermost horizontal."""
    if not horizontals or not verticals:
        return False, False
    top, bottom = horizontals[0].position, horizontals[-1].position
    above = [v for v in verticals if v.start < top - SETTINGS.open_side]
    below = [v for v in verticals if v.end > bottom + SETTINGS.open_side]
    is_open_top, is_open_bottom = len(above) >= 2, len(below) >= 2
    if is_open_top:
        y = min(v.start for v in above)
        xs = [v.position for v in above]
        horizontals.insert(0, Ruling(y, min(xs), max(xs), 0.0, True))
    if is_open_bottom:
        y = max(v.end for v in below)
        xs = [v.position for v in below]
        horizontals.append(Ruling(y, min(xs), max(xs), 0.0, True))
    return is_open_top, is_open_bottom


def _close_open_sides(
    horizontals: Sequence[Ruling], verticals: list[Ruling], glyphs: Sequence[Glyph]
) -> None:
    """Close the left and right where horizontals run on past the outermost vertical."""
    left = min(v.position for v in verticals) if verticals else float("inf")
    right = max(v.position for v in verticals) if verticals else float("-inf")
    for is_left in (True, False):
        if is_left:
            ends = [h.start for h in horizontals if h.start < left - SETTINGS.open_side]
        else:
            ends = [h.end for h in horizontals if h.end > right + SETTINGS.open_side]
        if len(ends) < 2:
            continue
        x = min(ends) if is_left else max(ends)
        if sum(abs(e - x) <= SETTINGS.touch for e in ends) < 2:
            continue
        ys = [h.position for h in horizontals]
        low, high = min(ys), max(ys)
        a, b = (x, left) if is_left else (right, x)
        is_framed = all(
            any(
                abs(h.position - y) <= SETTINGS.touch
                and h.start - SETTINGS.touch <= x <= h.end + SETTINGS.touch
                for h in horizontals
            )
            for y in (low, high)
        )
        if is_framed or any(a < g.center[0] < b and low < g.center[1] < high for g in glyphs):
            ruling = Ruling(x, low, high, 0.0, False)
            verticals.insert(0, ruling) if is_left else verticals.append(ruling)


def _drop_stray_sides(verticals: list[Ruling], glyphs: Sequence[Glyph]) -> None:
    """Leave out outermost upright rulings that frame an empty box beside a few rows only.

    Word processors leave such cells behind; they are no column of the table. Changes
    ``verticals``, which are sorted by position.
    """
    low, high = min(v.start for v in verticals), max(v.end for v in verticals)
    for side in (0, -1):
        while len(verticals) > 2:
            outer = verticals[side]
            line = [
                v
                for v in verticals
                if abs(v.position - outer.position) <= SETTINGS.double_ruling
            ]
            rest = [v for v in verticals if v not in line]
            drawn = sum(v.end - v.start for v in line)
            if len(rest) < 2 or drawn >= SETTINGS.stray_share * (high - low):
                break
            inner = rest[side].position
            a, b = min(inner, outer.position), max(inner, outer.position)
            whole = sum(
                v.end - v.start
                for v in rest
                if abs(v.position - inner) <= SETTINGS.double_ruling
            )
            if whole < SETTINGS.whole_side * (high - low) or any(
                a < g.anchor[0] < b and low < g.anchor[1] < high for g in glyphs
            ):
                break
            verticals[:] = rest


def _lines(positions: Sequence[float], extents: Sequence[tuple[float, float]]) -> list[float]:
    """Reduce ruling positions to grid lines, double rulings taken as one.

    Args:
        positions: Where the rulings lie.
        extents: Where each glyph begins and ends in the same direction; a strip between
            two near rulings that a glyph fits into is a column (or row), not a double ruling.
    """
    lines: list[float] = []
    for position in sorted(positions):
        if lines and position - lines[-1] <= SETTINGS.snap:
            continue
        is_double = (
            bool(lines)
            and position - lines[-1] <= SETTINGS.double_ruling
            and not any(lines[-1] <= a and b <= position for a, b in extents)
        )
        if is_double:
            lines[-1] = (lines[-1] + position) / 2
        else:
            lines.append(position)
    return lines


def _borders(
    rulings: Sequence[Ruling], lines: Sequence[float], cuts: Sequence[float]
) -> list[list[bool]]:
    """Return for each grid line and each stretch between cuts whether it is drawn."""
    drawn = [[0.0] * (len(cuts) - 1) for _ in lines]
    for ruling in rulings:
        index = min(range(len(lines)), key=lambda i: abs(lines[i] - ruling.position))
        if abs(lines[index] - ruling.position) > SETTINGS.double_ruling:
            continue
        for k in range(len(cuts) - 1):
            overlap = min(ruling.end, cuts[k + 1]) - max(ruling.start, cuts[k])
            if overlap > 0:
                drawn[index][k] += overlap
    return [
        [
            share >= SETTINGS.border_share * (cuts[k + 1] - cuts[k])
            for k, share in enumerate(row)
        ]
        for row in drawn
    ]


def _group_cells(
    rows: int, columns: int, has_left: list[list[bool]], has_top: list[list[bool]]
) -> list[tuple[int, int, int, int]]:
    """Merge elementary cells with no border between them into rectangles.

    Returns:
        (first row, first column, row after the last, column after the last) per cell.
    """
    pairs = [
        (r * columns + c, r * columns + c - 1)
        for r in range(rows)
        for c in range(1, columns)
        if not has_left[c][r]
    ]
    pairs += [
        (r * columns + c, (r - 1) * columns + c)
        for r in range(1, rows)
        for c in range(columns)
        if not has_top[r][c]
    ]
    result: list[tuple[int, int, int, int]] = []
    for group in group_connected(rows * columns, pairs):
        cells = [divmod(i, columns) for i in group]
        r0, r1 = min(r for r, _ in cells), max(r for r, _ in cells) + 1
        c0, c1 = min(c for _, c in cells), max(c for _, c in cells) + 1
        if len(cells) == (r1 - r0) * (c1 - c0):
            result.append((r0, c0, r1, c1))
        else:
            result += _cut_into_rectangles(cells, has_left)
    return result


def _cut_into_rectangles(
    cells: Sequence[tuple[int, int]], has_left: list[list[bool]]
) -> list[tuple[int, int, int, int]]:
    """Cut a group that is no rectangle (a piece of a ruling is missing) into rectangles.

    Runs of cells in a row are stacked with those below them that cover the same columns.
    """
    runs: list[tuple[int, int, int]] = []
    for r, c in sorted(cells):
        last = runs[-1] if runs else None
        if last is not None and last[0] == r and last[2] == c and not has_left[c][r]:
            runs[-1] = (r, last[1], c + 1)
        else:
            runs.append((r, c, c + 1))
    stacked: list[tuple[int, int, int, int]] = []
    for r, c0, c1 in runs:
        for i, (s0, d0, s1, d1) in enumerate(stacked):
            if s1 == r and (d0, d1) == (c0, c1):
                stacked[i] = (s0, d0, r + 1, d1)
                break
        else:
            stacked.append((r, c0, r + 1, c1))
    return stacked
