"""Columns called serapan that contradict the amounts of their rows."""

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import DocumentFacts, DocumentKind, DoubtKind, Meaning
from tests.normalisers.tables import make_extraction, make_table

LRA = DocumentFacts(DocumentKind.LRA, "Dinas Contoh", "Kota Contoh", 2024, 2024)


@pytest.mark.parametrize(
    ("head", "printed", "expected"),
    [
        ("Serapan (%)", ["80,00", "50,00", "75,00"], Meaning.SURE),
        ("% thd Anggaran", ["25", "99", "33"], Meaning.DOUBTFUL),
        ("Serapan (%)", ["50,00", "80,00", "75,00"], Meaning.SURE),  # exchanged by the report
    ],
)
def test_column_is_held_against_pagu_and_realisasi_of_its_rows(
    head: str, printed: list[str], expected: Meaning
) -> None:
    """What was left in per cent of what was spent was called serapan."""
    amounts = [
        ("1.000.000.000", "800.000.000"),
        ("300.000.000", "150.000.000"),
        ("400.000.000", "300.000.000"),
    ]
    rows = [
        [f"Program {'ABC'[at]} Pelayanan", *pair, printed[at]]
        for at, pair in enumerate(amounts)
    ]
    table = make_table([["Program", "Pagu (Rp)", "Realisasi (Rp)", head], *rows])
    figures = [f for f in type_tables(make_extraction(table), LRA)[0].figures if f.column == 3]
    assert [figure.meaning for figure in figures] == [expected] * 3
    doubts = [doubt.kind for doubt in figures[0].meaning_reasons]
    is_doubted = expected is Meaning.DOUBTFUL
    assert doubts == ([DoubtKind.METRIC_CONTRADICTED] if is_doubted else [])
