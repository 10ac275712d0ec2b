"""Painting a whole report: pages, running heads, paragraphs, and the truth beside it."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from bench.corpus.model import (
    Block,
    Chart,
    Contents,
    Gap,
    NewPage,
    ReportSpec,
    Section,
    SideBySide,
    TableSpec,
    Text,
)
from bench.corpus.page_canvas import PageCanvas, open_page
from bench.corpus.style import Style
from bench.corpus.table_painter import TablePainter
from bench.corpus.truth import PageTruth, ReportTruth
from bench.corpus.wrapping import measure, wrap

_PASSES = 4
#: Written into each PDF; the committed samples hold it, so it stays.
_CREATOR = "tests.corpus"


def render(report: ReportSpec, style: Style, path: Path) -> ReportTruth:
    """Paint a report and return what a reader should find in it.

    Args:
        report: What to paint.
        style: How to paint it.
        path: The PDF to write; the same report and style give the same bytes.

    Returns:
        The truth, with ``doc`` set to the name of ``path``.

    Raises:
        RuntimeError: The table of contents does not settle.
    """
    labels: dict[str, str] = {}
    for _ in range(_PASSES):
        canvas = Canvas(str(path), invariant=1, pageCompression=1)
        canvas.setTitle(report.title)
        canvas.setAuthor(report.author)
        canvas.setCreator(_CREATOR)
        flow = PageFlow(canvas, style, labels)
        for section in report.sections:
            flow.paint_section(section)
        if flow.labels == labels:
            canvas.save()
            return ReportTruth(path.name, dict(report.facts), flow.pages, style.name)
        labels = flow.labels
    raise RuntimeError(f"the contents of {report.name} do not settle")


class PageFlow:
    """A report being painted from top to bottom.

    Attributes:
        sheet: The page being painted.
        y: Where the next thing goes, from the top of the page.
        bottom: Lowest place on the page.
        pages: Truth of the pages so far.
        labels: Keys of headings and tables to printed page numbers.
    """

    def __init__(self, canvas: Canvas, style: Style, known: dict[str, str]) -> None:
        self.canvas = canvas
        self.style = style
        self.known = known
        self.labels: dict[str, str] = {}
        self.pages: list[PageTruth] = []
        self.tables = 0
        self.printed = 0
        self.y = 0.0
        self.bottom = 0.0
        self.section = Section(())
        self.sheet = PageCanvas(canvas, style, 0, 0, 0)

    @property
    def page_truth(self) -> PageTruth:
        """Truth of the page being painted."""
        return self.pages[-1]

    @property
    def left(self) -> float:
        """Left edge of the text."""
        return self.section.margins[0]

    @property
    def text_width(self) -> float:
        """Width of the text."""
        left, _, right, _ = self.section.margins
        return self.section.paper[0] - left - right

    def paint_section(self, section: Section) -> None:
        """Paint a section; it begins and ends with a page of its own."""
        self.section = section
        if section.restart:
            self.printed = 0
        self._open_page()
        for block in section.blocks:
            self._paint(block)
        self._close_page()

    def new_page(self) -> None:
        """End the page and begin the next one."""
        self._close_page()
        self._open_page()

    def _open_page(self) -> None:
        width, height = self.section.paper
        turn, rotate = self._turn()
        open_page(self.canvas, width, height, turn, rotate)
        self.printed += 1
        label = _label(self.printed, self.section.numbering)
        number = len(self.pages) + 1
        self.sheet = PageCanvas(self.canvas, self.style, width, height, number, label)
        self.pages.append(PageTruth(number, 0 if rotate else turn))
        self.y = self.section.margins[1]
        self.bottom = height - self.section.margins[3]
        self._paint_running_lines()

    def _turn(self) -> tuple[int, int]:
        """Turn of the paper and the ``/Rotate`` that undoes it."""
        width, height = self.section.paper
        if self.style.sideways and width > height:
            return 90, 0
        rotate = self.section.rotate
        rotate = self.style.rotate if rotate is None else rotate
        return rotate, rotate

    def _close_page(self) -> None:
        self.canvas.showPage()

    def _paint_running_lines(self) -> None:
        section, sheet = self.section, self.sheet
        left, top, _, foot = section.margins
        right = left + self.text_width
        size = 8.5
        if section.running_head:
            head = top - 24
            sheet.text(left, head, section.running_head, size, italic=True)
            sheet.line(left, head + 4, right, head + 4, 0.7)
        if section.running_foot:
            text = section.running_foot.replace("{page}", sheet.label)
            width = measure(text, self.style.font(), size)
            sheet.text(right - width, sheet.height - foot + 26, text, size)

    # -- blocks --------------------------------------------------------------------

    def _paint(self, block: Block) -> None:
        match block:
            case NewPage():
                self.new_page()
            case Gap(height):
                self.y += height
            case Text():
                self._paint_text(block)
            case Contents():
                self._paint_contents(block)
            case Chart():
                self._paint_chart(block)
            case TableSpec():
                self._paint_table(block, self.left, self.text_width)
            case SideBySide(left, right):
                self._paint_side_by_side(left, right)

    def _paint_text(self, block: Text) -> None:
        size = self.style.text_size * block.size
        leading = size * self.style.leading * 1.15
        font = self.style.font(
            bold=block.bold and self.style.bold == "font", italic=block.italic
        )
        width = self.text_width - block.indent
        lines = wrap(block.text, font, size, width)
        self.y += block.before
        if self.y + min(len(lines), 2) * leading > self.bottom:
            self.new_page()
        if block.key:
            self.labels[block.key] = self.sheet.label
        for number, line in enumerate(lines):
            if self.y + leading > self.bottom:
                self.new_page()
            free = width - measure(line, font, size)
            x, stretch = self.left + block.indent, 0.0
            if block.align == "center":
                x += free / 2
            elif block.align == "justify" and number < len(lines) - 1 and " " in line:
                stretch = free / line.count(" ")
            self.sheet.text(
                x,
                self.y + size,
                line,
                size,
                bold=block.bold,
                italic=block.italic,
                stretch=stretch,
            )
            self.y += leading
        self.y += block.after

    def _paint_contents(self, block: Contents) -> None:
        size = self.style.text_size
        font = self.style.font()
        dot = measure(".", font, size)
        right = self.left + self.text_width
        for text, key in block.entries:
            label = self.known.get(key, "0")
            lines = wrap(text, font, size, self.text_width - 70)
            for number, line in enumerate(lines):
                if self.y + size * 1.5 > self.bottom:
                    self.new_page()
                baseline = self.y + size
                self.sheet.text(self.left, baseline, line, size)
                if number == len(lines) - 1:
                    start = self.left + measure(line, font, size) + 3
                    end = right - 24
                    dots = "." * int((end - start) / dot)
                    self.sheet.text(end - len(dots) * dot, baseline, dots, size)
                    x = right - measure(label, font, size)
                    self.sheet.text(x, baseline, label, size)
                self.y += size * 1.45

    def _paint_chart(self, block: Chart) -> None:
        """Levels of boxes, each level joined to the one above by lines."""
        size = 8.0
        font = self.style.font()
        above: float | None = None
        for level in block.boxes:
            gap = 12.0
            width = min(150.0, (self.text_width - gap * (len(level) - 1)) / len(level))
            span = width * len(level) + gap * (len(level) - 1)
            x = self.left + (self.text_width - span) / 2
            middle = self.left + self.text_width / 2
            top = self.y + 14
            lines = [wrap(text, font, size, width - 6) for text in level]
            height = max(len(text) for text in lines) * 10 + 8
            for text in lines:
                self.sheet.frame(x, top, x + width, top + height)
                if above is not None:
                    self.sheet.line(x + width / 2, top - 7, x + width / 2, top)
                for number, line in enumerate(text):
                    start = x + (width - measure(line, font, size)) / 2
                    self.sheet.text(start, top + 12 + number * 10, line, size)
                x += width + gap
            if above is not None:
                first = middle - span / 2 + width / 2
                self.sheet.line(first, top - 7, middle + span / 2 - width / 2, top - 7)
                self.sheet.line(middle, above, middle, top - 7)
            above = top + height
            self.y = top + height
        self.y += 14

    def _paint_table(self, spec: TableSpec, x0: float, width: float) -> None:
        painter = TablePainter(spec, self.style, x0, width, self.tables)
        self.tables += 1
        self._paint_caption(spec, painter, x0, width)
        painter.paint(self)
        self.y += 12

    def _paint_caption(
        self, spec: TableSpec, painter: TablePainter, x0: float, width: float
    ) -> None:
        """The caption, kept on one page with the head of its table."""
        size = self.style.text_size
        needed = len(spec.caption) * size * 1.3 + painter.header_height + 2 * painter.leading
        if self.y + needed > self.bottom:
            self.new_page()
        if spec.key:
            self.labels[spec.key] = self.sheet.label
        for line in spec.caption:
            font = self.style.font(bold=self.style.bold == "font")
            x = x0 + (width - measure(line, font, size)) / 2
            self.sheet.text(x, self.y + size, line, size, bold=True)
            self.y += size * 1.3
        self.y += 4 if spec.caption else 0

    def _paint_side_by_side(self, left: TableSpec, right: TableSpec) -> None:
        """Two short tables with one top; neither may reach the end of the page."""
        gap = 16.0
        half = (self.text_width - gap) / 2
        top = self.y
        lows = []
        for spec, x0 in ((left, self.left), (right, self.left + half + gap)):
            self.y = top
            painter = TablePainter(spec, self.style, x0, half, self.tables)
            self.tables += 1
            self._paint_caption(spec, painter, x0, half)
            painter.paint(self)
            lows.append(self.y)
        self.y = max(lows) + 12


def _label(number: int, numbering: str) -> str:
    if numbering == "none":
        return ""
    if numbering == "arabic":
        return str(number)
    roman = ""
    for value, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            roman += letters
            number -= value
    return roman
