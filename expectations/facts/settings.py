"""Thresholds of the choice of one figure for one fact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FactSettings:
    """Thresholds of the choice of one figure for one fact. All are chosen by hand.

    Attributes:
        least_alike: Likeness (0 to 100) of the names of two lines of one level that print the
            same amount, from which on they are one line: names are misspelt and broken.
        same_budget: Part of the lines of a table that the tables counting before it must state
            as well, more than which make it one about the same budget.
        least_shared: How many lines these are at least.
        least_words: Words that the name of an indicator has at least to be known without its
            goal.
        least_digits: Digits, zeros at the end left out, that such an amount has at least: a
            round one may be the same by chance.
    """

    least_alike: float = 85
    least_digits: int = 5
    same_budget: float = 0.5
    least_shared: int = 3
    least_words: int = 2


SETTINGS = FactSettings()
