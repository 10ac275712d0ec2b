"""Identities asked what they say of a figure that may have been misread.

The questions here are those of a judge: does an identity hold if a figure is this number;
does its holding speak for the number; do two identities speak independently.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from sidak.expectations.identities.collect import is_evidence
from sidak.expectations.identities.model import Identity, IdentityOutcome
from sidak.expectations.repair.candidates import ScannedNumber
from sidak.schemas import Figure


class ConstraintIndex:
    """The identities of a document, by figure, with the values that figures have by now.

    Attributes:
        figures: The figures by id, as they stand.
        soft: Identities whose place in the table was perhaps misunderstood; they may
            speak for a number, never against one.
    """

    def __init__(
        self,
        figures: Iterable[Figure],
        identities: Iterable[Identity],
        soft: Iterable[Identity] = (),
    ) -> None:
        self.figures: dict[str, Figure] = {one.figure_id: one for one in figures}
        self._soft = {id(one) for one in soft}
        self._under: dict[str, list[Identity]] = defaultdict(list)
        for identity in [*identities, *soft]:
            for figure in identity.figures:
                self._under[figure.figure_id].append(identity)

    def identities_of(self, figure_id: str) -> Sequence[Identity]:
        """Return the identities that touch a figure."""
        return self._under.get(figure_id, ())

    def is_soft(self, identity: Identity) -> bool:
        """Say whether an identity may only speak for a number."""
        return id(identity) in self._soft

    def assign(self, figure_id: str, number: ScannedNumber) -> None:
        """Give a figure another value from now on."""
        self.figures[figure_id] = with_number(self.figures[figure_id], number)

    def substitute(
        self, identity: Identity, others: Mapping[str, ScannedNumber] | None = None
    ) -> Identity:
        """Return an identity with the values of today.

        Args:
            identity: One of the document's.
            others: Figure ids and what they are supposed to be instead.
        """
        target, *inputs = (
            with_number(self.figures[one.figure_id], others[one.figure_id])
            if others and one.figure_id in others
            else self.figures[one.figure_id]
            for one in identity.figures
        )
        return replace(identity, target=target, inputs=tuple(inputs))

    def holds(
        self, identity: Identity, others: Mapping[str, ScannedNumber] | None = None
    ) -> bool:
        """Say whether an identity holds, to the last digit where nothing needs rounding."""
        stated = self.substitute(identity, others)
        if stated.is_ratio and not stated.inputs[1].value:
            return False
        outcome = stated.outcome
        return outcome is IdentityOutcome.EXACT or (
            outcome is IdentityOutcome.ROUNDED and not stated.is_exact_unit
        )

    def is_off_by_rounding(self, identity: Identity) -> bool:
        """Say whether an identity is off by no more than a report's own rounding."""
        stated = self.substitute(identity)
        is_void = stated.is_ratio and not stated.inputs[1].value
        return not is_void and stated.outcome is not IdentityOutcome.BROKEN

    def discriminates(
        self, identity: Identity, figure_id: str, number: ScannedNumber, own: ScannedNumber
    ) -> bool:
        """Say whether an identity holds with one number, says something, and not with another.

        Args:
            identity: One that touches the figure.
            figure_id: The figure.
            number: What it is supposed to be.
            own: What it would be otherwise.
        """
        others = {figure_id: number}
        if not self.holds(identity, others) or self.substitute(identity, others).is_trivial:
            return False
        return not self.holds(identity, {figure_id: own})

    def confirms_digits(self, identity: Identity, figure_id: str) -> bool:
        """Say whether an identity speaks for every digit of a figure as it stands."""
        stated = self.substitute(identity)
        if stated.is_ratio and not stated.inputs[1].value:
            return False
        own = self.figures[figure_id]
        return is_evidence(stated) and bool(own.value) and stated.supports(own)

    def are_others_confirmed(self, identity: Identity, figure_id: str) -> bool:
        """Say whether each other member of an identity is borne out by another one."""
        return all(
            any(
                self.confirms_digits(two, other.figure_id)
                for two in self.identities_of(other.figure_id)
                if two is not identity and not _touches(two, figure_id)
            )
            for other in identity.figures
            if other.figure_id != figure_id
        )


def with_number(figure: Figure, number: ScannedNumber) -> Figure:
    """Return a figure with another value."""
    return replace(figure, value=number.value, decimals=number.decimals)


def find_independent_pair(identities: Sequence[Identity], figure_id: str) -> Sequence[Identity]:
    """Return two identities that share no other figure, or none at all."""
    for one, other in combinations(identities, 2):
        common = {two.figure_id for two in one.figures} & {
            two.figure_id for two in other.figures
        }
        if common == {figure_id}:
            return (one, other)
    return ()


def list_figure_ids(identities: Iterable[Identity]) -> Iterator[str]:
    """Yield the ids of the figures in identities."""
    for identity in identities:
        for figure in identity.figures:
            yield figure.figure_id


def _touches(identity: Identity, figure_id: str) -> bool:
    return any(one.figure_id == figure_id for one in identity.figures)
