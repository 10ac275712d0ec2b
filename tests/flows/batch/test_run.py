"""A run does its work once, survives bad files, and never shows half a release."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sidak.flows.batch import planning
from sidak.flows.batch.planning import RunPlan, RunRequest
from sidak.flows.batch.summary import ReleaseCounts, RunSummary
from sidak.flows.exit_code import ExitCode
from sidak.flows.state.decisions import append_decision_record
from sidak.matchers import CodeDecision, record_decision
from sidak.schemas import DecisionsError, Level, LockHeldError, ReleaseBlockedError
from sidak.schemas.system.locks import hold_lock
from tests.flows.batch.handlers import FAILING, HALF_A_PAGE, list_calls
from tests.flows.conftest import Run


def read_calls(out: Path) -> list[str]:
    return list_calls(out / "state" / "cache")


def read_latest(out: Path) -> str:
    return str(json.loads((out / "latest.json").read_text())["path"])


def list_releases(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "releases").iterdir())


def test_a_run_publishes_and_a_second_one_does_nothing(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run()
    assert replace(first, release="", seconds=0.0) == RunSummary(
        exit_code=ExitCode.OK,
        counts=ReleaseCounts(documents=2, documents_ok=2, pages=2),
        is_new=True,
        extracted=2,
    )
    assert first.release == read_latest(out)
    assert sorted(read_calls(out)) == ["a.txt", "b.txt"]
    before = {path: path.stat().st_mtime_ns for path in (out / "releases").rglob("*")}
    second = run()
    assert second == replace(first, is_new=False, extracted=0, cached=2, seconds=second.seconds)
    assert len(read_calls(out)) == 2
    assert {path: path.stat().st_mtime_ns for path in (out / "releases").rglob("*")} == before


@pytest.mark.slow
def test_the_number_of_workers_changes_no_digest(run: Run, inbox: Path, tmp_path: Path) -> None:
    for number in range(6):
        (inbox / f"{number}.txt").write_text(f"ok {'x' * number}")
    digests = []
    for workers in (1, 2):
        summary = run(workers=workers, out=f"out{workers}")
        facts = json.loads(
            (tmp_path / f"out{workers}" / summary.release / "run.json").read_text()
        )
        digests.append((summary.release, facts["files"]))
    assert digests[0] == digests[1]


@pytest.mark.slow
def test_only_what_is_new_is_read(run: Run, inbox: Path, tmp_path: Path) -> None:
    run()
    (inbox / "c.txt").write_text("ok c")
    third = run()
    assert (third.extracted, third.cached, third.counts.documents) == (1, 2, 3)
    assert read_calls(tmp_path / "out")[2:] == ["c.txt"]
    (inbox / "c.txt").unlink()
    shrunk = run()
    assert (shrunk.exit_code, shrunk.release) == (ExitCode.BLOCKED, third.release)
    # Back to what it was: the first release is the latest again, nothing is written twice.
    fourth = run(accept_shrink=True)
    assert (fourth.extracted, fourth.is_new) == (0, False)
    assert len(list_releases(tmp_path / "out")) == 2
    assert read_latest(tmp_path / "out") == fourth.release
    assert run(force=True).extracted == 2


def test_the_same_content_twice_is_one_document(run: Run, inbox: Path) -> None:
    (inbox / "z.txt").write_text("ok a")
    summary = run()
    assert summary.counts.documents == 2
    assert summary.duplicates == (("a.txt", ("z.txt",)),)


@pytest.mark.slow
def test_bad_documents_stop_no_other(run: Run, inbox: Path, tmp_path: Path) -> None:
    for order in ("kill", "hang", "raise", "failed"):
        (inbox / f"{order}.txt").write_text(order)
    summary = run(timeout=4.0)
    assert summary.exit_code == ExitCode.SOME_FAILED
    assert summary.counts == ReleaseCounts(
        documents=6, documents_ok=2, documents_failed=4, pages=2
    )
    assert summary.problems == (
        (
            "failed.txt",
            "failed",
            "PDF dikunci dengan kata sandi; simpan ulang tanpa kata sandi",
        ),
        ("hang.txt", "failed", "belum selesai setelah 4 detik"),
        ("kill.txt", "failed", "proses pembaca mati (SIGKILL)"),
        ("raise.txt", "failed", "disk penuh"),
    )
    out = tmp_path / "out"
    calls = sorted(read_calls(out))
    # Faults of the machine are tried again, a document that hangs is not.
    retried = ["kill.txt"] * 2 + ["raise.txt"] * 2
    assert calls == ["a.txt", "b.txt", "failed.txt", "hang.txt", *retried]
    # What an accident kept from being read is tried by the next run, what is bad is not.
    second = run(timeout=4.0)
    assert second == replace(
        summary, is_new=False, extracted=3, cached=3, seconds=second.seconds
    )
    assert len(read_calls(out)) == len(calls) + 1 + len(retried)
    for order in ("kill", "hang", "raise"):
        (inbox / f"{order}.txt").unlink()
    again = run(retry_failed=True)
    assert (again.extracted, again.cached) == (1, 2)


def test_what_was_killed_is_read_when_it_can_be(run: Run, inbox: Path, tmp_path: Path) -> None:
    (inbox / "c.txt").write_text("raise")
    assert run().exit_code == ExitCode.SOME_FAILED
    (inbox / "c.txt").write_text("ok c")
    assert run().exit_code == ExitCode.OK


def test_file_replaced_while_it_is_read_poisons_nothing(
    run: Run, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of B stood under the digest of A, for ever."""
    plan = planning.make_plan

    def replace_after_scan(request: RunRequest) -> RunPlan:
        made = plan(request)
        (inbox / "a.txt").write_text("ok of another report")
        return made

    monkeypatch.setattr("sidak.flows.batch.run.make_plan", replace_after_scan)
    first = run()
    assert first.problems == (
        ("a.txt", "failed", "berkas berubah saat dibaca; dibaca lagi pada putaran berikutnya"),
    )
    assert read_calls(tmp_path / "out") == ["b.txt"]
    monkeypatch.undo()
    (inbox / "a.txt").write_text("ok a")
    second = run()
    assert (second.exit_code, second.extracted, second.problems) == (ExitCode.OK, 1, ())


