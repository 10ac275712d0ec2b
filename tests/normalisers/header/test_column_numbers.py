"""Rows of column numbers: found, read, and parted from the data that ran into them."""

import pytest

from sidak.normalisers import find_facts, type_tables
from sidak.normalisers.header.detect import find_header
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import (
    DocumentFacts,
    DocumentKind,
    FigureStatus,
)
from sidak.schemas.text.column_numbers import parse_column_number
from tests.normalisers.tables import make_extraction, make_table


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


FACTS = DocumentFacts(DocumentKind.LKJIP, "Dinas Contoh", "Kota Contoh", 2024, 2024)


def test_data_that_ran_into_the_column_numbers_is_parted() -> None:
    table = make_table(
        [
            ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Fisik (%)"],
            ["1\n8", "2\nProgram Data", "3", "4", "5\n100,00"],
            ["^", "^", "450.000.000", "435.869.020", "^"],
            ["9", "Program Produksi", "684.542.985", "373.414.438", "99,02"],
        ]
    )
    typed = type_tables(make_extraction(table), FACTS)[0]
    assert [item.name for item in typed.items] == ["Program Data", "Program Produksi"]
    assert [(f.row, f.column, str(f.value), f.status) for f in typed.figures] == [
        (2, 2, "450000000", FigureStatus.OK),
        (2, 3, "435869020", FigureStatus.OK),
        (2, 4, "100.00", FigureStatus.OK),
        (3, 2, "684542985", FigureStatus.OK),
        (3, 3, "373414438", FigureStatus.OK),
        (3, 4, "99.02", FigureStatus.OK),
    ]


def test_column_numbers_above_the_data_of_each_cell_are_taken_off() -> None:
    table = make_table(
        [
            ["No", "Program", "Anggaran (Rp)"],
            ["1\n1.", "2\nProgram Data", "3\n450.000.000"],
            ["2.", "Program Produksi", "684.542.985"],
        ]
    )
    typed = type_tables(make_extraction(table), FACTS)[0]
    assert [(f.row, str(f.value)) for f in typed.figures] == [
        (1, "450000000"),
        (2, "684542985"),
    ]
