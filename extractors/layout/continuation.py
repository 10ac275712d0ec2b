"""Is a text the rest of the number above it? Asked in cells, across rows and page breaks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from sidak.extractors.layout.settings import SETTINGS
from sidak.extractors.layout.text_lines import TextLine
from sidak.schemas.text.patterns import CURRENCY, is_amount, is_number

#: A number, alone or with its unit or a footnote mark; a dash or "n.a" in its place.
NUMBER_LINE = re.compile(
    r"^(?:\(?-?(?:rp\.? ?)?\d+(?:[.,]\d+)*\)?(?:,-|\.-|-)?(?: ?%)?"
    r"(?: ?\*{1,3}\)?| ?\(?[a-z][a-z./ ]{0,20}\)?)?"
    r"|\d+ ?: ?\d+|-+(?: ?\*{1,3}\)?)?|n[./]?a\.?|nihil)$",
    re.IGNORECASE,
)
_FRONT = re.compile(r"^(?!.*([.,])\d\d\d[.,]00$)\d{1,3}([.,]\d{3})+[.,]\d{0,2}$")
#: A number that plainly goes on: its last group is short, or it has at most one decimal.
_INCOMPLETE = re.compile(r"^(\d{1,3}[.,]\d?|\d{1,3}([.,]\d{3})+[.,]\d{0,2})$")
#: What may be the end of a number.
_SHORT_REST = re.compile(r"^[.,]?\d{1,3}%?$")
_REST = re.compile(r"^([.,]\d{3})+([.,]\d{1,2})?$")
_SEPARATOR = re.compile(r"[.,]")
_PIECE = re.compile(r"^(0\d|[\d.,]*[.,]$)")
_SEAM = re.compile(r"\d[.,]\n|\d[.,]?\n[.,]\d|\d\n0\d")
_ONE_MORE_DECIMAL = re.compile(r"[.,]\d\n\d%?$|\d\n%$")


class Continuation(IntEnum):
    """Whether two texts are the halves of one number."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class WrapFit:
    """What the page shows of two lines of a cell.

    Attributes:
        is_full: The upper line fills its cell, as the front of a wrapped number does.
        is_tight: The lower line follows as closely as the next line of one text does.
        is_separated: A ruling stands between them: only a number that plainly goes on, and
            a short text below, may be one.
    """

    is_full: bool
    is_tight: bool
    is_separated: bool = False


def is_continuation(upper: str, lower: str, fit: WrapFit | None = None) -> Continuation:
    """Judge whether ``lower`` is the rest of the number that ``upper`` begins.

    Args:
        upper: A text that may end within a number.
        lower: The text below it, or after the page break.
        fit: What the page shows of the two; ``None`` where it shows nothing.

    Returns:
        YES if they make a complete amount together and cannot both stand alone.
    """
    first = "".join(CURRENCY.sub("", upper).split())
    rest = "".join(lower.split())
    if not any(ch.isdigit() for ch in first):
        return Continuation.NO
    is_separated = fit is not None and fit.is_separated
    if is_separated and not (_INCOMPLETE.match(first) and _SHORT_REST.match(rest)):
        return Continuation.NO
    seam = f"{first}\n{rest}"
    if is_amount(first + rest):
        if not (is_number(first) and is_number(rest)):
            return Continuation.YES
        has_groups = len(_SEPARATOR.findall(first + rest)) > 1
        if not is_amount(first) and (fit is None or fit.is_full or has_groups):
            return Continuation.MAYBE  # "22,8" over "23" wraps only where "22,8" fills its cell
    if is_number_front(first) or _SEAM.search(seam):
        return Continuation.MAYBE
    if first.isdigit() and rest.isdigit():
        is_possible = (
            len(first + rest) <= SETTINGS.longest_plain if fit is None else fit.is_full
        )
        return Continuation.MAYBE if is_possible else Continuation.NO
    if (fit is None or fit.is_tight) and _ONE_MORE_DECIMAL.search(seam):
        return Continuation.MAYBE
    return Continuation.NO


def is_number_front(text: str) -> bool:
    """Return True if a text is an amount that goes on: its last group is short, or missing."""
    return bool(_FRONT.match(text)) and not is_number(text)


def is_number_rest(text: str) -> bool:
    """Return True if a text begins in the middle of an amount: ".990"."""
    return bool(_REST.match(text))


def is_number_piece(text: str) -> bool:
    """Return True if a number of a column cannot stand alone: "000", "25.485."."""
    return bool(_PIECE.match(text))


def is_number_line(text: str) -> bool:
    """Return True if a line is a number with at most a unit or footnote mark behind it."""
    return bool(NUMBER_LINE.match(text))


def share_baseline(a: TextLine, b: TextLine) -> bool:
    """Return True if two lines stand on one baseline."""
    return abs(a.middle - b.middle) <= SETTINGS.same_baseline * min(a.box.height, b.box.height)


def may_be_wrapped_number(lines: Sequence[TextLine], width: float) -> bool:
    """Return True if neighbouring lines of a cell may be the halves of one number.

    Args:
        lines: The lines of a cell that holds nothing but numbers.
        width: The width of the cell in points: what wraps has filled it.
    """
    return any(
        is_continuation(a.text, b.text, measure_fit(a, b, width)) for a, b in pairwise(lines)
    )


def measure_fit(upper: TextLine, lower: TextLine, width: float) -> WrapFit:
    """Measure how two lines of a cell of some width, in points, follow each other."""
    is_full = (
        upper.box.width > SETTINGS.full_width * width and lower.box.width <= upper.box.width + 1
    )
    return WrapFit(is_full, lower.box.y0 - upper.box.y1 < SETTINGS.tight_gap * lower.box.height)
