"""Mentions of programme lines against the figures that the tables print of them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sidak.expectations.findings.settings import SETTINGS
from sidak.expectations.identities.model import value_of
from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.expectations.identities.typos import is_typo
from sidak.normalisers.mentions.names import words_of
from sidak.schemas import (
    ACCEPTED_STATUSES,
    DoubtKind,
    Figure,
    Mention,
    Metric,
    Sentence,
    TypedTable,
)

_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?![\d.,/])")
#: Words of another stage of the budget, or of several lines together.
_OTHER_AMOUNT = re.compile(
    r"murni|semula|perubahan|pergeseran|sebelum|apbn|\bawal\b|perjanjian\s+kinerja|"
    r"\bseluruhnya\b|\bkeseluruhan\b",
    re.IGNORECASE,
)
_COMPARED = frozenset({Metric.PAGU, Metric.REALISASI_ANGGARAN})
#: Doubts under which it is not known of which line a sentence speaks, or of what.
_VAGUE = frozenset(
    {
        DoubtKind.MENTION_NAME_BEFORE,
        DoubtKind.MENTION_NAME_UNSURE,
        DoubtKind.MENTION_METRIC_UNKNOWN,
    }
)


@dataclass(frozen=True, slots=True)
class LineContradiction:
    """An amount that a sentence states of a programme line and its tables do not print.

    Attributes:
        mention: The amount in the sentence.
        value: The same in rupiah.
        name: The line as its table names it.
        figure: The figure of the table that it should repeat.
        expected: That figure in rupiah.
    """

    mention: Mention
    value: Decimal
    name: str
    figure: Figure
    expected: Decimal


class LineFigures:
    """The money figures of the programme lines of a document."""

    def __init__(self, tables: Sequence[TypedTable]) -> None:
        self._figures: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        self._words: dict[str, tuple[str, ...]] = {}
        for table in tables:
            for item in table.items:
                if words := words_of(item):
                    self._words[item.item_id] = words
            for figure in table.figures:
                words = self._words.get(figure.item_id or "", ())
                if words and figure.value is not None and rupiah_factor(figure.unit):
                    self._figures[words].append(figure)

    def of_line(self, item_id: str | None) -> Sequence[Figure]:
        """Return the figures of all lines with the name of an item."""
        return self._figures.get(self._words.get(item_id or "", ()), ())

    def contradict(self, mention: Mention, value: Decimal) -> Figure | None:
        """Return the figure that a sentence contradicts; ``None`` if it may well be right.

        Amounts of other years are no contradiction, nor are parts of a rupiah.
        """
        figures, metric = self.of_line(mention.item_id), mention.metric
        if any(figure.status not in ACCEPTED_STATUSES for figure in figures):
            return None
        if any(abs(in_rupiah(figure) - value) < 1 for figure in figures):
            return None
        own = {
            in_rupiah(one): one
            for one in figures
            if one.metric is metric and one.value and _is_of_period(one, mention.period)
        }
        if not own or len(own) > SETTINGS.most_values:
            return None
        nearest = min(own, key=lambda one: abs(one - value))
        low, high = sorted((nearest, value))
        is_near = low > 0 and high <= SETTINGS.farthest_factor * low
        return own[nearest] if is_near or is_typo(value, nearest) else None


def _is_of_period(figure: Figure, period: str | None) -> bool:
    """Return True unless a figure is known to be of another year than a sentence."""
    is_known = period is not None and figure.year is not None
    return not is_known or str(figure.year) in str(period)


def find_contradictions(sentence: Sentence, lines: LineFigures) -> Iterator[LineContradiction]:
    """Yield amounts stated of a programme line whose tables print others."""
    if len(set(_YEAR.findall(sentence.text))) > 1 or _OTHER_AMOUNT.search(sentence.text):
        return
    for mention in sentence.mentions:
        value = mention_in_rupiah(mention)
        if value is None or mention.metric not in _COMPARED:
            continue
        if any(doubt.kind in _VAGUE for doubt in mention.reasons):
            continue
        figure = lines.contradict(mention, value)
        if figure is not None:
            yield LineContradiction(mention, value, figure.item_name, figure, in_rupiah(figure))


def infer_list_metrics(
    sentences: Sequence[Sentence], lines: LineFigures
) -> tuple[Sentence, ...]:
    """Return sentences, entries of a list that name no metric with that of its other entries.

    A list of budgets says so in its introduction. On a page on which several entries state
    the pagu of their lines to the rupiah, and none another amount of them, an entry that does
    not say what it states is a pagu too.

    Args:
        sentences: All sentences of a document.
        lines: The figures of its tables.
    """
    proven = Counter(
        sentence.page
        for sentence in sentences
        for mention in sentence.mentions
        if _equal_metrics(mention, lines) == {Metric.PAGU}
    )
    refuted = {
        sentence.page
        for sentence in sentences
        for mention in sentence.mentions
        if (equal := _equal_metrics(mention, lines)) and Metric.PAGU not in equal
    }
    return tuple(
        replace(sentence, mentions=tuple(map(_as_pagu, sentence.mentions)))
        if proven[sentence.page] >= SETTINGS.least_in_list and sentence.page not in refuted
        else sentence
        for sentence in sentences
    )


def _equal_metrics(mention: Mention, lines: LineFigures) -> set[Metric]:
    """Return the metrics of the figures of its line that print the amount of a mention."""
    value = mention_in_rupiah(mention)
    if value is None:
        return set()
    return {one.metric for one in lines.of_line(mention.item_id) if in_rupiah(one) == value}


def _as_pagu(mention: Mention) -> Mention:
    """Return a mention of a known line, of which it is not said what it states, as a pagu."""
    unknown = DoubtKind.MENTION_METRIC_UNKNOWN
    vague = {doubt.kind for doubt in mention.reasons} & _VAGUE
    if mention.metric is not Metric.LAINNYA or vague != {unknown}:
        return mention
    reasons = tuple(doubt for doubt in mention.reasons if doubt.kind is not unknown)
    return replace(mention, metric=Metric.PAGU, reasons=reasons)


def in_rupiah(figure: Figure) -> Decimal:
    """Return a figure of money in rupiah."""
    return value_of(figure) * (rupiah_factor(figure.unit) or Decimal(1))


def mention_in_rupiah(mention: Mention) -> Decimal | None:
    """Return an amount that a sentence prints to the last rupiah; ``None`` if it is rounded."""
    is_plain = mention.unit == "Rp" and mention.value is not None
    return mention.value if is_plain else None
