"""``sidak nomenclature``: the lists of codes and names that items are matched to."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sidak.flows.cli.console import fail, make_console
from sidak.flows.exit_code import ExitCode
from sidak.flows.settings import DEFAULT_MEMORY, DEFAULT_TIMEOUT
from sidak.schemas.system.processes import (
    GuardedPool,
    WorkerCrashedError,
    WorkerMemoryError,
    WorkerTimeoutError,
)

if TYPE_CHECKING:
    from sidak.matchers import KodeMapping, Nomenclature, PrintedLine
    from sidak.schemas.nomenclature import NomenclatureEntry

app = typer.Typer(
    help="Look at, and add to, the lists of Permendagri 90 codes that items are matched to.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_DirectoryOption = Annotated[
    Path,
    typer.Option(
        "--dir",
        help="Folder of imported lists, or the curated folder that holds it; 'sidak run' "
        "reads OUT/nomenclature.",
    ),
]
_DEFAULT_DIRECTORY = Path("curated/nomenclature")
#: Lines of a release that print a code, by document in reading order.
_PRINTED_LINES = """
    SELECT document_id, file, coalesce(agency, '') AS agency, coalesce(region, '') AS region,
        year, table_id, level, kode_printed, coalesce(name, '') AS name
    FROM items JOIN documents USING (document_id)
    WHERE kode_printed IS NOT NULL
    ORDER BY file, document_id, table_id, page, row, item_id
"""
_DIFFERENCE_MARKS = {"added": "+", "removed": "-", "reworded": "~", "replaced": "!"}


@app.command("import")
def import_file(
    file: Annotated[
        Path,
        typer.Argument(
            help="TSV, CSV or XLSX with at least the columns kode and nama, or the PDF annex."
        ),
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
    is_forced: Annotated[
        bool,
        typer.Option(
            "--force", help="Store it even without kegiatan, or much shorter than the old one."
        ),
    ] = False,
) -> None:
    """Add a full list to those that every later run matches against.

    The file is checked: what is wrong with it is counted, and listed with --faults. A list
    of the same regulation and scope that was imported before is replaced, unless the new one
    has no kegiatan or is much shorter.
    """
    from sidak.matchers import import_list

    if not file.is_file():
        fail(f"no such file: {file}", ExitCode.USAGE)
    work = partial(import_list, directory=_find_lists(directory), edition=edition, scope=scope)
    with GuardedPool(
        partial(work, is_forced=is_forced),
        size=1,
        timeout=DEFAULT_TIMEOUT,
        memory=2 * DEFAULT_MEMORY << 20,
    ) as pool:
        try:
            report = pool.call(file)
        except (WorkerTimeoutError, WorkerMemoryError, WorkerCrashedError, MemoryError):
            fail(
                f"{file.name}: not read within memory and time",
                ExitCode.FAULT,
            )
    typer.echo(str(report))
    if faults:
        for fault in report.faults:
            place = f"{fault.row}" + (f", p. {fault.page}" if fault.page else "")
            typer.echo(f"{place}\t{fault.kind}\t{fault.kode}\t{fault.message}")


@app.command()
def learn(
    releases: Annotated[
        list[Path],
        typer.Argument(help="Releases, or curated folders for their latest ones."),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="Table of the pairs found, to look through.")
    ] = Path("learned.tsv"),
    accept_support: Annotated[
        int | None,
        typer.Option(
            "--accept-support",
            min=1,
            help="Accept what at least so many documents print and nothing contradicts.",
        ),
    ] = None,
) -> None:
    """Collect the codes that reports print beside names, for a list that is not at hand.

    Write 'ya' into the column 'accepted' of the lines that are right, then give the table to
    'sidak nomenclature accept'.
    """
    from sidak.matchers import learn_pairs, write_pairs

    lines = [line for release in releases for line in _read_printed_lines(release)]
    pairs = learn_pairs(lines, accept_support=accept_support)
    try:
        write_pairs(pairs, out)
    except OSError as error:
        fail(f"{out} cannot be written: {error}", ExitCode.FAULT)
    several = sum(one.documents > 1 for one in pairs)
    conflicts = sum(bool(one.conflict) for one in pairs)
    accepted = sum(one.is_accepted for one in pairs)
    typer.echo(
        f"{len(lines):,} lines with a code; {len(pairs):,} pairs of code and name, {several:,} "
        f"in several documents, {conflicts:,} contradicted, {accepted:,} accepted\n"
        f"written: {out}"
    )


@app.command()
def accept(
    file: Annotated[Path, typer.Argument(help="Table that 'learn' has written.")],
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Store the accepted lines of a table as lists that later runs match to."""
    from sidak.matchers import read_pairs, store_pairs

    if not file.is_file():
        fail(f"no such file: {file}", ExitCode.USAGE)
    pairs = read_pairs(file)
    stored = store_pairs(pairs, _find_lists(directory))
    if not stored:
        fail(
            f"{file.name}: no line is accepted ('ya' in the column 'accepted')", ExitCode.FAULT
        )
    typer.echo(f"{sum(one.is_accepted for one in pairs):,} of {len(pairs):,} lines accepted")
    for one in stored:
        typer.echo(f"stored: {one}")


def _read_printed_lines(path: Path) -> "list[PrintedLine]":
    from sidak.matchers import PrintedLine
    from sidak.publishers.queries.findings import find_release
    from sidak.publishers.queries.sql import run_query
    from sidak.schemas import Level, SidakError

    try:
        rows = run_query(find_release(path), _PRINTED_LINES).to_pylist()
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    return [PrintedLine(**{**row, "level": Level(row["level"])}) for row in rows]


