"""Grids of cells: what is a column or a row, and what only stands beside the table."""

from pathlib import Path

from tests.extractors.layout.test_rulings import ROWS
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import XS, rows_of, tables_of


def test_stray_empty_cell_beside_one_row_is_no_column(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(XS, 100, (*ROWS, ("3", "Listrik", "7", "6"), ("4", "Air", "5", "4")))
        s.grid((XS[-1], XS[-1] + 40), (132, 148))

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert table.columns == 4
    assert rows_of(table)[2] == ["2", "ATK", "30", "20"]


def test_cell_with_text_beside_one_row_is_a_column(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.table(XS, 100, (*ROWS, ("3", "Listrik", "7", "6"), ("4", "Air", "5", "4")))
        s.grid((XS[-1], XS[-1] + 40), (132, 148))
        s.text(XS[-1] + 3, 142, "12")

    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", draw))
    assert rows_of(table)[2] == ["2", "ATK", "30", "20", "12"]
