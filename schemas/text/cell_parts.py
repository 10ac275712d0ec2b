r"""Cells that hold several figures: "2 Kegiatan/60 orang", "63,5 - 64".

A cell is taken apart only where its own print says for sure which unit belongs to which
number: each number has a unit of its own and no two units are the same, so that numbers of
two rows that ran together ("2 Dokumen\n3 Dokumen") stay one cell.
"""

import itertools
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sidak.schemas.text.digit_groups import NumberForm, parse_digit_groups
from sidak.schemas.text.markup import strip_markup
from sidak.schemas.text.units import COUNTED_UNITS, clean_unit, read_unit


class Bound(StrEnum):
    """Which end of a range a number is."""

    LOWER = "lower"
    UPPER = "upper"


@dataclass(frozen=True, slots=True)
class CellPart:
    """One of several numbers of a cell.

    Attributes:
        text: What is printed of it, with the words before it.
        number: The number with its unit, as a cell of its own would print it.
        bound: Which end of a range it is; ``None`` if it is none.
    """

    text: str
    number: str
    bound: Bound | None = None


_REMEMBERED = 65536
_DIGITS = r"[0-9](?:[0-9.,]*[0-9])?"
#: A number; digits go on in the next line where the width of the cell broke them.
_NUMBER = re.compile(rf"{_DIGITS}(?:\n{_DIGITS})*")
#: Behind a slash nothing parts a word but the width of the cell: "12 Angkatan/2\n40 Orang".
_TORN = re.compile(r"(?<=[^\W\d_]/)([0-9]{1,3})\n(?=[0-9]{1,3}\s*[^\W\d_])")
_WORDS = r"[^\W\d_][^\W\d_'.]*(?:[ \n]+[^\W\d_][^\W\d_'.]*){0,2}"
_UNIT = r"(?:%|[^\W\d_][^\d,;&()%:=]*?)"
#: What stands between two numbers: the unit of the first, a separator, words of the second.
_BETWEEN = re.compile(
    rf"(?P<unit>{_UNIT})\s*"
    rf"(?:(?:[,;&]|\b(?:dan|serta)\b)\s*(?:(?:dan|serta)\s+)?(?P<words>{_WORDS})?|/)\s*"
)
_BEFORE = re.compile(rf"(?P<words>{_WORDS})?\s*")
_AFTER = re.compile(rf"(?P<unit>{_UNIT})[\s.,;]*")
#: Words that make of a number something other than a count of its own.
_NO_COUNT = frozenset(
    {
        *("di", "ke", "dari", "pada", "untuk", "dengan", "oleh", "yang", "dalam", "per"),
        *("no", "nomor", "tahun", "th", "tw", "triwulan", "tribulan", "semester", "bulan"),
        *("pasal", "ayat", "level", "tipe", "type", "kelas", "roda", "min", "minimal", "maks"),
        *("maksimal", "max", "x", "sampai", "hingga", "tiap", "setiap", "selama", "rp", "idr"),
        *("sebanyak", "masing", "tingkat", "nilai", "peringkat", "ranking", "perda", "pergub"),
    }
)
_MOST_UNIT_WORDS = 4
#: "15 orang/1000 penduduk" and "2 kali/3 tahun" are rates.
_RATE = re.compile(
    r"/\s*10+(?:[.,]000)?\s*(?:penduduk|kelahiran|kh|jiwa|balita)\b"
    r"|\bkali\s*/\s*[0-9]+\s*(?:tahun|bulan|minggu|hari)\b",
    re.I,
)
_YEARS = range(1945, 2101)

_RANGE = re.compile(
    rf"(?P<low>{_DIGITS})\s*(?P<low_unit>%|[^\W\d_]+)?"
    r"(?P<gap>\s*)(?:[-\u2013\u2014]|s\s*/\s*d|s\.d\.?|sampai(?:\s+dengan)?|hingga)\s*"
    rf"(?P<high>{_DIGITS})\s*(?P<unit>%|[^\W\d_][^\d,;&()%:=/-]*)?"
)


