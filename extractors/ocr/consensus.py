"""What a line of figures says, from readings that may differ and the types of the page.

Two networks and the types that the page is printed with are three witnesses. Two that agree
while the third does not speak against them are believed; anything else is kept with a doubt
that names the candidates.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.templates.reader import LEAST_MARGIN, TemplateReading
from sidak.schemas import Doubt, DoubtKind

#: Marks between groups of digits: which of them it is follows from the column's style.
SEPARATORS = ".,"
#: A number whose groups of three are whole, or one without groups.
WHOLE = re.compile(
    r"\(?-?(rp\.?)?(\d{1,3}([.,]\d{3})+|\d+)([.,]\d{1,2})?%?,?-?\)?[a-z]*", re.IGNORECASE
)
#: Digits grouped by threes, perhaps begun or ended on another line.
GROUPED = re.compile(r"\d{1,3}([.,]\d{3})*([.,]\d{1,3})?")
#: A number whose marks are of one kind between groups and of the other before decimals.
WELL_FORMED = re.compile(r"\d{1,3}((\.\d{3})+(,\d{1,2})?|(,\d{3})+(\.\d{1,2})?)%?")
#: What the first network makes of a percent sign.
PERCENT = re.compile(r"Y[o0e6c]|[79]?[0-9o]|[oO0K2Xx&]")
#: Numbers with fewer digits than this must be borne out by their types or by confidence.
SHORT = 4
#: Numbers with as many digits are not misread alike by networks and types.
LONG = 5
#: Lines with fewer digits than this give no examples.
LEAST_TRAINING_DIGITS = 3
#: Letters, and confidence in them, that make a word beside a figure a plain one.
PLAIN_LETTERS, PLAIN_CONFIDENCE = 3, 70.0
#: Confidence of both readings that stands in for types where there are too few.
SURE = 88.0
#: The same for long numbers.
LONG_SURE = 50.0


@dataclass(frozen=True, slots=True)
class LineReadings:
    """The readings of one line by networks.

    Attributes:
        first: By the network of the reports' language.
        second: By the other network, drawn anew; empty if the types bear the first out.
        third: By the other network as it stands; empty unless nothing decides before.
    """

    first: tuple[OcrWord, ...]
    second: tuple[OcrWord, ...] = ()
    third: tuple[OcrWord, ...] = ()

    @property
    def texts(self) -> tuple[str, str, str]:
        """The texts of the three readings."""
        return join_words(self.first), join_words(self.second), join_words(self.third)


@dataclass(frozen=True, slots=True)
class TemplateEvidence:
    """What the types say of the figure in a reading.

    Attributes:
        figure: The figure that was read.
        reading: What the types make of its ink; ``None`` if they cannot be asked.
    """

    figure: str
    reading: TemplateReading | None

    @property
    def is_alike(self) -> bool:
        """Whether digits and inner marks are the same, certain or not."""
        return self.reading is not None and normalise_separators(
            self.reading.text
        ) == normalise_separators(self.figure)

    @property
    def is_confirmed(self) -> bool:
        """Whether the types bear the figure out."""
        return self.reading is not None and self.reading.is_sure and self.is_alike

    @property
    def is_same_digits(self) -> bool:
        """Whether at least the digits are the same."""
        return self.reading is not None and keep_digits(self.reading.text) == keep_digits(
            self.figure
        )

    @property
    def lost_separator(self) -> bool:
        """Whether a mark inside the figure is lost, by the room that it left."""
        return self.is_alike and bool(self.reading and self.reading.has_wide_gap)

    @property
    def lost_first_digits(self) -> bool:
        """Whether a mark before the figure shows that its first digits are lost."""
        return (
            self.is_alike
            and self.reading is not None
            and self.reading.is_sure
            and self.reading.text[:1] in SEPARATORS
            and self.figure[:1] not in SEPARATORS
        )

    @property
    def is_sure(self) -> bool:
        """Whether the types leave no room for anything else than their reading."""
        return self.reading is not None and self.reading.is_sure


@dataclass(frozen=True, slots=True)
class Consensus:
    """What was decided: the text, the words it came from, and the doubts.

    ``readings`` is every text that a witness read, the chosen one first.
    """

    text: str
    words: tuple[OcrWord, ...]
    doubts: tuple[Doubt, ...] = ()
    readings: tuple[str, ...] = ()


def join_words(words: Sequence[OcrWord]) -> str:
    """Return the text of a line."""
    return " ".join(w.text for w in words)


def strip_spaces(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def keep_digits(text: str) -> str:
    """Return the digits of a text."""
    return "".join(ch for ch in text if ch.isdigit())


def normalise_separators(text: str) -> str:
    """Return a figure with one kind of mark, none at its ends, no ",-" of an amount."""
    return re.sub(r"[.,]-$", "", strip_spaces(text)).replace(",", ".").strip(".")


def normalise_for_comparison(text: str) -> str:
    """Reduce a line to what its figures are worth, so that like readings compare equal.

    Words without digits do not count; a mark before one or two last digits is a decimal
    one, dot or comma; typographic variants are one.
    """
    tokens = text.replace("—", "-").replace("–", "-").split()
    kept = []
    for i, token in enumerate(tokens):
        if any(ch.isdigit() for ch in token) or not any(ch.isalpha() for ch in token):
            kept.append(token)
        elif i == 0 and re.match(r"rp", token, re.IGNORECASE):
            continue
    folded = strip_spaces(" ".join(kept)).casefold()
    folded = re.sub(r"^rp[.,]?", "", folded)
    if re.fullmatch(r"\d{1,3}([.,]\d{3}){2,}", folded):
        return re.sub(r"[.,]", "", folded)  # a millions' number: its marks can only group
    return re.sub(r"[.,](\d{1,2})(?!\d)(?=%?$)", r"|\1", folded)


def is_percent_misread_once(ballot: LineReadings) -> bool:
    """Say whether the other network twice read a percent sign that the first never does."""
    first, second, third = (strip_spaces(t) for t in ballot.texts)
    return normalise_for_comparison(second) == normalise_for_comparison(
        third
    ) and is_misread_percent(first, second)


def is_misread_percent(text: str, percentage: str) -> bool:
    """Say whether a text is a percentage with its sign taken for letters or digits."""
    digits = percentage.removesuffix("%")
    return (
        digits != percentage
        and text.startswith(digits)
        and 1 <= len(text) - len(digits) <= 2
        and bool(PERCENT.fullmatch(text[len(digits) :]))
    )


def do_readings_agree(ballot: LineReadings) -> bool:
    """Say whether the engine's readings amount to the same."""
    first, second, _ = ballot.texts
    return normalise_for_comparison(first) == normalise_for_comparison(
        second
    ) or is_percent_misread_once(ballot)


