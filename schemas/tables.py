"""What the extractors hand over: pages, tables and cells, as printed."""

from dataclasses import dataclass, field

from sidak.schemas.doubts import Doubt
from sidak.schemas.geometry import Box
from sidak.schemas.vocabularies import NumberClass, PageSource, PageStatus

#: Methods that read a picture of the page.
SCANNED_METHODS = frozenset({"ocr"})


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a document.

    Attributes:
        page: Page number from 1; in a text dump the ordinal of the block.
        box: Where on the page; ``None`` for text dumps.
    """

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    r"""One cell of a table, text as printed.

    Attributes:
        row: Row from 0, header rows included.
        column: Column from 0.
        text: Text as printed; a line wrap inside the cell is ``"\n"``.
        place: Page and box of the cell (of its first part, where a page break cut it).
        row_span: Rows covered, at least 1.
        column_span: Columns covered, at least 1.
        more_places: Further parts of a cell cut by a page break.
        is_bold: Whether most characters are bold.
        is_italic: Whether most characters are italic.
        indent: Left edge of the text minus left edge of the cell, in points.
        method: Who read it, such as ``"pdfplumber"``, ``"camelot"``, ``"dump"``.
        doubts: Why the reading of this cell may be wrong; a figure from a cell
            with a doubt is ``suspect``.
        text_box: The box around the printed characters; ``None`` if empty or a dump.
        readings: Cells of scanned pages: every text that a witness read here, ``text``
            among them, the most trusted first; no two alike. More than one means that
            the witnesses differ. Empty for exported pages and cells without digits.
    """

    row: int
    column: int
    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    more_places: tuple[Place, ...] = ()
    is_bold: bool = False
    is_italic: bool = False
    indent: float = 0.0
    method: str = ""
    doubts: tuple[Doubt, ...] = ()
    text_box: Box | None = None
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed, joined over the pages it spans.

    Attributes:
        table_id: ``<document_id>-t<NN>``.
        document_id: First 16 hex digits of the file's SHA-256.
        cells: All cells, sorted by row, then column; covered positions have none.
        rows: Number of rows, header rows included, repeated headers dropped.
        columns: Number of columns.
        places: Frame of the table on each page it stands on, in order.
        header_rows: How many rows at the top are header (column numbers included),
            as far as the extractor can tell; ``None`` if it cannot.
        number: Number in the caption, such as ``"3.5"``.
        caption: Caption without the number.
        method: Reader that made the grid.
        confidence: 0..1, how sure the reader is of the grid.
        notes: What was done or is doubtful (joins, dropped headers, lost characters).
        continues: Whether it may be the rest of the table before it.
        row_trace: How bands without rulings inside came apart into rows, a line each; for
            the debug overlay, not published.
    """

    table_id: str
    document_id: str
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    places: tuple[Place, ...]
    header_rows: int | None = None
    number: str | None = None
    caption: str | None = None
    method: str = ""
    confidence: float = 1.0
    notes: tuple[Doubt, ...] = ()
    continues: bool = False
    row_trace: tuple[str, ...] = ()

    @property
    def page_first(self) -> int:
        """First page (from 1)."""
        return self.places[0].page

    @property
    def page_last(self) -> int:
        """Last page (from 1)."""
        return self.places[-1].page


@dataclass(frozen=True, slots=True)
class PrintedDigits:
    """A number as a page prints it: digits with the marks between them, on one line.

    Attributes:
        text: The digits and marks, without sign, currency and unit.
        box: Where it stands.
        before: The end of what its line prints before it, spaces from gaps.
        after: The beginning of what its line prints after it.
        gap_before: Distance to what stands before it, as a share of its font size; 0 at the
            beginning of a line.
        gap_after: Distance to what stands after it; 0 at the end of a line.
    """

    text: str
    box: Box
    before: str = ""
    after: str = ""
    gap_before: float = 0.0
    gap_after: float = 0.0


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """All numbers that a page prints.

    Attributes:
        page: Number from 1.
        numbers: The numbers from top to bottom, from left to right.
    """

    page: int
    numbers: tuple[PrintedDigits, ...]


@dataclass(frozen=True, slots=True)
class PageBalance:
    """What became of the numbers of a page; every number is counted in exactly one class.

    Attributes:
        counts: How many numbers are of each class.
        amounts: The same of amounts: numbers of six digits and more with grouping marks.
        unaccounted: The amounts of which nothing became, with their places.
    """

    counts: tuple[tuple[NumberClass, int], ...] = ()
    amounts: tuple[tuple[NumberClass, int], ...] = ()
    unaccounted: tuple[PrintedDigits, ...] = ()

    def count(self, *classes: NumberClass) -> int:
        """Return how many numbers are of some classes; of all without any."""
        return sum(n for kind, n in self.counts if not classes or kind in classes)

    def count_amounts(self, *classes: NumberClass) -> int:
        """Return how many amounts are of some classes; of all without any."""
        return sum(n for kind, n in self.amounts if not classes or kind in classes)


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the page ledger.

    Attributes:
        page: Number from 1.
        source: Where the text comes from.
        status: What the page turned out to be.
        rotation: Clockwise degrees (0, 90, 180, 270) the picture must still be turned
            to read upright, after the page's own ``/Rotate`` was applied.
        tables: Tables that have a part on this page.
        reasons: Why the status is what it is; never empty for ``failed``.
        width: Width in points as a viewer shows the page.
        height: Height in points as a viewer shows the page.
        balance: What became of its numbers; ``None`` if they are not known.
    """

    page: int
    source: PageSource
    status: PageStatus
    rotation: int = 0
    tables: int = 0
    reasons: tuple[Doubt, ...] = ()
    width: float = 0.0
    height: float = 0.0
    balance: PageBalance | None = None

    @property
    def is_scanned(self) -> bool:
        """Whether its text was recognised from a picture, here or before."""
        return self.source in (PageSource.SCAN, PageSource.OCR_LAYER)


@dataclass(frozen=True, slots=True)
class PageText:
    """Running text of a page outside its tables, for captions, facts and narrative checks.

    Attributes:
        page: Number from 1.
        lines: Lines of text from top to bottom, with their boxes where known.
    """

    page: int
    lines: tuple[tuple[str, Box | None], ...]


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one file, before anything was understood.

    Attributes:
        document_id: First 16 hex digits of ``sha256``.
        sha256: Digest of the file.
        file: Name of the file without its folder.
        producer: Program that made the PDF, from its metadata.
        title: Title from the metadata.
        pages: The page ledger, one entry a page.
        tables: Tables in reading order.
        texts: Text outside the tables, page by page.
        numbers: All numbers that the pages print, inside tables and outside; a page of
            which they are not known has no entry.
    """

    document_id: str
    sha256: str
    file: str
    producer: str
    title: str
    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
    texts: tuple[PageText, ...] = field(default=())
    numbers: tuple[PageNumbers, ...] = field(default=())
