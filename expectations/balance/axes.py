"""The axes of charts: numbers in a column whose values and places go by even steps."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from sidak.expectations.balance.settings import SETTINGS
from sidak.schemas import PrintedDigits


def find_axes(numbers: Sequence[PrintedDigits]) -> frozenset[PrintedDigits]:
    """Return the numbers that label an axis.

    They stand alone, share an edge, and both their values and their places
    go by even steps.
    """
    columns: dict[int, list[PrintedDigits]] = defaultdict(list)
    for number in numbers:
        if _stands_alone(number):
            columns[round(number.box.x1 / SETTINGS.same_edge)].append(number)
    found: set[PrintedDigits] = set()
    for edge, own in columns.items():
        column = sorted((*own, *columns.get(edge + 1, ())), key=lambda one: one.box.y0)
        if len(column) >= SETTINGS.axis_labels and _is_axis(column):
            found.update(column)
    return frozenset(found)


def _stands_alone(number: PrintedDigits) -> bool:
    """Return True if nothing stands beside a number, or only far away: a legend."""
    far = SETTINGS.legend_gap
    is_first = not number.before.strip() or number.gap_before > far
    return is_first and (not number.after.strip(" -.,") or number.gap_after > far)


def _is_axis(column: Sequence[PrintedDigits]) -> bool:
    values = [int("".join(filter(str.isdigit, one.text))) for one in column]
    places = [one.box.y0 for one in column]
    return _is_even(values) and _is_even(places)


def _is_even(values: Sequence[float]) -> bool:
    """Return True if numbers rise or fall by the same step."""
    steps = [after - before for before, after in pairwise(values)]
    middle = sum(steps) / len(steps)
    return middle != 0 and all(
        abs(step - middle) <= SETTINGS.even_step * abs(middle) for step in steps
    )
