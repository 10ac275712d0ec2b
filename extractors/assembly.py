"""From the pages of a PDF to one document: tables joined over pages, page ledger, texts."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium

from sidak.extractors.layout.captions import find_caption
from sidak.extractors.layout.plain_text import (
    PlainText,
    holds_claims,
    keep_visible,
    read_plain_text,
)
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.pdf.classify import ClassifiedDocument, PageClass
from sidak.extractors.pdf.hidden_signs import may_hide_text
from sidak.extractors.pdf.opening import open_page
from sidak.extractors.pdf.page_content import read_content
from sidak.extractors.settings import SETTINGS
from sidak.extractors.spanning.header_votes import vote_on_headers
from sidak.extractors.spanning.join_pages import flag_cut_rows, join_parts
from sidak.extractors.spanning.running_text import (
    drop_running_footers,
    find_running_text,
    is_running_text,
)
from sidak.extractors.spanning.side_by_side import (
    append_side_tables,
    find_side_tables,
    flag_unnamed_rows,
    part_side_tables,
)
from sidak.extractors.spanning.table_part import TablePart, make_table_part
from sidak.extractors.tables.page_tables import PageReading
from sidak.extractors.verify.damage import flag_beside_lost_pages, flag_spanning_tables
from sidak.schemas import (
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    PageNumbers,
    PageSource,
    PageStatus,
    PageText,
    Table,
)

RunningText = frozenset[tuple[str, int]]


def assemble_document(
    path: Path,
    classified: ClassifiedDocument,
    readings: Mapping[int, PageReading | Doubt],
    asked: Collection[int] | None = None,
) -> Extraction:
    """Put the pages of a PDF together.

    Args:
        path: The file; the text of pages without a reading is taken from it.
        classified: What the file and its pages are.
        readings: What was read of its pages, or why it could not be read.
        asked: Pages that were to be read; ``None`` for all. The others are not lost.
    """
    facts, classes = classified.facts, classified.pages
    read = {n: r for n, r in readings.items() if isinstance(r, PageReading)}
    printed = {c.page: read[c.page] for c in classes if c.is_printed_table and c.page in read}
    read |= drop_running_footers(printed)
    ledger = [_make_page_record(c, readings.get(c.page)) for c in classes]
    lost = {
        p.page
        for p in ledger
        if p.status in (PageStatus.FAILED, PageStatus.PARTIAL)
        and (asked is None or p.page in asked)
    }
    if lost:
        read = flag_beside_lost_pages(read, lost)
    read = vote_on_headers(read)
    damage = {c.page: c.damage for c in classes if c.damage is not None}
    tables = flag_spanning_tables(assemble_tables(facts.document_id, read), damage)
    plain = [c.page for c in classes if c.has_text and c.page not in read]
    texts = _read_plain_texts(path, plain)
    return Extraction(
        document_id=facts.document_id,
        sha256=facts.sha256,
        file=facts.file,
        producer=facts.producer,
        title=facts.title,
        pages=_count_tables(ledger, tables),
        tables=tables,
        texts=_gather_texts(read, texts),
        numbers=_gather_numbers(read, texts),
    )


def _read_plain_texts(path: Path, pages: Sequence[int]) -> dict[int, PlainText]:
    """Read the lines of pages that may not hold a table; cheap."""
    texts: dict[int, PlainText] = {}
    with closing(pdfium.PdfDocument(path)) as document:
        for number in pages:
            with closing(open_page(document, number)) as opened:
                text = read_plain_text(opened.page)
                if holds_claims(text) and may_hide_text(opened.page):
                    content = read_content(opened.page, number, opened.own_objects)
                    text = keep_visible(text, content)
                texts[number] = text
    return texts


def _make_page_record(page_class: PageClass, reading: PageReading | Doubt | None) -> Page:
    """Make the ledger line of a page; tables are counted later."""
    status, reasons = PageStatus.NARRATIVE, page_class.reasons
    rotation = page_class.text_rotation
    if page_class.failed is not None:
        status, reasons = PageStatus.FAILED, (page_class.failed,)
    elif page_class.is_blank:
        status = PageStatus.BLANK
    elif isinstance(reading, PageReading):
        reasons, rotation = tuple(dict.fromkeys(reading.remarks)), reading.turned
    elif isinstance(reading, Doubt):
        status, reasons = PageStatus.FAILED, (reading,)
    elif page_class.source is not PageSource.TEXT:
        status = PageStatus.FAILED
        reasons = (Doubt(DoubtKind.SCAN_NOT_REQUESTED),)
    if page_class.damage is not None and status is not PageStatus.FAILED:
        status = PageStatus.PARTIAL
        reasons = tuple(dict.fromkeys((*reasons, page_class.damage)))
    return Page(
        page=page_class.page,
        source=page_class.source,
        status=status,
        rotation=rotation,
        reasons=reasons,
        width=round(page_class.width, 2),
        height=round(page_class.height, 2),
    )


def _count_tables(ledger: Sequence[Page], tables: Sequence[Table]) -> tuple[Page, ...]:
    counted = []
    for page in ledger:
        n = sum(any(p.page == page.page for p in t.places) for t in tables)
        is_partial = page.status is PageStatus.PARTIAL
        status = PageStatus.TABLES if n and not is_partial else page.status
        counted.append(replace(page, tables=n, status=status))
    return tuple(counted)


def _gather_texts(
    readings: Mapping[int, PageReading], texts: Mapping[int, PlainText]
) -> tuple[PageText, ...]:
    """Gather the text outside tables, page by page."""
    gathered = [PageText(n, text.lines) for n, text in texts.items()]
    for n, reading in readings.items():
        lines = tuple((line.text, reading.to_viewer(line.box)) for line in reading.lines)
        gathered.append(PageText(n, lines))
    return tuple(sorted(gathered, key=lambda t: t.page))


def _gather_numbers(
    readings: Mapping[int, PageReading], texts: Mapping[int, PlainText]
) -> tuple[PageNumbers, ...]:
    """Gather the numbers of all pages that were read, page by page."""
    numbers = {n: reading.numbers for n, reading in readings.items()}
    numbers |= {n: text.numbers for n, text in texts.items()}
    return tuple(PageNumbers(n, numbers[n]) for n in sorted(numbers))


def assemble_tables(document_id: str, readings: dict[int, PageReading]) -> tuple[Table, ...]:
    """Join the tables of consecutive pages and give them ids, numbers and captions."""
    running_text = find_running_text(list(readings.values()))
    done: list[tuple[TablePart, tuple[str, ...]]] = []
    readings = part_side_tables(readings)
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
    ceiling = max([*upper, box.y0 - SETTINGS.caption_reach])
    return [
        t
        for t in own
        if ceiling <= t.middle < box.y0 and t.box.x1 > box.x0 and t.box.x0 < box.x1
    ]


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
