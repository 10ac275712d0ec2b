"""Marks of text dumps (HTML, Markdown) and odd blanks, taken off before reading."""

import html
import re

_RAISED = re.compile(r"<(sup|sub)(?:\s[^<>]*)?>([^<>]*)</\1>", re.I)
_HIGH = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|mark|sup|sub|p|span|font)(?:\s[^<>]*)?>", re.I)
_MARKDOWN = re.compile(r"__|\\(?=[*_.])|^\s*#{1,6}\s+")
#: Two asterisks; before a bracket they are the mark of a footnote: "2.413.015 **)".
_EMPHASIS = re.compile(r"\*\*(?!\))")
_BREAK = re.compile(r"<br\s*/?>", re.I)
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\f\v]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
#: A hyphen at a line end, as some readers hand it over; dropping it would make of a range
#: ("60-70") one number.
_LINE_HYPHEN = re.compile("[\u00ad\ufffe]")

#: An apostrophe between groups of three: nothing else is written so.
_APOSTROPHE = re.compile(r"(?<![\d.,'\u2019])(\d{1,3}(?:['\u2019]\d{3})+)(?![\d'\u2019])")
#: Digits and marks of East Asian fonts, as wide as their letters.
_WIDE = {0xFF10 + n: str(n) for n in range(10)} | {
    0xFF0E: ".",
    0xFF0C: ",",
    0xFF0D: "-",
    0xFF05: "%",
    0xFF08: "(",
    0xFF09: ")",
}


def strip_markup(text: str) -> str:
    r"""Drop HTML and Markdown emphasis, unify blanks and digits; ``<br>`` becomes ``"\n"``.

    What is raised or lowered stays so: "12<sup>1</sup>" is 12 with a mark, not 121.
    Apostrophes that part thousands are dropped.
    """
    plain = text
    if "<" in text:
        raised = _RAISED.sub(_raise, _BREAK.sub("\n", text))
        plain = _TAG.sub("", raised)
    if "&" in plain:
        plain = html.unescape(plain)
    plain = _EMPHASIS.sub("", plain) if "**" in plain else plain
    plain = _LINE_HYPHEN.sub("-", plain.translate(_WIDE))
    if "'" in plain or "\u2019" in plain:
        plain = _APOSTROPHE.sub(lambda m: re.sub("['\u2019]", "", m[0]), plain)
    return _INVISIBLE.sub("", _BLANKS.sub(" ", plain)).strip()


def _raise(found: re.Match[str]) -> str:
    """Return what stands in ``<sup>`` or ``<sub>`` as such characters, where there are any."""
    return found[2].translate(_HIGH if found[1].lower() == "sup" else _LOW)


def strip_markdown(text: str) -> str:
    """Do the same, and drop Markdown's headings, underscores and escapes as well.

    For running text and whole cells; an underscore may stand for a missing number.
    """
    return strip_markup(_MARKDOWN.sub("", text))
