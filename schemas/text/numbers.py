"""How a printed number is built: marks, groups, wraps, currency, tail and unit.

This module only takes a cell's text apart; what the parts are worth is decided in
``sidak.normalisers.numerals.parse`` and, with the rest of the column at hand, in
``sidak.normalisers.numerals.column``.
"""

import itertools
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from sidak.schemas.doubts import Doubt, DoubtKind
from sidak.schemas.text.digit_groups import (
    MAX_DIGITS,
    SEPARATORS,
    DigitGroups,
    NumberForm,
    parse_digit_groups,
)
from sidak.schemas.text.markup import strip_markup
from sidak.schemas.text.units import NOT_ONE_NUMBER, SEVERAL_NUMBERS, doubt_remark, read_unit
from sidak.schemas.vocabularies import TokenKind

#: Cells that are asked for again: the same text is taken apart once.
_REMEMBERED = 65536
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212_"
_NOTHING = frozenset({"nihil", "kosong", "tidakada"})
_NOT_AVAILABLE = frozenset(
    {
        "na",
        "n/a",
        "tad",
        "tidaktersedia",
        "belumtersedia",
        "belumada",
        "belumadadata",
        "tidakadadata",
        "belumrilis",
        "belumdihitung",
        "belumdinilai",
    }
)
_ERROR = re.compile(r"#\s*(?:REF|DIV\s*/\s*0|VALUE|NAME|NUM|NULL|N\s*/\s*A)\s*[!?]?\s*%?", re.I)
_OVERFLOW = re.compile(r"#{3,}|Err:\s*[0-9]+")
_GRADE = re.compile(
    r"""(?:(?:predikat|kategori|opini|nilai)\s*:?\s*)?
    (?:
        (?P<mark>(?-i:AAA|AA|A|BB|B|CC|C|D|E|WTP|WDP|TMP|TW|A-|B\+|B-))
      | (?:sangat\s*|amat\s*|cukup\s*|kurang\s*)?
        (?:tinggi|rendah|sedang|baik|buruk|memuaskan|memadai|berhasil|efektif|efisien)
      | cukup | kurang | istimewa | berkembang | mandiri
    )
    (?:\s*\(?\s*(?P<score>[0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*\)?)?""",
    re.I | re.X,
)
_FRONT = re.compile(
    r"""^(?P<open>\()?\s*
    (?P<sign>[-\u2013\u2212+](?P<gap>\s*))?
    (?P<currency>(?:rp|idr)\s*[.,:]?\s*)?
    (?P<inner_open>\()?\s*
    (?P<inner_sign>[-\u2013\u2212+](?P<inner_gap>\s*))?
    (?P<core>[.,]?\s*[0-9](?:[0-9.,\s]*[0-9])?)
    (?P<rest>.*)$""",
    re.I | re.X | re.S,
)
_SCIENTIFIC = re.compile(
    r"^(?:rp\s*\.?\s*)?(?P<sign>-)?(?P<whole>[0-9]{1,3})(?:[.,](?P<tail>[0-9]{1,15}))?"
    r"\s*E\s*(?P<power>[+-]?\s*[0-9]{1,2})$",
    re.I,
)
_DASH_TAIL = re.compile(
    r"^(?:\s*(?P<mark>[.,])\s*[-\u2013\u2014=]|-)(?:\s*[.,;]\s*-?)*\s*(?=$|\(|\))"
)
_BULLET = re.compile(r"^(?:[a-z][.)]|[\u2022\uf0b7\uf0d8\uf0a7])\s+", re.I)
_BOUND = re.compile(
    r"^(?:[<>\u2264\u2265\u00b1~]=?|(?:min|maks|max)(?:imal|imum)?\b\.?"
    r"|kurang dari|lebih dari)",
    re.I,
)
_MISREAD_LETTERS = str.maketrans("OoQDlI|SB", "000011158")