@app.command("list")
def list_lists(directory: _DirectoryOption = _DEFAULT_DIRECTORY) -> None:
    """Show the editions in order of issue, and which lists of them are at hand."""
    from sidak.matchers import list_editions

    nomenclature = _load(directory)
    typer.echo(f"folder of imported lists: {_find_lists(directory)}")
    shown = None
    for one in list_editions(nomenclature):
        if one.edition is not shown:
            typer.echo(f"{one.edition.title} ({one.edition.issued})")
        shown = one.edition
        if one.scope is None:
            typer.echo("  no list at hand")
            continue
        counts = ", ".join(
            f"{count:,} {level.replace('_', ' ')}" for level, count in one.counts
        )
        whole = "whole list" if one.is_whole else "part"
        if one.is_learned:
            whole = "learned from reports"
        typer.echo(f"  {one.source}: {one.scope.value.replace('_', ' ')}, {whole}: {counts}")


@app.command()
def show(
    kode: Annotated[str, typer.Argument(help="Code such as 4.01.01.2.09.01 or X.XX.01.2.09.")],
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Show what a code means, edition by edition.

    Exit code 1 if no list has it.
    """
    from sidak.matchers import show_kode

    found = show_kode(_load(directory), kode)
    if not found:
        fail(f"no list has the code {kode}", ExitCode.FAULT)
    _print_entries(found)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words of a name; spelling need not be exact.")],
    edition: Annotated[
        str | None,
        typer.Option("--edition", help="Only this regulation, such as '050-5889/2021'."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many to show.")] = 10,
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Find codes by name, the most alike first.

    Exit code 1 if no name is like it.
    """
    from sidak.matchers import search_name
    from sidak.schemas.nomenclature import find_edition

    if edition is not None and find_edition(edition) is None:
        fail(f"unknown edition: {edition}; see 'sidak nomenclature list'", ExitCode.USAGE)
    hits = search_name(_load(directory), text, edition=edition, limit=limit)
    if not hits:
        fail(f"no list has a name like '{text}'", ExitCode.FAULT)
    _print_entries(hit.entry for hit in hits)


@app.command()
def diff(
    older: Annotated[str, typer.Argument(help="Edition, such as '90/2019'.")],
    newer: Annotated[str, typer.Argument(help="Edition, such as '050-3708/2020'.")],
    scope: Annotated[
        str | None,
        typer.Option("--scope", help="Only lists for 'provinsi' or 'kabupaten_kota'."),
    ] = None,
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Show which codes came (+), went (-), were reworded (~) or mean something else (!)."""
    from sidak.matchers import diff_editions

    found = diff_editions(_load(directory), older, newer, scope=scope)
    for one in found:
        names = " -> ".join(name for name in (one.before, one.after) if name is not None)
        typer.echo(f"{_DIFFERENCE_MARKS[one.kind]} {one.kode}\t{names}")
    counts = Counter(one.kind for one in found)
    typer.echo(", ".join(f"{counts[kind]:,} {kind}" for kind in _DIFFERENCE_MARKS))


@app.command("map")
def map_codes(
    out: Annotated[
        Path | None, typer.Option("--out", help="CSV to write. Default: only the counts.")
    ] = None,
    before: Annotated[
        str | None,
        typer.Option("--from", help="Only codes of this edition, such as '050-5889/2021'."),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--to", help="Edition to map to. Default: the newest one at hand that is whole."
        ),
    ] = None,
    directory: _DirectoryOption = _DEFAULT_DIRECTORY,
) -> None:
    """Say what became of each code in another edition, as far as the lists prove it."""
    from sidak.matchers import KodeMap, count_changes
    from sidak.schemas.nomenclature import find_edition

    nomenclature = _load(directory)
    at_hand = {one.edition for one in nomenclature.editions}
    named = {text: find_edition(text) for text in (before, after) if text is not None}
    for text, edition in named.items():
        if edition is None or edition.edition not in at_hand:
            fail(f"no list of {text} at hand; see 'sidak nomenclature list'", ExitCode.USAGE)
    mapped = KodeMap(nomenclature)
    origin, goal = (named.get(text or "") for text in (before, after))
    found = mapped.list_all(origin.edition if origin else None, goal.edition if goal else None)
    if not found:
        fail("no whole list at hand; see 'sidak nomenclature import'", ExitCode.FAULT)
    counts = ", ".join(f"{count:,} {one}" for one, count in count_changes(found).items())
    typer.echo(f"to {found[0].to_edition}: {counts}")
    if out is not None:
        _write_map(out, found)


def _write_map(out: Path, mappings: "Iterable[KodeMapping]") -> None:
    columns = ("edition", "kode", "nama", "to_edition", "to_kodes", "change", "reason")
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(columns)
            for one in mappings:
                row = {**asdict(one), "to_kodes": "; ".join(one.to_kodes)}
                writer.writerow([row[name] for name in columns])
    except OSError as error:
        fail(f"not written: {error}", ExitCode.FAULT)


def _load(directory: Path) -> "Nomenclature":
    from sidak.matchers import load_nomenclature

    if directory != _DEFAULT_DIRECTORY and not directory.is_dir():
        fail(f"no such folder: {directory}", ExitCode.USAGE)
    return load_nomenclature(_find_lists(directory))


def _find_lists(directory: Path) -> Path:
    """Return the folder of lists: the one given, or that of the curated folder given."""
    return directory / "nomenclature" if (directory / "latest.json").is_file() else directory


def _print_entries(entries: "Iterable[NomenclatureEntry]") -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name in ("kode", "level", "nama", "edition", "scope"):
        table.add_column(name, overflow="fold", no_wrap=name == "kode")
    for entry in entries:
        name = f"{entry.nama} ({entry.note})" if entry.note else entry.nama
        table.add_row(
            entry.kode, entry.level.value, Text(name), entry.edition, entry.scope.value
        )
    make_console().print(table)