def find_training_label(ballot: LineReadings) -> str:
    """Return the text that an agreed line holds for sure, for examples; empty if none."""
    first, second, _ = (strip_spaces(t) for t in ballot.texts)
    if first == second:
        return first
    return second if is_percent_misread_once(ballot) else ""


def is_plain_remainder(words: Sequence[OcrWord], figure: str) -> bool:
    """Say whether beside its figure a line holds nothing, or plain words: 4 Dokumen.

    Two letters may be digits that the network took for letters (1 Wo for 100%).
    """
    if strip_spaces(join_words(words)) == figure:
        return True
    rest = [w for w in words if not keep_digits(w.text)]
    letters = sum(ch.isalpha() for w in rest for ch in w.text)
    return letters >= PLAIN_LETTERS and all(w.confidence >= PLAIN_CONFIDENCE for w in rest)


def decide_consensus(
    ballot: LineReadings, opinions: Mapping[str, TemplateEvidence], *, is_all_ink_read: bool
) -> Consensus:
    """Decide what a line says.

    Args:
        ballot: The readings.
        opinions: For each distinct text what the types say of the figure in it.
        is_all_ink_read: Whether the words cover the ink of the line.
    """
    first, second, third = ballot.texts
    stains = () if is_all_ink_read else (Doubt(DoubtKind.INK_NOT_READ),)
    candidates = ((first, ballot.first), (second, ballot.second), (third, ballot.third))
    percentages = {opinions[t].figure + "%" for t in opinions if opinions[t].is_confirmed}
    for text, words in candidates:
        if strip_spaces(text) in percentages:
            return Consensus(text, words)  # a sign that the other network took for letters
    borne_out = [
        (text, words)
        for text, words in candidates
        if text in opinions
        and opinions[text].is_confirmed
        and (is_plain_remainder(words, opinions[text].figure) or do_readings_agree(ballot))
    ]
    if borne_out:
        text, words = max(
            borne_out, key=lambda b: bool(WELL_FORMED.fullmatch(opinions[b[0]].figure))
        )
        if len({normalise_separators(opinions[t].figure) for t, _ in borne_out}) == 1:
            return Consensus(
                text, words, stains if opinions[text].figure != strip_spaces(text) else ()
            )
    if do_readings_agree(ballot):
        is_percent = normalise_for_comparison(first) != normalise_for_comparison(second)
        words = ballot.second if is_percent else _choose_well_formed(ballot)
        text = join_words(words)
        doubts = _doubt_agreed(text, ballot, opinions.get(text))
        return Consensus(text, words, (*stains, *doubts))
    own = opinions.get(first)
    if (
        normalise_for_comparison(first) == normalise_for_comparison(third)
        and WHOLE.fullmatch(strip_spaces(first))
        and own
        and own.is_alike
    ):
        # two networks against one drawing: enough, if the types rather agree
        return Consensus(first, ballot.first, stains)
    likely = [(text, words) for text, words in candidates if _is_likely(opinions.get(text))]
    if likely and len({normalise_separators(opinions[t].figure) for t, _ in likely}) == 1:
        return Consensus(*likely[0], stains)
    # nothing decides: the second network reads figures best
    best = ballot.second or ballot.first
    shown = " / ".join(dict.fromkeys(t or "(kosong)" for t in (first, second)))
    differ = Doubt(DoubtKind.READINGS_DIFFER, (shown,))
    return Consensus(join_words(best), best, (*stains, differ))


