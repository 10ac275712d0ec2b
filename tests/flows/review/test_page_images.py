"""The frame stands around the cell, however the page is turned."""

import io
import os
import signal
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops
from reportlab.pdfgen.canvas import Canvas

from sidak.flows.review.page_images import GuardedDrawer, ImageView, PageImageError, draw_cell
from sidak.schemas import Box

#: Size of the page as it lies in the file, in points.
WIDTH, HEIGHT = 300, 1200
RED, BLACK, WHITE = (200, 16, 32), (0, 0, 0), (255, 255, 255)


def make_page(path: Path, rotation: int) -> Path:
    """Draw a black rectangle 20 to 60 from the left, 30 to 45 from the top, then turn."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.rect(20, HEIGHT - 45, 40, 15, stroke=0, fill=1)
    canvas.save()
    document = pdfium.PdfDocument(path.read_bytes())
    document[0].set_rotation(rotation)
    document.save(path)
    document.close()
    return path


#: Where a viewer shows the rectangle under each /Rotate.
SEEN = {
    0: Box(20, 30, 60, 45),
    90: Box(HEIGHT - 45, 20, HEIGHT - 30, 60),
    180: Box(WIDTH - 60, HEIGHT - 45, WIDTH - 20, HEIGHT - 30),
    270: Box(30, WIDTH - 60, 45, WIDTH - 20),
}


def read(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def find_frame(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of the red pixels."""
    red = Image.new("RGB", picture.size, RED)
    same = (
        ImageChops.difference(picture, red).convert("L").point(lambda value: not value and 255)
    )
    box = same.getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("view", list(ImageView))
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_frame_is_around_the_cell(view: ImageView, rotate: int, tmp_path: Path) -> None:
    source = make_page(tmp_path / "a.pdf", rotate)
    picture = read(draw_cell(source, 1, SEEN[rotate], view))
    left, top, right, bottom = find_frame(picture)
    inside = picture.crop((left + 5, top + 5, right - 5, bottom - 5))
    colours = {colour for _, colour in inside.getcolors() or []}
    assert colours == {BLACK}
    around = picture.crop((left - 2, top - 2, right + 2, bottom + 2)).getcolors() or []
    assert (WHITE in {colour for _, colour in around}) is True


def test_amounts_of_which_nothing_became_have_frames_of_another_colour(tmp_path: Path) -> None:
    source = make_page(tmp_path / "a.pdf", 0)
    lost = Box(10, 80, 30, 90)
    plain = read(draw_cell(source, 1, SEEN[0], ImageView.PAGE))
    picture = read(draw_cell(source, 1, SEEN[0], ImageView.PAGE, unaccounted=[lost]))
    orange = (210, 98, 10)
    assert orange not in {colour for _, colour in plain.getcolors(10**6) or []}
    scale = picture.width / WIDTH
    at = (round(20 * scale), round(lost.y0 * scale) - 1)
    assert picture.getpixel(at) == orange
    assert find_frame(picture) == find_frame(plain)


def test_a_page_on_its_side_is_turned_to_read(tmp_path: Path) -> None:
    source = make_page(tmp_path / "a.pdf", 0)
    upright = read(draw_cell(source, 1, SEEN[0], ImageView.CELL))
    turned = read(draw_cell(source, 1, SEEN[0], ImageView.CELL, rotation=90))
    assert turned.size == upright.size[::-1]
    assert turned.tobytes() == upright.rotate(-90, expand=True).tobytes()


def test_a_wide_row_is_cut_around_its_cell(tmp_path: Path) -> None:
    wide = make_page(tmp_path / "a.pdf", 90)
    assert read(draw_cell(wide, 1, SEEN[90], ImageView.ROW)).size[0] == 600 * 2.5
    assert read(draw_cell(wide, 1, SEEN[90], ImageView.PAGE)).size == (1800, 450)


def test_a_huge_page_does_not_fill_the_memory(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(14_000, 14_000))
    canvas.drawString(10, 10, "x")
    canvas.save()
    picture = read(draw_cell(tmp_path / "a.pdf", 1, None, ImageView.PAGE))
    assert picture.width * picture.height <= 8_010_000


@pytest.mark.parametrize(("content", "page"), [(b"%PDF-1.4 broken", 1), (b"", 1), (None, 2)])
def test_what_cannot_be_drawn(content: bytes | None, page: int, tmp_path: Path) -> None:
    source = make_page(tmp_path / "a.pdf", 0)
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(PageImageError):
        draw_cell(source, page, SEEN[0], ImageView.CELL)


@pytest.mark.parametrize(
    "box", [Box(-50, -50, -10, -10), Box(500, 2000, 600, 2100), Box(100, 100, 100, 100)]
)
@pytest.mark.parametrize("view", list(ImageView))
def test_an_odd_box_is_drawn_without_fault(box: Box, view: ImageView, tmp_path: Path) -> None:
    assert draw_cell(make_page(tmp_path / "a.pdf", 0), 1, box, view)


def test_what_kills_the_drawing_is_an_error_of_the_page(tmp_path: Path) -> None:
    source = make_page(tmp_path / "a.pdf", 0)
    drawer = GuardedDrawer()
    try:
        assert drawer(source, 1, SEEN[0], ImageView.CELL) == draw_cell(
            source, 1, SEEN[0], ImageView.CELL
        )
        with pytest.raises(PageImageError):
            drawer(source, 2, SEEN[0], ImageView.CELL)
        with pytest.raises(PageImageError, match="SIGKILL"):
            drawer(source, 1, Deadly(0, 0, 9, 9), ImageView.CELL)
        assert drawer(source, 1, None, ImageView.PAGE) == draw_cell(
            source, 1, None, ImageView.PAGE
        )
    finally:
        drawer.close()


class Deadly(Box):
    """A box that kills the process that unpacks it."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (_kill, ())


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
