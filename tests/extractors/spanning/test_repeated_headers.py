"""Headers that come again on a later page, and those of another table."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sidak.extractors.spanning.repeated_headers import (
    RepeatedHeader,
    drop_rows,
    find_repeated_header,
)
from sidak.extractors.spanning.table_part import TablePart
from sidak.schemas import Box, Cell, Place
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import rows_of, tables_of
from tests.extractors.spanning.test_join_pages import (
    BODY,
    HEADER,
    MORE,
    Rows,
    lay,
    read,
    scanned,
)


def test_header_below_a_title_row_comes_again_without_it(tmp_path: Path) -> None:
    """The first page opens with a title row; the header of the others stayed in the body."""

    def first(s: Sheet) -> None:
        s.grid((60, 460), (84, 100))
        s.text(200, 95, "RINGKASAN APBD")
        lay(s, [HEADER, *BODY])

    (table,) = tables_of(
        write_pdf(tmp_path / "a.pdf", first, lambda s: lay(s, [HEADER, *MORE]))
    )
    assert rows_of(table)[-8:] == [list(r) for r in (*BODY, *MORE)]
    assert table.header_rows == 2


def test_header_comes_again_below_the_title_of_a_section(tmp_path: Path) -> None:
    """The title of the section went to the last row of the page before."""
    (table,) = read(
        tmp_path, [HEADER, *BODY], [("", "Perubahan Renstra", "", ""), HEADER, *MORE]
    )
    assert rows_of(table) == [
        list(HEADER),
        *map(list, BODY),
        ["", "Perubahan Renstra", "", ""],
        *map(list, MORE),
    ]


def test_header_that_changes_opens_a_table_of_its_own(tmp_path: Path) -> None:
    """Years of the one header must not stand over the figures of the other."""
    years = [("Kode", "Uraian", f"Target {y}", f"Target {y + 1}") for y in (2021, 2023)]
    first, second = read(tmp_path, [years[0], *BODY], [years[1], *MORE])
    assert rows_of(first) == [list(r) for r in (years[0], *BODY)]
    assert rows_of(second) == [list(r) for r in (years[1], *MORE)]


def test_a_column_of_running_numbers_does_not_hide_the_header_of_another_table(
    tmp_path: Path,
) -> None:
    heads = [
        ("No", "Uraian", "Pagu (Rp)", "Realisasi (Rp)"),
        ("No", "Uraian", "Target Kinerja", "Capaian"),
    ]
    bodies = [[(str(i), *r[1:]) for i, r in enumerate(body, 1)] for body in (BODY, MORE)]
    first, second = read(tmp_path, [heads[0], *bodies[0]], [heads[1], *bodies[1]])
    assert rows_of(first) == [list(r) for r in (heads[0], *bodies[0])]
    assert rows_of(second) == [list(r) for r in (heads[1], *bodies[1])]


def test_years_of_a_header_of_two_rows_that_change_open_a_table(tmp_path: Path) -> None:
    def page(s: Sheet, years: tuple[str, str], body: Rows) -> None:
        xs = (60, 110, 260, 310, 360, 410, 460)
        ys = [100 + 16 * i for i in range(len(body) + 3)]
        for x in xs:
            s.line(x, ys[1] if x in (310, 410) else ys[0], x, ys[-1])
        for i, y in enumerate(ys):
            s.line(260 if i == 1 else 60, y, 460, y)
        s.row((60, 110, 260, 360), ys[0], ("Kode", "Uraian", *years))
        s.row(xs[2:], ys[1], ("Target", "Rp", "Target", "Rp"))
        for y, texts in zip(ys[2:], body, strict=False):
            s.row(xs, y, (*texts[:2], "5", texts[2], "6", texts[3]))

    first, second = tables_of(
        write_pdf(
            tmp_path / "a.pdf",
            lambda s: page(s, ("2021", "2022"), BODY),
            lambda s: page(s, ("2023", "2024"), MORE),
        )
    )
    head = [c.text for c in second.cells if c.row == 0 and c.text]
    assert head == ["Kode", "Uraian", "2023", "2024"]
    assert first.rows == 7


def test_row_of_words_below_figures_is_no_header(tmp_path: Path) -> None:
    first = ("1.21", "Kegiatan baru", "Tidak ada", "Belum ada")
    (table,) = read(tmp_path, [HEADER, *BODY], [first, *MORE])
    assert rows_of(table) == [list(r) for r in (HEADER, *BODY, first, *MORE)]


@pytest.mark.parametrize(
    ("header", "is_again"),
    [
        (("Kode", "Uraian Kegiatan", "Target 2021", "Realisasi 2O21"), False),
        (("Kode", "Uraian KegiatanN", "Target 2021", "Realisasi 2021"), True),
        (("Kode", "Uraian Kegiatan", "Target 2023", "Realisasi 2023"), False),
    ],
)
def test_header_misread_by_a_letter_is_still_the_header(
    header: Sequence[str], *, is_again: bool
) -> None:
    """A header with one wrong letter became a programme; one of other years is another."""
    first = scanned([("Kode", "Uraian Kegiatan", "Target 2021", "Realisasi 2021"), *BODY], 1)
    found = find_repeated_header(first, scanned([header, *MORE], 2))
    assert (found.count == 1) is is_again


def test_what_is_left_of_a_dropped_cell_has_no_readings() -> None:
    """The text went with the header's rows; its OCR readings must not outlive it."""
    cell = Cell(0, 0, "No 1", Place(2, Box(0, 0, 9, 9)), row_span=2, readings=("No 1", "No l"))
    part = TablePart((cell,), 2, (60, 110), (Place(2, None),), "ocr")
    (rest,) = drop_rows(part, RepeatedHeader(0, 1)).cells
    assert (rest.row_span, rest.text, rest.readings) == (1, "", ())
