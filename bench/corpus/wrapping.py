"""Breaking text into lines the way a word processor does in a narrow cell."""

import re

from reportlab.pdfbase import pdfmetrics

_PIECES = re.compile(r"[^\s-]*-+(?=\S)|\S+")


def measure(text: str, font: str, size: float) -> float:
    """Width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text at spaces and hyphens, and inside a word only if it fits no line.

    Args:
        text: Text; a line feed forces a break.
        font: Font name.
        size: Size in points.
        width: Room in points.

    Returns:
        Lines without spaces at their ends; at least one, possibly empty.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_paragraph(paragraph, font, size, width))
    return lines


def _wrap_paragraph(text: str, font: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    end = 0
    for found in _PIECES.finditer(text):
        space = " " if line and found.start() > end else ""
        end = found.end()
        piece = found.group()
        if measure(line + space + piece, font, size) <= width:
            line += space + piece
            continue
        if line:
            lines.append(line)
        line = piece
        while measure(line, font, size) > width and len(line) > 1:
            keep = _fitting(line, font, size, width)
            lines.append(line[:keep])
            line = line[keep:]
    lines.append(line)
    return lines


def _fitting(word: str, font: str, size: float, width: float) -> int:
    """How many characters of a word fit; at least one."""
    keep = 1
    while keep < len(word) and measure(word[: keep + 1], font, size) <= width:
        keep += 1
    return keep
