"""The status of a document follows from its page ledger."""

from dataclasses import replace

import pytest

from sidak.schemas import (
    Box,
    Document,
    DocumentFacts,
    DocumentKind,
    DocumentStatus,
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    PageBalance,
    PageSource,
    PageStatus,
    PrintedDigits,
    describe,
)
from sidak.schemas.document_result import (
    describe_document,
    make_failed_document,
)
from sidak.schemas.page_ledger import summarise_pages

_SCAN = Doubt(DoubtKind.SCAN_NOT_REQUESTED)
_DAMAGED = Doubt(DoubtKind.PAGE_DAMAGED)


def page(number: int, status: PageStatus, *reasons: Doubt) -> Page:
    source = PageSource.SCAN if _SCAN in reasons else PageSource.TEXT
    return Page(number, source, status, reasons=reasons)


def on(pages: str) -> Doubt:
    return Doubt(DoubtKind.ON_PAGES, (pages,))


_TABLES = page(1, PageStatus.TABLES)
_STORY = page(2, PageStatus.NARRATIVE)
_BLANK = page(3, PageStatus.BLANK)
_LOST = PrintedDigits("2.500.000", Box(0, 0, 9, 9))
_PARTIAL = replace(
    page(5, PageStatus.PARTIAL),
    balance=PageBalance(unaccounted=(_LOST, _LOST)),
)


@pytest.mark.parametrize(
    ("pages", "verdict"),
    [
        ((_TABLES, _STORY, _BLANK), (DocumentStatus.OK, ())),
        ((), (DocumentStatus.FAILED, (Doubt(DoubtKind.NO_CONTENT),))),
        ((_BLANK,), (DocumentStatus.FAILED, (Doubt(DoubtKind.NO_CONTENT),))),
        (
            tuple(page(number, PageStatus.FAILED, _SCAN) for number in (1, 2)),
            (DocumentStatus.FAILED, (Doubt(DoubtKind.NO_PAGE_READ), _SCAN, on("1-2"))),
        ),
        (
            (
                _TABLES,
                page(4, PageStatus.FAILED, _SCAN),
                page(5, PageStatus.FAILED, _DAMAGED),
                page(6, PageStatus.FAILED, _SCAN),
                page(7, PageStatus.FAILED),
            ),
            (
                DocumentStatus.PARTIAL,
                (
                    Doubt(DoubtKind.PAGES_NOT_READ, ("4", "5")),
                    *(_SCAN, on("4, 6"), _DAMAGED, on("5")),
                    *(Doubt(DoubtKind.NO_EXPLANATION), on("7")),
                ),
            ),
        ),
        (
            (_TABLES, _PARTIAL, page(6, PageStatus.FAILED, _SCAN)),
            (
                DocumentStatus.PARTIAL,
                (
                    Doubt(DoubtKind.PAGES_NOT_READ, ("1", "3")),
                    *(_SCAN, on("6")),
                    Doubt(DoubtKind.PAGES_UNACCOUNTED, ("2", "1", "3")),
                    on("5"),
                ),
            ),
        ),
        (
            (_PARTIAL,),
            (
                DocumentStatus.PARTIAL,
                (Doubt(DoubtKind.PAGES_UNACCOUNTED, ("2", "1", "1")), on("5")),
            ),
        ),
    ],
)
def test_any_page_that_was_not_read_shows(
    pages: tuple[Page, ...], verdict: tuple[DocumentStatus, tuple[Doubt, ...]]
) -> None:
    assert summarise_pages(pages) == verdict


def test_the_row_of_a_document() -> None:
    pages = (_TABLES, page(2, PageStatus.FAILED, _SCAN))
    extraction = Extraction("d" * 16, "d" * 64, "a.pdf", "Word", "", pages, ())
    facts = DocumentFacts(DocumentKind.LKJIP, "Bappeda", "Kota Serang", 2022)
    reasons = (Doubt(DoubtKind.PAGES_NOT_READ, ("1", "2")), _SCAN, on("2"))
    assert describe(reasons) == (
        "1 dari 2 halaman tidak terbaca: halaman pindaian, tidak diminta dibaca (hal. 2)"
    )
    assert describe_document(extraction, facts) == Document(
        *("d" * 16, "d" * 64, "a.pdf", DocumentKind.LKJIP, "Bappeda", "Kota Serang", 2022),
        *(2, 1, DocumentStatus.PARTIAL, reasons, "Word"),
    )


def test_a_failed_document_has_a_row_too() -> None:
    records = make_failed_document("e" * 64, "b.pdf", (Doubt(DoubtKind.FILE_LOCKED),))
    assert records.document == Document(
        *("e" * 16, "e" * 64, "b.pdf", DocumentKind.OTHER, None, None, None),
        *(0, 0, DocumentStatus.FAILED, (Doubt(DoubtKind.FILE_LOCKED),), ""),
    )
    assert (records.pages, records.tables, records.typed_tables) == ((), (), ())
