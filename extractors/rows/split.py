"""Rows that no rule parts: logical rows inside one ruled band come apart by baseline.

Reports leave rules out, under some rows or under all. Where a ruled band holds several
complete amounts one below the other, and the name or code column has a line of its own at
the height of each, the band is cut there. Where that does not hold nothing is cut: several
numbers in one cell are then flagged later, not guessed at.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.text_lines import CellText, TextLine
from sidak.extractors.rows.multi_row import ALONE, StackedRows, find_stacked_rows
from sidak.extractors.rows.partial_rulings import merge_partly_ruled_rows
from sidak.schemas import Box
from sidak.schemas.text.patterns import (
    CURRENCY,
    LEADER_LINE,
    LONG_KODE,
    ROW_OPENER,
    is_amount,
    is_number,
)

#: How much wider than others a gap must be to part two rows there.
DISTINCT_GAP = 1.2
#: Room between two rows beyond that between lines, as a share of the line height.
ROW_ROOM = 0.3
#: A line that is no number by itself: digits beside a loose mark.
PIECE = re.compile(r"^([.,]\d+|\d{1,3}([.,]\d{3})+[.,])$")
#: Share of a cell's width that a wrapped line fills.
FULL_WIDTH = 0.8
#: Padding of a cell, as a share of a digit, that a digit more would have to leave free.
WRAP_ROOM = 0.4
#: Lines whose middles differ by less than this share of their height stand side by side.
SIDE_BY_SIDE = 0.5


def drop_leader_lines(filled: Sequence[CellText]) -> list[CellText]:
    """Leave out the lines that are drawn with characters but are rules."""
    return [
        replace(f, lines=tuple(line for line in f.lines if not LEADER_LINE.match(line.text)))
        for f in filled
    ]


def split_rows(grid: TableGrid, filled: Sequence[CellText]) -> tuple[TableGrid, list[CellText]]:
    """Cut ruled bands into their logical rows.

    Args:
        grid: The ruled grid.
        filled: Its cells with their lines.

    Returns:
        The grid and cells with more rows, or what came in if there is nothing to cut.
    """
    merged_grid, merged = merge_partly_ruled_rows(grid, filled)
    cuts: dict[int, list[float]] = {}
    stacked: dict[int, StackedRows] = {}
    for row in range(merged_grid.rows):
        cells, cuts[row] = _cells_of(row, merged), []
        found = find_stacked_rows(cells)
        if found is not None and found.heights:
            stacked[row], cuts[row] = found, list(found.heights)
        elif found is None:
            cuts[row] = _cut_by_anchors(cells) or _cut_by_gaps(cells)
    if not any(cuts.values()):
        return grid, list(filled)
    return _split_stacked(*_apply_cuts(merged_grid, merged, cuts, stacked))


def _split_stacked(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText]]:
    """Cut once more: a row between numbered rows may hold stacked rows itself."""
    found = {row: find_stacked_rows(_cells_of(row, filled)) for row in range(grid.rows)}
    stacked = {row: rows for row, rows in found.items() if rows is not None and rows.heights}
    if not stacked:
        return grid, list(filled)
    cuts = {row: list(stacked[row].heights) if row in stacked else [] for row in found}
    return _apply_cuts(grid, filled, cuts, stacked)


def _cells_of(row: int, filled: Sequence[CellText]) -> list[CellText]:
    """Return the cells of one band that hold text; none if each is a single line."""
    cells = [f for f in filled if f.slot.row == row and f.slot.row_span == 1 and f.lines]
    return cells if any(len(f.lines) > 1 for f in cells) else []


def _cut_by_anchors(cells: Sequence[CellText]) -> list[float]:
    """Cut where several amounts, or several codes, stand one below the other."""
    stacks = _find_number_stacks(cells)
    openers = _find_openers(cells, stacks)
    if not stacks and not openers:
        return []
    words = [
        t
        for f in cells
        if f not in stacks and any(c.isalpha() for c in f.text)
        for t in f.lines
    ]
    anchors = _side_by_side([*openers, *(t for f in stacks for t in f.lines)])
    if len(anchors) < 2 or any(_line_at(words, a) is None for a in anchors):
        return []
    if min(t.middle for t in words) < anchors[0].box.y0:
        return []  # words above the first amount: not set from the top, no safe place to cut
    lines = [t for f in cells for t in f.lines]
    return [_cut_above(lines, a, b) for a, b in pairwise(anchors)]


def _cut_by_gaps(cells: Sequence[CellText]) -> list[float]:
    """Cut at white stripes through all cells that are wider than any gap inside a cell.

    Both sides must have words in one column and figures in one other, so that a blank line
    inside a cell parts nothing.
    """
    gaps = [max(0.0, b.box.y0 - a.box.y1) for f in cells for a, b in pairwise(f.lines)]
    levels = sorted((t for f in cells for t in f.lines), key=lambda t: t.box.y0)
    if not gaps or not levels:
        return []
    usual = sorted(gaps)[len(gaps) // 2]
    height = sorted(t.box.height for t in levels)[len(levels) // 2]
    cuts: list[float] = []
    bottom = levels[0].box.y1
    top = float("-inf")
    for line in levels:
        room = line.box.y0 - bottom
        middle = (line.box.y0 + bottom) / 2
        if room >= usual + ROW_ROOM * height and _is_row_on_both_sides(cells, top, middle):
            cuts.append(middle)
            top = middle
        bottom = max(bottom, line.box.y1)
    return cuts


def _is_row_on_both_sides(cells: Sequence[CellText], top: float, cut: float) -> bool:
    """Say whether words and figures stand on both sides of a cut, in the same columns."""

    def sides(f: CellText, is_kind: Callable[[str], bool]) -> bool:
        above = [t.text for t in f.lines if top <= t.middle < cut]
        below = [t.text for t in f.lines if t.middle >= cut]
        return any(map(is_kind, above)) and any(map(is_kind, below))

    def is_figure(text: str) -> bool:
        return text[:1].isdigit() and sum(c.isalpha() for c in text) <= 8

    def is_words(text: str) -> bool:
        return sum(c.isalpha() for c in text) >= 4 and not text[:1].isdigit()

    wordy = [f for f in cells if sides(f, is_words)]
    return bool(wordy) and any(f not in wordy and sides(f, is_figure) for f in cells)


def _cut_above(lines: Sequence[TextLine], last: TextLine, anchor: TextLine) -> float:
    """Return the height between two rows: the widest gap between the lines around them.

    The lines of a name follow each other closely; between rows there is room. Where the
    gaps are all alike the row begins at its amount.
    """
    between = sorted(
        (t for t in lines if last.middle <= t.middle <= anchor.middle), key=lambda t: t.middle
    )
    levels = _side_by_side([*between, anchor])
    gaps = [(b.middle - a.middle, b.box.y0 + a.box.y1) for a, b in pairwise(levels)]
    widest = max(gaps, key=lambda g: g[0])
    last_gap = gaps[-1]
    return (widest if widest[0] > DISTINCT_GAP * last_gap[0] else last_gap)[1] / 2


def _find_number_stacks(cells: Sequence[CellText]) -> list[CellText]:
    """Return the cells that hold several complete numbers, not one that wraps.

    A stack with an amount in it speaks for itself; small numbers need a second column
    with numbers at the same heights.
    """
    stacks = [f for f in cells if _is_stack(f.lines) and not _may_wrap(f)]
    if any(_has_piece(f.lines) for f in cells):
        return []  # a number that wraps in this band: its lines are not rows
    if any(is_amount(t.text) for f in stacks for t in f.lines):
        return stacks
    for f in stacks:
        beside = [
            o
            for o in stacks
            if o is not f and sum(_line_at(o.lines, t) is not None for t in f.lines) >= 2
        ]
        if beside:
            return [f, *beside]
    return [f for f in cells if _is_repeated_unit(f, cells)]


def _may_wrap(cell: CellText) -> bool:
    """Say whether the first of small numbers fills its cell: a further digit may wrap."""
    first, box = cell.lines[0], cell.slot.box
    if is_amount(first.text):
        return False
    digit = first.box.width / max(1, len(first.text))
    room = box.width - first.box.width - min(first.box.x0 - box.x0, box.x1 - first.box.x1)
    return first.box.width > FULL_WIDTH * box.width or room < (1 + WRAP_ROOM) * digit


def _has_piece(lines: Sequence[TextLine]) -> bool:
    """Say whether a line cannot stand by itself: "%", "25.485.", ",00", "300" below it."""
    texts = [CURRENCY.sub("", t.text) for t in lines]
    if len(texts) < 2 or any(c.isalpha() for t in texts for c in t):
        return False
    return any(
        PIECE.match(t)
        or (t == "%" and a[-1:].isdigit())
        or (is_amount(a + t) and not (is_amount(a) and is_amount(t)))
        for a, t in pairwise(texts)
    ) or bool(PIECE.match(texts[0]))


def _is_repeated_unit(cell: CellText, cells: Sequence[CellText]) -> bool:
    """Say whether a cell repeats one unit ("Dokumen", "Dokumen"), a number beside each."""
    texts = {t.text.casefold() for t in cell.lines}
    word = cell.lines[0].text
    if len(cell.lines) < 2 or len(texts) > 1 or not word.isalpha() or len(word) > 20:
        return False
    numbers = [t for f in cells if f is not cell for t in f.lines if is_number(t.text)]
    return all(_line_at(numbers, t) is not None for t in cell.lines)


def _is_stack(lines: Sequence[TextLine]) -> bool:
    """Say whether each line is a number by itself and they are not pieces of one."""
    texts = [t.text for t in lines]
    if len(texts) < 2 or not all(is_number(t) for t in texts):
        return False
    if any(re.match(r"0\d", t) for t in texts):
        return False  # "000" below "1.250.": the rest of a number
    has_amount = any(is_amount(t) for t in texts)
    if has_amount and any(t.isdigit() and t != "0" for t in texts):
        return False  # "500" below "1.250.000": perhaps the rest of it
    if any(re.search(r"[.,]\d$", a) and re.match(r"\d%?$", b) for a, b in pairwise(texts)):
        return False  # "35,5" above "9": one more decimal, perhaps
    # neighbours that make one complete number together are its halves
    joined = ["".join(texts), *(a + b for a, b in pairwise(texts))]
    return not any(is_amount(t) for t in joined)


def _find_openers(cells: Sequence[CellText], stacks: Sequence[CellText]) -> list[TextLine]:
    """Return the lines of the first column if each opens a row.

    Beside stacked amounts any number will do; without them only complete codes, or numbers
    that count up by one, are proof.
    """
    leading = [f for f in cells if f not in stacks and f.slot.column == 0]
    for f in leading:
        texts = [t.text for t in f.lines]
        if len(texts) < 2:
            continue
        if stacks and all(ROW_OPENER.match(t) for t in texts):
            return list(f.lines)
        numbers = [int(t.rstrip(".)")) for t in texts if re.match(r"\d{1,3}[.)]?$", t)]
        is_count = len(numbers) == len(texts) and all(b == a + 1 for a, b in pairwise(numbers))
        if is_count or all(LONG_KODE.match(t) for t in texts):
            return list(f.lines)
    return []


def _side_by_side(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return one line for each height, from top to bottom."""
    anchors: list[TextLine] = []
    for line in sorted(lines, key=lambda t: t.middle):
        if not anchors or not _is_beside(anchors[-1], line):
            anchors.append(line)
    return anchors


