"""Items with their tree, figures with what they belong to."""

from decimal import Decimal

from sidak.normalisers import type_tables
from sidak.schemas import (
    Basis,
    DocumentFacts,
    DocumentKind,
    Level,
    Metric,
    TypedTable,
)
from tests.normalisers.tables import make_extraction, make_table

FACTS = DocumentFacts(DocumentKind.RENJA, None, None, 2024, 2024)


def type_one(rows: list[list[str]], facts: DocumentFacts = FACTS) -> TypedTable:
    return type_tables(make_extraction(make_table(rows)), facts)[0]


RENJA = [
    ["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator", "Target", "Pagu Indikatif (Rp)"],
    ["(1)", "(2)", "(3)", "(4)", "(5)"],
    ["4.01.01", "PROGRAM PENUNJANG URUSAN", "Nilai SAKIP", "100%", "5.000.000"],
    ["4.01.01.2.09", "Pemeliharaan Barang\nMilik Daerah", "Persentase", "100%", "5.000.000"],
    ["4.01.01.2.09.01", "Penyediaan Jasa", "Jumlah kendaraan", "12 unit", "3.000.000"],
    ["", "", "Jumlah laporan", "2 laporan", ""],
    ["4.01.01.2.09.02", "Pemeliharaan Mebel", "Jumlah mebel", "-", "2.000.000"],
    ["", "JUMLAH", "", "", "5.000.000"],
]


def test_tree_of_items() -> None:
    typed = type_one(RENJA)
    assert typed.row_levels == (
        None,
        None,
        Level.PROGRAM,
        Level.KEGIATAN,
        Level.SUB_KEGIATAN,
        Level.INDIKATOR,
        Level.SUB_KEGIATAN,
        Level.TOTAL,
    )
    prefix = "0123456789abcdef-t01"
    assert [
        (item.item_id, item.level, item.name, item.kode_printed, item.parent_item_id)
        for item in typed.items
    ] == [
        (f"{prefix}-r2", Level.PROGRAM, "PROGRAM PENUNJANG URUSAN", "4.01.01", None),
        (
            f"{prefix}-r3",
            Level.KEGIATAN,
            "Pemeliharaan Barang Milik Daerah",
            "4.01.01.2.09",
            f"{prefix}-r2",
        ),
        (
            f"{prefix}-r4",
            Level.SUB_KEGIATAN,
            "Penyediaan Jasa",
            "4.01.01.2.09.01",
            f"{prefix}-r3",
        ),
        (
            f"{prefix}-r6",
            Level.SUB_KEGIATAN,
            "Pemeliharaan Mebel",
            "4.01.01.2.09.02",
            f"{prefix}-r3",
        ),
        (f"{prefix}-r7", Level.TOTAL, "JUMLAH", None, None),
    ]


def test_program_and_kegiatan_columns_make_one_program_item() -> None:
    typed = type_one(
        [
            ["No", "Program", "Kegiatan", "APBD Kab/Kota", "APBD Prov", "Total"],
            ["1", "Program Produksi", "Kajian Pakan", "0", "75.700.000", "75.700.000"],
            ["2", "Program Produksi", "Kajian Kredit", "0", "75.700.000", "75.700.000"],
            ["3", "Program Aparatur", "Pelatihan", "0", "10.000.000", "10.000.000"],
        ],
        DocumentFacts(DocumentKind.RENJA, None, None, 2016, 2016),
    )
    prefix = "0123456789abcdef-t01"
    assert [(i.item_id, i.level, i.name, i.parent_item_id) for i in typed.items] == [
        (f"{prefix}-r1-program", Level.PROGRAM, "Program Produksi", None),
        (f"{prefix}-r1", Level.KEGIATAN, "Kajian Pakan", f"{prefix}-r1-program"),
        (f"{prefix}-r2", Level.KEGIATAN, "Kajian Kredit", f"{prefix}-r1-program"),
        (f"{prefix}-r3-program", Level.PROGRAM, "Program Aparatur", None),
        (f"{prefix}-r3", Level.KEGIATAN, "Pelatihan", f"{prefix}-r3-program"),
    ]
    assert {figure.metric for figure in typed.figures} == {Metric.PAGU}
    assert [figure.item_name for figure in typed.figures if figure.column == 5] == [
        "Kajian Pakan",
        "Kajian Kredit",
        "Pelatihan",
    ]


def test_sasaran_holds_its_indicators() -> None:
    typed = type_one(
        [
            ["No", "Sasaran Strategis", "Indikator", "Satuan", "Target"],
            ["1", "Meningkatnya mutu", "Indeks Kepuasan", "Indeks", "80,9"],
            ["^", "^", "Nilai SAKIP", "Nilai", "72,13"],
        ]
    )
    assert typed.row_levels == (None, Level.SASARAN, Level.INDIKATOR)
    assert [(item.level, item.name) for item in typed.items] == [
        (Level.SASARAN, "Meningkatnya mutu")
    ]
    assert [(f.item_name, f.indikator, f.value, f.unit) for f in typed.figures] == [
        ("Meningkatnya mutu", "Indeks Kepuasan", Decimal("80.9"), "Indeks"),
        ("Meningkatnya mutu", "Nilai SAKIP", Decimal("72.13"), "Nilai"),
    ]


