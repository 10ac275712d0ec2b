"""Two more table readers over what is printed on a page: camelot and pdfplumber.

Both are handed the characters and rules that pdfium read, so that a page is not parsed three
times over. What they make of them is their own: which rules frame a table, where its cells
lie, what stands in which. Whether the characters are the right ones is asked elsewhere, in
``decoders``.
"""

import logging
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.pdf.page_content import PageContent
from sidak.extractors.pdf.transform import Point
from sidak.schemas import Box


@dataclass(frozen=True, slots=True)
class FinderCell:
    """A cell as another reader saw it; ``box`` on the page turned upright."""

    text: str
    box: Box


def read_with_camelot(content: PageContent) -> tuple[FinderCell, ...] | None:
    """Let camelot find the ruled tables of a page and fill their cells.

    Its lattice parser works on text lines and drawn lines in points from the bottom left
    corner; the text lines are made of the page's characters by the layout analysis that
    camelot uses itself.

    Args:
        content: The page, turned upright.

    Returns:
        The cells with text; ``None`` if camelot cannot read the page.
    """
    from camelot.parsers import Lattice

    logging.getLogger("camelot").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet, across, down = _lay_out(content)
            parser = Lattice(engine="vector", split_text=True)
            size = (content.width, content.height)
            parser.prepare_page_parse(
                "", sheet, size, content.page, [], across, down, "", layout_kwargs={}
            )
            tables = parser.extract_tables()
    except Exception as error:  # noqa: BLE001 - whatever breaks there must not stop us
        logging.getLogger(__name__).warning("camelot, page %s: %r", content.page, error)
        return None
    return tuple(
        FinderCell(cell.text, _box_of(cell, content.height))
        for table in tables
        for row in table.cells
        for cell in row
        if cell.text.strip()
    )


def _lay_out(content: PageContent) -> tuple[Any, list[Any], list[Any]]:
    """Make the page that camelot reads: its lines, and the text across and down the page."""
    from playa.miner import LAParams, LTChar, LTLine, LTPage, LTTextLineHorizontal

    height = content.height
    sheet = LTPage(content.page, (0.0, 0.0, content.width, height))
    chars = []
    for glyph in content.glyphs:
        char = LTChar()
        char._text = glyph.text
        dx, dy = glyph.shift
        char.set_bbox(
            (glyph.x0 + dx, height - glyph.y1 - dy, glyph.x1 + dx, height - glyph.y0 - dy)
        )
        chars.append(char)
    for ruling in content.rulings:
        line = LTLine()
        y = height - ruling.position
        line.set_bbox(
            (ruling.start, y, ruling.end, y)
            if ruling.is_horizontal
            else (ruling.position, height - ruling.end, ruling.position, height - ruling.start)
        )
        sheet.add(line)
    layout = LAParams(char_margin=1.0, boxes_flow=None, detect_vertical=True, all_texts=True)
    lines = list(sheet.group_objects(layout, chars)) if chars else []
    for text in lines:
        text.analyze(layout)  # ends the line
    across = [t for t in lines if isinstance(t, LTTextLineHorizontal)]
    down = [t for t in lines if not isinstance(t, LTTextLineHorizontal)]
    return sheet, across, down


def _box_of(cell: Any, height: float) -> Box:
    x0, x1 = sorted((float(cell.x1), float(cell.x2)))
    y0, y1 = sorted((float(cell.y1), float(cell.y2)))
    return Box(x0, height - y1, x1, height - y0)


def read_with_pdfplumber(
    content: PageContent, places: Sequence[Point]
) -> tuple[FinderCell, ...]:
    """Let pdfplumber find the ruled tables of a page and fill the cells at some places.

    Args:
        content: The page, turned upright.
        places: Points whose cells are wanted.

    Returns:
        Those cells that have text.
    """
    from pdfplumber.table import TableFinder
    from pdfplumber.utils.text import extract_text

    found = TableFinder(_PlumberPage(content)).tables  # type: ignore[arg-type]
    boxes = [Box(*map(float, cell)) for table in found for cell in table.cells]
    cells = []
    for box in boxes:
        if not any(box.contains_point(*place) for place in places):
            continue
        inside = [
            _make_plumber_char(g) for g in content.glyphs if box.contains_point(*g.anchor)
        ]
        if inside:
            cells.append(FinderCell(extract_text(inside), box))
    return tuple(cells)


class _PlumberPage:
    """As much of a page of pdfplumber as its table finder looks at."""

    def __init__(self, content: PageContent) -> None:
        self.bbox = (0.0, 0.0, content.width, content.height)
        self.edges: list[dict[str, Any]] = []
        for ruling in content.rulings:
            across = ruling.is_horizontal
            x0, x1 = (
                (ruling.start, ruling.end) if across else (ruling.position, ruling.position)
            )
            top, bottom = (
                (ruling.position, ruling.position) if across else (ruling.start, ruling.end)
            )
            self.edges.append(
                {
                    "object_type": "line",
                    "orientation": "h" if across else "v",
                    "x0": x0,
                    "x1": x1,
                    "top": top,
                    "bottom": bottom,
                    "width": x1 - x0,
                    "height": bottom - top,
                }
            )


def _make_plumber_char(glyph: Glyph) -> dict[str, Any]:
    """Return a character the way pdfplumber knows it."""
    return {
        "text": glyph.text,
        "x0": glyph.x0,
        "x1": glyph.x1,
        "top": glyph.y0,
        "bottom": glyph.y1,
        "doctop": glyph.y0,
        "width": glyph.x1 - glyph.x0,
        "height": glyph.y1 - glyph.y0,
        "size": glyph.size,
        "upright": glyph.angle % 180 == 0,
    }
