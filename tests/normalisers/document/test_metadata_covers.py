"""Covers of reports of many regions and agencies: kind, agency, region, years."""

import pytest

from sidak.normalisers import find_facts
from sidak.schemas import DocumentKind
from tests.normalisers.tables import make_extraction

COVERS: list[tuple[list[str], tuple[str, str | None, str | None, int | None, int | None]]] = [
    (
        [
            "PEMERINTAH KABUPATEN SLEMAN",
            "LAPORAN KINERJA",
            "INSTANSI PEMERINTAH",
            "KECAMATAN DEPOK",
            "TAHUN 2021",
        ],
        ("lkjip", "Kecamatan Depok", "Kabupaten Sleman", 2021, 2021),
    ),
    (
        [
            "PEMERINTAH KOTA BANDUNG",
            "RENCANA KERJA",
            "(RENJA)",
            "KELURAHAN CIBADAK",
            "KECAMATAN ASTANAANYAR",
            "TAHUN 2024",
        ],
        ("renja", "Kelurahan Cibadak", "Kota Bandung", 2024, 2024),
    ),
    (
        [
            "RENCANA STRATEGIS",
            "RUMAH SAKIT UMUM DAERAH",
            "dr. SOEKARDJO",
            "KOTA TASIKMALAYA",
            "2017-2022",
        ],
        ("renstra", "Rumah Sakit Umum Daerah", "Kota Tasikmalaya", 2017, 2022),
    ),
    (
        [
            "PEMERINTAH PROVINSI KALIMANTAN TIMUR",
            "DOKUMEN PELAKSANAAN ANGGARAN",
            "SATUAN KERJA PERANGKAT DAERAH",
            "(DPA SKPD)",
            "TAHUN ANGGARAN 2023",
            "Organisasi : 1.02.0.00.0.00.01.0000 Dinas Kesehatan",
        ],
        ("dpa", "Dinas Kesehatan", "Provinsi Kalimantan Timur", 2023, 2023),
    ),
    (
        [
            "PERJANJIAN KINERJA TAHUN 2023",
            "DINAS PENDIDIKAN, KEPEMUDAAN DAN OLAHRAGA",
            "KABUPATEN BANTUL",
            "Dalam rangka mewujudkan manajemen pemerintahan yang efektif",
        ],
        ("pk", "Dinas Pendidikan, Kepemudaan dan Olahraga", "Kabupaten Bantul", 2023, 2023),
    ),
    (
        [
            "LAPORAN AKUNTABILITAS KINERJA INSTANSI PEMERINTAH (LAKIP)",
            "BADAN KESATUAN BANGSA DAN POLITIK",
            "KABUPATEN HULU SUNGAI TENGAH",
            "TAHUN 2019",
            "Barabai, Februari 2020",
        ],
        (
            "lkjip",
            "Badan Kesatuan Bangsa dan Politik",
            "Kabupaten Hulu Sungai Tengah",
            2019,
            2019,
        ),
    ),
    (
        [
            "RENCANA KERJA",
            "DINAS PENANAMAN MODAL DAN PELAYANAN",
            "TERPADU SATU PINTU",
            "KABUPATEN LOMBOK TIMUR",
            "TAHUN 2022",
        ],
        (
            "renja",
            "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
            "Kabupaten Lombok Timur",
            2022,
            2022,
        ),
    ),
    (
        [
            "PEMERINTAH DAERAH ISTIMEWA YOGYAKARTA",
            "LAPORAN KINERJA",
            "DINAS KEBUDAYAAN",
            "TAHUN 2020",
        ],
        ("lkjip", "Dinas Kebudayaan", "Daerah Istimewa Yogyakarta", 2020, 2020),
    ),
    (
        [
            "PEMERINTAH PROVINSI DAERAH KHUSUS IBUKOTA JAKARTA",
            "LAPORAN KINERJA",
            "DINAS BINA MARGA",
            "TAHUN 2020",
        ],
        ("lkjip", "Dinas Bina Marga", "Provinsi DKI Jakarta", 2020, 2020),
    ),
    (
        [
            "RENCANA KERJA PERUBAHAN",
            "TAHUN 2023",
            "SATUAN POLISI PAMONG PRAJA DAN PEMADAM KEBAKARAN",
            "KABUPATEN KEPULAUAN MERANTI",
        ],
        (
            "renja",
            "Satuan Polisi Pamong Praja dan Pemadam Kebakaran",
            "Kabupaten Kepulauan Meranti",
            2023,
            2023,
        ),
    ),
    (
        [
            "RENCANA STRATEGIS PERANGKAT DAERAH",
            "TAHUN 2021 - 2026",
            "DINAS LINGKUNGAN HIDUP",
            "KOTA BALIKPAPAN",
        ],
        ("renstra", "Dinas Lingkungan Hidup", "Kota Balikpapan", 2021, 2026),
    ),
    (
        [
            "EVALUASI HASIL RENJA TRIWULAN III TAHUN 2022",
            "BADAN PENGELOLAAN KEUANGAN DAN ASET DAERAH",
            "KABUPATEN KETAPANG",
        ],
        (
            "renja_triwulan",
            "Badan Pengelolaan Keuangan dan Aset Daerah",
            "Kabupaten Ketapang",
            2022,
            2022,
        ),
    ),
    (
        [
            "LAPORAN KINERJA INSTANSI PEMERINTAH",
            "KABUPATEN KEDIRI",
            "TAHUN 2021",
            "PEMERINTAH KABUPATEN KEDIRI",
            "2022",
        ],
        ("lkjip", None, "Kabupaten Kediri", 2021, 2021),
    ),
    (
        [
            "LAPORAN KINERJA INSTANSI PEMERINTAH KOTA SERANG TAHUN 2020",
            "BAGIAN ORGANISASI",
            "SEKRETARIAT DAERAH KOTA SERANG",
            "TAHUN 2021",
        ],
        ("lkjip", None, "Kota Serang", 2020, 2020),
    ),
    (
        [
            "LAPORAN KINERJA",
            "UPTD PUSKESMAS WONOREJO",
            "DINAS KESEHATAN KABUPATEN PASURUAN",
            "TAHUN 2022",
        ],
        ("lkjip", "UPTD Puskesmas Wonorejo", "Kabupaten Pasuruan", 2022, 2022),
    ),
    (
        ["LKJIP KAPANEWON NGAGLIK", "KABUPATEN SLEMAN", "TAHUN 2022"],
        ("lkjip", "Kapanewon Ngaglik", "Kabupaten Sleman", 2022, 2022),
    ),
    (
        ["LAPORAN KINERJA DISTRIK HERAM", "KOTA JAYAPURA", "TAHUN ANGGARAN 2021"],
        ("lkjip", "Distrik Heram", "Kota Jayapura", 2021, 2021),
    ),
    (
        ["PEMERINTAH ACEH", "LAPORAN KINERJA", "DINAS PENGAIRAN ACEH", "TAHUN 2020"],
        ("lkjip", "Dinas Pengairan Aceh", "Provinsi Aceh", 2020, 2020),
    ),
    (
        [
            "RENCANA BISNIS DAN ANGGARAN",
            "PERUSAHAAN UMUM DAERAH AIR MINUM TIRTA RAHARJA",
            "KABUPATEN BANDUNG",
            "TAHUN 2023",
        ],
        (
            "other",
            "Perusahaan Umum Daerah Air Minum Tirta Raharja",
            "Kabupaten Bandung",
            2023,
            2023,
        ),
    ),
    (
        [
            "RENCANA KERJA DAN ANGGARAN",
            "SATUAN KERJA PERANGKAT DAERAH",
            "Pemerintah Kabupaten Demak Tahun Anggaran 2022",
            "Organisasi : 3.27 Dinas Pertanian dan Pangan",
        ],
        ("dpa", "Dinas Pertanian dan Pangan", "Kabupaten Demak", 2022, 2022),
    ),
    (
        [
            "INDIKATOR KINERJA UTAMA (IKU)",
            "DINAS PERPUSTAKAAN DAN KEARSIPAN",
            "KABUPATEN SIDOARJO",
            "TAHUN 2021-2026",
        ],
        ("iku", "Dinas Perpustakaan dan Kearsipan", "Kabupaten Sidoarjo", 2021, 2026),
    ),
    (
        [
            "PEMERINTAH KABUPATEN TAPIN",
            "LAPORAN REALISASI ANGGARAN",
            "UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2021 DAN 2020",
            "SKPD : 5.04 Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        ],
        (
            "lra",
            "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
            "Kabupaten Tapin",
            2021,
            2021,
        ),
    ),
    (
        ["LAPORAN KETERANGAN PERTANGGUNGJAWABAN", "BUPATI GUNUNGKIDUL", "TAHUN ANGGARAN 2022"],
        ("other", None, "Kabupaten Gunungkidul", 2022, 2022),
    ),
    (
        ["RENCANA KERJA", "TAHUN 2025", "RSUD KANJURUHAN", "KABUPATEN MALANG"],
        ("renja", "RSUD Kanjuruhan", "Kabupaten Malang", 2025, 2025),
    ),
    (
        [
            "BAGIAN PENGADAAN BARANG DAN JASA",
            "SEKRETARIAT DAERAH KABUPATEN JEMBER",
            "LAPORAN KINERJA TAHUN 2021",
        ],
        (
            "lkjip",
            "Bagian Pengadaan Barang dan Jasa Sekretariat Daerah",
            "Kabupaten Jember",
            2021,
            2021,
        ),
    ),
    (
        [
            "PERUBAHAN RENCANA STRATEGIS",
            "SEKRETARIAT DEWAN PERWAKILAN RAKYAT DAERAH",
            "KABUPATEN MUARO JAMBI",
            "PERIODE 2017 S/D 2022",
        ],
        ("renstra", "Sekretariat DPRD", "Kabupaten Muaro Jambi", 2017, 2022),
    ),
    (
        ["LAPORAN KINERJA PEMERINTAH PROVINSI BALI", "TAHUN 2021"],
        ("lkjip", None, "Provinsi Bali", 2021, 2021),
    ),
    (
        [
            "RENCANA KERJA ANGGARAN PERUBAHAN",
            "DOKUMEN PELAKSANAAN PERGESERAN ANGGARAN",
            "SATUAN KERJA PERANGKAT DAERAH",
            "Kota Palu Tahun Anggaran 2021",
            "Unit Organisasi : Dinas Perhubungan",
        ],
        ("dpa", "Dinas Perhubungan", "Kota Palu", 2021, 2021),
    ),
]


@pytest.mark.parametrize(
    ("lines", "expected"), COVERS, ids=lambda c: " ".join(c[:2]) if isinstance(c, list) else ""
)
def test_cover(
    lines: list[str], expected: tuple[str, str | None, str | None, int | None, int | None]
) -> None:
    facts = find_facts(make_extraction(pages=[lines], file="dokumen.pdf"))
    assert (facts.kind, facts.agency, facts.region, facts.year, facts.year_last) == (
        DocumentKind(expected[0]),
        *expected[1:],
    )


@pytest.mark.parametrize(
    ("file", "agency", "region"),
    [
        ("setwan-purbalingga-2024.pdf", "Sekretariat DPRD", "Kabupaten Purbalingga"),
        ("lkjip_dinkes_kota_serang_2022.pdf", "Dinas Kesehatan", "Kota Serang"),
        ("bovendigoel-2024.pdf", None, "Kabupaten Boven Digoel"),
        ("dinkes-serang-2022.pdf", "Dinas Kesehatan", None),
        ("scan-001.pdf", None, None),
    ],
)
def test_the_file_name_speaks_where_nothing_else_does(
    file: str, agency: str | None, region: str | None
) -> None:
    facts = find_facts(make_extraction(pages=[["Uraian", "Jumlah"]], file=file))
    assert (facts.agency, facts.region) == (agency, region)


def test_the_cover_wins_against_the_file_name() -> None:
    facts = find_facts(
        make_extraction(
            pages=[["LAPORAN KINERJA TAHUN 2016", "DINAS SOSIAL KABUPATEN GARUT"]],
            file="renja-2019-dinkes-kab-bandung.pdf",
        )
    )
    assert (facts.kind, facts.agency, facts.region, facts.year) == (
        DocumentKind.LKJIP,
        "Dinas Sosial",
        "Kabupaten Garut",
        2016,
    )


def test_a_first_page_with_the_running_head_is_no_cover() -> None:
    """A chapter on what the year before brought was taken for a report of that year."""
    head = "Rencana Kerja Dinas Peternakan Tahun 2016"
    first = ["EVALUASI RENJA DINAS PETERNAKAN TAHUN 2014", "Uraian hasil", f"{head} 2 - 1"]
    others = [[f"Uraian {n}", f"{head} 2 - {n}"] for n in range(2, 7)]
    facts = find_facts(make_extraction(pages=[first, *others]))
    assert (facts.kind, facts.year) == (DocumentKind.RENJA, 2016)
