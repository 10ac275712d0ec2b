"""``sidak show`` and ``sidak query``: the tables of a release, in rows or in SQL."""

import csv
import json
import sys
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sidak.flows.cli.console import fail, make_console
from sidak.flows.exit_code import ExitCode

if TYPE_CHECKING:
    import pyarrow as pa

_ReleaseOption = Annotated[
    Path,
    typer.Option("--release", help="Folder of a release, or a curated folder for its latest."),
]
_CURATED = Path("curated")
#: Most columns of a table that a terminal shows side by side.
_MOST_COLUMNS = 8


class AnswerFormat(StrEnum):
    """How rows are printed or written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


_FormatOption = Annotated[
    AnswerFormat,
    typer.Option("--format", help="table for people; csv, json or parquet for programs."),
]
_OutOption = Annotated[
    Path | None, typer.Option("--out", help="File to write to; needed for parquet.")
]


def show(
    table: Annotated[
        str | None, typer.Argument(help="Name of a table or view; without it, all are listed.")
    ] = None,
    release: _ReleaseOption = _CURATED,
    rows: Annotated[int, typer.Option("--rows", min=1, help="How many rows are shown.")] = 10,
    form: _FormatOption = AnswerFormat.TABLE,
    out: _OutOption = None,
) -> None:
    """List the tables of a release, or show the first rows of one.

    What the columns mean stands in datapackage.json of the release. Exit codes: 0 done;
    2 wrong usage, or no such release or table.
    """
    from sidak.publishers.queries.findings import find_release
    from sidak.publishers.queries.sql import find_table, list_tables, quote_name, run_query
    from sidak.schemas import SidakError

    try:
        folder = find_release(release)
        tables = list_tables(folder)
        if table is not None:
            name = quote_name(find_table(tables, table).name)
            answer = run_query(folder, f"SELECT * FROM {name} LIMIT {rows}")
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    if table is not None:
        _give(answer, form, out)
        return
    import pyarrow as pa

    listed = {
        "table": [one.name for one in tables],
        "rows": [one.rows for one in tables],
        "columns": [", ".join(one.columns) for one in tables],
    }
    _give(pa.table(listed), form, out)


def query(
    sql: Annotated[
        str, typer.Argument(help='A question, such as "SELECT count(*) FROM figures".')
    ],
    release: _ReleaseOption = _CURATED,
    form: _FormatOption = AnswerFormat.TABLE,
    out: _OutOption = None,
) -> None:
    """Answer a question in SQL (DuckDB) about a release; nothing in it is changed.

    The tables are listed by 'sidak show'. Exit codes: 0 done; 2 wrong usage, no such
    release, or a statement that cannot be run.
    """
    from sidak.publishers.queries.findings import find_release
    from sidak.publishers.queries.sql import run_query
    from sidak.schemas import SidakError

    try:
        answer = run_query(find_release(release), sql)
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    _give(answer, form, out)


def _give(answer: "pa.Table", form: AnswerFormat, out: Path | None) -> None:
    """Print rows, or write them to a file."""
    if form is AnswerFormat.PARQUET:
        if out is None:
            fail("parquet is no text: name a file with --out", ExitCode.USAGE)
        import pyarrow.parquet as pq

        pq.write_table(answer, out)
    elif out is not None:
        with out.open("w", encoding="utf-8", newline="") as stream:
            _write(answer, form, stream)
    elif form is AnswerFormat.TABLE:
        _print_table(answer)
    else:
        _write(answer, form, sys.stdout)


def _write(answer: "pa.Table", form: AnswerFormat, stream: Any) -> None:
    if form is AnswerFormat.JSON:
        rows = [{k: _plain(v) for k, v in row.items()} for row in answer.to_pylist()]
        json.dump(rows, stream, ensure_ascii=False, indent=1)
        stream.write("\n")
        return
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.column_names)
    for row in answer.to_pylist():
        writer.writerow(["" if value is None else _plain(value) for value in row.values()])


def _plain(value: Any) -> Any:
    """Return a value that JSON and CSV keep exactly."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _print_table(answer: "pa.Table") -> None:
    """Print rows for people; those of many columns one below the other."""
    from rich.table import Table
    from rich.text import Text

    if answer.num_columns > _MOST_COLUMNS:
        _print_records(answer)
        return
    table = Table()
    for name, kind in zip(answer.column_names, answer.schema.types, strict=True):
        is_number = any(word in str(kind) for word in ("int", "decimal", "double", "float"))
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in answer.to_pylist():
        table.add_row(*(Text(_show(value)) for value in row.values()))
    make_console().print(table)


def _print_records(answer: "pa.Table") -> None:
    widest = max(map(len, answer.column_names))
    for at, row in enumerate(answer.to_pylist(), start=1):
        typer.echo(f"--- {at}")
        for name, value in row.items():
            if value is not None:
                typer.echo(f"{name:{widest}}  {_show(value)}")


def _show(value: Any) -> str:
    """Return a value for people: numbers without the zeros that only their type adds."""
    if value is None:
        return ""
    text = str(_plain(value))
    is_fraction = isinstance(value, Decimal) and "." in text
    return text.rstrip("0").rstrip(".") if is_fraction else text
