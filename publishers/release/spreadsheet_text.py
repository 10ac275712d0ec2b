"""Text of reports that no spreadsheet may take for a formula."""

import re

#: Signs with which a formula begins.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: A number with its sign, as reports print it ("-19,51", "+3 %"), or a dash alone.
_SIGNED_NUMBER = re.compile(r"[-+]?[\d.,%]*")


def escape_formula(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, for CSV opened by people.

    An apostrophe in front is what spreadsheets themselves use. Numbers, signs included,
    stay numbers.
    """
    if not text.startswith(FORMULA_STARTS) or _SIGNED_NUMBER.fullmatch(text):
        return text
    return f"'{text}"
