"""What the matching hands over."""

from dataclasses import dataclass

from sidak.schemas import Finding, ReviewRow, TypedTable


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
