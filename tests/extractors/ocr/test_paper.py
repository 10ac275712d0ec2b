"""The sheet of paper in a photograph."""

import cv2
import numpy as np
import pytest

from sidak.extractors.ocr.engine import GreyImage
from sidak.extractors.ocr.page import deskew_and_dewarp
from sidak.extractors.ocr.paper import cover_table, find_paper, find_view
from sidak.extractors.ocr.preprocess import PageImage
from sidak.extractors.pdf.page_transform import PageTransform
from sidak.schemas import Box

CORNERS = np.array([(70, 40), (760, 60), (740, 560), (40, 540)], np.float64)


def photograph(*, table: int = 60, shadow: float = 1.0) -> GreyImage:
    """Draw a sheet with two rulings on a table, its left half in shadow."""
    sheet = np.full((500, 700), 235, np.uint8)
    sheet[100:103, 50:650] = 20
    sheet[400:403, 50:650] = 20
    flat = np.array([(0, 0), (700, 0), (700, 500), (0, 500)], np.float32)
    view = cv2.getPerspectiveTransform(flat, CORNERS.astype(np.float32))
    seen = cv2.warpPerspective(sheet, view, (800, 600), borderValue=(table,))
    light = np.ones((600, 800))
    light[:, :400] = shadow
    return np.asarray(seen * light, np.uint8)


@pytest.mark.parametrize(("table", "shadow"), [(60, 1.0), (20, 0.7), (110, 0.9)])
def test_a_sheet_on_a_darker_table_is_found(table: int, shadow: float) -> None:
    found = find_paper(photograph(table=table, shadow=shadow))
    assert found is not None
    assert np.abs(found - CORNERS).max() < 6


def test_a_scan_has_no_table() -> None:
    scan = np.full((600, 800), 250, np.uint8)
    scan[200:203, 50:750] = 20
    assert find_paper(scan) is None
    scan[570:] = 0  # the lid of the scanner was open
    scan[:, 780:] = 0
    assert find_paper(scan) is None


def test_a_large_frame_on_white_paper_is_no_sheet() -> None:
    page = np.full((600, 800), 250, np.uint8)
    cv2.rectangle(page, (60, 60), (740, 540), (20,), 6)
    assert find_paper(page) is None


def test_the_flat_sheet_has_the_size_that_is_seen_and_stands_in_the_middle() -> None:
    transform = PageTransform(800, 600, view=find_view(CORNERS, 800, 600))
    w, h = (690.29 + 700.29) / 2, (500.4 + 500.9) / 2
    xs = np.array([400 - w / 2, 400 + w / 2, 400 + w / 2, 400 - w / 2])
    ys = np.array([300 - h / 2, 300 - h / 2, 300 + h / 2, 300 + h / 2])
    x, y = transform.source(xs, ys)
    assert np.abs(np.stack([x, y], axis=1) - CORNERS).max() < 0.5
    assert not transform.is_identity
    middle = transform.box(Box(xs[0], ys[0], xs[0], ys[0]))
    assert (middle.x0, middle.y0) == pytest.approx((70, 40), abs=0.5)


def test_the_table_is_covered_and_the_sheet_becomes_a_rectangle() -> None:
    grey = photograph()
    ink = np.where(grey < 100, 255, 0).astype(np.uint8)
    covered, left = cover_table(grey, ink, CORNERS, 4)
    assert (covered[0, 0], left[0, 0], covered[300, 60]) == (255, 0, 235)
    scan, transform = deskew_and_dewarp(PageImage(grey, ink, 72), CORNERS)
    rows = np.nonzero((scan.ink > 0).sum(axis=1) > 500)[0]
    assert len(rows) >= 4
    assert np.ptp(rows[rows < 300]) <= 4
    assert np.ptp(rows[rows > 300]) <= 4
    assert transform.view
