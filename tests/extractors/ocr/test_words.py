"""Words that are not clear, and what a second engine makes of them."""

import pytest

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.words import find_unclear_words, merge_readings


def words(*read: tuple[str, float]) -> tuple[OcrWord, ...]:
    return tuple(
        OcrWord(text, confidence, 10 * i, 0, 10 * i + 9, 9)
        for i, (text, confidence) in enumerate(read)
    )


def test_words_with_letters_that_were_read_without_confidence_are_unclear() -> None:
    read = words(("Targel", 56), ("Fisik", 75), ("(Rp)", 31), ("4", 20), ("II", 47), ("-", 3))
    assert find_unclear_words(read) == ("Targel", "II")


@pytest.mark.parametrize(
    ("read", "others", "merged"),
    [
        # both read the same: clear
        (("Kegiatan", 60.0), ("kegiatan", 40.0), ("Kegiatan", 70.0)),
        # the other one is sure of another word
        (("Targel", 56.0), ("Target", 93.0), ("Target", 93.0)),
        (("Targel", 56.0), ("Tarqet", 80.0), ("Targel", 56.0)),
        (("Target", 95.0), ("Tarqet", 96.0), ("Target", 95.0)),
        # digits are decided elsewhere
        (("2O16", 56.0), ("2016", 96.0), ("2O16", 56.0)),
    ],
)
def test_a_second_engine_confirms_or_replaces_an_unclear_word(
    read: tuple[str, float], others: tuple[str, float], merged: tuple[str, float]
) -> None:
    (found,) = merge_readings(words(read), words(others))
    assert (found.text, found.confidence) == merged


def test_where_lines_come_apart_differently_only_equal_words_are_confirmed() -> None:
    found = merge_readings(
        words(("Targel", 50), ("Kinerja", 60)), words(("Target", 95), ("/", 90), ("Kinerja", 9))
    )
    assert [(w.text, w.confidence) for w in found] == [("Targel", 50), ("Kinerja", 70)]
