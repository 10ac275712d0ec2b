"""Page numbers written short."""

from collections.abc import Iterable
from itertools import groupby


def format_page_ranges(numbers: Iterable[int]) -> str:
    """Write page numbers short: 1, 2, 3, 7 become "1-3, 7"."""
    parts: list[str] = []
    for _, run in groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        first, last = members[0], members[-1]
        parts.append(str(first) if first == last else f"{first}-{last}")
    return ", ".join(parts)
