"""Rows that no rule parts: logical rows inside one ruled band come apart by baseline.

Reports leave rules out, under some rows or under all. Where a ruled band holds several
complete amounts one below the other, and the name or code column has a line of its own at
the height of each, the band is cut there. Where that does not hold nothing is cut: several
numbers in one cell are then flagged later, not guessed at.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.filling import Filled, Line
from extractors.grid import Grid, Slot
from schemas import Box

#: An amount that is complete in itself: groups of three, perhaps decimals, ",-" or "Rp".
AMOUNT = re.compile(
    r"^\(?-?(rp\.? ?)?\d{1,3}((\.\d{3})+(,\d{1,2})?|(,\d{3})+(\.\d{1,2})?)(,-|\.-|-)?\)?$",
    re.IGNORECASE,
)
#: Groups of three with dots and commas mixed: not a number to trust, but one number.
MIXED_AMOUNT = re.compile(r"^\d{1,3}([.,]\d{3}){2,}$")
#: A lesser number that may stand beside amounts: a percentage, a count, a dash.
LESSER = re.compile(r"^(\(?-?\d+([.,]\d+)?\)? ?%?|-+)$")
#: The code or number that opens a row.
OPENER = re.compile(r"^([A-Z]\.?|[IVX]+\.?|\d+[.)]?|\d+( ?[.] ?\d+)+\.?|[A-Z](\.\d+)+\.?)$")
#: A line of leader dots or dashes that programs draw as a rule.
ORNAMENT = re.compile(r"^[.\u2026_\-=\u2014 ]{4,}$")
#: Lines whose middles differ by less than this share of their height stand side by side.
SIDE_BY_SIDE = 0.5


def is_amount(text: str) -> bool:
    """Say whether a text is one amount, complete in itself, in whatever style."""
    return bool(AMOUNT.match(text) or MIXED_AMOUNT.match(text))


def drop_ornaments(filled: Sequence[Filled]) -> list[Filled]:
    """Leave out the lines that are drawn with characters but are rules."""
    return [
        replace(f, lines=tuple(line for line in f.lines if not ORNAMENT.match(line.text)))
        for f in filled
    ]


def split_rows(grid: Grid, filled: Sequence[Filled]) -> tuple[Grid, list[Filled]]:
    """Cut ruled bands into their logical rows.

    Args:
        grid: The ruled grid.
        filled: Its cells with their lines.

    Returns:
        The grid and cells with more rows, or what came in if there is nothing to cut.
    """
    merged_grid, merged = _merge_unruled_zones(grid, filled)
    cuts = {row: _find_cuts(row, merged) for row in range(merged_grid.rows)}
    if not any(cuts.values()):
        return grid, list(filled)
    return _apply_cuts(merged_grid, merged, cuts)


def _merge_unruled_zones(grid: Grid, filled: Sequence[Filled]) -> tuple[Grid, list[Filled]]:
    """Join the rows of zones in which only amounts are ruled off, names and codes are not."""
    zones: list[tuple[int, int]] = []
    for f in filled:
        if f.slot.row_span > 2 and len(f.lines) >= 3:
            zones.append((f.slot.row, f.slot.row + f.slot.row_span))
    zones = [z for z in set(zones) if zones.count(z) >= 2 and _is_unruled(z, filled)]
    zones.sort()
    if not zones or any(a[1] > b[0] for a, b in pairwise(zones)):
        return grid, list(filled)
    for start, end in reversed(zones):
        grid, filled = _join_zone(grid, filled, start, end)
    return grid, list(filled)


def _is_unruled(zone: tuple[int, int], filled: Sequence[Filled]) -> bool:
    """Say whether all words of the zone stand in cells that span it whole."""
    start, end = zone
    for f in filled:
        s = f.slot
        if s.row + s.row_span <= start or s.row >= end:
            continue
        if (s.row, s.row + s.row_span) == zone:
            continue
        if s.row < start or s.row + s.row_span > end:
            return False
        if any(not (AMOUNT.match(t.text) or LESSER.match(t.text)) for t in f.lines):
            return False
    return True


def _join_zone(
    grid: Grid, filled: Sequence[Filled], start: int, end: int
) -> tuple[Grid, list[Filled]]:
    fewer = end - start - 1
    ys = grid.ys[: start + 1] + grid.ys[end:]
    result: list[Filled] = []
    open_slots: dict[tuple[int, int], int] = {}
    for f in filled:
        s = f.slot
        if s.row >= end:
            result.append(replace(f, slot=replace(s, row=s.row - fewer)))
        elif s.row < start:
            span = s.row_span - fewer if s.row + s.row_span >= end else s.row_span
            result.append(replace(f, slot=replace(s, row_span=span)))
        else:
            key = (s.column, s.column_span)
            if key in open_slots:
                first = result[open_slots[key]]
                result[open_slots[key]] = replace(
                    first,
                    lines=tuple(sorted((*first.lines, *f.lines), key=lambda t: t.middle)),
                    doubts=(*first.doubts, *f.doubts),
                )
            else:
                open_slots[key] = len(result)
                box = Box(s.box.x0, grid.ys[start], s.box.x1, grid.ys[end])
                result.append(replace(f, slot=replace(s, row=start, row_span=1, box=box)))
    result.sort(key=lambda f: (f.slot.row, f.slot.column))
    joined = replace(grid, ys=ys, slots=tuple(f.slot for f in result))
    return joined, result


def _find_cuts(row: int, filled: Sequence[Filled]) -> list[float]:
    """Return the heights at which a band must be cut, from top to bottom."""
    cells = [f for f in filled if f.slot.row == row and f.slot.row_span == 1 and f.lines]
    stacks = [f for f in cells if _is_stack(f.lines)]
    if not stacks:
        return []
    texts = [f for f in cells if f not in stacks and any(c.isalpha() for c in f.text)]
    if not texts:
        return []
    openers = _find_openers(cells, stacks)
    anchors = _side_by_side([*openers, *(t for f in stacks for t in f.lines)])
    name = max(texts, key=lambda f: f.slot.box.width)
    if any(_line_at(name.lines, a) is None for a in anchors):
        return []
    if len(anchors) < 2 or name.lines[0].middle < anchors[0].box.y0:
        return []  # words above the first amount: not set from the top, no safe place to cut
    cuts = []
    for anchor in anchors[1:]:
        beside = [line for f in cells if (line := _line_at(f.lines, anchor)) is not None]
        top = min(line.box.y0 for line in beside)
        above = [t.box.y1 for f in cells for t in f.lines if t.middle < anchor.box.y0]
        cuts.append((top + max(above)) / 2 if above else top)
    return cuts


def _is_stack(lines: Sequence[Line]) -> bool:
    """Say whether lines are several complete numbers, not one that wraps."""
    amounts = sum(bool(AMOUNT.match(t.text)) for t in lines)
    if amounts < 2 or not all(AMOUNT.match(t.text) or LESSER.match(t.text) for t in lines):
        return False
    # neighbours that make one complete number together are its halves
    return not any(is_amount(a.text + b.text) for a, b in pairwise(lines))


def _find_openers(cells: Sequence[Filled], stacks: Sequence[Filled]) -> list[Line]:
    """Return the lines of a leading column in which every line opens a row."""
    leading = [f for f in cells if f not in stacks and f.slot.column == 0]
    for f in leading:
        if len(f.lines) >= 2 and all(OPENER.match(t.text) for t in f.lines):
            return list(f.lines)
    return []


def _side_by_side(lines: Sequence[Line]) -> list[Line]:
    """Return one line for each height, from top to bottom."""
    anchors: list[Line] = []
    for line in sorted(lines, key=lambda t: t.middle):
        if not anchors or not _is_beside(anchors[-1], line):
            anchors.append(line)
    return anchors


def _is_beside(a: Line, b: Line) -> bool:
    return abs(a.middle - b.middle) <= SIDE_BY_SIDE * min(a.box.height, b.box.height)


def _line_at(lines: Sequence[Line], anchor: Line) -> Line | None:
    return next((t for t in lines if _is_beside(t, anchor)), None)


def _apply_cuts(
    grid: Grid, filled: Sequence[Filled], cuts: dict[int, list[float]]
) -> tuple[Grid, list[Filled]]:
    """Cut bands; cells over several rows span the new rows too."""
    first_row: list[int] = []
    ys: list[float] = [grid.ys[0]]
    for row in range(grid.rows):
        first_row.append(len(ys) - 1)
        ys += cuts[row]
        ys.append(grid.ys[row + 1])
    first_row.append(len(ys) - 1)
    result: list[Filled] = []
    for f in filled:
        s = f.slot
        start, end = first_row[s.row], first_row[s.row + s.row_span]
        if s.row_span > 1 or end - start == 1:
            result.append(replace(f, slot=replace(s, row=start, row_span=end - start)))
            continue
        for row in range(start, end):
            top, bottom = ys[row], ys[row + 1]
            lines = tuple(
                t
                for t in f.lines
                if (t.middle >= top or row == start) and (t.middle < bottom or row == end - 1)
            )
            box = Box(s.box.x0, top, s.box.x1, bottom)
            result.append(Filled(Slot(row, s.column, 1, s.column_span, box), lines, f.doubts))
    result.sort(key=lambda f: (f.slot.row, f.slot.column))
    return replace(grid, ys=tuple(ys), slots=tuple(f.slot for f in result)), result
