"""The displacement that makes rulings straight."""

import numpy as np
import pytest

from sidak.extractors.ocr.dewarp import RulingTrace, fit_displacement
from sidak.extractors.pdf.page_transform import PageTransform


def test_a_displacement_is_fitted_to_rulings_that_should_be_straight() -> None:
    along = np.arange(0.0, 1000.0, 5.0)
    traces = [
        RulingTrace(along, y + 8 * (along / 1000) ** 2) for y in (100.0, 300.0, 500.0, 700.0)
    ]
    factors = fit_displacement(traces, 1000, 800)
    transform = PageTransform(1000, 800, 0.0, factors)
    x, y = transform.source(np.array([0.0, 500.0, 1000.0]), np.full(3, 300.0))
    assert y - y[0] == pytest.approx([0, 2, 8], abs=0.5)
    assert x == pytest.approx([0, 500, 1000])
    assert fit_displacement(traces[:2], 1000, 800) == (0.0,) * 6
