"""What was read, drawn over the picture of each page.

For the eyes of a person: the frames of the tables, their cells, the boxes of the texts,
whatever is in doubt in a colour of its own, and the page's line of the ledger below.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

from sidak.extractors.pdf.render import render_picture
from sidak.schemas import (
    Box,
    Cell,
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    Table,
    UnreadableFileError,
    bounding_box,
    describe,
)

#: Resolution of the pictures, in dots per inch.
DPI = 110.0
#: Most pixels of a picture: a poster is drawn smaller.
MOST_PIXELS = 20_000_000
#: Size of the letters of labels and captions, in pixels.
LETTERS = 12
#: Doubts and notes about one table that are spelled out below a page.
MOST_NOTES = 8
#: Characters of a caption line per pixel of width, roughly.
LETTER_WIDTH = 6.2

Color = tuple[int, int, int]

FRAME: Color = (200, 0, 200)
CELL: Color = (40, 90, 255)
TEXT: Color = (0, 160, 70)
DOUBT: Color = (230, 20, 20)
CUT: Color = (255, 140, 0)
LABEL: Color = (120, 0, 120)
#: Washes laid over whole cells: header cells, doubts.
HEADER_TINT: Color = (255, 245, 170)
DOUBT_TINT: Color = (255, 190, 190)

COLORS = (
    "ungu: tabel; biru: sel; hijau: teks; jingga: sel terpotong halaman; "
    "merah: diragukan; kuning: kepala tabel"
)


@dataclass(frozen=True, slots=True)
class TableLabels:
    """What later rooms understood of a table, to be written beside it.

    Attributes:
        columns: A word or two for each column, such as its role.
        rows: A word for each row, such as its level; empty for none.
        header: Rows that are header.
        doubted: Row and column of the cells whose figures are in doubt.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    header: frozenset[int] = frozenset()
    doubted: frozenset[tuple[int, int]] = field(default=frozenset())


_NO_LABELS: Mapping[str, TableLabels] = MappingProxyType({})


def write_overlays(
    path: Path,
    extraction: Extraction,
    folder: Path,
    labels: Mapping[str, TableLabels] = _NO_LABELS,
    *,
    is_every_page: bool = False,
) -> list[Path]:
    """Draw the pages of a PDF with what was read from them, one PNG a page.

    Pictures of an earlier call that this one does not write are removed.

    Args:
        path: The PDF that ``extraction`` was read from.
        extraction: What was read.
        folder: Where to; made if it is not there.
        labels: What was understood of each table, by its id.
        is_every_page: Also draw the pages without tables.

    Returns:
        The files written, ``page-001.png`` and so on.

    Raises:
        UnreadableFileError: If the file is a text dump.
        OSError: If they cannot be written.
    """
    if not any(page.width for page in extraction.pages):
        raise UnreadableFileError(extraction.file, Doubt(DoubtKind.NO_PAGES_TO_DRAW))
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    document = pdfium.PdfDocument(path)
    try:
        for page in extraction.pages:
            if not (page.tables or is_every_page):
                continue
            target = folder / f"page-{page.page:03d}.png"
            draw_page(document, page, extraction.tables, labels).save(target)
            written.append(target)
    finally:
        document.close()
    for old in folder.glob("page-*.png"):
        if old not in written and re.fullmatch(r"page-\d{3,}\.png", old.name):
            old.unlink()
    return written


def draw_page(
    document: pdfium.PdfDocument,
    page: Page,
    tables: Sequence[Table],
    labels: Mapping[str, TableLabels] = _NO_LABELS,
) -> Image.Image:
    """Return the picture of a page with what was read from it drawn over.

    Args:
        document: The open PDF.
        page: The page's line of the ledger.
        tables: Tables of the document; those with a part on the page are drawn.
        labels: What was understood of each table, by its id.
    """
    picture, scale = _render(document, page.page)
    here = [t for t in tables if any(p.page == page.page for p in t.places)]
    canvas = _OverlayCanvas(picture, scale, is_sideways=page.rotation in (90, 270))
    for table in here:
        canvas.draw_table(table, page.page, labels.get(table.table_id, TableLabels()))
    return _add_caption(picture, _caption_lines(page, here))


