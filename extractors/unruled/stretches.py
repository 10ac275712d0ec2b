"""Where a table without rulings begins and ends: runs of lines whose numbers stand flush."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sidak.extractors.unruled.chunks import NUMBER, ListLine
from sidak.extractors.unruled.settings import SETTINGS
from sidak.schemas.text.patterns import CAPTION

#: Where a number begins and ends, in points.
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one table.

    Attributes:
        start: Index of its first line with a number.
        end: Index after its last line with a number.
        reach: Index after the last line that may go on with its last row.
        lines: Its lines, those up to ``reach``; dashes in columns of numbers are noted.
    """

    start: int
    end: int
    reach: int
    lines: tuple[ListLine, ...]


class _OpenStretch:
    """A stretch that is being gathered."""

    def __init__(self, start: int, row: ListLine, spans: list[Span]) -> None:
        self.start = start
        self.rows = [row]
        self.end = start + 1
        self.spans = spans
        self.pitch = 0.0

    def is_near(self, row: ListLine) -> bool:
        last = self.rows[-1].line.box
        room = max(SETTINGS.block_gap * last.height, SETTINGS.same_pitch * self.pitch)
        return row.line.box.y0 - last.y1 <= room

    def add(self, row: ListLine, spans: list[Span]) -> None:
        keyed = self.rows[self.end - self.start - 1]
        self.pitch = max(self.pitch, row.line.box.y0 - keyed.line.box.y1)
        self.rows.append(row)
        self.spans += spans
        self.end = self.start + len(self.rows)

    def close(self) -> Stretch:
        return Stretch(self.start, self.end, self.start + len(self.rows), tuple(self.rows))


def find_stretches(rows: Sequence[ListLine]) -> list[Stretch]:
    """Cut lines into stretches whose numbers stand flush; names may wrap between them.

    A line that reaches into the columns of the numbers without being flush ends a stretch,
    unless it is a heading between two rows.
    """
    found: list[Stretch] = []
    current: _OpenStretch | None = None
    for i, row in enumerate(rows):
        spans = _spans(row)
        if current is not None and (not current.is_near(row) or CAPTION.match(row.line.text)):
            found.append(current.close())
            current = None
        if current is None:
            current = _OpenStretch(i, row, spans) if spans else None
            continue
        dashes = [(d.box.x0, d.box.x1) for d in row.dashes]
        if not spans and dashes and are_flush(current.spans, dashes):
            current.add(replace(row, is_dashed=True), dashes)
        elif spans and (are_flush(current.spans, spans) or _is_beside(current, row)):
            current.add(row, spans)
        elif spans:
            found.append(current.close())
            current = _OpenStretch(i, row, spans)
        elif (
            is_clear(row, current.spans)
            or _goes_on(current, row)
            or _is_heading(rows, i, current)
        ):
            current.rows.append(row)
        else:
            found.append(current.close())
            current = None
    if current is not None:
        found.append(current.close())
    return found


def _spans(row: ListLine) -> list[Span]:
    return [(n.box.x0, n.box.x1) for n in row.numbers]


def is_clear(row: ListLine, spans: Sequence[Span]) -> bool:
    """Return True if no chunk of a line reaches into a column of numbers."""
    return not any(c.box.x0 < x1 and c.box.x1 > x0 for c in row.chunks for x0, x1 in spans)


def are_flush(spans: Sequence[Span], own: Sequence[Span]) -> bool:
    """Return True if a number ends, begins or is centred where one of a column is."""
    return any(
        min(abs(a0 - b0), abs(a1 - b1), abs(a0 + a1 - b0 - b1) / 2) <= SETTINGS.flush
        for a0, a1 in spans
        for b0, b1 in own
    )


def _is_beside(current: _OpenStretch, row: ListLine) -> bool:
    """Return True if a line right below has numbers in other columns only."""
    room = row.line.box.y0 - current.rows[-1].line.box.y1
    is_tight = room <= SETTINGS.half_line * row.line.box.height
    return is_tight and is_clear(row, current.spans)


def _goes_on(current: _OpenStretch, row: ListLine) -> bool:
    """Return True if a line may hold the ends of the numbers above it."""
    spans = [(c.box.x0, c.box.x1) for c in row.chunks if NUMBER.match(c.text)]
    room = row.line.box.y0 - current.rows[-1].line.box.y1
    return (
        len(spans) == len(row.chunks)
        and room <= SETTINGS.wrap_gap * row.line.box.height
        and all(are_flush(current.spans, [span]) for span in spans)
    )


def _is_heading(rows: Sequence[ListLine], i: int, current: _OpenStretch) -> bool:
    """Return True if a line is a heading that runs over the columns between two rows."""
    if len(rows[i].chunks) != 1 or i + 1 == len(rows) or not current.rows[-1].numbers:
        return False
    below = _spans(rows[i + 1])
    is_set_off = rows[i].is_bold != rows[i + 1].is_bold or rows[i].is_opened
    return is_set_off and bool(below) and are_flush(current.spans, below)


def part_side_by_side(rows: Sequence[ListLine]) -> list[list[ListLine]]:
    """Part the lines of two tables that stand side by side, their lines at other heights.

    Lines with a name and a number of its own each, beside each other on several heights,
    and nothing across the gap between them.
    """
    pairs = [
        (a, b) if a.line.box.x0 < b.line.box.x0 else (b, a)
        for a, b in pairwise(rows)
        if _are_beside(a, b)
    ]
    if len(pairs) < SETTINGS.least_list_rows:
        return [list(rows)]
    left = max(a.line.box.x1 for a, _ in pairs)
    right = min(b.line.box.x0 for _, b in pairs)
    if left >= right:
        return [list(rows)]
    middle = (left + right) / 2
    top = min(min(a.line.box.y0, b.line.box.y0) for a, b in pairs)
    top -= SETTINGS.most_head_lines * pairs[0][0].line.box.height
    bottom = max(max(a.line.box.y1, b.line.box.y1) for a, b in pairs)
    beside = [r for r in rows if r.line.box.x0 > middle and top < r.middle < bottom + 1]
    return [[r for r in rows if r not in beside], beside]


def _are_beside(a: ListLine, b: ListLine) -> bool:
    """Return True if two lines of a table each stand beside each other."""
    if not all(r.numbers and sum(c.isalpha() for c in r.words) >= 4 for r in (a, b)):
        return False
    first, second = a.line.box, b.line.box
    height = min(first.height, second.height)
    across = min(first.y1, second.y1) - max(first.y0, second.y0)
    gap = max(first.x0, second.x0) - min(first.x1, second.x1)
    return (
        across > SETTINGS.side_overlap * height
        and gap > SETTINGS.side_gap * a.line.glyphs[0].size
    )
