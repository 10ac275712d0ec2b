"""A run as a Prefect flow: a task per document and per step of a region, states, artifacts.

Prefect is imported when a run begins: a run that finds nothing new does not pay for it.
"""

import contextvars
import os
import re
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sidak.flows.batch.error_log import log_error
from sidak.flows.batch.executor import (
    ReadDocument,
    RegionOutcome,
    RegionSteps,
    ThreadExecutor,
    make_region,
    map_in_threads,
)
from sidak.flows.batch.jobs import Job, JobResult, TransientError, make_aborted_result
from sidak.flows.batch.planning import RunPlan
from sidak.flows.batch.progress import LineReporter, Reporter
from sidak.flows.batch.region_steps import PartVerdict
from sidak.flows.batch.regions import RegionError, RegionJob
from sidak.flows.batch.settings import SETTINGS
from sidak.flows.batch.summary import (
    RunSummary,
    describe_outcome,
    list_documents,
    list_findings,
    render_markdown,
)
from sidak.flows.exit_code import ExitCode
from sidak.flows.settings import configure_prefect
from sidak.schemas import DocumentStatus, describe

if TYPE_CHECKING:
    from uuid import UUID

    from prefect.client.schemas.objects import State

    from sidak.publishers import PartFacts

T = TypeVar("T")

#: Name of the flow and of its deployment.
FLOW_NAME = "sidak-nightly"
#: Beginning of the keys of all artifacts; the name of the curated folder follows.
ARTIFACT_KEY = "sidak"


@dataclass(slots=True)
class _Progress:
    """The artifact that shows how far a run is.

    Attributes:
        artifact: Its id; ``None`` before it is made.
        total: What is to be done.
        done: What is done.
    """

    artifact: "UUID | None" = None
    total: int = 0
    done: int = 0
    lock: Any = field(default_factory=threading.Lock)


