"""Runs at fixed times, without a server: a cron line, a sleep, a process per run.

Prefect's temporary server keeps no schedules; where a real server is named
(``PREFECT_API_URL``), ``sidak.flows.nightly.serve_nightly`` leaves the times to it.
"""

import datetime
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from cronsim import CronSim, CronSimError

from sidak.schemas import SidakError

#: Longest sleep in seconds: a clock that is set, or a laptop that slept, is noticed then.
_LONGEST_SLEEP = 60.0

_COMMAND = "from sidak.flows.cli.app import main; main()"


class CronLineError(SidakError):
    """A cron line that cannot be understood."""


def find_next(cron: str, after: datetime.datetime) -> datetime.datetime:
    """Return the next time that a cron line names.

    Args:
        cron: Five fields, such as ``"0 1 * * *"``.
        after: The moment after which it must lie, in local time without a zone.

    Raises:
        CronLineError: If the line cannot be understood, or names no time at all.
    """
    try:
        return next(CronSim(cron, after))
    except (CronSimError, StopIteration) as error:
        raise CronLineError(f"not a cron line: {cron!r} (such as '0 1 * * *')") from error


def keep_schedule(
    cron: str,
    work: Callable[[], None],
    *,
    rounds: int | None = None,
    now: Callable[[], datetime.datetime] = datetime.datetime.now,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Do some work whenever a cron line says so; a time missed during work is left out.

    Args:
        cron: When, in local time.
        work: What to do; it must not raise.
        rounds: How often; ``None`` until the process is stopped.
        now: The clock.
        sleep: Waits for some seconds.

    Raises:
        CronLineError: If the line cannot be understood.
    """
    done = 0
    while rounds is None or done < rounds:
        due = find_next(cron, now())
        while (left := (due - now()).total_seconds()) > 0:
            sleep(min(left, _LONGEST_SLEEP))
        work()
        done += 1


def run_in_process(arguments: Sequence[str]) -> int:
    """Do one ``sidak`` call in a process of its own and return its exit code.

    Whatever happens to that process, the schedule goes on; its memory is given back.
    """
    command = [sys.executable, "-c", _COMMAND, *arguments]
    return subprocess.run(command, check=False).returncode
