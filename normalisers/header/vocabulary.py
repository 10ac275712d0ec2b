"""The tables of header words (``data/headers.tsv``, ``data/units.tsv``), loaded once.

Headers are compared squeezed: lower case, letters, digits and ``%`` only, because narrow
columns break words anywhere ("Capai-/an", "Satua/n").
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sidak.normalisers.header.spelling import correct_spelling
from sidak.schemas import ColumnRole, Level

_NOT_KEPT = re.compile(r"[^a-z0-9%]+")
_SPACES = re.compile(r"\s+")
#: Words of units in brackets are taken away before a header is compared as a whole.
_BRACKETED_UNIT = re.compile(
    r"\(\s*(rp\.?|rupiah|%|persen|rp\.?\s*,?\s*00|(dalam |dlm )?\w*\s*(ribuan?|jutaan?|juta)"
    r"(\s*(rp\.?|rupiah))?|rp\.?\s*\.?(000|ribu|juta)|thn|th|bln)\s*\)"
)
_RANKS = {"whole": 0, "starts": 1, "within": 2}


@dataclass(frozen=True, slots=True)
class HeaderPhrase:
    """One line of ``headers.tsv``."""

    phrase: str
    where: str
    role: ColumnRole
    is_weak: bool
    aspect: str | None
    measure: str | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class HeaderMeaning:
    """What one header cell says by its words.

    Attributes:
        role: What the column holds; ``None`` if no rule fits.
        is_weak: Whether a header above may say better.
        aspect: planned, actual, ratio, rest or other.
        measure: money or performance.
        level: Level of the names below.
    """

    role: ColumnRole | None = None
    is_weak: bool = False
    aspect: str | None = None
    measure: str | None = None
    level: Level | None = None


def fold_text(text: str) -> str:
    """Return the letters, digits and ``%`` of ``text`` in lower case, joined."""
    return _NOT_KEPT.sub("", unicodedata.normalize("NFKC", text).lower())


def _lines(name: str) -> list[list[str]]:
    raw = files("sidak.normalisers").joinpath("data", name).read_text(encoding="utf-8")
    kept = [line for line in raw.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in kept]


@cache
def load_header_phrases() -> tuple[HeaderPhrase, ...]:
    """Load ``data/headers.tsv``.

    Raises:
        ValueError: If a line names a role, level or place that does not exist.
    """
    rules = []
    for phrase, where, role, aspect, measure, level in _lines("headers.tsv")[1:]:
        if where not in _RANKS:
            raise ValueError(f"headers.tsv: {phrase!r}: no such place {where!r}")
        rules.append(
            HeaderPhrase(
                phrase=fold_text(correct_spelling(phrase)),
                where=where,
                role=ColumnRole(role.rstrip("?")),
                is_weak=role.endswith("?"),
                aspect=aspect or None,
                measure=measure or None,
                level=Level(level) if level else None,
            )
        )
    return tuple(rules)


@cache
def _load_unit_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), unit) for pattern, unit in _lines("units.tsv")[1:])


@cache
def load_satuan_words() -> frozenset[str]:
    """Load the words that stand alone as a unit (``data/satuan.txt``), squeezed."""
    return frozenset(fold_text(line[0]) for line in _lines("satuan.txt"))


@cache
def load_words(name: str) -> frozenset[str]:
    """Load a list of words from a file of ``data``, any number to a line."""
    return frozenset(word for line in _lines(name) for word in line[0].split())


@cache
def read_header_text(text: str) -> HeaderMeaning:
    """Return what the words of one header cell mean.

    Indonesian puts the head of a phrase first ("sisa anggaran", "realisasi keuangan"), so
    the first rule that fits from the left gives the role and the aspect; later ones only
    add what is still open.
    """
    lowered = correct_spelling(_SPACES.sub(" ", unicodedata.normalize("NFKC", text).lower()))
    squeezed = fold_text(_BRACKETED_UNIT.sub(" ", lowered)) or fold_text(lowered)
    found: list[tuple[int, int, int, HeaderPhrase]] = []
    for rule in load_header_phrases():
        if rule.where == "whole":
            if squeezed == rule.phrase:
                found.append((0, -len(rule.phrase), 0, rule))
        elif rule.where == "starts":
            if squeezed.startswith(rule.phrase):
                found.append((0, -len(rule.phrase), 1, rule))
        else:
            at = squeezed.find(rule.phrase)
            if at >= 0:
                found.append((at, -len(rule.phrase), 2, rule))
    found.sort(key=lambda entry: entry[:3])
    end = 0
    chosen: list[HeaderPhrase] = []
    for at, minus_length, _rank, rule in found:
        if at >= end:
            chosen.append(rule)
            end = at - minus_length
    if not chosen:
        return HeaderMeaning()
    first = chosen[0]
    if first.role is not ColumnRole.FIGURE:
        return HeaderMeaning(first.role, first.is_weak, level=first.level)
    figures = [rule for rule in chosen if rule.role is ColumnRole.FIGURE]
    return HeaderMeaning(
        role=ColumnRole.FIGURE,
        aspect=next((rule.aspect for rule in figures if rule.aspect), None),
        measure=next((rule.measure for rule in figures if rule.measure), None),
    )


def read_unit(text: str) -> str | None:
    """Return the unit that a header or caption names, ``None`` if it names none."""
    lowered = _SPACES.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()
    for pattern, unit in _load_unit_patterns():
        match = pattern.search(lowered)
        if match is not None:
            return match.group(1) if unit == "=" else unit
    return None
