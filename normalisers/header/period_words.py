"""What headers say of time beside a year: growth, end of a plan, stage of a budget."""

import re
from collections.abc import Sequence
from functools import cache

from sidak.normalisers.header.periods import find_range, remove_ranges
from sidak.normalisers.header.spelling import join_broken_words
from sidak.normalisers.text.resources import read_rows
from sidak.schemas import BudgetStage, Metric

_SPACES = re.compile(r"\s+")
#: A year less an earlier one, and nothing else but units: "2017-2016 (%)".
_DIFFERENCE = re.compile(
    r"\W*(?:rp\.?|%)?\W*((?:19|20)\d{2})\s*[-–]\s*((?:19|20)\d{2})\W*(?:rp\.?|%)?\W*", re.I
)


@cache
def _load_patterns(what: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Load the lines of ``data/period_words.tsv`` for one thing."""
    rows = [[*row, ""][:3] for row in read_rows("period_words.tsv")]
    return tuple((re.compile(pattern), value) for name, pattern, value in rows if name == what)


def _find(what: str, text: str) -> str | None:
    lowered = _SPACES.sub(" ", text.lower()).strip()
    patterns = _load_patterns(what)
    return next((value for pattern, value in patterns if pattern.search(lowered)), None)


def find_metric_of_time(path: Sequence[str]) -> Metric | None:
    """Return growth or the end of a plan, if a header names it; the lowest text first."""
    for text in reversed(path):
        value = _find("metric", join_broken_words(text.lower()))
        if value is not None:
            return Metric(value)
        years = _DIFFERENCE.fullmatch(text)
        if years is not None and int(years[1]) > int(years[2]):
            return Metric.PERTUMBUHAN
    return None


def find_stage(texts: Sequence[str]) -> BudgetStage:
    """Return which budget is named, by the first of ``texts`` that names one."""
    for text in texts:
        value = _find("stage", text)
        if value is not None:
            return BudgetStage(value)
    return BudgetStage.UNKNOWN


def is_cumulative(text: str) -> bool:
    """Return True for "s.d. TW II", "kumulatif"; not for the span "2013 s.d 2018"."""
    rest = remove_ranges(text) if find_range(text) else text
    return _find("cumulative", rest) is not None
