"""Tables as read, beside the picture of their page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sidak.publishers.audit.model.anchors import (
    make_cell_anchor,
    make_figure_anchor,
    make_table_anchor,
)
from sidak.publishers.audit.model.findings import DocumentAudit, header_rows_of
from sidak.publishers.audit.model.meaning import MeaningGroup, MeaningIndex
from sidak.publishers.audit.pictures.index import PictureIndex
from sidak.publishers.audit.pictures.plan import turn_box, upright_size
from sidak.publishers.audit.site.environment import join_lines
from sidak.schemas import (
    ACCEPTED_STATUSES,
    Box,
    Cell,
    Doubt,
    Figure,
    Meaning,
    Page,
    PrintedDigits,
    Table,
)
from sidak.schemas.text.translator import Translator


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table on a page.

    Attributes:
        text: Its text.
        column_span: Columns that it covers.
        row_span: Rows that it covers, of those that are shown.
        style: Class of the stylesheet.
        anchor: Name that links lead to; empty for none.
        finding_anchor: Finding that it leads to; empty for none.
        meaning_anchor: What says where its meaning comes from; empty for none.
        reasons: Why its figure or the meaning of it is doubtful.
    """

    text: str
    column_span: int
    row_span: int = 1
    style: str = ""
    anchor: str = ""
    finding_anchor: str = ""
    meaning_anchor: str = ""
    reasons: tuple[Doubt, ...] = ()


ShownRows = tuple[tuple[ShownCell, ...], ...]


