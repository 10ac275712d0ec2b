"""The plan of a run: what is left to do, and what the release depends on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from sidak.flows.batch.archive import archive_files
from sidak.flows.batch.fingerprint import (
    DOCUMENT_ROOMS,
    READING_ROOMS,
    RELEASE_ROOMS,
    digest_folder,
    digest_parts,
    digest_rooms,
    list_versions,
)
from sidak.flows.batch.inbox import Inbox, InboxFile, scan_inbox
from sidak.flows.batch.jobs import Job
from sidak.flows.batch.summary import LastRun, load_last_run
from sidak.flows.settings import CuratedFolder, RunSettings, count_cores
from sidak.flows.state.cache import Cache
from sidak.flows.state.decisions import read_decisions
from sidak.flows.state.manifest import MANIFEST_NAME, Manifest, load_manifest
from sidak.flows.state.stamps import Stamps, load_stamps
from sidak.schemas import StatedFacts
from sidak.schemas.decisions import (
    OWN_SUBJECTS,
    DecisionRecord,
    DecisionSubject,
    list_standing,
)
from sidak.schemas.records import NOTHING_STATED
from sidak.schemas.system import clock


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What the user asked for.

    Attributes:
        inbox: Folder of reports.
        out: Curated folder.
        workers: Documents read at the same time.
        force: Read everything again, whatever the cache holds.
        retry_failed: Read again what failed in the last run.
        archive: Folder for read-only copies; ``None`` for no copies.
        nomenclature: Folder of imported lists; ``None`` for the one in ``out``.
        manifest: What people say of the files; ``None`` for ``sidak.csv`` in the inbox, if
            there is one.
        follows_links: Whether links that lead out of the inbox are taken.
        accept_shrink: Whether a region may lose much against the last release.
        dask: Address of a Dask scheduler, empty for a cluster of this machine; ``None`` to work
            without Dask.
        notify: Command that gets the summary of the run; ``None`` for none.
        settings: Everything else.
    """

    inbox: Path
    out: Path
    workers: int = field(default_factory=count_cores)
    force: bool = False
    retry_failed: bool = False
    archive: Path | None = None
    nomenclature: Path | None = None
    manifest: Path | None = None
    follows_links: bool = False
    accept_shrink: bool = False
    dask: str | None = None
    notify: str | None = None
    settings: RunSettings = field(default_factory=RunSettings)

    @property
    def folder(self) -> CuratedFolder:
        """The curated folder."""
        return CuratedFolder(self.out)

    def find_nomenclature(self) -> Path | None:
        """Return the folder of imported lists; ``None`` if there is none."""
        folder = self.nomenclature or self.folder.nomenclature
        return folder if folder.is_dir() else None


@dataclass(frozen=True, slots=True)
class RunPlan:
    """What a run will do.

    Attributes:
        request: What the user asked for.
        inbox: What lies there.
        jobs: One job per document, in the order of names.
        todo: The jobs that the cache cannot answer, largest file first.
        inputs_digest: Digest of everything the release depends on.
        versions: What ``run.json`` says of code, libraries and lists.
        last: The last run; ``None`` before the first.
        started: Time in UTC, ISO 8601.
    """

    request: RunRequest
    inbox: Inbox
    jobs: tuple[Job, ...]
    todo: tuple[Job, ...]
    inputs_digest: str
    versions: dict[str, str]
    last: LastRun | None
    started: str

    @property
    def is_unchanged(self) -> bool:
        """Whether the last run has done all this already, and its release still stands."""
        if self.request.force or self.last is None:
            return False
        if self.last.inputs_digest != self.inputs_digest or self.last.unfinished:
            return False
        if self.request.retry_failed and self.last.failed_keys:
            return False
        if self.request.accept_shrink and self.last.summary.blocked:
            return False
        release = self.last.summary.release
        return not release or (self.request.out / release / "run.json").is_file()


