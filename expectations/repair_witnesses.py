"""What witnesses read in the cells of a scan, at first and when they look again."""

from collections.abc import Callable, Mapping, Sequence

from expectations.repair_numbers import (
    Candidate,
    Number,
    distance,
    list_candidates,
    parse_reading,
    parse_readings,
)
from schemas import Figure

#: Reads the cell of a figure again, larger; the texts, or none.
Reread = Callable[[Figure], Sequence[str]]


class Witnesses:
    """The readings of all figures of a document.

    Attributes:
        can_look_again: Whether cells can be read once more.
    """

    def __init__(
        self,
        printed: Mapping[str, Figure],
        readings: Mapping[str, tuple[str, ...]],
        reread: Reread | None,
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
        self._candidates: dict[str, list[Candidate]] = {}
        self.can_look_again = reread is not None

    def are_unanimous(self, figure: Figure) -> bool:
        """Say whether every witness read a figure as it stands."""
        return not self.list_others(figure)

    def list_others(self, figure: Figure) -> list[Number]:
        """Return what witnesses read beside the number of the figure."""
        texts = self._known.get(figure.figure_id, ())
        return parse_readings(figure, texts)[0] if texts else []

    def list_candidates(self, figure: Figure) -> list[Candidate]:
        """Return what else a figure may be, readings and likely confusions."""
        if figure.figure_id not in self._candidates:
            texts = self._known.get(figure.figure_id, ())
            self._candidates[figure.figure_id] = list_candidates(figure, texts)
        return self._candidates[figure.figure_id]

    def look_again(self, figure_id: str) -> bool:
        """Let a cell be read once more; say whether anything new was read."""
        before = self._known.get(figure_id, ())
        fresh = [text for text in self._see_again(figure_id) if text not in before]
        if fresh:
            self._known[figure_id] = (*before, *fresh)
            self._candidates.pop(figure_id, None)
        return bool(fresh)

    def _see_again(self, figure_id: str) -> tuple[str, ...]:
        if self._reread is None:
            return ()
        if figure_id not in self._again:
            self._again[figure_id] = tuple(self._reread(self._printed[figure_id]))
        return self._again[figure_id]

    def bear_out(self, figure: Figure, number: Number, own: Number) -> bool:
        """Say whether looking again at a cell bears out a number that was not read first.

        Args:
            figure: The figure.
            number: What it shall be.
            own: What it was taken for.
        """
        if not self.can_look_again:
            return True
        read = self._parse_again(figure)
        votes = sum(one.value == number.value for one in read)
        against = sum(one.value == self._printed[figure.figure_id].value for one in read)
        if votes or against:
            return votes >= max(1, against)
        return any(distance(one, number) < distance(one, own) for one in read)

    def see_clearly(self, figure: Figure, number: Number) -> bool:
        """Say whether looking again shows a number twice, and none of the others read."""
        read = [one.value for one in self._parse_again(figure)]
        printed = self._printed[figure.figure_id]
        texts = (printed.raw_text, *self._first.get(figure.figure_id, ()))
        parsed = (parse_reading(text, printed) for text in texts)
        before = {one.value for one in parsed if one is not None} - {number.value}
        return read.count(number.value) > 1 and not before & set(read)

    def _parse_again(self, figure: Figure) -> list[Number]:
        parsed = (parse_reading(text, figure) for text in self._see_again(figure.figure_id))
        return [one for one in parsed if one is not None]
