"""A document that hangs or kills its process harms no other."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sidak.flows.batch.jobs import (
    DocumentLimitError,
    Job,
    JobContext,
    JobStatus,
    TransientError,
)
from sidak.flows.batch.worker_pool import WorkerPool
from tests.flows.batch.handlers import FAKE, list_calls


def make_job(folder: Path, name: str, order: str) -> Job:
    path = folder / name
    path.write_text(order)
    return Job(str(path), name, f"{name:0<64}", 1, "e" * 64, f"{name:0<64}")


@pytest.fixture
def context(tmp_path: Path) -> JobContext:
    return JobContext(cache=str(tmp_path / "state" / "cache"), log=str(tmp_path / "log"))


@pytest.mark.slow
def test_a_worker_that_dies_or_hangs_is_replaced(tmp_path: Path, context: JobContext) -> None:
    with WorkerPool(1, context, FAKE, timeout=60) as pool:
        with pytest.raises(TransientError, match=r"proses pembaca mati \(SIGKILL\)"):
            pool.read(make_job(tmp_path, "a", "kill"))
        with pytest.raises(TransientError, match="disk penuh"):
            pool.read(make_job(tmp_path, "b", "raise"))
        assert pool.read(make_job(tmp_path, "c", "ok")).document_status == "ok"
    with WorkerPool(1, context, FAKE, timeout=8) as pool:
        begun = time.monotonic()
        with pytest.raises(DocumentLimitError, match=r"belum selesai setelah 8 detik"):
            pool.read(make_job(tmp_path, "d", "hang"))
        assert time.monotonic() - begun < 60
    assert list_calls(Path(context.cache)) == ["a", "b", "c", "d"]
    assert "chatter of a library" in (tmp_path / "log").read_text()


def test_two_workers_work_at_the_same_time(tmp_path: Path, context: JobContext) -> None:
    jobs = [make_job(tmp_path, name, "ok") for name in "abcdef"]
    with (
        WorkerPool(2, context, FAKE, timeout=60) as pool,
        ThreadPoolExecutor(2) as threads,
    ):
        outcomes = list(threads.map(pool.read, jobs))
    assert [outcome.name for outcome in outcomes] == list("abcdef")


def test_a_long_document_is_shared_by_all_workers(tmp_path: Path, context: JobContext) -> None:
    job = make_job(tmp_path, "a", "long")
    with WorkerPool(2, context, FAKE, timeout=60) as pool:
        outcome = pool.read(job)
    assert (outcome.status, outcome.document_status) == (JobStatus.READ, "ok")
    # the part whose process died is left to the last step
    assert (
        tmp_path / "state" / "notes"
    ).read_text() == "a whole [1, 2, 3, 4, 9, 10, 11, 12, 13]\n"


@pytest.mark.slow
def test_a_part_without_end_ends_the_document(tmp_path: Path, context: JobContext) -> None:
    """Each of hundreds of parts had the whole time of a document."""
    begun = time.monotonic()
    with (
        WorkerPool(1, context, FAKE, timeout=6) as pool,
        pytest.raises(DocumentLimitError, match="belum selesai setelah 6 detik"),
    ):
        pool.read(make_job(tmp_path, "a", "stuck"))
    assert time.monotonic() - begun < 18
    assert list_calls(Path(context.cache)) == []


def test_an_engine_that_hangs_is_not_asked_part_by_part(
    tmp_path: Path, context: JobContext
) -> None:
    with WorkerPool(1, context, FAKE, timeout=60) as pool:
        pool.read(make_job(tmp_path, "a", "unanswered"))
    everything = list(range(1, 14))
    assert (tmp_path / "state" / "notes").read_text() == f"a whole {everything}\n"
