"""Progress of a run, for a terminal or a log."""

import sys
import threading
from typing import TYPE_CHECKING, Protocol, Self

from sidak.flows.batch.jobs import JobResult
from sidak.schemas import describe

if TYPE_CHECKING:
    from rich.progress import TaskID


class Reporter(Protocol):
    """Reports the progress of a run; called from several threads."""

    def note(self, text: str) -> None:
        """Report an event."""

    def start(self, documents: int) -> None:
        """Report how many documents will be read."""

    def document_done(self, outcome: JobResult) -> None:
        """Report that a document is done."""

    def start_regions(self, regions: int) -> None:
        """Report how many regions will be checked and written."""

    def region_done(self, name: str) -> None:
        """Report that a region is done."""


class SilentReporter:
    """Reports nothing."""

    def note(self, text: str) -> None:
        """Do nothing."""

    def start(self, documents: int) -> None:
        """Do nothing."""

    def document_done(self, outcome: JobResult) -> None:
        """Do nothing."""

    def start_regions(self, regions: int) -> None:
        """Do nothing."""

    def region_done(self, name: str) -> None:
        """Do nothing."""


class LineReporter:
    """One plain line per event on standard error, for logs and pipes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._total = 0
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing is left to do."""

    def note(self, text: str) -> None:
        """Print a line."""
        with self._lock:
            print(text, file=sys.stderr, flush=True)

    def start(self, documents: int) -> None:
        """Remember the number for the lines to come."""
        self._total = documents

    def document_done(self, outcome: JobResult) -> None:
        """Print one line for a document."""
        with self._lock:
            self._done += 1
            place = f"[{self._done}/{self._total}]"
            print(f"{place} {describe_result(outcome)}", file=sys.stderr, flush=True)

    def start_regions(self, regions: int) -> None:
        """Remember the number for the lines to come."""
        self._total, self._done = regions, 0

    def region_done(self, name: str) -> None:
        """Print one line for a region."""
        with self._lock:
            self._done += 1
            print(f"[{self._done}/{self._total}] {name}", file=sys.stderr, flush=True)


class BarReporter:
    """A progress bar; documents that are not "ok" leave a line above it."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeElapsedColumn as Elapsed

        self._progress: Progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            Elapsed(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._progress.stop()

    def note(self, text: str) -> None:
        """Show what is going on beside the bar."""
        if self._task is None:
            self._progress.console.print(text, markup=False, highlight=False)
        else:
            self._progress.update(self._task, description=text)

    def start(self, documents: int) -> None:
        """Show the bar."""
        self._task = self._progress.add_task("reading", total=documents)
        self._progress.start()

    def document_done(self, outcome: JobResult) -> None:
        """Move the bar by one document."""
        if self._task is not None:
            self._progress.advance(self._task)
        if outcome.document_status != "ok":
            self._progress.console.print(
                describe_result(outcome), markup=False, highlight=False
            )

    def start_regions(self, regions: int) -> None:
        """Show a second bar."""
        self._progress.start()
        self._task = self._progress.add_task("regions", total=regions)

    def region_done(self, name: str) -> None:
        """Move the bar by one region."""
        if self._task is not None:
            self._progress.advance(self._task)


def make_reporter() -> "BarReporter | LineReporter":
    """Return a bar for a terminal, plain lines for anything else."""
    return BarReporter() if sys.stderr.isatty() else LineReporter()


def describe_result(outcome: JobResult) -> str:
    """Return one line on what came of a document."""
    status = outcome.document_status or outcome.status.value
    pages = f", {outcome.pages} pages" if outcome.pages else ""
    reason = f": {describe(outcome.reasons)}" if outcome.reasons else ""
    return f"{outcome.name}: {status}{pages}, {outcome.seconds:.1f} s{reason}"
