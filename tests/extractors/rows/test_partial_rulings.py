"""A column without rules between its rows comes apart by the rows of the others."""

from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.tables.page_tables import read_page_tables
from tests.extractors.paper import Sheet, write_pdf

XS = (60, 90, 260, 360)
NAMES = ("Program Penunjang|Urusan", "Administrasi Umum", "Pengadaan Mebel", "Fasilitasi Tamu")


def draw(sheet: Sheet, tops: tuple[float, ...], *, names: tuple[str, ...] = NAMES) -> None:
    """Draw a table whose second column has no rules between its body rows."""
    bottom = tops[-1]
    for x in XS:
        sheet.line(x, 100, x, bottom)
    for y in (100, tops[0], bottom):
        sheet.line(XS[0], y, XS[-1], y)
    for y in tops[1:-1]:
        sheet.line(XS[0], y, XS[1], y)
        sheet.line(XS[2], y, XS[3], y)
    for x, text in zip(XS, ("No", "Uraian", "Pagu"), strict=False):
        sheet.text(x + 3, 112, text)
    for row, (top, name) in enumerate(zip(tops, names, strict=False)):
        sheet.text(XS[0] + 3, top + 11, str(row + 1))
        sheet.text(XS[2] + 3, top + 11, f"{row + 1}.250.000")
        for at, line in enumerate(name.split("|")):
            sheet.text(XS[1] + 3, top + 11 + 11 * at, line)


def names_of(path: Path) -> list[tuple[int, int, str]]:
    (table,) = read_page_tables(read_content(pdfium.PdfDocument(path)[0], 1)).tables
    return [
        (f.slot.row, f.slot.row_span, f.text)
        for f in table.filled
        if f.slot.column == 1 and f.slot.row > 0 and f.lines
    ]


def test_names_without_rules_between_them_belong_to_their_rows(tmp_path: Path) -> None:
    """A word processor printed no rules in the name column: one name held for all rows."""
    tops = (118, 144, 162, 180, 198)
    assert names_of(write_pdf(tmp_path / "a.pdf", lambda s: draw(s, tops))) == [
        (1, 1, "Program Penunjang\nUrusan"),
        (2, 1, "Administrasi Umum"),
        (3, 1, "Pengadaan Mebel"),
        (4, 1, "Fasilitasi Tamu"),
    ]


def test_merged_name_of_even_lines_stays_one(tmp_path: Path) -> None:
    """Lines as even as a paragraph's may be one name that holds for all its rows."""
    tops = (118, 131, 144, 157, 170)
    path = write_pdf(tmp_path / "a.pdf", lambda s: draw(s, tops, names=("a", "b", "c", "d")))
    assert names_of(path) == [(1, 4, "a\nb\nc\nd")]


def test_merged_name_in_the_middle_of_its_rows_stays_one(tmp_path: Path) -> None:
    def paint(sheet: Sheet) -> None:
        draw(sheet, (118, 144, 162, 180, 198), names=("", "", "", ""))
        for row, line in enumerate(("Program", "Penunjang", "Urusan")):
            sheet.text(XS[1] + 3, 146 + 11 * row, line)

    assert names_of(write_pdf(tmp_path / "a.pdf", paint)) == [
        (1, 4, "Program\nPenunjang\nUrusan")
    ]


def draw_two(sheet: Sheet, *, ruled: int, pitch: int, numbers: tuple[str, str]) -> None:
    """Draw two rows that are ruled off from column ``ruled`` on."""
    bottom = 118 + 2 * pitch
    for x in (*XS, 420):
        sheet.line(x, 100, x, bottom)
    for y in (100, 118, bottom):
        sheet.line(XS[0], y, 420, y)
    sheet.line((*XS, 420)[ruled], 118 + pitch, 420, 118 + pitch)
    for x, text in zip(XS, ("No", "Uraian", "Pagu", "%"), strict=True):
        sheet.text(x + 3, 112, text)
    for row, name in enumerate(("Belanja Pegawai", "Belanja Barang")):
        for x, text in zip(XS, (numbers[row], name, "2.956.428", "10,56"), strict=True):
            sheet.text(x + 3, 130 + pitch * row, text)


def test_two_rows_ruled_off_in_the_last_column_alone(tmp_path: Path) -> None:
    """No number spans two rows: two level with two others are two rows, and their names."""
    path = write_pdf(
        tmp_path / "a.pdf", lambda s: draw_two(s, ruled=3, pitch=20, numbers=("", ""))
    )
    assert names_of(path) == [(1, 1, "Belanja Pegawai"), (2, 1, "Belanja Barang")]


def test_numbering_parts_the_names_of_two_rows(tmp_path: Path) -> None:
    def paint(sheet: Sheet) -> None:
        draw_two(sheet, ruled=2, pitch=14, numbers=("11", "12"))
        sheet.line(XS[0], 132, XS[1], 132)

    path = write_pdf(tmp_path / "a.pdf", paint)
    assert names_of(path) == [(1, 1, "Belanja Pegawai"), (2, 1, "Belanja Barang")]


def test_merged_name_of_two_ruled_rows_stays_one(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "a.pdf", lambda s: draw_two(s, ruled=2, pitch=14, numbers=("", ""))
    )
    assert names_of(path) == [(1, 2, "Belanja Pegawai\nBelanja Barang")]


def test_line_above_the_total_parts_the_amounts_alone(tmp_path: Path) -> None:
    """A list of programmes and its total in one cell: the amounts have a rule of their own."""

    def paint(sheet: Sheet) -> None:
        for x in (60, 260, 360):
            sheet.line(x, 100, x, 190)
        for y in (100, 118, 190):
            sheet.line(60, y, 360, y)
        sheet.line(260, 168, 360, 168)
        for x, text in ((63, "Program"), (263, "Anggaran")):
            sheet.text(x, 112, text)
        for y, name in ((132, "a. Program Penunjang"), (152, "b. Program Dukungan")):
            sheet.text(63, y, name)
        sheet.text(63, 182, "Jumlah")
        for y, amount in ((132, "38.816.721"), (152, "22.791.272"), (182, "61.607.993")):
            sheet.text(263, y, amount)

    path = write_pdf(tmp_path / "a.pdf", paint)
    (table,) = read_page_tables(read_content(pdfium.PdfDocument(path)[0], 1)).tables
    assert [(f.slot.row, f.slot.column, f.text) for f in table.filled if f.slot.row > 0] == [
        (1, 0, "a. Program Penunjang"),
        (1, 1, "38.816.721"),
        (2, 0, "b. Program Dukungan"),
        (2, 1, "22.791.272"),
        (3, 0, "Jumlah"),
        (3, 1, "61.607.993"),
    ]
