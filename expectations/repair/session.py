"""The figures of a document while their digits are decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sidak.expectations.identities.collect import SCANNED_METHODS, CollectedIdentities
from sidak.expectations.identities.model import Identity
from sidak.expectations.repair.candidates import (
    CandidateNumber,
    ReadingSupport,
    ScannedNumber,
    list_confusions,
    list_regroupings,
    number_of,
    parse_reading,
)
from sidak.expectations.repair.constraints import (
    ConstraintIndex,
    find_independent_pair,
    list_figure_ids,
)
from sidak.expectations.repair.readings import CellReadings
from sidak.expectations.repair.solver import group_figures, list_solutions
from sidak.schemas import ACCEPTED_STATUSES, Figure, FigureStatus

#: Cells of one report that are looked at again, doubted ones and sure ones each.
_MOST_LOOKS = 80


@dataclass(frozen=True, slots=True)
class Correction:
    """What a figure is, and the identities that say so."""

    number: ScannedNumber
    evidence: tuple[Identity, ...]


class RepairSession:
    """Decides figures of scanned pages, first one by one, then together.

    Attributes:
        constraints: The identities, with the values that the figures have by now.
        corrections: Figures that were doubted or changed, and what they are.
        open: Figures that are still in question.
    """

    def __init__(
        self,
        printed: Mapping[str, Figure],
        assumed: Iterable[Figure],
        collected: CollectedIdentities,
        readings_of_cells: CellReadings,
    ) -> None:
        """Open the case of every doubted figure and of those that break an identity.

        Args:
            printed: The figures as they were read, by id.
            assumed: The same with doubted ones taken for what they say.
            collected: The identities between these.
            readings_of_cells: What was read in their cells.
        """
        self._printed = printed
        self._readings = readings_of_cells
        self.constraints = ConstraintIndex(
            assumed,
            (one for one in collected.trusted if not one.is_trivial),
            (one for one in collected.dropped if not one.is_trivial),
        )
        self.corrections: dict[str, Correction] = {}
        self.open = {one for one in self.constraints.figures if self._is_open(one)}
        self._decided: set[str] = set()

    def decide_all(self) -> None:
        """Decide what can be decided."""
        waiting = [one for one in sorted(self.open) if self.constraints.identities_of(one)][
            :_MOST_LOOKS
        ]
        self._readings.reread_cells(waiting)
        self._decide_round()
        fresh = self._readings.record_rereads([one for one in waiting if one in self.open])
        fresh += self._open_more()
        if fresh:
            self._decide_round()

    def _decide_round(self) -> None:
        self._decide_singly()
        for group in group_figures(self.constraints, self.open, self.list_readings):
            self._decide_together(group)
        self._decide_singly()

    def _open_more(self) -> list[str]:
        """Look again at sure figures that a likely confusion would bring in line.

        Those of which another number is seen then come into question.
        """
        waiting = [
            one for one in sorted(self.constraints.figures) if self._is_worth_rereading(one)
        ]
        found = [
            figure_id
            for figure_id in self._readings.record_rereads(waiting[:_MOST_LOOKS])
            if not self._readings.all_agree(self.constraints.figures[figure_id])
        ]
        self.open.update(found)
        return found

    def _is_worth_rereading(self, figure_id: str) -> bool:
        figure = self.constraints.figures[figure_id]
        own = number_of(figure)
        if (
            figure.method not in SCANNED_METHODS
            or own is None
            or figure_id in self.open | self._decided
        ):
            return False
        if not self._readings.can_reread or figure.status is FigureStatus.DECIDED:
            return False
        broken = [
            one
            for one in self.constraints.identities_of(figure_id)
            if not self.constraints.holds(one)
        ]
        return any(
            self.constraints.discriminates(one, figure_id, number, own)
            for number in (list_confusions(own) if broken else ())
            for one in broken
        )

    def undo(self, figure_ids: Iterable[str], originals: Mapping[str, Figure]) -> None:
        """Take verdicts back.

        Args:
            figure_ids: The figures.
            originals: Figures as they were taken at first, by id.
        """
        for figure_id in figure_ids:
            del self.corrections[figure_id]
            self._decided.discard(figure_id)
            self.constraints.figures[figure_id] = originals[figure_id]
            self.open.add(figure_id)

    # What is in question

    def _is_open(self, figure_id: str) -> bool:
        """Say whether a figure is doubted, or read in several ways and at odds."""
        figure = self.constraints.figures[figure_id]
        if figure.method not in SCANNED_METHODS or number_of(figure) is None:
            return False
        if figure.status is FigureStatus.DECIDED:
            return False
        if self.is_doubted(figure_id):
            return True
        is_clear = self._readings.all_agree(figure)
        return not is_clear and bool(self.list_broken(figure_id))

    def is_doubted(self, figure_id: str) -> bool:
        """Say whether the reader doubted a figure."""
        return self._printed[figure_id].status not in ACCEPTED_STATUSES

    def list_readings(self, figure_id: str) -> list[ScannedNumber]:
        """Return what witnesses read, the number as it was taken first."""
        others = self._readings.list_others(self.constraints.figures[figure_id])
        return [self.own(figure_id), *others]

    def list_candidates(self, figure_id: str) -> list[CandidateNumber]:
        """Return what else a figure may be, readings and likely confusions."""
        return self._readings.list_candidates(self.constraints.figures[figure_id])

    def list_broken(self, figure_id: str) -> list[Identity]:
        """Return the identities that a figure breaks as it stands."""
        constraints = self.constraints
        return [
            one
            for one in constraints.identities_of(figure_id)
            if not constraints.is_soft(one) and not constraints.holds(one)
        ]

    def own(self, figure_id: str) -> ScannedNumber:
        """Return a figure as it stands.

        Raises:
            ValueError: If it has no value.
        """
        number = number_of(self.constraints.figures[figure_id])
        if number is None:
            raise ValueError(f"{figure_id} has no value")
        return number

    # One figure at a time

    def _decide_singly(self) -> None:
        """Decide figures until what is settled helps with no other."""
        is_moving = True
        while is_moving:
            decided = [one for one in sorted(self.open) if self._decide(one)]
            is_moving = bool(decided)

    def _decide(self, figure_id: str) -> bool:
        """Decide a figure by the identities whose other members are settled."""
        ready = self._list_ready(figure_id, frozenset())
        winner = self._find_winner(figure_id, ready)
        if winner is None:
            return False
        evidence = self._list_evidence_for(figure_id, winner, ready)
        if not evidence or not self._is_reread_alike(figure_id, winner):
            return False
        self._close(figure_id, winner, evidence)
        return True

    def _list_ready(self, figure_id: str, group: Iterable[str]) -> list[Identity]:
        """Return the identities of a figure without others in question, save a group."""
        others = self.open - {figure_id, *group}
        return [
            one
            for one in self.constraints.identities_of(figure_id)
            if not any(other.figure_id in others for other in one.figures)
        ]

    def _find_winner(
        self, figure_id: str, identities: Sequence[Identity]
    ) -> ScannedNumber | None:
        """Return the only number that satisfies all identities, if a witness supports it."""
        constraints = self.constraints
        own = self.own(figure_id)
        left = [CandidateNumber(own, ReadingSupport.EQUAL), *self.list_candidates(figure_id)]
        is_bound = False
        for identity in identities:
            fitting = [
                one for one in left if constraints.holds(identity, {figure_id: one.number})
            ]
            if constraints.is_soft(identity) and not fitting:
                continue
            is_bound = True
            # What is off by the report's own rounding does not speak against the print.
            has_own = bool(left) and left[0].value == own.value
            if has_own and left[0] not in fitting and constraints.is_off_by_rounding(identity):
                fitting.insert(0, left[0])
            left = fitting
        if not is_bound or len(left) != 1 or left[0].support is ReadingSupport.NONE:
            return None
        return left[0].number

    def _list_evidence_for(
        self, figure_id: str, number: ScannedNumber, identities: Sequence[Identity]
    ) -> tuple[Identity, ...]:
        """Return the identities that prove a number; none if they do not."""
        constraints, own = self.constraints, self.own(figure_id)
        is_own = number.value == own.value
        if is_own:
            rivals = self.list_readings(figure_id)[1:]
            evidence_found = [
                one
                for one in identities
                if constraints.confirms_digits(one, figure_id)
                and not any(constraints.holds(one, {figure_id: rival}) for rival in rivals)
            ]
        else:
            evidence_found = [
                one
                for one in identities
                if constraints.discriminates(one, figure_id, number, own)
            ]
        pair = find_independent_pair(evidence_found, figure_id)
        if pair:
            return tuple(pair)
        is_accepted = is_own and not self.is_doubted(figure_id)
        for one in evidence_found:
            if is_accepted or constraints.are_others_confirmed(one, figure_id):
                return (one,)
        figure = constraints.figures[figure_id]
        if evidence_found and self._readings.is_read_twice(figure, number):
            return (evidence_found[0],)
        return ()

    def _is_reread_alike(self, figure_id: str, number: ScannedNumber) -> bool:
        """Say whether a changed number is borne out when its cell is read again."""
        own = self.own(figure_id)
        figure = self.constraints.figures[figure_id]
        return number.value == own.value or self._readings.is_confirmed_by_reread(
            figure, number, own
        )

    def _close(
        self, figure_id: str, number: ScannedNumber, evidence: Sequence[Identity]
    ) -> None:
        self.open.discard(figure_id)
        self._decided.add(figure_id)
        if self.is_doubted(figure_id) or number.value != self.own(figure_id).value:
            self.corrections[figure_id] = Correction(number, tuple(evidence))
            self.constraints.assign(figure_id, number)

    # Several figures that share identities

    def _decide_together(self, group: Sequence[str]) -> None:
        """Decide figures by the only combination of readings that satisfies everything."""
        solutions = list_solutions(self.constraints, self.open, group, self.list_readings)
        if len(solutions) == 1:
            for figure_id, correction in self._prove(solutions[0]).items():
                if self._is_reread_alike(figure_id, correction.number):
                    self._close(figure_id, correction.number, correction.evidence)

    def _prove(self, solution: Mapping[str, ScannedNumber]) -> dict[str, Correction]:
        """Return what a solution proves, each figure by others that are proven too."""
        before = {one: self.constraints.figures[one] for one in solution}
        left = set(solution)
        while True:
            proven: dict[str, Correction] = {}
            for figure_id in sorted(left):
                for other, figure in before.items():
                    self.constraints.figures[other] = figure
                    if other != figure_id:
                        self.constraints.assign(other, solution[other])
                correction = self._prove_one(figure_id, solution[figure_id], left)
                if correction is not None:
                    proven[figure_id] = correction
            self.constraints.figures.update(before)
            if len(proven) == len(left):
                return proven
            left = set(proven)

    def _prove_one(
        self, figure_id: str, number: ScannedNumber, group: set[str]
    ) -> Correction | None:
        ready = self._list_ready(figure_id, group)
        winner = self._find_winner(figure_id, ready)
        if winner is None or winner.value != number.value:
            return None
        evidence = self._list_evidence_for(figure_id, winner, ready)
        return Correction(winner, evidence) if evidence else None

    # What all witnesses read alike

    def find_unanimous_misreadings(self) -> dict[str, ScannedNumber]:
        """Return figures read alike by all that one likely confusion alone would put right.

        Where the cell can be read again and says so, the figure is put right instead.
        """
        suspected = {
            figure_id: number
            for figure_id in self.constraints.figures
            if (number := self._find_only_confusion(figure_id)) is not None
        }
        held: dict[str, ScannedNumber] = {}
        for figure_id, number in suspected.items():
            broken = self.list_broken(figure_id)
            rivals = (set(list_figure_ids(broken)) & suspected.keys()) - {figure_id}
            pair = find_independent_pair(broken, figure_id)
            if rivals or not pair:
                continue
            if self._readings.can_reread and self._is_reread_alike(figure_id, number):
                self._close(figure_id, number, pair)
            else:
                held[figure_id] = number
        return held

    def _find_only_confusion(self, figure_id: str) -> ScannedNumber | None:
        """Return the only likely confusion that mends all that a sure figure breaks."""
        constraints = self.constraints
        figure = constraints.figures[figure_id]
        own = number_of(figure)
        if figure.method not in SCANNED_METHODS or own is None or self.is_doubted(figure_id):
            return None
        if figure_id in self.open | self._decided or figure.status is FigureStatus.DECIDED:
            return None
        broken = self.list_broken(figure_id)
        if len(broken) < 2 or set(list_figure_ids(broken)) & self.open:
            return None
        binding = [
            one for one in constraints.identities_of(figure_id) if not constraints.is_soft(one)
        ]
        mending = {
            number.value: number
            for number in list_confusions(own)
            if number.value != own.value
            and all(constraints.holds(one, {figure_id: number}) for one in binding)
        }
        return next(iter(mending.values())) if len(mending) == 1 else None

    # What stays in doubt

    def list_suggestions(self, figure_id: str) -> list[CandidateNumber]:
        """Return the candidates that mend something the figure breaks as it stands."""
        broken = self.list_broken(figure_id)
        return [
            one
            for one in self.list_candidates(figure_id)
            if any(self.constraints.holds(two, {figure_id: one.number}) for two in broken)
        ]

    def shares_broken_identity(self, figure_id: str) -> bool:
        """Say whether a figure breaks an identity with others in question."""
        others = self.open - {figure_id}
        return any(set(list_figure_ids([one])) & others for one in self.list_broken(figure_id))

    def is_supported(self, correction: Correction) -> bool:
        """Say whether the evidence of a verdict holds between settled figures."""
        return all(
            self.constraints.holds(one) and not set(list_figure_ids([one])) & self.open
            for one in correction.evidence
        )


def assume_readable(figure: Figure, readings: Sequence[str]) -> Figure:
    """Take a doubted figure of a scan for what it says, to see what would follow.

    Args:
        figure: Any figure.
        readings: What witnesses read, for one whose own text is no number.
    """
    if figure.method not in SCANNED_METHODS or figure.status in ACCEPTED_STATUSES:
        return figure
    if figure.value is not None:
        return replace(figure, status=FigureStatus.OK)
    parsed = [(text, one) for text in readings if (one := parse_reading(text, figure))]
    if not parsed:
        return figure
    # An amount whose groups are whole is the better guess.
    whole = [one for text, one in parsed if not list(list_regroupings(text, one))]
    number = whole[0] if whole else parsed[0][1]
    return replace(figure, value=number.value, decimals=number.decimals, status=FigureStatus.OK)
