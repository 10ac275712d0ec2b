"""The readings of one line by several engines, and when two of them are equal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sidak.extractors.ocr.engine import OcrWord
from sidak.extractors.ocr.settings import SETTINGS

#: A number whose groups of three are whole, or one without groups.
WHOLE_NUMBER = re.compile(
    r"\(?-?(rp\.?)?(\d{1,3}([.,]\d{3})+|\d+)([.,]\d{1,2})?%?,?-?\)?[a-z]*", re.IGNORECASE
)
#: Digits in groups of three, perhaps begun or ended on another line.
GROUPED_NUMBER = re.compile(r"\d{1,3}([.,]\d{3})*([.,]\d{1,3})?")
#: A number with one kind of separator between groups and the other before decimals.
WELL_FORMED_NUMBER = re.compile(r"\d{1,3}((\.\d{3})+(,\d{1,2})?|(,\d{3})+(\.\d{1,2})?)%?")
#: What the Indonesian network makes of a percent sign.
_MISREAD_PERCENT = re.compile(r"Y[o0e6c]|[79]?[0-9o]|[oO0K2Xx&]")


def join_words(words: Sequence[OcrWord]) -> str:
    """Return the text of a line."""
    return " ".join(w.text for w in words)


def merge_words(words: Sequence[OcrWord], text: str) -> tuple[OcrWord, ...]:
    """Return the words of a line as one word with another text."""
    return (
        OcrWord(
            text,
            min(w.confidence for w in words),
            min(w.x0 for w in words),
            min(w.y0 for w in words),
            max(w.x1 for w in words),
            max(w.y1 for w in words),
        ),
    )


def strip_spaces(text: str) -> str:
    """Return a text without white space."""
    return "".join(text.split())


def keep_digits(text: str) -> str:
    """Return the digits of a text."""
    return "".join(ch for ch in text if ch.isdigit())


def normalise_separators(text: str) -> str:
    """Return a number with one kind of separator, none at its ends, no ",-" of an amount."""
    return re.sub(r"[.,]-$", "", strip_spaces(text)).replace(",", ".").strip(".")


def normalise_for_comparison(text: str) -> str:
    """Reduce a line to the values of its numbers, so that equal readings compare equal.

    Words without digits do not count; a separator before one or two last digits is a decimal
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
        return re.sub(r"[.,]", "", folded)  # millions: its separators can only group
    return re.sub(r"[.,](\d{1,2})(?!\d)(?=%?$)", r"|\1", folded)


def are_equal(text: str, other: str) -> bool:
    """Return True if two readings have the same value."""
    return normalise_for_comparison(text) == normalise_for_comparison(other)


def is_misread_percent(text: str, percentage: str) -> bool:
    """Return True if a text is a percentage with letters or digits in place of its sign."""
    digits = percentage.removesuffix("%")
    return (
        digits != percentage
        and text.startswith(digits)
        and 1 <= len(text) - len(digits) <= 2
        and bool(_MISREAD_PERCENT.fullmatch(text[len(digits) :]))
    )


@dataclass(frozen=True, slots=True)
class LineReadings:
    """The readings of one line.

    Attributes:
        primary: By the engine of the reports' language.
        secondary: By the other engine; empty if templates confirm the primary reading.
        variant: By the other engine, of the line rendered differently; empty unless nothing
            decides before.
    """

    primary: tuple[OcrWord, ...]
    secondary: tuple[OcrWord, ...] = ()
    variant: tuple[OcrWord, ...] = ()

    @property
    def all(self) -> tuple[tuple[OcrWord, ...], ...]:
        """The three readings, the empty ones too."""
        return self.primary, self.secondary, self.variant

    @property
    def texts(self) -> tuple[str, str, str]:
        """The texts of the three readings."""
        return join_words(self.primary), join_words(self.secondary), join_words(self.variant)

    @property
    def best(self) -> tuple[OcrWord, ...]:
        """The reading by the engine that reads numbers best."""
        return self.secondary or self.primary

    @property
    def is_percent_misread(self) -> bool:
        """Whether the other engine twice read a percent sign that the primary never reads."""
        first, second, third = (strip_spaces(t) for t in self.texts)
        return are_equal(second, third) and is_misread_percent(first, second)

    @property
    def do_engines_agree(self) -> bool:
        """Whether the readings of the two engines have the same value."""
        first, second, _ = self.texts
        return are_equal(first, second) or self.is_percent_misread

    @property
    def training_label(self) -> str:
        """The text that an agreed line holds for sure, without spaces; empty if none."""
        first, second, _ = (strip_spaces(t) for t in self.texts)
        if first == second:
            return first
        return second if self.is_percent_misread else ""

    @property
    def least_confidence(self) -> float:
        """Least confidence of the words with digits in the readings of the two engines."""
        words = [w for w in (*self.primary, *self.secondary) if keep_digits(w.text)]
        return min((w.confidence for w in words), default=0.0)

    @property
    def agreed(self) -> tuple[OcrWord, ...]:
        """Of two readings of the same value the one that is written in the usual style."""
        first, second, _ = self.texts
        if not are_equal(first, second):
            return self.secondary  # a percent sign
        if strip_spaces(first) == strip_spaces(second):
            return self.primary
        is_well = [is_well_formed(strip_spaces(t)) for t in (first, second)]
        if is_well[0] != is_well[1]:
            return self.primary if is_well[0] else self.secondary
        is_primary_even = _has_even_separators(first) and not _has_even_separators(second)
        return self.primary if is_primary_even else self.secondary


def is_well_formed(number: str) -> bool:
    """Return True if a number has one kind of separator for groups, the other for decimals."""
    return bool(WELL_FORMED_NUMBER.fullmatch(number))


def _has_even_separators(text: str) -> bool:
    separators = re.findall(r"[.,]", text)
    return len(separators) > 1 and len(set(separators)) == 1


def is_plain_remainder(words: Sequence[OcrWord], number: str) -> bool:
    """Return True if beside its number a line holds nothing, or plain words: 4 Dokumen.

    Two letters may be digits that the engine took for letters (1 Wo for 100%).
    """
    own = SETTINGS.consensus
    if strip_spaces(join_words(words)) == number:
        return True
    rest = [w for w in words if not keep_digits(w.text)]
    letters = sum(ch.isalpha() for w in rest for ch in w.text)
    return letters >= own.plain_letters and all(
        w.confidence >= own.plain_confidence for w in rest
    )
