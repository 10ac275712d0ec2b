"""The balance of a page as published columns."""

import pytest

from sidak.schemas import Box, NumberClass, PageBalance, PrintedDigits
from sidak.schemas.dictionary.balance_columns import (
    balance_columns,
    describe_balance,
    parse_unaccounted,
)

BALANCE = PageBalance(
    ((NumberClass.ACCEPTED, 3), (NumberClass.DATE, 2), (NumberClass.UNACCOUNTED, 1)),
    ((NumberClass.FLAGGED, 2), (NumberClass.UNACCOUNTED, 1)),
    (PrintedDigits("2.500.000", Box(1.5, 2, 30, 12.25)),),
)


def test_every_column_is_described_and_filled() -> None:
    described = describe_balance(BALANCE)
    assert set(described) == {column.name for column in balance_columns()}
    assert described["numbers"] == 6
    assert described["numbers_in_figures"] == 3
    assert described["numbers_structure"] == described["numbers_date"] == 2
    assert described["amounts"] == 3
    assert (described["amounts_accepted"], described["amounts_flagged"]) == (0, 2)
    assert described["unaccounted_at"] == ("2.500.000 @ 1.5 2 30 12.25",)
    assert describe_balance(None) == {}


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("2.500.000 @ 1.5 2 30 12.25", Box(1.5, 2, 30, 12.25)),
        ("2.500.000", None),
        ("2.500.000 @ a b c d", None),
        ("2.500.000 @ 9 9 1 1", None),
    ],
)
def test_places_are_read_back(text: str, box: Box | None) -> None:
    assert parse_unaccounted(text) == box
