"""The consensus of several recognisers on a line: one decision table.

Three recognisers of different make read a line of a scanned page: PP-OCR, Tesseract where it is
installed, and glyph templates trained on the page itself. The reading of two of them wins
unless the third contradicts it; anything else is kept with a doubt that names the candidates.
The two networks of Tesseract are one witness.

`decide_consensus` works in three steps:

1. `choose_reading` finds the reading to keep, whether two engine readings agree on it, and how
   far templates support it (`Support`).
2. `DECISIONS` says for each combination which doubt it leaves; ink that no word covers leaves
   one more.
3. The ink of the line is compared with the text: separators, hidden ink, width and height of
   the digits.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.line_ink import LineInk
from sidak.extractors.ocr.readings import (
    GROUPED_NUMBER,
    WHOLE_NUMBER,
    LineReadings,
    are_equal,
    is_plain_remainder,
    is_well_formed,
    join_words,
    keep_digits,
    merge_words,
    normalise_separators,
    strip_spaces,
)
from sidak.extractors.ocr.separators import SEPARATORS
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.ocr.templates.reader import TemplateReading
from sidak.schemas import Doubt, DoubtKind


class Support(Enum):
    """How far templates support a reading, the strongest first."""

    PERCENTAGE = auto()
    """They confirm the number before a percent sign."""
    CONFIRMED = auto()
    """They confirm the whole line."""
    CONFIRMED_NUMBER = auto()
    """They confirm the number of a line that holds words as well."""
    EQUAL = auto()
    """They read the same, or are sure of part of a grouped number."""
    LIKELY = auto()
    """They make a long number likely that one engine read."""
    WITNESSED = auto()
    """They read the same as an engine of much confidence, though digits are small."""
    NONE = auto()
    """They say nothing, but the engines are confident, or all networks read the same."""
    NONE_SHORT = auto()
    """They say nothing of a short number that is read without confidence."""
    NONE_LONG = auto()
    """They say nothing of another number that is read without confidence."""
    OTHER_SEPARATORS = auto()
    """They read the same digits with other separators."""
    OTHER_DIGITS = auto()
    """They read other digits."""


#: The doubt that a reading leaves, by the support of templates: where two engine readings
#: agree on it, and where they do not. Where they do not agree, only support counts.
DECISIONS: Mapping[Support, tuple[DoubtKind | None, DoubtKind | None]] = {
    # support: (two engine readings agree, they differ)
    Support.PERCENTAGE: (None, None),
    Support.CONFIRMED: (None, None),
    Support.CONFIRMED_NUMBER: (None, None),
    Support.EQUAL: (None, DoubtKind.READINGS_DIFFER),
    Support.LIKELY: (None, None),
    Support.WITNESSED: (None, None),
    Support.NONE: (None, DoubtKind.READINGS_DIFFER),
    Support.NONE_SHORT: (DoubtKind.SHORT_NUMBER_UNCONFIRMED, DoubtKind.READINGS_DIFFER),
    Support.NONE_LONG: (DoubtKind.LOW_OCR_CONFIDENCE, DoubtKind.READINGS_DIFFER),
    Support.OTHER_SEPARATORS: (DoubtKind.SEPARATORS_DIFFER, DoubtKind.READINGS_DIFFER),
    Support.OTHER_DIGITS: (DoubtKind.GLYPHS_DIFFER, DoubtKind.READINGS_DIFFER),
}
#: A number that has separators between groups, but not before the first of them: "220400.000".
_LOST_GROUP = re.compile(r"(rp\.?)?\d{4,}([.,]\d{3})+([.,]\d{2})?", re.IGNORECASE)
#: With this support it does not matter whether words cover all ink of the line.
COVERS_INK = (Support.PERCENTAGE, Support.CONFIRMED)


@dataclass(frozen=True, slots=True)
class TemplateEvidence:
    """What templates say of the number in a reading.

    Attributes:
        number: The number that an engine read.
        reading: What templates recognise in its ink; ``None`` if they recognise nothing.
    """

    number: str
    reading: TemplateReading | None

    @property
    def is_equal(self) -> bool:
        """Whether digits and inner separators are the same, surely or not."""
        return self.reading is not None and normalise_separators(
            self.reading.text
        ) == normalise_separators(self.number)

    @property
    def is_sure(self) -> bool:
        """Whether templates leave no room for anything else than their reading."""
        return self.reading is not None and self.reading.is_sure

    @property
    def is_confirmed(self) -> bool:
        """Whether templates confirm the number."""
        return self.is_sure and self.is_equal

    @property
    def has_same_digits(self) -> bool:
        """Whether at least the digits are the same."""
        return self.reading is not None and keep_digits(self.reading.text) == keep_digits(
            self.number
        )

    @property
    def with_lost_groups(self) -> str:
        """The number with separators that part its groups and that only templates show.

        "2751.11", of which they read "2.751.11"; empty if they show none that an engine lost.
        """
        number, seen = self.number.strip(SEPARATORS), ""
        if self.reading is not None and self.reading.has_likely_separators:
            seen = self.reading.text.strip(SEPARATORS)
        marks = {ch for ch in number if ch in SEPARATORS}
        if len(marks) != 1 or not self.has_same_digits or GROUPED_NUMBER.fullmatch(number):
            return ""
        places, own = _find_separators(seen), _find_separators(number)
        if not own < places or not GROUPED_NUMBER.fullmatch(seen):
            return ""
        return normalise_separators(seen).replace(".", marks.pop())

    @property
    def has_lost_separator(self) -> bool:
        """Whether a separator inside the number is lost, by the gap that it left."""
        return self.is_equal and self.reading is not None and self.reading.has_wide_gap

    @property
    def has_lost_first_digits(self) -> bool:
        """Whether a separator before the number shows that its first digits are lost."""
        return (
            self.is_confirmed
            and self.reading is not None
            and self.reading.text[:1] in SEPARATORS
            and self.number[:1] not in SEPARATORS
        )

    @property
    def is_likely(self) -> bool:
        """Whether it is a long number that templates read as well, if not surely."""
        return (
            self.is_equal
            and self.reading is not None
            and self.reading.is_likely
            and self.reading.has_likely_separators
            and not self.reading.is_small
            and len(keep_digits(self.number)) >= SETTINGS.consensus.long_digits
            and bool(WHOLE_NUMBER.fullmatch(self.number))
        )


def _is_grouped(number: str) -> bool:
    """Return True if the digits of a number stand in groups, or are too few for any."""
    return bool(GROUPED_NUMBER.fullmatch(normalise_separators(number).removesuffix("%")))


def _find_separators(number: str) -> frozenset[int]:
    """Return how many digits stand before each separator of a number."""
    return frozenset(
        len(keep_digits(number[:at])) for at, ch in enumerate(number) if ch in SEPARATORS
    )


class ChosenReading(NamedTuple):
    """The reading to keep.

    Attributes:
        words: Its words.
        is_agreed: Whether two engine readings agree on it.
        support: How far templates support it.
    """

    words: tuple[OcrWord, ...]
    is_agreed: bool
    support: Support

    @property
    def text(self) -> str:
        """Its text."""
        return join_words(self.words)


@dataclass(frozen=True, slots=True)
class Consensus:
    """What was decided about a line.

    Attributes:
        text: Its text.
        words: The words that it came from.
        doubts: Why it may be wrong.
        readings: Every text that a recogniser read, the chosen one first.
    """

    text: str
    words: tuple[OcrWord, ...]
    doubts: tuple[Doubt, ...] = ()
    readings: tuple[str, ...] = ()


#: For each distinct text of a line what templates say of the number in it.
Evidence = Mapping[str, TemplateEvidence]


def decide_consensus(readings: LineReadings, evidence: Evidence, ink: LineInk) -> Consensus:
    """Decide what a line says, and what is doubtful about it.

    Args:
        readings: The readings by engines.
        evidence: What templates say of each text.
        ink: What the image of the line shows.
    """
    chosen = choose_reading(readings, evidence)
    own = evidence.get(chosen.text)
    doubts: list[Doubt] = []
    if chosen.support not in COVERS_INK and not ink.is_covered(readings.best):
        doubts.append(Doubt(DoubtKind.INK_NOT_READ))
    kind = DECISIONS[chosen.support][0 if chosen.is_agreed else 1]
    if kind is DoubtKind.READINGS_DIFFER and not readings.has_second:
        kind = _judge_alone(readings, own)
    if kind is not None:
        doubts.append(Doubt(kind, _name_candidates(kind, chosen.text, readings, own)))
    consensus = Consensus(chosen.text, chosen.words, tuple(doubts))
    least = SETTINGS.consensus.certain_confidence
    is_certain = chosen.is_agreed and readings.primary_confidence >= least
    return _compare_with_ink(consensus, own, ink, is_certain=is_certain)


def choose_reading(readings: LineReadings, evidence: Evidence) -> ChosenReading:
    """Choose the reading to keep: the first that one of the choosers finds."""
    found = (choose(readings, evidence) for choose in _CHOOSERS)
    fallback = ChosenReading(readings.best, is_agreed=False, support=Support.NONE)
    return next((chosen for chosen in found if chosen is not None), fallback)


def _choose_percentage(readings: LineReadings, evidence: Evidence) -> ChosenReading | None:
    """Choose a confirmed number with a percent sign that another engine misread."""
    percentages = {e.number + "%" for e in evidence.values() if e.is_confirmed}
    for words in readings.all:
        if strip_spaces(join_words(words)) in percentages:
            return ChosenReading(words, readings.do_engines_agree, Support.PERCENTAGE)
    return None


def _choose_confirmed(readings: LineReadings, evidence: Evidence) -> ChosenReading | None:
    """Choose the reading whose number templates confirm, the well-formed one of several."""
    is_agreed = readings.do_engines_agree
    agreed = join_words(readings.agreed) if is_agreed else ""
    found = [
        (own, words)
        for own, words in _pair(readings, evidence)
        if own.is_confirmed
        and (
            are_equal(join_words(words), agreed)
            if is_agreed
            else is_plain_remainder(words, own.number)
        )
    ]
    if not _is_one_number(found):
        return None
    own, words = max(found, key=lambda f: is_well_formed(f[0].number))
    is_whole = own.number == strip_spaces(join_words(words))
    support = Support.CONFIRMED if is_whole else Support.CONFIRMED_NUMBER
    return ChosenReading(words, is_agreed, support)


def _choose_agreed(readings: LineReadings, evidence: Evidence) -> ChosenReading | None:
    """Choose the reading that both engines agree on."""
    if not readings.do_engines_agree:
        return None
    words = readings.agreed
    support = judge_agreed(readings, evidence.get(join_words(words)))
    return ChosenReading(words, is_agreed=True, support=support)


def _choose_likely(readings: LineReadings, evidence: Evidence) -> ChosenReading | None:
    """Choose the long number that templates make likely, if a line holds nothing else."""
    found = [
        (own, words)
        for own, words in _pair(readings, evidence)
        if own.is_likely and is_plain_remainder(words, own.number)
    ]
    if not _is_one_number(found):
        return None
    return ChosenReading(found[0][1], is_agreed=False, support=Support.LIKELY)


def _choose_witnessed(readings: LineReadings, evidence: Evidence) -> ChosenReading | None:
    """Choose what the first engine read with confidence, if templates read the same.

    Of small digits neither is sure by itself: measured on 465 lines at 100 to 150 dots an inch
    that no other engine confirmed, no digit was wrong.
    """
    limits, words = SETTINGS.consensus, readings.primary
    own = evidence.get(join_words(words))
    if own is None or own.reading is None or not (own.is_equal and own.reading.is_likely):
        return None
    is_short = len(keep_digits(own.number)) < limits.short_digits
    least = limits.outvoting_confidence if is_short else limits.long_confidence
    is_confident = readings.primary_confidence >= least and _is_grouped(own.number)
    if not is_confident or not is_plain_remainder(words, own.number):
        return None
    return ChosenReading(words, is_agreed=False, support=Support.WITNESSED)


#: What finds the reading to keep, the best supported first.
_CHOOSERS = (
    _choose_percentage,
    _choose_confirmed,
    _choose_agreed,
    _choose_likely,
    _choose_witnessed,
)


def _pair(
    readings: LineReadings, evidence: Evidence
) -> list[tuple[TemplateEvidence, tuple[OcrWord, ...]]]:
    """Return the readings that are not empty with what templates say of them."""
    texts = [(join_words(words), words) for words in readings.all]
    return [(evidence[text], words) for text, words in texts if text in evidence]


def _is_one_number(
    found: Sequence[tuple[TemplateEvidence, tuple[OcrWord, ...]]],
) -> bool:
    """Return True if there are readings and their numbers are the same."""
    return len({normalise_separators(own.number) for own, _ in found}) == 1


def judge_agreed(readings: LineReadings, own: TemplateEvidence | None) -> Support:
    """Return how far templates support a reading that both engines agree on."""
    limits = SETTINGS.consensus
    digits = len(keep_digits(join_words(readings.agreed)))
    if not digits:
        return Support.NONE
    is_short = digits < limits.short_digits
    reading = own.reading if own is not None else None
    if own is not None and reading is not None and not own.has_same_digits:
        # even where templates are unsure or digits small it is enough to doubt: engines err
        # alike
        is_doubtful = reading.is_likely or (is_short and reading.looks_like_digits)
        is_outvoted = readings.are_confident(limits.outvoting_confidence)
        if reading.is_sure or (is_doubtful and not is_outvoted):
            return Support.OTHER_DIGITS
    elif own is not None and own.is_sure:
        is_grouped = GROUPED_NUMBER.fullmatch(normalise_separators(own.number))
        is_same = own.is_equal or is_grouped or own.with_lost_groups
        return Support.EQUAL if is_same else Support.OTHER_SEPARATORS
    if own is not None and own.is_equal:
        return Support.EQUAL
    least = limits.short_confidence if is_short else limits.long_confidence
    # of a short number templates have had their say already
    is_witnessed = is_short or readings.witness_confidence >= limits.witness_confidence
    if readings.primary_confidence >= least and is_witnessed:
        return Support.NONE
    if readings.are_unanimous and digits >= limits.unanimous_digits:
        return Support.NONE
    return Support.NONE_SHORT if is_short else Support.NONE_LONG


def _judge_alone(readings: LineReadings, own: TemplateEvidence | None) -> DoubtKind | None:
    """Return the doubt about a reading where no second engine is installed, if any."""
    if not keep_digits(join_words(readings.primary)):
        return None
    is_other = own is not None and own.reading is not None and not own.has_same_digits
    return DoubtKind.GLYPHS_DIFFER if is_other else DoubtKind.ONE_READING


def _name_candidates(
    kind: DoubtKind, text: str, readings: LineReadings, own: TemplateEvidence | None
) -> tuple[str, ...]:
    """Return the detail of a doubt: the text, and what it may be instead."""
    if kind is DoubtKind.READINGS_DIFFER:
        first, second, _ = readings.texts
        return (" / ".join(dict.fromkeys(t or "(kosong)" for t in (first, second))),)
    if kind is DoubtKind.GLYPHS_DIFFER and own is not None and own.reading is not None:
        return (f"{text} / {own.reading.text}",)
    return (text,)


def _compare_with_ink(
    consensus: Consensus, own: TemplateEvidence | None, ink: LineInk, *, is_certain: bool
) -> Consensus:
    """Doubt a text that the ink of its line does not fit; adopt separators that it shows.

    Args:
        consensus: The text.
        own: What templates say of it.
        ink: The ink.
        is_certain: Whether engines agree on it with so much confidence that its size does not
            matter.
    """
    text, doubts = consensus.text, consensus.doubts
    other_separators = Doubt(DoubtKind.SEPARATORS_DIFFER, (text,))
    if len(keep_digits(text)) > 1 and ink.is_shaded():
        return replace(consensus, doubts=(*doubts, other_separators))
    if own is not None and (
        own.has_lost_separator or (ink.is_first and own.has_lost_first_digits and not doubts)
    ):
        return replace(consensus, doubts=(*doubts, other_separators))
    if own is not None and own.with_lost_groups and own.number == strip_spaces(text):
        text = text.replace(own.number.strip(SEPARATORS), own.with_lost_groups)
        consensus = replace(consensus, text=text, words=merge_words(consensus.words, text))
    elif own is not None and own.is_sure and own.has_same_digits:
        consensus = _adopt_separators(consensus, own, is_first=ink.is_first)
    elif not doubts and ink.shows_unread_separators(text):
        return replace(consensus, doubts=(other_separators,))
    if not doubts and _LOST_GROUP.fullmatch(strip_spaces(consensus.text)):
        return replace(consensus, doubts=(other_separators,))
    if doubts or not keep_digits(consensus.text):
        return consensus
    is_equal = own is not None and own.is_equal
    found = _find_ink_doubts(consensus.text, ink, is_equal=is_equal, is_certain=is_certain)
    return replace(consensus, doubts=found)


def _find_ink_doubts(
    text: str, ink: LineInk, *, is_equal: bool, is_certain: bool
) -> tuple[Doubt, ...]:
    """Return the doubt about a text that size and ink of its line leave, if any.

    Args:
        text: A number that nothing else speaks against.
        ink: The ink of its line.
        is_equal: Whether templates read the same: then its size does not matter.
        is_certain: Whether engines are so confident that it does not either.
    """
    if not is_equal and not is_certain and ink.has_low_digits():
        return (Doubt(DoubtKind.TOO_SMALL_TO_READ, (text,)),)
    if not is_equal and ink.has_unexpected_width(text):
        return (Doubt(DoubtKind.WIDTH_DIFFERS, (text,)),)
    return (Doubt(DoubtKind.INK_NOT_READ),) if ink.is_partly_hidden() else ()


def _adopt_separators(
    consensus: Consensus, own: TemplateEvidence, *, is_first: bool
) -> Consensus:
    """Write a number with the separators that templates show: lost ones at its ends too."""
    if own.reading is None or own.number != strip_spaces(consensus.text) or not own.is_equal:
        return consensus
    seen, number = own.reading.text, own.number
    core = seen.strip(SEPARATORS)
    if is_well_formed(core) and not is_well_formed(number.strip(SEPARATORS)):
        number = core  # the engine took one separator for the other
    inner = [ch for ch in number.strip(SEPARATORS) if ch in SEPARATORS]
    before = seen[: len(seen) - len(seen.lstrip(SEPARATORS))]
    behind = seen[len(seen.rstrip(SEPARATORS)) :]
    if before and not is_first and number[0] not in SEPARATORS:
        number = (inner[0] if inner else before[-1]) + number
    if behind and number[-1] not in SEPARATORS:
        number += inner[-1] if inner else behind[0]
    if number == consensus.text:
        return consensus
    return replace(consensus, text=number, words=merge_words(consensus.words, number))
