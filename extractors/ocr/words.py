"""Words of a scanned page: which are clear, and what another engine makes of the others.

A word is as clear as its least clear character. Where a word is not, a second engine reads the
line; what both read is clear, and a word that only the second engine reads with confidence
takes the place of the other.
"""

import re
from collections.abc import Sequence

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.settings import SETTINGS

_LETTERS = re.compile(r"[^\W\d_]")
#: Words that say nothing, or that everything beside them says as well.
_PLAIN = re.compile(r"\W*(rp|no)?\W*", re.IGNORECASE)


def find_unclear_words(words: Sequence[OcrWord]) -> tuple[str, ...]:
    """Return the words with letters that were not read with confidence."""
    least = SETTINGS.words.clear_confidence
    return tuple(
        w.text
        for w in words
        if w.confidence < least and _LETTERS.search(w.text) and not _PLAIN.fullmatch(w.text)
    )


def merge_readings(words: Sequence[OcrWord], others: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
    """Return the words of a line after a second engine has read it.

    Args:
        words: As the engine read them that reads every line.
        others: As the second engine read them.
    """
    if len(words) != len(others):
        return confirm_words(words, others)
    return tuple(_choose(w, o) for w, o in zip(words, others, strict=True))


def confirm_words(words: Sequence[OcrWord], others: Sequence[OcrWord]) -> tuple[OcrWord, ...]:
    """Return the words of a line, those clear that a second engine read as well."""
    known = {o.text.casefold() for o in others}
    return tuple(_confirm(w) if w.text.casefold() in known else w for w in words)


def _choose(word: OcrWord, other: OcrWord) -> OcrWord:
    """Return a word as one of two engines read it."""
    own = SETTINGS.words
    if word.text.casefold() == other.text.casefold():
        return _confirm(word)
    has_digits = any(ch.isdigit() for ch in word.text + other.text)
    is_unclear = word.confidence < own.clear_confidence
    is_sure = other.confidence >= own.sure_confidence and _LETTERS.search(other.text)
    if has_digits or not is_unclear or not is_sure:
        return word
    return word._replace(text=other.text, confidence=other.confidence)


def _confirm(word: OcrWord) -> OcrWord:
    return word._replace(confidence=max(word.confidence, SETTINGS.words.clear_confidence))
