"""One run: from an inbox to a release, under a lock, whatever happens to single files."""

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sidak.flows.batch.error_log import log_error
from sidak.flows.batch.executor import Executor, RegionSteps, ThreadExecutor
from sidak.flows.batch.jobs import (
    DocumentLimitError,
    Job,
    JobContext,
    JobResult,
    JobStatus,
    make_aborted_result,
)
from sidak.flows.batch.notify import notify
from sidak.flows.batch.planning import RunPlan, RunRequest, make_plan
from sidak.flows.batch.progress import Reporter, SilentReporter
from sidak.flows.batch.publishing import publish
from sidak.flows.batch.snapshot import clear_snapshots, take_snapshot
from sidak.flows.batch.summary import RunSummary, repeat_summary
from sidak.flows.batch.worker_pool import (
    READ_DOCUMENTS,
    JobHandlers,
    RegionPool,
    WorkerPool,
)
from sidak.flows.state.cache import Cache
from sidak.flows.state.heads import load_heads
from sidak.schemas import describe
from sidak.schemas.system.locks import hold_lock

if TYPE_CHECKING:
    from sidak.flows.batch.dask_pool import DaskCluster, DaskWorkerPool


def run_inbox(
    request: RunRequest,
    *,
    reporter: Reporter | None = None,
    executor: Executor | None = None,
    handlers: JobHandlers = READ_DOCUMENTS,
) -> RunSummary:
    """Bring a curated folder up to date with an inbox.

    Args:
        request: What the user asked for.
        reporter: Reports the progress.
        executor: How documents are read at the same time: in threads, unless
            ``sidak.flows.nightly.PrefectExecutor`` is given.
        handlers: What the workers do with a job.

    Raises:
        LockHeldError: If another run works on the same curated folder.
        ReleaseBlockedError: If the release cannot be written.
        OSError: If the inbox, the archive or the state cannot be used.
    """
    reporter = reporter or SilentReporter()
    executor = executor or ThreadExecutor()
    clock = time.monotonic()
    with hold_lock(request.folder.lock):
        clear_snapshots(request.folder.snapshots)
        plan = make_plan(request)
        planned = round(time.monotonic() - clock, 3)
        _report_plan(plan, reporter)
        if plan.is_unchanged and plan.last is not None:
            return repeat_summary(
                plan.last.summary,
                seconds=round(time.monotonic() - clock, 1),
                cached=len(plan.jobs),
            )

        def work() -> RunSummary:
            with _open_workers(plan, handlers) as workers:

                def read(jobs: Sequence[Job]) -> dict[str, JobResult]:
                    return _read_jobs(plan, jobs, executor, workers, reporter)

                return publish(plan, read, workers.regions, executor, reporter)

        summary = executor.run(plan, work)
        summary = replace(
            summary,
            seconds=round(time.monotonic() - clock, 1),
            timings={"inbox": planned, **summary.timings},
        )
    if request.notify is not None:
        problem = notify(request.notify, summary, request.out)
        if problem:
            reporter.note(f"nobody was told: {problem}")
    return summary


@dataclass(frozen=True, slots=True)
class _Workers:
    """Where documents are read and regions are made.

    Attributes:
        regions: Makes the parts of regions.
        handlers: What the processes do.
        cluster: The cluster of Dask; ``None`` if the processes are those of this machine.
    """

    regions: RegionSteps
    handlers: JobHandlers
    cluster: "DaskCluster | None" = None

    def open_documents(
        self, request: RunRequest, context: JobContext, documents: int
    ) -> "WorkerPool | DaskWorkerPool":
        """Return what reads documents, as many at a time as there are workers for."""
        limits = request.settings
        if self.cluster is not None:
            from sidak.flows.batch.dask_pool import DaskWorkerPool, GuardSettings

            guard = GuardSettings(
                context, self.handlers, limits.document_timeout, limits.document_memory
            )
            return DaskWorkerPool(self.cluster, guard)
        return WorkerPool(
            max(1, min(request.workers, documents)),
            context,
            self.handlers,
            timeout=limits.document_timeout,
            memory=limits.document_memory,
            scratch=request.folder.snapshots,
        )


@contextlib.contextmanager
def _open_workers(plan: RunPlan, handlers: JobHandlers) -> Iterator[_Workers]:
    request = plan.request
    log = request.folder.logs / "libraries.log"
    if request.dask is None:
        known = {} if request.force else load_heads(request.folder.heads)
        # Each new document may be of another region.
        new = sum(job.result_key not in known for job in plan.jobs)
        expected = max(1, new) if plan.jobs else 0
        with RegionPool(max(1, request.workers), handlers, log, regions=expected) as regions:
            yield _Workers(regions, handlers)
        return
    from sidak.flows.batch.dask_pool import DaskCluster, DaskRegionPool

    with DaskCluster(request.dask, request.workers) as cluster:
        yield _Workers(DaskRegionPool(cluster, handlers, log), handlers, cluster)


def _report_plan(plan: RunPlan, reporter: Reporter) -> None:
    for remark in plan.inbox.remarks:
        reporter.note(remark)
    for name, reason in plan.inbox.skipped:
        reporter.note(f"skipped: {name}: {reason}")
    for file in plan.inbox.files:
        if file.duplicates:
            reporter.note(
                f"same content, read once: {file.name} = {', '.join(file.duplicates)}"
            )
    if not plan.jobs:
        reporter.note(f"no *.pdf or *.txt in {plan.request.inbox}")
    elif plan.is_unchanged:
        reporter.note("nothing new in the inbox: nothing read, no new release")
    else:
        reporter.note(
            f"{len(plan.jobs)} documents, {len(plan.todo)} to read, "
            f"{len(plan.jobs) - len(plan.todo)} unchanged"
        )


def _read_jobs(
    plan: RunPlan,
    jobs: Sequence[Job],
    executor: Executor,
    workers: _Workers,
    reporter: Reporter,
) -> dict[str, JobResult]:
    """Read documents in worker processes; return outcomes by result key."""
    if not jobs:
        return {}
    request = plan.request
    cache = Cache(request.folder.cache)
    nomenclature = request.find_nomenclature()
    decisions = request.folder.decisions
    context = JobContext(
        cache=str(cache.folder),
        nomenclature=str(nomenclature) if nomenclature else None,
        decisions=str(decisions) if decisions.is_file() else None,
        log=str(request.folder.logs / "libraries.log"),
    )
    context.check()
    if request.force:
        for job in jobs:
            cache.forget(job.extraction_key)
    for job in jobs:
        cache.forget(job.result_key)
    reporter.start(len(jobs))
    with workers.open_documents(request, context, len(jobs)) as pool:

        def read(job: Job) -> JobResult:
            try:
                with take_snapshot(job, request.folder.snapshots) as copy:
                    outcome = pool.read(copy)
            except DocumentLimitError as error:
                outcome = make_aborted_result(job, error)
            reporter.document_done(outcome)
            return outcome

        outcomes = executor.map(read, jobs, pool.size)
    for outcome in outcomes:
        if outcome.details:
            log_error(request.folder.logs, outcome.name, outcome.details)
        if outcome.status is JobStatus.ABORTED:
            reporter.note(f"{outcome.name}: given up: {describe(outcome.reasons)}")
    return {outcome.result_key: outcome for outcome in outcomes}
