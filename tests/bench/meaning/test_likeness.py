"""What counts as the same meaning."""

from typing import Any

import pytest

from bench.meaning.likeness import list_wrong_aspects
from tests.bench.meaning.figures import make_figure, make_line


@pytest.mark.parametrize(
    ("truth", "read"),
    [
        ({}, {}),
        ({"name": "?"}, {"item_name": "Lain"}),
        ({"name": "Jalan|Jembatan"}, {"item_name": "jembatan"}),
        ({"name": "Pembangunan Jalan Kabupaten"}, {"item_name": "Pembangunan Jalan Kabupatan"}),
        ({"name": "Pembangunan Jalan"}, {"item_name": "1. Pembangunan Jalan"}),
        ({"indikator": "Panjang jalan"}, {"indikator": ""}),
        ({"metric": "lainnya"}, {"metric": "pertumbuhan"}),
        ({"metric": "target"}, {"metric": "kondisi_akhir"}),
        ({"period": "2013-2018"}, {"period": "2013-2018"}),
        ({"period": ""}, {"period": ""}),
        ({"period": "2016"}, {"period": "2016-TW1"}),
        ({"unit": "Rupiah"}, {"unit": "Rp"}),
        ({"unit": "%"}, {"unit": "persen"}),
    ],
)
def test_the_same_meaning(truth: dict[str, Any], read: dict[str, Any]) -> None:
    assert list_wrong_aspects(make_line(**truth), make_figure(**read)) == ()


@pytest.mark.parametrize(
    ("truth", "read", "wrong"),
    [
        ({"name": "Pembangunan Gedung"}, {}, ("name",)),
        ({"name": "Gaji"}, {"item_name": "Gajih"}, ("name",)),
        ({"name": ""}, {}, ("name",)),
        ({"indikator": "Panjang jalan"}, {"indikator": "Jumlah jembatan"}, ("name",)),
        ({"metric": "pagu"}, {"metric": "realisasi_anggaran"}, ("metric",)),
        ({"metric": "lainnya"}, {"metric": "serapan"}, ("metric",)),
        ({"period": "2016"}, {"period": "2013-2018"}, ("period",)),
        ({"period": "2016"}, {"period": ""}, ("period",)),
        ({"unit": "Rp"}, {"unit": ""}, ("unit",)),
        ({"unit": "Rp"}, {"metric": "target", "unit": "Rp ribu"}, ("metric", "unit")),
    ],
)
def test_another_meaning(
    truth: dict[str, Any], read: dict[str, Any], wrong: tuple[str, ...]
) -> None:
    assert list_wrong_aspects(make_line(**truth), make_figure(**read)) == wrong
