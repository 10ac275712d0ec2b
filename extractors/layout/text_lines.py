"""From glyphs to lines of text, with a space where the page shows a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.layout.turning import turn_glyph
from sidak.extractors.pdf.glyph import Glyph
from sidak.schemas import Box, Doubt

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
    if len(glyphs) <= SETTINGS.few_glyphs:
        return _drop_overprint_of_few(glyphs)
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


def _drop_overprint_of_few(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Do the same where comparing each glyph with all of its text is the quickest way."""
    seen: dict[str, list[tuple[float, float]]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        text, x0, y0, x1, y1, size = glyph[:6]
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        near = seen.get(text)
        if near is None:
            seen[text] = [(x, y)]
        else:
            reach = SETTINGS.overprint * size
            if any(abs(a - x) <= reach and abs(b - y) <= reach for a, b in near):
                continue
            near.append((x, y))
        kept.append(glyph)
    return kept


def _compose_upright(glyphs: Sequence[Glyph]) -> list[TextLine]:
    rows: list[list[Glyph]] = []
    middles: list[float] = []
    for glyph in sorted(glyphs, key=lambda g: g[2] + g[4]):
        y = (glyph.y0 + glyph.y1) / 2
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
    ordered = sorted(glyphs, key=lambda g: (g[1], g[3]))
    overlap = _find_overlap(ordered)
    parts: list[str] = []
    last: Glyph | None = None
    base: Glyph | None = None
    for glyph in ordered:
        if last is not None:
            share = SETTINGS.printed_space_gap if glyph.is_after_space else SETTINGS.space_gap
            gap = glyph.x0 - last.x1
            if not (glyph.text.isdigit() or last.text.isdigit()):
                gap += overlap
            if gap > share * min(glyph.size, last.size):
                parts.append(" ")
        if base is not None and _is_raised(glyph, base):
            parts.append(glyph.text.translate(SUPERSCRIPTS))
        else:
            parts.append(glyph.text)
            base = glyph
        last = glyph
    return TextLine("".join(parts), bound_glyphs(ordered), tuple(ordered))


def _find_overlap(ordered: Sequence[Glyph]) -> float:
    """Return by how much the boxes of neighbouring letters overlap, in points.

    Slanted letters made by the program that wrote the file have boxes far wider than their
    strokes: the gap between two words is then none between the boxes.
    """
    least = -SETTINGS.overlap_share * ordered[0].size
    if 2 * sum(b[1] - a[3] < least for a, b in pairwise(ordered)) < SETTINGS.overlap_fewest:
        return 0.0  # at least half of the gaps below would have to be so
    gaps = [
        b.x0 - a.x1
        for a, b in pairwise(ordered)
        if a.text.isalpha() and b.text.isalpha() and not b.is_after_space
    ]
    if len(gaps) < SETTINGS.overlap_fewest:
        return 0.0
    middle = median(gaps)
    return -middle if middle < least else 0.0


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


def bound_glyphs(glyphs: Sequence[Glyph]) -> Box:
    """The box around glyphs."""
    return Box(
        min(g.x0 for g in glyphs),
        min(g.y0 for g in glyphs),
        max(g.x1 for g in glyphs),
        max(g.y1 for g in glyphs),
    )
