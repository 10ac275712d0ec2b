"""One scanned page: from its image to the same tables and lines as a born-digital page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2 as pdfium

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import TableGrid, build_grid
from sidak.extractors.layout.rulings import find_ruled_regions, join_rulings
from sidak.extractors.layout.text_lines import TextLine, compose_lines
from sidak.extractors.ocr.dewarp import dewarp, fit_displacement
from sidak.extractors.ocr.engine import BinaryImage, GreyImage, OcrEngines
from sidak.extractors.ocr.engine_cache import open_engines
from sidak.extractors.ocr.halftone import remove_halftone
from sidak.extractors.ocr.ink_pieces import measure_pieces
from sidak.extractors.ocr.known_words import settle_known_words
from sidak.extractors.ocr.line_boxes import (
    PixelBox,
    drop_remnants,
    extend_over_faint_ink,
    find_letter_height,
    find_line_boxes,
    find_text_boxes,
    is_speck,
    to_pixel_box,
)
from sidak.extractors.ocr.line_crops import LineRegion
from sidak.extractors.ocr.line_ink import OcrPage
from sidak.extractors.ocr.lone_strokes import restore_lone_ones
from sidak.extractors.ocr.lost_rulings import part_glued_cells
from sidak.extractors.ocr.lost_separators import mend_lost_separators
from sidak.extractors.ocr.near_units import doubt_near_units
from sidak.extractors.ocr.old_layer import LayerReader, OldLayer, read_old_layer
from sidak.extractors.ocr.paper import Corners, cover_table, find_paper, find_view
from sidak.extractors.ocr.poor_print import doubt_poor_print, is_picture
from sidak.extractors.ocr.preprocess import (
    PageImage,
    add_faint_rulings,
    binarise,
    detect_orientation,
    estimate_skew,
    prepare_image,
    render_page,
    rotate_image,
)
from sidak.extractors.ocr.readings import are_equal
from sidak.extractors.ocr.recognise import RecognisedLine, recognise_lines
from sidak.extractors.ocr.rows import (
    complete_quarters,
    repair_column_numbers,
    split_scanned_rows,
)
from sidak.extractors.ocr.rulings import detect_rulings, detect_segments
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.ocr.templates.reader import TemplateReader
from sidak.extractors.ocr.templates.settings import SETTINGS as TEMPLATE_SETTINGS
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import Ruling
from sidak.extractors.pdf.page_transform import PageTransform
from sidak.extractors.rows.split import drop_leader_lines
from sidak.extractors.tables.page_tables import (
    PageReading,
    PageTable,
    drop_page_count_row,
    explain_rejection,
)
from sidak.extractors.unruled.settings import SETTINGS as UNRULED
from sidak.extractors.unruled.tables import find_unruled_tables
from sidak.schemas import Box, Doubt, DoubtKind

#: A place, perhaps a day and a month, and a year.
_PLACE_AND_DATE = re.compile(
    r"[A-Z][\w .'-]{2,40},\s*(\d{1,2}\s+)?([A-Za-z]{3,9}\s+)?(19|20)\d\d\.?$"
)
#: What a piece of a ruling is taken for, alone in its line.
_STROKES = frozenset({"i", "l", "|", "!", ":", ";", "'"})
_WORD = re.compile(r"[^\W\d_]{4}")
#: Method of tables that were recognised in an image.
METHOD = "ocr"


@dataclass(frozen=True)
class TableRegion:
    """A ruled grid and the lines in each of its cells."""

    grid: TableGrid
    lines: tuple[tuple[LineRegion, ...], ...]


def read_scanned_page(
    page: pdfium.PdfPage, number: int, engines: OcrEngines | None = None
) -> PageReading:
    """Read the tables and lines of a page whose text is an image.

    Args:
        page: An open page; the caller closes it.
        number: Its number from 1.
        engines: What recognises text; ``None`` opens those that are installed, with the cache
            folder that the environment names.

    Returns:
        What was found; every figure comes from two readings that agree or has a doubt.

    Raises:
        MissingEngineError: If the engine that reads every line is not installed.
        FailedEngineError: If it broke off.
    """
    grey, dpi = render_page(page)
    layer = read_old_layer(page)
    if engines is not None:
        return read_page_image(grey, dpi, number, engines, layer)
    engines, cache = open_engines(grey)
    reading = read_page_image(grey, dpi, number, engines, layer)
    cache.save()
    return reading


def read_page_image(
    grey: GreyImage,
    dpi: float,
    number: int,
    engines: OcrEngines,
    layer: OldLayer | None = None,
) -> PageReading:
    """Read a page from its image as a viewer shows it.

    Args:
        grey: The image.
        dpi: Its dots per inch.
        number: Number of the page from 1.
        engines: What recognises text.
        layer: The text that another program once read in the image, if any.
    """
    height, width = grey.shape
    size = (width * 72 / dpi, height * 72 / dpi)
    as_scanned = prepare_image(grey, dpi)
    if not as_scanned.ink.any():
        return PageReading(number, *size, 0, (), ())
    angle = detect_orientation(as_scanned, engines.primary)
    scan, transform = deskew_and_dewarp(
        replace(
            as_scanned,
            grey=rotate_image(as_scanned.grey, angle),
            ink=rotate_image(as_scanned.ink, angle),
        ),
        find_paper(rotate_image(grey, angle)),
    )
    scan, shaded = remove_halftone(add_faint_rulings(scan))
    rulings, ruling_ink = detect_rulings(scan)
    letters = np.where(ruling_ink > 0, 0, scan.ink).astype(np.uint8)
    clean = np.where(ruling_ink > 0, 255, scan.grey).astype(np.uint8)
    least_height = TEMPLATE_SETTINGS.least_height * scan.enlarged
    page = OcrPage(
        scan,
        ruling_ink,
        letters,
        find_letter_height(letters, scan),
        TemplateReader(letters, clean, least_height),
        shaded,
        _open_layer(layer, size, angle, transform, scan.scale, engines),
    )
    regions, rest, left_out = find_table_regions(rulings, page)
    tables: list[PageTable] = []
    for grid, cells in recognise_cells(regions, page, engines):
        if is_picture(cells):
            left_out.append(Doubt(DoubtKind.DIAGRAM))
            continue
        cells = mend_lost_separators(cells, page)
        cells = repair_column_numbers(grid, drop_leader_lines(cells))
        cells = restore_lone_ones(grid, complete_quarters(grid, cells))
        grid, cells, trace = split_scanned_rows(grid, cells)
        grid, cells = drop_page_count_row(grid, cells)
        cells = doubt_near_units(settle_known_words(cells))
        tables.append(
            PageTable(
                number,
                grid,
                tuple(cells),
                METHOD,
                confidence=SETTINGS.tables.grid_confidence,
                row_trace=tuple(trace),
            )
        )
    lines = recognise_text(replace(page, letters=rest), engines)
    listed = [line for line in lines if not is_place_and_date(line.text)]
    for grid, cells, taken in find_unruled_tables(listed, joins_currency=False):
        cells = recheck_list(cells, page, engines)
        tables.append(PageTable(number, grid, tuple(cells), METHOD, UNRULED.confidence))
        lines = [t for t in lines if t not in taken]
    tables, lines = doubt_poor_print(tables, lines, scan.dpi / scan.enlarged)
    tables.sort(key=lambda t: (round(t.box.y0), t.box.x0))
    return PageReading(
        number,
        *size,
        angle,
        tuple(tables),
        tuple(lines),
        tuple(left_out),
        transform=None if transform.is_identity else transform,
    )


def _open_layer(
    layer: OldLayer | None,
    size: tuple[float, float],
    angle: int,
    transform: PageTransform,
    scale: float,
    engines: OcrEngines,
) -> LayerReader | None:
    """Return what reads the old layer of a page, if it is of another make than the engines."""
    has_second = engines.secondary is not None
    if layer is None or not layer.is_further_witness(has_second=has_second):
        return None
    return LayerReader(layer, size, angle, transform, scale)


def is_place_and_date(text: str) -> bool:
    """Return True if a line says where and when a paper was signed: it is no row of a list."""
    return bool(_PLACE_AND_DATE.match(text.strip()))


def deskew_and_dewarp(
    scan: PageImage, paper: Corners | None = None
) -> tuple[PageImage, PageTransform]:
    """Take skew and warp out of an upright page.

    Args:
        scan: The page.
        paper: Corners of the sheet, in pixels of the page as rendered, if it is a photograph.
    """
    height, width = scan.grey.shape
    size = (width * scan.scale, height * scan.scale)
    view: tuple[float, ...] = ()
    flat = scan
    if paper is not None:
        edge = scan.pixels(SETTINGS.paper.covered_edge)
        grey, ink = cover_table(scan.grey, scan.ink, paper * scan.enlarged, edge)
        scan = replace(scan, grey=grey, ink=ink)
        view = find_view(paper * scan.enlarged * scan.scale, *size)
        flat = _apply(PageTransform(*size, view=view), scan)
    skew = estimate_skew(flat.ink, scan.dpi)
    rotated = _apply(PageTransform(*size, skew, view=view), scan) if skew else flat
    across = detect_segments(rotated, is_horizontal=True)[2]
    down = detect_segments(rotated, is_horizontal=False)[2]
    transform = PageTransform(
        *size,
        skew,
        displacement_y=fit_displacement(across, width, height),
        displacement_x=fit_displacement(down, height, width),
        view=view,
    )
    if not any(transform.displacement_x) and not any(transform.displacement_y):
        return rotated, transform
    return _apply(transform, scan), transform


def _apply(transform: PageTransform, scan: PageImage) -> PageImage:
    grey = dewarp(scan.grey, transform, scan.scale)
    return replace(scan, grey=grey, ink=binarise(grey, scan.dpi))


def find_table_regions(
    rulings: Sequence[Ruling], page: OcrPage
) -> tuple[list[TableRegion], BinaryImage, list[Doubt]]:
    """Find the ruled tables of a page and the lines of text in their cells.

    Returns:
        The tables, the ink outside them, and why frames that are no tables were left out.
    """
    scan = page.scan
    letters = page.letters.copy()
    found: list[TableRegion] = []
    left_out: list[Doubt] = []
    reach = scan.pixels(SETTINGS.rulings.remnant_reach)
    ruled = find_ruled_regions(join_rulings(rulings))
    for region in sorted(ruled, key=lambda r: r.box.width * r.box.height):
        grid = build_grid(region, make_placeholder_glyphs(letters, scan))
        if grid is None:
            continue
        grid = part_glued_cells(grid, letters, scan, page.letter)
        lines = []
        for slot in grid.slots:
            limits = to_pixel_box(slot.box, scan)
            found_boxes = find_line_boxes(letters, limits, page.letter)
            boxes = [
                extend_over_faint_ink(scan, page.rulings, box, limits)
                for box in drop_remnants(found_boxes, limits, reach)
                if not is_speck(box, page.letter)
            ]
            lines.append(tuple(LineRegion(b, limits, not i) for i, b in enumerate(boxes)))
        problem = explain_rejection(grid, _make_placeholder_cells(grid, lines))
        if problem is not None:
            left_out.append(problem)
            continue
        found.append(TableRegion(grid, tuple(lines)))
        frame = to_pixel_box(grid.box, scan)
        letters[frame.y0 : frame.y1, frame.x0 : frame.x1] = 0
    return found, letters, left_out


def make_placeholder_glyphs(letters: BinaryImage, scan: PageImage) -> list[Glyph]:
    """Return a nameless glyph for all connected ink the size of a letter."""
    stats = measure_pieces(letters).stats
    least, most = scan.pixels(2.5), scan.pixels(24)
    scale = scan.scale
    shape = (False, False, 0, 0, True)
    return [
        Glyph("?", x * scale, y * scale, (x + w) * scale, (y + h) * scale, h * scale, *shape)
        for x, y, w, h, _ in (tuple(int(v) for v in row) for row in stats[1:])
        if least <= h <= most and w <= most
    ]


def _make_placeholder_cells(
    grid: TableGrid, lines: Sequence[Sequence[LineRegion]]
) -> list[CellText]:
    """Return cells that hold a line wherever ink stands, to judge a frame before reading."""
    anything = TextLine("?", Box(0, 0, 0, 0), ())
    return [
        CellText(slot, (anything,) * len(own))
        for slot, own in zip(grid.slots, lines, strict=True)
    ]


def recognise_cells(
    regions: Sequence[TableRegion], page: OcrPage, engines: OcrEngines
) -> list[tuple[TableGrid, list[CellText]]]:
    """Recognise each cell of the tables by itself, line by line."""
    wanted = [line for region in regions for own in region.lines for line in own]
    read = iter(recognise_lines(wanted, page, engines, is_table=True))
    result = []
    for region in regions:
        cells = []
        for slot, own in zip(region.grid.slots, region.lines, strict=True):
            lines = drop_strokes([next(read) for _ in own])
            doubts = dict.fromkeys(d for r in lines for d in r.doubts)
            texts = tuple(r.line for r in lines if r.line is not None)
            cells.append(CellText(slot, texts, tuple(doubts)))
        result.append((region.grid, cells))
    return result


def drop_strokes(lines: Sequence[RecognisedLine]) -> list[RecognisedLine]:
    """Leave out lines of one stroke in a cell of words: they are pieces of rulings.

    A 1 is none of them: it may be the end of the words.
    """
    texts = [r.line.text if r.line is not None else "" for r in lines]
    has_words = any(_WORD.search(text) for text in texts)
    return [
        r for r, text in zip(lines, texts, strict=True) if not (has_words and text in _STROKES)
    ]


def recognise_text(page: OcrPage, engines: OcrEngines) -> list[TextLine]:
    """Recognise the lines outside tables, from top to bottom."""
    letters = page.letters
    limits = _whole(page)
    letter = find_letter_height(letters, page.scan)
    regions = [LineRegion(box, limits) for box in find_text_boxes(letters, letter)]
    read = recognise_lines(regions, page, engines, is_table=False)
    glyphs = [g for r in read if r.line is not None for g in r.line.glyphs]
    lines = compose_lines(glyphs)
    lines.sort(key=lambda t: (t.middle, t.box.x0))
    return lines


def recheck_list(
    cells: Sequence[CellText], page: OcrPage, engines: OcrEngines
) -> list[CellText]:
    """Read the cells of an unruled list again and doubt those read differently."""
    limits, scale = _whole(page), page.scan.scale
    places = [
        (i, line)
        for i, cell in enumerate(cells)
        for line in cell.lines
        if sum(ch.isalpha() for ch in line.text) >= SETTINGS.words.least_letters
        or any(ch.isdigit() for ch in line.text)
    ]
    regions = []
    for _, line in places:
        b = line.box
        x0, y0, x1, y1 = (round(v / scale) for v in (b.x0, b.y0, b.x1, b.y1))
        own = PixelBox(max(0, x0 - 3), y0, min(limits.x1, x1 + 3), y1)
        regions.append(LineRegion(own, limits))
    lines = [list(cell.lines) for cell in cells]
    doubts: list[list[Doubt]] = [[] for _ in cells]
    read = recognise_lines(regions, page, engines, is_table=True)
    for (i, line), again in zip(places, read, strict=True):
        doubts[i] += again.doubts
        if again.line is None:
            continue
        is_same = are_equal(again.line.text, line.text)
        if not is_same and again.doubts:
            both = f"{line.text} / {again.line.text}"
            doubts[i].append(Doubt(DoubtKind.READINGS_DIFFER, (both,)))
        known = dict.fromkeys((*line.readings, line.text, *again.line.readings))
        best = line if is_same or again.doubts else again.line
        lines[i][lines[i].index(line)] = replace(best, readings=tuple(known))
    return [
        CellText(cell.slot, tuple(own), (*cell.doubts, *dict.fromkeys(why)))
        for cell, own, why in zip(cells, lines, doubts, strict=True)
    ]


def _whole(page: OcrPage) -> PixelBox:
    """Return the box of a whole page."""
    height, width = page.scan.grey.shape
    return PixelBox(0, 0, width, height)
