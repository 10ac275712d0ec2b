"""Numbering that counts the rows of a tree: 1, 1.1, 1.1.1, 1.1.2, 1.2, 2.

It looks like the short form of a programme code ("1.1.1" may be urusan 1, bidang 01,
program 01), but counts on from row to row, which codes with their kewenangan never do.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidak.normalisers.rows.settings import SETTINGS
from sidak.schemas import Level

NumberPath = tuple[int, ...]

_NUMBER = re.compile(r"\(?([1-9]\d?(?:\s?\.\s?[1-9]\d?)*)\s?[.)]*")
_NUMBER_FIRST = re.compile(r"\(?[1-9]\d?(?:\.[1-9]\d?)*[.)]*\s+(?=[^\W\d])")
#: The steps of the tree, from the top.
_STEPS = (Level.URUSAN, Level.BIDANG, Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
_PROGRAM = _STEPS.index(Level.PROGRAM)


@dataclass(frozen=True, slots=True)
class OutlineClue:
    """What a numbered row says of its level.

    Attributes:
        words: The level its name's first words tell ("PROGRAM ...").
        known: The level of the nomenclature's entry of this name.
    """

    words: Level | None = None
    known: Level | None = None


def read_outline_number(text: str) -> NumberPath | None:
    """Read a numbering: "1.2.3." is ``(1, 2, 3)``; codes with leading zeros are none."""
    match = _NUMBER.fullmatch(text.strip())
    return tuple(int(part) for part in match[1].split(".")) if match else None


def split_outline_number(name: str) -> tuple[str, str]:
    """Split "1.1.2. Penyediaan" into its numbering and the name; ("", name) if none."""
    match = _NUMBER_FIRST.match(name)
    return (match[0].strip(), name[match.end() :]) if match else ("", name)


def is_outline(paths: Sequence[NumberPath]) -> bool:
    """Return True if numbers count the rows of a tree of two steps or more.

    Each number follows the one before it: its first child, or the next of its own kind or
    of one of those it stands below. A number printed again ("1.1" on a second page) is
    skipped; a few slips of the pen are borne.
    """
    kept = [path for at, path in enumerate(paths) if at == 0 or path != paths[at - 1]]
    if len(kept) < SETTINGS.outline_fewest or len({len(path) for path in kept}) < 2:
        return False
    good = sum(_follows(last, path) for last, path in pairwise(kept))
    return good >= SETTINGS.outline_counted * (len(kept) - 1)


def _follows(last: NumberPath, path: NumberPath) -> bool:
    if path == (*last, 1):
        return True
    depth = len(path)
    return depth <= len(last) and path == (*last[: depth - 1], last[depth - 1] + 1)


def read_outline_levels(
    numbers: Mapping[int, NumberPath], clues: Mapping[int, OutlineClue], *, is_ladder: bool
) -> dict[int, Level]:
    """Return the level of each numbered row, if the numbering is that of a tree.

    Args:
        numbers: Row to numbering, in row order.
        clues: Row to what its name says.
        is_ladder: Whether the header names program, kegiatan and sub kegiatan in one
            column, so that the first step is the program.

    Returns:
        Nothing if the numbers do not count a tree, or if the rows do not tell which step
        the program is, or if the program is the third step: that may be a code.
    """
    if not is_outline(list(numbers.values())):
        return {}
    first = _first_step(numbers, clues)
    if first is None and is_ladder and {len(path) for path in numbers.values()} == {1, 2, 3}:
        first = _PROGRAM
    if first is None or not 0 < first <= _PROGRAM:
        return {}
    levels = {}
    for row, path in numbers.items():
        step = first + len(path) - 1
        levels[row] = _STEPS[step] if step < len(_STEPS) else Level.LAINNYA
    return levels


def _first_step(
    numbers: Mapping[int, NumberPath], clues: Mapping[int, OutlineClue]
) -> int | None:
    """Return which step of the tree numbers of one part stand for."""
    words: Counter[int] = Counter()
    known: Counter[int] = Counter()
    for row, path in numbers.items():
        clue = clues.get(row, OutlineClue())
        for votes, level in ((words, clue.words), (known, clue.known)):
            if level in _STEPS:
                votes[_STEPS.index(level) - len(path) + 1] += 1
    for votes in (words, known):
        if votes:
            step, count = votes.most_common(1)[0]
            return step if count >= SETTINGS.outline_agreed * votes.total() else None
    return None
