"""The bookkeeping of timed runs; a run itself is done once, over the smallest report."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from bench.speed.runs import RunMeasurement, make_run_grid, measure_run_here

SAMPLE = Path(__file__).resolve().parents[3] / "raw" / "samples" / "pk-bappeda-2022.pdf"


def test_the_table_compares_with_the_first_run() -> None:
    found = [
        RunMeasurement(1, 8, 783, 40.0, 50.0, 49.0, 10.0),
        RunMeasurement(2, 8, 783, 20.0, 30.0, 51.0, 10.0),
    ]
    text = io.StringIO()
    Console(width=140, file=text).print(make_run_grid(found))
    lines = [" ".join(line.replace("│", " ").split()) for line in text.getvalue().splitlines()]
    assert "1 8 783 40.0 50.0 49.0 10.0 0.98 1.00" in lines
    assert "2 8 783 20.0 30.0 51.0 10.0 1.70 2.00" in lines


@pytest.mark.slow
def test_a_run_is_timed_from_inbox_to_release() -> None:
    found = measure_run_here([SAMPLE], 1)
    assert (found.workers, found.documents, found.pages) == (1, 1, 1)
    assert 0 < found.reading_seconds <= found.wall_seconds
