"""Header words that the picture of a scan does not show clearly."""

import pytest

from sidak.normalisers.header.spelling import is_known_word
from sidak.normalisers.header.vocabulary import read_unit


@pytest.mark.parametrize(
    ("word", "is_known"),
    [
        ("(larget)", True),
        ("Indlkatif", True),
        ("Danaf", True),
        ("(dlmn", True),
        ("[uta)", True),
        ("3uta)", True),
        ("Realiuau", False),
        ("Targm", False),
        ("JI", False),
        ("f", False),
        ("kuta", False),
    ],
)
def test_a_misread_word_is_known_if_it_can_only_be_one(word: str, is_known: bool) -> None:
    assert is_known_word(word) is is_known


@pytest.mark.parametrize("text", ["Pagu (dlm [uta)", "Pagu (dlm 3uta) 10", "Pagu (dlmn juta)"])
def test_a_misread_factor_is_read(text: str) -> None:
    assert read_unit(text) == "Rp juta"
