"""Connected ink of a whole page, measured."""

from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from sidak.extractors.ocr.engine import BinaryImage


class InkPieces(NamedTuple):
    """Connected ink, as ``cv2.connectedComponentsWithStats`` tells it.

    Attributes:
        pieces: How many, the paper counted as the first.
        labels: The number of the piece of each pixel.
        stats: Left, top, width, height and area of each piece, in the order of the constants
            ``cv2.CC_STAT_*``; the paper is taken to reach to all edges.
    """

    pieces: int
    labels: npt.NDArray[np.int32]
    stats: npt.NDArray[np.int32]


def measure_pieces(ink: BinaryImage) -> InkPieces:
    """Measure the connected ink of an image that is mostly paper.

    The same numbers as those of OpenCV in half the time: only pixels of ink are counted.
    """
    count, numbers = cv2.connectedComponents(ink, connectivity=8)
    labels = np.asarray(numbers, np.int32)
    height, width = ink.shape
    left, top = np.full(count, width, np.int32), np.zeros(count, np.int32)
    right, bottom = np.zeros(count, np.int32), np.zeros(count, np.int32)
    area = np.zeros(count, np.int32)
    found = cv2.findNonZero(ink)
    if found is not None:
        # from top to bottom
        x, y = np.asarray(found, np.int32).reshape(-1, 2).T
        own = labels[y, x]
        np.minimum.at(left, own, x)
        np.maximum.at(right, own, x)
        bottom[own] = y
        top[own[::-1]] = y[::-1]
        area = np.bincount(own, minlength=count).astype(np.int32)
    stats = np.stack([left, top, right - left + 1, bottom - top + 1, area], axis=1)
    stats[0] = 0, 0, width, height, ink.size - area.sum()
    return InkPieces(count, labels, stats)
