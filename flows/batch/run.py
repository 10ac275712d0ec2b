"""One run: from an inbox to a release, under a lock, whatever happens to single files."""

import datetime
import json
import shutil
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.flows.batch.executor import Executor, ThreadExecutor
from sidak.flows.batch.jobs import (
    DocumentLimitError,
    Job,
    JobContext,
    JobResult,
    JobStatus,
    make_aborted_result,
)
from sidak.flows.batch.planning import RunPlan, RunRequest, make_plan
from sidak.flows.batch.progress import Reporter, SilentReporter
from sidak.flows.batch.settings import SETTINGS
from sidak.flows.batch.snapshot import clear_snapshots, take_snapshot
from sidak.flows.batch.summary import (
    LastRun,
    ReleaseCounts,
    RunSummary,
    count_frames,
    repeat_summary,
    save_last_run,
)
from sidak.flows.batch.worker_pool import READ_DOCUMENTS, JobHandlers, WorkerPool
from sidak.flows.exit_code import ExitCode
from sidak.flows.state.cache import Cache
from sidak.flows.state.decisions import load_finding_marks
from sidak.flows.state.sources import save_sources
from sidak.schemas import DocumentStatus, Doubt, DoubtKind, ReleaseBlockedError, describe
from sidak.schemas.document_result import make_failed_document
from sidak.schemas.system.files import digest_file
from sidak.schemas.system.locks import hold_lock

#: Why a page could not be read, although nothing may be wrong with it.
_ACCIDENTS = frozenset({DoubtKind.ENGINE_TIMEOUT, DoubtKind.ENGINE_FAILED})

if TYPE_CHECKING:
    from sidak.expectations import ContractReport
    from sidak.publishers import ReleaseContent
    from sidak.schemas import DocumentResult


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
        _report_plan(plan, reporter)
        if plan.is_unchanged and plan.last is not None:
            return repeat_summary(
                plan.last.summary,
                seconds=round(time.monotonic() - clock, 1),
                cached=len(plan.jobs),
            )

        def work() -> RunSummary:
            outcomes = _read_documents(plan, executor, handlers, reporter)
            return _publish(plan, outcomes, reporter, clock)

        return executor.run(plan, work)


def _report_plan(plan: RunPlan, reporter: Reporter) -> None:
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


def _read_documents(
    plan: RunPlan, executor: Executor, handlers: JobHandlers, reporter: Reporter
) -> dict[str, JobResult]:
    """Read what the cache does not hold; return outcomes by result key."""
    outcomes = _read_jobs(plan, plan.todo, executor, handlers, reporter)
    cache = Cache(plan.request.folder.cache)
    damaged = tuple(
        job
        for job in plan.jobs
        if job.result_key not in outcomes and not cache.is_whole(job.result_key)
    )
    if damaged:
        reporter.note(f"{len(damaged)} cached results are damaged: read again")
        outcomes |= _read_jobs(plan, damaged, executor, handlers, reporter)
    return outcomes


