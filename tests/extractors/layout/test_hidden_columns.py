"""Columns without width are printed over the names beside them."""

from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.page_reading import read_page
from sidak.extractors.pdf.page_content import read_content
from tests.extractors.paper import Sheet, write_pdf


def read_texts(path: Path) -> list[str]:
    (table,) = read_page(read_content(pdfium.PdfDocument(path)[0], 1)).tables
    assert table.notes == ()
    return [f.text for f in table.filled]


def draw(sheet: Sheet, letters: str, left: float) -> None:
    """Draw names with letters below each other beside them or over them."""
    for x in (60, 260, 360):
        sheet.line(x, 100, x, 160)
    for y in (100, 130, 160):
        sheet.line(60, y, 360, y)
    for y, name in ((112, "Gerakan"), (124, "Pengarusutamaan"), (142, "Fasilitasi")):
        sheet.text(74, y, name)
    sheet.text(263, 118, "1.000")
    for y, letter in zip((112, 124, 142, 154), letters, strict=True):
        sheet.text(left, y, letter)


def test_letters_of_a_hidden_column_are_no_part_of_the_name_beside(tmp_path: Path) -> None:
    """A column without width printed "Nadi" letter by letter over the names beside it."""
    path = write_pdf(tmp_path / "a.pdf", lambda s: draw(s, "Nadi", 73))
    assert read_texts(path) == ["Gerakan\nPengarusutamaan", "1.000", "Fasilitasi", ""]


def test_letters_beside_names_stay(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", lambda s: draw(s, "abcd", 63))
    assert read_texts(path) == ["a Gerakan\nb Pengarusutamaan", "1.000", "c Fasilitasi\nd", ""]
