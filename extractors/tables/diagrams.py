"""Charts and diagrams drawn with boxes and lines: rules that frame no table."""

from collections.abc import Sequence

from sidak.extractors.layout.grid import TableGrid
from sidak.extractors.layout.rulings import TOUCH, RuledRegion
from sidak.extractors.layout.text_lines import CellText
from sidak.extractors.pdf.page_content import Ruling
from sidak.schemas import Box, Doubt, DoubtKind

#: A side of a frame of which less than this share is drawn is open.
OPEN = 0.5
#: Share of the cells that are open at a side where boxes are joined by lines.
LOOSE = 0.4
#: Share of the written cells that may hold a figure.
FIGURES = 0.25

DIAGRAM = Doubt(DoubtKind.DIAGRAM)


def is_diagram(region: RuledRegion, grid: TableGrid, filled: Sequence[CellText]) -> bool:
    """Say whether boxes joined by lines were taken for a grid.

    Around boxes and connectors there is no frame: neither side is drawn, and not both the
    top and the bottom; or much of the room between them is open at a side. Cells with
    figures speak for a table all the same.
    """
    written = [f for f in filled if f.lines]
    figures = sum(any(ch.isdigit() for ch in f.text) for f in written)
    if figures > FIGURES * len(written):
        return False
    sides = _drawn_sides(region, grid.box)
    has_frame = max(sides[2:]) >= OPEN or min(sides[:2]) >= OPEN
    loose = sum(min(_drawn_sides(region, f.slot.box)) < OPEN for f in filled)
    return not has_frame or loose >= LOOSE * len(filled)


def _drawn_sides(region: RuledRegion, box: Box) -> tuple[float, float, float, float]:
    """Return the share of each side that is drawn: top, bottom, left, right."""
    return (
        _drawn(region.horizontals, box.y0, box.x0, box.x1),
        _drawn(region.horizontals, box.y1, box.x0, box.x1),
        _drawn(region.verticals, box.x0, box.y0, box.y1),
        _drawn(region.verticals, box.x1, box.y0, box.y1),
    )


def _drawn(rules: Sequence[Ruling], position: float, start: float, end: float) -> float:
    """Return the share of one side of a frame that is drawn."""
    spans = sorted(
        (max(r.start, start), min(r.end, end))
        for r in rules
        if abs(r.position - position) <= TOUCH
    )
    drawn, reached = 0.0, start
    for a, b in spans:
        drawn += max(0.0, b - max(a, reached))
        reached = max(reached, b)
    return drawn / max(1.0, end - start)