def test_page_on_which_an_engine_broke_off_is_read_again_by_the_next_run(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "c.txt").write_text("broken")
    first, second = run(), run()
    assert (first.extracted, second.extracted, second.cached) == (3, 1, 2)
    (inbox / "c.txt").unlink()
    assert (run().extracted, run().is_new) == (0, False)


def test_damaged_cache_entry_is_read_again_in_the_same_run(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    run()
    cache = tmp_path / "out" / "state" / "cache"
    for entry in cache.rglob("*.mp.z"):
        entry.write_bytes(entry.read_bytes()[:-5])
    (inbox / "c.txt").write_text("ok c")
    summary = run()
    assert (summary.exit_code, summary.counts.documents_ok) == (ExitCode.OK, 3)
    assert sorted(read_calls(tmp_path / "out")) == ["a.txt", "a.txt", "b.txt", "b.txt", "c.txt"]


def test_release_that_would_lose_a_good_document_is_not_written(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    first = run()
    # the same content, but the machine fails on it
    blocked = run(handlers=FAILING, force=True)
    assert (blocked.exit_code, blocked.release) == (ExitCode.BLOCKED, first.release)
    assert read_latest(tmp_path / "out") == first.release
    assert run().exit_code == ExitCode.OK


def test_snapshots_of_a_killed_run_are_removed(run: Run, tmp_path: Path) -> None:
    left = tmp_path / "out" / "state" / "snapshots" / "x" / "a.txt"
    left.parent.mkdir(parents=True)
    left.write_text("left")
    run()
    assert not left.exists()


def test_a_passing_fault_leaves_no_trace(run: Run, inbox: Path, tmp_path: Path) -> None:
    (inbox / "once.txt").write_text("once")
    assert run().exit_code == ExitCode.OK
    assert read_calls(tmp_path / "out").count("once.txt") == 2


@pytest.mark.parametrize("order", [None, "failed"])
def test_nothing_read_is_no_release(
    run: Run, inbox: Path, tmp_path: Path, order: str | None
) -> None:
    for name in ("a.txt", "b.txt"):
        (inbox / name).unlink()
    if order:
        (inbox / "c.txt").write_text(order)
    for _ in range(2):
        summary = run()
        assert (summary.exit_code, summary.release) == (ExitCode.NOTHING_READ, "")
        assert not (tmp_path / "out" / "latest.json").exists()


@pytest.mark.slow
def test_a_blocked_release_is_kept_but_is_not_the_latest(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    good = run()
    (inbox / "block.txt").write_text("ok c")
    out = tmp_path / "out"
    for _ in range(2):
        blocked = run()
        assert blocked.exit_code == ExitCode.BLOCKED
        assert blocked.blocked == ("3 angka tanpa tempat",)
        assert blocked.release != good.release
        assert read_latest(out) == good.release
    verdict = json.loads((out / blocked.release / "checks.json").read_text())
    assert verdict["passed"] is False
    assert verdict["blocking_failures"][0]["rule"] == "figures.value"


@pytest.mark.slow
def test_a_full_disk_blocks_the_release_and_says_so(
    run: Run, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = run()
    (inbox / "c.txt").write_text("ok c")

    def no_space(*arguments: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("sidak.publishers.release.writer._write_file", no_space)
        with pytest.raises(ReleaseBlockedError, match=r"No space left.*latest\.json is where"):
            run()
    assert list_releases(tmp_path / "out") == [Path(good.release).name]
    assert read_latest(tmp_path / "out") == good.release
    assert run().is_new


def test_a_held_lock_is_respected(run: Run, tmp_path: Path) -> None:
    with hold_lock(tmp_path / "out" / "state" / "run.lock"), pytest.raises(LockHeldError):
        run()
    assert run().exit_code == ExitCode.OK


@pytest.mark.slow
def test_a_lost_release_is_written_again(run: Run, tmp_path: Path) -> None:
    first = run()
    release = tmp_path / "out" / first.release
    shutil.rmtree(release)
    again = run()
    assert (again.release, again.is_new, again.extracted) == (first.release, True, 0)


@pytest.mark.slow
def test_a_decision_is_heard_by_every_later_run(run: Run, tmp_path: Path) -> None:
    run()
    decision = CodeDecision(Level.PROGRAM, "Program X", "", "4.01.02", "budi")
    file = tmp_path / "out" / "decisions" / "decisions.csv"
    append_decision_record(file, record_decision(decision))
    assert run().extracted == 2
    assert run().extracted == 0
    file.write_text("bukan,decisions\n")
    with pytest.raises(DecisionsError, match=r"decisions\.csv: kolom .* tidak ada"):
        run()


_KILLED_RUN = """
import os, signal, sys
from pathlib import Path
import sidak.flows.batch.planning, sidak.flows.batch.regions, sidak.publishers.release.writer
from tests.flows.batch.handlers import FAKE
from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox

def die(folder, linked):
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    sidak.publishers.release.writer._seal = die
    sidak.flows.batch.planning.digest_rooms = lambda rooms: "code"
    sidak.flows.batch.regions.digest_rooms = lambda rooms: "code"
    run_inbox(RunRequest(Path(sys.argv[1]), Path(sys.argv[2])), handlers=FAKE)
"""


@pytest.mark.slow
def test_a_run_killed_while_it_writes_leaves_no_half_release(
    run: Run, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The same "code" for both processes, also while somebody edits the rooms.
    monkeypatch.setattr("sidak.flows.batch.planning.digest_rooms", lambda rooms: "code")
    monkeypatch.setattr("sidak.flows.batch.regions.digest_rooms", lambda rooms: "code")
    out = tmp_path / "out"
    script = tmp_path / "killed_run.py"
    script.write_text(_KILLED_RUN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run(
        [sys.executable, str(script), str(inbox), str(out)], env=environment, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert not (out / "latest.json").exists()
    assert all(name.startswith(".tmp-") for name in list_releases(out))
    summary = run()
    # The readings of the killed run serve; its unfinished folder is gone.
    assert (summary.extracted, summary.cached) == (0, 2)
    assert list_releases(out) == [Path(summary.release).name]


@pytest.mark.slow
def test_workers_do_not_outlive_a_killed_run(inbox: Path, tmp_path: Path) -> None:
    (inbox / "hang.txt").write_text("hang")
    script = tmp_path / "killed_run.py"
    script.write_text(_KILLED_RUN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, str(script), str(inbox), str(tmp_path / "out")]
    with subprocess.Popen(arguments, env=environment) as killed:
        deadline = time.monotonic() + 60
        while "hang.txt" not in read_calls(tmp_path / "out"):
            assert killed.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        children = find_children(killed.pid)
        assert children
        killed.kill()
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def find_children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def test_a_fault_of_the_audit_pages_does_not_keep_the_data_back(
    run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    summary = run(handlers=HALF_A_PAGE)
    assert (summary.exit_code, read_latest(out)) == (ExitCode.OK, summary.release)
    assert not (out / summary.release / "audit").exists()
    assert "half a page" in (out / "state" / "logs" / "errors.log").read_text()


def test_a_release_carries_its_audit_pages(run: Run, tmp_path: Path) -> None:
    summary = run()
    audit = tmp_path / "out" / summary.release / "audit"
    assert {path.name for path in audit.iterdir()} >= {"index.html", "sidak.xlsx", "style.css"}


def test_manifest_overrules_its_own_document_only(run: Run, inbox: Path) -> None:
    """A changed row reads nothing again but the document it is about."""
    assert run().counts.documents_ok == 2
    (inbox / "sidak.csv").write_text("berkas,tahun,lain\na.txt,2020,x\nz.txt,2021,\n")
    second = run()
    assert (second.exit_code, second.extracted, second.cached) == (ExitCode.OK, 1, 1)
    (inbox / "sidak.csv").write_text("berkas,tahun\na.txt,20\n")
    third = run()
    assert (third.exit_code, third.skipped) == (
        ExitCode.SOME_FAILED,
        (("sidak.csv: line 2", "year '20' is not understood and left out"),),
    )


def test_what_the_manifest_says_stays_with_a_file_that_was_given_up(
    run: Run, inbox: Path, tmp_path: Path
) -> None:
    (inbox / "kill.txt").write_text("kill")
    (inbox / "sidak.csv").write_text(
        "berkas,tahun,daerah\nkill.txt,2019,Kabupaten Lebak\n", encoding="utf-8"
    )
    assert run().exit_code == ExitCode.SOME_FAILED
    release = tmp_path / "out" / read_latest(tmp_path / "out")
    with (release / "documents.csv").open(encoding="utf-8", newline="") as file:
        lost = [row for row in csv.DictReader(file) if row["file"] == "kill.txt"]
    assert [
        (row["status"], row["year"], row["year_basis"], row["region"], row["region_basis"])
        for row in lost
    ] == [("failed", "2019", "manifest", "Kabupaten Lebak", "manifest")]
