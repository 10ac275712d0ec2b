"""Amounts that the reports of two agencies print alike."""

from dataclasses import replace

from sidak.expectations import compare_documents
from sidak.schemas import DocumentKind, DocumentResult, FindingKind, Severity
from tests.expectations.cross_document.reports import report

AMOUNTS = {f"Kegiatan {n}": 12_345_600 + n for n in range(1, 7)}


def of_agency(number: int, agency: str, amounts: dict[str, int]) -> DocumentResult:
    made = report(number, DocumentKind.RENJA_TRIWULAN, 2023, amounts=amounts)
    return replace(made, document=replace(made.document, agency=agency))


def test_agencies_that_print_the_same_amounts() -> None:
    own = of_agency(1, "Badan Pendapatan Daerah", AMOUNTS)
    other = of_agency(2, "Badan Keuangan Daerah", AMOUNTS)
    (finding,) = compare_documents([own, other])
    assert (finding.kind, finding.severity) == (FindingKind.COPIED_FIGURES, Severity.WARNING)
    assert finding.document_id == own.document.document_id
    assert finding.other_document_id == other.document.document_id
    assert finding.expected is None
    assert "laporan mana yang menyalin tidak dapat dipastikan" in finding.basis
    assert "sama persis dengan laporan Badan Keuangan Daerah" in finding.message


def test_few_or_round_amounts_are_chance() -> None:
    own = of_agency(1, "Badan Pendapatan Daerah", AMOUNTS)
    few = {**AMOUNTS, **{f"Kegiatan {n}": 98_765_400 + n for n in range(1, 5)}}
    assert compare_documents([own, of_agency(2, "Badan Keuangan Daerah", few)]) == ()
    round_ones = dict.fromkeys(AMOUNTS, 50000000)
    assert (
        compare_documents(
            [of_agency(1, "Badan A", round_ones), of_agency(2, "Badan B", round_ones)]
        )
        == ()
    )
