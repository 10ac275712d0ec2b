"""Editions, scopes and codes of the nomenclature."""

import pytest

from sidak.matchers.reference.store import fold_kode
from sidak.schemas.nomenclature import (
    Scope,
    choose_edition,
    find_edition,
    find_scope,
    parent_of,
)


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("050-5889/2021 (tahun_perubahan 2022)", "kepmendagri-050-5889-2021"),
        ("kepmendagri-900-1317-2023", "kepmendagri-900.1.15.5-1317-2023"),
        ("Permendagri 90 Tahun 2019", "permendagri-90-2019"),
        ("permendagri-90-2019_provinsi", "permendagri-90-2019"),
        ("900.1-2850/2025", "kepmendagri-900.1-2850-2025"),
        ("900.1-861/2026", "kepmendagri-900.1-861-2026"),
        ("Permendagri 86 Tahun 2017", None),
    ],
)
def test_editions_are_found_in_texts(text: str, edition: str | None) -> None:
    found = find_edition(text)
    assert (found.edition if found else None) == edition


def test_edition_of_a_year() -> None:
    at_hand = frozenset(
        {"permendagri-90-2019", "kepmendagri-050-5889-2021", "kepmendagri-900.1.15.5-1317-2023"}
    )
    chosen = {
        year: choose_edition(year, at_hand) for year in (2019, 2021, 2023, 2024, 2027, None)
    }
    assert {year: e.mark if e else None for year, e in chosen.items()} == {
        2019: "90",
        2021: "90",
        2023: "5889",
        2024: "1317",
        2027: "1317",
        None: "1317",
    }
    assert choose_edition(2024, frozenset()) is None


def test_scopes_and_parents() -> None:
    assert find_scope("daftar_provinsi.tsv") is Scope.PROVINSI
    assert find_scope("kabupaten-kota") is Scope.KABUPATEN_KOTA
    assert find_scope("both") is Scope.BOTH
    assert find_scope("daftar") is None
    assert parent_of("4.01.02.2.03.06") == "4.01.02.2.03"
    assert parent_of("4.01.02.2.03") == "4.01.02"
    assert parent_of("4") == ""
    assert fold_kode("4.01.01.2.09.0001") == "X.XX.01.2.09.01"
    assert fold_kode("4.01.02.2.09.01") == "4.01.02.2.09.01"
