"""How the straightened image of a page lies on the page as scanned."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sidak.schemas import Box

Floats = npt.NDArray[np.float64]

#: Powers of the place along (first) and across (second) in each term of a displacement.
TERMS = ((1, 0), (2, 0), (1, 1), (2, 1), (3, 0), (1, 2))
#: A displacement of nothing.
NO_DISPLACEMENT = (0.0,) * len(TERMS)


@dataclass(frozen=True, slots=True)
class PageTransform:
    """A rotation about the middle of the page, a smooth displacement of low order, a view.

    Attributes:
        width: Width of the page in points.
        height: Height of the page in points.
        skew: Degrees by which the page was rotated clockwise about its middle.
        displacement_y: Factors of ``TERMS`` by which y is displaced, along x.
        displacement_x: Factors of ``TERMS`` by which x is displaced, along y.
        view: Nine factors of the projection by which a photograph shows the page, row by row;
            empty if it is no photograph.
    """

    width: float
    height: float
    skew: float = 0.0
    displacement_y: tuple[float, ...] = NO_DISPLACEMENT
    displacement_x: tuple[float, ...] = NO_DISPLACEMENT
    view: tuple[float, ...] = ()

    @property
    def is_identity(self) -> bool:
        """Whether every place stays where it is."""
        is_straight = not any(self.displacement_y) and not any(self.displacement_x)
        return not self.skew and is_straight and not self.view

    def source(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return where places on the straightened page come from, in points."""
        u, v = x / self.width, y / self.height
        moved_y = y + self.height * displacement_at(self.displacement_y, u, v)
        moved_x = x + self.width * displacement_at(self.displacement_x, v, u)
        cos, sin = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        dx, dy = moved_x - self.width / 2, moved_y - self.height / 2
        laid_x, laid_y = (
            self.width / 2 + cos * dx + sin * dy,
            self.height / 2 - sin * dx + cos * dy,
        )
        if not self.view:
            return laid_x, laid_y
        a, b, c, d, e, f, g, h, i = self.view
        depth = g * laid_x + h * laid_y + i
        return (
            (a * laid_x + b * laid_y + c) / depth,
            (d * laid_x + e * laid_y + f) / depth,
        )

    def box(self, box: Box) -> Box:
        """Map a box back to the page as scanned: its middle moves, its size stays."""
        if self.is_identity:
            return box
        x, y = self.source(np.array([(box.x0 + box.x1) / 2]), np.array([(box.y0 + box.y1) / 2]))
        w, h = box.width / 2, box.height / 2
        cx, cy = float(x[0]), float(y[0])
        return Box(
            max(0.0, cx - w),
            max(0.0, cy - h),
            min(self.width, cx + w),
            min(self.height, cy + h),
        )


def displacement_at(factors: Sequence[float], along: Floats, across: Floats) -> Floats:
    """Return the displacement at places, all given as shares of the page."""
    result = np.zeros_like(along)
    for factor, (i, j) in zip(factors, TERMS, strict=True):
        if factor:
            result = result + factor * along**i * across**j
    return result
