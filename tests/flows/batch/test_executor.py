"""Documents read in threads: in order, and again after a fault of the machine."""

from sidak.flows.batch.executor import ThreadExecutor
from sidak.flows.batch.jobs import (
    Job,
    JobResult,
    JobStatus,
    TransientError,
    make_aborted_result,
)
from sidak.schemas import Doubt, DoubtKind

_FAULT = TransientError(Doubt(DoubtKind.MACHINE_FAULT, ("disk penuh",)))


def make_job(name: str) -> Job:
    return Job(name, name, "a" * 64, 1, "e" * 64, name)


def test_results_keep_the_order_of_jobs_and_faults_are_tried_again() -> None:
    tries: dict[str, int] = {}

    def read(job: Job) -> JobResult:
        tries[job.name] = tries.get(job.name, 0) + 1
        if job.name == "never" or (job.name == "once" and tries["once"] == 1):
            raise _FAULT
        return JobResult(job.name, job.result_key, JobStatus.READ, "ok")

    jobs = [make_job(name) for name in ("a", "never", "once", "b")]
    results = ThreadExecutor((0.0, 0.0)).map(read, jobs, 2)
    assert results == [
        JobResult("a", "a", JobStatus.READ, "ok"),
        make_aborted_result(jobs[1], _FAULT),
        JobResult("once", "once", JobStatus.READ, "ok"),
        JobResult("b", "b", JobStatus.READ, "ok"),
    ]
    assert tries == {"a": 1, "never": 3, "once": 2, "b": 1}


def test_what_kills_its_process_twice_is_given_up() -> None:
    death = TransientError(Doubt(DoubtKind.PROCESS_DIED, ("SIGABRT",)))
    tries = 0

    def read(job: Job) -> JobResult:
        nonlocal tries
        tries += 1
        raise death

    jobs = [make_job("a")]
    assert ThreadExecutor((0.0, 0.0, 0.0)).map(read, jobs, 1) == [
        make_aborted_result(jobs[0], death)
    ]
    assert tries == 2
