"""What a number of a sentence measures, by the words around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sidak.normalisers.mentions.settings import SETTINGS
from sidak.normalisers.text.resources import read_rows
from sidak.schemas import Metric

_CLAUSE = re.compile(
    r"\b(?:dari|dengan|dan|serta|atau|dibanding(?:kan)?|terhadap|menjadi)\b|[,;:(]"
)
_WORD = re.compile(r"[^\W\d_]+|[,;:(]")


@dataclass(frozen=True, slots=True)
class MetricWord:
    """A line of ``data/mention_words.tsv``: words that name a metric.

    Attributes:
        kind: "money", "share" or "any": numbers in rupiah, percentages, or both.
        pattern: The words, in small letters.
        metric: What they name.
        is_sure: Whether they leave no doubt.
    """

    kind: str
    pattern: re.Pattern[str]
    metric: Metric
    is_sure: bool


def _load_words() -> tuple[MetricWord, ...]:
    return tuple(
        MetricWord(kind, re.compile(pattern), Metric(metric), surety == "sure")
        for kind, pattern, metric, surety in read_rows("mention_words.tsv")
    )


_WORDS = _load_words()


@dataclass(frozen=True, slots=True)
class MetricReading:
    """A metric and whether the words leave no doubt of it."""

    metric: Metric
    is_sure: bool


def read_metric(before: str, *, is_share: bool) -> MetricReading | None:
    """Return what the words before a number name; the nearest clause that names a metric wins.

    Args:
        before: The sentence from the number before to this one.
        is_share: Whether it is a percentage.

    Returns:
        ``None`` if no word names a metric.
    """
    for place, clause in enumerate(_clauses(before)):
        found = _name_metric(clause, "share" if is_share else "money")
        if found is not None:
            return MetricReading(found.metric, found.is_sure and place <= 2)
    return None


def _clauses(before: str) -> Sequence[str]:
    """Return the clauses of the last words before a number, the nearest first."""
    words = list(_WORD.finditer(before))[-SETTINGS.reach * 2 :]
    text = before[words[0].start() :].casefold() if words else ""
    parts: list[str] = []
    start = 0
    for match in _CLAUSE.finditer(text):
        parts.append(text[start : match.start()])
        start = match.start()
    parts.append(text[start:])
    return [" ".join(part.split()) for part in reversed(parts)]


def _name_metric(clause: str, kind: str) -> MetricWord | None:
    return next(
        (word for word in _WORDS if word.kind in (kind, "any") and word.pattern.search(clause)),
        None,
    )
