"""Cells that say "as above"."""

import pytest

from sidak.normalisers.text.ditto import find_meant_cell, is_ditto
from sidak.normalisers.text.table_view import TableView
from tests.normalisers.tables import make_table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SDA", True),
        ("s.d.a.", True),
        ("Idem", True),
        ('- " -', True),
        ("”", True),
        ("SDA dan energi", False),
        ("-", False),
        ("", False),
    ],
)
def test_what_says_as_above(text: str, expected: bool) -> None:
    assert is_ditto(text) is expected


def test_the_cell_above_is_meant_over_several_repetitions() -> None:
    view = TableView(make_table([["Jumlah laporan"], ["SDA"], [""], ["SDA"]]))
    found = [find_meant_cell(view, row, 0) for row in range(4)]
    assert [cell and cell.text for cell in found] == [
        "Jumlah laporan",
        "Jumlah laporan",
        None,
        "Jumlah laporan",
    ]


def test_a_repetition_of_nothing_stands_for_itself() -> None:
    cell = find_meant_cell(TableView(make_table([["SDA"], ["SDA"]])), 1, 0)
    assert cell is not None
    assert (cell.row, cell.text) == (1, "SDA")
