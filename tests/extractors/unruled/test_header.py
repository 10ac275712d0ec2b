"""The header above a list without rulings."""

from pathlib import Path

from tests.extractors.paper import Sheet
from tests.extractors.unruled.test_tables import PROGRAMMES, read, rows_of


def test_the_header_above_the_columns_is_kept_and_the_caption_is_not(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(150, 80, "Tabel 2.3 Anggaran")
        s.text(110, 100, "Program")
        s.text(290, 100, "Anggaran (Rp)")
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(60, 116 + 12 * i, name)
            s.text(350, 116 + 12 * i, amount, right=True)

    reading = read(tmp_path, draw)
    assert rows_of(reading) == [["Program", "Anggaran (Rp)"], *map(list, PROGRAMMES)]
    assert [t.text for t in reading.lines] == ["Tabel 2.3 Anggaran"]


def test_a_sentence_above_a_list_is_no_header(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(60, 100, "Anggaran tahun 2022 dibagi atas program sebagai berikut:")
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(60, 116 + 12 * i, name)
            s.text(350, 116 + 12 * i, amount, right=True)

    assert rows_of(read(tmp_path, draw)) == [*map(list, PROGRAMMES)]


def test_a_word_over_several_columns_and_column_numbers_with_a_formula(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(330, 82, "2022")
        s.text(60, 93, "Program")
        for x, word in ((240, "Target"), (320, "Realisasi"), (420, "%")):
            s.text(x, 104, word)
        for x, word in ((75, "1"), (250, "2"), (340, "3"), (410, "4=3/2x100")):
            s.text(x, 118, word)
        for i, name in enumerate(("Program Satu", "Program Dua", "Program Tiga")):
            s.text(60, 134 + 12 * i, name)
            for x, text in ((265, "100"), (350, "96"), (430, "96,00")):
                s.text(x, 134 + 12 * i, text, right=True)

    assert rows_of(read(tmp_path, draw))[:4] == [
        ["Program", "2022", "", ""],
        ["", "Target", "Realisasi", "%"],
        ["1", "2", "3", "4=3/2x100"],
        ["Program Satu", "100", "96", "96,00"],
    ]


def test_words_written_upwards_head_their_columns(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(60, 80, "Program")
        for x, word in ((335, "Pagu (Rp)"), (435, "Realisasi (Rp)")):
            s.canvas.saveState()
            s.canvas.translate(x, s.height - 96)
            s.canvas.rotate(90)
            s.canvas.drawString(0, 0, word)
            s.canvas.restoreState()
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(60, 110 + 12 * i, name)
            s.text(350, 110 + 12 * i, amount, right=True)
            s.text(450, 110 + 12 * i, f"1.000.00{i}", right=True)

    reading = read(tmp_path, draw)
    assert rows_of(reading) == [
        ["Program", "Pagu (Rp)", "Realisasi (Rp)"],
        *([*row, f"1.000.00{i}"] for i, row in enumerate(PROGRAMMES)),
    ]
    assert reading.lines == ()


def test_a_word_over_two_columns_of_which_one_is_narrow(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        s.text(300, 90, "PAGU ANGGARAN")
        s.text(60, 96, "Program")
        for x, word in ((270, "Murni"), (360, "Perubahan")):
            s.text(x, 102, word)
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(60, 118 + 12 * i, name)
            s.text(310, 118 + 12 * i, amount, right=True)
            s.text(410, 118 + 12 * i, amount, right=True)

    assert rows_of(read(tmp_path, draw))[:2] == [
        ["Program", "PAGU ANGGARAN", ""],
        ["", "Murni", "Perubahan"],
    ]
