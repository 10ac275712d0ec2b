"""Units of a scanned table that are likely another one, misread."""

import pytest

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.near_units import doubt_near_units, find_near_units
from sidak.schemas import Box, Doubt, DoubtKind

BOX = Box(0, 0, 10, 10)


def cell(row: int, text: str, column: int = 0) -> CellText:
    return CellText(CellSlot(row, column, 1, 1, BOX), (TextLine(text, BOX, ()),))


@pytest.mark.parametrize(
    ("units", "near"),
    [
        (["Balai", "Balai", "Batai"], {"Batai"}),
        (["Dinas", "Drnas", "Dinas"], {"Drnas"}),
        (["Dak", "Dok"], {"Dak", "Dok"}),  # which of them is printed cannot be known
        (["Keg", "keg", "keg"], set()),
        (["buku", "buku", "suku"], {"suku"}),
        (["buku", "suku", "suku"], set()),  # a known unit is none that is misread
        (["Titik", "Situ"], set()),
        (["DI", "DI", "DH"], {"DH"}),
        (["km", "kg"], set()),
    ],
)
def test_the_rarer_of_two_units_a_letter_apart_is_doubted(
    units: list[str], near: set[str]
) -> None:
    assert find_near_units(units) == near


def test_only_cells_of_a_unit_are_doubted() -> None:
    """The cell "1 Batai" was accepted on a page of twenty "1 Balai"."""
    texts = ("1 Balai", "Batai 3", "1 Batai", "2 Balai", "II", "III")
    cells = [cell(i, t) for i, t in enumerate(texts)]
    doubted = doubt_near_units(cells)
    doubt = Doubt(DoubtKind.WORDS_UNSURE, ("Batai",))
    assert [c.doubts for c in doubted] == [(), (), (doubt,), (), (), ()]
    assert doubt_near_units(doubted) == doubted  # once is enough


def test_words_alone_are_compared_with_those_of_their_column() -> None:
    """Beside "1 Dok" the source of money is "DAK"; in the column of units is one misread."""
    cells = [cell(i, t, 1) for i, t in enumerate(("Dok", "Dok", "Dak"))]
    cells += [cell(0, "DAK", 2), cell(1, "1 Dok", 3)]
    doubt = Doubt(DoubtKind.WORDS_UNSURE, ("Dak",))
    assert [c.doubts for c in doubt_near_units(cells)] == [(), (), (doubt,), (), ()]
