"""What witnesses read in the cells of a scan, at first and when they look again."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from sidak.expectations.repair.candidates import (
    CandidateNumber,
    ScannedNumber,
    edit_distance,
    list_candidates,
    parse_reading,
    parse_readings,
)
from sidak.schemas import Figure

#: Reads the cells of figures again, larger; of each the texts, or none.
CellRereader = Callable[[Sequence[Figure]], Sequence[Sequence[str]]]


class CellReadings:
    """The readings of all figures of a document.

    Attributes:
        can_reread: Whether cells can be read once more.
    """

    def __init__(
        self,
        printed: Mapping[str, Figure],
        readings: Mapping[str, tuple[str, ...]],
        reread: CellRereader | None,
    ) -> None:
        """Take down the first readings.

        Args:
            printed: The figures as they were read, by id.
            readings: What each witness read of a figure's cell.
            reread: Reads a cell again, larger.
        """
        self._printed = printed
        self._first = readings
        self._known: dict[str, tuple[str, ...]] = dict(readings)
        self._reread = reread
        self._again: dict[str, tuple[str, ...]] = {}
        self._candidates: dict[str, list[CandidateNumber]] = {}
        self.can_reread = reread is not None

    def list_texts(self, figure_id: str) -> tuple[str, ...]:
        """Return all that was read in a cell so far."""
        return self._known.get(figure_id, ())

    def all_agree(self, figure: Figure) -> bool:
        """Say whether every witness read a figure as it stands."""
        return not self.list_others(figure)

    def list_others(self, figure: Figure) -> list[ScannedNumber]:
        """Return what witnesses read beside the number of the figure."""
        texts = self._known.get(figure.figure_id, ())
        return parse_readings(figure, texts)[0] if texts else []

    def list_candidates(self, figure: Figure) -> list[CandidateNumber]:
        """Return what else a figure may be, readings and likely confusions."""
        if figure.figure_id not in self._candidates:
            texts = self._known.get(figure.figure_id, ())
            self._candidates[figure.figure_id] = list_candidates(figure, texts)
        return self._candidates[figure.figure_id]

    def reread_cells(self, figure_ids: Sequence[str]) -> None:
        """Let cells be read once more, all in one go: that is much the quickest."""
        waiting = [one for one in dict.fromkeys(figure_ids) if one not in self._again]
        if self._reread is None or not waiting:
            return
        texts = self._reread([self._printed[one] for one in waiting])
        self._again.update((one, tuple(two)) for one, two in zip(waiting, texts, strict=True))

    def record_rereads(self, figure_ids: Sequence[str]) -> list[str]:
        """Count what the second look read among the readings.

        Returns:
            The figures of which something new was read.
        """
        self.reread_cells(figure_ids)
        found: list[str] = []
        for figure_id in figure_ids:
            before = self._known.get(figure_id, ())
            fresh = [one for one in self._again.get(figure_id, ()) if one not in before]
            if fresh:
                self._known[figure_id] = (*before, *fresh)
                self._candidates.pop(figure_id, None)
                found.append(figure_id)
        return found

    def _see_again(self, figure_id: str) -> tuple[str, ...]:
        self.reread_cells([figure_id])
        return self._again.get(figure_id, ())

    def is_confirmed_by_reread(
        self, figure: Figure, number: ScannedNumber, own: ScannedNumber
    ) -> bool:
        """Say whether looking again at a cell bears out a number that was not read first.

        Args:
            figure: The figure.
            number: What it shall be.
            own: What it was taken for.
        """
        if not self.can_reread:
            return True
        seen = Counter(one.value for one in self._parse_again(figure))
        votes = seen[number.value]
        printed = self._printed[figure.figure_id].value
        against = 0 if printed is None else seen[printed]
        if number.value not in self._list_first(figure):
            return votes >= max(2, against)
        if votes or against:
            return votes >= max(1, against)
        # Seen alike twice it is a third number; else all looks are as blurred as the first.
        is_agreed = max(seen.values(), default=0) > 1
        read = self._parse_again(figure)
        return not is_agreed and any(
            edit_distance(one, number) < edit_distance(one, own) for one in read
        )

    def _list_first(self, figure: Figure) -> set[Decimal]:
        """Return what was read before anybody looked again."""
        printed = self._printed[figure.figure_id]
        texts = (printed.raw_text, *self._first.get(figure.figure_id, ()))
        parsed = (parse_reading(text, figure) for text in texts)
        return {one.value for one in parsed if one is not None}

    def is_read_twice(self, figure: Figure, number: ScannedNumber) -> bool:
        """Say whether looking again shows a number twice, and none of the others read."""
        read = [one.value for one in self._parse_again(figure)]
        before = self._list_first(figure) - {number.value}
        return read.count(number.value) > 1 and not before & set(read)

    def _parse_again(self, figure: Figure) -> list[ScannedNumber]:
        parsed = (parse_reading(text, figure) for text in self._see_again(figure.figure_id))
        return [one for one in parsed if one is not None]
