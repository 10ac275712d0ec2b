"""Tables of many sorts of reports: role, or metric, period, year and unit of each column."""

from dataclasses import dataclass

import pytest

from normalisers import type_tables
from schemas import ColumnMeaning, ColumnRole, DocumentFacts, DocumentKind
from tests.normalisers.tables import make_extraction, make_table


def _facts(kind: DocumentKind, year: int | None, last: int | None = None) -> DocumentFacts:
    return DocumentFacts(kind, "Dinas Contoh", "Kota Contoh", year, last or year)


RENSTRA = _facts(DocumentKind.RENSTRA, 2021, 2026)
RENJA = _facts(DocumentKind.RENJA, 2024)
LKJIP = _facts(DocumentKind.LKJIP, 2022)
LRA = _facts(DocumentKind.LRA, 2022)
DPA = _facts(DocumentKind.DPA, 2023)
QUARTERLY = _facts(DocumentKind.RENJA_TRIWULAN, 2023)
APBD = _facts(DocumentKind.APBD, 2018)
PK = _facts(DocumentKind.PK, 2025)


@dataclass(frozen=True)
class Layout:
    """A table, and what its columns must mean: "metric period unit", or the role."""

    name: str
    facts: DocumentFacts
    rows: list[list[str]]
    meanings: list[str]
    caption: str | None = None