@lru_cache(maxsize=_REMEMBERED)
def list_cell_parts(text: str) -> tuple[CellPart, ...]:
    """Return the numbers of a cell that holds several; empty if it does not, or not surely."""
    plain = strip_markup(text)
    if sum(character.isdigit() for character in plain) < 2:
        return ()
    counts = _TORN.sub(r"\1", re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", plain))
    return _split_range(plain) or _split_counts(counts)


def _split_range(plain: str) -> tuple[CellPart, ...]:
    """Return both ends of a range whose unit is printed once or twice alike."""
    match = _RANGE.fullmatch(plain)
    if match is None:
        return ()
    ends = [parse_digit_groups(match[name]) for name in ("low", "high")]
    low, high = (end.value for end in ends)
    is_sound = all(
        end.doubt is None and end.form in (NumberForm.PLAIN, NumberForm.DECIMAL) for end in ends
    )
    if not is_sound or low is None or high is None or low >= high:
        return ()
    unit, own = clean_unit(match["unit"] or ""), clean_unit(match["low_unit"] or "")
    if own and own.casefold() != unit.casefold():
        return ()
    if unit and read_unit(unit, has_currency=False)[1] is not None:
        return ()
    if any(_is_year(match[name]) for name in ("low", "high")) or _is_code(match):
        return ()
    return tuple(
        CellPart(f"{match[name]} {unit}".strip(), f"{match[name]} {unit}".strip(), bound)
        for name, bound in (("low", Bound.LOWER), ("high", Bound.UPPER))
    )


def _is_code(match: re.Match[str]) -> bool:
    """Return True if "01-02" may be a code: a leading zero."""
    return any(len(match[name]) > 1 and match[name].startswith("0") for name in ("low", "high"))


def _is_year(digits: str) -> bool:
    return digits.isdigit() and len(digits) == 4 and int(digits) in _YEARS


def _split_counts(plain: str) -> tuple[CellPart, ...]:
    """Return the numbers of a list of counts, each with a unit of its own."""
    numbers = list(_NUMBER.finditer(plain))
    if len(numbers) < 2 or _RATE.search(plain):
        return ()
    before = _BEFORE.fullmatch(plain[: numbers[0].start()].strip())
    after = _AFTER.fullmatch(plain[numbers[-1].end() :].strip())
    between = [
        _BETWEEN.fullmatch(plain[one.end() : two.start()].strip())
        for one, two in itertools.pairwise(numbers)
    ]
    if before is None or after is None:
        return ()
    words, units = [before["words"]], []
    for gap in between:
        if gap is None:
            return ()
        units.append(clean_unit(gap["unit"]))
        words.append(gap["words"])
    units.append(clean_unit(after["unit"]))
    if len({unit.casefold() for unit in units}) < len(units):
        return ()
    parts = []
    for number, word, unit in zip(numbers, words, units, strict=True):
        if not _is_count(number[0], word or "", unit):
            return ()
        own = f"{number[0]} {unit}"
        parts.append(CellPart(f"{clean_unit(word)} {own}" if word else own, own))
    return tuple(parts)


def _is_count(digits: str, words: str, unit: str) -> bool:
    """Return True if a number counts what is printed behind it."""
    said = re.findall(r"[^\W\d_]+", words.casefold())
    counted = re.findall(r"[^\W\d_]+", unit.casefold())
    if unit == "%":
        return not _NO_COUNT.intersection(said)
    if not counted or len(counted) > _MOST_UNIT_WORDS:
        return False
    if _NO_COUNT.difference({"tahun", "bulan", "triwulan", "semester"}).intersection(counted):
        return False
    if _NO_COUNT.intersection(said) or read_unit(unit, has_currency=False)[1] is not None:
        return False
    if digits.startswith("0") and len(digits) > 1 and digits[1].isdigit():
        return False
    return not _is_year(digits) or counted[0] in COUNTED_UNITS
