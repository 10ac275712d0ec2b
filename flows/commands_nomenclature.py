"""``sidak nomenclature``: the lists of codes and names that items are matched to."""

from pathlib import Path
from typing import Annotated

import typer

from flows.console import fail

app = typer.Typer(
    help="Look at, and add to, the lists of Permendagri 90 codes that items are matched to.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_DirectoryOption = Annotated[
    Path,
    typer.Option("--dir", help="Folder of imported lists; 'sidak run' reads OUT/nomenclature."),
]
_DEFAULT_DIRECTORY = Path("curated/nomenclature")


@app.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(help="TSV, CSV or XLSX with at least the columns kode and nama.")
    ],
    edition: Annotated[
        str | None,
        typer.Option("--edition", help="Regulation, such as '050-5889/2021'."),
    ] = None,
    scope: Annotated[
        str | None,
        typer.Option("--scope", help="'provinsi' or 'kabupaten_kota'."),
    ] = None,
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Add a full list to those that every later run matches against."""
    from matchers import import_list

    if not file.is_file():
        fail(f"no such file: {file}", 2)
    report = import_list(file, directory, edition=edition, scope=scope)
    typer.echo(str(report))
