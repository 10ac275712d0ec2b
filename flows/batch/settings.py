"""Limits of a run that no user sets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """Limits of a run; all chosen by hand.

    Attributes:
        many_scans: Scanned pages above which a document is shared out among workers.
        pages_per_part: Scanned pages that one worker reads at a time. A page takes seconds,
            so the last part is done soon after the others.
        longest_message: Characters of an unexpected error that a reason quotes.
        retry_delays: Seconds to wait before each further try after a fault of the machine.
        most_deaths: Processes that may die of one document in a run: what kills one kills the
            next.
        cache_days: Days that unused work stays in the cache.
        listed_problems: Documents named one by one at the end of a run; the rest stand in
            ``documents.csv``.
        tesseract_timeout: Seconds that ``tesseract --version`` may take.
    """

    many_scans: int = 12
    pages_per_part: int = 4
    longest_message: int = 460
    retry_delays: tuple[float, ...] = (1.0, 5.0)
    most_deaths: int = 2
    cache_days: float = 30.0
    listed_problems: int = 20
    tesseract_timeout: float = 30.0


SETTINGS = BatchSettings()
