"""What separators mean, by the numbers of a table and by sums."""

from decimal import Decimal

import pytest

from sidak.normalisers.numerals.column import read_column
from sidak.normalisers.numerals.separators import infer_convention
from sidak.schemas import (
    FigureStatus,
    Metric,
)

OK, SUSPECT = FigureStatus.OK, FigureStatus.SUSPECT


def test_convention_of_a_table() -> None:
    assert infer_convention([["1.234.567", "98.500.000"], ["57.81"]]) == "dot"
    assert infer_convention([["1,234,567", "98,500,000.00"], ["57,81"]]) == "comma"
    assert infer_convention([["1,234,567", "98.500.000"]]) is None
    assert infer_convention([["1.234.567"]]) is None
    assert infer_convention([]) is None


def test_a_total_that_only_comes_out_with_thousands_settles_the_marks() -> None:
    column = ["19.222", "1.362", "6.607", "4", "74.228", "101.423"]
    readings = read_column(column, metric=Metric.REALISASI)
    assert [(r.value, r.status) for r in readings] == [
        (Decimal(text.replace(".", "")), OK) for text in column
    ]
    first = read_column(["25,833", "19,222", "6,607", "4"], metric=Metric.TARGET)
    assert [r.value for r in first] == [Decimal(n) for n in (25833, 19222, 6607, 4)]


def test_a_total_that_only_comes_out_with_decimals_settles_the_marks() -> None:
    readings = read_column(["1.250", "2.500", "0.75", "4.500"], metric=Metric.LAINNYA)
    assert [r.value for r in readings] == [
        Decimal(text) for text in ("1.250", "2.500", "0.75", "4.500")
    ]


@pytest.mark.parametrize(
    "column",
    [
        ["19.222", "6.607", "25.829"],  # comes out both ways
        ["19.222", "6.607", "4", "25.834"],  # comes out neither way
        ["19.222", "6.607", "4", "?25.833"],
    ],
)
def test_sums_that_prove_nothing_leave_the_doubt(column: list[str]) -> None:
    assert read_column(column, metric=Metric.TARGET)[0].status is SUSPECT
