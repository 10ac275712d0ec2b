"""A page that a reader fails on fails only itself."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors import page_reading
from sidak.extractors.document import read_document
from sidak.extractors.ocr.engine import FailedEngineError
from sidak.extractors.page_reading import read_scanned_pages
from sidak.extractors.pdf.page_content import PageContent, read_content
from sidak.extractors.tables.page_tables import PageReading
from sidak.schemas import Doubt, DoubtKind, PageStatus
from tests.extractors.paper import Sheet, write_pdf
from tests.extractors.readers import HEADER, XS


def draw(s: Sheet) -> None:
    s.table(XS, 60, [HEADER, ("1", "Gaji", "1.250.000", "640.500")])


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("box"), Doubt(DoubtKind.PAGE_READER_FAILED, ("ValueError",))),
        (pdfium.PdfiumError("content"), Doubt(DoubtKind.PAGE_CONTENT_DAMAGED)),
    ],
)
def test_other_pages_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: Doubt
) -> None:
    def fail_on_second(
        page: pdfium.PdfPage, number: int, own_objects: int | None = None
    ) -> PageContent:
        if number == 2:
            raise error
        return read_content(page, number, own_objects)

    monkeypatch.setattr(page_reading, "read_content", fail_on_second)
    read = read_document(write_pdf(tmp_path / "a.pdf", draw, draw, draw))
    assert [page.status for page in read.pages] == [
        PageStatus.TABLES,
        PageStatus.FAILED,
        PageStatus.TABLES,
    ]
    assert read.pages[1].reasons == (reason,)


def test_file_that_is_gone_is_no_damage_of_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*_: object) -> PageContent:
        raise FileNotFoundError

    monkeypatch.setattr(page_reading, "read_content", lose)
    with pytest.raises(FileNotFoundError):
        read_document(write_pdf(tmp_path / "a.pdf", draw))


def test_engine_that_hangs_is_not_waited_for_on_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    doubt = Doubt(DoubtKind.ENGINE_TIMEOUT, ("120",))

    def hang(page: pdfium.PdfPage, number: int) -> PageReading:
        asked.append(number)
        if number == 2:
            return PageReading(number, 595.0, 842.0, 0, (), ())
        raise FailedEngineError(doubt)

    monkeypatch.setattr("sidak.extractors.ocr.page.read_scanned_page", hang)
    path = write_pdf(tmp_path / "a.pdf", *[draw] * 6)
    readings = read_scanned_pages(path, range(1, 7))
    assert asked == [1, 2, 3, 4]
    assert [n for n, reading in readings.items() if reading == doubt] == [1, 3, 4, 5, 6]
