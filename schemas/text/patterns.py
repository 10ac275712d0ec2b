"""The shapes of printed numbers, years, codes and captions, defined once for all rooms.

A pattern here answers "what does this text look like"; what a number is worth is decided in
``normalisers.numbers``.
"""

import re

#: The currency before an amount.
_CURRENCY = r"(?:rp\.? ?)?"
#: What may follow the digits of an amount: ",-" for whole rupiah.
_WHOLE_RUPIAH = r"(?:,-|\.-|-)?"
#: Groups of three digits in one style, with decimals in the other: 1.234.567,89.
_ONE_STYLE = r"\d{1,3}(?:(?:\.\d{3})+(?:,\d{1,2})?|(?:,\d{3})+(?:\.\d{1,2})?)"
#: Groups of three digits behind whatever separator: 1.234,567.
_ANY_STYLE = r"\d{1,3}(?:[.,]\d{3})+"
_YEAR = r"(?:19|20)\d\d"

_AMOUNT = re.compile(rf"\(?-?{_CURRENCY}{_ONE_STYLE}{_WHOLE_RUPIAH}\)?", re.I)
_MIXED_AMOUNT = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,}")
_LARGE_NUMBER = re.compile(
    rf"\(?-?(?:rp\.?\s*)?{_ANY_STYLE}(?:[.,]\d{{1,2}})?(?:,-)?\)?|\d{{6,15}}", re.I
)
_SMALL_NUMBER = re.compile(r"\(?-?\d+(?:[.,]\d+)?\)? ?%?|-+")
_YEARS = re.compile(rf"\(?{_YEAR}(?: ?[-/] ?(?:19|20)?\d\d)?\)?")

_DIGITS = re.compile(r"(?:rp\.? ?)?(?=.*\d)[\d.,%() -]+", re.I)

#: An amount in running text: grouped thousands, or six digits and more.
AMOUNT_IN_TEXT = re.compile(
    rf"(?<![\w.,])\(?-?(?:{_ANY_STYLE}|\d{{6,15}})(?:[.,]\d{{1,2}})?(?:,-|\)|%)?(?![\w])"
)
#: Any number in running text that may stand alone in a cell.
NUMBER_IN_TEXT = re.compile(r"(?<![\w.,/-])\d[\d.,]*%?(?![\w/-])")
#: The currency in front of an amount.
CURRENCY = re.compile(r"^\(?rp\.?\s*", re.I)
#: Dots or a line that lead to a page number in a table of contents.
LEADERS = re.compile(r"[._]{4,}|…{2,}|(?:\. ){4,}")
#: A line that consists of leaders, or of dashes that programs draw as a ruling.
LEADER_LINE = re.compile(r"^[.…_\-=— ]{4,}$")
#: The word that opens the caption of a table, perhaps letter-spaced.
CAPTION = re.compile(r"^\W*t\s?a\s?b\s?(?:e\s?l|l\s?e)\b", re.I)
#: The code or number that opens a row.
ROW_OPENER = re.compile(r"^([A-Z]\.?|[IVX]+\.?|\d+[.)]?|\d+( ?[.] ?\d+)+\.?|[A-Z](\.\d+)+\.?)$")
#: A complete code: up to program, kegiatan or sub kegiatan.
WHOLE_KODE = re.compile(r"^[1-9X]\.(\d\d|XX)\.\d\d(\.[1-7]\.\d\d(\.\d{2}(\d\d)?)?)?$")
#: A code of five parts or more, however it is written: too long for a piece of one.
LONG_KODE = re.compile(r"^[1-9X](\.[\dX]{1,2}){4}(\.\d{1,4})?$")


def is_amount(text: str) -> bool:
    """Return True if a text is one amount, complete in itself, in whatever style."""
    return bool(_AMOUNT.fullmatch(text) or _MIXED_AMOUNT.fullmatch(text))


def is_large_number(text: str) -> bool:
    """Return True if a text is grouped in any style, or has six digits and no separator."""
    return _LARGE_NUMBER.fullmatch(text) is not None


def is_small_number(text: str) -> bool:
    """Return True if a text may stand beside amounts: a percentage, a count, a dash."""
    return _SMALL_NUMBER.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Return True if a text is a complete number, large or small, or a dash in its place."""
    flat = " ".join(text.split())
    return is_amount(flat) or is_small_number(flat)


def is_made_of_digits(text: str) -> bool:
    """Return True if a text has digits, separators and currency, complete or not, no words."""
    return _DIGITS.fullmatch(" ".join(text.split())) is not None


def is_year(text: str) -> bool:
    """Return True if a text is a year or a span of years: 2021, (2021), 2018-2023."""
    return _YEARS.fullmatch(text) is not None
