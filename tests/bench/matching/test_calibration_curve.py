"""The calibration as a picture."""

from pathlib import Path

import pytest

from bench.matching.calibration_curve import CalibrationBin, draw_curve, make_bins
from bench.matching.evaluate import (
    draw_calibration,
)


def test_bins_and_their_curve() -> None:
    bins = make_bins([(0.0, False), (0.97, True), (0.97, True), (1.0, True), (1.0, False)])
    assert bins == (
        CalibrationBin(0.0, 0.01, 1, 0.0, 0),
        CalibrationBin(0.96, 0.98, 2, 0.97, 2),
        bins[2],
    )
    assert (bins[2].count, bins[2].share) == (2, 0.5)
    drawn = draw_curve(bins, "Calibration")
    assert drawn.count("<circle") == 3
    assert "auto from 0.96" in drawn


@pytest.mark.slow
def test_the_curve_in_the_docs_is_of_today() -> None:
    """If it is not: ``sidak bench matching --draw docs/pictures/matching-calibration.svg``."""
    root = Path(__file__).resolve().parents[3]
    shown = (root / "docs" / "pictures" / "matching-calibration.svg").read_text("utf-8")
    assert shown == draw_calibration()