@dataclass(frozen=True, slots=True)
class Token:
    """A cell's text taken apart.

    Attributes:
        text: The cell as printed.
        kind: What the cell holds; for NUMBER ``groups`` is set.
        groups: The number.
        pieces: The digits and marks between the white space inside the number.
        is_negative: A minus or brackets stand around the number.
        has_brackets: The sign is printed as brackets.
        has_currency: "Rp" stands in the cell.
        has_dash_tail: The number ends in ",-" (whole rupiah).
        unit: Unit printed in the cell.
        doubts: Why the cell is doubtful or not a number.
        candidates: Values that the cell could stand for where it is not a number.
        members: The numbers of a cell that lists several, one a line.
    """

    text: str
    kind: TokenKind
    groups: DigitGroups | None = None
    pieces: tuple[str, ...] = ()
    is_negative: bool = False
    has_brackets: bool = False
    has_currency: bool = False
    has_dash_tail: bool = False
    unit: str | None = None
    doubts: tuple[Doubt, ...] = ()
    candidates: tuple[Decimal, ...] = ()
    members: tuple["Token", ...] = ()


def shape_of(text: str) -> str:
    """Return the shape of a cell: digits as ``9``, words as ``a``, white space as one blank.

    Runs of one to three digits keep their length (it tells groups from decimals); longer
    runs become ``9+``.
    """
    plain = re.sub(r"\s+", " ", strip_markup(text))
    plain = re.sub(r"[^\W\d_]+(?:\s[^\W\d_]+)*", "a", plain)
    plain = re.sub(r"[0-9]{4,}", "\0", plain)
    return re.sub(r"[0-9]", "9", plain).replace("\0", "9+")


#: What an extractor puts for a character whose font does not say which one it is.
_UNKNOWN = "\ufffd"


@lru_cache(maxsize=_REMEMBERED)
def tokenize(text: str) -> Token:
    """Take one cell apart. Never raises, whatever the text."""
    if _UNKNOWN in text:
        return Token(text, TokenKind.BROKEN, doubts=(Doubt(DoubtKind.UNMAPPED_CHARACTERS),))
    token = _tokenize_single(text)
    if token.kind is TokenKind.TEXT and (members := list_numbers(text)):
        worths = tuple(
            m.groups.value for m in members if m.groups and m.groups.value is not None
        )
        return Token(
            text,
            TokenKind.BROKEN,
            doubts=(SEVERAL_NUMBERS,),
            candidates=worths,
            members=members,
        )
    if token.kind is TokenKind.BROKEN and token.doubts == (SEVERAL_NUMBERS,):
        whole = [
            m for m in list_numbers(text) if m.groups and m.groups.form is NumberForm.GROUPED
        ]
        return replace(token, members=tuple(whole))  # others may be pieces of one number
    return token


def list_numbers(text: str) -> tuple[Token, ...]:
    r"""Return the numbers of a cell whose lines are numbers ("2.500 Ha\n25.000 Ha").

    Returns:
        One token a line, at least two; empty if the cell is no list: a line with digits
        that is no number speaks against it ("1 Unit\nRoda 4"), and so do numbers that only
        count the lines ("2 Padi\n3 Jagung\n4 Umbi"), or a unit on some lines only where
        there are but two numbers ("1 Unit Roda\n4").
    """
    lines = [line.strip() for line in strip_markup(text).split("\n")]
    tokens = [
        _tokenize_single(_BULLET.sub("", line)) for line in lines if re.search("[0-9]", line)
    ]
    numbers = tuple(token for token in tokens if token.kind is TokenKind.NUMBER)
    if len(numbers) < 2 or len(numbers) < min(3, len(tokens)):
        return ()
    worths = [token.groups.value or Decimal(0) for token in numbers if token.groups is not None]
    if len(worths) > 2 and all(b - a == 1 for a, b in itertools.pairwise(worths)):
        return ()
    with_unit = sum(token.unit is not None for token in numbers)
    is_alike = with_unit in (0, len(numbers)) or len(numbers) > 2
    return numbers if is_alike else ()


