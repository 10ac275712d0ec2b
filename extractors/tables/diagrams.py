"""Charts and diagrams drawn with boxes and lines: rulings that frame no table."""

from collections.abc import Sequence

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import TableGrid
from sidak.extractors.layout.rulings import RuledRegion
from sidak.extractors.layout.settings import SETTINGS as LAYOUT_SETTINGS
from sidak.extractors.pdf.page_content import Ruling
from sidak.extractors.tables.settings import SETTINGS
from sidak.schemas import Box, Doubt, DoubtKind

DIAGRAM = Doubt(DoubtKind.DIAGRAM)


def is_diagram(region: RuledRegion, grid: TableGrid, filled: Sequence[CellText]) -> bool:
    """Return True if boxes joined by lines were taken for a grid.

    Around boxes and connectors there is no frame: neither side is drawn, and not both the
    top and the bottom; or much of the room between them is open at a side. Cells with
    figures show a table all the same.
    """
    written = [f for f in filled if f.lines]
    figures = sum(any(ch.isdigit() for ch in f.text) for f in written)
    if figures > SETTINGS.figure_cells * len(written):
        return False
    sides = _drawn_sides(region, grid.box)
    has_frame = (
        max(sides[2:]) >= SETTINGS.open_side_share or min(sides[:2]) >= SETTINGS.open_side_share
    )
    loose = sum(
        min(_drawn_sides(region, f.slot.box)) < SETTINGS.open_side_share for f in filled
    )
    return not has_frame or loose >= SETTINGS.loose_cells * len(filled)


def _drawn_sides(region: RuledRegion, box: Box) -> tuple[float, float, float, float]:
    """Return the share of each side that is drawn: top, bottom, left, right."""
    return (
        _drawn(region.horizontals, box.y0, box.x0, box.x1),
        _drawn(region.horizontals, box.y1, box.x0, box.x1),
        _drawn(region.verticals, box.x0, box.y0, box.y1),
        _drawn(region.verticals, box.x1, box.y0, box.y1),
    )


def _drawn(rulings: Sequence[Ruling], position: float, start: float, end: float) -> float:
    """Return the share of one side of a frame that is drawn."""
    spans = sorted(
        (max(r.start, start), min(r.end, end))
        for r in rulings
        if abs(r.position - position) <= LAYOUT_SETTINGS.touch
    )
    drawn, reached = 0.0, start
    for a, b in spans:
        drawn += max(0.0, b - max(a, reached))
        reached = max(reached, b)
    return drawn / max(1.0, end - start)
