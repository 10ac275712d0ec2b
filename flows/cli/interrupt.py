"""Ctrl-C: the run ends at once, says what is kept, and leaves no process behind.

Prefect would try for a minute and a half to tell its server, which the same Ctrl-C has ended.
Nothing needs to be put away: what was read is in the cache, no release is ever half written.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from sidak.flows.batch.jobs import JobResult
from sidak.flows.batch.progress import Reporter

#: Seconds that processes have to end by themselves.
_PATIENCE = 1.0


class CountingReporter:
    """Counts what is done, for those who break off.

    Args:
        inner: The reporter that shows it.
    """

    def __init__(self, inner: Reporter) -> None:
        self._inner = inner
        self.total = 0
        self.done = 0

    def note(self, text: str) -> None:
        """Report an event."""
        self._inner.note(text)

    def start(self, documents: int) -> None:
        """Report how many documents will be read."""
        self.total += documents
        self._inner.start(documents)

    def document_done(self, outcome: JobResult) -> None:
        """Report that a document is done."""
        self.done += 1
        self._inner.document_done(outcome)

    def start_regions(self, regions: int) -> None:
        """Report how many regions will be checked and written."""
        self._inner.start_regions(regions)

    def region_done(self, name: str) -> None:
        """Report that a region is done."""
        self._inner.region_done(name)


@contextlib.contextmanager
def end_on_signals(reporter: CountingReporter) -> Iterator[None]:
    """End this process at once on Ctrl-C or SIGTERM, with 130 or 143, inside the block.

    Args:
        reporter: What was done is told by it.
    """

    def end(number: int, frame: FrameType | None) -> None:
        print(
            f"\nsidak: interrupted; {reporter.done} of {reporter.total} documents are kept, "
            "run again to go on",
            file=sys.stderr,
            flush=True,
        )
        end_children()
        os._exit(128 + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def end_children() -> None:
    """End the processes that this one has started: workers and Prefect's own server."""
    children = list_children()
    for child in children:
        _kill(child, signal.SIGTERM)
    deadline = time.monotonic() + _PATIENCE
    while any(Path(f"/proc/{child}").exists() for child in children):
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    for child in children:
        _kill(child, signal.SIGKILL)


def list_children() -> list[int]:
    """Return the ids of the processes that this one has started; none where nobody knows."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def _kill(child: int, number: signal.Signals) -> None:
    try:
        os.kill(child, number)
    except ProcessLookupError:
        return
