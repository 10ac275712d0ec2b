"""Amounts that two reports state of the same line, and how far they differ."""

from dataclasses import dataclass
from decimal import Decimal

from sidak.expectations.identities.model import value_of
from sidak.expectations.identities.tolerances import resolution, rupiah_factor
from sidak.schemas import (
    PROGRAMME_LEVELS,
    BudgetStage,
    Document,
    DocumentKind,
    Figure,
    Item,
    Level,
    MatchStatus,
    Metric,
)

#: What is compared between reports.
COMPARED_METRICS = (Metric.PAGU, Metric.REALISASI_ANGGARAN)
#: Levels of the lines that are compared.
COMPARED_LEVELS = frozenset({*PROGRAMME_LEVELS, Level.TOTAL})
_MATCHED = frozenset({MatchStatus.AUTO, MatchStatus.DECIDED})
#: Reports whose amounts of a year that is over do not change any more.
_ACCOUNTS = frozenset({DocumentKind.LKJIP, DocumentKind.LRA})


def kode_of(item: Item) -> str | None:
    """Return the code of a line, if it is accepted."""
    return item.kode if item.match_status in _MATCHED else None


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """One amount of a report: what it is of, and the figure that states it."""

    name: str
    kode: str | None
    level: Level
    figure: Figure

    @property
    def rupiah(self) -> Decimal:
        """The amount in rupiah."""
        return value_of(self.figure) * self._factor

    @property
    def margin(self) -> Decimal:
        """How much of it rounding may explain, in rupiah."""
        factor = self._factor
        return Decimal(0) if factor == 1 else resolution(self.figure) * factor

    @property
    def _factor(self) -> Decimal:
        return rupiah_factor(self.figure.unit or "Rp") or Decimal(1)


@dataclass(frozen=True, slots=True)
class AmountPair:
    """The same amount in an earlier and a later report."""

    earlier: StatedAmount
    later: StatedAmount

    @property
    def gap(self) -> Decimal:
        """Later minus earlier, in rupiah."""
        return self.later.rupiah - self.earlier.rupiah

    @property
    def is_of_one_stage(self) -> bool:
        """Whether both amounts are known to be of the same stage of the budget."""
        stages = {self.earlier.figure.budget_stage, self.later.figure.budget_stage}
        return len(stages) == 1 and BudgetStage.UNKNOWN not in stages

    @property
    def agrees(self) -> bool:
        """Whether the two differ by no more than rounding explains."""
        return abs(self.gap) <= self.earlier.margin + self.later.margin


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """The amounts of one year and metric that two reports of an agency have in common.

    Attributes:
        earlier: The report that is taken as given.
        later: The report that is compared with it.
        year: Year of the amounts.
        metric: What they measure.
        pairs: The amounts.
    """

    earlier: Document
    later: Document
    year: int
    metric: Metric
    pairs: tuple[AmountPair, ...]

    @property
    def differing(self) -> list[AmountPair]:
        """The amounts that the reports do not agree on."""
        return [pair for pair in self.pairs if not pair.agrees]

    @property
    def is_account(self) -> bool:
        """Whether both reports account for a year that is over."""
        return self.earlier.kind in _ACCOUNTS and self.later.kind in _ACCOUNTS

    def is_like_with_like(self, pair: AmountPair) -> bool:
        """Return True if two amounts are of one moment, so that they should be equal.

        What was spent up to some month only grows: it may not fall from a report within the
        year to the account of that year. Plans change lawfully from one stage to the next.
        """
        if self.metric is Metric.PAGU:
            return pair.is_of_one_stage or self.is_account
        return self.is_account or (self.later.kind in _ACCOUNTS and pair.gap < 0)
