"""Rulings drawn as rows of dots: what browsers make of dotted borders."""

from collections.abc import Sequence
from typing import NamedTuple

from sidak.extractors.pdf.settings import SETTINGS
from sidak.extractors.pdf.transform import Point


class Dot(NamedTuple):
    """A small filled shape: its middle and the longer of its sides."""

    x: float
    y: float
    size: float


class DotRow(NamedTuple):
    """Dots in a row; for a horizontal one ``position`` is y and start..end are x."""

    position: float
    start: float
    end: float
    thickness: float
    is_horizontal: bool


def make_dot(points: Sequence[Point]) -> Dot | None:
    """Return the dot that a filled outline draws, ``None`` if it is larger than that."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if width > SETTINGS.largest_dot or height > SETTINGS.largest_dot:
        return None
    return Dot((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, max(width, height))


def chain_dots(dots: Sequence[Dot]) -> list[DotRow]:
    """Chain dots that follow each other closely on one line into rulings."""
    rows = [DotRow(*row, True) for row in _chain([(d.y, d.x, d.size) for d in dots])]
    return rows + [DotRow(*row, False) for row in _chain([(d.x, d.y, d.size) for d in dots])]


def _chain(
    dots: Sequence[tuple[float, float, float]],
) -> list[tuple[float, float, float, float]]:
    """Chain dots (position, place along the line, size) into (position, start, end, size)."""
    lines: list[list[tuple[float, float, float]]] = []
    for dot in sorted(dots):
        if lines and dot[0] - lines[-1][0][0] <= SETTINGS.dots_on_line:
            lines[-1].append(dot)
        else:
            lines.append([dot])
    chains: list[list[tuple[float, float, float]]] = []
    for line in lines:
        chain: list[tuple[float, float, float]] = []
        for dot in sorted(line, key=lambda d: d[1]):
            if chain and dot[1] - chain[-1][1] - dot[2] > max(
                SETTINGS.least_dot_gap, SETTINGS.dot_gap_sizes * dot[2]
            ):
                chains.append(chain)
                chain = []
            chain.append(dot)
        chains.append(chain)
    return [
        (
            sum(d[0] for d in chain) / len(chain),
            chain[0][1] - chain[0][2] / 2,
            chain[-1][1] + chain[-1][2] / 2,
            max(d[2] for d in chain),
        )
        for chain in chains
        if len(chain) >= SETTINGS.least_dots
    ]
