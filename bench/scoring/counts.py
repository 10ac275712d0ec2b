"""What the scorer counts, and what went wrong by name."""

from dataclasses import dataclass, fields
from enum import StrEnum


class MissKind(StrEnum):
    """What went wrong."""

    WRONG = "wrong"
    MISSED = "missed"
    SPURIOUS = "spurious"
    FLAGGED = "flagged"
    TABLE_MISSED = "table_missed"
    ROW_MISSED = "row_missed"
    ROW_SPURIOUS = "row_spurious"
    ROW_TEXT = "row_text"
    LEVEL = "level"
    ROLE = "role"
    METRIC = "metric"
    YEAR = "year"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that is not as labelled."""

    kind: MissKind
    file: str
    page: int
    row: str
    column: str
    read: str
    truth: str
    is_silent: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ScoreCounts:
    """Counted over labelled pages; the counts of several pages add up.

    ``figures`` is the sum of the five counts after it. Rows that are wholly empty and
    cells whose worth the labels cannot decide (``not_scored``) are left out. ``meanings``
    are labelled figures that were read, whatever they mean; ``meanings_wrong`` are accepted
    ones with a sure meaning whose metric, year or unit is not the labelled one.
    """

    figures: int = 0
    right: int = 0
    wrong: int = 0
    flagged_right: int = 0
    flagged_wrong: int = 0
    missed: int = 0
    spurious: int = 0
    spurious_flagged: int = 0
    not_scored: int = 0
    rows: int = 0
    rows_exact: int = 0
    rows_exact_unspaced: int = 0
    rows_missed: int = 0
    rows_spurious: int = 0
    meanings: int = 0
    meanings_sure: int = 0
    meanings_wrong: int = 0
    levels: int = 0
    levels_right: int = 0
    metrics: int = 0
    metrics_right: int = 0
    years: int = 0
    years_right: int = 0
    units: int = 0
    units_right: int = 0
    roles: int = 0
    roles_right: int = 0
    tables: int = 0
    tables_found: int = 0
    tables_torn: int = 0
    tables_spurious: int = 0

    def __add__(self, other: "ScoreCounts") -> "ScoreCounts":
        return ScoreCounts(
            **{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        )

    @property
    def silent(self) -> int:
        """Silent errors: accepted figures that are wrong or not there at all."""
        return self.wrong + self.spurious


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of some labelled pages of one report, with what went wrong by name."""

    counts: ScoreCounts
    misses: tuple[Miss, ...] = ()
    undecided: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.counts + other.counts,
            self.misses + other.misses,
            self.undecided + other.undecided,
        )

    @property
    def silent_errors(self) -> tuple[Miss, ...]:
        """The silent errors by name."""
        return tuple(miss for miss in self.misses if miss.is_silent)


class ScoreCollector:
    """Counts and misses of one page while they are gathered."""

    def __init__(self, file: str, page: int) -> None:
        self.file, self.page = file, page
        self.counts: dict[str, int] = {}
        self.misses: list[Miss] = []
        self.undecided: list[str] = []

    def count(self, name: str, by: int = 1) -> None:
        """Raise a count of ``Counts``."""
        self.counts[name] = self.counts.get(name, 0) + by

    def miss(
        self,
        kind: MissKind,
        row: str,
        column: str = "",
        *,
        read: str = "",
        truth: str = "",
        is_silent: bool = False,
        reason: str = "",
    ) -> None:
        """Keep what went wrong by name."""
        self.misses.append(
            Miss(kind, self.file, self.page, row, column, read, truth, is_silent, reason)
        )

    def compare(self, name: str, kind: MissKind, row: str, column: str, *, read: str | None,
                truth: str, is_right: bool) -> None:  # fmt: skip
        """Count ``name`` and ``name_right``; keep the miss."""
        self.count(name)
        if is_right:
            self.count(f"{name}_right")
        else:
            self.miss(kind, row, column, read=str(read), truth=truth)

    def score(self) -> Score:
        """Return what was gathered."""
        return Score(ScoreCounts(**self.counts), tuple(self.misses), tuple(self.undecided))