@dataclass(frozen=True, slots=True)
class TableExcerpt:
    """Rows of a table under its header.

    Attributes:
        head: The header.
        body: The rows.
        title: What the table is called; empty where it is not shown.
        anchor: Name that links lead to; empty for none.
        is_continued: Whether the table began on an earlier page.
        groups: Where the meaning of its figures comes from, where the table begins.
    """

    head: ShownRows
    body: ShownRows
    title: str = ""
    anchor: str = ""
    is_continued: bool = False
    groups: tuple[MeaningGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class CellFrame:
    """A frame on the picture of a page, its edges in percent of the page with two decimals.

    Attributes:
        anchor: Cell that it leads to.
        style: Class of the stylesheet.
        text: What is printed there.
        left: Distance from the left edge.
        top: Distance from the top edge.
        width: Width.
        height: Height.
    """

    anchor: str
    style: str
    text: str
    left: str
    top: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page with frames around figures.

    Attributes:
        path: Path of the picture, from the page.
        frames: The frames.
    """

    path: str
    frames: tuple[CellFrame, ...]


@dataclass(frozen=True, slots=True)
class PageSection:
    """A page of a report: its picture, and its tables as read.

    Attributes:
        page: Page, from 1.
        picture: Its picture, if there is one.
        parts: The parts of tables that stand on it.
        unaccounted: How many framed amounts became neither figure nor mention.
    """

    page: int
    picture: PagePicture | None
    parts: tuple[TableExcerpt, ...]
    unaccounted: int = 0


@dataclass(frozen=True, slots=True)
class FigureMarks:
    """Which figures the findings of a document are about.

    Attributes:
        main: Figure id to the anchor of the worst finding about it.
        others: Figure id to the anchor of the worst finding that reckons with it.
        meaning: Where the meaning of figures comes from.
    """

    main: Mapping[str, str]
    others: Mapping[str, str]
    meaning: MeaningIndex

    def find(self, figure: Figure) -> tuple[str, str]:
        """Return the style of a figure and the anchor of its finding, empty for none.

        Doubt about the reading comes first: it must never look like an error of the report.
        """
        anchor = self.main.get(figure.figure_id, "")
        if figure.status not in ACCEPTED_STATUSES:
            return "doubt", anchor
        if anchor:
            return "main", anchor
        anchor = self.others.get(figure.figure_id, "")
        return ("other" if anchor else ""), anchor

    def style(self, figure: Figure) -> str:
        """Return all styles of a figure: that of its finding, and of unsure meaning."""
        style, _ = self.find(figure)
        unsure = "" if figure.meaning is Meaning.SURE else "unsure"
        return f"{style} {unsure}".strip()

    def meaning_anchor(self, figure: Figure) -> str:
        """Return the anchor of what says where the meaning of a figure comes from."""
        group = self.meaning.find_group(figure.figure_id)
        return group.anchor if group is not None else ""


def name_table(table: Table, t: Translator) -> str:
    """Return what a table is called: "Tabel 3.5", or "Tabel ke-7" without a number."""
    if table.number:
        return f"{t('table')} {table.number}"
    ordinal = table.table_id.rpartition("-t")[2].lstrip("0") or "0"
    return t("table_ordinal", ordinal=ordinal)


def make_page_sections(
    audit: DocumentAudit, picture_index: PictureIndex, meaning: MeaningIndex, t: Translator
) -> list[PageSection]:
    """Return a section for each page that has tables or a picture.

    Args:
        audit: The document.
        picture_index: The pictures of the release.
        meaning: Where the meaning of its figures comes from.
        t: Texts.
    """
    marks = _mark_figures(audit, meaning)
    parts: dict[int, list[tuple[Table, list[int]]]] = defaultdict(list)
    for table in audit.tables:
        rows_of: dict[int, list[int]] = defaultdict(list)
        for row, number in sorted(_find_pages_of_rows(table).items()):
            rows_of[number].append(row)
        for number, rows in rows_of.items():
            parts[number].append((table, rows))
    figures: dict[int, list[Figure]] = defaultdict(list)
    for figure in audit.figures:
        figures[figure.page].append(figure)
    sections = []
    for page in audit.pages:
        path = picture_index.find_page(audit.document.document_id, page.page)
        if path is None and page.page not in parts:
            continue
        tables = tuple(
            _show_part(table, rows, audit, marks, t) for table, rows in parts.get(page.page, ())
        )
        lost = page.balance.unaccounted if page.balance is not None and path else ()
        frames = _frame_figures(figures[page.page], page, marks) if path else ()
        frames += _frame_unaccounted(lost, page)
        picture = PagePicture(path, frames) if path else None
        sections.append(PageSection(page.page, picture, tables, len(lost)))
    return sections


def make_excerpt(
    table: Table,
    audit: DocumentAudit,
    rows: Sequence[int],
    styles: Mapping[tuple[int, int], str],
) -> TableExcerpt:
    """Return rows of a table under its header, as text.

    Args:
        table: The table.
        audit: Its document.
        rows: Rows to show, in order.
        styles: (row, column) to the style of the cell.
    """
    header = header_rows_of(table, audit.typed.get(table.table_id))
    cells = _group_by_row(table)
    body = tuple(
        tuple(
            ShownCell(cell.text, cell.column_span, style=styles.get((row, cell.column), ""))
            for cell in cells.get(row, ())
        )
        for row in rows
        if row >= header
    )
    return TableExcerpt(_show_header(cells, header), body)


def _mark_figures(audit: DocumentAudit, meaning: MeaningIndex) -> FigureMarks:
    main: dict[str, str] = {}
    others: dict[str, str] = {}
    for view in audit.finding_views:
        in_question = {one.figure_id for one in view.locations if one.is_main}
        for figure in view.figures:
            kept = main if figure.figure_id in in_question else others
            kept.setdefault(figure.figure_id, view.anchor)
    return FigureMarks(main, others, meaning)


def _find_pages_of_rows(table: Table) -> dict[int, int]:
    pages: dict[int, int] = {}
    for cell in table.cells:
        if cell.text.strip() or cell.row not in pages:
            pages[cell.row] = min(pages.get(cell.row, cell.place.page), cell.place.page)
    return pages


def _group_by_row(table: Table) -> dict[int, list[Cell]]:
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        by_row[cell.row].append(cell)
    return by_row


def _show_part(
    table: Table, rows: Sequence[int], audit: DocumentAudit, marks: FigureMarks, t: Translator
) -> TableExcerpt:
    """Return the part of a table that stands on one page."""
    typed = audit.typed.get(table.table_id)
    header = header_rows_of(table, typed)
    shown = sorted(typed.figures, key=lambda one: not one.accepted) if typed else []
    figures = {(one.row, one.column): one for one in shown}  # of several, one in doubt
    cells = _group_by_row(table)
    body = tuple(
        tuple(
            _show_cell(cell, figures.get((row, cell.column)), rows[-1] - row + 1, marks)
            for cell in cells.get(row, ())
        )
        for row in rows
        if row >= header
    )
    is_first = 0 in rows
    title = name_table(table, t) + (f". {table.caption}" if table.caption else "")
    return TableExcerpt(
        _show_header(cells, header),
        body,
        title if is_first else f"{title} …",
        make_table_anchor(table.table_id) if is_first else "",
        not is_first,
        marks.meaning.find_groups(table.table_id) if is_first else (),
    )


def _show_header(cells: Mapping[int, list[Cell]], header: int) -> ShownRows:
    return tuple(
        tuple(
            ShownCell(cell.text, cell.column_span, min(cell.row_span, header - row))
            for cell in cells.get(row, ())
        )
        for row in range(header)
    )


def _show_cell(
    cell: Cell, figure: Figure | None, rows_left: int, marks: FigureMarks
) -> ShownCell:
    row_span = min(cell.row_span, rows_left)
    if figure is None:
        return ShownCell(cell.text, cell.column_span, row_span)
    _, anchor = marks.find(figure)
    return ShownCell(
        cell.text,
        cell.column_span,
        row_span,
        f"n {marks.style(figure)}".strip(),
        make_cell_anchor(figure.table_id, cell.row, cell.column),
        anchor,
        marks.meaning_anchor(figure),
        (*figure.reasons, *figure.meaning_reasons),
    )


def _frame_figures(
    figures: Sequence[Figure], page: Page, marks: FigureMarks
) -> tuple[CellFrame, ...]:
    frames: list[CellFrame] = []
    for figure in figures:
        style = marks.style(figure)
        if figure.box is not None and style:
            text = join_lines(figure.raw_text)
            frames += _frame_box(figure.box, page, (make_figure_anchor(figure), style, text))
    return tuple(frames)


def _frame_unaccounted(numbers: Sequence[PrintedDigits], page: Page) -> tuple[CellFrame, ...]:
    """Return frames around amounts of which nothing became; they lead to their page."""
    anchor = f"h{page.page}"
    return tuple(
        frame
        for number in numbers
        for frame in _frame_box(number.box, page, (anchor, "unread", number.text))
    )


def _frame_box(box: Box, page: Page, what: tuple[str, str, str]) -> Iterator[CellFrame]:
    """Yield the frame around a box: its anchor, style and text; none on a page of no size."""
    width, height = upright_size(page)
    if not width or not height:
        return
    turned = turn_box(box, page)
    yield CellFrame(
        *what,
        f"{100 * turned.x0 / width:.2f}",
        f"{100 * turned.y0 / height:.2f}",
        f"{100 * turned.width / width:.2f}",
        f"{100 * turned.height / height:.2f}",
    )