def _render(document: pdfium.PdfDocument, number: int) -> tuple[Image.Image, float]:
    """Return the picture of a page as a viewer shows it, and its pixels per point."""
    page = document[number - 1]
    try:
        return render_picture(page, DPI / 72, most_pixels=MOST_PIXELS)
    finally:
        page.close()


class _OverlayCanvas:
    """A picture of a page that tables are drawn on."""

    def __init__(self, picture: Image.Image, scale: float, *, is_sideways: bool) -> None:
        self.picture = picture
        self.scale = scale
        self.is_sideways = is_sideways
        self.pen = ImageDraw.Draw(picture)
        self.font = ImageFont.load_default(LETTERS)

    def draw_table(self, table: Table, page: int, labels: TableLabels) -> None:
        """Draw the part of a table that stands on ``page``."""
        parts = [(c, box, is_cut) for c, box, is_cut in _parts_on(table, page)]
        header = labels.header or frozenset(range(table.header_rows or 0))
        for cell, box, _ in parts:
            if _is_doubted(cell, labels):
                self.tint(box, DOUBT_TINT)
            elif cell.row in header:
                self.tint(box, HEADER_TINT)
        for _, box, is_cut in parts:
            self.frame(box, CUT if is_cut else CELL)
        for cell, _, _ in parts:
            if cell.text_box is not None and cell.place.page == page:
                self.frame(cell.text_box, DOUBT if _is_doubted(cell, labels) else TEXT)
        for place in table.places:
            if place.page == page and place.box is not None:
                self.frame(place.box, FRAME, width=2)
        self.label_rows([(c, box) for c, box, _ in parts], labels.rows)
        self.label_columns([(c, box) for c, box, _ in parts], labels.columns)

    def label_rows(self, parts: Sequence[tuple[Cell, Box]], words: Sequence[str]) -> None:
        """Number the rows at the beginning of each, with a word about it."""
        for row in sorted({cell.row for cell, _ in parts}):
            own = [box for cell, box in parts if cell.row == row]
            box = bounding_box(own)
            word = words[row] if row < len(words) else ""
            text = f"{row} {word}".strip()
            self.write(box.x0, box.y0, text, anchor="la" if self.is_sideways else "ra")

    def label_columns(self, parts: Sequence[tuple[Cell, Box]], words: Sequence[str]) -> None:
        """Number the columns at the beginning of each, with a word about it."""
        if not parts:
            return
        frame = bounding_box(box for _, box in parts)
        single = [(cell, box) for cell, box in parts if cell.column_span == 1]
        for column in sorted({cell.column for cell, _ in single}):
            box = bounding_box(b for cell, b in single if cell.column == column)
            word = words[column] if column < len(words) else ""
            text = f"{column} {word}".strip()
            if self.is_sideways:
                self.write(frame.x0, (box.y0 + box.y1) / 2, text, anchor="rm")
                continue
            # labels of narrow columns would cover each other: two lines in turn
            rise = LETTERS * (1 + column % 2) / self.scale
            self.write(box.x0, max(0.0, frame.y0 - rise), text, anchor="la")

    def frame(self, box: Box, color: Color, width: int = 1) -> None:
        """Draw the border of a box."""
        self.pen.rectangle(self._pixels(box), outline=color, width=width)

    def tint(self, box: Box, color: Color) -> None:
        """Colour a box so that what is printed in it stays dark."""
        x0, y0, x1, y1 = self._pixels(box)
        x0, y0 = max(0, x0), max(0, y0)
        x1, y1 = min(self.picture.width, x1), min(self.picture.height, y1)
        if x1 <= x0 or y1 <= y0:
            return
        part = self.picture.crop((x0, y0, x1, y1))
        shades = [
            channel.point([round(value * share / 255) for value in range(256)])
            for channel, share in zip(part.split(), color, strict=True)
        ]
        self.picture.paste(Image.merge("RGB", shades), (x0, y0))

    def write(self, x: float, y: float, text: str, *, anchor: str) -> None:
        """Write a label on a white ground, kept inside the picture."""
        left, top, right, bottom = self.pen.textbbox(
            (x * self.scale, y * self.scale), text, font=self.font, anchor=anchor
        )
        dx = max(0.0, -left) - max(0.0, right - self.picture.width)
        dy = max(0.0, -top) - max(0.0, bottom - self.picture.height)
        ground = (left + dx, top + dy, right + dx, bottom + dy)
        self.pen.rectangle(ground, fill=(255, 255, 255))
        self.pen.text((ground[0], ground[1]), text, fill=LABEL, font=self.font, anchor="lt")

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        x0, y0, x1, y1 = (round(edge * self.scale) for edge in (box.x0, box.y0, box.x1, box.y1))
        return x0, y0, x1, y1


