"""What a figure of a scanned page may be instead: other readings, and likely confusions.

A number is a string of digits with the place of its decimal separator, so that a confusion
of one digit, a lost first digit and a lost separator are each one step.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache

from sidak.expectations.repair.settings import SETTINGS
from sidak.schemas import Figure

#: Digits that a blurred picture confuses.
CONFUSIONS = {
    "0": "869",
    "1": "7",
    "3": "8",
    "5": "6",
    "6": "085",
    "7": "1",
    "8": "0693",
    "9": "08",
}
#: Signs that OCR reads in place of a digit, and the digit.
_SIGNS = str.maketrans(
    {"$": "5", "§": "5", "S": "5", "s": "5", "O": "0", "o": "0", "Q": "0", "I": "1"}
    | {"l": "1", "|": "1", "!": "1", "]": "1", "}": "1", "J": "1", "Z": "2", "B": "8"}
)
#: What stands after a number and is none of its digits.
_UNIT = re.compile(r"(?:%|[A-Za-z/]{4,}|,?-)+$")
#: Digits between two thousands separators.
_GROUP = 3


@dataclass(frozen=True, slots=True)
class ScannedNumber:
    """A number as a string of digits.

    Attributes:
        digits: All digits, leading zeros kept only before decimals ("005" is 0,05).
        decimals: How many of them stand after the decimal separator.
        is_negative: Whether it is below zero.
    """

    digits: str
    decimals: int = 0
    is_negative: bool = False

    @property
    def value(self) -> Decimal:
        """Its value."""
        size = Decimal(int(self.digits)).scaleb(-self.decimals)
        return -size if self.is_negative and size else size


class ReadingSupport(IntEnum):
    """How far the readings support another number than the one that was read."""

    NONE = 0
    NEARER = 1  # a reading is nearer to it than to the number as read
    EQUAL = 2  # a reading is this number


@dataclass(frozen=True, slots=True)
class CandidateNumber:
    """A number that a figure may be."""

    number: ScannedNumber
    support: ReadingSupport

    @property
    def value(self) -> Decimal:
        """Its value."""
        return self.number.value


def number_of(figure: Figure) -> ScannedNumber | None:
    """Return a figure as its digits; ``None`` without a value or of odd decimals."""
    if figure.value is None:
        return None
    scaled = figure.value.scaleb(figure.decimals)
    if scaled != scaled.to_integral_value():
        return None
    return _make_number(
        format(abs(scaled).to_integral_value(), "f"), figure.decimals, scaled < 0
    )


def _make_number(digits: str, decimals: int, is_negative: bool) -> ScannedNumber:
    kept = digits.lstrip("0").rjust(decimals + 1, "0")
    return ScannedNumber(kept, decimals, is_negative)


def parse_reading(text: str, figure: Figure) -> ScannedNumber | None:
    """Return the number in a reading of a figure's cell, parsed as the figure was.

    Args:
        text: One reading of the whole cell.
        figure: The figure; its decimals show which separator is the decimal one.

    Returns:
        ``None`` if the text holds no number, or more than one.
    """
    found = _find_body(text)
    if found is None:
        return None
    body = found["body"]
    decimals = _count_decimals(body, figure)
    digits = re.sub(r"\D", "", body)
    is_negative = bool(found["minus"]) and (figure.value is None or figure.value < 0)
    return _make_number(digits, decimals, is_negative)


def _find_body(text: str) -> re.Match[str] | None:
    """Match the digits and separators of a text that holds one number."""
    flat = "".join(text.split())
    if not flat or len(flat) > SETTINGS.longest_reading:
        return None
    flat = re.sub(r"rp[.,]?", "", flat, flags=re.IGNORECASE)
    flat = _UNIT.sub("", flat).translate(_SIGNS)
    return re.fullmatch(r"(?P<minus>[(\-–—]*)(?P<body>\d[\d.,]*?)[.,]?\)?", flat)


def list_regroupings(text: str, number: ScannedNumber) -> Iterator[ScannedNumber]:
    """Yield what is left of an amount without the digit that makes a group of four.

    Args:
        text: A reading: "600.170.0000".
        number: The value of the reading as it stands.
    """
    found = _find_body(text)
    groups = re.split(r"[.,]", found["body"]) if found is not None else []
    sizes = [len(group) for group in groups]
    at = next((place for place, size in enumerate(sizes) if place and size > _GROUP), None)
    if at is None or number.decimals or sizes[at] != _GROUP + 1 or sizes[0] > _GROUP:
        return
    if any(size != _GROUP for place, size in enumerate(sizes) if place not in (0, at)):
        return
    for place in range(sizes[at]):
        kept = groups[at][:place] + groups[at][place + 1 :]
        yield _make_number(
            "".join([*groups[:at], kept, *groups[at + 1 :]]), 0, number.is_negative
        )


def _count_decimals(body: str, figure: Figure) -> int:
    groups = re.split(r"[.,]", body)
    tail = len(groups[-1])
    if len(groups) == 1:
        return 0
    if figure.decimals and tail == figure.decimals:
        return tail
    if tail == _GROUP:
        return 0
    if tail <= SETTINGS.most_decimals and all(len(group) == _GROUP for group in groups[1:-1]):
        return tail
    return figure.decimals  # misread separators: only the digits count


def list_confusions(number: ScannedNumber) -> Iterator[ScannedNumber]:
    """Yield the numbers at a typical confusion distance: a digit, a lost first one or mark."""
    digits, decimals, is_negative = number.digits, number.decimals, number.is_negative
    for place, digit in enumerate(digits):
        for other in CONFUSIONS.get(digit, ""):
            changed = digits[:place] + other + digits[place + 1 :]
            yield _make_number(changed, decimals, is_negative)
    for first in "123456789":
        yield _make_number(first + digits, decimals, is_negative)
    if decimals == 0 and len(digits) >= SETTINGS.least_digits_for_mark:
        for lost in range(1, SETTINGS.most_decimals + 1):
            yield _make_number(digits, lost, is_negative)
    elif decimals:
        yield _make_number(digits, 0, is_negative)


def parse_readings(
    figure: Figure, readings: Sequence[str]
) -> tuple[list[ScannedNumber], list[ScannedNumber]]:
    """Return the numbers read in a cell beside that of the figure itself.

    Args:
        figure: A figure of a scanned page.
        readings: The readings of its cell.

    Returns:
        The numbers read; and what amounts with a group of four digits may be instead: but
        for the digit that stands out, they were read.
    """
    others: list[ScannedNumber] = []
    mended: list[ScannedNumber] = []
    for text in readings:
        number = parse_reading(text, figure)
        if number is None or _is_own_text(text, number, figure):
            continue
        regrouped = list(list_regroupings(text, number))
        mended.extend(regrouped)
        if not regrouped and number.value != figure.value and number not in others:
            others.append(number)
    return others, mended


def _is_own_text(text: str, number: ScannedNumber, figure: Figure) -> bool:
    """Return True if a reading is the text of the figure, whose value is known better."""
    if "".join(text.split()) != "".join(figure.raw_text.split()):
        return False
    own = number_of(figure)
    return own is not None and own.digits.lstrip("0") == number.digits.lstrip("0")


def list_candidates(figure: Figure, readings: Sequence[str]) -> list[CandidateNumber]:
    """Return the numbers that a figure may be, the one that was read left out.

    These are the other readings, and all numbers at a confusion distance from the
    figure or from a reading.

    Args:
        figure: A figure of a scanned page.
        readings: The readings of its cell.
    """
    own = number_of(figure)
    if own is None:
        return []
    others, mended = parse_readings(figure, readings)
    found: dict[Decimal, CandidateNumber] = {
        one.value: CandidateNumber(one, ReadingSupport.EQUAL) for one in reversed(others)
    }
    for one in mended:
        found.setdefault(one.value, CandidateNumber(one, ReadingSupport.NEARER))
    for start in (own, *others):
        for one in list_confusions(start):
            if one.value == own.value or one.value in found:
                continue
            is_nearer = any(edit_distance(two, one) < edit_distance(two, own) for two in others)
            found[one.value] = CandidateNumber(
                one, ReadingSupport.NEARER if is_nearer else ReadingSupport.NONE
            )
    found.pop(own.value, None)
    return sorted(found.values(), key=lambda one: (-one.support, one.value))


@lru_cache(maxsize=1 << 16)
def edit_distance(one: ScannedNumber, other: ScannedNumber) -> float:
    """Return how many digits and marks lie between two numbers, likely confusions half."""
    row = [float(place) for place in range(len(other.digits) + 1)]
    for number, digit in enumerate(one.digits, start=1):
        before, row[0] = row[0], float(number)
        for place, wanted in enumerate(other.digits, start=1):
            if digit == wanted:
                cost = 0.0
            else:
                cost = SETTINGS.likely_confusion if wanted in CONFUSIONS.get(digit, "") else 1.0
            best = min(before + cost, row[place] + 1, row[place - 1] + 1)
            before, row[place] = row[place], best
    return row[-1] + (one.decimals != other.decimals) + (one.is_negative != other.is_negative)
