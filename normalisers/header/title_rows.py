"""Title rows: what stands above the header inside the frame of a table.

Spreadsheets printed with their grid lines frame the title of the sheet too: "REALISASI
PROGRAM DAN KEGIATAN", "DINAS ... TAHUN ANGGARAN 2024" and an empty row, each in cells of
their own, before the header proper.
"""

from sidak.normalisers.header.column_numbers import filled_cells
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.vocabulary import read_header_text
from sidak.normalisers.text.table_view import TableView, one_line


def count_title_rows(view: TableView) -> int:
    """Return how many rows at the top are empty or hold a title.

    A title over the whole width is one by its shape. A text in a narrower cell is one only
    if a row with several header words comes after it.
    """
    start = 0
    while start < min(view.rows, 4) and _is_wide_title(view, start):
        start += 1
    first = start
    while (
        first < min(view.rows, SETTINGS.deepest_title)
        and len(filled_cells(view.starting_cells(first))) < 2
    ):
        first += 1
    return first if first < view.rows and _has_header_words(view, first) else start


def _is_wide_title(view: TableView, row: int) -> bool:
    cells = filled_cells(view.starting_cells(row))
    return not cells or (len(cells) == 1 and cells[0].column_span >= max(2, view.columns - 1))


def _has_header_words(view: TableView, row: int) -> bool:
    cells = filled_cells(view.starting_cells(row))
    texts = [one_line(cell.text) for cell in cells]
    known = [
        t
        for t in texts
        if len(t) <= SETTINGS.longest_header and read_header_text(t).role is not None
    ]
    return len(known) >= SETTINGS.title_fewest_words
