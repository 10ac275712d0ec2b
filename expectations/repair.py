"""Digits of scanned pages decided by arithmetic.

A figure that the picture leaves in doubt, or that breaks the sums of the report, becomes
another number only if

- a witness reads that number, or one nearer to it than to the number as read;
- it alone, of everything a witness read and every typical confusion, satisfies every
  identity that touches the figure;
- two identities that share no other figure fail with the number as read and hold with it,
  or one does and each of its other figures is borne out by another identity.

What all witnesses read alike is never changed: then it is the report that is at odds with
itself, or a fault that no witness saw; a finding tells either, and where one likely
confusion would mend everything the figure is ``suspect`` besides. Exported pages are left
alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from expectations.gathering import gather_identities
from expectations.identities import Identity
from expectations.repair_cases import Docket, find_independent, list_members
from expectations.repair_numbers import (
    Candidate,
    Number,
    Support,
    list_candidates,
    list_confusions,
    number_of,
    parse_reading,
)
from expectations.repair_words import explain_confirmation, explain_doubt, explain_repair
from schemas import ACCEPTED_STATUSES, Figure, FigureStatus, Table, TypedTable

#: Reads the cell of a figure again, larger; the texts, or none.
Reread = Callable[[Figure], Sequence[str]]

#: Methods whose figures come from pictures.
_SCANNED = frozenset({"ocr"})
#: Figures whose readings are weighed together, and combinations of readings tried.
_MOST_TOGETHER = 8
_MOST_COMBINATIONS = 3000
#: Confidence of a figure that arithmetic decided.
_REPAIRED, _CONFIRMED, _DOUBTED = 0.95, 0.97, 0.5


@dataclass(frozen=True, slots=True)
class Repaired:
    """The tables of a document after the repair.

    Attributes:
        tables: The tables, in order.
        held: Figures that all witnesses read alike but one likely confusion of which would
            mend everything they break, and what to say of them: to be doubted once the
            findings are told.
    """

    tables: tuple[TypedTable, ...]
    held: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What was decided about a figure; ``evidence`` says why."""

    number: Number
    evidence: tuple[Identity, ...]


def repair_figures(
    tables: Sequence[TypedTable],
    raw_tables: Sequence[Table] = (),
    *,
    numbers: Mapping[str, str] | None = None,
    reread: Reread | None = None,
) -> Repaired:
    """Decide doubted digits of scanned pages by arithmetic.

    Args:
        tables: The typed tables of one document, in reading order.
        raw_tables: The same as printed, with what each witness read in a cell.
        numbers: Table id to the number in its caption.
        reread: Reads a cell again at a higher resolution, if that can be done.
    """
    if not any(figure.method in _SCANNED for table in tables for figure in table.figures):
        return Repaired(tuple(tables))
    return _Court(tables, list_readings(raw_tables), numbers or {}, reread).judge()


def list_readings(tables: Iterable[Table]) -> dict[str, tuple[str, ...]]:
    """Return what witnesses read of each cell of a scan, by the id its figure would have."""
    return {
        f"{table.table_id}-r{cell.row}-c{column}": cell.readings
        for table in tables
        for cell in table.cells
        if cell.readings
        for column in range(cell.column, cell.column + cell.column_span)
    }


