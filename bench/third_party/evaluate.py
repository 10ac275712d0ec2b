"""``sidak bench foreign``: reports that other programs print, their numbers read back.

sidak's own painted reports come from one library. Here the same kind of tables goes through
Chromium and LibreOffice, which draw rules, text and shading in ways of their own. The reports
of a program that is not installed are left out, with a message.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from bench.readers import run_sidak
from bench.scoring.readings import is_nil_mark
from bench.third_party.reports import (
    KINDS,
    ThirdPartyReport,
    draw_report,
    group_heads,
    make_html,
)
from sidak.schemas import ACCEPTED_STATUSES, Figure

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SPREADSHEETS = ("soffice", "libreoffice")
#: Longest time that a program may take for one batch, in seconds.
LONGEST = 300


def find_program(names: Sequence[str]) -> str | None:
    """Return the first of some programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


def print_by_browser(reports: Sequence[ThirdPartyReport], folder: Path) -> dict[int, Path]:
    """Print reports by Chromium; none where it is not installed."""
    browser = find_program(BROWSERS)
    printed: dict[int, Path] = {}
    for report in reports if browser else ():
        page = folder / f"peramban-{report.seed}.html"
        page.write_text(make_html(report), encoding="utf-8")
        pdf = page.with_suffix(".pdf")
        _call(
            str(browser),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--print-to-pdf={pdf}",
            str(page),
        )
        printed[report.seed] = pdf
    return printed


def print_by_spreadsheet(reports: Sequence[ThirdPartyReport], folder: Path) -> dict[int, Path]:
    """Print reports by LibreOffice Calc; none where it is not installed."""
    office = find_program(SPREADSHEETS)
    if not office:
        return {}
    books = [_write_book(report, folder) for report in reports]
    target = str(folder)
    _call(office, "--headless", "--convert-to", "pdf", "--outdir", target, *map(str, books))
    return {
        report.seed: book.with_suffix(".pdf")
        for report, book in zip(reports, books, strict=True)
    }


def _call(*command: str) -> None:
    subprocess.run(command, capture_output=True, check=True, timeout=LONGEST)


def _write_book(report: ThirdPartyReport, folder: Path) -> Path:
    """Write a workbook: every fourth one has its grid lines printed, with a title inside."""
    import openpyxl
    from openpyxl.styles import Alignment, Border, Font, Side

    book = openpyxl.Workbook()
    sheet = book.active
    columns = [header for header, _holds in KINDS[report.kind]]
    depth = max(map(len, columns))
    styles = ("thin", "hair", "medium", "dotted", "double")
    side = Side(styles[report.seed % len(styles)])
    border = Border(left=side, right=side, top=side, bottom=side)
    sheet.cell(1, 1, "REALISASI PROGRAM DAN KEGIATAN TAHUN 2024").font = Font(bold=True)
    words = [("No", 1, depth), ("Program/Kegiatan/Sub Kegiatan", 1, depth)]
    column = 1
    for word, span, rows in [*words, *group_heads(columns, depth)]:
        sheet.cell(3, column, word)
        if span > 1 or rows > 1:
            sheet.merge_cells(
                start_row=3, start_column=column, end_row=2 + rows, end_column=column + span - 1
            )
        column += span
    for at, header in enumerate(columns):
        if len(header) > 1:
            sheet.cell(4, 3 + at, header[1])
    for row, (_level, number, name, texts) in enumerate(report.rows, start=3 + depth):
        sheet.cell(row, 1, number)
        sheet.cell(row, 2, name)
        for at, text in enumerate(texts):
            sheet.cell(row, 3 + at, text)
        sheet.row_dimensions[row].height = 14 * (1 + len(name) * 5 // 4 // 36)
    for cells in sheet.iter_rows(3, 2 + depth + len(report.rows), 1, 2 + len(columns)):
        for cell in cells:
            cell.border = border
            is_figure = cell.column > 2 and cell.row > 2 + depth
            cell.alignment = Alignment(
                horizontal="right" if is_figure else None, vertical="center", wrap_text=True
            )
    sheet.column_dimensions["B"].width = 36
    for at in range(len(columns)):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(3 + at)].width = 18
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.gridLines = report.seed % 4 == 0
    path = folder / f"lembar-{report.seed}.xlsx"
    book.save(path)
    return path


def compare_report(report: ThirdPartyReport, pdf: Path) -> Counter[str]:
    """Read a printed report and count its numbers by result.

    Returns:
        ``right`` (accepted, with its row's name, level and header), ``silent`` (accepted,
        but one of these is wrong), ``flagged``, ``missed``, and ``spurious``: accepted
        figures whose value the report does not have.
    """
    _extraction, tables = run_sidak(pdf, None)
    figures = [
        figure for table in tables for figure in table.figures if not is_nil_mark(figure)
    ]
    by_value: dict[Decimal, list[Figure]] = {}
    for figure in figures:
        if figure.value is not None:
            by_value.setdefault(figure.value.normalize(), []).append(figure)
    counts: Counter[str] = Counter()
    used: set[str] = set()
    for truth in report.truths:
        found = next(iter(by_value.get(truth.value.normalize(), [])), None)
        if found is None:
            is_told = any(f.value is None and truth.text in f.raw_text for f in figures)
            counts["flagged" if is_told else "missed"] += 1
            continue
        used.add(found.figure_id)
        if found.status not in ACCEPTED_STATUSES:
            counts["flagged"] += 1
            continue
        is_right = (
            _fold(truth.name) in _fold(found.item_name)
            and truth.level == found.level.value
            and all(_fold(word) in _fold(found.header) for word in truth.header)
        )
        counts["right" if is_right else "silent"] += 1
    counts["spurious"] = sum(
        figure.figure_id not in used and figure.status in ACCEPTED_STATUSES
        for figure in figures
    )
    counts["figures"] = len(report.truths)
    return counts


def _fold(text: str) -> str:
    return re.sub(r"[^a-z0-9%]", "", text.lower())


@dataclass(frozen=True)
class ThirdPartyOptions:
    """Options of the command."""

    count: Annotated[int, typer.Option(help="Reports of each program.")] = 20
    seed: Annotated[int, typer.Option(help="Seed of the reports.")] = 1
    keep: Annotated[Path | None, typer.Option(help="Folder for the printed reports.")] = None


def run_third_party(options: ThirdPartyOptions) -> int:
    """Reports printed by a browser and a spreadsheet, their numbers read back.

    Exit code 1 if a figure was accepted with the wrong meaning or without being there.
    """
    reports = [draw_report(options.seed + at) for at in range(options.count)]
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, prints in (
            ("browser", print_by_browser),
            ("spreadsheet", print_by_spreadsheet),
        ):
            printed = prints(reports, folder)
            if not printed:
                print(f"{name}: not installed, left out")
                continue
            counts: Counter[str] = Counter()
            for report in reports:
                own = compare_report(report, printed[report.seed])
                if own["silent"] or own["spurious"] or own["missed"]:
                    print(f"  {printed[report.seed].name} ({report.kind}): {dict(own)}")
                counts.update(own)
            print(f"{name}: {len(printed)} reports, {dict(counts)}")
            total.update(counts)
    return 1 if total["silent"] or total["spurious"] else 0
