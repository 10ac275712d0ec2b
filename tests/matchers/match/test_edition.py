"""The edition that a document follows."""

from sidak.matchers import match_tables
from sidak.schemas import FindingKind, Level, MatchStatus, Severity
from tests.matchers.makers import (
    make_facts,
    make_nomenclature,
    make_table,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


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
