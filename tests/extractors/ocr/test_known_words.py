"""Words that a table shows clearly elsewhere are no longer doubted where they are unclear."""

import pytest

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.known_words import settle_known_words
from sidak.schemas import Box, Doubt, DoubtKind

BOX = Box(0, 0, 100, 10)


def cell(row: int, text: str, unclear: str = "", column: int = 1) -> CellText:
    doubts = (Doubt(DoubtKind.WORDS_UNSURE, (unclear,)),) if unclear else ()
    line = TextLine(text, BOX, (), (), doubts)
    return CellText(CellSlot(row, column, 1, 1, BOX), (line,), doubts)


@pytest.mark.parametrize(
    ("text", "unclear", "settled", "left"),
    [
        ("1 Balai", "Balai", "1 Balai", ""),
        ("2 balai", "balai", "2 balai", ""),
        # a letter away from the one unit of the column
        ("1 Balat", "Balat", "1 Balai", ""),
        ("1 Keg", "Keg", "1 Keg", "Keg"),
        ("1 Dinas", "Dinas", "1 Dinas", "Dinas"),
        ("Pembinaan Balai", "Pembinaan Balai", "Pembinaan Balai", "Pembinaan"),
        ("6Balai", "6Balai", "6Balai", "6Balai"),
        ("Balat", "Balat", "Balat", "Balat"),
    ],
)
def test_an_unclear_word_is_known_if_the_table_shows_it_clearly(
    text: str, unclear: str, settled: str, left: str
) -> None:
    clear = [cell(i, f"{i} Balai") for i in range(3)]
    found = settle_known_words([*clear, cell(3, text, unclear)])
    assert found[:3] == clear
    doubts = (Doubt(DoubtKind.WORDS_UNSURE, (left,)),) if left else ()
    assert (found[3].text, found[3].doubts, found[3].lines[0].doubts) == (
        settled,
        doubts,
        doubts,
    )


def test_a_word_that_is_clear_once_is_not_known() -> None:
    cells = [cell(0, "1 Balai"), cell(1, "2 Balai", "Balai")]
    assert settle_known_words(cells) == cells
