"""Known answers of the reports of Kota Serang, and what must not be matched."""

from dataclasses import replace

from sidak.matchers import CodeDecision, Nomenclature, match_tables
from sidak.schemas import FindingKind, Level, MatchStatus, Severity
from sidak.schemas.nomenclature import Scope
from tests.matchers.makers import (
    embedded,
    make_facts,
    make_nomenclature,
    make_table,
    show,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN
PENUNJANG = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"
BARANG = "Administrasi Barang Milik Daerah pada Perangkat Daerah"


def test_code_and_name_agree() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, "4.01.0 1.2.08", "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah"),
            (S, "4.01.0 1.2.08 .02", "Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result) == [
        ("4.01.01", "auto", "code+name"),
        ("4.01.01.2.08", "auto", "code+name"),
        ("4.01.01.2.08.02", "auto", "code+name"),
    ]
    items = result.tables[0].items
    assert [i.edition for i in items] == ["kepmendagri-050-5889-2021"] * 3
    assert all(i.score is not None and i.score > 0.99 for i in items)
    assert [f.kode for f in result.tables[0].figures] == [i.kode for i in items]
    assert result.findings == ()
    assert result.review == ()


def test_name_beats_wrong_code() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, "4.01.02.2.03", BARANG),
            (S, "4.01.02.2.03.06", "Penatausahaan Barang Milik Daerah pada SKPD"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result)[1:] == [
        ("4.01.01.2.03", "auto", "name+parent"),
        ("4.01.01.2.03.06", "auto", "name+parent"),
    ]
    kinds = [(f.kind, f.severity, f.item_id) for f in result.findings]
    items = result.tables[0].items
    warning = Severity.WARNING
    assert kinds == [
        (FindingKind.CODE_NAME_CONFLICT, warning, items[1].item_id),
        (FindingKind.CODE_NAME_CONFLICT, warning, items[2].item_id),
        (FindingKind.CODE_PARENT_CONFLICT, warning, items[1].item_id),
    ]
    assert "4.01.01.2.03.06" in result.findings[1].message


