"""Painting one table: wrapped cells, merged cells, rows cut by the end of a page."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from bench.corpus.model import HeaderCellSpec, Row, TableSpec
from bench.corpus.page_canvas import PageCanvas
from bench.corpus.style import Style
from bench.corpus.table_geometry import column_edges, join_segments, merged_blocks
from bench.corpus.truth import TablePartTruth
from bench.corpus.wrapping import measure, wrap

if TYPE_CHECKING:
    from bench.corpus.page_flow import PageFlow

_HEADER_GREY = 0.85
_ROW_GREY = 0.92
_NARROW = 46.0
_UPWARD_LENGTH = 62.0


@dataclass(frozen=True, slots=True)
class Fragment:
    """Some lines of one row on one page."""

    row: int
    lines: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _HeaderBox:
    column: int
    columns: int
    row: int
    rows: int
    lines: tuple[str, ...]
    is_upward: bool


class TablePainter:
    """Paints one table on as many pages as it needs and notes what stands where."""

    def __init__(
        self, spec: TableSpec, style: Style, x0: float, width: float, ordinal: int
    ) -> None:
        self.spec = spec
        self.style = style
        self.ordinal = ordinal
        self.size = spec.size * style.table_size
        self.leading = self.size * style.leading
        self.padding = style.padding
        self.edges = column_edges(spec, style, x0, width)
        repeat = style.repeat_header
        self.repeats = spec.repeat_header if repeat is None else repeat
        self.header = [self._header_box(cell) for cell in spec.header]
        self.header_heights = self._header_heights()
        self.numbers = spec.column_numbers if style.column_numbers else ()
        self.blocks = merged_blocks(spec.rows, len(spec.columns))
        self.lines = {key: self._wrap_cell(*key) for key in self.blocks}
        self.row_lines = self._row_lines()
        self._painted: dict[tuple[int, int], int] = {}

    # -- measuring -----------------------------------------------------------------

    def _font(self, row: Row, column: int) -> str:
        bold = row.bold and column not in row.plain and self.style.bold == "font"
        return self.style.font(bold=bold, italic=row.italic)

    def _wrap_cell(self, row: int, column: int) -> list[str]:
        spec = self.spec.rows[row]
        width = self._right(spec, column) - self.edges[column] - 2 * self.padding
        return wrap(spec.cells[column], self._font(spec, column), self.size, width)

    def _right(self, row: Row, column: int) -> float:
        return self.edges[column + dict(row.spans).get(column, 1)]

    def _row_lines(self) -> list[int]:
        """Lines that each row needs; the last row of a merged cell takes what is over."""
        needed = [1] * len(self.spec.rows)
        for (row, _column), last in self.blocks.items():
            if last == row:
                needed[row] = max(needed[row], len(self.lines[row, _column]))
        for (row, column), last in self.blocks.items():
            missing = len(self.lines[row, column]) - sum(needed[row : last + 1])
            needed[last] += max(0, missing)
        return needed

    def _header_box(self, cell: HeaderCellSpec) -> _HeaderBox:
        width = self.edges[cell.column + cell.columns] - self.edges[cell.column]
        upward = self.style.vertical_headers and cell.columns == 1 and width < _NARROW
        room = _UPWARD_LENGTH if upward else width - 2 * self.padding
        font = self.style.font(bold=self.style.bold == "font")
        lines = tuple(wrap(cell.text, font, self.size, room))
        return _HeaderBox(cell.column, cell.columns, cell.row, cell.rows, lines, upward)

    def _header_heights(self) -> list[float]:
        heights = [self.leading + 2 * self.padding] * self.spec.header_rows
        for box in sorted(self.header, key=lambda box: box.rows):
            height = self._box_height(box)
            missing = height - sum(heights[box.row : box.row + box.rows])
            heights[box.row + box.rows - 1] += max(0.0, missing)
        return heights

    def _box_height(self, box: _HeaderBox) -> float:
        if box.is_upward:
            font = self.style.font(bold=self.style.bold == "font")
            return max(measure(line, font, self.size) for line in box.lines) + 4 * self.padding
        return len(box.lines) * self.leading + 2 * self.padding

    @property
    def header_height(self) -> float:
        """Height of the header with the row of column numbers."""
        numbers = self.leading + 2 * self.padding if self.numbers else 0.0
        return sum(self.header_heights) + numbers

    # -- pages ---------------------------------------------------------------------

    def paint(self, flow: PageFlow) -> None:
        """Paint the whole table; ``flow`` is left under its last row."""
        first_room = self.header_height + self.leading + 2 * self.padding
        if flow.y + first_room > flow.bottom:
            flow.new_page()
        part = self._begin_part(flow, with_header=True)
        part.begins = True
        fragments: list[Fragment] = []
        for index, total in enumerate(self.row_lines):
            done = 0
            while done < total:
                take = self._lines_that_fit(flow, total - done, is_fresh=not fragments)
                if take:
                    fragments.append(self._place(flow, index, take))
                    if done == 0:
                        part.rows.append(index)
                    done += take
                if done < total:
                    if done:
                        part.cut.append(index)
                    self._paint_fragments(flow.sheet, fragments)
                    fragments = []
                    flow.new_page()
                    part = self._begin_part(flow, with_header=self.repeats)
        self._paint_fragments(flow.sheet, fragments)

    def _begin_part(self, flow: PageFlow, *, with_header: bool) -> TablePartTruth:
        part = TablePartTruth(self.spec, self.ordinal, self._ruled())
        flow.page_truth.parts.append(part)
        if with_header and self.spec.header:
            part.has_header = True
            self._paint_header(flow)
        return part

    def _ruled(self) -> str:
        if not self.spec.ruled or self.style.rules == "none":
            return "none"
        sparse = self.style.rules == "horizontal" or self.style.drop_rules
        return "partial" if sparse or self.style.open_frame else "full"

    def _lines_that_fit(self, flow: PageFlow, wanted: int, *, is_fresh: bool) -> int:
        room = flow.bottom - flow.y - 2 * self.padding
        fit = floor(room / self.leading + 1e-6)
        if fit >= wanted:
            return wanted
        if self.style.split_rows or is_fresh:
            if is_fresh and fit < 1:
                raise ValueError("the page is too low for one line of the table")
            return max(0, fit)
        return 0

    def _place(self, flow: PageFlow, row: int, lines: int) -> Fragment:
        bottom = flow.y + lines * self.leading + 2 * self.padding
        fragment = Fragment(row, lines, flow.y, bottom)
        flow.y = bottom
        return fragment

    # -- painting ------------------------------------------------------------------

    def _paint_header(self, flow: PageFlow) -> None:
        sheet = flow.sheet
        tops = [flow.y]
        for height in self.header_heights:
            tops.append(tops[-1] + height)
        for box in self.header:
            top, bottom = tops[box.row], tops[box.row + box.rows]
            x0, x1 = self.edges[box.column], self.edges[box.column + box.columns]
            if self.style.shade and self.spec.ruled:
                sheet.fill(x0, top, x1, bottom, _HEADER_GREY)
            self._rule_box(sheet, x0, top, x1, bottom)
            self._paint_header_text(sheet, box, (x0, top, x1, bottom))
        flow.y = tops[-1]
        if self.numbers:
            self._paint_numbers(flow)
        self._finish_rules(sheet)

    def _paint_header_text(
        self, sheet: PageCanvas, box: _HeaderBox, place: tuple[float, float, float, float]
    ) -> None:
        x0, top, x1, bottom = place
        font = self.style.font(bold=self.style.bold == "font")
        block = len(box.lines) * self.leading
        for number, line in enumerate(box.lines):
            width = measure(line, font, self.size)
            if box.is_upward:
                x = (x0 + x1 - block) / 2 + number * self.leading + self.size * 0.85
                sheet.upward(x, (top + bottom + width) / 2, line, self.size, bold=True)
                continue
            y = (top + bottom - block) / 2 + number * self.leading + self.size * 0.95
            sheet.text((x0 + x1 - width) / 2, y, line, self.size, bold=True)

    def _paint_numbers(self, flow: PageFlow) -> None:
        bottom = flow.y + self.leading + 2 * self.padding
        font = self.style.font(italic=True)
        for column, number in enumerate(self.numbers):
            x0, x1 = self.edges[column], self.edges[column + 1]
            self._rule_box(flow.sheet, x0, flow.y, x1, bottom)
            size = self.size
            while measure(number, font, size) > x1 - x0 - 1 and size > 3:
                size -= 0.25
            x = (x0 + x1 - measure(number, font, size)) / 2
            baseline = flow.y + self.padding + self.size * 0.95
            flow.sheet.text(x, baseline, number, size, italic=True)
        flow.y = bottom

    def _rule_box(
        self, sheet: PageCanvas, x0: float, top: float, x1: float, bottom: float
    ) -> None:
        if not self.spec.ruled:
            return
        if self.style.rules == "cell":
            sheet.frame(x0, top, x1, bottom)
            return
        sheet.horizontals += [(x0, top, x1, top), (x0, bottom, x1, bottom)]
        sheet.verticals += [(x0, top, x0, bottom), (x1, top, x1, bottom)]

    def _paint_fragments(self, sheet: PageCanvas, fragments: list[Fragment]) -> None:
        if not fragments:
            return
        for fragment in fragments:
            row = self.spec.rows[fragment.row]
            if row.shaded and self.style.shade and self.spec.ruled:
                for column in range(len(self.spec.columns)):
                    if not self._is_merged(fragment.row, column):
                        x0, x1 = self.edges[column], self.edges[column + 1]
                        sheet.fill(x0, fragment.top, x1, fragment.bottom, _ROW_GREY)
        for block, parts in self._blocks_on_page(fragments):
            self._paint_block(sheet, block, parts)
        self._rule_fragments(sheet, fragments)
        self._finish_rules(sheet)

    def _is_merged(self, row: int, column: int) -> bool:
        """Whether the cell is part of one that covers several rows."""
        below = self.spec.rows[row + 1].merged if row + 1 < len(self.spec.rows) else ()
        return column in self.spec.rows[row].merged or column in below

    def _blocks_on_page(
        self, fragments: list[Fragment]
    ) -> list[tuple[tuple[int, int], list[Fragment]]]:
        """Each cell with a part on this page and the fragments that it covers.

        Row by row, as word processors write them.
        """
        found = []
        for (row, column), last in sorted(self.blocks.items()):
            parts = [fragment for fragment in fragments if row <= fragment.row <= last]
            if parts:
                found.append(((row, column), parts))
        return found

    def _paint_block(
        self, sheet: PageCanvas, block: tuple[int, int], parts: list[Fragment]
    ) -> None:
        row, column = self.spec.rows[block[0]], block[1]
        top, bottom = parts[0].top, parts[-1].bottom
        done = self._painted.get(block, 0)
        room = floor((bottom - top - 2 * self.padding) / self.leading + 1e-6)
        lines = self.lines[block][done : done + room]
        self._painted[block] = done + len(lines)
        y = top + self.padding
        if self.style.middle and len(lines) == len(self.lines[block]):
            y = (top + bottom - len(lines) * self.leading) / 2
        bold = row.bold and column not in row.plain
        font = self._font(row, column)
        for number, line in enumerate(lines):
            baseline = y + number * self.leading + self.size * 0.95
            x = self._line_start(row, column, measure(line, font, self.size))
            sheet.text(x, baseline, line, self.size, bold=bold, italic=row.italic)
        if self.style.ghosts and block[0] % 3 == 1:
            self._paint_ghost(sheet, column, top)

    def _line_start(self, row: Row, column: int, width: float) -> float:
        left, right = self.edges[column], self._right(row, column)
        align = self.spec.columns[column].align
        if align == "right" and self.style.align_numbers:
            align = self.style.align_numbers
        if column in row.centered:
            align = "center"
        if align == "right":
            return right - self.padding - width
        if align == "center":
            return (left + right - width) / 2
        return left + self.padding

    def _paint_ghost(self, sheet: PageCanvas, column: int, top: float) -> None:
        if self.spec.columns[column].role == "figure":
            baseline = top + self.padding + self.size * 0.95
            sheet.white_text(self.edges[column] + 0.5, baseline, "0", self.size * 0.8)

    # -- rules ---------------------------------------------------------------------

    def _rule_fragments(self, sheet: PageCanvas, fragments: list[Fragment]) -> None:
        if not self.spec.ruled:
            return
        if self.style.rules == "cell":
            for (row, column), parts in self._blocks_on_page(fragments):
                right = self._right(self.spec.rows[row], column)
                sheet.frame(self.edges[column], parts[0].top, right, parts[-1].bottom)
            return
        first = fragments[0]
        if self.style.close_cut_rows or self._is_start(first, fragments):
            top = first.top
            sheet.horizontals.append((self.edges[0], top, self.edges[-1], top))
        for position, fragment in enumerate(fragments):
            self._rule_verticals(sheet, fragment)
            is_last = position == len(fragments) - 1
            if is_last:
                if self.style.close_cut_rows or self._is_complete(fragment):
                    bottom = fragment.bottom
                    sheet.horizontals.append((self.edges[0], bottom, self.edges[-1], bottom))
            elif not self._is_dropped(fragment.row):
                self._rule_bottom(sheet, fragment, fragments[position + 1])

    def _is_start(self, fragment: Fragment, fragments: list[Fragment]) -> bool:
        own = sum(part.lines for part in fragments if part.row == fragment.row)
        return own == self.row_lines[fragment.row]

    def _is_complete(self, fragment: Fragment) -> bool:
        return fragment.lines == self.row_lines[fragment.row]

    def _is_dropped(self, row: int) -> bool:
        every = self.style.drop_rules
        return bool(every) and row % every == every - 1

    def _rule_verticals(self, sheet: PageCanvas, fragment: Fragment) -> None:
        covered = {
            column + offset
            for column, columns in self.spec.rows[fragment.row].spans
            for offset in range(1, columns)
        }
        outer = {0, len(self.edges) - 1} if self.style.open_frame else set()
        for number, x in enumerate(self.edges):
            if number not in covered and number not in outer:
                sheet.verticals.append((x, fragment.top, x, fragment.bottom))

    def _rule_bottom(self, sheet: PageCanvas, fragment: Fragment, below: Fragment) -> None:
        """The rule under a row, with gaps where a merged cell goes on."""
        merged = self.spec.rows[below.row].merged
        for column in range(len(self.spec.columns)):
            if column not in merged:
                x0, x1 = self.edges[column], self.edges[column + 1]
                sheet.horizontals.append((x0, fragment.bottom, x1, fragment.bottom))

    def _finish_rules(self, sheet: PageCanvas) -> None:
        sheet.horizontals[:] = join_segments(sheet.horizontals)
        sheet.draw_rules()
