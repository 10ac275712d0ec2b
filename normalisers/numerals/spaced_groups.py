"""Columns that part thousands by spaces, or all alike: "1 234 567" is one number each."""

import re
from collections.abc import Sequence
from itertools import pairwise

from sidak.normalisers.numerals.settings import SETTINGS
from sidak.schemas.text.markup import strip_markup

#: Groups of three behind spaces on one line, perhaps with a sign, currency and decimals.
_SPACED = re.compile(
    r"^(?P<front>\(?[-\u2013\u2212]?\s*(?:rp\.?\s*)?)(?P<groups>\d{1,3}(?: \d{3})+)"
    r"(?P<rest>(?:[.,]\d{1,2})?(?:,-)?\)?)$",
    re.IGNORECASE,
)
#: The first group of a number set apart from the others: "18. 996.351.574".
_TORN = re.compile(
    r"^(?P<sign>\(?[-\u2013\u2212]?\s*(?:rp\.?\s*)?)(?P<front>\d{1,3})(?P<mark>[.,]) "
    r"(?P<rest>\d{3}(?:(?P=mark)\d{3})*(?:[.,]\d{1,2})?(?:,-)?\)?)$",
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


def join_torn_groups(texts: Sequence[str]) -> Sequence[str]:
    """Return the cells of a column with the first group put to the others behind its mark.

    "18. 996.351.574" may be an entry of a list. Ordinals count up from one cell to the next
    and are not larger than the list is long; other fronts are groups of their numbers.
    """
    found = [_TORN.match(strip_markup(text)) for text in texts]
    fronts = [int(match["front"]) for match in found if match is not None]
    if len(fronts) < SETTINGS.spaced_fewest:
        return texts
    is_counted = all(a < b for a, b in pairwise(fronts)) or max(fronts) <= len(texts)
    if is_counted:
        return texts
    return [
        text
        if match is None
        else f"{match['sign']}{match['front']}{match['mark']}{match['rest']}"
        for text, match in zip(texts, found, strict=True)
    ]


def _mark(match: re.Match[str]) -> str:
    mark = "," if match["rest"].startswith(".") else "."
    return match["front"] + match["groups"].replace(" ", mark) + match["rest"]
