"""The lines of a page without tables, as pdfium orders them: cheap, with boxes."""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from sidak.extractors.layout.printed_numbers import (
    find_number_spans,
    find_printed_numbers,
    keep_context,
)
from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.layout.text_lines import compose_lines
from sidak.extractors.pdf import pdfium_bindings
from sidak.extractors.pdf.page_content import PageContent
from sidak.extractors.pdf.transform import Matrix, transform_point, viewer_matrix
from sidak.schemas import Box, PrintedDigits, bounding_box

#: What pdfium puts for the hyphen at the end of a line that it joins with the next one.
_JOINED = "\ufffe"
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class PlainText:
    """The text of a page as it stands.

    Attributes:
        lines: Its lines in reading order; those with numbers have their boxes.
        numbers: The numbers in them.
    """

    lines: tuple[tuple[str, Box | None], ...]
    numbers: tuple[PrintedDigits, ...]


def read_plain_text(page: pdfium.PdfPage) -> PlainText:
    """Read the lines of a page, and where their numbers stand.

    Args:
        page: An open page; the caller closes it.
    """
    textpage = page.get_textpage()
    try:
        reader = _TextReader(textpage, viewer_matrix(page)[0])
        lines: list[tuple[str, Box | None]] = []
        numbers: list[PrintedDigits] = []
        for text, start in reader.list_lines():
            found = tuple(reader.find_numbers(text, start))
            box = reader.box_of(start, start + len(text)) if found else None
            lines.append((text.strip(), box))
            numbers.extend(found)
        return PlainText(tuple(lines), tuple(numbers))
    finally:
        textpage.close()


def holds_claims(text: PlainText) -> bool:
    """Return True if a text prints an amount or a percentage: what is read from sentences."""
    return any(
        len(one.text) >= SETTINGS.number_in_word + 3
        or one.after.lstrip().casefold().startswith(("%", "persen", "prosen"))
        for one in text.numbers
    )


def keep_visible(text: PlainText, content: PageContent) -> PlainText:
    """Return the text of a page without numbers that no viewer shows.

    Args:
        text: The text as pdfium tells it.
        content: What a viewer shows of the page.
    """
    if not content.hidden:
        return text
    lines = sorted(compose_lines(content.glyphs), key=lambda line: (line.middle, line.box.x0))
    numbers = find_printed_numbers(lines)
    if Counter(one.text for one in numbers) == Counter(one.text for one in text.numbers):
        return text
    return PlainText(tuple((line.text, line.box.round()) for line in lines), numbers)


class _TextReader:
    """Reads lines and boxes from a text page of pdfium."""

    def __init__(self, textpage: pdfium.PdfTextPage, to_view: Matrix) -> None:
        self._raw: Any = textpage.raw
        self._where = pdfium_bindings.address_of(self._raw)
        self._text = str(textpage.get_text_range()).replace(_JOINED, "-")
        self._to_view = to_view
        self._index = self._map_characters()

    def _map_characters(self) -> Callable[[int], int]:
        """Return what leads from a place in the text to the character that prints it."""
        if self._text.isascii() or max(self._text) <= "\uffff":
            return lambda place: int(
                pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._raw, place)
            )
        before = [0]  # the text counts letters beyond 0xFFFF once, pdfium twice
        for character in self._text:
            before.append(before[-1] + 1 + (character > "\uffff"))
        return lambda place: int(
            pdfium_c.FPDFText_GetCharIndexFromTextIndex(self._raw, before[place])
        )

    def list_lines(self) -> Iterator[tuple[str, int]]:
        """Yield the lines that are not empty, and where they begin in the text."""
        for match in _LINE.finditer(self._text):
            if match[0].strip():
                yield match[0], match.start()

    def find_numbers(self, text: str, start: int) -> Iterator[PrintedDigits]:
        """Yield the numbers of a line that begins at ``start``."""
        for begin, end in find_number_spans(text):
            first, last = self._char_box(start + begin), self._char_box(start + end - 1)
            if first is None or last is None:
                continue
            before, after = keep_context(text, begin, end)
            yield PrintedDigits(
                text[begin:end],
                bounding_box((first, last)).round(),
                before,
                after,
                self._gap(self._neighbour(text, start, begin - 1, -1), first),
                self._gap(last, self._neighbour(text, start, end, 1)),
            )

    def _neighbour(self, text: str, start: int, at: int, step: int) -> Box | None:
        """Return the box of the next character of a line that is no space."""
        while 0 <= at < len(text) and text[at].isspace():
            at += step
        return self._char_box(start + at) if 0 <= at < len(text) else None

    @staticmethod
    def _gap(left: Box | None, right: Box | None) -> float:
        if left is None or right is None:
            return 0.0
        size = max(1.0, min(max(left.height, left.width), max(right.height, right.width)))
        across = max(0.0, right.x0 - left.x1, left.x0 - right.x1)
        down = max(0.0, right.y0 - left.y1, left.y0 - right.y1)
        return round(max(across, down) / size, 2)

    def _char_box(self, place: int) -> Box | None:
        """Return the box of a character of the text."""
        rect = pdfium_c.FS_RECTF()
        index = self._index(place)
        if index < 0 or not pdfium_bindings.get_loose_char_box(
            self._where, index, ctypes.byref(rect)
        ):
            return None
        return self._view(rect.left, rect.bottom, rect.right, rect.top)

    def box_of(self, start: int, end: int) -> Box | None:
        """Return the box around some of the text; ``None`` if pdfium does not know it."""
        first, last = self._index(start), self._index(end - 1)
        if first < 0 or last < first:
            return None
        boxes = []
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        for at in range(pdfium_c.FPDFText_CountRects(self._raw, first, last - first + 1)):
            if pdfium_c.FPDFText_GetRect(self._raw, at, left, top, right, bottom):
                boxes.append(self._view(left.value, bottom.value, right.value, top.value))
        return bounding_box(boxes).round() if boxes else None

    def _view(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        (ax, ay), (bx, by) = (
            transform_point(self._to_view, x0, y0),
            transform_point(self._to_view, x1, y1),
        )
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
