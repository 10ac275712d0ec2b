"""Which documents belong to which region, and what the part of a region depends on."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sidak.flows.batch.fingerprint import RELEASE_ROOMS, digest_parts, digest_rooms
from sidak.flows.batch.jobs import Job
from sidak.flows.batch.planning import RunPlan
from sidak.flows.state.decisions import read_decisions
from sidak.flows.state.heads import DocumentHead
from sidak.schemas import DocumentResult, SidakError
from sidak.schemas.decisions import DecisionSubject, list_standing


class RegionError(SidakError):
    """A step of a region ended without a result."""


class RegionDiedError(RegionError):
    """The process that made a region died: another may end the work."""


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A document of a region.

    Attributes:
        result_key: Cache key of its result.
        document_id: Its id.
        path: Its file, for pictures of its pages.
        failure: Its result, if an accident kept it from being read: then none is in the cache.
    """

    result_key: str
    document_id: str
    path: str
    failure: DocumentResult | None = None


@dataclass(frozen=True, slots=True)
class RegionJob:
    """One region whose part is to be made.

    Attributes:
        region_code: Code of the region.
        region: Its name; empty if it is not known.
        key: Digest of everything that the part depends on.
        entries: Its documents, by file name.
        cache: Folder of the cache.
        out: Curated folder.
        folder: Folder where parts are made.
        earlier: The latest release, whose pictures are taken where they are the same.
        decisions: File of what people decided; ``None`` for none.
        logs: Folder of logs.
        lang: Language of messages and audit pages.
        date: Day of the run.
    """

    region_code: str
    region: str
    key: str
    entries: tuple[RegionEntry, ...] = field(repr=False)
    cache: str
    out: str
    folder: str
    earlier: str | None
    decisions: str | None
    logs: str
    lang: str
    date: str

    @property
    def finished(self) -> Path:
        """Folder of the finished part."""
        return Path(self.folder, f"{self.region_code}-{self.key[:16]}")

    @property
    def audit_place(self) -> Path:
        """Where its audit pages will lie: links out of a release are the same in each."""
        return Path(self.out, "releases", "release", "audit")

    @property
    def unfinished(self) -> Path:
        """Folder in which the part is being made."""
        return Path(self.folder, f".making-{self.region_code}-{self.key[:16]}")


def plan_regions(
    plan: RunPlan,
    heads: Mapping[str, DocumentHead],
    failures: Mapping[str, DocumentResult],
    earlier: Path | None,
) -> list[RegionJob]:
    """Return one job per region, by code.

    Args:
        plan: The plan of the run.
        heads: The documents in short, by result key.
        failures: Results of the documents that an accident kept from being read, by result
            key; those that are in neither stand in no region.
        earlier: The latest release.
    """
    of_region: dict[str, list[Job]] = defaultdict(list)
    for job in plan.jobs:
        if job.result_key in heads:
            of_region[heads[job.result_key].region_code].append(job)
        elif job.result_key in failures:
            of_region[failures[job.result_key].document.region_code].append(job)
    marks = _digest_marks(plan)
    code = digest_rooms(RELEASE_ROOMS)
    return [
        _make_job(plan, region_code, jobs, heads, failures, (code, marks, earlier))
        for region_code, jobs in sorted(of_region.items())
    ]


def _make_job(
    plan: RunPlan,
    region_code: str,
    jobs: Sequence[Job],
    heads: Mapping[str, DocumentHead],
    failures: Mapping[str, DocumentResult],
    shared: tuple[str, Mapping[str, str], Path | None],
) -> RegionJob:
    code, marks, earlier = shared
    request = plan.request
    decisions = request.folder.decisions
    entries = tuple(
        RegionEntry(job.result_key, job.sha256[:16], job.path, failures.get(job.result_key))
        for job in sorted(jobs, key=lambda one: one.name)
    )
    names = [
        head.region
        for job in jobs
        if (head := heads.get(job.result_key)) is not None and head.region
    ]
    return RegionJob(
        region_code=region_code,
        # The most frequent spelling; of several, the first in the alphabet.
        region=max(sorted(set(names)), key=names.count, default=""),
        key=digest_parts(
            "part",
            region_code,
            code,
            request.settings.list_for_release(),
            *(f"{one.result_key} {_describe_failure(one)}" for one in entries),
            # What an accident left out may be there at the next run, under the same key.
            *(plan.started for job in jobs if _has_accident(heads.get(job.result_key))),
            *(marks.get(one.document_id, "") for one in entries),
        ),
        entries=entries,
        cache=str(request.folder.cache),
        out=str(request.out),
        folder=str(request.folder.parts),
        earlier=None if earlier is None else str(earlier),
        decisions=str(decisions) if decisions.is_file() else None,
        logs=str(request.folder.logs),
        lang=request.settings.lang,
        date=plan.started[:10],
    )


def _has_accident(head: DocumentHead | None) -> bool:
    return head is not None and head.has_accident


def _describe_failure(entry: RegionEntry) -> str:
    if entry.failure is None:
        return ""
    return " ".join(doubt.text() for doubt in entry.failure.document.reasons)


def _digest_marks(plan: RunPlan) -> dict[str, str]:
    """Return a digest of what people made of findings, by document."""
    marks: dict[str, list[str]] = defaultdict(list)
    for one in list_standing(read_decisions(plan.request.folder.decisions)):
        if one.subject == DecisionSubject.FINDING:
            marks[one.document_id].append(json.dumps(asdict(one), sort_keys=True))
    return {document_id: digest_parts(*listed) for document_id, listed in marks.items()}
