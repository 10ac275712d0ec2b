"""From glyphs to the text of cells.

Every glyph whose middle lies inside a grid's frame goes into exactly one cell; the text of a
cell is its glyphs line by line, with a space where the page shows a gap.
"""

import bisect
import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sidak.extractors.layout.grid import CellSlot, TableGrid
from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.pdf.glyph import NO_SHIFT, Glyph
from sidak.schemas import Box, Doubt, DoubtKind, bounding_box

#: The home of a glyph outside the frame.
OUTSIDE = -1
SUPERSCRIPTS = str.maketrans(
    "0123456789()+-",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207d\u207e\u207a\u207b",
)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text.

    Attributes:
        text: The line, spaces from gaps.
        box: The box around its glyphs.
        glyphs: Its glyphs from left to right.
        readings: What each OCR pass read on a scanned line, the most trusted first.
        doubts: Why a scanned line may be misread.
    """

    text: str
    box: Box
    glyphs: tuple[Glyph, ...]
    readings: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def middle(self) -> float:
        """Vertical middle in points."""
        return (self.box.y0 + self.box.y1) / 2


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


def compose_lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """Order glyphs into lines from top to bottom, upright or sideways.

    Sideways text (a vertical header) is turned upright first; its lines then run as a
    reader of the turned page would read them.
    """
    upright = [g for g in glyphs if g.angle == 0]
    turned = [g for g in glyphs if g.angle != 0]
    lines = _compose_upright(drop_overprint(upright))
    for angle in sorted({g.angle for g in turned}):
        lines += _compose_turned([g for g in turned if g.angle == angle], angle)
    return lines


def drop_overprint(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Drop glyphs drawn again at (nearly) the same place to look bold."""
    # fields of eight points; a glyph near the border of its field is noted in both
    seen: dict[tuple[str, float, float], list[tuple[float, float]]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        text, x0, y0, x1, y1, size = glyph[:6]
        x, y, reach = (x0 + x1) / 2, (y0 + y1) / 2, SETTINGS.overprint * size
        near = seen.get((text, x // 8, y // 8))
        if near and any(abs(a - x) <= reach and abs(b - y) <= reach for a, b in near):
            continue
        kept.append(glyph)
        left, right = (x - reach) // 8, (x + reach) // 8
        up, down = (y - reach) // 8, (y + reach) // 8
        seen.setdefault((text, left, up), []).append((x, y))
        if left != right or up != down:
            for field in {(left, down), (right, up), (right, down)} - {(left, up)}:
                seen.setdefault((text, *field), []).append((x, y))
    return kept


def _compose_upright(glyphs: Sequence[Glyph]) -> list[TextLine]:
    rows: list[list[Glyph]] = []
    middles: list[float] = []
    for glyph in sorted(glyphs, key=lambda g: g.center[1]):
        y = glyph.center[1]
        if rows and y - middles[-1] <= SETTINGS.line_tolerance * min(
            glyph.size, rows[-1][0].size
        ):
            rows[-1].append(glyph)
            middles[-1] += (y - middles[-1]) / len(rows[-1])
        else:
            rows.append([glyph])
            middles.append(y)
    return [make_line(row) for row in rows]


def make_line(glyphs: Sequence[Glyph]) -> TextLine:
    """Make one line of upright glyphs, spaces where gaps are."""
    ordered = sorted(glyphs, key=lambda g: (g.x0, g.x1))
    parts: list[str] = []
    last: Glyph | None = None
    base: Glyph | None = None
    for glyph in ordered:
        if last is not None:
            share = SETTINGS.printed_space_gap if glyph.is_after_space else SETTINGS.space_gap
            if glyph.x0 - last.x1 > share * min(glyph.size, last.size):
                parts.append(" ")
        if base is not None and _is_raised(glyph, base):
            parts.append(glyph.text.translate(SUPERSCRIPTS))
        else:
            parts.append(glyph.text)
            base = glyph
        last = glyph
    return TextLine("".join(parts), bound_glyphs(ordered), tuple(ordered))


def _is_raised(glyph: Glyph, base: Glyph) -> bool:
    """Return True if a glyph is the mark of a footnote: smaller than the text, and higher."""
    return (
        glyph.size <= SETTINGS.superscript_size * base.size
        and base.center[1] - glyph.center[1] >= SETTINGS.superscript_rise * base.size
    )


def _compose_turned(glyphs: Sequence[Glyph], angle: int) -> list[TextLine]:
    """Compose glyphs that are written at ``angle`` by turning the page under them."""
    lines = _compose_upright([turn_glyph(g, angle) for g in glyphs])
    result = []
    for line in lines:
        originals = tuple(turn_glyph(g, -angle) for g in line.glyphs)
        result.append(TextLine(line.text, bound_glyphs(originals), originals))
    return result


def turn_glyph(glyph: Glyph, angle: int) -> Glyph:
    """Turn a glyph about the origin by ``angle`` degrees clockwise as a viewer sees it.

    Text written at ``angle`` (counter-clockwise) is upright afterwards.
    """
    x0, y0, x1, y1 = turn_edges(glyph.x0, glyph.y0, glyph.x1, glyph.y1, angle)
    turned = glyph._replace(x0=x0, y0=y0, x1=x1, y1=y1, angle=(glyph.angle - angle) % 360)
    if glyph.shift == NO_SHIFT:
        return turned
    dx, dy, _, _ = turn_edges(*glyph.shift, *glyph.shift, angle)
    return turned._replace(shift=(dx, dy))


def turn_edges(
    x0: float, y0: float, x1: float, y1: float, angle: int
) -> tuple[float, float, float, float]:
    """Turn a rectangle about the origin clockwise by a multiple of 90 degrees."""
    for _ in range((angle // 90) % 4):
        # clockwise on a page whose y grows downwards: (x, y) -> (-y, x)
        x0, y0, x1, y1 = -y1, x0, -y0, x1
    return x0, y0, x1, y1


def bound_glyphs(glyphs: Sequence[Glyph]) -> Box:
    """The box around glyphs."""
    return Box(
        min(g.x0 for g in glyphs),
        min(g.y0 for g in glyphs),
        max(g.x1 for g in glyphs),
        max(g.y1 for g in glyphs),
    )


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
    members: dict[int, list[Glyph]] = defaultdict(list)
    for glyph, cell in zip(glyphs, cell_of, strict=True):
        members[cell].append(glyph)
    filled = [
        CellText(slot, tuple(compose_lines(members.get(i, []))), tuple(doubts.get(i, ())))
        for i, slot in enumerate(grid.slots)
    ]
    return filled, members.get(OUTSIDE, [])


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
