"""A run on a Dask cluster: a scheduler and two workers, as processes of their own."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from sidak.flows.exit_code import ExitCode
from sidak.publishers import load_parts
from tests.flows.batch.handlers import list_calls
from tests.flows.conftest import Run

pytest.importorskip("distributed")


@contextmanager
def start_cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers; yield the address and the workers."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    file = folder / "scheduler.json"

    def start(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
        with (folder / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    common = ("--scheduler-file", str(file), "--no-dashboard")
    scheduler = start("scheduler", *common, "--host", "127.0.0.1", "--port", "0")
    workers = [
        start("worker", *common, "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1")
        for _ in range(2)
    ]
    try:
        from distributed import Client

        deadline = time.monotonic() + 120
        while not file.exists():
            assert time.monotonic() < deadline, (folder / "scheduler.log").read_text()
            time.sleep(0.1)
        with Client(scheduler_file=str(file)) as client:
            client.wait_for_workers(2, timeout=120)
            address = client.scheduler.address
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_run_on_two_workers_of_which_one_dies(run: Run, inbox: Path, tmp_path: Path) -> None:
    for number in range(6):
        (inbox / f"{number}.txt").write_text(f"slow {'x' * number}")
    (inbox / "c.txt").write_text("ok region=Kabupaten_Lebak")
    (inbox / "bad.txt").write_text("failed")
    local = run(out="local")
    with start_cluster(tmp_path) as (address, workers):
        cache = tmp_path / "dask" / "state" / "cache"

        def kill_one() -> None:
            while len(list_calls(cache)) < 3:
                time.sleep(0.05)
            workers[0].send_signal(signal.SIGKILL)

        killer = threading.Thread(target=kill_one)
        killer.start()
        summary = run(out="dask", dask=address)
        killer.join()
        assert workers[0].wait() == -signal.SIGKILL
    assert summary.exit_code is ExitCode.SOME_FAILED
    assert replace(summary, seconds=0.0) == replace(local, seconds=0.0)
    ours, theirs = (
        {code: one.facts for code, one in load_parts(tmp_path / out / local.release).items()}
        for out in ("dask", "local")
    )
    assert ours == theirs
    for code, facts in ours.items():
        for name in facts.files:
            same = (tmp_path / "dask" / local.release / name).read_bytes()
            assert same == (tmp_path / "local" / local.release / name).read_bytes(), code
