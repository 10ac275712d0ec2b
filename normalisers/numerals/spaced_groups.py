"""Columns that part thousands by spaces: "1 234 567" in every cell is one number each."""

import re
from collections.abc import Sequence

from sidak.normalisers.numerals.settings import SETTINGS
from sidak.schemas.text.markup import strip_markup

#: Groups of three behind spaces on one line, perhaps with a sign, currency and decimals.
_SPACED = re.compile(
    r"^(?P<front>\(?[-\u2013\u2212]?\s*(?:rp\.?\s*)?)(?P<groups>\d{1,3}(?: \d{3})+)"
    r"(?P<rest>(?:[.,]\d{1,2})?(?:,-)?\)?)$",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\d[.,]\d{3}(?!\d)")
_DIGIT = re.compile(r"\d")


def mark_spaced_groups(texts: Sequence[str]) -> Sequence[str]:
    """Return the cells of a column with full stops for the spaces between groups of three.

    That is certain only where the whole column is set so: several cells have three groups or
    more, no cell groups by marks, and hardly any long number is set otherwise.
    """
    found = [_SPACED.match(strip_markup(text)) for text in texts]
    spaced = sum(match is not None for match in found)
    long = sum(match is not None and match["groups"].count(" ") >= 2 for match in found)
    numbers = sum(len(_DIGIT.findall(text)) > SETTINGS.longest_plain_group for text in texts)
    is_marked = any(_MARKED.search(text) for text in texts)
    if long < SETTINGS.spaced_fewest or is_marked or spaced < SETTINGS.spaced_share * numbers:
        return texts
    return [
        text if match is None else _mark(match)
        for text, match in zip(texts, found, strict=True)
    ]


def _mark(match: re.Match[str]) -> str:
    mark = "," if match["rest"].startswith(".") else "."
    return match["front"] + match["groups"].replace(" ", mark) + match["rest"]