def make_plan(request: RunRequest) -> RunPlan:
    """Scan the inbox and return the plan of a run.

    Raises:
        OSError: If the inbox or the archive cannot be used.
        DecisionsError: If the file of decisions cannot be read.
        ManifestError: If the manifest cannot be read.
    """
    started = clock.read_clock().strftime("%Y-%m-%dT%H:%M:%SZ")
    stamps = Stamps() if request.force else load_stamps(request.folder.stamps)
    inbox = scan_inbox(request.inbox, follows_links=request.follows_links, stamps=stamps)
    stamps.save(request.folder.stamps)
    manifest = _load_manifest(request)
    inbox = replace(
        inbox,
        skipped=(*inbox.skipped, *manifest.problems),
        remarks=tuple(_list_remarks(manifest, inbox)),
    )
    if request.archive is not None:
        archive_files(inbox.files, request.archive)
    lists = digest_folder(request.find_nomenclature())
    records = list_standing(read_decisions(request.folder.decisions))
    decisions = digest_decisions(records)
    beside = digest_parts(
        lists, digest_decisions(records, about_codes=True), request.settings.list_for_results()
    )
    jobs = tuple(
        _make_job(
            file,
            beside,
            digest_decisions(records, document_id=file.document_id),
            manifest.find((file.name, *file.duplicates)),
        )
        for file in inbox.files
    )
    last = load_last_run(request.folder.last_run)
    versions = {
        **list_versions(),
        "code": digest_rooms(RELEASE_ROOMS)[:12],
        "nomenclature": lists[:12],
        "decisions": decisions[:12],
    }
    return RunPlan(
        request=request,
        inbox=inbox,
        jobs=jobs,
        todo=_find_todo(jobs, request, last),
        inputs_digest=digest_parts(
            digest_rooms(RELEASE_ROOMS),
            decisions,
            *(job.result_key for job in jobs),
            *(name for name, _ in inbox.skipped),
            request.settings.list_for_release(),
        ),
        versions=versions,
        last=last,
        started=started,
    )


def digest_decisions(
    records: Sequence[DecisionRecord],
    *,
    about_codes: bool = False,
    document_id: str | None = None,
) -> str:
    """Return the SHA-256 over standing decisions.

    A decision about a code may concern any document, all others only their own: the
    others need not be understood again because of it.

    Args:
        records: The standing decisions, oldest first.
        about_codes: Only those about codes.
        document_id: Only those about figures, columns and rows of this document.
    """
    chosen = [
        one
        for one in records
        if not (about_codes or document_id)
        or (about_codes and one.subject == DecisionSubject.KODE)
        or (
            document_id is not None
            and one.subject in OWN_SUBJECTS
            and one.document_id == document_id
        )
    ]
    return digest_parts(*(json.dumps(asdict(one), sort_keys=True) for one in chosen))


def _load_manifest(request: RunRequest) -> Manifest:
    """Return what people say of the files; nothing if there is no manifest.

    Raises:
        ManifestError: If there is one that cannot be read.
    """
    path = request.manifest or request.inbox / MANIFEST_NAME
    is_wanted = request.manifest is not None or path.is_file()
    return load_manifest(path) if is_wanted else Manifest()


def _list_remarks(manifest: Manifest, inbox: Inbox) -> Iterator[str]:
    """Yield what of a manifest has no effect: columns and files that are not known."""
    for head in manifest.others:
        yield f"manifest: column '{head}' has no meaning here"
    present = {name for file in inbox.files for name in (file.name, *file.duplicates)}
    skipped = {name for name, _ in inbox.skipped}
    for name in manifest.list_unknown(frozenset(present | skipped)):
        yield f"manifest: {name} is not in the inbox"


def _make_job(file: InboxFile, beside: str, own: str, stated: StatedFacts) -> Job:
    """Return the job of a file.

    Args:
        file: The file.
        beside: Digest of all that its result shares with others.
        own: Digest of the decisions about its figures, columns and rows.
        stated: What a person says of it.
    """
    rooms = digest_rooms(DOCUMENT_ROOMS)
    facts = [] if stated == NOTHING_STATED else [json.dumps(asdict(stated), sort_keys=True)]
    return Job(
        path=str(file.path),
        name=file.name,
        sha256=file.sha256,
        size=file.size,
        extraction_key=digest_parts("extraction", file.sha256, digest_rooms(READING_ROOMS)),
        result_key=digest_parts("result", file.sha256, file.name, rooms, beside, own, *facts),
        stated=stated,
    )


def _find_todo(
    jobs: tuple[Job, ...], request: RunRequest, last: LastRun | None
) -> tuple[Job, ...]:
    cache = Cache(request.folder.cache)
    failed = set(last.failed_keys) if last and request.retry_failed else set()
    todo = [
        job
        for job in jobs
        if request.force or job.result_key in failed or cache.find(job.result_key) is None
    ]
    # Largest first: the last document to start decides when the run ends.
    return tuple(sorted(todo, key=lambda job: (-job.size, job.name)))
