"""The message of a run to people: any command, which gets the summary on its input."""

import os
import shlex
import subprocess
from pathlib import Path

from sidak.flows.batch.settings import SETTINGS
from sidak.flows.batch.summary import RunSummary, render_markdown


def notify(command: str, summary: RunSummary, out: Path) -> str:
    """Run a command with the summary of a run on its standard input.

    It finds the exit code in ``SIDAK_EXIT_CODE`` and the release in ``SIDAK_RELEASE``.

    Args:
        command: The command and its arguments, as for a shell; no shell runs it.
        summary: What the run did.
        out: Curated folder.

    Returns:
        Why it could not be told; empty if it was.
    """
    environment = {
        **os.environ,
        "SIDAK_EXIT_CODE": str(int(summary.exit_code)),
        "SIDAK_RELEASE": str(out / summary.release) if summary.release else "",
    }
    try:
        subprocess.run(
            shlex.split(command),
            input=render_markdown(summary),
            env=environment,
            encoding="utf-8",
            errors="replace",
            timeout=SETTINGS.notify_timeout,
            check=True,
            capture_output=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return str(error)
    return ""
