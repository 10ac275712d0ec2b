"""Digits that count nothing."""

import pytest

from sidak.normalisers.numerals.identifiers import is_identifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("197805122005011003", True),
        ("19600803 199003 1 005", True),
        ("NIP. 19610705 198603 1 014", True),
        ("197813122005011003", False),  # no thirteenth month
        ("123456789012345678", False),
        ("081234567890", True),
        ("(0286) 321345", True),
        ("0,123", False),
        ("012", False),
        ("1.500.000", False),
    ],
)
def test_identifiers(text: str, expected: bool) -> None:
    assert is_identifier(text) is expected
