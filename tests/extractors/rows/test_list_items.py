"""Entries of a cell: what opens one, and which lines belong to it."""

from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.layout.text_lines import compose_lines
from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.rows.list_items import find_list_items
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.rows.test_multi_row import PITCH, Column, read_stack


def test_a_bullet_on_a_line_of_its_own_belongs_to_the_nearer_text(tmp_path: Path) -> None:
    names: Column = [(0, 0, "- Daging"), (1.5, 8, "Susu"), (2.0, 0, "-"), (3.5, 0, "- Telur")]
    numbers: Column = [(0, 0, "60"), (1.5, 0, "62"), (3.5, 0, "50")]
    rows = read_stack(tmp_path, [], names, numbers, numbers)
    assert [row[1:3] for row in rows] == [
        ["- Daging", "60"],
        ["- Susu", "62"],
        ["- Telur", "50"],
    ]


def test_a_number_at_the_front_of_a_wrapped_line_opens_no_entry(tmp_path: Path) -> None:
    def draw(s: Sheet) -> None:
        for i, text in enumerate(("Menurunnya luas serangan", "9 OPT utama", "pada tanaman")):
            s.text(60, 100 + PITCH * i, text)

    document = pdfium.PdfDocument(write_pdf(tmp_path / "a.pdf", draw))
    lines = compose_lines(read_content(document[0], 1).glyphs)
    document.close()
    assert find_list_items(lines) is None
