"""A run as a Prefect flow: one task per document, retries, an artifact.

Prefect is imported when a run begins: a run that finds nothing new does not pay for it.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sidak.flows.batch.executor import ReadDocument, RegionOutcome, RegionSteps, ThreadExecutor
from sidak.flows.batch.jobs import Job, JobResult, TransientError, make_aborted_result
from sidak.flows.batch.planning import RunPlan
from sidak.flows.batch.progress import LineReporter
from sidak.flows.batch.regions import RegionJob
from sidak.flows.batch.settings import SETTINGS
from sidak.flows.batch.summary import RunSummary, render_markdown
from sidak.flows.settings import configure_prefect

T = TypeVar("T")

#: Name of the flow and of its deployment.
FLOW_NAME = "sidak-nightly"
ARTIFACT_KEY = "sidak-run"


class PrefectExecutor:
    """Reads documents as tasks of a Prefect flow.

    The flow is the one that is running; if none is, the run gets one of its own.

    Args:
        retry_delays: Seconds to wait before each further try of a document.
    """

    def __init__(self, retry_delays: tuple[float, ...] | None = None) -> None:
        self._retry_delays = SETTINGS.retry_delays if retry_delays is None else retry_delays

    def run(self, plan: RunPlan, work: Callable[[], RunSummary]) -> RunSummary:
        """Do the work of a run inside a flow, and leave an artifact.

        If Prefect's server does not start, the work is done without it: the night's
        release is worth more than its record.
        """
        configure_prefect(plan.request.folder)
        from prefect import flow

        if _is_in_flow():
            return _work_in_flow(plan, work)
        results: list[RunSummary] = []
        has_begun = False

        @flow(name=FLOW_NAME, validate_parameters=False, persist_result=False)
        def sidak_run(inbox: str, out: str, workers: int, documents: int) -> None:
            nonlocal has_begun
            has_begun = True
            results.append(_work_in_flow(plan, work))

        request = plan.request
        try:
            sidak_run(
                str(request.inbox), str(request.out), request.workers, documents=len(plan.todo)
            )
        except Exception:
            if has_begun and not results:
                raise
            if not results:
                LineReporter().note("Prefect's server did not start: working without it")
                return work()
            # The release stands; only Prefect's record of it is incomplete.
        return results[0]

    def map(self, read: ReadDocument, jobs: Sequence[Job], workers: int) -> list[JobResult]:
        """Read the documents of jobs, each in a task of the flow that is running."""
        if not _is_in_flow():
            return ThreadExecutor(self._retry_delays).map(read, jobs, workers)
        from prefect import task
        from prefect.cache_policies import NO_CACHE
        from prefect.task_runners import ThreadPoolTaskRunner

        # The job itself is no parameter of the task: Prefect would record all of it.
        by_key = {job.result_key: job for job in jobs}

        @task(
            name="read document",
            task_run_name="{name}",
            retries=len(self._retry_delays),
            retry_delay_seconds=list(self._retry_delays),
            retry_condition_fn=_is_transient,
            cache_policy=NO_CACHE,
            persist_result=False,
        )
        def read_document_task(name: str, key: str) -> JobResult:
            return read(by_key[key])

        tasks: ThreadPoolTaskRunner[JobResult]
        tasks = ThreadPoolTaskRunner(max_workers=workers)
        with tasks as runner:
            futures = [
                runner.submit(read_document_task, {"name": job.name, "key": job.result_key})
                for job in jobs
            ]
            return [
                _unwrap(job, future.result(raise_on_failure=False))
                for job, future in zip(jobs, futures, strict=True)
            ]

    def map_regions(
        self, steps: RegionSteps, jobs: Sequence[RegionJob], workers: int
    ) -> list[RegionOutcome]:
        """Make the parts of regions."""
        return ThreadExecutor(self._retry_delays).map_regions(steps, jobs, workers)

    def assemble(self, work: Callable[[], T]) -> T:
        """Put the release together."""
        return work()


def _is_in_flow() -> bool:
    from prefect.context import FlowRunContext

    return FlowRunContext.get() is not None


def _is_transient(task: Any, run: Any, state: Any) -> bool:
    """Return True if a failed task is worth another try: bad files stay bad."""
    return isinstance(state.result(raise_on_failure=False), TransientError)


def _unwrap(job: Job, result: object) -> JobResult:
    """Return the result of a task that has ended; a ``TransientError`` aborts the job."""
    if isinstance(result, JobResult):
        return result
    if isinstance(result, TransientError):
        return make_aborted_result(job, result)
    raise RuntimeError(f"task of {job.name} ended as {result!r}")


def _work_in_flow(plan: RunPlan, work: Callable[[], RunSummary]) -> RunSummary:
    from prefect.artifacts import create_markdown_artifact

    summary = work()
    create_markdown_artifact(
        render_markdown(summary), key=ARTIFACT_KEY, description=str(plan.request.out)
    )
    return summary
