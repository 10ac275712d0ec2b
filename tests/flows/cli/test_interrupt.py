"""Ctrl-C ends a run at once, tells what is kept, and leaves no process behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.batch.handlers import list_calls

_RUN = """
import sys
from pathlib import Path
from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.progress import SilentReporter
from sidak.flows.batch.run import run_inbox
from sidak.flows.cli.interrupt import CountingReporter, end_on_signals
from tests.flows.batch.handlers import FAKE

if __name__ == "__main__":
    reporter = CountingReporter(SilentReporter())
    with end_on_signals(reporter):
        request = RunRequest(Path(sys.argv[1]), Path(sys.argv[2]), workers=1)
        run_inbox(request, reporter=reporter, handlers=FAKE)
"""


def is_running(process: str) -> bool:
    """Return True if a process has not ended; one that nobody has asked about yet has."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.slow
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_broken_off(
    inbox: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    # the largest is read first
    (inbox / "a.txt").write_text(f"ok {'x' * 100}")
    (inbox / "b.txt").write_text(f"hang {'x' * 50}")
    script = tmp_path / "run.py"
    script.write_text(_RUN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(script), str(inbox), str(tmp_path / "out")],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        deadline = time.monotonic() + 90
        while "b.txt" not in list_calls(tmp_path / "out" / "state" / "cache"):
            assert run.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        begun = time.monotonic()
        run.send_signal(number)
        _, told = run.communicate(timeout=30)
    assert run.returncode == code
    assert "sidak: interrupted; 1 of 2 documents are kept, run again to go on" in told
    assert time.monotonic() - begun < 20
    assert not [child for child in children if is_running(child)]
