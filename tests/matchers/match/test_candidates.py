"""Candidates of the authority that a document belongs to."""

from dataclasses import replace

from sidak.matchers import Nomenclature, match_tables
from sidak.schemas import Level
from sidak.schemas.nomenclature import Scope
from tests.matchers.makers import (
    make_facts,
    make_nomenclature,
    make_table,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


def test_a_province_is_matched_to_the_list_of_provinces() -> None:
    """Programmes of one number and kegiatan of one name, by whose report it is."""
    district = make_nomenclature(
        kepmendagri_050_5889_2021=[
            ("1.02.04", "PROGRAM SEDIAAN FARMASI"),
            ("1.02.04.2.01", "Pemberian Izin Apotek"),
        ]
    ).lists[0]
    province = make_nomenclature(
        kepmendagri_050_5889_2021=[
            ("1.02.05", "PROGRAM SEDIAAN FARMASI"),
            ("1.02.05.1.01", "Pemberian Izin Apotek"),
        ]
    ).lists[0]
    of_province = tuple(replace(e, scope=Scope.PROVINSI) for e in province.entries)
    both = Nomenclature(
        (district, replace(province, scope=Scope.PROVINSI, entries=of_province))
    )
    rows = [(P, None, "PROGRAM SEDIAAN FARMASI"), (K, None, "Pemberian Izin Apotek")]
    kodes = {}
    for region in ("Provinsi Jawa Barat", "Daerah Istimewa Yogyakarta", "Kabupaten Serang"):
        facts = make_facts(agency="Dinas Kesehatan", region=region)
        items = match_tables([make_table(rows)], facts, both).tables[0].items
        kodes[region] = [(item.kode, item.match_status.value) for item in items]
    assert kodes == {
        "Provinsi Jawa Barat": [("1.02.05", "auto"), ("1.02.05.1.01", "auto")],
        "Daerah Istimewa Yogyakarta": [("1.02.05", "auto"), ("1.02.05.1.01", "auto")],
        "Kabupaten Serang": [("1.02.04", "auto"), ("1.02.04.2.01", "auto")],
    }
