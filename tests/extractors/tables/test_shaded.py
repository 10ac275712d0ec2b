"""Tables without rules, their cells shaded in every second row."""

from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.tables.page_tables import PageTable, read_page_tables
from tests.extractors.paper import Sheet, write_pdf

XS = (60, 90, 260, 360, 460)
BODY = (
    ("1", "Penyediaan|Gaji", "1.250.000", "1.000.000"),
    ("2", "Penyediaan Jasa", "3.000.000", "2.900.000"),
    ("3", "Pengadaan Mebel|Sekolah", "4.000.000", "3.700.000"),
    ("4", "Fasilitasi Tamu", "5.000.000", "4.100.000"),
    ("5", "Pemeliharaan|Gedung", "6.000.000", "5.300.000"),
)


def shade(sheet: Sheet, x0: float, y0: float, x1: float, y1: float, grey: float) -> None:
    sheet.canvas.setFillGray(grey)
    sheet.canvas.rect(x0, sheet.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
    sheet.canvas.setFillGray(0)


def draw(sheet: Sheet) -> None:
    """Draw a header of two rows and five rows, the second and fourth shaded."""
    for a, b in ((60, 90), (90, 260)):
        shade(sheet, a, 100, b, 132, 0.7)
    shade(sheet, 260, 100, 460, 116, 0.7)
    shade(sheet, 260, 116, 360, 132, 0.7)
    shade(sheet, 360, 116, 460, 132, 0.7)
    for x, y, text in (
        (63, 118, "No"),
        (93, 118, "Uraian"),
        (330, 112, "Keuangan"),
        (263, 128, "Pagu (Rp)"),
        (363, 128, "Realisasi (Rp)"),
    ):
        sheet.text(x, y, text)
    y: float = 132.0
    for number, row in enumerate(BODY):
        height = 5 + 11 * max(text.count("|") + 1 for text in row)
        if number % 2:
            for a, b in pairwise(XS):
                shade(sheet, a, y, b, y + height, 0.9)
        sheet.row(XS, y, row)
        y += height
    sheet.text(60, y + 40, "Kalimat di bawah tabel.")


def rows_of(table: PageTable) -> list[list[str]]:
    return [
        [f.text for f in table.filled if f.slot.row == row] for row in range(table.grid.rows)
    ]


def test_shaded_cells_draw_the_table(tmp_path: Path) -> None:
    """Whole tables without rules were missed though their shading shows every cell."""
    path = write_pdf(tmp_path / "a.pdf", draw)
    (table,) = read_page_tables(read_content(pdfium.PdfDocument(path)[0], 1)).tables
    assert table.method == "arsiran"
    assert rows_of(table) == [
        ["No", "Uraian", "Keuangan"],
        ["Pagu (Rp)", "Realisasi (Rp)"],
        *([text.replace("|", "\n") for text in row] for row in BODY),
    ]


def test_one_shaded_row_is_no_table(tmp_path: Path) -> None:
    def paint(sheet: Sheet) -> None:
        for a, b in pairwise(XS):
            shade(sheet, a, 100, b, 120, 0.8)
        sheet.text(63, 112, "Dinas")
        sheet.text(93, 112, "Kota")

    path = write_pdf(tmp_path / "a.pdf", paint)
    assert read_page_tables(read_content(pdfium.PdfDocument(path)[0], 1)).tables == ()
