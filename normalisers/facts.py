"""What a report says of itself: kind, agency, region, year."""

from schemas import DocumentFacts, DocumentKind, Extraction


def find_facts(extraction: Extraction) -> DocumentFacts:
    """Find the document's facts, each with its evidence; unknown facts stay ``None``."""
    return DocumentFacts(kind=DocumentKind.OTHER)
