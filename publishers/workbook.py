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

from publishers.audit.evidence import SEVERITIES, Dossier, amount_of
from publishers.audit.pages import anchor_of_figure
from publishers.audit.texts import Speech
from publishers.sheets import Sheet
from schemas import ACCEPTED_STATUSES, Figure, FigureStatus

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
    dossiers: Sequence[Dossier],
    say: Speech,
    *,
    date: str = "",
    most_rows: int = MOST_ROWS,
) -> None:
    """Write the workbook of a release; the same content gives the same bytes.

    Args:
        path: File to make.
        dossiers: All documents, by file name.
        say: Language.
        date: Day of the release.
        most_rows: Rows of the sheet of figures; what is left out is said.
    """
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "sidak"
    book.properties.created = _EPOCH
    places = _place_figures(dossiers, most_rows)
    total = sum(len(dossier.figures) for dossier in dossiers)
    note = ""
    if total > len(places):
        note = say("rows_cut", shown=say.count(len(places)), total=say.count(total))
    _write_summary(book, dossiers, say, date, note)
    _write_findings(book, dossiers, say, places)
    _write_figures(book, dossiers, say, places)
    _write_items(book, dossiers, say)
    _write_tables(book, dossiers, say)
    raw = path.with_name(f".{path.name}")
    try:
        book.save(raw)
        _settle(raw, path)
    finally:
        raw.unlink(missing_ok=True)


def _place_figures(dossiers: Sequence[Dossier], most_rows: int) -> dict[str, int]:
    """Return the row of each figure that has one; those of findings come before others."""
    figures = [figure for dossier in dossiers for figure in dossier.figures]
    if len(figures) > most_rows:
        needed = {
            figure.figure_id
            for dossier in dossiers
            for case in dossier.cases
            for figure in case.figures
        }
        chosen = sorted(
            range(len(figures)), key=lambda one: figures[one].figure_id not in needed
        )
        figures = [figures[one] for one in sorted(chosen[:most_rows])]
    return {figure.figure_id: row for row, figure in enumerate(figures, start=2)}


def _write_summary(
    book: Any, dossiers: Sequence[Dossier], say: Speech, date: str, note: str
) -> None:
    columns = [
        (say("file"), 40.0),
        (say("agency"), 34.0),
        (say("region"), 22.0),
        (say("year"), 8.0),
        (say("kind"), 14.0),
        (say("pages"), 10.0),
        (say("tables"), 9.0),
        (say("figures"), 10.0),
        *((say(f"figure.{status}"), 13.0) for status in FigureStatus),
        *((say(f"severity.{severity}"), 12.0) for severity in SEVERITIES),
        (f"{say('difference')} (Rp)", 20.0),
        (say("status"), 30.0),
    ]
    lead: list[list[Any]] = [[f"sidak – {say('title')}"]]
    lead += [[say("release_of", date=date)]] if date else []
    lead += [[note]] if note else []
    lead.append([])
    sheet = Sheet(book, say("sheet.summary"), columns, lead=lead, frozen_columns=1)
    for dossier in dossiers:
        document = dossier.document
        statuses = dossier.count_status()
        severities = dossier.count_severity()
        amount = sum(
            (case.amount for case in dossier.cases if case.finding.severity is SEVERITIES[0]),
            Decimal(0),
        )
        reason = f": {document.reason}" if document.reason else ""
        sheet.add(
            [
                sheet.link(document.file, target=f"{document.document_id}.html"),
                sheet.text(document.agency),
                sheet.text(document.region),
                document.year,
                say(f"kind.{document.kind}"),
                sheet.count(document.pages),
                sheet.count(len(dossier.tables)),
                sheet.count(len(dossier.figures)),
                *(sheet.count(statuses[status]) for status in FigureStatus),
                *(sheet.count(severities[severity]) for severity in SEVERITIES),
                sheet.number(amount),
                sheet.text(say(f"status.{document.status}") + reason),
            ]
        )
    sheet.finish()


