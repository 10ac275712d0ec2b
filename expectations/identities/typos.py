"""Typing errors: how a number that was meant becomes the one that is printed."""

from decimal import Decimal

from sidak.expectations.identities.settings import SETTINGS


def is_typo(printed: Decimal, meant: Decimal) -> bool:
    """Return True if two whole numbers differ by one digit, or by two neighbours swapped."""
    if meant != meant.to_integral_value() or printed != printed.to_integral_value():
        return False
    one, other = str(abs(int(printed))), str(abs(int(meant)))
    if len(one) == len(other):
        places = [
            place
            for place, pair in enumerate(zip(one, other, strict=True))
            if pair[0] != pair[1]
        ]
        if len(places) == 2:
            first, second = places
            return (
                second == first + 1
                and one[first] == other[second]
                and one[second] == other[first]
            )
        return len(places) == 1
    shorter, longer = sorted((one, other), key=len)
    return len(longer) == len(shorter) + 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


def is_rounded_off(printed: Decimal, meant: Decimal) -> bool:
    """Return True if a number was rounded (or cut off) to zeros at its end.

    Two digits at least must be left: 100,000,000 is no rounded 55,556,750.
    """
    if meant != meant.to_integral_value() or printed != printed.to_integral_value():
        return False
    digits = str(abs(int(printed)))
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < SETTINGS.least_zeros or not printed or len(digits) - zeros < 2:
        return False
    return abs(printed - meant) < Decimal(10) ** zeros and meant % 10**SETTINGS.least_zeros != 0
