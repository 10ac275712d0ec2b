"""Thresholds of the verdict on meanings."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class MeaningSettings:
    """Thresholds of the verdict on meanings.

    Attributes:
        smallest_amount: Rupiah; a budget of a programme or kegiatan below it is doubted. No
            report seen plans less than a thousand rupiah. Chosen by hand.
        naming_letters: Letters that a header needs, years, quarters and units left out, to name
            what its column measures. Chosen by hand.
    """

    smallest_amount: Decimal = Decimal(1000)
    naming_letters: int = 3


SETTINGS = MeaningSettings()
