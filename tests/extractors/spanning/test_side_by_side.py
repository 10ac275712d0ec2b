"""Sheets wider than the page: the columns on later pages go to the right of the names."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sidak.schemas import Doubt, DoubtKind
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import rows_of, tables_of

LEFT = (60, 110, 260, 340)
RIGHT = (60, 150, 230, 330)
HEIGHTS = (16, 27, 16, 38, 16, 27, 49, 16)
NAMELESS = Doubt(DoubtKind.NO_NAME_COLUMN)


def names(first: int) -> list[tuple[str, ...]]:
    return [(f"1.{i}", f"Kegiatan {i}", f"{i}.250") for i in range(first, first + 7)]


def figures(first: int) -> list[tuple[str, ...]]:
    return [(f"{i}1.000", f"{i}", f"{i}2.000") for i in range(first, first + 7)]


def sheet(
    xs: Sequence[float], rows: Sequence[Sequence[str]], heights: Sequence[int] = HEIGHTS
) -> Callable[[Sheet], None]:
    def draw(s: Sheet) -> None:
        ys = [100]
        for height, texts in zip(heights, rows, strict=False):
            s.row(xs, ys[-1], texts)
            ys.append(ys[-1] + height)
        s.grid(xs, ys)

    return draw


HEAD = ("No", "Uraian", "Target")
MORE = ("Rp", "Satuan", "Realisasi")


@pytest.mark.parametrize("is_across", [True, False])
def test_columns_on_later_pages_stand_beside_their_names(
    tmp_path: Path, is_across: bool
) -> None:
    """Printed across, then down, or down, then across: figures got the names of others."""
    pages = [
        sheet(LEFT, [HEAD, *names(1)]),
        sheet(RIGHT, [MORE, *figures(1)]),
        sheet(LEFT, names(8), HEIGHTS[::-1]),
        sheet(RIGHT, figures(8), HEIGHTS[::-1]),
    ]
    order = (0, 1, 2, 3) if is_across else (0, 2, 1, 3)
    (table,) = tables_of(write_pdf(tmp_path / "a.pdf", *(pages[i] for i in order)))
    left = [HEAD, *names(1), *names(8)]
    right = [MORE, *figures(1), *figures(8)]
    assert rows_of(table) == [[*a, *b] for a, b in zip(left, right, strict=True)]
    pages_of_row = [[c.place.page for c in table.cells if c.row == r] for r in (1, 8)]
    assert pages_of_row == (
        [[1, 1, 1, 2, 2, 2], [3, 3, 3, 4, 4, 4]]
        if is_across
        else [[1, 1, 1, 3, 3, 3], [2, 2, 2, 4, 4, 4]]
    )


def test_single_column_on_the_last_page_is_the_last_of_the_table(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        sheet(LEFT, [HEAD, *names(1)]),
        sheet(RIGHT[:2], [r[:1] for r in (MORE, *figures(1))]),
    )
    (table,) = tables_of(path)
    assert [r[3] for r in rows_of(table)] == ["Rp", *(f"{i}1.000" for i in range(1, 8))]


def test_head_cut_by_the_edge_of_the_page_stands_over_both_columns(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf",
        sheet(LEFT, [("", "", ""), HEAD, *names(1)], (16, *HEIGHTS)),
        sheet(RIGHT, [("2027", "", ""), MORE, *figures(1)], (16, *HEIGHTS)),
    )
    (table,) = tables_of(path)
    head = next(c for c in table.cells if c.text == "2027")
    assert (head.column, head.column_span) == (2, 2)


def test_columns_without_names_that_fit_nowhere_are_doubted(tmp_path: Path) -> None:
    """Rows at other heights: whose figures they are cannot be told."""
    path = write_pdf(
        tmp_path / "a.pdf",
        sheet(LEFT, [HEAD, *names(1)]),
        sheet(RIGHT, figures(1), (30, 16, 27, 41, 16, 33, 22)),
    )
    first, second = tables_of(path)
    assert all(not c.doubts for c in first.cells)
    assert all(c.doubts == (NAMELESS,) for c in second.cells if c.text)


def test_pages_of_equal_rows_that_could_belong_to_two_are_not_joined(tmp_path: Path) -> None:
    even = (20,) * 8
    path = write_pdf(
        tmp_path / "a.pdf",
        sheet(LEFT, [HEAD, *names(1)], even),
        sheet(LEFT, [*names(8), ("", "Jumlah", "9")], even),
        sheet(RIGHT, [MORE, *figures(1)], even),
        sheet(RIGHT, [*figures(8), ("9", "9", "9")], even),
    )
    tables = tables_of(path)
    figures_of = [c for t in tables for c in t.cells if c.text.endswith("1.000")]
    assert len(figures_of) == 14
    assert all(NAMELESS in c.doubts for c in figures_of)


def test_columns_ruled_through_beside_two_tables_are_parted(tmp_path: Path) -> None:
    """The empty rows between two tables are ruled on the page to the right of them."""
    gap = 20

    def left(s: Sheet) -> None:
        sheet(LEFT, [HEAD, *names(1)])(s)
        bottom = 100 + sum(HEIGHTS) + gap
        ys = [bottom + sum(HEIGHTS[:i]) for i in range(len(HEIGHTS) + 1)]
        for y, texts in zip(ys, [HEAD, *names(8)], strict=False):
            s.row(LEFT, y, texts)
        s.grid(LEFT, ys)

    right = sheet(
        RIGHT,
        [MORE, *figures(1), ("", "", ""), MORE, *figures(8)],
        (*HEIGHTS, gap, *HEIGHTS),
    )
    first, second = tables_of(write_pdf(tmp_path / "a.pdf", left, right))
    assert rows_of(first) == [
        [*a, *b] for a, b in zip([HEAD, *names(1)], [MORE, *figures(1)], strict=True)
    ]
    assert rows_of(second) == [
        [*a, *b] for a, b in zip([HEAD, *names(8)], [MORE, *figures(8)], strict=True)
    ]


def test_a_column_that_says_the_same_in_each_row_holds_no_names(tmp_path: Path) -> None:
    """Beside the amounts stood "27 Kab/Kota" in each row: the page seemed to have names."""
    place = [(*row[:2], "27 Kab/Kota") for row in figures(1)]
    (table,) = tables_of(
        write_pdf(
            tmp_path / "a.pdf",
            sheet(LEFT, [HEAD, *names(1)]),
            sheet(RIGHT, [("Rp", "Target", "Lokasi"), *place]),
        )
    )
    assert rows_of(table)[1:] == [[*a, *b] for a, b in zip(names(1), place, strict=True)]
