"""One document never stops the others, and finished work is used again."""

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from sidak.extractors.files.inspection import FileFacts
from sidak.extractors.pdf.classify import ClassifiedDocument, PageClass
from sidak.flows.batch.jobs import (
    Job,
    JobContext,
    JobLists,
    JobResult,
    JobStatus,
    TransientError,
    classify_job,
    read_job,
    read_job_pages,
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
    StatedFacts,
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

_CLASSIFIED = ClassifiedDocument(
    FileFacts("a.pdf", _SHA256, _SHA256[:16], 1, "pdf", 3),
    tuple(
        PageClass(
            page=number,
            width=595.0,
            height=842.0,
            page_rotate=0,
            characters=100,
            rulings=9,
            image_cover=0.0,
            source=source,
            is_candidate=True,
            is_blank=False,
        )
        for number, source in enumerate((PageSource.TEXT, PageSource.SCAN, PageSource.SCAN), 1)
    ),
)


@pytest.fixture
def job() -> Job:
    return Job("a.pdf", "sub/a.pdf", _SHA256, 1, "e" * 64, "f" * 64)


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> JobContext:
    """A context whose later rooms see only the page ledger."""
    from sidak.flows import pipeline

    def understand(
        extraction: Extraction, *lists: object, path: Path, stated: StatedFacts
    ) -> DocumentResult:
        facts = DocumentFacts(DocumentKind.LKJIP, stated=stated)
        row = describe_document(extraction, facts)
        return DocumentResult(row, extraction.pages)

    monkeypatch.setattr(pipeline, "understand_document", understand)
    lists = JobLists(load_nomenclature(None))
    monkeypatch.setattr("sidak.flows.batch.jobs.load_lists", lambda context: lists)
    return JobContext(cache=str(tmp_path))


def fail_with(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def classify(path: Path) -> ClassifiedDocument:
        raise error

    monkeypatch.setattr("sidak.extractors.classify_pages", classify)


def serve(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[int], dict[int, str]]]:
    """Let reading give ``_EXTRACTION``; return the pages read and all that was assembled."""
    calls: list[tuple[list[int], dict[int, str]]] = []

    def assemble(
        path: Path, classified: ClassifiedDocument, readings: dict[int, str]
    ) -> Extraction:
        calls.append(([n for n, r in readings.items() if r == "read now"], readings))
        return _EXTRACTION

    monkeypatch.setattr("sidak.extractors.classify_pages", lambda path: _CLASSIFIED)
    monkeypatch.setattr(
        "sidak.extractors.read_pages",
        lambda path, classified, pages: dict.fromkeys(sorted(pages), "read now"),
    )
    monkeypatch.setattr("sidak.extractors.assemble", assemble)
    return calls


def strip_time(outcome: JobResult) -> JobResult:
    assert outcome.seconds >= 0
    return replace(outcome, seconds=0.0, details="")


def test_a_document_is_read_once(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(monkeypatch)
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
    serve(monkeypatch)

    def no_space(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(TransientError, match="No space left"):
        read_job(job, context)
    assert [path for path in Path(context.cache).rglob("*") if path.is_file()] == []


def test_pages_that_others_have_read_are_not_read_again(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = serve(monkeypatch)
    classified = classify_job(job, context)
    assert classified is _CLASSIFIED
    assert classified.scans == (2, 3)
    assert read_job_pages(replace(job, classified=classified), (3,)) == {3: "read now"}
    shared = replace(job, classified=classified, scans={3: "read by others"})
    assert strip_time(read_job(shared, context)) == JobResult(
        "sub/a.pdf", job.result_key, JobStatus.READ, "ok", pages=1
    )
    assert calls == [([1, 2], {3: "read by others", 1: "read now", 2: "read now"})]


def test_a_document_that_is_in_the_cache_is_not_classified(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(monkeypatch)
    read_job(job, context)
    assert classify_job(job, context) is None


def test_what_fails_before_is_met_again_when_the_whole_is_read(
    job: Job, context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, ValueError("x"))
    assert classify_job(job, context) is None

    def fail(*_: object) -> dict[int, str]:
        raise ValueError("x")

    monkeypatch.setattr("sidak.extractors.read_pages", fail)
    assert read_job_pages(replace(job, classified=_CLASSIFIED), (7, 9)) == {}
