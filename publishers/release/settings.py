"""Sizes of a release."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReleaseSettings:
    """Sizes of a release; chosen by hand.

    Attributes:
        most_merged_figures: Figures up to which a release also holds each table as one CSV
            and one Parquet file; above, a file of figures is too large to be opened at once.
        most_changed: Share of the documents of a large release up to which its database is made
            from the last one; above, filling a new one takes no longer.
        duckdb_memory: Memory that DuckDB may take while the database is filled.
        duckdb_threads: Threads that DuckDB may use for it.
        most_listed_changes: Documents, or findings, that ``CHANGES.md`` names at most.
        most_named_regions: Regions that ``README.md`` names at most.
        most_sources: Reports that ``datapackage.json`` names at most; of more it names the
            table.
    """

    most_merged_figures: int = 2_000_000
    most_changed: float = 0.2
    duckdb_memory: str = "512MB"
    duckdb_threads: int = 2
    most_listed_changes: int = 30
    most_named_regions: int = 20
    most_sources: int = 1000


SETTINGS = ReleaseSettings()
