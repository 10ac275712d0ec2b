"""``sidak bench scans``: accuracy and speed on rendered scans.

Sample reports are rasterised as a scanner would (grey noise, blur, skew, JPEG, now and then
sideways or in one bit a pixel), read, and scored against the truth of the report that they
were made of.
"""

import json
import random
import resource
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import typer
from rich.console import Console
from rich.table import Table as Grid

from bench.accuracy import DEFAULT_SAMPLES, describe_miss, score_document, show_share
from bench.scoring.counts import MissKind, Score, ScoreCounts
from bench.scoring.truth import load_samples

Picture = npt.NDArray[np.uint8]

#: Resolutions of the rendered scans, in dots per inch.
RESOLUTIONS = (150, 200, 300)


@dataclass(frozen=True, slots=True)
class ScanCondition:
    """How a page was scanned.

    Attributes:
        dpi: Dots per inch.
        skew: Degrees by which the paper lay askew.
        blur: Standard deviation of the blur, in pixels at 200 dpi.
        noise: Standard deviation of the grey noise.
        jpeg: Quality of the JPEG; 0 keeps one bit a pixel.
        turned: Clockwise degrees by which the paper lay sideways.
        is_copied: Whether it is a copy: lighter ink, grey paper, specks.
    """

    dpi: int
    skew: float = 0.0
    blur: float = 0.0
    noise: float = 0.0
    jpeg: int = 60
    turned: int = 0
    is_copied: bool = False


def choose_scan_condition(
    name: str, page: int, dpi: int, *, is_mixed: bool = True
) -> ScanCondition:
    """Choose how a page is scanned; always the same for the same page."""
    if not is_mixed:
        return ScanCondition(dpi)
    rng = random.Random(f"{name} {page}")
    return ScanCondition(
        dpi,
        skew=rng.uniform(-1.5, 1.5),
        blur=rng.uniform(0.2, 0.8),
        noise=rng.uniform(2, 9),
        jpeg=rng.choice([50, 60, 70, 0]),
        turned=rng.choice([0, 0, 0, 90, 270, 180]),
        is_copied=rng.random() < 0.3,
    )


def scan_page(page: pdfium.PdfPage, paper: ScanCondition, seed: int) -> Picture:
    """Draw a page as a scanner would see it."""
    bitmap = page.render(scale=paper.dpi / 72, grayscale=True)
    grey = np.array(bitmap.to_numpy(), copy=True).reshape(bitmap.height, bitmap.width)
    bitmap.close()
    height, width = grey.shape
    middle = (width / 2, height / 2)
    turn = cv2.getRotationMatrix2D(middle, paper.skew, 1.0)
    laid = cv2.warpAffine(
        grey, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,)
    )
    drawn: npt.NDArray[Any] = laid.astype(np.float32)
    if paper.blur:
        drawn = np.asarray(cv2.GaussianBlur(drawn, (0, 0), paper.blur * paper.dpi / 200))
    random_source = np.random.default_rng(seed)
    if paper.is_copied:
        drawn = 60 + drawn * (235 - 60) / 255
        specks = random_source.random(drawn.shape) < 2e-5
        drawn[specks] = 60
    drawn = drawn + random_source.normal(0, paper.noise, drawn.shape)
    done = np.asarray(np.clip(drawn, 0, 255), np.uint8)
    if not paper.jpeg:
        done = np.where(done < 150, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(done, -(paper.turned // 90) % 4))


def scan_report(source: Path, target: Path, dpi: int, *, is_mixed: bool = True) -> None:
    """Write a report of which nothing is left but pictures."""
    report = pdfium.PdfDocument(source)
    scanned = pdfium.PdfDocument.new()
    for index in range(len(report)):
        paper = choose_scan_condition(source.stem, index + 1, dpi, is_mixed=is_mixed)
        picture = scan_page(report[index], paper, seed=index)
        height, width = picture.shape
        size = (width * 72 / dpi, height * 72 / dpi)
        page = scanned.new_page(*size)
        image = pdfium.PdfImage.new(scanned)
        if paper.jpeg:
            quality = [cv2.IMWRITE_JPEG_QUALITY, paper.jpeg]
            _, data = cv2.imencode(".jpg", picture, quality)
            handle = target.with_suffix(f".{index}.jpg")
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
    scanned.save(target)
    scanned.close()
    report.close()


def _as_pil(picture: Picture) -> object:
    from PIL import Image

    return Image.fromarray(picture)


def scan_samples(
    samples: Path, target: Path, dpi: int, only: str, *, is_mixed: bool = True
) -> None:
    """Write rendered scans of all samples with their truth."""
    for truth in sorted(samples.glob("*.truth.json")):
        name = truth.name.removesuffix(".truth.json")
        if only not in name:
            continue
        record = json.loads(truth.read_text("utf-8"))
        record["doc"] = f"{name}.pdf"
        (target / truth.name).write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        scan_report(samples / f"{name}.pdf", target / f"{name}.pdf", dpi, is_mixed=is_mixed)


@dataclass(frozen=True)
class ScanOptions:
    """Options of the command."""

    samples: Annotated[Path, typer.Option(help="Labelled reports.")] = DEFAULT_SAMPLES
    dpi: Annotated[list[int], typer.Option(help="Resolution; may be given several times.")] = (
        field(default_factory=lambda: list(RESOLUTIONS))
    )
    only: Annotated[str, typer.Option(help="Reports with this text in their name.")] = ""
    keep: Annotated[Path | None, typer.Option(help="Keep the scans in this folder.")] = None
    clean: Annotated[bool, typer.Option("--clean", help="Scan without faults.")] = False
    show_misses: Annotated[int, typer.Option(help="Misses shown at most.")] = 20
    json: Annotated[Path | None, typer.Option(help="Write the counts to this file.")] = None


def run_scans(options: ScanOptions) -> int:
    """Accuracy and speed on rendered scans."""
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    grid = Grid(title="Rendered scans", header_style="bold")
    for name in ("dpi", "figures", "accepted %", "right of accepted %", "right", "silent",
                 "flagged right+wrong", "missed", "spurious flagged", "s/page"):  # fmt: skip
        grid.add_column(name, justify="right")
    record = {}
    for dpi in options.dpi:
        started = time.perf_counter()
        total, pages = Score(ScoreCounts()), 0
        with TemporaryDirectory() as scratch:
            folder = Path(scratch) if options.keep is None else options.keep / str(dpi)
            folder.mkdir(parents=True, exist_ok=True)
            scan_samples(options.samples, folder, dpi, options.only, is_mixed=not options.clean)
            drawn = time.perf_counter()
            for truth in load_samples(folder):
                for score in score_document(truth):
                    total += score.score
                    pages += len(score.pages)
                    show_misses(score.score, console, options.show_misses)
        seconds = (time.perf_counter() - drawn) / max(1, pages)
        grid.add_row(*_cells(dpi, total.counts, seconds))
        record[dpi] = {**asdict(total.counts), "silent": total.counts.silent}
        record[dpi]["milliseconds_per_page"] = round(1000 * seconds)
        console.print(f"{dpi} dpi: {time.perf_counter() - started:.0f} s")
    console.print(grid)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"Memory at most {peak:.0f} MB")
    if options.json is not None:
        options.json.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    return 0


def _cells(dpi: int, c: ScoreCounts, seconds: float) -> list[str]:
    accepted = c.right + c.wrong
    return [
        str(dpi),
        str(c.figures),
        show_share(accepted, c.figures),
        show_share(c.right, accepted),
        str(c.right),
        str(c.silent),
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
