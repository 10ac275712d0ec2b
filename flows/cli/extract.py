"""``sidak extract``: the tables of one file, as files or on the terminal."""

import csv
import io
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from sidak.flows.cli.console import fail, make_console
from sidak.flows.exit_code import ExitCode
from sidak.flows.settings import DEFAULT_MEMORY, DEFAULT_TIMEOUT
from sidak.schemas import (
    Box,
    Cell,
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    PageStatus,
    Place,
    Table,
    describe,
)
from sidak.schemas.system.files import clean_text, write_atomically
from sidak.schemas.system.processes import (
    GuardedPool,
    WorkerCrashedError,
    WorkerMemoryError,
    WorkerTimeoutError,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

Result = TypeVar("Result")


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
    timeout: Annotated[
        float, typer.Option("--timeout", min=1, help="Seconds that the reading may take.")
    ] = DEFAULT_TIMEOUT,
    memory: Annotated[
        int, typer.Option("--memory", min=256, help="MiB that the reading may hold.")
    ] = DEFAULT_MEMORY,
) -> None:
    """Take the tables out of one file, as printed.

    Any PDF with tables will do. Without --out the tables are shown on the terminal;
    with it, tables.json also holds every cell's page and box (points from the top left).
    Exit codes: 0 done; 4 the file cannot be read.
    """
    if not file.is_file():
        fail(f"no such file: {file}", ExitCode.USAGE)
    extraction = read_guarded(file, timeout=timeout, memory=memory)
    console = make_console()
    if debug_images is not None:
        from sidak.flows.cli.debug_images import draw_extraction

        draw = partial(draw_extraction, file, extraction, debug_images, is_every_page=all_pages)
        drawn = call_guarded(file, draw, timeout=timeout, memory=memory)
        console.print(f"{len(drawn)} pictures in {debug_images}", markup=False, highlight=False)
    if out is None and debug_images is not None:
        return
    if out is None:
        console.print(render_tables(extraction))
        return
    written = write_tables(extraction, out)
    console.print(render_overview(extraction))
    console.print(f"{len(written)} files in {out}", markup=False, highlight=False)


def read_guarded(file: Path, *, timeout: float, memory: int) -> Extraction:
    """Read a file in a process of its own.

    Args:
        file: A PDF or a text dump.
        timeout: Seconds that the reading may take.
        memory: Most memory that it may hold, in MiB.
    """
    from sidak.extractors import read_document

    return call_guarded(file, partial(read_document, file), timeout=timeout, memory=memory)


def call_guarded(
    file: Path, step: Callable[[], Result], *, timeout: float, memory: int
) -> Result:
    """Do a step in a process of its own: what kills that says so in one line.

    Args:
        file: The file that it works on.
        step: What to do.
        timeout: Seconds that it may take.
        memory: Most memory that it may hold, in MiB.
    """
    pool: GuardedPool[Callable[[], Result], Result]
    pool = GuardedPool(_call, size=1, timeout=timeout, memory=memory << 20)
    with pool:
        try:
            return pool.call(step)
        except WorkerTimeoutError:
            doubt = Doubt(DoubtKind.READING_TIMEOUT, (f"{timeout:g}",))
        except (WorkerMemoryError, MemoryError):
            doubt = Doubt(DoubtKind.MEMORY_LIMIT, (f"{memory} MiB",))
        except WorkerCrashedError as error:
            doubt = Doubt(DoubtKind.PROCESS_DIED, (str(error),))
    fail(f"{file.name}: {doubt.text()}", ExitCode.NOTHING_READ)


def _call(step: Callable[[], Result]) -> Result:
    """Run in a process: do a step."""
    return step()


def describe_table(table: Table) -> dict[str, Any]:
    """Return the entry of a table in ``tables.json``."""
    return {
        "number": table.number,
        "caption": _clean_caption(table),
        "page_first": table.page_first,
        "page_last": table.page_last,
        "boxes": [describe_place(place) for place in table.places],
        "rows": table.rows,
        "columns": table.columns,
        "header_rows": table.header_rows,
        "method": table.method,
        "confidence": table.confidence,
        "notes": [note.text() for note in table.notes],
        "cells": [describe_cell(cell) for cell in table.cells],
    }


