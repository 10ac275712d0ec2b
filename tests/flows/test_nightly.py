"""The run as a Prefect flow. The server takes 10 to 25 s to start: one test for all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_PREFECT_RUN = """
import json, sys
from pathlib import Path
from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox
from sidak.flows.prefect_executor import PrefectExecutor
from sidak.flows.settings import RunSettings
from tests.flows.batch.handlers import FAKE

class ObservedExecutor(PrefectExecutor):
    def run(self, plan, work):
        try:
            return super().run(plan, work)
        finally:
            from prefect.client.orchestration import get_client
            with get_client(sync_client=True) as client:
                flows = client.read_flow_runs()
                tasks = client.read_task_runs()
                artifacts = client.read_artifacts()
            print(json.dumps({
                "flows": [(run.name is not None, run.state_name) for run in flows],
                "messages": [run.state.message for run in flows],
                "tasks": sorted((run.name, run.state_name, run.run_count) for run in tasks),
                "artifacts": sorted((one.key, one.data) for one in artifacts),
            }))

if __name__ == "__main__":
    inbox, out = map(Path, sys.argv[1:])
    request = RunRequest(inbox, out, settings=RunSettings(30.0))
    summary = run_inbox(request, executor=ObservedExecutor((0.0,)), handlers=FAKE)
    print(json.dumps([summary.exit_code, summary.extracted, summary.problems]))
"""


@pytest.mark.slow
def test_a_run_is_a_flow_with_one_task_per_document(inbox: Path, tmp_path: Path) -> None:
    (inbox / "kill.txt").write_text("kill")
    (inbox / "failed.txt").write_text("failed")
    (inbox / "once.txt").write_text("once")
    script = tmp_path / "prefect_run.py"
    script.write_text(_PREFECT_RUN)
    # Whatever Prefect would take from the user's own set-up must not matter.
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")
    }
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, str(script), str(inbox), str(tmp_path / "out")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    seen, result = (json.loads(line) for line in done.stdout.splitlines()[-2:])
    locked = "PDF dikunci dengan kata sandi; simpan ulang tanpa kata sandi"
    assert result == [
        1,
        5,
        [
            ["failed.txt", "failed", locked],
            ["kill.txt", "failed", "proses pembaca mati (SIGKILL)"],
        ],
    ]
    assert seen["flows"] == [[True, "Some failed"]]
    assert seen["messages"] == ["exit code 1: 2 of 5 documents failed"]
    assert seen["tasks"] == [
        ["a.txt", "Completed", 1],
        ["assemble release", "Completed", 1],
        ["b.txt", "Completed", 1],
        ["failed.txt", "Failed", 1],
        ["kill.txt", "Failed", 2],
        ["once.txt", "Completed", 2],
        ["publish 00.00", "Completed", 1],
        ["publish 36.73 Kota Serang", "Completed", 1],
        ["reconcile 00.00", "Completed", 1],
        ["reconcile 36.73 Kota Serang", "Completed", 1],
        ["validate 00.00", "Completed", 1],
        ["validate 36.73 Kota Serang", "Completed", 1],
    ]
    artifacts = dict(seen["artifacts"])
    assert sorted(artifacts) == [
        "sidak-out",
        "sidak-out-audit",
        "sidak-out-documents",
        "sidak-out-findings",
        "sidak-progress",
    ]
    assert "| documents | 5 (3 ok, 2 failed) |" in artifacts["sidak-out"]
    assert artifacts["sidak-progress"] == 100.0
    # Its database lies with the run, not in the user's home.
    assert (tmp_path / "out" / "state" / "prefect" / "prefect.db").is_file()
    assert not (tmp_path / "home" / ".prefect").exists()


_NO_SERVER = """
import sys
from pathlib import Path
from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.run import run_inbox
from sidak.flows.prefect_executor import PrefectExecutor
from tests.flows.batch.handlers import FAKE

if __name__ == "__main__":
    request = RunRequest(Path(sys.argv[1]), Path(sys.argv[2]))
    print(int(run_inbox(request, executor=PrefectExecutor(), handlers=FAKE).exit_code))
"""


@pytest.mark.slow
def test_a_night_without_a_server_is_still_a_night(inbox: Path, tmp_path: Path) -> None:
    script = tmp_path / "no_server.py"
    script.write_text(_NO_SERVER)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PREFECT_API_URL": "http://127.0.0.1:9/api",
        "PREFECT_CLIENT_MAX_RETRIES": "0",
    }
    done = subprocess.run(
        [sys.executable, str(script), str(inbox), str(tmp_path / "out")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stdout == "0\n", done.stderr
    assert "Prefect's server did not start: working without it" in done.stderr
    assert (tmp_path / "out" / "latest.json").is_file()


_WRONG_LINES = """
import sys
from pathlib import Path
from sidak.flows.batch.planning import RunRequest
from sidak.flows.nightly import CronLineError, serve_nightly

for cron in ("", "every night", "61 1 * * *"):
    try:
        serve_nightly(RunRequest(Path("in"), Path("out")), cron)
    except CronLineError as error:
        print(error)
"""


@pytest.mark.slow
def test_a_cron_line_that_cannot_be_understood_is_refused(tmp_path: Path) -> None:
    # In a process of its own: Prefect reads its settings when it is imported. The folder is
    # that of another project, whose packages have the names of the rooms.
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "__init__.py").write_text("raise ImportError('not this one')")
    done = subprocess.run(
        [sys.executable, "-c", _WRONG_LINES],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        f"not a cron line: {cron!r} (such as '0 1 * * *')"
        for cron in ("", "every night", "61 1 * * *")
    ]
