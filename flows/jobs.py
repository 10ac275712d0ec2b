"""One document as a job, and what came of it."""

import errno
import time
import traceback
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from flows.cache import Cache
from schemas import Extraction, SidakError, UnreadableFileError

if TYPE_CHECKING:
    from matchers import Decision, Nomenclature
    from publishers.content import DocumentRecords
    from schemas.decisions import FigureDecision

#: Faults of the machine, not of the file: worth another try.
_TRANSIENT_ERRNOS = frozenset(
    {errno.EIO, errno.EAGAIN, errno.ENOMEM, errno.ENOSPC, errno.EMFILE, errno.ENFILE}
    | {errno.ESTALE, errno.EBUSY, errno.EINTR, errno.ETIMEDOUT, errno.EDQUOT}
)


class JobStatus(StrEnum):
    """What came of a job."""

    READ = "read"  # the cache holds the result, good or bad
    ACCIDENT = "accident"  # time ran out or the process died; nothing is in the cache


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
    """

    path: str
    name: str
    sha256: str
    size: int
    extraction_key: str
    result_key: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job.

    Attributes:
        name: Name of the file.
        result_key: Key of the job.
        status: Whether a result is in the cache.
        document_status: "ok", "partial" or "failed"; empty after an accident.
        reason: Why not "ok", in Indonesian.
        pages: Pages of the document.
        seconds: Time taken.
        details: Traceback of an unexpected error, for the log.
    """

    name: str
    result_key: str
    status: JobStatus
    document_status: str = ""
    reason: str = ""
    pages: int = 0
    seconds: float = 0.0
    details: str = ""


class TransientError(SidakError):
    """A document could not be read now, but perhaps can be in a moment."""


class DocumentTimeoutError(SidakError):
    """The reading of a document took longer than it may."""


@dataclass(slots=True)
class JobContext:
    """What a worker needs to know for all its jobs; travels to the process once.

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
    _loaded: "Nomenclature | None" = field(default=None, repr=False)
    _decided: "tuple[Decision, ...] | None" = field(default=None, repr=False)
    _figures: "tuple[FigureDecision, ...] | None" = field(default=None, repr=False)

    def load_nomenclature(self) -> "Nomenclature":
        """Return the nomenclature, loaded at the first call."""
        if self._loaded is None:
            from matchers import load_nomenclature

            self._loaded = load_nomenclature(
                Path(self.nomenclature) if self.nomenclature else None
            )
        return self._loaded

    def load_decisions(self) -> "tuple[Decision, ...]":
        """Return what people decided about codes, loaded at the first call."""
        if self._decided is None:
            from matchers import load_decisions

            self._decided = load_decisions(Path(self.decisions)) if self.decisions else ()
        return self._decided

    def load_figure_decisions(self) -> "tuple[FigureDecision, ...]":
        """Return what people decided about figures, loaded at the first call."""
        if self._figures is None:
            from schemas.decisions import load_figure_decisions

            self._figures = (
                load_figure_decisions(Path(self.decisions)) if self.decisions else ()
            )
        return self._figures

    def check(self) -> None:
        """Load everything once, so that a broken list stops the run before it begins.

        Raises:
            SidakError: If a list or the file of decisions cannot be used.
        """
        replace(self).load_nomenclature()
        replace(self).load_decisions()
        replace(self).load_figure_decisions()


def read_job(job: Job, context: JobContext) -> Outcome:
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
        raise TransientError(f"{job.name}: {str(error) or type(error).__name__}") from error
    return Outcome(
        name=job.name,
        result_key=job.result_key,
        status=JobStatus.READ,
        document_status=records.document.status.value,
        reason=records.document.reason,
        pages=records.document.pages,
        seconds=round(time.monotonic() - started, 3),
        details=details,
    )


def _make_records(job: Job, cache: Cache, context: JobContext) -> "tuple[DocumentRecords, str]":
    from flows.pipeline import make_failed_document, rename_document, understand_document

    nomenclature, decisions = context.load_nomenclature(), context.load_decisions()
    figures = context.load_figure_decisions()
    try:
        extraction = _extract(job, cache)
        records = understand_document(
            extraction, nomenclature, decisions, figures, path=Path(job.path)
        )
        return rename_document(records, job.name), ""
    except UnreadableFileError as error:
        reason = f"{error.problem}; {error.remedy}"
        return make_failed_document(job.sha256, job.name, reason), ""
    except MemoryError:
        raise
    except OSError as error:
        if error.errno in _TRANSIENT_ERRNOS:
            raise
        return _fail(job, error)
    except Exception as error:  # noqa: BLE001 - the fence between one document and the rest
        return _fail(job, error)


def _fail(job: Job, error: Exception) -> "tuple[DocumentRecords, str]":
    from flows.pipeline import make_failed_document

    reason = f"kesalahan program saat membaca berkas: {type(error).__name__}: {error}"
    records = make_failed_document(job.sha256, job.name, reason[:500])
    return records, "".join(traceback.format_exception(error))


def _extract(job: Job, cache: Cache) -> Extraction:
    """Read the file, or take what an earlier run read from it.

    Reading takes most of the time and does not depend on the nomenclature or on the later
    rooms, so a new list or a better matcher costs seconds, not the night.
    """
    from extractors import read_document

    extraction = cache.load(job.extraction_key, Extraction)
    if extraction is None:
        extraction = read_document(Path(job.path))
        cache.store(job.extraction_key, extraction)
    # The same content may come back under another name.
    return replace(extraction, file=Path(job.name).name)
