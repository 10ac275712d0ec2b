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
#: The currency before an amount.
_CURRENCY = re.compile(r"rp\.?", re.IGNORECASE)
#: Digits in groups of three, perhaps begun or ended on another line.
GROUPED_NUMBER = re.compile(r"\d{1,3}([.,]\d{3})*([.,]\d{1,3})?")
#: A number with one kind of separator between groups and the other before decimals.
WELL_FORMED_NUMBER = re.compile(r"\d{1,3}((\.\d{3})+(,\d{1,2})?|(,\d{3})+(\.\d{1,2})?)%?")
#: A number and a word without a space between them; letters that are misread digits are few.
_GLUED_WORD = re.compile(r"(\d)([^\W\d_]{4,})")
#: Digits in groups of three, some of them not parted any more.
_MILLIONS = re.compile(r"\d{1,3}([.,]?\d{3}){2,}")
#: Thousands with decimals, whatever the signs.
_THOUSANDS = re.compile(r"^(\d{1,3})[.,](\d{3})[.,](\d{2})(?=%?$)")
#: Letters that look like a digit where one stands.
_LIKE_DIGITS = str.maketrans({"I": "1", "l": "1", "|": "1", "O": "0", "o": "0", "D": "0"})
#: Letters and signs in a number that are a digit in another reading of it.
_STROKES = _LIKE_DIGITS | str.maketrans(
    {**dict.fromkeys(")]!J", "1"), **dict.fromkeys("Ss$", "5"), "Q": "0", "Z": "2", "z": "2"}
)
#: A number without words.
_BARE_NUMBER = re.compile(r"[\d.,]+%?")
#: What Tesseract makes of a percent sign: a letter or digit or two, a quotation mark. PP-OCR
#: took nothing else for one (of 321 percentages of 8,762 rendered numbers none).
_MISREAD_PERCENT = re.compile(r"[^\W_]{1,2}|[”\"&]")
#: The currency before an amount, and digits with separators behind it.
_AMOUNT_SIGN = re.compile(r"^rp\.?\s*(?=\S)", re.IGNORECASE)
_DIGITS = re.compile(r"[\d.,]*\d[\d.,]*%?")


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


def find_confidence(words: Sequence[OcrWord]) -> float:
    """Return the least confidence of the words with digits; 0 if there are none."""
    return min((word.confidence for word in words if keep_digits(word.text)), default=0.0)


def normalise_separators(text: str) -> str:
    """Return a number with one kind of separator, none at its ends, no ",-" of an amount."""
    return re.sub(r"[.,]-$", "", strip_spaces(text)).replace(",", ".").strip(".")


def normalise_for_comparison(text: str) -> str:
    """Reduce a line to the values of its numbers, so that equal readings compare equal.

    Words without digits do not count, nor does a missing space before one ("2Dokumen"); a
    separator before one or two last digits is a decimal one, dot or comma; typographic
    variants are one.
    """
    text = _GLUED_WORD.sub(r"\1 \2", text)
    tokens = text.replace("—", "-").replace("–", "-").split()
    kept = []
    for i, token in enumerate(tokens):
        if any(ch.isdigit() for ch in token) or not any(ch.isalpha() for ch in token):
            kept.append(token)
        elif i == 0 and re.match(r"rp", token, re.IGNORECASE):
            continue
    folded = strip_spaces(" ".join(kept)).casefold()
    folded = re.sub(r"^rp[.,]?", "", folded)
    if _MILLIONS.fullmatch(folded):
        return re.sub(r"[.,]", "", folded)  # its separators can only group, lost ones too
    folded = _THOUSANDS.sub(r"\1\2|\3", folded)
    return re.sub(r"[.,](\d{1,2})(?!\d)(?=%?$)", r"|\1", folded)


def are_equal(text: str, other: str) -> bool:
    """Return True if two readings have the same value."""
    if strip_spaces(text).casefold() == strip_spaces(other).casefold():
        return True
    return normalise_for_comparison(text) == normalise_for_comparison(other)


