"""Lines that may hold figures: read by as many witnesses as it takes, then decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.scan_crops import (
    Order,
    is_all_ink_read,
    merge_words,
    place_words,
    read_crops,
    redraw,
    shrink_word,
)
from extractors.scan_engine import LINE, SECOND_LANGUAGE, Engine, Picture, Word
from extractors.scan_founts import ALPHABET
from extractors.scan_lines import FAINT, Strip
from extractors.scan_marks import (
    count_inner_marks,
    find_pieces_of_line,
    has_wide_step,
    restore_marks,
)
from extractors.scan_picture import Ink, Scan
from extractors.scan_press import Press, Reading
from extractors.scan_votes import (
    EXAMPLE,
    LONG,
    MARKS,
    OTHER_MARKS,
    OTHER_ROOM,
    SURE,
    TOO_SMALL,
    UNREAD_INK,
    WELL_FORMED,
    Ballot,
    Opinion,
    Outcome,
    decide,
    find_confidence,
    find_label,
    fold_marks,
    is_agreed,
    is_misread_percent,
    is_plain_rest,
    join_words,
    keep_digits,
    squeeze,
)

#: Lines that both networks read before the types of the page are asked.
SAMPLE = 32
#: Pixels of ink in a line that may have been taken for a rule's.
MOST_HIDDEN = 3
#: Letters that are taken for digits and the other way round.
_MAYBE_NUMBER = re.compile(r"[\dOoIl|SBZ]")


@dataclass(frozen=True)
class Sheet:
    """A straightened page while it is read.

    Attributes:
        scan: The page.
        rules: Ink of its rules.
        letters: All other ink.
        letter: Usual height of a letter in pixels.
        press: The types of the page; they get better while it is read.
    """

    scan: Scan
    rules: Ink
    letters: Ink
    letter: int
    press: Press

    def shows_other_marks(self, text: str, strip: Strip) -> bool:
        """Say whether the ink of a number shows marks where none at all were read."""
        text = squeeze(text).strip(MARKS)
        if not text.isdigit():
            return False
        pieces = find_pieces_of_line(self.letters, self.scan.grey, strip, len(text))
        return count_inner_marks(pieces) > 0 or has_wide_step(pieces)

    def hides_ink(self, strip: Strip) -> bool:
        """Say whether ink among the characters of a line was taken for a rule's."""
        rows = slice(strip.y0 + 1, strip.y1 - 1)
        columns = slice(max(0, strip.x0 - 2), strip.x1 + 2)
        hidden = (self.rules[rows, columns] > 0) & (self.scan.grey[rows, columns] < FAINT)
        return int(hidden.sum()) >= MOST_HIDDEN

    def restore(self, words: tuple[Word, ...], order: "Order") -> tuple[Word, ...]:
        """Put the marks right that a line of figures shows."""
        text = squeeze(join_words(words))
        digits = len(keep_digits(text))
        if not digits or digits + sum(ch in MARKS for ch in text) != len(text):
            return words
        pieces = find_pieces_of_line(self.letters, self.scan.grey, order.strip, digits)
        restored = restore_marks(text, pieces, is_first=order.is_first)
        return words if restored == text else merge_words(words, restored)


def read_figures(
    orders: Sequence[Order],
    crops: Sequence[Picture],
    first: Sequence[tuple[Word, ...]],
    page: Sheet,
    engine: Engine,
) -> dict[int, Outcome]:
    """Read the lines that may hold figures again and decide what each says.

    Args:
        orders: The lines.
        crops: Their pictures.
        first: What the network of the reports' language made of them.
        page: Where they stand.
        engine: What reads.

    Returns:
        The outcome for each line that may hold figures, by its number.
    """
    again = [
        i
        for i, (order, words) in enumerate(zip(orders, first, strict=True))
        if is_perhaps_number(join_words(words))
        or not is_all_ink_read(page.letters, order.strip, place_words(words, order))
    ]
    ballots = {i: Ballot(page.restore(first[i], orders[i])) for i in again}
    jury = _Jury(orders, crops, page, engine, ballots)
    jury.call_second(choose_sample(again, orders, first))
    jury.teach()
    jury.call_second([i for i in again if not jury.is_seconded(i) and not jury.is_borne_out(i)])
    jury.teach()
    jury.call_third([i for i in again if jury.is_open(i)])
    return {i: jury.decide(i) for i in again}


