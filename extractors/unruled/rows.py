"""Which lines make a row: names that wrap around their numbers, proved or doubted.

Numbers stand beside the first line of a name, its last one, or in the middle of it; a table
keeps to one of these ways. Each way parts the lines differently; what speaks against a parting
(a row that begins with a small letter, a word that would have fitted on the line above, rows
nearer to each other than the lines of a name) decides. Where two ways remain, the rows on
which they differ are doubted.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidak.extractors.layout.continuation import is_number_piece
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.unruled.chunks import NUMBER, OPENER, ListLine
from sidak.extractors.unruled.settings import SETTINGS
from sidak.extractors.unruled.stretches import Span, Stretch, is_clear
from sidak.schemas.text.patterns import CAPTION

#: First and last line (exclusive) of each row.
Parts = tuple[tuple[int, int], ...]
#: A line that ends so goes on below.
_GOES_ON = re.compile(
    r"(?:\b(?:dan|atau|serta|untuk|pada|dalam|dengan|di|ke|dari|bagi|oleh|yang|antara|and|or|of"
    r"|the|for|in|to)|[,/&\u2013-])$",
    re.IGNORECASE,
)
#: A note below a table is no part of its last row.
_NOTE = re.compile(
    r"^\W*(?:sumber|catatan|keterangan|ket|source|notes?)\b[^:]{0,12}:", re.IGNORECASE
)
#: Words that open the name of a row, rarely a line inside one.
_ENTITY = re.compile(
    r"(?:PROGRAM|Program|KEGIATAN|Kegiatan|SUB KEGIATAN|Sub Kegiatan|URUSAN|Urusan"
    r"|BELANJA|Belanja|JUMLAH|Jumlah|TOTAL|Total)\b"
)
_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its lines from top to bottom.

    Attributes:
        lines: Its lines.
        is_doubtful: Whether its name may have other lines.
    """

    lines: tuple[ListLine, ...]
    is_doubtful: bool = False

    @property
    def is_keyed(self) -> bool:
        """Whether the row has numbers, or dashes in their place."""
        return any(r.numbers or r.is_dashed for r in self.lines)


@dataclass(frozen=True, slots=True)
class _Table:
    """The lines of a stretch as rows are looked for.

    Attributes:
        lines: Lines above the first number, the stretch, lines that may follow it.
        keys: Indices of the lines that carry a row.
        headings: Indices of lines that open a row without numbers.
        lead: How many of the first lines stand above the first key.
        names: The name on each line, ``None`` where it has none.
        homes: The column of each name; 0 where there is no name.
        limits: For each line, how far to the right the names of its column reach.
    """

    lines: tuple[ListLine, ...]
    keys: tuple[int, ...]
    headings: frozenset[int]
    lead: int
    names: tuple[TextLine | None, ...]
    homes: tuple[int, ...]
    limits: tuple[float, ...]


def part_rows(
    stretch: Stretch, above: Sequence[ListLine], xs: Sequence[float] = ()
) -> tuple[list[ListRow], int]:
    """Part the lines of a stretch into rows.

    Args:
        stretch: The lines.
        above: The lines above it, from top to bottom.
        xs: Borders of the columns, if names of different columns are to be told apart. In
            a ruled band, whose cells wrap each by itself, they count as one: that is cautious.

    Returns:
        The rows from top to bottom, and how many lines above belong to the first of them.
    """
    table = _make_table(stretch, above, xs)
    if not table.keys:
        return [], 0
    ways = [w for w in (_part_by_white(table), _part_evenly(table)) if w is not None]
    ways += [_part_at_top(table), _part_at_bottom(table)]
    faults = [_find_faults(table, parts) for parts in ways]
    least = min(f.weight for f in faults)
    chosen = next(i for i, f in enumerate(faults) if f.weight == least)
    best = ways[chosen]
    doubted = {best[n] for n in faults[chosen].rows}
    rivals = {p for p, f in zip(ways, faults, strict=True) if f.weight == least}
    if len(rivals) > 1 and not _is_even_often(table, best):
        doubted |= {part for part in best if not all(part in rival for rival in rivals)}
    rows = [ListRow(tuple(table.lines[a:b]), (a, b) in doubted) for a, b in best if a < b]
    return rows, max(0, table.lead - best[0][0]) if best else 0


