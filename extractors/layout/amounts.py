"""Texts that are one number, complete in itself."""

import re

#: An amount that is complete in itself: groups of three, perhaps decimals, ",-" or "Rp".
AMOUNT = re.compile(
    r"^\(?-?(rp\.? ?)?\d{1,3}((\.\d{3})+(,\d{1,2})?|(,\d{3})+(\.\d{1,2})?)(,-|\.-|-)?\)?$",
    re.IGNORECASE,
)
#: Groups of three with dots and commas mixed: not a number to trust, but one number.
MIXED_AMOUNT = re.compile(r"^\d{1,3}([.,]\d{3}){2,}$")
#: A lesser number that may stand beside amounts: a percentage, a count, a dash.
SMALL_NUMBER = re.compile(r"^(\(?-?\d+([.,]\d+)?\)? ?%?|-+)$")


def is_amount(text: str) -> bool:
    """Say whether a text is one amount, complete in itself, in whatever style."""
    return bool(AMOUNT.match(text) or MIXED_AMOUNT.match(text))
