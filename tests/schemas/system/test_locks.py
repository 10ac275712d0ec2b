"""One run at a time, and no lock outlives its process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sidak.schemas import LockHeldError
from sidak.schemas.system.locks import hold_lock

_HOLDER = """
import sys, time
from pathlib import Path
from sidak.schemas.system.locks import hold_lock
with hold_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def start_holder(lock: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(lock)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_held_lock_names_its_holder_and_dies_with_it(tmp_path: Path) -> None:
    lock = tmp_path / "state" / "run.lock"
    holder = start_holder(lock)
    try:
        told = pytest.raises(LockHeldError, match=f"process {holder.pid} on .* since 20")
        with told, hold_lock(lock):
            raise AssertionError
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    # The file of the killed process is still there, and harmless.
    assert f'"pid": {holder.pid}' in lock.read_text()
    with hold_lock(lock):
        assert f'"pid": {os.getpid()}' in lock.read_text()


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    with pytest.raises(ZeroDivisionError), hold_lock(lock):
        _ = 1 / 0
    with hold_lock(lock):
        pass


def test_a_lock_file_with_nonsense_in_it_still_locks(tmp_path: Path) -> None:
    lock = tmp_path / "state" / "run.lock"
    holder = start_holder(lock)
    try:
        lock.write_text("[]")
        with pytest.raises(LockHeldError, match="process unknown"), hold_lock(lock):
            raise AssertionError
    finally:
        holder.kill()
        holder.communicate()
