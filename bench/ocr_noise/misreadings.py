"""Misreadings as a scan brings them: which digit goes wrong, and which reading has it right.

The shares follow what the readers did with the project's own reports rasterised at 110 and
150 dpi with noise and blur: where the chosen reading was wrong another one mostly had
the number right; often all differed; rarely all read the same wrong number.
"""

import random
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sidak.schemas import Figure

#: Digits that a blurred picture confuses, written down apart from the code under test.
LIKELY = {
    "0": "8 6 9",
    "1": "7",
    "3": "8",
    "5": "6",
    "6": "0 8 5",
    "7": "1",
    "8": "0 6 9 3",
    "9": "0 8",
}


class ReadingAgreement(StrEnum):
    """How the readings of a misread figure agree."""

    ONE_RIGHT = "one reads it right"
    SPLIT = "all differ, one right"
    NONE_RIGHT = "all differ, none right"
    ALIKE = "all read the same wrong number"


#: Shares of the above.
AGREEMENT_SHARES = {
    ReadingAgreement.ONE_RIGHT: 65,
    ReadingAgreement.SPLIT: 20,
    ReadingAgreement.NONE_RIGHT: 10,
    ReadingAgreement.ALIKE: 5,
}


class DigitError(StrEnum):
    """How a number is misread."""

    LIKELY = "a likely confusion"
    ANY = "any other digit"
    FIRST = "first digit lost"
    DIGIT = "a digit lost or doubled"


DIGIT_ERROR_SHARES = {
    DigitError.LIKELY: 70,
    DigitError.ANY: 18,
    DigitError.FIRST: 6,
    DigitError.DIGIT: 6,
}


@dataclass(frozen=True, slots=True)
class Misreading:
    """A figure as it is misread.

    Attributes:
        figure_id: The figure.
        readings: The readings, the chosen one first.
        agreement: How they agree.
        error: How the chosen one is wrong.
    """

    figure_id: str
    readings: tuple[str, ...]
    agreement: ReadingAgreement
    error: DigitError


def misread(figure: Figure, rng: random.Random) -> Misreading | None:
    """Misread a figure; ``None`` if that makes no other number of it.

    Args:
        figure: A figure as printed.
        rng: Of digits and readings.
    """
    printed = figure.raw_text
    agreement = rng.choices(list(AGREEMENT_SHARES), list(AGREEMENT_SHARES.values()))[0]
    error = rng.choices(list(DIGIT_ERROR_SHARES), list(DIGIT_ERROR_SHARES.values()))[0]
    wrong = apply_digit_error(printed, error, rng)
    if wrong is None or parse_printed(wrong) == parse_printed(printed):
        return None
    readings = [wrong]
    if agreement in (ReadingAgreement.SPLIT, ReadingAgreement.NONE_RIGHT):
        for _ in range(1 if agreement is ReadingAgreement.SPLIT else 2):
            # The digit that is hard to read is hard for all; now and then another one is.
            again = rng.choices(list(DIGIT_ERROR_SHARES), list(DIGIT_ERROR_SHARES.values()))[0]
            place = find_change(printed, wrong) if rng.random() < 0.5 else None
            other = apply_digit_error(printed, again, rng, place)
            if other is not None and parse_printed(other) not in map(
                parse_printed, (*readings, printed)
            ):
                readings.append(other)
    if agreement in (ReadingAgreement.ONE_RIGHT, ReadingAgreement.SPLIT):
        readings.append(printed)
    return Misreading(figure.figure_id, tuple(readings), agreement, error)


def apply_digit_error(
    printed: str, error: DigitError, rng: random.Random, place: int | None = None
) -> str | None:
    """Return a number with one error in it; ``None`` if it cannot have this one."""
    places = [at for at, sign in enumerate(printed) if sign.isdigit()]
    if len(places) < 2:
        return None
    if error is DigitError.FIRST:
        return regroup(printed, printed[: places[0]] + printed[places[0] + 1 :])
    if error is DigitError.LIKELY:
        places = [at for at in places if printed[at] in LIKELY]
        if not places:
            return None
    at = place if place in places else rng.choice(places)
    if error is DigitError.DIGIT:
        kept = printed[at] * 2 if rng.random() < 0.5 else ""
        return regroup(printed, printed[:at] + kept + printed[at + 1 :])
    others = LIKELY[printed[at]].split() if error is DigitError.LIKELY else list("0123456789")
    other = rng.choice([one for one in others if one != printed[at]])
    if at == places[0] and other == "0" and places[0] == 0:
        return None
    return printed[:at] + other + printed[at + 1 :]


def regroup(printed: str, changed: str) -> str | None:
    """Return a changed amount with its marks where a reader of the shapes would put them."""
    if "," in printed:
        return changed if changed[:1].isdigit() else None
    digits = changed.replace(".", "")
    if not digits or digits[0] == "0":
        return None
    return f"{int(digits):,}".replace(",", ".") if "." in printed else digits


def find_change(printed: str, wrong: str) -> int | None:
    """Return where two texts of one length differ first."""
    if len(printed) != len(wrong):
        return None
    return next((at for at, pair in enumerate(zip(printed, wrong, strict=True))
                 if pair[0] != pair[1]), None)  # fmt: skip


def parse_printed(text: str) -> Decimal:
    """Return what a number of the clean reports is worth."""
    return Decimal(text.replace(".", "").replace(",", "."))


class RereadResult(StrEnum):
    """What a second look at a cell, larger, brings."""

    RIGHT = "all looks right"
    HALF = "half of them right, half as before"
    MIXED = "one right, the others garbled"
    AS_BEFORE = "all as before"
    GARBLED = "none right, none as before"


#: Shares of the above for a figure that was misread, and for one that was read right.
REREAD_SHARES_MISREAD = {
    RereadResult.RIGHT: 62,
    RereadResult.HALF: 12,
    RereadResult.MIXED: 10,
    RereadResult.AS_BEFORE: 8,
    RereadResult.GARBLED: 8,
}
REREAD_SHARES_RIGHT = {RereadResult.RIGHT: 85, RereadResult.MIXED: 10, RereadResult.GARBLED: 5}


def simulate_reread(
    printed: str, read: str, rng: random.Random, *, is_alike: bool = False
) -> tuple[str, ...]:
    """Return what a second look reads in a cell.

    Args:
        printed: What the cell prints.
        read: What was chosen at first.
        rng: Of looks and digits.
        is_alike: Whether all readings misread it alike: then half of those read again do, too.
    """
    shares = REREAD_SHARES_RIGHT if printed == read else REREAD_SHARES_MISREAD
    look = rng.choices(list(shares), list(shares.values()))[0]
    if is_alike and rng.random() < 0.5:
        look = RereadResult.AS_BEFORE
    if look is RereadResult.RIGHT:
        return (printed,) * 4
    if look is RereadResult.HALF:
        return (printed, printed, read, read)
    if look is RereadResult.AS_BEFORE:
        return (read,) * 4
    # A hard digit is hard for every look: their mistakes are not independent.
    place = find_change(printed, read) if rng.random() < 0.5 else None
    garbled = [
        text
        for _ in range(3)
        if (
            text := apply_digit_error(
                printed,
                DigitError.LIKELY if rng.random() < 0.7 else DigitError.ANY,
                rng,
                place,
            )
        )
    ]
    return (printed, *garbled) if look is RereadResult.MIXED else tuple(garbled)