def _read_jobs(
    plan: RunPlan,
    jobs: Sequence[Job],
    executor: Executor,
    handlers: JobHandlers,
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
    workers = max(1, min(request.workers, len(jobs)))
    limits = request.settings
    with WorkerPool(
        workers,
        context,
        handlers,
        timeout=limits.document_timeout,
        memory=limits.document_memory,
        scratch=request.folder.snapshots,
    ) as pool:

        def read(job: Job) -> JobResult:
            try:
                with take_snapshot(job, request.folder.snapshots) as copy:
                    outcome = pool.read(copy)
            except DocumentLimitError as error:
                outcome = make_aborted_result(job, error)
            reporter.document_done(outcome)
            return outcome

        outcomes = executor.map(read, jobs, workers)
    for outcome in outcomes:
        if outcome.details:
            _log_error(request.folder.logs, outcome.name, outcome.details)
        if outcome.status is JobStatus.ABORTED:
            reporter.note(f"{outcome.name}: given up: {describe(outcome.reasons)}")
    return {outcome.result_key: outcome for outcome in outcomes}


def _log_error(folder: Path, name: str, details: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with (folder / "errors.log").open("a", encoding="utf-8") as log:
        log.write(f"{now} {name}\n{details}\n")


def _publish(
    plan: RunPlan, outcomes: dict[str, JobResult], reporter: Reporter, clock: float
) -> RunSummary:
    """Put all documents together, check them and write the release."""
    reporter.note("putting the release together")
    read = time.monotonic()
    records, unfinished = _collect_records(plan, outcomes)
    accidents = [job for job, one in zip(plan.jobs, records, strict=True) if _has_accident(one)]
    good_before = set(plan.last.good) if plan.last else set()
    lost = [job.name for job in unfinished if job.sha256[:16] in good_before]
    failed = [
        job.result_key
        for job, one in zip(plan.jobs, records, strict=True)
        if one.document.status is DocumentStatus.FAILED
    ]
    base = RunSummary(
        exit_code=ExitCode.OK,
        counts=ReleaseCounts(),
        extracted=len(plan.todo),
        cached=len(plan.jobs) - len(plan.todo),
        problems=tuple(
            (
                one.document.file,
                one.document.status.value,
                describe(one.document.reasons, plan.request.settings.lang),
            )
            for one in records
            if one.document.status is not DocumentStatus.OK
        ),
        duplicates=tuple(
            (file.name, file.duplicates) for file in plan.inbox.files if file.duplicates
        ),
        skipped=plan.inbox.skipped,
    )
    timings = {"read": round(read - clock, 3)}
    if len(failed) == len(records):
        summary = replace(
            base,
            exit_code=ExitCode.NOTHING_READ,
            counts=ReleaseCounts(documents=len(records), documents_failed=len(failed)),
        )
    elif lost:
        summary = replace(
            base,
            exit_code=ExitCode.BLOCKED,
            counts=ReleaseCounts(documents=len(records), documents_failed=len(failed)),
            release=plan.last.summary.release if plan.last else "",
            blocked=(_describe_lost(lost),),
        )
    else:
        has_failures = bool(failed or plan.inbox.skipped)
        summary = replace(base, exit_code=ExitCode.SOME_FAILED if has_failures else ExitCode.OK)
        summary = _write_release(plan, records, summary, timings, reporter)
    summary = replace(summary, seconds=round(time.monotonic() - clock, 1))
    last = LastRun(
        plan.inputs_digest,
        summary,
        tuple(failed),
        unfinished=tuple(job.name for job in (*unfinished, *accidents)),
        good=_list_good(plan, records, summary),
    )
    save_last_run(plan.request.folder.last_run, last)
    save_sources(plan.request.folder, plan.request.inbox, plan.request.archive)
    used = {key for job in plan.jobs for key in (job.result_key, job.extraction_key)}
    cache = Cache(plan.request.folder.cache)
    for job in accidents:
        cache.forget(job.result_key)
        cache.forget(job.extraction_key)
    cache.prune(used, days=SETTINGS.cache_days)
    return summary


def _has_accident(records: "DocumentResult") -> bool:
    """Return True if an engine broke off or hung on a page: the page may be read next time."""
    return any(one.kind in _ACCIDENTS for page in records.pages for one in page.reasons)


def _describe_lost(names: Sequence[str]) -> str:
    """Return why no release is written although documents could be read."""
    shown = ", ".join(names[: SETTINGS.listed_problems])
    return (
        f"{len(names)} dokumen yang ada di rilis terakhir belum terbaca lagi ({shown}); "
        "rilis terakhir dipertahankan, jalankan lagi"
    )


def _list_good(
    plan: RunPlan, records: "Sequence[DocumentResult]", summary: RunSummary
) -> tuple[str, ...]:
    """Return the ids of the documents that the latest release holds as read."""
    if not summary.release or summary.blocked:
        return plan.last.good if plan.last else ()
    return tuple(
        one.document.document_id
        for one in records
        if one.document.status is not DocumentStatus.FAILED
    )


def _collect_records(
    plan: RunPlan, outcomes: dict[str, JobResult]
) -> "tuple[list[DocumentResult], list[Job]]":
    """Return the records of all documents, and the jobs that an accident left unfinished."""
    from sidak.schemas import DocumentResult

    cache = Cache(plan.request.folder.cache)
    collected: list[DocumentResult] = []
    unfinished: list[Job] = []
    for job in plan.jobs:
        outcome = outcomes.get(job.result_key)
        reasons: tuple[Doubt, ...] = (Doubt(DoubtKind.CACHE_DAMAGED),)
        if outcome is not None and outcome.status is JobStatus.ABORTED:
            reasons = outcome.reasons
        records = cache.load(job.result_key, DocumentResult)
        if records is None:
            cache.forget(job.result_key)
            unfinished.append(job)
            records = make_failed_document(job.sha256, job.name, reasons)
        collected.append(records)
    return collected, unfinished


def _write_release(
    plan: RunPlan,
    records: "list[DocumentResult]",
    summary: RunSummary,
    timings: dict[str, float],
    reporter: Reporter,
) -> RunSummary:
    from sidak.expectations import compare_documents, mark_documents, validate_contracts
    from sidak.publishers import (
        ReleaseContent,
        RunFacts,
        build_frames,
        move_latest,
        write_release,
    )

    out = plan.request.out
    clock = time.monotonic()
    marks = load_finding_marks(plan.request.folder.decisions)
    documents, between = mark_documents(records, compare_documents(records), marks)
    content = ReleaseContent(tuple(documents), tuple(between))
    frames = build_frames(content, plan.request.settings.lang)
    timings["frames"] = round(time.monotonic() - clock, 3)
    reporter.note("checking the release")
    clock = time.monotonic()
    report = validate_contracts(frames)
    timings["checks"] = round(time.monotonic() - clock, 3)
    counts = count_frames(frames)
    facts = RunFacts(
        started=plan.started,
        finished=datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        inputs={job.name: job.sha256 for job in plan.jobs},
        versions=plan.versions,
        settings=plan.request.settings.list_for_release(),
        timings=timings,
        counts=asdict(counts),
        coverage={
            one.document.document_id: asdict(one.coverage)
            for one in records
            if one.coverage is not None
        },
    )
    reporter.note("writing the release")
    try:
        release = write_release(
            out,
            frames,
            facts,
            extras=[
                lambda folder: _write_checks(folder, report),
                lambda folder: _write_audit(folder, plan, content, reporter),
            ],
        )
        if report.passed:
            move_latest(out, release)
    except OSError as error:
        raise ReleaseBlockedError(
            f"the release could not be written ({error}); latest.json is where it was"
        ) from error
    return replace(
        summary,
        exit_code=summary.exit_code if report.passed else ExitCode.BLOCKED,
        counts=counts,
        release=release.path.relative_to(out).as_posix(),
        is_new=release.is_new,
        blocked=tuple(breach.message for breach in report.blocking_failures),
        warnings=tuple(breach.message for breach in report.warnings),
    )


def _write_audit(
    folder: Path, plan: RunPlan, content: "ReleaseContent", reporter: Reporter
) -> None:
    """Leave the audit pages and the workbook in the release.

    They show the data; a fault of theirs must not keep the data back, but is reported.
    """
    from sidak.publishers import find_latest
    from sidak.publishers.audit.write import AUDIT, AuditSettings, write_audit

    settings = AuditSettings(
        lang=plan.request.settings.lang,
        date=plan.started[:10],
        earlier=find_latest(plan.request.out),
    )
    sources = {job.sha256[:16]: Path(job.path) for job in plan.jobs if _is_as_read(job)}
    try:
        write_audit(folder, content, sources, settings)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the fence between the pages and the data
        shutil.rmtree(folder / AUDIT, ignore_errors=True)
        _log_error(plan.request.folder.logs, "audit", traceback.format_exc())
        reporter.note(f"no audit pages in this release: {error}; see errors.log")


def _is_as_read(job: Job) -> bool:
    """Return True if the file still is what was read: only then are pictures its evidence."""
    try:
        return digest_file(Path(job.path)) == job.sha256
    except OSError:
        return False


def _write_checks(folder: Path, report: "ContractReport") -> None:
    """Leave the verdict of the checks in the release, above all in a blocked one."""
    text = json.dumps(asdict(report), ensure_ascii=False, indent=2)
    (folder / "checks.json").write_text(text + "\n", encoding="utf-8")
