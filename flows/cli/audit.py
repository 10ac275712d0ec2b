"""``sidak audit`` and ``sidak diff``: what a release found, and what has changed."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sidak.flows.cli.console import fail, make_console
from sidak.flows.exit_code import ExitCode

if TYPE_CHECKING:
    from sidak.publishers.queries.diff import ReleaseChange
    from sidak.publishers.queries.findings import FindingRow

_ReleaseArgument = Annotated[
    Path, typer.Argument(help="Folder of a release, or a curated folder for its latest one.")
]


class OutputFormat(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


_FormatOption = Annotated[
    OutputFormat, typer.Option("--format", help="table for people, json or csv for programs.")
]


def audit(
    release: _ReleaseArgument,
    document: Annotated[
        str | None,
        typer.Option("--document", help="Id of a document, or a part of its file name."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="Kind of finding, such as sum_mismatch; may be repeated."),
    ] = None,
    min_amount: Annotated[
        str | None,
        typer.Option("--min-amount", help="Least difference in rupiah: 1000000 or 1.000.000."),
    ] = None,
    form: _FormatOption = OutputFormat.TABLE,
) -> None:
    """List the findings of a release, the most severe and largest first.

    Each with both numbers and its place. The same with pictures: audit/index.html in the
    release. Exit codes: 0 done, findings or not; 2 wrong usage.
    """
    from sidak.publishers.queries.findings import (
        FindingRow,
        find_release,
        list_findings,
        parse_amount,
    )
    from sidak.schemas import SidakError

    try:
        folder = find_release(release)
        rows = list_findings(
            folder,
            document=document,
            kinds=kind or (),
            min_amount=None if min_amount is None else parse_amount(min_amount),
        )
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    if form is OutputFormat.TABLE:
        _show_findings(rows, folder)
    else:
        _print_rows(rows, FindingRow, form)


def diff(
    before: Annotated[Path, typer.Argument(help="The earlier release, or a curated folder.")],
    after: Annotated[Path, typer.Argument(help="The later release, or a curated folder.")],
    form: _FormatOption = OutputFormat.TABLE,
) -> None:
    """Show what has changed between two releases: documents, figures, codes, findings.

    Each with its place, before and after. Documents are identified by their content.
    Exit codes: 0 done, changes or not; 2 wrong usage.
    """
    from sidak.publishers.queries.diff import ReleaseChange, compare_releases
    from sidak.publishers.queries.findings import find_release
    from sidak.schemas import SidakError

    try:
        changes = compare_releases(find_release(before), find_release(after))
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    if form is OutputFormat.TABLE:
        _show_changes(changes)
    else:
        _print_rows(changes, ReleaseChange, form)


def _show_findings(rows: "Sequence[FindingRow]", folder: Path) -> None:
    from rich.table import Table
    from rich.text import Text

    console = make_console()
    if not rows:
        console.print("no findings")
        return
    table = Table(show_lines=True)
    for name in ("severity", "file", "page", "finding"):
        table.add_column(name, justify="right" if name == "page" else "left")
    table.add_column("difference", justify="right", no_wrap=True)
    colours = {"error": "bold red", "warning": "yellow", "info": "blue"}
    for row in rows:
        message = Text(f"{row.kind}\n", style="dim").append(row.message, style="default")
        table.add_row(
            Text(row.severity, style=colours[row.severity]),
            Text(row.file),
            str(row.page or ""),
            message,
            Text(_show_amount(row.difference, row.unit)),
        )
    console.print(table)
    total = sum((row.amount or Decimal(0) for row in rows), Decimal(0))
    line = f"{len(rows)} findings"
    if total:
        line += f", differences of {_show_amount(total, 'Rp')} together"
    console.print(line, markup=False, highlight=False)
    pages = folder / "audit" / "index.html"
    if pages.is_file():
        console.print(f"With pictures: {pages}", markup=False, highlight=False, soft_wrap=True)


def _show_changes(changes: "Sequence[ReleaseChange]") -> None:
    from collections import Counter

    from rich.table import Table
    from rich.text import Text

    console = make_console()
    if not changes:
        console.print("no changes")
        return
    table = Table(show_lines=True)
    for name in ("what", "file", "page", "place", "before", "after"):
        table.add_column(name, justify="right" if name == "page" else "left")
    for one in changes:
        place = f"{one.place}\n{one.name}" if one.place and one.name else one.place or one.name
        cells = (f"{one.what} {one.how}", one.file, str(one.page or ""), place)
        table.add_row(*(Text(cell) for cell in (*cells, one.before, one.after)))
    console.print(table)
    counts = Counter((one.what, one.how) for one in changes)
    listed = [f"{count} {what}s {how}" for (what, how), count in counts.items()]
    console.print(", ".join(listed), markup=False, highlight=False)


def _show_amount(value: Decimal | None, unit: str | None) -> str:
    from sidak.publishers.audit.model.translations import show_amount

    return show_amount(value, unit)


def _print_rows(rows: Sequence[Any], kind: type, form: OutputFormat) -> None:
    """Print records for programs; nothing but the records on standard output."""
    from sidak.publishers.release.spreadsheet_text import escape_formula

    names = [field.name for field in fields(kind)]
    listed = [{name: _to_json_value(getattr(row, name)) for name in names} for row in rows]
    if form is OutputFormat.JSON:
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for record in listed:
        writer.writerow([escape_formula(_to_csv_text(record[name])) for name in names])
    typer.echo(out.getvalue(), nl=False)


def _to_csv_text(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value)


def _to_json_value(value: Any) -> Any:
    """Return what JSON can hold; an exact decimal becomes text, never a float."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return list(value) if isinstance(value, tuple) else value
