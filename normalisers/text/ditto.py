"""Cells that say "as above": what they stand for."""

import re

from sidak.normalisers.text.resources import load_words
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import Cell

_NO_LETTER = re.compile(r"[\W\d_]+")
#: Marks of repetition: two strokes, with or without dashes beside them.
_MARK = re.compile(r"[-\s]*(?:[\"”“„]|'')[-\s]*")


def is_ditto(text: str) -> bool:
    """Return True for "s.d.a", "idem" and marks of repetition."""
    return _MARK.fullmatch(text.strip()) is not None or (
        _NO_LETTER.sub("", text).casefold() in load_words("ditto_words.txt")
    )


def find_meant_cell(view: TableView, row: int, column: int) -> Cell | None:
    """Return the cell whose text counts at a position: its own, or the one it repeats.

    A mark of repetition with nothing above it stands for itself.
    """
    own = view.cell(row, column)
    if own is None or not own.text.strip():
        return None
    if not is_ditto(own.text):
        return own
    above = (view.cell(at, column) for at in range(own.row - 1, -1, -1))
    return next(
        (cell for cell in above if cell and cell.text.strip() and not is_ditto(cell.text)), own
    )
