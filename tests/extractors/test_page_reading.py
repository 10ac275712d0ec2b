"""A page that a reader fails on fails only itself."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors import page_reading
from sidak.extractors.document import read_document
from sidak.extractors.pdf.page_content import PageContent, read_content
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
