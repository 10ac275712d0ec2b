"""One scanned page: from its picture to the same tables and lines as an exported page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pypdfium2 as pdfium

from sidak.extractors.layout.grid import TableGrid, build_grid
from sidak.extractors.layout.rulings import find_ruled_regions, join_rulings
from sidak.extractors.layout.text_lines import CellText, TextLine, compose_lines
from sidak.extractors.ocr.consensus import normalise_for_comparison
from sidak.extractors.ocr.dewarp import PageTransform, dewarp, fit_displacement
from sidak.extractors.ocr.engine import GreyImage, OcrEngine, open_engine
from sidak.extractors.ocr.figures import OcrPage
from sidak.extractors.ocr.line_boxes import (
    PixelBox,
    extend_over_faint_ink,
    find_letter_height,
    find_line_boxes,
    find_text_boxes,
    to_pixel_box,
)
from sidak.extractors.ocr.line_crops import LineRegion
from sidak.extractors.ocr.preprocess import (
    BinaryImage,
    PageImage,
    binarise,
    detect_orientation,
    estimate_skew,
    prepare_image,
    render_page,
    rotate_image,
)
from sidak.extractors.ocr.recognise import recognise_lines
from sidak.extractors.ocr.rows import repair_column_numbers, split_scanned_rows
from sidak.extractors.ocr.rulings import detect_rulings, detect_segments
from sidak.extractors.ocr.templates.reader import LEAST_HEIGHT, TemplateReader
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import Ruling
from sidak.extractors.rows.split import drop_leader_lines
from sidak.extractors.tables.borderless import find_borderless_tables
from sidak.extractors.tables.page_tables import (
    LIST_CONFIDENCE,
    PageReading,
    PageTable,
    drop_page_count_row,
    explain_rejection,
)
from sidak.schemas import Box, Doubt, DoubtKind

#: Said of figures that a picture shows.
METHOD = "ocr"
#: How sure a grid is that a picture shows.
CONFIDENCE = 0.9


def read_scanned_page(
    page: pdfium.PdfPage, number: int, engine: OcrEngine | None = None
) -> PageReading:
    """Read the tables and lines of a page whose text is a picture.

    Args:
        page: An open page; the caller closes it.
        number: Its number from 1.
        engine: What recognises text; ``None`` opens tesseract, with the cache directory
            that the environment names.

    Returns:
        What was found; every figure comes from two readings that agree or has a doubt.

    Raises:
        MissingEngineError: If tesseract is not installed.
        FailedEngineError: If it broke off.
    """
    grey, dpi = render_page(page)
    own = open_engine(grey) if engine is None else None
    reading = read_page_image(grey, dpi, number, own or engine)  # type: ignore[arg-type]
    if own is not None:
        own.save()
    return reading


def read_page_image(grey: GreyImage, dpi: float, number: int, engine: OcrEngine) -> PageReading:
    """Read a page from its picture as a viewer shows it."""
    height, width = grey.shape
    shown = (width * 72 / dpi, height * 72 / dpi)
    whole = prepare_image(grey, dpi)
    if not whole.ink.any():
        return PageReading(number, *shown, 0, (), ())
    turned = detect_orientation(whole, engine)
    scan, warp = deskew_and_dewarp(
        replace(
            whole,
            grey=rotate_image(whole.grey, turned),
            ink=rotate_image(whole.ink, turned),
        )
    )
    rules, rule_ink = detect_rulings(scan)
    letters = np.where(rule_ink > 0, 0, scan.ink).astype(np.uint8)
    letter = find_letter_height(letters, scan)
    clean = np.where(rule_ink > 0, 255, scan.grey).astype(np.uint8)
    templates = TemplateReader(letters, clean, LEAST_HEIGHT * scan.enlarged)
    sheet = OcrPage(scan, rule_ink, letters, letter, templates)
    regions_found, rest, left_out = find_table_regions(rules, sheet)
    tables: list[PageTable] = []
    for grid, filled in recognise_cells(regions_found, sheet, engine):
        filled = repair_column_numbers(grid, drop_leader_lines(filled))
        grid, filled = drop_page_count_row(*split_scanned_rows(grid, filled))
        tables.append(PageTable(number, grid, tuple(filled), METHOD, CONFIDENCE))
    lines = recognise_text(replace(sheet, letters=rest), engine)
    for grid, filled, taken in find_borderless_tables(lines):
        filled = recheck_list(filled, sheet, engine)
        tables.append(PageTable(number, grid, tuple(filled), METHOD, LIST_CONFIDENCE))
        lines = [t for t in lines if t not in taken]
    tables.sort(key=lambda t: (round(t.box.y0), t.box.x0))
    return PageReading(
        number,
        *shown,
        turned,
        tuple(tables),
        tuple(lines),
        tuple(left_out),
        warp=None if warp.is_identity else warp,
    )


def deskew_and_dewarp(scan: PageImage) -> tuple[PageImage, PageTransform]:
    """Take skew and bend out of an upright page."""
    height, width = scan.grey.shape
    size = (width * scan.scale, height * scan.scale)
    skew = estimate_skew(scan.ink, scan.dpi)
    turned = scan
    if skew:
        grey = dewarp(scan.grey, PageTransform(*size, skew), scan.scale)
        turned = replace(scan, grey=grey, ink=binarise(grey, scan.dpi))
    across = detect_segments(turned, is_horizontal=True)[2]
    down = detect_segments(turned, is_horizontal=False)[2]
    warp = PageTransform(
        *size,
        skew,
        fit_displacement(across, width, height),
        fit_displacement(down, height, width),
    )
    if not any(warp.displacement_x) and not any(warp.displacement_y):
        return turned, warp
    grey = dewarp(scan.grey, warp, scan.scale)
    return replace(scan, grey=grey, ink=binarise(grey, scan.dpi)), warp


def make_placeholder_glyphs(letters: BinaryImage, scan: PageImage) -> list[Glyph]:
    """Return a nameless glyph for each piece of ink the size of a letter."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(letters, connectivity=8)
    least, most = scan.pixels(2.5), scan.pixels(24)
    scale = scan.scale
    shape = (False, False, 0, 0, True)
    return [
        Glyph("?", x * scale, y * scale, (x + w) * scale, (y + h) * scale, h * scale, *shape)
        for x, y, w, h, _ in (tuple(int(v) for v in row) for row in stats[1:])
        if least <= h <= most and w <= most
    ]


