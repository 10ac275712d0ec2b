"""The nightly run, for a Prefect server that keeps the times.

Importing this module imports Prefect; call ``sidak.flows.settings.configure_prefect`` before.
``prefect.yaml`` deploys it to a work pool; ``sidak nightly`` serves it from one process.
"""

from pathlib import Path
from typing import Annotated, Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.client.schemas.schedules import CronSchedule
from pydantic import BaseModel, Field

from sidak.flows.batch.planning import RunRequest
from sidak.flows.batch.progress import LineReporter
from sidak.flows.batch.run import run_inbox
from sidak.flows.prefect_executor import (
    FLOW_NAME,
    LoggingReporter,
    PrefectExecutor,
    make_final_state,
)
from sidak.flows.settings import (
    DEFAULT_MEMORY,
    DEFAULT_TIMEOUT,
    LONGEST_NIGHT,
    CuratedFolder,
    RunSettings,
    configure_prefect,
    count_cores,
    find_time_zone,
)
from sidak.schemas import SidakError

_DESCRIPTION = """\
Reads what is new in an inbox of reports, checks the regions that changed and writes a release.

Ends *Completed* only if all is good; *Some failed* or *Held back* (both of type failed) if
documents could not be read or parts of regions were held back, with a release all the same;
*Failed* if there is no new release.
"""


class CronLineError(SidakError):
    """A cron line that cannot be understood."""


class ScheduledOptions(BaseModel):
    """Options of a scheduled run, as the form of a deployment shows them.

    Attributes:
        timeout: Seconds that one document may take.
        memory: MiB that the reading of a document may hold.
        retry_failed: Read again what failed in the last run.
        follow_links: Take files that links in the inbox lead to.
        accept_shrink: Publish a region that lost more than a fifth of what it had.
    """

    timeout: Annotated[float, Field(ge=1)] = DEFAULT_TIMEOUT
    memory: Annotated[int, Field(ge=256)] = DEFAULT_MEMORY
    retry_failed: bool = False
    follow_links: bool = False
    accept_shrink: bool = False


_DEFAULT_OPTIONS = ScheduledOptions()


def _name_run() -> str:
    """Return the name of a flow run: the day and the inbox."""
    parameters = runtime.flow_run.parameters
    started = runtime.flow_run.scheduled_start_time
    return f"{started:%Y-%m-%d} {Path(parameters.get('inbox', '')).name}"


@flow(
    name=FLOW_NAME,
    flow_run_name=_name_run,
    description=_DESCRIPTION,
    timeout_seconds=LONGEST_NIGHT,
    persist_result=False,
)
def nightly(
    inbox: str,
    out: str,
    workers: Annotated[int | None, Field(ge=1)] = None,
    archive: str | None = None,
    nomenclature: str | None = None,
    lang: Annotated[str, Field(pattern="^(id|en)$")] = "id",
    options: ScheduledOptions = _DEFAULT_OPTIONS,
) -> State[Any]:
    """Bring the curated folder ``out`` up to date with ``inbox``; for schedules.

    Args:
        inbox: Folder of reports.
        out: Curated folder.
        workers: Documents read at the same time; as many as there are cores if empty.
        archive: Folder for read-only copies of the reports.
        nomenclature: Folder of imported lists, if not the one in ``out``.
        lang: Language of messages and audit pages, "id" or "en".
        options: Limits, and what is otherwise refused.
    """
    request = RunRequest(
        inbox=Path(inbox),
        out=Path(out),
        workers=workers or count_cores(),
        archive=Path(archive) if archive else None,
        nomenclature=Path(nomenclature) if nomenclature else None,
        retry_failed=options.retry_failed,
        follows_links=options.follow_links,
        accept_shrink=options.accept_shrink,
        settings=RunSettings(
            document_timeout=options.timeout, document_memory=options.memory, lang=lang
        ),
    )
    configure_prefect(CuratedFolder(request.out))
    reporter = LoggingReporter(LineReporter())
    return make_final_state(run_inbox(request, reporter=reporter, executor=PrefectExecutor()))


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
        description=_DESCRIPTION,
        tags=["sidak"],
        limit=1,
        schedules=[schedule],
        parameters={
            "inbox": str(request.inbox.resolve()),
            "out": str(request.out.resolve()),
            "workers": request.workers,
            "archive": str(request.archive.resolve()) if request.archive else None,
            "nomenclature": str(request.nomenclature.resolve())
            if request.nomenclature
            else None,
            "lang": request.settings.lang,
            "options": ScheduledOptions(
                timeout=request.settings.document_timeout,
                memory=request.settings.document_memory,
                retry_failed=request.retry_failed,
                follow_links=request.follows_links,
                accept_shrink=request.accept_shrink,
            ).model_dump(),
        },
        print_starting_message=True,
    )
