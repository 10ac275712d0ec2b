"""Where tables without rulings begin and end."""

from pathlib import Path

from tests.extractors.paper import Sheet
from tests.extractors.unruled.test_tables import PROGRAMMES, read


def test_two_tables_side_by_side_at_other_heights(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for x, y, suffix in ((40, 100, ""), (320, 105, " II")):
            s.text(x, y - 13, "Program")
            s.text(x + 170, y - 13, "Anggaran")
            for i, (name, amount) in enumerate(PROGRAMMES):
                s.text(x, y + 14 * i, name + suffix)
                s.text(x + 220, y + 14 * i, amount, right=True)

    tables = [[f.text for f in t.filled if f.slot.row < 2] for t in read(tmp_path, draw).tables]
    first, amount = PROGRAMMES[0]
    assert tables == [
        ["Program", "Anggaran", first, amount],
        ["Program", "Anggaran", first + " II", amount],
    ]


def test_sentences_whose_amounts_end_flush_are_no_table(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, (name, amount) in enumerate(PROGRAMMES):
            s.text(60, 100 + 24 * i, f"{name} dengan alokasi anggaran sebesar")
            s.text(400, 100 + 24 * i, amount, right=True)
            s.text(
                60,
                112 + 24 * i,
                "yang dipakai seluruhnya untuk kegiatan di tiga kabupaten dan kota " * 2,
            )

    assert read(tmp_path, draw).tables == ()


def test_a_heading_over_the_columns_does_not_end_a_table(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, (name, amount) in enumerate((*PROGRAMMES, *PROGRAMMES)):
            y = 100 + 12 * (i + (i > 2))
            s.text(60, y, name)
            s.text(300, y, amount, right=True)
        s.font = "Helvetica-Bold"
        s.text(60, 136, "Program Pengembangan Sumber Daya Manusia dan Kelembagaan Daerah")

    (table,) = read(tmp_path, draw).tables
    assert [f.text for f in table.filled if f.slot.column == 1] == [
        "1.250.000.000",
        "830.000.000",
        "96.000.000",
        "",
        "1.250.000.000",
        "830.000.000",
        "96.000.000",
    ]
