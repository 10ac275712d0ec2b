"""Figures of a page paired with its truth by value, and what that says of their meaning."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal

from bench.meaning.likeness import list_wrong_aspects, measure_likeness
from bench.meaning.readings import ASPECTS, MeaningFigure, ReadReport
from bench.meaning.truth import MeaningPage, TruthLine

#: Values differ if they are further apart: half of the fourth decimal, or of what rounding
#: to millions leaves.
_TOLERANCE = Decimal("5e-5")
_SHARE = Decimal("1e-6")


@dataclass(frozen=True, slots=True)
class ScoredFigure:
    """A figure whose value is accepted, and how it compares with the page.

    Attributes:
        figure: The figure.
        line: The line of truth that it answers; ``None`` if no line has its value.
        wrong: Which of ``ASPECTS`` are not as the line says.
    """

    figure: MeaningFigure
    line: TruthLine | None
    wrong: tuple[str, ...] = ()

    @property
    def is_soft(self) -> bool:
        """Whether its meaning is debatable."""
        return self.line is not None and self.line.is_soft

    @property
    def is_right(self) -> bool:
        """Whether the page says this number with this meaning."""
        return self.line is not None and not self.wrong


@dataclass(frozen=True, slots=True)
class MeaningCounts:
    """Counts of pages; those of several pages add up.

    Attributes:
        truth: Numbers that the pages say.
        accepted: Figures whose value is accepted and whose meaning is sure.
        right: Of these, with the meaning that the page says.
        soft: Of these, with a meaning that is debatable; in no share.
        silent_value: Of these, that no line of truth has.
        silent_meaning: Of these, with a wrong name, metric, period or unit.
        unsure: Figures whose value is accepted and whose meaning is not sure.
        unsure_right: Of these, with the meaning that the page says.
        flagged: Figures whose value is not accepted.
        wrong_name: Accepted figures with a wrong name.
        wrong_metric: Accepted figures with a wrong metric.
        wrong_period: Accepted figures with a wrong period.
        wrong_unit: Accepted figures with a wrong unit.
    """

    truth: int = 0
    accepted: int = 0
    right: int = 0
    soft: int = 0
    silent_value: int = 0
    silent_meaning: int = 0
    unsure: int = 0
    unsure_right: int = 0
    flagged: int = 0
    wrong_name: int = 0
    wrong_metric: int = 0
    wrong_period: int = 0
    wrong_unit: int = 0

    def __add__(self, other: "MeaningCounts") -> "MeaningCounts":
        return MeaningCounts(
            **{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)}
        )

    @property
    def coverage(self) -> float:
        """Share of the numbers that an accepted figure answers with value and meaning."""
        return self.right / max(1, self.truth - self.soft)


@dataclass(frozen=True, slots=True)
class PageScore:
    """The score of one page."""

    page: MeaningPage
    counts: MeaningCounts
    figures: tuple[ScoredFigure, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many figures with something in common are right and wrong.

    Attributes:
        accepted_right: Accepted, and right.
        accepted_wrong: Accepted, and wrong.
        unsure_right: Not sure of their meaning, though it is right.
        unsure_wrong: Not sure of their meaning, and wrong.
    """

    accepted_right: int = 0
    accepted_wrong: int = 0
    unsure_right: int = 0
    unsure_wrong: int = 0


@dataclass(frozen=True, slots=True)
class CodeTally:
    """What one reason stops.

    Attributes:
        right: Figures with it whose meaning is right.
        wrong: Figures with it whose meaning, or whose value, is wrong.
        only_right: Of the right ones, those that have no other reason.
        only_wrong: Of the wrong ones, those that have no other reason.
    """

    right: int
    wrong: int
    only_right: int
    only_wrong: int


