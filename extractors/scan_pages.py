"""One scanned page: from its picture to the same tables and lines as an exported page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import pypdfium2 as pdfium

from extractors.alignment import find_lists
from extractors.content import Glyph, Rule
from extractors.filling import Filled, Line, compose_lines
from extractors.grid import Grid, build_grid
from extractors.pagetables import (
    LIST_CONFIDENCE,
    PageReading,
    PageTable,
    drop_furniture,
    find_why_no_table,
)
from extractors.rules import find_regions, join_rules
from extractors.scan_crops import Order
from extractors.scan_engine import Engine, Picture, open_engine
from extractors.scan_figures import Sheet
from extractors.scan_lines import (
    Strip,
    find_letter_height,
    find_strips,
    find_text_strips,
    take_in_faint,
    to_pixels,
)
from extractors.scan_picture import (
    Ink,
    Scan,
    find_ink,
    find_orientation,
    find_skew,
    prepare_scan,
    render_page,
    turn_picture,
)
from extractors.scan_press import LEAST_HEIGHT, Press
from extractors.scan_reading import read_lines
from extractors.scan_rows import mend_number_row, split_scanned_rows
from extractors.scan_rules import find_pieces, find_rules
from extractors.scan_votes import DIFFERENT, weigh
from extractors.scan_warp import Warp, fit_bend, straighten
from extractors.splitting import drop_ornaments
from schemas import Box

#: Said of figures that a picture shows.
METHOD = "ocr"
#: How sure a grid is that a picture shows.
CONFIDENCE = 0.9


def read_scanned_page(
    page: pdfium.PdfPage, number: int, engine: Engine | None = None
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
    reading = read_picture(grey, dpi, number, own or engine)  # type: ignore[arg-type]
    if own is not None:
        own.save()
    return reading


def read_picture(grey: Picture, dpi: float, number: int, engine: Engine) -> PageReading:
    """Read a page from its picture as a viewer shows it."""
    height, width = grey.shape
    shown = (width * 72 / dpi, height * 72 / dpi)
    whole = prepare_scan(grey, dpi)
    if not whole.ink.any():
        return PageReading(number, *shown, 0, (), ())
    turned = find_orientation(whole, engine)
    scan, warp = straighten_scan(
        replace(
            whole,
            grey=turn_picture(whole.grey, turned),
            ink=turn_picture(whole.ink, turned),
        )
    )
    rules, rule_ink = find_rules(scan)
    letters = np.where(rule_ink > 0, 0, scan.ink).astype(np.uint8)
    letter = find_letter_height(letters, scan)
    clean = np.where(rule_ink > 0, 255, scan.grey).astype(np.uint8)
    press = Press(letters, clean, LEAST_HEIGHT * scan.enlarged)
    sheet = Sheet(scan, rule_ink, letters, letter, press)
    frames, rest, left_out = find_frames(rules, sheet)
    tables: list[PageTable] = []
    for grid, filled in fill_frames(frames, sheet, engine):
        filled = mend_number_row(grid, drop_ornaments(filled))
        grid, filled = drop_furniture(*split_scanned_rows(grid, filled))
        tables.append(PageTable(number, grid, tuple(filled), METHOD, CONFIDENCE))
    lines = read_text(replace(sheet, letters=rest), engine)
    for grid, filled, taken in find_lists(lines):
        filled = doubt_list(filled, sheet, engine)
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
        warp=None if warp.is_plain else warp,
    )


def straighten_scan(scan: Scan) -> tuple[Scan, Warp]:
    """Take skew and bend out of an upright page."""
    height, width = scan.grey.shape
    size = (width * scan.scale, height * scan.scale)
    skew = find_skew(scan.ink, scan.dpi)
    turned = scan
    if skew:
        grey = straighten(scan.grey, Warp(*size, skew), scan.scale)
        turned = replace(scan, grey=grey, ink=find_ink(grey, scan.dpi))
    across = find_pieces(turned, is_horizontal=True)[2]
    down = find_pieces(turned, is_horizontal=False)[2]
    warp = Warp(*size, skew, fit_bend(across, width, height), fit_bend(down, height, width))
    if not any(warp.bend_x) and not any(warp.bend_y):
        return turned, warp
    grey = straighten(scan.grey, warp, scan.scale)
    return replace(scan, grey=grey, ink=find_ink(grey, scan.dpi)), warp


def mark_letters(letters: Ink, scan: Scan) -> list[Glyph]:
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
class Frame:
    """A ruled grid and the lines in each of its cells."""

    grid: Grid
    strips: tuple[tuple[Order, ...], ...]


def find_frames(rules: Sequence[Rule], sheet: Sheet) -> tuple[list[Frame], Ink, list[str]]:
    """Find the ruled tables of a page and the lines of text in their cells.

    Returns:
        The tables, the ink outside them, and why frames that are no tables were left out.
    """
    scan = sheet.scan
    letters = sheet.letters.copy()
    frames: list[Frame] = []
    left_out: list[str] = []
    regions = find_regions(join_rules(rules))
    for region in sorted(regions, key=lambda r: r.box.width * r.box.height):
        grid = build_grid(region, mark_letters(letters, scan))
        if grid is None:
            continue
        strips = []
        for slot in grid.slots:
            limits = to_pixels(slot.box, scan)
            found = [
                take_in_faint(scan, sheet.rules, strip, limits)
                for strip in find_strips(letters, limits, sheet.letter)
            ]
            strips.append(tuple(Order(s, limits, not i) for i, s in enumerate(found)))
        problem = find_why_no_table(grid, _sketch(grid, strips))
        if problem:
            left_out.append(problem)
            continue
        frames.append(Frame(grid, tuple(strips)))
        frame = to_pixels(grid.box, scan)
        letters[frame.y0 : frame.y1, frame.x0 : frame.x1] = 0
    return frames, letters, left_out


def _sketch(grid: Grid, strips: Sequence[Sequence[Order]]) -> list[Filled]:
    """Return cells that hold a line wherever ink stands, to judge a frame before reading."""
    anything = Line("?", Box(0, 0, 0, 0), ())
    return [
        Filled(slot, (anything,) * len(own))
        for slot, own in zip(grid.slots, strips, strict=True)
    ]


def fill_frames(
    frames: Sequence[Frame], sheet: Sheet, engine: Engine
) -> list[tuple[Grid, list[Filled]]]:
    """Read each cell of the tables on its own, line by line."""
    orders = [o for frame in frames for own in frame.strips for o in own]
    read = iter(read_lines(orders, sheet, engine, is_table=True))
    result = []
    for frame in frames:
        filled = []
        for slot, own in zip(frame.grid.slots, frame.strips, strict=True):
            lines = [next(read) for _ in own]
            doubts = dict.fromkeys(d for r in lines for d in r.doubts)
            texts = tuple(r.line for r in lines if r.line is not None)
            filled.append(Filled(slot, texts, tuple(doubts)))
        result.append((frame.grid, filled))
    return result


def read_text(sheet: Sheet, engine: Engine) -> list[Line]:
    """Read the lines outside tables, from top to bottom."""
    letters = sheet.letters
    height, width = letters.shape
    page = Strip(0, 0, width, height)
    letter = find_letter_height(letters, sheet.scan)
    orders = [Order(strip, page) for strip in find_text_strips(letters, letter)]
    read = read_lines(orders, sheet, engine, is_table=False)
    glyphs = [g for r in read if r.line is not None for g in r.line.glyphs]
    lines = compose_lines(glyphs)
    lines.sort(key=lambda t: (t.middle, t.box.x0))
    return lines


def doubt_list(filled: Sequence[Filled], sheet: Sheet, engine: Engine) -> list[Filled]:
    """Read the numbers of an unruled list again and doubt those read differently."""
    scan = sheet.scan
    height, width = scan.grey.shape
    page = Strip(0, 0, width, height)
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
        orders.append(Order(Strip(max(0, x0 - 3), y0, min(width, x1 + 3), y1), page))
    lines = [list(f.lines) for f in filled]
    doubts: list[list[str]] = [[] for _ in filled]
    read = read_lines(orders, sheet, engine, is_table=True)
    for (i, line), again in zip(places, read, strict=True):
        doubts[i] += again.doubts
        if again.line is None:
            continue
        is_same = weigh(again.line.text) == weigh(line.text)
        if not is_same and again.doubts:
            doubts[i].append(f"{DIFFERENT}: {line.text} / {again.line.text}")
        known = dict.fromkeys((*line.readings, line.text, *again.line.readings))
        best = line if is_same or again.doubts else again.line
        lines[i][lines[i].index(line)] = replace(best, readings=tuple(known))
    return [
        Filled(f.slot, tuple(t), (*f.doubts, *dict.fromkeys(d)))
        for f, t, d in zip(filled, lines, doubts, strict=True)
    ]
