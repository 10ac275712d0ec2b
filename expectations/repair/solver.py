"""Solve for the digits of single figures, and of groups of figures that share identities.

A number is accepted for a figure only if

- a reading is that number, or is nearer to it than to the number as read;
- of all readings and all likely confusions it alone satisfies every identity of the figure;
- two identities without another common figure discriminate it from the number as read, or
  one does whose other figures are each confirmed by another identity.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from sidak.expectations.identities.model import Identity
from sidak.expectations.repair.candidates import (
    CandidateNumber,
    ReadingSupport,
    ScannedNumber,
    list_confusions,
    number_of,
)
from sidak.expectations.repair.constraints import ConstraintProblem, find_independent_pair
from sidak.expectations.repair.readings import CellReadings
from sidak.expectations.repair.settings import SETTINGS
from sidak.schemas import FigureStatus
from sidak.schemas.tables import SCANNED_METHODS


@dataclass(frozen=True, slots=True)
class Correction:
    """The number of a figure, and the identities that are evidence for it."""

    number: ScannedNumber
    evidence: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Solver:
    """Solves one constraint problem; changes neither it nor the set of open figures.

    Attributes:
        problem: The identities under the present assignment.
        readings: What was read in each cell; the domain of an open figure.
        open: Ids of the figures whose number is in question.
        doubted: Ids of the figures that the reader did not accept.
    """

    problem: ConstraintProblem
    readings: CellReadings
    open: AbstractSet[str]
    doubted: AbstractSet[str]

    def list_readings(self, figure_id: str) -> list[ScannedNumber]:
        """Return the assigned number of a figure and the other numbers read in its cell."""
        others = self.readings.list_others(self.problem.figures[figure_id])
        return [self.problem.number_at(figure_id), *others]

    def list_candidates(self, figure_id: str) -> list[CandidateNumber]:
        """Return what else a figure may be: other readings and likely confusions."""
        return self.readings.list_candidates(self.problem.figures[figure_id])

    # One figure

    def solve_figure(
        self, figure_id: str, group: AbstractSet[str] = frozenset()
    ) -> Correction | None:
        """Return the proven number of a figure; ``None`` if there is none.

        Args:
            figure_id: An open figure.
            group: Open figures that count as decided meanwhile.
        """
        others = self.open - {figure_id} - group
        ready = [
            one
            for one in self.problem.identities_of(figure_id)
            if others.isdisjoint(one.figure_ids)
        ]
        number = self._find_only_number(figure_id, ready)
        if number is None:
            return None
        evidence = self._find_evidence(figure_id, number, ready)
        return Correction(number, evidence) if evidence else None

    def _find_only_number(
        self, figure_id: str, identities: Sequence[Identity]
    ) -> ScannedNumber | None:
        """Return the only number that satisfies all identities, if a reading supports it."""
        problem = self.problem
        own = CandidateNumber(problem.number_at(figure_id), ReadingSupport.EQUAL)
        left = [own, *self.list_candidates(figure_id)]
        for identity in identities:
            fitting = [one for one in left if problem.holds(identity, {figure_id: one.number})]
            # Being off by the report's own rounding is no evidence against the print.
            has_own = own in left and own not in fitting
            if has_own and problem.is_off_by_rounding(identity):
                fitting.insert(0, own)
            left = fitting
        is_only = bool(identities) and len(left) == 1
        return left[0].number if is_only and left[0].support else None

    def _find_evidence(
        self, figure_id: str, number: ScannedNumber, identities: Sequence[Identity]
    ) -> tuple[Identity, ...]:
        """Return the identities that prove a number; none if they do not suffice."""
        problem, own = self.problem, self.problem.number_at(figure_id)
        is_own = number.value == own.value
        if is_own:
            rivals = self.list_readings(figure_id)[1:]
            found = [
                one
                for one in identities
                if problem.confirms_digits(one, figure_id)
                and not any(problem.holds(one, {figure_id: rival}) for rival in rivals)
            ]
        else:
            found = [
                one for one in identities if problem.discriminates(one, figure_id, number, own)
            ]
        pair = find_independent_pair(found, figure_id)
        if pair:
            return pair
        is_accepted = is_own and figure_id not in self.doubted
        for one in found:
            if is_accepted or problem.are_others_confirmed(one, figure_id):
                return (one,)
        figure = problem.figures[figure_id]
        if found and self.readings.is_read_twice(figure, number):
            return (found[0],)
        return ()

    # Several figures that share identities

    def group_open(self) -> list[list[str]]:
        """Return groups of open figures that share identities some readings satisfy.

        Figures of an identity that no combination of their readings satisfies cannot be
        decided: something else is wrong in it. They are left out, and with them what
        depends on them.
        """
        unsolvable: set[str] = set()
        for identity in self._list_identities(sorted(self.open)):
            members = [one for one in dict.fromkeys(identity.figure_ids) if one in self.open]
            choices = [self.list_readings(one) for one in members]
            if prod(map(len, choices)) > SETTINGS.most_combinations:
                continue
            if not any(
                self.problem.holds(identity, dict(zip(members, numbers, strict=True)))
                for numbers in product(*choices)
            ):
                unsolvable.update(members)
        return list(self._split_open(unsolvable))

    def _split_open(self, unsolvable: AbstractSet[str]) -> Iterator[list[str]]:
        left = set(self.open - unsolvable)
        while left:
            group: set[str] = set()
            waiting = [min(left)]
            while waiting:
                one = waiting.pop()
                if one in group:
                    continue
                group.add(one)
                for identity in self.problem.identities_of(one):
                    members = set(identity.figure_ids)
                    if not members & unsolvable:
                        waiting.extend(sorted((members & left) - group))
            left -= group
            if len(group) > 1:
                yield sorted(group)

    def _list_identities(self, figure_ids: Iterable[str]) -> list[Identity]:
        """Return the identities of figures, each once."""
        found = {id(one): one for two in figure_ids for one in self.problem.identities_of(two)}
        return list(found.values())

    def solve_group(self, group: Sequence[str]) -> dict[str, Correction]:
        """Return what the only combination of readings that satisfies everything proves."""
        solutions = self._list_solutions(group)
        return self._prove(solutions[0]) if len(solutions) == 1 else {}

    def _list_solutions(self, group: Sequence[str]) -> list[dict[str, ScannedNumber]]:
        """Return combinations of readings that satisfy all identities of a group, at most two.

        Returns nothing if there are too many combinations to try.
        """
        outside = self.open - set(group)
        identities = [
            (one, set(one.figure_ids) & set(group))
            for one in self._list_identities(group)
            if outside.isdisjoint(one.figure_ids)
        ]
        order = _order_variables(group, [members for _, members in identities])
        due: dict[str, list[Identity]] = {one: [] for one in order}
        for identity, members in identities:
            due[max(members, key=order.index)].append(identity)
        solutions: list[dict[str, ScannedNumber]] = []
        steps = 0

        def search(place: int, chosen: dict[str, ScannedNumber]) -> None:
            nonlocal steps
            if place == len(order):
                solutions.append(dict(chosen))
                return
            figure_id = order[place]
            for number in self.list_readings(figure_id):
                steps += 1
                if steps > SETTINGS.most_steps or len(solutions) > 1:
                    return
                chosen[figure_id] = number
                if all(self.problem.holds(one, chosen) for one in due[figure_id]):
                    search(place + 1, chosen)
            chosen.pop(figure_id, None)

        search(0, {})
        return [] if steps > SETTINGS.most_steps else solutions

    def _prove(self, solution: Mapping[str, ScannedNumber]) -> dict[str, Correction]:
        """Return what a solution proves, each figure by others that are proven too."""
        left: AbstractSet[str] = solution.keys()
        while True:
            proven: dict[str, Correction] = {}
            for figure_id in sorted(left):
                others = {one: two for one, two in solution.items() if one != figure_id}
                solver = replace(self, problem=self.problem.assign(others))
                correction = solver.solve_figure(figure_id, left)
                if correction and correction.number.value == solution[figure_id].value:
                    proven[figure_id] = correction
            if len(proven) == len(left):
                return proven
            left = proven.keys()

    # Figures that every reading agrees on

    def find_only_confusion(self, figure_id: str) -> ScannedNumber | None:
        """Return the only likely confusion that mends all that an accepted figure breaks."""
        problem, figure = self.problem, self.problem.figures[figure_id]
        own = number_of(figure)
        if figure.method not in SCANNED_METHODS or own is None or figure_id in self.doubted:
            return None
        if figure.status is FigureStatus.DECIDED:
            return None
        broken = problem.list_broken(figure_id)
        if len(broken) < 2 or not all(self.open.isdisjoint(one.figure_ids) for one in broken):
            return None
        identities = problem.identities_of(figure_id)
        mending = {
            number.value: number
            for number in list_confusions(own)
            if number.value != own.value
            and all(problem.holds(one, {figure_id: number}) for one in identities)
        }
        return next(iter(mending.values())) if len(mending) == 1 else None

    def mends_something(self, figure_id: str) -> bool:
        """Return True if a likely confusion of a figure mends an identity that it breaks."""
        problem, own = self.problem, self.problem.number_at(figure_id)
        broken = problem.list_broken(figure_id)
        return any(
            problem.discriminates(one, figure_id, number, own)
            for number in (list_confusions(own) if broken else ())
            for one in broken
        )

    # Figures that stay open

    def list_suggestions(self, figure_id: str) -> list[CandidateNumber]:
        """Return the candidates that mend something the figure breaks as it stands."""
        broken = self.problem.list_broken(figure_id)
        return [
            one
            for one in self.list_candidates(figure_id)
            if any(self.problem.holds(two, {figure_id: one.number}) for two in broken)
        ]

    def shares_broken(self, figure_id: str) -> bool:
        """Return True if a figure breaks an identity together with another open figure."""
        others = self.open - {figure_id}
        broken = self.problem.list_broken(figure_id)
        return any(not others.isdisjoint(one.figure_ids) for one in broken)

    def is_supported(self, correction: Correction) -> bool:
        """Return True if the evidence of a correction holds between decided figures."""
        return all(
            self.problem.holds(one) and self.open.isdisjoint(one.figure_ids)
            for one in correction.evidence
        )


def _order_variables(group: Sequence[str], identities: Sequence[set[str]]) -> list[str]:
    """Return the figures so that identities are complete as early as can be."""
    order: list[str] = []
    left = list(group)
    while left:
        placed = set(order)
        missing = [len(members - placed) for members in identities]

        def rank(one: str, sizes: Sequence[int] = tuple(missing)) -> tuple[int, str]:
            own = [
                size for size, members in zip(sizes, identities, strict=True) if one in members
            ]
            return (min(own, default=len(group) + 1), one)

        best = min(left, key=rank)
        left.remove(best)
        order.append(best)
    return order
