"""Limits of a run that no user sets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """Limits of a run; all chosen by hand.

    Attributes:
        retry_delays: Seconds to wait before each further try after a fault of the machine.
        cache_days: Days that unused work stays in the cache.
        listed_problems: Documents named one by one at the end of a run; the rest stand in
            ``documents.csv``.
        tesseract_timeout: Seconds that ``tesseract --version`` may take.
    """

    retry_delays: tuple[float, ...] = (1.0, 5.0)
    cache_days: float = 30.0
    listed_problems: int = 20
    tesseract_timeout: float = 30.0


SETTINGS = BatchSettings()
