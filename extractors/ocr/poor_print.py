"""Pages on which strokes run together, and frames in which nothing is written.

On a thick copy the holes of 6 and 8 are filled, and readers of every make take the same digit
for another, with confidence: "1146.00" was read as "1148.00" by two. Whether a page is like
that its words tell: of clean scans at most one word in ten is unclear, of such pages three and
more, and nothing lies between. On coarse scans words are unclear for want of dots; there what
readers of two makes agree on is right.

The strokes of large letters, of a title page, look like rulings; a frame of them holds pieces
of letters, of which nothing is read clearly.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.tables.page_tables import PageTable
from sidak.schemas import Doubt, DoubtKind

_WORD = re.compile(r"[^\W\d_]{3,}")
_UNCLEAR = (DoubtKind.WORDS_UNSURE, DoubtKind.WORDS_UNKNOWN)
#: A word or a number of more than one digit.
_CLEAR = re.compile(r"[^\W\d_]{4,}|\d{2,}|\d[.,]\d")


def doubt_poor_print(
    tables: Sequence[PageTable], lines: Sequence[TextLine], dpi: float
) -> tuple[list[PageTable], list[TextLine]]:
    """Doubt all numbers of a page if too many of its words are unclear.

    Args:
        tables: The tables of the page.
        lines: Its lines outside tables.
        dpi: Dots per inch that it was scanned with.
    """
    cells = [cell for table in tables for cell in table.filled]
    is_fine = dpi >= SETTINGS.words.least_fine_dpi
    if not is_fine or not is_poor((cell.text, cell.doubts) for cell in cells):
        return list(tables), list(lines)
    doubted = [replace(table, filled=tuple(map(_doubt_cell, table.filled))) for table in tables]
    return doubted, [_doubt_line(line) for line in lines]


def is_poor(texts: Iterable[tuple[str, Sequence[Doubt]]]) -> bool:
    """Return True if too many words are unclear.

    Args:
        texts: Texts, each with its doubts.
    """
    own = SETTINGS.words
    words = unclear = 0
    for text, doubts in texts:
        words += len(_WORD.findall(text))
        unsure, unknown = (_list_doubted(doubts, kind) for kind in _UNCLEAR)
        unclear += len(unsure) + len([word for word in unknown if word not in unsure])
    return words >= own.least_words and unclear >= own.poor_share * words


def _list_doubted(doubts: Sequence[Doubt], kind: DoubtKind) -> list[str]:
    """Return the words that doubts of a kind are about."""
    details = [detail for doubt in doubts if doubt.kind is kind for detail in doubt.detail]
    return [word for detail in details for word in _WORD.findall(detail)]


def is_picture(cells: Sequence[CellText]) -> bool:
    """Return True if a frame holds bits of which nothing is read clearly: no word, no number.

    Args:
        cells: The cells.
    """
    lines = [line for cell in cells for line in cell.lines]
    clear = [line.text for line in lines if not line.doubts]
    own = SETTINGS.words
    if len(lines) < own.least_bits or any(_CLEAR.search(text) for text in clear):
        return False
    length = median(len(line.text) for line in lines)
    return length <= own.bit_length and len(clear) <= own.most_clear * len(lines)


def _doubt_cell(cell: CellText) -> CellText:
    doubt = _make_doubt(cell.text)
    if doubt is None:
        return cell
    return replace(cell, doubts=tuple(dict.fromkeys((*cell.doubts, doubt))))


def _doubt_line(line: TextLine) -> TextLine:
    doubt = _make_doubt(line.text)
    if doubt is None:
        return line
    return replace(line, doubts=tuple(dict.fromkeys((*line.doubts, doubt))))


def _make_doubt(text: str) -> Doubt | None:
    """Return the doubt about a text with digits."""
    if not any(ch.isdigit() for ch in text):
        return None
    return Doubt(DoubtKind.LOW_OCR_CONFIDENCE, (" ".join(text.split()),))