def _is_likely(own: TemplateEvidence | None) -> bool:
    """Say whether a long number was read by the types as well, if not for certain."""
    return (
        own is not None
        and own.is_alike
        and own.reading is not None
        and own.reading.is_likely
        and own.reading.score.marks >= LEAST_MARGIN
        and not own.reading.is_small
        and len(keep_digits(own.figure)) >= LONG
        and bool(WHOLE.fullmatch(own.figure))
    )


def _choose_well_formed(ballot: LineReadings) -> tuple[OcrWord, ...]:
    """Choose between readings that are worth the same, by usual style."""
    first, second, _ = ballot.texts

    def is_one_mark(text: str) -> bool:
        marks = re.findall(r"[.,]", text)
        return len(marks) > 1 and len(set(marks)) == 1

    if strip_spaces(first) == strip_spaces(second):
        return ballot.first
    is_well = [bool(WELL_FORMED.fullmatch(strip_spaces(t))) for t in (first, second)]
    if is_well[0] != is_well[1]:
        return ballot.first if is_well[0] else ballot.second
    return ballot.first if is_one_mark(first) and not is_one_mark(second) else ballot.second


def _doubt_agreed(text: str, ballot: LineReadings, own: TemplateEvidence | None) -> list[Doubt]:
    """Return the doubts about a line that both networks read alike."""
    digits = len(keep_digits(text))
    if not digits:
        return []
    if own is not None and own.is_sure and own.reading is not None:
        if not own.is_same_digits:
            return [Doubt(DoubtKind.GLYPHS_DIFFER, (f"{text} / {own.reading.text}",))]
        is_grouped = GROUPED.fullmatch(normalise_separators(own.figure))
        if own.is_alike or is_grouped:
            return []
        return [Doubt(DoubtKind.SEPARATORS_DIFFER, (text,))]
    is_alike = own is not None and own.is_alike
    likely = own.reading if own is not None and own.reading is not None else None
    is_other = likely is not None and own is not None and not own.is_same_digits
    if (
        likely is not None
        and is_other
        and (likely.is_likely or (digits < SHORT and likely.looks_like_digits))
    ):
        # too unlike or too small to decide, yet enough to doubt: networks err alike
        return [Doubt(DoubtKind.GLYPHS_DIFFER, (f"{text} / {likely.text}",))]
    least = SURE if digits < SHORT else LONG_SURE
    if not is_alike and find_least_confidence(ballot) < least:
        is_short = digits < SHORT
        kind = DoubtKind.SHORT_NUMBER_UNCONFIRMED if is_short else DoubtKind.LOW_OCR_CONFIDENCE
        return [Doubt(kind, (text,))]
    return []


def find_least_confidence(ballot: LineReadings) -> float:
    """Return the least confidence of the words with digits in the first two readings."""
    words = [w for w in (*ballot.first, *ballot.second) if keep_digits(w.text)]
    return min((w.confidence for w in words), default=0.0)
