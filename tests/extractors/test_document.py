"""One file in, pages and tables out, in one call or in three."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from sidak.extractors import assemble, classify_pages, read_document, read_pages
from sidak.extractors.document import limit_numbers
from sidak.extractors.tables.page_tables import PageReading
from sidak.schemas import Doubt, DoubtKind, PageStatus, UnreadableFileError
from tests.extractors.paper import Draw, Sheet, write_pdf


def picture(grey: int) -> Draw:
    """Draw a page that is one picture."""

    def draw(s: Sheet) -> None:
        image = ImageReader(Image.new("L", (60, 80), grey))
        s.canvas.drawImage(image, 0, 0, s.width, s.height)

    return draw


def test_pages_are_classified_read_and_assembled_by_three_calls(tmp_path: Path) -> None:
    """What one call does, several processes may do in parts."""

    def table(s: Sheet) -> None:
        s.table((60, 200, 300), 100, [("Uraian", "Rp"), ("Belanja", "1.250.000")])

    path = write_pdf(tmp_path / "a.pdf", picture(90), table, picture(150))
    classified = classify_pages(path)
    assert classified.scans == (1, 3)
    assert [page.is_printed_table for page in classified.pages] == [False, True, False]
    unread: dict[int, PageReading | Doubt] = {
        page: Doubt(DoubtKind.ENGINE_FAILED, (str(page),)) for page in classified.scans
    }
    readings = {**unread, **read_pages(path, classified, [2])}
    extraction = assemble(path, classified, readings)
    assert [(p.page, p.status, p.reasons) for p in extraction.pages] == [
        (1, PageStatus.FAILED, (unread[1],)),
        (2, PageStatus.TABLES, ()),
        (3, PageStatus.FAILED, (unread[3],)),
    ]
    table_page = assemble(path, classified, readings, asked=[2])
    assert table_page == replace(read_document(path, [2]), pages=extraction.pages)


def test_rows_beside_a_lost_page_are_doubted_and_not_those_beside_one_not_asked_for(
    tmp_path: Path,
) -> None:
    """A page asked for by itself had its figures doubted: its neighbours passed for lost."""

    def table(s: Sheet) -> None:
        s.table((60, 200, 300), 100, [("Uraian", "Rp"), ("Belanja", "1.250.000")])

    path = write_pdf(tmp_path / "a.pdf", table, picture(150))
    classified = classify_pages(path)
    readings = read_pages(path, classified, [1])

    def doubts_of_amount(asked: list[int] | None) -> tuple[Doubt, ...]:
        (own,) = assemble(path, classified, readings, asked).tables
        (amount,) = (cell for cell in own.cells if cell.text == "1.250.000")
        return amount.doubts

    assert doubts_of_amount(None) == (Doubt(DoubtKind.BESIDE_LOST_PAGE),)
    assert doubts_of_amount([1, 2]) == (Doubt(DoubtKind.BESIDE_LOST_PAGE),)
    assert doubts_of_amount([1]) == ()


def test_a_page_that_nobody_read_is_a_failed_line_of_the_ledger(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", picture(90))
    (page,) = read_document(path, []).pages
    assert (page.status, page.reasons) == (
        PageStatus.FAILED,
        (Doubt(DoubtKind.SCAN_NOT_REQUESTED),),
    )


def test_a_text_dump_has_no_pages_to_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Uraian\tPagu\nBelanja\t1.250.000\n")
    classified = classify_pages(path)
    assert classified.pages == ()
    assert read_pages(path, classified) == {}
    assert assemble(path, classified, {}) == read_document(path)


def test_the_collector_of_cycles_is_left_as_it_was(tmp_path: Path) -> None:
    usual = gc.get_threshold()
    read_document(write_pdf(tmp_path / "a.pdf", lambda s: s.text(60, 60, "Bab I")))
    assert gc.get_threshold() == usual


def test_tables_of_too_many_numbers_are_refused_with_their_count(tmp_path: Path) -> None:
    """A dump of 400,000 numbers took the memory of its whole region, which was held back."""

    def table(s: Sheet) -> None:
        rows = [("Uraian", "Rp"), ("Belanja", "1.250.000"), ("Jumlah", "1.250.000")]
        s.table((60, 200, 300), 100, rows)

    extraction = read_document(write_pdf(tmp_path / "a.pdf", table))
    assert limit_numbers(extraction, 2) is extraction
    with pytest.raises(UnreadableFileError) as caught:
        limit_numbers(extraction, 1)
    assert caught.value.doubt == Doubt(DoubtKind.TOO_MANY_NUMBERS, ("2", "1"))
