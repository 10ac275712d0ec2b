"""How often digits are right, as an interval and as a picture."""

from pathlib import Path

import pytest

from bench.scan_calibration import CalibrationPoint, draw_calibration, find_interval


@pytest.mark.parametrize(
    ("right", "lines", "expected"),
    [(0, 0, (0.0, 1.0)), (10, 10, (0.722, 1.0)), (94, 100, (0.875, 0.972))],
)
def test_interval_of_a_share(right: int, lines: int, expected: tuple[float, float]) -> None:
    assert find_interval(right, lines) == pytest.approx(expected, abs=0.001)


def test_picture_is_the_same_for_the_same_measurements(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    points = [
        CalibrationPoint("grey", "both", 98, 100),
        CalibrationPoint("grey", "one alone", 3, 4),
        CalibrationPoint("one bit", "both", 40, 50),
    ]
    for name in ("a.svg", "b.svg"):
        draw_calibration(points, tmp_path / name)
    drawn = (tmp_path / "a.svg").read_text()
    assert drawn == (tmp_path / "b.svg").read_text()
    assert [text in drawn for text in ("one alone", ">50<", ">4<")] == [True, True, False]
