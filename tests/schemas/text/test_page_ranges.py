"""Page numbers written short."""

from sidak.schemas.text.page_ranges import format_page_ranges


def test_page_numbers_are_written_short() -> None:
    assert format_page_ranges([7, 1, 2, 3]) == "1-3, 7"
    assert format_page_ranges([7, 1, 2, 3, 3]) == "1-3, 7"
    assert format_page_ranges([5, 6]) == "5-6"
    assert format_page_ranges([]) == ""
