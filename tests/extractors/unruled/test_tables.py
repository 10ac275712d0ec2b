"""Lists without rules: rows, columns and the header above them, by alignment alone."""

from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.tables.page_tables import PageReading, read_page_tables
from tests.extractors.paper import Draw, Sheet, write_pdf


def read(path: Path, draw: Draw) -> PageReading:
    document = pdfium.PdfDocument(write_pdf(path / "a.pdf", draw))
    reading = read_page_tables(read_content(document[0], 1))
    document.close()
    return reading


def rows_of(reading: PageReading) -> list[list[str]]:
    (table,) = reading.tables
    grid = [[""] * table.grid.columns for _ in range(table.grid.rows)]
    for f in table.filled:
        grid[f.slot.row][f.slot.column] = f.text.replace("\n", " ")
    return grid


PROGRAMMES = (
    ("Program Pelayanan Administrasi", "1.250.000.000"),
    ("Program Penelitian Daerah", "830.000.000"),
    ("Program Pengembangan Data", "96.000.000"),
)


def test_numbers_with_their_unit_behind_them_make_a_list(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, (name, amount, unit) in enumerate(
            (
                ("Jumlah produksi padi", "12.317.066", "Ton"),
                ("Jumlah produksi jagung", "1.190.793", "Ton"),
                ("Tanaman hias", "280.179.881", "Tangkai"),
            )
        ):
            s.text(60, 100 + 12 * i, name)
            s.text(300, 100 + 12 * i, amount, right=True)
            s.text(303, 100 + 12 * i, unit)

    assert rows_of(read(tmp_path, draw)) == [
        ["Jumlah produksi padi", "12.317.066 Ton"],
        ["Jumlah produksi jagung", "1.190.793 Ton"],
        ["Tanaman hias", "280.179.881 Tangkai"],
    ]


def test_a_row_of_dashes_belongs_to_the_list(tmp_path: Path) -> None:
    names = ("Program Satu", "Program Dua", "Program Tiga", "Program Empat")
    amounts = (("1.000.000", "900.000"), ("-", "-"), ("50.000", "40.000"), ("7.000", "6.000"))

    def draw(s: Sheet) -> None:
        for i, (name, own) in enumerate(zip(names, amounts, strict=True)):
            s.text(60, 100 + 12 * i, name)
            for x, text in zip((300, 400), own, strict=True):
                s.text(x, 100 + 12 * i, text, right=True)

    assert rows_of(read(tmp_path, draw)) == [
        [name, *own] for name, own in zip(names, amounts, strict=True)
    ]


def test_amounts_set_in_the_middle_of_wrapped_names(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, amount in enumerate(("10.073.300.000", "2.300.000.000", "6.009.000.000")):
            top = 100 + 32 * i
            s.text(80, top, "Program Perencanaan dan")
            s.text(60, top + 5.5, f"{i + 1}.")
            s.text(80, top + 11, "Evaluasi Pembangunan")
            s.text(350, top + 5.5, amount, right=True)

    assert rows_of(read(tmp_path, draw)) == [
        [f"{i}.", "Program Perencanaan dan Evaluasi Pembangunan", amount]
        for i, amount in enumerate(("10.073.300.000", "2.300.000.000", "6.009.000.000"), 1)
    ]


def test_column_numbers_part_a_column_that_is_empty_on_the_page(tmp_path: Path) -> None:
    """Horizontal rules only; the total's name runs from the empty column into the next."""

    def draw(s: Sheet) -> None:
        for y in (90, 106, 120, *(136 + 16 * i for i in range(17))):
            s.line(60, y, 500, y)
        for x, word, number in (
            (64, "No", "1"),
            (90, "Tujuan", "2"),
            (150, "Sasaran", "3"),
            (210, "Program", "4"),
            (330, "Target", "5"),
            (430, "Realisasi", "6"),
        ):
            s.text(x, 101, word)
            s.text(x + 8, 116, number)
        for i in range(16):
            s.text(206, 132 + 16 * i, "Program Pelayanan")
            s.text(380, 132 + 16 * i, "1.250.000", right=True)
            s.text(480, 132 + 16 * i, "1.000.000", right=True)
        s.text(176, 388, "TOTAL")
        s.text(380, 388, "20.000.000", right=True)
        s.text(480, 388, "16.000.000", right=True)

    rows = rows_of(read(tmp_path, draw))
    assert rows[0] == ["No", "Tujuan", "Sasaran", "Program", "Target", "Realisasi"]
    assert rows[1] == ["1", "2", "3", "4", "5", "6"]
    assert rows[2] == ["", "", "", "Program Pelayanan", "1.250.000", "1.000.000"]
