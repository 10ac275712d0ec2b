"""``sidak run`` and ``sidak nightly``: from an inbox to a release."""

import math
import os
import shutil
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sidak.flows.cli.console import fail, make_console
from sidak.flows.cli.extras import require_extra
from sidak.flows.cli.options import expand_options
from sidak.flows.exit_code import ExitCode
from sidak.flows.settings import DEFAULT_MEMORY, DEFAULT_TIMEOUT, count_cores
from sidak.schemas.vocabularies import LANGUAGES

if TYPE_CHECKING:
    from sidak.flows.batch.executor import Executor
    from sidak.flows.batch.planning import RunRequest

_DEFAULT_OUT = Path("curated")
_DEFAULT_WORKERS = count_cores()

_InboxArgument = Annotated[
    Path, typer.Argument(help="Folder with *.pdf and *.txt reports; searched with subfolders.")
]
_OutOption = Annotated[
    Path, typer.Option("--out", help="Curated folder: releases, decisions, run state.")
]
_WorkersOption = Annotated[
    int,
    typer.Option("--workers", min=1, help="Documents read at the same time; as many as cores."),
]
_NomenclatureOption = Annotated[
    Path | None,
    typer.Option("--nomenclature", help="Folder of imported lists. Default: OUT/nomenclature."),
]
_TimeoutOption = Annotated[
    float, typer.Option("--timeout", min=1, help="Seconds that one document may take.")
]
_LangOption = Annotated[
    str,
    typer.Option("--lang", help="Language of reasons, findings and audit pages: id or en."),
]
_ManifestOption = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        help="CSV of what is known of the files: file, agency, region, year, kind, source_url, "
        "retrieved_on. Default: sidak.csv in the inbox, if there is one.",
    ),
]
_ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        help="Keep a read-only copy of every report here, named by its content. "
        "An inbox named 'inbox' with a folder 'archive' beside it uses that one.",
    ),
]


_RetryOption = Annotated[
    bool, typer.Option("--retry-failed", help="Read again what failed in the last run.")
]
_MemoryOption = Annotated[
    int,
    typer.Option("--memory", min=256, help="MiB that the reading of a document may hold."),
]
_LinksOption = Annotated[
    bool,
    typer.Option("--follow-links", help="Take files that links in the inbox lead to."),
]
_ShrinkOption = Annotated[
    bool,
    typer.Option(
        "--accept-shrink",
        help="Publish a region that lost more than a fifth of its documents, figures or "
        "accepted figures against the last release.",
    ),
]


