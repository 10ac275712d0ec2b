"""What a printed text looks like: amounts, numbers, years."""

import pytest

from sidak.schemas.text.patterns import is_amount, is_large_number, is_number, is_year


@pytest.mark.parametrize(
    ("text", "amount", "large", "number"),
    [
        ("1.322.123.502.156", True, True, True),
        ("1,200,000,000", True, True, True),
        ("254.784.750,00", True, True, True),
        ("8.309,000", True, True, True),
        ("8.309,000.000", True, True, True),
        ("1.234.56", False, True, False),
        ("123456", False, True, True),
        ("Rp 1.234.567", True, True, True),
        ("(2.500)", True, True, True),
        ("2.466.123.750,-", True, True, True),
        ("96,41", False, False, True),
        ("57.81 %", False, False, True),
        ("-", False, False, True),
        ("12 Bulan", False, False, False),
        ("1.724.3", False, True, False),
        ("", False, False, False),
    ],
)
def test_amounts_and_numbers(text: str, *, amount: bool, large: bool, number: bool) -> None:
    assert (is_amount(text), is_large_number(text), is_number(text)) == (amount, large, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021", True),
        ("(2021)", True),
        ("2018-2023", True),
        ("2018 - 2023", True),
        ("2018/19", True),
        ("1821", False),
        ("20211", False),
        ("Tahun 2021", False),
    ],
)
def test_years(text: str, *, expected: bool) -> None:
    assert is_year(text) is expected
