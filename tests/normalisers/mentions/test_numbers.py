"""Amounts and percentages of a sentence."""

from decimal import Decimal

import pytest

from sidak.normalisers.mentions.numbers import find_numbers, is_amount
from sidak.schemas import FigureStatus


def read(text: str) -> list[tuple[str, Decimal | None, str | None]]:
    return [(one.raw_text, one.value, one.unit) for one in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sebesar Rp. 75.000.000,- ya", [("Rp. 75.000.000,-", Decimal(75000000), "Rp")]),
        ("sebesar Rp64.925.000,50", [("Rp64.925.000,50", Decimal("64925000.50"), "Rp")]),
        (
            "atau 86,57 % dan 90 persen",
            [("86,57 %", Decimal("86.57"), "%"), ("90 persen", Decimal(90), "%")],
        ),
        ("Rp 3.121,08 miliar", [("Rp 3.121,08 miliar", Decimal("3121.08"), "Rp miliar")]),
        ("Rp 12,5 juta", [("Rp 12,5 juta", Decimal("12.5"), "Rp juta")]),
        ("sebanyak 4.485.654 orang", [("4.485.654 orang", Decimal(4485654), "orang")]),
        ("luas 371.164,54 km2 dan", [("371.164,54 km2", Decimal("371164.54"), "km2")]),
        ("tahun 2016 di 5.321 desa dan 12 kota", []),
        ("Rp. 100%", [("100%", Decimal(100), "%")]),
    ],
)
def test_what_is_an_amount_or_a_percentage(
    text: str, expected: list[tuple[str, Decimal, str]]
) -> None:
    assert read(text) == expected


def test_an_amount_without_a_unit_is_suspect() -> None:
    (number,) = find_numbers("mencapai 3.709.528,68 dari semua")
    assert (number.value, number.unit, number.status) == (
        Decimal("3709528.68"),
        None,
        FigureStatus.SUSPECT,
    )


@pytest.mark.parametrize("text", ["Rp. 907458.180,-", "Rp 2.400.,000,000"])
def test_badly_printed_amounts_are_never_accepted(text: str) -> None:
    (number,) = find_numbers(text)
    assert number.status is not FigureStatus.OK


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("100.000", True),
        ("99.999", False),
        ("1,000,000.00", True),
        ("4.01.01.2.09", False),
        ("1234567", False),
    ],
)
def test_amounts_have_six_digits_and_marks(token: str, *, expected: bool) -> None:
    assert is_amount(token) is expected
