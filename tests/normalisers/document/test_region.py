"""Which region reports."""

from sidak.normalisers import find_facts
from tests.normalisers.tables import make_extraction


def test_blurred_name_of_a_region_is_the_known_one() -> None:
    lines = ["PEMERINTAH KABUPATEN PURBALINQGA", "RENCANA KERJA TAHUN 2024"]
    assert find_facts(make_extraction(pages=[lines])).region == "Kabupaten Purbalingga"
