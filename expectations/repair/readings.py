"""What OCR read in the cells of a scan: the first readings, and those of cells read again."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from sidak.expectations.repair.candidates import (
    CandidateNumber,
    ScannedNumber,
    edit_distance,
    list_candidates,
    parse_reading,
    parse_readings,
)
from sidak.schemas import Figure, Table

#: Reads the cells of figures again at a higher resolution; returns the texts of each cell.
CellRereader = Callable[[Sequence[Figure]], Sequence[Sequence[str]]]


class CellReadings:
    """The readings of all cells of a document; each cell is read again once at most.

    Attributes:
        can_reread: Whether cells can be read again.
    """

    def __init__(
        self,
        printed: Mapping[str, Figure],
        readings: Mapping[str, tuple[str, ...]],
        reread: CellRereader | None = None,
    ) -> None:
        """Start with the first readings.

        Args:
            printed: The figures as they were read, by id.
            readings: Figure id to the texts that were read in its cell.
            reread: Reads cells again; ``None`` if that cannot be done.
        """
        self._printed = printed
        self._first = readings
        self._known: dict[str, tuple[str, ...]] = dict(readings)
        self._reread = reread
        self._again: dict[str, tuple[str, ...]] = {}
        self._candidates: dict[str, list[CandidateNumber]] = {}
        self.can_reread = reread is not None

    def list_texts(self, figure_id: str) -> tuple[str, ...]:
        """Return all texts recorded for a cell so far."""
        return self._known.get(figure_id, ())

    def all_agree(self, figure: Figure) -> bool:
        """Return True if every recorded reading is the number of the figure."""
        return not self.list_others(figure)

    def list_others(self, figure: Figure) -> list[ScannedNumber]:
        """Return the recorded numbers beside the number of the figure."""
        texts = self.list_texts(figure.figure_id)
        return parse_readings(figure, texts)[0] if texts else []

    def list_candidates(self, figure: Figure) -> list[CandidateNumber]:
        """Return what else a figure may be: recorded readings and likely confusions."""
        if figure.figure_id not in self._candidates:
            texts = self.list_texts(figure.figure_id)
            self._candidates[figure.figure_id] = list_candidates(figure, texts)
        return self._candidates[figure.figure_id]

    def reread(self, figure_ids: Sequence[str]) -> None:
        """Read cells again that were not yet, all in one call, which is much the quickest.

        What is read is not recorded: it only confirms or refutes numbers.
        """
        waiting = [one for one in dict.fromkeys(figure_ids) if one not in self._again]
        if self._reread is None or not waiting:
            return
        texts = self._reread([self._printed[one] for one in waiting])
        self._again.update((one, tuple(two)) for one, two in zip(waiting, texts, strict=True))

    def record_rereads(self, figure_ids: Sequence[str]) -> list[str]:
        """Read cells again and record what is read.

        Returns:
            The figures for which something new was read.
        """
        self.reread(figure_ids)
        found: list[str] = []
        for figure_id in figure_ids:
            before = self.list_texts(figure_id)
            fresh = [one for one in self._again.get(figure_id, ()) if one not in before]
            if fresh:
                self._known[figure_id] = (*before, *fresh)
                self._candidates.pop(figure_id, None)
                found.append(figure_id)
        return found

    def confirms_change(
        self, figure: Figure, number: ScannedNumber, own: ScannedNumber
    ) -> bool:
        """Return True if reading the cell again confirms another number than was read first.

        Args:
            figure: The figure.
            number: The number that it should be changed to.
            own: The number that it was taken for.
        """
        if not self.can_reread:
            return True
        read = self._parse_rereads(figure)
        seen = Counter(one.value for one in read)
        votes = seen[number.value]
        printed = self._printed[figure.figure_id].value
        against = 0 if printed is None else seen[printed]
        if number.value not in self._parse_first(figure):
            return votes >= max(2, against)
        if votes or against:
            return votes >= max(1, against)
        # If the same third number was read twice, it is that one; otherwise all rereads are
        # as blurred as the first reading.
        is_agreed = max(seen.values(), default=0) > 1
        return not is_agreed and any(
            edit_distance(one, number) < edit_distance(one, own) for one in read
        )

    def is_read_twice(self, figure: Figure, number: ScannedNumber) -> bool:
        """Return True if rereads give a number twice, and none of the other first ones."""
        read = [one.value for one in self._parse_rereads(figure)]
        before = self._parse_first(figure) - {number.value}
        return read.count(number.value) > 1 and not before & set(read)

    def _parse_first(self, figure: Figure) -> set[Decimal]:
        """Return the values of the print and of the first readings."""
        printed = self._printed[figure.figure_id]
        texts = (printed.raw_text, *self._first.get(figure.figure_id, ()))
        parsed = (parse_reading(text, figure) for text in texts)
        return {one.value for one in parsed if one is not None}

    def _parse_rereads(self, figure: Figure) -> list[ScannedNumber]:
        self.reread([figure.figure_id])
        texts = self._again.get(figure.figure_id, ())
        parsed = (parse_reading(text, figure) for text in texts)
        return [one for one in parsed if one is not None]


def list_readings(tables: Iterable[Table]) -> dict[str, tuple[str, ...]]:
    """Return the readings of each cell of a scan, by the id that its figure would have."""
    return {
        f"{table.table_id}-r{cell.row}-c{column}": cell.readings
        for table in tables
        for cell in table.cells
        if cell.readings
        for column in range(cell.column, cell.column + cell.column_span)
    }
