"""Names of a scan that the picture does not show clearly."""

from sidak.normalisers.header.unsure_words import list_unknown_words, list_unsure_words
from sidak.normalisers.meaning.settings import SETTINGS
from sidak.schemas import Cell


def is_unsure_name(cell: Cell) -> bool:
    """Return True if so many words of a name are misread that it may be another name."""
    letters = sum(ch.isalpha() for ch in cell.text)
    words = {*list_unsure_words(cell), *list_unknown_words(cell)}
    wrong = SETTINGS.wrong_letters * len(words)
    return wrong > SETTINGS.most_wrong_letters * letters


def is_unsure_unit(cell: Cell | None) -> bool:
    """Return True if a cell that prints a unit has words that are not clear."""
    return cell is not None and bool(list_unsure_words(cell) or list_unknown_words(cell))
