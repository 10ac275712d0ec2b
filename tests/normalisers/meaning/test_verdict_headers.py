"""Headers that do not say what their column measures."""

import pytest

from sidak.normalisers.meaning.verdict import names_a_measure


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Pelanggaran", True),
        ("2016 / Jumlah Kendaraan", True),
        ("2016", False),
        ("Rp", False),
        ("asi", False),  # the end of "Realisasi" in a shrunk sheet
        ("Luas", True),
    ],
)
def test_what_names_a_measure(header: str, expected: bool) -> None:
    assert names_a_measure(header) is expected
