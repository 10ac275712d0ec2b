"""Headers that do not say what their column measures."""

from dataclasses import replace

import pytest

from sidak.normalisers import type_tables
from sidak.normalisers.meaning.verdict import FigureContext, judge_meaning, names_a_measure
from sidak.schemas import DocumentFacts, DocumentKind, DoubtKind
from tests.normalisers.tables import make_extraction, make_table


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Pelanggaran", True),
        ("2016 / Jumlah Kendaraan", True),
        ("2016", False),
        ("Rp", False),
        ("asi", False),  # the end of "Realisasi" in a shrunk sheet
        ("Luas", True),
        ("th. 2016 (data s/d trw 3)", False),
    ],
)
def test_what_names_a_measure(header: str, expected: bool) -> None:
    assert names_a_measure(header) is expected


def test_a_number_under_sasaran_is_no_sure_figure() -> None:
    """A row number below a merged "SASARAN" was a figure of its own."""
    facts = DocumentFacts(DocumentKind.LKJIP, None, None, 2018, 2018)
    rows = [["Kegiatan", "Populasi"], ["Itik", "1"], ["Domba", "2"]]
    (typed,) = type_tables(make_extraction(make_table(rows)), facts)
    column = typed.columns[1]
    for header, doubts in (("SASARAN", [DoubtKind.METRIC_NOT_NAMED]), ("Populasi", [])):
        context = FigureContext(
            typed.figures[0], replace(column, header=header), is_name_guessed=False
        )
        judged = judge_meaning(context)
        assert [reason.kind for reason in judged.meaning_reasons] == doubts


def test_amounts_of_nothing_are_doubted_and_others_are_not() -> None:
    facts = DocumentFacts(DocumentKind.LKJIP, None, None, 2018, 2018)
    for header, doubts in (("Jumlah", [DoubtKind.METRIC_NOT_NAMED]), ("Populasi", [])):
        rows = [["Jenis Ternak", header], ["Itik", "11.057.756"], ["Domba", "15.487.426"]]
        figures = type_tables(make_extraction(make_table(rows)), facts)[0].figures
        assert [[r.kind for r in one.meaning_reasons] for one in figures] == [doubts, doubts]
