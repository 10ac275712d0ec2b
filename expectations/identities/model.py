"""Arithmetic identities: what a printed number should be by other printed numbers.

An identity is made only of figures whose value is known. Whether all of them are accepted is
a property of its own, ``is_trusted``.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sidak.expectations.identities.groupings import TriedGrouping
from sidak.expectations.identities.tolerances import (
    ratio_bounds,
    resolution,
    rupiah_factor,
    sum_tolerance,
)
from sidak.schemas import ACCEPTED_STATUSES, Figure, FindingKind


class IdentityOutcome(StrEnum):
    """Whether an identity holds."""

    EXACT = "exact"
    ROUNDED = "rounded"  # apart, but by no more than rounding explains
    BROKEN = "broken"


class IdentityOrigin(StrEnum):
    """Where an identity comes from; the message of a finding depends on it."""

    HIERARCHY = "hierarchy"  # a row is the sum of the rows under it
    ROW = "row"  # a column follows from other columns of the row
    COPY = "copy"  # one number printed in two tables


@dataclass(frozen=True, slots=True)
class Identity:
    """``target`` should be ``expected``.

    Attributes:
        kind: Kind of the finding if it is broken.
        origin: Where it comes from.
        target: The figure that follows from the others.
        inputs: The others, in printed order.
        signs: +1 or -1 for each input of a sum; empty for a ratio.
        factor: 100 for a percentage; only for a ratio of two inputs.
        gaps: Rows of the sum that print no number, taken as nothing.
        is_doubtful: Whether the level of one of the rows is a guess.
        reaches_start: Whether the sum goes up to the first line of its table.
        reaches_end: Whether it goes down to the last one; in a table cut in two the
            other half may hold more of its rows.
        inputs_factor: What the inputs are multiplied with to come to the target's unit.
        is_coded: Whether the code of each row of the sum continues that of the target.
        agreeing: Other columns in which the same rows add up to the same row.
        tried: Other groupings of the rows that do not give the target either.
    """

    kind: FindingKind
    origin: IdentityOrigin
    target: Figure
    inputs: tuple[Figure, ...]
    signs: tuple[int, ...] = ()
    factor: Decimal = Decimal(1)
    gaps: int = 0
    inputs_factor: Decimal = Decimal(1)
    is_doubtful: bool = False
    reaches_start: bool = False
    reaches_end: bool = False
    is_coded: bool = False
    agreeing: int = 0
    tried: tuple[TriedGrouping, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, target first."""
        return (self.target, *self.inputs)

    @property
    def figure_ids(self) -> tuple[str, ...]:
        """Ids of all figures, target first."""
        return tuple(figure.figure_id for figure in self.figures)

    @property
    def is_ratio(self) -> bool:
        """Whether it is a ratio of two inputs and not a sum."""
        return not self.signs

    @property
    def is_trusted(self) -> bool:
        """Whether every figure in it is accepted, so that a break is the report's own."""
        return all(figure.status in ACCEPTED_STATUSES for figure in self.figures)

    @property
    def is_trivial(self) -> bool:
        """Whether it holds for zeros only, which is no evidence."""
        return self.difference == 0 and not value_of(self.target)

    @property
    def is_exact_unit(self) -> bool:
        """Whether its numbers are whole amounts in rupiah, where nothing needs rounding."""
        return rupiah_factor(self.target.unit) == 1 and not self.is_ratio

    @property
    def expected(self) -> Decimal:
        """What the target should be, in the target's unit."""
        if self.is_ratio:
            above, below = self.inputs
            return value_of(above) / value_of(below) * self.factor
        total = sum(
            (sign * value_of(one) for sign, one in zip(self.signs, self.inputs, strict=True)),
            Decimal(0),
        )
        return total * self.inputs_factor

    @property
    def difference(self) -> Decimal:
        """Printed minus expected."""
        return value_of(self.target) - self.expected

    @property
    def tolerance(self) -> Decimal:
        """How far apart rounding alone may bring the two."""
        if self.is_ratio:
            above, below = self.inputs
            low, high = ratio_bounds(above, below, self.factor)
            return resolution(self.target) + max(high - self.expected, self.expected - low)
        if self.origin is IdentityOrigin.COPY:
            return max(resolution(self.target), resolution(self.inputs[0]) * self.inputs_factor)
        return sum_tolerance(self.target, self.inputs)

    @property
    def outcome(self) -> IdentityOutcome:
        """Whether it holds."""
        if self.difference == 0:
            return IdentityOutcome.EXACT
        # A copy in the same unit has nothing to round: it is the same or it is not.
        may_round = not (self.origin is IdentityOrigin.COPY and self.inputs_factor == 1)
        if may_round and abs(self.difference) <= self.tolerance:
            return IdentityOutcome.ROUNDED
        return IdentityOutcome.BROKEN

    def implied(self, figure: Figure) -> tuple[Decimal, Decimal] | None:
        """Return the interval in which ``figure`` would have to lie for it to hold.

        ``None`` where the others leave it open.
        """
        margin = resolution(self.target) if self.is_exact_unit else self.tolerance
        if figure.figure_id == self.target.figure_id:
            return self.expected - margin, self.expected + margin
        place = [one.figure_id for one in self.inputs].index(figure.figure_id)
        if self.is_ratio:
            return self._implied_operand(place, margin)
        shift = self.signs[place] * self.difference / self.inputs_factor
        margin = margin / self.inputs_factor
        middle = value_of(figure) + shift
        return middle - margin, middle + margin

    def _implied_operand(self, place: int, margin: Decimal) -> tuple[Decimal, Decimal] | None:
        above, below = (value_of(one) for one in self.inputs)
        target = value_of(self.target)
        edges = [target - margin, target + margin]
        if place == 0:
            found = [edge * below / self.factor for edge in edges]
        elif min(edges) <= 0 <= max(edges):
            return None
        else:
            found = [above * self.factor / edge for edge in edges]
        return min(found), max(found)

    def supports(self, figure: Figure) -> bool:
        """Return True if every printed digit of ``figure`` matters for it to hold.

        A percentage of four digits does not depend on the last digits of an amount of
        eleven, so a ratio supports its target and operands that are printed no finer.
        """
        if not self.is_ratio or figure.figure_id == self.target.figure_id:
            return True
        finest = resolution(self.target) / abs(value_of(self.target))
        value = abs(value_of(figure))
        return value != 0 and resolution(figure) / value >= finest


def value_of(figure: Figure) -> Decimal:
    """Return the value of a figure that is known to have one.

    Raises:
        ValueError: If it has none.
    """
    if figure.value is None:
        raise ValueError(f"{figure.figure_id} has no value")
    return figure.value
