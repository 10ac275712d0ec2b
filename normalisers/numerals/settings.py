"""Thresholds of reading numbers in their columns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumeralSettings:
    """Thresholds of the sub-package ``numerals``, all chosen by hand.

    Attributes:
        smallest_rupiah: Below this, in rupiah, a pagu or realisasi among millions is more
            likely cut than real.
        ten: Smaller whole numbers may be scores, which print three decimals as well.
        thousand: A number from which on thousands are grouped.
        hundred_thousand: "450.000" as a decimal would be a score above a hundred; such scores
            are not printed with three decimals.
        lone_beside_plain: Fewest other numbers such as "66.408" beside numbers below a
            thousand without marks that show that a column groups thousands.
        million: An amount from which on a number is a large amount, in rupiah.
        large_percent: A percentage without separator from which on one is missing.
        rupiah_fewest: Fewest large amounts that make an unnamed column one of rupiah.
        siblings_fewest: Numbers of other tables that must agree before they decide what a
            separator means here.
        whole_fewest: Amounts without sen that make a column of whole rupiah. "921.993,065"
            is then no amount with three decimals; "921.993,000" may still be a price.
        whole_per_sen: Amounts without sen for each one with sen that is an oddity.
        sizes_fewest: Fewest amounts whose size says that another is too small.
        prices_fewest: Fewest numbers such as "300.000" that make a price list of a column.
        prices_per_odd: So many of them for each number that is separated otherwise.
        wraps_fewest: Numbers with two decimals that show that narrow cells part them.
        wraps_fewest_parted: The same for numbers whose last decimal is parted.
        spaced_fewest: Fewest numbers of three groups or more, spaces between them, that show
            that a column parts thousands so.
        spaced_share: Share of the long numbers of such a column that are parted so.
        longest_plain_group: Numbers with more digits are long.
        addends_fewest: A sum of so many numbers may still come out by chance.
    """

    smallest_rupiah: int = 1000
    ten: int = 10
    thousand: int = 1000
    hundred_thousand: int = 100_000
    lone_beside_plain: int = 2
    million: int = 1_000_000
    large_percent: int = 1000
    rupiah_fewest: int = 3
    siblings_fewest: int = 3
    whole_fewest: int = 3
    whole_per_sen: int = 10
    sizes_fewest: int = 4
    prices_fewest: int = 5
    prices_per_odd: int = 10
    wraps_fewest: int = 3
    wraps_fewest_parted: int = 5
    spaced_fewest: int = 3
    spaced_share: float = 0.9
    longest_plain_group: int = 3
    addends_fewest: int = 3


SETTINGS = NumeralSettings()
