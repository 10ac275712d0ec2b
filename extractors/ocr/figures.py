"""Lines that may hold figures: read by as many witnesses as it takes, then decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidak.extractors.ocr.consensus import (
    LEAST_TRAINING_DIGITS,
    LONG,
    SEPARATORS,
    SURE,
    WELL_FORMED,
    Consensus,
    LineReadings,
    TemplateEvidence,
    decide_consensus,
    do_readings_agree,
    find_least_confidence,
    find_training_label,
    is_misread_percent,
    is_plain_remainder,
    join_words,
    keep_digits,
    normalise_separators,
    strip_spaces,
)
from sidak.extractors.ocr.engine import PSM_LINE, SECOND_LANGUAGE, GreyImage, OcrEngine, OcrWord
from sidak.extractors.ocr.line_boxes import FAINT, PixelBox
from sidak.extractors.ocr.line_crops import (
    LineRegion,
    covers_all_ink,
    merge_words,
    recognise_crops,
    render_variant,
    scale_word_down,
    to_page_words,
)
from sidak.extractors.ocr.preprocess import BinaryImage, PageImage
from sidak.extractors.ocr.separators import (
    count_inner_separators,
    find_components,
    has_wide_gap,
    restore_separators,
)
from sidak.extractors.ocr.templates.model import ALPHABET
from sidak.extractors.ocr.templates.reader import TemplateReader, TemplateReading
from sidak.schemas import Doubt, DoubtKind

#: Lines that both networks read before the types of the page are asked.
TRAINING_LINES = 32
#: Pixels of ink in a line that may have been taken for a rule's.
LEAST_HIDDEN = 3
#: Letters that are taken for digits and the other way round.
_MAYBE_NUMBER = re.compile(r"[\dOoIl|SBZ]")


@dataclass(frozen=True)
class OcrPage:
    """A straightened page while it is read.

    Attributes:
        scan: The page.
        rules: Ink of its rules.
        letters: All other ink.
        letter: Usual height of a letter in pixels.
        templates: The types of the page; they get better while it is read.
    """

    scan: PageImage
    rules: BinaryImage
    letters: BinaryImage
    letter: int
    templates: TemplateReader

    def shows_unread_separators(self, text: str, strip: PixelBox) -> bool:
        """Say whether the ink of a number shows marks where none at all were read."""
        text = strip_spaces(text).strip(SEPARATORS)
        if not text.isdigit():
            return False
        pieces = find_components(self.letters, self.scan.grey, strip, len(text))
        return count_inner_separators(pieces) > 0 or has_wide_gap(pieces)

    def hides_ink(self, strip: PixelBox) -> bool:
        """Say whether ink among the characters of a line was taken for a rule's."""
        rows = slice(strip.y0 + 1, strip.y1 - 1)
        columns = slice(max(0, strip.x0 - 2), strip.x1 + 2)
        hidden = (self.rules[rows, columns] > 0) & (self.scan.grey[rows, columns] < FAINT)
        return int(hidden.sum()) >= LEAST_HIDDEN

    def restore_separators_of(
        self, words: tuple[OcrWord, ...], order: "LineRegion"
    ) -> tuple[OcrWord, ...]:
        """Put the marks right that a line of figures shows."""
        text = strip_spaces(join_words(words))
        digits = len(keep_digits(text))
        if not digits or digits + sum(ch in SEPARATORS for ch in text) != len(text):
            return words
        pieces = find_components(self.letters, self.scan.grey, order.strip, digits)
        restored = restore_separators(text, pieces, is_first=order.is_first)
        return words if restored == text else merge_words(words, restored)


def recognise_figures(
    orders: Sequence[LineRegion],
    crops: Sequence[GreyImage],
    first: Sequence[tuple[OcrWord, ...]],
    page: OcrPage,
    engine: OcrEngine,
) -> dict[int, Consensus]:
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
        if may_hold_number(join_words(words))
        or not covers_all_ink(page.letters, order.strip, to_page_words(words, order))
    ]
    line_readings = {
        i: LineReadings(page.restore_separators_of(first[i], orders[i])) for i in again
    }
    recogniser = _FigureRecogniser(orders, crops, page, engine, line_readings)
    recogniser.run_second_pass(choose_training_lines(again, orders, first))
    recogniser.train()
    recogniser.run_second_pass(
        [
            i
            for i in again
            if not recogniser.has_second_reading(i)
            and not recogniser.is_confirmed_by_templates(i)
        ]
    )
    recogniser.train()
    recogniser.run_third_pass([i for i in again if recogniser.is_undecided(i)])
    return {i: recogniser.decide_consensus(i) for i in again}


