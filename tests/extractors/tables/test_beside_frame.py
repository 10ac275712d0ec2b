"""A last column and a total outside the frame of their table."""

from pathlib import Path

import pytest

from tests.extractors.paper import Sheet
from tests.extractors.unruled.test_tables import PROGRAMMES, read, rows_of

XS = (60, 260, 340)


def draw_table(s: Sheet) -> float:
    return s.table(XS, 100, (("Program", "Pagu"), *PROGRAMMES))


def test_a_column_of_amounts_beside_the_frame_belongs_to_it(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        draw_table(s)
        s.text(360, 110, "Realisasi")
        for i in range(3):
            s.text(420, 126 + 16 * i, f"1.000.00{i}", right=True)

    assert rows_of(read(tmp_path, draw)) == [
        ["Program", "Pagu", "Realisasi"],
        *([*row, f"1.000.00{i}"] for i, row in enumerate(PROGRAMMES)),
    ]


@pytest.mark.parametrize("text", ["catatan", "lihat 1.000"])
def test_words_beside_the_frame_do_not(tmp_path: Path, text: str) -> None:
    def draw(s: Sheet) -> None:
        draw_table(s)
        for i in range(3):
            s.text(360, 126 + 16 * i, text if i == 1 else f"1.000.00{i}")

    assert rows_of(read(tmp_path, draw)) == [["Program", "Pagu"], *map(list, PROGRAMMES)]


def test_a_total_below_the_frame_belongs_to_it(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        bottom = draw_table(s)
        s.text(200, bottom + 14, "JUMLAH")
        s.text(336, bottom + 14, "2.176.000.000", right=True)

    assert rows_of(read(tmp_path, draw))[-1] == ["JUMLAH", "2.176.000.000"]


def test_a_sentence_about_the_total_does_not(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        bottom = draw_table(s)
        s.text(
            60, bottom + 14, "Jumlah pagu seluruhnya sebesar 2.176.000.000 untuk tiga program"
        )

    reading = read(tmp_path, draw)
    assert rows_of(reading)[-1] == list(PROGRAMMES[-1])
