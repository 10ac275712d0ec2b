"""Words of scans that are not clear make the meaning of figures doubtful."""

from dataclasses import replace

import pytest

from sidak.normalisers import type_tables
from sidak.schemas import DocumentFacts, DocumentKind, Doubt, DoubtKind, Meaning
from tests.normalisers.tables import make_extraction, make_table

LKJIP = DocumentFacts(DocumentKind.LKJIP, "Dinas Contoh", "Kota Contoh", 2024, 2024)
NAME = "Program Pengembangan Data dan Informasi"


def judge(
    unclear: dict[tuple[int, int], str], kind: DoubtKind = DoubtKind.WORDS_UNSURE
) -> dict[tuple[int, int], tuple[DoubtKind, ...]]:
    """Return the doubts about the meaning of each figure where words of cells are unclear."""
    table = make_table(
        [
            ["Program", "Target / Keuangan (Rp)", "Realisasi (Rp)"],
            [NAME, "1.250.000.000", "1.198.340.500"],
            ["Program Pelayanan", "75.600.000", "74.912.375"],
        ]
    )
    cells = tuple(
        replace(cell, doubts=(Doubt(kind, (unclear[cell.row, cell.column],)),))
        if (cell.row, cell.column) in unclear
        else cell
        for cell in table.cells
    )
    (typed,) = type_tables(make_extraction(replace(table, cells=cells)), LKJIP)
    assert all(
        (figure.meaning is Meaning.SURE) == (not figure.meaning_reasons)
        for figure in typed.figures
    )
    return {
        (figure.row, figure.column): tuple(d.kind for d in figure.meaning_reasons)
        for figure in typed.figures
    }


def test_a_header_with_an_unclear_word_that_is_unknown_makes_its_column_doubtful() -> None:
    assert judge({(0, 1): "Keuanen"}) == {
        (1, 1): (DoubtKind.HEADER_UNSURE,),
        (1, 2): (),
        (2, 1): (DoubtKind.HEADER_UNSURE,),
        (2, 2): (),
    }


@pytest.mark.parametrize("word", ["Keuangan", "Reallsasi", "(target)", "(dlm juta)"])
def test_a_known_word_is_not_misread_by_chance(word: str) -> None:
    assert set(judge({(0, 1): word}).values()) == {()}


@pytest.mark.parametrize(
    ("words", "is_doubted"),
    [
        ("Pengembangan", False),
        ("Pengembangan Informasi", True),
    ],
)
def test_a_name_with_many_unclear_words_makes_its_row_doubtful(
    words: str, is_doubted: bool
) -> None:
    doubts = (DoubtKind.NAME_UNSURE,) if is_doubted else ()
    assert judge({(1, 0): words}) == {(1, 1): doubts, (1, 2): doubts, (2, 1): (), (2, 2): ()}


def test_words_that_are_none_count_in_names_but_not_in_headers() -> None:
    """A header is understood by the words that are known."""
    unknown = DoubtKind.WORDS_UNKNOWN
    assert set(judge({(0, 1): "Perlode"}, unknown).values()) == {()}
    found = judge({(1, 0): "Pengenbangan Infornasi"}, unknown)
    assert found[1, 1] == found[1, 2] == (DoubtKind.NAME_UNSURE,)


@pytest.mark.parametrize(("unit", "is_doubted"), [("Dok", False), ("DI\nDok\nDok", True)])
def test_units_of_several_rows_in_one_cell_are_in_doubt(unit: str, is_doubted: bool) -> None:
    table = make_table(
        [
            ["Kegiatan", "Satuan", "Target"],
            ["Pengelolaan Data dan Informasi", unit, "3"],
            ["Penyusunan Laporan Kinerja", "Laporan", "4"],
        ]
    )
    (typed,) = type_tables(make_extraction(table), LKJIP)
    kinds = [[d.kind for d in figure.meaning_reasons] for figure in typed.figures]
    assert kinds == [[DoubtKind.UNIT_CONTRADICTED] if is_doubted else [], []]


def test_a_unit_that_is_not_clear_makes_the_figures_of_its_row_doubtful() -> None:
    table = make_table(
        [
            ["Kegiatan", "Satuan", "Target"],
            ["Penyusunan Dokumen Perencanaan", "Dak", "3"],
            ["Pelayanan Administrasi", "Laporan", "12"],
        ]
    )
    cells = tuple(
        replace(cell, doubts=(Doubt(DoubtKind.WORDS_UNSURE, ("Dak",)),))
        if (cell.row, cell.column) == (1, 1)
        else cell
        for cell in table.cells
    )
    (typed,) = type_tables(make_extraction(replace(table, cells=cells)), LKJIP)
    assert [
        (figure.unit, [d.kind for d in figure.meaning_reasons]) for figure in typed.figures
    ] == [("Dak", [DoubtKind.UNIT_UNSURE]), ("Laporan", [])]
