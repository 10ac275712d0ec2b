"""One document as a job, and its result."""

import errno
import functools
import time
import traceback
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.flows.batch.settings import SETTINGS
from sidak.flows.state.cache import Cache
from sidak.flows.state.heads import DocumentHead, make_head
from sidak.schemas import (
    Doubt,
    DoubtKind,
    Extraction,
    SidakError,
    StatedFacts,
    UnreadableFileError,
)
from sidak.schemas.document_result import make_failed_document
from sidak.schemas.records import NOTHING_STATED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sidak.extractors.pdf.classify import ClassifiedDocument
    from sidak.extractors.tables.page_tables import PageReading
    from sidak.matchers import CodeDecision, Nomenclature
    from sidak.schemas import DocumentResult
    from sidak.schemas.decisions import FigureDecision, MeaningDecision

#: Faults of the machine, not of the file: worth another try.
_MACHINE_ERRNOS = frozenset(
    {errno.EIO, errno.EAGAIN, errno.ENOMEM, errno.ENOSPC, errno.EMFILE, errno.ENFILE}
    | {errno.ESTALE, errno.EBUSY, errno.EINTR, errno.ETIMEDOUT, errno.EDQUOT}
)


class JobStatus(StrEnum):
    """How a job ended."""

    READ = "read"  # the cache holds the result, good or bad
    ABORTED = "aborted"  # time ran out or the process died; nothing is in the cache


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read.

    Attributes:
        path: The file.
        name: Its name in the release.
        sha256: Digest of its content.
        size: Size in bytes.
        extraction_key: Cache key of what is read from the file.
        result_key: Cache key of what is understood.
        classified: What the file and its pages are; ``None`` before anybody looked.
        scans: Scanned pages that were read already.
        stated: What a person says of it.
    """

    path: str
    name: str
    sha256: str
    size: int
    extraction_key: str
    result_key: str
    classified: "ClassifiedDocument | None" = field(default=None, repr=False)
    scans: "Mapping[int, PageReading | Doubt]" = field(default_factory=dict, repr=False)
    stated: StatedFacts = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class JobResult:
    """The result of a job.

    Attributes:
        name: Name of the file.
        result_key: Key of the job.
        status: Whether a result is in the cache.
        document_status: "ok", "partial" or "failed"; empty if the job was aborted.
        reasons: Why not "ok".
        pages: Pages of the document.
        seconds: Time taken.
        details: Traceback of an unexpected error, for the log.
        head: The document in short; ``None`` if the job was aborted.
    """

    name: str
    result_key: str
    status: JobStatus
    document_status: str = ""
    reasons: tuple[Doubt, ...] = ()
    pages: int = 0
    seconds: float = 0.0
    details: str = ""
    head: DocumentHead | None = field(default=None, compare=False, repr=False)


class JobError(SidakError):
    """A job ended without a result.

    Attributes:
        doubt: Why.
    """

    def __init__(self, doubt: Doubt) -> None:
        """Make the error of its reason."""
        self.doubt = doubt
        super().__init__(doubt.text())

    def __reduce__(self) -> "tuple[type[JobError], tuple[Doubt]]":
        """Let the error travel between processes with its reason."""
        return (type(self), (self.doubt,))


def make_aborted_result(job: Job, error: JobError) -> JobResult:
    """Return the result of a job that was given up."""
    return JobResult(job.name, job.result_key, JobStatus.ABORTED, reasons=(error.doubt,))


class TransientError(JobError):
    """A document could not be read now, but perhaps can be in a moment."""


class DocumentLimitError(JobError):
    """The reading of a document took more time or memory than it may."""


@dataclass(frozen=True, slots=True)
class JobContext:
    """What a worker needs to know for all its jobs.

    Attributes:
        cache: Folder of the cache.
        nomenclature: Folder of imported lists; ``None`` for the embedded list alone.
        decisions: File of what people decided; ``None`` for none.
        log: File for what libraries print.
    """

    cache: str
    nomenclature: str | None = None
    decisions: str | None = None
    log: str | None = None

    def check(self) -> None:
        """Load everything once, so that a broken list stops the run before it begins.

        Raises:
            SidakError: If a list or the file of decisions cannot be used.
        """
        load_lists.__wrapped__(self)


@dataclass(frozen=True, slots=True)
class JobLists:
    """What documents are matched to, and what people decided about them.

    Attributes:
        nomenclature: Lists of codes.
        decisions: Decisions about codes.
        figure_decisions: Decisions about figures of any document.
        meaning_decisions: Decisions about columns and rows of any document.
    """

    nomenclature: "Nomenclature"
    decisions: "tuple[CodeDecision, ...]" = ()
    figure_decisions: "tuple[FigureDecision, ...]" = ()
    meaning_decisions: "tuple[MeaningDecision, ...]" = ()


@functools.lru_cache(maxsize=1)
def load_lists(context: JobContext) -> JobLists:
    """Return the lists of a run, loaded at the first job of a worker process.

    Raises:
        SidakError: If a list or the file of decisions cannot be used.
    """
    from sidak.flows.state.decisions import (
        load_code_decisions,
        load_figure_decisions,
        load_meaning_decisions,
    )
    from sidak.matchers import load_nomenclature

    folder = Path(context.nomenclature) if context.nomenclature else None
    nomenclature = load_nomenclature(folder)
    if context.decisions is None:
        return JobLists(nomenclature)
    file = Path(context.decisions)
    return JobLists(
        nomenclature,
        load_code_decisions(file),
        load_figure_decisions(file),
        load_meaning_decisions(file),
    )


def classify_job(job: Job, context: JobContext) -> "ClassifiedDocument | None":
    """Find out what the pages of a document are, if it must be read at all.

    Returns:
        ``None`` if what was read is in the cache, or if the file cannot be classified:
        then ``read_job`` finds out why.

    Raises:
        TransientError: If the machine, not the file, is at fault.
    """
    from sidak.extractors import classify_pages

    if Cache(Path(context.cache)).find(job.extraction_key) is not None:
        return None
    try:
        return classify_pages(Path(job.path))
    except (OSError, MemoryError) as error:
        raise TransientError(name_fault(job, error)) from error
    except Exception:  # noqa: BLE001 - the fence between one document and the rest
        return None


def read_job_pages(job: Job, pages: "Sequence[int]") -> "dict[int, PageReading | Doubt]":
    """Read some pages of a classified document; a fault there is met again by ``read_job``.

    Raises:
        TransientError: If the machine, not the file, is at fault.
    """
    from sidak.extractors import read_pages

    assert job.classified is not None
    try:
        return read_pages(Path(job.path), job.classified, pages)
    except (OSError, MemoryError) as error:
        raise TransientError(name_fault(job, error)) from error
    except Exception:  # noqa: BLE001 - the fence between one document and the rest
        return {}


def read_job(job: Job, context: JobContext) -> JobResult:
    """Read a document and put the result into the cache, whatever it is.

    A file that cannot be read, or on which a room fails, becomes a ``failed`` document
    with a reason: one file never stops the others.

    Raises:
        TransientError: If the machine, not the file, is at fault.
    """
    started = time.monotonic()
    cache = Cache(Path(context.cache))
    details = ""
    try:
        records, details = _make_records(job, cache, context)
        try:
            cache.store(job.result_key, records)
        except (TypeError, ValueError) as error:
            records, details = _fail(job, error)
            cache.store(job.result_key, records)
    except (OSError, MemoryError) as error:
        raise TransientError(name_fault(job, error)) from error
    return JobResult(
        name=job.name,
        result_key=job.result_key,
        status=JobStatus.READ,
        document_status=records.document.status.value,
        reasons=records.document.reasons,
        pages=records.document.pages,
        seconds=round(time.monotonic() - started, 3),
        details=details,
        head=make_head(records),
    )


def name_fault(job: Job, error: Exception) -> Doubt:
    """Return the machine's error of a failed job as a doubt."""
    fault = f"{job.name}: {str(error) or type(error).__name__}"
    return Doubt(DoubtKind.MACHINE_FAULT, (fault,))


