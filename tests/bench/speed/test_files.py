"""The speed benchmark's own bookkeeping; the readers themselves are not timed here."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bench.speed import files as speed
from bench.speed.evaluate import SpeedOptions, run_speed
from bench.speed.files import Measurement, make_grid, measure, measure_here


@pytest.fixture
def _counting_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(speed.READERS, "sidak", lambda: lambda path: (4, 2))


@pytest.mark.usefixtures("_counting_reader")
def test_a_measurement_counts_pages_tables_and_memory(tmp_path: Path) -> None:
    found = measure_here("sidak", tmp_path / "a.pdf")
    assert (found.reader, found.file, found.pages, found.tables) == ("sidak", "a.pdf", 4, 2)
    assert found.peak_mb > 1
    assert 0 <= found.cpu_seconds < 1


def test_the_quickest_run_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = iter([Measurement("sidak", "a.pdf", 4, 2, 9.0, cpu) for cpu in (3.0, 1.0, 2.0)])
    monkeypatch.setattr(speed, "_measure_once", lambda *_: next(runs))
    assert measure("sidak", Path("a.pdf"), repeat=3).cpu_seconds == 1.0


def test_the_table_compares_with_sidak() -> None:
    found = [
        Measurement("sidak", "a.pdf", 10, 3, 1.2, 1.0, 80.0),
        Measurement("pdfplumber", "a.pdf", 10, 4, 4.2, 4.0, 120.0),
        Measurement("camelot", "a.pdf", failure="broken"),
    ]
    text = io.StringIO()
    Console(width=140, file=text).print(make_grid(found))
    lines = [" ".join(line.replace("│", " ").split()) for line in text.getvalue().splitlines()]
    assert "a sidak 10 3 1.20 1.00 0.1000 80 1.0" in lines
    assert "a pdfplumber 10 4 4.20 4.00 0.4000 120 4.0" in lines
    assert "a camelot - - broken" in lines


def test_a_failed_run_is_named_and_fails_the_benchmark(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(reader: str, path: Path, _timeout: float) -> Measurement:
        return Measurement(reader, path.name, failure="x")

    monkeypatch.setattr(speed, "_measure_once", fail)
    target = tmp_path / "speed.json"
    options = SpeedOptions([Path("a.pdf")], readers="camelot", json=target)
    assert run_speed(options) == 1
    assert [one["failure"] for one in json.loads(target.read_text())] == ["x"]
