"""Dewarping a scanned page: skew, perspective and a curl of the paper taken out.

A rotation takes out the skew. What is left shows in the rulings, which should be straight: a
smooth displacement of low order is fitted that makes them so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.pdf.page_transform import (
    NO_DISPLACEMENT,
    TERMS,
    Floats,
    PageTransform,
    displacement_at,
)

#: Points of a ruling that a displacement is fitted to.
FITTED_POINTS = 24
#: Mesh, in pixels, of the net on which the map of a page is worked out.
MESH = 16


@dataclass(frozen=True, slots=True)
class RulingTrace:
    """Where a ruling runs: ``along`` it and ``across`` it, in pixels."""

    along: Floats
    across: Floats


def fit_displacement(
    traces: Sequence[RulingTrace], length: float, breadth: float
) -> tuple[float, ...]:
    """Fit the displacement that makes rulings straight.

    Args:
        traces: Where the rulings run.
        length: Size of the page along the rulings, in pixels.
        breadth: Size of the page across them, in pixels.

    Returns:
        Factors of ``TERMS`` in shares of the page; zeros where too little is known.
    """
    own = SETTINGS.dewarp
    long = [t for t in traces if t.along[-1] - t.along[0] >= own.long_ruling * length]
    if len(long) < own.least_rulings:
        return NO_DISPLACEMENT
    rows, values = [], []
    for trace in long:
        keep = np.linspace(0, len(trace.along) - 1, FITTED_POINTS).astype(int)
        u, v = trace.along[keep] / length, trace.across[keep] / breadth
        middle = np.full_like(v, np.median(v))
        terms = np.stack([u**i * middle**j for i, j in TERMS], axis=1)
        # only differences along a ruling count: its own position is free
        rows.append(terms - terms.mean(axis=0))
        values.append(v - v.mean())
    factors = _fit_robustly(np.concatenate(rows), np.concatenate(values))
    corners = np.array([0.0, 0.5, 1.0])
    u, v = np.meshgrid(corners, corners)
    if np.abs(displacement_at(factors, u, v)).max() > own.most_displacement:
        return NO_DISPLACEMENT
    return factors


def _fit_robustly(matrix: Floats, goal: Floats) -> tuple[float, ...]:
    """Solve a ridge regression in which outliers lose weight."""
    ridge = SETTINGS.dewarp.ridge * np.eye(len(TERMS))
    weights = np.ones(len(goal))
    factors = np.zeros(len(TERMS))
    for _ in range(4):
        weighted = matrix * weights[:, None]
        solved = np.linalg.solve(matrix.T @ weighted + ridge, weighted.T @ goal)
        factors = np.asarray(solved, np.float64)
        residuals = np.abs(goal - matrix @ factors)
        # a few segments that are no rulings must not bend the page
        weights = 1 / np.maximum(1.0, residuals / (2 * np.median(residuals) + 1e-9))
    return tuple(float(f) for f in factors)


def dewarp(image: GreyImage, transform: PageTransform, scale: float) -> GreyImage:
    """Return the straightened image.

    Args:
        image: The page, grey.
        transform: How the straightened page lies on it.
        scale: Points per pixel.
    """
    height, width = image.shape
    # the displacement is smooth: it is worked out on a net, one mesh larger than the page on
    # every side, and interpolated
    xs, ys = np.meshgrid(
        (np.arange(width // MESH + 3) - 0.5) * MESH,
        (np.arange(height // MESH + 3) - 0.5) * MESH,
    )
    size = (xs.shape[1] * MESH, xs.shape[0] * MESH)
    inside = np.s_[MESH : MESH + height, MESH : MESH + width]
    map_x, map_y = (
        np.ascontiguousarray(cv2.resize((v / scale - 0.5).astype(np.float32), size)[inside])
        for v in transform.source(xs * scale, ys * scale)
    )
    mapped = cv2.remap(
        image,
        map_x,
        map_y,
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    return np.asarray(mapped, np.uint8)
