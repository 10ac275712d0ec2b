"""What the values of a column look like, before anybody says what they mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidak.normalisers.header.vocabulary import fold_text, load_satuan_words
from sidak.normalisers.text.table_view import one_line
from sidak.schemas import TokenKind
from sidak.schemas.text.numbers import tokenize

_DASH = re.compile(r"^(rp\.?)?[-–—_.\s]*$", re.IGNORECASE)
#: What may stand in letters beside a bare number.
_OF_NUMBERS = re.compile(r"rp|persen|e(?=[+]?\d)", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_BARE_UNITS = (None, "Rp", "%", "Persen", "persen")
_WITH_UNIT = re.compile(r"^[<>≥≤±]?\s*\d[\d.,\s]*(%|[A-Za-z][\w/. ²³()]{0,28})?\s*$")
_MONEY_MARK = re.compile(r"rp|,-\s*$|,=\s*$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}([.,]\s*\d\s*\d\s*\d\s*){2,}")
_LONG_DIGITS = re.compile(r"\d{6,}")
#: A number below a thousand: no group of three digits behind a separator.
#: Three zeros at the end of the whole part.
_ROUND = re.compile(r"000(?:[.,]00?)?[,.\-\s]*$")
_SMALL = re.compile(r"\(?[-–]?\d{1,3}([.,]\d{1,2})?\)?")
_MARKER = re.compile(
    r"^\(?([ivx]{1,5}|[a-z]|\d{1,3})(\.\d{1,2}|\.[a-z])*\s*[.)]{0,2}$", re.IGNORECASE
)
_KODE = re.compile(r"^[\dxX]{1,2}(\s*[.\-\s]\s*[\dxX]{1,4})+\s*\.?$")
#: A row number with the name behind it, as a spreadsheet without borders prints them.
_NUMBERED_NAME = re.compile(r"(\d{1,3})[.)]?\s+([^\W\d_][^\d%]{3,}(?:\s.*)?)")
_YEAR = re.compile(r"^(19|20)\d{2}$")
#: An entry of a numbered list: "1. Gaji dan Tunjangan".
_ENTRY = re.compile(r"^\s*\(?(\d{1,3})\s*[.)]\s*(?=[^\W\d_]{2})")


@dataclass(frozen=True, slots=True)
class ValueProfile:
    """Shares (0..1) of the filled cells of a column.

    Attributes:
        filled: Number of filled cells, dashes not counted.
        dashes: Number of cells that hold only a dash.
        numeric: Bare numbers, money included.
        quantity: Numbers with a unit in the cell ("12 Bulan"), bare ones and lists of
            numbers included.
        money: Numbers that look like rupiah by their size or marks.
        marked_money: Numbers with "Rp" or ",-".
        percent: Numbers with "%".
        zero: Bare zeros.
        small: Bare numbers below a thousand that are not zero.
        year: Bare years (1900..2099).
        kode: Programme codes.
        marker: Row numbers ("1.", "a", "IV", "A.2").
        satuan: Words that stand alone as a unit.
        length: Mean length of the text.
        thousands: Numbers that look like rupiah and end in three zeros.
        numbered: Names that begin with a number counting on from the row before
            ("1 Penyusunan Dokumen", "2 Koordinasi").
    """

    filled: int
    dashes: int
    numeric: float
    quantity: float
    money: float
    marked_money: float
    percent: float
    zero: float
    small: float
    year: float
    kode: float
    marker: float
    satuan: float
    length: float
    thousands: float = 0.0
    numbered: float = 0.0


def is_kode_like(text: str) -> bool:
    """Return True if a text looks like a programme code and not like a grouped number."""
    line = one_line(text)
    if not _KODE.match(line):
        return False
    groups = re.split(r"[.\-\s]+", line.strip(" ."))
    if len(groups) < 3:
        return False
    return not all(len(group) == 3 for group in groups[1:])


def is_unit_word(text: str) -> bool:
    """Return True if a text is nothing but a unit ("Dokumen", "Jumlah Dokumen", "%")."""
    squeezed = fold_text(text)
    return squeezed == "%" or squeezed.removeprefix("jumlah") in load_satuan_words()


def is_numeric(text: str) -> bool:
    """Return True if a text is a bare number (with or without Rp, %), whole or broken.

    The error of a spreadsheet stands for one.
    """
    line = one_line(text)
    if line.startswith("#") and tokenize(line).kind is TokenKind.ERROR:
        return True
    if _LETTER.search(_OF_NUMBERS.sub("", line)):
        return False
    token = tokenize(line)
    return token.kind in (TokenKind.NUMBER, TokenKind.BROKEN) and token.unit in _BARE_UNITS


def is_money_like(text: str) -> bool:
    """Return True if a bare number looks like an amount of rupiah."""
    line = one_line(text)
    if not is_numeric(line) or "%" in line:
        return False
    return bool(_MONEY_MARK.search(line) or _GROUPED.search(line) or _LONG_DIGITS.search(line))


def _is_in_thousands(text: str) -> bool:
    """Return True for "180.000.000" and "50.000,00": budgets are planned in round sums."""
    return is_money_like(text) and _ROUND.search(one_line(text)) is not None


def _is_zero(line: str) -> bool:
    return line.strip("Rp .,-") in ("0", "0,00", "0.00", "")


def _is_small(line: str) -> bool:
    """Return True if a bare number is below a thousand and not zero."""
    squeezed = line.replace(" ", "")
    return _SMALL.fullmatch(squeezed) is not None and not _is_zero(line)


def find_entries(lines: Sequence[str]) -> frozenset[int]:
    """Return which lines are entries of a list whose numbers count on.

    The number in front of "2. Tambahan Penghasilan" below "1. Gaji" is no quantity.
    """
    numbers = {
        at: int(found[1]) for at, line in enumerate(lines) if (found := _ENTRY.match(line))
    }
    steps = [b - a for a, b in pairwise(numbers.values())]
    is_counted = bool(steps) and sum(step == 1 for step in steps) * 2 >= len(steps)
    return frozenset(numbers) if is_counted else frozenset()


def split_row_number(text: str) -> tuple[str, str]:
    """Split "1 Penyusunan Dokumen" into the row number and the name; ("", text) if none."""
    match = _NUMBERED_NAME.fullmatch(text)
    return (match[1], match[2]) if match is not None else ("", text)


def count_numbered(lines: Sequence[str]) -> int:
    """Count the names that a list numbers; at least three that count on, else none."""
    found = [match for line in lines if (match := _NUMBERED_NAME.fullmatch(line))]
    numbers = [int(match[1]) for match in found]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    names = {fold_text(match[2]) for match in found}
    is_list = steps >= 2 and steps * 2 >= len(numbers) and len(names) * 2 > len(found)
    return len(found) if is_list else 0


def profile_column(texts: list[str]) -> ValueProfile:
    """Return the profile of a column's body cells."""
    lines = [one_line(text) for text in texts]
    dashes = sum(1 for line in lines if line and _DASH.match(line))
    filled = [line for line in lines if line and not _DASH.match(line)]
    count = len(filled)

    lists = sum(bool(tokenize(text).members) for text in texts if "\n" in text)

    def share(hits: int) -> float:
        return hits / count if count else 0.0

    numeric = [line for line in filled if is_numeric(line)]
    entries = find_entries(filled)
    others = [line for at, line in enumerate(filled) if at not in entries]
    quantities = sum(bool(is_numeric(line) or _WITH_UNIT.match(line)) for line in others)
    return ValueProfile(
        filled=count,
        dashes=dashes,
        numeric=share(len(numeric)),
        quantity=share(lists + quantities),
        money=share(sum(map(is_money_like, filled))),
        marked_money=share(sum(bool(_MONEY_MARK.search(line)) for line in numeric)),
        percent=share(sum(line.rstrip("*) ").endswith("%") for line in numeric)),
        zero=share(sum(map(_is_zero, numeric))),
        small=share(sum(map(_is_small, numeric))),
        year=share(sum(_YEAR.match(line) is not None for line in numeric)),
        kode=share(sum(map(is_kode_like, filled))),
        marker=share(sum(_MARKER.match(line) is not None for line in filled)),
        satuan=share(sum(is_unit_word(line) for line in filled)),
        length=sum(map(len, filled)) / count if count else 0.0,
        thousands=share(sum(map(_is_in_thousands, filled))),
        numbered=share(count_numbered(filled)),
    )