def choose_training_lines(
    numbers: Sequence[int], orders: Sequence[LineRegion], first: Sequence[tuple[OcrWord, ...]]
) -> list[int]:
    """Choose lines from which the types are learned: the longest of every height."""
    kinds: dict[int, list[int]] = {}
    for i in numbers:
        kinds.setdefault(orders[i].strip.height // 2, []).append(i)
    for own in kinds.values():
        own.sort(key=lambda i: -len(keep_digits(join_words(first[i]))))
    chosen: list[int] = []
    while len(chosen) < min(TRAINING_LINES, len(numbers)):
        for own in kinds.values():
            if own:
                chosen.append(own.pop(0))
    return sorted(chosen)


class _FigureRecogniser:
    """The witnesses of the lines of one call, and what they have said so far."""

    def __init__(
        self,
        orders: Sequence[LineRegion],
        crops: Sequence[GreyImage],
        page: OcrPage,
        engine: OcrEngine,
        line_readings: dict[int, LineReadings],
    ) -> None:
        self._orders, self._crops = orders, crops
        self._page, self._engine = page, engine
        self._line_readings = line_readings
        self._second_done: set[int] = set()
        self._confirmed: dict[int, TemplateEvidence] = {}
        self._readings: dict[PixelBox, TemplateReading | None] = {}

    def has_second_reading(self, i: int) -> bool:
        """Whether the second network has read a line."""
        return i in self._second_done

    def run_second_pass(self, numbers: Sequence[int]) -> None:
        """Let the other network read lines."""
        crops = [self._crops[i] for i in numbers]
        read = recognise_crops(crops, self._page.letter, self._engine, SECOND_LANGUAGE)
        for i, words in zip(numbers, read, strict=True):
            second = self._page.restore_separators_of(words, self._orders[i])
            self._line_readings[i] = replace(self._line_readings[i], second=second)
            self._second_done.add(i)

    def run_third_pass(self, numbers: Sequence[int]) -> None:
        """Let the other network read lines drawn anew."""
        drawn = [render_variant(self._crops[i]) for i in numbers]
        read = self._engine.read([picture for picture, _ in drawn], SECOND_LANGUAGE, PSM_LINE)
        for i, words, (_, factor) in zip(numbers, read, drawn, strict=True):
            own = tuple(scale_word_down(w, factor) for w in words)
            third = self._page.restore_separators_of(own, self._orders[i])
            self._line_readings[i] = replace(self._line_readings[i], third=third)

    def train(self) -> None:
        """Learn the types of the page from the lines that both networks read alike."""
        templates = self._page.templates
        short: list[tuple[str, PixelBox]] = []
        for i in sorted(self._second_done):
            ballot, strip = self._line_readings[i], self._orders[i].strip
            label = find_training_label(ballot)
            digits = len(keep_digits(label))
            if digits >= LEAST_TRAINING_DIGITS:
                templates.add_sample(label, strip)
            elif digits and find_least_confidence(ballot) >= SURE:
                short.append((label, strip))
        templates.fit()
        # a digit alone is misread alike now and then: it must look like the others
        likely = [(t, s) for t, s in short if TemplateEvidence(t, templates.read(s)).is_alike]
        likely += self._find_likely_labels()
        for label, strip in likely:
            templates.add_sample(label, strip)
        if likely:
            templates.fit()
        self._readings.clear()

    def _find_likely_labels(self) -> list[tuple[str, PixelBox]]:
        """Find long numbers that one network read as the types do, though not for certain."""
        likely = []
        for i in sorted(self._second_done):
            ballot, strip = self._line_readings[i], self._orders[i].strip
            texts = [strip_spaces(t) for t in ballot.texts if len(keep_digits(t)) >= LONG]
            if not texts or find_training_label(ballot):
                continue
            reading = self._page.templates.read(strip)
            likely += [(t, strip) for t in texts if TemplateEvidence(t, reading).is_alike][:1]
        return likely

    def find_evidence(self, i: int, words: Sequence[OcrWord]) -> TemplateEvidence:
        """Ask the types about the figure that words hold."""
        figure, strip = locate_figure(words, self._orders[i])
        if strip is None:
            return TemplateEvidence(figure, None)
        if strip not in self._readings:
            self._readings[strip] = self._page.templates.read(strip)
        return TemplateEvidence(figure, self._readings[strip])

    def is_confirmed_by_templates(self, i: int) -> bool:
        """Whether the types bear out what the first network read, so that no other is asked."""
        words = self._line_readings[i].first
        own = self.find_evidence(i, words)
        if own.is_confirmed and is_plain_remainder(words, own.figure):
            self._confirmed[i] = own
            return True
        reading = self._page.templates.read(self._orders[i].strip) if words else None
        text = strip_spaces(join_words(words))
        if reading is None or not reading.is_sure or not is_misread_percent(text, reading.text):
            return False
        self._line_readings[i] = replace(
            self._line_readings[i], first=merge_words(words, reading.text)
        )
        self._confirmed[i] = TemplateEvidence(reading.text, reading)
        return True

    def is_undecided(self, i: int) -> bool:
        """Whether neither the networks agree nor the types bear one of them out."""
        ballot = self._line_readings[i]
        if i not in self._second_done or do_readings_agree(ballot):
            return False
        return not any(
            self.find_evidence(i, words).is_confirmed
            for words in (ballot.first, ballot.second)
            if words
        )

    def decide_consensus(self, i: int) -> Consensus:
        """Decide what a line says."""
        ballot, order, page = self._line_readings[i], self._orders[i], self._page
        evidence = {
            join_words(words): self._confirmed.get(i) or self.find_evidence(i, words)
            for words in (ballot.first, ballot.second, ballot.third)
            if words
        }
        words = ballot.second or ballot.first
        is_read = covers_all_ink(page.letters, order.strip, to_page_words(words, order))
        outcome = decide_consensus(ballot, evidence, is_all_ink_read=is_read)
        own = evidence.get(outcome.text)
        if own is not None and (
            own.lost_separator
            or (order.is_first and own.lost_first_digits and not outcome.doubts)
        ):
            lost = Doubt(DoubtKind.SEPARATORS_DIFFER, (outcome.text,))
            outcome = replace(outcome, doubts=(*outcome.doubts, lost))
        elif own is not None and own.is_sure and own.is_same_digits:
            outcome = _adopt_separators(outcome, own, order)
        elif not outcome.doubts and page.shows_unread_separators(outcome.text, order.strip):
            doubt = Doubt(DoubtKind.SEPARATORS_DIFFER, (outcome.text,))
            outcome = replace(outcome, doubts=(doubt,))
        if not outcome.doubts and keep_digits(outcome.text):
            if page.hides_ink(order.strip):
                outcome = replace(outcome, doubts=(Doubt(DoubtKind.INK_NOT_READ),))
            is_alike = own is not None and own.is_alike
            if not is_alike and page.templates.has_unexpected_width(
                strip_spaces(outcome.text), order.strip
            ):
                doubt = Doubt(DoubtKind.WIDTH_DIFFERS, (outcome.text,))
                outcome = replace(outcome, doubts=(doubt,))
            if not is_alike and page.templates.has_too_low_digits(order.strip):
                doubt = Doubt(DoubtKind.TOO_SMALL_TO_READ, (outcome.text,))
                outcome = replace(outcome, doubts=(doubt,))
        read = [o.reading.text for o in evidence.values() if o.reading and o.is_sure]
        known = dict.fromkeys((outcome.text, *read, *(t for t in ballot.texts if t)))
        return replace(outcome, readings=tuple(known))


def _adopt_separators(
    outcome: Consensus, own: TemplateEvidence, order: LineRegion
) -> Consensus:
    """Write a figure with the marks that the types show: lost ones at its ends, no spaces."""
    if own.reading is None or own.figure != strip_spaces(outcome.text):
        return outcome
    seen, figure = own.reading.text, own.figure
    if normalise_separators(seen) != normalise_separators(figure):
        return outcome
    core = seen.strip(SEPARATORS)
    if WELL_FORMED.fullmatch(core) and not WELL_FORMED.fullmatch(figure.strip(SEPARATORS)):
        figure = core  # the network took one mark for the other
    inner = [ch for ch in figure.strip(SEPARATORS) if ch in SEPARATORS]
    before = seen[: len(seen) - len(seen.lstrip(SEPARATORS))]
    behind = seen[len(seen.rstrip(SEPARATORS)) :]
    if before and not order.is_first and figure[0] not in SEPARATORS:
        figure = (inner[0] if inner else before[-1]) + figure
    if behind and figure[-1] not in SEPARATORS:
        figure += inner[-1] if inner else behind[0]
    if figure == outcome.text:
        return outcome
    return replace(outcome, text=figure, words=merge_words(outcome.words, figure))


def locate_figure(words: Sequence[OcrWord], order: LineRegion) -> tuple[str, PixelBox | None]:
    """Find the figure that words of a line hold, and where it stands.

    Returns:
        The figure and its part of the line; ``None`` for it unless exactly one run of words
        is made of digits and marks.
    """
    placed = to_page_words(words, order)
    is_figure = [all(ch in ALPHABET for ch in w.text) for w in placed]
    starts = [
        i for i, flag in enumerate(is_figure) if flag and (i == 0 or not is_figure[i - 1])
    ]
    if len(starts) != 1:
        return strip_spaces(join_words(words)), None
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


def may_hold_number(text: str) -> bool:
    """Say whether a line may hold figures: digits, or few letters that look like them."""
    letters = sum(ch.isalpha() for ch in text)
    if keep_digits(text):
        return letters <= 24
    return letters <= 3 or (letters <= 6 and bool(_MAYBE_NUMBER.search(text)))
