"""``sidak bench scans``: accuracy and speed on rendered scans.

Sample reports and a form of the budget system are rasterised as a scanner would (grey noise,
blur, skew, JPEG, now and then sideways or in one bit a pixel, or with one fault by name), read,
and scored against the truth of the report that they were made of.
"""

import json
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import typer
from rich.console import Console
from rich.table import Table as Grid

from bench.accuracy import DEFAULT_SAMPLES, describe_miss, score_pages, show_share
from bench.corpus.dpa import build_dpa
from bench.corpus.page_flow import render
from bench.corpus.style import Style
from bench.scan_deal import deal_faults
from bench.scanner import FAULTS, Picture, ScanCondition, choose_scan_condition, scan_page
from bench.scoring.counts import MissKind, Score, ScoreCounts
from bench.scoring.truth import TruthDocument, load_samples

#: Resolutions of the rendered scans, in dots per inch.
RESOLUTIONS = (100, 150, 200, 300)
#: Faults of pages, by name of the report and number of the page.
Dealt = Mapping[tuple[str, int], str]
#: Faults drawn unless others are asked for, and the reports that single faults are drawn on.
MIXED = "mixed"
#: Each page with one of these faults.
DEALT = "dealt"
DEALT_FAULTS = ("grey", "bit", "jpeg", "skew", "curl", "stamp", "tick", "sideways", "photo")
SHORT_REPORTS = ("dpa-setda-2022", "pk-bappeda-2022", "renja-bappeda-2022")


def scan_report(
    source: Path, target: Path, dpi: int, fault: str, dealt: Mapping[int, str] | None = None
) -> None:
    """Write a report of which nothing is left but pictures.

    Args:
        source: The report.
        target: The file to be written.
        dpi: Dots per inch.
        fault: Fault of the pages.
        dealt: Faults of single pages.
    """
    report = pdfium.PdfDocument(source)
    scanned = pdfium.PdfDocument.new()
    sheets: list[tuple[Picture, ScanCondition, str]] = []
    for index in range(len(report)):
        own = (dealt or {}).get(index + 1, fault)
        paper = choose_scan_condition(source.stem, index + 1, dpi, own)
        picture = scan_page(report[index], paper, seed=index)
        text = spoil_text(report[index]) if paper.has_old_layer else ""
        if paper.is_two_up and index % 2:
            sheets[-1] = (join_sheets(sheets[-1][0], picture), paper, "")
        else:
            sheets.append((picture, paper, text))
    for picture, paper, text in sheets:
        add_sheet(scanned, target, picture, paper, text)
    scanned.save(target)
    scanned.close()
    report.close()


def join_sheets(left: Picture, right: Picture) -> Picture:
    """Set two pages side by side."""
    height = max(left.shape[0], right.shape[0])
    both = [
        np.pad(page, ((0, height - page.shape[0]), (0, 0)), constant_values=250)
        for page in (left, right)
    ]
    return np.hstack(both)


def spoil_text(page: pdfium.PdfPage) -> str:
    """Return the text of a page as a bad reader sees it: every third digit is another."""
    text, digits = page.get_textpage().get_text_range(), 0
    spoilt = []
    for ch in text:
        digits += ch.isdigit()
        is_wrong = ch.isdigit() and digits % 3 == 0
        spoilt.append(str((int(ch) + 3) % 10) if is_wrong else ch)
    return "".join(spoilt)


def add_sheet(
    scanned: pdfium.PdfDocument, target: Path, picture: Picture, paper: ScanCondition, text: str
) -> None:
    """Add a page that shows a picture to a document.

    Args:
        scanned: The document.
        target: Its file; pictures are written beside it for a moment.
        picture: What the page shows.
        paper: How it was scanned.
        text: Text that lies under the picture, unseen; its lines from top to bottom.
    """
    height, width = picture.shape
    size = (width * 72 / paper.dpi, height * 72 / paper.dpi)
    page = scanned.new_page(*size)
    if text:
        add_hidden_text(scanned, page, text.split("\r\n"), size)
    image = pdfium.PdfImage.new(scanned)
    if paper.jpeg:
        quality = [cv2.IMWRITE_JPEG_QUALITY, paper.jpeg]
        _, data = cv2.imencode(".jpg", picture, quality)
        handle = target.with_suffix(".jpg")
        handle.write_bytes(data.tobytes())
        with handle.open("rb") as stream:
            image.load_jpeg(stream, inline=True)
        handle.unlink()
    else:
        image.set_bitmap(pdfium.PdfBitmap.from_pil(_as_pil(picture)))
    image.set_matrix(pdfium.PdfMatrix().scale(*size))
    page.insert_obj(image)
    page.gen_content()
    page.close()


