"""The smallest PDFs that a test needs, drawn line by line."""

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[["Sheet"], None]


class Sheet:
    """One page; y grows downwards, as on the page a viewer shows."""

    def __init__(self, canvas: Canvas, size: tuple[float, float]) -> None:
        self.canvas = canvas
        self.width, self.height = size
        self.size = 9.0
        self.font = "Helvetica"

    def text(self, x: float, y: float, text: str, *, right: bool = False) -> None:
        """Print text with its baseline at ``y``; ``x`` is its right end with ``right``."""
        self.canvas.setFont(self.font, self.size)
        put = self.canvas.drawRightString if right else self.canvas.drawString
        put(x, self.height - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5) -> None:
        """Draw a stroke."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float) -> None:
        """Fill a rectangle."""
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw a full grid."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)

    def row(self, xs: Sequence[float], y: float, texts: Sequence[str]) -> None:
        """Print one line of text into each column; a text's ``|`` parts are lines."""
        for x, text in zip(xs, texts, strict=False):
            for i, line in enumerate(text.split("|")):
                self.text(x + 3, y + 10 + 11 * i, line)

    def table(self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]]) -> float:
        """Draw a ruled table; rows grow with their lines. Returns its lower edge."""
        ys = [top]
        for texts in rows:
            self.row(xs, ys[-1], texts)
            ys.append(ys[-1] + 5 + 11 * max(t.count("|") + 1 for t in texts))
        self.grid(xs, ys)
        return ys[-1]


def write_pdf(
    path: Path, *pages: Draw, size: tuple[float, float] = A4, rotate: int = 0
) -> Path:
    """Write a PDF with one page per drawing function.

    Args:
        path: Where to.
        pages: Each draws one page.
        size: Width and height before rotation, in points.
        rotate: The pages' own ``/Rotate``.
    """
    canvas = Canvas(str(path), pagesize=size, invariant=1)
    for draw in pages:
        canvas.setPageRotation(rotate)
        draw(Sheet(canvas, size))
        canvas.showPage()
    canvas.save()
    return path
