"""Laying a read table beside a labelled one: which row is which, which column is which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

#: Two rows less alike than this (0..1) are not the same row.
LEAST_LIKENESS = 0.5
#: Gain of a pair of rows is its likeness less this, so that two half-alike pairs do not
#: beat one that is right.
_COST = 0.4
#: Texts at least this long may count as nearly equal when columns are told apart.
_LONG = 8
#: A line wrap after a mark that may end a line inside a word.
_WRAP = re.compile(r"(?<=[-/])[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class RowText:
    """A row reduced to what can be compared.

    Attributes:
        cells: Column to text without white space; empty cells left out.
        is_joined: Whether parts of the row stand on other pages, so that a cell may hold
            more than the labelled page prints.
    """

    cells: Mapping[int, str]
    is_joined: bool = False


def squeeze(text: str) -> str:
    """Return ``text`` without any white space."""
    return "".join(text.split())


def fold(text: str) -> str:
    """Return ``text`` with each run of white space as one space."""
    return " ".join(text.split())


def is_same_text(truth: str, read: str) -> bool:
    """Return True if two texts are equal but for white space and line wraps.

    A wrap right after a hyphen or slash may stand for a space or for nothing.
    """
    if fold(truth) == fold(read):
        return True
    return fold(truth) == fold(_WRAP.sub("", read))


def row_likeness(truth: RowText, read: RowText) -> float:
    """Return how alike two rows are (0..1), whatever the columns."""
    one = "".join(text for _, text in sorted(truth.cells.items())).casefold()
    two = "".join(text for _, text in sorted(read.cells.items())).casefold()
    if not one or not two:
        return 0.0
    likeness = fuzz.ratio(one, two) / 100
    if read.is_joined:
        held = sum(
            len(text)
            for text in truth.cells.values()
            if any(text in other for other in read.cells.values())
        )
        likeness = max(likeness, 0.95 * held / len(one))
    return likeness


def align_rows(truth: Sequence[RowText], read: Sequence[RowText]) -> list[tuple[int, int]]:
    """Pair rows in order so that the summed likeness is greatest.

    Returns:
        Indices into ``truth`` and ``read``, ascending in both.
    """
    gains = [
        [
            likeness - _COST if (likeness := row_likeness(a, b)) >= LEAST_LIKENESS else 0.0
            for b in read
        ]
        for a in truth
    ]
    return _align(gains)


def align_columns(
    pairs: Sequence[tuple[RowText, RowText]], truth_columns: int, read_columns: Sequence[int]
) -> dict[int, int]:
    """Pair columns in order so that most cells of the paired rows are equal.

    Labelled columns left over between two paired ones go to the read columns left over
    between those, if there are equally many.

    Args:
        pairs: Labelled and read row of each pair.
        truth_columns: Number of labelled columns.
        read_columns: Read columns that may be used, ascending.

    Returns:
        Labelled column to read column.
    """
    gains = [
        [sum(_cell_gain(a, b, one, two) for a, b in pairs) for two in read_columns]
        for one in range(truth_columns)
    ]
    found = _align(gains)
    mapping = {one: read_columns[at] for one, at in found}
    edges = [(-1, -1), *found, (truth_columns, len(read_columns))]
    for (one, at), (next_one, next_at) in pairwise(edges):
        if next_one - one == next_at - at:
            for step in range(1, next_one - one):
                mapping[one + step] = read_columns[at + step]
    return mapping


def _cell_gain(truth: RowText, read: RowText, one: int, two: int) -> float:
    a, b = truth.cells.get(one, ""), read.cells.get(two, "")
    if not a and not b:
        return 0.001
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if read.is_joined and a in b:
        return 0.9
    if min(len(a), len(b)) >= _LONG and fuzz.ratio(a, b) >= 80:
        return 0.5
    return 0.0


def _align(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Return the order-preserving pairs with the greatest summed gain (gains over 0)."""
    rows, columns = len(gains), len(gains[0]) if gains else 0
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            skip = max(best[i + 1][j], best[i][j + 1])
            gain = gains[i][j]
            best[i][j] = max(skip, gain + best[i + 1][j + 1]) if gain > 0 else skip
    pairs = []
    i = j = 0
    while i < rows and j < columns:
        gain = gains[i][j]
        if gain > 0 and best[i][j] == gain + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
