"""All numbers of a page that was read for tables, also those that no reader kept."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.pdfgen.canvas import Canvas

from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.page_reading import read_page
from sidak.extractors.pdf.page_content import PageContent, read_content
from sidak.extractors.tables.page_tables import PageReading, read_page_tables
from sidak.extractors.tables.printed_numbers import note_numbers
from sidak.schemas import Box


def print_page(path: Path) -> PageContent:
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.setFont("Helvetica", 9)
    canvas.drawString(40, 560, "Rincian 2016 dan 12,5 lain")
    canvas.grid([40, 160, 260, 360], [500, 480, 460, 440])
    for row, texts in enumerate(
        (("Uraian", "Pagu", "%"), ("A", "2.500.000", "10"), ("B", "7", "8"))
    ):
        for column, text in enumerate(texts):
            canvas.drawString(50 + 110 * column, 486 - 20 * row, text)
    canvas.save()
    return read_content(pdfium.PdfDocument(path)[0], 1)


def test_numbers_in_cells_and_beside_them(tmp_path: Path) -> None:
    reading = read_page(print_page(tmp_path / "a.pdf"))
    assert len(reading.tables) == 1
    assert [one.text for one in reading.numbers] == [
        "2016",
        "12,5",
        "2.500.000",
        "10",
        "7",
        "8",
    ]


def test_what_no_reader_kept_is_a_number_all_the_same(tmp_path: Path) -> None:
    content = print_page(tmp_path / "a.pdf")
    reading = read_page_tables(content)
    table = reading.tables[0]
    cut = replace(table, filled=tuple(one for one in table.filled if one.slot.row != 1))
    noted = note_numbers(replace(reading, tables=(cut,)), content.glyphs)
    assert [one.text for one in noted.numbers] == ["2016", "12,5", "2.500.000", "10", "7", "8"]


def test_of_a_recognised_page_the_lines_are_all_that_is_known() -> None:
    line = TextLine("jumlah 2.500.000", Box(10, 20, 110, 30), ())
    reading = PageReading(1, 600, 800, 90, (), (line,))
    (number,) = note_numbers(reading).numbers
    assert (number.text, number.before) == ("2.500.000", "jumlah ")
    assert number.box == reading.to_viewer(line.box) != line.box


def test_what_is_printed_twice_to_look_bold_is_one_number(tmp_path: Path) -> None:
    content = print_page(tmp_path / "a.pdf")
    again = tuple(one._replace(x0=one.x0 + 0.3, x1=one.x1 + 0.3) for one in content.glyphs)
    twice = replace(content, glyphs=(*content.glyphs, *again))
    numbers = read_page(twice).numbers
    assert [one.text for one in numbers] == ["2016", "12,5", "2.500.000", "10", "7", "8"]
