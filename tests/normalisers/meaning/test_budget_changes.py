"""Columns headed "Perubahan": a changed budget, or what it was changed by."""

from sidak.normalisers import type_tables
from sidak.schemas import BudgetStage, DocumentFacts, DocumentKind, Metric
from tests.normalisers.tables import make_extraction, make_table

FACTS = DocumentFacts(DocumentKind.LKJIP, "Dinas Contoh", "Kota Contoh", 2017, 2017)
HEADER = ["Kegiatan", "Anggaran Penetapan", "Anggaran Perubahan", "Jumlah Anggaran"]


def _stages(rows: list[list[str]], change: str) -> list[tuple[Metric | None, BudgetStage]]:
    header = [HEADER[0], "Anggaran / Penetapan", change, HEADER[3]]
    typed = type_tables(make_extraction(make_table([header, *rows])), FACTS)[0]
    return [(one.metric, one.budget_stage) for one in typed.columns[1:]]


def test_a_change_is_no_budget_and_its_sum_is_the_revised_one() -> None:
    rows = [
        ["Jaringan", "650.000.000", "469.714.800", "1.119.714.800"],
        ["Pelatihan", "50.000.000", "(7.500.000)", "42.500.000"],
        ["Peralatan", "20.000.000", "1.000.000", "21.000.000"],
        ["Rapat", "5.000.000", "0", "5.000.000"],
    ]
    assert _stages(rows, "Perubahan") == [
        (Metric.PAGU, BudgetStage.MURNI),
        (Metric.LAINNYA, BudgetStage.UNKNOWN),
        (Metric.PAGU, BudgetStage.PERUBAHAN),
    ]


def test_a_changed_budget_beside_the_first_stays_one() -> None:
    rows = [
        ["Jaringan", "650.000.000", "469.714.800", "900.000.000"],
        ["Pelatihan", "50.000.000", "7.500.000", "42.500.000"],
        ["Peralatan", "20.000.000", "1.000.000", "30.000.000"],
    ]
    assert _stages(rows, "Anggaran Perubahan")[1] == (Metric.PAGU, BudgetStage.PERUBAHAN)
