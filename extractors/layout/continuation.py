"""Lines that are one number, and lines that are only pieces of one."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sidak.extractors.layout.text_lines import TextLine
from sidak.schemas.text.patterns import is_amount

#: A number, alone or with its unit or a footnote mark; a dash or "n.a" in its place.
NUMBER_LINE = re.compile(
    r"^(?:\(?-?(?:rp\.? ?)?\d+(?:[.,]\d+)*\)?(?:,-|\.-|-)?(?: ?%)?"
    r"(?: ?\*{1,3}\)?| ?\(?[a-z][a-z./ ]{0,20}\)?)?"
    r"|\d+ ?: ?\d+|-+(?: ?\*{1,3}\)?)?|n[./]?a\.?|nihil)$",
    re.IGNORECASE,
)
#: A grouped number whose last group is short: the front of a wrapped one.
CUT_GROUPED = re.compile(r"^\d{1,3}(\.\d{3})+\.\d{1,2}$|^\d{1,3}(,\d{3})+,\d{1,2}$")
#: Share of a cell's width that the front of a wrapped number fills.
FULL_WIDTH = 0.6
#: Lines whose middles differ by less than this share of their height share a baseline.
ON_BASELINE = 0.3
#: A gap below this share of the line height shows that a line goes on with the one above.
TIGHT_GAP = 0.35


def is_number_line(text: str) -> bool:
    """Say whether a line is a number with at most a unit or footnote mark behind it."""
    return bool(NUMBER_LINE.match(text))


def share_baseline(a: TextLine, b: TextLine) -> bool:
    """Say whether two lines stand on one baseline."""
    return abs(a.middle - b.middle) <= ON_BASELINE * min(a.box.height, b.box.height)


def may_be_wrapped_number(lines: Sequence[TextLine], width: float) -> bool:
    """Say whether neighbouring lines of a cell may be the pieces of one number.

    Args:
        lines: The lines of a cell that holds nothing but numbers.
        width: The width of the cell in points: what wraps has filled it.
    """
    return any(_may_be_pieces(a, b, width) for a, b in pairwise(lines))


def _may_be_pieces(a: TextLine, b: TextLine, width: float) -> bool:
    upper, lower = a.text, b.text
    if re.search(r"[.,]$", upper) or re.match(r"[.,]|0\d", lower):
        return True
    if CUT_GROUPED.match(upper):
        return True
    is_full = a.box.width > FULL_WIDTH * width and b.box.width <= a.box.width + 1
    if is_full and not is_amount(upper) and (upper.isdigit() or is_amount(upper + lower)):
        return True
    if b.box.y0 - a.box.y1 >= TIGHT_GAP * b.box.height:
        return False
    if re.search(r"[.,]\d$", upper) and re.match(r"\d%?$", lower):
        return True
    return lower == "%" and upper[-1:].isdigit()
