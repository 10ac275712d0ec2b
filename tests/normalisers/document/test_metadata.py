"""Kind, agency, region and year of a report."""

from sidak.normalisers import find_facts
from sidak.schemas import DocumentKind, FactBasis, StatedFacts
from tests.normalisers.tables import make_extraction, make_table


def test_cover_of_an_lkjip() -> None:
    facts = find_facts(
        make_extraction(
            pages=[
                [
                    "PEMERINTAH KOTA SERANG",
                    "LAPORAN KINERJA INSTANSI PEMERINTAH",
                    "(LKjIP)",
                    "SEKRETARIAT DAERAH KOTA SERANG",
                    "TAHUN 2022",
                ]
            ]
        )
    )
    assert (facts.kind, facts.agency, facts.region, facts.year, facts.year_last) == (
        DocumentKind.LKJIP,
        "Sekretariat Daerah",
        "Kota Serang",
        2022,
        2022,
    )
    assert [name for name, _said in facts.evidence] == ["kind", "region", "agency", "year"]


def test_misprinted_year_on_the_cover_loses_against_the_running_header() -> None:
    body = [
        ["LKIP BPLHD Provinsi Jawa Barat 2016", f"Uraian pada halaman {page} ini"]
        for page in range(2, 12)
    ]
    facts = find_facts(make_extraction(pages=[["LAPORAN KINERJA", "TAHUN 2015"], *body]))
    assert (facts.kind, facts.region, facts.year) == (
        DocumentKind.LKJIP,
        "Provinsi Jawa Barat",
        2016,
    )


def test_period_of_a_renstra() -> None:
    facts = find_facts(
        make_extraction(
            pages=[["RENCANA STRATEGIS", "INSPEKTORAT KABUPATEN JOMBANG", "TAHUN 2018-2023"]]
        )
    )
    assert (facts.kind, facts.agency, facts.region, facts.year, facts.year_last) == (
        DocumentKind.RENSTRA,
        "Inspektorat",
        "Kabupaten Jombang",
        2018,
        2023,
    )


def test_quarterly_report_known_by_its_table_alone() -> None:
    table = make_table(
        [
            [
                "Program/Kegiatan",
                "Realisasi Kinerja Pada Triwulan I - IV Tahun 2023",
                "Perangkat Daerah Penanggung Jawab",
            ],
            *[[f"Penyediaan {number}", "1", "BKAD"] for number in range(6)],
        ]
    )
    facts = find_facts(make_extraction(table, file="bkad.pdf"))
    assert (facts.kind, facts.agency, facts.region, facts.year) == (
        DocumentKind.RENJA_TRIWULAN,
        "BKAD",
        None,
        2023,
    )


def test_nothing_is_guessed_from_nothing() -> None:
    facts = find_facts(make_extraction(file="scan0001.pdf"))
    assert (facts.kind, facts.agency, facts.region, facts.year, facts.evidence) == (
        DocumentKind.OTHER,
        None,
        None,
        None,
        (),
    )


def test_laws_do_not_vote_for_the_year() -> None:
    pages = [
        ["RENCANA KERJA DINAS PERHUBUNGAN", "KABUPATEN CONTOH TAHUN 2018"],
        [
            "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah",
            "(Lembaran Negara Republik Indonesia Tahun 2014 Nomor 244)",
            "RPJMD Kabupaten Contoh Tahun 2016 - 2021",
        ],
    ]
    facts = find_facts(make_extraction(pages=pages))
    assert (facts.kind, facts.year) == (DocumentKind.RENJA, 2018)


def test_each_fact_says_where_it_comes_from_and_a_person_overrules_it() -> None:
    lines = ("LAPORAN KINERJA", "DINAS KESEHATAN KOTA SERANG", "TAHUN 2021")
    extraction = make_extraction(pages=[lines], file="lkjip-bandung-2020.pdf")
    facts = find_facts(extraction)
    assert facts.bases == (
        ("kind", FactBasis.COVER),
        ("region", FactBasis.COVER),
        ("agency", FactBasis.COVER),
        ("year", FactBasis.COVER),
    )
    stated = StatedFacts(region="Kota Cilegon", year=2022, source_url="x")
    overruled = find_facts(extraction, stated)
    assert (overruled.agency, overruled.region) == (facts.agency, "Kota Cilegon")
    assert (overruled.year, overruled.year_last, overruled.stated) == (2022, 2022, stated)
    assert [overruled.basis(fact) for fact in ("agency", "region", "year")] == [
        FactBasis.COVER,
        FactBasis.MANIFEST,
        FactBasis.MANIFEST,
    ]
    assert dict(overruled.evidence)["region"] == '"Kota Cilegon" (manifes)'


def test_what_only_the_name_of_the_file_says_is_known_by_it() -> None:
    extraction = make_extraction(pages=[["Uraian"]], file="lkjip-kota-serang-2020.pdf")
    facts = find_facts(extraction)
    assert (facts.kind, facts.region, facts.year) == (DocumentKind.LKJIP, "Kota Serang", 2020)
    assert {facts.basis(fact) for fact in ("kind", "region", "year")} == {FactBasis.FILE_NAME}
    assert facts.basis("agency") is FactBasis.NONE


def test_citation_of_a_law_broken_by_the_line_names_no_year() -> None:
    pages = [["INDIKATOR KINERJA UTAMA"], ["Negara Republik Indonesia Tahun2014 Nomor80);"]]
    assert find_facts(make_extraction(pages=pages)).year is None
    pages = [["INDIKATOR KINERJA UTAMA"], ["Tahun 2014 tentang Petunjuk Teknis"]]
    assert find_facts(make_extraction(pages=pages)).year is None


def test_year_of_the_forward_estimate_is_not_the_year_of_a_plan() -> None:
    line = "Rumusan Rencana Program dan Kegiatan Tahun 2016 dan Prakiraan Maju Tahun 2017"
    for file in ("renja-2017.pdf", "a1b2.pdf"):
        facts = find_facts(make_extraction(pages=[[line]], file=file))
        assert (facts.kind, facts.year) == (DocumentKind.RENJA, 2016)


def test_date_and_month_are_facts_with_their_place() -> None:
    title = "LAPORAN REALISASI FISIK DAN KEUANGAN TAHUN 2018"
    pages = [[title, "BULAN : JUNI 2018", "Serang, 5 Juli 2018"]]
    facts = find_facts(make_extraction(pages=pages))
    assert (facts.date, facts.month) == ("2018-07-05", 6)
    assert (facts.basis("date"), facts.basis("month")) == (FactBasis.COVER, FactBasis.COVER)