def _tokenize_single(text: str) -> Token:
    """Take a text apart that holds one number at most."""
    plain = strip_markup(text)
    special = _match_non_number(text, plain)
    if special is not None:
        return special
    science = _SCIENTIFIC.match(plain)
    if science is not None:
        return _match_scientific(text, science)
    front = _FRONT.match(plain.lstrip("'\"`"))
    if front is None:
        return _match_text(text, plain)
    return _match_number(text, front)


def _match_non_number(text: str, plain: str) -> Token | None:
    """Recognise what is no number: nothing, a dash, "n.a", an error, a grade, words."""
    folded = re.sub(r"[\s.]", "", plain).casefold()
    if not folded or not plain.strip(" .\u2026:\n"):
        return Token(text, TokenKind.EMPTY)
    money = re.match(r"^rp\b\s*[.:]?\s*", plain, re.I)
    after = plain[money.end() :] if money else plain
    unit = "Rp" if money else None
    if not after.strip():
        return Token(text, TokenKind.EMPTY, unit=unit, doubts=(Doubt(DoubtKind.UNIT_ALONE),))
    if after.strip() == "%":
        return Token(text, TokenKind.EMPTY, unit="%", doubts=(Doubt(DoubtKind.UNIT_ALONE),))
    if not after.strip(_DASHES + " .,\n%"):
        return Token(text, TokenKind.DASH, unit="%" if "%" in after else unit)
    if folded in _NOTHING:
        return Token(text, TokenKind.DASH)
    if folded.strip("()") in _NOT_AVAILABLE:
        return Token(text, TokenKind.NOT_AVAILABLE)
    if _ERROR.fullmatch(plain) or _OVERFLOW.fullmatch(plain):
        return Token(text, TokenKind.ERROR, doubts=(Doubt(DoubtKind.SPREADSHEET_ERROR),))
    grade = _GRADE.fullmatch(plain)
    if grade is not None:
        score = grade["score"]
        worth = (Decimal(score.replace(",", ".")),) if score else ()
        return Token(text, TokenKind.GRADE, candidates=worth)
    if not re.search(r"[0-9]", plain):
        return Token(text, TokenKind.TEXT)
    return None


def _match_scientific(text: str, found: re.Match[str]) -> Token:
    power = int(re.sub(r"\s", "", found["power"]))
    if abs(power) > MAX_DIGITS:
        return Token(text, TokenKind.TEXT, doubts=(NOT_ONE_NUMBER,))
    number = Decimal(f"{found['whole']}.{found['tail'] or '0'}").scaleb(power)
    value = Decimal(f"{number:f}")
    groups = DigitGroups(
        NumberForm.SCIENTIFIC, value, doubt=Doubt(DoubtKind.SCIENTIFIC_NOTATION)
    )
    return Token(text, TokenKind.NUMBER, groups, is_negative=bool(found["sign"]))


def _match_text(text: str, plain: str) -> Token:
    """Deal with a cell that has digits but does not begin like a number."""
    bound = _BOUND.match(plain)
    if bound is not None:
        rest = tokenize(plain[bound.end() :].strip())
        worth = rest.groups.value if rest.groups is not None and not rest.doubts else None
        return Token(
            text,
            TokenKind.TEXT,
            unit=rest.unit,
            doubts=(Doubt(DoubtKind.BOUND),),
            candidates=() if worth is None else (worth,),
        )
    return _match_misread(text, plain) or Token(text, TokenKind.TEXT, doubts=(NOT_ONE_NUMBER,))


def _match_misread(text: str, plain: str) -> Token | None:
    """Recognise letters that stand for digits ("1OO.000"), the mark of a bad scan."""
    bare = re.sub(r"^rp\s*\.?\s*|[\s%]", "", plain, flags=re.I)
    digits = sum(c in "0123456789" for c in bare)
    swapped = bare.translate(_MISREAD_LETTERS)
    if swapped == bare or digits < 3 or digits * 2 < len(bare):
        return None
    if not re.fullmatch(r"[0-9]+(?:[.,][0-9]+)*", swapped):
        return None
    groups = parse_digit_groups(swapped)
    worth = () if groups.value is None else (groups.value,)
    doubts = (Doubt(DoubtKind.LETTERS_AMONG_DIGITS),)
    return Token(text, TokenKind.BROKEN, doubts=doubts, candidates=worth)