def add_hidden_text(
    scanned: pdfium.PdfDocument,
    page: pdfium.PdfPage,
    lines: Sequence[str],
    size: tuple[float, float],
) -> None:
    """Add lines of text to a page that no viewer shows, evenly from top to bottom."""
    font = pdfium_c.FPDFText_LoadStandardFont(scanned.raw, b"Helvetica")
    step = (size[1] - 72) / max(1, len(lines))
    for at, line in enumerate(lines):
        text = pdfium_c.FPDFPageObj_CreateTextObj(scanned.raw, font, min(8.0, step))
        wide = (line + "\0").encode("utf-16-le")
        shorts = (pdfium_c.FPDF_WCHAR * (len(wide) // 2)).from_buffer_copy(wide)
        pdfium_c.FPDFText_SetText(text, shorts)
        pdfium_c.FPDFTextObj_SetTextRenderMode(text, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
        pdfium_c.FPDFPageObj_Transform(text, 1, 0, 0, 1, 36, size[1] - 36 - at * step)
        pdfium_c.FPDFPage_InsertObject(page.raw, text)


def _as_pil(picture: Picture) -> object:
    from PIL import Image

    return Image.fromarray(picture)


@dataclass(frozen=True)
class ScanOptions:
    """Options of the command."""

    samples: Annotated[Path, typer.Option(help="Labelled reports.")] = DEFAULT_SAMPLES
    dpi: Annotated[list[int], typer.Option(help="Resolution; may be given several times.")] = (
        field(default_factory=lambda: list(RESOLUTIONS))
    )
    only: Annotated[str, typer.Option(help="Reports with this text in their name.")] = ""
    keep: Annotated[Path | None, typer.Option(help="Keep the scans in this folder.")] = None
    fault: Annotated[
        list[str],
        typer.Option(
            help="mixed (all reports), dealt (all reports, each page with one fault), clean, "
            f"{', '.join(FAULTS)} (short reports); may be given several times."
        ),
    ] = field(default_factory=lambda: [MIXED])
    seed: Annotated[int, typer.Option(help="Order in which faults are dealt to pages.")] = 1
    deal: Annotated[int, typer.Option(help="Number of the deal, from 0.")] = 0
    show_misses: Annotated[int, typer.Option(help="Misses shown at most.")] = 20
    json: Annotated[Path | None, typer.Option(help="Write the counts to this file.")] = None


def pair_pages(pages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the labels of pages of which two stand on each sheet."""
    sheets: dict[int, dict[str, Any]] = {}
    for page in pages:
        sheet = (page["page"] + 1) // 2
        own = sheets.setdefault(sheet, {**page, "page": sheet, "tables": []})
        own["tables"] = [*own["tables"], *page["tables"]]
    return list(sheets.values())


def scan_samples(options: ScanOptions, target: Path, dpi: int, fault: str) -> Dealt:
    """Write rendered scans of all samples, and of the form, with their truth.

    Args:
        options: Which reports; single faults are drawn on short ones alone.
        target: Folder of the scans.
        dpi: Dots per inch.
        fault: Fault of the pages.

    Returns:
        Faults of single pages, if they were dealt, by report and number.
    """
    dealt: Dealt = {}
    with TemporaryDirectory() as scratch:
        form = build_dpa()
        own = Path(scratch, f"{form.name}.pdf")
        style = Style(name="dpa", family="Helvetica", shade=False, padding=1.8)
        render(form, style, own).write(own.with_suffix(".truth.json"))
        sources = (options.samples, own.parent)
        if fault == DEALT:
            known = [truth for source in sources for truth in load_samples(source)]
            dealt = deal_faults(known, DEALT_FAULTS, options.seed, options.deal)
        truths = [path for source in sources for path in source.glob("*.truth.json")]
        for truth in sorted(truths, key=lambda path: path.name):
            name = truth.name.removesuffix(".truth.json")
            is_short = name in SHORT_REPORTS
            if options.only not in name or not (is_short or fault in (MIXED, DEALT)):
                continue
            record = json.loads(truth.read_text("utf-8"))
            record["doc"] = f"{name}.pdf"
            if fault in FAULTS and FAULTS[fault].is_two_up:
                record["pages"] = pair_pages(record["pages"])
            text = json.dumps(record, ensure_ascii=False)
            (target / truth.name).write_text(text, "utf-8")
            pages = {page: f for (doc, page), f in dealt.items() if doc == name}
            scan_report(truth.parent / f"{name}.pdf", target / f"{name}.pdf", dpi, fault, pages)
    return dealt


def run_scans(options: ScanOptions) -> int:
    """Accuracy and speed on rendered scans."""
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    grid = Grid(title="Rendered scans", header_style="bold")
    for name in (
        *("fault", "dpi", "figures", "accepted %", "right of accepted %", "right", "silent"),
        *("sure %", "sure, wrong", "flagged right+wrong", "missed", "spurious flagged"),
        "s/page",
    ):
        grid.add_column(name, justify="right")
    record = {}
    for fault, dpi in product(options.fault, options.dpi):
        started = time.perf_counter()
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            if options.keep is not None:
                folder = options.keep / fault / str(dpi)
            folder.mkdir(parents=True, exist_ok=True)
            dealt = scan_samples(options, folder, dpi, fault)
            drawn = time.perf_counter()
            totals, pages = score_by_fault(load_samples(folder), dealt, fault)
        for score in totals.values():
            show_misses(score, console, options.show_misses)
        seconds = (time.perf_counter() - drawn) / max(1, pages)
        for name, score in sorted(totals.items()):
            grid.add_row(name, *_cells(dpi, score.counts, seconds))
            counts = {**asdict(score.counts), "silent": score.counts.silent}
            counts["milliseconds_per_page"] = round(1000 * seconds)
            record[f"{name} {dpi}"] = counts
        console.print(f"{fault}, {dpi} dpi: {time.perf_counter() - started:.0f} s")
    console.print(grid)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"Memory at most {peak:.0f} MB")
    if options.json is not None:
        options.json.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return 0


def score_by_fault(
    documents: Sequence[TruthDocument], dealt: Dealt, fault: str
) -> tuple[dict[str, Score], int]:
    """Read scans and add up the scores of their pages by fault.

    Args:
        documents: The scans with their truth.
        dealt: Faults of single pages, by report and number.
        fault: Fault of the others.

    Returns:
        The score of each fault, and how many pages were read.
    """
    totals: dict[str, Score] = {}
    pages = 0
    for truth in documents:
        for number, score in score_pages(truth):
            name = dealt.get((truth.path.stem, number), fault)
            totals[name] = totals.get(name, Score(ScoreCounts())) + score
            pages += 1
    return totals, pages


def _cells(dpi: int, c: ScoreCounts, seconds: float) -> list[str]:
    accepted = c.right + c.wrong
    return [
        str(dpi),
        str(c.figures),
        show_share(accepted, c.figures),
        show_share(c.right, accepted),
        str(c.right),
        str(c.silent),
        show_share(c.meanings_sure, c.figures),
        str(c.meanings_wrong),
        f"{c.flagged_right}+{c.flagged_wrong}",
        str(c.missed),
        str(c.spurious_flagged),
        f"{seconds:.2f}",
    ]


def show_misses(score: Score, console: Console, most: int) -> None:
    """Print silent errors, then what else went wrong with figures."""
    kinds = (MissKind.WRONG, MissKind.MISSED, MissKind.SPURIOUS, MissKind.FLAGGED)
    for miss in score.silent_errors:
        console.print(describe_miss(miss), markup=False, soft_wrap=True)
    rest = [m for m in score.misses if not m.is_silent and m.kind in kinds]
    for miss in rest[:most]:
        console.print(describe_miss(miss), markup=False, soft_wrap=True)
