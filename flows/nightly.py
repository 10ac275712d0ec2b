"""The nightly run, served to a Prefect server that keeps the times.

Importing this module imports Prefect; call ``sidak.flows.settings.configure_prefect`` before.
"""

from pathlib import Path

from prefect import flow
from prefect.client.schemas.schedules import CronSchedule

from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.progress import LineReporter
from sidak.flows.batch.run import run_inbox
from sidak.flows.prefect_executor import FLOW_NAME, PrefectExecutor
from sidak.flows.settings import find_time_zone
from sidak.schemas import SidakError


class CronLineError(SidakError):
    """A cron line that cannot be understood."""


@flow(name=FLOW_NAME, persist_result=False)
def nightly(
    inbox: str, out: str, workers: int = 2, archive: str | None = None
) -> dict[str, object]:
    """Bring the curated folder ``out`` up to date with ``inbox``; for schedules.

    Raises:
        RuntimeError: If the release is blocked or nothing could be read, so that the
            flow run shows as failed.
    """
    request = RunRequest(
        inbox=Path(inbox),
        out=Path(out),
        workers=workers,
        archive=Path(archive) if archive else None,
    )
    summary = run_inbox(request, reporter=LineReporter(), executor=PrefectExecutor())
    if summary.exit_code > 1:
        reasons = "; ".join(summary.blocked) or "nothing could be read"
        raise RuntimeError(f"exit code {summary.exit_code:d}: {reasons}")
    return {"exit_code": int(summary.exit_code), "release": summary.release}


def serve_nightly(request: RunRequest, cron: str) -> None:
    """Run the flow on a schedule until the process is stopped.

    Args:
        request: What each run does.
        cron: When, in the machine's time zone, such as ``"0 1 * * *"``.

    Raises:
        CronLineError: If the line cannot be understood.
    """
    try:
        schedule = CronSchedule(cron=cron, timezone=find_time_zone())
    except ValueError as error:
        raise CronLineError(f"not a cron line: {cron!r} (such as '0 1 * * *')") from error
    nightly.serve(
        name=FLOW_NAME,
        schedules=[schedule],
        parameters={
            "inbox": str(request.inbox.resolve()),
            "out": str(request.out.resolve()),
            "workers": request.workers,
            "archive": str(request.archive.resolve()) if request.archive else None,
        },
        print_starting_message=True,
    )
