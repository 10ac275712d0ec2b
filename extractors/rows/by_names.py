"""Rows of a band told apart by its names, as in a table without rulings.

A frame with columns and no rulings between its rows: names wrap, numbers stand beside their
first line, their last one or in their middle. What is not certain is cut all the same, and
doubted.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.continuation import share_baseline
from sidak.extractors.layout.text_lines import TextLine, make_line
from sidak.extractors.rows.partition import PartitionEvidence, RowPartition
from sidak.extractors.rows.settings import SETTINGS
from sidak.extractors.unruled.chunks import (
    ENTRY,
    ListLine,
    join_level_lines,
    make_list_line,
)
from sidak.extractors.unruled.rows import ListRow, part_rows
from sidak.extractors.unruled.stretches import Stretch
from sidak.schemas.text.patterns import is_amount


def propose_certain_names(cells: Sequence[CellText]) -> RowPartition | None:
    """Propose the rows of a band if no name may have other lines."""
    found = propose_rows_by_names(cells)
    if found is None or found.unsure or _tears_marked_entry(found):
        return None
    return found


def _tears_marked_entry(found: RowPartition) -> bool:
    """Return True if a row of one marked name without numbers stands above one without mark.

    "b. Program Dukungan" over "DPRD" and its amount is one entry; its mark says so.
    """
    columns = [] if found.lines is None else list(found.lines.values())
    for rows in columns:
        for i, (upper, lower) in enumerate(pairwise(rows)):
            is_bare = not any(is_amount(t.text) for own in columns for t in own[i])
            if upper and lower and is_bare and ENTRY.match(upper[0].text):
                return not ENTRY.match(lower[0].text)
    return False


def propose_rows_by_names(cells: Sequence[CellText]) -> RowPartition | None:
    """Propose the rows of a band in which amounts stand one below the other."""
    stacked = max(sum(is_amount(t.text) for t in f.lines) for f in cells)
    if stacked < SETTINGS.fewest_rows:
        return None
    lines = join_level_lines(_level_lines(cells))
    keyed = [i for i, r in enumerate(lines) if r.numbers]
    if len(keyed) < SETTINGS.fewest_rows:
        return None
    stretch = Stretch(0, keyed[-1] + 1, len(lines), tuple(lines))
    rows, _ = part_rows(stretch, ())
    first = lines.index(rows[0].lines[0]) if rows else 0
    if first:  # what stands above the first row: a heading, or the beginning of its name
        rows = [ListRow(tuple(lines[:first]), is_doubtful=True), *rows]
        rows[1] = replace(rows[1], is_doubtful=True)
    if sum(len(r.lines) for r in rows) < len(lines):
        return None  # lines that belong to no row
    if len({n for r in rows for n in [sum(bool(x.numbers) for x in r.lines)] if n > 1}):
        return None  # several lines of numbers in a row
    cuts = tuple(_between(a, b) for a, b in pairwise(rows))
    if any(a >= b for a, b in pairwise(cuts)):
        return None
    of_column = {id(t): f.slot.column for f in cells for t in f.lines}
    own: dict[int, list[tuple[TextLine, ...]]] = {f.slot.column: [] for f in cells}
    for row in rows:
        printed = [t for r in row.lines for t in r.chunks]
        for column, placed in own.items():
            placed.append(tuple(t for t in printed if of_column[id(t)] == column))
    return RowPartition(
        PartitionEvidence.NAMES,
        cuts,
        {column: tuple(placed) for column, placed in own.items()},
        unsure=frozenset(i for i, row in enumerate(rows) if row.is_doubtful),
    )


def doubt_rows(partition: RowPartition, cells: Sequence[CellText]) -> RowPartition:
    """Doubt the rows of a partition whose names, for all that names tell, may be others.

    Args:
        partition: How the band is cut, by whatever evidence.
        cells: The cells of the band that hold text.
    """
    if partition.evidence is PartitionEvidence.LIST_ITEMS:
        return partition  # marks prove the rows
    names = propose_rows_by_names(cells)
    if names is None or names.lines is None or not names.unsure:
        return partition
    unsure = set(partition.unsure)
    for rows in names.lines.values():
        for i in names.unsure:
            homes = [sum(t.middle >= cut for cut in partition.cuts) for t in rows[i]]
            unsure |= set(homes) if len(homes) > 1 else set()
    return replace(partition, unsure=frozenset(unsure))


def _level_lines(cells: Sequence[CellText]) -> list[ListLine]:
    """Gather the lines of all cells that stand at one height."""
    printed = sorted((t for f in cells for t in f.lines), key=lambda t: t.middle)
    levels: list[list[TextLine]] = []
    for line in printed:
        if levels and share_baseline(levels[-1][0], line):
            levels[-1].append(line)
        else:
            levels.append([line])
    lines = []
    for level in levels:
        level.sort(key=lambda t: t.box.x0)
        lines.append(make_list_line(make_line([g for t in level for g in t.glyphs]), level))
    return lines


def _between(upper: ListRow, lower: ListRow) -> float:
    """Return a height between two rows."""
    bottom = max(r.line.middle for r in upper.lines)
    return (bottom + min(r.line.middle for r in lower.lines)) / 2
