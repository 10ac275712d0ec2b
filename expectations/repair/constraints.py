"""The arithmetic of a document as a constraint problem over its figures.

The variables are the figures, an assignment gives each of them a number, and the
constraints are the arithmetic identities.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sidak.expectations.identities.collect import is_evidence
from sidak.expectations.identities.model import Identity, IdentityOutcome
from sidak.expectations.repair.candidates import ScannedNumber, number_of
from sidak.schemas import Figure


@dataclass(frozen=True, slots=True)
class ConstraintProblem:
    """The identities of a document under one assignment of numbers to figures.

    Attributes:
        figures: The figures by id, each with its assigned number.
        identities: Figure id to the identities that contain the figure.
    """

    figures: Mapping[str, Figure]
    identities: Mapping[str, Sequence[Identity]]

    def identities_of(self, figure_id: str) -> Sequence[Identity]:
        """Return the identities that contain a figure."""
        return self.identities.get(figure_id, ())

    def number_at(self, figure_id: str) -> ScannedNumber:
        """Return the number assigned to a figure.

        Raises:
            ValueError: If it has none.
        """
        number = number_of(self.figures[figure_id])
        if number is None:
            raise ValueError(f"{figure_id} has no value")
        return number

    def assign(self, numbers: Mapping[str, ScannedNumber]) -> "ConstraintProblem":
        """Return the same problem with other numbers assigned to some figures."""
        changed = {one: _set_number(self.figures[one], two) for one, two in numbers.items()}
        return replace(self, figures={**self.figures, **changed})

    def reset(self, figures: Iterable[Figure]) -> "ConstraintProblem":
        """Return the same problem with some figures as given."""
        changed = {one.figure_id: one for one in figures}
        return replace(self, figures={**self.figures, **changed})

    def substitute(
        self, identity: Identity, others: Mapping[str, ScannedNumber] | None = None
    ) -> Identity:
        """Return an identity with the assigned numbers in place of those it was made with.

        Args:
            identity: One of the problem's.
            others: Figure ids and the numbers to put there instead.
        """
        target, *inputs = (
            _set_number(self.figures[one.figure_id], others[one.figure_id])
            if others and one.figure_id in others
            else self.figures[one.figure_id]
            for one in identity.figures
        )
        return replace(identity, target=target, inputs=tuple(inputs))

    def holds(
        self, identity: Identity, others: Mapping[str, ScannedNumber] | None = None
    ) -> bool:
        """Return True if an identity holds, to the last digit where nothing is rounded."""
        stated = self.substitute(identity, others)
        if _divides_by_zero(stated):
            return False
        outcome = stated.outcome
        return outcome is IdentityOutcome.EXACT or (
            outcome is IdentityOutcome.ROUNDED and not stated.is_exact_unit
        )

    def list_broken(self, figure_id: str) -> list[Identity]:
        """Return the identities of a figure that do not hold."""
        return [one for one in self.identities_of(figure_id) if not self.holds(one)]

    def is_off_by_rounding(self, identity: Identity) -> bool:
        """Return True if an identity is off by no more than the report's own rounding."""
        stated = self.substitute(identity)
        return not _divides_by_zero(stated) and stated.outcome is not IdentityOutcome.BROKEN

    def discriminates(
        self, identity: Identity, figure_id: str, number: ScannedNumber, other: ScannedNumber
    ) -> bool:
        """Return True if the identity holds (non-trivially) for `number` but not for `other`.

        Args:
            identity: One that contains the figure.
            figure_id: The figure.
            number: The number that should be preferred.
            other: The number that should be excluded.
        """
        others = {figure_id: number}
        if not self.holds(identity, others) or self.substitute(identity, others).is_trivial:
            return False
        return not self.holds(identity, {figure_id: other})

    def confirms_digits(self, identity: Identity, figure_id: str) -> bool:
        """Return True if an identity holds and depends on every digit of a figure."""
        stated = self.substitute(identity)
        if _divides_by_zero(stated):
            return False
        own = self.figures[figure_id]
        return is_evidence(stated) and bool(own.value) and stated.supports(own)

    def are_others_confirmed(self, identity: Identity, figure_id: str) -> bool:
        """Return True if each other figure of an identity is confirmed without this one."""
        return all(
            any(
                self.confirms_digits(two, other.figure_id)
                for two in self.identities_of(other.figure_id)
                if two is not identity and figure_id not in two.figure_ids
            )
            for other in identity.figures
            if other.figure_id != figure_id
        )


def make_problem(
    figures: Iterable[Figure], identities: Iterable[Identity]
) -> ConstraintProblem:
    """State the constraint problem of a document.

    Args:
        figures: Its figures, with the numbers assigned at first.
        identities: The identities between them.
    """
    by_figure: dict[str, list[Identity]] = defaultdict(list)
    for identity in identities:
        for figure_id in identity.figure_ids:
            by_figure[figure_id].append(identity)
    return ConstraintProblem({one.figure_id: one for one in figures}, by_figure)


def find_independent_pair(
    identities: Sequence[Identity], figure_id: str
) -> tuple[Identity, ...]:
    """Return the first two identities with no common figure but this one; else nothing."""
    for one, other in combinations(identities, 2):
        if set(one.figure_ids) & set(other.figure_ids) == {figure_id}:
            return (one, other)
    return ()


def _set_number(figure: Figure, number: ScannedNumber) -> Figure:
    return replace(figure, value=number.value, decimals=number.decimals)


def _divides_by_zero(identity: Identity) -> bool:
    return identity.is_ratio and not identity.inputs[1].value