def test_table_without_figures_is_typed_too() -> None:
    typed = type_one([["Strategi", "Kebijakan"], ["Penguatan", "Koordinasi lintas"]])
    assert (typed.kind, typed.figures) == ("lainnya", ())


def test_account_codes_alone_make_no_urusan() -> None:
    typed = type_one(
        [
            ["Nomor Urut", "Uraian", "Jumlah (Rp)"],
            ["4.1", "Pendapatan Asli Daerah", "250.000.000"],
            ["4.2", "Dana Perimbangan", "1.250.000.000"],
            ["5.1", "Belanja Tidak Langsung", "1.100.000.000"],
        ],
        DocumentFacts(DocumentKind.APBD, None, None, 2018, 2018),
    )
    assert typed.row_levels == (None, Level.LAINNYA, Level.LAINNYA, Level.LAINNYA)


def test_outcomes_stand_below_the_line_that_brings_them_about() -> None:
    rows = [
        ["No", "Uraian", "Indikator", "Target"],
        ["", "Program: Penunjang Urusan", "Nilai SAKIP", "70"],
        ["1", "Meningkatnya kualitas perencanaan", "Persentase keselarasan", "100"],
        ["", "Kegiatan: Administrasi Keuangan", "", ""],
        ["1", "Tersusunnya laporan keuangan", "Jumlah laporan", "12"],
        ["", "Sub Kegiatan: Penyediaan Gaji", "", ""],
        ["1", "Terlaksananya penyediaan gaji", "Jumlah orang", "30"],
        ["", "Sub Kegiatan: Penyediaan Listrik", "", ""],
    ]
    (typed,) = type_tables(make_extraction(make_table(rows)), FACTS)
    by_name = {item.item_id: item.name for item in typed.items}
    assert [
        (item.level.value, item.name, by_name.get(item.parent_item_id or ""))
        for item in typed.items
    ] == [
        ("program", "Penunjang Urusan", None),
        ("sasaran", "Meningkatnya kualitas perencanaan", "Penunjang Urusan"),
        ("kegiatan", "Administrasi Keuangan", "Penunjang Urusan"),
        ("sasaran", "Tersusunnya laporan keuangan", "Administrasi Keuangan"),
        ("sub_kegiatan", "Penyediaan Gaji", "Administrasi Keuangan"),
        ("sasaran", "Terlaksananya penyediaan gaji", "Penyediaan Gaji"),
        ("sub_kegiatan", "Penyediaan Listrik", "Administrasi Keuangan"),
    ]
    assert [(f.item_name, f.value) for f in typed.figures][-1] == (
        "Terlaksananya penyediaan gaji",
        Decimal(30),
    )


def test_outcome_over_a_programme_is_the_sasaran_it_serves() -> None:
    rows = [
        ["No", "Program/Kegiatan", "Target"],
        ["1", "Meningkatnya mutu layanan", "70"],
        ["", "Program: Layanan", "80"],
        ["", "Kegiatan: Loket", "90"],
        ["2", "Meningkatnya mutu data", "70"],
        ["", "Program: Data", "80"],
    ]
    (typed,) = type_tables(make_extraction(make_table(rows)), FACTS)
    by_name = {item.item_id: item.name for item in typed.items}
    assert [
        (item.level.value, by_name.get(item.parent_item_id or "")) for item in typed.items
    ] == [
        ("sasaran", None),
        ("program", "Meningkatnya mutu layanan"),
        ("kegiatan", "Layanan"),
        ("sasaran", None),
        ("program", "Meningkatnya mutu data"),
    ]


def test_table_that_repeats_its_header_goes_on_with_the_name_above() -> None:
    """The first rows below a header printed again belong to the kegiatan before it."""
    header = ["Program dan Kegiatan", "Indikator Kegiatan", "Target"]
    first = make_table([header, ["Pengembangan Fasilitas", "Jumlah marka", "20 meter"]])
    rows = [["", "Jumlah rambu", "16 unit"], ["Pengadaan Tenda", "Jumlah tenda", "2 unit"]]
    rest = make_table([header, *rows], name="t02")
    typed = type_tables(make_extraction(first, rest), FACTS)[1]
    assert [(f.item_name, f.indikator, f.name_basis) for f in typed.figures] == [
        ("Pengembangan Fasilitas", "Jumlah rambu", Basis.SECTION),
        ("Pengadaan Tenda", "Jumlah tenda", Basis.CELL),
    ]


