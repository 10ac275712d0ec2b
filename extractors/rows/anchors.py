"""Rows told apart by anchors or by gaps: no marks, but numbers and codes in order.

Where a ruled band holds several complete amounts one below the other, and the name or code
column has a line of its own at the height of each, the band is cut there. Where that does
not hold nothing is cut: several numbers in one cell are flagged later, not guessed at.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.continuation import may_be_wrapped_number
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.rows.partition import PartitionEvidence, RowPartition
from sidak.extractors.rows.settings import SETTINGS
from sidak.schemas.text.patterns import CURRENCY, LONG_KODE, ROW_OPENER, is_amount, is_number


def propose_rows_at_anchors(cells: Sequence[CellText]) -> RowPartition | None:
    """Propose a row for each of several amounts, or codes, one below the other."""
    stacks = _find_number_stacks(cells)
    openers = _find_openers(cells, stacks)
    if not stacks and not openers:
        return None
    words = [
        t
        for f in cells
        if f not in stacks and any(c.isalpha() for c in f.text)
        for t in f.lines
    ]
    anchors = _side_by_side([*openers, *(t for f in stacks for t in f.lines)])
    if len(anchors) < 2 or any(_line_at(words, a) is None for a in anchors):
        return None
    if min(t.middle for t in words) < anchors[0].box.y0:
        return None  # words above the first amount: not set from the top, no safe place to cut
    lines = [t for f in cells for t in f.lines]
    cuts = tuple(_cut_above(lines, a, b) for a, b in pairwise(anchors))
    return RowPartition(PartitionEvidence.ANCHORS, cuts)


def propose_rows_at_gaps(cells: Sequence[CellText]) -> RowPartition | None:
    """Propose a cut at each gap through all cells that is wider than any inside a cell.

    Both sides must have words in one column and figures in one other, so that a blank line
    inside a cell parts nothing.
    """
    gaps = [max(0.0, b.box.y0 - a.box.y1) for f in cells for a, b in pairwise(f.lines)]
    levels = sorted((t for f in cells for t in f.lines), key=lambda t: t.box.y0)
    if not gaps or not levels:
        return None
    usual = sorted(gaps)[len(gaps) // 2]
    height = sorted(t.box.height for t in levels)[len(levels) // 2]
    cuts: list[float] = []
    bottom = levels[0].box.y1
    top = float("-inf")
    for line in levels:
        room = line.box.y0 - bottom
        middle = (line.box.y0 + bottom) / 2
        if room >= usual + SETTINGS.row_room * height and _is_row_on_both_sides(
            cells, top, middle
        ):
            cuts.append(middle)
            top = middle
        bottom = max(bottom, line.box.y1)
    return RowPartition(PartitionEvidence.GAPS, tuple(cuts)) if cuts else None


def _is_row_on_both_sides(cells: Sequence[CellText], top: float, cut: float) -> bool:
    """Return True if words and figures stand on both sides of a cut, in the same columns."""

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
    return (widest if widest[0] > SETTINGS.distinct_gap * last_gap[0] else last_gap)[1] / 2


def _find_number_stacks(cells: Sequence[CellText]) -> list[CellText]:
    """Return the cells that hold several complete numbers, not one that wraps.

    A stack with an amount in it is proof enough; small numbers need a second column
    with numbers at the same heights.
    """
    stacks = [f for f in cells if _is_stack(f)]
    if any(map(_holds_wrapped_number, cells)):
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


def _holds_wrapped_number(cell: CellText) -> bool:
    """Return True if the lines of a cell without words are the pieces of one number."""
    if any(c.isalpha() for t in cell.lines for c in CURRENCY.sub("", t.text)):
        return False
    return may_be_wrapped_number(cell.lines, cell.slot.box.width)


def _is_repeated_unit(cell: CellText, cells: Sequence[CellText]) -> bool:
    """Return True if a cell repeats one unit ("Dokumen", "Dokumen"), a number beside each."""
    texts = {t.text.casefold() for t in cell.lines}
    word = cell.lines[0].text
    if len(cell.lines) < 2 or len(texts) > 1 or not word.isalpha() or len(word) > 20:
        return False
    numbers = [t for f in cells if f is not cell for t in f.lines if is_number(t.text)]
    return all(_line_at(numbers, t) is not None for t in cell.lines)


def _is_stack(cell: CellText) -> bool:
    """Return True if each line is a number by itself and they are not pieces of one."""
    texts = [t.text for t in cell.lines]
    if len(texts) < 2 or not all(is_number(t) for t in texts):
        return False
    has_amount = any(is_amount(t) for t in texts)
    if has_amount and any(t.isdigit() and t != "0" for t in texts):
        return False  # "500" below "1.250.000": perhaps the rest of it
    return not may_be_wrapped_number(cell.lines, cell.slot.box.width) and not is_amount(
        "".join(texts)
    )


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
    return abs(a.middle - b.middle) <= SETTINGS.side_by_side * min(a.box.height, b.box.height)


def _line_at(lines: Sequence[TextLine], anchor: TextLine) -> TextLine | None:
    return next((t for t in lines if _is_beside(t, anchor)), None)
