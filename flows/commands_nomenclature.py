"""``sidak nomenclature``: the lists of codes and names that items are matched to."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.console import fail, make_console

if TYPE_CHECKING:
    from matchers.store import Nomenclature
    from schemas.nomenclature import Edition, NomenclatureEntry

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
_EditionOption = Annotated[
    str | None,
    typer.Option("--edition", help="Only this regulation, such as '050-5889/2021'."),
]


@app.command("import")
def import_file(
    file: Annotated[
        Path, typer.Argument(help="TSV, CSV or XLSX with at least the columns kode and nama.")
    ],
    edition: Annotated[
        str | None,
        typer.Option(
            "--edition", help="Regulation, such as '050-5889/2021'. Default: as the file says."
        ),
    ] = None,
    scope: Annotated[
        str | None,
        typer.Option(
            "--scope", help="'provinsi', 'kabupaten_kota' or 'both'. Default: as the file says."
        ),
    ] = None,
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
    faults: Annotated[
        bool, typer.Option("--faults", help="List every fault of the file, line by line.")
    ] = False,
) -> None:
    """Add a full list to those that every later run matches against.

    The file is checked: what is wrong with it is counted, and listed with --faults. A list
    of the same regulation and scope that was imported before is replaced.
    """
    from matchers import import_list

    if not file.is_file():
        fail(f"no such file: {file}", 2)
    report = import_list(file, directory, edition=edition, scope=scope)
    typer.echo(str(report))
    if faults:
        for fault in report.faults:
            typer.echo(f"{fault.row}\t{fault.kind}\t{fault.kode}\t{fault.message}")


@app.command("list")
def list_lists(directory: _DirectoryOption = _DEFAULT_DIRECTORY) -> None:
    """Show which lists are at hand, and how long they are."""
    from rich.table import Table

    from schemas import PROGRAMME_LEVELS

    table = Table(title="Nomenclature lists", title_justify="left")
    for name in ("edition", "scope", "file"):
        table.add_column(name, overflow="fold")
    for level in PROGRAMME_LEVELS:
        table.add_column(level.value.replace("_", " "), justify="right")
    for one in _load(directory).lists:
        counts = Counter(entry.level for entry in one.entries)
        numbers = [f"{counts[level]:,}" for level in PROGRAMME_LEVELS]
        table.add_row(one.edition, one.scope.value, one.source, *numbers)
    make_console().print(table)


@app.command()
def show(
    kode: Annotated[str, typer.Argument(help="Code such as 4.01.01.2.09.01 or X.XX.01.2.09.")],
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Show what a code means, edition by edition.

    Exit code 1 if no list has it.
    """
    from matchers.store import find_entries

    found = find_entries(_load(directory).entries, kode)
    if not found:
        fail(f"no list has the code {kode}", 1)
    _print_entries(found)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words of a name; spelling need not be exact.")],
    edition: _EditionOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show.")] = 10,
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Find codes by name."""
    from rapidfuzz import fuzz, process

    entries = _load(directory).entries
    if edition is not None:
        wanted = _find_edition(edition).edition
        entries = tuple(entry for entry in entries if entry.edition == wanted)
    names = [entry.nama.casefold() for entry in entries]
    best = process.extract(text.casefold(), names, scorer=fuzz.WRatio, limit=limit)
    _print_entries(entries[index] for _, _, index in best)


@app.command()
def diff(
    older: Annotated[str, typer.Argument(help="Edition, such as '90/2019'.")],
    newer: Annotated[str, typer.Argument(help="Edition, such as '050-3708/2020'.")],
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Show which codes vanished, came, or changed their name between two editions."""
    nomenclature = _load(directory)
    before = _index(nomenclature, _find_edition(older))
    after = _index(nomenclature, _find_edition(newer))
    for index, name in ((before, older), (after, newer)):
        if not index:
            fail(f"no list of {name} is at hand; see 'sidak nomenclature import --help'", 1)
    gone = [entry for key, entry in before.items() if key not in after]
    come = [entry for key, entry in after.items() if key not in before]
    changed = [
        (entry, after[key])
        for key, entry in before.items()
        if key in after and after[key].nama.casefold() != entry.nama.casefold()
    ]
    for entry in gone:
        typer.echo(f"- {entry.kode}\t{entry.nama}")
    for entry in come:
        typer.echo(f"+ {entry.kode}\t{entry.nama}")
    for old, new in changed:
        typer.echo(f"~ {new.kode}\t{old.nama} -> {new.nama}")
    kept = len(before) - len(gone) - len(changed)
    typer.echo(f"{len(gone)} gone, {len(come)} new, {len(changed)} renamed, {kept} the same")


def _load(directory: Path) -> "Nomenclature":
    from matchers import load_nomenclature

    if directory != _DEFAULT_DIRECTORY and not directory.is_dir():
        fail(f"no such folder: {directory}", 2)
    return load_nomenclature(directory)


def _find_edition(text: str) -> "Edition":
    from schemas.nomenclature import find_edition

    found = find_edition(text)
    if found is None:
        fail(f"unknown edition: {text}", 2)
    return found


def _index(nomenclature: "Nomenclature", edition: "Edition") -> "dict[str, NomenclatureEntry]":
    from matchers.store import fold_kode

    return {
        fold_kode(entry.kode): entry
        for entry in nomenclature.entries
        if entry.edition == edition.edition
    }


def _print_entries(entries: "Iterable[NomenclatureEntry]") -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name in ("kode", "level", "nama", "edition", "scope"):
        table.add_column(name, overflow="fold")
    for entry in entries:
        name = f"{entry.nama} ({entry.note})" if entry.note else entry.nama
        table.add_row(
            entry.kode, entry.level.value, Text(name), entry.edition, entry.scope.value
        )
    make_console().print(table)
