"""Header words of a scan that the picture does not show clearly."""

from collections.abc import Iterable

from sidak.normalisers.header.spelling import is_known_word
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import Cell, DoubtKind


def find_unsure_columns(view: TableView, rows: Iterable[int]) -> frozenset[int]:
    """Return the columns below a header cell with unclear words that are no known ones.

    A known word is not misread by chance; a word that is none may be another one.

    Args:
        view: The table.
        rows: Its header rows.
    """
    return frozenset(
        column
        for row in rows
        for column in range(view.columns)
        if (cell := view.cell(row, column)) is not None
        and any(not is_known_word(word) for word in list_unsure_words(cell))
    )


def list_unsure_words(cell: Cell) -> list[str]:
    """Return the words of a cell that its picture does not show clearly."""
    found = [d for d in cell.doubts if d.kind is DoubtKind.WORDS_UNSURE]
    return [word for doubt in found for detail in doubt.detail for word in detail.split()]
