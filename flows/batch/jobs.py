"""One document as a job, and what came of it."""

import errno
import functools
import time
import traceback
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.extractors import ManyScansError
from sidak.flows.state.cache import Cache
from sidak.schemas import Doubt, DoubtKind, Extraction, SidakError, UnreadableFileError
from sidak.schemas.document_result import make_failed_document

if TYPE_CHECKING:
    from sidak.extractors.tables.page_tables import PageReading
    from sidak.matchers import CodeDecision, Nomenclature
    from sidak.schemas import DocumentResult
    from sidak.schemas.decisions import FigureDecision

#: Scanned pages from which on a document is shared out; and how many go to one worker at a
#: time. A page takes seconds, so that the last part is done soon after the others.
MANY_SCANS = 12
PART_PAGES = 4

#: Longest message of an unexpected error that a reason quotes, in characters.
_LONGEST_FAULT = 460

#: Faults of the machine, not of the file: worth another try.
_MACHINE_ERRNOS = frozenset(
    {errno.EIO, errno.EAGAIN, errno.ENOMEM, errno.ENOSPC, errno.EMFILE, errno.ENFILE}
    | {errno.ESTALE, errno.EBUSY, errno.EINTR, errno.ETIMEDOUT, errno.EDQUOT}
)


class JobStatus(StrEnum):
    """What came of a job."""

    READ = "read"  # the cache holds the result, good or bad
    SPLIT = "split"  # nothing is read yet: the document is long, several workers share it
    PART = "part"  # pages of a long document are read; the cache holds nothing of it
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
        part: Only these scanned pages are to be read, for a job to come.
        scans: Scanned pages that such jobs have read; ``None`` before they were asked.
    """

    path: str
    name: str
    sha256: str
    size: int
    extraction_key: str
    result_key: str
    part: tuple[int, ...] = ()
    scans: "tuple[tuple[int, PageReading | Doubt], ...] | None" = field(
        default=None, repr=False
    )


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job.

    Attributes:
        name: Name of the file.
        result_key: Key of the job.
        status: Whether a result is in the cache.
        document_status: "ok", "partial" or "failed"; empty after an accident.
        reasons: Why not "ok".
        pages: Pages of the document.
        seconds: Time taken.
        details: Traceback of an unexpected error, for the log.
        parts: Pages that other workers may read meanwhile, if the document is long.
        scans: What became of the pages of such a part.
    """

    name: str
    result_key: str
    status: JobStatus
    document_status: str = ""
    reasons: tuple[Doubt, ...] = ()
    pages: int = 0
    seconds: float = 0.0
    details: str = ""
    parts: tuple[tuple[int, ...], ...] = ()
    scans: "tuple[tuple[int, PageReading | Doubt], ...]" = field(default=(), repr=False)


class JobError(SidakError):
    """A job came to no result.

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


class DocumentTimeoutError(JobError):
    """The reading of a document took longer than it may."""


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
    """

    nomenclature: "Nomenclature"
    decisions: "tuple[CodeDecision, ...]" = ()
    figure_decisions: "tuple[FigureDecision, ...]" = ()


@functools.lru_cache(maxsize=1)
def load_lists(context: JobContext) -> JobLists:
    """Return the lists of a run, loaded at the first job of a worker process.

    Raises:
        SidakError: If a list or the file of decisions cannot be used.
    """
    from sidak.flows.state.decisions import load_code_decisions, load_figure_decisions
    from sidak.matchers import load_nomenclature

    folder = Path(context.nomenclature) if context.nomenclature else None
    nomenclature = load_nomenclature(folder)
    if context.decisions is None:
        return JobLists(nomenclature)
    file = Path(context.decisions)
    return JobLists(nomenclature, load_code_decisions(file), load_figure_decisions(file))


def read_job(job: Job, context: JobContext) -> JobResult:
    """Read a document and put the result into the cache, whatever it is.

    A file that cannot be read, or on which a room fails, becomes a ``failed`` document
    with a reason: one file never stops the others.

    A document of many scanned pages is not read at first: its outcome names the parts that
    several workers share, and the job comes again with what they read.

    Raises:
        TransientError: If the machine, not the file, is at fault.
    """
    started = time.monotonic()
    if job.part:
        return _read_part(job)
    cache = Cache(Path(context.cache))
    details = ""
    try:
        try:
            records, details = _make_records(job, cache, context)
        except ManyScansError as error:
            return _split(job, error.pages)
        try:
            cache.store(job.result_key, records)
        except (TypeError, ValueError) as error:
            records, details = _fail(job, error)
            cache.store(job.result_key, records)
    except (OSError, MemoryError) as error:
        raise TransientError(_name_fault(job, error)) from error
    return JobResult(
        name=job.name,
        result_key=job.result_key,
        status=JobStatus.READ,
        document_status=records.document.status.value,
        reasons=records.document.reasons,
        pages=records.document.pages,
        seconds=round(time.monotonic() - started, 3),
        details=details,
    )


def _split(job: Job, pages: tuple[int, ...]) -> JobResult:
    """Share out the scanned pages of a long document."""
    parts = tuple(
        pages[start : start + PART_PAGES] for start in range(0, len(pages), PART_PAGES)
    )
    return JobResult(job.name, job.result_key, JobStatus.SPLIT, parts=parts)


def _read_part(job: Job) -> JobResult:
    """Read the pages of a part; a fault there is met again when the whole is read."""
    from sidak.extractors import read_scans

    try:
        scans = tuple(read_scans(Path(job.path), job.part).items())
    except (OSError, MemoryError) as error:
        raise TransientError(_name_fault(job, error)) from error
    except Exception:  # noqa: BLE001 - the fence between one document and the rest
        scans = ()
    return JobResult(job.name, job.result_key, JobStatus.PART, scans=scans)


def _name_fault(job: Job, error: Exception) -> Doubt:
    """Return what the machine said when a job failed."""
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
            path=Path(job.path),
        )
        document = replace(records.document, file=job.name)
        return replace(records, document=document), ""
    except ManyScansError:
        raise
    except UnreadableFileError as error:
        return make_failed_document(job.sha256, job.name, (error.doubt,)), ""
    except MemoryError:
        raise
    except OSError as error:
        if error.errno in _MACHINE_ERRNOS:
            raise
        return _fail(job, error)
    except Exception as error:  # noqa: BLE001 - the fence between one document and the rest
        return _fail(job, error)


def _fail(job: Job, error: Exception) -> "tuple[DocumentResult, str]":
    fault = f"{type(error).__name__}: {error}"[:_LONGEST_FAULT]
    reasons = (Doubt(DoubtKind.PROGRAM_ERROR, (fault,)),)
    records = make_failed_document(job.sha256, job.name, reasons)
    return records, "".join(traceback.format_exception(error))


def _extract(job: Job, cache: Cache) -> Extraction:
    """Read the file, or take what an earlier run read from it.

    Reading takes most of the time and does not depend on the nomenclature or on the later
    rooms, so a new list or a better matcher costs seconds, not the night.
    """
    from sidak.extractors import read_document

    extraction = cache.load(job.extraction_key, Extraction)
    if extraction is None:
        most_scans = MANY_SCANS if job.scans is None else None
        extraction = read_document(
            Path(job.path), scans=dict(job.scans or ()), most_scans=most_scans
        )
        cache.store(job.extraction_key, extraction)
    # The same content may come back under another name.
    return replace(extraction, file=Path(job.name).name)
