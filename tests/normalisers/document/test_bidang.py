"""The bidang of the agency."""

from sidak.normalisers import find_facts
from tests.normalisers.tables import make_extraction, make_table


def test_bidang_of_the_agency_where_the_report_prints_it() -> None:
    form = make_table(
        [
            ["Urusan Pemerintahan", ":", "4", "UNSUR PENDUKUNG URUSAN PEMERINTAHAN"],
            ["Bidang Urusan", ":", "4.02", "SEKRETARIAT DPRD"],
            ["Organisasi", ":", "4.02.0.00.0.00.02.0000", "SEKRETARIAT DPRD"],
        ]
    )
    pages = [["DOKUMEN PELAKSANAAN ANGGARAN TAHUN ANGGARAN 2023", "KABUPATEN DEMAK"]]
    facts = find_facts(make_extraction(form, pages=pages))
    assert facts.urusan_bidang == "4.02"
    assert dict(facts.evidence)["urusan_bidang"] == (
        '"Bidang Urusan 4.02 SEKRETARIAT DPRD" (tabel, hlm. 1)'
    )
    lines = [
        "DOKUMEN PELAKSANAAN ANGGARAN 2023",
        "Organisasi : 1.02.0.00.0.00.01.0000 Dinas Kesehatan",
    ]
    assert find_facts(make_extraction(pages=[lines])).urusan_bidang == "1.02"


def test_bidang_of_an_older_list_is_none() -> None:
    lines = ["RENCANA KERJA TAHUN 2017", "Urusan Pemerintahan : 1.20 Otonomi Daerah"]
    assert find_facts(make_extraction(pages=[lines])).urusan_bidang is None
    lines = ["RENCANA KERJA TAHUN 2023", "Urusan Pemerintahan : 1.20 Otonomi Daerah"]
    assert find_facts(make_extraction(pages=[lines])).urusan_bidang is None
