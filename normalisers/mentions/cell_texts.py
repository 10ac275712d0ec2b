"""Sentences in the cells of tables: words with an amount that no figure is read from."""

import re
from collections.abc import Iterator, Sequence

from sidak.normalisers.mentions.numbers import find_numbers, is_factor
from sidak.normalisers.mentions.settings import SETTINGS
from sidak.schemas import Cell, PageText, Table, TypedTable

_WORDS = re.compile(rf"[^\W\d_]{{{SETTINGS.word_letters},}}")


def list_cell_texts(
    tables: Sequence[Table], typed_tables: Sequence[TypedTable]
) -> Iterator[PageText]:
    """Yield the texts of cells with words and an amount, each for itself.

    Args:
        tables: Tables as printed.
        typed_tables: The same as understood: what gives a figure is no sentence.
    """
    typed = {one.table_id: one for one in typed_tables}
    for table in tables:
        own = typed.get(table.table_id)
        taken = {(one.row, one.column) for one in own.figures} if own is not None else set()
        for cell in table.cells:
            if _is_told(cell) and not taken & set(_covered(cell)):
                lines = tuple((line, None) for line in cell.text.split("\n"))
                yield PageText(cell.place.page, lines)


def _covered(cell: Cell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            yield row, column


def _is_told(cell: Cell) -> bool:
    """Return True if a cell holds an amount among words, or in a calculation."""
    if sum(map(str.isdigit, cell.text)) < SETTINGS.least_digits:
        return False
    has_words = len(_WORDS.findall(cell.text)) >= SETTINGS.least_words
    text = " ".join(cell.text.split())
    return any(
        not number.is_share and (has_words or is_factor(text, number.start))
        for number in find_numbers(text)
    )
