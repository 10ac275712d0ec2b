"""What the matching hands over."""

from dataclasses import dataclass

from sidak.schemas import Finding, Level, TypedTable


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
        reason: Why a person is asked, in Indonesian.
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
    reason: str
    candidates: tuple[ReviewCandidate, ...]


@dataclass(frozen=True, slots=True)
class MatchResult:
    """A document's tables with codes.

    Attributes:
        tables: The tables, items and figures filled in.
        findings: What is to be said about codes.
        review: Questions to a person, in table and row order.
        edition: The edition that the document follows; ``None`` if no list is at hand.
    """

    tables: tuple[TypedTable, ...]
    findings: tuple[Finding, ...]
    review: tuple[ReviewRow, ...]
    edition: str | None = None
