"""Unclear words of a scanned table that it shows clearly elsewhere.

A word that the picture shows badly in one cell and well in others, letter for letter the same,
is read right. A unit that is a letter away from the one unit that its column shows clearly
("Balat" among "Balai") is that unit.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind

_WORD = re.compile(r"[^\W\d_]{2,}")
#: A number and one word.
_COUNTED = re.compile(r"(\d[\d.,]*\s*)([^\W\d_]+)\.?")

#: How often words are clear, by column for units and in the whole table for all.
ClearWords = Mapping[int | None, Counter[str]]


def settle_known_words(cells: Sequence[CellText]) -> list[CellText]:
    """Take away the doubt about words of a table that it shows clearly elsewhere."""
    clear = count_clear_words(cells)
    return [_settle(cell, clear) for cell in cells]


def count_clear_words(cells: Sequence[CellText]) -> dict[int | None, Counter[str]]:
    """Count the words that are clear, in small letters: all of them, and units by column."""
    counts: dict[int | None, Counter[str]] = defaultdict(Counter)
    for cell in cells:
        for line in cell.lines:
            unclear = set(_list_unclear(line))
            words = [w for w in _WORD.findall(line.text) if w not in unclear]
            counts[None].update(w.casefold() for w in words)
            unit = _COUNTED.fullmatch(line.text)
            if unit is not None and unit[2] in words:
                counts[cell.slot.column][unit[2].casefold()] += 1
    return counts


def _list_unclear(line: TextLine) -> Iterator[str]:
    """Yield the words of a line that the picture does not show clearly."""
    for doubt in line.doubts:
        if doubt.kind is DoubtKind.WORDS_UNSURE:
            for detail in doubt.detail:
                yield from _WORD.findall(detail)


def _settle(cell: CellText, clear: ClearWords) -> CellText:
    lines = []
    settled: dict[Doubt, Doubt | None] = {}
    for line in cell.lines:
        mended = _mend_unit(line, clear.get(cell.slot.column, Counter()))
        known = clear.get(None, Counter())
        own = {d: _without_known(d, known, mended.text) for d in mended.doubts}
        settled |= {d: rest for d, rest in own.items() if rest != d}
        lines.append(replace(mended, doubts=_replace(line.doubts, own)))
    if not settled:
        return cell
    return replace(cell, lines=tuple(lines), doubts=_replace(cell.doubts, settled))


def _replace(
    doubts: Sequence[Doubt], others: Mapping[Doubt, Doubt | None]
) -> tuple[Doubt, ...]:
    """Return doubts, some of them replaced or left out."""
    left = (others.get(d, d) for d in doubts)
    return tuple(d for d in left if d is not None)


def _without_known(doubt: Doubt, known: Counter[str], text: str) -> Doubt | None:
    """Return a doubt about the words that are not known; ``None`` if all are.

    Args:
        doubt: Any doubt about a line.
        known: How often words are clear in the table.
        text: The line; what is no word of it any more is mended.
    """
    if doubt.kind is not DoubtKind.WORDS_UNSURE:
        return doubt
    words = [word for detail in doubt.detail for word in detail.split()]
    left = [
        word
        for word in words
        if not _is_known(word, known) and (word in text or not _WORD.fullmatch(word))
    ]
    if len(left) == len(words):
        return doubt
    return Doubt(doubt.kind, (" ".join(left),)) if left else None


def _is_known(word: str, known: Counter[str]) -> bool:
    """Return True if a word without digits is clear often enough."""
    parts = _WORD.findall(word)
    is_whole = len("".join(parts)) == sum(ch.isalnum() for ch in word)
    least = SETTINGS.words.least_clear
    return bool(parts) and is_whole and all(known[p.casefold()] >= least for p in parts)


def _mend_unit(line: TextLine, units: Counter[str]) -> TextLine:
    """Return a line with its unclear unit as the one that its column shows clearly."""
    found = _COUNTED.fullmatch(line.text)
    own = SETTINGS.words
    if found is None or found[2] not in set(_list_unclear(line)):
        return line
    unit = found[2].casefold()
    near = [
        other
        for other, count in units.items()
        if count >= own.least_clear and Levenshtein.distance(unit, other) <= own.letters_apart
    ]
    if len(near) != 1 or near[0] == unit or len(unit) < own.long_unit:
        return line
    mended = near[0].capitalize() if found[2][:1].isupper() else near[0]
    return replace(line, text=found[1] + mended)
