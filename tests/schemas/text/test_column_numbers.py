"""Rows of column numbers, and rows that only look like one."""

import pytest

from sidak.schemas.text.column_numbers import (
    ANYWHERE,
    BELOW_HEADER,
    ColumnNumber,
    CountingRule,
    is_column_number_row,
    parse_column_number,
    parse_column_numbers,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", ColumnNumber(3)),
        ("(18)", ColumnNumber(18)),
        ("{18)", ColumnNumber(18)),
        ("3a", ColumnNumber(3, "a")),
        ("3.", ColumnNumber(3)),
        ("9=8/7X100", ColumnNumber(9, formula="8/7X100")),
        ("(6) = (5) / (4) x 100%", ColumnNumber(6, formula="(5)/(4)x100%")),
        ("10=\n(5+7+9)", ColumnNumber(10, formula="(5+7+9)")),
        ("123", None),
        ("3.5", None),
        ("Target", None),
        ("", None),
    ],
)
def test_a_cell_gives_its_number_and_formula(text: str, number: ColumnNumber | None) -> None:
    assert parse_column_number(text) == number


@pytest.mark.parametrize(
    ("texts", "anywhere", "below_header"),
    [
        (["1", "2", "3"], True, True),
        (["(1)", "(2)", "(3)", "(4)"], True, True),
        (["1", "2", "3", "9=8/7X100", "10"], True, True),
        (["1", "2"], False, False),
        (["3", "4", "5", "6"], False, True),
        (["1", "3", "7", "8"], False, True),
        (["1", "2", "3", "-", "5"], False, False),
        (["1", "2", "3", "-", "5", "6", "7"], True, False),
        (["1", "Belanja", "3"], False, False),
        (["7", "12", "1", "44"], False, False),
        (["1.250.000", "2.500.000", "3"], False, False),
        ([], False, False),
    ],
)
def test_how_strictly_a_row_must_count(
    texts: list[str], *, anywhere: bool, below_header: bool
) -> None:
    assert is_column_number_row(texts, ANYWHERE) is anywhere
    assert is_column_number_row(texts, BELOW_HEADER) is below_header


def test_a_rule_may_ask_for_more_numbers() -> None:
    four = CountingRule(least_numbers=4)
    assert parse_column_numbers(["1", "2", "3"], four) is None
    assert parse_column_numbers(["1", "2", "4", "5=4-2"], four) == [
        ColumnNumber(1),
        ColumnNumber(2),
        ColumnNumber(4),
        ColumnNumber(5, formula="4-2"),
    ]
