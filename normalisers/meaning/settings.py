"""Thresholds of the verdict on meanings."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MeaningSettings:
    """Thresholds of the verdict on meanings.

    Attributes:
        smallest_amount: Rupiah; a budget of a programme or kegiatan below it is doubted. No
            report seen plans less than a thousand rupiah. Chosen by hand.
        no_share: A share in per cent that no report reaches; what is larger is an amount.
            The largest that was seen is 16,000.
        bare_amount: Smallest number that a header such as "Jumlah" leaves without a meaning:
            persons and things are counted in smaller numbers in most reports.
        change_rows: Fewest rows in which a budget and its change are the revised budget.
        change_agreed: Share of the rows that must do so, unchanged ones among them.
        price_rows: Fewest rows in which a price times a volume is the cost.
        price_agreed: Share of the rows that must do so.
        running_rows: Fewest rows whose quarters are running totals.
        running_share: Share of the rows whose quarters differ that must be so.
        foreign_rows: Fewest rows that tell whether a column is the serapan that its header
            says.
        foreign_agreed: Largest share of them that may be so in a column that is not.
        foreign_share: How far a number may be from what its row's amounts make it, as a share.
        foreign_rounding: The same in percent: whole ones are printed.
        percent_most: Largest number of a column that may still be percentages.
        percent_fractions: Share of its numbers that must have decimals then.
        naming_letters: Letters that a header needs, years, quarters and units left out, to name
            what its column measures. Chosen by hand.
        torn_letters: Letters in lower case up to which a header is rather the end of a word.
        factor_smallest: Smallest amount of a column headed in thousands or millions, from
            which on all of them are rather whole rupiah. Chosen by hand.
        factor_round: Share of its amounts that end in three zeros then; amounts in thousands
            rarely do.
        factor_amounts: Fewest amounts that tell.
        percent_signs: Fewest cells with "%" in a column headed "(%)" that make the sign
            necessary.
        wrong_letters: Letters that are wrong, on average, in a word of a scan that is not
            clear. Counted on real scans.
        most_wrong_letters: A name with a larger share of wrong letters may be another name:
            7 in 100 differ between neighbouring names of the nomenclature, and not every
            misread word is known to be one. The 28 figures of 760 that 5 in place of 7 doubts
            had two such words or more.
    """

    smallest_amount: Decimal = Decimal(1000)
    no_share: Decimal = Decimal(100_000)
    bare_amount: Decimal = Decimal(1_000_000)
    change_rows: int = 3
    change_agreed: float = 0.9
    price_rows: int = 3
    price_agreed: float = 0.9
    running_rows: int = 2
    running_share: float = 0.75
    foreign_rows: int = 3
    foreign_agreed: float = 0.2
    foreign_share: Decimal = Decimal("0.02")
    foreign_rounding: Decimal = Decimal("0.6")
    percent_most: Decimal = Decimal(200)
    percent_fractions: float = 0.5
    naming_letters: int = 3
    torn_letters: int = 4
    factor_smallest: Decimal = Decimal(1_000_000)
    factor_round: float = 0.8
    factor_amounts: int = 3
    percent_signs: int = 2
    wrong_letters: float = 1.5
    most_wrong_letters: float = 0.05


SETTINGS = MeaningSettings()
