"""Header words and numbers of a scan that the picture does not show clearly."""

import re
from collections.abc import Iterable

from sidak.normalisers.header.spelling import is_known_word
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import Cell, DoubtKind

#: Doubts that say that digits may be others or more; a year that two engines read is only
#: doubtful if they did so without confidence.
_YEAR_DOUBTS = frozenset({DoubtKind.READINGS_DIFFER, DoubtKind.LOW_OCR_CONFIDENCE})
_DIGIT_DOUBTS = _YEAR_DOUBTS | {
    DoubtKind.GLYPHS_DIFFER,
    DoubtKind.SHORT_NUMBER_UNCONFIRMED,
    DoubtKind.TOO_SMALL_TO_READ,
}
_YEAR = re.compile(r"(19|20)\d\d")
#: Digits that may be those of a year, one lost or one too many.
_LIKE_YEAR = re.compile(r"(?<!\d)\d{3,5}(?!\d)")


def find_unsure_columns(
    view: TableView, rows: Iterable[int], report_year: int | None = None
) -> frozenset[int]:
    """Return the columns below a header cell whose words or year are not clear.

    A known word is not misread by chance; a word that is none may be another one. A number
    that may be a year misread ("221" for 2021) would leave its columns to the year of the
    report. The year of the report itself is not read by chance either.

    Args:
        view: The table.
        rows: Its header rows.
        report_year: The one year that the report is about, if it is one.
    """
    return frozenset(
        column
        for row in rows
        for column in range(view.columns)
        if (cell := view.cell(row, column)) is not None
        and (
            any(not is_known_word(word) for word in list_unsure_words(cell))
            or has_unsure_year(cell, report_year)
        )
    )


def has_unsure_year(cell: Cell, report_year: int | None) -> bool:
    """Return True if readers do not agree on a number of a cell that may be a year."""
    if {found[0] for found in _YEAR.finditer(cell.text)} == {str(report_year)}:
        return False
    kinds = _YEAR_DOUBTS if _YEAR.search(cell.text) else _DIGIT_DOUBTS
    texts = [
        text
        for doubt in cell.doubts
        if doubt.kind in kinds
        for detail in doubt.detail
        for text in detail.split(" / ")
    ]
    is_formula = "=" in cell.text
    return not is_formula and any(_LIKE_YEAR.search(text) for text in texts)


def list_unsure_words(cell: Cell) -> list[str]:
    """Return the words of a cell that its picture does not show clearly."""
    return _list_words(cell, DoubtKind.WORDS_UNSURE)


def list_unknown_words(cell: Cell) -> list[str]:
    """Return the words of a cell that are none that is known, as one engine read them."""
    return _list_words(cell, DoubtKind.WORDS_UNKNOWN)


def _list_words(cell: Cell, kind: DoubtKind) -> list[str]:
    found = [doubt for doubt in cell.doubts if doubt.kind is kind]
    return [word for doubt in found for detail in doubt.detail for word in detail.split()]