class Runner(StrEnum):
    """Where the work of a run is done."""

    LOCAL = "local"
    DASK = "dask"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Options of ``sidak run``; their help describes them."""

    out: _OutOption = _DEFAULT_OUT
    workers: _WorkersOption = _DEFAULT_WORKERS
    force: Annotated[
        bool, typer.Option("--force", help="Read every document again, changed or not.")
    ] = False
    retry_failed: _RetryOption = False
    timeout: _TimeoutOption = DEFAULT_TIMEOUT
    memory: _MemoryOption = DEFAULT_MEMORY
    archive: _ArchiveOption = None
    nomenclature: _NomenclatureOption = None
    manifest: _ManifestOption = None
    follow_links: _LinksOption = False
    accept_shrink: _ShrinkOption = False
    lang: _LangOption = "id"
    runner: Annotated[
        Runner, typer.Option("--runner", help="Where the work is done: local or dask.")
    ] = Runner.LOCAL
    address: Annotated[
        str,
        typer.Option(
            "--address",
            help="Scheduler of Dask, tcp://host:port; without it a cluster of this machine.",
        ),
    ] = ""
    notify: Annotated[
        str | None,
        typer.Option("--notify", help="Command that gets the summary on its input."),
    ] = None
    with_prefect: Annotated[
        bool,
        typer.Option(
            "--prefect/--no-prefect",
            help="Record the run in Prefect (its server takes some seconds to start).",
        ),
    ] = True


@expand_options
def run(inbox: _InboxArgument, options: RunOptions) -> None:
    """Read an inbox of reports and write a release.

    Reads what is new or changed, checks everything, writes OUT/releases/ID and lets
    OUT/latest.json name it. One bad file never stops the others.

    Exit codes: 0 all good; 1 some documents failed; 2 wrong usage; 3 checks blocked the
    release; 4 nothing could be read; 5 another run holds the lock.
    """
    from sidak.flows.batch.executor import ThreadExecutor
    from sidak.flows.batch.progress import make_reporter
    from sidak.flows.batch.run import run_inbox
    from sidak.flows.batch.summary import render_summary
    from sidak.flows.cli.interrupt import CountingReporter, end_on_signals
    from sidak.flows.prefect_executor import LoggingReporter, PrefectExecutor

    request = _make_request(inbox, options)
    _check_room(options.out)
    if options.with_prefect:
        require_extra("prefect", "or work without it: --no-prefect")
    if options.runner is Runner.DASK:
        require_extra("dask", "or work without it: --runner local")
    try:
        with make_reporter() as shown:
            executor: Executor = (
                PrefectExecutor(reporter=shown) if options.with_prefect else ThreadExecutor()
            )
            reporter = CountingReporter(
                LoggingReporter(shown) if options.with_prefect else shown
            )
            with end_on_signals(reporter):
                summary = run_inbox(request, reporter=reporter, executor=executor)
    except OSError as error:
        if _lies_in(error.filename, options.out):
            fail(f"nothing can be written: {error}", ExitCode.BLOCKED)
        raise
    make_console().print(render_summary(summary, options.out))
    raise typer.Exit(summary.exit_code)


def _check_room(out: Path) -> None:
    """End with one sentence where nothing can be written, before anything is done."""
    from sidak.flows.batch.settings import SETTINGS

    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out) as probe:
            probe.write(b"x")
        free = shutil.disk_usage(out).free >> 20
    except OSError as error:
        fail(f"nothing can be written to {out}: {error.strerror or error}", ExitCode.BLOCKED)
    if free < SETTINGS.least_free:
        fail(
            f"only {free} MiB are free in {out}, at least {SETTINGS.least_free} are needed",
            ExitCode.BLOCKED,
        )


@dataclass(frozen=True, slots=True)
class NightlyOptions:
    """Options of ``sidak nightly``; their help describes them."""

    out: _OutOption = _DEFAULT_OUT
    cron: Annotated[
        str, typer.Option("--cron", help="When to run, as a cron line in local time.")
    ] = "0 1 * * *"
    workers: _WorkersOption = _DEFAULT_WORKERS
    archive: _ArchiveOption = None
    nomenclature: _NomenclatureOption = None
    lang: _LangOption = "id"
    timeout: _TimeoutOption = DEFAULT_TIMEOUT
    memory: _MemoryOption = DEFAULT_MEMORY
    retry_failed: _RetryOption = False
    follow_links: _LinksOption = False
    accept_shrink: _ShrinkOption = False


@expand_options
def nightly(inbox: _InboxArgument, options: NightlyOptions) -> None:
    """Serve 'sidak run' to a Prefect server, which starts it on a schedule or by hand.

    The server is the one that PREFECT_API_URL names ('prefect server start' starts one).
    Without Prefect, a line of your crontab with 'sidak run' does the same. Stop with
    Ctrl-C.
    """
    from sidak.flows.settings import configure_prefect

    run_options = RunOptions(
        out=options.out,
        workers=options.workers,
        archive=options.archive,
        nomenclature=options.nomenclature,
        lang=options.lang,
        timeout=options.timeout,
        memory=options.memory,
        retry_failed=options.retry_failed,
        follow_links=options.follow_links,
        accept_shrink=options.accept_shrink,
    )
    request = _make_request(inbox, run_options)
    if not os.environ.get("PREFECT_API_URL"):
        fail(
            "set PREFECT_API_URL to the Prefect server that is to keep the times, or put a "
            f"line in your crontab: {options.cron} sidak run {inbox} --out {options.out}",
            ExitCode.USAGE,
        )
    require_extra("prefect")
    configure_prefect(request.folder)
    from sidak.flows.nightly import CronLineError, serve_nightly

    try:
        serve_nightly(request, options.cron)
    except CronLineError as error:
        fail(str(error), ExitCode.USAGE)


def _is_utf8(path: Path) -> bool:
    """Return True if a path is text: DuckDB opens no other."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _lies_in(name: object, folder: Path) -> bool:
    """Return True if an error names a file in a folder."""
    return isinstance(name, str) and Path(name).resolve().is_relative_to(folder.resolve())


def _make_request(inbox: Path, options: RunOptions) -> "RunRequest":
    from sidak.flows.batch.archive import find_default_archive
    from sidak.flows.batch.planning import RunRequest
    from sidak.flows.settings import RunSettings

    out, nomenclature = options.out, options.nomenclature
    if inbox.is_file():
        fail(f"{inbox} is a file, not a folder: 'sidak extract' reads one file", ExitCode.USAGE)
    if not inbox.is_dir():
        fail(f"no such folder: {inbox}", ExitCode.USAGE)
    if options.lang not in LANGUAGES:
        fail(f"no such language: {options.lang}; there are id and en", ExitCode.USAGE)
    if not math.isfinite(options.timeout):
        fail("--timeout takes a number of seconds", ExitCode.USAGE)
    if not _is_utf8(out.resolve()):
        fail("--out: the name of the folder is not UTF-8", ExitCode.USAGE)
    if out.exists() and not out.is_dir():
        fail(f"not a folder: {out}", ExitCode.USAGE)
    if out.resolve().is_relative_to(inbox.resolve()):
        fail("--out lies inside the inbox: choose a folder outside it", ExitCode.USAGE)
    if nomenclature is not None and not nomenclature.is_dir():
        fail(f"no such folder: {nomenclature}", ExitCode.USAGE)
    return RunRequest(
        inbox=inbox,
        out=out,
        workers=options.workers,
        force=options.force,
        retry_failed=options.retry_failed,
        archive=options.archive or find_default_archive(inbox),
        nomenclature=nomenclature,
        manifest=options.manifest,
        follows_links=options.follow_links,
        accept_shrink=options.accept_shrink,
        dask=options.address if options.runner is Runner.DASK else None,
        notify=options.notify,
        settings=RunSettings(
            document_timeout=options.timeout,
            document_memory=options.memory,
            lang=options.lang,
        ),
    )
