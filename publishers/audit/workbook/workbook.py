"""``sidak.xlsx``: the release for people who work in a spreadsheet.

Text from a report is always written as text: a cell that begins with ``=`` is no formula
here, and stays none when it is edited. Numbers with more digits than a spreadsheet can
hold exactly are written as text too, instead of being rounded in silence.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from sidak.publishers.audit.model.agencies import (
    AgencySummary,
    list_told,
    summarise_agencies,
)
from sidak.publishers.audit.model.anchors import make_figure_anchor, make_table_anchor
from sidak.publishers.audit.model.findings import SEVERITIES, DocumentAudit, FindingView
from sidak.publishers.audit.model.meaning import ASPECTS
from sidak.publishers.audit.workbook.settings import SETTINGS
from sidak.publishers.audit.workbook.sheet import (
    CellLink,
    SheetColumn,
    SheetValue,
    SheetWriter,
)
from sidak.schemas import (
    ACCEPTED_STATUSES,
    Basis,
    Document,
    Figure,
    FigureStatus,
    Finding,
    FollowUp,
    Item,
    Meaning,
    Severity,
    Table,
    describe,
)
from sidak.schemas.text.translator import Translator

#: Columns of the sheet of findings that are printed; with all of them nobody can read it.
_PRINTED = 10
#: Columns that are filled in while findings are followed up.
_TO_FILL_IN = ("agency_answer", "recommendation", "responsible", "due")
#: The day on which every workbook was made, so that the same content is the same bytes.
_EPOCH = datetime(2000, 1, 1)


def write_workbook(
    path: Path,
    audits: Sequence[DocumentAudit],
    t: Translator,
    *,
    date: str = "",
    most_rows: int | None = None,
) -> None:
    """Write the workbook of a release; the same content gives the same bytes.

    Args:
        path: File to make.
        audits: All documents, by file name.
        t: Texts.
        date: Day of the release.
        most_rows: Rows of the sheet of figures; the summary says how many are left out.
            ``None`` for the usual number.

    Raises:
        OSError: If it cannot be written.
    """
    places = _place_figures(audits, most_rows or SETTINGS.most_rows)
    total = sum(len(audit.figures) for audit in audits)
    lead = [f"sidak – {t('title')}"]
    if date:
        lead.append(t("release_of", date=date))
    if total > len(places):
        lead.append(t("rows_cut", shown=t.count(len(places)), total=t.count(total)))
    with tempfile.TemporaryDirectory() as scratch:
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": scratch})
        book.set_properties({"author": "sidak", "created": _EPOCH})
        _add_sheets(SheetWriter(book), audits, t, lead, places)
        try:
            book.close()
        except FileCreateError as error:
            # Without this it would try again when the object is collected.
            book.fileclosed = True
            raise OSError(f"{path.name}: {error}") from error


def _add_sheets(
    sheets: SheetWriter,
    audits: Sequence[DocumentAudit],
    t: Translator,
    lead: Sequence[str],
    places: Mapping[str, int],
) -> None:
    views = sorted(
        (view for audit in audits for view in audit.finding_views), key=lambda view: view.rank
    )
    sheets.add_sheet(
        t("sheet.summary"), _summary_columns(t), audits, lead=[*lead, ""], frozen_columns=1
    )
    sheets.add_sheet(
        t("sheet.findings"),
        _finding_columns(t, places),
        views,
        frozen_columns=1,
        printed_columns=_PRINTED,
    )
    sheets.add_sheet(
        t("sheet.follow_up"), _follow_up_columns(t), list_told(audits), frozen_columns=1
    )
    sheets.add_sheet(t("sheet.agencies"), _agency_columns(t), summarise_agencies(audits))
    figures = _list_figures(audits, places)
    sheets.add_sheet(t("sheet.figures"), _figure_columns(t), figures, frozen_columns=1)
    sheets.add_sheet(t("sheet.items"), _item_columns(t), _list_items(audits))
    sheets.add_sheet(t("sheet.tables"), _table_columns(t), _list_tables(audits))


@dataclass(frozen=True, slots=True)
class FigureSheetRow:
    """A figure with what its row names of its surroundings.

    Attributes:
        figure: The figure.
        document: Its document.
        table: Its table.
        item: Its programme line, if it has one.
    """

    figure: Figure
    document: Document
    table: Table
    item: Item | None


@dataclass(frozen=True, slots=True)
class ItemSheetRow:
    """A programme line with what its row names of its surroundings.

    Attributes:
        item: The programme line.
        document: Its document.
        table: Its table.
    """

    item: Item
    document: Document
    table: Table


@dataclass(frozen=True, slots=True)
class TableSheetRow:
    """A table with what its row names of its surroundings.

    Attributes:
        table: The table.
        document: Its document.
        kind: Its kind.
        figures: Number of its figures.
    """

    table: Table
    document: Document
    kind: str
    figures: int


def _place_figures(audits: Sequence[DocumentAudit], most_rows: int) -> dict[str, int]:
    """Return the row of each figure that has one; those of findings come before others."""
    figures = [figure for audit in audits for figure in audit.figures]
    if len(figures) > most_rows:
        needed = {
            figure.figure_id
            for audit in audits
            for view in audit.finding_views
            for figure in view.figures
        }
        chosen = sorted(
            range(len(figures)), key=lambda one: figures[one].figure_id not in needed
        )
        figures = [figures[one] for one in sorted(chosen[:most_rows])]
    return {figure.figure_id: row for row, figure in enumerate(figures, start=2)}


def _list_figures(
    audits: Sequence[DocumentAudit], places: Mapping[str, int]
) -> Iterator[FigureSheetRow]:
    for audit in audits:
        tables = {table.table_id: table for table in audit.tables}
        items = {item.item_id: item for typed in audit.typed.values() for item in typed.items}
        for figure in audit.figures:
            if figure.figure_id in places:
                item = items.get(figure.item_id or "")
                yield FigureSheetRow(figure, audit.document, tables[figure.table_id], item)


def _list_items(audits: Sequence[DocumentAudit]) -> Iterator[ItemSheetRow]:
    for audit in audits:
        for table in audit.tables:
            typed = audit.typed.get(table.table_id)
            for item in typed.items if typed else ():
                yield ItemSheetRow(item, audit.document, table)


def _list_tables(audits: Sequence[DocumentAudit]) -> Iterator[TableSheetRow]:
    for audit in audits:
        for table in audit.tables:
            typed = audit.typed.get(table.table_id)
            kind, figures = (typed.kind, len(typed.figures)) if typed else ("lainnya", 0)
            yield TableSheetRow(table, audit.document, kind, figures)


def _summary_columns(t: Translator) -> list[SheetColumn[DocumentAudit]]:
    return [
        SheetColumn(t("file"), 40, lambda one: _link_page(one.document.file, one.document)),
        SheetColumn(t("agency"), 34, lambda one: one.document.agency),
        SheetColumn(t("region"), 22, lambda one: one.document.region),
        SheetColumn(t("year"), 8, lambda one: one.document.year),
        SheetColumn(t("kind"), 14, lambda one: t(f"kind.{one.document.kind}")),
        SheetColumn(t("pages"), 10, lambda one: Decimal(one.document.pages)),
        SheetColumn(t("tables"), 9, lambda one: Decimal(len(one.tables))),
        SheetColumn(t("figures"), 10, lambda one: Decimal(len(one.figures))),
        *(_count_status(t, status) for status in FigureStatus),
        *(_count_severity(t, severity) for severity in SEVERITIES),
        SheetColumn(f"{t('difference')} (Rp)", 20, _sum_errors),
        SheetColumn(t("status"), 30, lambda one: _describe_status(one.document, t)),
    ]


def _count_status(t: Translator, status: FigureStatus) -> SheetColumn[DocumentAudit]:
    return SheetColumn(
        t(f"figure.{status}"), 13, lambda one: Decimal(one.count_status()[status])
    )


def _count_severity(t: Translator, severity: Severity) -> SheetColumn[DocumentAudit]:
    return SheetColumn(
        t(f"severity.{severity}"), 12, lambda one: Decimal(one.count_severity()[severity])
    )


def _sum_errors(audit: DocumentAudit) -> Decimal:
    """Return the differences in rupiah of all findings that are errors."""
    views = (one for one in audit.finding_views if one.finding.severity is Severity.ERROR)
    return sum((view.amount for view in views), Decimal(0))


def _describe_status(document: Document, t: Translator) -> str:
    status = t(f"status.{document.status}")
    reason = describe(document.reasons, t.lang)
    return f"{status}: {reason}" if reason else status


def _finding_columns(
    t: Translator, places: Mapping[str, int]
) -> list[SheetColumn[FindingView]]:
    figures_sheet = t("sheet.figures")

    def link_figure(view: FindingView) -> SheetValue:
        first = next((one.figure_id for one in view.figures if one.figure_id in places), None)
        if first is None:
            return None
        return CellLink(t("open_figure"), f"internal:'{figures_sheet}'!A{places[first]}")

    return [
        SheetColumn(t("finding_number"), 13, lambda view: view.number),
        SheetColumn(t("severity"), 11, lambda view: t(f"severity.{view.finding.severity}")),
        SheetColumn(t("agency"), 20, lambda view: view.document.agency, wraps=True),
        SheetColumn(t("year"), 6, lambda view: view.document.year),
        SheetColumn(t("page_short"), 5, lambda view: view.finding.page),
        SheetColumn(t("row"), 24, lambda view: _first(view, "item_name"), wraps=True),
        SheetColumn(t("column"), 18, lambda view: _first(view, "header"), wraps=True),
        SheetColumn(t("kode"), 15, _kode_of),
        SheetColumn(t("message"), 56, lambda view: view.finding.text(t.lang), wraps=True),
        SheetColumn(f"{t('difference')} (Rp)", 18, lambda view: view.amount or None),
        SheetColumn(t("kind"), 24, lambda view: t(f"kind.{view.finding.kind}")),
        SheetColumn(t("document"), 30, lambda view: view.document.file),
        SheetColumn(t("region"), 20, lambda view: view.document.region),
        SheetColumn(t("reported"), 20, lambda view: view.finding.reported),
        SheetColumn(t("expected"), 20, lambda view: view.finding.expected),
        SheetColumn(t("difference"), 20, lambda view: view.finding.difference),
        SheetColumn(t("unit"), 10, lambda view: view.finding.unit),
        SheetColumn(t("basis"), 60, lambda view: view.finding.basis_in(t.lang), wraps=True),
        SheetColumn(t("confidence"), 10, lambda view: _confidence_of(view.finding)),
        SheetColumn(t("follow_up"), 16, lambda view: _show_follow_up(t, view.finding)),
        SheetColumn(t("follow_up_note"), 40, lambda view: view.finding.follow_up_note or None),
        SheetColumn(t("open_figure"), 12, link_figure),
        SheetColumn(
            t("open_page"),
            12,
            lambda view: _link_page(t("open_page"), view.document, view.anchor),
        ),
        SheetColumn(t("id"), 30, lambda view: view.finding.finding_id),
    ]


def _follow_up_columns(t: Translator) -> list[SheetColumn[FindingView]]:
    """Return the columns of the list that is worked off, the last ones to be filled in."""
    return [
        SheetColumn(t("finding_number"), 13, lambda view: view.number),
        SheetColumn(t("region"), 16, lambda view: view.document.region, wraps=True),
        SheetColumn(t("agency"), 20, lambda view: view.document.agency, wraps=True),
        SheetColumn(t("year"), 6, lambda view: view.document.year),
        SheetColumn(t("document"), 22, lambda view: view.document.file, wraps=True),
        SheetColumn(t("page_short"), 5, lambda view: view.finding.page),
        SheetColumn(t("severity"), 11, lambda view: t(f"severity.{view.finding.severity}")),
        SheetColumn(t("message"), 50, lambda view: view.finding.text(t.lang), wraps=True),
        SheetColumn(f"{t('difference')} (Rp)", 18, lambda view: view.amount or None),
        SheetColumn(
            t("follow_up"), 16, lambda view: t(f"follow_up.{view.finding.follow_up or 'open'}")
        ),
        SheetColumn(t("follow_up_note"), 24, lambda view: view.finding.follow_up_note, True),
        *(SheetColumn(t(head), 24, _leave_empty) for head in _TO_FILL_IN),
    ]


def _leave_empty(view: FindingView) -> SheetValue:
    return None


def _agency_columns(t: Translator) -> list[SheetColumn[AgencySummary]]:
    return [
        SheetColumn(t("region"), 24, lambda one: one.region),
        SheetColumn(t("agency"), 44, lambda one: one.agency or t("all_agencies")),
        SheetColumn(t("documents"), 10, lambda one: Decimal(one.documents)),
        *(_agency_severity(t, severity) for severity in SEVERITIES[:2]),
        SheetColumn(f"{t('difference')} (Rp)", 20, lambda one: one.amount),
        *(_agency_follow_up(t, mark) for mark in (None, *FollowUp)),
    ]


def _agency_severity(t: Translator, severity: Severity) -> SheetColumn[AgencySummary]:
    return SheetColumn(
        t(f"severity.{severity}"), 12, lambda one: Decimal(one.count_severity(severity))
    )


def _agency_follow_up(t: Translator, mark: FollowUp | None) -> SheetColumn[AgencySummary]:
    return SheetColumn(
        t(f"follow_up.{mark or 'open'}"), 16, lambda one: Decimal(one.count_follow_up(mark))
    )


def _kode_of(view: FindingView) -> str | None:
    """Return the code of the line that a finding names, as matched or else as printed."""
    item = view.item
    return _first(view, "kode") or (item.kode or item.kode_printed if item else None)


def _first(view: FindingView, field: str) -> str | None:
    """Return a text of the figure that a finding names first; ``None`` if it names none."""
    if not view.figures:
        return None
    text = getattr(view.figures[0], field)
    return None if text is None else str(text)


def _show_follow_up(t: Translator, finding: Finding) -> str | None:
    return t(f"follow_up.{finding.follow_up}") if finding.follow_up else None


def _confidence_of(finding: Finding) -> Decimal | None:
    return None if finding.confidence is None else Decimal(str(finding.confidence))


def _figure_columns(t: Translator) -> list[SheetColumn[FigureSheetRow]]:
    statuses = {status: t(f"figure.{status}") for status in FigureStatus}

    def show_status(row: FigureSheetRow) -> SheetValue:
        """Return the status; a doubtful one leads to the page."""
        label = statuses[row.figure.status]
        if row.figure.status in ACCEPTED_STATUSES:
            return label
        return _link_page(label, row.document, make_figure_anchor(row.figure))

    def show_meaning(row: FigureSheetRow) -> SheetValue:
        """Return the verdict on the meaning; an unsure one leads to the page."""
        label = t(f"meaning.{row.figure.meaning}")
        if row.figure.meaning is Meaning.SURE:
            return label
        return _link_page(label, row.document, make_figure_anchor(row.figure))

    return [
        SheetColumn(t("id"), 26, lambda row: row.figure.figure_id),
        SheetColumn(t("document"), 26, lambda row: row.document.file),
        SheetColumn(t("table"), 9, lambda row: _number_table(row.table)),
        SheetColumn(t("page_short"), 7, lambda row: row.figure.page),
        SheetColumn(t("item_name"), 44, lambda row: row.figure.item_name),
        SheetColumn(t("indikator"), 30, lambda row: row.figure.indikator),
        SheetColumn(t("level"), 13, lambda row: row.figure.level.value),
        SheetColumn(
            t("kode"), 20, lambda row: row.figure.kode or (row.item.kode if row.item else None)
        ),
        SheetColumn(t("column"), 34, lambda row: row.figure.header),
        SheetColumn(t("metric"), 18, lambda row: row.figure.metric.value),
        SheetColumn(t("period"), 12, lambda row: row.figure.period),
        SheetColumn(t("value"), 20, lambda row: row.figure.value),
        SheetColumn(t("unit"), 10, lambda row: row.figure.unit),
        SheetColumn(t("raw_text"), 20, lambda row: row.figure.raw_text),
        SheetColumn(t("status"), 18, show_status),
        SheetColumn(t("reason"), 40, lambda row: describe(row.figure.reasons, t.lang)),
        SheetColumn(
            t("accepted_column"), 10, lambda row: t("yes" if row.figure.accepted else "no")
        ),
        SheetColumn(t("meaning"), 16, show_meaning),
        SheetColumn(
            t("meaning_reason"), 40, lambda row: describe(row.figure.meaning_reasons, t.lang)
        ),
        *(_basis_column(t, aspect) for aspect in ASPECTS),
    ]


def _basis_column(t: Translator, aspect: str) -> SheetColumn[FigureSheetRow]:
    """Return the column that says how one aspect of a figure is known."""
    bases = {basis: t(f"basis.{basis}") for basis in Basis}
    title = t("basis_of", aspect=t(f"aspect.{aspect}").casefold())
    return SheetColumn(title, 22, lambda row: bases[getattr(row.figure, f"{aspect}_basis")])


def _item_columns(t: Translator) -> list[SheetColumn[ItemSheetRow]]:
    return [
        SheetColumn(t("document"), 26, lambda row: row.document.file),
        SheetColumn(t("table"), 9, lambda row: _number_table(row.table)),
        SheetColumn(t("page_short"), 7, lambda row: row.item.page),
        SheetColumn(t("level"), 13, lambda row: row.item.level.value),
        SheetColumn(t("item_name"), 60, lambda row: row.item.name),
        SheetColumn(t("kode_printed"), 20, lambda row: row.item.kode_printed),
        SheetColumn(t("kode"), 20, lambda row: row.item.kode),
        SheetColumn(t("kode_name"), 60, lambda row: row.item.kode_name),
        SheetColumn(t("edition"), 18, lambda row: row.item.edition),
        SheetColumn(t("match_status"), 14, lambda row: row.item.match_status.value),
        SheetColumn(t("score"), 10, lambda row: _round(row.item.score, 1)),
        SheetColumn(t("id"), 26, lambda row: row.item.item_id),
    ]


def _table_columns(t: Translator) -> list[SheetColumn[TableSheetRow]]:
    return [
        SheetColumn(t("document"), 30, lambda row: row.document.file),
        SheetColumn(t("number"), 9, lambda row: row.table.number),
        SheetColumn(t("caption"), 70, lambda row: row.table.caption),
        SheetColumn(t("kind"), 14, lambda row: row.kind),
        SheetColumn(t("page_first"), 9, lambda row: row.table.page_first),
        SheetColumn(t("page_last"), 9, lambda row: row.table.page_last),
        SheetColumn(t("rows"), 9, lambda row: Decimal(row.table.rows)),
        SheetColumn(t("columns"), 9, lambda row: Decimal(row.table.columns)),
        SheetColumn(t("figures"), 9, lambda row: Decimal(row.figures)),
        SheetColumn(t("method"), 16, lambda row: row.table.method),
        SheetColumn(t("confidence"), 11, lambda row: _round(row.table.confidence, 2)),
        SheetColumn(
            t("open_page"),
            12,
            lambda row: _link_page(
                t("open"), row.document, make_table_anchor(row.table.table_id)
            ),
        ),
        SheetColumn(t("id"), 24, lambda row: row.table.table_id),
    ]


def _link_page(text: str, document: Document, anchor: str = "") -> CellLink:
    """Return a link to a place on the audit page of a document."""
    place = f"#{anchor}" if anchor else ""
    return CellLink(text, f"external:{document.document_id}.html{place}")


def _number_table(table: Table) -> str:
    """Return the number of a table, or its ordinal where it has none."""
    return table.number or make_table_anchor(table.table_id)


def _round(value: float | None, digits: int) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, digits)))
