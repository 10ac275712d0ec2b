"""What workers do in these tests: stand-ins for the reading of a document.

They stand in a module of their own because worker processes import them by name. A fake
report says in its text what happens to its reader: "ok", "failed", "raise", "hang", "kill";
"region=Kabupaten_Lebak" puts it into another region than Kota Serang.
"""

import os
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.extractors.files.inspection import FileFacts
from sidak.extractors.pdf.classify import ClassifiedDocument, PageClass
from sidak.extractors.tables.page_tables import PageReading
from sidak.flows.batch.jobs import Job, JobContext, JobResult, JobStatus, TransientError
from sidak.flows.batch.region_steps import PartVerdict, publish_region, record_checks
from sidak.flows.batch.regions import RegionJob
from sidak.flows.batch.worker_pool import JobHandlers
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

if TYPE_CHECKING:
    from sidak.publishers import PartFacts


def make_records(job: Job, region: str = "Kota Serang") -> DocumentResult:
    """Return a document of one narrative page."""
    document = Document(
        document_id=job.sha256[:16],
        sha256=job.sha256,
        file=job.name,
        kind=DocumentKind.LKJIP,
        agency="Sekretariat Daerah",
        region=region,
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
    order, *words = Path(job.path).read_text("utf-8").split()
    if order in ("long", "unanswered"):
        # the result tells which pages came from parts
        _note(job, context, f"{job.name} whole {sorted(job.scans)}")
    if order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "slow":
        time.sleep(0.7)
    if order == "hang":
        time.sleep(600)
    if order == "raise":
        raise TransientError(Doubt(DoubtKind.MACHINE_FAULT, ("disk penuh",)))
    if order == "once" and len(list_calls(Path(context.cache), job.name)) == 1:
        raise TransientError(Doubt(DoubtKind.MACHINE_FAULT, ("sekali saja",)))
    print("chatter of a library")
    places = [word.removeprefix("region=") for word in words if word.startswith("region=")]
    records = make_records(job, *(place.replace("_", " ") for place in places))
    if order == "broken":
        doubt = Doubt(DoubtKind.ENGINE_FAILED, ("tesseract: SIGSEGV",))
        page = replace(records.pages[0], status=PageStatus.FAILED, reasons=(doubt,))
        records = replace(records, pages=(page,))
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


def classify_fake(job: Job, context: JobContext) -> ClassifiedDocument | None:
    """Tell that a "long" report has many scanned pages, of any other nothing."""
    if Path(job.path).read_text("utf-8").split()[0] not in ("long", "stuck", "unanswered"):
        return None
    facts = FileFacts(job.name, job.sha256, job.sha256[:16], 1, "pdf", 13)
    scan = PageClass(1, 595.0, 842.0, 0, 0, 0, 1.0, PageSource.SCAN, True, False)
    return ClassifiedDocument(facts, tuple(replace(scan, page=n) for n in range(1, 14)))


def read_pages_fake(job: Job, pages: Sequence[int]) -> dict[int, PageReading | Doubt]:
    """Read one part, die in another; do what the report says."""
    order = Path(job.path).read_text("utf-8").split()[0]
    if order == "stuck":
        time.sleep(600)
    if order == "unanswered":
        if 1 not in pages:
            raise RuntimeError("asked again")
        return {page: Doubt(DoubtKind.ENGINE_TIMEOUT, ("9",)) for page in pages}
    if 5 in pages:
        os.kill(os.getpid(), signal.SIGKILL)
    return {page: Doubt(DoubtKind.SCAN_NOT_REQUESTED) for page in pages}


def _note(job: Job, context: JobContext, text: str) -> None:
    with Path(context.cache, "..", "notes").resolve().open("a", encoding="utf-8") as notes:
        notes.write(text + "\n")


def validate_fake(job: RegionJob) -> PartVerdict:
    """Find nothing wrong, without the seconds that great-expectations takes to start.

    A region with a document "block.txt" breaks the contract.
    """
    from sidak.expectations import ContractBreach, ContractCheck, ContractReport

    names = [head.file for head in load_content(job)]
    breach = ContractBreach("figures.value", "figures", True, "3 angka tanpa tempat", 3)
    is_broken = "block.txt" in names
    check = ContractCheck(breach.rule, "figures", "critical", not is_broken, 3)
    if not is_broken:
        return record_checks(job, ContractReport(passed=True, checks=(check,)))
    return record_checks(job, ContractReport(False, (breach,), checks=(check,)))


def load_content(job: RegionJob) -> list[Document]:
    """Return the documents of a region."""
    cache = Cache(Path(job.cache))
    found = [cache.load(entry.result_key, DocumentResult) for entry in job.entries]
    return [one.document for one in found if one is not None]


def warm_up_nothing() -> None:
    """Import nothing."""


FAKE = JobHandlers(
    classify_fake,
    read_pages_fake,
    read_fake,
    validate=validate_fake,
    warm_up=warm_up_nothing,
)


def read_failing(job: Job, context: JobContext) -> JobResult:
    """Fail on "a.txt" as a machine does, read the others."""
    if job.name == "a.txt":
        raise TransientError(Doubt(DoubtKind.MACHINE_FAULT, ("disk penuh",)))
    return read_fake(job, context)


def publish_half_a_page(job: RegionJob) -> "PartFacts":
    """Fail in the middle of the audit pages."""
    import sidak.publishers.audit.write

    def fail(*arguments: object, **options: object) -> str:
        raise ValueError("half a page")

    sidak.publishers.audit.write.render_overview = fail
    return publish_region(job)


HALF_A_PAGE = replace(FAKE, publish=publish_half_a_page)
FAILING = replace(FAKE, read=read_failing)
