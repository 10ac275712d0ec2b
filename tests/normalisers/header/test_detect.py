"""Header rows, column numbers and header paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidak.normalisers import find_facts, type_tables
from sidak.normalisers.header.detect import find_header
from sidak.normalisers.header.vocabulary import (
    fold_text,
    load_header_phrases,
    read_header_text,
    read_unit,
)
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import ColumnRole
from sidak.schemas.text.column_numbers import parse_column_number
from tests.normalisers.tables import make_extraction, make_table


def test_two_header_rows_and_a_row_of_column_numbers() -> None:
    table = make_table(
        [
            ["No", "Program", "Anggaran", "<", "%"],
            ["^", "^", "Pagu (Rp)", "Realisasi (Rp)", "^"],
            ["1", "2", "3", "4", "5=4/3X100"],
            ["1", "Program Pelayanan", "1.000.000", "900.000", "90,00"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1, 2)
    assert header.number_rows == frozenset({2})
    assert header.dropped == frozenset()
    assert header.paths == (
        ("No",),
        ("Program",),
        ("Anggaran", "Pagu (Rp)"),
        ("Anggaran", "Realisasi (Rp)"),
        ("%",),
    )
    assert header.numbers == ("1", "2", "3", "4", "5")
    assert header.formulas == (None, None, None, None, "4/3X100")


def test_numbers_between_two_header_rows() -> None:
    table = make_table(
        [
            [
                "Program/Kegiatan",
                "Realisasi Kinerja Pada Triwulan I - IV Tahun 2023",
                "<",
                "<",
                "<",
            ],
            ["^", "I", "<", "II", "<"],
            ["2", "7", "<", "8", "<"],
            ["^", "K", "Rp", "K", "Rp"],
            ["PROGRAM PENUNJANG", "1", "17.927.795", "2", "24.870.290"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1, 2, 3)
    assert header.paths[0] == ("Program/Kegiatan",)
    assert header.paths[4] == (
        "Realisasi Kinerja Pada Triwulan I - IV Tahun 2023",
        "II",
        "Rp",
    )
    assert header.numbers == ("2", "7", "7", "8", "8")


def test_header_repeated_in_the_body_is_dropped() -> None:
    head = ["No", "Uraian", "Anggaran", "Realisasi"]
    numbers = ["(1)", "(2)", "(3)", "(4)"]
    table = make_table(
        [head, numbers, ["1", "Air", "10.000.000", "9"], head, numbers, ["2", "Api", "5", "4"]]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1)
    assert header.dropped == frozenset({3, 4})
    assert [row for row in range(6) if header.is_body(row)] == [2, 5]


def test_table_that_goes_on_without_header_has_only_its_numbers() -> None:
    table = make_table(
        [
            [f"({number})" for number in range(1, 6)],
            ["2.10", "Program peningkatan sarana", "100%", "145.280.000", "0"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0,)
    assert header.paths == ((), (), (), (), ())


def test_rows_of_data_are_no_column_numbers() -> None:
    table = make_table(
        [
            ["No", "Golongan", "A", "B", "C", "D"],
            ["1", "IV", "3", "6", "1", "12"],
            ["2", "III", "8", "10", "6", "38"],
        ]
    )
    header = find_header(TableView(table))
    assert header.number_rows == frozenset()
    assert header.first_body_row == 1


def test_years_split_a_target_into_columns() -> None:
    table = make_table(
        [
            ["Sasaran", "Indikator Kinerja", "Target Tahun", "<", "<"],
            ["^", "^", "2014", "2015*", "13-18"],
            ["Meningkatnya produksi", "Jumlah produksi", "103.832", "109.024", "8,47"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1)
    assert header.paths[3] == ("Target Tahun", "2015*")


def test_years_and_letters_below_merged_cells_are_header() -> None:
    table = make_table(
        [
            ["Uraian", "Saldo Awal", "Koreksi", "<", "Mutasi", "<", "Saldo Akhir"],
            ["^", "2016", "D", "K", "D", "K", "2017"],
            [
                "Alat Bantu",
                "Rp 43,650,000",
                "Rp -",
                "Rp -",
                "Rp 5,000",
                "Rp -",
                "Rp 43,655,000",
            ],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1)
    assert header.paths[3] == ("Koreksi", "K")
    assert header.paths[6] == ("Saldo Akhir", "2017")


def test_grouped_year_among_sub_headers_is_header() -> None:
    table = make_table(
        [
            ["Uraian", "Saldo Awal", "Koreksi", "<", "Saldo Akhir"],
            ["^", "2016", "D", "K", "2,017"],
            ["Alat Bantu", "Rp 43,650,000", "Rp -", "Rp -", "Rp 43,655,000"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1)
    assert header.paths[4] == ("Saldo Akhir", "2017")


def test_years_beside_a_growth_rate_are_header() -> None:
    table = make_table(
        [
            ["No", "Jenis Ternak", "", "Populasi Ternak (ekor)", "", "R (%)\n13-18"],
            ["^", "^", "2013", "2014", "2015", "^"],
            ["1.", "Kuda", "14.751", "15.063", "15.334", "1,91"],
        ]
    )
    assert find_header(TableView(table)).rows == (0, 1)


def test_number_over_a_header_word_is_header() -> None:
    table = make_table(
        [
            ["No", "Belanja Modal", "2"],  # "2017" cut by the edge of the page
            ["^", "^", "Anggaran (Rp)"],
            ["1", "Belanja Mesin", "906.001.415"],
        ]
    )
    assert find_header(TableView(table)).rows == (0, 1)


def test_row_of_years_without_name_below_a_header_is_header() -> None:
    table = make_table(
        [
            ["Sasaran", "Indikator Kinerja", "Target"],
            ["", "", "2017"],
            ["Meningkatnya mutu", "Jumlah layanan", "2016"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1)
    assert header.is_body(2)


def test_run_of_years_beside_a_name_is_header() -> None:
    table = make_table(
        [
            ["Kelompok", "", "Tahun", ""],
            ["Umur", "2016", "2017", "2018"],
            ["0 - 4", "49.863", "44.793", "53.622"],
            ["5 - 9", "2.016", "2.017", "2.018"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1)
    assert header.paths[2] == ("Tahun", "2017")


def test_two_numbers_like_years_beside_a_name_are_data() -> None:
    table = make_table(
        [["Uraian", "Target", "Realisasi"], ["Peserta", "2016", "2017"], ["Buku", "12", "14"]]
    )
    assert find_header(TableView(table)).rows == (0,)


def test_row_below_merged_cells_that_counts_is_no_header() -> None:
    table = make_table(
        [
            ["Program A", "Jumlah dokumen", "2"],
            ["^", "Jumlah laporan", "12"],
            ["Program B", "Jumlah orang", "3"],
        ]
    )
    assert find_header(TableView(table)).rows == ()


def test_misprinted_bracket_among_column_numbers() -> None:
    table = make_table(
        [
            ["No.", "Nama Desa", "Alokasi", "Kinerja", "Pagu"],
            ["(1)", "(2)", "(3)", "{4)", "(5)= (3) +\n(4)"],
            ["1", "Bonemarawa", "473.156.408", "-", "520.762.000"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1)
    assert header.numbers == ("1", "2", "3", "4", "5")


def test_extractor_may_count_a_misread_column_number() -> None:
    rows = [
        ["No.", "Nama Desa", "Alokasi", "Kinerja", "Pagu"],
        ["(1)", "(2)", "(3)", "/4)", "(5)"],
        ["1", "Bonemarawa", "473.156.408", "-", "520.762.000"],
    ]
    assert find_header(TableView(make_table(rows, header_rows=2))).rows == (0, 1)
    assert find_header(TableView(make_table(rows))).rows == (0,)


def test_column_numbers_that_ran_together() -> None:
    table = make_table(
        [
            ["No", "Program/Kegiatan", "Alokasi Anggaran", "Realisasi Anggaran", "% Fisik"],
            ["1", "2", "3 4", "<", "5"],
            ["1", "Penyuluhan", "3.102.512.000", "2.754.412.685", "96,80%"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0, 1)
    assert header.numbers == ("1", "2", "3", "4", "5")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", ("1", None)),
        ("(18)", ("18", None)),
        ("9=8/7X100", ("9", "8/7X100")),
        ("10=(5+7+9)", ("10", "(5+7+9)")),
        ("6 = 5 - 4", ("6", "5-4")),
        ("-12", ("12", None)),
        ("12 Bulan", None),
        ("2.000.000", None),
        ("", None),
    ],
)
def test_column_numbers(text: str, expected: tuple[str, str | None] | None) -> None:
    found = parse_column_number(text)
    read = None if found is None else (f"{found.number}{found.letter}", found.formula)
    assert read == expected


@pytest.mark.parametrize(
    ("text", "role", "aspect", "measure"),
    [
        ("TARGET ( RP)", "figure", "planned", None),
        ("Rencana (Rp)", "figure", "planned", None),
        ("Plafon", "figure", "planned", "money"),
        ("Anggaran Perubahan", "figure", "planned", "money"),
        ("Kebutuhan Dana/ Pagu Indikatif (dlm juta)", "figure", "planned", "money"),
        ("Penyerapan Anggaran (Rp)", "figure", "actual", "money"),
        ("Realisasi\nKeuangan %", "figure", "actual", "money"),
        ("Realisasi Fisik (%)", "figure", "actual", "performance"),
        ("Capai-\nan (%)", "figure", "ratio", None),
        ("% Realisasi", "figure", "ratio", None),
        ("Target Capaian Kinerja", "figure", "planned", "performance"),
        ("Sisa Anggaran", "figure", "rest", "money"),
        ("Selisih", "figure", "rest", None),
        ("Kondisi akhir renstra", "figure", "planned", None),
        ("Satua\nn", "satuan", None, None),
        ("Indikator Kinerja Program (Outcome)/Kegiatan (Output)", "indikator", None, None),
        ("Perangkat Daerah Penanggung Jawab", "text", None, None),
        ("Lokasi Kegiatan", "lokasi", None, None),
        ("JUMLAH KEG.", "figure", "other", "performance"),
        ("Tolok Ukur", "indikator", None, None),
        ("Warna Kesukaan Kepala Dinas", None, None, None),
    ],
)
def test_header_words(
    text: str, role: str | None, aspect: str | None, measure: str | None
) -> None:
    sense = read_header_text(text)
    assert (sense.role, sense.aspect, sense.measure) == (
        ColumnRole(role) if role else None,
        aspect,
        measure,
    )


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Anggaran (Rp.)", "Rp"),
        ("Pagu (dalam ribuan rupiah)", "Rp ribu"),
        ("Rp. 000", "Rp ribu"),
        ("Kebutuhan Dana (dlm juta)", "Rp juta"),
        ("Dalam Juta (Rp)", "Rp juta"),
        ("Capaian (%)", "%"),
        ("Persentase", "%"),
        ("Populasi Ternak (ekor)", "ekor"),
        ("Jumlah Terpenuhi", None),
        ("Korporasi", None),
    ],
)
def test_units_of_headers(text: str, unit: str | None) -> None:
    assert read_unit(text) == unit


def test_each_rule_is_found_by_its_own_phrase() -> None:
    for rule in load_header_phrases():
        assert read_header_text(rule.phrase).role is rule.role, rule.phrase


@given(st.text(max_size=60))
def test_any_text_is_read_without_error(text: str) -> None:
    read_header_text(text)
    read_unit(text)
    parse_column_number(text)
    assert fold_text(fold_text(text)) == fold_text(text)


def test_column_numbers_of_two_columns_taken_for_one() -> None:
    """A "3 4" between "2" and "5" made data of the row, and its 9 a figure."""
    rows = [
        ["NO", "TUJUAN", "SASARAN PROGRAM", "TARGET (RP)", "REALISASI (RP)", "KET"],
        ["1", "2", "3 4", "5", "7", "9"],
        ["1", "", "Penyediaan Gaji", "2.000.000", "1.500.000", ""],
    ]
    assert find_header(TableView(make_table(rows))).rows == (0, 1)


def test_column_numbers_run_into_the_row_below_are_no_figures() -> None:
    """The rule below a repeated row of column numbers was missing under some columns."""
    rows = [
        ["No", "Program", "Anggaran (Rp)", "SPJ (Rp)", "SPJ (%)", "Fisik (%)"],
        ["1", "2", "3", "4", "5", "6"],
        ["1", "Program Peternakan", "1.110.669.000", "944.531.300", "85,04", "94,95"],
        ["1\n2", "2\nProgram Pengawasan", "3", "4", "5", "6\n100,00"],
        ["", "", "450.000.000", "435.869.020", "96,86", ""],
    ]
    extraction = make_extraction(make_table(rows))
    (typed,) = type_tables(extraction, find_facts(extraction))
    figures = [f.raw_text for f in typed.figures]
    assert [text for text in figures if text in ("3", "4", "5")] == []
    assert figures[-3:] == ["450.000.000", "435.869.020", "96,86"]
