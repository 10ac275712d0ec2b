"""``sidak bench speed FILES...``: time and memory of reading files, and of whole runs."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench.speed.files import READERS, make_grid, measure
from bench.speed.runs import make_run_grid, measure_run


def _check_readers(names: str) -> str:
    unknown = [name for name in names.split(",") if name not in READERS]
    if unknown:
        raise typer.BadParameter(f"unknown: {', '.join(unknown)}")
    return names


@dataclass(frozen=True)
class SpeedOptions:
    """Options of the command."""

    files: Annotated[list[Path], typer.Argument(metavar="FILES", help="Reports (PDF).")]
    readers: Annotated[
        str, typer.Option(help="Readers, comma-separated.", callback=_check_readers)
    ] = ",".join(READERS)
    repeat: Annotated[int, typer.Option(help="Take the quickest of so many runs.")] = 1
    workers: Annotated[
        str, typer.Option(help="Also time whole runs with so many processes, as in 1,2.")
    ] = ""
    timeout: Annotated[float, typer.Option(help="Seconds that one reading may take.")] = 3600.0
    json: Annotated[Path | None, typer.Option(help="Write the measurements here.")] = None


def run_speed(options: SpeedOptions) -> int:
    """Pages per second, with one worker and with more.

    Exit code 1 if a measurement failed.
    """
    console = Console(width=None if sys.stdout.isatty() else 140, highlight=False)
    files = [path.resolve() for path in options.files]
    found = [
        measure(reader, path, repeat=options.repeat, timeout=options.timeout)
        for path in files
        for reader in options.readers.split(",")
    ]
    console.print(make_grid(found))
    if options.workers:
        numbers = [int(one) for one in options.workers.split(",")]
        runs = [measure_run(files, number, options.repeat) for number in numbers]
        console.print(make_run_grid(runs))
    if options.json is not None:
        text = json.dumps([asdict(one) for one in found], indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return int(any(one.failure for one in found))
