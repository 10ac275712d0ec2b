"""What the pages of a document say of the document."""

from collections.abc import Iterable, Sequence

from sidak.schemas.doubts import Doubt, DoubtKind
from sidak.schemas.tables import Page
from sidak.schemas.text.page_ranges import format_page_ranges
from sidak.schemas.vocabularies import DocumentStatus, PageStatus


def summarise_pages(pages: Sequence[Page]) -> tuple[DocumentStatus, tuple[Doubt, ...]]:
    """Return how far the reading of a document came, and why not further.

    Any page that could not be read makes a document ``partial``; one in which no page
    could be read has ``failed``. Blank pages count neither way.
    """
    failed = [page for page in pages if page.status is PageStatus.FAILED]
    read = [page for page in pages if page.status in (PageStatus.TABLES, PageStatus.NARRATIVE)]
    if not failed:
        if read:
            return DocumentStatus.OK, ()
        return DocumentStatus.FAILED, (Doubt(DoubtKind.NO_CONTENT),)
    reasons = _list_reasons(failed)
    if not read:
        return DocumentStatus.FAILED, (Doubt(DoubtKind.NO_PAGE_READ), *reasons)
    counts = (str(len(failed)), str(len(pages)))
    return DocumentStatus.PARTIAL, (Doubt(DoubtKind.PAGES_NOT_READ, counts), *reasons)


def _list_reasons(pages: Iterable[Page]) -> tuple[Doubt, ...]:
    """Return the reasons of pages, each with its pages, in order of the first ones."""
    groups: dict[tuple[Doubt, ...], list[int]] = {}
    for page in pages:
        reasons = page.reasons or (Doubt(DoubtKind.NO_EXPLANATION),)
        groups.setdefault(reasons, []).append(page.page)
    return tuple(
        doubt
        for reasons, numbers in groups.items()
        for doubt in (*reasons, Doubt(DoubtKind.ON_PAGES, (format_page_ranges(numbers),)))
    )
