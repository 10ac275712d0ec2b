"""Units of a scanned table that are a letter away from another one of it: one is misread."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from sidak.extractors.layout.cells import CellText
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind
from sidak.schemas.text.units import COUNTED_UNITS, UNIT_NAMES

#: A number and one word.
_COUNTED = re.compile(r"\d[\d.,]*\s*([^\W\d_]{3,})\.?")
_KNOWN = COUNTED_UNITS | {name.casefold() for name in UNIT_NAMES}


def doubt_near_units(cells: Sequence[CellText]) -> list[CellText]:
    """Doubt the cells of a table whose unit is likely another one of the table, misread.

    Of two units that differ in a letter ("Balai", "Batai") the rarer is doubted, and both if
    neither is.
    """
    units = [_find_unit(cell) for cell in cells]
    misread = find_near_units(u for u in units if u)
    return [
        _add_doubt(cell, Doubt(DoubtKind.WORDS_UNSURE, (unit,))) if unit in misread else cell
        for cell, unit in zip(cells, units, strict=True)
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


def _find_unit(cell: CellText) -> str:
    """Return the word behind the number of a cell that holds nothing else."""
    found = _COUNTED.fullmatch(cell.text.strip())
    return found[1] if found else ""


def _are_near(unit: str, other: str) -> bool:
    """Return True if two units that are not the same differ in few letters."""
    one, two = unit.casefold(), other.casefold()
    own = SETTINGS.words
    most = own.letters_apart if len(one) < own.long_unit else own.letters_apart_if_long
    return 0 < Levenshtein.distance(one, two) <= most
