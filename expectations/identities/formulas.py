"""Formulas printed in the row of column numbers: ``8/7X100``, ``(5+7+9)``, ``5-6``.

Only what reports print is understood: a sum or difference of columns, or a ratio of two
columns, with or without "x 100". Anything else is no formula rather than a guess.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_TOKEN = re.compile(r"\s*(?:(\d+)|([-+]|[–−])|([xX*×·])|([/:÷])|(%)|([()]))")
_RATIO = re.compile(r"^n/n(?:\*h)?%?$|^\(n/n\)(?:\*h)?%?$")
_SUM = re.compile(r"^\(?n(?:[+-]n)+\)?$")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula over column numbers.

    Attributes:
        numbers: Column numbers as printed, in order.
        signs: +1 or -1 for each of a sum; empty for a ratio of two.
        factor: 100 for a percentage, else 1.
    """

    numbers: tuple[str, ...]
    signs: tuple[int, ...] = ()
    factor: Decimal = Decimal(1)


def parse_formula(text: str) -> Formula | None:
    """Read a printed formula; ``None`` if it is none of the known shapes.

    Args:
        text: The formula without its own column number: ``"8/7X100"``.
    """
    shape, numbers, signs = "", [], [1]
    position, stripped = 0, text.strip().rstrip(".")
    while position < len(stripped):
        token = _TOKEN.match(stripped, position)
        if token is None:
            return None
        position = token.end()
        number, sign, times, slash, percent, bracket = token.groups()
        if number == "100" and shape.endswith("*"):
            shape += "h"
        elif number:
            shape += "n"
            numbers.append(str(int(number)))
        elif sign:
            shape += "+" if sign == "+" else "-"
            signs.append(1 if sign == "+" else -1)
        else:
            shape += bracket or (times and "*") or (slash and "/") or percent
    if _SUM.match(shape):
        return Formula(tuple(numbers), tuple(signs))
    if _RATIO.match(shape):
        is_percentage = "h" in shape or "%" in shape
        return Formula(tuple(numbers), (), Decimal(100) if is_percentage else Decimal(1))
    return None