def _parts_on(table: Table, page: int) -> Iterator[tuple[Cell, Box, bool]]:
    """Yield the cells on a page, their boxes there, and whether a page break cuts them."""
    for cell in table.cells:
        for place in (cell.place, *cell.more_places):
            if place.page == page and place.box is not None:
                yield cell, place.box, bool(cell.more_places)


def _is_doubted(cell: Cell, labels: TableLabels) -> bool:
    return bool(cell.doubts) or any(
        (cell.row, column) in labels.doubted
        for column in range(cell.column, cell.column + cell.column_span)
    )


def _caption_lines(page: Page, tables: Sequence[Table]) -> list[str]:
    """Return the page's line of the ledger and a line for each of its tables."""
    verdict = f"hal. {page.page}: {page.status}, {page.source}, {page.tables} tabel"
    if page.rotation:
        verdict += f", diputar {page.rotation}"
    lines = [f"{verdict}. {describe(page.reasons)}".rstrip()]
    for table in tables:
        here = {cell for cell, _, _ in _parts_on(table, page.page)}
        doubts = [doubt for cell in table.cells if cell in here for doubt in cell.doubts]
        name = table.table_id.rsplit("-", 1)[-1]
        pages = f"{table.page_first}-{table.page_last}"
        said = (
            f"{name}: hal. {pages}; {table.rows} baris x {table.columns} kolom; "
            f"{table.method} {table.confidence:.2f}; {len(doubts)} keraguan"
        )
        notes = [_shorten([note.text() for note in some]) for some in (doubts, table.notes)]
        lines.append("; ".join([said, *notes[0], *notes[1]]))
        trace = [line for line in table.row_trace if line.startswith(f"page {page.page}:")]
        lines.extend(f"{name}: {line}" for line in _shorten(trace))
    return [*lines, COLORS]


def _shorten(texts: Sequence[str]) -> tuple[str, ...]:
    different = tuple(dict.fromkeys(texts))
    return different if len(different) <= MOST_NOTES else (*different[:MOST_NOTES], "...")


def _add_caption(picture: Image.Image, lines: Sequence[str]) -> Image.Image:
    """Return the picture with lines of text in a strip below."""
    limit = max(20, int((picture.width - 8) / LETTER_WIDTH))
    wrapped = [line[i : i + limit] for line in lines for i in range(0, len(line), limit)]
    step = LETTERS + 4
    result = Image.new(
        "RGB", (picture.width, picture.height + step * len(wrapped) + 8), (235, 235, 235)
    )
    result.paste(picture, (0, 0))
    pen = ImageDraw.Draw(result)
    font = ImageFont.load_default(LETTERS)
    for i, line in enumerate(wrapped):
        pen.text((4, picture.height + 4 + step * i), line, fill=(0, 0, 0), font=font)
    return result
