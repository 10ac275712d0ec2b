"""The figures of a document while their digits are decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from expectations.gathering import SCANNED, Gathered
from expectations.identities import Identity
from expectations.repair_cases import Docket, find_independent, list_members
from expectations.repair_numbers import (
    Candidate,
    Number,
    Support,
    list_confusions,
    list_regroupings,
    number_of,
    parse_reading,
)
from expectations.repair_search import group_figures, list_solutions
from expectations.repair_witnesses import Witnesses
from schemas import ACCEPTED_STATUSES, Figure, FigureStatus

#: Cells of one report that are looked at again, doubted ones and sure ones each.
_MOST_LOOKS = 80


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a figure is, and the identities that say so."""

    number: Number
    evidence: tuple[Identity, ...]


class Court:
    """Decides figures of scanned pages, first one by one, then together.

    Attributes:
        docket: The identities, with the values that the figures have by now.
        verdicts: Figures that were doubted or changed, and what they are.
        open: Figures that are still in question.
    """

    def __init__(
        self,
        printed: Mapping[str, Figure],
        lifted: Iterable[Figure],
        gathered: Gathered,
        witnesses: Witnesses,
    ) -> None:
        """Open the case of every doubted figure and of those that break an identity.

        Args:
            printed: The figures as they were read, by id.
            lifted: The same with doubted ones taken for what they say.
            gathered: The identities between these.
            witnesses: What was read in their cells.
        """
        self._printed = printed
        self._witnesses = witnesses
        self.docket = Docket(
            lifted,
            (one for one in gathered.trusted if not one.is_trivial),
            (one for one in gathered.dropped if not one.is_trivial),
        )
        self.verdicts: dict[str, Verdict] = {}
        self.open = {one for one in self.docket.figures if self._is_in_question(one)}
        self._settled: set[str] = set()

    def decide_all(self) -> None:
        """Decide what can be decided."""
        waiting = [one for one in sorted(self.open) if self.docket.under(one)][:_MOST_LOOKS]
        self._witnesses.look_again(waiting)
        self._decide_round()
        fresh = self._witnesses.take_down([one for one in waiting if one in self.open])
        fresh += self._reopen()
        if fresh:
            self._decide_round()

    def _decide_round(self) -> None:
        self._decide_singly()
        for group in group_figures(self.docket, self.open, self.list_readings):
            self._decide_together(group)
        self._decide_singly()

    def _reopen(self) -> list[str]:
        """Look again at sure figures that a likely confusion would bring in line.

        Those of which another number is seen then come into question.
        """
        waiting = [one for one in sorted(self.docket.figures) if self._is_worth_a_look(one)]
        found = [
            figure_id
            for figure_id in self._witnesses.take_down(waiting[:_MOST_LOOKS])
            if not self._witnesses.are_unanimous(self.docket.figures[figure_id])
        ]
        self.open.update(found)
        return found

    def _is_worth_a_look(self, figure_id: str) -> bool:
        figure = self.docket.figures[figure_id]
        own = number_of(figure)
        if (
            figure.method not in SCANNED
            or own is None
            or figure_id in self.open | self._settled
        ):
            return False
        if not self._witnesses.can_look_again or figure.status is FigureStatus.DECIDED:
            return False
        broken = [one for one in self.docket.under(figure_id) if not self.docket.holds(one)]
        return any(
            self.docket.speaks(one, figure_id, number, own)
            for number in (list_confusions(own) if broken else ())
            for one in broken
        )

    def revoke(self, figure_ids: Iterable[str], originals: Mapping[str, Figure]) -> None:
        """Take verdicts back.

        Args:
            figure_ids: The figures.
            originals: Figures as they were taken at first, by id.
        """
        for figure_id in figure_ids:
            del self.verdicts[figure_id]
            self._settled.discard(figure_id)
            self.docket.figures[figure_id] = originals[figure_id]
            self.open.add(figure_id)

    # What is in question

    def _is_in_question(self, figure_id: str) -> bool:
        """Say whether a figure is doubted, or read in several ways and at odds."""
        figure = self.docket.figures[figure_id]
        if figure.method not in SCANNED or number_of(figure) is None:
            return False
        if figure.status is FigureStatus.DECIDED:
            return False
        if self.is_doubted(figure_id):
            return True
        is_clear = self._witnesses.are_unanimous(figure)
        return not is_clear and bool(self.list_broken(figure_id))

    def is_doubted(self, figure_id: str) -> bool:
        """Say whether the reader doubted a figure."""
        return self._printed[figure_id].status not in ACCEPTED_STATUSES

    def list_readings(self, figure_id: str) -> list[Number]:
        """Return what witnesses read, the number as it was taken first."""
        others = self._witnesses.list_others(self.docket.figures[figure_id])
        return [self.own(figure_id), *others]

    def list_candidates(self, figure_id: str) -> list[Candidate]:
        """Return what else a figure may be, readings and likely confusions."""
        return self._witnesses.list_candidates(self.docket.figures[figure_id])

    def list_broken(self, figure_id: str) -> list[Identity]:
        """Return the identities that a figure breaks as it stands."""
        docket = self.docket
        return [
            one
            for one in docket.under(figure_id)
            if not docket.is_soft(one) and not docket.holds(one)
        ]

    def own(self, figure_id: str) -> Number:
        """Return a figure as it stands.

        Raises:
            ValueError: If it has no value.
        """
        number = number_of(self.docket.figures[figure_id])
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
        evidence = self._weigh(figure_id, winner, ready)
        if not evidence or not self._is_seen_again(figure_id, winner):
            return False
        self._close(figure_id, winner, evidence)
        return True

    def _list_ready(self, figure_id: str, group: Iterable[str]) -> list[Identity]:
        """Return the identities of a figure without others in question, save a group."""
        others = self.open - {figure_id, *group}
        return [
            one
            for one in self.docket.under(figure_id)
            if not any(other.figure_id in others for other in one.figures)
        ]

    def _find_winner(self, figure_id: str, identities: Sequence[Identity]) -> Number | None:
        """Return the only number that satisfies all identities, if a witness supports it."""
        docket = self.docket
        own = self.own(figure_id)
        left = [Candidate(own, Support.EQUAL), *self.list_candidates(figure_id)]
        is_bound = False
        for identity in identities:
            fitting = [one for one in left if docket.holds(identity, {figure_id: one.number})]
            if docket.is_soft(identity) and not fitting:
                continue
            is_bound = True
            # What is off by the report's own rounding does not speak against the print.
            has_own = bool(left) and left[0].value == own.value
            if has_own and left[0] not in fitting and docket.is_off_by_rounding(identity):
                fitting.insert(0, left[0])
            left = fitting
        if not is_bound or len(left) != 1 or left[0].support is Support.NONE:
            return None
        return left[0].number

    def _weigh(
        self, figure_id: str, number: Number, identities: Sequence[Identity]
    ) -> tuple[Identity, ...]:
        """Return the identities that prove a number; none if they do not."""
        docket, own = self.docket, self.own(figure_id)
        is_own = number.value == own.value
        if is_own:
            rivals = self.list_readings(figure_id)[1:]
            speaking = [
                one
                for one in identities
                if docket.vouches(one, figure_id)
                and not any(docket.holds(one, {figure_id: rival}) for rival in rivals)
            ]
        else:
            speaking = [one for one in identities if docket.speaks(one, figure_id, number, own)]
        pair = find_independent(speaking, figure_id)
        if pair:
            return tuple(pair)
        is_accepted = is_own and not self.is_doubted(figure_id)
        for one in speaking:
            if is_accepted or docket.are_others_proven(one, figure_id):
                return (one,)
        figure = docket.figures[figure_id]
        if speaking and self._witnesses.see_clearly(figure, number):
            return (speaking[0],)
        return ()

    def _is_seen_again(self, figure_id: str, number: Number) -> bool:
        """Say whether a changed number is borne out when its cell is read again."""
        own = self.own(figure_id)
        figure = self.docket.figures[figure_id]
        return number.value == own.value or self._witnesses.bear_out(figure, number, own)

    def _close(self, figure_id: str, number: Number, evidence: Sequence[Identity]) -> None:
        self.open.discard(figure_id)
        self._settled.add(figure_id)
        if self.is_doubted(figure_id) or number.value != self.own(figure_id).value:
            self.verdicts[figure_id] = Verdict(number, tuple(evidence))
            self.docket.settle(figure_id, number)

    # Several figures that share identities

    def _decide_together(self, group: Sequence[str]) -> None:
        """Decide figures by the only combination of readings that satisfies everything."""
        solutions = list_solutions(self.docket, self.open, group, self.list_readings)
        if len(solutions) == 1:
            for figure_id, verdict in self._prove(solutions[0]).items():
                if self._is_seen_again(figure_id, verdict.number):
                    self._close(figure_id, verdict.number, verdict.evidence)

    def _prove(self, solution: Mapping[str, Number]) -> dict[str, Verdict]:
        """Return what a solution proves, each figure by others that are proven too."""
        before = {one: self.docket.figures[one] for one in solution}
        left = set(solution)
        while True:
            proven: dict[str, Verdict] = {}
            for figure_id in sorted(left):
                for other, figure in before.items():
                    self.docket.figures[other] = figure
                    if other != figure_id:
                        self.docket.settle(other, solution[other])
                verdict = self._prove_one(figure_id, solution[figure_id], left)
                if verdict is not None:
                    proven[figure_id] = verdict
            self.docket.figures.update(before)
            if len(proven) == len(left):
                return proven
            left = set(proven)

    def _prove_one(self, figure_id: str, number: Number, group: set[str]) -> Verdict | None:
        ready = self._list_ready(figure_id, group)
        winner = self._find_winner(figure_id, ready)
        if winner is None or winner.value != number.value:
            return None
        evidence = self._weigh(figure_id, winner, ready)
        return Verdict(winner, evidence) if evidence else None

    # What all witnesses read alike

    def find_held(self) -> dict[str, Number]:
        """Return figures read alike by all that one likely confusion alone would put right.

        Where the cell can be read again and says so, the figure is put right instead.
        """
        suspected = {
            figure_id: number
            for figure_id in self.docket.figures
            if (number := self._find_mending(figure_id)) is not None
        }
        held: dict[str, Number] = {}
        for figure_id, number in suspected.items():
            broken = self.list_broken(figure_id)
            rivals = (set(list_members(broken)) & suspected.keys()) - {figure_id}
            pair = find_independent(broken, figure_id)
            if rivals or not pair:
                continue
            if self._witnesses.can_look_again and self._is_seen_again(figure_id, number):
                self._close(figure_id, number, pair)
            else:
                held[figure_id] = number
        return held

    def _find_mending(self, figure_id: str) -> Number | None:
        """Return the only likely confusion that mends all that a sure figure breaks."""
        docket = self.docket
        figure = docket.figures[figure_id]
        own = number_of(figure)
        if figure.method not in SCANNED or own is None or self.is_doubted(figure_id):
            return None
        if figure_id in self.open | self._settled or figure.status is FigureStatus.DECIDED:
            return None
        broken = self.list_broken(figure_id)
        if len(broken) < 2 or set(list_members(broken)) & self.open:
            return None
        binding = [one for one in docket.under(figure_id) if not docket.is_soft(one)]
        mending = {
            number.value: number
            for number in list_confusions(own)
            if number.value != own.value
            and all(docket.holds(one, {figure_id: number}) for one in binding)
        }
        return next(iter(mending.values())) if len(mending) == 1 else None

    # What stays in doubt

    def list_asked(self, figure_id: str) -> list[Candidate]:
        """Return the candidates that mend something the figure breaks as it stands."""
        broken = self.list_broken(figure_id)
        return [
            one
            for one in self.list_candidates(figure_id)
            if any(self.docket.holds(two, {figure_id: one.number}) for two in broken)
        ]

    def is_entangled(self, figure_id: str) -> bool:
        """Say whether a figure breaks an identity with others in question."""
        others = self.open - {figure_id}
        return any(set(list_members([one])) & others for one in self.list_broken(figure_id))

    def is_standing(self, verdict: Verdict) -> bool:
        """Say whether the evidence of a verdict holds between settled figures."""
        return all(
            self.docket.holds(one) and not set(list_members([one])) & self.open
            for one in verdict.evidence
        )


def lift_figure(figure: Figure, readings: Sequence[str]) -> Figure:
    """Take a doubted figure of a scan for what it says, to see what would follow.

    Args:
        figure: Any figure.
        readings: What witnesses read, for one whose own text is no number.
    """
    if figure.method not in SCANNED or figure.status in ACCEPTED_STATUSES:
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
