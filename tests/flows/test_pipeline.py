"""The status of a document follows from its page ledger."""

import pytest

from sidak.flows.pipeline import (
    describe_document,
    judge_pages,
    make_failed_document,
)
from sidak.schemas import (
    Document,
    DocumentFacts,
    DocumentKind,
    DocumentStatus,
    Extraction,
    Page,
    PageSource,
    PageStatus,
)

_SCAN = "halaman hasil pindai belum dapat dibaca"


def page(number: int, status: PageStatus, reason: str = "") -> Page:
    source = PageSource.SCAN if reason == _SCAN else PageSource.TEXT
    return Page(number, source, status, reason=reason)


_TABLES = page(1, PageStatus.TABLES)
_STORY = page(2, PageStatus.NARRATIVE)
_BLANK = page(3, PageStatus.BLANK)


@pytest.mark.parametrize(
    ("pages", "verdict"),
    [
        ((_TABLES, _STORY, _BLANK), (DocumentStatus.OK, "")),
        ((), (DocumentStatus.FAILED, "tidak ada halaman yang berisi")),
        ((_BLANK,), (DocumentStatus.FAILED, "tidak ada halaman yang berisi")),
        (
            tuple(page(number, PageStatus.FAILED, _SCAN) for number in (1, 2)),
            (DocumentStatus.FAILED, f"tidak ada halaman yang terbaca: {_SCAN} (hal. 1-2)"),
        ),
        (
            (
                _TABLES,
                page(4, PageStatus.FAILED, _SCAN),
                page(5, PageStatus.FAILED, "rusak"),
                page(6, PageStatus.FAILED, _SCAN),
                page(7, PageStatus.FAILED),
            ),
            (
                DocumentStatus.PARTIAL,
                f"4 dari 5 halaman tidak terbaca: {_SCAN} (hal. 4, 6); rusak (hal. 5); "
                "tanpa keterangan (hal. 7)",
            ),
        ),
    ],
)
def test_any_page_that_was_not_read_shows(
    pages: tuple[Page, ...], verdict: tuple[DocumentStatus, str]
) -> None:
    assert judge_pages(pages) == verdict


def test_the_row_of_a_document() -> None:
    pages = (_TABLES, page(2, PageStatus.FAILED, _SCAN))
    extraction = Extraction("d" * 16, "d" * 64, "a.pdf", "Word", "", pages, ())
    facts = DocumentFacts(DocumentKind.LKJIP, "Bappeda", "Kota Serang", 2022)
    reason = f"1 dari 2 halaman tidak terbaca: {_SCAN} (hal. 2)"
    assert describe_document(extraction, facts) == Document(
        *("d" * 16, "d" * 64, "a.pdf", DocumentKind.LKJIP, "Bappeda", "Kota Serang", 2022),
        *(2, 1, DocumentStatus.PARTIAL, reason, "Word"),
    )


def test_a_failed_document_has_a_row_too() -> None:
    records = make_failed_document("e" * 64, "b.pdf", "terkunci")
    assert records.document == Document(
        *("e" * 16, "e" * 64, "b.pdf", DocumentKind.OTHER, None, None, None),
        *(0, 0, DocumentStatus.FAILED, "terkunci", ""),
    )
    assert (records.pages, records.tables, records.typed_tables) == ((), (), ())
