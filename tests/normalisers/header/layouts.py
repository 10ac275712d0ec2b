"""What a layout is: a table of some sort of report, and what its columns must mean."""

from dataclasses import dataclass

from sidak.schemas import DocumentFacts, DocumentKind


def make_facts(kind: DocumentKind, year: int | None, last: int | None = None) -> DocumentFacts:
    return DocumentFacts(kind, "Dinas Contoh", "Kota Contoh", year, last or year)


RENSTRA = make_facts(DocumentKind.RENSTRA, 2021, 2026)
RENJA = make_facts(DocumentKind.RENJA, 2024)
LKJIP = make_facts(DocumentKind.LKJIP, 2022)
LRA = make_facts(DocumentKind.LRA, 2022)
DPA = make_facts(DocumentKind.DPA, 2023)
QUARTERLY = make_facts(DocumentKind.RENJA_TRIWULAN, 2023)
APBD = make_facts(DocumentKind.APBD, 2018)
PK = make_facts(DocumentKind.PK, 2025)


@dataclass(frozen=True)
class Layout:
    """A table, and what its columns must mean: "metric period unit", or the role."""

    name: str
    facts: DocumentFacts
    rows: list[list[str]]
    meanings: list[str]
    caption: str | None = None
