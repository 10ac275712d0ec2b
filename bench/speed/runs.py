"""Time of one run over the same files with one process and with more.

Each measurement is a whole ``sidak run`` into an empty folder, in a fresh process: inbox to
release. How much quicker two processes are can only be seen on a machine that has two cores
to spare; *busy* says how many cores the run had on average.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table as Grid

from bench.speed.clock import count_cpu_seconds
from sidak.flows.batch.jobs import JobResult
from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.progress import SilentReporter
from sidak.flows.batch.run import run_inbox

TIMEOUT = 3600.0


@dataclass(frozen=True, slots=True)
class RunMeasurement:
    """What one run took.

    Attributes:
        workers: Documents read at the same time.
        documents: Documents read.
        pages: Their pages.
        reading_seconds: Time on the clock until all were read and understood.
        wall_seconds: The same until the release stood.
        cpu_seconds: Processor time of all processes.
        own_cpu_seconds: That of the process that plans, checks and writes the release: the
            part that more workers do not make quicker.
    """

    workers: int
    documents: int
    pages: int
    reading_seconds: float
    wall_seconds: float
    cpu_seconds: float
    own_cpu_seconds: float


class _RunClock(SilentReporter):
    """Notes when the last document was read."""

    def __init__(self) -> None:
        self.last = time.perf_counter()
        self.pages = 0

    def document_done(self, outcome: JobResult) -> None:
        """Note the time and the pages; called from several threads, one after another."""
        self.last = time.perf_counter()
        self.pages += outcome.pages


def measure_run_here(files: Sequence[Path], workers: int) -> RunMeasurement:
    """Run over copies of the files in this process, which must be a fresh one."""
    with tempfile.TemporaryDirectory(prefix="sidak-speed-") as folder:
        inbox = Path(folder, "inbox")
        inbox.mkdir()
        for path in files:
            shutil.copyfile(path, inbox / path.name)
        clock = _RunClock()
        begun = time.perf_counter()
        run_inbox(
            RunRequest(inbox=inbox, out=Path(folder, "curated"), workers=workers),
            reporter=clock,
        )
        ended = time.perf_counter()
    return RunMeasurement(
        workers=workers,
        documents=len(files),
        pages=clock.pages,
        reading_seconds=clock.last - begun,
        wall_seconds=ended - begun,
        cpu_seconds=count_cpu_seconds(),
        own_cpu_seconds=time.process_time(),
    )


def measure_run(files: Sequence[Path], workers: int, repeat: int = 1) -> RunMeasurement:
    """Measure runs in fresh processes and return the one that read quickest.

    Raises:
        subprocess.SubprocessError: If a run fails or takes too long.
    """
    command = [sys.executable, "-m", "bench.speed.runs", str(workers)]
    found = []
    for _ in range(repeat):
        done = subprocess.run(
            [*command, *map(str, files)],
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=True,
            cwd=Path(__file__).resolve().parents[2],
        )
        found.append(RunMeasurement(**json.loads(done.stdout.strip().splitlines()[-1])))
    return min(found, key=lambda one: one.reading_seconds)


def make_run_grid(found: Sequence[RunMeasurement]) -> Grid:
    """Make the table of runs; the last column compares with the first of them."""
    grid = Grid(title="Whole runs", header_style="bold")
    names = ("workers", "documents", "pages", "reading s", "whole s", "CPU s", "of it release")
    for name in (*names, "busy", "x"):
        grid.add_column(name, justify="right")
    for one in found:
        grid.add_row(
            str(one.workers),
            str(one.documents),
            str(one.pages),
            f"{one.reading_seconds:.1f}",
            f"{one.wall_seconds:.1f}",
            f"{one.cpu_seconds:.1f}",
            f"{one.own_cpu_seconds:.1f}",
            f"{one.cpu_seconds / one.wall_seconds:.2f}",
            f"{found[0].reading_seconds / one.reading_seconds:.2f}",
        )
    return grid


if __name__ == "__main__":
    _files = [Path(_name) for _name in sys.argv[2:]]
    print(json.dumps(asdict(measure_run_here(_files, int(sys.argv[1])))))
