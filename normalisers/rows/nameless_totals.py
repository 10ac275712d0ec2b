"""Totals that print no name: rows of numbers only, told by sums or by the bold last row.

Such a row must not be taken for one more row of the programme above it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from sidak.normalisers.rows.column_blocks import BlockReader
from sidak.normalisers.rows.level_sums import Amounts
from sidak.normalisers.rows.levels import LevelReading
from sidak.normalisers.rows.settings import SETTINGS
from sidak.schemas import Level


class TotalProof(StrEnum):
    """How a row without a name is known to be a total."""

    SUMS = "sums"
    PRINT = "print"
    NONE = "none"  # the last row: no row of the programme above, perhaps no total


def find_nameless_totals(
    reader: BlockReader, readings: Mapping[int, LevelReading]
) -> dict[int, TotalProof]:
    """Find the rows without any words that are totals, or may be.

    Args:
        reader: The block.
        readings: Row to its level, in row order.

    Returns:
        Row to the proof: its amounts are the sums of all rows of one level above it; or it is
        the last row, and its numbers are bold where those of the other rows are not.
    """
    found: dict[int, TotalProof] = {}
    rows = list(readings)
    for place, row in enumerate(rows):
        if not _has_only_numbers(reader, row):
            continue
        if _adds_up(reader, readings, rows[:place], row):
            found[row] = TotalProof.SUMS
        elif place and place == len(rows) - 1:
            is_told = _has_bold_numbers(reader, row) and not all(
                _has_bold_numbers(reader, other) for other in rows[:place]
            )
            found[row] = TotalProof.PRINT if is_told else TotalProof.NONE
    return found


def _has_only_numbers(reader: BlockReader, row: int) -> bool:
    """Return True if nothing but numbers stands in a row, and no name covers it."""
    cells = reader.view.starting_cells(row)
    if any(sum(c.isalpha() for c in cell.text) > SETTINGS.total_letters for cell in cells):
        return False
    covering = [reader.view.cell(row, column) for column in reader.layout.names]
    is_covered = any(cell is not None and cell.text.strip() for cell in covering)
    return reader.has_figures(row) and bool(covering) and not is_covered


def _has_bold_numbers(reader: BlockReader, row: int) -> bool:
    cells = (reader.view.starts(row, column) for column in reader.layout.figures)
    filled = [cell for cell in cells if cell is not None and cell.text.strip()]
    return bool(filled) and all(cell.is_bold for cell in filled)


def _adds_up(
    reader: BlockReader,
    readings: Mapping[int, LevelReading],
    above: Sequence[int],
    row: int,
) -> bool:
    """Return True if a row's amounts are the sums of the rows of one level above it."""
    own = reader.amounts.get(row, ())
    if not any(own):
        return False
    by_level: dict[Level, list[Amounts]] = defaultdict(list)
    for other in above:
        if readings[other].level is not Level.TOTAL:
            by_level[readings[other].level].append(reader.amounts.get(other, ()))
    return any(
        len(rows) >= SETTINGS.total_fewest_rows and _are_sums(own, rows)
        for rows in by_level.values()
    )


def _are_sums(own: Amounts, rows: Sequence[Amounts]) -> bool:
    for column, value in enumerate(own):
        if value is None:
            continue
        parts = [one[column] for one in rows if column < len(one)]
        if sum((part for part in parts if part is not None), start=Decimal(0)) != value:
            return False
    return True
