"""Titles inside the frame of a table are neither header nor data."""

from sidak.normalisers.header.detect import find_header
from sidak.normalisers.header.title_rows import count_title_rows
from sidak.normalisers.text.table_view import TableView
from tests.normalisers.tables import make_table

HEADER = [
    ["No", "Program/Kegiatan", "Pagu (Rp)", "Triwulan I", "<"],
    ["^", "^", "^", "K", "Rp"],
]
BODY = [
    ["1", "PROGRAM PENGELOLAAN PENDIDIKAN", "9.000.000", "12", "4.000.000"],
    ["2", "PROGRAM PENGAWASAN", "3.000.000", "5", "1.000.000"],
]
PATHS = (
    ("No",),
    ("Program/Kegiatan",),
    ("Pagu (Rp)",),
    ("Triwulan I", "K"),
    ("Triwulan I", "Rp"),
)


def test_titles_in_narrow_cells_above_the_header() -> None:
    """A spreadsheet printed with grid lines frames its title: the header was lost."""
    titles = [
        ["REALISASI PROGRAM", "<", "<", "", ""],
        ["DINAS CONTOH TAHUN ANGGARAN 2024", "<", "", "", ""],
        ["", "", "", "", ""],
    ]
    grid = TableView(make_table([*titles, *HEADER, *BODY]))
    header = find_header(grid)
    assert count_title_rows(grid) == 3
    assert header.rows == (0, 1, 2, 3, 4)
    assert header.paths == PATHS


def test_title_over_the_whole_table() -> None:
    grid = TableView(make_table([["TABEL 1", "<", "<", "<", "<"], *HEADER, *BODY]))
    assert count_title_rows(grid) == 1
    assert find_header(grid).paths == PATHS


def test_a_lone_text_without_a_header_below_is_no_title() -> None:
    rows = [["PROGRAM PENGAWASAN", "", ""], ["1", "Reviu", "9.000"], ["2", "Audit", "8.000"]]
    assert count_title_rows(TableView(make_table(rows))) == 0


def test_a_table_without_title_has_none() -> None:
    assert count_title_rows(TableView(make_table([*HEADER, *BODY]))) == 0
