"""Names of regions among other texts."""

import pytest

from sidak.normalisers.header.place_names import is_place_name


@pytest.mark.parametrize(
    "text", ["Jawa Barat", "Jawa\nBarat", "Kab. Garut", "Kota Serang", "CIREBON"]
)
def test_names_of_regions(text: str) -> None:
    assert is_place_name(text)


@pytest.mark.parametrize(
    "text", ["", "Kota", "27 Kab/Kota", "Pasar Jawa Barat", "Jumlah rapat"]
)
def test_other_texts(text: str) -> None:
    assert not is_place_name(text)
