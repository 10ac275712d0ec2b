"""The bidang of an agency: by its name, its codes, its programmes."""

import pytest

from sidak.matchers.match.own_agency import (
    find_bidang_of_agency,
    find_document_bidang,
    find_own_bidang,
)
from sidak.normalisers.rows.codes import read_kode
from tests.matchers.makers import make_facts

OWN = [read_kode(kode) for kode in ("5.01.01", "5.01.01.2.01", "5.01.01.2.02")]
PROGRAMMES = [read_kode(kode) for kode in ("5.01.02", "5.01.03", "5.02.02")]


@pytest.mark.parametrize(
    ("agency", "bidang"),
    [
        ("Sekretariat Daerah Kota Serang", "4.01"),
        ("Sekretariat DPRD", "4.02"),
        ("Dinas Kesehatan", "1.02"),
        ("Dinas Pendidikan dan Kebudayaan", None),  # two bidang
        ("Badan Pendidikan dan Pelatihan", None),
        ("Bappeda", "5.01"),
        (None, None),
    ],
)
def test_a_name_means_a_bidang_or_none(agency: str | None, bidang: str | None) -> None:
    assert find_bidang_of_agency(agency) == bidang


def test_codes_of_the_own_programme_decide() -> None:
    assert find_own_bidang(make_facts(agency="Dinas Kesehatan"), OWN) == "5.01"
    assert find_own_bidang(make_facts(agency="Dinas Kesehatan"), PROGRAMMES) == "1.02"
    split = [*OWN, *(read_kode(f"4.01.01.2.0{at}") for at in (1, 2, 3))]
    assert find_own_bidang(make_facts(agency="Dinas Kesehatan"), split) is None


def test_a_document_has_the_bidang_of_its_codes_and_of_its_agency() -> None:
    facts = make_facts(agency="Dinas Kesehatan")
    assert find_document_bidang(facts, PROGRAMMES) == {"5.01", "5.02", "1.02"}
    many = [read_kode(f"1.0{at}.02") for at in range(1, 7)]
    assert find_document_bidang(make_facts(agency=None), many) == frozenset()
