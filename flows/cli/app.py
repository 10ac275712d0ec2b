"""The ``sidak`` command. Heavy libraries are imported by the commands that need them."""

import datetime
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sidak.flows.cli import nomenclature as commands_nomenclature
from sidak.flows.cli import review as commands_review
from sidak.flows.cli.audit import audit, diff
from sidak.flows.cli.bench import HAND_THROUGH, bench
from sidak.flows.cli.console import fail, make_console, should_show_tracebacks
from sidak.flows.settings import DEFAULT_TIMEOUT, DEFAULT_WORKERS, silence_environment
from sidak.schemas import LockHeldError, ReleaseBlockedError, SidakError, UnreadableFileError

if TYPE_CHECKING:
    from sidak.flows.batch.planning import RunPlan, RunRequest
    from sidak.flows.batch.run import Drive
    from sidak.flows.batch.summary import RunSummary

EXIT_FAULT = 1
EXIT_USAGE = 2
EXIT_BLOCKED = 3
EXIT_NOTHING_READ = 4
EXIT_LOCKED = 5

app = typer.Typer(
    name="sidak",
    help=(
        "Turns Indonesian local-government reports (LKjIP, Renja, Renstra, DPA, PK; PDF or "
        "text dump) into one curated, code-matched, reconciled dataset.\n\n"
        "Every figure is right, or it is flagged with a reason."
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(commands_nomenclature.app, name="nomenclature")
app.command(context_settings=HAND_THROUGH, add_help_option=False)(bench)
app.command()(commands_review.review)
app.command()(commands_review.decide)
app.command()(commands_review.decisions)

app.command()(audit)
app.command()(diff)

_InboxArgument = Annotated[
    Path, typer.Argument(help="Folder with *.pdf and *.txt reports; searched with subfolders.")
]
_OutOption = Annotated[
    Path, typer.Option("--out", help="Curated folder: releases, decisions, run state.")
]
_WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, help="Documents read at the same time.")
]
_ArchiveOption = Annotated[
    Path | None,
    typer.Option(
        "--archive",
        help="Keep a read-only copy of every report here, named by its content. "
        "An inbox named 'inbox' with a folder 'archive' beside it uses that one.",
    ),
]


@app.callback()
def _set_up(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show Python tracebacks instead of one line.")
    ] = False,
) -> None:
    should_show_tracebacks.set(debug)
    silence_environment()


@app.command()
def run(
    inbox: _InboxArgument,
    out: _OutOption = Path("curated"),
    workers: _WorkersOption = DEFAULT_WORKERS,
    force: Annotated[
        bool, typer.Option("--force", help="Read every document again, changed or not.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Read again what failed in the last run.")
    ] = False,
    timeout: Annotated[
        float,
        typer.Option("--timeout", min=1, help="Seconds that one document may take."),
    ] = DEFAULT_TIMEOUT,
    archive: _ArchiveOption = None,
    nomenclature: Annotated[
        Path | None,
        typer.Option(
            "--nomenclature", help="Folder of imported lists. Default: OUT/nomenclature."
        ),
    ] = None,
    lang: Annotated[
        str,
        typer.Option("--lang", help="Language of reasons, findings and audit pages: id or en."),
    ] = "id",
    with_prefect: Annotated[
        bool,
        typer.Option(
            "--prefect/--no-prefect",
            help="Record the run in Prefect (its server takes some seconds to start).",
        ),
    ] = True,
) -> None:
    """Read an inbox of reports and write a release.

    Reads what is new or changed, checks everything, writes OUT/releases/ID and lets
    OUT/latest.json name it. One bad file never stops the others.

    Exit codes: 0 all good; 1 some documents failed; 2 wrong usage; 3 checks blocked the
    release; 4 nothing could be read; 5 another run holds the lock.
    """
    from sidak.flows.batch.progress import make_reporter
    from sidak.flows.batch.run import conduct_plainly, run_inbox
    from sidak.flows.batch.summary import render_summary

    request = _make_request(
        inbox, out, workers, archive, nomenclature, force, retry_failed, timeout, lang
    )
    reporter = make_reporter()
    with reporter:
        summary = run_inbox(
            request,
            reporter=reporter,
            conduct=_conduct_with_prefect if with_prefect else conduct_plainly,
        )
    make_console().print(render_summary(summary, out))
    raise typer.Exit(summary.exit_code)


