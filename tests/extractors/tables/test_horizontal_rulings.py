"""Tables with horizontal rulings only: rows and columns."""

from itertools import pairwise
from pathlib import Path

from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.tables.test_header_spans import read, texts_of


def test_rows_whose_names_wrap_over_many_lines_are_rows(tmp_path: Path) -> None:
    """A page of such rows alone had too few lines with figures to be a table."""

    def paint(sheet: Sheet) -> None:
        for y in (100, 170, 240, 310):
            sheet.line(60, y, 520, y)
        for y in (100, 170, 240):
            sheet.text(62, y + 12, "2.1")
            for at, word in enumerate(("Penyediaan", "Jasa", "Penunjang", "Urusan", "Daerah")):
                sheet.text(110, y + 12 + 11 * at, word)
            sheet.text(250, y + 12, "3.908.000")
            sheet.text(400, y + 12, f"{y}")

    rows = texts_of(read(write_pdf(tmp_path / "a.pdf", paint)))
    assert [row[-1] for row in rows] == [(3, 1, "100"), (3, 1, "170"), (3, 1, "240")]
    assert rows[0][1] == (1, 1, "Penyediaan\nJasa\nPenunjang\nUrusan\nDaerah")


def test_numbers_near_each_other_are_columns(tmp_path: Path) -> None:
    """Three columns with the width of a space between them were one cell."""

    def paint(sheet: Sheet) -> None:
        sheet.font, sheet.size = "Helvetica", 8
        for y in (100, 118, 136, 154, 172):
            sheet.line(60, y, 420, y)
        for x, text in ((62, "Uraian"), (300, "Anggaran"), (358, "Realisasi"), (404, "%")):
            sheet.text(x, 112, text)
        for y, texts in (
            (130, ("6.717.782.551", "13.119.600.000", "53,92")),
            (148, ("596.042", "7.008.000", "35,24")),
            (166, ("15.983.478.000", "7.708.172.214", "11,46")),
        ):
            sheet.text(62, y, "Penyediaan Jasa")
            for x, text in zip((333, 396, 419), texts, strict=True):
                sheet.text(x, y, text, right=True)

    rows = texts_of(read(write_pdf(tmp_path / "a.pdf", paint)))
    assert [text for _, _, text in rows[3]] == [
        "Penyediaan Jasa",
        "15.983.478.000",
        "7.708.172.214",
        "11,46",
    ]


def test_cells_painted_one_by_one_are_columns(tmp_path: Path) -> None:
    """Bands without upright rulings: gutters of the words parted names and joined columns.

    The head of two columns is painted in one, and so is the programme above its kegiatan.
    """
    xs = (60, 90, 200, 224, 330, 420)

    def paint(sheet: Sheet) -> None:
        for y in (100, 120, 140, 160, 180, 200):
            sheet.line(60, y, 420, y)
        wide = (60, 90, 200, 330, 420)
        for y, borders in ((100, wide), (120, wide), (140, xs), (160, wide), (180, xs)):
            for left, right in pairwise(borders):
                sheet.fill(left, y, right, y + 20, 0.9)
        rows = (
            ((62, "No"), (92, "Sasaran"), (210, "Program"), (340, "Anggaran")),
            ((62, "1"), (92, "Air bersih"), (202, "Program Air"), (340, "7.106.103")),
            ((202, "1"), (226, "Induk SPAM"), (340, "1.487.101")),
            ((62, "2"), (92, "Tata ruang"), (202, "Program Kota"), (340, "9.106.103")),
            ((202, "1"), (226, "Taman"), (340, "2.487.101")),
        )
        for i, row in enumerate(rows):
            for x, text in row:
                sheet.text(x, 114 + 20 * i, text)

    rows = texts_of(read(write_pdf(tmp_path / "a.pdf", paint)))
    assert rows == [
        [(0, 1, "No"), (1, 1, "Sasaran"), (2, 2, "Program"), (4, 1, "Anggaran")],
        [(0, 1, "1"), (1, 1, "Air bersih"), (2, 2, "Program Air"), (4, 1, "7.106.103")],
        [(2, 1, "1"), (3, 1, "Induk SPAM"), (4, 1, "1.487.101")],
        [(0, 1, "2"), (1, 1, "Tata ruang"), (2, 2, "Program Kota"), (4, 1, "9.106.103")],
        [(2, 1, "1"), (3, 1, "Taman"), (4, 1, "2.487.101")],
    ]