def _make_table(stretch: Stretch, above: Sequence[ListLine], xs: Sequence[float]) -> _Table:
    spans = [(n.box.x0, n.box.x1) for r in stretch.lines for n in r.numbers]
    lead = _find_lead(stretch.lines[0], above, spans)
    trail = _find_trail(stretch, is_ruled=not xs)
    lines = (*lead, *stretch.lines[: stretch.end - stretch.start], *trail)
    is_wrapped = any(is_number_piece(n.text) for r in lines for n in r.numbers)

    def carries_row(row: ListLine) -> bool:
        if is_wrapped:
            return _WORD.search(row.words) is not None and (row.is_opened or bool(row.numbers))
        return bool(row.numbers) or row.is_dashed

    keys = tuple(i for i, r in enumerate(lines) if carries_row(r))
    names = tuple(_name_of(r) for r in lines)
    homes = tuple(0 if n is None else sum(n.box.x0 >= x for x in xs[1:-1]) for n in names)
    headings = _find_headings(lines, keys, names, _find_limits(names, homes))
    own = [None if i in headings else n for i, n in enumerate(names)]
    return _Table(lines, keys, headings, len(lead), names, homes, _find_limits(own, homes))


def _find_limits(names: Sequence[TextLine | None], homes: Sequence[int]) -> tuple[float, ...]:
    """Return for each line how far the names of its column reach.

    Levels of a tree stand in columns of their own, some narrower than others.
    """
    reach = dict.fromkeys(homes, 0.0)
    for name, home in zip(names, homes, strict=True):
        if name is not None:
            reach[home] = max(reach[home], name.box.x1)
    return tuple(reach[home] for home in homes)


def _find_lead(
    first: ListLine, above: Sequence[ListLine], spans: Sequence[Span]
) -> list[ListLine]:
    """Return the lines above the first number that may be the beginning of its name."""
    lead: list[ListLine] = []
    top = first.line.box
    for row in reversed(above[-SETTINGS.most_lead_lines :]):
        room = top.y0 - row.line.box.y1
        if room > SETTINGS.wrap_gap * row.line.box.height or not is_clear(row, spans):
            break
        if row.line.text.endswith((":", ".")):
            break  # the end of the sentence above
        if CAPTION.match(row.line.text) or row.line.box.x0 > min(x0 for x0, _ in spans):
            break
        lead.insert(0, row)
        top = row.line.box
    return lead


def _find_trail(stretch: Stretch, *, is_ruled: bool) -> list[ListLine]:
    """Return the lines below the last number that may go on with its name.

    Args:
        stretch: The lines.
        is_ruled: Whether they fill a ruled band; then only the last line with a number shows
            where names begin.
    """
    keyed = stretch.lines[stretch.end - stretch.start - 1]
    name = _name_of(keyed)
    own_lines = stretch.lines[: stretch.end - stretch.start]
    starts = [c.box.x0 for c in keyed.chunks]
    if not is_ruled:
        starts += [n.box.x0 for r in own_lines if (n := _name_of(r)) is not None]
    inner = [
        b.line.box.y0 - a.line.box.y1
        for a, b in pairwise(own_lines)
        if not b.numbers and not b.is_dashed
    ]
    trail: list[ListLine] = []
    last = keyed
    for row in stretch.lines[stretch.end - stretch.start :]:
        room = row.line.box.y0 - last.line.box.y1
        most = max([SETTINGS.wrap_gap * last.line.box.height, *(1.15 * g for g in inner)])
        own = _name_of(row)
        if own is None and all(NUMBER.match(c.text) for c in row.chunks) and room < 0:
            trail.append(row)  # the ends of numbers that wrap
            last = row
            continue
        if room > most or own is None or _NOTE.match(own.text) or row.is_opened:
            break
        size = own.glyphs[0].size
        if name is not None and not any(abs(own.box.x0 - x) <= 2 * size for x in starts):
            break
        trail.append(row)
        last = row
    return trail


def _name_of(row: ListLine) -> TextLine | None:
    """Return the first chunk of words of a line."""
    return next(
        (
            c
            for c in row.chunks
            if _WORD.search(c.text) and not NUMBER.match(c.text) and not OPENER.match(c.text)
        ),
        None,
    )


