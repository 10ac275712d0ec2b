"""Cells of names that do not tell which row a number belongs to."""

from dataclasses import replace

from sidak.normalisers import type_tables
from sidak.schemas import (
    DocumentFacts,
    DocumentKind,
    Doubt,
    DoubtKind,
    Figure,
    Meaning,
    Place,
    Table,
)
from tests.normalisers.tables import make_extraction, make_table

FACTS = DocumentFacts(DocumentKind.RENJA, None, None, 2024, 2024)
HEADER = ["Kegiatan", "Indikator", "Pagu Anggaran (Rp)"]


def type_figures(table: Table) -> tuple[Figure, ...]:
    return type_tables(make_extraction(table), FACTS)[0].figures


def kinds(figure: Figure) -> tuple[Meaning, list[DoubtKind]]:
    return figure.meaning, [doubt.kind for doubt in figure.meaning_reasons]


def test_amounts_beside_one_cell_of_names_are_in_doubt() -> None:
    rows = [["Belanja Pegawai\nBelanja Barang", "", "5.000.000"], ["^", "", "7.000.000"]]
    shared = (Meaning.DOUBTFUL, [DoubtKind.NAME_SHARED])
    assert [kinds(f) for f in type_figures(make_table([HEADER, *rows]))] == [shared, shared]


def test_indicators_part_the_rows_of_one_name() -> None:
    rows = [
        ["Pengadaan Rambu", "Jumlah rambu", "5.000.000"],
        ["^", "Jumlah marka", "7.000.000"],
    ]
    sure: tuple[Meaning, list[DoubtKind]] = (Meaning.SURE, [])
    assert [kinds(f) for f in type_figures(make_table([HEADER, *rows]))] == [sure, sure]


def test_words_that_are_not_published_do_not_part_the_rows_of_one_name() -> None:
    """Nothing of "DK" and "TP" is published beside the numbers: they would contradict."""
    header = ["Kegiatan", "KW", "Pagu Anggaran 2024 (Rp)", "Realisasi Fisik 2024 (%)"]
    rows = [
        ["Program Penyediaan Sarana", "DK", "600.000.000", "100,00"],
        ["^", "TP", "1.680.000.000", "100,00"],
    ]
    shared = (Meaning.DOUBTFUL, [DoubtKind.NAME_SHARED])
    sure: tuple[Meaning, list[DoubtKind]] = (Meaning.SURE, [])
    assert [(f.raw_text, *kinds(f)) for f in type_figures(make_table([header, *rows]))] == [
        ("600.000.000", *shared),
        ("100,00", *sure),
        ("1.680.000.000", *shared),
        ("100,00", *sure),
    ]


def test_list_and_total_in_one_cell_of_names() -> None:
    rows = [
        ["a. Program Satu\nb. Program Dua", "Nilai", "5.000.000"],
        ["Program Tiga\nJumlah", "Nilai", "7.000.000"],
        ["Program Empat\nJumlah Penduduk", "Nilai", "9.000.000"],
    ]
    several = (Meaning.DOUBTFUL, [DoubtKind.NAMES_IN_ONE_CELL])
    assert [kinds(f) for f in type_figures(make_table([HEADER, *rows]))] == [
        several,
        several,
        (Meaning.SURE, []),
    ]


def test_garbled_name_is_in_doubt() -> None:
    table = make_table([HEADER, ["PGreorgairaGmela", "Nilai", "5.000.000"]])
    cells = tuple(
        replace(cell, doubts=(Doubt(DoubtKind.NAME_GARBLED),))
        if (cell.row, cell.column) == (1, 0)
        else cell
        for cell in table.cells
    )
    (figure,) = type_figures(replace(table, cells=cells))
    assert kinds(figure) == (Meaning.DOUBTFUL, [DoubtKind.NAME_GARBLED])


def test_column_headed_as_a_remark_is_only_guessed_to_name_the_rows() -> None:
    header = ["Penanggung Jawab", "Pagu Anggaran (Rp)"]
    rows = [["Bidang Perencanaan", "5.000.000"], ["Bidang Pengendalian", "7.000.000"]]
    guessed = (Meaning.DOUBTFUL, [DoubtKind.NAME_COLUMN_GUESSED])
    assert [kinds(f) for f in type_figures(make_table([header, *rows]))] == [guessed, guessed]


def _on_pages(rows: list[list[str]], second_page_from: int) -> Table:
    table = make_table([HEADER, *rows])
    cells = tuple(
        replace(cell, place=Place(2)) if cell.row >= second_page_from else cell
        for cell in table.cells
    )
    return replace(table, cells=cells, places=(Place(1), Place(2)))


def test_a_name_that_goes_on_behind_the_page_break_is_in_doubt_on_both_pages() -> None:
    rows = [
        ["Pengadaan Rambu", "Jumlah rambu jalan", "5.000.000"],
        ["Rapat Koordinasi", "Jumlah rapat koordinasi", "6.000.000"],
        ["dan konsultasi", "Jumlah konsultasi luar", "7.000.000"],
        ["Pengadaan Marka", "Jumlah marka jalan", "8.000.000"],
    ]
    cut = (Meaning.DOUBTFUL, [DoubtKind.NAME_CUT])
    sure: tuple[Meaning, list[DoubtKind]] = (Meaning.SURE, [])
    found = [kinds(figure) for figure in type_figures(_on_pages(rows, 3))]
    assert found == [sure, cut, cut, sure]


def test_only_the_last_name_of_a_page_is_cut_where_it_ends_in_a_joining_word() -> None:
    rows = [
        ["Rapat Koordinasi dan", "Jumlah rapat koordinasi", "6.000.000"],
        ["Pengadaan Rambu dan", "Jumlah rambu jalan", "5.000.000"],
        ["Pengadaan Marka", "Jumlah marka jalan", "8.000.000"],
    ]
    cut = (Meaning.DOUBTFUL, [DoubtKind.NAME_CUT])
    sure: tuple[Meaning, list[DoubtKind]] = (Meaning.SURE, [])
    assert [kinds(f) for f in type_figures(_on_pages(rows, 3))] == [sure, cut, sure]


def test_a_number_in_the_column_of_names_names_nothing() -> None:
    rows = [
        ["Pengadaan Rambu", "", "5.000.000"],
        ["24", "", "6.000.000"],
        ["Pengadaan Marka", "", "8.000.000"],
    ]
    missing = (Meaning.DOUBTFUL, [DoubtKind.NAME_MISSING])
    sure: tuple[Meaning, list[DoubtKind]] = (Meaning.SURE, [])
    assert [kinds(f) for f in type_figures(make_table([HEADER, *rows]))] == [
        sure,
        missing,
        sure,
    ]


def test_a_cell_that_counts_two_rows_names_both() -> None:
    header = ["No", "Sasaran", "Capaian (%)"]
    rows = [
        ["1", "Mutu gizi", "100"],
        ["2\n3", "Mutu sekolah\nMutu jalan", "98,22"],
        ["^", "^", "94,46"],
    ]
    table = make_table([header, *rows])
    doubts = (Meaning.DOUBTFUL, [DoubtKind.NAME_SHARED, DoubtKind.NAMES_IN_ONE_CELL])
    assert [kinds(f) for f in type_figures(table)] == [(Meaning.SURE, []), doubts, doubts]
