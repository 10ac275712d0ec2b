"""The text of cells: every glyph inside a grid's frame goes into exactly one of them."""

import bisect
import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.hanging_numbers import lead_with_currency, lead_with_number
from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.layout.text_lines import TextLine, bound_glyphs, compose_lines
from sidak.extractors.pdf.glyph import Glyph
from sidak.schemas import Box, Doubt, DoubtKind, bounding_box

#: The home of a glyph outside the frame.
OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class CellText:
    """A slot of the grid with its lines and the doubts about them."""

    slot: CellSlot
    lines: tuple[TextLine, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def text(self) -> str:
        r"""Lines joined by ``"\n"``."""
        return "\n".join(line.text for line in self.lines)

    @property
    def readings(self) -> tuple[str, ...]:
        """OCR readings of a scanned cell, its own text first; few, no two alike."""
        if not any(line.readings for line in self.lines):
            return ()
        choices = [tuple(dict.fromkeys((t.text, *t.readings))) for t in self.lines]
        texts = ("\n".join(parts) for parts in itertools.product(*choices))
        return tuple(itertools.islice(texts, SETTINGS.most_readings))

    @property
    def text_box(self) -> Box | None:
        """The box around all glyphs."""
        return bounding_box(line.box for line in self.lines) if self.lines else None

    @property
    def glyphs(self) -> list[Glyph]:
        """All glyphs."""
        return [g for line in self.lines for g in line.glyphs]


def fill_grid(grid: TableGrid, glyphs: Sequence[Glyph]) -> tuple[list[CellText], list[Glyph]]:
    """Put glyphs into the cells of a grid.

    Text that the file set without a gap and that runs over a border (a name too long for
    its cell), or over the edge of the frame, stays whole in the cell where most of it
    stands.

    Returns:
        The filled cells in the order of ``grid.slots``, and the glyphs outside the frame.
    """
    position = {
        (r, c): i
        for i, s in enumerate(grid.slots)
        for r in range(s.row, s.row + s.row_span)
        for c in range(s.column, s.column + s.column_span)
    }
    cell_of = [
        position.get(
            (bisect.bisect_right(grid.ys, y) - 1, bisect.bisect_right(grid.xs, x) - 1), OUTSIDE
        )
        for x, y in (glyph.anchor for glyph in glyphs)
    ]
    doubts = _assign_straddling_words(glyphs, cell_of)
    _bring_names_home(glyphs, cell_of)
    members: dict[int, list[Glyph]] = defaultdict(list)
    for glyph, cell in zip(glyphs, cell_of, strict=True):
        members[cell].append(glyph)
    filled: list[CellText] = []
    for i, slot in enumerate(grid.slots):
        lines = lead_with_currency(lead_with_number(compose_lines(members.get(i, []))))
        if any(map(_is_overprinted, lines)):
            doubts[i].append(Doubt(DoubtKind.NAME_GARBLED))
        filled.append(CellText(slot, lines, tuple(doubts.get(i, ()))))
    return _doubt_names_above(filled), members.get(OUTSIDE, [])


def _doubt_names_above(filled: Sequence[CellText]) -> list[CellText]:
    """Doubt the name above one that is printed over another, if its last lines lie there.

    The file sets the lines of a name one after the other.
    """
    garbled = Doubt(DoubtKind.NAME_GARBLED)
    runs = {
        (f.slot.row, f.slot.column): {g.run for g in f.glyphs}
        for f in filled
        if garbled in f.doubts
    }
    if not runs:
        return list(filled)

    def goes_on_below(f: CellText) -> bool:
        below = runs.get((f.slot.row + f.slot.row_span, f.slot.column), set())
        return any(g.run + 1 in below for g in f.glyphs)

    return [
        replace(f, doubts=(*f.doubts, garbled))
        if garbled not in f.doubts and goes_on_below(f)
        else f
        for f in filled
    ]


def _bring_names_home(glyphs: Sequence[Glyph], cell_of: list[int]) -> None:
    """Bring a name that runs over the numbers beside it home to its cell; changes ``cell_of``.

    The file set the name in one piece, with words and no digits, and numbers of other pieces
    lie upon it or below it.
    """
    start = 0
    for i in range(1, len(glyphs) + 1):
        if i < len(glyphs) and glyphs[i].run == glyphs[i - 1].run:
            continue
        piece, start = range(start, i), i
        home = cell_of[piece[0]]
        if home == OUTSIDE or cell_of[piece[-1]] == home:
            continue
        own = [glyphs[k] for k in piece]
        is_name = all(
            b.angle == 0
            and not b.text.isdigit()
            and -b.size < b.x0 - a.x1 < SETTINGS.column_gap * b.size
            for a, b in itertools.pairwise(own)
        )
        if is_name and not own[0].text.isdigit() and _is_over_numbers(piece, glyphs, cell_of):
            for k in piece:
                cell_of[k] = home


def _is_over_numbers(piece: range, glyphs: Sequence[Glyph], cell_of: Sequence[int]) -> bool:
    """Return True if digits of another piece lie upon a name, outside of its own cell."""
    own = bound_glyphs([glyphs[k] for k in piece])
    beside = {cell_of[k] for k in piece} - {cell_of[piece[0]]}
    return any(
        cell in beside
        and glyph.text.isdigit()
        and k not in piece
        and glyph.x0 < own.x1
        and glyph.x1 > own.x0
        and own.y0 < glyph.center[1] < own.y1
        for k, (glyph, cell) in enumerate(zip(glyphs, cell_of, strict=True))
    )


def _is_overprinted(line: TextLine) -> bool:
    """Return True if two texts are printed over each other: their letters cannot be parted."""
    letters = [g for g in line.glyphs if g.text.isalpha()]
    over = sum(
        a.run != b.run
        and a.x1 - b.x0 > SETTINGS.overprinted_letter * min(a.x1 - a.x0, b.x1 - b.x0)
        for a, b in itertools.pairwise(letters)
    )
    return over >= max(SETTINGS.overprinted_fewest, SETTINGS.overprinted_share * len(letters))


def _assign_straddling_words(
    glyphs: Sequence[Glyph], cell_of: list[int]
) -> dict[int, list[Doubt]]:
    """Bring words that run over a border home to one cell; changes ``cell_of``."""
    doubts: dict[int, list[Doubt]] = defaultdict(list)
    start = 0
    for i in range(1, len(glyphs) + 1):
        if i < len(glyphs) and _is_same_word(glyphs[i - 1], glyphs[i]):
            continue
        word = range(start, i)
        start = i
        places = {cell_of[k] for k in word} - {OUTSIDE}
        if not places or all(cell_of[k] == cell_of[i - 1] for k in word):
            continue
        widths: dict[int, float] = defaultdict(float)
        for k in word:
            widths[cell_of[k]] += glyphs[k].x1 - glyphs[k].x0
        best = max(places, key=lambda h: widths[h])
        text = "".join(glyphs[k].text for k in word)
        if any(ch.isdigit() for ch in text):
            for cell in places:
                doubts[cell].append(Doubt(DoubtKind.CROSSES_BORDER, (text,)))
        for k in word:
            cell_of[k] = best
    return doubts


def _is_same_word(last: Glyph, glyph: Glyph) -> bool:
    """Return True if a glyph, set right after the last one, stands right behind it."""
    if glyph.angle != last.angle:
        return False
    if glyph.run == last.run:
        overlap = near = level = SETTINGS.space_gap * glyph.size
    elif glyph.size == last.size and glyph.is_bold == last.is_bold:
        overlap = near = level = SETTINGS.word_touch * glyph.size
        if glyph.text.isalpha() and last.text.isalpha():
            overlap = SETTINGS.kerning * glyph.size
    else:
        return False
    gaps: tuple[float, ...]
    if glyph.angle == 0:
        drift, gaps = abs(glyph.center[1] - last.center[1]), (glyph.x0 - last.x1,)
    else:
        drift = abs(glyph.center[0] - last.center[0])
        gaps = (glyph.y0 - last.y1, last.y0 - glyph.y1)
    return drift <= level and any(-overlap <= gap <= near for gap in gaps)