#: Marks of footnotes behind a number: "*)", "¹⁾".
_FOOTNOTE = re.compile(r"^\s*(?:\*+\)?|[\u00b9\u00b2\u00b3\u2070-\u207e*]+)")


def _match_number(text: str, front: re.Match[str]) -> Token:
    has_currency = bool(front["currency"])
    opens = bool(front["open"]) + bool(front["inner_open"])
    sign = (front["sign"] or front["inner_sign"] or "").strip()
    gap = front["gap"] or front["inner_gap"] or ""
    rest = front["rest"]
    doubts: list[Doubt] = []
    pieces = tuple(front["core"].split())
    tail = _DASH_TAIL.match(rest)
    has_tail = tail is not None and (tail["mark"] is not None or len(pieces[-1]) > 3)
    if tail is not None and has_tail:
        rest = rest[tail.end() :]
    marks = sum(piece.count(m) for piece in pieces for m in SEPARATORS)
    # behind an amount with "Rp" it is the ",-" of whole rupiah; else perhaps a minus
    if tail is not None and tail["mark"] is None and not (has_currency and marks >= 2):
        doubts.append(Doubt(DoubtKind.ENDS_IN_HYPHEN))
    closes = 0
    if opens:
        closing = re.match(r"^\s*(%?)\s*\)", rest)
        if closing:
            closes = 1
            rest = closing[1] + rest[closing.end() :]
    trailing = re.match(r"^\s*([.,]+)\s*(?=$|[^0-9\s.,])", rest)
    if trailing is not None:
        rest = rest[trailing.end() :]
        if rest and "." in trailing[1] and rest[0].isalpha() and not has_tail:
            return Token(text, TokenKind.TEXT, doubts=(Doubt(DoubtKind.LIST_NUMBER),))
        if not has_tail:
            doubts.append(Doubt(DoubtKind.ENDS_IN_SEPARATOR))
    rest = _FOOTNOTE.sub("", rest).strip()
    unit, refusal = read_unit(rest, has_currency=has_currency)
    if refusal:
        return _match_misread(text, strip_markup(text)) or Token(
            text, TokenKind.TEXT, doubts=(refusal,)
        )
    if opens and unit not in (None, "%", "Rp"):
        return Token(
            text, TokenKind.TEXT, unit=unit, doubts=(Doubt(DoubtKind.REMARK_IN_BRACKETS),)
        )
    if opens != closes:
        doubts.append(Doubt(DoubtKind.UNCLOSED_BRACKET))
    if remark := doubt_remark(rest):
        doubts.append(remark)
    is_negative = sign not in ("", "+") or closes > 0
    if sign and sign != "+" and (gap or unit not in (None, "%", "Rp")):
        doubts.append(Doubt(DoubtKind.LEADING_HYPHEN))
    groups = parse_digit_groups("".join(pieces))
    if groups.form is NumberForm.MALFORMED and len(pieces) > 1 and _are_numbers(pieces):
        worths = tuple(
            w
            for p in pieces
            if (w := parse_digit_groups(p.strip(SEPARATORS)).value) is not None
        )
        return Token(text, TokenKind.BROKEN, doubts=(SEVERAL_NUMBERS,), candidates=worths)
    return Token(
        text,
        TokenKind.NUMBER,
        groups,
        pieces,
        is_negative,
        closes > 0,
        has_currency,
        has_tail,
        unit,
        tuple(doubts),
    )


def _are_numbers(pieces: tuple[str, ...]) -> bool:
    """Return True if every piece is a well-formed number of its own."""
    bodies = [parse_digit_groups(p.strip(SEPARATORS)) for p in pieces if p.strip(SEPARATORS)]
    return all(b.form is not NumberForm.MALFORMED and not b.doubt for b in bodies)
