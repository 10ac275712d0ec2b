"""Which of two numbers a lone separator rather means, by the row."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sidak.expectations import prefer_likely_readings
from sidak.schemas import Doubt, DoubtKind, Figure, FigureStatus, Level, TypedTable
from tests.expectations.factories import make_table

COLUMNS = ["target", "hasil", "capaian"]


def prefer(numbers: list[str | None], column: int, text: str, value: str) -> Figure:
    """Return the figure of a row that prints a lone separator, after the choice."""
    table = make_table(COLUMNS, [(Level.LAINNYA, "Indeks Kepuasan", numbers)])
    doubtful = tuple(
        replace(
            one,
            raw_text=text,
            value=Decimal(value),
            status=FigureStatus.SUSPECT,
            reasons=(Doubt(DoubtKind.LONE_SEPARATOR),),
        )
        if one.column == column
        else one
        for one in table.figures
    )
    (chosen,) = prefer_likely_readings([replace(table, figures=doubtful)])
    (figure,) = (one for one in chosen.figures if one.column == column)
    return figure


@pytest.mark.parametrize(
    ("numbers", "column", "text", "value", "likely"),
    [
        (["79.49", "1", "101.6"], 2, "80,815", "80815", "80.815"),  # by its share
        (["79.49", "1", None], 2, "80,815", "80815", "80.815"),  # by the size of the target
        (["79000", "1", "102.3"], 2, "80,815", "80815", "80815"),
        (["1", "153", None], 1, "150.045", "150045", "150.045"),
        (["79.49", "81.2", "1"], 3, "102,151", "102151", "102.151"),
    ],
)
def test_the_number_that_the_row_speaks_for(
    numbers: list[str | None], column: int, text: str, value: str, likely: str
) -> None:
    figure = prefer(numbers, column, text, value)
    assert (figure.value, figure.status) == (Decimal(likely), FigureStatus.SUSPECT)
    assert figure.decimals == len(likely.partition(".")[2])


@pytest.mark.parametrize("numbers", [[None, "1", None], ["1500", "1", None]])
def test_a_row_that_does_not_tell_leaves_the_reading(numbers: list[str | None]) -> None:
    assert prefer(numbers, 2, "80,815", "80815").value == Decimal(80815)


def test_the_same_print_in_another_table_is_likely_the_same_number() -> None:
    def doubt(row: list[str | None], place: int) -> TypedTable:
        table = make_table(COLUMNS, [(Level.LAINNYA, "Rata-rata", row)], place=place)
        figures = tuple(
            replace(
                one,
                raw_text="80,815",
                value=Decimal(80815),
                status=FigureStatus.SUSPECT,
                reasons=(Doubt(DoubtKind.LONE_SEPARATOR),),
            )
            if one.column == 2
            else one
            for one in table.figures
        )
        return replace(table, figures=figures)

    tables = [doubt(["79.49", "1", "101.6"], 1), doubt([None, "1", None], 2)]
    values = [
        one.value
        for table in prefer_likely_readings(tables)
        for one in table.figures
        if one.column == 2
    ]
    assert values == [Decimal("80.815"), Decimal("80.815")]
