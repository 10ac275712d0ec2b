"""Thresholds of the repair of scanned digits."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RepairSettings:
    """Thresholds of the repair.

    Attributes:
        likely_confusion: Distance, in digits, between two digits that a blurred picture
            confuses; other digits, lost ones and marks are 1 apart. Chosen by hand.
        longest_reading: Characters, blanks left out, above which the text of a cell is no
            number. Chosen by hand.
        most_decimals: Digits that a decimal part has at most; reports print two.
        least_digits_for_mark: Digits that a number must have before its decimal mark may
            have been lost: with fewer it would become another small number. Chosen by hand.
        most_rereads: Cells of one document that are read again in each step (blank ones,
            open ones, accepted ones), at most; bounds the time. Chosen by hand.
        most_combinations: Combinations of readings tried for one identity, at most; an
            identity with more stays undecided. Chosen by hand.
        most_steps: Steps of the search through the readings of a group, at most; a group
            that needs more stays undecided. Chosen by hand.
        most_named: Numbers that a reason names, at most. Chosen by hand.
        repaired_confidence: Confidence (0 to 1) of a corrected figure. Chosen by hand.
        confirmed_confidence: Least confidence of a doubted figure that was confirmed.
            Chosen by hand.
        doubted_confidence: Confidence of a disputed figure, and at most of one that stays
            open. Chosen by hand.
        ratio_margin: Percentage points by which a printed share may be off for a number to
            fit with it. Chosen by hand: reports cut off after one decimal.
        same_size: Factor up to which two counts of one row are of one size; the two readings
            of a lone separator are a factor of 1,000 apart. Chosen by hand.
    """

    likely_confusion: float = 0.5
    longest_reading: int = 24
    most_decimals: int = 2
    least_digits_for_mark: int = 3
    most_rereads: int = 80
    most_combinations: int = 500
    most_steps: int = 4000
    most_named: int = 4
    repaired_confidence: float = 0.95
    confirmed_confidence: float = 0.97
    doubted_confidence: float = 0.5
    ratio_margin: Decimal = Decimal("0.1")
    same_size: Decimal = Decimal(5)


SETTINGS = RepairSettings()
