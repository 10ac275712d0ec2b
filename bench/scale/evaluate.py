"""``sidak bench scale``: a full run, then one new document, then fifty."""

import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from bench.scale.copied_parts import copy_parts
from bench.scale.copies import REPORTS_PER_REGION, add_copies, load_originals
from sidak.flows.batch.planning import RunRequest, make_plan
from sidak.flows.batch.regions import plan_regions
from sidak.flows.state.cache import Cache
from sidak.flows.state.heads import make_head, save_heads
from sidak.publishers import find_latest
from sidak.schemas import DocumentResult


@dataclass(frozen=True, slots=True)
class ScaleOptions:
    """Options of the benchmark."""

    inbox: Annotated[Path, typer.Option(help="Reports that are copied.")]
    curated: Annotated[Path, typer.Option(help="Curated folder that holds their results.")]
    work: Annotated[Path, typer.Option(help="Folder to work in; must not exist.")]
    documents: Annotated[int, typer.Option(help="Copies in the first run.")] = 100
    workers: Annotated[int, typer.Option(help="Processes.")] = 2
    made: Annotated[
        int,
        typer.Option(help="Regions of the first run that are made; the others are copied."),
    ] = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """One run.

    Attributes:
        step: What was new.
        documents: Documents in the inbox.
        seconds: Time by the clock.
        processor: Seconds of processor time of all processes.
        memory: MiB that the largest process held.
        size: MiB that the files of the release take which no earlier release has.
    """

    step: str
    documents: int
    seconds: float
    processor: float
    memory: int
    size: int


def measure_scale(options: ScaleOptions) -> int:
    """Measure what a night costs: copies of reports whose reading is served from the cache."""
    originals = load_originals(options.inbox, options.curated)
    if not originals:
        print(
            f"sidak: {options.curated} holds no result of a report in {options.inbox} by this "
            f"code: run 'sidak run {options.inbox} --out {options.curated}' first",
            file=sys.stderr,
        )
        return 2
    inbox, out = options.work / "inbox", options.work / "curated"
    made = min(options.made * REPORTS_PER_REGION, options.documents)
    steps = [("all", options.documents - made), ("one new", 1), ("fifty new", 50)]
    if made:
        steps.insert(0, ("made", made))
    total = 0
    for step, count in steps:
        add_copies(originals, inbox, out, total, count)
        total += count
        if made and step == "all":
            _copy_regions(inbox, out, len(originals))
        measured = _run(step, total, inbox, out, options.workers)
        print(json.dumps(asdict(measured)), flush=True)
    return 0


def _copy_regions(inbox: Path, out: Path, originals: int) -> None:
    """Make the parts of all regions that are like those of the latest release."""
    plan = make_plan(RunRequest(inbox, out))
    cache = Cache(plan.request.folder.cache)
    heads = {}
    for job in plan.jobs:
        result = cache.load(job.result_key, DocumentResult)
        if result is not None:
            heads[job.result_key] = make_head(result)
    save_heads(plan.request.folder.heads, heads, heads)
    latest = find_latest(out)
    left = copy_parts(plan, plan_regions(plan, heads, {}, latest), originals, latest)
    print(f"{left} regions are left to be made", flush=True)


def _run(step: str, documents: int, inbox: Path, out: Path, workers: int) -> Measured:
    words = ["-m", "sidak", "run", inbox, "--out", out, "--no-prefect", "--workers", workers]
    begun = time.monotonic()
    child = os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, *map(str, words)])
    _, code, usage = os.wait4(child, 0)
    seconds = time.monotonic() - begun
    if os.waitstatus_to_exitcode(code) not in (0, 1):
        raise RuntimeError(f"the run ended with {os.waitstatus_to_exitcode(code)}")
    release = out / json.loads((out / "latest.json").read_text("utf-8"))["path"]
    new = sum(
        found.st_size
        for path in release.rglob("*")
        if path.is_file() and (found := path.stat()).st_nlink == 1
    )
    return Measured(
        step,
        documents,
        round(seconds, 1),
        round(usage.ru_utime + usage.ru_stime, 1),
        usage.ru_maxrss >> 10,
        new >> 20,
    )
