"""Amounts among the words of a cell."""

from dataclasses import replace

from sidak.normalisers.mentions.cell_texts import list_cell_texts
from sidak.schemas import Cell, Level, PageText, Place, Table
from tests.expectations.factories import DOCUMENT, make_table

WORDS = "penguatan kapasitas kantor\nRp.866.600.000"


def list_texts(text: str, column: int) -> list[PageText]:
    typed = make_table(["pagu"], [(Level.KEGIATAN, "Kegiatan Satu", ["1"])])
    cell = Cell(0, column, text, Place(4))
    table = Table(typed.table_id, DOCUMENT, (cell,), 1, 3, (Place(4),))
    return list(list_cell_texts([table], [replace(typed)]))


def test_words_with_an_amount_are_a_text_of_their_page() -> None:
    lines = (("penguatan kapasitas kantor", None), ("Rp.866.600.000", None))
    assert list_texts(WORDS, 2) == [PageText(4, lines)]


def test_a_calculation_needs_no_words() -> None:
    assert list_texts("12 x 1.500.000", 2) == [PageText(4, (("12 x 1.500.000", None),))]


def test_figures_plain_amounts_and_words_alone_are_none() -> None:
    assert list_texts(WORDS, 1) == []
    assert list_texts("Rp 866.600.000", 2) == []
    assert list_texts("jumlah Rp 866.600.000", 2) == []
    assert list_texts("tahun 2016 sampai 2018 di semua kantor", 2) == []
    assert list_texts("tercapai 86,57 % dari 123456 orang pegawai", 2) == []
