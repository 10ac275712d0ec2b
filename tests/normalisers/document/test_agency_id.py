"""One id for an agency, whatever a report calls it."""

import pytest

from sidak.normalisers.document.agency_names import make_agency_id


@pytest.mark.parametrize(
    ("agency", "region", "expected"),
    [
        ("Dinas Kesehatan", "Kota Serang", "36.73-dinas-kesehatan"),
        ("DINKES", "Kota Serang", "36.73-dinas-kesehatan"),
        ("Dinas Kesehatan Kota Serang", "Kota Serang", "36.73-dinas-kesehatan"),
        ("DPUPR", "Kota Serang", "36.73-dinas-pekerjaan-umum-penataan-ruang"),
        ("Dinas Energidan Sumber Daya Mineral", "Provinsi Banten",
         "36.00-dinas-energi-sumber-daya-mineral"),
        ("Dinas Komunikasi & Informatika", "Kota Serang", "36.73-dinas-komunikasi-informatika"),
        ("Inspektorat P R O V I N S I B A N T E N", "Provinsi Banten", "36.00-inspektorat"),
        ("Inspektorat Daerah Kota Serang", "Kota Serang", "36.73-inspektorat"),
        ("Inspektorat Kota", "Kota Serang", "36.73-inspektorat"),
        ("DKP", "Kota Serang", "36.73-dkp"),
        ("PERKIMTA", "Kota Serang", "36.73-perkimta"),
        ("Dinas Perikanan dan Kelautan", "Provinsi Banten", "36.00-dinas-perikanan-kelautan"),
        ("Dinas Kelautan dan Perikanan", "Provinsi Banten", "36.00-dinas-kelautan-perikanan"),
        ("RSUD", "Kota Serang", None),
        ("RSUD Al Ihsan", "Provinsi Banten", "36.00-rsud-al-ihsan"),
        ("Dinas Kesehatan", None, None),
        (None, "Kota Serang", None),
    ],
)  # fmt: skip
def test_id_of_an_agency(agency: str | None, region: str | None, expected: str | None) -> None:
    assert make_agency_id(agency, region) == expected