def undo_lookalikes(words: Sequence[OcrWord], other: str) -> tuple[OcrWord, ...]:
    """Return a reading with digits for letters of their shape, if another reading has those.

    "796)" and "79,61" saw the same strokes, "S93,19" and "593,19" too.

    Args:
        words: The reading.
        other: The other reading, by another engine.
    """
    text = strip_spaces(join_words(words))
    meant = text.translate(_STROKES)
    digits = keep_digits(other)
    # a lone stroke may be anything
    is_same = keep_digits(meant) == digits and len(digits) > 1
    if meant == text or not is_same or not _BARE_NUMBER.fullmatch(meant):
        return tuple(words)
    return merge_words(words, meant)


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
        primary: By the engine that reads every line.
        secondary: By an engine of another make; empty if templates confirm the primary
            reading, or if there is none.
        tertiary: By another network of the second make, of the line rendered differently;
            empty unless nothing decides before, or engines agree without confidence. Where it
            agrees with the secondary reading the two are one witness.
        has_second: Whether there is a second engine at all.
        layer: The old text layer, if it is a further witness; never read for itself.
    """

    primary: tuple[OcrWord, ...]
    secondary: tuple[OcrWord, ...] = ()
    tertiary: tuple[OcrWord, ...] = ()
    has_second: bool = True
    layer: tuple[OcrWord, ...] = ()

    @property
    def all(self) -> tuple[tuple[OcrWord, ...], ...]:
        """The three readings, the empty ones too."""
        return self.primary, self.secondary, self.tertiary

    @property
    def texts(self) -> tuple[str, str, str]:
        """The texts of the three readings."""
        return join_words(self.primary), join_words(self.secondary), join_words(self.tertiary)

    @property
    def best(self) -> tuple[OcrWord, ...]:
        """The reading by the engine that reads numbers best.

        The other one where that reads the same digits in better form, or digits where the
        first has letters.
        """
        first, second, _ = (strip_spaces(t) for t in self.texts)
        digits = [keep_digits(t) for t in (first, second)]
        is_better = is_well_formed(second) and not is_well_formed(first)
        has_letters = len(first) == len(second) and len(digits[0]) < len(digits[1])
        if not first or has_letters or (is_better and digits[0] == digits[1]):
            return self.secondary
        return self.primary

    @property
    def is_percent_misread(self) -> bool:
        """Whether the other engine has letters or digits where the primary read its sign."""
        first, second, _ = (strip_spaces(t) for t in self.texts)
        return is_misread_percent(second, first)

    @property
    def witness(self) -> tuple[OcrWord, ...]:
        """The reading of another make that has the value of the primary one, if any."""
        first, second, third = self.texts
        is_same = are_equal(first, second) or _is_lookalike(first, second)
        if is_same or self.is_percent_misread:
            return self.secondary
        if third and are_equal(first, third):
            return self.tertiary
        old = join_words(self.layer)
        is_confirmed = keep_digits(old) == keep_digits(first) != "" and are_equal(first, old)
        return self.layer if is_confirmed else ()

    @property
    def do_engines_agree(self) -> bool:
        """Whether engines of two makes read the same value."""
        first, second, _ = self.texts
        return bool(self.witness) or (self.has_second and not first and not second)

    @property
    def are_unanimous(self) -> bool:
        """Whether all three networks read the same value."""
        first, second, third = self.texts
        return bool(third) and are_equal(first, second) and are_equal(first, third)

    @property
    def training_label(self) -> str:
        """The text that a line holds for sure, without spaces; empty if none.

        Where there is no second engine what is read with much confidence will do: a template
        is made of many lines, and one that is misread stands apart from the others.
        """
        first, second, _ = (strip_spaces(t) for t in self.texts)
        if not self.has_second:
            is_sure = self.primary_confidence >= SETTINGS.consensus.lone_confidence
            return first if is_sure else ""
        return first if first == second or self.is_percent_misread else ""

    @property
    def primary_confidence(self) -> float:
        """Least confidence of the words with digits in the primary reading."""
        return find_confidence(self.primary)

    @property
    def witness_confidence(self) -> float:
        """Least confidence of the words with digits in the reading of the other make."""
        return find_confidence(self.witness)

    def are_confident(self, least: float) -> bool:
        """Return True if engines of two makes agree with confidence.

        Args:
            least: Confidence of the primary engine, 0 to 100.
        """
        own = SETTINGS.consensus.witness_confidence
        return self.primary_confidence >= least and self.witness_confidence >= own

    @property
    def agreed(self) -> tuple[OcrWord, ...]:
        """Of two readings of the same value the one that is written in the usual style."""
        first, second = (strip_spaces(join_words(w)) for w in (self.primary, self.witness))
        is_better = is_well_formed(second) and not is_well_formed(first)
        has_more_digits = len(keep_digits(second)) > len(keep_digits(first))
        is_misread = has_more_digits and not self.is_percent_misread
        if not first or is_misread or (is_better and are_equal(first, second)):
            return self.witness
        return self.primary


def _is_lookalike(text: str, other: str) -> bool:
    """Return True if letters stand in the first word of one reading for digits of the other.

    The two saw the same shapes: "I WS" and "1 WS", "D3" and "03", "Rp0,00" and "Rpo,00". Ones
    alone may be a Roman numeral, "II".
    """
    one, two = (_AMOUNT_SIGN.sub("", t).split() for t in (text, other))
    if not one or not two or one[0] == two[0] or one[1:] != two[1:]:
        return False
    number = next((w for w in (one[0], two[0]) if _DIGITS.fullmatch(w)), "")
    is_numeral = len(number) > 1 and set(number) == {"1"}
    shapes = {word.translate(_STROKES) for word in (one[0], two[0])}
    return shapes == {number} and not is_numeral


def is_well_formed(number: str) -> bool:
    """Return True if a number has one kind of separator for groups, the other for decimals."""
    return bool(WELL_FORMED_NUMBER.fullmatch(number))


def is_plain_remainder(words: Sequence[OcrWord], number: str) -> bool:
    """Return True if beside its number a line holds nothing, or plain words: 4 Dokumen.

    Two letters may be digits that the engine took for letters (1 Wo for 100%).
    """
    own = SETTINGS.consensus
    if _AMOUNT_SIGN.sub("", strip_spaces(join_words(words))) == number:
        return True
    rest = [w for w in words if not keep_digits(w.text)]
    if rest and all(_CURRENCY.fullmatch(w.text) for w in rest):
        return True
    letters = sum(ch.isalpha() for w in rest for ch in w.text)
    return letters >= own.plain_letters and all(
        w.confidence >= own.plain_confidence for w in rest
    )
