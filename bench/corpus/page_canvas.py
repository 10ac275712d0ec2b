"""One page being painted, in points from the top left corner as a viewer shows it."""

from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from bench.corpus.style import Style
from bench.corpus.wrapping import measure

Segment = tuple[float, float, float, float]

#: How far the second print of bold by overprint stands beside the first, in points.
_OVERPRINT = 0.28


def open_page(canvas: Canvas, width: float, height: float, turn: int, rotate: int) -> None:
    """Set paper size and matrix of a new page.

    Args:
        canvas: The document.
        width: Width of the upright page.
        height: Height of the upright page.
        turn: Clockwise degrees that the paper must be turned to read upright.
        rotate: ``/Rotate`` written into the page; 0 leaves the turning to the reader.
    """
    is_lying = turn in (90, 270) and not rotate  # with /Rotate reportlab turns the paper
    canvas.setPageSize((height, width) if is_lying else (width, height))
    canvas.setPageRotation(rotate)
    if turn == 90:
        canvas.transform(0, 1, -1, 0, height, 0)
    elif turn == 180:
        canvas.transform(-1, 0, 0, -1, width, height)
    elif turn == 270:
        canvas.transform(0, -1, 1, 0, 0, width)


@dataclass
class PageCanvas:
    """Drawing on one page.

    Attributes:
        canvas: The document.
        style: How to draw.
        width: Width of the upright page.
        height: Height of the upright page.
        number: Page number from 1.
        label: Printed page number; empty if none is printed.
        horizontals: Horizontal rules (x0, y, x1, y), drawn at the end of a table.
        verticals: Vertical rules (x, y0, x, y1).
    """

    canvas: Canvas
    style: Style
    width: float
    height: float
    number: int
    label: str = ""
    horizontals: list[Segment] = field(default_factory=list)
    verticals: list[Segment] = field(default_factory=list)

    def text(
        self,
        x: float,
        baseline: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        italic: bool = False,
        stretch: float = 0.0,
    ) -> None:
        """Paint one line of text.

        Args:
            x: Left edge.
            baseline: Distance of the baseline from the top of the page.
            text: The line.
            size: Size in points.
            bold: Set in bold, in the way of the style.
            italic: Set in italics.
            stretch: Added to the width of each space.
        """
        if not text:
            return
        face = bold and self.style.bold == "font"
        font = self.style.font(bold=face, italic=italic)
        offsets = (0.0, _OVERPRINT) if bold and self.style.bold == "overprint" else (0.0,)
        self.canvas.setFillGray(0.0)
        for offset in offsets:
            self._draw_line(x + offset, baseline, text, font, size, stretch)
        self.canvas.setFillGray(0.0)

    def white_text(self, x: float, baseline: float, text: str, size: float) -> None:
        """Paint one line of text white on white."""
        self.canvas.setFillGray(1.0)
        self._draw_line(x, baseline, text, self.style.font(bold=False, italic=False), size, 0.0)
        self.canvas.setFillGray(0.0)

    def _draw_line(
        self, x: float, baseline: float, text: str, font: str, size: float, stretch: float
    ) -> None:
        if self.style.word_by_word and " " in text:
            self._words(x, baseline, text, font, size, stretch)
            return
        line = self.canvas.beginText(x, self.height - baseline)
        line.setFont(font, size)
        line.setWordSpace(stretch)
        line.textOut(text)
        self.canvas.drawText(line)

    def _words(
        self, x: float, baseline: float, text: str, font: str, size: float, stretch: float
    ) -> None:
        space = measure(" ", font, size) + stretch
        self.canvas.setFont(font, size)
        for word in text.split(" "):
            self.canvas.drawString(x, self.height - baseline, word)
            x += measure(word, font, size) + space

    def upward(self, x: float, bottom: float, text: str, size: float, *, bold: bool) -> None:
        """Paint one line from bottom to top, its baseline at ``x``."""
        self.canvas.saveState()
        self.canvas.translate(x, self.height - bottom)
        self.canvas.rotate(90)
        self.canvas.setFont(self.style.font(bold=bold), size)
        self.canvas.drawString(0, 0, text)
        self.canvas.restoreState()

    def fill(self, x0: float, top: float, x1: float, bottom: float, grey: float) -> None:
        """Paint a grey ground."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.setFillGray(0.0)

    def frame(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw a plain frame with a line of half a point."""
        self.canvas.setLineWidth(0.5)
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=1, fill=0)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """Draw one line."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def draw_rules(self) -> None:
        """Draw the rules gathered for a table in the way of the style and forget them."""
        rules = self.style.rules
        verticals = [] if rules == "horizontal" else self.verticals
        for x0, y0, x1, y1 in [*self.horizontals, *verticals]:
            if rules == "rect":
                self._thin_rectangle(x0, y0, x1, y1)
            elif rules == "double":
                away = (0.0, 0.8) if y0 == y1 else (0.8, 0.0)
                self.line(x0 - away[0], y0 - away[1], x1 - away[0], y1 - away[1], 0.3)
                self.line(x0 + away[0], y0 + away[1], x1 + away[0], y1 + away[1], 0.3)
            elif rules == "hairline":
                self.line(x0, y0, x1, y1, 0.08)
            elif rules != "none":
                self.line(x0, y0, x1, y1)
        self.horizontals.clear()
        self.verticals.clear()

    def _thin_rectangle(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setFillGray(0.0)
        self.canvas.rect(
            x0 - 0.24,
            self.height - y1 - 0.24,
            x1 - x0 + 0.48,
            y1 - y0 + 0.48,
            stroke=0,
            fill=1,
        )
