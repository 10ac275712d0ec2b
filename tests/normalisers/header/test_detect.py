"""Header rows, column numbers and header paths."""

from sidak.normalisers.header.detect import find_evidence, find_header
from sidak.normalisers.text.table_view import TableView
from tests.normalisers.tables import make_table


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


def test_merged_cells_alone_show_a_header_of_unknown_words() -> None:
    table = make_table(
        [
            ["POS", "2015", "<", "2016", "<"],
            ["^", "LUNAK", "KERAS", "LUNAK", "KERAS"],
            ["KEMBANG", "9.097", "41.714", "4.666", "21.574"],
            ["BOYONG", "36", "36.452", "12", "108"],
        ]
    )
    view = TableView(table)
    assert find_evidence(view, 0) == "merged cells"
    header = find_header(view)
    assert header.rows == (0, 1)
    assert header.paths == (
        ("POS",),
        ("2015", "LUNAK"),
        ("2015", "KERAS"),
        ("2016", "LUNAK"),
        ("2016", "KERAS"),
    )


def test_merged_cells_with_an_amount_among_them_are_no_header() -> None:
    table = make_table(
        [
            ["Bagian A", "rincian", "<", "12.500"],
            ["^", "satu", "dua", "13.500"],
            ["Bagian B", "9.097", "41.714", "4.666"],
        ]
    )
    assert find_evidence(TableView(table), 0) is None


def test_words_over_column_numbers_are_a_header() -> None:
    table = make_table(
        [
            ["Muatan", "Asal", "Rute"],
            ["1", "2", "3"],
            ["Beras", "Utara", "A"],
        ]
    )
    view = TableView(table)
    assert find_evidence(view, 0) == "column numbers below"
    assert find_header(view).rows == (0, 1)


def test_column_numbers_below_the_words_of_their_own_cells() -> None:
    table = make_table(
        [
            ["No\n(1)", "Sasaran\n(2)", "Target*\n2016\n(3)", "Anggaran\n(4)"],
            ["1", "Layanan", "31", "2.418.000.000,00"],
            ["2", "Sarana", "45", "1.495.000.000,00"],
        ]
    )
    header = find_header(TableView(table))
    assert header.rows == (0,)
    assert header.paths == (("No",), ("Sasaran",), ("Target* 2016",), ("Anggaran",))
    assert header.numbers == ("1", "2", "3", "4")


def test_two_headers_that_ran_together_over_their_columns() -> None:
    table = make_table(
        [
            ["No", "Uraian", "Pagu (Rp)Realisasi (Rp)", "<"],
            ["1", "Penyusunan Dokumen", "9.520.828.783", "139.552.949"],
            ["2", "Koordinasi Laporan", "587.869.200", "16.354.000"],
        ]
    )
    assert find_header(TableView(table)).paths == (
        ("No",),
        ("Uraian",),
        ("Pagu (Rp)",),
        ("Realisasi (Rp)",),
    )
