"""Units of numbers, and what headers say is counted."""

import pytest

from sidak.schemas.text.units import find_counted_unit


@pytest.mark.parametrize(
    ("texts", "counted"),
    [
        (("Jumlah Penduduk",), "penduduk"),
        (("Laki-laki", "Jumlah pegawai menurut golongan"), "pegawai"),
        (("2016", "Produksi (ekor)"), "ekor"),
        (("Kepadatan (Jiwa/km2)", "Jumlah Penduduk"), None),
        (("Rata-rata", "Jumlah Penduduk"), None),
        (("Jumlah Penduduk (ribu jiwa)",), None),
        (("Realisasi", ""), None),
    ],
)
def test_headers_that_count(texts: tuple[str, ...], counted: str | None) -> None:
    assert find_counted_unit(*texts) == counted