def test_one_code_on_two_names() -> None:
    table = make_table(
        [
            (K, "4.01.01.2.13", "Penataan Organisasi"),
            (S, "4.01.01. 2.13.03", "Peningkatan Kinerja dan Reformasi Birokrasi"),
            (
                S,
                "4.01.01. 2.13.03",
                "Monitoring, Evaluasi dan Pengendalia n Kualitas Pelayanan Publik dan "
                "Tata Laksana",
            ),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result)[1:] == [
        ("4.01.01.2.13.03", "auto", "code+name"),
        ("4.01.01.2.13.04", "auto", "name+parent"),
    ]
    kinds = [f.kind for f in result.findings]
    assert kinds == [FindingKind.CODE_NAME_CONFLICT, FindingKind.CODE_REUSED]


def test_repeated_row_is_no_reuse() -> None:
    row = (S, "4.01.01.2.13.03", "Peningkatan Kinerja dan Reformasi Birokrasi")
    result = match_tables([make_table([row, row])], make_facts(), embedded())
    assert result.findings == ()


def test_misspelt_names_and_changed_order() -> None:
    table = make_table(
        [
            (K, "4.01.03.2.03", "Pengadaan Barang dan Jasa"),
            (S, "4.01.0 3.2.03. 03", "Advoksi dan Pembinaan Pengadaan Barang dan Jasa"),
            (
                K,
                "4.01.01.2.01",
                "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
            ),
            (S, "4.01.01.2.01.05", "Koordinasi dan Penyusunan Prubahan DPA-SKPD"),
            (S, None, "Koordinasi dan Penyusunan Dokumen RKA- SKPD"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    kodes = [item.kode for item in result.tables[0].items]
    assert kodes == [
        "4.01.03.2.03",
        "4.01.03.2.03.03",
        "4.01.01.2.01",
        "4.01.01.2.01.05",
        "4.01.01.2.01.02",
    ]
    statuses = {item.match_status for item in result.tables[0].items[1:]}
    assert statuses == {MatchStatus.AUTO}


def test_name_inside_a_longer_one_with_its_code() -> None:
    table = make_table(
        [
            (P, "5.01.01", PENUNJANG),
            (K, "5.01.01.2.02", "Administrasi Keuangan"),
            (S, "5.01.01.2.02.01", "Jumlah Bulan Penyediaan Gaji dan Tunjangan ASN"),
        ]
    )
    result = match_tables([table], make_facts(agency="Bappeda"), embedded())
    item = result.tables[0].items[2]
    assert (item.kode, item.match_status) == ("5.01.01.2.02.01", MatchStatus.AUTO)
    assert item.kode_name == "Penyediaan Gaji dan Tunjangan ASN"


def test_neighbours_one_word_apart() -> None:
    names = [
        ("Pengadaan Barang Milik Daerah Penunjang Urusan Pemerintah Daerah", "4.01.01.2.07"),
        (
            "Pemeliharaan Barang Milik Daerah Penunjang Urusan Pemerintahan Daerah",
            "4.01.01.2.09",
        ),
    ]
    rows = [(K, None, name) for name, _ in names]
    result = match_tables(
        [make_table([(P, "4.01.01", PENUNJANG), *rows])], make_facts(), embedded()
    )
    assert [i.kode for i in result.tables[0].items[1:]] == [kode for _, kode in names]
    stranger = make_table([(S, None, "Pemeliharaan Alat Besar")])
    item = match_tables([stranger], make_facts(), embedded()).tables[0].items[0]
    assert item.match_status is not MatchStatus.AUTO


def test_a_name_under_two_parents_goes_to_its_own() -> None:
    same = "Pengelolaan Pengadaan Barang dan Jasa"
    table = make_table(
        [
            (P, None, "PROGRAM PEREKONOMIAN DAN PEMBANGUNAN"),
            (K, None, same),
            (S, None, same),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert [i.kode for i in result.tables[0].items] == [
        "4.01.03",
        "4.01.03.2.03",
        "4.01.03.2.03.01",
    ]


def test_lines_that_are_no_programmes() -> None:
    levels = (Level.SASARAN, Level.TUJUAN, Level.INDIKATOR, Level.TOTAL, Level.LAINNYA)
    table = make_table([(level, None, "Evaluasi Kinerja Perangkat Daerah") for level in levels])
    result = match_tables([table], make_facts(), embedded())
    assert show(result) == [(None, "not_applicable", "")] * 5


def test_legacy_codes_are_not_forced() -> None:
    table = make_table(
        [
            (P, "40.01.13", "Program Pelayanan Administrasi Perkantoran"),
            (K, "40.01.13.001", "Penyediaan Jasa Surat Menyurat"),
            (K, None, "Penyediaan Jasa Komunikasi, Sumber Daya Air dan Listrik"),
        ]
    )
    result = match_tables([table], make_facts(), embedded())
    assert show(result) == [(None, "legacy", "")] * 3
    assert [(f.kind, f.severity) for f in result.findings] == [
        (FindingKind.LEGACY_CODE, Severity.INFO)
    ]
    assert [f.kode for f in result.tables[0].figures] == [None] * 3


def test_documents_before_the_nomenclature_are_legacy() -> None:
    rows = [(S, None, "Penyediaan Jasa Surat Menyurat")]
    old = match_tables([make_table(rows)], make_facts(2017), embedded())
    assert show(old) == [(None, "legacy", "")]


def test_wrong_edition_is_noticed() -> None:
    surat, butuh = (
        "Penyediaan Jasa Surat Menyurat",
        "Penyusunan Perencanaan Kebutuhan Barang Milik Daerah SKPD",
    )
    others = [(f"X.XX.01.2.05.0{at}", name) for at, name in enumerate(("Mebel", "Arsip"), 1)]
    lists = make_nomenclature(
        permendagri_90_2019=[
            ("X.XX.01.2.03.01", surat),
            ("X.XX.01.2.03.02", "Penyediaan Alat"),
        ],
        kepmendagri_050_3708_2020=[
            ("X.XX.01.2.03.01", butuh),
            ("X.XX.01.2.03.02", "Pengamanan Barang Milik Daerah SKPD"),
            ("X.XX.01.2.08.01", surat),
            *others,
        ],
    )
    rows = [
        (S, "1.02.01.2.03.01", butuh),
        (S, "1.02.01.2.03.02", "Pengamanan Barang Milik Daerah SKPD"),
        (S, "1.02.01.2.08.01", surat),
    ]
    facts = make_facts(2022, agency="Dinas Kesehatan")
    wrong = match_tables([make_table(rows)], facts, lists, edition="permendagri-90-2019")
    right = match_tables([make_table(rows)], facts, lists)
    kodes = ["1.02.01.2.03.01", "1.02.01.2.03.02", "1.02.01.2.08.01"]
    assert [i.kode for i in wrong.tables[0].items] == kodes
    assert {i.edition for i in wrong.tables[0].items} == {"kepmendagri-050-3708-2020"}
    assert [(f.kind, f.severity) for f in wrong.findings] == [
        (FindingKind.READING, Severity.INFO)
    ]
    assert "050-3708/2020" in wrong.findings[0].message
    [missing] = right.findings
    assert missing.message == (
        "dicocokkan dengan Kepmendagri 050-3708/2020; untuk tahun 2022 berlaku "
        "Kepmendagri 050-5889/2021, yang daftar lengkapnya belum diimpor"
    )


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


def test_the_edition_in_force_that_is_missing_is_said() -> None:
    lists = make_nomenclature(
        kepmendagri_900__1__15__5_1317_2023=[("X.XX.01.2.07.0005", "Pengadaan Mebel")]
    )
    said = {}
    for year in (2024, 2025, 2026, 2027):
        table = make_table([(S, "2.16.01.2.07.05", "Pengadaan Mebel")])
        result = match_tables([table], make_facts(year, agency="Dinas Kominfo"), lists)
        assert result.edition == "kepmendagri-900.1.15.5-1317-2023"
        said[year] = [finding.message.split("berlaku ")[-1] for finding in result.findings]
    tail = ", yang daftar lengkapnya belum diimpor"
    assert said == {
        2024: [],
        2025: [f"Kepmendagri 900.1.15.5-3406/2024{tail}"],
        2026: [f"Kepmendagri 900.1-2850/2025{tail}"],
        2027: [f"Kepmendagri 900.1-861/2026{tail}"],
    }


def test_old_wording_of_another_code_is_a_question() -> None:
    """A document of 2024 with a name that only Permendagri 90/2019 has."""
    others = ("Pembahasan KUA dan PPAS", "Pembahasan APBD", "Pembahasan Laporan Semester")
    lists = make_nomenclature(
        permendagri_90_2019=[
            ("4.02.03", "PROGRAM DUKUNGAN PELAKSANAAN TUGAS DAN FUNGSI DPRD"),
            ("4.02.03.2.08", "Fasilitasi Tugas Pimpinan DPRD"),
            ("4.02.03.2.08.02", "Penyusunan Laporan Kinerja Pimpinan DPRD"),
        ],
        kepmendagri_900__1__15__5_1317_2023=[
            ("4.02.02", "PROGRAM DUKUNGAN PELAKSANAAN TUGAS DAN FUNGSI DPRD"),
            ("4.02.02.2.08", "Fasilitasi Tugas DPRD"),
            ("4.02.02.2.08.0002", "Penyusunan Laporan Kinerja DPRD"),
            ("4.02.02.2.02", "Pembahasan Kebijakan Anggaran"),
            *[(f"4.02.02.2.02.000{at}", name) for at, name in enumerate(others, 1)],
        ],
    )
    table = make_table(
        [
            (P, None, "PROGRAM DUKUNGAN PELAKSANAAN TUGAS DAN FUNGSI DPRD"),
            (K, None, "Pembahasan Kebijakan Anggaran"),
            *[(S, None, name) for name in others],
            (K, None, "Fasilitasi Tugas Pimpinan DPRD"),
            (S, None, "Penyusunan Laporan Kinerja Pimpinan DPRD"),
        ]
    )
    facts = make_facts(2024, agency="Sekretariat DPRD")
    result = match_tables([table], facts, lists)
    statuses = [item.match_status for item in result.tables[0].items]
    assert statuses[:5] == [MatchStatus.AUTO] * 5
    assert MatchStatus.AUTO not in statuses[5:]
    shown = [[candidate.kode for candidate in row.candidates] for row in result.review]
    assert "4.02.02.2.08" in shown[0]
    assert "4.02.02.2.08.0002" in shown[1]


def test_bidang_and_digits_of_the_edition() -> None:
    lists = make_nomenclature(
        kepmendagri_900__1__15__5_1317_2023=[("X.XX.01.2.07.0005", "Pengadaan Mebel")]
    )
    table = make_table([(S, "2.16.01.2.07.05", "Pengadaan Mebel")])
    result = match_tables([table], make_facts(2024, agency="Dinas Kominfo"), lists)
    assert result.tables[0].items[0].kode == "2.16.01.2.07.0005"
    unknown = make_table([(K, None, "Penataan Organisasi")])
    item = match_tables([unknown], make_facts(agency=None), embedded()).tables[0].items[0]
    assert item.kode == "X.XX.01.2.13"


def test_review_rows_carry_candidates_and_figures_no_code() -> None:
    table = make_table([(S, None, "Penyediaan Jasa Pelayanan")])
    result = match_tables([table], make_facts(), embedded())
    item = result.tables[0].items[0]
    assert item.match_status in (MatchStatus.REVIEW, MatchStatus.UNMATCHED)
    assert [row.item_id for row in result.review] == [item.item_id]
    assert "4.01.01.2.08.04" in [c.kode for c in result.review[0].candidates]
    assert result.tables[0].figures[0].kode is None


def test_decisions_are_applied_in_their_context() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, "4.01.01.2.08", "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah"),
            (S, None, "Jasa Kebersihan"),
        ]
    )
    before = match_tables([table], make_facts(), embedded())
    question = before.review[0]
    assert question.parent_kode == "4.01.01.2.08"
    decision = CodeDecision(
        S, "JASA  kebersihan", question.parent_kode, "4.01.01.2.08.04", "Ani"
    )
    after = match_tables([table], make_facts(), embedded(), [decision])
    item = after.tables[0].items[2]
    assert (item.kode, item.match_status, item.match_method) == (
        "4.01.01.2.08.04",
        MatchStatus.DECIDED,
        "decision",
    )
    assert item.kode_name == "Penyediaan Jasa Pelayanan Umum Kantor"
    assert after.review == ()
    assert after.tables[0].figures[2].kode == "4.01.01.2.08.04"
    nothing = [decision, replace(decision, kode="")]
    last = match_tables([table], make_facts(), embedded(), nothing).tables[0].items[2]
    assert (last.kode, last.match_status) == (None, MatchStatus.DECIDED)


def test_a_decision_below_a_decided_line_is_found_again() -> None:
    table = make_table(
        [
            (P, "4.01.01", PENUNJANG),
            (K, None, "Urusan rumah tangga"),
            (S, None, "Jasa Kebersihan"),
        ]
    )
    first = match_tables([table], make_facts(), embedded()).review
    parent = next(one for one in first if one.level is K)
    above = CodeDecision(K, parent.name, parent.parent_kode, "4.01.01.2.08", "Ani")
    second = match_tables([table], make_facts(), embedded(), [above]).review
    child = next(one for one in second if one.level is S)
    assert child.parent_kode == "4.01.01.2.08"
    below = CodeDecision(S, child.name, child.parent_kode, "4.01.01.2.08.04", "Ani")
    last = match_tables([table], make_facts(), embedded(), [above, below])
    assert [item.kode for item in last.tables[0].items] == [
        "4.01.01",
        "4.01.01.2.08",
        "4.01.01.2.08.04",
    ]
    assert last.review == ()


def test_empty_document() -> None:
    result = match_tables([], make_facts(), embedded())
    assert (result.tables, result.findings, result.review) == ((), (), ())
