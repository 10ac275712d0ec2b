"""How the documents of a run are read at the same time."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from sidak.flows.batch.jobs import Job, JobResult, TransientError, make_aborted_result
from sidak.flows.batch.planning import RunPlan
from sidak.flows.batch.settings import SETTINGS
from sidak.flows.batch.summary import RunSummary
from sidak.schemas import DoubtKind

ReadDocument = Callable[[Job], JobResult]


class Executor(Protocol):
    """Carries out a run."""

    def run(self, plan: RunPlan, work: Callable[[], RunSummary]) -> RunSummary:
        """Do the work of a run, which calls ``map``, and return its summary."""

    def map(self, read: ReadDocument, jobs: Sequence[Job], workers: int) -> list[JobResult]:
        """Read the documents of jobs, ``workers`` at a time; results in the order of jobs.

        A ``TransientError`` of ``read`` is tried again, and ends as an aborted result.
        """


class ThreadExecutor:
    """Reads documents in threads of this process, without Prefect.

    Args:
        retry_delays: Seconds to wait before each further try.
    """

    def __init__(self, retry_delays: tuple[float, ...] | None = None) -> None:
        self._retry_delays = SETTINGS.retry_delays if retry_delays is None else retry_delays

    def run(self, plan: RunPlan, work: Callable[[], RunSummary]) -> RunSummary:
        """Do the work of a run."""
        return work()

    def map(self, read: ReadDocument, jobs: Sequence[Job], workers: int) -> list[JobResult]:
        """Read the documents of jobs; see :class:`Executor`."""

        def read_with_retries(job: Job) -> JobResult:
            deaths = 0
            for delay in (*self._retry_delays, None):
                try:
                    return read(job)
                except TransientError as error:
                    deaths += error.doubt.kind is DoubtKind.PROCESS_DIED
                    if delay is None or deaths >= SETTINGS.most_deaths:
                        return make_aborted_result(job, error)
                    time.sleep(delay)
            raise AssertionError("the last try returns")

        threads = ThreadPoolExecutor(workers)
        try:
            return list(threads.map(read_with_retries, jobs))
        finally:
            # After Ctrl-C nothing is waited for: the processes are about to be killed.
            threads.shutdown(wait=False, cancel_futures=True)
