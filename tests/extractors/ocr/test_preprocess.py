"""From the image of a page to a clean one."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from sidak.extractors.ocr.engine import GreyImage, OcrWord, TextLayout
from sidak.extractors.ocr.preprocess import (
    PageImage,
    add_faint_rulings,
    binarise,
    despeckle,
    detect_orientation,
    estimate_skew,
    find_dotted_rulings,
    find_faint_rulings,
    invert_dark_boxes,
    prepare_image,
    render_page,
)
from tests.extractors import paper
from tests.extractors.ocr.scanning import draw_table, photograph


def test_the_resolution_is_that_of_the_image(tmp_path: Path) -> None:
    source = paper.write_pdf(tmp_path / "a.pdf", draw_table)
    document = pdfium.PdfDocument(photograph(source, tmp_path / "b.pdf", dpi=120))
    grey, dpi = render_page(document[0])
    assert dpi == pytest.approx(120, abs=0.5)
    assert prepare_image(grey, dpi).dpi == 200


def test_skew_is_measured_where_there_is_some() -> None:
    ys, xs = np.mgrid[0:900, 0:700]
    straight = np.where((ys % 30) < 8, 30, 250).astype(np.uint8)
    askew = np.where(((ys + 0.02 * xs) % 30) < 8, 30, 250).astype(np.uint8)
    assert estimate_skew(binarise(straight, 100), 100) == 0.0
    assert estimate_skew(binarise(askew, 100), 100) == pytest.approx(1.146, abs=0.06)


def test_pieces_of_a_letter_that_faint_strokes_join_are_no_specks() -> None:
    flat = np.full((200, 200), 255, np.uint8)
    flat[100:106, 100:106] = 40
    flat[108:114, 100:106] = 40
    flat[106:108, 102:104] = 200
    flat[40:46, 40:46] = 40
    ink = np.where(flat < 150, 255, 0).astype(np.uint8)
    joined = np.where(flat < 205, 255, 0).astype(np.uint8)
    assert not despeckle(ink, 200).any()
    kept = despeckle(ink, 200, joined)
    assert np.array_equal(kept[90:120], ink[90:120])
    assert not kept[:90].any()


def test_white_letters_on_a_dark_box_become_letters_in_a_frame() -> None:
    grey = np.full((400, 600), 250, np.uint8)
    grey[100:160, 50:550] = 10
    grey[120:140, 200:212] = 250
    grey[0:400, 590:600] = 0
    light = invert_dark_boxes(grey, 100)
    assert light[130, 206] == 5
    assert light[130, 300] == 245
    assert light[100, 300] == 0
    assert (light[:, 590:] == 0).all()


def test_a_dark_box_of_a_page_on_its_side_stands_upright() -> None:
    grey = np.full((600, 400), 250, np.uint8)
    grey[50:550, 100:160] = 10
    assert invert_dark_boxes(grey, 100)[300, 130] == 245
    # as wide as it is high it is a picture
    grey[50:550, 100:350] = 10
    assert invert_dark_boxes(grey, 100)[300, 130] == 10


class TitleReader:
    """An engine that reads high lines only, and those that stand upright."""

    name = "titles"

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Read a line of 30 pixels that is thick at its beginning."""
        read = []
        for image in images:
            ink = image < 128
            is_title = ink.any(axis=1).sum() >= 28
            columns = np.flatnonzero(ink.any(axis=0))
            thick = ink[:, columns[0] : columns[0] + 10].sum()
            is_upright = thick > ink[:, columns[-1] - 9 : columns[-1] + 1].sum()
            confidence = 95.0 if is_title and is_upright else 20.0
            read.append((OcrWord("PROVINSI", confidence, 0, 0, 9, 9),))
        return read


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_where_long_lines_are_not_readable_titles_tell_how_a_page_lies(turned: int) -> None:
    ink = np.zeros((1000, 800), np.uint8)
    for y in range(200, 900, 60):
        ink[y : y + 14, 100:500:2] = 255
    ink[60:90, 100:250:2] = 255
    ink[60:90, 100:110] = 255
    laid = np.ascontiguousarray(np.rot90(ink, turned // 90))
    scan = PageImage(255 - laid, laid, 144)
    assert detect_orientation(scan, TitleReader()) == turned


class ScrapReader(TitleReader):
    """Reads hardly anything: upside down one short word, as noise is read now and then."""

    def recognise(
        self, images: Sequence[GreyImage], layout: TextLayout = TextLayout.LINE
    ) -> list[tuple[OcrWord, ...]]:
        """Read a scrap in lines that are thick at their end."""
        read = []
        for image in images:
            ink = image < 128
            columns = np.flatnonzero(ink.any(axis=0))
            behind = ink[:, columns[-1] - 9 : columns[-1] + 1].sum()
            is_thick = behind > ink[:, columns[0] : columns[0] + 10].sum()
            read.append((OcrWord("arp", 72.0, 0, 0, 9, 9),) if is_thick and not read else ())
        return read


def test_a_scrap_of_a_word_turns_no_page() -> None:
    ink = np.zeros((1000, 800), np.uint8)
    for y in range(200, 900, 60):
        ink[y : y + 14, 100:350:2] = 255
        ink[y : y + 14, 100:110] = 255
    assert detect_orientation(PageImage(255 - ink, ink, 144), ScrapReader()) == 0


def draw_rulings(grey: int, *, is_dotted: bool = False) -> GreyImage:
    """Draw a grid of four by four rulings on a page at 200 dots an inch."""
    page = np.full((600, 800), 255, np.uint8)
    for at in range(4):
        page[100 + 100 * at : 102 + 100 * at, 100:703] = grey
        page[100:403, 100 + 200 * at : 102 + 200 * at] = grey
    if is_dotted:
        ys, xs = np.indices(page.shape)
        page[(ys + xs) % 7 > 3] = 255
    return page


def test_rulings_in_light_grey_are_ink_and_the_streak_of_a_scanner_is_none() -> None:
    faint = draw_rulings(215)
    faint[:, 740:742] = 215
    found = find_faint_rulings(faint, 200)
    assert (found[:, :730] > 0)[faint[:, :730] < 255].mean() > 0.98
    assert not found[faint == 255].any()
    assert not found[:, 730:].any()
    faint[200:300, 100:300] = 225  # shading is no ruling
    assert not find_faint_rulings(faint, 200)[210:290, 110:290].any()


def test_dotted_rulings_are_closed_and_leading_dots_are_none() -> None:
    dotted = draw_rulings(0, is_dotted=True)
    ink = np.where(dotted < 128, 255, 0).astype(np.uint8)
    closed = find_dotted_rulings(ink, 200)
    assert (closed[101, 110:290] > 0).mean() > 0.95
    assert (closed[110:190, 101] > 0).mean() > 0.95
    assert not closed[130:170, 130:270].any()
    ink[:, :] = 0
    ink[300:303, 100:700:8] = 255
    ink[300:303, 101:701:8] = 255
    assert not find_dotted_rulings(ink, 200).any()


def test_faint_rulings_count_only_on_a_page_without_dark_ones() -> None:
    faint = draw_rulings(215)
    blank = np.zeros_like(faint)
    found = add_faint_rulings(PageImage(faint, blank, 200)).ink
    assert (found[101, 110:690] > 0).all()
    dark = draw_rulings(0)[::-1, ::-1]
    both = np.minimum(faint, dark)
    ink = np.where(both < 128, 255, 0).astype(np.uint8)
    assert np.array_equal(add_faint_rulings(PageImage(both, ink, 200)).ink, ink)
