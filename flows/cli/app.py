"""The ``sidak`` command. Heavy libraries are imported by the commands that need them."""

import sys
from typing import Annotated

import typer

from sidak.flows.cli import nomenclature
from sidak.flows.cli.audit import audit, diff
from sidak.flows.cli.bench import HAND_THROUGH, bench
from sidak.flows.cli.console import fail, open_streams, should_show_tracebacks
from sidak.flows.cli.export import export
from sidak.flows.cli.extract import extract
from sidak.flows.cli.plot import plot
from sidak.flows.cli.push import push
from sidak.flows.cli.query import query, show
from sidak.flows.cli.review import decide, decisions, review
from sidak.flows.cli.run import nightly, run
from sidak.flows.cli.upkeep import prune, verify
from sidak.flows.exit_code import ExitCode
from sidak.flows.settings import silence_environment
from sidak.schemas import LockHeldError, ReleaseBlockedError, SidakError, UnreadableFileError

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
for command in (
    run,
    nightly,
    extract,
    audit,
    diff,
    show,
    query,
    export,
    plot,
    push,
    prune,
    verify,
    review,
    decide,
    decisions,
):
    app.command()(command)
app.add_typer(nomenclature.app, name="nomenclature")
app.command(context_settings=HAND_THROUGH, add_help_option=False)(bench)


@app.callback()
def _set_up(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show Python tracebacks instead of one line.")
    ] = False,
) -> None:
    should_show_tracebacks.set(debug)
    silence_environment()


@app.command()
def version() -> None:
    """Show the versions of sidak, Python and the libraries that read."""
    from sidak.flows.batch.fingerprint import (
        RELEASE_ROOMS,
        digest_rooms,
        find_version,
        list_versions,
    )

    names = dict(list_versions())
    names["python"] = ".".join(map(str, sys.version_info[:3]))
    for name in ("prefect", "great-expectations"):
        names[name] = find_version(name)
    names["code"] = digest_rooms(RELEASE_ROOMS)[:12]
    for name, text in names.items():
        typer.echo(f"{name:20} {text}")


def main() -> None:
    """Run the command; an error is one clear line on standard error, and an exit code."""
    open_streams()
    try:
        app()
    except LockHeldError as error:
        fail(str(error), ExitCode.LOCKED)
    except ReleaseBlockedError as error:
        fail(str(error), ExitCode.BLOCKED)
    except UnreadableFileError as error:
        fail(str(error), ExitCode.NOTHING_READ)
    except (SidakError, OSError) as error:
        fail(str(error), ExitCode.FAULT)
