"""Documents and regions on the workers of a Dask cluster, each in a guarded process there.

Inbox and curated folder lie on a path that all workers see. A worker that dies loses nothing:
Dask gives its work to another. Dask is imported when a run asks for it.
"""

import functools
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sidak.flows.batch.jobs import Job, JobContext, JobResult
from sidak.flows.batch.region_steps import PartVerdict
from sidak.flows.batch.regions import RegionJob
from sidak.flows.batch.worker_pool import JobHandlers, RegionPool, WorkerPool

if TYPE_CHECKING:
    from sidak.publishers import PartFacts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GuardSettings:
    """What a worker needs to know to read documents.

    Attributes:
        context: What the handlers need besides the job.
        handlers: What is done with a job.
        timeout: Seconds that one step of a job may take.
        memory: Most memory that a process may hold, in MiB.
    """

    context: JobContext
    handlers: JobHandlers
    timeout: float
    memory: int


class DaskCluster:
    """A connection to a cluster, or a cluster of this machine's own.

    Args:
        address: Address of the scheduler, such as ``"tcp://host:8786"``; empty for a cluster
            of processes on this machine.
        workers: Processes of a cluster of our own.
    """

    def __init__(self, address: str, workers: int) -> None:
        import dask
        from distributed import Client, LocalCluster

        self._own = None
        if not address:
            # Workers start processes of their own, which daemons may not.
            with dask.config.set({"distributed.worker.daemon": False}):
                self._own = LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None
                )
        self._client = Client(self._own or address)

    @property
    def size(self) -> int:
        """How much can be done at the same time."""
        return max(1, int(sum(self._client.nthreads().values())))

    def call(self, title: str, work: Callable[[], T]) -> T:
        """Do something on a worker and return its result.

        Args:
            title: Name of the task, as the dashboard shows it.
            work: A picklable function.
        """
        key = f"{title}-{uuid.uuid4().hex[:12]}"
        found: Any = self._client.submit(work, key=key, pure=False).result()
        return found  # type: ignore[no-any-return]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._client.close()
        if self._own is not None:
            self._own.close()


class DaskWorkerPool:
    """Reads documents on a cluster; see ``WorkerPool``.

    Args:
        cluster: The cluster.
        guard: Limits and handlers.
    """

    def __init__(self, cluster: DaskCluster, guard: GuardSettings) -> None:
        self._cluster = cluster
        self._guard = guard
        self.size = cluster.size

    def read(self, job: Job) -> JobResult:
        """Do a job on the next idle worker; see ``WorkerPool.read``."""
        return self._cluster.call("read document", partial(read_on_worker, job, self._guard))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing is left to do."""


class DaskRegionPool:
    """Makes parts of regions on a cluster; see ``RegionPool``.

    Args:
        cluster: The cluster.
        handlers: What is done with a region.
        log: File for what libraries print.
    """

    def __init__(self, cluster: DaskCluster, handlers: JobHandlers, log: Path) -> None:
        self._cluster = cluster
        self._handlers = handlers
        self._log = log
        self.size = cluster.size

    def reconcile(self, job: RegionJob) -> Mapping[str, int]:
        """Compare its documents and write its tables."""
        return self._call("reconcile", job)  # type: ignore[no-any-return]

    def validate(self, job: RegionJob) -> PartVerdict:
        """Check them against the data contract."""
        return self._call("validate", job)  # type: ignore[no-any-return]

    def publish(self, job: RegionJob) -> "PartFacts":
        """Write its audit pages and finish its part."""
        return self._call("publish", job)  # type: ignore[no-any-return]

    def _call(self, step: str, job: RegionJob) -> Any:
        work = partial(make_on_worker, step, job, self._handlers, self._log)
        return self._cluster.call(f"{step} region", work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        """Nothing is left to do."""


def read_on_worker(job: Job, guard: GuardSettings) -> JobResult:
    """Run on a worker of Dask: read a document in a guarded process."""
    return _open_documents(guard).read(job)


def make_on_worker(step: str, job: RegionJob, handlers: JobHandlers, log: Path) -> Any:
    """Run on a worker of Dask: do one step of a region in a guarded process."""
    return getattr(_open_regions(handlers, log), step)(job)


@functools.lru_cache(maxsize=1)
def _open_documents(guard: GuardSettings) -> WorkerPool:
    """Return the guarded process of a worker; it ends with the worker."""
    return WorkerPool(
        1, guard.context, guard.handlers, timeout=guard.timeout, memory=guard.memory
    )


@functools.lru_cache(maxsize=1)
def _open_regions(handlers: JobHandlers, log: Path) -> RegionPool:
    return RegionPool(1, handlers, log)
