"""Lines of text cut into the pieces that stand in different columns."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidak.extractors.layout.settings import SETTINGS as LAYOUT_SETTINGS
from sidak.extractors.layout.text_lines import TextLine, make_line
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.unruled.settings import SETTINGS
from sidak.schemas.text.column_numbers import ANYWHERE, is_column_number_row
from sidak.schemas.text.patterns import is_amount, is_year

_SIGN = r"[-\u2013\u2212]"
NUMBER = re.compile(
    rf"^\(?{_SIGN}?(rp\.? ?|idr ?)?\(?{_SIGN}?(\d[\d.,]*|\d{{1,3}}([ '\u2019]\d{{3}})+)"
    rf"(,-|{_SIGN})?\)? ?(%|[A-Za-z/]{{1,12}})?$",
    re.IGNORECASE,
)
#: The unit behind a number, after a space.
UNIT = re.compile(r" (%|[A-Za-z/]{1,12})$")
#: A dash in the place of a number.
DASH = re.compile(r"^[-\u2013]$")
#: The number or letter that opens an entry of a list.
ENTRY = re.compile(r"^(\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]( ?\S|$)")
#: A number or letter in a column of its own that opens a row.
OPENER = re.compile(r"^(\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]?$")
#: The currency alone, before its amount.
CURRENCY_ALONE = re.compile(r"^(rp|idr)\.?:?$", re.IGNORECASE)
#: Two numbers set without a gap: the groups of three tell where the first one ends.
_GLUED = re.compile(r"^(\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)(\d{1,3}(?:[.,]\d{3})+)$")
#: A number that must not be taken for a piece of another one.
_WHOLE = re.compile(
    rf"^\(?{_SIGN}?(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?"
    r"|\d+[.,]\d+)(?:,-|\.-|-)?\)?%?$"
)
_LEADER = frozenset(".\u2026_")


@dataclass(frozen=True, slots=True)
class ListLine:
    """A printed line cut into chunks.

    Attributes:
        line: The line as the page prints it.
        chunks: Its pieces from left to right, leaders left out.
        numbers: Chunks that are numbers, without the units behind them. The first chunk of
            a line is its name or its ordinal, unless it is an amount.
        printed: The lines of the page that it is made of, where there are several.
        is_dashed: Dashes stand for its numbers.
        has_leaders: Dots lead from its name to its numbers.
    """

    line: TextLine
    chunks: tuple[TextLine, ...]
    numbers: tuple[TextLine, ...] = ()
    printed: tuple[TextLine, ...] = ()
    is_dashed: bool = False
    has_leaders: bool = False

    @property
    def dashes(self) -> tuple[TextLine, ...]:
        """Chunks after the first that stand for a number."""
        return tuple(c for c in self.chunks[1:] if DASH.match(c.text))

    @property
    def words(self) -> str:
        """The text of the chunks that are no numbers."""
        return "".join(c.text for c in self.chunks if not NUMBER.match(c.text))

    @property
    def middle(self) -> float:
        """Vertical middle in points."""
        return self.line.middle

    @property
    def is_bold(self) -> bool:
        """Whether most letters of the words are bold."""
        letters = [g for c in self.chunks for g in c.glyphs if g.text.isalpha()]
        return 2 * sum(g.is_bold for g in letters) > len(letters)

    @property
    def is_opened(self) -> bool:
        """Whether a mark or a number of its own opens the line."""
        return bool(ENTRY.match(self.line.text)) or (
            len(self.chunks) > 1 and bool(OPENER.match(self.chunks[0].text))
        )


def make_list_line(
    line: TextLine,
    chunks: Sequence[TextLine],
    printed: Sequence[TextLine] = (),
    *,
    has_leaders: bool = False,
) -> ListLine:
    """Make a line of its chunks; years alone and column numbers are no numbers of a row."""
    numbers: list[TextLine] = []
    if not is_column_number_row([c.text for c in chunks], ANYWHERE):
        numbers = [
            bare_number(c)
            for i, c in enumerate(chunks)
            if NUMBER.match(c.text) and (i or is_amount(c.text) or is_front(c.text))
        ]
    if all(is_year(n.text) for n in numbers):
        numbers = []
    return ListLine(
        line, tuple(chunks), tuple(numbers), tuple(printed or (line,)), has_leaders=has_leaders
    )


def is_front(text: str) -> bool:
    """Return True if a text can only be the front of a number that wraps: "654.278."."""
    digits = sum(ch.isdigit() for ch in text)
    return digits >= SETTINGS.fewest_front_digits and text.endswith((".", ","))


def bare_number(chunk: TextLine) -> TextLine:
    """Return a number without the unit behind it."""
    unit = UNIT.search(chunk.text)
    if unit is None:
        return chunk
    return make_line(chunk.glyphs[: len(chunk.glyphs) - len(unit[1])])


def cut_line(line: TextLine, *, joins_currency: bool = True) -> ListLine:
    """Cut a line where gaps are too wide for a space, between numbers and at leaders.

    Args:
        line: The line.
        joins_currency: Whether "Rp" at the left edge of a column belongs to its amount; if
            not, it is left out.
    """
    pieces: list[list[Glyph]] = [list(line.glyphs)]
    has_leaders = False
    if sum(map(line.text.count, _LEADER)) >= SETTINGS.leader_dots:
        pieces, has_leaders = _part_at_leaders(line.glyphs)
    groups: list[list[Glyph]] = []
    for piece in pieces:
        groups.append([piece[0]])
        for last, glyph in pairwise(piece):
            if glyph.x0 - last.x1 > SETTINGS.column_gap * min(glyph.size, last.size):
                groups.append([])
            groups[-1].append(glyph)
    chunks = [part for group in groups for part in _part_numbers(make_line(group))]
    chunks = _join_currency(chunks) if joins_currency else _drop_currency(chunks)
    return make_list_line(line, chunks, has_leaders=has_leaders)


def _part_at_leaders(glyphs: Sequence[Glyph]) -> tuple[list[list[Glyph]], bool]:
    """Part glyphs at runs of dots, which are left out."""
    pieces: list[list[Glyph]] = [[]]
    has_leaders = False
    start = 0
    while start < len(glyphs):
        end = start
        while end < len(glyphs) and glyphs[end].text in _LEADER:
            end += 1
        if end - start >= SETTINGS.leader_dots:
            has_leaders = True
            pieces.append([])
            start = end
        else:
            end = max(end, start + 1)
            pieces[-1] += glyphs[start:end]
            start = end
    return [p for p in pieces if p], has_leaders


def _words_of(chunk: TextLine) -> list[list[Glyph]]:
    """Return the words of a chunk."""
    words: list[list[Glyph]] = [[chunk.glyphs[0]]]
    for last, glyph in pairwise(chunk.glyphs):
        share = (
            LAYOUT_SETTINGS.printed_space_gap
            if glyph.is_after_space
            else LAYOUT_SETTINGS.space_gap
        )
        if glyph.x0 - last.x1 > share * min(glyph.size, last.size):
            words.append([])
        words[-1].append(glyph)
    return words


def _part_numbers(chunk: TextLine) -> list[TextLine]:
    """Part a chunk between whole numbers, with a space between them or without one."""
    if sum(g.text.isdigit() for g in chunk.glyphs) < SETTINGS.fewest_parted_digits:
        return [chunk]
    words = [part for word in _words_of(chunk) for part in _part_glued(word)]
    groups = [words[0]]
    for last, word in pairwise(words):
        if _is_whole(last) and _is_whole(word):
            groups.append(word)
        else:
            groups[-1] = [*groups[-1], *word]
    return [make_line(g) for g in groups] if len(groups) > 1 else [chunk]


def _is_whole(word: Sequence[Glyph]) -> bool:
    return _WHOLE.match("".join(g.text for g in word)) is not None


def _part_glued(word: list[Glyph]) -> list[list[Glyph]]:
    """Part two numbers that touch, if the file set them apart."""
    text = "".join(g.text for g in word)
    match = _GLUED.match(text) if len(text) == len(word) else None
    if match is None:
        return [word]
    cut = match.end(1)
    is_apart = word[cut - 1].run != word[cut].run
    return [word[:cut], word[cut:]] if is_apart else [word]


def _join_currency(chunks: Sequence[TextLine]) -> list[TextLine]:
    """Put "Rp" before the amount that follows it."""
    joined: list[TextLine] = []
    for chunk in chunks:
        if joined and CURRENCY_ALONE.match(joined[-1].text) and NUMBER.match(chunk.text):
            chunk = make_line((*joined.pop().glyphs, *chunk.glyphs))
        joined.append(chunk)
    return joined


def _drop_currency(chunks: Sequence[TextLine]) -> list[TextLine]:
    """Leave out "Rp" before an amount: near to a long name it seems to be its last word."""
    kept: list[TextLine] = []
    for i, chunk in enumerate(chunks):
        if i + 1 == len(chunks) or not NUMBER.match(chunks[i + 1].text):
            kept.append(chunk)
            continue
        words = _words_of(chunk)
        while words and CURRENCY_ALONE.match(make_line(words[-1]).text):
            words.pop()
        if words:
            kept.append(make_line([glyph for word in words for glyph in word]))
    return kept


def free_numbers(rows: Sequence[ListLine]) -> list[ListLine]:
    """Cut amounts free of the words before them where others stand flush with them.

    A long name may come as near to the first amount as one word to the next.
    """
    ends = [n.box.x1 for r in rows for n in r.numbers]

    def is_flush(glyph: Glyph) -> bool:
        near = sum(abs(glyph.x1 - x) <= SETTINGS.flush for x in ends)
        return near >= SETTINGS.least_list_rows

    return [_free(row, is_flush) for row in rows]


def _free(row: ListLine, is_flush: Callable[[Glyph], bool]) -> ListLine:
    chunks: list[TextLine] = []
    for chunk in row.chunks:
        words = _words_of(chunk) if any(c.isalpha() for c in chunk.text) else []
        text = "".join(g.text for g in words[-1]) if len(words) > 1 else ""
        is_named = len(words) > 1 and not CURRENCY_ALONE.match(make_line(words[-2]).text)
        if is_amount(text) and is_named and is_flush(words[-1][-1]):
            chunks += [make_line([g for w in words[:-1] for g in w]), make_line(words[-1])]
        else:
            chunks.append(chunk)
    return make_list_line(row.line, chunks, row.printed, has_leaders=row.has_leaders)


def free_ordinals(rows: Sequence[ListLine]) -> list[ListLine]:
    """Cut ordinals free of the names behind them where they stand in a column of their own.

    A spreadsheet sets the ordinal right-aligned, the name left-aligned right beside it: the
    ordinals end together, the names begin together, and the ordinals count up.
    """
    found: list[tuple[int, int, Glyph, Glyph]] = []
    for i, row in enumerate(rows):
        words = _words_of(row.chunks[0]) if row.chunks else []
        text = "".join(g.text for g in words[0]) if len(words) > 1 else ""
        if text.isdigit() and len(text) <= SETTINGS.longest_ordinal:
            found.append((i, int(text), words[0][-1], words[1][0]))
    counted = [f for f in found if f[1] == 1][:1]
    for f in found:
        if counted and f[1] == counted[-1][1] + 1:
            counted.append(f)
    if len(counted) < SETTINGS.least_list_rows:
        return list(rows)
    ends, starts = [f[2].x1 for f in counted], [f[3].x0 for f in counted]
    if max(ends) - min(ends) > SETTINGS.flush or max(starts) - min(starts) > SETTINGS.flush:
        return list(rows)
    freed = list(rows)
    for i, _, last, _ in counted:
        first, *others = freed[i].chunks
        cut = first.glyphs.index(last) + 1
        parts = (make_line(first.glyphs[:cut]), make_line(first.glyphs[cut:]))
        freed[i] = make_list_line(
            freed[i].line,
            (*parts, *others),
            freed[i].printed,
            has_leaders=freed[i].has_leaders,
        )
    return freed


def join_level_lines(rows: Sequence[ListLine]) -> list[ListLine]:
    """Join a line of numbers with the line of a name that it stands beside.

    On a page that lies askew, or where numbers are set a little higher than names, they are
    two lines. The line of the name opens with a mark, and no other line is as near.
    """
    joined: list[ListLine] = []
    skip = False
    for i, row in enumerate(rows):
        if skip:
            skip = False
            continue
        below = rows[i + 1] if i + 1 < len(rows) else None
        if below is not None and _are_level(row, below):
            reach = _reach(row, below)
            others = [_reach(r, row) for r in joined[-1:]]
            others += [_reach(r, below) for r in rows[i + 2 : i + 3]]
            if all(reach > SETTINGS.clearly_nearer * other for other in others):
                row, skip = _join(row, below), True
        joined.append(row)
    return joined


def _reach(a: ListLine, b: ListLine) -> float:
    """Return by how much two lines reach into each other, as a share of their height."""
    first, second = a.line.box, b.line.box
    across = min(first.y1, second.y1) - max(first.y0, second.y0)
    return max(0.0, across) / min(first.height, second.height)


def _are_level(a: ListLine, b: ListLine) -> bool:
    """Return True if one line has numbers only, the other a marked name, side by side."""
    numbered, named = (a, b) if a.numbers else (b, a)
    if len(numbered.numbers) != len(numbered.chunks) or named.numbers or not named.is_opened:
        return False
    if named.line.box.x1 > numbered.line.box.x0 or not named.words:
        return False
    return _reach(a, b) >= SETTINGS.level_reach


def _join(a: ListLine, b: ListLine) -> ListLine:
    chunks = sorted((*a.chunks, *b.chunks), key=lambda c: c.box.x0)
    line = make_line([g for r in (a, b) for g in r.line.glyphs])
    has_leaders = a.has_leaders or b.has_leaders
    return make_list_line(line, chunks, (*a.printed, *b.printed), has_leaders=has_leaders)
