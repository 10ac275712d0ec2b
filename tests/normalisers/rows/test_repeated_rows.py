"""Rows printed twice."""

from sidak.normalisers import type_tables
from sidak.schemas import (
    DocumentFacts,
    DocumentKind,
    FindingKind,
    TypedTable,
)
from tests.normalisers.tables import make_extraction, make_table

FACTS = DocumentFacts(DocumentKind.RENJA, None, None, 2024, 2024)


def type_one(rows: list[list[str]], facts: DocumentFacts = FACTS) -> TypedTable:
    return type_tables(make_extraction(make_table(rows)), facts)[0]


def test_rows_printed_twice_are_reported() -> None:
    row = ["1", "Penyediaan Jasa Surat", "2.000.000", "1.998.000"]
    typed = type_one([["No", "Kegiatan", "Anggaran", "Realisasi"], row, row])
    assert [finding.kind for finding in typed.findings] == [FindingKind.DUPLICATE_ROW]
