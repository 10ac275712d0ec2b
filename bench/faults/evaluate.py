"""``sidak bench faults``: many damaged reports, and what comes out of each."""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from bench.faults.mutations import MUTATIONS
from sidak.extractors import read_document
from sidak.flows.pipeline import understand_document
from sidak.flows.settings import DEFAULT_MEMORY
from sidak.matchers import Nomenclature, load_nomenclature
from sidak.schemas import PageStatus, SidakError, UnreadableFileError
from sidak.schemas.system.processes import (
    GuardedPool,
    WorkerCrashedError,
    WorkerMemoryError,
    WorkerTimeoutError,
)

#: What a figure is: name, metric, period, unit, value.
Key = tuple[str, str, str, str, str]
_UNSURE_PAGES = frozenset({PageStatus.FAILED, PageStatus.PARTIAL})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file.

    Attributes:
        accepted: Accepted figures, how many of each; names without their gaps.
        known: All figures with a value, accepted or not.
        values: Digits of all figures by page, accepted or not.
        pages: What each page turned out to be.
    """

    accepted: Counter[Key]
    known: Counter[Key]
    values: dict[int, Counter[str]]
    pages: dict[int, PageStatus]


@dataclass(slots=True)
class FaultCount:
    """What became of the files of one kind of damage.

    Attributes:
        files: How many there were.
        refused: Not read, with one clear line.
        killed: Stopped for time, memory or because the process died.
        raised: An exception came out.
        wrong: Accepted figures that the undamaged report does not hold.
        unsaid: Figures that are gone although their page says nothing.
        said: Figures that are gone from pages that say so.
        examples: Files with wrong or unsaid figures, or an exception.
    """

    files: int = 0
    refused: int = 0
    killed: int = 0
    raised: int = 0
    wrong: int = 0
    unsaid: int = 0
    said: int = 0
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FaultOptions:
    """Options of ``sidak bench faults``; their help describes them."""

    count: Annotated[int, typer.Option("--count", help="Damaged files in all.")] = 1000
    seed: Annotated[int, typer.Option("--seed", help="Seed of the damage.")] = 1
    samples: Annotated[
        Path, typer.Option("--samples", help="Folder of good reports.", exists=True)
    ] = Path("raw/samples")
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes.")] = 2
    timeout: Annotated[float, typer.Option("--timeout", help="Seconds for one file.")] = 60.0
    keep: Annotated[
        Path | None, typer.Option("--keep", help="Folder for the files that went wrong.")
    ] = None


def run_faults(options: FaultOptions) -> int:
    """Damage good reports in many ways and see that nothing wrong comes out unsaid.

    Exit code 1 if an accepted figure is not in the undamaged report, a figure is lost
    without its page saying so, or an exception came out.
    """
    sources = sorted(options.samples.glob("*.pdf"))
    counts: dict[str, FaultCount] = {name: FaultCount() for name in MUTATIONS}
    with (
        tempfile.TemporaryDirectory() as folder,
        GuardedPool(
            read_for_comparison,
            size=options.workers,
            timeout=options.timeout,
            memory=DEFAULT_MEMORY << 20,
        ) as pool,
    ):
        good = {path.stem: pool.call(path) for path in sources}
        damaged = list(damage(sources, Path(folder), options.count, options.seed))
        futures = [(kind, path, stem, pool.submit(path)) for kind, path, stem in damaged]
        for kind, path, stem, future in futures:
            error = future.exception()
            outcome = future.result() if error is None else error
            before = (counts[kind].wrong, counts[kind].unsaid, counts[kind].raised)
            count_outcome(counts[kind], path.name, good[stem], outcome)
            after = (counts[kind].wrong, counts[kind].unsaid, counts[kind].raised)
            if options.keep is not None and before != after:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / path.name).write_bytes(path.read_bytes())
    for line in list_lines(counts):
        typer.echo(line)
    return int(any(c.wrong or c.unsaid or c.raised for c in counts.values()))


def damage(
    sources: Sequence[Path], folder: Path, count: int, seed: int
) -> Iterator[tuple[str, Path, str]]:
    """Write damaged files; yield the kind of damage, the file and the stem of its report."""
    chance = random.Random(seed)
    kinds = list(MUTATIONS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        source = sources[number // len(kinds) % len(sources)]
        path = folder / f"m{number:04d}-{kind.replace(' ', '_')}-{source.name}"
        path.write_bytes(MUTATIONS[kind](source.read_bytes(), chance))
        yield kind, path, source.stem


@cache
def _load_lists() -> Nomenclature:
    return load_nomenclature()


def read_for_comparison(path: Path) -> Reading:
    """Read and understand a file as a run does."""
    result = understand_document(read_document(path), _load_lists(), path=path)
    accepted: Counter[Key] = Counter()
    known: Counter[Key] = Counter()
    values: dict[int, Counter[str]] = {}
    for table in result.typed_tables:
        for figure in table.figures:
            value = "" if figure.value is None else str(figure.value)
            digits = "".join(ch for ch in figure.raw_text if ch.isdigit())
            values.setdefault(figure.page, Counter()).update([digits] if digits else [])
            name = "".join(figure.item_name.split())
            key = (name, figure.metric.value, figure.period or "", figure.unit or "", value)
            if value:
                known[key] += 1
            if figure.accepted:
                accepted[key] += 1
    return Reading(accepted, known, values, {page.page: page.status for page in result.pages})


def count_outcome(
    count: FaultCount, name: str, good: Reading, outcome: Reading | BaseException
) -> None:
    """Count what became of a damaged file.

    Args:
        count: The counts of its kind of damage.
        name: Its name.
        good: What the undamaged report holds.
        outcome: What was read, or the exception.
    """
    count.files += 1
    if isinstance(outcome, UnreadableFileError):
        count.refused += 1
    elif isinstance(outcome, WorkerTimeoutError | WorkerMemoryError | WorkerCrashedError):
        count.killed += 1
    elif isinstance(outcome, Reading):
        wrong = sum((outcome.accepted - good.known).values())
        unsaid, said = count_lost(good, outcome)
        count.wrong += wrong
        count.unsaid += unsaid
        count.said += said
        if wrong or unsaid:
            count.examples.append(f"{name}: {wrong} wrong, {unsaid} unsaid")
    else:
        is_clear = isinstance(outcome, SidakError)
        count.refused += is_clear
        count.raised += not is_clear
        if not is_clear:
            count.examples.append(f"{name}: {outcome!r}")


def count_lost(good: Reading, found: Reading) -> tuple[int, int]:
    """Count the figures that are gone: unsaid, and from pages that say so.

    A value that stands on several pages and is gone once is taken to be gone from a page that
    says so. Rows beside a page that is not whole are doubted as cut: theirs count as said.
    """
    everything = sum(good.values.values(), Counter())
    gone = everything - sum(found.values.values(), Counter())
    is_said_anywhere = any(status in _UNSURE_PAGES for status in found.pages.values())
    is_said = {
        page: found.pages[page] in _UNSURE_PAGES if page in found.pages else is_said_anywhere
        for page in good.values
    }
    is_said = {
        page: said or any(is_said.get(other, False) for other in (page - 1, page + 1))
        for page, said in is_said.items()
    }
    counts = {True: 0, False: 0}
    for page in sorted(is_said, key=lambda page: not is_said[page]):
        missing = good.values[page] - found.values.get(page, Counter())
        lost = missing & gone
        gone = gone - lost
        counts[is_said[page]] += sum(lost.values())
    return counts[False], counts[True]


def list_lines(counts: dict[str, FaultCount]) -> list[str]:
    """Return the table of results, and the files in which something is wrong."""
    head = "| damage | files | refused | stopped | exceptions | wrong | unsaid | said |"
    lines = [head, "| --- |" + " ---: |" * 7]
    for kind, c in counts.items():
        cells = (c.files, c.refused, c.killed, c.raised, c.wrong, c.unsaid, c.said)
        lines.append(f"| {kind} | " + " | ".join(f"{cell:,}" for cell in cells) + " |")
    return [*lines, *(example for c in counts.values() for example in c.examples)]
