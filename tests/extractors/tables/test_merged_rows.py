"""Rows of one cell each below a header that draws the columns."""

from pathlib import Path

from tests.extractors.paper import Sheet
from tests.extractors.unruled.test_tables import PROGRAMMES, read, rows_of


def draw_light_table(s: Sheet, rows: tuple[tuple[str, ...], ...]) -> None:
    """A full grid around the header, rules and sides only below it."""
    s.grid((60, 90, 300, 420), (100, 116))
    for x, text in zip((63, 93, 303), ("No", "Program", "Anggaran"), strict=True):
        s.text(x, 112, text)
    for i, row in enumerate(rows):
        y = 132 + 16 * i
        s.line(60, y, 420, y)
        for x, text in zip((63, 93), row[:-1], strict=False):
            s.text(x, y - 4, text)
        s.text(416, y - 4, row[-1], right=True)
    bottom = 116 + 16 * len(rows)
    s.line(60, 116, 60, bottom)
    s.line(420, 116, 420, bottom)


def test_rows_are_cut_into_the_columns_of_the_header(tmp_path: Path) -> None:
    rows = tuple((str(i), *row) for i, row in enumerate(PROGRAMMES, 1))

    assert rows_of(read(tmp_path, lambda s: draw_light_table(s, rows))) == [
        ["No", "Program", "Anggaran"],
        *map(list, rows),
    ]


def test_rows_of_sentences_stay_whole(tmp_path: Path) -> None:
    rows = tuple(
        (f"Uraian kegiatan ke-{i} yang panjang sekali dan melewati kolom nama", "")
        for i in range(3)
    )

    (table,) = read(tmp_path, lambda s: draw_light_table(s, rows)).tables
    assert [f.slot.column_span for f in table.filled if f.slot.row] == [3, 3, 3]
