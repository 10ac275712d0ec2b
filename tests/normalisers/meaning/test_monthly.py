"""What a monthly report reached counts from January."""

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import DocumentFacts, DocumentKind
from tests.normalisers.tables import make_extraction, make_table


@pytest.mark.parametrize(("month", "spent"), [(6, "cumulative"), (12, "year"), (None, "year")])
def test_spending_of_a_monthly_report_is_not_that_of_the_year(
    month: int | None, spent: str
) -> None:
    """Realisasi until June was published as that of the whole year."""
    facts = DocumentFacts(
        DocumentKind.RENJA_TRIWULAN, "Dinas Contoh", "Kota Contoh", 2018, 2018, month=month
    )
    table = make_table(
        [
            ["Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Realisasi 2017 (Rp)"],
            ["Rapat Koordinasi", "60.860.996", "30.170.000", "55.000.000"],
        ]
    )
    figures = type_tables(make_extraction(table), facts)[0].figures
    assert [(one.period, one.period_kind) for one in figures] == [
        ("2018", "year"),
        ("2018", spent),
        ("2017", "year"),
    ]
