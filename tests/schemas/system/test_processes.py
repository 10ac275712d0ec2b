"""A task that hangs, dies or cannot be unpacked harms no other."""

import os
import signal
import time
from pathlib import Path

import pytest

from sidak.schemas.system.processes import (
    GuardedPool,
    WorkerCrashedError,
    WorkerMemoryError,
    WorkerTimeoutError,
)


class Treacherous:
    """A task that packs well and cannot be unpacked."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (_refuse, ("no",))


def _refuse(reason: str) -> None:
    raise LookupError(reason)


def work(order: object) -> tuple[object, int]:
    if order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "hang":
        time.sleep(600)
    if order == "eat":
        eaten = []
        while True:
            eaten.append(b"x" * (1 << 24))
    if order == "raise":
        raise TimeoutError("its own")
    print("done", order)
    return order, os.getpid()


@pytest.mark.slow
def test_each_task_has_its_own_end(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "log"
    with GuardedPool(work, size=2, timeout=10, log=log) as pool:
        orders = ("a", "kill", "raise", "hang", Treacherous(), "b")
        futures = [pool.submit(order) for order in orders]
        ends = [future.exception() or future.result() for future in futures]
    assert isinstance(ends[0], tuple)
    assert ends[0][0] == "a"
    assert isinstance(ends[1], WorkerCrashedError)
    assert str(ends[1]) == "SIGKILL"
    assert isinstance(ends[2], TimeoutError)
    assert str(ends[2]) == "its own"
    assert isinstance(ends[3], WorkerTimeoutError)
    assert isinstance(ends[4], LookupError)
    assert isinstance(ends[5], tuple)
    assert ends[5][0] == "b"
    assert sorted(log.read_text().splitlines()) == ["done a", "done b"]


def test_process_that_takes_too_much_memory_ends_itself() -> None:
    with GuardedPool(work, size=1, timeout=60, memory=200 << 20) as pool:
        futures = [pool.submit(order) for order in ("a", "eat", "b")]
        ends = [future.exception() or future.result()[0] for future in futures]
    assert (ends[0], ends[2]) == ("a", "b")
    assert isinstance(ends[1], WorkerMemoryError | MemoryError)


def test_processes_are_replaced_and_results_keep_their_tasks() -> None:
    with GuardedPool(work, size=2, timeout=60, tasks_per_process=4) as pool:
        results = [future.result() for future in [pool.submit(n) for n in range(12)]]
    assert [order for order, _ in results] == list(range(12))
    assert len({process for _, process in results}) >= 3


def test_whoever_waits_is_let_go_when_the_pool_ends() -> None:
    with GuardedPool(work, size=1, timeout=600) as pool:
        futures = [pool.submit("hang"), pool.submit("hang")]
        time.sleep(0.2)
    for future in futures:
        with pytest.raises(WorkerCrashedError):
            future.result(timeout=10)
