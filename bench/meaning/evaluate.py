"""``sidak bench meaning``: do accepted figures mean what their page says?

``docs/benchmarks.md`` explains the numbers and the files of truth.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as Grid

from bench.meaning.readings import ReadReport, read_release, view_figures
from bench.meaning.scoring import (
    MeaningCounts,
    PageScore,
    ScoredFigure,
    score_meaning_page,
    tally_bases,
    tally_codes,
)
from bench.meaning.truth import MeaningPage, load_meaning_pages
from bench.readers import run_sidak
from sidak.schemas import UnreadableFileError

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_TRUTH = ROOT.parent / "shared" / "eyes"
DEFAULT_REPORTS = ROOT.parent / "shared" / "reports"


@dataclass(frozen=True)
class MeaningOptions:
    """Options of the command."""

    truth: Annotated[Path, typer.Option(help="Pages read by eye.")] = DEFAULT_TRUTH
    reports: Annotated[Path, typer.Option(help="Their reports.")] = DEFAULT_REPORTS
    release: Annotated[
        Path | None, typer.Option(help="Score this release instead of reading the reports.")
    ] = None
    only: Annotated[str, typer.Option(help="Reports with this text in their name.")] = ""
    show: Annotated[int, typer.Option(help="Silent errors shown at most.")] = 20
    show_unsure: Annotated[
        int, typer.Option(help="Figures shown at most whose meaning is unsure though right.")
    ] = 0
    json: Annotated[Path | None, typer.Option(help="Write everything to this file.")] = None


def run_meaning(options: MeaningOptions) -> int:
    """Whether name, metric, period and unit of accepted figures are as the page says."""
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    pages = [p for p in load_meaning_pages(options.truth) if options.only in p.file]
    read: Callable[[str], ReadReport | None] = _ReportReader(options.reports, console).read
    if options.release is not None:
        read = read_release(options.release).get
    scores = score_reports(pages, read)
    absent = sorted({page.file for page in pages} - {score.page.file for score in scores})
    if absent:
        console.print(f"skipped, not here: {', '.join(absent)}", markup=False, soft_wrap=True)
    report_scores(scores, console, options)
    if options.json is not None:
        text = json.dumps(as_json(scores), ensure_ascii=False, indent=1, default=str)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


def score_reports(
    pages: Iterable[MeaningPage], read: Callable[[str], ReadReport | None]
) -> tuple[PageScore, ...]:
    """Score pages, reading each report once.

    Args:
        pages: The pages.
        read: From the name of a report to its figures; ``None`` if it is not there.

    Returns:
        The scores in the order of the pages; none for reports that are not there.
    """
    listed = tuple(pages)
    reports = {name: read(name) for name in dict.fromkeys(page.file for page in listed)}
    found = ((page, reports[page.file]) for page in listed)
    return tuple(score_meaning_page(page, one) for page, one in found if one is not None)


class _ReportReader:
    """Reads reports of a folder."""

    def __init__(self, folder: Path, console: Console) -> None:
        self.folder, self.console = folder, console

    def read(self, name: str) -> ReadReport | None:
        """Return the figures of a report; none of them if it cannot be read."""
        path = self.folder / name
        if not path.is_file():
            return None
        try:
            _, tables = run_sidak(path, None)
        except UnreadableFileError as error:
            self.console.print(f"not read: {error}", markup=False)
            return ReadReport(())
        return view_figures(figure for table in tables for figure in table.figures)


def report_scores(
    scores: Sequence[PageScore], console: Console, options: MeaningOptions
) -> None:
    """Print pages and total, bases, reasons, and what is silently wrong."""
    total = sum((one.counts for one in scores), MeaningCounts())
    console.print(_make_page_grid(scores, total))
    console.print(_make_basis_grid(scores))
    console.print(_make_code_grid(scores))
    figures = [(score.page, one) for score in scores for one in score.figures]
    silent = [(p, f) for p, f in figures if f.figure.is_sure and not (f.is_right or f.is_soft)]
    kept = [(p, f) for p, f in figures if not f.figure.is_sure and f.is_right]
    for page, figure in silent[: options.show]:
        console.print(describe_figure(page, figure), markup=False, soft_wrap=True)
    if len(silent) > options.show:
        console.print(f"... and {len(silent) - options.show} more silent errors (--show N)")
    for page, figure in kept[: options.show_unsure]:
        console.print(describe_figure(page, figure), markup=False, soft_wrap=True)
    console.print(describe_total(total))


def describe_total(counts: MeaningCounts) -> str:
    """Return the line of shares: silent value, silent meaning, coverage."""
    of = max(1, counts.accepted)
    return (
        f"Silent value {100 * counts.silent_value / of:.2f} %, "
        f"silent meaning {100 * counts.silent_meaning / of:.2f} % "
        f"(name {counts.wrong_name}, metric {counts.wrong_metric}, "
        f"period {counts.wrong_period}, unit {counts.wrong_unit}), "
        f"coverage {100 * counts.coverage:.1f} %"
    )


def describe_figure(page: MeaningPage, scored: ScoredFigure) -> str:
    """Return one line about a figure: what was read and what the page says."""
    figure, line = scored.figure, scored.line
    what = "SILENT" if figure.is_sure else f"unsure ({', '.join(figure.codes)})"
    place = f"{what} {page.file} p{page.page} {figure.figure_id} {figure.raw_text!r}"
    if line is None:
        return f"{place}: no such number on the page; {figure.item_name[:60]} {figure.metric}"
    read = {
        "name": " / ".join(filter(None, (figure.item_name, figure.indikator))),
        "metric": figure.metric,
        "period": figure.period,
        "unit": figure.unit,
    }
    truth = {
        "name": " / ".join(filter(None, (line.name, line.indikator))),
        "metric": line.metric,
        "period": line.period,
        "unit": line.unit,
    }
    unlike = "; ".join(
        f"{aspect} read {read[aspect][:60] or '-'}, truth {truth[aspect][:60] or '-'}"
        for aspect in scored.wrong
    )
    return f"{place}: {unlike or 'as the page says'}"


def as_json(scores: Sequence[PageScore]) -> dict[str, object]:
    """Put scores into plain dictionaries and lists."""
    total = sum((one.counts for one in scores), MeaningCounts())
    return {
        "total": asdict(total) | {"coverage": total.coverage},
        "pages": [{"page": one.page.name} | asdict(one.counts) for one in scores],
        "bases": [
            {"aspect": aspect, "basis": basis} | asdict(tally)
            for (aspect, basis), tally in tally_bases(scores).items()
        ],
        "codes": {code: asdict(tally) for code, tally in tally_codes(scores).items()},
        "silent": [
            describe_figure(score.page, one)
            for score in scores
            for one in score.figures
            if one.figure.is_sure and not (one.is_right or one.is_soft)
        ],
    }


def _make_page_grid(scores: Sequence[PageScore], total: MeaningCounts) -> Grid:
    names = ["truth", "accepted", "right", "soft", "silent value", "silent meaning"]
    names += ["unsure", "of it right", "flagged", "coverage %"]
    grid = _make_grid("Meaning on pages read by eye", ("page",), names)
    for one in scores:
        grid.add_row(one.page.name.removesuffix(".tsv"), *_page_cells(one.counts))
    grid.add_section()
    grid.add_row("[bold]total[/bold]", *_page_cells(total))
    return grid


def _page_cells(c: MeaningCounts) -> list[str]:
    counts = [c.truth, c.accepted, c.right, c.soft, c.silent_value, c.silent_meaning]
    counts += [c.unsure, c.unsure_right, c.flagged]
    return [*map(str, counts), f"{100 * c.coverage:.1f}"]


def _make_basis_grid(scores: Sequence[PageScore]) -> Grid:
    names = ("accepted right", "wrong", "unsure right", "wrong")
    grid = _make_grid("By basis (right: this aspect is)", ("aspect", "basis"), names)
    for (aspect, basis), one in tally_bases(scores).items():
        counts = (one.accepted_right, one.accepted_wrong, one.unsure_right, one.unsure_wrong)
        grid.add_row(aspect, basis, *map(str, counts))
    return grid


def _make_code_grid(scores: Sequence[PageScore]) -> Grid:
    names = ("wrong", "right", "wrong, only this", "right, only this")
    grid = _make_grid("Figures stopped by each reason", ("code",), names)
    for code, one in tally_codes(scores).items():
        counts = (one.wrong, one.right, one.only_wrong, one.only_right)
        grid.add_row(code, *map(str, counts))
    return grid


def _make_grid(title: str, texts: Iterable[str], numbers: Iterable[str]) -> Grid:
    grid = Grid(title=title, header_style="bold")
    for name in texts:
        grid.add_column(name, overflow="fold")
    for name in numbers:
        grid.add_column(name, justify="right")
    return grid
