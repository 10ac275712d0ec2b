"""Formulas as reports print them."""

from decimal import Decimal

import pytest

from sidak.expectations.identities.formulas import Formula, parse_formula

PERCENT = Decimal(100)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("8/7X100", Formula(("8", "7"), (), PERCENT)),
        ("7/6*100", Formula(("7", "6"), (), PERCENT)),
        ("(7/6)x100%", Formula(("7", "6"), (), PERCENT)),
        ("8 : 7 x 100", Formula(("8", "7"), (), PERCENT)),
        ("8/7%", Formula(("8", "7"), (), PERCENT)),
        ("8/7", Formula(("8", "7"), (), Decimal(1))),
        ("(5+7+9)", Formula(("5", "7", "9"), (1, 1, 1))),
        ("5+7+9", Formula(("5", "7", "9"), (1, 1, 1))),
        ("4-5", Formula(("4", "5"), (1, -1))),
        ("4 – 5", Formula(("4", "5"), (1, -1))),
        ("(5)+(7)", None),
        ("rata-rata", None),
        ("5", None),
        ("100", None),
        ("8/7/6", None),
        ("8/7x10", None),
        ("5+", None),
        ("-5", None),
        ("", None),
    ],
)
def test_parse_formula(text: str, formula: Formula | None) -> None:
    assert parse_formula(text) == formula
