"""Straightening a scanned page: skew, perspective and a curl of the paper taken out.

A turn takes out the skew; what is left shows in the rules, which should be straight: a
smooth displacement of low order is fitted that makes them so. Every place on the
straightened page can be mapped back.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from sidak.schemas import Box

Floats = npt.NDArray[np.float64]

#: Orders of the displacement along a rule (first) and across (second).
TERMS = ((1, 0), (2, 0), (1, 1), (2, 1), (3, 0), (1, 2))
#: Fewest rules of a length worth fitting to, and that length as a share of the page.
LEAST_TRACES, LONG_SHARE = 3, 0.12
#: Mesh of the net on which displacements are worked out, in pixels.
MESH = 16
#: A displacement larger than this share of the page is not believed.
MOST_DISPLACEMENT = 0.03


@dataclass(frozen=True, slots=True)
class RulingTrace:
    """Where a rule runs: ``along`` the rule and ``across`` it, in pixels."""

    along: Floats
    across: Floats


@dataclass(frozen=True, slots=True)
class PageTransform:
    """How a straightened page lies on the page it was made from, both in points.

    Attributes:
        width: Width of the page.
        height: Height of the page.
        skew: Degrees by which the page was turned clockwise about its middle.
        displacement_y: Factors of ``TERMS`` by which y is displaced, along x.
        displacement_x: Factors of ``TERMS`` by which x is displaced, along y.
    """

    width: float
    height: float
    skew: float = 0.0
    displacement_y: tuple[float, ...] = (0.0,) * len(TERMS)
    displacement_x: tuple[float, ...] = (0.0,) * len(TERMS)

    @property
    def is_identity(self) -> bool:
        """Whether nothing is displaced."""
        return not self.skew and not any(self.displacement_y) and not any(self.displacement_x)

    def source(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return where places on the straightened page come from."""
        u, v = x / self.width, y / self.height
        moved_y = y + self.height * displacement_at(self.displacement_y, u, v)
        moved_x = x + self.width * displacement_at(self.displacement_x, v, u)
        cos, sin = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        dx, dy = moved_x - self.width / 2, moved_y - self.height / 2
        return (
            self.width / 2 + cos * dx + sin * dy,
            self.height / 2 - sin * dx + cos * dy,
        )

    def box(self, box: Box) -> Box:
        """Map a box back: its middle moves, its size stays."""
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
    """Return the displacement at places given as shares of the page."""
    result = np.zeros_like(along)
    for factor, (i, j) in zip(factors, TERMS, strict=True):
        if factor:
            result = result + factor * along**i * across**j
    return result


def fit_displacement(
    traces: Sequence[RulingTrace], length: float, breadth: float
) -> tuple[float, ...]:
    """Fit the displacement that makes rules straight.

    Args:
        traces: Where the rules run, in pixels.
        length: Size of the page along the rules, in pixels.
        breadth: Size of the page across them.

    Returns:
        Factors of ``TERMS`` in shares of the page; zeros where too little is known.
    """
    plain = (0.0,) * len(TERMS)
    long = [t for t in traces if t.along[-1] - t.along[0] >= LONG_SHARE * length]
    if len(long) < LEAST_TRACES:
        return plain
    rows, values = [], []
    for trace in long:
        keep = np.linspace(0, len(trace.along) - 1, 24).astype(int)
        u, v = trace.along[keep] / length, trace.across[keep] / breadth
        middle = np.full_like(v, np.median(v))
        terms = np.stack([u**i * middle**j for i, j in TERMS], axis=1)
        # only differences along a rule say anything: its own height is free
        rows.append(terms - terms.mean(axis=0))
        values.append(v - v.mean())
    matrix, goal = np.concatenate(rows), np.concatenate(values)
    ridge = 1e-3 * np.eye(len(TERMS))
    weights = np.ones(len(goal))
    factors = np.zeros(len(TERMS))
    for _ in range(4):
        weighted = matrix * weights[:, None]
        factors = np.linalg.solve(matrix.T @ weighted + ridge, weighted.T @ goal)
        rest = np.abs(goal - matrix @ factors)
        # a few rules that are no rules must not bend the page
        weights = 1 / np.maximum(1.0, rest / (2 * np.median(rest) + 1e-9))
    corners = np.array([0.0, 0.5, 1.0])
    u, v = np.meshgrid(corners, corners)
    if np.abs(displacement_at(tuple(factors), u, v)).max() > MOST_DISPLACEMENT:
        return plain
    return tuple(float(f) for f in factors)


def dewarp(
    picture: npt.NDArray[np.uint8], warp: PageTransform, scale: float
) -> npt.NDArray[np.uint8]:
    """Draw the straightened page.

    Args:
        picture: The page, grey.
        warp: How it lies.
        scale: Points per pixel.
    """
    height, width = picture.shape
    # the displacement is smooth: it is worked out on a coarse net and drawn in between
    # the net reaches one mesh over the edges
    xs, ys = np.meshgrid(
        (np.arange(width // MESH + 3) - 0.5) * MESH,
        (np.arange(height // MESH + 3) - 0.5) * MESH,
    )
    x, y = warp.source(xs * scale, ys * scale)
    fine = (xs.shape[1] * MESH, xs.shape[0] * MESH)
    map_x, map_y = (
        np.ascontiguousarray(
            cv2.resize((v / scale - 0.5).astype(np.float32), fine)[
                MESH : MESH + height, MESH : MESH + width
            ]
        )
        for v in (x, y)
    )
    drawn = cv2.remap(
        picture,
        map_x,
        map_y,
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    return np.asarray(drawn, np.uint8)
