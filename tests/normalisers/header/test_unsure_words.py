"""Header words that the picture of a scan does not show clearly."""

from dataclasses import replace

import pytest

from sidak.normalisers.header.spelling import is_known_word
from sidak.normalisers.header.unsure_words import find_unsure_columns
from sidak.normalisers.header.vocabulary import read_unit
from sidak.normalisers.text.table_view import TableView
from sidak.schemas import Doubt, DoubtKind
from tests.normalisers.tables import make_table


@pytest.mark.parametrize(
    ("word", "is_known"),
    [
        ("(larget)", True),
        ("Indlkatif", True),
        ("Danaf", True),
        ("(dlmn", True),
        ("[uta)", True),
        ("3uta)", True),
        ("Realiuau", False),
        ("Targm", False),
        ("JI", False),
        ("f", False),
        ("kuta", False),
    ],
)
def test_a_misread_word_is_known_if_it_can_only_be_one(word: str, is_known: bool) -> None:
    assert is_known_word(word) is is_known


@pytest.mark.parametrize("text", ["Pagu (dlm [uta)", "Pagu (dlm 3uta) 10", "Pagu (dlmn juta)"])
def test_a_misread_factor_is_read(text: str) -> None:
    assert read_unit(text) == "Rp juta"


@pytest.mark.parametrize(
    ("text", "kind", "detail", "unsure"),
    [
        ("221", DoubtKind.READINGS_DIFFER, "D21 / 221", {1, 2}),
        ("2021", DoubtKind.READINGS_DIFFER, "2021 / 2031", {1, 2}),
        ("221", DoubtKind.GLYPHS_DIFFER, "221 / 2021", {1, 2}),
        ("2022", DoubtKind.GLYPHS_DIFFER, "2022 / 21122", set()),
        ("2021", DoubtKind.SEPARATORS_DIFFER, "2021", set()),
        ("8=7/6*100", DoubtKind.READINGS_DIFFER, '8=7/6*100 / 85 7/6"100', set()),
        ("% 1", DoubtKind.READINGS_DIFFER, "% 1 / % |", set()),
    ],
)
def test_a_number_that_may_be_a_misread_year_makes_its_columns_unsure(
    text: str, kind: DoubtKind, detail: str, unsure: set[int]
) -> None:
    table = make_table([["Kegiatan", text, "<"], ["Rapat", "1.000", "2.000"]])
    cells = tuple(
        replace(cell, doubts=(Doubt(kind, (detail,)),)) if cell.text == text else cell
        for cell in table.cells
    )
    assert find_unsure_columns(TableView(replace(table, cells=cells)), [0]) == unsure


@pytest.mark.parametrize(("year", "unsure"), [(2016, set()), (2015, {1}), (None, {1})])
def test_the_year_of_the_report_is_not_read_by_chance(
    year: int | None, unsure: set[int]
) -> None:
    """Dots of a grey header are taken for strokes by one of two readers."""
    table = make_table([["Indikator", "2016"], ["Jumlah", "2 Dokumen"]])
    differ = Doubt(DoubtKind.READINGS_DIFFER, ("2016 / 2018",))
    cells = tuple(
        replace(cell, doubts=(differ,)) if cell.text == "2016" else cell for cell in table.cells
    )
    view = TableView(replace(table, cells=cells))
    assert find_unsure_columns(view, [0], year) == unsure
