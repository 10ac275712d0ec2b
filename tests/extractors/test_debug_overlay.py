"""Pictures of what was read: lines stand where the boxes are."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from sidak.extractors.debug_overlay import (
    CELL,
    CUT,
    DOUBT,
    DOUBT_TINT,
    DPI,
    FRAME,
    HEADER_TINT,
    LETTERS,
    TEXT,
    TableLabels,
    write_overlays,
)
from sidak.extractors.document import read_document
from sidak.schemas import Box, Cell, Doubt, DoubtKind, Extraction, UnreadableFileError
from tests.extractors.paper import Sheet, write_pdf

XS = (60, 90, 260, 360, 460)
HEADER = ("No", "Uraian", "Pagu (Rp)", "Realisasi (Rp)")


def draw_table(s: Sheet) -> None:
    s.table(
        XS, 100, [HEADER, ("1", "Gaji", "1.250.000", "1.000.000"), ("2", "Rapat", "7", "8")]
    )


def draw_words(s: Sheet) -> None:
    s.text(60, 80, "Kalimat saja.")


def pixels_along(picture: Image.Image, box: Box) -> set[tuple[int, ...]]:
    """Return the colours of the middle of the four edges of a box."""
    scale = DPI / 72
    x0, y0, x1, y1 = (round(edge * scale) for edge in (box.x0, box.y0, box.x1, box.y1))
    across, down = (x0 + x1) // 2, (y0 + y1) // 2
    spots = ((across, y0), (across, y1), (x0, down), (x1, down))
    colors = {picture.getpixel(spot) for spot in spots}
    return {color for color in colors if isinstance(color, tuple)}


def inside(picture: Image.Image, box: Box) -> tuple[int, ...]:
    """Return the colour just inside the lower right corner of a box."""
    scale = DPI / 72
    color = picture.getpixel((round(box.x1 * scale) - 3, round(box.y1 * scale) - 3))
    assert isinstance(color, tuple)
    return color


def cell_of(extraction: Extraction, text: str) -> Cell:
    return next(c for t in extraction.tables for c in t.cells if c.text == text)


def boxes_of(cell: Cell) -> tuple[Box, Box]:
    assert cell.place.box is not None
    assert cell.text_box is not None
    return cell.place.box, cell.text_box


def test_cells_texts_and_frame_are_drawn_at_their_boxes(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", draw_table, draw_words)
    extraction = read_document(file)
    (path,) = write_overlays(file, extraction, tmp_path / "out")
    assert path.name == "page-001.png"
    picture = Image.open(path)
    box, text_box = boxes_of(cell_of(extraction, "1.250.000"))
    assert pixels_along(picture, box) == {CELL}
    assert pixels_along(picture, text_box) == {TEXT}
    frame = extraction.tables[0].places[0].box
    assert frame is not None
    # the label of a row stands beside the left border
    assert FRAME in pixels_along(picture, frame)
    assert inside(picture, box) == (255, 255, 255)
    width, height = extraction.pages[0].width, extraction.pages[0].height
    assert picture.width == pytest.approx(width * DPI / 72, abs=1.5)
    assert picture.height > height * DPI / 72 + 30  # the caption strip
    assert picture.getpixel((picture.width - 2, picture.height - 2)) == (235, 235, 235)


def test_the_caption_tells_how_bands_came_apart_into_rows(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", draw_table)
    extraction = read_document(file)
    (table,) = extraction.tables
    told = replace(
        table, row_trace=("page 1: band 1 cut into 2 rows by gaps", "page 2: band 0")
    )
    heights = []
    for name, one in (("plain", table), ("told", told)):
        folder = tmp_path / name
        (path,) = write_overlays(file, replace(extraction, tables=(one,)), folder)
        heights.append(Image.open(path).height)
    assert heights[1] - heights[0] == LETTERS + 4  # one line, for the band on this page


def test_doubts_headers_and_cut_cells_have_their_colours(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", draw_table)
    extraction = read_document(file)
    (table,) = extraction.tables
    doubted = cell_of(extraction, "1.000.000")
    cut = cell_of(extraction, "Rapat")
    cells = tuple(
        replace(c, doubts=(Doubt(DoubtKind.CUT_BY_PAGE_BREAK),))
        if c is doubted
        else replace(c, more_places=(c.place,))
        if c is cut
        else c
        for c in table.cells
    )
    changed = replace(extraction, tables=(replace(table, cells=cells),))
    labels = {
        table.table_id: TableLabels(
            columns=("no", "name", "pagu", "realisasi"),
            rows=("", "kegiatan", "kegiatan"),
            header=frozenset({0}),
            doubted=frozenset({(2, 2)}),
        )
    }
    (path,) = write_overlays(file, changed, tmp_path, labels)
    picture = Image.open(path)
    for text in ("1.000.000", "7"):
        box, text_box = boxes_of(cell_of(extraction, text))
        assert inside(picture, box) == DOUBT_TINT
        assert pixels_along(picture, text_box) == {DOUBT}
    assert inside(picture, boxes_of(cell_of(extraction, "Uraian"))[0]) == HEADER_TINT
    assert CUT in pixels_along(picture, boxes_of(cut)[0])


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages_are_drawn_as_a_viewer_shows_them(tmp_path: Path, rotate: int) -> None:
    file = write_pdf(tmp_path / "a.pdf", draw_table, size=(600, 600), rotate=rotate)
    extraction = read_document(file)
    (path,) = write_overlays(file, extraction, tmp_path)
    picture = Image.open(path)
    for text in ("1.250.000", "Gaji"):
        box, text_box = boxes_of(cell_of(extraction, text))
        assert pixels_along(picture, box) == {CELL}
        assert pixels_along(picture, text_box) == {TEXT}


def test_old_pictures_go_and_all_pages_can_be_had(tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", draw_table, draw_words)
    extraction = read_document(file)
    written = write_overlays(file, extraction, tmp_path, is_every_page=True)
    assert [path.name for path in written] == ["page-001.png", "page-002.png"]
    other = tmp_path / "page-notes.png"
    other.write_bytes(b"")
    write_overlays(file, extraction, tmp_path)
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "page-001.png",
        "page-notes.png",
    ]


def test_a_text_dump_has_no_pictures(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("=== Halaman 1 ===\nNo Uraian Pagu\n1 Gaji 1.000\n")
    extraction = read_document(file)
    with pytest.raises(UnreadableFileError, match="salinan teks"):
        write_overlays(file, extraction, tmp_path / "out")
    assert not (tmp_path / "out").exists()
