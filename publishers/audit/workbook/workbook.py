"""``sidak.xlsx``: the release for people who live in a spreadsheet.

Text from a report is always written as text: a cell that begins with ``=`` is no formula
here, and stays none when it is edited. Numbers with more digits than a spreadsheet can
hold exactly are written as text too, rather than rounded in silence.
"""

import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sidak.publishers.audit.model.findings import SEVERITIES, DocumentAudit, amount_of
from sidak.publishers.audit.model.translations import Translator
from sidak.publishers.audit.site.tables import anchor_of_figure
from sidak.publishers.audit.workbook.sheet import WorkbookSheet
from sidak.schemas import ACCEPTED_STATUSES, Figure, FigureStatus

#: Rows of a sheet, one left for the header; more than a spreadsheet opens gladly anyway.
MOST_ROWS = 300_000
#: The day on which every workbook was made, so that the same content is the same bytes.
_EPOCH = datetime(2000, 1, 1)
#: Characters of a line in the column of messages.
_MESSAGE_WIDTH = 90.0
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
#: Programs tell an XLSX from other archives by its first entry.
_FIRST_ENTRY = "[Content_Types].xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def write_workbook(
    path: Path,
    audits: Sequence[DocumentAudit],
    t: Translator,
    *,
    date: str = "",
    most_rows: int = MOST_ROWS,
) -> None:
    """Write the workbook of a release; the same content gives the same bytes.

    Args:
        path: File to make.
        audits: All documents, by file name.
        t: Language.
        date: Day of the release.
        most_rows: Rows of the sheet of figures; what is left out is said.
    """
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "sidak"
    book.properties.created = _EPOCH
    places = _place_figures(audits, most_rows)
    total = sum(len(audit.figures) for audit in audits)
    note = ""
    if total > len(places):
        note = t("rows_cut", shown=t.count(len(places)), total=t.count(total))
    _write_summary(book, audits, t, date, note)
    _write_findings(book, audits, t, places)
    _write_figures(book, audits, t, places)
    _write_items(book, audits, t)
    _write_tables(book, audits, t)
    raw = path.with_name(f".{path.name}")
    try:
        book.save(raw)
        _settle(raw, path)
    finally:
        raw.unlink(missing_ok=True)


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


def _write_summary(
    book: Any, audits: Sequence[DocumentAudit], t: Translator, date: str, note: str
) -> None:
    columns = [
        (t("file"), 40.0),
        (t("agency"), 34.0),
        (t("region"), 22.0),
        (t("year"), 8.0),
        (t("kind"), 14.0),
        (t("pages"), 10.0),
        (t("tables"), 9.0),
        (t("figures"), 10.0),
        *((t(f"figure.{status}"), 13.0) for status in FigureStatus),
        *((t(f"severity.{severity}"), 12.0) for severity in SEVERITIES),
        (f"{t('difference')} (Rp)", 20.0),
        (t("status"), 30.0),
    ]
    lead: list[list[Any]] = [[f"sidak – {t('title')}"]]
    lead += [[t("release_of", date=date)]] if date else []
    lead += [[note]] if note else []
    lead.append([])
    sheet = WorkbookSheet(book, t("sheet.summary"), columns, lead=lead, frozen_columns=1)
    for audit in audits:
        document = audit.document
        statuses = audit.count_status()
        severities = audit.count_severity()
        amount = sum(
            (
                view.amount
                for view in audit.finding_views
                if view.finding.severity is SEVERITIES[0]
            ),
            Decimal(0),
        )
        reason = f": {document.reason}" if document.reason else ""
        sheet.add(
            [
                sheet.link(document.file, target=f"{document.document_id}.html"),
                sheet.text(document.agency),
                sheet.text(document.region),
                document.year,
                t(f"kind.{document.kind}"),
                sheet.count(document.pages),
                sheet.count(len(audit.tables)),
                sheet.count(len(audit.figures)),
                *(sheet.count(statuses[status]) for status in FigureStatus),
                *(sheet.count(severities[severity]) for severity in SEVERITIES),
                sheet.number(amount),
                sheet.text(t(f"status.{document.status}") + reason),
            ]
        )
    sheet.finish()


