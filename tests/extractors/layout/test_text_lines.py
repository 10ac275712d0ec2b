"""Lines of text: what is no digit of a number, though it stands beside it."""

from pathlib import Path

import pypdfium2 as pdfium
from reportlab.pdfbase.pdfmetrics import stringWidth

from sidak.extractors.layout.text_lines import make_line
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.tables.completeness import check_completeness
from sidak.extractors.tables.page_tables import PageTable, read_page_tables
from tests.extractors.paper import Sheet, write_pdf

XS = (60, 200, 250, 300)
FONT = 8


def read(path: Path) -> PageTable:
    content = read_content(pdfium.PdfDocument(path)[0], 1)
    (table,) = read_page_tables(content).tables
    assert check_completeness([table], content.glyphs) == (table,)
    return table


def set_letter_by_letter(sheet: Sheet, x: float, y: float, text: str) -> None:
    """Set text as browsers do: one operator per letter, each where the last one ended."""
    for letter in text:
        sheet.text(x, y, letter)
        x += stringWidth(letter, "Helvetica", FONT)


def draw_narrow(sheet: Sheet, first: str, second: str) -> None:
    sheet.font, sheet.size = "Helvetica", FONT
    sheet.grid(XS, (100, 120, 140))
    for x, text in zip(XS, ("Uraian", "Target", "K"), strict=False):
        sheet.text(x + 3, 112, text)
    sheet.text(63, 132, "Gaji")
    set_letter_by_letter(sheet, 203, 132, first)
    set_letter_by_letter(sheet, 275, 132, second)


def test_mark_of_a_footnote_is_no_digit(tmp_path: Path) -> None:
    """A raised "1" behind "12" made 121 of it."""

    def draw(sheet: Sheet) -> None:
        draw_narrow(sheet, "12", "3.250")
        sheet.size = 5
        sheet.text(203 + stringWidth("12", "Helvetica", FONT), 129, "1)")
        sheet.text(275 + stringWidth("3.250", "Helvetica", FONT), 129, "*")

    cells = {
        f.slot.column: f.text for f in read(write_pdf(tmp_path / "a.pdf", draw)).filled[-3:]
    }
    assert cells == {0: "Gaji", 1: "12\u00b9\u207e", 2: "3.250*"}


def test_words_of_slanted_letters_whose_boxes_overlap_are_parted() -> None:
    """Bold italics made by the program: boxes overlap by 2.6 points, words touch."""
    glyphs: list[Glyph] = []
    x = 0.0
    for char in "Kesejahteraan dan Kemampuan":
        if char == " ":
            x += 2.6
            continue
        is_after_space = bool(glyphs) and x - glyphs[-1].x0 > 5
        glyphs.append(
            Glyph(char, x, 0, x + 6.8, 8, 8.3, True, True, 0, 0, True, 0, is_after_space)
        )
        x += 4.2
    assert make_line(glyphs).text == "Kesejahteraan dan Kemampuan"
