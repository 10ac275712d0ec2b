"""``sidak bench accuracy``: accuracy against labelled pages.

Runs the reader once per report and counts figures right, wrong, missed and spurious, rows
and their meaning; names every silent error. ``docs/benchmarks.md`` explains the numbers.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table as Grid

from bench.readers import Pipeline, read_naively, run_sidak
from bench.scoring.counts import Miss, MissKind, Score, ScoreCounts
from bench.scoring.pages import score_page
from bench.scoring.readings import list_parts
from bench.scoring.truth import TruthDocument, TruthPage, load_gold, load_samples
from sidak.schemas import UnreadableFileError

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_GOLD = ROOT.parent / "shared" / "gold"
DEFAULT_SAMPLES = ROOT / "raw" / "samples"

#: Misses that are about figures come first when not all are shown.
_ORDER = tuple(MissKind)


class Reader(StrEnum):
    """A reader that can be measured."""

    SIDAK = "sidak"
    PDFPLUMBER = "pdfplumber"
    CAMELOT = "camelot"


@dataclass(frozen=True)
class AccuracyOptions:
    """Options of the command."""

    gold: Annotated[Path, typer.Option(help="Labelled pages.")] = DEFAULT_GOLD
    samples: Annotated[Path, typer.Option(help="Rendered reports.")] = DEFAULT_SAMPLES
    reader: Annotated[Reader, typer.Option(help="What reads the pages.")] = Reader.SIDAK
    json: Annotated[Path | None, typer.Option(help="Write everything to this file.")] = None
    show_misses: Annotated[int, typer.Option(help="Misses shown at most.")] = 20
    only: Annotated[str, typer.Option(help="Reports with this text in their name.")] = ""
    pages_only: Annotated[
        bool, typer.Option("--pages-only", help="Read labelled gold pages only (quick).")
    ] = False
    variants: Annotated[
        bool,
        typer.Option(
            "--variants",
            help="Paint the samples in all styles and score those instead (minutes).",
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """Score of one report; text pages and scanned pages are scored apart.

    Attributes:
        file: Name of the report.
        group: "gold text", "gold scan" or "samples".
        pages: Labelled pages scored.
        score: The score.
        reason: Why the report could not be read; empty if it could.
    """

    file: str
    group: str
    pages: tuple[int, ...]
    score: Score
    reason: str = ""


def score_document(
    truth: TruthDocument,
    *,
    reader: str = "sidak",
    pipeline: Pipeline = run_sidak,
    is_pages_only: bool = False,
) -> tuple[DocumentScore, ...]:
    """Score one report, reading it once.

    Args:
        truth: Its labelled pages.
        reader: ``"sidak"``, ``"pdfplumber"`` or ``"camelot"``.
        pipeline: How sidak reads a file.
        is_pages_only: Read the labelled pages only: quicker, but headers that stand on
            earlier pages are then not known.

    Returns:
        One score for the text pages and one for the scanned pages, where there are any.
    """
    pages = truth.pages
    wanted = {page.page for page in pages} if is_pages_only and not truth.is_whole else None
    reading, reason = None, ""
    if reader == "sidak":
        try:
            reading = pipeline(truth.path, wanted)
        except UnreadableFileError as error:
            reason = str(error)
    if reading is not None and truth.is_whole:
        labelled = {page.page for page in pages}
        more = [p.page for p in reading[0].pages if p.page not in labelled]
        pages = (*pages, *(TruthPage(number, ()) for number in more))
    groups: dict[str, list[TruthPage]] = {}
    for page in pages:
        name = "samples" if truth.is_whole else f"gold {page.source}"
        groups.setdefault(name, []).append(page)
    scores = []
    for group, members in groups.items():
        total = Score(ScoreCounts())
        for page in members:
            if reader != "sidak":
                parts = read_naively(reader, truth.path, page.page)
            elif reading is not None:
                parts = list_parts(*reading, page.page, is_whole=truth.is_whole)
            else:
                parts = ()
            total += score_page(truth.path.name, page, parts, has_meaning=reader == "sidak")
        numbers = tuple(page.page for page in members)
        scores.append(DocumentScore(truth.path.name, group, numbers, total, reason))
    return tuple(scores)


def score_pages(
    truth: TruthDocument, *, pipeline: Pipeline = run_sidak
) -> tuple[tuple[int, Score], ...]:
    """Read a wholly labelled report and score each labelled page by itself."""
    reading = pipeline(truth.path, None)
    return tuple(
        (
            page.page,
            score_page(
                truth.path.name, page, list_parts(*reading, page.page, is_whole=truth.is_whole)
            ),
        )
        for page in truth.pages
    )


def sum_groups(scores: Sequence[DocumentScore]) -> dict[str, Score]:
    """Add up the scores of each group, in order of appearance."""
    totals: dict[str, Score] = {}
    for score in scores:
        totals[score.group] = totals.get(score.group, Score(ScoreCounts())) + score.score
    return totals


def show_share(part: int, whole: int) -> str:
    """Print a share with one decimal; never rounded up to 100."""
    if not whole:
        return "-"
    share = int(1000 * part / whole) / 10
    return f"{share:.1f}"


def make_grid(scores: Sequence[DocumentScore], *, has_meaning: bool) -> Grid:
    """Make the table of reports and totals."""
    grid = Grid(title="Accuracy on labelled pages", header_style="bold")
    grid.add_column("report", overflow="fold", min_width=18)
    names = ["figures", "right", "wrong", "flagged", "missed", "spurious", "right %"]
    if has_meaning:
        names += ["sure %", "rows", "exact %", "unspaced %", "level %", "metric %", "year %"]
        names += ["unit %", "role %", "tables"]
    for name in names:
        grid.add_column(name, justify="right")
    for score in scores:
        pages = len(score.pages)
        name = f"{score.file.removesuffix('.pdf')} ({pages} p)"
        grid.add_row(name, *_cells(score.score.counts, has_meaning=has_meaning))
    grid.add_section()
    for group, total in sum_groups(scores).items():
        cells = _cells(total.counts, has_meaning=has_meaning)
        grid.add_row(f"[bold]{group}[/bold]", *cells)
    return grid


def _cells(c: ScoreCounts, *, has_meaning: bool) -> list[str]:
    flagged = f"{c.flagged_right}+{c.flagged_wrong}"
    spurious = f"{c.spurious}+{c.spurious_flagged}"
    cells = [str(c.figures), str(c.right), str(c.wrong), flagged, str(c.missed), spurious]
    cells.append(show_share(c.right, c.figures))
    if not has_meaning:
        return cells
    torn = f" torn {c.tables_torn}" if c.tables_torn else ""
    more = f" +{c.tables_spurious}" if c.tables_spurious else ""
    return [
        *cells,
        show_share(c.meanings_sure, c.meanings),
        f"{c.rows}-{c.rows_missed}+{c.rows_spurious}",
        show_share(c.rows_exact, c.rows),
        show_share(c.rows_exact_unspaced, c.rows),
        show_share(c.levels_right, c.levels),
        show_share(c.metrics_right, c.metrics),
        show_share(c.years_right, c.years),
        show_share(c.units_right, c.units),
        show_share(c.roles_right, c.roles),
        f"{c.tables_found}/{c.tables}{torn}{more}",
    ]


def describe_miss(miss: Miss) -> str:
    """Return one line about what went wrong and where."""
    place = f"{miss.file} p{miss.page} [{miss.row}]"
    if miss.column:
        place += f" / {miss.column}"
    reason = f" ({miss.reason})" if miss.reason else ""
    silent = "SILENT " if miss.is_silent else ""
    values = f"read {miss.read or '-'}, truth {miss.truth or '-'}"
    return f"{silent}{miss.kind}: {place}: {values}{reason}"


def as_json(reader: str, scores: Sequence[DocumentScore]) -> dict[str, Any]:
    """Put scores into plain dictionaries and lists."""
    return {
        "reader": reader,
        "totals": {g: _counts_as_json(s.counts) for g, s in sum_groups(scores).items()},
        "documents": [
            {
                "file": score.file,
                "group": score.group,
                "pages": list(score.pages),
                "reason": score.reason,
                "counts": _counts_as_json(score.score.counts),
                "misses": [asdict(miss) for miss in score.score.misses],
                "not_scored": list(score.score.undecided),
            }
            for score in scores
        ],
    }


def _counts_as_json(counts: ScoreCounts) -> dict[str, int]:
    return {**asdict(counts), "silent": counts.silent}


def load_truths(
    gold: Path | None, samples: Path | None, only: str, console: Console
) -> list[TruthDocument]:
    """Load the labels of both folders; what is absent is skipped, with a message."""
    truths: list[TruthDocument] = []
    for name, folder in (("gold", gold), ("samples", samples)):
        if folder is None:
            continue
        if not folder.is_dir():
            console.print(f"{name}: skipped, no folder {folder}")
            continue
        if name == "gold":
            truths += load_gold(folder, folder.parent / "reports")
        else:
            truths += load_samples(folder)
    kept = []
    for truth in truths:
        if only not in truth.path.name:
            continue
        if not truth.path.exists():
            console.print(f"{truth.path.name}: skipped, the report is not here")
            continue
        kept.append(truth)
    return kept


def run_accuracy(options: AccuracyOptions) -> int:
    """Figures right, wrong, missed, spurious; silent errors one by one."""
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    with tempfile.TemporaryDirectory() as painted:
        gold: Path | None = options.gold
        samples: Path | None = options.samples
        if options.variants:
            from bench.corpus.variants import write_variants  # needs the libraries of the tests

            gold, samples = None, Path(painted)
            write_variants(samples)
        truths = load_truths(gold, samples, options.only, console)
        scores: list[DocumentScore] = []
        for truth in truths:
            scores += score_document(
                truth, reader=options.reader, is_pages_only=options.pages_only
            )
    report(scores, console, options.reader, options.show_misses)
    if options.json is not None:
        record = as_json(options.reader, scores)
        text = json.dumps(record, ensure_ascii=False, indent=1, default=str)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


def report(
    scores: Sequence[DocumentScore], console: Console, reader: str, show_misses: int
) -> None:
    """Print table, misses, cells not scored and all silent errors."""
    console.print(make_grid(scores, has_meaning=reader == "sidak"))
    for score in scores:
        if score.reason:
            console.print(f"{score.file}: not read: {score.reason}", markup=False)
    misses = [miss for score in scores for miss in score.score.misses]
    loud = sorted(
        (miss for miss in misses if not miss.is_silent), key=lambda m: _ORDER.index(m.kind)
    )
    for miss in loud[:show_misses]:
        console.print(describe_miss(miss), markup=False, soft_wrap=True)
    if len(loud) > show_misses:
        console.print(f"... and {len(loud) - show_misses} more misses (--show-misses N)")
    undecided = [cell for score in scores for cell in score.score.undecided]
    for cell in undecided:
        console.print(f"not scored: {cell}", markup=False, soft_wrap=True)
    silent = [miss for miss in misses if miss.is_silent]
    if reader == "sidak":
        console.print(f"Silent errors: {len(silent)}")
        for miss in silent:
            console.print(describe_miss(miss), markup=False, soft_wrap=True)
