"""Where the numbers of a sentence stand on their pages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sidak.normalisers.mentions.numbers import SentenceNumber
from sidak.normalisers.mentions.sentences import PlacedSentence
from sidak.normalisers.mentions.settings import SETTINGS
from sidak.schemas import Box, PageNumbers, PrintedDigits
from sidak.schemas.text.folding import fold_text


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """The place of a number.

    Attributes:
        page: Its page.
        box: Its box; ``None`` if it is not known.
        is_in_column: Whether wide gaps beside it show that it stands in a column of numbers.
    """

    page: int
    box: Box | None = None
    is_in_column: bool = False


class NumberPlaces:
    """The printed numbers of a document; each is given out once."""

    def __init__(self, numbers: Sequence[PageNumbers]) -> None:
        self._free: dict[tuple[int, str], list[PrintedDigits]] = defaultdict(list)
        for page in numbers:
            for number in page.numbers:
                self._free[page.page, number.text].append(number)

    def find(self, sentence: PlacedSentence, number: SentenceNumber) -> NumberPlace:
        """Return where a number of a sentence stands, by what its line prints before it."""
        line = sentence.place_of(number.start)
        before = fold_text(line.text[: max(0, number.start - line.start)])
        free = self._free.get((line.page, number.token), [])
        for printed in free:
            tail = fold_text(printed.before)
            is_near = line.box is None or _is_on_line(printed.box, line.box)
            if is_near and (before.endswith(tail) or tail.endswith(before)):
                free.remove(printed)
                return NumberPlace(line.page, printed.box, _is_in_column(printed))
        return NumberPlace(line.page, line.box)


def _is_on_line(box: Box, line: Box) -> bool:
    middle = (box.y0 + box.y1) / 2
    return line.y0 - 2 <= middle <= line.y1 + 2


def _is_in_column(number: PrintedDigits) -> bool:
    return max(number.gap_before, number.gap_after) > SETTINGS.widest_gap
