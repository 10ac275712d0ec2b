"""Pages whose text is written sideways, turned until it reads upright, and back."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.pdf.glyph import NO_SHIFT, Glyph
from sidak.extractors.pdf.page_content import Fill, PageContent, Ruling
from sidak.schemas import Box


def dominant_angle(glyphs: Sequence[Glyph]) -> int:
    """Return the direction in which most characters are written (0 when none)."""
    counts = Counter(g.angle for g in glyphs)
    if not counts:
        return 0
    angle, count = counts.most_common(1)[0]
    return angle if count > SETTINGS.turned_share * len(glyphs) else 0


def turn_content(content: PageContent, angle: int) -> PageContent:
    """Turn a page clockwise by ``angle`` degrees, the corner back at the origin."""
    dx, dy, width, height = _shift(content.width, content.height, angle)

    def edges(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        a, b, c, d = turn_edges(x0, y0, x1, y1, angle)
        return a + dx, b + dy, c + dx, d + dy

    def turn_ruling(ruling: Ruling) -> Ruling:
        if ruling.is_horizontal:
            box = edges(ruling.start, ruling.position, ruling.end, ruling.position)
        else:
            box = edges(ruling.position, ruling.start, ruling.position, ruling.end)
        if box[2] - box[0] >= box[3] - box[1]:
            return Ruling(box[1], box[0], box[2], ruling.thickness, True)
        return Ruling(box[0], box[1], box[3], ruling.thickness, False)

    return replace(
        content,
        width=width,
        height=height,
        glyphs=tuple(
            t._replace(x0=t.x0 + dx, y0=t.y0 + dy, x1=t.x1 + dx, y1=t.y1 + dy)
            for t in (turn_glyph(g, angle) for g in content.glyphs)
        ),
        rulings=tuple(turn_ruling(r) for r in content.rulings),
        fills=tuple(Fill(*edges(f.x0, f.y0, f.x1, f.y1), f.color) for f in content.fills),
        images=tuple(Box(*edges(b.x0, b.y0, b.x1, b.y1)) for b in content.images),
    )


def turn_box_back(box: Box, width: float, height: float, angle: int) -> Box:
    """Map a box of the turned page to the page as a viewer shows it.

    Args:
        box: Box on the turned page.
        width: Width of the page as shown.
        height: Height of the page as shown.
        angle: The degrees by which the page was turned clockwise.
    """
    if not angle:
        return box
    dx, dy, _, _ = _shift(width, height, angle)
    edges = turn_edges(box.x0 - dx, box.y0 - dy, box.x1 - dx, box.y1 - dy, -angle % 360)
    return Box(*edges)


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


def _shift(width: float, height: float, angle: int) -> tuple[float, float, float, float]:
    """Return the shift that brings a turned page back into view, and its size."""
    turns = (angle // 90) % 4
    if turns == 1:
        return height, 0.0, height, width
    if turns == 2:
        return width, height, width, height
    if turns == 3:
        return 0.0, width, height, width
    return 0.0, 0.0, width, height
