"""Levels by arithmetic: a kegiatan is the sum of the sub kegiatan printed below it.

Some reports tell kegiatan and sub kegiatan apart by nothing but their order and their
amounts. The split of the rows below a programme into kegiatan with their sub kegiatan that
lets most sums come out is then the right one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.schemas import Level

#: What a sum that comes out (or fails) in one money column is worth.
_MATCH = 3.0
_MISMATCH = -2.0
#: A kegiatan more needs a reason.
_HEAD_COST = 0.5
#: A hint by words or by the nomenclature.
_HINT = 0.4
_KNOWN = 4.0
#: No kegiatan of the nomenclature has more sub kegiatan in one report.
_MOST_CHILDREN = 40
#: Share of kegiatan with amounts whose sums must come out before the split is believed.
_BELIEVED = 0.5
_HEAD_WORDS = re.compile(
    r"^(persentase|presentase|prosentase|cakupan|tingkat|indeks|nilai|terpenuhinya|rata)",
    re.IGNORECASE,
)
_CHILD_WORDS = re.compile(r"^jumlah\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SumRow:
    """A row below a programme.

    Attributes:
        values: Its amounts, one per money column; ``None`` where none is printed.
        indikator: Its indicator ("Jumlah ..." hints at a sub kegiatan).
        known_level: Level by the nomenclature, if the name stands there.
    """

    values: tuple[Decimal | None, ...]
    indikator: str = ""
    known_level: Level | None = None


def split_by_sums(
    rows: Sequence[SumRow], *, is_known: bool = False
) -> tuple[Level, ...] | None:
    """Split the rows below one programme into kegiatan and sub kegiatan.

    Args:
        rows: The rows, in order; the first one is a kegiatan.
        is_known: Whether sub kegiatan are known to stand in the table, so that the best
            split counts even if no sum proves it.

    Returns:
        One level per row; ``None`` if the sums do not tell.
    """
    count = len(rows)
    if count < 2:
        return None
    best: list[tuple[float, int]] = [(float("-inf"), 0)] * (count + 1)
    best[count] = (0.0, 0)
    for start in range(count - 2, -1, -1):
        for children in range(1, min(_MOST_CHILDREN, count - start - 1) + 1):
            rest = best[start + 1 + children][0]
            if rest == float("-inf"):
                continue
            score = rest + _score(rows[start : start + 1 + children])
            if score > best[start][0]:
                best[start] = (score, children)
    if best[0][0] == float("-inf"):
        return None
    levels: list[Level] = []
    proven = failed = 0
    at = 0
    while at < count:
        children = best[at][1]
        matches, misses = _compare(rows[at : at + 1 + children])
        proven += matches > 0 and misses == 0
        failed += misses > 0
        levels += [Level.KEGIATAN, *[Level.SUB_KEGIATAN] * children]
        at += 1 + children
    if is_known:
        return tuple(levels)
    if not proven or proven < _BELIEVED * (proven + failed):
        return None
    return tuple(levels)


def _compare(group: Sequence[SumRow]) -> tuple[int, int]:
    """Count the columns in which the head is, and is not, the sum of the rest."""
    head, *children = group
    matches = misses = 0
    for column, printed in enumerate(head.values):
        parts = [child.values[column] for child in children]
        total = sum((part for part in parts if part is not None), Decimal(0))
        reported = printed or Decimal(0)
        if not reported and not total:
            continue
        if abs(reported - total) <= 1:
            matches += 1
        else:
            misses += 1
    return matches, misses


def _score(group: Sequence[SumRow]) -> float:
    matches, misses = _compare(group)
    score = matches * _MATCH + misses * _MISMATCH - _HEAD_COST
    for at, row in enumerate(group):
        is_head = at == 0
        if row.known_level is not None:
            fits = (row.known_level is Level.KEGIATAN) == is_head
            score += _KNOWN if fits else -_KNOWN
        if _HEAD_WORDS.match(row.indikator):
            score += _HINT if is_head else -_HINT
        elif _CHILD_WORDS.match(row.indikator):
            score += -_HINT if is_head else _HINT
    return score