def _write_findings(
    book: Any, audits: Sequence[DocumentAudit], t: Translator, places: dict[str, int]
) -> None:
    columns = [
        (t("severity"), 12.0),
        (t("kind"), 24.0),
        (t("document"), 30.0),
        (t("page_short"), 7.0),
        (t("message"), _MESSAGE_WIDTH),
        (t("reported"), 20.0),
        (t("expected"), 20.0),
        (t("difference"), 20.0),
        (t("unit"), 10.0),
        (f"{t('difference')} (Rp)", 20.0),
        (t("open_figure"), 12.0),
        (t("open_page"), 12.0),
        (t("id"), 30.0),
    ]
    sheet = WorkbookSheet(book, t("sheet.findings"), columns)
    finding_views = sorted(
        (view for audit in audits for view in audit.finding_views), key=lambda view: view.rank
    )
    figures_sheet = t("sheet.figures")
    for view in finding_views:
        finding = view.finding
        english = t.lang == "en" and finding.message_en
        message = finding.message_en if english else finding.message
        first = next((one.figure_id for one in view.figures if one.figure_id in places), None)
        location = f"'{figures_sheet}'!A{places[first]}" if first else ""
        amount = amount_of(finding)
        sheet.add(
            [
                t(f"severity.{finding.severity}"),
                t(f"kind.{finding.kind}"),
                sheet.text(view.document.file),
                finding.page,
                sheet.text(message, wraps=True),
                sheet.number(finding.reported),
                sheet.number(finding.expected),
                sheet.number(finding.difference),
                sheet.text(finding.unit),
                sheet.number(amount) if amount else None,
                sheet.link(t("open_figure"), location=location) if location else None,
                sheet.link(
                    t("open_page"),
                    target=f"{view.document.document_id}.html#{view.anchor}",
                ),
                finding.finding_id,
            ],
            lines=-(-len(message) // int(_MESSAGE_WIDTH)),
        )
    sheet.finish()


def _write_figures(
    book: Any, audits: Sequence[DocumentAudit], t: Translator, places: dict[str, int]
) -> None:
    columns = [
        (t("id"), 26.0),
        (t("document"), 26.0),
        (t("table"), 9.0),
        (t("page_short"), 7.0),
        (t("item_name"), 44.0),
        (t("indikator"), 30.0),
        (t("level"), 13.0),
        (t("kode"), 20.0),
        (t("column"), 34.0),
        (t("metric"), 18.0),
        (t("period"), 12.0),
        (t("value"), 20.0),
        (t("unit"), 10.0),
        (t("raw_text"), 20.0),
        (t("status"), 18.0),
        (t("reason"), 40.0),
    ]
    sheet = WorkbookSheet(book, t("sheet.figures"), columns, frozen_columns=1)
    statuses = {status: t(f"figure.{status}") for status in FigureStatus}
    for audit in audits:
        numbers = {table.table_id: table.number for table in audit.tables}
        items = {item.item_id: item for typed in audit.typed.values() for item in typed.items}
        for figure in audit.figures:
            if figure.figure_id not in places:
                continue
            item = items.get(figure.item_id or "")
            kode = figure.kode or (item.kode if item else None)
            sheet.add(
                [
                    figure.figure_id,
                    sheet.text(audit.document.file),
                    sheet.text(numbers.get(figure.table_id) or _ordinal(figure)),
                    figure.page,
                    sheet.text(figure.item_name),
                    sheet.text(figure.indikator),
                    figure.level.value,
                    sheet.text(kode),
                    sheet.text(figure.header),
                    figure.metric.value,
                    sheet.text(figure.period),
                    sheet.number(figure.value),
                    sheet.text(figure.unit),
                    sheet.text(figure.raw_text),
                    _mark_status(sheet, figure, statuses[figure.status], audit),
                    sheet.text(figure.reason),
                ]
            )
    sheet.finish()


def _ordinal(figure: Figure) -> str:
    return figure.table_id.rpartition("-")[2]


def _mark_status(sheet: WorkbookSheet, figure: Figure, label: str, audit: DocumentAudit) -> Any:
    """Return the status; a doubtful one leads to the page."""
    if figure.status in ACCEPTED_STATUSES:
        return label
    target = f"{audit.document.document_id}.html#{anchor_of_figure(figure)}"
    return sheet.link(label, target=target)


def _write_items(book: Any, audits: Sequence[DocumentAudit], t: Translator) -> None:
    columns = [
        (t("document"), 26.0),
        (t("table"), 9.0),
        (t("page_short"), 7.0),
        (t("level"), 13.0),
        (t("item_name"), 60.0),
        (t("kode_printed"), 20.0),
        (t("kode"), 20.0),
        (t("kode_name"), 60.0),
        (t("edition"), 18.0),
        (t("match_status"), 14.0),
        (t("score"), 10.0),
        (t("id"), 26.0),
    ]
    sheet = WorkbookSheet(book, t("sheet.items"), columns)
    for audit in audits:
        for table in audit.tables:
            typed = audit.typed.get(table.table_id)
            for item in typed.items if typed else ():
                score = None if item.score is None else Decimal(str(round(item.score, 1)))
                sheet.add(
                    [
                        sheet.text(audit.document.file),
                        sheet.text(table.number or table.table_id.rpartition("-")[2]),
                        item.page,
                        item.level.value,
                        sheet.text(item.name),
                        sheet.text(item.kode_printed),
                        sheet.text(item.kode),
                        sheet.text(item.kode_name),
                        sheet.text(item.edition),
                        item.match_status.value,
                        sheet.number(score),
                        item.item_id,
                    ]
                )
    sheet.finish()


def _write_tables(book: Any, audits: Sequence[DocumentAudit], t: Translator) -> None:
    columns = [
        (t("document"), 30.0),
        (t("number"), 9.0),
        (t("caption"), 70.0),
        (t("kind"), 14.0),
        (t("page_first"), 9.0),
        (t("page_last"), 9.0),
        (t("rows"), 9.0),
        (t("columns"), 9.0),
        (t("figures"), 9.0),
        (t("method"), 16.0),
        (t("confidence"), 11.0),
        (t("open_page"), 12.0),
        (t("id"), 24.0),
    ]
    sheet = WorkbookSheet(book, t("sheet.tables"), columns)
    for audit in audits:
        for table in audit.tables:
            typed = audit.typed.get(table.table_id)
            anchor = table.table_id.rpartition("-")[2]
            sheet.add(
                [
                    sheet.text(audit.document.file),
                    sheet.text(table.number),
                    sheet.text(table.caption),
                    sheet.text(typed.kind if typed else "lainnya"),
                    table.page_first,
                    table.page_last,
                    sheet.count(table.rows),
                    sheet.count(table.columns),
                    sheet.count(len(typed.figures) if typed else 0),
                    sheet.text(table.method),
                    sheet.number(Decimal(str(round(table.confidence, 2)))),
                    sheet.link(t("open"), target=f"{audit.document.document_id}.html#{anchor}"),
                    table.table_id,
                ]
            )
    sheet.finish()


def _settle(raw: Path, path: Path) -> None:
    """Copy a workbook without the times at which it was made."""
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "x") as goal:
        for name in sorted(source.namelist(), key=lambda one: (one != _FIRST_ENTRY, one)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", content)
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            goal.writestr(entry, content)
