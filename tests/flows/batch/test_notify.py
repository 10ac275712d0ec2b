"""The command that tells people gets the summary; its failure stops nothing."""

import sys
from pathlib import Path

from sidak.flows.exit_code import ExitCode
from tests.flows.conftest import Run


def test_the_command_gets_the_summary(run: Run, tmp_path: Path) -> None:
    told = tmp_path / "told.md"
    script = tmp_path / "tell.py"
    script.write_text(
        "import os, sys\n"
        "text = sys.stdin.read()\n"
        "name = os.path.basename(os.environ['SIDAK_RELEASE'])\n"
        f"open({str(told)!r}, 'w').write(os.environ['SIDAK_EXIT_CODE'] + name + text)\n"
    )
    summary = run(notify=f"{sys.executable} {script}")
    text = told.read_text()
    assert text.startswith(f"0{Path(summary.release).name}# sidak")
    assert "| documents | 2 (2 ok) |" in text


def test_a_command_that_fails_stops_nothing(run: Run) -> None:
    assert run(notify="/no/such/command 'half a quotation").exit_code is ExitCode.OK
