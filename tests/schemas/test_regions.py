"""Codes of regions: known ones by name, however it is written; unknown ones stay unknown."""

import re
from collections import Counter

import pytest

from sidak.schemas.regions import REGION_CODE_PATTERN, find_region_code, list_regions


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("Kota Serang", "36.73"),
        ("Kabupaten Serang", "36.04"),
        ("Provinsi Banten", "36.00"),
        ("KOTA TANGERANG SELATAN", "36.74"),
        ("Daerah Istimewa Yogyakarta", "34.00"),
        ("Kabupaten Tojo Una Una", "72.09"),
        ("Kabupaten Toba Samosir", "12.12"),
        ("Kabupaten Pontianak", "61.02"),
        ("Provinsi DI Yogyakarta", "34.00"),
        ("Kota Ujung Pandang", "73.71"),
        ("Kabupaten Wonosbo", "00.00"),
        ("Serang", "00.00"),
        ("", "00.00"),
        (None, "00.00"),
    ],
)
def test_code_of_a_region(region: str | None, code: str) -> None:
    assert find_region_code(region) == code


def test_the_list_is_whole() -> None:
    regions = list_regions()
    assert all(re.fullmatch(REGION_CODE_PATTERN, code) for code, _ in regions)
    assert Counter(code.endswith(".00") for code in {code for code, _ in regions}) == {
        True: 38,
        False: 514,
    }
    names = Counter(name for _, name in regions)
    assert names.most_common(1)[0][1] == 1
    present = dict(reversed(regions))
    kinds = Counter(name.split()[0] for code, name in present.items() if code[-2:] != "00")
    assert kinds == {"Kabupaten": 416, "Kota": 98}
