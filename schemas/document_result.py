"""All that is known of one document once every room has seen it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sidak.schemas.doubts import Doubt
from sidak.schemas.page_ledger import summarise_pages
from sidak.schemas.records import (
    NOTHING_STATED,
    Document,
    DocumentFacts,
    Finding,
    Mention,
    StatedFacts,
    TypedTable,
)
from sidak.schemas.tables import Extraction, Page, Table
from sidak.schemas.vocabularies import DocumentKind, DocumentStatus, FactBasis, Level


@dataclass(frozen=True, slots=True)
class ReviewCandidate:
    """A code that an item may have.

    Attributes:
        kode: The code as it would be published.
        nama: Its official name.
        edition: Edition of that name.
        likeness: Likeness of the names, 0 to 1.
    """

    kode: str
    nama: str
    edition: str
    likeness: float


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A question to a person: which code is it?

    Attributes:
        item_id: The item.
        document_id: Its document.
        table_id: Its table.
        page: Its page.
        level: Its level.
        name: Its name.
        kode_printed: The printed code.
        parent_kode: Code of the line above, for the decision's context; empty if none.
        reason: Why a person is asked.
        candidates: The codes it may be, best first, at most five.
    """

    item_id: str
    document_id: str
    table_id: str
    page: int
    level: Level
    name: str
    kode_printed: str | None
    parent_kode: str
    reason: Doubt
    candidates: tuple[ReviewCandidate, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the figures the identities reach.

    Attributes:
        figures: All figures.
        under_none: Figures in no identity that could be evaluated.
        under_one: In exactly one.
        under_more: In two or more.
        identities: Identities evaluated.
        broken: Identities that do not hold.
        untested: Identities left out because a figure in them cannot be trusted.
        repaired: Figures of scanned pages whose digits the identities decided otherwise
            than they were read.
    """

    figures: int = 0
    under_none: int = 0
    under_one: int = 0
    under_more: int = 0
    identities: int = 0
    broken: int = 0
    untested: int = 0
    repaired: int = 0


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What a release publishes of one document.

    Attributes:
        document: The document's own row.
        pages: The page ledger, one entry a page.
        tables: Tables as printed.
        typed_tables: Tables as understood; a table without one is published with no
            figures.
        findings: Findings beside those that the typed tables carry.
        review: Questions about codes, with their candidates.
        coverage: How much of its figures the arithmetic reaches; ``None`` if that was not
            measured.
        mentions: The numbers in its sentences.
    """

    document: Document
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    typed_tables: tuple[TypedTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    review: tuple[ReviewRow, ...] = ()
    coverage: Coverage | None = None
    mentions: tuple[Mention, ...] = ()


def describe_document(
    extraction: Extraction, facts: DocumentFacts, pages: Sequence[Page] | None = None
) -> Document:
    """Return the row of a document; its status follows from its page ledger.

    Args:
        extraction: What was read of it.
        facts: What it says of itself.
        pages: The page ledger with the balance of each page; ``None`` for the one without.
    """
    status, reasons = summarise_pages(extraction.pages if pages is None else pages)
    return Document(
        document_id=extraction.document_id,
        sha256=extraction.sha256,
        file=extraction.file,
        kind=facts.kind,
        agency=facts.agency,
        region=facts.region,
        year=facts.year,
        pages=len(extraction.pages),
        pages_scanned=sum(page.is_scanned for page in extraction.pages),
        status=status,
        reasons=reasons,
        producer=extraction.producer,
        kind_basis=facts.basis("kind"),
        agency_basis=facts.basis("agency"),
        region_basis=facts.basis("region"),
        year_basis=facts.basis("year"),
        source_url=facts.stated.source_url,
        retrieved_on=facts.stated.retrieved_on,
        date=facts.date,
        month=facts.month,
    )


def make_failed_document(
    sha256: str,
    file: str,
    reasons: tuple[Doubt, ...],
    stated: StatedFacts = NOTHING_STATED,
) -> DocumentResult:
    """Return the result of a file that could not be read.

    Args:
        sha256: Digest of the file.
        file: Its name.
        reasons: Why.
        stated: What a person says of it.
    """
    return DocumentResult(
        Document(
            document_id=sha256[:16],
            sha256=sha256,
            file=file,
            kind=stated.kind or DocumentKind.OTHER,
            agency=stated.agency,
            region=stated.region,
            year=stated.year,
            pages=0,
            pages_scanned=0,
            status=DocumentStatus.FAILED,
            reasons=reasons,
            producer="",
            kind_basis=_find_basis(stated.kind),
            agency_basis=_find_basis(stated.agency),
            region_basis=_find_basis(stated.region),
            year_basis=_find_basis(stated.year),
            source_url=stated.source_url,
            retrieved_on=stated.retrieved_on,
        )
    )


def _find_basis(stated: str | int | None) -> FactBasis:
    """Return where a fact of a file that could not be read comes from."""
    return FactBasis.NONE if stated is None else FactBasis.MANIFEST
