"""The amounts and percentages of a sentence, read by the one grammar of numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sidak.normalisers.mentions.settings import SETTINGS
from sidak.normalisers.numerals.parse import read_number
from sidak.schemas import Doubt, DoubtKind, FigureStatus
from sidak.schemas.text.units import COUNTED_UNITS, FINE_UNITS, SCALE_ZEROS

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_CURRENCY = re.compile(r"(?:\b|(?<=\d))(?:rp|idr)\s*[.,:]?\s*-?\s*$", re.IGNORECASE)
_LONGEST_CURRENCY = 8
_PART_OF_WORD = re.compile(r"[^\W\d_]$|/$")
_TIMES = re.compile(r"\d\s*[^\W\d_]*\s*[x\u00d7*@]\s*(?:rp\.?\s*)?$", re.IGNORECASE)
_WHOLE = re.compile(r"\s?[,.]?\s?[-\u2013]{1,2}(?!\d)")
_PERCENT = re.compile(r"\s?\)?\s?(?:%|persen\b|prosen\b)", re.IGNORECASE)
#: "juta", "miliar": what is shorter ("M", "jt") may begin another word.
_SCALE_NAMES = "|".join(sorted((s for s in SCALE_ZEROS if len(s) > 3), key=len, reverse=True))
_SCALE = re.compile(rf"\s*({_SCALE_NAMES})\b", re.IGNORECASE)
_UNIT = re.compile(r"\s?([^\W\d_]+[23\u00b2\u00b3]?)")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+(?:[.,]\d{1,2})?")
_NORMAL_SCALE = {3: "ribu", 6: "juta", 9: "miliar", 12: "triliun"}
_MEASURES = COUNTED_UNITS | FINE_UNITS | {"ha", "hektar", "km", "ton", "kg", "liter", "kkal"}


@dataclass(frozen=True, slots=True)
class SentenceNumber:
    """An amount or a percentage of a sentence.

    Attributes:
        start: Where its digits begin.
        end: Where all that is printed of it ends: its sign, scale or unit.
        raw_text: What is printed of it, the currency included.
        token: Its digits and marks.
        value: What it is worth in ``unit``; ``None`` if it cannot be read.
        unit: "Rp", "Rp juta", "%", or what is counted; ``None`` unknown.
        status: How far the digits may be trusted.
        reasons: Why not, where they may not.
        decimals: Digits after the decimal mark.
    """

    start: int
    end: int
    raw_text: str
    token: str
    value: Decimal | None
    unit: str | None
    status: FigureStatus
    reasons: tuple[Doubt, ...]
    decimals: int

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == "%"

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of rupiah."""
        return (self.unit or "").startswith("Rp")


def is_amount(token: str) -> bool:
    """Return True if digits with marks are an amount: six digits and more, grouped."""
    digits = sum(character.isdigit() for character in token)
    return digits >= SETTINGS.least_digits and _GROUPED.fullmatch(token) is not None


def is_factor(text: str, at: int) -> bool:
    """Return True if a number that stands at ``at`` is multiplied: "12 x 1.500.000"."""
    return _TIMES.search(text[:at]) is not None


def find_numbers(text: str) -> Iterator[SentenceNumber]:
    """Yield the amounts and percentages of a sentence, in order.

    An amount is printed behind "Rp", or grouped and of six digits and more; counts of a few
    digits and years are no amounts.
    """
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        currency = _CURRENCY.search(text[max(0, start - _LONGEST_CURRENCY) : start])
        if currency is None and _PART_OF_WORD.search(text[max(0, start - 1) : start]):
            continue
        percent = _PERCENT.match(text, end)
        if percent is not None and not is_amount(match[0]):
            yield _read_share(text, start, percent.end())
        elif currency is not None or is_amount(match[0]):
            yield _read_amount(
                text, start, end, start - len(currency[0]) if currency else start
            )


def _read_share(text: str, start: int, end: int) -> SentenceNumber:
    raw = " ".join(text[start:end].split())
    token = _NUMBER.match(text, start)
    digits = token[0] if token else raw
    reading = read_number(f"{digits}%")
    return SentenceNumber(
        start,
        end,
        raw,
        digits,
        reading.value,
        "%",
        reading.status,
        reading.reasons,
        reading.decimals,
    )


def _read_amount(text: str, start: int, end: int, begin: int) -> SentenceNumber:
    """Read an amount whose digits stand at ``start`` and whose currency begins at ``begin``."""
    is_money = begin < start
    digits = text[start:end]
    whole = _WHOLE.match(text, end)
    stop = whole.end() if whole else end
    scale = _SCALE.match(text, stop) if is_money else None
    unit: str | None = "Rp" if is_money else None
    reasons: tuple[Doubt, ...] = ()
    if scale is not None:
        stop = scale.end()
        unit = f"Rp {_NORMAL_SCALE[SCALE_ZEROS[scale[1].casefold()]]}"
    elif not is_money:
        counted = _UNIT.match(text, stop)
        if counted is not None and counted[1].casefold().rstrip("23\u00b2\u00b3") in _MEASURES:
            stop, unit = counted.end(), counted[1]
        else:
            reasons = (Doubt(DoubtKind.MENTION_UNIT_MISSING),)
    printed = digits + (",-" if whole is not None and scale is None and is_money else "")
    reading = read_number(printed, is_money=is_money and scale is None)
    status = reading.status
    if reasons and status is FigureStatus.OK:
        status = FigureStatus.SUSPECT
    return SentenceNumber(
        start,
        stop,
        " ".join(text[begin:stop].split()),
        digits,
        reading.value,
        unit,
        status,
        (*reading.reasons, *reasons),
        reading.decimals,
    )
