"""Copies of clean reports as scans of them might be read: right, doubted and wrong figures."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from bench.injected_errors.clean_reports import CleanReport
from bench.ocr_noise.misreadings import (
    DigitError,
    Misreading,
    ReadingAgreement,
    misread,
    parse_printed,
    simulate_reread,
)
from sidak.expectations.identities.collect import collect_identities
from sidak.expectations.identities.model import Identity, IdentityOrigin
from sidak.schemas import Cell, Doubt, DoubtKind, Figure, FigureStatus, Table, TypedTable

#: Amounts in which a digit may change without the number of digits.
_LARGE = 10**7


class Scenario(StrEnum):
    """What else is wrong in a copy, to lead the repair astray."""

    NONE = "one misreading, nothing else"
    DENSE = "every tenth figure doubted, half of them misread"
    SAME_SUM = "several misreadings in one identity"
    WRONG_PART = "the report misprints a figure beside doubted ones"
    WRONG_TOTAL = "the report misprints a total over right, doubted parts"
    WRONG_SELF = "the report misprints the doubted figure itself"
    COMPENSATING = "two misreadings that cancel each other in their sum"
    CANCELLED = "two misprints of the report that cancel each other, beside doubted ones"
    ROUNDED = "totals of the report off by a rupiah, beside doubted figures"


@dataclass
class ScannedReport:
    """A clean report whose figures count as read from a scan."""

    report: CleanReport
    figures: dict[str, Figure] = field(init=False)

    def __post_init__(self) -> None:
        tables = self.report.tables
        self.figures = {
            one.figure_id: replace(one, method="ocr")
            for table in tables
            for one in table.figures
        }

    @cached_property
    def identities(self) -> Sequence[Identity]:
        """The identities that its figures obey."""
        gathered = collect_identities(self.report.tables)
        return [one for one in gathered.trusted if not one.is_trivial]

    @cached_property
    def covered(self) -> list[Figure]:
        """Figures under two or more identities."""
        under = Counter(two.figure_id for one in self.identities for two in one.figures)
        return [one for one in self.printable if under[one.figure_id] > 1]

    @cached_property
    def printable(self) -> list[Figure]:
        """Figures whose print says what they are worth by itself."""
        return [one for one in self.figures.values() if _is_plain(one)]

    @cached_property
    def under(self) -> Mapping[str, Sequence[Identity]]:
        """The identities of each figure."""
        found: dict[str, list[Identity]] = defaultdict(list)
        for one in self.identities:
            for figure in one.figures:
                found[figure.figure_id].append(one)
        return found


@dataclass
class Trial:
    """One copy: what it prints and how that was read.

    Attributes:
        scan: The report.
        scenario: What else is wrong.
        printed: Figure id to another number than the clean one, where the report misprints.
        misread: The figures read wrongly.
        doubted: Right figures that one reading has otherwise.
        accepted: Ids of misread figures that the readers nevertheless took for sure.
    """

    scan: ScannedReport
    scenario: Scenario
    printed: dict[str, str] = field(default_factory=dict)
    misread: dict[str, Misreading] = field(default_factory=dict)
    doubted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    accepted: set[str] = field(default_factory=set)

    def print_of(self, figure_id: str) -> str:
        """Return what the report prints."""
        return self.printed.get(figure_id, self.scan.figures[figure_id].raw_text)

    def truth(self, figure_id: str) -> Decimal | None:
        """Return what the printed number is worth."""
        figure = self.scan.figures[figure_id]
        return (
            parse_printed(self.printed[figure_id])
            if figure_id in self.printed
            else figure.value
        )

    def show(self, figure_id: str) -> Figure:
        """Return a figure as its report prints it."""
        return _replace_number(self.scan.figures[figure_id], self.print_of(figure_id))

    def misread_figure(self, figure_id: str, rng: random.Random, *, is_sure: bool) -> bool:
        """Misread a figure; return True if that could be done."""
        if figure_id in self.misread or figure_id in self.doubted:
            return False
        error = misread(self.show(figure_id), rng)
        if error is None:
            return False
        self.misread[figure_id] = error
        if is_sure or error.agreement is ReadingAgreement.ALIKE:
            self.accepted.add(figure_id)
        return True

    def doubt_figure(self, figure_id: str, rng: random.Random) -> bool:
        """Let one reading misread a figure that was read right; return True if it could."""
        if figure_id in self.misread or figure_id in self.doubted:
            return False
        error = misread(self.show(figure_id), rng)
        if error is None:
            return False
        own = self.print_of(figure_id)
        wrong = [text for text in error.readings if text != own]
        self.doubted[figure_id] = (own, *wrong)
        if rng.random() < 0.3:
            self.accepted.add(figure_id)
        return True

    @property
    def tables(self) -> tuple[TypedTable, ...]:
        """The typed tables as read."""
        return tuple(
            replace(table, figures=tuple(self._read(one.figure_id) for one in table.figures))
            for table in self.scan.report.tables
        )

    def _read(self, figure_id: str) -> Figure:
        figure = self.show(figure_id)
        if figure_id in self.misread:
            figure = _replace_number(figure, self.misread[figure_id].readings[0])
        elif figure_id not in self.doubted:
            return figure
        if figure_id in self.accepted:
            return figure
        doubt = Doubt(DoubtKind.READINGS_DIFFER, (figure.raw_text,))
        return replace(figure, status=FigureStatus.SUSPECT, reasons=(doubt,), confidence=0.45)

    def reread(self, figures: Sequence[Figure]) -> list[tuple[str, ...]]:
        """Look again at cells, as the reader of the scan would; always the same."""
        return [self._reread(one.figure_id) for one in figures]

    def _reread(self, figure_id: str) -> tuple[str, ...]:
        printed = self.print_of(figure_id)
        error = self.misread.get(figure_id)
        read = printed if error is None else error.readings[0]
        is_alike = error is not None and error.agreement is ReadingAgreement.ALIKE
        rng = random.Random(f"{figure_id} {printed} {read}")
        return simulate_reread(printed, read, rng, is_alike=is_alike)

    @property
    def raw_tables(self) -> tuple[Table, ...]:
        """The tables as printed, with their readings."""
        wanted: dict[str, dict[tuple[int, int], tuple[str, ...]]] = defaultdict(dict)
        for figure_id in (*self.misread, *self.doubted):
            figure = self.scan.figures[figure_id]
            error = self.misread.get(figure_id)
            texts = error.readings if error is not None else self.doubted[figure_id]
            wanted[figure.table_id][figure.row, figure.column] = tuple(dict.fromkeys(texts))
        return tuple(
            replace(
                table,
                cells=tuple(
                    _replace_readings(one, wanted[table.table_id]) for one in table.cells
                ),
            )
            if table.table_id in wanted
            else table
            for table in self.scan.report.extraction.tables
        )


def _replace_readings(cell: Cell, readings: Mapping[tuple[int, int], tuple[str, ...]]) -> Cell:
    texts = readings.get((cell.row, cell.column))
    return cell if texts is None else replace(cell, readings=texts)


def _replace_number(figure: Figure, text: str) -> Figure:
    if text == figure.raw_text:
        return figure
    decimals = len(text.partition(",")[2])
    return replace(figure, raw_text=text, value=parse_printed(text), decimals=decimals)


def _is_plain(figure: Figure) -> bool:
    text = figure.raw_text
    if not text.replace(".", "").replace(",", "").isdigit() or text.count(",") > 1:
        return False
    return figure.value is not None and parse_printed(text) == figure.value


def make_trial(
    scan: ScannedReport, scenario: Scenario, rng: random.Random, *, is_sure: bool
) -> Trial | None:
    """Make a copy of a report; ``None`` if the report has no place for the scenario.

    Args:
        scan: The report.
        scenario: What else is wrong.
        rng: Of places and digits.
        is_sure: Whether the readers took every misread figure for sure.
    """
    trial = Trial(scan, scenario)
    return trial if _APPLY[scenario](trial, rng, is_sure) else None


def _apply_none(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    return trial.misread_figure(rng.choice(trial.scan.covered).figure_id, rng, is_sure=is_sure)


def _apply_dense(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    for figure in trial.scan.printable:
        dice = rng.random()
        if dice < 0.05:
            trial.misread_figure(figure.figure_id, rng, is_sure=is_sure)
        elif dice < 0.1:
            trial.doubt_figure(figure.figure_id, rng)
    return bool(trial.misread)


def _apply_same_sum(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    identity = rng.choice(trial.scan.identities)
    members = list(identity.figures)
    rng.shuffle(members)
    for figure in members[: rng.choice((2, 2, 3))]:
        if not _is_plain(figure):
            return False
        trial.misread_figure(figure.figure_id, rng, is_sure=is_sure)
    return len(trial.misread) > 1


def _misprint(trial: Trial, figure: Figure, rng: random.Random) -> bool:
    """Let the report misprint a figure: any digit, as hands do."""
    places = [at for at, sign in enumerate(figure.raw_text) if sign.isdigit()]
    at = rng.choice(places[1:] or places)
    other = rng.choice([one for one in "0123456789" if one != figure.raw_text[at]])
    trial.printed[figure.figure_id] = figure.raw_text[:at] + other + figure.raw_text[at + 1 :]
    return True


def _doubt_related(trial: Trial, figure_id: str, rng: random.Random, is_sure: bool) -> bool:
    """Doubt and misread figures that share an identity with one."""
    mates = {
        two.figure_id: two
        for one in trial.scan.under.get(figure_id, ())
        for two in one.figures
        if two.figure_id != figure_id and _is_plain(two)
    }
    listed = sorted(mates)
    rng.shuffle(listed)
    for mate in listed[:4]:
        if rng.random() < 0.25:
            trial.misread_figure(mate, rng, is_sure=is_sure)
        else:
            trial.doubt_figure(mate, rng)
    return bool(trial.doubted)


def _apply_wrong_part(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    figure = rng.choice(trial.scan.covered)
    _misprint(trial, figure, rng)
    return _doubt_related(trial, figure.figure_id, rng, is_sure)


def _apply_wrong_total(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    sums = [one for one in trial.scan.identities if one.origin is IdentityOrigin.HIERARCHY]
    target = rng.choice(sums).target
    if not _is_plain(target):
        return False
    _misprint(trial, target, rng)
    return _doubt_related(trial, target.figure_id, rng, is_sure)


def _apply_wrong_self(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    del is_sure
    figure = rng.choice(trial.scan.covered)
    _misprint(trial, figure, rng)
    return trial.doubt_figure(figure.figure_id, rng)


def _apply_compensating(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    """Misread two addends so that their sum stays."""
    pair = _find_pair(trial, rng)
    if pair is None:
        return False
    for figure, text in pair:
        readings = (text, figure.raw_text) if rng.random() < 0.8 else (text,)
        kind = ReadingAgreement.ONE_RIGHT if len(readings) > 1 else ReadingAgreement.ALIKE
        trial.misread[figure.figure_id] = Misreading(
            figure.figure_id, readings, kind, DigitError.LIKELY
        )
        if is_sure or len(readings) == 1:
            trial.accepted.add(figure.figure_id)
    return True


def _apply_cancelled(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    pair = _find_pair(trial, rng)
    if pair is None:
        return False
    for figure, text in pair:
        trial.printed[figure.figure_id] = text
    return _doubt_related(trial, pair[0][0].figure_id, rng, is_sure)


def _find_pair(trial: Trial, rng: random.Random) -> list[tuple[Figure, str]] | None:
    """Return two addends with a digit changed so that their sum is the same."""
    sums = [
        one
        for one in trial.scan.identities
        if one.origin is IdentityOrigin.HIERARCHY and len(one.inputs) > 1
    ]
    for _ in range(50):
        one, other = rng.sample(rng.choice(sums).inputs, 2)
        at = rng.randrange(2, 7)
        if not (_is_plain(one) and _is_plain(other)):
            continue
        if min(parse_printed(one.raw_text), parse_printed(other.raw_text)) < _LARGE:
            continue
        step = rng.choice((5, -5, 6, -6, 8, 3)) * 10**at
        changed = [parse_printed(one.raw_text) + step, parse_printed(other.raw_text) - step]
        texts = [f"{int(value):,}".replace(",", ".") for value in changed]
        if all(
            _differs_once(*two)
            for two in zip(texts, (one.raw_text, other.raw_text), strict=True)
        ):
            return list(zip((one, other), texts, strict=True))
    return None


def _differs_once(text: str, other: str) -> bool:
    return len(text) == len(other) and sum(map(str.__ne__, text, other)) == 1


def _apply_rounded(trial: Trial, rng: random.Random, is_sure: bool) -> bool:
    sums = [one for one in trial.scan.identities if one.origin is IdentityOrigin.HIERARCHY]
    for identity in rng.sample(sums, min(3, len(sums))):
        target = identity.target
        if not _is_plain(target) or target.decimals:
            continue
        off = int(parse_printed(target.raw_text)) + rng.choice((-1, 1))
        trial.printed[target.figure_id] = f"{off:,}".replace(",", ".")
        _doubt_related(trial, target.figure_id, rng, is_sure)
        if rng.random() < 0.5:
            trial.doubt_figure(target.figure_id, rng)
    return bool(trial.doubted)


_APPLY: Mapping[Scenario, Callable[[Trial, random.Random, bool], bool]] = {
    Scenario.NONE: _apply_none,
    Scenario.DENSE: _apply_dense,
    Scenario.SAME_SUM: _apply_same_sum,
    Scenario.WRONG_PART: _apply_wrong_part,
    Scenario.WRONG_TOTAL: _apply_wrong_total,
    Scenario.WRONG_SELF: _apply_wrong_self,
    Scenario.COMPENSATING: _apply_compensating,
    Scenario.CANCELLED: _apply_cancelled,
    Scenario.ROUNDED: _apply_rounded,
}


def make_trials(
    scans: Sequence[ScannedReport],
    scenario: Scenario,
    figures: int,
    seed: int,
    *,
    is_sure: bool,
) -> Iterator[Trial]:
    """Make copies until so many figures in them are in question.

    Args:
        scans: The reports.
        scenario: What is wrong in the copies.
        figures: Misread and doubted figures in all.
        seed: Of places and digits.
        is_sure: Whether the readers took every misread figure for sure.
    """
    rng = random.Random(f"{seed} {scenario}")
    made = 0
    while made < figures:
        trial = make_trial(rng.choice(scans), scenario, rng, is_sure=is_sure)
        if trial is not None:
            made += len(trial.misread) + len(trial.doubted)
            yield trial