def _find_headings(
    lines: Sequence[ListLine],
    keys: Sequence[int],
    names: Sequence[TextLine | None],
    limits: Sequence[float],
) -> frozenset[int]:
    """Return the lines without numbers that open a row of their own.

    They differ in weight from the rows around them, carry a mark as those do, or stand
    further left than all names.
    """
    own = [lines[k] for k in keys]
    bold = sum(r.is_bold for r in own)
    marks = [r.chunks[0].box.x0 for r in own if r.is_opened]
    starts = [n.box.x0 for k in keys if (n := names[k]) is not None]
    found: set[int] = set()
    for i, row in enumerate(lines):
        name = names[i]
        if i in keys or name is None:
            continue
        is_marked = (
            len(marks) * 2 >= len(own)
            and row.is_opened
            and any(abs(row.chunks[0].box.x0 - x) <= 2 * SETTINGS.flush for x in marks)
        )
        is_set_off = row.is_bold and 3 * bold <= len(own)
        is_outdented = bool(starts) and (
            name.box.x0 < min(starts) - SETTINGS.outdent * name.glyphs[0].size
        )
        if is_marked or is_set_off or is_outdented:
            goes_on = i > 0 and row.is_bold == lines[i - 1].is_bold and not is_marked
            if not goes_on or not _would_wrap(names[i - 1], name, limits[i]):
                found.add(i)
    return frozenset(found)


def _would_wrap(upper: TextLine | None, lower: TextLine, limit: float) -> bool:
    """Return True if the first word of a line would not have fitted on the one above."""
    return upper is not None and not _would_fit(upper, lower, limit)


def _would_fit(upper: TextLine, lower: TextLine, limit: float) -> bool:
    """Return True if the first word of a line would plainly have fitted on the one above."""
    width = 0.0
    first = lower.glyphs[0]
    for last, glyph in pairwise(lower.glyphs):
        if glyph.is_after_space or glyph.x0 - last.x1 > SETTINGS.space_in_chunk * glyph.size:
            width = last.x1 - first.x0
            break
    else:
        width = lower.box.width
    room = limit - upper.box.x1
    return width + SETTINGS.word_fits * first.size < room


# --- the ways ---------------------------------------------------------------------------


def _part_at_top(table: _Table) -> Parts:
    """Each row begins on the line of its numbers, or on the one that its mark opens."""
    starts: set[int] = set(table.headings)
    edge = min(table.lines[k].line.box.x0 for k in table.keys) + 2 * SETTINGS.flush
    for last, key in pairwise((-1, *table.keys)):
        between = [
            i
            for i in range(last + 1, key)
            if table.lines[i].is_opened and table.lines[i].line.box.x0 <= edge
        ]
        if len(between) == 1 and not table.lines[key].is_opened and last >= 0:
            starts.add(between[0])
            starts -= set(range(between[0] + 1, key))
        elif len(between) == 1 and not table.lines[key].is_opened and between[0] in starts:
            continue
        else:
            starts.add(key)
    return _cut_at(sorted(starts), len(table.lines))


def _cut_at(starts: Sequence[int], end: int) -> Parts:
    return tuple(pairwise((*starts, end)))


def _part_at_bottom(table: _Table) -> Parts:
    """Each row ends on the line of its numbers."""
    parts: list[tuple[int, int]] = []
    start = 0
    for i in range(len(table.lines)):
        if i in table.headings and start < i:
            parts.append((start, i))
            start = i
        if i in table.keys or i in table.headings:
            parts.append((start, i + 1))
            start = i + 1
    return tuple(parts)


def _part_evenly(table: _Table) -> Parts | None:
    """The numbers stand in the middle of each row; ``None`` if that fits nowhere."""
    for start in range(table.lead + 1):
        parts = _chain_evenly(table, start)
        if parts is not None:
            return parts
    return None


def _chain_evenly(table: _Table, start: int) -> Parts | None:
    """Follow rows whose numbers stand in their middle, from a first line on."""
    parts: list[tuple[int, int]] = []
    lines, i = table.lines, start
    while i < len(lines):
        if i in table.headings:
            parts.append((i, i + 1))
            i += 1
            continue
        key = next((k for k in table.keys if k >= i), None)
        if key is None:
            break  # what is left follows the table
        if any(h in table.headings for h in range(i, key)):
            return None
        end = _find_even_end(table, i, key)
        if end is None:
            return None
        parts.append((i, end))
        i = end
    return tuple(parts) if parts and parts[-1][1] > table.keys[-1] else None


