"""Pictures of pages: size, part, turn and colour are what was asked for."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors.pdf.render import render_picture, render_pixels
from sidak.schemas import Box
from tests.extractors.paper import Sheet, write_pdf


@pytest.fixture
def page(tmp_path: Path) -> pdfium.PdfPage:
    def draw(s: Sheet) -> None:
        s.fill(100, 40, 200, 60, 0.0)

    return pdfium.PdfDocument(write_pdf(tmp_path / "a.pdf", draw, size=(200, 100)))[0]


def test_a_page_is_rendered_at_the_scale_asked_for(page: pdfium.PdfPage) -> None:
    picture, scale = render_picture(page, 2.0, most_pixels=1_000_000)
    assert (picture.size, picture.mode, scale) == ((400, 200), "RGB", 2.0)
    assert picture.getpixel((300, 100)) == (0, 0, 0)
    assert picture.getpixel((100, 100)) == (255, 255, 255)


def test_a_large_page_is_rendered_smaller(page: pdfium.PdfPage) -> None:
    picture, scale = render_picture(page, 2.0, most_pixels=5_000)
    assert (picture.size, scale) == ((100, 50), 0.5)
    pixels, scale = render_pixels(page, 2.0, most_pixels=5_000)
    assert (pixels.shape[:2], scale) == ((50, 100), 0.5)


def test_a_part_of_a_page(page: pdfium.PdfPage) -> None:
    picture, _ = render_picture(page, 1.0, most_pixels=10**6, crop=Box(90, 30, 130, 50))
    assert picture.size == (40, 20)
    assert picture.getpixel((5, 15)) == (255, 255, 255)
    assert picture.getpixel((15, 15)) == (0, 0, 0)


def test_a_turned_page_in_grey(page: pdfium.PdfPage) -> None:
    picture, _ = render_picture(page, 1.0, most_pixels=10**6, rotation=90, is_grey=True)
    assert (picture.size, picture.mode) == ((100, 200), "L")
    assert picture.getpixel((50, 150)) == 0