def _write_findings(
    book: Any, dossiers: Sequence[Dossier], say: Speech, places: dict[str, int]
) -> None:
    columns = [
        (say("severity"), 12.0),
        (say("kind"), 24.0),
        (say("document"), 30.0),
        (say("page_short"), 7.0),
        (say("message"), _MESSAGE_WIDTH),
        (say("reported"), 20.0),
        (say("expected"), 20.0),
        (say("difference"), 20.0),
        (say("unit"), 10.0),
        (f"{say('difference')} (Rp)", 20.0),
        (say("open_figure"), 12.0),
        (say("open_page"), 12.0),
        (say("id"), 30.0),
    ]
    sheet = Sheet(book, say("sheet.findings"), columns)
    cases = sorted(
        (case for dossier in dossiers for case in dossier.cases), key=lambda case: case.rank
    )
    figures_sheet = say("sheet.figures")
    for case in cases:
        finding = case.finding
        english = say.lang == "en" and finding.message_en
        message = finding.message_en if english else finding.message
        first = next((one.figure_id for one in case.figures if one.figure_id in places), None)
        location = f"'{figures_sheet}'!A{places[first]}" if first else ""
        amount = amount_of(finding)
        sheet.add(
            [
                say(f"severity.{finding.severity}"),
                say(f"kind.{finding.kind}"),
                sheet.text(case.document.file),
                finding.page,
                sheet.text(message, wraps=True),
                sheet.number(finding.reported),
                sheet.number(finding.expected),
                sheet.number(finding.difference),
                sheet.text(finding.unit),
                sheet.number(amount) if amount else None,
                sheet.link(say("open_figure"), location=location) if location else None,
                sheet.link(
                    say("open_page"),
                    target=f"{case.document.document_id}.html#{case.anchor}",
                ),
                finding.finding_id,
            ],
            lines=-(-len(message) // int(_MESSAGE_WIDTH)),
        )
    sheet.finish()


def _write_figures(
    book: Any, dossiers: Sequence[Dossier], say: Speech, places: dict[str, int]
) -> None:
    columns = [
        (say("id"), 26.0),
        (say("document"), 26.0),
        (say("table"), 9.0),
        (say("page_short"), 7.0),
        (say("item_name"), 44.0),
        (say("indikator"), 30.0),
        (say("level"), 13.0),
        (say("kode"), 20.0),
        (say("column"), 34.0),
        (say("metric"), 18.0),
        (say("period"), 12.0),
        (say("value"), 20.0),
        (say("unit"), 10.0),
        (say("raw_text"), 20.0),
        (say("status"), 18.0),
        (say("reason"), 40.0),
    ]
    sheet = Sheet(book, say("sheet.figures"), columns, frozen_columns=1)
    statuses = {status: say(f"figure.{status}") for status in FigureStatus}
    for dossier in dossiers:
        numbers = {table.table_id: table.number for table in dossier.tables}
        items = {item.item_id: item for typed in dossier.typed.values() for item in typed.items}
        for figure in dossier.figures:
            if figure.figure_id not in places:
                continue
            item = items.get(figure.item_id or "")
            kode = figure.kode or (item.kode if item else None)
            sheet.add(
                [
                    figure.figure_id,
                    sheet.text(dossier.document.file),
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
                    _mark_status(sheet, figure, statuses[figure.status], dossier),
                    sheet.text(figure.reason),
                ]
            )
    sheet.finish()


def _ordinal(figure: Figure) -> str:
    return figure.table_id.rpartition("-")[2]


def _mark_status(sheet: Sheet, figure: Figure, label: str, dossier: Dossier) -> Any:
    """Return the status; a doubtful one leads to the page."""
    if figure.status in ACCEPTED_STATUSES:
        return label
    target = f"{dossier.document.document_id}.html#{anchor_of_figure(figure)}"
    return sheet.link(label, target=target)


def _write_items(book: Any, dossiers: Sequence[Dossier], say: Speech) -> None:
    columns = [
        (say("document"), 26.0),
        (say("table"), 9.0),
        (say("page_short"), 7.0),
        (say("level"), 13.0),
        (say("item_name"), 60.0),
        (say("kode_printed"), 20.0),
        (say("kode"), 20.0),
        (say("kode_name"), 60.0),
        (say("edition"), 18.0),
        (say("match_status"), 14.0),
        (say("score"), 10.0),
        (say("id"), 26.0),
    ]
    sheet = Sheet(book, say("sheet.items"), columns)
    for dossier in dossiers:
        for table in dossier.tables:
            typed = dossier.typed.get(table.table_id)
            for item in typed.items if typed else ():
                score = None if item.score is None else Decimal(str(round(item.score, 1)))
                sheet.add(
                    [
                        sheet.text(dossier.document.file),
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


def _write_tables(book: Any, dossiers: Sequence[Dossier], say: Speech) -> None:
    columns = [
        (say("document"), 30.0),
        (say("number"), 9.0),
        (say("caption"), 70.0),
        (say("kind"), 14.0),
        (say("page_first"), 9.0),
        (say("page_last"), 9.0),
        (say("rows"), 9.0),
        (say("columns"), 9.0),
        (say("figures"), 9.0),
        (say("method"), 16.0),
        (say("confidence"), 11.0),
        (say("open_page"), 12.0),
        (say("id"), 24.0),
    ]
    sheet = Sheet(book, say("sheet.tables"), columns)
    for dossier in dossiers:
        for table in dossier.tables:
            typed = dossier.typed.get(table.table_id)
            anchor = table.table_id.rpartition("-")[2]
            sheet.add(
                [
                    sheet.text(dossier.document.file),
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
                    sheet.link(
                        say("open"), target=f"{dossier.document.document_id}.html#{anchor}"
                    ),
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
