"""Quarters that count from January are told by the year's figure beside them."""

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import DocumentFacts, DocumentKind, PeriodKind
from tests.normalisers.tables import make_extraction, make_table

PLAN = DocumentFacts(DocumentKind.PK, "Sekretariat Contoh", "Kota Contoh", 2026, 2026)
HEADER = [
    ["Indikator Kinerja", "Target 2026", "Target", "<", "<", "<"],
    ["^", "^", "TW I", "TW II", "TW III", "TW IV"],
]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([["Jumlah laporan", "12", "3", "6", "9", "12"]] * 3, PeriodKind.CUMULATIVE),
        ([["Jumlah laporan", "12", "3", "3", "3", "3"]] * 3, PeriodKind.QUARTER),
        ([["Jumlah laporan", "18", "3", "4", "5", "6"]] * 3, PeriodKind.QUARTER),
        ([["Jumlah laporan", "12", "9", "6", "3", "12"]] * 3, PeriodKind.QUARTER),
        ([["Jumlah laporan", "12", "3", "6", "9", "12"]], PeriodKind.QUARTER),
    ],
)
def test_quarters_count_from_january_if_the_last_is_the_years(
    rows: list[list[str]], kind: PeriodKind
) -> None:
    named = [[f"{row[0]} {at}", *row[1:]] for at, row in enumerate(rows)]
    figures = type_tables(make_extraction(make_table([*HEADER, *named])), PLAN)[0].figures
    assert {one.period_kind for one in figures if one.column > 1} == {kind}
    assert {one.period_kind for one in figures if one.column == 1} == {PeriodKind.YEAR}
