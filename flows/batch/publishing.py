"""From documents that were read to a release: regions, their parts, what is held back."""

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidak.flows.batch.executor import Executor, RegionOutcome, RegionSteps
from sidak.flows.batch.jobs import Job, JobResult, JobStatus
from sidak.flows.batch.planning import RunPlan
from sidak.flows.batch.progress import Reporter
from sidak.flows.batch.region_steps import PartVerdict
from sidak.flows.batch.regions import RegionJob, plan_regions
from sidak.flows.batch.settings import SETTINGS
from sidak.flows.batch.shrinking import TEXTS, describe_shrinking, follow_moves
from sidak.flows.batch.summary import LastRun, ReleaseCounts, RunSummary, save_last_run
from sidak.flows.exit_code import ExitCode
from sidak.flows.state.cache import Cache
from sidak.flows.state.heads import DocumentHead, load_heads, make_head, save_heads
from sidak.flows.state.sources import save_sources
from sidak.schemas import (
    DocumentResult,
    DocumentStatus,
    Doubt,
    DoubtKind,
    ReleaseBlockedError,
    describe,
)
from sidak.schemas.document_result import make_failed_document
from sidak.schemas.system import clock

if TYPE_CHECKING:
    from sidak.publishers import PartFacts, ReleaseInfo, ReleasePart

ReadJobs = Callable[[Sequence[Job]], dict[str, JobResult]]


@dataclass(frozen=True, slots=True)
class ReadInbox:
    """What is known of the documents of a run.

    Attributes:
        heads: The documents that have a result, in short, by result key.
        failures: Results of those that an accident kept from being read, by result key.
        lost: Those of them that the last release holds as read, by region there.
    """

    heads: Mapping[str, DocumentHead]
    failures: Mapping[str, DocumentResult]
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publication:
    """Which part of each region is published.

    Attributes:
        parts: The parts of the release.
        blocked: Region to why its newest part is held back.
        is_blocked: Whether nothing new can be published: then ``parts`` holds the blocked
            ones, to be looked at.
    """

    parts: "tuple[ReleasePart, ...]"
    blocked: Mapping[str, tuple[str, ...]]
    is_blocked: bool


def publish(
    plan: RunPlan,
    read: ReadJobs,
    steps: RegionSteps,
    executor: Executor,
    reporter: Reporter,
) -> RunSummary:
    """Read what is to be read, make the parts of changed regions and put a release together.

    Args:
        plan: What the run does.
        read: Reads documents; returns outcomes by result key.
        steps: Make the part of a region.
        executor: How they are called.
        reporter: Reports the progress.

    Raises:
        ReleaseBlockedError: If the release cannot be written.
        OSError: If the state cannot be used.
    """
    from sidak.publishers import find_latest, load_parts

    begun = time.monotonic()
    outcomes = read(plan.todo)
    latest = find_latest(plan.request.out)
    last = {} if latest is None else load_parts(latest)
    known = _gather(plan, outcomes, last)
    regions = plan_regions(plan, known.heads, known.failures, latest)
    damaged = _find_damaged(plan, regions, outcomes, last)
    if damaged:
        reporter.note(f"{len(damaged)} cached results are damaged: read again")
        outcomes |= read(damaged)
        known = _gather(plan, outcomes, last)
        regions = plan_regions(plan, known.heads, known.failures, latest)
    timings = {"read": round(time.monotonic() - begun, 3)}
    summary = _begin_summary(plan, known)
    unmade: list[str] = []
    if not any(head.status is not DocumentStatus.FAILED for head in known.heads.values()):
        summary = replace(
            summary,
            exit_code=ExitCode.NOTHING_READ,
            counts=ReleaseCounts(
                documents=len(plan.jobs),
                documents_failed=len(known.heads) + len(known.failures),
            ),
        )
    else:
        begun = time.monotonic()
        made, kept = _make_parts(plan, regions, last, (steps, executor, reporter))
        timings["regions"] = round(time.monotonic() - begun, 3)
        publication = _decide(plan, known, made, kept, last)
        begun = time.monotonic()
        summary = executor.assemble(
            lambda: _assemble(plan, publication, summary, timings, reporter)
        )
        # Too late for the release itself, which is told nothing once it stands.
        timings["release"] = round(time.monotonic() - begun, 3)
        _tidy_parts(plan.request.folder.parts, made, summary)
        unmade = [one.job.region_code for one in made if one.facts is None]
    summary = replace(summary, timings=timings)
    _save_state(plan, known, unmade, summary)
    return summary


