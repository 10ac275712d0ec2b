"""Runs at fixed times."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sidak.flows.schedule import CronLineError, find_next, keep_schedule, run_in_process


class Clock:
    """A clock that moves only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 23, 59, 30)
        self.sleeps: list[float] = []

    def now(self) -> datetime:
        """Return the time."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.sleeps.append(seconds)
        self.time += timedelta(seconds=seconds)


def test_work_is_done_when_it_is_due() -> None:
    clock = Clock()
    times: list[datetime] = []

    def work() -> None:
        times.append(clock.time)
        # The first run takes longer than a day: the night in between is left out.
        clock.time += timedelta(hours=25 if len(times) == 1 else 1)

    keep_schedule("0 1 * * *", work, rounds=3, now=clock.now, sleep=clock.sleep)
    assert times == [datetime(2026, 11, day, 1) for day in (22, 24, 25)]
    assert max(clock.sleeps) == 60


@pytest.mark.parametrize("cron", ["", "every night", "61 1 * * *", "0 0 31 2 *"])
def test_a_cron_line_that_says_nothing_is_refused(cron: str) -> None:
    with pytest.raises(CronLineError, match="not a cron line"):
        find_next(cron, datetime(2026, 1, 1))


def test_a_run_has_a_process_of_its_own(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run_in_process(["run", str(tmp_path / "gone")]) == 2
    assert "no such folder" in capfd.readouterr().err
