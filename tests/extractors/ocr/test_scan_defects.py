"""Scans with the defects of everyday: strips, stamps, ticks, 100 to 400 dots per inch."""

import shutil
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from bench.readers import run_sidak
from sidak.schemas import ACCEPTED_STATUSES

SAMPLE = Path(__file__).parents[3] / "raw" / "samples" / "lkjip-setda-2022.pdf"
PAGE = 13
BLUE = (60, 40, 170, 200)
RED = (200, 20, 20, 255)

Tile = tuple[Image.Image, float, float]


def values_of(path: Path, page: int | None) -> Counter[Decimal]:
    _extraction, tables = run_sidak(path, [page] if page else None)
    return Counter(
        figure.value
        for table in tables
        for figure in table.figures
        if figure.value is not None and figure.status in ACCEPTED_STATUSES
    )


def draw(dpi: int) -> Image.Image:
    document = pdfium.PdfDocument(SAMPLE)
    picture: Image.Image = document[PAGE - 1].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return picture


def cut_in_strips(picture: Image.Image) -> list[Tile]:
    """Cut a picture into five, as some scanners store a page."""
    edges = [picture.height * k // 5 for k in range(6)]
    return [
        (picture.crop((0, a, picture.width, b)), a / picture.height, b / picture.height)
        for a, b in pairwise(edges)
    ]


def keep_whole(picture: Image.Image) -> list[Tile]:
    return [(picture, 0.0, 1.0)]


def stamp(picture: Image.Image) -> list[Tile]:
    """Set a round blue stamp upon the numbers."""
    pen = ImageDraw.Draw(picture, "RGBA")
    x, y = picture.width * 62 // 100, picture.height * 45 // 100
    for radius, width in ((155, 10), (100, 4)):
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse(box, outline=BLUE, width=width)
    return keep_whole(picture)


def tick(picture: Image.Image) -> list[Tile]:
    """Tick six numbers off with a red pen."""
    pen = ImageDraw.Draw(picture, "RGBA")
    for k in range(6):
        x, y = picture.width * (50 + 7 * k) // 100, picture.height * (25 + 9 * k) // 100
        pen.line((x, y, x + 14, y + 22, x + 44, y - 26), fill=RED, width=4)
    return keep_whole(picture)


@pytest.fixture(scope="module")
def truth() -> Counter[Decimal]:
    """Return the values that are accepted on the page with its text."""
    return values_of(SAMPLE, PAGE)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
@pytest.mark.parametrize(
    ("dpi", "spoil", "share"),
    [
        (400, keep_whole, 0.95),
        (200, cut_in_strips, 0.95),
        (200, stamp, 0.8),
        (200, tick, 0.8),
        (100, keep_whole, 0.5),
    ],
)
def test_no_wrong_figure_is_accepted(
    tmp_path: Path,
    truth: Counter[Decimal],
    dpi: int,
    spoil: Callable[[Image.Image], list[Tile]],
    share: float,
) -> None:
    picture = draw(dpi)
    size = (picture.width * 72 / dpi, picture.height * 72 / dpi)
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=size)
    for tile, top, bottom in spoil(picture):
        place = (0, size[1] * (1 - bottom), size[0], size[1] * (bottom - top))
        canvas.drawImage(ImageReader(tile), *place)
    canvas.save()
    read = values_of(path, None)
    assert read - truth == Counter()
    assert read.total() >= share * truth.total() > 80 * share
