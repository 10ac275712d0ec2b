"""Thresholds of the findings."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FindingSettings:
    """Thresholds of the findings. All are chosen by hand.

    Attributes:
        large_amount: Rupiah from which on a difference is an error whatever its share.
        large_share: Part of the larger number from which on a difference is an error.
        large_points: Units from which on a difference of other numbers than money is one.
        far_capaian: Difference from the plain ratio, as a part of it, from which on a
            capaian was computed in another way.
        least_digits_of_duplicate: Digits that a number must have before findings with the
            same two numbers in several tables are one fault.
        least_rows_to_group: Findings with the same two numbers in one column of a table from
            which on they are one.
        most_figures: Figures that a finding about many lists, at most.
        most_examples: Examples that a finding about ill-printed numbers names.
        most_causes: Causes that the finding about doubtful readings names.
        longest_name: Characters after which a name in a message is cut off.
        widest_sentence: Characters between two amounts that belong to one sentence.
        widest_gap: Characters between an amount and what belongs to it: its words, its
            percentage.
        least_known_digits: Digits, zeros at the end left out, by which an amount is known.
        near_in_table: Difference, as a part of an amount, up to which the amount of a table
            is what a sentence repeats.
        share_margin: Percentage points by which a percentage may be off at least.
        farthest_share: Percentage points from which on a percentage is none of the two
            amounts beside it.
        plain_words: Words from which on a name counts without "program" or "kegiatan" in
            front of it.
        widest_code_gap: Characters between a code and the name that follows it.
        reach: Characters between a name and the first amount of it.
        step: Characters between that amount and the second one.
        most_values: Values of one metric that a programme line may print; with more it is
            not known which one a sentence repeats.
        farthest_factor: Factor between two amounts up to which they may be meant as one.
    """

    large_amount: Decimal = Decimal(1_000_000)
    large_share: Decimal = Decimal("0.01")
    large_points: Decimal = Decimal(1)
    far_capaian: Decimal = Decimal("0.2")
    least_digits_of_duplicate: int = 3
    least_rows_to_group: int = 3
    most_figures: int = 40
    most_examples: int = 3
    most_causes: int = 4
    longest_name: int = 60
    widest_sentence: int = 90
    widest_gap: int = 40
    least_known_digits: int = 7
    near_in_table: Decimal = Decimal("0.000001")
    share_margin: Decimal = Decimal("0.01")
    farthest_share: Decimal = Decimal(20)
    plain_words: int = 3
    widest_code_gap: int = 4
    reach: int = 110
    step: int = 90
    most_values: int = 2
    farthest_factor: Decimal = Decimal("1.5")


SETTINGS = FindingSettings()
