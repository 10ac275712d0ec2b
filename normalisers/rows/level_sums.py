"""Levels by arithmetic: a kegiatan is the sum of the sub kegiatan printed below it.

Some reports tell programmes, kegiatan and sub kegiatan apart by nothing but their order and
their amounts. The division of the rows that lets the sums come out is then the right one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.normalisers.rows.settings import SETTINGS
from sidak.schemas import Level

#: The steps from the top; a header "Program / Kegiatan" names the first two.
STEPS = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
#: Amounts of a row, one per money column; ``None`` where none is printed.
Amounts = tuple[Decimal | None, ...]

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

    values: Amounts
    indikator: str = ""
    known_level: Level | None = None


def _compare(head: Amounts, parts: Sequence[Amounts]) -> tuple[int, int]:
    """Count the columns in which a row is, and is not, the sum of its parts."""
    agreed = failed = 0
    for column, printed in enumerate(head):
        values = [part[column] for part in parts]
        total = sum((value for value in values if value is not None), Decimal(0))
        if not printed and not total:
            continue
        if abs((printed or Decimal(0)) - total) <= SETTINGS.sum_tolerance:
            agreed += 1
        else:
            failed += 1
    return agreed, failed


def count_sums(rows: Sequence[Amounts], depths: Sequence[int]) -> tuple[int, int]:
    """Count the sums of a tree that come out, and those that do not.

    Args:
        rows: Amounts of each row.
        depths: How deep each row stands; its parts are the rows one deeper that follow.
    """
    agreed = failed = 0
    for at, head in enumerate(rows):
        parts = []
        for below in range(at + 1, len(rows)):
            if depths[below] <= depths[at]:
                break
            if depths[below] == depths[at] + 1:
                parts.append(rows[below])
        own = _compare(head, parts) if parts else (0, 0)
        agreed, failed = agreed + own[0], failed + own[1]
    return agreed, failed


def parse_by_sums(rows: Sequence[Amounts]) -> tuple[Level, ...] | None:
    """Parse rows into programmes of kegiatan of sub kegiatan by the first money column.

    Every sum must come out there; the other columns must agree.
    """
    values = [row[0] if row else None for row in rows]
    amounts = [value for value in values if value is not None and value > 0]
    if len(rows) < SETTINGS.nesting_fewest_rows or len(amounts) < len(values):
        return None
    depths: list[int] = []
    at = 0
    while at < len(amounts):
        end = _parse_program(amounts, at, depths)
        if end is None:
            return None
        at = end
    _agreed, failed = count_sums(rows, depths)
    return None if failed else tuple(STEPS[depth] for depth in depths)


def _parse_program(amounts: Sequence[Decimal], at: int, depths: list[int]) -> int | None:
    """Parse one programme from row ``at``; return the row behind it."""
    depths.append(0)
    total, row = Decimal(0), at + 1
    while total < amounts[at]:
        if row >= len(amounts):
            return None
        head, part, child = amounts[row], Decimal(0), row + 1
        depths.append(1)
        while part < head:
            if child >= len(amounts):
                return None
            part += amounts[child]
            depths.append(2)
            child += 1
        if part != head:
            return None
        total += head
        row = child
    return row if total == amounts[at] else None


def find_summed_totals(
    rows: Sequence[Amounts], *, candidates: Sequence[int], heavy: Sequence[int]
) -> frozenset[int]:
    """Find which rows called "Jumlah ..." are the sums of rows above them.

    Args:
        rows: Amounts of each row.
        candidates: The rows that are called so, in row order.
        heavy: Rows in bold, which may be the groups that a total adds up.

    Returns:
        Those whose amounts, in every column that prints one, are the sums of at least two
        rows: all or the bold ones since the total before, or all totals before.
    """
    found: list[int] = []
    for at in candidates:
        first = found[-1] + 1 if found else 0
        above = [row for row in range(first, at) if any(rows[row])]
        bold = [row for row in above if row in heavy]
        light = [row for row in above if row not in heavy]
        if any(_is_sum_of(rows, at, parts) for parts in (above, bold, light, found)):
            found.append(at)
    return frozenset(found)


def _is_sum_of(rows: Sequence[Amounts], at: int, parts: Sequence[int]) -> bool:
    if len(parts) < SETTINGS.total_fewest_rows:
        return False
    agreed, failed = _compare(rows[at], [rows[part] for part in parts])
    return agreed > 0 and not failed


def is_sum_of(head: Amounts, parts: Sequence[Amounts]) -> bool:
    """Return True if a row is the sum of others in every column that prints amounts."""
    agreed, failed = _compare(head, parts)
    return agreed > 0 and not failed


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
    groups = _best_groups(rows)
    if groups is None:
        return None
    proven = failed = 0
    for group in groups:
        agreed, misses = _compare_group(group)
        proven += agreed > 0 and misses == 0
        failed += misses > 0
    is_believed = proven and proven >= SETTINGS.sum_believed * (proven + failed)
    if not is_known and not is_believed:
        return None
    return tuple(
        Level.SUB_KEGIATAN if at else Level.KEGIATAN
        for group in groups
        for at in range(len(group))
    )


def _best_groups(rows: Sequence[SumRow]) -> list[Sequence[SumRow]] | None:
    """Divide rows into kegiatan with their sub kegiatan, with the greatest weight."""
    count = len(rows)
    if count < 2:
        return None
    nowhere = float("-inf")
    best: list[tuple[float, int]] = [(nowhere, 0)] * (count + 1)
    best[count] = (0.0, 0)
    for start in range(count - 2, -1, -1):
        for children in range(1, min(SETTINGS.sum_most_children, count - start - 1) + 1):
            rest = best[start + 1 + children][0]
            if rest == nowhere:
                continue
            weight = rest + _weigh(rows[start : start + 1 + children])
            if weight > best[start][0]:
                best[start] = (weight, children)
    if best[0][0] == nowhere:
        return None
    groups = []
    at = 0
    while at < count:
        end = at + 1 + best[at][1]
        groups.append(rows[at:end])
        at = end
    return groups


def _compare_group(group: Sequence[SumRow]) -> tuple[int, int]:
    head, *children = group
    return _compare(head.values, [child.values for child in children])


def _weigh(group: Sequence[SumRow]) -> float:
    """Return how much speaks for a kegiatan with these sub kegiatan."""
    agreed, failed = _compare_group(group)
    weight = (
        agreed * SETTINGS.sum_match + failed * SETTINGS.sum_mismatch - SETTINGS.sum_head_cost
    )
    for at, row in enumerate(group):
        sign = 1 if at == 0 else -1
        if row.known_level is not None:
            fits = (row.known_level is Level.KEGIATAN) == (at == 0)
            weight += SETTINGS.sum_known if fits else -SETTINGS.sum_known
        if _HEAD_WORDS.match(row.indikator):
            weight += sign * SETTINGS.sum_hint
        elif _CHILD_WORDS.match(row.indikator):
            weight -= sign * SETTINGS.sum_hint
    return weight