def choose_sample(
    numbers: Sequence[int], orders: Sequence[Order], first: Sequence[tuple[Word, ...]]
) -> list[int]:
    """Choose lines from which the types are learned: the longest of every height."""
    kinds: dict[int, list[int]] = {}
    for i in numbers:
        kinds.setdefault(orders[i].strip.height // 2, []).append(i)
    for own in kinds.values():
        own.sort(key=lambda i: -len(keep_digits(join_words(first[i]))))
    chosen: list[int] = []
    while len(chosen) < min(SAMPLE, len(numbers)):
        for own in kinds.values():
            if own:
                chosen.append(own.pop(0))
    return sorted(chosen)


class _Jury:
    """The witnesses of the lines of one call, and what they have said so far."""

    def __init__(
        self,
        orders: Sequence[Order],
        crops: Sequence[Picture],
        page: Sheet,
        engine: Engine,
        ballots: dict[int, Ballot],
    ) -> None:
        self._orders, self._crops = orders, crops
        self._page, self._engine = page, engine
        self._ballots = ballots
        self._seconded: set[int] = set()
        self._settled: dict[int, Opinion] = {}
        self._readings: dict[Strip, Reading | None] = {}

    def is_seconded(self, i: int) -> bool:
        """Whether the second network has read a line."""
        return i in self._seconded

    def call_second(self, numbers: Sequence[int]) -> None:
        """Let the other network read lines."""
        crops = [self._crops[i] for i in numbers]
        read = read_crops(crops, self._page.letter, self._engine, SECOND_LANGUAGE)
        for i, words in zip(numbers, read, strict=True):
            second = self._page.restore(words, self._orders[i])
            self._ballots[i] = replace(self._ballots[i], second=second)
            self._seconded.add(i)

    def call_third(self, numbers: Sequence[int]) -> None:
        """Let the other network read lines drawn anew."""
        drawn = [redraw(self._crops[i]) for i in numbers]
        read = self._engine.read([picture for picture, _ in drawn], SECOND_LANGUAGE, LINE)
        for i, words, (_, factor) in zip(numbers, read, drawn, strict=True):
            own = tuple(shrink_word(w, factor) for w in words)
            third = self._page.restore(own, self._orders[i])
            self._ballots[i] = replace(self._ballots[i], third=third)

    def teach(self) -> None:
        """Learn the types of the page from the lines that both networks read alike."""
        press = self._page.press
        short: list[tuple[str, Strip]] = []
        for i in sorted(self._seconded):
            ballot, strip = self._ballots[i], self._orders[i].strip
            label = find_label(ballot)
            digits = len(keep_digits(label))
            if digits >= EXAMPLE:
                press.learn(label, strip)
            elif digits and find_confidence(ballot) >= SURE:
                short.append((label, strip))
        press.cast()
        # a digit alone is misread alike now and then: it must look like the others
        likely = [(t, s) for t, s in short if Opinion(t, press.read(s)).is_alike]
        likely += self._find_likely()
        for label, strip in likely:
            press.learn(label, strip)
        if likely:
            press.cast()
        self._readings.clear()

    def _find_likely(self) -> list[tuple[str, Strip]]:
        """Find long numbers that one network read as the types do, though not for certain."""
        likely = []
        for i in sorted(self._seconded):
            ballot, strip = self._ballots[i], self._orders[i].strip
            texts = [squeeze(t) for t in ballot.texts if len(keep_digits(t)) >= LONG]
            if not texts or find_label(ballot):
                continue
            reading = self._page.press.read(strip)
            likely += [(t, strip) for t in texts if Opinion(t, reading).is_alike][:1]
        return likely

    def find_opinion(self, i: int, words: Sequence[Word]) -> Opinion:
        """Ask the types about the figure that words hold."""
        figure, strip = find_figure_words(words, self._orders[i])
        if strip is None:
            return Opinion(figure, None)
        if strip not in self._readings:
            self._readings[strip] = self._page.press.read(strip)
        return Opinion(figure, self._readings[strip])

    def is_borne_out(self, i: int) -> bool:
        """Whether the types bear out what the first network read, so that no other is asked."""
        words = self._ballots[i].first
        own = self.find_opinion(i, words)
        if own.is_support and is_plain_rest(words, own.figure):
            self._settled[i] = own
            return True
        reading = self._page.press.read(self._orders[i].strip) if words else None
        text = squeeze(join_words(words))
        if reading is None or not reading.is_sure or not is_misread_percent(text, reading.text):
            return False
        self._ballots[i] = replace(self._ballots[i], first=merge_words(words, reading.text))
        self._settled[i] = Opinion(reading.text, reading)
        return True

    def is_open(self, i: int) -> bool:
        """Whether neither the networks agree nor the types bear one of them out."""
        ballot = self._ballots[i]
        if i not in self._seconded or is_agreed(ballot):
            return False
        return not any(
            self.find_opinion(i, words).is_support
            for words in (ballot.first, ballot.second)
            if words
        )

    def decide(self, i: int) -> Outcome:
        """Decide what a line says."""
        ballot, order, page = self._ballots[i], self._orders[i], self._page
        opinions = {
            join_words(words): self._settled.get(i) or self.find_opinion(i, words)
            for words in (ballot.first, ballot.second, ballot.third)
            if words
        }
        words = ballot.second or ballot.first
        is_read = is_all_ink_read(page.letters, order.strip, place_words(words, order))
        outcome = decide(ballot, opinions, is_all_ink_read=is_read)
        own = opinions.get(outcome.text)
        if own is not None and (
            own.shows_gap or (order.is_first and own.is_beheaded and not outcome.doubts)
        ):
            lost = f"{OTHER_MARKS}: {outcome.text}"
            outcome = replace(outcome, doubts=(*outcome.doubts, lost))
        elif own is not None and own.is_sure and own.is_same_digits:
            outcome = _adopt_marks(outcome, own, order)
        elif not outcome.doubts and page.shows_other_marks(outcome.text, order.strip):
            outcome = replace(outcome, doubts=(f"{OTHER_MARKS}: {outcome.text}",))
        if not outcome.doubts and keep_digits(outcome.text):
            if page.hides_ink(order.strip):
                outcome = replace(outcome, doubts=(UNREAD_INK,))
            is_alike = own is not None and own.is_alike
            if not is_alike and page.press.has_other_room(squeeze(outcome.text), order.strip):
                outcome = replace(outcome, doubts=(f"{OTHER_ROOM}: {outcome.text}",))
            if not is_alike and page.press.is_too_small(order.strip):
                outcome = replace(outcome, doubts=(f"{TOO_SMALL}: {outcome.text}",))
        read = [o.reading.text for o in opinions.values() if o.reading and o.is_sure]
        known = dict.fromkeys((outcome.text, *read, *(t for t in ballot.texts if t)))
        return replace(outcome, readings=tuple(known))


def _adopt_marks(outcome: Outcome, own: Opinion, order: Order) -> Outcome:
    """Write a figure with the marks that the types show: lost ones at its ends, no spaces."""
    if own.reading is None or own.figure != squeeze(outcome.text):
        return outcome
    seen, figure = own.reading.text, own.figure
    if fold_marks(seen) != fold_marks(figure):
        return outcome
    core = seen.strip(MARKS)
    if WELL_FORMED.fullmatch(core) and not WELL_FORMED.fullmatch(figure.strip(MARKS)):
        figure = core  # the network took one mark for the other
    inner = [ch for ch in figure.strip(MARKS) if ch in MARKS]
    before = seen[: len(seen) - len(seen.lstrip(MARKS))]
    behind = seen[len(seen.rstrip(MARKS)) :]
    if before and not order.is_first and figure[0] not in MARKS:
        figure = (inner[0] if inner else before[-1]) + figure
    if behind and figure[-1] not in MARKS:
        figure += inner[-1] if inner else behind[0]
    if figure == outcome.text:
        return outcome
    return replace(outcome, text=figure, words=merge_words(outcome.words, figure))


def find_figure_words(words: Sequence[Word], order: Order) -> tuple[str, Strip | None]:
    """Find the figure that words of a line hold, and where it stands.

    Returns:
        The figure and its part of the line; ``None`` for it unless exactly one run of words
        is made of digits and marks.
    """
    placed = place_words(words, order)
    is_figure = [all(ch in ALPHABET for ch in w.text) for w in placed]
    starts = [
        i for i, flag in enumerate(is_figure) if flag and (i == 0 or not is_figure[i - 1])
    ]
    if len(starts) != 1:
        return squeeze(join_words(words)), None
    first = starts[0]
    last = first
    while last + 1 < len(placed) and is_figure[last + 1]:
        last += 1
    figure = "".join(w.text for w in placed[first : last + 1])
    if not keep_digits(figure):
        return figure, None
    x0, x1 = order.strip.x0, order.strip.x1
    if first:
        x0 = (placed[first - 1].x1 + placed[first].x0) // 2
    if last + 1 < len(placed):
        x1 = (placed[last].x1 + placed[last + 1].x0 + 1) // 2
    if not order.strip.x0 <= x0 < x1 <= order.strip.x1:
        return figure, None
    return figure, order.strip._replace(x0=x0, x1=x1)


def is_perhaps_number(text: str) -> bool:
    """Say whether a line may hold figures: digits, or few letters that look like them."""
    letters = sum(ch.isalpha() for ch in text)
    if keep_digits(text):
        return letters <= 24
    return letters <= 3 or (letters <= 6 and bool(_MAYBE_NUMBER.search(text)))
