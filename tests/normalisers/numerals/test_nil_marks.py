"""A dash in a column of amounts is nil."""

from decimal import Decimal

from sidak.normalisers import find_facts, type_tables
from sidak.schemas import Doubt, DoubtKind, FigureStatus
from tests.normalisers.tables import make_extraction, make_table

ROWS = [
    ["Program", "Target", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
    ["Program A", "10", "1.000.000.000", "900.000.000", "90,00"],
    ["Program B", "-", "500.000.000", "Rp -", "-"],
    ["Program C", "12", "NIHIL", "", "0,00"],
    ["Program D", "14", "200.000.000", "100.000.000", "50,00"],
    ["Program E", "15", "100.000.000", "tidak ada", "0,00"],
]


def test_dash_and_nihil_among_amounts_are_nil_and_nothing_else_is() -> None:
    extraction = make_extraction(make_table(ROWS))
    (typed,) = type_tables(extraction, find_facts(extraction))
    marked = [
        (one.row, one.column, one.value, one.status, one.raw_text)
        for one in typed.figures
        if one.reasons == (Doubt(DoubtKind.NIL_MARK),)
    ]
    assert marked == [
        (2, 3, Decimal(0), FigureStatus.OK, "Rp -"),
        (3, 2, Decimal(0), FigureStatus.OK, "NIHIL"),
    ]
    assert {(one.row, one.column) for one in typed.figures if one.row == 2} == {(2, 2), (2, 3)}
