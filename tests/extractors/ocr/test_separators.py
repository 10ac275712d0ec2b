"""Separators recovered from the ink."""

import pytest

from sidak.extractors.ocr.separators import (
    InkComponent,
    count_inner_separators,
    has_wide_gap,
    restore_separators,
)


def components(drawing: str) -> list[InkComponent]:
    """Make the ink of a line: ``d`` a digit, ``.`` a full stop, ``,`` a comma."""
    return [
        InkComponent(10 * i, 10 * i + 8, 1.0, 0.0, False)
        if ch == "d"
        else InkComponent(
            10 * i, 10 * i + 3, 0.3 if ch == "," else 0.2, 0.2 * (ch == ","), True
        )
        for i, ch in enumerate(drawing)
        if ch != " "
    ]


@pytest.mark.parametrize(
    ("text", "drawing", "is_first", "restored"),
    [
        ("4234.25", "d.ddd.dd", True, "4.234.25"),
        ("318", ".ddd", False, ".318"),
        ("318", ".ddd", True, "318"),
        ("701610.000", "ddd.ddd.ddd", True, "701.610.000"),
        ("1250000", "d,ddd,ddd", True, "1,250,000"),
        ("100", "d.dd", True, "100"),
        ("12345", "d.dd.dd", True, "12345"),
        ("1234", "dd.dd", True, "1234"),
        ("12345678", "dd,ddd,ddd", True, "12,345,678"),
        ("1.250", "dddd", True, "1.250"),
        ("1.250", "d.dddd", True, "1.250"),
        ("12 Bulan", "dd", True, "12 Bulan"),
        ("1.250", "", True, "1.250"),
    ],
)
def test_lost_separators_are_restored_from_the_ink(
    text: str, drawing: str, is_first: bool, restored: str
) -> None:
    assert restore_separators(text, components(drawing), is_first=is_first) == restored


def test_separators_between_digits_are_counted() -> None:
    assert [count_inner_separators(components(d)) for d in (".d.dd.", "dd", "")] == [1, 0, 0]


def test_digits_further_apart_than_others_have_lost_a_separator() -> None:
    assert has_wide_gap(components("dd dd"))
    assert not has_wide_gap(components("dddd"))
    assert not has_wide_gap(components("dd.dd"))
