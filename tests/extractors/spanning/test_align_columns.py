"""Columns of a table and of its continuation."""

from itertools import pairwise
from pathlib import Path

import pytest

from sidak.extractors.spanning.align_columns import align_parts
from sidak.extractors.spanning.table_part import TablePart
from sidak.schemas import Box, Cell, Doubt, DoubtKind, Place
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import rows_of, tables_of
from tests.extractors.spanning.test_join_pages import BODY, HEADER, MORE, XS, lay


def test_columns_that_moved_between_pages_are_paired_in_order(tmp_path: Path) -> None:
    moved = (60, 128, 285, 340, 460)
    (table,) = tables_of(
        write_pdf(
            tmp_path / "a.pdf",
            lambda s: lay(s, [HEADER, *BODY]),
            lambda s: lay(s, MORE, xs=moved),
        )
    )
    assert table.columns == 4
    assert rows_of(table) == [list(r) for r in (HEADER, *BODY, *MORE)]


def test_page_that_lacks_the_last_column_goes_on_in_the_others(tmp_path: Path) -> None:
    header = (*HEADER, "Ket")
    body = [(*r, "") for r in BODY]
    (table,) = tables_of(
        write_pdf(
            tmp_path / "a.pdf",
            lambda s: lay(s, [header, *body], xs=(*XS, 500)),
            lambda s: lay(s, MORE),
        )
    )
    assert rows_of(table) == [list(header), *map(list, body), *([*r, ""] for r in MORE)]


@pytest.mark.parametrize("is_right", [False, True])
def test_number_in_a_merged_cell_goes_below_its_text(tmp_path: Path, is_right: bool) -> None:
    """The rule between two columns of figures is missing on the second page."""

    def second(s: Sheet) -> None:
        lay(s, [r[:2] for r in MORE], xs=XS[:3])
        ys = (100, 116, 132, 148)
        s.grid((260, 460), ys)
        for (y, _), row in zip(pairwise(ys), MORE, strict=True):
            s.text(363 if is_right else 263, y + 10, row[2])

    (table,) = tables_of(
        write_pdf(tmp_path / "a.pdf", lambda s: lay(s, [HEADER, *BODY]), second)
    )
    column = 3 if is_right else 2
    found = {c.row: (c.column, c.text, c.doubts) for c in table.cells if c.column >= 2}
    assert [found[r] for r in (6, 7, 8)] == [(column, r[2], ()) for r in MORE]


def test_number_across_two_columns_is_doubted(tmp_path: Path) -> None:
    def second(s: Sheet) -> None:
        lay(s, [r[:2] for r in MORE], xs=XS[:3])
        s.grid((260, 460), (100, 116, 132, 148))
        s.text(335, 110, MORE[0][2])

    (table,) = tables_of(
        write_pdf(tmp_path / "a.pdf", lambda s: lay(s, [HEADER, *BODY]), second)
    )
    cell = next(c for c in table.cells if c.text == MORE[0][2])
    assert cell.doubts == (Doubt(DoubtKind.COLUMN_WIDTHS_CHANGED),)


@pytest.mark.parametrize("is_down", [True, False])
def test_a_number_of_a_turned_page_goes_below_its_text(*, is_down: bool) -> None:
    """The columns follow each other downwards or upwards as a viewer shows the page."""

    def place(start: float, end: float) -> Box:
        return Box(50, start, 70, end) if is_down else Box(50, 600 - end, 70, 600 - start)

    borders = (100.0, 200.0, 300.0, 400.0, 500.0)
    first = TablePart((), 0, (*borders[:-1], 470.0, 500.0), (Place(1),), "geometri")
    cells = (
        Cell(0, 0, "Program", Place(2, place(100, 200)), text_box=place(103, 160)),
        Cell(0, 3, "97,28%", Place(2, place(400, 500)), text_box=place(420, 450)),
    )
    frame = Place(2, place(100, 500))
    aligned = align_parts(first, TablePart(cells, 1, borders, (frame,), "geometri"))

    assert aligned is not None
    assert [(c.column, c.column_span, c.doubts) for c in aligned[1].cells] == [
        (0, 1, ()),
        (3, 1, ()),
    ]
