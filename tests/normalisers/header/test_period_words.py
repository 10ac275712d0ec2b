"""Growth, end of a plan, stage of a budget, cumulative periods: told by the header's words."""

import pytest

from sidak.normalisers.header.period_words import (
    find_metric_of_time,
    find_stage,
    is_cumulative,
)
from sidak.schemas import BudgetStage, Metric


@pytest.mark.parametrize(
    ("path", "metric"),
    [
        (("+\\-%",), Metric.PERTUMBUHAN),
        (("% +/-",), Metric.PERTUMBUHAN),
        (("+/_ Rp.",), Metric.PERTUMBUHAN),
        (("2017-2016",), Metric.PERTUMBUHAN),
        (("% 2017 - 2016",), Metric.PERTUMBUHAN),
        (("2016-2017",), None),
        (("Naik/ (Turun)",), Metric.PERTUMBUHAN),
        (("Pertumbuhan (%)",), Metric.PERTUMBUHAN),
        (("% Pening katan",), Metric.PERTUMBUHAN),
        (("Penurunan (%)",), Metric.PERTUMBUHAN),
        (("Peningkatan Layanan",), None),
        (("Realisasi 2016 thd 2015",), Metric.PERTUMBUHAN),
        (("% thd Anggaran",), None),
        (("Capaian Terhadap Renstra 2018",), None),
        (("Pertumbuhan Ekonomi", "Target"), None),
        (("Kondisi Akhir Renstra", "Rp"), Metric.KONDISI_AKHIR),
        (("Kondisi Kinerja pada Akhir Periode RPJMD 2018",), Metric.KONDISI_AKHIR),
        (("Target Akhir Renstra (2026)",), None),
        (("Saldo Akhir 2018",), None),
    ],
)
def test_metric_of_time(path: tuple[str, ...], metric: Metric | None) -> None:
    assert find_metric_of_time(path) is metric


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Anggaran Murni", BudgetStage.MURNI),
        ("Sebelum Perubahan", BudgetStage.MURNI),
        ("Anggaran Perubahan", BudgetStage.PERUBAHAN),
        ("Setelah Perubahan", BudgetStage.PERUBAHAN),
        ("MENJADI", BudgetStage.PERUBAHAN),
        ("Menjadi lebih baik", BudgetStage.UNKNOWN),
        ("Pagu Pergeseran", BudgetStage.PERGESERAN),
        ("Pagu Awal", BudgetStage.MURNI),
        ("Pagu Revisi (Rp.)", BudgetStage.PERUBAHAN),
        ("Perubahan Iklim", BudgetStage.UNKNOWN),
        ("Pagu", BudgetStage.UNKNOWN),
    ],
)
def test_stage(text: str, stage: BudgetStage) -> None:
    assert find_stage((text,)) is stage


def test_the_nearest_text_names_the_stage() -> None:
    assert find_stage(("Pagu Murni", "Anggaran Perubahan")) is BudgetStage.MURNI


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Realisasi s.d. TW II", True),
        ("Realisasi s/d Tahun 2016", True),
        ("Sampai dengan Bulan Juni", True),
        ("Target s.d 2015 (RPJMD)", True),
        ("Target 2013 s.d 2018", False),
        ("Jumlah SD", False),
        ("Triwulan II", False),
    ],
)
def test_cumulative(text: str, expected: bool) -> None:
    assert is_cumulative(text) is expected
