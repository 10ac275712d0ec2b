"""``sidak plot``: pictures of a release."""

from pathlib import Path
from typing import Annotated

import typer

from sidak.flows.cli.console import fail
from sidak.flows.cli.extras import require_extra
from sidak.flows.exit_code import ExitCode


def plot(
    release: Annotated[
        Path, typer.Option("--release", help="Folder of a release, or a curated folder.")
    ] = Path("curated"),
    out: Annotated[Path, typer.Option("--out", help="Folder for the pictures.")] = Path(
        "plots"
    ),
    document: Annotated[
        str,
        typer.Option("--document", help="Only this one: its id, or a part of its file name."),
    ] = "",
) -> None:
    """Draw pictures of a release: budget and spending, quarters, results, what is accepted.

    A picture for which the release has no numbers is left out. Exit codes: 0 done; 2 wrong
    usage, no such release or document.
    """
    require_extra("plot")
    from sidak.publishers.plots.charts import draw_charts
    from sidak.publishers.queries.export import find_document
    from sidak.publishers.queries.findings import find_release
    from sidak.schemas import SidakError

    try:
        folder = find_release(release)
        chosen = find_document(folder, document) if document else ""
        written = draw_charts(folder, out, chosen)
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    for path in written:
        typer.echo(str(path))
    if not written:
        typer.echo("nothing to draw: no figures")