def _gather(
    plan: RunPlan,
    outcomes: Mapping[str, JobResult],
    last: "Mapping[str, ReleasePart]",
) -> ReadInbox:
    """Return what is known of the documents, those without a result included."""
    cache = Cache(plan.request.folder.cache)
    stored = load_heads(plan.request.folder.heads)
    published = {
        document_id: region
        for region, part in last.items()
        for document_id, size in part.facts.documents.items()
        if size.is_read
    }
    heads: dict[str, DocumentHead] = {}
    failures: dict[str, DocumentResult] = {}
    lost: dict[str, tuple[str, ...]] = {}
    for job in plan.jobs:
        outcome = outcomes.get(job.result_key)
        is_aborted = outcome is not None and outcome.status is JobStatus.ABORTED
        head = outcome.head if outcome is not None else stored.get(job.result_key)
        if head is None and not is_aborted:
            result = cache.load(job.result_key, DocumentResult)
            head = None if result is None else make_head(result)
        if head is not None and not is_aborted:
            heads[job.result_key] = head
            continue
        cache.forget(job.result_key)
        region = published.get(job.sha256[:16])
        if region is not None:
            lost[region] = (*lost.get(region, ()), job.name)
            continue
        reasons: tuple[Doubt, ...] = (Doubt(DoubtKind.CACHE_DAMAGED),)
        if outcome is not None and is_aborted:
            reasons = outcome.reasons
        failures[job.result_key] = make_failed_document(
            job.sha256, job.name, reasons, job.stated
        )
    return ReadInbox(heads, failures, lost)


def _find_damaged(
    plan: RunPlan,
    regions: Sequence[RegionJob],
    outcomes: Mapping[str, JobResult],
    last: "Mapping[str, ReleasePart]",
) -> list[Job]:
    """Return the documents of changed regions whose cached results cannot be unpacked."""
    cache = Cache(plan.request.folder.cache)
    needed = {
        entry.result_key
        for job in regions
        if _find_part(job, last) is None
        for entry in job.entries
    }
    return [
        job
        for job in plan.jobs
        if job.result_key not in outcomes
        and (job.result_key in needed or cache.find(job.result_key) is None)
        and not cache.is_whole(job.result_key)
    ]


def _find_part(job: RegionJob, last: "Mapping[str, ReleasePart]") -> "ReleasePart | None":
    """Return the part of a region, if it was made already."""
    from sidak.publishers import load_part

    part = last.get(job.region_code)
    if part is not None and part.facts.key == job.key and part.is_whole():
        return part
    part = load_part(job.finished)
    return part if part is not None and part.facts.key == job.key else None


def _make_parts(
    plan: RunPlan,
    regions: Sequence[RegionJob],
    last: "Mapping[str, ReleasePart]",
    means: tuple[RegionSteps, Executor, Reporter],
) -> "tuple[list[RegionOutcome], list[ReleasePart]]":
    """Return what became of the regions that changed, and the parts that did not."""
    steps, executor, reporter = means
    found = {job.region_code: _find_part(job, last) for job in regions}
    if plan.request.force:
        found = {}
    todo = [job for job in regions if found.get(job.region_code) is None]
    # The largest first: the last one to start decides when the step ends.
    todo.sort(key=lambda job: (-len(job.entries), job.region_code))
    for left in plan.request.folder.parts.glob(".making-*"):
        shutil.rmtree(left, ignore_errors=True)
    reporter.note(
        f"{len(regions)} regions, {len(todo)} to check and write, "
        f"{len(regions) - len(todo)} unchanged"
    )
    if todo:
        reporter.start_regions(len(todo))
    reported = _ReportedSteps(steps, reporter, steps.size)
    try:
        outcomes = executor.map_regions(reported, todo, steps.size)
    except OSError as error:
        raise _make_blocked_error(error) from error
    kept: list[ReleasePart] = []
    for job in regions:
        part = found.get(job.region_code)
        if part is None:
            continue
        if part.folder == job.finished:
            outcomes.append(RegionOutcome(job, part.facts))
        else:
            kept.append(part)
    return outcomes, kept


@dataclass(frozen=True, slots=True)
class _ReportedSteps:
    """Steps that tell when the last of a region is done."""

    steps: RegionSteps
    reporter: Reporter
    size: int

    def reconcile(self, job: RegionJob) -> Mapping[str, int]:
        """Compare its documents and write its tables."""
        return self.steps.reconcile(job)

    def validate(self, job: RegionJob) -> PartVerdict:
        """Check them against the data contract."""
        return self.steps.validate(job)

    def publish(self, job: RegionJob) -> "PartFacts":
        """Write its audit pages and finish its part."""
        facts = self.steps.publish(job)
        state = "held back" if facts.blocked else "ok"
        count = len(facts.documents)
        self.reporter.region_done(f"{job.region_code} {job.region}: {state}, {count} documents")
        return facts