def test_remarks_to_the_right_of_the_figures_name_no_row() -> None:
    typed = type_one(
        [
            ["Target", "Rp", "Target", "Rp", "Target", "Rp", "Unit Kerja Penanggung Jawab"],
            ["IDG", "5.503.000", "IDG", "1.299.500", "IDG", "1.391.951", "BP3AKB"],
            ["IPG", "3.496.845", "IPG", "6.377.010", "IPG", "6.711.320", "BP3AKB"],
        ]
    )
    assert [(f.raw_text, f.item_name) for f in typed.figures] == [
        ("5.503.000", "IDG"),
        ("1.299.500", "IDG"),
        ("1.391.951", "IDG"),
        ("3.496.845", "IPG"),
        ("6.377.010", "IPG"),
        ("6.711.320", "IPG"),
    ]


def test_urusan_printed_beside_the_code_of_its_work_unit() -> None:
    typed = type_one(
        [
            ["Kode", "Urusan/Program/Kegiatan", "Pagu Anggaran (Rp)"],
            ["2.14.2.10.1", "Urusan Statistik", "100.000.000"],
            ["2.14.2.10.1.15", "Program pengembangan data", "100.000.000"],
            ["2.14.2.10.1.15.05", "Penyusunan buku", "100.000.000"],
        ]
    )
    assert typed.row_levels == (None, Level.URUSAN, Level.PROGRAM, Level.KEGIATAN)


def test_letters_that_count_the_names_are_no_part_of_them() -> None:
    typed = type_one(
        [
            ["Uraian", "Pagu Anggaran (Rp)"],
            ["a Laptop, printer", "4.000.000"],
            ["b Biaya Umum", "3.000.000"],
            ["c APAR", "2.000.000"],
        ]
    )
    assert [item.name for item in typed.items] == ["Laptop, printer", "Biaya Umum", "APAR"]


def test_letters_below_numbered_kegiatan_count_what_is_done_for_them() -> None:
    """Numbers and letters without a sign, before sub kegiatan came."""
    typed = type_one(
        [
            ["NO", "Jenis Pekerjaan", "Anggaran (Rp)"],
            ["IV", "Program Kerjasama Informasi", "9.000.000"],
            ["", "12 Media Luar Ruang", "4.000.000"],
            ["", "a Spanduk", "3.000.000"],
            ["", "b Penunjang", "1.000.000"],
            ["", "13 Gelar Informasi", "3.000.000"],
            ["", "a Pameran", "2.000.000"],
            ["", "b Lomba", "1.000.000"],
            ["", "14 Hari Pers", "1.000.000"],
            ["", "15 Jaringan Nirkabel", "1.000.000"],
            ["", "a Radio", "1.000.000"],
        ],
        DocumentFacts(DocumentKind.DPA, None, None, 2018, 2018),
    )
    assert [(item.name, item.level) for item in typed.items] == [
        ("Program Kerjasama Informasi", Level.PROGRAM),
        ("Media Luar Ruang", Level.KEGIATAN),
        ("Spanduk", Level.LAINNYA),
        ("Penunjang", Level.LAINNYA),
        ("Gelar Informasi", Level.KEGIATAN),
        ("Pameran", Level.LAINNYA),
        ("Lomba", Level.LAINNYA),
        ("Hari Pers", Level.KEGIATAN),
        ("Jaringan Nirkabel", Level.KEGIATAN),
        ("Radio", Level.LAINNYA),
    ]


def test_list_numbers_whose_full_stops_a_scan_lost_are_no_part_of_the_names() -> None:
    """The rows of four programmes, each counted from 1; "1" is read "I" or "l" as well."""
    names = [
        "1. Penanganan Banjir",
        "2 Survei Sungai",
        "I Perbaikan Tanggul",
        "2. Pembangunan Embung",
        "l Pengaturan Sempadan",
        "4 WISMP-2 dan Pendamping",
        "2016 Kegiatan Lanjutan",
    ]
    typed = type_one([["Kegiatan", "Pagu (Rp)"], *([name, "1.000.000"] for name in names)])
    assert [item.name for item in typed.items] == [
        "Penanganan Banjir",
        "Survei Sungai",
        "Perbaikan Tanggul",
        "Pembangunan Embung",
        "Pengaturan Sempadan",
        "WISMP-2 dan Pendamping",
        "2016 Kegiatan Lanjutan",
    ]


def test_last_letter_of_a_word_on_a_line_of_its_own() -> None:
    typed = type_one(
        [
            ["Sasaran", "Indikator", "Target"],
            ["Pangan terdistribusika\nn secara merata", "Jumlah", "3"],
            ["Gedung kelas\na dan b", "Jumlah", "4"],
        ]
    )
    assert [item.name for item in typed.items] == [
        "Pangan terdistribusikan secara merata",
        "Gedung kelas a dan b",
    ]


def test_a_mean_merged_over_the_indicators_names_its_own_row() -> None:
    rows = [
        ["No", "Indikator Kinerja", "Satuan", "Capaian (%)"],
        ["1", "Prosentase jalan mantap", "Persen", "88,45"],
        ["2", "Prosentase jembatan mantap", "Persen", "96,13"],
        ["RATA-RATA", "<", "<", "92,29"],
    ]
    typed = type_tables(make_extraction(make_table(rows)), FACTS)[0]
    last = typed.figures[-1]
    assert (last.item_name, last.level) == ("RATA-RATA", Level.TOTAL)