@dataclass(frozen=True)
class TableRegion:
    """A ruled grid and the lines in each of its cells."""

    grid: TableGrid
    strips: tuple[tuple[LineRegion, ...], ...]


def find_table_regions(
    rules: Sequence[Ruling], sheet: OcrPage
) -> tuple[list[TableRegion], BinaryImage, list[Doubt]]:
    """Find the ruled tables of a page and the lines of text in their cells.

    Returns:
        The tables, the ink outside them, and why frames that are no tables were left out.
    """
    scan = sheet.scan
    letters = sheet.letters.copy()
    regions_found: list[TableRegion] = []
    left_out: list[Doubt] = []
    regions = find_ruled_regions(join_rulings(rules))
    for region in sorted(regions, key=lambda r: r.box.width * r.box.height):
        grid = build_grid(region, make_placeholder_glyphs(letters, scan))
        if grid is None:
            continue
        strips = []
        for slot in grid.slots:
            limits = to_pixel_box(slot.box, scan)
            found = [
                extend_over_faint_ink(scan, sheet.rules, strip, limits)
                for strip in find_line_boxes(letters, limits, sheet.letter)
            ]
            strips.append(tuple(LineRegion(s, limits, not i) for i, s in enumerate(found)))
        problem = explain_rejection(grid, _make_placeholder_cells(grid, strips))
        if problem is not None:
            left_out.append(problem)
            continue
        regions_found.append(TableRegion(grid, tuple(strips)))
        frame = to_pixel_box(grid.box, scan)
        letters[frame.y0 : frame.y1, frame.x0 : frame.x1] = 0
    return regions_found, letters, left_out


