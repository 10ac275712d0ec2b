"""One scanned page: from its picture to the same tables and lines as an exported page."""

import cv2
import numpy as np
import pypdfium2 as pdfium

from extractors.alignment import find_lists
from extractors.content import Glyph
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
from extractors.scan_engine import Engine, Picture, open_engine
from extractors.scan_lines import (
    Strip,
    find_letter_height,
    find_strips,
    find_text_strips,
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
from extractors.scan_reading import Order, ReadLine, read_lines
from extractors.scan_rules import find_pieces, find_rules
from extractors.scan_warp import Warp, fit_bend, straighten
from extractors.splitting import drop_ornaments, split_rows

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
        Scan(turn_picture(whole.grey, turned), turn_picture(whole.ink, turned), whole.dpi)
    )
    rules, rule_ink = find_rules(scan)
    letters = np.where(rule_ink > 0, 0, scan.ink).astype(np.uint8)
    letter = find_letter_height(letters, scan)
    tables, used, left_out = [], [], []
    regions = find_regions(join_rules(rules))
    for region in sorted(regions, key=lambda r: r.box.width * r.box.height):
        grid = build_grid(region, mark_letters(letters, scan))
        if grid is None:
            continue
        filled = fill_from_picture(grid, scan, letters, rule_ink, letter, engine)
        filled = drop_ornaments(filled)
        problem = find_why_no_table(grid, filled)
        if problem:
            left_out.append(problem)
            continue
        grid, filled = drop_furniture(*split_rows(grid, filled))
        tables.append(PageTable(number, grid, tuple(filled), METHOD, CONFIDENCE))
        used.append(grid)
        frame = to_pixels(grid.box, scan)
        letters[frame.y0 : frame.y1, frame.x0 : frame.x1] = 0
    lines = read_text(scan, letters, rule_ink, letter, engine)
    for grid, filled, taken in find_lists(lines):
        filled = doubt_list(filled, scan, rule_ink, engine)
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
        turned = Scan(grey, find_ink(grey, scan.dpi), scan.dpi)
    across = find_pieces(turned, is_horizontal=True)[2]
    down = find_pieces(turned, is_horizontal=False)[2]
    warp = Warp(*size, skew, fit_bend(across, width, height), fit_bend(down, height, width))
    if not any(warp.bend_x) and not any(warp.bend_y):
        return turned, warp
    grey = straighten(scan.grey, warp, scan.scale)
    return Scan(grey, find_ink(grey, scan.dpi), scan.dpi), warp


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


def fill_from_picture(
    grid: Grid, scan: Scan, letters: Ink, rule_ink: Ink, letter: int, engine: Engine
) -> list[Filled]:
    """Read each cell of a grid on its own, line by line."""
    orders: list[Order] = []
    homes: list[int] = []
    for i, slot in enumerate(grid.slots):
        limits = to_pixels(slot.box, scan)
        for strip in find_strips(letters, limits, letter):
            orders.append(Order(strip, limits))
            homes.append(i)
    read = read_lines(orders, scan, rule_ink, engine, is_table=True)
    members: list[list[ReadLine]] = [[] for _ in grid.slots]
    for home, line in zip(homes, read, strict=True):
        members[home].append(line)
    return [
        Filled(
            slot,
            tuple(r.line for r in lines if r.line is not None),
            tuple(dict.fromkeys(d for r in lines for d in r.doubts)),
        )
        for slot, lines in zip(grid.slots, members, strict=True)
    ]


def read_text(
    scan: Scan, letters: Ink, rule_ink: Ink, letter: int, engine: Engine
) -> list[Line]:
    """Read the lines outside tables, from top to bottom."""
    height, width = letters.shape
    page = Strip(0, 0, width, height)
    orders = [Order(strip, page) for strip in find_text_strips(letters, letter)]
    read = read_lines(orders, scan, rule_ink, engine, is_table=False)
    glyphs = [g for r in read if r.line is not None for g in r.line.glyphs]
    lines = compose_lines(glyphs)
    lines.sort(key=lambda t: (t.middle, t.box.x0))
    return lines


def doubt_list(filled: list[Filled], scan: Scan, rule_ink: Ink, engine: Engine) -> list[Filled]:
    """Read the numbers of an unruled list again and doubt those read differently."""
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
        box = line.box
        edges = (round(v / scan.scale) for v in (box.x0, box.y0, box.x1, box.y1))
        orders.append(Order(Strip(*edges), page))
    doubts: dict[int, list[str]] = {}
    read = read_lines(orders, scan, rule_ink, engine, is_table=True)
    for (i, line), again in zip(places, read, strict=True):
        own = doubts.setdefault(i, [])
        own += again.doubts
        text = "" if again.line is None else again.line.text
        if "".join(text.split()) != "".join(line.text.split()):
            own.append(f"dua pembacaan berbeda: {line.text} / {text or '(kosong)'}")
    return [
        Filled(f.slot, f.lines, (*f.doubts, *dict.fromkeys(doubts.get(i, ()))))
        for i, f in enumerate(filled)
    ]
