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
        most_deaths: Processes that may die of one document or region in a run: what kills one
            kills the next.
        cache_days: Days that unused work stays in the cache.
        listed_problems: Documents named one by one at the end of a run; the rest stand in
            ``documents.csv``.
        region_timeout: Seconds that one step of a region may take.
        region_memory: Most memory that a process which makes parts of regions may hold, in MiB.
        shrinking: Share of its documents, figures or accepted figures that a region may lose
            against the last release.
        listed_documents: Rows of the table of documents that a Prefect artifact shows.
        notify_timeout: Seconds that the command which tells people may take.
        least_free: MiB that must be free where a run writes.
        tesseract_timeout: Seconds that ``tesseract --version`` may take.
    """

    many_scans: int = 12
    pages_per_part: int = 4
    longest_message: int = 460
    retry_delays: tuple[float, ...] = (1.0, 5.0)
    most_deaths: int = 2
    cache_days: float = 30.0
    listed_problems: int = 20
    region_timeout: float = 3600.0
    region_memory: int = 1536
    shrinking: float = 0.2
    listed_documents: int = 500
    notify_timeout: float = 60.0
    least_free: int = 64
    tesseract_timeout: float = 30.0


SETTINGS = BatchSettings()
