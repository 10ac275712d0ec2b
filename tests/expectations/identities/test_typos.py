"""Typing errors and rounded numbers."""

from decimal import Decimal

import pytest

from sidak.expectations.identities.typos import is_rounded_off, is_typo


@pytest.mark.parametrize(
    ("printed", "meant", "expected"),
    [
        (54752703561, 54752703672, False),
        (711694079906, 711694079960, True),
        (1234, 1244, True),
        (1234, 12345, True),
        (1234, 134, True),
        (1234, 1234, False),
        (1234, 4321, False),
    ],
)
def test_typing_error(printed: int, meant: int, expected: bool) -> None:
    assert is_typo(Decimal(printed), Decimal(meant)) is expected


@pytest.mark.parametrize(
    ("printed", "meant", "expected"),
    [
        ("710760000", "710762332", True),
        ("621660000", "621655461", True),
        ("710760000", "710790332", False),  # further off than its zeros
        ("710760000", "710761000", False),  # as round itself
        ("710762300", "710762332", False),  # too few zeros
        ("0", "500", False),
    ],
)
def test_rounding(printed: str, meant: str, expected: bool) -> None:
    assert is_rounded_off(Decimal(printed), Decimal(meant)) is expected
