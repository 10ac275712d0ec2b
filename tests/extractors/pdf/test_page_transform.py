"""Boxes of a straightened page mapped back to the page as scanned."""

import pytest

from sidak.extractors.pdf.page_transform import PageTransform
from sidak.schemas import Box


def test_a_box_of_the_straightened_page_is_mapped_back() -> None:
    assert PageTransform(600, 800).box(Box(10, 20, 30, 40)) == Box(10, 20, 30, 40)
    moved = PageTransform(600, 800, skew=90).box(Box(290, 100, 310, 120))
    assert (moved.x0 + moved.x1) / 2 == pytest.approx(10, abs=1)
    assert (moved.y0 + moved.y1) / 2 == pytest.approx(400, abs=1)
