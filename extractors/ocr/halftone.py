"""Grey shading that a scan shows as a field of dots: taken away, so that its letters stand out.

A scan in black and white has no grey: a shaded header becomes dots, as large as a full stop and
close by one another as full stops never are. They are taken away, and with them the full stops
and commas of the numbers that stand there: what is read of those is never sure.
"""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from sidak.extractors.ocr.engine import BinaryImage
from sidak.extractors.ocr.ink_pieces import measure_pieces
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.ocr.settings import SETTINGS


def remove_halftone(scan: PageImage) -> tuple[PageImage, BinaryImage]:
    """Take the dots of shading out of a page.

    Returns:
        The page, and where it was shaded.
    """
    own = SETTINGS.halftone
    dark = np.where(scan.grey < own.dark_grey, 255, 0).astype(np.uint8)
    count, labels, stats, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    sizes = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    is_part = _find_parts(labels, count, scan)
    is_dot = (sizes <= scan.pixels(own.dot_size)) & ~is_part
    is_dot[0] = False
    places = np.round(centres[is_dot]).astype(int)
    dots = np.zeros(dark.shape, np.float32)
    dots[places[:, 1], places[:, 0]] = 1.0
    side = scan.pixels(own.window)
    crowd = cv2.boxFilter(dots, -1, (side, side), normalize=False)
    shaded = np.where(crowd >= own.least_dots, 255, 0).astype(np.uint8)
    if count < own.least_dots or not shaded.any():
        return scan, np.zeros_like(shaded)
    shaded = np.asarray(cv2.dilate(shaded, np.ones((side, side), np.uint8)), np.uint8)
    inside = np.bincount(labels[shaded > 0], minlength=count) >= stats[:, cv2.CC_STAT_AREA]
    gone = inside & (sizes <= scan.pixels(own.chain_size))
    gone &= ~is_part
    gone[0] = False
    spots = np.where(gone[labels], 255, 0).astype(np.uint8)
    around = cv2.dilate(spots, np.ones((3, 3), np.uint8)) > 0
    around &= (dark == 0) | (spots > 0)
    grey = np.where(around, 255, scan.grey).astype(np.uint8)
    ink = np.where(around, 0, scan.ink).astype(np.uint8)
    return replace(scan, grey=grey, ink=ink), shaded


def _find_parts(labels: npt.NDArray[Any], count: int, scan: PageImage) -> npt.NDArray[np.bool_]:
    """Return which components are parts of larger ink: the dots of a dotted ruling."""
    _, wholes, stats = measure_pieces(scan.ink)
    extent = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    is_long = extent > scan.pixels(SETTINGS.preprocess.dotted_length) - 2
    is_long[0] = False
    return np.bincount(labels[is_long[wholes]], minlength=count) > 0
