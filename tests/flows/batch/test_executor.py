"""Documents read in threads: in order, and again after a fault of the machine."""

import pytest

from sidak.flows.batch.executor import RegionOutcome, ThreadExecutor
from sidak.flows.batch.jobs import (
    Job,
    JobResult,
    JobStatus,
    TransientError,
    make_aborted_result,
)
from sidak.flows.batch.region_steps import PartVerdict
from sidak.flows.batch.regions import RegionDiedError, RegionError, RegionJob
from sidak.publishers import PartFacts
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


class Steps:
    """Steps of regions of which the check fails as often as it is told.

    Args:
        error: What it raises.
        times: How often.
    """

    size = 1

    def __init__(self, error: Exception, times: int) -> None:
        self.done: list[str] = []
        self._error = error
        self._times = times

    def reconcile(self, job: RegionJob) -> dict[str, int]:
        self.done.append("reconcile")
        return {}

    def validate(self, job: RegionJob) -> PartVerdict:
        self.done.append("validate")
        if self.done.count("validate") <= self._times:
            raise self._error
        return PartVerdict()

    def publish(self, job: RegionJob) -> PartFacts:
        self.done.append("publish")
        return PartFacts(job.region_code)


REGION = RegionJob("36.73", "Kota Serang", "k", (), "c", "o", "f", None, None, "l", "id", "d")


@pytest.mark.parametrize(
    ("error", "times", "outcome", "done"),
    [
        (RegionDiedError("SIGKILL"), 1, RegionOutcome(REGION, PartFacts("36.73")), "rvrvp"),
        (RegionDiedError("SIGKILL"), 2, RegionOutcome(REGION, error="SIGKILL"), "rvrv"),
        (RegionError("no time"), 1, RegionOutcome(REGION, error="no time"), "rv"),
        (KeyError("x"), 1, RegionOutcome(REGION, error="KeyError: 'x'"), "rv"),
    ],
)
def test_a_region_whose_process_died_is_made_from_the_beginning_once_more(
    error: Exception, times: int, outcome: RegionOutcome, done: str
) -> None:
    steps = Steps(error, times)
    assert ThreadExecutor().map_regions(steps, [REGION], 1) == [outcome]
    assert "".join(name[0] for name in steps.done) == done


def test_a_fault_of_the_disk_ends_the_regions() -> None:
    with pytest.raises(OSError, match="penuh"):
        ThreadExecutor().map_regions(Steps(OSError("penuh"), 1), [REGION], 1)
