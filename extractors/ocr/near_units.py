"""Units of a scanned table that are a letter away from another one of it: one is misread."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from sidak.extractors.layout.cells import CellText
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind
from sidak.schemas.text.units import COUNTED_UNITS, UNIT_NAMES

#: A number and one word.
_COUNTED = re.compile(r"\d[\d.,]*\s*([^\W\d_]{2,})\.?")
#: A word alone, as in a column of units; no Roman numeral.
_ALONE = re.compile(r"(?![IVX]+$)([^\W\d_]{2,12})\.?")
#: Measures of two letters are near to each other.
_MEASURES = frozenset({"ha", "kg", "km", "cm", "mm", "kw", "mw", "kk"})
_KNOWN = COUNTED_UNITS | _MEASURES | {name.casefold() for name in UNIT_NAMES}


def doubt_near_units(cells: Sequence[CellText]) -> list[CellText]:
    """Doubt the cells of a table whose unit is likely another one of the table, misread.

    Of two units that differ in a letter ("Balai", "Batai") the rarer is doubted, and both if
    neither is.
    """
    units = [_find_unit(cell) for cell in cells]
    groups: dict[int | None, list[str]] = defaultdict(list)
    for group, unit in units:
        if unit:
            groups[group].append(unit)
    misread = {group: find_near_units(own) for group, own in groups.items()}
    return [
        _add_doubt(cell, Doubt(DoubtKind.WORDS_UNSURE, (unit,)))
        if unit in misread.get(group, ())
        else cell
        for cell, (group, unit) in zip(cells, units, strict=True)
    ]


def _add_doubt(cell: CellText, doubt: Doubt) -> CellText:
    return replace(cell, doubts=tuple(dict.fromkeys((*cell.doubts, doubt))))


def find_near_units(units: Iterable[str]) -> frozenset[str]:
    """Return the units that are near to another one that is as frequent or more."""
    counts = Counter(units)
    return frozenset(
        unit
        for unit, count in counts.items()
        if unit.casefold() not in _KNOWN
        and any(count <= counts[other] and _are_near(unit, other) for other in counts)
    )


def _find_unit(cell: CellText) -> tuple[int | None, str]:
    """Return the word of a cell that holds nothing else, but for a number before it.

    Returns:
        The column of a word alone, which is compared with others of its column; ``None`` for
        a word behind a number; and the word, empty if there is none.
    """
    text = cell.text.strip()
    counted, alone = _COUNTED.fullmatch(text), _ALONE.fullmatch(text)
    if alone is not None:
        return cell.slot.column, alone[1]
    return None, counted[1] if counted else ""


def _are_near(unit: str, other: str) -> bool:
    """Return True if two units that are not the same differ in few letters."""
    one, two = unit.casefold(), other.casefold()
    own = SETTINGS.words
    most = own.letters_apart if len(one) < own.long_unit else own.letters_apart_if_long
    return 0 < Levenshtein.distance(one, two) <= most
