"""``sidak bench kills``: kill -9 at random moments, and what the releases are worth afterwards.

Each round begins with the same good release and new reports in the inbox. The run, one of its
workers or a worker of Dask is killed; then everything that stands must be whole, and the next
run must end with the same bytes as one that nobody disturbed.
"""

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import duckdb
import pyarrow.parquet as pq
import typer

from sidak.publishers import find_latest, load_parts

_MOST_SECONDS = 900.0
#: What a process that was started to work has in its command line.
_WORKER_MARK = b"spawn_main"


class Target(StrEnum):
    """What is killed."""

    RUN = "run"
    WORKER = "worker"
    DASK_WORKER = "dask worker"


@dataclass(frozen=True, slots=True)
class KillOptions:
    """Options of the benchmark."""

    inbox: Annotated[Path, typer.Option(help="Reports; the first one is released before.")]
    work: Annotated[Path, typer.Option(help="Folder to work in; must not exist.")]
    count: Annotated[int, typer.Option(help="Kills.")] = 20
    seed: Annotated[int, typer.Option(help="Seed of the moments.")] = 1


@dataclass(frozen=True, slots=True)
class Killed:
    """One round.

    Attributes:
        target: What was killed.
        moment: Seconds after the start of the run.
        end: How the run ended: its exit code, negative for a signal.
        stood: Which release stood afterwards: "before", "after", or what is wrong with it.
        next_end: Exit code of the next run.
        next_stood: Which release stood after it.
        left: What was left behind: processes, folders.
    """

    target: str
    moment: float
    end: int
    stood: str
    next_end: int
    next_stood: str
    left: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost."""
        return (
            self.stood in ("before", "after")
            and self.next_stood == "after"
            and self.next_end == 0
            and not self.left
        )


def measure_kills(options: KillOptions) -> int:
    """Kill runs at random moments; exit code 1 if a release or a later run was harmed."""
    bench = _Bench(options)
    chance = random.Random(options.seed)
    rounds = []
    for number in range(options.count):
        target = list(Target)[number % len(Target)]
        done = bench.kill(target, chance)
        rounds.append(done)
        print(f"{number + 1:2} {_describe(done)}", flush=True)
    good = sum(one.is_good for one in rounds)
    print(f"{good} of {len(rounds)} without harm")
    return 0 if good == len(rounds) else 1


def _describe(done: Killed) -> str:
    mark = "ok " if done.is_good else "BAD"
    return (
        f"{mark} {done.target:11} at {done.moment:5.1f} s, ended {done.end:3}; stood: "
        f"{done.stood}; next run {done.next_end}, {done.next_stood}; left: {done.left or '-'}"
    )


class _Bench:
    """The folders of the benchmark and what they hold undisturbed."""

    def __init__(self, options: KillOptions) -> None:
        self._work = options.work
        self._inbox = options.work / "inbox"
        self._inbox.mkdir(parents=True)
        first, *others = sorted(options.inbox.glob("*.pdf"))
        shutil.copy(first, self._inbox)
        self._finish(self._start(self._work / "before"))
        self._before = digest_release(self._work / "before")
        for path in others:
            shutil.copy(path, self._inbox)
        self._whole(self._work / "whole")
        begun = time.monotonic()
        self._finish(self._start(self._work / "whole"))
        self._seconds = time.monotonic() - begun
        self._after = digest_release(self._work / "whole")

    def kill(self, target: Target, chance: random.Random) -> Killed:
        """Do one round."""
        out = self._work / "round"
        shutil.rmtree(out, ignore_errors=True)
        self._whole(out)
        wait = chance.uniform(0.0, self._seconds)
        cluster = _start_cluster(self._work) if target is Target.DASK_WORKER else None
        with cluster or contextlib.nullcontext(("", [])) as (address, workers):
            options = ["--runner", "dask", "--address", address] if address else []
            run = self._start(out, *options)
            begun = time.monotonic()
            time.sleep(wait)
            if target is Target.WORKER:
                _kill_child(run, chance)
            elif target is Target.DASK_WORKER:
                workers[chance.randrange(len(workers))].kill()
            else:
                run.kill()
            moment = time.monotonic() - begun
            end = self._finish(run)
            stood = self._judge(out)
        next_end = self._finish(self._start(out))
        return Killed(
            target,
            round(moment, 1),
            end,
            stood,
            next_end,
            self._judge(out),
            _list_left(out),
        )

    def _whole(self, out: Path) -> None:
        """Make a curated folder as it was before the new reports came."""
        shutil.copytree(self._work / "before", out, symlinks=True)

    def _start(self, out: Path, *options: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "sidak", "run", str(self._inbox), "--out", str(out)]
        with (self._work / "runs.log").open("ab") as log:
            return subprocess.Popen(
                [*command, "--no-prefect", "--workers", "2", *options],
                stdout=log,
                stderr=log,
                env=_make_environment(),
            )

    def _finish(self, run: "subprocess.Popen[bytes]") -> int:
        return run.wait(timeout=_MOST_SECONDS)

    def _judge(self, out: Path) -> str:
        """Return which release stands, after opening all of it."""
        try:
            found = digest_release(out)
        except (OSError, ValueError, KeyError, duckdb.Error) as error:
            return f"{type(error).__name__}: {error}"
        if found == self._after:
            return "after"
        return "before" if found == self._before else "neither"


def digest_release(out: Path) -> dict[str, str]:
    """Return the files of the parts of the latest release with their digests.

    Every table is opened and counted, in its files and in the database.

    Raises:
        OSError: If a file cannot be read.
        ValueError: If a table has not the rows that the release says.
    """
    release = find_latest(out)
    if release is None:
        raise ValueError("no release")
    json.loads((release / "run.json").read_text("utf-8"))
    digests: dict[str, str] = {}
    rows: dict[str, int] = {}
    for part in load_parts(release).values():
        for name in part.facts.files:
            content = (release / name).read_bytes()
            digests[name] = hashlib.sha256(content).hexdigest()
            if name.endswith(".parquet"):
                table = name.partition("/")[0]
                rows[table] = (
                    rows.get(table, 0) + pq.ParquetFile(release / name).read().num_rows
                )
    with duckdb.connect(str(release / "sidak.duckdb"), read_only=True) as connection:
        for table, expected in rows.items():
            ((count,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
            if count != expected:
                raise ValueError(f"{table}: {count} rows in the database, {expected} in parts")
    return digests


def _kill_child(run: "subprocess.Popen[bytes]", chance: random.Random) -> None:
    """Kill a worker process of a run, as soon as there is one."""
    deadline = time.monotonic() + _MOST_SECONDS
    while run.poll() is None and time.monotonic() < deadline:
        workers = _list_workers(run.pid)
        if workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
            return
        time.sleep(0.02)


def _list_workers(parent: int) -> list[int]:
    """Return the worker processes that a process has started, in order."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            # "123 (python) S 122 ...": the name may hold blanks.
            stat = (path / "stat").read_text().rpartition(")")[2].split()
            if int(stat[1]) == parent and _WORKER_MARK in (path / "cmdline").read_bytes():
                found.append(int(path.name))
    return sorted(found)


def _list_left(out: Path) -> str:
    """Return what a run should have taken away."""
    left = [
        *(out / "releases").glob(".tmp-*"),
        *(out / "state" / "parts").glob("*"),
        *(out / "state" / "snapshots").glob("*"),
    ]
    return ", ".join(sorted(path.relative_to(out).as_posix() for path in left))


@contextlib.contextmanager
def _start_cluster(
    folder: Path,
) -> "Iterator[tuple[str, list[subprocess.Popen[bytes]]]]":
    """Start a scheduler of Dask and two workers; yield the address and the workers."""
    from distributed import Client

    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    common = ("--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1")

    def start(program: str, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *common, *words]
        with (folder / "dask.log").open("ab") as log:
            return subprocess.Popen(command, env=_make_environment(), stdout=log, stderr=log)

    processes = [start("scheduler", "--port", "0")]
    try:
        deadline = time.monotonic() + _MOST_SECONDS
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        processes += [start("worker", "--no-nanny", "--nthreads", "1") for _ in range(2)]
        with Client(scheduler_file=str(file)) as client:
            client.wait_for_workers(2, timeout=_MOST_SECONDS)
            address = client.scheduler.address
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _make_environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
