"""Marks that are taken off before a text is read."""

import pytest

from sidak.schemas.text.markup import strip_markup


def test_two_asterisks_are_emphasis_or_the_mark_of_a_footnote() -> None:
    """Amounts of last year, all marked "**)", were lost with their marks."""
    assert strip_markup("**113.778**") == "113.778"
    assert strip_markup("2.413.015 **)") == "2.413.015 **)"


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("12<sup>1</sup>", "12¹"),
        ("140<sup class='x'>2)</sup>", "140²⁾"),
        ("10 m<SUP>2</SUP> CO<sub>2</sub>", "10 m² CO₂"),
        ("<sup>a</sup>1", "a1"),
        ("<sup>1", "1"),
    ],
)
def test_what_is_raised_stays_apart_from_the_number(marked: str, plain: str) -> None:
    assert strip_markup(marked) == plain