def _find_even_end(table: _Table, start: int, key: int) -> int | None:
    """Return the end of the row whose first line is known and whose numbers are its middle."""
    lines = table.lines
    found: list[tuple[float, int]] = []
    for end in range(key + 1, len(lines) + 1):
        if any(k in table.headings or k in table.keys for k in range(key + 1, end)):
            break
        middle = (lines[start].middle + lines[end - 1].middle) / 2
        found.append((abs(middle - lines[key].middle), end))
    off, end = min(found)
    return end if off <= SETTINGS.block_middle * lines[key].line.box.height else None


def _part_by_white(table: _Table) -> Parts | None:
    """Cut at the widest gaps, if each part then has one line with numbers."""
    lines, first = table.lines, 0
    if table.headings or not 1 < len(table.keys) < len(lines):
        return None
    bottom, gaps = lines[0].line.box.y1, []
    for row in lines[1:]:
        gaps.append(row.line.box.y0 - bottom)
        bottom = max(bottom, row.line.box.y1)
    widest = sorted(gaps, reverse=True)
    count = len(table.keys) - 1
    room = SETTINGS.row_white * lines[0].line.box.height
    if not 0 < count < len(gaps) or widest[count - 1] < widest[count] + room:
        return None
    starts = [first, *(i + 1 for i, gap in enumerate(gaps) if gap >= widest[count - 1])]
    parts = _cut_at(starts, len(lines))
    if any(sum(a <= k < b for k in table.keys) != 1 for a, b in parts):
        return None
    return parts


# --- what speaks against a way ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Faults:
    """What speaks against a parting.

    Attributes:
        weight: How much, over all rows.
        rows: The rows of which something does.
    """

    weight: int
    rows: frozenset[int]


def _find_faults(table: _Table, parts: Parts) -> _Faults:
    """Weigh what speaks against a parting: between rows more than inside a name."""
    home = {i: n for n, (a, b) in enumerate(parts) for i in range(a, b)}
    weight = 2 * sum(i not in home for i in range(len(table.lines)))
    rows: set[int] = set()
    named = _name_lines(table, home)
    is_lower_usual = _begin_small(table)
    is_entity_rare = 2 * sum(map(_opens_entity, table.names)) < len(table.keys)
    inside: list[float] = []
    between: list[float] = []
    for (i, above), (k, below) in pairwise(named):
        gap = below.box.y0 - above.box.y1
        is_begun = below.text[0].islower()
        if home[i] == home[k]:
            inside.append(gap)
            is_heading = is_entity_rare and i not in table.keys and _opens_entity(above)
            is_new = (
                _would_fit(above, below, table.limits[k]) or _opens_entity(below) or is_heading
            )
            if is_new and not is_begun:
                weight += 1
                rows.add(home[i])
            continue
        between.append(gap)
        goes_on = (is_begun and not is_lower_usual) or _GOES_ON.search(above.text)
        if goes_on and not table.lines[k].is_opened:
            weight += 2
            rows |= {home[i], home[k]}
    room = SETTINGS.row_white * table.lines[0].line.box.height
    if inside and between and min(between) < max(inside) - room:
        weight += 2
        rows |= {n for n, (a, b) in enumerate(parts) if b - a > 1}
    return _Faults(weight, frozenset(rows))


def _name_lines(table: _Table, home: Container[int]) -> list[tuple[int, TextLine]]:
    """Return the lines of names; not the words of another column that stand half a line off."""
    named: list[tuple[int, TextLine]] = []
    for i, name in enumerate(table.names):
        if name is None or i not in home:
            continue
        if named and table.homes[named[-1][0]] != table.homes[i]:
            last = named[-1][1]
            if name.box.y0 - last.box.y1 <= SETTINGS.half_line * last.box.height:
                if name.box.x0 > last.box.x0:
                    continue
                named.pop()
        named.append((i, name))
    return named


def _begin_small(table: _Table) -> bool:
    """Return True if many names of the table begin with a small letter."""
    starts = [n.text for k in table.keys if (n := table.names[k]) is not None]
    return 3 * sum(t[0].islower() for t in starts) > len(starts)


def _opens_entity(name: TextLine | None) -> bool:
    return name is not None and _ENTITY.match(name.text) is not None


def _is_even_often(table: _Table, parts: Parts) -> bool:
    """Return True if several names of some lines stand evenly around their numbers."""
    even = [
        (a, b)
        for a, b in parts
        if b - a >= 2 and any(a < k < b - 1 or b - a == 2 for k in table.keys if a <= k < b)
    ]
    return len(even) >= SETTINGS.fewest_even_names and parts == _part_evenly(table)
