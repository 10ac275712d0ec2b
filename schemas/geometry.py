"""Boxes on a page, in PDF points from the top left corner as a viewer shows it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; ``x`` grows to the right, ``y`` downwards.

    Attributes:
        x0: Left edge.
        y0: Top edge.
        x1: Right edge, not left of ``x0``.
        y1: Bottom edge, not above ``y0``.

    Raises:
        ValueError: If an edge lies on the wrong side of its opposite.
    """

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        """Refuse a box with swapped edges, the usual sign of mixed-up axes."""
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError(f"box turned inside out: {self}")

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.y1 - self.y0

    def contains_point(self, x: float, y: float) -> bool:
        """Return True if a point lies inside, left and top edge included."""
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1

    def overlaps(self, other: "Box") -> bool:
        """Return True if the two boxes share an area."""
        return (
            self.x0 < other.x1
            and other.x0 < self.x1
            and self.y0 < other.y1
            and other.y0 < self.y1
        )

    def round(self, digits: int = 2) -> "Box":
        """Return the box with edges rounded to ``digits`` decimals."""
        return Box(
            round(self.x0, digits),
            round(self.y0, digits),
            round(self.x1, digits),
            round(self.y1, digits),
        )


def bounding_box(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all of ``boxes``.

    Raises:
        ValueError: If there is none.
    """
    listed = list(boxes)
    if not listed:
        raise ValueError("no box to unite")
    return Box(
        min(b.x0 for b in listed),
        min(b.y0 for b in listed),
        max(b.x1 for b in listed),
        max(b.y1 for b in listed),
    )
