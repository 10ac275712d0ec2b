"""Tables as read beside the picture of their page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sidak.publishers.audit.model.findings import DocumentAudit, header_rows_of
from sidak.publishers.audit.model.translations import Translator
from sidak.publishers.audit.pictures.index import PictureIndex
from sidak.publishers.audit.pictures.plan import is_dump, turn_box, upright_size
from sidak.publishers.audit.site.markup import Html, break_lines, element
from sidak.schemas import ACCEPTED_STATUSES, Cell, Figure, Page, Table


@dataclass(frozen=True, slots=True)
class CellMarks:
    """How cells are marked.

    Attributes:
        main: Figure id to the anchor of the worst finding about it.
        others: Figure id to the anchor of the worst finding that reckons with it.
    """

    main: Mapping[str, str]
    others: Mapping[str, str]


def make_marks(audit: DocumentAudit) -> CellMarks:
    """Return which figures of a document its findings are about."""
    main: dict[str, str] = {}
    others: dict[str, str] = {}
    for view in audit.finding_views:
        in_question = {location.figure_id for location in view.locations if location.is_main}
        for figure in view.figures:
            kept = main if figure.figure_id in in_question else others
            kept.setdefault(figure.figure_id, view.anchor)
    return CellMarks(main, others)


def anchor_of(table_id: str, row: int, column: int) -> str:
    """Return the name of a cell inside the page of its document."""
    return f"{table_id.rpartition('-')[2]}-r{row}-c{column}"


def anchor_of_figure(figure: Figure) -> str:
    """Return the name of a figure's cell inside the page of its document."""
    return anchor_of(figure.table_id, figure.row, figure.column)


def name_table(table: Table, t: Translator) -> str:
    """Return what a table is called: "Tabel 3.5", or "Tabel ke-7" without a number."""
    if table.number:
        return f"{t('table')} {table.number}"
    ordinal = table.table_id.rpartition("-t")[2].lstrip("0") or "0"
    return f"{t('table')} {'no. ' if t.lang == 'en' else 'ke-'}{ordinal}"


def render_pages(audit: DocumentAudit, gallery: PictureIndex, t: Translator) -> list[Html]:
    """Return a section for each page with tables, each beside its picture.

    Args:
        audit: The document.
        gallery: Its pictures.
        t: Language.
    """
    marks = make_marks(audit)
    parts: dict[int, list[tuple[Table, list[int]]]] = defaultdict(list)
    for table in audit.tables:
        rows_of: dict[int, list[int]] = defaultdict(list)
        for row, number in sorted(_pages_of_rows(table).items()):
            rows_of[number].append(row)
        for number, rows in rows_of.items():
            parts[number].append((table, rows))
    sections = []
    shown = list_shown(audit, gallery)
    for page in audit.pages:
        document_id = audit.document.document_id
        has_picture = gallery.find_page(document_id, page.page) is not None
        if page.page not in shown:
            continue
        tables = [
            _render_part(table, rows, audit, marks, t)
            for table, rows in parts.get(page.page, ())
        ]
        heading = element("h3", f"{t('page')} {page.page}")
        sections.append(
            element(
                "section",
                heading,
                element(
                    "div",
                    _render_picture(audit, page, gallery, marks, t),
                    element("div", *tables, class_="as-read"),
                    class_="spread" if has_picture else None,
                ),
                id=f"h{page.page}",
                class_="page",
            )
        )
    return sections


def list_shown(audit: DocumentAudit, gallery: PictureIndex) -> set[int]:
    """Return the pages that have a section of their own."""
    document_id = audit.document.document_id
    pages = {page for table in audit.tables for page in _pages_of_rows(table).values()}
    return {
        page.page
        for page in audit.pages
        if page.page in pages or gallery.find_page(document_id, page.page) is not None
    }


def render_rows(
    table: Table,
    audit: DocumentAudit,
    rows: Sequence[int],
    marks: Mapping[tuple[int, int], str],
) -> Html:
    """Return rows of a table under its header, as text.

    Args:
        table: The table.
        audit: Its document.
        rows: Rows to show, in order.
        marks: (row, column) to the mark of the cell.
    """
    header = header_rows_of(table, audit.typed.get(table.table_id))
    by_row = _cells_by_row(table)
    head = [_render_header(by_row, number, header) for number in range(header)]
    body = [
        element(
            "tr",
            *(
                element(
                    "td",
                    break_lines(cell.text),
                    colspan=_span(cell.column_span),
                    class_=marks.get((number, cell.column)),
                )
                for cell in by_row.get(number, ())
            ),
        )
        for number in rows
        if number >= header
    ]
    return element("div", element("table", *head, *body, class_="grid"), class_="scroll")


