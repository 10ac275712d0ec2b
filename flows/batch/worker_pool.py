"""Worker processes: a document that hangs or kills its process harms no other."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sidak.flows.batch.jobs import (
    DocumentLimitError,
    Job,
    JobContext,
    JobResult,
    TransientError,
    classify_job,
    read_job,
    read_job_pages,
)
from sidak.flows.batch.region_steps import (
    PartVerdict,
    publish_region,
    reconcile_region,
    validate_region,
    warm_up,
)
from sidak.flows.batch.regions import RegionDiedError, RegionError, RegionJob
from sidak.flows.batch.settings import SETTINGS
from sidak.flows.settings import DEFAULT_MEMORY
from sidak.schemas import Doubt, DoubtKind
from sidak.schemas.system.processes import (
    GuardedPool,
    WorkerCrashedError,
    WorkerMemoryError,
    WorkerTimeoutError,
)

if TYPE_CHECKING:
    from sidak.extractors.pdf.classify import ClassifiedDocument
    from sidak.extractors.tables.page_tables import PageReading
    from sidak.publishers import PartFacts

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class JobHandlers:
    """What workers do with a job; functions at the top of a module.

    Attributes:
        classify: Finds out what the pages of the document are.
        read_pages: Reads some of its pages.
        read: Does what is left and puts the result into the cache.
        reconcile: Compares the documents of a region and writes its tables.
        validate: Checks them against the data contract.
        publish: Writes its audit pages and finishes its part.
        warm_up: Imports what these take long to import.
    """

    classify: "Callable[[Job, JobContext], ClassifiedDocument | None]" = classify_job
    read_pages: "Callable[[Job, Sequence[int]], dict[int, PageReading | Doubt]]" = (
        read_job_pages
    )
    read: Callable[[Job, JobContext], JobResult] = read_job
    reconcile: "Callable[[RegionJob], Mapping[str, int]]" = reconcile_region
    validate: Callable[[RegionJob], PartVerdict] = validate_region
    publish: "Callable[[RegionJob], PartFacts]" = publish_region
    warm_up: Callable[[], None] = warm_up


#: What workers do in a run.
READ_DOCUMENTS = JobHandlers()


class WorkerPool:
    """A fixed number of processes that read documents, shared by threads.

    Args:
        size: Number of processes.
        context: What the handlers need besides the job.
        handlers: What the processes do.
        timeout: Seconds that one step of a job may take.
        memory: Most memory that a process may hold, in MiB.
        scratch: Folder for temporary files; ``None`` for that of the system.
    """

    def __init__(
        self,
        size: int,
        context: JobContext,
        handlers: JobHandlers,
        *,
        timeout: float,
        memory: int = DEFAULT_MEMORY,
        scratch: Path | None = None,
    ) -> None:
        self.size = size
        self._context = context
        self._handlers = handlers
        self._pool: GuardedPool[Callable[[], Any], Any] = GuardedPool(
            _call,
            size=size,
            timeout=timeout,
            log=None if context.log is None else Path(context.log),
            memory=memory << 20,
            scratch=scratch,
        )

    def read(self, job: Job) -> JobResult:
        """Do a job on the next idle workers.

        The scanned pages of a long document are read by all workers that are idle, part by
        part; other documents wait no longer for it than for any other.

        Raises:
            DocumentLimitError: If the time or the memory ran out.
            TransientError: If the process died, or reported a fault of the machine.
        """
        classified = self._run(partial(self._handlers.classify, job, self._context))
        job = replace(job, classified=classified)
        if classified is not None and len(classified.scans) > SETTINGS.many_scans:
            job = replace(job, scans=self._read_scans(job, classified.scans))
        return self._run(partial(self._handlers.read, job, self._context))

    def _read_scans(self, job: Job, pages: Sequence[int]) -> "dict[int, PageReading | Doubt]":
        """Read scanned pages; a part that failed is left to the last step.

        A part that takes all the time that a document has ends the document, and a part of
        which an engine does not answer speaks for all that follow: otherwise a document of
        hundreds of parts would take as many times as long as it may.

        Raises:
            DocumentLimitError: If the time ran out.
        """
        without_answer: list[Doubt] = []

        def read_part(part: Sequence[int]) -> "dict[int, PageReading | Doubt]":
            if without_answer:
                return dict.fromkeys(part, without_answer[0])
            try:
                found = self._run(partial(self._handlers.read_pages, job, part))
            except DocumentLimitError as error:
                if error.doubt.kind is DoubtKind.READING_TIMEOUT:
                    without_answer.append(error.doubt)
                    raise
                return {}
            except TransientError:
                return {}
            doubts = [one for one in found.values() if isinstance(one, Doubt)]
            if doubts and len(doubts) == len(found) and _are_without_answer(doubts):
                without_answer.append(doubts[0])
            return found

        size = SETTINGS.pages_per_part
        parts = [pages[at : at + size] for at in range(0, len(pages), size)]
        with ThreadPoolExecutor(self.size) as threads:
            found = list(threads.map(read_part, parts))
        return {number: reading for part in found for number, reading in part.items()}

    def _run(self, step: Callable[[], Result]) -> Result:
        """Do one step in a process; its failures become those of a document."""
        try:
            result: Result = self._pool.call(step)
        except WorkerTimeoutError:
            seconds = f"{self._pool.timeout:g}"
            raise DocumentLimitError(Doubt(DoubtKind.READING_TIMEOUT, (seconds,))) from None
        except WorkerMemoryError as error:
            detail = (str(error),)
            raise DocumentLimitError(Doubt(DoubtKind.MEMORY_LIMIT, detail)) from None
        except WorkerCrashedError as error:
            raise TransientError(Doubt(DoubtKind.PROCESS_DIED, (str(error),))) from None
        return result

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._pool.__exit__(*exception)


def _are_without_answer(doubts: Sequence[Doubt]) -> bool:
    return all(doubt.kind is DoubtKind.ENGINE_TIMEOUT for doubt in doubts)


class RegionPool:
    """A fixed number of processes that make parts of regions, shared by threads.

    They import what takes long as soon as they are started, while others still read.

    Args:
        size: Number of processes.
        handlers: What the processes do.
        log: File for what libraries print.
        regions: Regions that are expected: no more processes are prepared.
    """

    def __init__(
        self, size: int, handlers: JobHandlers, log: Path, *, regions: int | None = None
    ) -> None:
        self.size = size
        self._handlers = handlers
        self._pool: GuardedPool[Callable[[], Any], Any] = GuardedPool(
            _call,
            size=size,
            timeout=SETTINGS.region_timeout,
            log=log,
            tasks_per_process=0,
            memory=SETTINGS.region_memory << 20,
        )
        for _ in range(size if regions is None else min(size, regions)):
            self._pool.submit(handlers.warm_up)

    def reconcile(self, job: RegionJob) -> "Mapping[str, int]":
        """Compare the documents of a region and write its tables.

        Raises:
            RegionError: If its process took too much time or memory, or died.
        """
        return self._run(partial(self._handlers.reconcile, job))

    def validate(self, job: RegionJob) -> PartVerdict:
        """Check the tables of a region; see :meth:`reconcile`."""
        return self._run(partial(self._handlers.validate, job))

    def publish(self, job: RegionJob) -> "PartFacts":
        """Write the audit pages of a region and finish its part; see :meth:`reconcile`."""
        return self._run(partial(self._handlers.publish, job))

    def _run(self, step: Callable[[], Result]) -> Result:
        try:
            result: Result = self._pool.call(step)
        except WorkerCrashedError as error:
            raise RegionDiedError(f"{type(error).__name__}: {error}") from None
        except (WorkerTimeoutError, WorkerMemoryError) as error:
            raise RegionError(f"{type(error).__name__}: {error}") from None
        return result

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._pool.__exit__(*exception)


def _call(step: Callable[[], Result]) -> Result:
    """Run in a process: do one step."""
    return step()
