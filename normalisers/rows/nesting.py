"""Levels of rows that print none, by styles that nest: "A." over "A.1" over "1)".

The header says that one column holds "Program / Kegiatan / Sub Kegiatan", but no row says
which it is; nested numbering, or bold over plain, does.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from sidak.normalisers.rows.level_sums import STEPS, Amounts, count_sums
from sidak.normalisers.rows.settings import SETTINGS
from sidak.schemas import Level


@dataclass(frozen=True, slots=True)
class UnlabelledRow:
    """A row that prints no level.

    Attributes:
        style: Its kind of numbering or its weight, slant and indent.
        amounts: Its amounts, one per money column; ``None`` where none is printed.
    """

    style: Hashable
    amounts: Amounts = ()


def nest_by_style(
    rows: Sequence[UnlabelledRow], *, steps: int, may_go_deeper: bool
) -> tuple[Level, ...] | None:
    """Return one level per row, ``None`` if the styles do not nest as the header says.

    Args:
        rows: The named rows of a table, totals left out.
        steps: How many levels the header names (2 or 3).
        may_go_deeper: Whether a third level may stand in the table that the header does
            not name (from 2021 on); it then takes sums to prove it.
    """
    depths = _nest(rows) if len(rows) >= SETTINGS.nesting_fewest_rows else None
    if depths is None:
        return None
    count = max(depths) + 1
    agreed, failed = count_sums([row.amounts for row in rows], depths)
    is_supported = not failed or agreed >= SETTINGS.nesting_sums_agreed * (agreed + failed)
    is_proven = agreed >= 2 and agreed >= SETTINGS.nesting_sums_proven * (agreed + failed)
    if (count == steps and is_supported) or (count == 3 and may_go_deeper and is_proven):
        return tuple(STEPS[depth] for depth in depths)
    return None


def _nest(rows: Sequence[UnlabelledRow]) -> tuple[int, ...] | None:
    """Return the depth of each row by its style, if the styles nest."""
    order: dict[Hashable, int] = {}
    depths: list[int] = []
    for row in rows:
        depth = order.setdefault(row.style, len(order))
        if depth > (depths[-1] + 1 if depths else 0) or depth >= len(STEPS):
            return None
        depths.append(depth)
    return tuple(depths) if len(order) >= 2 else None
