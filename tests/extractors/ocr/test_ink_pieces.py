"""Connected ink of a whole page, measured."""

import cv2
import numpy as np
import pytest

from sidak.extractors.ocr.ink_pieces import measure_pieces


def test_pieces_have_their_boxes_and_areas() -> None:
    ink = np.zeros((6, 9), np.uint8)
    ink[1:3, 2:6] = ink[3, 6] = ink[5, 0] = 255
    count, labels, stats = measure_pieces(ink)
    assert count == 3
    assert (labels[2, 2], labels[3, 6], labels[5, 0], labels[0, 0]) == (1, 1, 2, 0)
    assert stats.tolist() == [[0, 0, 9, 6, 44], [2, 1, 5, 3, 9], [0, 5, 1, 1, 1]]


def test_blank_paper_has_no_pieces() -> None:
    count, labels, stats = measure_pieces(np.zeros((2, 3), np.uint8))
    assert (count, labels.any(), stats.tolist()) == (1, False, [[0, 0, 3, 2, 6]])


@pytest.mark.parametrize("share", [0.05, 0.5])
def test_the_numbers_are_those_of_opencv(share: float) -> None:
    noise = np.random.default_rng(3).random((80, 120))
    ink = np.where(noise < share, 255, 0).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    measured = measure_pieces(ink)
    assert measured.pieces == count
    assert np.array_equal(measured.labels, labels)
    assert np.array_equal(measured.stats, stats)
