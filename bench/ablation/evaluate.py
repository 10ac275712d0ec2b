"""``sidak bench ablation``: which thresholds change any figure, and which could go.

Each threshold of each settings module is made smaller and larger, one at a time, in a
process of its own. The labelled reports are read again as far as the threshold's room
comes in, thresholds of the matching are tried on labelled names as well, and all is held
against what the settings in use make of them.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid

from bench.ablation.readings import ReportReadings, Variation, VariationReadings, read_variation
from bench.ablation.thresholds import Number, Threshold, find_thresholds, vary
from bench.accuracy import DEFAULT_SAMPLES
from bench.scoring.truth import TruthDocument, load_samples
from sidak.schemas import SidakError
from sidak.schemas.system.processes import GuardedPool

#: Records that are counted, in the order of the columns.
_KINDS = ("Item", "Figure", "Finding")


@dataclass(frozen=True)
class AblationOptions:
    """Options of the command."""

    samples: Annotated[Path, typer.Option(help="Labelled reports.")] = DEFAULT_SAMPLES
    only: Annotated[str, typer.Option(help="Reports with this text in their name.")] = ""
    threshold: Annotated[str, typer.Option(help="Dotted names that begin so.")] = ""
    share: Annotated[float, typer.Option(help="Smaller and larger by this share.")] = 0.2
    workers: Annotated[int, typer.Option(help="Processes at the same time.")] = 2
    timeout: Annotated[float, typer.Option(help="Seconds one variation may take.")] = 600.0
    json: Annotated[Path | None, typer.Option(help="Write everything to this file.")] = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What another value of a threshold changes.

    Attributes:
        name: Dotted name of the threshold.
        value: Value in use.
        other: Value tried.
        changed: Kind of record to how many differ, new and lost ones too.
        right: Labelled figures right, more or fewer.
        silent: Silent errors, more or fewer.
        failure: Why there is no measurement; empty if there is one.
    """

    name: str
    value: str
    other: str
    changed: dict[str, int]
    right: int = 0
    silent: int = 0
    failure: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anything differs."""
        return bool(self.failure or self.changed or self.right or self.silent)


def compare_readings(
    threshold: Threshold, other: Number, base: ReportReadings, found: ReportReadings
) -> Effect:
    """Compare what a varied threshold makes of the reports with the settings in use."""
    changed = Counter(
        key[0]
        for key in base.records.keys() | found.records.keys()
        if base.records.get(key) != found.records.get(key)
    )
    return Effect(
        threshold.name,
        f"{threshold.value:g}",
        f"{other:g}",
        dict(changed),
        found.right - base.right,
        found.silent - base.silent,
    )


def measure_effects(
    thresholds: Sequence[Threshold],
    truths: Sequence[TruthDocument],
    options: AblationOptions,
) -> list[Effect]:
    """Measure what smaller and larger values of thresholds change, in their order."""
    with (
        tempfile.TemporaryDirectory() as folder,
        GuardedPool(
            read_variation, size=options.workers, timeout=options.timeout, tasks_per_process=1
        ) as pool,
    ):
        reports, cache = tuple(truths), Path(folder)
        base = pool.call(Variation(reports, cache))
        tasks = [
            (one, value, pool.submit(Variation(reports, cache, one, value)))
            for one in thresholds
            for value in vary(one.value, options.share)
        ]
        return [_await(one, value, base, task) for one, value, task in tasks]


def _await(
    threshold: Threshold,
    value: Number,
    base: VariationReadings,
    task: Future[VariationReadings],
) -> Effect:
    try:
        found = task.result()
        own = base.total if found.names is not None else base.reports
        return compare_readings(threshold, value, own, found.total)
    except (SidakError, ArithmeticError, LookupError, ValueError) as error:
        # a value that makes no sense is an effect as well
        failure = f"{type(error).__name__}: {error}"
        return Effect(threshold.name, f"{threshold.value:g}", f"{value:g}", {}, failure=failure)


def list_idle(effects: Sequence[Effect]) -> list[str]:
    """Return the names of the thresholds no value of which changes anything."""
    active = {one.name for one in effects if one.is_any}
    return [name for name in dict.fromkeys(one.name for one in effects) if name not in active]


def make_grid(effects: Sequence[Effect]) -> Grid:
    """Make the table of the values that change something."""
    grid = Grid(title="Thresholds that change something", header_style="bold")
    grid.add_column("threshold", overflow="fold")
    names = ("in use", "tried", "items", "figures", "findings", "right", "silent")
    for name in names:
        grid.add_column(name, justify="right")
    for one in effects:
        if one.failure:
            grid.add_row(one.name, one.value, one.other, one.failure)
        elif one.is_any:
            counts = [str(one.changed.get(kind, 0)) for kind in _KINDS]
            shifts = [f"{one.right:+d}", f"{one.silent:+d}"]
            grid.add_row(one.name, one.value, one.other, *counts, *shifts)
    return grid


def run_ablation(options: AblationOptions) -> int:
    """Thresholds of sidak made smaller and larger, and which change any figure."""
    truths = [one for one in load_samples(options.samples) if options.only in one.path.name]
    if not truths:
        raise typer.BadParameter(f"no labelled report in {options.samples}")
    thresholds = [one for one in find_thresholds() if one.name.startswith(options.threshold)]
    effects = measure_effects(thresholds, truths, options)
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    console.print(make_grid(effects))
    idle = list_idle(effects)
    console.print(f"{len(idle)} of {len(thresholds)} thresholds change nothing:")
    for name in idle:
        console.print(f"  {name}")
    if options.json is not None:
        record = {"effects": [asdict(one) for one in effects], "idle": idle}
        options.json.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return 0
