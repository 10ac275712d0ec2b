"""The order in which open figures are solved, and what each decision changes.

A session holds the present assignment and the set of open figures. Decisions make other
figures solvable, so figures are solved until none can be; then groups of them; then cells
are read again, which may open further figures.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sidak.expectations.identities.collect import CollectedIdentities
from sidak.expectations.identities.model import Identity
from sidak.expectations.repair.candidates import (
    ScannedNumber,
    list_regroupings,
    number_of,
    parse_reading,
)
from sidak.expectations.repair.constraints import find_independent_pair, make_problem
from sidak.expectations.repair.readings import CellReadings
from sidak.expectations.repair.settings import SETTINGS
from sidak.expectations.repair.solver import Correction, Solver
from sidak.schemas import ACCEPTED_STATUSES, Figure, FigureStatus
from sidak.schemas.tables import SCANNED_METHODS


class RepairSession:
    """Decides the figures of the scanned pages of one document.

    Attributes:
        corrections: Figures that were doubted or changed, and their decided numbers.
        open: Figures whose number is still in question.
    """

    def __init__(
        self,
        printed: Mapping[str, Figure],
        assumed: Mapping[str, Figure],
        collected: CollectedIdentities,
        readings: CellReadings,
    ) -> None:
        """Open every doubted figure, and those read in several ways that break an identity.

        Args:
            printed: The figures as they were read, by id.
            assumed: The same with doubted ones taken for readable.
            collected: The identities between these.
            readings: What was read in their cells.
        """
        self._assumed = assumed
        self._readings = readings
        self._problem = make_problem(
            assumed.values(), (one for one in collected.trusted if not one.is_trivial)
        )
        self._doubted = frozenset(
            one for one, two in printed.items() if two.status not in ACCEPTED_STATUSES
        )
        self._decided: set[str] = set()
        self.corrections: dict[str, Correction] = {}
        self.open: set[str] = set()
        self.open.update([one for one in assumed if self._is_in_question(one)])

    @property
    def solver(self) -> Solver:
        """A solver for the present assignment and open figures."""
        return Solver(self._problem, self._readings, self.open, self._doubted)

    def solve(self) -> None:
        """Decide what can be decided, reading cells again where that may help."""
        waiting = [one for one in sorted(self.open) if self._problem.identities_of(one)]
        waiting = waiting[: SETTINGS.most_rereads]
        self._readings.reread(waiting)
        self._solve_round()
        fresh = self._readings.record_rereads([one for one in waiting if one in self.open])
        fresh += self._open_more()
        if fresh:
            self._solve_round()

    def _solve_round(self) -> None:
        self._solve_singly()
        for group in self.solver.group_open():
            for figure_id, correction in self.solver.solve_group(group).items():
                self._accept(figure_id, correction)
        self._solve_singly()

    def _solve_singly(self) -> None:
        """Decide figures one by one until no decision makes another one possible."""
        is_moving = True
        while is_moving:
            is_moving = False
            for figure_id in sorted(self.open):
                correction = self.solver.solve_figure(figure_id)
                if correction is not None and self._accept(figure_id, correction):
                    is_moving = True

    def _accept(self, figure_id: str, correction: Correction) -> bool:
        """Decide a figure, unless reading its cell again refutes a changed number."""
        number, own = correction.number, self._problem.number_at(figure_id)
        is_changed = number.value != own.value
        figure = self._problem.figures[figure_id]
        if is_changed and not self._readings.confirms_change(figure, number, own):
            return False
        self.open.discard(figure_id)
        self._decided.add(figure_id)
        if is_changed or figure_id in self._doubted:
            self.corrections[figure_id] = correction
            self._problem = self._problem.assign({figure_id: number})
        return True

    def undo(self, figure_ids: Iterable[str]) -> None:
        """Take corrections back; their figures are open again, with the numbers assumed."""
        for figure_id in figure_ids:
            del self.corrections[figure_id]
            self._decided.discard(figure_id)
            self._problem = self._problem.reset([self._assumed[figure_id]])
            self.open.add(figure_id)

    # Which figures are in question

    def _is_in_question(self, figure_id: str) -> bool:
        """Return True if a figure is doubted, or read differently and breaks an identity."""
        figure = self._problem.figures[figure_id]
        if not self._is_repairable(figure):
            return False
        if figure_id in self._doubted:
            return True
        is_clear = self._readings.all_agree(figure)
        return not is_clear and bool(self._problem.list_broken(figure_id))

    def _is_repairable(self, figure: Figure) -> bool:
        """Return True if a figure is a number of a scan that no person decided."""
        return (
            figure.method in SCANNED_METHODS
            and number_of(figure) is not None
            and figure.status is not FigureStatus.DECIDED
        )

    def _open_more(self) -> list[str]:
        """Read cells again whose figure a likely confusion would bring in line.

        Returns:
            The figures in whose cells another number was read; these are open from now on.
        """
        if not self._readings.can_reread:
            return []
        solver, closed = self.solver, self._problem.figures.keys() - self.open - self._decided
        waiting = [
            one
            for one in sorted(closed)
            if self._is_repairable(self._problem.figures[one]) and solver.mends_something(one)
        ]
        found = [
            figure_id
            for figure_id in self._readings.record_rereads(waiting[: SETTINGS.most_rereads])
            if not self._readings.all_agree(self._problem.figures[figure_id])
        ]
        self.open.update(found)
        return found

    # Figures that every reading agrees on

    def find_disputed(self) -> dict[str, ScannedNumber]:
        """Return figures on which all readings agree, but that one likely confusion mends.

        If the cell can be read again and the rereads confirm the other number, the figure is
        corrected instead.

        Returns:
            Figure id to the number that its identities require.
        """
        solver = self.solver
        suspected = {
            figure_id: number
            for figure_id in self._problem.figures
            if figure_id not in self.open | self._decided
            and (number := solver.find_only_confusion(figure_id)) is not None
        }
        disputed: dict[str, ScannedNumber] = {}
        for figure_id, number in suspected.items():
            broken = self._problem.list_broken(figure_id)
            pair = find_independent_pair(broken, figure_id)
            if not pair or self._has_rival(figure_id, broken, suspected):
                continue
            correction = Correction(number, pair)
            if not (self._readings.can_reread and self._accept(figure_id, correction)):
                disputed[figure_id] = number
        return disputed

    @staticmethod
    def _has_rival(
        figure_id: str, broken: Iterable[Identity], suspected: Mapping[str, ScannedNumber]
    ) -> bool:
        members = {other for one in broken for other in one.figure_ids}
        return bool((members & suspected.keys()) - {figure_id})

    # How a correction is stated

    def list_evidence(self, correction: Correction) -> list[Identity]:
        """Return the evidence of a correction with the numbers as they stand at the end."""
        return [self._problem.substitute(one) for one in correction.evidence]

    def find_unsupported(self, broken: Iterable[Identity]) -> list[str]:
        """Return the corrected figures whose correction does not hold in the end.

        With other values the rows of a table may nest otherwise and obey other identities.

        Args:
            broken: The identities of the corrected tables that do not hold.
        """
        solver = self.solver
        in_broken = {
            figure_id
            for one in broken
            if not self._problem.is_off_by_rounding(one)
            for figure_id in one.figure_ids
        }
        return [
            figure_id
            for figure_id, correction in self.corrections.items()
            if figure_id in in_broken or not solver.is_supported(correction)
        ]


def assume_readable(figure: Figure, texts: Iterable[str]) -> Figure:
    """Return a doubted figure of a scan as if it had been accepted.

    Args:
        figure: Any figure.
        texts: The readings of its cell, for one whose own text is no number.
    """
    if figure.method not in SCANNED_METHODS or figure.status in ACCEPTED_STATUSES:
        return figure
    if figure.value is not None:
        return replace(figure, status=FigureStatus.OK)
    parsed = [(text, one) for text in texts if (one := parse_reading(text, figure))]
    if not parsed:
        return figure
    # An amount whose groups are complete is the better guess.
    whole = [one for text, one in parsed if not list(list_regroupings(text, one))]
    number = whole[0] if whole else parsed[0][1]
    return replace(figure, value=number.value, decimals=number.decimals, status=FigureStatus.OK)
