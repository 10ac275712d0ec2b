"""Rows of numbers without a name: totals, not one more row of the programme above."""

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import Basis, DocumentFacts, DocumentKind, Level, Meaning
from tests.normalisers.tables import make_extraction, make_table

FACTS = DocumentFacts(DocumentKind.RENJA, None, None, 2024, 2024)
HEADER = ["Program/Kegiatan", "Pagu Anggaran (Rp)"]
ROWS = [
    ["Program Peningkatan Sarana", "90.000.000"],
    ["Pengadaan Mebel", "60.000.000"],
    ["Pengadaan Komputer", "30.000.000"],
    ["Program Media Massa", "10.000.000"],
    ["Kemitraan Komunikasi", "10.000.000"],
]


@pytest.mark.parametrize(
    ("total", "bold", "expected"),
    [
        ("100.000.000", frozenset(), ("", Level.TOTAL, Basis.SUMS, Meaning.SURE)),
        ("99.000.000", frozenset({6}), ("", Level.TOTAL, Basis.CELL, Meaning.SURE)),
        ("99.000.000", frozenset(), ("", Level.LAINNYA, Basis.NONE, Meaning.DOUBTFUL)),
    ],
)
def test_last_row_of_numbers_does_not_take_the_name_above(
    total: str, bold: frozenset[int], expected: tuple[str, Level, Basis, Meaning]
) -> None:
    table = make_table([HEADER, *ROWS, ["", total]], bold_rows=bold)
    last = type_tables(make_extraction(table), FACTS)[0].figures[-1]
    assert (last.item_name, last.level, last.name_basis, last.meaning) == expected


def test_row_below_a_merged_name_is_no_total() -> None:
    rows = [*ROWS, ["Pengadaan Tenda", "1.000.000"], ["^", "2.000.000"]]
    last = type_tables(make_extraction(make_table([HEADER, *rows])), FACTS)[0].figures[-1]
    assert (last.item_name, last.level) == ("Pengadaan Tenda", Level.LAINNYA)