def _is_beside(a: TextLine, b: TextLine) -> bool:
    return abs(a.middle - b.middle) <= SIDE_BY_SIDE * min(a.box.height, b.box.height)


def _line_at(lines: Sequence[TextLine], anchor: TextLine) -> TextLine | None:
    return next((t for t in lines if _is_beside(t, anchor)), None)


def _apply_cuts(
    grid: TableGrid,
    filled: Sequence[CellText],
    cuts: dict[int, list[float]],
    stacked: dict[int, StackedRows],
) -> tuple[TableGrid, list[CellText]]:
    """Cut bands; cells over several rows span the new rows too.

    The lines of stacked rows are known; elsewhere a line belongs where its middle lies.
    """
    first_row: list[int] = []
    ys: list[float] = [grid.ys[0]]
    for row in range(grid.rows):
        first_row.append(len(ys) - 1)
        ys += cuts[row]
        ys.append(grid.ys[row + 1])
    first_row.append(len(ys) - 1)
    result: list[CellText] = []
    for f in filled:
        s = f.slot
        start, end = first_row[s.row], first_row[s.row + s.row_span]
        if s.row_span > 1 or end - start == 1:
            result.append(replace(f, slot=replace(s, row=start, row_span=end - start)))
            continue
        known = stacked.get(s.row)
        doubts = f.doubts
        if known is not None and s.column in known.alone:
            doubts = (*doubts, ALONE)
        for row in range(start, end):
            top, bottom = ys[row], ys[row + 1]
            if known is not None:
                lines = known.lines[s.column][row - start] if s.column in known.lines else ()
            else:
                lines = tuple(
                    t
                    for t in f.lines
                    if (t.middle >= top or row == start)
                    and (t.middle < bottom or row == end - 1)
                )
            box = Box(s.box.x0, top, s.box.x1, bottom)
            result.append(
                CellText(CellSlot(row, s.column, 1, s.column_span, box), lines, doubts)
            )
    result.sort(key=lambda f: (f.slot.row, f.slot.column))
    return replace(grid, ys=tuple(ys), slots=tuple(f.slot for f in result)), result
