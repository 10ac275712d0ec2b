"""How the work of a run is done at the same time."""

import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from sidak.flows.batch.jobs import Job, JobResult, TransientError, make_aborted_result
from sidak.flows.batch.planning import RunPlan
from sidak.flows.batch.region_steps import PartVerdict
from sidak.flows.batch.regions import RegionDiedError, RegionJob
from sidak.flows.batch.settings import SETTINGS
from sidak.flows.batch.summary import RunSummary
from sidak.schemas import DoubtKind, SidakError

if TYPE_CHECKING:
    from sidak.publishers import PartFacts

T = TypeVar("T")
R = TypeVar("R")
ReadDocument = Callable[[Job], JobResult]


class RegionSteps(Protocol):
    """The steps by which the part of a region is made, for ``size`` regions at a time."""

    @property
    def size(self) -> int:
        """How many regions are made at the same time."""

    def reconcile(self, job: RegionJob) -> Mapping[str, int]:
        """Compare its documents and write its tables."""

    def validate(self, job: RegionJob) -> PartVerdict:
        """Check them against the data contract."""

    def publish(self, job: RegionJob) -> "PartFacts":
        """Write its audit pages and finish its part."""


@dataclass(frozen=True, slots=True)
class RegionOutcome:
    """What became of a region.

    Attributes:
        job: The region.
        facts: Its part; ``None`` if none could be made.
        error: Why none could be made.
    """

    job: RegionJob
    facts: "PartFacts | None" = None
    error: str = ""


class Executor(Protocol):
    """Carries out a run."""

    def run(self, plan: RunPlan, work: Callable[[], RunSummary]) -> RunSummary:
        """Do the work of a run, which calls the other methods, and return its summary."""

    def map(self, read: ReadDocument, jobs: Sequence[Job], workers: int) -> list[JobResult]:
        """Read the documents of jobs, ``workers`` at a time; results in the order of jobs.

        A ``TransientError`` of ``read`` is tried again, and ends as an aborted result.
        """

    def map_regions(
        self, steps: RegionSteps, jobs: Sequence[RegionJob], workers: int
    ) -> list[RegionOutcome]:
        """Make the parts of regions, ``workers`` at a time; in the order of jobs.

        Raises:
            OSError: If something cannot be written.
        """

    def assemble(self, work: Callable[[], T]) -> T:
        """Do the last step of a run, which puts the release together."""


class ThreadExecutor:
    """Works in threads of this process, without Prefect.

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

        return map_in_threads(read_with_retries, jobs, workers)

    def map_regions(
        self, steps: RegionSteps, jobs: Sequence[RegionJob], workers: int
    ) -> list[RegionOutcome]:
        """Make the parts of regions; see :class:`Executor`."""

        def make(job: RegionJob) -> "PartFacts":
            steps.reconcile(job)
            steps.validate(job)
            return steps.publish(job)

        def make_part(job: RegionJob) -> RegionOutcome:
            return make_region(job, make)

        return map_in_threads(make_part, jobs, workers)

    def assemble(self, work: Callable[[], T]) -> T:
        """Do the last step of a run."""
        return work()


def make_region(job: RegionJob, make: "Callable[[RegionJob], PartFacts]") -> RegionOutcome:
    """Make the part of a region, from its first step again if its process died.

    Args:
        job: The region.
        make: Does all steps.

    Raises:
        OSError: If something cannot be written.
    """
    deaths = 0
    while True:
        try:
            return RegionOutcome(job, make(job))
        except OSError:
            raise
        except RegionDiedError as error:
            deaths += 1
            if deaths == SETTINGS.most_deaths:
                return RegionOutcome(job, error=describe_error(error))
        except Exception as error:  # noqa: BLE001 - the fence between regions
            return RegionOutcome(job, error=describe_error(error))


def map_in_threads(work: Callable[[T], R], tasks: Sequence[T], workers: int) -> list[R]:
    """Do one thing to all tasks, ``workers`` at a time; results in their order."""
    threads = ThreadPoolExecutor(max(1, workers))
    try:
        return list(threads.map(work, tasks))
    finally:
        # After Ctrl-C nothing is waited for: the processes are about to be killed.
        threads.shutdown(wait=False, cancel_futures=True)


def describe_error(error: BaseException) -> str:
    """Return why a region could not be made, on one line."""
    name = "" if isinstance(error, SidakError) else f"{type(error).__name__}: "
    return f"{name}{' '.join(str(error).split())}"[: SETTINGS.longest_message]
