"""Role, metric, unit, year and period of columns."""

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import (
    Basis,
    ColumnMeaning,
    ColumnRole,
    DocumentFacts,
    DocumentKind,
    DoubtKind,
    Metric,
)
from tests.normalisers.tables import make_extraction, make_table

LKJIP = DocumentFacts(DocumentKind.LKJIP, "Dinas Contoh", "Kota Contoh", 2024, 2024)
RENSTRA = DocumentFacts(DocumentKind.RENSTRA, None, None, 2018, 2023)


def columns_of(
    rows: list[list[str]], facts: DocumentFacts = LKJIP, caption: str | None = None
) -> tuple[ColumnMeaning, ...]:
    table = make_table(rows, caption=caption)
    return type_tables(make_extraction(table), facts)[0].columns


def brief(columns: tuple[ColumnMeaning, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(c.role.value, c.metric.value if c.metric else None, c.unit) for c in columns]


def test_budget_table_of_an_lkjip() -> None:
    columns = columns_of(
        [
            ["No", "Uraian", "Anggaran\nPerubahan", "Realisasi", "Persen\ntase %", "Selisih"],
            [
                "A.9.",
                "Layanan Keuangan",
                "26.674.003.000",
                "26.324.207.432",
                "98,69",
                "349.795.568",
            ],
            [
                "1",
                "Penyelenggaraan",
                "25.506.503.000",
                "25.170.817.708",
                "98,68",
                "335.685.292",
            ],
        ]
    )
    assert brief(columns) == [
        ("no", None, None),
        ("name", None, None),
        ("figure", "pagu", "Rp"),
        ("figure", "realisasi_anggaran", "Rp"),
        ("figure", "serapan", "%"),
        ("figure", "sisa", "Rp"),
    ]
    assert {c.year for c in columns[2:]} == {2024}
    assert {c.period for c in columns[2:]} == {"2024"}


def test_performance_table() -> None:
    columns = columns_of(
        [
            [
                "No",
                "Sasaran Strategis",
                "Indikator",
                "Satuan",
                "Target",
                "Realisasi",
                "Capaian",
            ],
            ["1", "Meningkatnya mutu", "Indeks Kepuasan", "Poin", "81", "82,6", "101,98"],
            [
                "2",
                "Meningkatnya produksi",
                "Produksi padi",
                "Ton",
                "12.317.066",
                "1.190.793",
                "9,67",
            ],
        ]
    )
    assert brief(columns)[3:] == [
        ("satuan", None, None),
        ("figure", "target", None),
        ("figure", "realisasi", None),
        ("figure", "capaian", "%"),
    ]


def test_quarters_with_performance_and_money() -> None:
    columns = columns_of(
        [
            ["Program/Kegiatan", "Realisasi Kinerja Triwulan I - II Tahun 2023", "<", "<", "<"],
            ["^", "I", "<", "II", "<"],
            ["^", "K", "Rp", "K", "Rp"],
            ["PROGRAM PENUNJANG", "1", "17.927.795", "2", "24.870.290"],
        ]
    )
    assert [(c.metric, c.unit, c.year, c.period) for c in columns[1:]] == [
        (Metric.REALISASI, None, 2023, "2023-TW1"),
        (Metric.REALISASI_ANGGARAN, "Rp", 2023, "2023-TW1"),
        (Metric.REALISASI, None, 2023, "2023-TW2"),
        (Metric.REALISASI_ANGGARAN, "Rp", 2023, "2023-TW2"),
    ]


def test_years_over_target_and_money_in_a_renstra() -> None:
    columns = columns_of(
        [
            ["Kode", "Program", "Target Kinerja Program dan Kerangka Pendanaan", "<", "<", "<"],
            ["^", "^", "2019", "<", "2020", "<"],
            ["^", "^", "Target", "Rp", "Target", "Rp"],
            ["4.01.01", "Program Penunjang", "100", "5.000.000.000", "100", "6.000.000.000"],
        ],
        RENSTRA,
    )
    assert [(c.metric, c.unit, c.year) for c in columns[2:]] == [
        (Metric.TARGET, None, 2019),
        (Metric.PAGU, "Rp", 2019),
        (Metric.TARGET, None, 2020),
        (Metric.PAGU, "Rp", 2020),
    ]


def test_rupiah_beside_a_target_is_its_budget_even_where_the_merged_header_ends() -> None:
    columns = columns_of(
        [
            ["Program", "Target Kinerja dan Kerangka Pendanaan", "", "", ""],
            ["", "2019", "<", "2020", "<"],
            ["", "Target", "Rp", "Target", "Rp"],
            ["Program A", "100%", "5.000.000.000", "100%", "6.000.000.000"],
            ["Program B", "90%", "4.000.000.000", "95%", "5.000.000.000"],
        ],
        RENSTRA,
    )
    assert [(c.metric, c.unit, c.year) for c in columns[1:]] == [
        (Metric.TARGET, None, 2019),
        (Metric.PAGU, "Rp", 2019),
        (Metric.TARGET, None, 2020),
        (Metric.PAGU, "Rp", 2020),
    ]


def test_large_numbers_alone_are_no_rupiah() -> None:
    columns = columns_of(
        [
            ["Jenis Ternak", "2015", "2016", "2017"],
            ["Ayam Buras", "26.624.410", "27.352.287", "28.117.785"],
            ["Domba", "9.275.404", "9.942.711", "11.022.084"],
        ]
    )
    assert [(c.metric, c.unit, c.year) for c in columns[1:]] == [
        (Metric.LAINNYA, None, 2015),
        (Metric.LAINNYA, None, 2016),
        (Metric.LAINNYA, None, 2017),
    ]


def test_forward_estimate_is_one_year_later() -> None:
    columns = columns_of(
        [
            ["Program/Kegiatan", "Target", "Pagu Indikatif (Rp)", "Prakiraan Maju"],
            ["Program Pelayanan", "12 bulan", "145.280.000", "167.000.000"],
            ["Penyediaan jasa", "12 bulan", "45.280.000", "67.000.000"],
        ]
    )
    assert [(c.metric, c.year) for c in columns[1:]] == [
        (Metric.TARGET, 2024),
        (Metric.PAGU, 2024),
        (Metric.PAGU, 2025),
    ]


@pytest.mark.parametrize(
    ("caption", "header", "unit"),
    [
        (None, "Anggaran (Rp)", "Rp"),
        ("Anggaran Dinas (dalam ribuan rupiah)", "Anggaran", "Rp ribu"),
        (None, "Kebutuhan Dana/ Pagu Indikatif (dlm juta)", "Rp juta"),
        ("Anggaran (dalam jutaan rupiah)", "Pagu (Rp)", "Rp juta"),
    ],
)
def test_money_in_thousands_and_millions(caption: str | None, header: str, unit: str) -> None:
    columns = columns_of(
        [["Program", header], ["Program A", "1.153,28"], ["Program B", "12.000,00"]],
        caption=caption,
    )
    assert (columns[1].metric, columns[1].unit) == (Metric.PAGU, unit)


def test_money_of_a_header_far_above_does_not_reach_targets_with_units() -> None:
    columns = columns_of(
        [
            ["Nama Kegiatan", "ANGGARAN (Rp)", "<", "ANGGARAN (Rp)"],
            ["^", "OUTPUT (KELUARAN)", "TARGET", "^"],
            ["Penyediaan jasa", "Tersedianya jasa", "1 tahun", "2.000.000"],
            ["Penyediaan alat", "Tersedianya alat", "12 bulan", "30.000.000"],
        ]
    )
    assert [(c.role, c.metric, c.unit) for c in columns[1:]] == [
        (ColumnRole.INDIKATOR, None, None),
        (ColumnRole.FIGURE, Metric.TARGET, None),
        (ColumnRole.FIGURE, Metric.PAGU, "Rp"),
    ]


def test_unknown_header_keeps_its_text() -> None:
    columns = columns_of(
        [
            ["No", "Nama Desa", "Indeks Geografis"],
            ["1", "Polando Jaya", "47,26"],
            ["2", "Rio Mukti", "41,01"],
        ]
    )
    assert (columns[2].role, columns[2].metric, columns[2].header) == (
        ColumnRole.FIGURE,
        Metric.LAINNYA,
        "Indeks Geografis",
    )


def test_indicator_header_over_units_is_satuan() -> None:
    columns = columns_of(
        [
            ["Program/Kegiatan", "Indikator Kinerja", "Target"],
            ["Program A", "Dokumen", "2"],
            ["Kegiatan B", "Persen", "100"],
        ]
    )
    assert columns[1].role is ColumnRole.SATUAN


def test_table_that_goes_on_takes_the_columns_of_the_page_before() -> None:
    first = make_table(
        [["Program", "Anggaran", "Realisasi"], ["Program A", "1.000.000", "-"]], page=1
    )
    second = make_table(
        [["Program B", "2.000.000", "1.500.000"], ["Program C", "3.000.000", "1.000.000"]],
        page=2,
        name="t02",
    )
    typed = type_tables(make_extraction(first, second), LKJIP)
    assert [c.metric for c in typed[1].columns] == [
        None,
        Metric.PAGU,
        Metric.REALISASI_ANGGARAN,
    ]


def test_amounts_right_of_names_are_no_numbering() -> None:
    """Without a header "167.000.000" passed for an outline number, before a column of text."""
    columns = columns_of(
        [
            ["1.02", "Program Sarana", "145.280.000", "167.000.000", "APBD Kabupaten"],
            ["1.03", "Pemeliharaan Gedung", "43.500.000", "57.000.000", "APBD Kabupaten"],
            ["1.04", "Pemeliharaan Kendaraan", "69.000.000", "81.000.000", "APBD Provinsi"],
        ]
    )
    assert [c.role.value for c in columns][2:] == ["figure", "figure", "text"]


def test_a_meaning_says_how_it_is_known() -> None:
    rows = [
        ["Program", "Pagu", "Realisasi 2021", "%"],
        ["Program A", "100.000.000", "90.000.000", "90,00"],
        ["Program B", "200.000.000", "190.000.000", "95,00"],
    ]
    facts = DocumentFacts(DocumentKind.LKJIP, year=2022, year_last=2022)
    table = make_table(rows, caption="Anggaran (dalam ribuan rupiah)")
    (typed,) = type_tables(make_extraction(table), facts)
    known = [(one.unit, one.unit_basis, one.period, one.period_basis) for one in typed.columns]
    assert known[1:] == [
        ("Rp ribu", Basis.CAPTION, "2022", Basis.DOCUMENT),
        ("Rp ribu", Basis.CAPTION, "2021", Basis.HEADER),
        ("%", Basis.HEADER, "2022", Basis.DOCUMENT),
    ]
    assert [one.rules for one in typed.columns] == [
        (),
        ("named by the header",),
        ("large numbers of money",),
        ("unit of its own", "bare percent of a result", "computed from amounts"),
    ]


def test_a_bare_keu_percent_is_the_serapan_of_the_amounts_before_it() -> None:
    columns = columns_of(
        [
            ["KEGIATAN", "ANGGARAN Rp.", "REALISASI Rp.", "Keu %", "FISIK %"],
            ["Penguatan Kapasitas", "866.600.000", "860.924.000", "99,35", "100"],
            ["Pengembangan Forum", "290.945.000", "285.600.000", "98,16", "100"],
        ]
    )
    assert brief(columns)[3:] == [("figure", "serapan", "%"), ("figure", "realisasi", "%")]


def test_units_under_the_header_of_their_numbers() -> None:
    columns = columns_of(
        [
            ["Sasaran", "Target 2014", "<", "Realisasi 2014"],
            ["Akses air", "63", "Persen", "65,43"],
            ["Sanitasi", "64", "Persen", "63,59"],
            ["Ruang terbuka", "1", "Kws", "1"],
        ]
    )
    assert brief(columns) == [
        ("name", None, None),
        ("figure", "target", None),
        ("satuan", None, None),
        ("figure", "realisasi", None),
    ]


def test_a_target_under_anggaran_beside_units_is_a_target() -> None:
    columns = columns_of(
        [
            ["Program", "Satuan", "Anggaran", "<"],
            ["^", "^", "Target", "Jumlah (Rp)"],
            ["Program Pelayanan", "Nilai", "39", "1.500.000.000"],
            ["Program Sarana", "Persen", "95", "2.500.000.000"],
        ]
    )
    assert brief(columns)[2] == ("figure", "target", None)


def test_names_with_their_row_numbers_in_front_are_no_quantities() -> None:
    table = make_table(
        [
            ["No Uraian", "Pagu (Rp)"],
            ["1 Penyusunan Dokumen", "7.820.647.600"],
            ["2 Koordinasi Laporan", "480.793.700"],
            ["3 Penyediaan Gaji", "2.200.425.206"],
        ]
    )
    (typed,) = type_tables(make_extraction(table), LKJIP)
    assert [(f.item_name, f.column) for f in typed.figures] == [
        ("Penyusunan Dokumen", 1),
        ("Koordinasi Laporan", 1),
        ("Penyediaan Gaji", 1),
    ]


def test_texts_under_the_edge_of_the_header_before_take_the_one_they_cover() -> None:
    columns = columns_of(
        [
            ["No", "<", "Sasaran", "Satuan", "Target"],
            ["7", "Meningkatnya kemampuan penyedia jasa", "<", "%", "31"],
            ["8", "Terwujudnya pelayanan uji mutu konstruksi", "<", "%", "45"],
        ]
    )
    assert [(column.header, column.role.value) for column in columns[:3]] == [
        ("No", "no"),
        ("Sasaran", "name"),
        ("Sasaran", "empty"),
    ]


def test_small_numbers_under_a_budget_are_no_rupiah() -> None:
    columns = columns_of(
        [
            ["Desa", "Alokasi Dana", "<", "<"],
            ["^", "Kesulitan Geografis", "<", "Dana"],
            ["^", "IKG", "Nilai", "^"],
            ["Rio Mukti", "41,01", "3.600", "457.296.000"],
            ["Tondo", "27,11", "2.700", "450.123.500"],
            ["Ombo", "30,13", "2.950", "451.000.000"],
        ]
    )
    assert brief(columns)[1] == ("figure", "lainnya", None)
    assert brief(columns)[3] == ("figure", "pagu", "Rp")


def test_what_is_left_of_cases_is_no_rest_of_a_budget() -> None:
    columns = columns_of(
        [
            ["Kota", "Kasus", "Selesai", "Sisa"],
            ["Kota Bandung", "12", "10", "2"],
            ["Kota Cimahi", "9", "6", "3"],
            ["Kota Bogor", "7", "2", "5"],
        ]
    )
    assert brief(columns)[3] == ("figure", "lainnya", None)


def test_absorption_below_a_hundred_is_a_share() -> None:
    columns = columns_of(
        [
            ["Sasaran", "Capaian Kinerja", "Penyerapan Anggaran"],
            ["Meningkatnya layanan", "98,5", "71,60"],
            ["Meningkatnya keselamatan", "101,2", "93,05"],
        ]
    )
    assert brief(columns)[2] == ("figure", "serapan", "%")


def test_targets_of_revenue_are_no_budget() -> None:
    columns = columns_of(
        [
            ["Jenis", "Target", "Realisasi", "%"],
            ["Retribusi Jasa Umum", "1.200.000.000", "1.250.000.000", "104,17"],
            ["Retribusi Jasa Usaha", "800.000.000", "760.000.000", "95,00"],
        ],
        caption="Pencapaian Pendapatan Asli Daerah",
    )
    assert brief(columns)[1:] == [
        ("figure", "target", "Rp"),
        ("figure", "realisasi", "Rp"),
        ("figure", "capaian", "%"),
    ]


def test_the_budget_of_an_agency_of_revenue_stays_a_budget() -> None:
    columns = columns_of(
        [
            ["Program", "Target", "Anggaran (Rp)"],
            ["Program Pelayanan Administrasi", "12 Bulan", "1.250.000.000"],
            ["Program Peningkatan Pendapatan", "4 Dokumen", "760.000.000"],
        ],
        caption="Program Dinas Pendapatan",
    )
    assert brief(columns)[1:] == [("figure", "target", None), ("figure", "pagu", "Rp")]


def test_physical_progress_below_a_target_is_the_target() -> None:
    columns = columns_of(
        [
            ["Kegiatan", "Target", "<", "Realisasi", "<"],
            ["^", "Fisik (%)", "Keuangan (Rp)", "Fisik (%)", "Keuangan (Rp)"],
            ["Rehabilitasi Irigasi", "100", "340.563.538", "98", "330.000.000"],
            ["Pemeliharaan Irigasi", "100", "395.121.720", "100", "390.000.000"],
        ]
    )
    assert [one[1] for one in brief(columns)[1:]] == [
        "target",
        "pagu",
        "realisasi",
        "realisasi_anggaran",
    ]


def test_a_column_headed_as_indicator_holds_the_targets() -> None:
    columns = columns_of(
        [
            ["Program", "Indikator Kinerja", "Target Renstra Tahun 2024", "<"],
            ["^", "^", "Indikator", "Satuan"],
            ["Program Penunjang", "Persentase laporan tepat waktu", "100", "Persen"],
            ["Program Persidangan", "Jumlah risalah rapat", "25", "Dokumen"],
            ["Program Kehumasan", "Jumlah publikasi", "12", "Berita"],
        ]
    )
    assert [one[0] for one in brief(columns)] == ["name", "indikator", "figure", "satuan"]
    assert brief(columns)[2][1] == "target"


def test_two_units_of_a_shared_header_go_to_their_columns() -> None:
    columns = columns_of(
        [
            ["Program", "Anggaran (Rp.)", "Realisasi Rp. %", "<"],
            ["Program Perencanaan", "1.250.000.000", "1.220.000.000", "97,6"],
            ["Program Promosi", "2.500.000.000", "2.320.000.000", "92,8"],
            ["Program Pelayanan", "1.000.000.000", "943.000.000", "94,3"],
        ]
    )
    assert brief(columns)[2:] == [
        ("figure", "realisasi_anggaran", "Rp"),
        ("figure", "serapan", "%"),
    ]


def test_a_budget_without_a_year_in_a_plan_of_years_is_not_of_the_span() -> None:
    columns = columns_of(
        [
            ["Program", "Anggaran"],
            ["Program Perencanaan", "1.250.000.000"],
            ["Program Promosi", "2.500.000.000"],
        ],
        RENSTRA,
    )
    assert (columns[1].metric, columns[1].period_doubt) == (Metric.PAGU, DoubtKind.PERIOD_FAR)


def test_parts_that_begin_with_zeros_are_a_code_whatever_the_header_says() -> None:
    rows = [
        ["Kode dan Program", "Kegiatan", "", "", "Uraian", "Pagu (Rp)"],
        ["1", "03", "07", "16", "Pengelolaan Data Hidrologi", "482.490.000"],
        ["J", "03", "07", "17", "Manajemen Wilayah Sungai", "734.260.000"],
        ["1", "03", "07", "18", "Pemeliharaan Sungai", "153.280.000"],
        ["1", "03", "07", "19", "Pembangunan Embung", "896.220.000"],
    ]
    kode = [c.role for c in columns_of(rows)]
    assert kode[:4] == [ColumnRole.KODE] * 4
    assert kode[4:] == [ColumnRole.NAME, ColumnRole.FIGURE]
    # a list of a scan without rulings runs the first two together
    joined = [rows[0][1:]]
    joined += [[f"{row[0]} {row[1]}", row[2], f"0{row[3]}", *row[4:]] for row in rows[1:]]
    assert [c.role for c in columns_of(joined)][:3] == [ColumnRole.KODE] * 3
    # small numbers without zeros are not
    plain = [row if r == 0 else [row[0], "3", "7", *row[3:]] for r, row in enumerate(rows)]
    assert ColumnRole.KODE not in [c.role for c in columns_of(plain)][1:]


@pytest.mark.parametrize("header", ["Pagu Indikatif\n(dlm juta)", "Pagu Indikatif\n(dim juta)"])
def test_millions_are_known_though_a_letter_is_misread(header: str) -> None:
    columns = columns_of([["Kegiatan", header], ["Pengelolaan Data", "482"]])
    assert (columns[1].metric, columns[1].unit) == (Metric.PAGU, "Rp juta")


def test_a_formula_that_divides_by_the_target_is_no_growth() -> None:
    columns = columns_of(
        [
            [
                "Sasaran",
                "Realisasi s/d 2024",
                "Target Renstra",
                "Realisasi 2023 Thdp 2022 (2/3)*100",
            ],
            ["1", "2", "3", "4"],
            ["Produksi padi meningkat", "35.558", "61.639", "57,69"],
            ["Produksi jagung meningkat", "12.000", "10.000", "120,00"],
        ]
    )
    assert [one[1] for one in brief(columns)[1:]] == ["realisasi", "target", "capaian"]


@pytest.mark.parametrize(
    ("amounts", "metric"),
    [
        (("180.000.000", "50.000.000", "95.200.000"), Metric.PAGU),
        (("80.123.456", "5.234.567", "9.345.678"), Metric.LAINNYA),
    ],
)
def test_round_sums_beside_programmes_of_a_plan_are_its_budget(
    amounts: tuple[str, ...], metric: Metric
) -> None:
    rows = [
        ["Urusan dan Program/Kegiatan", "Target Kinerja", "Jumlah"],
        *(
            [f"Kegiatan {name}", "2 kali", value]
            for name, value in zip("ABC", amounts, strict=True)
        ),
    ]
    renja = DocumentFacts(DocumentKind.RENJA, None, None, 2017, 2017)
    assert columns_of(rows, renja)[2].metric is metric


def test_short_units_beside_indicators_share_their_header() -> None:
    columns = columns_of(
        [
            ["Program", "Indikator Kinerja Program", "<", "Target 2024"],
            ["Program A", "Indeks Pembangunan Gender", "poin", "68"],
            ["Program B", "Jumlah kelompok perempuan", "unit", "518"],
            ["Program C", "Peserta yang terlatih", "orang", "20"],
        ]
    )
    assert [one.role for one in columns] == [
        ColumnRole.NAME,
        ColumnRole.INDIKATOR,
        ColumnRole.SATUAN,
        ColumnRole.FIGURE,
    ]
