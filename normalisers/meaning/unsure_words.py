"""Names of a scan that the picture does not show clearly."""

from sidak.normalisers.header.unsure_words import list_unsure_words
from sidak.normalisers.meaning.settings import SETTINGS
from sidak.schemas import Cell


def is_unsure_name(cell: Cell) -> bool:
    """Return True if so many words of a name are unclear that it may be another name."""
    letters = sum(ch.isalpha() for ch in cell.text)
    wrong = SETTINGS.wrong_letters * len(list_unsure_words(cell))
    return wrong > SETTINGS.most_wrong_letters * letters
