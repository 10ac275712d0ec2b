"""Units that are printed only above a table: "(dalam jutaan rupiah)", "Satuan : Rp"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.text.table_view import one_line
from sidak.schemas import PageText, Table

#: A line or a row that states a unit and nothing else.
_NOTE = re.compile(
    r"\(?\s*(?:(?:satuan|unit|nilai|angka|disajikan)\s*:?\s*)?(?:dalam|d[li1]m|x)?\s*\(?\s*"
    r"(?:rp\.?\s*(?=1[.,]?000))?"
    r"(?:(?:ribuan|ribu|jutaan|juta|milyaran|milyar|miliaran|miliar|1[.,]?000(?:[.,]?000)?)\s*)?"
    r"(?:rp\.?\s*(?:ribu|juta|milyar|miliar|[.,]?000)?|rupiah)?\s*[.,]?\s*\)?",
    re.IGNORECASE,
)
_SAYS = re.compile(r"ribu|juta|milyar|miliar|rp|rupiah|000", re.IGNORECASE)


def add_unit_note(table: Table, texts: Sequence[PageText]) -> Table:
    """Return the table with the unit stated above it, or in its title row, in its caption.

    Args:
        table: A raw table; only the copy for reading it is changed.
        texts: Running text of the pages.
    """
    note = _note_in_title(table) or _note_above(table, texts)
    if not note or note in (table.caption or ""):
        return table
    return replace(table, caption=f"{table.caption or ''} {_bracket(note)}".strip())


def is_unit_note(text: str) -> bool:
    """Return True if a text states a unit of money and nothing else."""
    line = one_line(text)
    return (
        len(line) <= SETTINGS.note_longest
        and _SAYS.search(line) is not None
        and _NOTE.fullmatch(line) is not None
    )


def _bracket(note: str) -> str:
    return f"({note.strip('() ')})"


def _note_in_title(table: Table) -> str:
    for cell in table.cells:
        is_title = cell.row < SETTINGS.note_rows and cell.column_span >= max(
            2, table.columns - 1
        )
        if is_title and is_unit_note(cell.text):
            return one_line(cell.text)
    return ""


def _note_above(table: Table, texts: Sequence[PageText]) -> str:
    place = table.places[0]
    if place.box is None:
        return ""
    for text in texts:
        if text.page != place.page:
            continue
        for line, box in reversed(text.lines):
            if box is None or not is_unit_note(line):
                continue
            gap = place.box.y0 - box.y1
            is_over = box.x1 > place.box.x0 and box.x0 < place.box.x1
            if is_over and -SETTINGS.note_overlap <= gap <= SETTINGS.note_distance:
                return one_line(line)
    return ""