class _Court:
    """The figures of one document while their digits are decided."""

    def __init__(
        self,
        tables: Sequence[TypedTable],
        readings: Mapping[str, tuple[str, ...]],
        numbers: Mapping[str, str],
        reread: Reread | None,
    ) -> None:
        self._tables = tables
        self._readings = dict(readings)
        self._numbers = numbers
        self._reread = reread
        self._printed = {one.figure_id: one for table in tables for one in table.figures}
        lifted = [self._lift(table) for table in tables]
        gathered = gather_identities(lifted)
        self._docket = Docket(
            (one for table in lifted for one in table.figures),
            (one for one in gathered.trusted if not one.is_trivial),
            (one for one in gathered.dropped if not one.is_trivial),
        )
        self._candidates: dict[str, list[Candidate]] = {}
        self._verdicts: dict[str, _Verdict] = {}
        self._closed: set[str] = set()
        self._open = self._find_open()

    def judge(self) -> Repaired:
        """Decide what can be decided and return the tables."""
        self._decide_singly()
        for group in self._group_open():
            self._decide_together(group)
        self._decide_singly()
        held = self._find_held()
        while self._revoke():
            pass
        return Repaired(tuple(self._rewrite(table) for table in self._tables), held)

    # What is in question

    def _lift(self, table: TypedTable) -> TypedTable:
        """Take doubted figures of scans for what they say, to see what would follow."""
        return replace(table, figures=tuple(self._lift_figure(one) for one in table.figures))

    def _lift_figure(self, figure: Figure) -> Figure:
        if figure.method not in _SCANNED or figure.status in ACCEPTED_STATUSES:
            return figure
        if figure.value is not None:
            return replace(figure, status=FigureStatus.OK)
        for text in self._readings.get(figure.figure_id, ()):
            number = parse_reading(text, figure)
            if number is not None:
                return replace(
                    figure,
                    value=number.value,
                    decimals=number.decimals,
                    status=FigureStatus.OK,
                )
        return figure

    def _is_scanned(self, figure_id: str) -> bool:
        return self._printed[figure_id].method in _SCANNED

    def _is_doubted(self, figure_id: str) -> bool:
        return self._printed[figure_id].status not in ACCEPTED_STATUSES

    def _find_open(self) -> set[str]:
        """Return the figures to decide: doubted, or read in several ways and at odds."""
        found: set[str] = set()
        for figure_id, figure in self._docket.figures.items():
            if not self._is_scanned(figure_id) or number_of(figure) is None:
                continue
            if figure.status is FigureStatus.DECIDED:
                continue
            is_asked = self._is_doubted(figure_id) or (
                not self._is_unanimous(figure_id) and bool(self._list_broken(figure_id))
            )
            if is_asked:
                found.add(figure_id)
        return found

    def _is_unanimous(self, figure_id: str) -> bool:
        """Say whether every witness reads a figure as it stands."""
        return not any(one.support is Support.EQUAL for one in self._list_candidates(figure_id))

    def _list_candidates(self, figure_id: str) -> list[Candidate]:
        if figure_id not in self._candidates:
            figure = self._docket.figures[figure_id]
            texts = self._readings.get(figure_id, ())
            self._candidates[figure_id] = list_candidates(figure, texts)
        return self._candidates[figure_id]

    def _list_broken(self, figure_id: str) -> list[Identity]:
        docket = self._docket
        return [
            one
            for one in docket.under(figure_id)
            if not docket.is_soft(one) and not docket.holds(one)
        ]

    def _own(self, figure_id: str) -> Number:
        number = number_of(self._docket.figures[figure_id])
        if number is None:
            raise ValueError(f"{figure_id} has no value")
        return number

    # One figure at a time

    def _decide_singly(self) -> None:
        """Decide figures until what is settled helps with no other."""
        is_moving = True
        while is_moving:
            decided = [one for one in sorted(self._open) if self._decide(one)]
            is_moving = bool(decided)

    def _decide(self, figure_id: str) -> bool:
        """Decide a figure by the identities whose other members are settled."""
        if figure_id not in self._open:
            return False
        ready = [
            one
            for one in self._docket.under(figure_id)
            if not any(
                other.figure_id != figure_id and other.figure_id in self._open
                for other in one.figures
            )
        ]
        winner = self._find_winner(figure_id, ready)
        if winner is None:
            return False
        evidence = self._weigh(figure_id, winner, ready)
        if not evidence:
            return False
        self._close(figure_id, winner, evidence)
        return True

    def _find_winner(self, figure_id: str, identities: Sequence[Identity]) -> Number | None:
        """Return the only number that satisfies all identities, if a witness supports it."""
        own = self._own(figure_id)
        candidates = [Candidate(own, Support.EQUAL), *self._list_candidates(figure_id)]
        held = {
            one.value: [
                self._docket.holds(identity, {figure_id: one.number}) for identity in identities
            ]
            for one in candidates
        }
        binding = [
            place
            for place, identity in enumerate(identities)
            if not self._docket.is_soft(identity) or any(row[place] for row in held.values())
        ]
        # What is off by the report's own rounding does not speak against the print.
        excused = {
            place for place in binding if self._docket.is_off_by_rounding(identities[place])
        }
        winners = [
            one
            for one in candidates
            if all(
                held[one.value][place] or (one.value == own.value and place in excused)
                for place in binding
            )
        ]
        if not binding or len(winners) != 1 or winners[0].support is Support.NONE:
            return None
        return winners[0].number

    def _weigh(
        self, figure_id: str, number: Number, identities: Sequence[Identity]
    ) -> tuple[Identity, ...]:
        """Return the identities that prove a number; none if they do not."""
        own = self._own(figure_id)
        if number.value == own.value:
            rivals = [
                one.number
                for one in self._list_candidates(figure_id)
                if one.support is Support.EQUAL
            ]
            speaking = [
                one
                for one in identities
                if self._docket.vouches(one, figure_id)
                and not any(self._docket.holds(one, {figure_id: two}) for two in rivals)
            ]
        else:
            speaking = [
                one for one in identities if self._docket.speaks(one, figure_id, number, own)
            ]
        pair = find_independent(speaking, figure_id)
        if pair:
            return tuple(pair)
        is_settled = not self._is_doubted(figure_id) and number.value == own.value
        for one in speaking:
            if is_settled or self._docket.are_others_proven(one, figure_id):
                return (one,)
        return ()

    def _close(self, figure_id: str, number: Number, evidence: Sequence[Identity]) -> None:
        self._open.discard(figure_id)
        self._closed.add(figure_id)
        own = self._own(figure_id)
        if self._is_doubted(figure_id) or number.value != own.value:
            self._verdicts[figure_id] = _Verdict(number, tuple(evidence))
            self._docket.settle(figure_id, number)

    # Several figures that share an identity

    def _group_open(self) -> list[list[str]]:
        """Return the undecided figures in groups that share identities, small ones only."""
        left = sorted(self._open)
        groups: list[list[str]] = []
        seen: set[str] = set()
        for start in left:
            if start in seen:
                continue
            group: list[str] = []
            waiting = [start]
            while waiting:
                one = waiting.pop()
                if one in seen:
                    continue
                seen.add(one)
                group.append(one)
                others = set(list_members(self._docket.under(one))) & self._open
                waiting.extend(sorted(others - seen))
            groups.append(sorted(group))
        return [group for group in groups if 1 < len(group) <= _MOST_TOGETHER]

    def _decide_together(self, group: Sequence[str]) -> None:
        """Decide figures that all solutions of their identities agree on."""
        domains = [
            [self._own(one)]
            + [two.number for two in self._list_candidates(one) if two.support is Support.EQUAL]
            for one in group
        ]
        size = 1
        for domain in domains:
            size *= len(domain)
        identities = list(
            {id(two): two for one in group for two in self._docket.under(one)}.values()
        )
        identities = [one for one in identities if not self._docket.is_soft(one)]
        if size > _MOST_COMBINATIONS or not identities:
            return
        solutions = []
        for numbers in product(*domains):
            supposed = dict(zip(group, numbers, strict=True))
            if all(self._docket.holds(one, supposed) for one in identities):
                solutions.append(supposed)
        if not solutions:
            return
        agreed = {
            one: solutions[0][one]
            for one in group
            if len({solution[one].value for solution in solutions}) == 1
        }
        if len(solutions) == 1:
            self._try_solution(agreed)

    def _try_solution(self, solution: Mapping[str, Number]) -> None:
        """Accept what a solution proves of each figure, the others being what it says."""
        before = {one: self._docket.figures[one] for one in solution}
        proven: dict[str, tuple[Number, tuple[Identity, ...]]] = {}
        for figure_id, number in solution.items():
            for other, own in before.items():
                self._docket.figures[other] = own
                if other != figure_id:
                    self._docket.settle(other, solution[other])
            under = self._docket.under(figure_id)
            winner = self._find_winner(figure_id, under)
            if winner is not None and winner.value == number.value:
                evidence = self._weigh(figure_id, winner, under)
                if evidence:
                    proven[figure_id] = (winner, evidence)
        self._docket.figures.update(before)
        # One that is not proven leaves its neighbours' proof open as well.
        if len(proven) < len(solution):
            return
        for figure_id, (number, evidence) in proven.items():
            self._close(figure_id, number, evidence)

    # What stays

    def _find_held(self) -> dict[str, str]:
        """Return figures read alike by all that one likely confusion would put right."""
        docket = self._docket
        suspected: dict[str, tuple[Number, list[Identity]]] = {}
        for figure_id, figure in docket.figures.items():
            if (
                figure_id in self._open
                or figure_id in self._closed
                or not self._is_scanned(figure_id)
                or figure.status not in ACCEPTED_STATUSES
                or figure.status is FigureStatus.DECIDED
            ):
                continue
            broken = self._list_broken(figure_id)
            own = number_of(figure)
            if len(broken) < 2 or own is None:
                continue
            if any(other in self._open for other in list_members(broken)):
                continue
            mending = [
                number
                for number in dict.fromkeys(list_confusions(own))
                if number.value != own.value
                and all(
                    docket.holds(one, {figure_id: number})
                    for one in docket.under(figure_id)
                    if not docket.is_soft(one)
                )
            ]
            if len({one.value for one in mending}) == 1:
                suspected[figure_id] = (mending[0], broken)
        held: dict[str, str] = {}
        for figure_id, (number, broken) in suspected.items():
            rivals = set(list_members(broken)) & suspected.keys() - {figure_id}
            if rivals or not find_independent(broken, figure_id):
                continue
            if self._is_reread(figure_id, number, broken):
                continue
            figure = self._printed[figure_id]
            held[figure_id] = explain_doubt(figure, [number], is_unanimous=True)
        return held

    def _is_reread(self, figure_id: str, number: Number, broken: Sequence[Identity]) -> bool:
        """Read a figure again; say whether that settles it one way or the other."""
        if self._reread is None:
            return False
        figure = self._docket.figures[figure_id]
        texts = tuple(self._reread(self._printed[figure_id]))
        read = {one.value for text in texts if (one := parse_reading(text, figure))}
        if read == {number.value}:
            self._readings[figure_id] = (*self._readings.get(figure_id, ()), *texts)
            self._close(figure_id, number, find_independent(broken, figure_id))
            return True
        return read == {figure.value}

    def _revoke(self) -> bool:
        """Take back what does not stand once everything is decided; say if anything was."""
        gathered = gather_identities([self._rewrite(table) for table in self._tables])
        broken = {
            figure_id
            for one in gathered.breaks
            for figure_id in list_members([one.identity])
            if not self._docket.is_off_by_rounding(one.identity)
        }
        fallen = [
            figure_id
            for figure_id, verdict in self._verdicts.items()
            if figure_id in broken
            or any(
                not self._docket.holds(one)
                or any(other in self._open for other in list_members([one]))
                for one in verdict.evidence
            )
        ]
        for figure_id in fallen:
            del self._verdicts[figure_id]
            self._closed.discard(figure_id)
            own = self._lift_figure(self._printed[figure_id])
            self._docket.figures[figure_id] = own
            self._open.add(figure_id)
        return bool(fallen)

    def _rewrite(self, table: TypedTable) -> TypedTable:
        return replace(table, figures=tuple(self._rewrite_figure(one) for one in table.figures))

    def _rewrite_figure(self, figure: Figure) -> Figure:
        figure_id = figure.figure_id
        verdict = self._verdicts.get(figure_id)
        if verdict is not None and figure.value == verdict.number.value:
            return replace(
                figure,
                status=FigureStatus.CONFIRMED,
                reason=explain_confirmation(figure, verdict.evidence, self._numbers),
                confidence=max(figure.confidence, _CONFIRMED),
            )
        if verdict is not None:
            return replace(
                figure,
                value=verdict.number.value,
                decimals=verdict.number.decimals,
                status=FigureStatus.REPAIRED,
                reason=explain_repair(
                    figure,
                    verdict.number,
                    verdict.evidence,
                    self._list_rejected(figure, verdict.number),
                    self._numbers,
                ),
                confidence=_REPAIRED,
            )
        if figure_id not in self._open:
            return figure
        return self._doubt(figure)

    def _list_rejected(self, figure: Figure, number: Number) -> list[Number]:
        read = [
            parse_reading(text, figure) for text in self._readings.get(figure.figure_id, ())
        ]
        return [
            one
            for one in read
            if one is not None and one.value not in (number.value, figure.value)
        ]

    def _doubt(self, figure: Figure) -> Figure:
        """Return an undecided figure with the numbers that its identities ask for."""
        figure_id = figure.figure_id
        asked = self._list_asked(figure_id)
        if figure.status in ACCEPTED_STATUSES:
            supported = [one for one in asked if one.support is not Support.NONE]
            if not supported:
                return figure
            status, asked = FigureStatus.SUSPECT, supported
        else:
            status = figure.status
        if not asked and figure.status is status:
            return figure
        reason = explain_doubt(figure, [one.number for one in asked], is_unanimous=False)
        confidence = min(figure.confidence, _DOUBTED)
        return replace(figure, status=status, reason=reason, confidence=confidence)

    def _list_asked(self, figure_id: str) -> list[Candidate]:
        """Return the candidates that mend something the figure breaks as it stands."""
        broken = self._list_broken(figure_id)
        return [
            one
            for one in self._list_candidates(figure_id)
            if any(self._docket.holds(two, {figure_id: one.number}) for two in broken)
        ]


__all__ = ["Repaired", "Reread", "list_readings", "repair_figures"]
