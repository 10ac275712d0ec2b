"""Machines that fail in the middle of a run: what was good stays, the next run is whole."""

import datetime
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sidak.flows.batch.planning import RunPlan, RunRequest, make_plan
from sidak.flows.exit_code import ExitCode
from sidak.schemas import ReleaseBlockedError
from tests.flows.conftest import Run

KILLS = 20
#: A run of its own; its "code" is that of the test, also while somebody edits the rooms.
SCRIPT = """
import sys
from pathlib import Path
import sidak.flows.batch.planning as planning
from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox
from tests.flows.batch.handlers import FAKE
planning.digest_rooms = lambda rooms: "code"
if __name__ == "__main__":
    print("begun", flush=True)
    run_inbox(RunRequest(Path(sys.argv[1]), Path(sys.argv[2]), workers=1), handlers=FAKE)
"""


def read_release(out: Path) -> dict[str, str]:
    """Return the digests of the files of the latest release, each held against its file."""
    latest = json.loads((out / "latest.json").read_text())
    release = out / latest["path"]
    files: dict[str, str] = json.loads((release / "run.json").read_text())["files"]
    assert [name for name in files if not (release / name).is_file()] == []
    return files


@pytest.mark.slow
def test_killed_runs_leave_a_whole_release_or_none(
    run: Run, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One run is killed 20 times, each time a little later; each is followed by a whole one."""
    monkeypatch.setattr("sidak.flows.batch.planning.digest_rooms", lambda rooms: "code")
    script = tmp_path / "run.py"
    script.write_text(SCRIPT)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    def start(out: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, str(script), str(inbox), str(tmp_path / out)]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        return process

    with start("whole") as whole:
        begun = time.monotonic()
        assert whole.wait() == 0
    seconds = time.monotonic() - begun
    expected = read_release(tmp_path / "whole")
    ends = []
    for i in range(KILLS):
        out = f"out{i}"
        with start(out) as killed:
            time.sleep(seconds * i / KILLS)
            killed.send_signal(signal.SIGKILL)
        ends.append(killed.wait())
        if (tmp_path / out / "latest.json").exists():
            assert read_release(tmp_path / out) == expected
        assert run(out=out).exit_code == ExitCode.OK
        assert read_release(tmp_path / out) == expected
        assert list((tmp_path / out / "releases").glob(".tmp-*")) == []
        shutil.rmtree(tmp_path / out)
    assert ends.count(-signal.SIGKILL) >= KILLS / 4


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A function that makes a small disk, or gives it another size."""
    folder = tmp_path / "out"
    folder.mkdir()

    def make(size: str) -> Path:
        option = f"remount,size={size}" if os.path.ismount(folder) else f"size={size}"
        command = ["mount", "-t", "tmpfs", "-o", option, "tmpfs", str(folder)]
        if shutil.which("mount") is None or subprocess.run(command, check=False).returncode:
            pytest.skip("no small disk can be made here")
        return folder

    yield make
    if os.path.ismount(folder):
        # lazily: an error that is looked at may hold a file of it open
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["16k", "64k", "128k", "256k", "512k", "768k"])
def test_full_disk_leaves_no_release_and_harms_no_later_run(
    size: str, run: Run, disk: Callable[[str], Path]
) -> None:
    out = disk(size)
    with pytest.raises((ReleaseBlockedError, OSError), match="No space left"):
        run()
    assert not (out / "latest.json").exists()
    disk("64m")
    assert run().exit_code == ExitCode.OK
    read_release(out)
    assert [path.name[:5] for path in (out / "releases").iterdir()] != [".tmp-"]


def lose(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_text("ok")


def grow(path: Path) -> None:
    with path.open("a") as stream:
        stream.write(" and more")


def exchange(path: Path) -> None:
    path.write_text("ok b")


@pytest.mark.parametrize("change", [lose, cut, grow, exchange])
def test_file_that_changes_after_the_scan_is_read_by_the_next_run(
    change: Callable[[Path], None],
    run: Run,
    inbox: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def plan_and_change(request: RunRequest) -> RunPlan:
        plan = make_plan(request)
        change(inbox / "a.txt")
        return plan

    with monkeypatch.context() as changing:
        changing.setattr("sidak.flows.batch.run.make_plan", plan_and_change)
        first = run()
    assert (first.exit_code, first.counts.documents_ok) == (ExitCode.SOME_FAILED, 1)
    (inbox / "a.txt").write_text("ok a")
    second = run()
    assert (second.exit_code, second.extracted, second.counts.documents_ok) == (0, 1, 2)


@pytest.mark.parametrize("year", [1970, 2099])
def test_clock_that_is_wrong_harms_neither_this_run_nor_the_next(
    year: int, run: Run, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)
    with monkeypatch.context() as changing:
        changing.setattr("sidak.schemas.system.clock.read_clock", lambda: odd)
        assert run().exit_code == ExitCode.OK
    out = tmp_path / "out"
    wrong = read_release(out)
    assert json.loads((out / "latest.json").read_text())["path"].startswith(f"releases/{year}-")
    (inbox / "c.txt").write_text("ok c")
    assert run().exit_code == ExitCode.OK
    later = read_release(out)
    same = [name for name, digest in later.items() if wrong.get(name) == digest]
    assert run(out="other").exit_code == ExitCode.OK
    assert {name: d for name, d in read_release(tmp_path / "other").items() if "=" in name} == {
        name: d for name, d in later.items() if "=" in name
    }
    assert same