class PrefectExecutor:
    """Works in tasks of a Prefect flow.

    The flow is the one that is running; if none is, the run gets one of its own.

    Args:
        retry_delays: Seconds to wait before each further try of a document.
        reporter: Says what is waited for.
    """

    def __init__(
        self,
        retry_delays: tuple[float, ...] | None = None,
        reporter: Reporter | None = None,
    ) -> None:
        self._retry_delays = SETTINGS.retry_delays if retry_delays is None else retry_delays
        self._reporter = reporter or LineReporter()
        self._progress = _Progress()

    def run(self, plan: RunPlan, work: Callable[[], RunSummary]) -> RunSummary:
        """Do the work of a run inside a flow, and leave artifacts.

        If Prefect's server does not start, the work is done without it: the night's
        release is worth more than its record.
        """
        if not plan.jobs and not os.environ.get("PREFECT_API_URL"):
            # A server of our own would start for nothing.
            return work()
        configure_prefect(plan.request.folder)
        if "prefect" not in sys.modules:
            self._reporter.note("starting Prefect (--no-prefect works without it)")
        from prefect import flow

        if is_in_flow():
            return self._work_in_flow(plan, work)
        results: list[RunSummary] = []
        has_begun = False

        @flow(
            name=FLOW_NAME,
            flow_run_name=f"{plan.started[:10]} {plan.request.inbox.name}",
            description="Bring a curated folder up to date with an inbox of reports.",
            validate_parameters=False,
            persist_result=False,
        )
        def sidak_run(inbox: str, out: str, workers: int, documents: int) -> "State[Any]":
            nonlocal has_begun
            has_begun = True
            results.append(self._work_in_flow(plan, work))
            return make_final_state(results[0])

        request = plan.request
        try:
            sidak_run(
                str(request.inbox),
                str(request.out),
                request.workers,
                documents=len(plan.todo),
                return_state=True,
            ).result()
        except Exception:
            if has_begun and not results:
                raise
            if not results:
                log_error(plan.request.folder.logs, "prefect", traceback.format_exc())
                self._reporter.note("Prefect's server did not start: working without it")
                return work()
            # The release stands; the flow run says what became of it.
        return results[0]

    def map(self, read: ReadDocument, jobs: Sequence[Job], workers: int) -> list[JobResult]:
        """Read the documents of jobs, each in a task of the flow that is running."""
        if not is_in_flow():
            return ThreadExecutor(self._retry_delays).map(read, jobs, workers)
        from prefect import task
        from prefect.cache_policies import NO_CACHE
        from prefect.states import Failed
        from prefect.task_runners import ThreadPoolTaskRunner

        # The job itself is no parameter of the task: Prefect would record all of it.
        by_key = {job.result_key: job for job in jobs}
        outcomes: dict[str, JobResult] = {}
        self._begin(len(jobs), "documents")

        @task(
            name="read document",
            task_run_name="{name}",
            retries=len(self._retry_delays),
            retry_delay_seconds=list(self._retry_delays),
            retry_condition_fn=_is_transient,
            cache_policy=NO_CACHE,
            persist_result=False,
        )
        def read_document_task(name: str, key: str) -> "State[Any] | None":
            outcome = read(by_key[key])
            outcomes[key] = outcome
            self._advance()
            if outcome.document_status == DocumentStatus.FAILED or outcome.reasons:
                reason = describe(outcome.reasons)
                if outcome.document_status in ("", DocumentStatus.FAILED):
                    return Failed(message=reason)
            return None

        tasks: ThreadPoolTaskRunner[Any]
        tasks = ThreadPoolTaskRunner(max_workers=workers)
        with tasks as runner:
            futures = [
                runner.submit(
                    read_document_task.with_options(tags=[Path(job.name).suffix[1:].lower()]),
                    {"name": job.name, "key": job.result_key},
                )
                for job in jobs
            ]
            errors = [future.result(raise_on_failure=False) for future in futures]
        return [
            outcomes.get(job.result_key) or _abort(job, error)
            for job, error in zip(jobs, errors, strict=True)
        ]

    def map_regions(
        self, steps: RegionSteps, jobs: Sequence[RegionJob], workers: int
    ) -> list[RegionOutcome]:
        """Make the parts of regions, each step in a task of the flow that is running."""
        if not is_in_flow():
            return ThreadExecutor(self._retry_delays).map_regions(steps, jobs, workers)
        self._begin(len(jobs), "regions")
        # Each thread has a copy of the context, by which tasks know their flow.
        contexts = {job.region_code: contextvars.copy_context() for job in jobs}

        def make_part(job: RegionJob) -> RegionOutcome:
            outcome: RegionOutcome = contexts[job.region_code].run(
                make_region, job, partial(_make_part, steps)
            )
            self._advance()
            return outcome

        return map_in_threads(make_part, jobs, workers)

    def assemble(self, work: Callable[[], T]) -> T:
        """Put the release together, in a task of the flow that is running."""
        if not is_in_flow():
            return work()
        return _run_task("assemble release", "assemble release", work)

    def _begin(self, total: int, what: str) -> None:
        """Begin to count, and show it."""
        from prefect.artifacts import create_progress_artifact

        if not total:
            return
        self._progress = _Progress(total=total)
        made = create_progress_artifact(0.0, key=f"{ARTIFACT_KEY}-progress", description=what)
        self._progress.artifact = made  # type: ignore[assignment]

    def _advance(self) -> None:
        """Count one; the artifact is told every hundredth part."""
        from prefect.artifacts import update_progress_artifact

        progress = self._progress
        with progress.lock:
            progress.done += 1
            step = max(1, progress.total // 100)
            is_told = progress.done % step == 0 or progress.done == progress.total
            if progress.artifact is not None and is_told:
                share = 100.0 * progress.done / progress.total
                update_progress_artifact(progress.artifact, share)

    def _work_in_flow(self, plan: RunPlan, work: Callable[[], RunSummary]) -> RunSummary:
        from prefect.artifacts import (
            create_link_artifact,
            create_markdown_artifact,
            create_table_artifact,
        )

        summary = work()
        key = f"{ARTIFACT_KEY}-{_slug(plan.request.out.resolve().name)}"
        where = str(plan.request.out)
        create_markdown_artifact(render_markdown(summary), key=key, description=where)
        create_table_artifact(
            list_findings(summary), key=f"{key}-findings", description=f"{where}: findings"
        )
        documents = list_documents(summary)
        if documents:
            create_table_artifact(
                documents, key=f"{key}-documents", description=f"{where}: not (wholly) read"
            )
        pages = plan.request.out.resolve() / summary.release / "audit" / "index.html"
        if summary.release and pages.is_file():
            create_link_artifact(pages.as_uri(), "audit pages", key=f"{key}-audit")
        return summary


class LoggingReporter:
    """Reports to Prefect's log beside another reporter; the server shows it with each run.

    Args:
        inner: The other reporter.
    """

    def __init__(self, inner: Reporter) -> None:
        self._inner = inner

    def note(self, text: str) -> None:
        """Report an event."""
        self._inner.note(text)
        self._log(text)

    def start(self, documents: int) -> None:
        """Report how many documents will be read."""
        self._inner.start(documents)
        self._log(f"{documents} documents to read")

    def document_done(self, outcome: JobResult) -> None:
        """Report that a document is done."""
        from sidak.flows.batch.progress import describe_result

        self._inner.document_done(outcome)
        self._log(describe_result(outcome), is_bad=outcome.document_status != "ok")

    def start_regions(self, regions: int) -> None:
        """Report how many regions will be checked and written."""
        self._inner.start_regions(regions)

    def region_done(self, name: str) -> None:
        """Report that a region is done."""
        self._inner.region_done(name)
        self._log(name)

    def _log(self, text: str, *, is_bad: bool = False) -> None:
        if "prefect" not in sys.modules:
            return  # no flow is running, and the import takes seconds
        from prefect.exceptions import MissingContextError
        from prefect.logging import get_run_logger

        try:
            logger = get_run_logger()
        except MissingContextError:
            return
        (logger.warning if is_bad else logger.info)(text)


def make_final_state(summary: RunSummary) -> "State[Any]":
    """Return the state in which a flow run ends: green only if nothing is missing."""
    from prefect.states import Completed, Failed

    text = describe_outcome(summary)
    if summary.exit_code is ExitCode.OK:
        return Completed(message=text)
    if summary.exit_code is ExitCode.SOME_FAILED:
        # Of the type that is shown red and that automations hear of, under a name of its own.
        return Failed(name="Held back" if summary.blocked else "Some failed", message=text)
    return Failed(message=text)


def is_in_flow() -> bool:
    """Return True if a flow of Prefect is running here."""
    from prefect.context import FlowRunContext

    return FlowRunContext.get() is not None


def _make_part(steps: RegionSteps, job: RegionJob) -> "PartFacts":
    """Do all steps of a region, each as a task."""
    name = f"{job.region_code} {job.region}".strip()
    verdicts: list[PartVerdict] = []

    def validate() -> "State[Any] | None":
        from prefect.states import Failed

        verdicts.append(steps.validate(job))
        blocked = verdicts[0].blocked
        return Failed(message="; ".join(blocked)) if blocked else None

    _run_task("reconcile region", f"reconcile {name}", lambda: steps.reconcile(job))
    fault = _run_task("validate region", f"validate {name}", validate, may_fail=True)
    if not verdicts:
        unchecked = RegionError("the checks could not be made")
        raise fault if isinstance(fault, BaseException) else unchecked
    return _run_task("publish region", f"publish {name}", lambda: steps.publish(job))


def _run_task(title: str, name: str, work: Callable[[], T], *, may_fail: bool = False) -> T:
    """Do something as a task of the flow; what it does is no parameter that is recorded."""
    from prefect import task
    from prefect.cache_policies import NO_CACHE

    @task(
        name=title,
        # Braces in a name are no places to be filled in.
        task_run_name=name.replace("{", "(").replace("}", ")"),
        cache_policy=NO_CACHE,
        persist_result=False,
        tags=["region"] if title.endswith("region") else ["release"],
    )
    def step() -> T:
        return work()

    state = step(return_state=True)
    found: Any = state.result(raise_on_failure=not may_fail)
    return found  # type: ignore[no-any-return]


def _is_transient(task: Any, run: Any, state: Any) -> bool:
    """Return True if a failed task is worth another try: bad files stay bad."""
    return isinstance(state.result(raise_on_failure=False), TransientError)


def _abort(job: Job, error: object) -> JobResult:
    """Return the result of a task that ended with a ``TransientError``."""
    if isinstance(error, TransientError):
        return make_aborted_result(job, error)
    raise RuntimeError(f"task of {job.name} ended as {error!r}")


def _slug(name: str) -> str:
    """Return a name as the key of an artifact may be."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "release"
