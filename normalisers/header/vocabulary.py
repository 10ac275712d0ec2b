"""The tables of header words (``data/headers.tsv``, ``data/units.tsv``), loaded once.

Headers are compared squeezed: lower case, letters, digits and ``%`` only, because narrow
columns break words anywhere ("Capai-/an", "Satua/n").
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from sidak.normalisers.header.spelling import correct_spelling
from sidak.normalisers.text.resources import read_lines, read_rows
from sidak.schemas import ColumnRole, Level

_NOT_KEPT = re.compile(r"[^a-z0-9%]+")
_SPACES = re.compile(r"\s+")
#: Words of units in brackets are taken away before a header is compared as a whole.
_BRACKETED_UNIT = re.compile(
    r"\(\s*(rp\.?|rupiah|%|persen|rp\.?\s*,?\s*00|(dalam |d[li]m )?\w*\s*(ribuan?|jutaan?|juta)"
    r"(\s*(rp\.?|rupiah))?|rp\.?\s*\.?(000|ribu|juta)|thn|th|bln)\s*\)"
)
_PLACES = ("whole", "starts", "within")


class Aspect(StrEnum):
    """What the numbers of a column are, one beside the other."""

    PLANNED = "planned"
    ACTUAL = "actual"
    RATIO = "ratio"
    REST = "rest"
    OTHER = "other"


class Measure(StrEnum):
    """What the numbers of a column count."""

    MONEY = "money"
    PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True)
class HeaderPhrase:
    """One line of ``headers.tsv``."""

    phrase: str
    where: str
    role: ColumnRole
    is_weak: bool
    aspect: Aspect | None
    measure: Measure | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class HeaderMeaning:
    """What one header cell says by its words.

    Attributes:
        role: What the column holds; ``None`` if no rule fits.
        is_weak: Whether a header above may say better.
        aspect: Planned, actual, or computed from others.
        measure: Money or performance.
        level: Level of the names below.
    """

    role: ColumnRole | None = None
    is_weak: bool = False
    aspect: Aspect | None = None
    measure: Measure | None = None
    level: Level | None = None


_PERCENT_WORDS = frozenset({"persen", "persentase", "presentase", "prosentase", "%"})


def fold_text(text: str) -> str:
    """Return the letters, digits and ``%`` of ``text`` in lower case, joined."""
    return _NOT_KEPT.sub("", unicodedata.normalize("NFKC", text).lower())


@cache
def load_header_phrases() -> tuple[HeaderPhrase, ...]:
    """Load ``data/headers.tsv``.

    Raises:
        ValueError: If a line names a role, level or place that does not exist.
    """
    rules = []
    for phrase, where, role, aspect, measure, level in read_rows("headers.tsv"):
        if where not in _PLACES:
            raise ValueError(f"headers.tsv: {phrase!r}: no such place {where!r}")
        rules.append(
            HeaderPhrase(
                phrase=fold_text(correct_spelling(phrase)),
                where=where,
                role=ColumnRole(role.rstrip("?")),
                is_weak=role.endswith("?"),
                aspect=Aspect(aspect) if aspect else None,
                measure=Measure(measure) if measure else None,
                level=Level(level) if level else None,
            )
        )
    return tuple(rules)


@cache
def _load_unit_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), unit) for pattern, unit in read_rows("units.tsv"))


def is_percent_word(text: str) -> bool:
    """Return True if a unit is "%" in words ("Persen", "Persentase")."""
    return fold_text(text) in _PERCENT_WORDS


def read_unit_words(text: str) -> str | None:
    """Return the unit that a text is: "%", a known one or some of them ("kasus/tahun").

    "prevalensi/ %" is what is counted, and the unit of that.
    """
    parts = [fold_text(part) for part in text.split("/")]
    if any(part in _PERCENT_WORDS for part in parts):
        return "%"
    return text.strip() if all(part in load_satuan_words() for part in parts) else None


@cache
def load_satuan_words() -> frozenset[str]:
    """Load the words that stand alone as a unit (``data/satuan.txt``), squeezed."""
    return frozenset(fold_text(line) for line in read_lines("satuan.txt"))


@cache
def read_header_text(text: str) -> HeaderMeaning:
    """Return what the words of one header cell mean.

    Indonesian puts the head of a phrase first ("sisa anggaran", "realisasi keuangan"), so
    the first rule that fits from the left gives the role and the aspect; later ones only
    add what is still open.
    """
    lowered = correct_spelling(_SPACES.sub(" ", unicodedata.normalize("NFKC", text).lower()))
    squeezed = fold_text(_BRACKETED_UNIT.sub(" ", lowered)) or fold_text(lowered)
    found = [
        (at, -len(one.phrase), _PLACES.index(one.where), order, one)
        for order, one in enumerate(load_header_phrases())
        if (at := _find_phrase(one, squeezed)) >= 0
    ]
    end = 0
    chosen: list[HeaderPhrase] = []
    for at, minus_length, _place, _order, phrase in sorted(found, key=lambda one: one[:4]):
        if at >= end:
            chosen.append(phrase)
            end = at - minus_length
    if not chosen:
        return HeaderMeaning()
    first = chosen[0]
    if first.role is not ColumnRole.FIGURE:
        return HeaderMeaning(first.role, first.is_weak, level=first.level)
    figures = [phrase for phrase in chosen if phrase.role is ColumnRole.FIGURE]
    says = next((phrase for phrase in figures if phrase.aspect), None)
    return HeaderMeaning(
        role=ColumnRole.FIGURE,
        is_weak=says is not None and says.is_weak,
        aspect=says.aspect if says is not None else None,
        measure=next((phrase.measure for phrase in figures if phrase.measure), None),
    )


def _find_phrase(phrase: HeaderPhrase, folded: str) -> int:
    """Return where a phrase stands in a folded header; -1 if it does not."""
    if phrase.where == "whole":
        return 0 if folded == phrase.phrase else -1
    if phrase.where == "starts":
        return 0 if folded.startswith(phrase.phrase) else -1
    return folded.find(phrase.phrase)


def read_unit(text: str) -> str | None:
    """Return the unit that a header or caption names, ``None`` if it names none."""
    lowered = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()
    for pattern, unit in _load_unit_patterns():
        match = pattern.search(lowered)
        if match is not None:
            return match.group(1) if unit == "=" else unit
    return None
