"""How well names and codes fit: misspelt, reordered, contained, and one word apart."""

from sidak.matchers import match_tables
from sidak.schemas import Level, MatchStatus
from tests.matchers.makers import (
    embedded,
    make_facts,
    make_table,
)

P, K, S = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN


PENUNJANG = "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA"


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
