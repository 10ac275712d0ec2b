"""Tables with horizontal rulings only: rows and columns."""

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
