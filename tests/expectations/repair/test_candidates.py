"""What a figure of a scan may be instead of the number read."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sidak.expectations.repair.candidates import (
    ReadingSupport,
    ScannedNumber,
    edit_distance,
    list_candidates,
    list_confusions,
    parse_reading,
)
from tests.expectations.repair.scans import scan


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("28.140.000", "28140000"),
        ("Rp 28.140.000,00", "28140000.00"),
        ("$8.140.000", "58140000"),
        ("28,140,000", "28140000"),
        ("28.140. 000", "28140000"),
        ("12 Bulan", "12"),
        ("BAIK", None),
        ("", None),
        ("28.140.000 12.110.000 11.070.000 1.040.000", None),
    ],
)
def test_readings_are_parsed_as_their_figure_was(text: str, value: str | None) -> None:
    figure = scan()[0].figures[0]
    number = parse_reading(text, figure)
    assert (None if number is None else number.value) == (
        None if value is None else Decimal(value)
    )


def test_typical_confusions_are_one_digit_a_lost_first_one_or_a_lost_mark() -> None:
    values = {one.value for one in list_confusions(ScannedNumber("130"))}
    assert {Decimal(one) for one in ("180", "730", "138", "136", "139")} <= values
    assert {Decimal(one) for one in ("1130", "9130", "13.0", "1.30")} <= values
    assert Decimal(120) not in values


def test_likely_confusions_are_nearer_than_others() -> None:
    assert edit_distance(ScannedNumber("130"), ScannedNumber("180")) == 0.5
    assert edit_distance(ScannedNumber("130"), ScannedNumber("120")) == 1.0
    assert edit_distance(ScannedNumber("130"), ScannedNumber("1130")) == 1.0
    assert edit_distance(ScannedNumber("130"), ScannedNumber("130", 1)) == 1.0


def test_a_group_of_four_digits_has_one_too_many() -> None:
    figure = replace(scan()[0].figures[0], value=Decimal(260), raw_text="260")
    found = {one.value: one.support for one in list_candidates(figure, ("26.140.0008",))}
    assert found[Decimal(26140000)] is ReadingSupport.NEARER
    assert Decimal(261400008) not in found
