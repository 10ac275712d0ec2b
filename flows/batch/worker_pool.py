"""Worker processes: a document that hangs or kills its process harms no other."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from sidak.flows.batch.jobs import (
    DocumentTimeoutError,
    Job,
    JobContext,
    JobResult,
    TransientError,
)
from sidak.schemas import Doubt, DoubtKind
from sidak.schemas.system.processes import (
    GuardedPool,
    WorkerCrashedError,
    WorkerTimeoutError,
)

Handler = Callable[[Job, JobContext], JobResult]


@dataclass(frozen=True, slots=True)
class _BoundHandler:
    """A handler with the context of its jobs; travels to the processes."""

    handler: Handler
    context: JobContext

    def __call__(self, job: Job) -> JobResult:
        return self.handler(job, self.context)


class WorkerPool:
    """A fixed number of processes that read documents, shared by threads.

    Args:
        size: Number of processes.
        context: What the handler needs besides the job.
        handler: A function at the top of a module; runs in the processes.
        timeout: Seconds that one job may take.
    """

    def __init__(
        self, size: int, context: JobContext, handler: Handler, *, timeout: float
    ) -> None:
        self.size = size
        self._pool: GuardedPool[Job, JobResult] = GuardedPool(
            _BoundHandler(handler, context),
            size=size,
            timeout=timeout,
            log=None if context.log is None else Path(context.log),
        )

    def read(self, job: Job) -> JobResult:
        """Do a job on the next idle worker.

        Raises:
            DocumentTimeoutError: If the time ran out.
            TransientError: If the process died, or reported a fault of the machine.
        """
        try:
            return self._pool.call(job)
        except WorkerTimeoutError:
            seconds = f"{self._pool.timeout:g}"
            raise DocumentTimeoutError(Doubt(DoubtKind.READING_TIMEOUT, (seconds,))) from None
        except WorkerCrashedError as error:
            raise TransientError(Doubt(DoubtKind.PROCESS_DIED, (str(error),))) from None

    def read_in_parts(self, job: Job, parts: Sequence[tuple[int, ...]]) -> JobResult:
        """Do a long job with all workers that are idle, part by part.

        Other documents wait no longer for it than for any other: each part is a job of its
        own. A part that failed is left to the last step, which reads what is missing.

        Args:
            job: The document.
            parts: Its scanned pages, shared out.

        Raises:
            DocumentTimeoutError: If the time for the last step ran out.
            TransientError: If the process died, or reported a fault of the machine.
        """

        def read_part(pages: tuple[int, ...]) -> JobResult | None:
            try:
                return self.read(replace(job, part=pages))
            except (DocumentTimeoutError, TransientError):
                return None

        with ThreadPoolExecutor(self.size) as threads:
            found = list(threads.map(read_part, parts))
        scans = tuple(scan for one in found if one is not None for scan in one.scans)
        return self.read(replace(job, scans=scans))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._pool.__exit__(*exception)
