"""What a report says, apart from how it is painted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right"]
PaperSize = tuple[float, float]

A4: PaperSize = (595.28, 841.89)
FOLIO: PaperSize = (609.45, 935.43)  # 21,5 x 33 cm, the office paper of Indonesia
A3: PaperSize = (841.89, 1190.55)


def landscape(paper: PaperSize) -> PaperSize:
    """The same paper lying on its long side."""
    return (max(paper), min(paper))


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a table; role, metric, unit and year as in the gold pages.

    Attributes:
        width: Weight of the column's width.
        role: "no", "kode", "name", "indikator", "satuan", "lokasi", "figure", "text".
        metric: What its numbers measure (role "figure" only).
        unit: Unit of its numbers, if the table or its header says it.
        year: Year of its numbers, if the table or its header says it.
        align: Alignment of its body cells.
    """

    width: float
    role: str
    metric: str | None = None
    unit: str | None = None
    year: int | None = None
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class HeaderCellSpec:
    """One cell of a header, by row and column from 0."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table's body.

    Attributes:
        cells: Text of each column, line wraps undone; "" where nothing is printed.
        level: Level of the row, as in the gold pages.
        kode: Official code of the row's name, whether printed or not.
        parent: Official code of the row above it in the hierarchy.
        bold: Whether the row is set in bold.
        plain: Columns that are not bold although the row is.
        italic: Whether the row is set in italics.
        shaded: Whether the row has a grey ground (if the style shades at all).
        spans: Column to number of columns its cell covers.
        merged: Columns whose cell is one with the cell above.
        centered: Columns centred in this row although the column is not.
    """

    cells: tuple[str, ...]
    level: str
    kode: str | None = None
    parent: str | None = None
    bold: bool = False
    plain: frozenset[int] = frozenset()
    italic: bool = False
    shaded: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    merged: frozenset[int] = frozenset()
    centered: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table as the author of the report thinks of it.

    Attributes:
        columns: Columns in order.
        header: Header cells; every position is covered by exactly one.
        rows: Body rows in order.
        caption: Lines of the caption; the first may hold the number ("TABEL 2.5").
        column_numbers: The row of column numbers under the header, or nothing.
        size: Size of the type in points.
        repeat_header: Whether the header comes again on each page.
        ruled: False for a list without any rules.
        key: Name under which the table of contents finds it.
    """

    columns: tuple[ColumnSpec, ...]
    header: tuple[HeaderCellSpec, ...]
    rows: tuple[Row, ...]
    caption: tuple[str, ...] = ()
    column_numbers: tuple[str, ...] = ()
    size: float = 9.0
    repeat_header: bool = True
    ruled: bool = True
    key: str = ""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns."""
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"{len(row.cells)} cells in {row.cells!r}")
            for column, covered in row.spans:
                if any(row.cells[column + 1 : column + covered]):
                    raise ValueError(f"text under a span in {row.cells!r}")
            if any(row.cells[column] for column in row.merged):
                raise ValueError(f"text in a merged cell of {row.cells!r}")
        if self.column_numbers and len(self.column_numbers) != len(self.columns):
            raise ValueError("as many column numbers as columns")

    @property
    def header_rows(self) -> int:
        """Number of header rows, without the row of column numbers."""
        return max((cell.row + cell.rows for cell in self.header), default=0)

    def header_path(self, column: int) -> str | None:
        """The header of a column from top to bottom, joined with " / "."""
        path = [
            cell.text
            for cell in sorted(self.header, key=lambda cell: cell.row)
            if cell.column <= column < cell.column + cell.columns and cell.text
        ]
        return " / ".join(path) if self.header else None


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a heading."""

    text: str
    align: Literal["left", "center", "justify"] = "justify"
    bold: bool = False
    italic: bool = False
    size: float = 1.0
    indent: float = 0.0
    before: float = 0.0
    after: float = 6.0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty space of so many points."""

    height: float


@dataclass(frozen=True, slots=True)
class NewPage:
    """Go on with the next page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: text and the key of what it points to."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes joined by lines, as in an organisation chart: not a table."""

    boxes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two tables standing beside each other, each with half of the width."""

    left: TableSpec
    right: TableSpec


Block = Text | Gap | NewPage | Contents | Chart | TableSpec | SideBySide


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one paper size under one running head.

    Attributes:
        blocks: What stands on the pages, in order.
        paper: Width and height in points, as a reader holds the page.
        running_head: Line at the top of each page; empty for none.
        running_foot: Line at the foot; "{page}" is the printed page number.
        numbering: Style of the page numbers.
        restart: Start the printed page numbers again from 1.
        margins: Left, top, right, bottom in points.
        rotate: ``/Rotate`` of these pages; ``None`` as the style says.
    """

    blocks: Sequence[Block]
    paper: PaperSize = A4
    running_head: str = ""
    running_foot: str = ""
    numbering: Literal["arabic", "roman", "none"] = "arabic"
    restart: bool = False
    margins: tuple[float, float, float, float] = (71.0, 71.0, 57.0, 64.0)
    rotate: Literal[0, 90, 180, 270] | None = None


@dataclass(frozen=True, slots=True)
class ReportSpec:
    """A whole report.

    Attributes:
        name: File name without the ending.
        title: Title in the metadata.
        author: Author in the metadata.
        facts: What a reader should find out about the report.
        sections: Its pages.
    """

    name: str
    title: str
    author: str
    facts: dict[str, str | int]
    sections: tuple[Section, ...]
    notes: str = field(default="")
