"""Exported PDFs: from pages to tables joined over pages."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from sidak.extractors.document import ManyScansError
from sidak.extractors.layout.captions import find_caption
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.pdf.page_content import PageContent, read_content
from sidak.extractors.pdf.transform import viewer_matrix
from sidak.extractors.spanning.join_pages import (
    find_running_text,
    flag_cut_rows,
    is_running_text,
    join_parts,
)
from sidak.extractors.spanning.side_by_side import (
    append_side_tables,
    find_side_tables,
    flag_unnamed_rows,
)
from sidak.extractors.spanning.table_part import TablePart, make_table_part
from sidak.extractors.tables.completeness import (
    check_completeness,
    flag_overflowing_numbers,
    flag_text_at_page_edge,
)
from sidak.extractors.tables.page_tables import (
    PageReading,
    drop_running_footers,
    read_page_tables,
    turn_content,
)
from sidak.extractors.verify.cross_check import Comparison, CrossChecker
from sidak.schemas import (
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    PageSource,
    PageStatus,
    PageText,
    Table,
)

if TYPE_CHECKING:
    from sidak.extractors.files.inspection import FileFacts
    from sidak.extractors.pdf.classify import PageClass

#: How far above a table its caption may stand, in points.
CAPTION_REACH = 90.0

RunningText = frozenset[tuple[str, int]]


def read_born_digital(
    path: Path,
    facts: "FileFacts",
    pages: Collection[int] | None = None,
    *,
    scans: Mapping[int, PageReading | Doubt] = MappingProxyType({}),
    most_scans: int | None = None,
) -> Extraction:
    """Read a PDF with a text layer.

    Args:
        path: The file.
        facts: What ``inspect_file`` found out about it.
        pages: Only these pages (from 1) are read for tables; ``None`` reads all.
        scans: Scanned pages that were read already.
        most_scans: Scanned pages that are read here; ``None`` for any number.

    Returns:
        Page ledger, tables and the text around them. Scanned pages that cannot be read are
        ledger lines with status ``failed``; they never vanish.

    Raises:
        ManyScansError: If there are more scanned pages to read than ``most_scans``.
    """
    from sidak.extractors.pdf.classify import classify_pages

    triage = classify_pages(path)
    unread = [j.page for j in triage if _is_scan(j, pages) and j.page not in scans]
    if most_scans is not None and len(unread) > most_scans:
        raise ManyScansError(tuple(unread))
    readings: dict[int, PageReading] = {}
    scanned: dict[int, PageReading | Doubt] = {}
    texts: dict[int, tuple[str, ...]] = {}
    document = pdfium.PdfDocument(path)
    second = CrossChecker(path)
    try:
        for judged in triage:
            wanted = pages is None or judged.page in pages
            page = document[judged.page - 1]
            try:
                if judged.is_candidate and wanted and judged.source is PageSource.TEXT:
                    content = read_content(page, judged.page)
                    reading = second.check_page(
                        content, read_page(content), viewer_matrix(page)[0]
                    )
                    readings[judged.page] = reading
                elif _is_scan(judged, pages):
                    done = scans.get(judged.page)
                    scanned[judged.page] = done or read_scan(page, judged.page)
                else:
                    if judged.source is PageSource.TEXT and not judged.is_blank:
                        texts[judged.page] = _plain_lines(page)
            finally:
                page.close()
    finally:
        document.close()
        second.close()
    readings = drop_running_footers(second.resolve(readings))
    failed = {n: why for n, why in scanned.items() if isinstance(why, Doubt)}
    readings |= {n: r for n, r in scanned.items() if isinstance(r, PageReading)}
    tables = assemble_tables(facts.document_id, readings)
    ledger = [
        _make_page_record(
            j, readings.get(j.page), second.comparisons.get(j.page), failed.get(j.page)
        )
        for j in triage
    ]
    return Extraction(
        document_id=facts.document_id,
        sha256=facts.sha256,
        file=facts.file,
        producer=facts.producer,
        title=facts.title,
        pages=_count_tables(ledger, tables),
        tables=tables,
        texts=_gather_texts(readings, texts),
    )


def read_page(content: PageContent) -> PageReading:
    """Read the tables of one page and check that they hold all that is printed in them."""
    reading = read_page_tables(content)
    if not reading.tables:
        return reading
    upright = turn_content(content, reading.turned) if reading.turned else content
    tables = flag_overflowing_numbers(check_completeness(reading.tables, upright.glyphs))
    return replace(
        reading, tables=flag_text_at_page_edge(tables, upright.width, upright.height)
    )


def _is_scan(judged: "PageClass", pages: Collection[int] | None) -> bool:
    """Say whether a page is to be read from its picture."""
    wanted = pages is None or judged.page in pages
    is_text = judged.source is PageSource.TEXT
    return judged.is_candidate and wanted and not is_text and not judged.failed


def read_scanned(path: Path, pages: Collection[int]) -> dict[int, PageReading | Doubt]:
    """Read some pages of a file from their pictures."""
    document = pdfium.PdfDocument(path)
    readings: dict[int, PageReading | Doubt] = {}
    try:
        for number in sorted(pages):
            page = document[number - 1]
            try:
                readings[number] = read_scan(page, number)
            finally:
                page.close()
    finally:
        document.close()
    return readings


def read_scan(page: pdfium.PdfPage, number: int) -> PageReading | Doubt:
    """Read a page that is a picture; return why not, where that cannot be done."""
    from sidak.extractors.ocr.engine import EngineError
    from sidak.extractors.ocr.page import read_scanned_page

    try:
        return read_scanned_page(page, number)
    except EngineError as error:
        return error.doubt


def _plain_lines(page: pdfium.PdfPage) -> tuple[str, ...]:
    """Read the lines of a page without tables; cheap, without boxes."""
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range()
    finally:
        textpage.close()
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _make_page_record(
    judged: "PageClass",
    reading: PageReading | None,
    compared: Comparison | None,
    unread: Doubt | None,
) -> Page:
    """Make the ledger line of a page; tables are counted later."""
    status, reasons = PageStatus.NARRATIVE, judged.reasons
    if judged.failed is not None:
        status, reasons = PageStatus.FAILED, (judged.failed,)
    elif judged.is_blank:
        status = PageStatus.BLANK
    elif judged.source is not PageSource.TEXT and reading is None:
        status = PageStatus.FAILED
        reasons = (unread or Doubt(DoubtKind.SCAN_NOT_REQUESTED),)
    elif reading is not None:
        reasons = tuple(dict.fromkeys(reading.left_out))
        dispute = compared.describe() if compared is not None else None
        if dispute is not None:
            reasons = (*reasons, dispute)
    turned = reading.turned if reading is not None else judged.text_rotation
    return Page(
        page=judged.page,
        source=judged.source,
        status=status,
        rotation=turned,
        reasons=reasons,
        width=round(judged.width, 2),
        height=round(judged.height, 2),
    )


def _count_tables(ledger: Sequence[Page], tables: Sequence[Table]) -> tuple[Page, ...]:
    counted = []
    for page in ledger:
        n = sum(any(p.page == page.page for p in t.places) for t in tables)
        status = PageStatus.TABLES if n else page.status
        counted.append(replace(page, tables=n, status=status))
    return tuple(counted)


def _gather_texts(
    readings: dict[int, PageReading], texts: dict[int, tuple[str, ...]]
) -> tuple[PageText, ...]:
    """Gather the text outside tables, page by page."""
    gathered = [
        PageText(n, tuple((line, None) for line in lines)) for n, lines in texts.items()
    ]
    for n, reading in readings.items():
        lines = tuple((line.text, reading.to_viewer(line.box)) for line in reading.lines)
        gathered.append(PageText(n, lines))
    return tuple(sorted(gathered, key=lambda t: t.page))


def assemble_tables(document_id: str, readings: dict[int, PageReading]) -> tuple[Table, ...]:
    """Join the tables of consecutive pages and give them ids, numbers and captions."""
    running_text = find_running_text(list(readings.values()))
    done: list[tuple[TablePart, tuple[str, ...]]] = []
    sides = find_side_tables(readings)
    beside = {key for keys in sides.values() for key in keys}
    last_page = last_seen = 0
    for number in sorted(readings):
        reading = readings[number]
        is_side = any(page == number for page, _ in beside)
        own = _own_lines(reading, running_text)
        for i, table in enumerate(reading.tables):
            part = make_table_part(table, reading)
            if (number, i) in beside:
                continue
            part = append_side_tables(part, table, sides.get((number, i), ()), readings)
            above = _lines_above(reading, own, i)
            if i == 0 and done and last_seen == number - 1 and not is_side:
                between = [
                    *_lines_below(readings[last_page], running_text),
                    *(line for line in own if line.middle < table.box.y0),
                ]
                joined = join_parts(done[-1][0], part, between)
                if joined is not None:
                    done[-1] = (joined, done[-1][1])
                    continue
            done.append((part, tuple(line.text for line in above)))
        if is_side:
            last_seen = number if last_seen == number - 1 else last_seen
        elif reading.tables:
            last_page = last_seen = number
    return tuple(
        _make_table(document_id, i, part, above) for i, (part, above) in enumerate(done, 1)
    )


def _own_lines(reading: PageReading, running_text: RunningText) -> list[TextLine]:
    return [line for line in reading.lines if not is_running_text(line, reading, running_text)]


def _lines_below(reading: PageReading, running_text: RunningText) -> list[TextLine]:
    """Lines printed below the last table of a page."""
    if not reading.tables:
        return []
    bottom = max(t.box.y1 for t in reading.tables)
    return [line for line in _own_lines(reading, running_text) if line.middle > bottom]


def _lines_above(reading: PageReading, own: Sequence[TextLine], index: int) -> list[TextLine]:
    """Lines between a table and the one above it, near enough to be its caption."""
    box = reading.tables[index].box
    upper = [t.box.y1 for t in reading.tables[:index] if t.box.y1 <= box.y0 + 1]
    ceiling = max([*upper, box.y0 - CAPTION_REACH])
    is_beside: Callable[[TextLine], bool] = lambda t: t.box.x1 > box.x0 and t.box.x0 < box.x1  # noqa: E731
    return [t for t in own if ceiling <= t.middle < box.y0 and is_beside(t)]


def _make_table(document_id: str, ordinal: int, part: TablePart, above: Sequence[str]) -> Table:
    number, caption = find_caption(above)
    part = flag_unnamed_rows(flag_cut_rows(part))
    return Table(
        table_id=f"{document_id}-t{ordinal:02d}",
        document_id=document_id,
        cells=tuple(sorted(part.cells, key=lambda c: (c.row, c.column))),
        rows=part.rows,
        columns=part.columns,
        places=part.places,
        header_rows=part.header_rows,
        number=number,
        caption=caption,
        method=part.method,
        confidence=part.confidence,
        notes=part.notes,
        row_trace=part.row_trace,
    )
