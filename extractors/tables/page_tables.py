"""The tables of one exported page, and the text around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sidak.extractors.layout.cells import CellText, fill_grid
from sidak.extractors.layout.grid import TableGrid, build_grid
from sidak.extractors.layout.rulings import (
    RuledRegion,
    find_ruled_regions,
    find_shading_edges,
    join_rulings,
)
from sidak.extractors.layout.text_lines import TextLine, compose_lines
from sidak.extractors.layout.turning import (
    dominant_angle,
    turn_box_back,
    turn_content,
)
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import PageContent, Ruling
from sidak.extractors.rows.partial_rulings import split_false_row_spans
from sidak.extractors.rows.split import drop_leader_lines, split_rows
from sidak.extractors.tables.beside_frame import adopt_column_beside, adopt_total_below
from sidak.extractors.tables.diagrams import DIAGRAM, is_diagram
from sidak.extractors.tables.header_spans import repair_header
from sidak.extractors.tables.horizontal_rulings import find_horizontally_ruled_regions
from sidak.extractors.tables.merged_rows import part_merged_rows
from sidak.extractors.tables.settings import SETTINGS
from sidak.extractors.tables.shaded import find_shaded_regions
from sidak.extractors.unruled.settings import SETTINGS as UNRULED
from sidak.extractors.unruled.tables import find_column_of_amounts, find_unruled_tables
from sidak.schemas import Box, Doubt, DoubtKind, PrintedDigits
from sidak.schemas.text.patterns import is_amount

if TYPE_CHECKING:
    from sidak.extractors.pdf.page_transform import PageTransform

#: A line that only counts pages: running text, even inside a frame.
PAGE_COUNT = re.compile(r"\b(halaman|page|hal\.?)\s*:?\s*\d+(\s*(dari|of|/)\s*\d+)?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on one page.

    Attributes:
        page: Page number from 1.
        grid: Its rows and columns.
        filled: Its cells with their lines, in the order of ``grid.slots``.
        method: Who made the grid.
        confidence: 0..1.
        notes: What was done or is doubtful.
        row_trace: How its ruled bands came apart into rows, a line each.
    """

    page: int
    grid: TableGrid
    filled: tuple[CellText, ...]
    method: str
    confidence: float = 1.0
    notes: tuple[Doubt, ...] = ()
    row_trace: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        """Frame of the table in points."""
        return self.grid.box


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was found on one page.

    Attributes:
        page: Page number from 1.
        width: Width as a viewer shows the page.
        height: Height as a viewer shows the page.
        turned: Clockwise degrees the page had to be turned to read upright.
        tables: Tables from top to bottom, boxes as a viewer shows the page.
        lines: Text outside the tables, from top to bottom.
        remarks: What the page ledger says of the page: why frames that are no tables were
            left out, where the readers differ.
        transform: How the straightened picture of a scanned page lies on the page.
        columns: Frames of one column with figures: no tables by themselves, but perhaps
            the last column of a sheet wider than the page.
        numbers: All numbers that the page prints, inside tables and outside, boxes as a
            viewer shows the page.
    """

    page: int
    width: float
    height: float
    turned: int
    tables: tuple[PageTable, ...]
    lines: tuple[TextLine, ...]
    remarks: tuple[Doubt, ...] = ()
    transform: "PageTransform | None" = None
    columns: tuple[PageTable, ...] = ()
    numbers: tuple[PrintedDigits, ...] = ()

    def to_viewer(self, box: Box) -> Box:
        """Map a box of the upright page to the page as a viewer shows it."""
        if self.transform is not None:
            box = self.transform.box(box)
        return turn_box_back(box, self.width, self.height, self.turned).round()


def read_page_tables(content: PageContent) -> PageReading:
    """Find the ruled tables of a page and read their cells.

    A page whose text is mostly written sideways is turned upright first; the boxes that
    come back are those of the page as a viewer shows it.
    """
    angle = dominant_angle(content.glyphs)
    upright = turn_content(content, angle) if angle else content
    rulings = join_rulings(upright.rulings)
    left_out: list[Doubt] = []
    columns: list[PageTable] = []
    tables, rest = _read_regions(
        find_ruled_regions(rulings), upright, upright.glyphs, left_out, columns
    )
    tables, rest = _adopt_outside(tables, rest)
    loose = [r for r in rulings if not any(_is_inside(r, t.box) for t in tables)]
    regions = find_horizontally_ruled_regions(loose, rest, upright.fills)
    for region in sorted(regions, key=lambda r: -r.box.width * r.box.height):
        if any(region.box.overlaps(t.box) for t in tables):
            continue
        before = rest
        found, rest = _read_regions([region], upright, rest, left_out, [])
        if any(holds_stacked_numbers(t.filled) for t in found):
            parted, left = _read_unruled(content.page, region.box, before)
            tables += parted
            if parted:
                rest = left
                continue
        for table in found:
            grid, cells = repair_header(table.grid, table.filled)
            tables.append(
                replace(
                    table,
                    grid=grid,
                    filled=tuple(cells),
                    method="garis mendatar",
                    confidence=SETTINGS.gutter_confidence,
                )
            )
    for region in find_shaded_regions(upright.fills, rest, [t.box for t in tables]):
        found, rest = _read_regions([region], upright, rest, left_out, [])
        tables += [
            replace(t, method="arsiran", confidence=SETTINGS.gutter_confidence) for t in found
        ]
    lines = compose_lines(rest)
    lines.sort(key=lambda t: (t.middle, t.box.x0))
    for grid, filled, used in find_unruled_tables(lines):
        tables.append(
            PageTable(content.page, grid, tuple(filled), "perataan", UNRULED.confidence)
        )
        lines = [t for t in lines if t not in used]
    column = find_column_of_amounts(lines) if not (tables or columns) else None
    if column is not None:
        columns.append(PageTable(content.page, column[0], tuple(column[1]), "perataan"))
    tables.sort(key=lambda t: (round(t.box.y0), t.box.x0))
    return PageReading(
        content.page,
        content.width,
        content.height,
        angle,
        tuple(tables),
        tuple(lines),
        tuple(left_out),
        columns=tuple(columns),
    )


def _read_regions(
    regions: Sequence[RuledRegion],
    content: PageContent,
    glyphs: Sequence[Glyph],
    left_out: list[Doubt],
    columns: list[PageTable],
) -> tuple[list[PageTable], list[Glyph]]:
    """Read the tables that regions frame; inner frames before those around them.

    Returns:
        The tables and the glyphs that stand in none of them; why a frame is no table is
        added to ``left_out``, and a frame of one column of figures to ``columns``.
    """
    tables: list[PageTable] = []
    rest = list(glyphs)
    for region in sorted(regions, key=lambda r: r.box.width * r.box.height):
        grid = build_grid(region, rest, find_shading_edges(content.fills, region))
        if grid is None:
            continue
        filled, outside = fill_grid(grid, rest)
        filled = drop_leader_lines(filled)
        problem = explain_rejection(grid, filled)
        if not problem and is_diagram(region, grid, filled):
            problem = DIAGRAM
        if problem:
            left_out.append(problem)
            if is_column_of_figures(grid, filled):
                columns.append(PageTable(content.page, grid, tuple(filled), "geometri"))
            continue
        rest = outside
        ruled = grid
        grid, filled = part_merged_rows(grid, filled)
        is_parted = len(grid.slots) > len(ruled.slots)
        grid, filled, trace = split_rows(grid, filled)
        grid, filled = drop_page_count_row(*split_false_row_spans(grid, filled))
        table = PageTable(content.page, grid, tuple(filled), "geometri", row_trace=tuple(trace))
        if is_parted:  # the other readers see one cell a row
            table = replace(
                table, method="garis mendatar", confidence=SETTINGS.gutter_confidence
            )
        tables.append(table)
    return tables, rest


def _adopt_outside(
    tables: Sequence[PageTable], glyphs: Sequence[Glyph]
) -> tuple[list[PageTable], list[Glyph]]:
    """Take in the columns and totals that stand outside the frames of their tables."""
    adopted: list[PageTable] = []
    rest = list(glyphs)
    for table in tables:
        grid, filled, rest = adopt_column_beside(table.grid, table.filled, rest)
        grid, filled, rest = adopt_total_below(grid, filled, rest)
        adopted.append(replace(table, grid=grid, filled=tuple(filled)))
    return adopted, rest


def _read_unruled(
    page: int, box: Box, glyphs: Sequence[Glyph]
) -> tuple[list[PageTable], list[Glyph]]:
    """Read the rows between two rulings by their alignment alone.

    Returns:
        The table, if there is one with most of the numbers, and the glyphs outside of it.
    """
    wide = Box(
        box.x0 - SETTINGS.frame_overhang, box.y0, box.x1 + SETTINGS.frame_overhang, box.y1
    )
    inside = [g for g in glyphs if wide.contains_point(*g.center)]
    lines = sorted(compose_lines(inside), key=lambda t: (t.middle, t.box.x0))
    found = find_unruled_tables(lines)
    if len(found) != 1:
        return [], []
    grid, filled, used = found[0]
    numbers = sum(g.text.isdigit() for t in lines for g in t.glyphs)
    held = sum(g.text.isdigit() for t in used for g in t.glyphs)
    if held < SETTINGS.numbers_held * numbers:
        return [], []
    table = PageTable(page, grid, tuple(filled), "perataan", UNRULED.confidence)
    taken = {g for t in used for g in t.glyphs}
    return [table], [g for g in glyphs if g not in taken]


def holds_stacked_numbers(filled: Sequence[CellText]) -> bool:
    """Return True if a cell holds several whole amounts: rows or columns were not parted."""
    for f in filled:
        if sum(is_amount(line.text) for line in f.lines) >= SETTINGS.stacked_numbers:
            return True
        if any(
            sum(map(is_amount, line.text.split())) >= SETTINGS.stacked_numbers
            for line in f.lines
        ):
            return True
    return False


def _is_inside(ruling: Ruling, box: Box) -> bool:
    """Return True if a horizontal ruling runs through a box."""
    return box.y0 - 1 <= ruling.position <= box.y1 + 1 and (
        ruling.start < box.x1 and ruling.end > box.x0
    )


def explain_rejection(grid: TableGrid, filled: Sequence[CellText]) -> Doubt | None:
    """Return why a frame is no table (a text box, a diagram); ``None`` if it is one."""
    written = [f for f in filled if f.lines]
    if grid.columns < 2:
        return Doubt(DoubtKind.FRAME_OF_ONE_COLUMN)
    if grid.rows < 2 and grid.columns < 3:
        return Doubt(DoubtKind.FRAME_OF_ONE_ROW)
    if len(written) < 2:
        return Doubt(DoubtKind.EMPTY_FRAME)
    columns = {f.slot.column for f in written}
    if len(columns) < 2:
        return Doubt(DoubtKind.TEXT_IN_ONE_COLUMN)
    area = grid.rows * grid.columns
    if (
        area >= SETTINGS.diagram_area
        and len(filled) <= SETTINGS.diagram_slots * area
        and len(written) <= SETTINGS.diagram_texts * area
    ):
        return DIAGRAM
    return None


def is_column_of_figures(grid: TableGrid, filled: Sequence[CellText]) -> bool:
    """Return True if a frame of one column holds a number in most of its rows."""
    figures = sum(any(ch.isdigit() for ch in f.text) and len(f.lines) == 1 for f in filled)
    return grid.columns == 1 and figures >= max(3, grid.rows // 2)


def drop_page_count_row(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText]]:
    """Leave out a last row that spans the table and only counts pages."""
    text = last_row_text(grid, filled)
    if text is None or not PAGE_COUNT.search(text):
        return grid, list(filled)
    return drop_last_row(grid, filled)


def last_row_text(grid: TableGrid, filled: Sequence[CellText]) -> str | None:
    """Return the text of the last row if it stands in one cell alone, else ``None``."""
    written = [f for f in filled if f.slot.row == grid.rows - 1 and f.lines]
    spans = any(f.slot.row < grid.rows - 1 < f.slot.row + f.slot.row_span for f in filled)
    if len(written) != 1 or spans or grid.rows < 3:
        return None
    return written[0].text


def drop_last_row(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText]]:
    """Leave out the last row, and the column borders that only it had."""
    kept = [f for f in filled if f.slot.row < grid.rows - 1]
    edges = sorted(
        {f.slot.column for f in kept} | {f.slot.column + f.slot.column_span for f in kept}
    )
    index = {edge: i for i, edge in enumerate(edges)}
    moved = [
        replace(
            f,
            slot=replace(
                f.slot,
                column=index[f.slot.column],
                column_span=index[f.slot.column + f.slot.column_span] - index[f.slot.column],
            ),
        )
        for f in kept
    ]
    smaller = replace(
        grid,
        xs=tuple(grid.xs[e] for e in edges),
        ys=grid.ys[:-1],
        slots=tuple(f.slot for f in moved),
    )
    return smaller, moved
