"""What workers do in these tests: stand-ins for the reading of a document.

They stand in a module of their own because worker processes import them by name. A fake
report says in its text what happens to its reader: "ok", "failed", "raise", "hang", "kill".
"""

import os
import signal
import time
from pathlib import Path

from sidak.flows.batch.jobs import Job, JobContext, JobResult, JobStatus, TransientError
from sidak.flows.state.cache import Cache
from sidak.schemas import (
    Document,
    DocumentKind,
    DocumentResult,
    DocumentStatus,
    Doubt,
    DoubtKind,
    Page,
    PageSource,
    PageStatus,
)
from sidak.schemas.document_result import make_failed_document


def make_records(job: Job) -> DocumentResult:
    """Return a document of one narrative page."""
    document = Document(
        document_id=job.sha256[:16],
        sha256=job.sha256,
        file=job.name,
        kind=DocumentKind.LKJIP,
        agency="Sekretariat Daerah",
        region="Kota Serang",
        year=2022,
        pages=1,
        pages_scanned=0,
        status=DocumentStatus.OK,
        reasons=(),
        producer="fake",
    )
    page = Page(1, PageSource.TEXT, PageStatus.NARRATIVE, width=595.0, height=842.0)
    return DocumentResult(document, (page,))


def read_fake(job: Job, context: JobContext) -> JobResult:
    """Do what the text of the fake report says."""
    _count_call(job, context)
    order = Path(job.path).read_text("utf-8").split()[0]
    if order == "long" and job.scans is None:
        return _share_out(job)
    if order == "long":
        # the result tells which pages came from parts
        _note(job, context, f"{job.name} whole {[n for n, _ in job.scans or ()]}")
    if order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang":
        time.sleep(600)
    if order == "raise":
        raise TransientError(Doubt(DoubtKind.MACHINE_FAULT, ("disk penuh",)))
    if order == "once" and len(list_calls(Path(context.cache), job.name)) == 1:
        raise TransientError(Doubt(DoubtKind.MACHINE_FAULT, ("sekali saja",)))
    print("chatter of a library")
    records = make_records(job)
    if order == "failed":
        records = make_failed_document(job.sha256, job.name, (Doubt(DoubtKind.FILE_LOCKED),))
    Cache(Path(context.cache)).store(job.result_key, records)
    return JobResult(
        job.name,
        job.result_key,
        JobStatus.READ,
        records.document.status.value,
        records.document.reasons,
        pages=records.document.pages,
    )


def list_calls(cache: Path, name: str = "") -> list[str]:
    """Return the names of the documents that were read, in order."""
    calls = cache.parent / "calls"
    if not calls.exists():
        return []
    return [line for line in calls.read_text("utf-8").splitlines() if name in ("", line)]


def _count_call(job: Job, context: JobContext) -> None:
    calls = Path(context.cache).parent / "calls"
    calls.parent.mkdir(parents=True, exist_ok=True)
    with calls.open("a", encoding="utf-8") as stream:
        stream.write(f"{job.name}\n")


def _share_out(job: Job) -> JobResult:
    """Do as for a long document: name its parts, read one, die in another."""
    if not job.part:
        parts = ((1, 2), (3, 4), (5, 6))
        return JobResult(job.name, job.result_key, JobStatus.SPLIT, parts=parts)
    if 3 in job.part:
        os.kill(os.getpid(), signal.SIGKILL)
    scans = tuple((page, Doubt(DoubtKind.SCAN_NOT_REQUESTED)) for page in job.part)
    return JobResult(job.name, job.result_key, JobStatus.PART, scans=scans)


def _note(job: Job, context: JobContext, text: str) -> None:
    with Path(context.cache, "..", "notes").resolve().open("a", encoding="utf-8") as notes:
        notes.write(text + "\n")