LAYOUTS = [
    Layout(
        "misspelt and broken words",
        LKJIP,
        [
            ["No", "Urai an", "ANGG ARAN (Rp)", "Reallsasi (Rp)", "Capaian Kinerja (%)"],
            ["1", "Program A", "1.000.000.000", "900.000.000", "90,00"],
            ["2", "Program B", "2.000.000.000", "1.900.000.000", "95,00"],
        ],
        ["no", "name", "pagu 2022 Rp", "realisasi_anggaran 2022 Rp", "capaian 2022 %"],
    ),
    Layout(
        "abbreviated performance",
        LKJIP,
        [
            ["No", "Indikator Kinerja", "Sat.", "Tgt", "Real.", "Cap. (%)"],
            ["1", "Jumlah dokumen yang disusun", "Dokumen", "10", "9", "90"],
            ["2", "Nilai SAKIP", "Nilai", "70", "71,5", "102,14"],
        ],
        ["no", "indikator", "satuan", "target 2022 -", "realisasi 2022 -", "capaian 2022 %"],
    ),
    Layout(
        "abbreviated money",
        LKJIP,
        [
            ["No", "Program/Kegiatan", "Angg. (Rp)", "Real. (Rp)", "% Real.", "Sisa Angg."],
            ["1", "Program A", "1.000.000.000", "900.000.000", "90,00", "100.000.000"],
            ["2", "Kegiatan B", "2.000.000.000", "1.900.000.000", "95,00", "100.000.000"],
        ],
        [
            "no",
            "name",
            "pagu 2022 Rp",
            "realisasi_anggaran 2022 Rp",
            "serapan 2022 %",
            "sisa 2022 Rp",
        ],
    ),
    Layout(
        "words as a scan misreads them",
        LKJIP,
        [
            [
                "N0",
                "Program/Keglatan",
                "Pagu Anggaran (Rp)",
                "Realisasl Anggaran (Rp)",
                "Capalan (%)",
            ],
            ["1", "Program A", "1.000.000.000", "900.000.000", "90,00"],
            ["2", "Kegiatan B", "2.000.000.000", "1.900.000.000", "95,00"],
        ],
        ["no", "name", "pagu 2022 Rp", "realisasi_anggaran 2022 Rp", "serapan 2022 %"],
    ),
    Layout(
        "years of a renstra counted from one",
        _facts(DocumentKind.RENSTRA, 2021, 2023),
        [
            [
                "Kode",
                "Program dan Kegiatan",
                "Indikator Kinerja",
                "Data Capaian pada Tahun Awal",
                "Target Kinerja Program dan Kerangka Pendanaan",
                "<",
                "<",
                "<",
                "<",
                "<",
            ],
            ["^", "^", "^", "^", "Tahun-1", "<", "Tahun ke-2", "<", "Tahun 3", "<"],
            ["^", "^", "^", "^", "target", "Rp", "target", "Rp", "target", "Rp"],
            [
                "1.01.02",
                "Program Pengelolaan Pendidikan",
                "Persentase APK",
                "80",
                "81",
                "1.000.000.000",
                "82",
                "1.100.000.000",
                "83",
                "1.200.000.000",
            ],
            [
                "1.01.03",
                "Program Kurikulum",
                "Persentase APM",
                "70",
                "71",
                "500.000.000",
                "72",
                "600.000.000",
                "73",
                "700.000.000",
            ],
        ],
        [
            "kode",
            "name",
            "indikator",
            "realisasi - -",
            "target 2021 -",
            "pagu 2021 Rp",
            "target 2022 -",
            "pagu 2022 Rp",
            "target 2023 -",
            "pagu 2023 Rp",
        ],
    ),
    Layout(
        "counted years of an unknown period",
        _facts(DocumentKind.RENSTRA, None),
        [
            ["Program", "Indikator", "Target Tahun ke-", "<", "<"],
            ["^", "^", "1", "2", "3"],
            ["Program A", "Persentase jalan baik", "71", "72", "73"],
            ["Program B", "Persentase jembatan baik", "61", "62", "63"],
        ],
        [
            "name",
            "indikator",
            "target tahun ke-1 -",
            "target tahun ke-2 -",
            "target tahun ke-3 -",
        ],
    ),
    Layout(
        "numbers below tahun ke are years",
        _facts(DocumentKind.RENSTRA, 2021, 2025),
        [
            [
                "No",
                "Sasaran",
                "Indikator",
                "Target Kinerja Sasaran pada Tahun ke-",
                "<",
                "<",
                "<",
                "<",
            ],
            ["^", "^", "^", "1", "2", "3", "4", "5"],
            ["1", "Meningkatnya mutu", "Nilai SAKIP", "71", "72", "73", "74", "75"],
            ["2", "Meningkatnya layanan", "IKM", "81", "82", "83", "84", "85"],
        ],
        [
            "no",
            "name",
            "indikator",
            "target 2021 -",
            "target 2022 -",
            "target 2023 -",
            "target 2024 -",
            "target 2025 -",
        ],
    ),
    Layout(
        "unit in the caption",
        LKJIP,
        [
            ["No", "Uraian", "Anggaran", "Realisasi", "%"],
            ["1", "Belanja Pegawai", "1.234,50", "1.200,25", "97,22"],
            ["2", "Belanja Barang", "2.345,75", "2.300,00", "98,05"],
        ],
        [
            "no",
            "name",
            "pagu 2022 Rp juta",
            "realisasi_anggaran 2022 Rp juta",
            "serapan 2022 %",
        ],
        caption="Tabel 3.5 Anggaran dan Realisasi Tahun 2022 (dalam jutaan rupiah)",
    ),
    Layout(
        "unit in a title row",
        LKJIP,
        [
            ["(dalam ribuan rupiah)", "<", "<", "<", "<"],
            ["No", "Uraian", "Anggaran", "Realisasi", "%"],
            ["1", "Belanja Pegawai", "1.234.500", "1.200.250", "97,22"],
            ["2", "Belanja Barang", "2.345.750", "2.300.000", "98,05"],
        ],
        [
            "no",
            "name",
            "pagu 2022 Rp ribu",
            "realisasi_anggaran 2022 Rp ribu",
            "serapan 2022 %",
        ],
    ),
    Layout(
        "satuan rp in a title row",
        LKJIP,
        [
            ["Satuan: Rp", "<", "<", "<"],
            ["No", "Uraian", "Anggaran", "Realisasi"],
            ["1", "Belanja Pegawai", "1.234.500", "1.200.250"],
            ["2", "Belanja Barang", "2.345.750", "2.300.000"],
        ],
        ["no", "name", "pagu 2022 Rp", "realisasi_anggaran 2022 Rp"],
    ),
    Layout(
        "k and rp below quarters",
        QUARTERLY,
        [
            [
                "No",
                "Program/Kegiatan",
                "Indikator",
                "Target Renja Tahun 2023",
                "<",
                "Realisasi Kinerja pada Triwulan",
                "<",
                "<",
                "<",
            ],
            ["^", "^", "^", "^", "^", "I", "<", "II", "<"],
            ["^", "^", "^", "K", "Rp", "K", "Rp", "K", "Rp"],
            [
                "1",
                "Program A",
                "Persentase layanan",
                "100",
                "1.000.000.000",
                "25",
                "200.000.000",
                "50",
                "400.000.000",
            ],
            [
                "2",
                "Program B",
                "Jumlah dokumen",
                "12",
                "500.000.000",
                "3",
                "100.000.000",
                "3",
                "120.000.000",
            ],
        ],
        [
            "no",
            "name",
            "indikator",
            "target 2023 -",
            "pagu 2023 Rp",
            "realisasi 2023-TW1 -",
            "realisasi_anggaran 2023-TW1 Rp",
            "realisasi 2023-TW2 -",
            "realisasi_anggaran 2023-TW2 Rp",
        ],
    ),
    Layout(
        "forward estimate of a renja",
        RENJA,
        [
            [
                "Kode",
                "Urusan/Bidang Urusan/Program/Kegiatan",
                "Indikator Kinerja",
                "Rencana Tahun 2024",
                "<",
                "<",
                "<",
                "Catatan Penting",
                "Prakiraan Maju Rencana Tahun 2025",
                "<",
            ],
            [
                "^",
                "^",
                "^",
                "Lokasi",
                "Target Capaian Kinerja",
                "Kebutuhan Dana/Pagu Indikatif",
                "Sumber Dana",
                "^",
                "Target Capaian Kinerja",
                "Kebutuhan Dana/Pagu Indikatif",
            ],
            [
                "1.01.02",
                "Program A",
                "Persentase layanan",
                "Kota Contoh",
                "100 %",
                "1.000.000.000",
                "APBD",
                "",
                "100 %",
                "1.100.000.000",
            ],
            [
                "1.01.02.2.01",
                "Kegiatan B",
                "Jumlah dokumen",
                "Kota Contoh",
                "12 Dokumen",
                "500.000.000",
                "APBD",
                "",
                "12 Dokumen",
                "550.000.000",
            ],
        ],
        [
            "kode",
            "name",
            "indikator",
            "lokasi",
            "target 2024 -",
            "pagu 2024 Rp",
            "text",
            "empty",
            "target 2025 -",
            "pagu 2025 Rp",
        ],
    ),
    Layout(
        "evaluation table of a renja",
        RENJA,
        [
            [
                "Kode",
                "Urusan/Bidang/Program/Kegiatan",
                "Indikator Kinerja Program (outcome)/Kegiatan (output)",
                "Target Kinerja Capaian Program (Renstra PD) Tahun 2026",
                "Realisasi Target Kinerja Hasil Program dan Kegiatan s/d dengan tahun n-3",
                "Target dan Realisasi Kinerja Program dan Kegiatan Tahun Lalu (n-2)",
                "<",
                "<",
                "Target program dan kegiatan (Renja PD Tahun n-1)",
                "Perkiraan Realisasi Capaian Target Renstra PD s/d tahun berjalan",
                "<",
            ],
            [
                "^",
                "^",
                "^",
                "^",
                "^",
                "Target Renja PD tahun n-2",
                "Realisasi Renja PD tahun n-2",
                "Tingkat realisasi (%)",
                "^",
                "Realisasi Capaian Program dan Kegiatan s/d tahun berjalan (n-1)",
                "Tingkat Capaian Realisasi Target Renstra (%)",
            ],
            [
                "1.01.02",
                "Program A",
                "Persentase layanan",
                "100",
                "60",
                "80",
                "75",
                "93,75",
                "85",
                "80",
                "80,00",
            ],
            [
                "1.01.03",
                "Program B",
                "Jumlah dokumen",
                "60",
                "24",
                "12",
                "12",
                "100",
                "12",
                "48",
                "80,00",
            ],
        ],
        [
            "kode",
            "name",
            "indikator",
            "target 2026 -",
            "realisasi 2021 -",
            "target 2022 -",
            "realisasi 2022 -",
            "capaian 2022 %",
            "target 2023 -",
            "realisasi 2023 -",
            "capaian 2023 %",
        ],
    ),
    Layout(
        "statement of accounts",
        LRA,
        [
            [
                "No. Urut",
                "Uraian",
                "Anggaran 2022",
                "Realisasi 2022",
                "Lebih/(Kurang)",
                "%",
                "Realisasi 2021",
            ],
            [
                "1",
                "Pendapatan Asli Daerah",
                "1.000.000.000,00",
                "900.000.000,00",
                "(100.000.000,00)",
                "90,00",
                "850.000.000,00",
            ],
            [
                "2",
                "Belanja Operasi",
                "2.000.000.000,00",
                "1.900.000.000,00",
                "(100.000.000,00)",
                "95,00",
                "1.800.000.000,00",
            ],
        ],
        [
            "no",
            "name",
            "pagu 2022 Rp",
            "realisasi_anggaran 2022 Rp",
            "sisa 2022 Rp",
            "serapan 2022 %",
            "realisasi_anggaran 2021 Rp",
        ],
    ),
    Layout(
        "budget before and after",
        APBD,
        [
            ["Kode Rekening", "Uraian", "Jumlah (Rp)", "<", "Bertambah/(Berkurang)", "<"],
            ["^", "^", "Sebelum Perubahan", "Setelah Perubahan", "(Rp)", "%"],
            [
                "5.1",
                "Belanja Operasi",
                "1.000.000.000,00",
                "900.000.000,00",
                "(100.000.000,00)",
                "(10,00)",
            ],
            [
                "5.2",
                "Belanja Modal",
                "2.000.000.000,00",
                "2.100.000.000,00",
                "100.000.000,00",
                "5,00",
            ],
        ],
        ["kode", "name", "pagu 2018 Rp", "pagu 2018 Rp", "lainnya 2018 Rp", "lainnya 2018 %"],
    ),
    Layout(
        "volume unit and price",
        DPA,
        [
            ["Kode Rekening", "Uraian", "Rincian Perhitungan", "<", "<", "Jumlah (Rp)"],
            ["^", "^", "Volume", "Satuan", "Harga Satuan", "^"],
            ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", "", "", "", "1.500.000"],
            ["", "Kertas HVS", "10", "rim", "50.000", "500.000"],
            ["", "Tinta printer", "5", "botol", "200.000", "1.000.000"],
        ],
        ["kode", "name", "lainnya 2023 -", "satuan", "lainnya 2023 Rp", "pagu 2023 Rp"],
    ),
    Layout(
        "coefficient price and tax",
        DPA,
        [
            ["Kode Rekening", "Uraian", "Koefisien", "Satuan", "Harga", "PPN", "Jumlah"],
            ["5.1.02.01.01.0024", "Belanja Alat Tulis Kantor", "", "", "", "", "1.500.000"],
            ["", "Kertas HVS", "10 rim", "rim", "50.000", "0", "500.000"],
            ["", "Tinta printer", "5 botol", "botol", "200.000", "0", "1.000.000"],
        ],
        [
            "kode",
            "name",
            "lainnya 2023 -",
            "satuan",
            "lainnya 2023 Rp",
            "lainnya 2023 Rp",
            "pagu 2023 Rp",
        ],
    ),
    Layout(
        "budget by account",
        APBD,
        [
            ["Kode Rekening", "Uraian", "Jumlah", "Penjelasan"],
            ["1", "2", "3", "4"],
            ["5.1", "Belanja Operasi", "1.000.000.000,00", "Perda 1"],
            ["5.2", "Belanja Modal", "2.000.000.000,00", "Perda 2"],
        ],
        ["kode", "name", "pagu 2018 Rp", "text"],
    ),
    Layout(
        "target and money of each year",
        RENSTRA,
        [
            [
                "Program",
                "Indikator",
                "Kondisi Awal 2020",
                "2021",
                "<",
                "2022",
                "<",
                "Kondisi Kinerja pada Akhir Periode Renstra",
                "<",
            ],
            ["^", "^", "^", "Target", "Rp", "Target", "Rp", "Target", "Rp"],
            [
                "Program A",
                "Persentase",
                "80",
                "81",
                "1.000.000.000",
                "82",
                "1.100.000.000",
                "85",
                "5.500.000.000",
            ],
            [
                "Program B",
                "Jumlah",
                "70",
                "71",
                "500.000.000",
                "72",
                "600.000.000",
                "75",
                "2.750.000.000",
            ],
        ],
        [
            "name",
            "indikator",
            "realisasi 2020 -",
            "target 2021 -",
            "pagu 2021 Rp",
            "target 2022 -",
            "pagu 2022 Rp",
            "target 2026 -",
            "pagu 2026 Rp",
        ],
    ),
    Layout(
        "semesters",
        QUARTERLY,
        [
            ["Program", "Pagu", "Realisasi Semester I", "Realisasi s.d. Semester II"],
            ["Program A", "1.000.000.000", "400.000.000", "900.000.000"],
            ["Program B", "2.000.000.000", "900.000.000", "1.900.000.000"],
        ],
        [
            "name",
            "pagu 2023 Rp",
            "realisasi_anggaran 2023-S1 Rp",
            "realisasi_anggaran 2023-S2 Rp",
        ],
    ),
    Layout(
        "up to the third quarter",
        QUARTERLY,
        [
            ["Sub Kegiatan", "Pagu (Rp)", "Realisasi s/d TW III (Rp)", "% Keu", "% Fisik"],
            ["Penyediaan Gaji", "1.000.000.000", "400.000.000", "40,00", "75,00"],
            ["Penyediaan Listrik", "2.000.000.000", "900.000.000", "45,00", "75,00"],
        ],
        [
            "name",
            "pagu 2023 Rp",
            "realisasi_anggaran 2023-TW3 Rp",
            "serapan 2023 %",
            "realisasi 2023 %",
        ],
    ),
    Layout(
        "money and works of a month",
        QUARTERLY,
        [
            [
                "Kegiatan",
                "Pagu Anggaran",
                "Realisasi Keuangan",
                "<",
                "Realisasi Fisik (%)",
                "Sisa Anggaran",
            ],
            ["^", "^", "Rp", "%", "^", "^"],
            ["Kegiatan A", "1.000.000.000", "900.000.000", "90,00", "100", "100.000.000"],
            ["Kegiatan B", "2.000.000.000", "1.900.000.000", "95,00", "100", "100.000.000"],
        ],
        [
            "name",
            "pagu 2023 Rp",
            "realisasi_anggaran 2023 Rp",
            "serapan 2023 %",
            "realisasi 2023 %",
            "sisa 2023 Rp",
        ],
    ),
    Layout(
        "targets of an agreement",
        PK,
        [
            ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"],
            ["1", "Meningkatnya mutu", "Nilai SAKIP", "71"],
            ["2", "Meningkatnya layanan", "IKM", "81,5"],
        ],
        ["no", "name", "indikator", "target 2025 -"],
    ),
    Layout(
        "budget of an agreement",
        PK,
        [
            ["No", "Program", "Anggaran", "Keterangan"],
            ["1", "Program A", "Rp 1.000.000.000", "APBD"],
            ["2", "Program B", "Rp 2.000.000.000", "APBD"],
        ],
        ["no", "name", "pagu 2025 Rp", "text"],
    ),
    Layout(
        "two years side by side",
        LKJIP,
        [
            [
                "No",
                "Indikator Kinerja",
                "Satuan",
                "Tahun 2021",
                "<",
                "<",
                "Tahun 2022",
                "<",
                "<",
            ],
            ["^", "^", "^", "Target", "Realisasi", "Capaian", "Target", "Realisasi", "Capaian"],
            ["1", "Nilai SAKIP", "Nilai", "70", "71", "101,43", "72", "73", "101,39"],
            ["2", "IKM", "Nilai", "80", "81", "101,25", "82", "83", "101,22"],
        ],
        [
            "no",
            "indikator",
            "satuan",
            "target 2021 -",
            "realisasi 2021 -",
            "capaian 2021 %",
            "target 2022 -",
            "realisasi 2022 -",
            "capaian 2022 %",
        ],
    ),
    Layout(
        "progress to the end of the renstra",
        LKJIP,
        [
            [
                "No",
                "Indikator Kinerja",
                "Realisasi 2020",
                "Realisasi 2021",
                "Target Akhir Renstra (2026)",
                "Realisasi s.d. 2022",
                "Tingkat Kemajuan (%)",
            ],
            ["1", "Nilai SAKIP", "70", "71", "80", "73", "91,25"],
            ["2", "IKM", "80", "81", "90", "83", "92,22"],
        ],
        [
            "no",
            "indikator",
            "realisasi 2020 -",
            "realisasi 2021 -",
            "target 2026 -",
            "realisasi 2022 -",
            "capaian 2022 %",
        ],
    ),
    Layout(
        "efficiency",
        LKJIP,
        [
            [
                "No",
                "Sasaran",
                "Capaian Kinerja (%)",
                "Penyerapan Anggaran (%)",
                "Tingkat Efisiensi (%)",
            ],
            ["1", "Sasaran A", "101,43", "95,00", "6,43"],
            ["2", "Sasaran B", "100,00", "97,00", "3,00"],
        ],
        ["no", "name", "capaian 2022 %", "serapan 2022 %", "lainnya 2022 %"],
    ),
    Layout(
        "sums beside programmes of a plan",
        RENJA,
        [
            ["No", "Kegiatan", "Sub Kegiatan", "Volume", "Jumlah"],
            ["1", "Pengembangan Ternak", "Budidaya Kambing", "2", "330.000.000"],
            ["2", "Pengembangan Ternak", "Pembibitan Ayam", "4", "1.270.000.000"],
        ],
        ["no", "name", "name", "lainnya 2024 -", "pagu 2024 Rp"],
    ),
    Layout(
        "sums of what a plan counts",
        RENJA,
        [
            ["No", "Kecamatan", "Jumlah"],
            ["1", "Utara", "330.000"],
            ["2", "Selatan", "1.270.000"],
        ],
        ["no", "name", "lainnya 2024 -"],
    ),
]


def tell(meaning: ColumnMeaning) -> str:
    """Write a meaning as the layouts do; the year must be the one of the period."""
    if meaning.role is not ColumnRole.FIGURE:
        return meaning.role.value
    assert meaning.metric is not None
    if (
        meaning.period is not None
        and meaning.period[:4].isdigit()
        and "-2" not in meaning.period
    ):
        assert meaning.period[:4] == str(meaning.year)
    else:
        assert meaning.year is None
    return f"{meaning.metric.value} {meaning.period or '-'} {meaning.unit or '-'}"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_layout(layout: Layout) -> None:
    table = make_table(layout.rows, caption=layout.caption)
    (typed,) = type_tables(make_extraction(table), layout.facts)
    assert [tell(meaning) for meaning in typed.columns] == layout.meanings
