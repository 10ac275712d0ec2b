"""The sheet of paper in a photograph: where it lies, and how it is seen from the side.

A photograph shows the table that the sheet lies on, darker than paper, and the sheet as a
quadrilateral. It is made a rectangle of the same size in the middle of the page.
"""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from sidak.extractors.ocr.engine import BinaryImage, GreyImage
from sidak.extractors.ocr.settings import SETTINGS

#: Four corners in pixels: upper left, upper right, lower right, lower left.
Corners = npt.NDArray[np.float64]


def find_paper(grey: GreyImage) -> Corners | None:
    """Find the corners of a sheet that lies on something darker; ``None`` without one.

    Args:
        grey: The page as rendered.
    """
    own = SETTINGS.paper
    factor = own.working_side / max(grey.shape)
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(small, 5)
    best: Corners | None = None
    most = 0.0
    for threshold in own.thresholds:
        found = _find_quadrilateral(np.asarray(small, np.uint8), threshold)
        if found is not None and found[1] > most:
            best, most = found
    return None if best is None else best / factor


def _find_quadrilateral(grey: GreyImage, threshold: int) -> tuple[Corners, float] | None:
    """Find the light quadrilateral of a picture, and its area: that of a shadow is smaller."""
    own = SETTINGS.paper
    light = np.where(grey > threshold, 255, 0).astype(np.uint8)
    light = np.asarray(cv2.morphologyEx(light, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)))
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    hull: Any = cv2.convexHull(max(outlines, key=cv2.contourArea))
    reach = own.most_deviation * cv2.arcLength(hull, True)
    corners = np.asarray(cv2.approxPolyDP(hull, reach, True), np.float64).reshape(-1, 2)
    if len(corners) != 4:
        return None
    corners = _order(corners)
    area = float(cv2.contourArea(corners.astype(np.float32)))
    filled = float(sum(cv2.contourArea(outline) for outline in outlines))
    if area < own.least_area * grey.size or not _is_lying_free(corners, grey.shape):
        return None
    fit = min(area, filled) / max(area, filled)
    return (corners, area) if fit >= own.least_fit else None


def _order(corners: Corners) -> Corners:
    """Order corners: upper left, upper right, lower right, lower left."""
    across, down = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [across.argmin(), down.argmax(), across.argmax(), down.argmin()]
    return corners[order]


def _is_lying_free(corners: Corners, shape: Sequence[int]) -> bool:
    """Return True if a sheet lies apart from the border of the picture on three sides."""
    height, width = shape[0], shape[1]
    least = SETTINGS.paper.least_margin * max(shape)
    xs, ys = corners[:, 0], corners[:, 1]
    margins = (
        min(xs[0], xs[3]),
        min(ys[0], ys[1]),
        width - 1 - max(xs[1], xs[2]),
        height - 1 - max(ys[2], ys[3]),
    )
    return len(set(map(tuple, corners))) == 4 and sum(m >= least for m in margins) >= 3


def find_view(corners: Corners, width: float, height: float) -> tuple[float, ...]:
    """Return how the flat sheet, in the middle of the page, is seen in the picture.

    Args:
        corners: The sheet in the picture, in any unit.
        width: Width of the page in that unit.
        height: Height of the page.

    Returns:
        Nine factors of a projection from the flat page to the picture.
    """
    above, right, below, left = (
        float(np.hypot(*(corners[(k + 1) % 4] - corners[k]))) for k in range(4)
    )
    w, h = (above + below) / 2, (left + right) / 2
    x0, y0 = (width - w) / 2, (height - h) / 2
    flat = np.array([(x0, y0), (x0 + w, y0), (x0 + w, y0 + h), (x0, y0 + h)], np.float32)
    view = cv2.getPerspectiveTransform(flat, corners.astype(np.float32))
    return tuple(float(v) for v in np.asarray(view).ravel())


def cover_table(
    grey: GreyImage, ink: BinaryImage, corners: Corners, edge: int
) -> tuple[GreyImage, BinaryImage]:
    """Make everything but the sheet white paper without ink.

    Args:
        grey: The picture.
        ink: Its ink.
        corners: The sheet.
        edge: Width of the rim of the sheet that is covered too, in pixels.
    """
    sheet = np.zeros_like(ink)
    cv2.fillConvexPoly(sheet, np.round(corners).astype(np.int32), (255,))
    sheet = np.asarray(cv2.erode(sheet, np.ones((2 * edge + 1, 2 * edge + 1), np.uint8)))
    return (
        np.where(sheet > 0, grey, 255).astype(np.uint8),
        np.where(sheet > 0, ink, 0).astype(np.uint8),
    )