def _pages_of_rows(table: Table) -> dict[int, int]:
    pages: dict[int, int] = {}
    for cell in table.cells:
        if cell.text.strip() or cell.row not in pages:
            pages[cell.row] = min(pages.get(cell.row, cell.place.page), cell.place.page)
    return pages


def _cells_by_row(table: Table) -> dict[int, list[Cell]]:
    by_row: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        by_row[cell.row].append(cell)
    return by_row


def _span(count: int) -> int | None:
    return count if count > 1 else None


def _render_part(
    table: Table, rows: Sequence[int], audit: DocumentAudit, marks: CellMarks, t: Translator
) -> Html:
    typed = audit.typed.get(table.table_id)
    header = header_rows_of(table, typed)
    figures = {(one.row, one.column): one for one in typed.figures} if typed else {}
    by_row = _cells_by_row(table)
    is_first = 0 in rows
    head = [_render_header(by_row, number, header) for number in range(header)]
    body = [
        element("tr", *_render_row_cells(by_row, number, rows, figures, marks, table.table_id))
        for number in rows
        if number >= header
    ]
    caption = table.caption or ""
    title = f"{name_table(table, t)}{'. ' if caption else ''}{caption}"
    anchor = table.table_id.rpartition("-")[2] if is_first else None
    return element(
        "figure",
        element("figcaption", title if is_first else f"{title} …"),
        element(
            "div",
            element(
                "table",
                element("thead", *head, class_=None if is_first else "again") if head else None,
                element("tbody", *body),
                class_="grid",
            ),
            class_="scroll",
        ),
        id=anchor,
        class_="read",
    )


def _render_header(by_row: Mapping[int, list[Cell]], number: int, header: int) -> Html:
    return element(
        "tr",
        *(
            element(
                "th",
                break_lines(cell.text),
                colspan=_span(cell.column_span),
                rowspan=_span(min(cell.row_span, header - number)),
            )
            for cell in by_row.get(number, ())
        ),
    )


def _render_row_cells(
    by_row: Mapping[int, list[Cell]],
    number: int,
    rows: Sequence[int],
    figures: Mapping[tuple[int, int], Figure],
    marks: CellMarks,
    table_id: str,
) -> list[Html]:
    cells = []
    last = rows[-1]
    for cell in by_row.get(number, ()):
        figure = figures.get((number, cell.column))
        spans = {
            "colspan": _span(cell.column_span),
            "rowspan": _span(min(cell.row_span, last - number + 1)),
        }
        if figure is None:
            cells.append(element("td", break_lines(cell.text), **spans))
            continue
        kind, target = _mark(figure, marks)
        text: object = break_lines(cell.text)
        if target:
            text = element("a", text, href=f"#{target}")
        cells.append(
            element(
                "td",
                text,
                **spans,
                id=anchor_of(table_id, number, cell.column),
                class_=f"n {kind}".strip(),
                title=figure.reason or None,
            )
        )
    return cells


def _mark(figure: Figure, marks: CellMarks) -> tuple[str, str | None]:
    """Return the mark of a figure and the finding it leads to.

    Doubt about the reading comes first: it must never look like an error of the report.
    """
    anchor = marks.main.get(figure.figure_id)
    if figure.status not in ACCEPTED_STATUSES:
        return "doubt", anchor
    if anchor:
        return "main", anchor
    anchor = marks.others.get(figure.figure_id)
    return ("other", anchor) if anchor else ("", None)


def _render_picture(
    audit: DocumentAudit, page: Page, gallery: PictureIndex, marks: CellMarks, t: Translator
) -> Html | None:
    path = gallery.find_page(audit.document.document_id, page.page)
    if path is None or is_dump(audit):
        return None
    width, height = upright_size(page)
    frames = []
    for figure in audit.figures:
        kind, _ = _mark(figure, marks)
        if figure.page != page.page or figure.box is None or not kind:
            continue
        if not width or not height:
            continue
        box = turn_box(figure.box, page)
        style = (
            f"left:{100 * box.x0 / width:.2f}%;top:{100 * box.y0 / height:.2f}%;"
            f"width:{100 * box.width / width:.2f}%;height:{100 * box.height / height:.2f}%"
        )
        frames.append(
            element(
                "a",
                href=f"#{anchor_of_figure(figure)}",
                class_=f"frame {kind}",
                style=style,
                title=" ".join(figure.raw_text.split()),
            )
        )
    label = t("picture_of_page", page=page.page)
    image = element("img", src=path, alt=label, loading="lazy")
    return element(
        "div",
        element("div", image, *frames, class_="sheet"),
        element("a", t("open"), href=path, class_="quiet"),
        class_="facsimile",
    )