def _make_placeholder_cells(
    grid: TableGrid, strips: Sequence[Sequence[LineRegion]]
) -> list[CellText]:
    """Return cells that hold a line wherever ink stands, to judge a frame before reading."""
    anything = TextLine("?", Box(0, 0, 0, 0), ())
    return [
        CellText(slot, (anything,) * len(own))
        for slot, own in zip(grid.slots, strips, strict=True)
    ]


def recognise_cells(
    regions_found: Sequence[TableRegion], sheet: OcrPage, engine: OcrEngine
) -> list[tuple[TableGrid, list[CellText]]]:
    """Read each cell of the tables on its own, line by line."""
    orders = [o for frame in regions_found for own in frame.strips for o in own]
    read = iter(recognise_lines(orders, sheet, engine, is_table=True))
    result = []
    for frame in regions_found:
        filled = []
        for slot, own in zip(frame.grid.slots, frame.strips, strict=True):
            lines = [next(read) for _ in own]
            doubts = dict.fromkeys(d for r in lines for d in r.doubts)
            texts = tuple(r.line for r in lines if r.line is not None)
            filled.append(CellText(slot, texts, tuple(doubts)))
        result.append((frame.grid, filled))
    return result


def recognise_text(sheet: OcrPage, engine: OcrEngine) -> list[TextLine]:
    """Read the lines outside tables, from top to bottom."""
    letters = sheet.letters
    height, width = letters.shape
    page = PixelBox(0, 0, width, height)
    letter = find_letter_height(letters, sheet.scan)
    orders = [LineRegion(strip, page) for strip in find_text_boxes(letters, letter)]
    read = recognise_lines(orders, sheet, engine, is_table=False)
    glyphs = [g for r in read if r.line is not None for g in r.line.glyphs]
    lines = compose_lines(glyphs)
    lines.sort(key=lambda t: (t.middle, t.box.x0))
    return lines


def recheck_list(
    filled: Sequence[CellText], sheet: OcrPage, engine: OcrEngine
) -> list[CellText]:
    """Read the numbers of an unruled list again and doubt those read differently."""
    scan = sheet.scan
    height, width = scan.grey.shape
    page = PixelBox(0, 0, width, height)
    places = [
        (i, line)
        for i, f in enumerate(filled)
        for line in f.lines
        if any(ch.isdigit() for ch in line.text)
    ]
    orders = []
    for _, line in places:
        x0, y0, x1, y1 = (
            round(v / scan.scale) for v in (line.box.x0, line.box.y0, line.box.x1, line.box.y1)
        )
        orders.append(LineRegion(PixelBox(max(0, x0 - 3), y0, min(width, x1 + 3), y1), page))
    lines = [list(f.lines) for f in filled]
    doubts: list[list[Doubt]] = [[] for _ in filled]
    read = recognise_lines(orders, sheet, engine, is_table=True)
    for (i, line), again in zip(places, read, strict=True):
        doubts[i] += again.doubts
        if again.line is None:
            continue
        is_same = normalise_for_comparison(again.line.text) == normalise_for_comparison(
            line.text
        )
        if not is_same and again.doubts:
            both = f"{line.text} / {again.line.text}"
            doubts[i].append(Doubt(DoubtKind.READINGS_DIFFER, (both,)))
        known = dict.fromkeys((*line.readings, line.text, *again.line.readings))
        best = line if is_same or again.doubts else again.line
        lines[i][lines[i].index(line)] = replace(best, readings=tuple(known))
    return [
        CellText(f.slot, tuple(t), (*f.doubts, *dict.fromkeys(d)))
        for f, t, d in zip(filled, lines, doubts, strict=True)
    ]
