"""Rows of scanned tables."""

import pytest

from sidak.extractors.ocr.rows import complete_column_numbers


@pytest.mark.parametrize(
    ("texts", "completed"),
    [
        (["1", "2", "3", "z", "5", "6=5/4X100"], ["1", "2", "3", "4", "5", "6=5/4X100"]),
        (["/", "2", "3", "4", "5", "7", "8-76*100", "9"], list("12345789")),
        (["1", "2", "3", "4", "s", "6", "?", "a"], list("12345678")),
        (["1", "Program", "12", "5"], []),
        (["1", "75", "80", "96"], []),
    ],
)
def test_column_numbers_are_known_though_misread(
    texts: list[str], completed: list[str]
) -> None:
    assert complete_column_numbers(texts) == completed
