"""What stands beside a page that is not whole is doubted."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors import page_reading
from sidak.extractors.document import assemble, classify_pages, read_document, read_pages
from sidak.extractors.pdf.content_damage import BROKEN
from sidak.extractors.pdf.page_content import PageContent, read_content
from sidak.extractors.verify.damage import CUT
from sidak.schemas import Doubt, Extraction
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS


def draw(first: int) -> "type":
    def page(s: Sheet) -> None:
        rows = [(str(n), f"Kegiatan {n}", f"{n}50.000", "-") for n in range(first, first + 5)]
        s.table(XS, 60, [HEADER, *rows])

    return page  # type: ignore[return-value]


def three_pages(path: Path) -> Path:
    return write_pdf(path, draw(1), draw(6), draw(11))  # type: ignore[arg-type]


def doubts_of(read: Extraction) -> dict[str, tuple[Doubt, ...]]:
    """Return the doubts of the amounts."""
    return {
        cell.text: cell.doubts
        for table in read.tables
        for cell in table.cells
        if cell.text.endswith("50.000")
    }


def test_rows_beside_a_page_that_was_not_read_may_be_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_second(
        page: pdfium.PdfPage, number: int, own_objects: int | None = None
    ) -> PageContent:
        if number == 2:
            raise pdfium.PdfiumError("content")
        return read_content(page, number, own_objects)

    monkeypatch.setattr(page_reading, "read_content", fail_on_second)
    found = doubts_of(read_document(three_pages(tmp_path / "a.pdf")))
    assert [amount for amount, doubts in found.items() if CUT in doubts] == [
        "450.000",
        "550.000",
        "1150.000",
        "1250.000",
    ]


def test_rows_of_a_repeated_header_are_no_rows_that_may_be_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line of a row stood as a row of its own below "2022" and "1 2 3 4"."""

    def page(s: Sheet) -> None:
        header = ("No", "Uraian", "Pagu 2022", "Realisasi 2022")
        rows = [(str(n), f"Kegiatan {n}", f"{n}50.000", "-") for n in range(6, 11)]
        s.table(XS, 60, [header, ("1", "2", "3", "4"), *rows])

    def fail_on_first(
        page: pdfium.PdfPage, number: int, own_objects: int | None = None
    ) -> PageContent:
        if number == 1:
            raise pdfium.PdfiumError("content")
        return read_content(page, number, own_objects)

    monkeypatch.setattr(page_reading, "read_content", fail_on_first)
    found = doubts_of(read_document(write_pdf(tmp_path / "a.pdf", draw(1), page)))  # type: ignore[arg-type]
    assert [amount for amount, doubts in found.items() if CUT in doubts] == [
        "650.000",
        "750.000",
    ]


def test_tables_that_begin_on_a_damaged_page_are_doubted_as_a_whole(tmp_path: Path) -> None:
    path = three_pages(tmp_path / "a.pdf")
    classified = classify_pages(path)
    assert all(page.damage is None for page in classified.pages)
    first = replace(classified.pages[0], damage=BROKEN)
    classified = replace(classified, pages=(first, *classified.pages[1:]))
    read = assemble(path, classified, read_pages(path, classified))
    (table,) = read.tables
    assert {place.page for place in table.places} == {1, 2, 3}
    doubted = {cell.text for cell in table.cells if BROKEN in cell.doubts}
    assert {"150.000", "650.000", "1150.000", "-"} <= doubted


def test_nothing_is_doubted_of_a_whole_report(tmp_path: Path) -> None:
    found = doubts_of(read_document(three_pages(tmp_path / "a.pdf")))
    assert set(found.values()) == {()}