def _decide(
    plan: RunPlan,
    known: ReadInbox,
    made: Sequence[RegionOutcome],
    kept: "Sequence[ReleasePart]",
    last: "Mapping[str, ReleasePart]",
) -> Publication:
    """Decide which part of each region is published.

    A part that breaks the contract, lost a document by accident or has shrunk is held back: the
    last good part of its region stays.
    """
    from sidak.publishers import ReleasePart

    new = {
        one.job.region_code: ReleasePart(one.job.finished, one.facts)
        for one in made
        if one.facts is not None
    }
    blocked: dict[str, tuple[str, ...]] = {
        one.job.region_code: (one.error,) for one in made if one.facts is None
    }
    blocked |= {code: part.facts.blocked for code, part in new.items() if part.facts.blocked}
    texts = TEXTS[plan.request.settings.lang]
    for code, names in known.lost.items():
        shown = ", ".join(names[: SETTINGS.listed_problems])
        blocked[code] = (*blocked.get(code, ()), texts.lost.format(len(names), shown))
    present = new | {part.facts.region_code: part for part in kept}
    if not plan.request.accept_shrink:
        shrunk = describe_shrinking(
            {code: part.facts for code, part in present.items()},
            {code: part.facts for code, part in last.items()},
            texts,
        )
        for code, reason in shrunk.items():
            if code not in known.lost:
                blocked[code] = (*blocked.get(code, ()), reason)
    blocked = follow_moves(
        blocked,
        {code: part.facts for code, part in present.items()},
        {code: part.facts for code, part in last.items()},
        texts,
    )
    changed = set(new.keys() | (last.keys() - present.keys()))
    is_blocked = bool(blocked) and not changed - blocked.keys()
    chosen = {code: part for code, part in present.items() if code not in blocked}
    if is_blocked:
        chosen = present
    else:
        chosen |= {code: last[code] for code in blocked if code in last}
    return Publication(tuple(chosen[code] for code in sorted(chosen)), blocked, is_blocked)


def _begin_summary(plan: RunPlan, known: ReadInbox) -> RunSummary:
    lang = plan.request.settings.lang
    rows = []
    for job in plan.jobs:
        head = known.heads.get(job.result_key)
        failure = known.failures.get(job.result_key)
        if head is not None and head.status is not DocumentStatus.OK:
            rows.append((head.file, head.status.value, describe(head.reasons, lang)))
        elif failure is not None:
            reasons = describe(failure.document.reasons, lang)
            rows.append((job.name, failure.document.status.value, reasons))
    has_failures = bool(_list_failed(plan, known) or plan.inbox.skipped)
    return RunSummary(
        exit_code=ExitCode.SOME_FAILED if has_failures else ExitCode.OK,
        counts=ReleaseCounts(),
        extracted=len(plan.todo),
        cached=len(plan.jobs) - len(plan.todo),
        problems=tuple(rows),
        duplicates=tuple(
            (file.name, file.duplicates) for file in plan.inbox.files if file.duplicates
        ),
        skipped=plan.inbox.skipped,
    )


def _list_failed(plan: RunPlan, known: ReadInbox) -> tuple[str, ...]:
    """Return the result keys of the documents that could not be read."""
    return tuple(
        job.result_key
        for job in plan.jobs
        if job.result_key not in known.heads
        or known.heads[job.result_key].status is DocumentStatus.FAILED
    )


def _assemble(
    plan: RunPlan,
    publication: Publication,
    summary: RunSummary,
    timings: Mapping[str, float],
    reporter: Reporter,
) -> RunSummary:
    """Write the release and let ``latest.json`` name it."""
    from sidak.publishers import assemble_release, move_latest
    from sidak.publishers.audit.front import FrontSettings, write_front

    blocked = _list_reasons(publication)
    if publication.is_blocked and not any(part.facts.blocked for part in publication.parts):
        # Nothing new was made that anybody could look at.
        last = plan.last.summary if plan.last else None
        return replace(
            summary,
            exit_code=ExitCode.BLOCKED,
            release=last.release if last else "",
            counts=last.counts if last else summary.counts,
            blocked=blocked,
            is_blocked=True,
        )
    facts = [part.facts for part in publication.parts]
    counts = _add_counts(facts)
    reporter.note("writing the release")
    run_facts = _describe_run(plan, publication, timings, counts)
    settings = FrontSettings(plan.request.settings.lang, plan.started[:10], publication.blocked)
    try:
        release = assemble_release(
            plan.request.out,
            publication.parts,
            run_facts,
            extras=[
                lambda folder: _write_checks(folder, publication),
                lambda folder: write_front(folder, facts, settings),
            ],
        )
        if not publication.is_blocked:
            move_latest(plan.request.out, release)
    except OSError as error:
        raise _make_blocked_error(error) from error
    for one in facts:
        for note in one.notes:
            reporter.note(f"{one.region or one.region_code}: {note}")
    exit_code = summary.exit_code
    if blocked:
        exit_code = ExitCode.BLOCKED if publication.is_blocked else ExitCode.SOME_FAILED
    return replace(
        summary,
        exit_code=exit_code,
        counts=counts,
        release=_name_release(plan, release),
        is_new=release.is_new,
        blocked=blocked,
        warnings=_prefix(
            [(one.region_code, one.warnings) for one in facts], has_several=len(facts) > 1
        ),
        is_blocked=publication.is_blocked,
    )


