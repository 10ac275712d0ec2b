"""``sidak export``: the tables of one document, each as it stands in the report."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sidak.flows.cli.console import fail
from sidak.flows.exit_code import ExitCode


class ExportFormat(StrEnum):
    """What the tables are written as."""

    CSV = "csv"
    XLSX = "xlsx"


def export(
    document: Annotated[
        str, typer.Option("--document", help="Id of a document, or a part of its file name.")
    ],
    release: Annotated[
        Path, typer.Option("--release", help="Folder of a release, or a curated folder.")
    ] = Path("curated"),
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Folder for CSV files, or the workbook; else beside you."),
    ] = None,
    form: Annotated[
        ExportFormat,
        typer.Option("--format", help="csv: a tidy file a table; xlsx: one workbook."),
    ] = ExportFormat.CSV,
) -> None:
    """Write the tables of one document as they stand in the report.

    A CSV has one line of headers, and repeats a merged cell in every row it spans; a
    workbook keeps the merged cells and all header rows. Exit codes: 0 done; 2 wrong usage,
    or no such release or document; 1 not written.
    """
    from sidak.publishers.queries.export import (
        find_document,
        list_printed_tables,
        write_csv_files,
        write_tables_workbook,
    )
    from sidak.publishers.queries.findings import find_release
    from sidak.schemas import SidakError

    try:
        folder = find_release(release)
        document_id = find_document(folder, document)
        tables = list_printed_tables(folder, document_id)
    except SidakError as error:
        fail(str(error), ExitCode.USAGE)
    if form is ExportFormat.CSV:
        target = out or Path(document_id)
        written = write_csv_files(tables, target)
        typer.echo(f"{len(written)} tables in {target}")
    else:
        target = out or Path(f"{document_id}.xlsx")
        write_tables_workbook(tables, target)
        typer.echo(f"{len(tables)} tables in {target}")
