"""Levels of rows that print none: by nested numbering or looks, or by sums of three steps.

The header says that one column holds "Program / Kegiatan / Sub Kegiatan", but no row says
which it is: "A." over "A.1" over "1)", bold over plain, or nothing but amounts that add up.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.schemas import Level

#: The steps from the top; a header "Program / Kegiatan" names the first two.
STEPS = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
#: Share of the rows with children whose sums must come out, where amounts are printed.
_AGREED = 0.6
_SURE = 0.9
_FEWEST_ROWS = 4


@dataclass(frozen=True, slots=True)
class UnlabelledRow:
    """A row that prints no level.

    Attributes:
        style: Its kind of numbering or its weight, slant and indent.
        amounts: Its amounts, one per money column; ``None`` where none is printed.
    """

    style: Hashable
    amounts: tuple[Decimal | None, ...] = ()


def read_nesting(
    unlabelled: Sequence[UnlabelledRow], *, steps: int, may_go_deeper: bool
) -> tuple[Level, ...] | None:
    """Return one level per row, ``None`` if neither looks nor sums tell.

    Args:
        unlabelled: The named rows of a table, totals left out.
        steps: How many levels the header names (2 or 3).
        may_go_deeper: Whether a third level may stand in the table that the header does
            not name (from 2021 on); it then takes sums to prove it.
    """
    if len(unlabelled) < _FEWEST_ROWS:
        return None
    depths = _nest_by_style(unlabelled)
    if depths is not None:
        count = max(depths) + 1
        proven, failed = _check_sums(unlabelled, depths)
        is_borne_out = not failed or proven >= _AGREED * (proven + failed)
        is_proven = proven >= 2 and proven >= _SURE * (proven + failed)
        if (count == steps and is_borne_out) or (count == 3 and may_go_deeper and is_proven):
            return tuple(STEPS[depth] for depth in depths)
    if steps == 3 or may_go_deeper:
        found = _parse_by_sums(unlabelled)
        if found is not None:
            return tuple(STEPS[depth] for depth in found)
    return None


def _nest_by_style(unlabelled: Sequence[UnlabelledRow]) -> tuple[int, ...] | None:
    """Return the depth of each row by its looks, if the looks nest."""
    order: dict[Hashable, int] = {}
    depths: list[int] = []
    for row_style in unlabelled:
        depth = order.setdefault(row_style.style, len(order))
        if depth > (depths[-1] + 1 if depths else 0) or depth >= len(STEPS):
            return None
        depths.append(depth)
    return tuple(depths) if len(order) >= 2 else None


def _check_sums(unlabelled: Sequence[UnlabelledRow], depths: Sequence[int]) -> tuple[int, int]:
    """Count the rows whose children add up to them, and those whose children do not."""
    proven = failed = 0
    for at, row_style in enumerate(unlabelled):
        children = []
        for below in range(at + 1, len(unlabelled)):
            if depths[below] <= depths[at]:
                break
            if depths[below] == depths[at] + 1:
                children.append(unlabelled[below])
        if not children:
            continue
        for column, printed in enumerate(row_style.amounts):
            parts = [child.amounts[column] for child in children]
            total = sum((part for part in parts if part is not None), Decimal(0))
            if not printed and not total:
                continue
            if abs((printed or Decimal(0)) - total) <= 1:
                proven += 1
            else:
                failed += 1
    return proven, failed


def _parse_by_sums(unlabelled: Sequence[UnlabelledRow]) -> tuple[int, ...] | None:
    """Parse rows into programmes of kegiatan of sub kegiatan by the first money column.

    Every sum must come out; the other columns must bear the parse out.
    """
    values = [row_style.amounts[0] if row_style.amounts else None for row_style in unlabelled]
    if any(value is None or value <= 0 for value in values):
        return None
    amounts = [value for value in values if value is not None]
    depths: list[int] = []
    at = 0
    while at < len(amounts):
        end = _parse_program(amounts, at, depths)
        if end is None:
            return None
        at = end
    _proven, failed = _check_sums(unlabelled, depths)
    return None if failed else tuple(depths)


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
