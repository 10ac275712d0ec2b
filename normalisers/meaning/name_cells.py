"""Cells of names that do not tell which row a number belongs to."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sidak.normalisers.text.resources import load_words
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import Cell, ColumnMeaning, ColumnRole

#: Columns whose words do not tell rows apart.
_SILENT = frozenset({ColumnRole.FIGURE, ColumnRole.NO, ColumnRole.KODE, ColumnRole.SATUAN})
_WORD = re.compile(r"[^\W\d_]{2}")
_DIGIT = re.compile(r"\d")
#: A line that opens an entry of a list: "a. Program", "2. Program".
_ENTRY = re.compile(
    r"^\s*\(?(?:(?P<letter>[a-z])|(?P<number>\d{1,2}))\s*[.)]\s+(?=[^\W\d_]{2})"
)
#: The letter or number of a list in front of a name.
_LIST_MARK = re.compile(r"[a-z]{1,2}\s?[.)]")
#: A line that is a row of its own in every table.
_TOTAL = re.compile(r"^\s*(?:sub\s*)?(?:jumlah|total)\s*:?\s*$", re.IGNORECASE)


def find_name_cell(view: TableView, names: Sequence[int], row: int) -> Cell | None:
    """Return the cell of the deepest name that covers a row, ``None`` if none does."""
    covering = (view.cell(row, column) for column in reversed(names))
    return next((cell for cell in covering if cell is not None and cell.text.strip()), None)


def is_name_shared(
    view: TableView,
    columns: Sequence[ColumnMeaning],
    names: Sequence[int],
    row: int,
    column: int,
) -> bool:
    """Return True if a name spans several numbers of a column and no other words part them.

    Args:
        view: The table.
        columns: What its columns mean.
        names: The name columns that count for the number.
        row: Row of the number.
        column: Column of the number.
    """
    name = find_name_cell(view, names, row)
    if name is None or name.row_span < 2:
        return False
    span = range(name.row, name.row + name.row_span)
    filled = [
        other
        for other in span
        if (cell := view.starts(other, column)) is not None and _DIGIT.search(cell.text)
    ]
    if row not in filled or len(filled) < 2:
        return False
    return not all(_has_own_words(view, columns, names, other) for other in filled)


def _has_own_words(
    view: TableView, columns: Sequence[ColumnMeaning], names: Sequence[int], row: int
) -> bool:
    return any(
        _WORD.search(cell.text) is not None
        for cell in view.starting_cells(row)
        if columns[cell.column].role not in _SILENT and cell.column not in names
    )


def holds_several_names(cell: Cell) -> bool:
    """Return True if the lines of a cell are entries that count on, or end in a total."""
    lines = [line for line in cell.text.split("\n") if line.strip()]
    if any(_TOTAL.match(line) for line in lines[1:]):
        return True
    found = [match for line in lines if (match := _ENTRY.match(line)) is not None]
    for kind in ("letter", "number"):
        marks = [match[kind] for match in found if match[kind]]
        values = [int(mark) if mark.isdigit() else ord(mark) for mark in marks]
        if any(b - a == 1 for a, b in pairwise(values)):
            return True
    return False


def counts_several_rows(view: TableView, numbering: Sequence[int], row: int) -> bool:
    """Return True if the cell that numbers a row prints numbers of several: "2" above "3".

    Args:
        view: The table.
        numbering: The columns that number its rows.
        row: The row.
    """
    for column in numbering:
        cell = view.cell(row, column)
        lines = [
            line.strip(" .)") for line in (cell.text if cell is not None else "").split("\n")
        ]
        numbers = [int(line) for line in lines if line.isdecimal()]
        if len(numbers) > 1 and all(b - a == 1 for a, b in pairwise(numbers)):
            return True
    return False


def has_letters(text: str) -> bool:
    """Return True if a text has at least two letters: a number or a dash names nothing."""
    return sum(character.isalpha() for character in text) >= 2


def ends_open(text: str) -> bool:
    """Return True if a name ends in a word that joins others: its end is missing."""
    words = one_line(text).casefold().rstrip(" ,;:-").split()
    return len(words) > 1 and words[-1] in load_words("joining_words.txt")


def find_cut_rows(view: TableView, names: Sequence[int], body: Sequence[int]) -> frozenset[int]:
    """Return the rows whose names a page break cuts: the last of a page, the first after it.

    The last name of a page is cut if it ends in a word that joins others; the first goes on
    from the page before if it begins in lower case, and is no entry of a list and no name as
    most others of its column are.

    Args:
        view: The table.
        names: The columns of names, the deepest last.
        body: Its body rows, in order.
    """
    if not names:
        return frozenset()
    printed = [
        (row, cell)
        for row in body
        if (cell := view.starts(row, names[-1])) is not None and has_letters(cell.text)
    ]
    last = {cell.place.page: (row, cell) for row, cell in printed}
    cut = {row for row, cell in last.values() if ends_open(cell.text)}
    lowered = sum(_begins_low(cell.text) for _row, cell in printed)
    if lowered * 2 > len(printed):
        return frozenset(cut)
    for (above, before), (row, cell) in pairwise(printed):
        if cell.place.page != before.place.page and _begins_low(cell.text):
            cut.update((above, row))
    return frozenset(cut)


def _begins_low(text: str) -> bool:
    line = one_line(text)
    return line[:1].islower() and _LIST_MARK.match(line) is None
