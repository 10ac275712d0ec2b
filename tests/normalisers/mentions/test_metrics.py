"""What the words before a number say that it measures."""

import pytest

from sidak.normalisers.mentions.metrics import MetricReading, read_metric
from sidak.schemas import Metric


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("dengan alokasi anggaran sebesar Rp.", MetricReading(Metric.PAGU, True)),
        (",- terealisasi sebesar Rp. ", MetricReading(Metric.REALISASI_ANGGARAN, True)),
        (
            "dengan realisasi anggaran sebesar Rp",
            MetricReading(Metric.REALISASI_ANGGARAN, True),
        ),
        ("realisasi sebesar 5 dari pagu anggaran Rp", MetricReading(Metric.PAGU, True)),
        ("dengan realaisasi sebesar Rp", MetricReading(Metric.REALISASI_ANGGARAN, True)),
        ("sehingga terdapat sisa anggaran Rp", MetricReading(Metric.SISA, True)),
        ("menghabiskan dana Rp", MetricReading(Metric.PAGU, False)),
        ("huruf a direncanakan sebesar Rp", MetricReading(Metric.PAGU, False)),
        ("sebesar Rp", None),
    ],
)
def test_money(before: str, expected: MetricReading | None) -> None:
    assert read_metric(before, is_share=False) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("dari target sebesar ", MetricReading(Metric.TARGET, True)),
        ("capaian kinerja sebesar ", MetricReading(Metric.CAPAIAN, True)),
        ("dengan penyerapan ", MetricReading(Metric.SERAPAN, True)),
        ("dan realisasi fisik sebesar ", MetricReading(Metric.REALISASI, False)),
        ("meningkat sebesar ", MetricReading(Metric.PERTUMBUHAN, False)),
        ("Peningkatan ketersediaan pangan yang beragam sebesar ", None),
    ],
)
def test_percentages(before: str, expected: MetricReading | None) -> None:
    assert read_metric(before, is_share=True) == expected
