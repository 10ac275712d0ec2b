"""Where each number of a cell that holds several is printed."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.schemas import Box, Figure, PageNumbers, PrintedDigits

_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")


def place_parts(
    figures: Sequence[Figure], numbers: Sequence[PageNumbers]
) -> tuple[Figure, ...]:
    """Give the numbers of one cell a box each.

    Args:
        figures: The figures of a table, those of one cell one after the other.
        numbers: All numbers that the pages print.

    Returns:
        The figures; where a page does not print all parts of a cell in their order, they keep
        the box of the cell.
    """
    printed = {page.page: page.numbers for page in numbers}
    placed: list[Figure] = []
    for (_, _, is_part), cell in itertools.groupby(
        figures, key=lambda f: (f.row, f.column, f.part is not None)
    ):
        parts = list(cell)
        boxes = _find_boxes(parts, printed.get(parts[0].page, ())) if is_part else None
        placed += parts if boxes is None else map(_with_box, parts, boxes)
    return tuple(placed)


def _find_boxes(parts: Sequence[Figure], numbers: Sequence[PrintedDigits]) -> list[Box] | None:
    """Return the boxes of the parts of a cell; ``None`` if one is not printed as read."""
    around = parts[0].box
    if around is None:
        return None
    inside = iter(
        n
        for n in numbers
        if around.contains_point((n.box.x0 + n.box.x1) / 2, (n.box.y0 + n.box.y1) / 2)
    )
    boxes: list[Box] = []
    for part in parts:
        digits = _DIGITS.search(part.raw_text)
        found = next((n for n in inside if digits is not None and n.text == digits[0]), None)
        if found is None:
            return None
        boxes.append(found.box)
    return boxes


def _with_box(figure: Figure, box: Box) -> Figure:
    return replace(figure, box=box)
