"""Thresholds of comparing names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameSettings:
    """Thresholds of comparing names, chosen by hand.

    Attributes:
        misspelling_similarity: Similarity (0 to 100) to a word of the official name from
            which on a word that no official name has is its misspelling.
        listed_misspelling_similarity: The same for a word that some list has, perhaps
            misspelt itself.
        same_meaning_likeness: Likeness (0 to 1) under which two names of one code mean
            different things.
        sorted_words_factor: What a similarity of sorted words counts of one in order.
    """

    misspelling_similarity: float = 80.0
    listed_misspelling_similarity: float = 92.0
    same_meaning_likeness: float = 0.72
    sorted_words_factor: float = 0.97


SETTINGS = NameSettings()
