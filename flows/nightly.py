"""The nightly run as a Prefect flow: one task per document, retries, an artifact.

Importing this module imports Prefect; call ``sidak.flows.settings.configure_prefect`` before.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from prefect import Task, flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.task_runners import ThreadPoolTaskRunner

from sidak.flows.batch.jobs import Job, JobResult, TransientError
from sidak.flows.batch.planning import RunPlan, RunRequest
from sidak.flows.batch.progress import LineReporter
from sidak.flows.batch.run import (
    RETRY_DELAYS,
    Drive,
    Read,
    drive_plainly,
    make_aborted_result,
    run_inbox,
)
from sidak.flows.batch.summary import RunSummary, render_markdown

#: Name of the flow and of its deployment.
FLOW_NAME = "sidak-nightly"
ARTIFACT_KEY = "sidak-run"


def _is_transient(task: "Task[..., object]", run: TaskRun, state: "State[object]") -> bool:
    """Say whether a failed task is worth another try: bad files stay bad."""
    return isinstance(state.result(raise_on_failure=False), TransientError)


def drive_tasks(jobs: Sequence[Job], read: Read, workers: int) -> list[JobResult]:
    """Do jobs as tasks of the flow that is running, ``workers`` at a time."""
    # The job itself is no parameter of the task: Prefect would record all of it.
    by_key = {job.result_key: job for job in jobs}

    @task(
        name="read document",
        task_run_name="{name}",
        retries=len(RETRY_DELAYS),
        retry_delay_seconds=list(RETRY_DELAYS),
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
            (job, runner.submit(read_document_task, {"name": job.name, "key": job.result_key}))
            for job in jobs
        ]
        outcomes: list[JobResult] = []
        for job, future in futures:
            result = future.result(raise_on_failure=False)
            if isinstance(result, JobResult):
                outcomes.append(result)
            elif isinstance(result, TransientError):
                outcomes.append(make_aborted_result(job, result))
            else:
                raise RuntimeError(f"task of {job.name} ended as {result!r}")
    return outcomes


def conduct_in_flow(work: Callable[[Drive], RunSummary], plan: RunPlan) -> RunSummary:
    """Do the work of a run inside a flow that is running, and leave an artifact."""
    summary = work(drive_tasks)
    create_markdown_artifact(
        render_markdown(summary), key=ARTIFACT_KEY, description=str(plan.request.out)
    )
    return summary


def conduct_as_flow(work: Callable[[Drive], RunSummary], plan: RunPlan) -> RunSummary:
    """Do the work of a run as a flow.

    If Prefect's server does not start, the work is done without it: the night's release
    is worth more than its record.
    """
    results: list[RunSummary] = []
    has_begun = False

    @flow(name=FLOW_NAME, validate_parameters=False, persist_result=False)
    def sidak_run(inbox: str, out: str, workers: int, documents: int) -> None:
        nonlocal has_begun
        has_begun = True
        results.append(conduct_in_flow(work, plan))

    request = plan.request
    try:
        sidak_run(
            str(request.inbox), str(request.out), request.workers, documents=len(plan.todo)
        )
    except Exception:
        if has_begun and not results:
            raise
        if results:
            # The release stands; only Prefect's record of it is incomplete.
            return results[0]
        LineReporter().note("Prefect's server did not start: working without it")
        return work(drive_plainly)
    return results[0]


@flow(name=FLOW_NAME, persist_result=False)
def nightly(
    inbox: str, out: str, workers: int = 2, archive: str | None = None
) -> dict[str, object]:
    """Bring the curated folder ``out`` up to date with ``inbox``; for schedules.

    Raises:
        RuntimeError: If the release is blocked or nothing could be read, so that the
            flow run shows as failed.
    """
    request = RunRequest(
        inbox=Path(inbox),
        out=Path(out),
        workers=workers,
        archive=Path(archive) if archive else None,
    )
    summary = run_inbox(request, reporter=LineReporter(), conduct=conduct_in_flow)
    if summary.exit_code > 1:
        reasons = "; ".join(summary.blocked) or "nothing could be read"
        raise RuntimeError(f"exit code {summary.exit_code}: {reasons}")
    return {"exit_code": summary.exit_code, "release": summary.release}


def serve_nightly(request: RunRequest, cron: str) -> None:
    """Run the flow on a schedule until the process is stopped.

    Args:
        request: What each run does.
        cron: When, in the machine's time zone, such as ``"0 1 * * *"``.
    """
    nightly.serve(
        name=FLOW_NAME,
        cron=cron,
        parameters={
            "inbox": str(request.inbox.resolve()),
            "out": str(request.out.resolve()),
            "workers": request.workers,
            "archive": str(request.archive.resolve()) if request.archive else None,
        },
        print_starting_message=True,
    )
