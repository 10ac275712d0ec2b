"""``sidak push``: the tables of a release into a database of others."""

from pathlib import Path
from typing import Annotated

import typer

from sidak.flows.cli.console import fail
from sidak.flows.cli.extras import require_extra
from sidak.flows.exit_code import ExitCode


def push(
    sink: Annotated[
        str,
        typer.Option("--sink", help="Address of the database: postgresql://user@host/name."),
    ],
    release: Annotated[
        Path, typer.Option("--release", help="Folder of a release, or a curated folder.")
    ] = Path("curated"),
    schema: Annotated[
        str, typer.Option("--schema", help="Schema of the tables; made if it is absent.")
    ] = "sidak",
) -> None:
    """Write the tables of a release into PostgreSQL, beside those of earlier releases.

    Everything happens in one transaction; a release that is there already is left as it is.
    Each table has a column release_id, the views latest_<table> show the newest release. A
    password is better given in PGPASSWORD or ~/.pgpass. Exit codes: 0 done; 2 wrong usage or
    no such release; 1 the database did not take it.
    """
    from sidak.publishers.queries.findings import find_release
    from sidak.schemas import SidakError

    if not sink.startswith(("postgresql://", "postgres://")):
        fail("the sink must begin with postgresql://", ExitCode.USAGE)
    require_extra("postgresql")
    from sidak.publishers.sinks.postgresql import push_release

    try:
        folder = find_release(release)
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    try:
        pushed = push_release(folder, sink, schema)
    except SidakError as error:
        fail(str(error), ExitCode.SOME_FAILED)
    if not pushed.rows:
        typer.echo(f"{pushed.release_id} is there already")
        return
    total = sum(pushed.rows.values())
    typer.echo(f"{pushed.release_id}: {total:,} rows in {len(pushed.rows)} tables of {schema}")