def describe_place(place: Place) -> dict[str, Any]:
    """Return a page and the box on it; the corners are ``None`` for text dumps."""
    return {"page": place.page, **_describe_box(place.box)}


def describe_cell(cell: Cell) -> dict[str, Any]:
    """Return the entry of a cell in ``tables.json``."""
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": clean_text(cell.text),
        **describe_place(cell.place),
        "more_places": [describe_place(place) for place in cell.more_places],
        "doubts": [doubt.text() for doubt in cell.doubts],
    }


def fill_grid(table: Table) -> list[list[str]]:
    """Return the text of a table row by row; a merged cell stands at its top left only."""
    grid = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = clean_text(cell.text)
    return grid


def write_tables(extraction: Extraction, folder: Path) -> list[Path]:
    """Write one CSV per table and ``tables.json`` into a folder.

    CSV files of an earlier call that this file has no table for are removed, so that the
    folder never mixes two readings.

    Returns:
        The files written, in order.

    Raises:
        OSError: If they cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for number, table in enumerate(extraction.tables, start=1):
        path = folder / f"table-{number:02d}.csv"
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(fill_grid(table))
        write_atomically(path, stream.getvalue().encode("utf-8"))
        written.append(path)
    for old in folder.glob("table-*.csv"):
        if old not in written:
            old.unlink()
    described = [describe_table(table) for table in extraction.tables]
    index = folder / "tables.json"
    text = json.dumps(described, ensure_ascii=False, indent=1)
    write_atomically(index, (text + "\n").encode("utf-8"))
    return [*written, index]


def render_overview(extraction: Extraction) -> "RenderableType":
    """Return one line per table, and what happened to pages without tables."""
    from rich.console import Group
    from rich.table import Table as RichTable
    from rich.text import Text

    overview = RichTable(title=extraction.file, title_justify="left")
    for name in ("no", "table", "pages", "rows", "columns", "caption"):
        overview.add_column(name, justify="left" if name == "caption" else "right")
    for number, table in enumerate(extraction.tables, start=1):
        overview.add_row(
            str(number),
            table.number or "",
            _describe_pages(table),
            str(table.rows),
            str(table.columns),
            Text(_clean_caption(table) or ""),
        )
    return Group(overview, *(Text(line) for line in list_page_notes(extraction.pages)))


def render_tables(extraction: Extraction) -> "RenderableType":
    """Return all tables, for reading on a terminal."""
    from rich.console import Group
    from rich.table import Table as RichTable
    from rich.text import Text

    parts: list[RenderableType] = []
    for number, table in enumerate(extraction.tables, start=1):
        title = " ".join(
            part
            for part in (
                f"{number}.",
                table.number and f"Tabel {table.number}",
                _clean_caption(table),
            )
            if part
        )
        # Not the table's own title: that is wrapped to the width of the table.
        parts.append(Text(f"{title} (page {_describe_pages(table)})", style="bold"))
        shown = RichTable(show_header=False, show_lines=True)
        for _ in range(table.columns):
            shown.add_column(overflow="fold")
        for row in fill_grid(table):
            shown.add_row(*(Text(text) for text in row))
        parts.append(shown)
    parts += [Text(line) for line in list_page_notes(extraction.pages)]
    if not extraction.tables:
        parts.append(Text(f"{extraction.file}: no tables"))
    return Group(*parts)


def list_page_notes(pages: tuple[Page, ...]) -> list[str]:
    """Return one line per reason for which pages could not be read."""
    from sidak.schemas.text.page_ranges import format_page_ranges

    groups: dict[str, list[int]] = {}
    for page in pages:
        if page.status is PageStatus.FAILED:
            groups.setdefault(describe(page.reasons), []).append(page.page)
    return [
        f"not read: page {format_page_ranges(numbers)}: {reason}"
        for reason, numbers in groups.items()
    ]


def _clean_caption(table: Table) -> str | None:
    return None if table.caption is None else clean_text(table.caption)


def _describe_pages(table: Table) -> str:
    first, last = table.page_first, table.page_last
    return str(first) if first == last else f"{first}-{last}"


def _describe_box(box: Box | None) -> dict[str, float | None]:
    if box is None:
        return {"x0": None, "y0": None, "x1": None, "y1": None}
    return {"x0": box.x0, "y0": box.y0, "x1": box.x1, "y1": box.y1}