@app.command()
def nightly(
    inbox: _InboxArgument,
    out: _OutOption = Path("curated"),
    cron: Annotated[
        str, typer.Option("--cron", help="When to run, as a cron line in local time.")
    ] = "0 1 * * *",
    workers: _WorkersOption = DEFAULT_WORKERS,
    archive: _ArchiveOption = None,
) -> None:
    """Stay up and do 'sidak run' on a schedule, each run in a process of its own.

    With PREFECT_API_URL set, the flow is served to that Prefect server, which then keeps
    the times and can start runs by hand. Stop with Ctrl-C.
    """
    import os

    from sidak.flows.schedule import CronLineError, find_next, keep_schedule, run_in_process

    request = _make_request(inbox, out, workers, archive, None, False, False, DEFAULT_TIMEOUT)
    try:
        due = find_next(cron, datetime.datetime.now())
    except CronLineError as error:
        fail(str(error), EXIT_USAGE)
    if os.environ.get("PREFECT_API_URL"):
        from sidak.flows.settings import configure_prefect

        configure_prefect(request.folder)
        from sidak.flows.nightly import serve_nightly

        serve_nightly(request, cron)
        return
    words = ["run", str(inbox), "--out", str(out), "--workers", str(workers)]
    words += ["--archive", str(archive)] if archive else []

    def work() -> None:
        exit_code = run_in_process(words)
        typer.echo(f"{datetime.datetime.now():%Y-%m-%d %H:%M} exit code {exit_code}", err=True)

    typer.echo(f"next run {due:%Y-%m-%d %H:%M}", err=True)
    keep_schedule(cron, work)


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A PDF with tables, or a text dump.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for one CSV per table and tables.json."),
    ] = None,
    debug_images: Annotated[
        Path | None,
        typer.Option(
            "--debug-images",
            help="Folder for a picture of each page with tables: what was read, drawn over it.",
        ),
    ] = None,
    all_pages: Annotated[
        bool, typer.Option("--all-pages", help="Also draw the pages without tables.")
    ] = False,
) -> None:
    """Take the tables out of one file, as printed.

    Any PDF with tables will do. Without --out the tables are shown on the terminal;
    with it, tables.json also holds every cell's page and box (points from the top left).
    Exit codes: 0 done; 4 the file cannot be read.
    """
    from sidak.extractors import read_document
    from sidak.flows.cli.extract import render_overview, render_tables, write_tables

    if not file.is_file():
        fail(f"no such file: {file}", EXIT_USAGE)
    extraction = read_document(file)
    console = make_console()
    if debug_images is not None:
        from sidak.flows.cli.debug_images import draw_extraction

        drawn = draw_extraction(file, extraction, debug_images, is_every_page=all_pages)
        console.print(f"{len(drawn)} pictures in {debug_images}", markup=False, highlight=False)
    if out is None and debug_images is not None:
        return
    if out is None:
        console.print(render_tables(extraction))
        return
    written = write_tables(extraction, out)
    console.print(render_overview(extraction))
    console.print(f"{len(written)} files in {out}", markup=False, highlight=False)


@app.command()
def version() -> None:
    """Show the versions of sidak, Python and the libraries that read."""
    from sidak.flows.batch.fingerprint import RELEASE_ROOMS, digest_rooms, list_versions

    names = dict(list_versions())
    names["python"] = ".".join(map(str, sys.version_info[:3]))
    for name in ("prefect", "great-expectations"):
        names[name] = metadata.version(name)
    names["code"] = digest_rooms(RELEASE_ROOMS)[:12]
    for name, text in names.items():
        typer.echo(f"{name:20} {text}")


def main() -> None:
    """Run the command; an error is one clear line on standard error, and an exit code."""
    try:
        app()
    except LockHeldError as error:
        fail(str(error), EXIT_LOCKED)
    except ReleaseBlockedError as error:
        fail(str(error), EXIT_BLOCKED)
    except UnreadableFileError as error:
        fail(str(error), EXIT_NOTHING_READ)
    except (SidakError, OSError) as error:
        fail(str(error), EXIT_FAULT)


def _conduct_with_prefect(
    work: "Callable[[Drive], RunSummary]", plan: "RunPlan"
) -> "RunSummary":
    from sidak.flows.settings import configure_prefect

    configure_prefect(plan.request.folder)
    from sidak.flows.nightly import conduct_as_flow

    return conduct_as_flow(work, plan)


def _make_request(
    inbox: Path,
    out: Path,
    workers: int,
    archive: Path | None,
    nomenclature: Path | None,
    force: bool,
    retry_failed: bool,
    timeout: float,
    lang: str = "id",
) -> "RunRequest":
    from sidak.flows.batch.archive import find_default_archive
    from sidak.flows.batch.planning import RunRequest
    from sidak.flows.settings import RunSettings

    if not inbox.is_dir():
        fail(f"no such folder: {inbox}", EXIT_USAGE)
    if lang not in ("id", "en"):
        fail(f"no such language: {lang}; there are id and en", EXIT_USAGE)
    if out.exists() and not out.is_dir():
        fail(f"not a folder: {out}", EXIT_USAGE)
    if out.resolve().is_relative_to(inbox.resolve()):
        fail("--out lies inside the inbox: choose a folder outside it", EXIT_USAGE)
    if nomenclature is not None and not nomenclature.is_dir():
        fail(f"no such folder: {nomenclature}", EXIT_USAGE)
    return RunRequest(
        inbox=inbox,
        out=out,
        workers=workers,
        force=force,
        retry_failed=retry_failed,
        archive=archive or find_default_archive(inbox),
        nomenclature=nomenclature,
        settings=RunSettings(document_timeout=timeout, lang=lang),
    )
