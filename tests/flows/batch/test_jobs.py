"""One document never stops the others, and finished work is used again."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from sidak.extractors import ManyScansError
from sidak.flows.batch.jobs import (
    MANY_SCANS,
    Job,
    JobContext,
    JobLists,
    JobResult,
    JobStatus,
    TransientError,
    read_job,
)
from sidak.flows.state.cache import Cache
from sidak.matchers import load_nomenclature
from sidak.schemas import (
    DocumentFacts,
    DocumentKind,
    DocumentResult,
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    PageSource,
    PageStatus,
    UnreadableFileError,
)
from sidak.schemas.document_result import describe_document, make_failed_document

_SHA256 = "ab" * 32
_LOCKED = Doubt(DoubtKind.FILE_LOCKED)
_EXTRACTION = Extraction(
    _SHA256[:16],
    _SHA256,
    "elsewhere.pdf",
    "",
    "",
    (Page(1, PageSource.TEXT, PageStatus.NARRATIVE),),
    (),
)


@pytest.fixture
def job() -> Job:
    return Job("a.pdf", "sub/a.pdf", _SHA256, 1, "e" * 64, "f" * 64)


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> JobContext:
    """A context whose later rooms see only the page ledger."""
    from sidak.flows import pipeline

    def understand(extraction: Extraction, *lists: object, path: Path) -> DocumentResult:
        facts = DocumentFacts(DocumentKind.LKJIP)
        row = describe_document(extraction, facts)
        return DocumentResult(row, extraction.pages)

    monkeypatch.setattr(pipeline, "understand_document", understand)
    lists = JobLists(load_nomenclature(None))
    monkeypatch.setattr("sidak.flows.batch.jobs.load_lists", lambda context: lists)
    return JobContext(cache=str(tmp_path))


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def read(path: Path, **_: object) -> Extraction:
        raise error

    monkeypatch.setattr("sidak.extractors.read_document", read)


def strip_time(outcome: JobResult) -> JobResult:
    assert outcome.seconds >= 0
    return replace(outcome, seconds=0.0, details="")


def test_a_document_is_read_once(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidak.extractors.read_document", lambda path, **_: _EXTRACTION)
    expected = JobResult("sub/a.pdf", job.result_key, JobStatus.READ, "ok", pages=1)
    assert strip_time(read_job(job, context)) == expected
    records = Cache(Path(context.cache)).load(job.result_key, DocumentResult)
    assert records is not None
    assert records.document.file == "sub/a.pdf"
    # What was read from the file serves again when only the later rooms have changed.
    fail_with(monkeypatch, AssertionError("read twice"))
    assert strip_time(read_job(job, context)) == expected


@pytest.mark.parametrize(
    ("error", "doubt"),
    [
        (UnreadableFileError("a.pdf", _LOCKED), _LOCKED),
        (
            KeyError("x"),
            Doubt(DoubtKind.PROGRAM_ERROR, ("KeyError: 'x'",)),
        ),
        (
            FileNotFoundError(errno.ENOENT, "No such file"),
            Doubt(DoubtKind.PROGRAM_ERROR, ("FileNotFoundError: [Errno 2] No such file",)),
        ),
    ],
)
def test_a_bad_file_becomes_a_failed_document(
    job: Job,
    context: JobContext,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    doubt: Doubt,
) -> None:
    fail_with(monkeypatch, error)
    outcome = read_job(job, context)
    expected = JobResult("sub/a.pdf", job.result_key, JobStatus.READ, "failed", (doubt,))
    assert strip_time(outcome) == expected
    has_traceback = "in _extract" in outcome.details
    assert has_traceback is not isinstance(error, UnreadableFileError)
    stored = Cache(Path(context.cache)).load(job.result_key, DocumentResult)
    assert stored == make_failed_document(_SHA256, "sub/a.pdf", (doubt,))


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), MemoryError()]
)
def test_a_fault_of_the_machine_is_not_the_fault_of_the_file(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    fail_with(monkeypatch, error)
    with pytest.raises(TransientError, match=r"^sub/a\.pdf: .+"):
        read_job(job, context)
    assert Cache(Path(context.cache)).find(job.result_key) is None


def test_a_full_disk_is_a_fault_of_the_machine(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidak.extractors.read_document", lambda path, **_: _EXTRACTION)

    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(TransientError, match="No space left"):
        read_job(job, context)
    assert [path for path in Path(context.cache).rglob("*") if path.is_file()] == []


def test_a_long_scan_is_shared_out_and_read_with_what_others_read(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def read(path: Path, scans: dict[int, str], most_scans: int | None) -> Extraction:
        asked.append((scans, most_scans))
        if most_scans is not None:
            raise ManyScansError((2, 3, 5, 6, 7, 9))
        return _EXTRACTION

    monkeypatch.setattr("sidak.extractors.read_document", read)
    monkeypatch.setattr(
        "sidak.extractors.read_scans", lambda path, pages: dict.fromkeys(pages, "x")
    )
    first = read_job(job, context)
    assert first == JobResult(
        "sub/a.pdf", job.result_key, JobStatus.SPLIT, parts=((2, 3, 5, 6), (7, 9))
    )
    part = read_job(replace(job, part=(7, 9)), context)
    assert part == JobResult(
        "sub/a.pdf", job.result_key, JobStatus.PART, scans=((7, "x"), (9, "x"))
    )
    whole = read_job(replace(job, scans=part.scans), context)
    assert strip_time(whole) == JobResult(
        "sub/a.pdf", job.result_key, JobStatus.READ, "ok", pages=1
    )
    assert asked == [({}, MANY_SCANS), ({7: "x", 9: "x"}, None)]


def test_a_part_that_cannot_be_read_is_left_to_the_whole(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, pages: object) -> dict[int, str]:
        raise ValueError("x")

    monkeypatch.setattr("sidak.extractors.read_scans", fail)
    part = read_job(replace(job, part=(7, 9)), context)
    assert part == JobResult("sub/a.pdf", job.result_key, JobStatus.PART)
