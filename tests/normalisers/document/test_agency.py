"""Which agency reports."""

import pytest

from sidak.normalisers import find_facts
from tests.normalisers.tables import make_extraction, make_table


def test_acronym_is_written_out_where_the_report_defines_it() -> None:
    pages = [
        [
            "LKIP BPLHD Provinsi Jawa Barat 2016",
            "Badan Pengelolaan Lingkungan Hidup Daerah (BPLHD) Provinsi Jawa Barat dibentuk",
        ],
        ["LKIP BPLHD Provinsi Jawa Barat 2016"],
        ["LKIP BPLHD Provinsi Jawa Barat 2016"],
    ]
    assert find_facts(make_extraction(pages=pages)).agency == (
        "Badan Pengelolaan Lingkungan Hidup Daerah"
    )


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Jabatan : SEKRETARIS DEWAN PERWAKILAN RAKYAT DAERAH", "Sekretariat DPRD"),
        ("Jabatan : Camat Kutasari", "Kecamatan Kutasari"),
        ("Jabatan : Kepala Dinas Sosial", "Dinas Sosial"),
        ("INSPEKTUR KABUPATEN JOMBANG", "Inspektorat"),
    ],
)
def test_title_of_the_head_names_the_agency(line: str, agency: str) -> None:
    lines = ["PERJANJIAN KINERJA TAHUN 2025", line, "Jabatan : BUPATI PURBALINGGA"]
    assert find_facts(make_extraction(pages=[lines])).agency == agency


def test_name_in_full_at_the_head_of_the_table_stands_for_the_short_one() -> None:
    table = make_table(
        [
            [
                "Urusan/Program",
                "Realisasi Triwulan I Tahun 2023",
                "Perangkat Daerah Penanggung Jawab",
            ],
            ["DINAS CIPTA KARYA DAN TATA RUANG", "1", "DCKTR"],
            *[[f"Penyediaan {number}", "1", "DCKTR"] for number in range(6)],
        ]
    )
    facts = find_facts(make_extraction(table, file="dokumen.pdf"))
    assert facts.agency == "Dinas Cipta Karya dan Tata Ruang"