def _name_release(plan: RunPlan, release: "ReleaseInfo") -> str:
    return release.path.relative_to(plan.request.out).as_posix()


def _list_reasons(publication: Publication) -> tuple[str, ...]:
    """Return why parts are held back, each with its region where there are several."""
    reasons = sorted(publication.blocked.items())
    codes = {*publication.blocked, *(part.facts.region_code for part in publication.parts)}
    return _prefix(reasons, has_several=len(codes) > 1)


def _prefix(
    messages: Sequence[tuple[str, Sequence[str]]], *, has_several: bool
) -> tuple[str, ...]:
    """Return messages, with the code of their region where there are several regions."""
    return tuple(
        f"{code}: {text}" if has_several else text for code, texts in messages for text in texts
    )


def _add_counts(facts: Sequence[Any]) -> ReleaseCounts:
    total: Counter[str] = Counter()
    for one in facts:
        total.update(one.counts)
    return ReleaseCounts(**total)


def _describe_run(
    plan: RunPlan,
    publication: Publication,
    timings: Mapping[str, float],
    counts: ReleaseCounts,
) -> Any:
    from sidak.publishers import RunFacts

    return RunFacts(
        started=plan.started,
        finished=clock.read_clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
        inputs={job.name: job.sha256 for job in plan.jobs},
        versions=plan.versions,
        settings=plan.request.settings.list_for_release(),
        timings=timings,
        counts=asdict(counts),
        coverage={
            document_id: coverage
            for part in publication.parts
            for document_id, coverage in part.facts.coverage.items()
        },
        blocked=publication.blocked,
    )


def _write_checks(folder: Path, publication: Publication) -> None:
    """Leave the verdict of the checks in the release, above all in a blocked one."""
    from sidak.publishers import list_broken_checks

    broken = list_broken_checks(folder, [part.facts.region_code for part in publication.parts])
    verdict = {
        "passed": not publication.blocked,
        "blocked": {code: list(reasons) for code, reasons in publication.blocked.items()},
        "rules": sum(part.facts.rows.get("checks", 0) for part in publication.parts),
        "blocking_failures": [one for one in broken if one["severity"] == "critical"],
        "warnings": [one for one in broken if one["severity"] == "warning"],
    }
    text = json.dumps(verdict, ensure_ascii=False, indent=2)
    (folder / "checks.json").write_text(text + "\n", encoding="utf-8")


def _tidy_parts(folder: Path, made: Sequence[RegionOutcome], summary: RunSummary) -> None:
    """Remove the parts that a release holds now, and those that nobody will ask for."""
    waiting = {
        one.job.finished.name
        for one in made
        if one.facts is not None and (one.facts.blocked or summary.is_blocked)
    }
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in waiting:
            shutil.rmtree(path, ignore_errors=True)


def _save_state(
    plan: RunPlan, known: ReadInbox, unmade: Sequence[str], summary: RunSummary
) -> None:
    """Remember what the next run needs to know.

    Args:
        plan: What the run did.
        known: What is known of the documents.
        unmade: Regions whose part could not be made.
        summary: What the run did.
    """
    request = plan.request
    lost = {name for names in known.lost.values() for name in names}
    accidents = [
        job
        for job in plan.jobs
        if job.result_key in known.heads and known.heads[job.result_key].has_accident
    ]
    last = LastRun(
        plan.inputs_digest,
        summary,
        _list_failed(plan, known),
        unfinished=(
            *(
                job.name
                for job in plan.jobs
                if job.result_key in known.failures or job.name in lost
            ),
            *(job.name for job in accidents),
            *unmade,
        ),
    )
    save_heads(request.folder.heads, known.heads, (job.result_key for job in plan.jobs))
    save_last_run(request.folder.last_run, last)
    save_sources(request.folder, request.inbox, request.archive)
    used = {key for job in plan.jobs for key in (job.result_key, job.extraction_key)}
    cache = Cache(request.folder.cache)
    for job in accidents:
        cache.forget(job.result_key)
        cache.forget(job.extraction_key)
    cache.prune(used, days=SETTINGS.cache_days)


def _make_blocked_error(error: OSError) -> ReleaseBlockedError:
    return ReleaseBlockedError(
        f"the release could not be written ({error}); latest.json is where it was"
    )
