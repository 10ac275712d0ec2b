"""Marks that are taken off before a text is read."""

from sidak.schemas.text.markup import strip_markup


def test_two_asterisks_are_emphasis_or_the_mark_of_a_footnote() -> None:
    """Amounts of last year, all marked "**)", were lost with their marks."""
    assert strip_markup("**113.778**") == "113.778"
    assert strip_markup("2.413.015 **)") == "2.413.015 **)"