def _make_records(job: Job, cache: Cache, context: JobContext) -> "tuple[DocumentResult, str]":
    from sidak.flows.pipeline import understand_document

    lists = load_lists(context)
    try:
        extraction = _extract(job, cache)
        records = understand_document(
            extraction,
            lists.nomenclature,
            lists.decisions,
            lists.figure_decisions,
            lists.meaning_decisions,
            path=Path(job.path),
            stated=job.stated,
        )
        document = replace(records.document, file=job.name)
        return replace(records, document=document), ""
    except UnreadableFileError as error:
        return make_failed_document(job.sha256, job.name, (error.doubt,), job.stated), ""
    except MemoryError:
        raise
    except OSError as error:
        if error.errno in _MACHINE_ERRNOS:
            raise
        return _fail(job, error)
    except Exception as error:  # noqa: BLE001 - the fence between one document and the rest
        return _fail(job, error)


def _fail(job: Job, error: Exception) -> "tuple[DocumentResult, str]":
    fault = f"{type(error).__name__}: {error}"[: SETTINGS.longest_message]
    reasons = (Doubt(DoubtKind.PROGRAM_ERROR, (fault,)),)
    records = make_failed_document(job.sha256, job.name, reasons, job.stated)
    return records, "".join(traceback.format_exception(error))


def _extract(job: Job, cache: Cache) -> Extraction:
    """Read the file, or take what an earlier run read from it.

    Reading takes most of the time and does not depend on the nomenclature or on the later
    rooms, so a new list or a better matcher costs seconds, not the night.
    """
    from sidak.extractors import assemble, classify_pages, read_pages

    extraction = cache.load(job.extraction_key, Extraction)
    if extraction is None:
        path = Path(job.path)
        classified = job.classified or classify_pages(path)
        rest = {page.page for page in classified.pages} - job.scans.keys()
        readings = {**job.scans, **read_pages(path, classified, rest)}
        extraction = assemble(path, classified, readings)
        cache.store(job.extraction_key, extraction)
    # The same content may come back under another name.
    return replace(extraction, file=Path(job.name).name)