def score_meaning_page(page: MeaningPage, report: ReadReport) -> PageScore:
    """Score what was read on a page.

    Accepted figures are paired with the numbers of the page first, then those of unsure
    meaning with the numbers that are left.
    """
    own = [one for one in report.figures if one.page == page.page]
    accepted = [one for one in own if one.is_sure]
    unsure = [one for one in own if not one.is_sure]
    pairs = _pair(accepted, page.lines)
    taken = {id(line) for line in pairs.values()}
    left = [line for line in page.lines if id(line) not in taken]
    pairs |= _pair(unsure, left)
    scored = tuple(_score(one, pairs.get(id(one))) for one in (*accepted, *unsure))
    counts = _count(scored)
    flagged = sum(one.page == page.page for one in report.flagged)
    extra = MeaningCounts(truth=len(page.lines), flagged=flagged)
    return PageScore(page, counts + extra, scored)


def tally_bases(scores: Iterable[PageScore]) -> dict[tuple[str, str], Tally]:
    """Count figures by aspect and basis; wrong are those whose aspect is wrong.

    Figures that no line of truth has, and debatable ones, are left out.
    """
    counted: dict[tuple[str, str], Counter[tuple[bool, bool]]] = {}
    for one in _list_figures(scores):
        if one.line is None or one.is_soft:
            continue
        for aspect, basis in zip(ASPECTS, one.figure.bases, strict=True):
            kind = (one.figure.is_sure, aspect not in one.wrong)
            counted.setdefault((aspect, basis), Counter())[kind] += 1
    return {
        key: Tally(
            kinds[True, True], kinds[True, False], kinds[False, True], kinds[False, False]
        )
        for key, kinds in sorted(counted.items(), key=lambda entry: _order(entry[0]))
    }


def tally_codes(scores: Iterable[PageScore]) -> dict[str, CodeTally]:
    """Count the figures that each reason stops, right and wrong, most figures first."""
    every: dict[str, Counter[bool]] = {}
    only: dict[str, Counter[bool]] = {}
    for one in _list_figures(scores):
        if one.is_soft:
            continue
        for code in one.figure.codes:
            every.setdefault(code, Counter())[one.is_right] += 1
            only.setdefault(code, Counter())[one.is_right] += len(one.figure.codes) == 1
    return {
        code: CodeTally(count[True], count[False], only[code][True], only[code][False])
        for code, count in sorted(every.items(), key=lambda entry: -entry[1].total())
    }


def _list_figures(scores: Iterable[PageScore]) -> list[ScoredFigure]:
    return [one for score in scores for one in score.figures]


def _order(key: tuple[str, str]) -> tuple[int, str]:
    return ASPECTS.index(key[0]), key[1]


def _pair(figures: Sequence[MeaningFigure], lines: Sequence[TruthLine]) -> dict[int, TruthLine]:
    """Pair figures with lines of the same value, the most alike first.

    Returns:
        Identity of a figure to its line.
    """
    found = []
    for at, figure in enumerate(figures):
        for place, line in enumerate(lines):
            if _is_same_value(figure.value, line.value):
                apart = abs(at / len(figures) - place / len(lines))
                found.append((measure_likeness(line, figure) - apart, at, place))
    pairs: dict[int, TruthLine] = {}
    taken: set[int] = set()
    for _, at, place in sorted(found, reverse=True):
        if id(figures[at]) not in pairs and place not in taken:
            pairs[id(figures[at])] = lines[place]
            taken.add(place)
    return pairs


def _is_same_value(read: Decimal, truth: Decimal) -> bool:
    return abs(read - truth) < _TOLERANCE * max(Decimal(1), abs(truth) * _SHARE)


def _score(figure: MeaningFigure, line: TruthLine | None) -> ScoredFigure:
    return ScoredFigure(figure, line, () if line is None else list_wrong_aspects(line, figure))


def _count(figures: Iterable[ScoredFigure]) -> MeaningCounts:
    total = MeaningCounts()
    for one in figures:
        if not one.figure.is_sure:
            total += MeaningCounts(unsure=1, unsure_right=one.is_right and not one.is_soft)
        elif one.line is None:
            total += MeaningCounts(accepted=1, silent_value=1)
        elif one.is_soft:
            total += MeaningCounts(accepted=1, soft=1)
        else:
            total += MeaningCounts(
                accepted=1,
                right=one.is_right,
                silent_meaning=not one.is_right,
                **{f"wrong_{aspect}": 1 for aspect in one.wrong},
            )
    return total
