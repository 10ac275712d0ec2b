"""Axes of charts are told from columns of amounts."""

import pytest

from sidak.expectations.balance.axes import find_axes
from sidak.schemas import Box, PrintedDigits


def column(*texts: str, step: float = 20.0) -> list[PrintedDigits]:
    return [
        PrintedDigits(text, Box(10, at * step, 60, at * step + 9))
        for at, text in enumerate(texts)
    ]


AXIS = ("400.000", "300.000", "200.000", "100.000", "0")


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (column(*AXIS), 5),
        (column(*AXIS[:3]), 0),
        (column("400.000", "310.000", "200.000", "100.000"), 0),
        ([*column(*AXIS[:3]), PrintedDigits("100.000", Box(10, 90, 60, 99))], 0),
        ([PrintedDigits(one.text, one.box, "Pagu ") for one in column(*AXIS)], 0),
        ([PrintedDigits(one.text, one.box, "", " Pagu", 0, 9) for one in column(*AXIS)], 5),
    ],
)
def test_even_values_at_even_places(numbers: list[PrintedDigits], found: int) -> None:
    assert len(find_axes(numbers)) == found
