"""Thresholds of the comparison between reports."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CrossDocumentSettings:
    """Thresholds of the comparison between reports. All are chosen by hand.

    Attributes:
        least_agreeing: Amounts that two reports must have equal before one that is not
            stands out and has a finding of its own.
        agreeing_share: Part of their common amounts that must be equal for that.
        least_alike: Likeness of two names (0 to 100) under one code from which on they are
            one line: codes were given new meanings.
        same_money: Difference, as a part of the larger, up to which two tables of a report
            state a line of the same money, even if one of the two amounts is wrong.
        most_listed: Differing lines whose figures one finding lists, at most.
        most_named: Differing lines that its message names, at most.
        least_copied: Amounts in lines of the same name that the reports of two agencies must
            print alike before they were copied.
        least_digits: Digits, zeros at the end left out, by which an amount is known.
        least_copied: int = 4
    least_digits: int = 5
    longest_short_name: Letters that a short name of an agency has at most.
    """

    least_agreeing: int = 3
    agreeing_share: Decimal = Decimal("0.5")
    least_alike: float = 70
    same_money: Decimal = Decimal("0.01")
    most_listed: int = 20
    most_named: int = 3
    least_copied: int = 4
    least_digits: int = 5
    longest_short_name: int = 14


SETTINGS = CrossDocumentSettings()
