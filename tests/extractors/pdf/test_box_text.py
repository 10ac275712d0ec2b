"""What a page prints within a box."""

from pathlib import Path

from sidak.extractors.pdf.box_text import read_box_texts
from sidak.schemas import Box
from tests.extractors.paper import Sheet, write_pdf


def test_only_what_stands_in_the_box_is_read(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(60, 100, "12.500 ribu")
        sheet.text(200, 100, "99,5")

    path = write_pdf(tmp_path / "a.pdf", page)
    boxes = [
        (1, Box(190, 88, 260, 104)),
        (1, Box(50, 88, 130, 104)),
        (1, Box(50, 300, 130, 320)),
    ]
    assert read_box_texts(path, boxes) == ["99,5", "12.500ribu", ""]
