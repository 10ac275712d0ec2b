"""Seconds per page and peak memory of reading files, beside other readers.

Run as ``sidak bench speed FILES...``.

Each reader reads each file from the first to the last page in a fresh process, after a
one-page report so that the time to import libraries is left out. Processor seconds count
all threads and the processes that it started, so "per page" is per page and core. Peak
memory is that of the whole process.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table as Grid

from bench.speed.clock import count_cpu_seconds, measure_peak_mb


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one reader took for one file.

    Attributes:
        reader: Name of the reader.
        file: Name of the file.
        pages: Pages of the file.
        tables: Tables found.
        wall_seconds: Time on the clock.
        cpu_seconds: Processor time, all threads.
        peak_mb: Greatest resident memory of the process, in MB of 2**20 bytes.
        failure: Why there is no measurement; empty if there is one.
    """

    reader: str
    file: str
    pages: int = 0
    tables: int = 0
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mb: float = 0.0
    failure: str = ""


def _prepare_sidak() -> Callable[[Path], tuple[int, int]]:
    from sidak.extractors import read_document

    def read(path: Path) -> tuple[int, int]:
        extraction = read_document(path)
        return len(extraction.pages), len(extraction.tables)

    return read


def _prepare_pdfplumber() -> Callable[[Path], tuple[int, int]]:
    import pdfplumber

    def read(path: Path) -> tuple[int, int]:
        tables = 0
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                tables += len(page.extract_tables())
                page.close()  # else every page's objects stay in memory
            return len(pdf.pages), tables

    return read


def _prepare_camelot() -> Callable[[Path], tuple[int, int]]:
    import camelot
    import pypdfium2

    def read(path: Path) -> tuple[int, int]:
        tables = camelot.read_pdf(str(path), pages="all", flavor="lattice", engine="vector")
        document = pypdfium2.PdfDocument(path)
        pages = len(document)
        document.close()
        return pages, len(tables)

    return read


#: Name of a reader to what imports it and returns it.
READERS: dict[str, Callable[[], Callable[[Path], tuple[int, int]]]] = {
    "sidak": _prepare_sidak,
    "pdfplumber": _prepare_pdfplumber,
    "camelot": _prepare_camelot,
}


#: Read once before the clock starts: readers load some libraries only when they need them.
WARM_UP = Path(__file__).resolve().parents[2] / "raw" / "samples" / "pk-bappeda-2022.pdf"


def measure_here(reader: str, path: Path) -> Measurement:
    """Measure one reader in this process, which must be a fresh one."""
    read = READERS[reader]()
    if WARM_UP.exists():
        read(WARM_UP)
    wall, cpu = time.perf_counter(), count_cpu_seconds()
    pages, tables = read(path)
    return Measurement(
        reader=reader,
        file=path.name,
        pages=pages,
        tables=tables,
        wall_seconds=time.perf_counter() - wall,
        cpu_seconds=count_cpu_seconds() - cpu,
        peak_mb=measure_peak_mb(),
    )


def measure(reader: str, path: Path, *, repeat: int = 1, timeout: float = 3600) -> Measurement:
    """Measure one reader in fresh processes and return the quickest of ``repeat`` runs."""
    found = [_measure_once(reader, path, timeout) for _ in range(repeat)]
    failed = [one for one in found if one.failure]
    return failed[0] if failed else min(found, key=lambda one: one.cpu_seconds)


def _measure_once(reader: str, path: Path, timeout: float) -> Measurement:
    command = [sys.executable, "-m", "bench.speed.files", reader, str(path)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            cwd=Path(__file__).resolve().parents[2],
        )
    except subprocess.TimeoutExpired:
        return Measurement(reader, path.name, failure=f"more than {timeout:.0f} s")
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        return Measurement(reader, path.name, failure=lines[-1])
    return Measurement(**json.loads(done.stdout.strip().splitlines()[-1]))


def make_grid(found: Sequence[Measurement]) -> Grid:
    """Make the table of measurements; the last column says how often sidak is quicker."""
    grid = Grid(title="Reading whole files", header_style="bold")
    grid.add_column("file", overflow="fold", min_width=18)
    grid.add_column("reader")
    for name in ("pages", "tables", "s", "CPU s", "CPU s/page", "peak MB", "x sidak"):
        grid.add_column(name, justify="right")
    own = {one.file: one.cpu_seconds for one in found if one.reader == "sidak"}
    for one in found:
        name = one.file.removesuffix(".pdf")
        if one.failure:
            grid.add_row(name, one.reader, "-", "-", one.failure)
            continue
        base = own.get(one.file, 0.0)
        grid.add_row(
            name,
            one.reader,
            str(one.pages),
            str(one.tables),
            f"{one.wall_seconds:.2f}",
            f"{one.cpu_seconds:.2f}",
            f"{one.cpu_seconds / max(one.pages, 1):.4f}",
            f"{one.peak_mb:.0f}",
            f"{one.cpu_seconds / base:.1f}" if base else "-",
        )
    return grid


if __name__ == "__main__":
    print(json.dumps(asdict(measure_here(sys.argv[1], Path(sys.argv[2])))))
