"""What the pages of a document say of the document."""

from collections.abc import Iterable, Sequence

from sidak.schemas.doubts import Doubt, DoubtKind
from sidak.schemas.tables import Page
from sidak.schemas.text.page_ranges import format_page_ranges
from sidak.schemas.vocabularies import DocumentStatus, PageStatus

#: What may be wrong with the content of a page that was read.
DAMAGE_KINDS = frozenset(
    {
        DoubtKind.CONTENT_BREAKS_OFF,
        DoubtKind.CONTENT_MISSING,
        DoubtKind.CONTENT_REPEATED,
        DoubtKind.CONTENT_TOO_DEEP,
        DoubtKind.FONT_DAMAGED,
        DoubtKind.PAGE_BOX_DAMAGED,
        DoubtKind.PAGE_TREE_DAMAGED,
    }
)
_READ = (PageStatus.TABLES, PageStatus.NARRATIVE, PageStatus.PARTIAL)


def summarise_pages(pages: Sequence[Page]) -> tuple[DocumentStatus, tuple[Doubt, ...]]:
    """Return how far the reading of a document came, and why not further.

    Any page that could not be read makes a document ``partial``, and so does a page that is
    damaged or has amounts of which nothing became; one in which no page could be read has
    ``failed``. Blank pages count neither way.
    """
    failed = [page for page in pages if page.status is PageStatus.FAILED]
    read = [page for page in pages if page.status in _READ]
    if not read and not failed:
        return DocumentStatus.FAILED, (Doubt(DoubtKind.NO_CONTENT),)
    reasons = _list_reasons(failed)
    if not read:
        return DocumentStatus.FAILED, (Doubt(DoubtKind.NO_PAGE_READ), *reasons)
    if failed:
        counts = (str(len(failed)), str(len(pages)))
        reasons = (Doubt(DoubtKind.PAGES_NOT_READ, counts), *reasons)
    reasons = (*reasons, *_describe_damage(pages), *_describe_unaccounted(pages))
    return (DocumentStatus.PARTIAL if reasons else DocumentStatus.OK), reasons


def _describe_damage(pages: Sequence[Page]) -> tuple[Doubt, ...]:
    """Return what is damaged of a document although it was read, and on which pages."""
    partial = [page for page in pages if page.status is PageStatus.PARTIAL]
    numbers: dict[Doubt, list[int]] = {}
    for page in partial:
        for reason in page.reasons:
            if reason.kind in DAMAGE_KINDS:
                numbers.setdefault(reason, []).append(page.page)
    return tuple(
        doubt
        for reason, found in numbers.items()
        for doubt in (reason, Doubt(DoubtKind.ON_PAGES, (format_page_ranges(found),)))
    )


def _describe_unaccounted(pages: Sequence[Page]) -> tuple[Doubt, ...]:
    """Return how many amounts of a document became nothing, and on which pages."""
    partial = [
        page
        for page in pages
        if page.status is PageStatus.PARTIAL and page.balance and page.balance.unaccounted
    ]
    if not partial:
        return ()
    amounts = sum(len(page.balance.unaccounted) for page in partial if page.balance)
    counts = (str(amounts), str(len(partial)), str(len(pages)))
    on_pages = (format_page_ranges([page.page for page in partial]),)
    return (Doubt(DoubtKind.PAGES_UNACCOUNTED, counts), Doubt(DoubtKind.ON_PAGES, on_pages))


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
