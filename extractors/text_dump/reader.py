"""Text dumps of reports: rows with tabs become tables, everything else is narrative."""

from dataclasses import dataclass
from pathlib import Path

from sidak.extractors.files.encoding import decode_text
from sidak.extractors.files.inspection import FileFacts
from sidak.extractors.layout.captions import find_caption
from sidak.extractors.text_dump.lines import DumpLines, split_dump
from sidak.extractors.text_dump.settings import SETTINGS
from sidak.extractors.text_dump.tables import DumpTable, build_tables, numbers_columns
from sidak.schemas import (
    Cell,
    Doubt,
    DoubtKind,
    Extraction,
    Page,
    PageSource,
    PageStatus,
    PageText,
    Place,
    Table,
    UnreadableFileError,
)


@dataclass(frozen=True, slots=True)
class _HeaderSpans:
    """Column spans of the header cells: (row, column) to the number of columns."""

    width: dict[tuple[int, int], int]

    def covers(self, row: int, column: int) -> bool:
        """Return True if a wide cell on the left covers this position."""
        return any(r == row and c < column < c + n for (r, c), n in self.width.items())


def read_dump(path: Path, facts: FileFacts) -> Extraction:
    """Read a text dump.

    A block of the dump (see ``sidak.extractors.text_dump.lines``) takes the place of a page.

    Raises:
        UnreadableFileError: If the file is not text.
    """
    decoded = decode_text(path.read_bytes())
    if decoded is None:
        raise UnreadableFileError(path.name, Doubt(DoubtKind.NOT_TEXT))
    cut = split_dump(decoded.text)
    tables = tuple(
        _make_table(facts.document_id, ordinal, draft)
        for ordinal, draft in enumerate(build_tables(cut.runs), 1)
    )
    return Extraction(
        document_id=facts.document_id,
        sha256=facts.sha256,
        file=facts.file,
        producer="",
        title="",
        pages=_make_ledger(cut, tables),
        tables=tables,
        texts=tuple(
            PageText(number, tuple((line, None) for line in lines))
            for number, lines in enumerate(cut.narrative, 1)
            if lines
        ),
    )


def _make_ledger(cut: DumpLines, tables: tuple[Table, ...]) -> tuple[Page, ...]:
    ledger = []
    for number, lines in enumerate(cut.narrative, 1):
        here = sum(any(place.page == number for place in t.places) for t in tables)
        status = PageStatus.NARRATIVE if lines else PageStatus.BLANK
        ledger.append(
            Page(number, PageSource.TEXT, PageStatus.TABLES if here else status, tables=here)
        )
    return tuple(ledger)


def _make_table(document_id: str, ordinal: int, draft: DumpTable) -> Table:
    number, caption = find_caption(draft.above[-SETTINGS.caption_reach :])
    spans = find_spans(draft)
    cells = tuple(
        Cell(
            row=r,
            column=c,
            text=slot.plain,
            place=Place(slot.blocks[0]),
            column_span=spans.width.get((r, c), 1),
            more_places=tuple(Place(block) for block in slot.blocks[1:]),
            is_bold=slot.is_bold,
            is_italic=slot.is_italic,
            method="dump",
            doubts=slot.doubts,
        )
        for r, row in enumerate(draft.rows)
        for c, slot in enumerate(row)
        if not spans.covers(r, c)
    )
    return Table(
        table_id=f"{document_id}-t{ordinal:02d}",
        document_id=document_id,
        cells=cells,
        rows=len(draft.rows),
        columns=draft.columns,
        places=tuple(Place(block) for block in draft.blocks),
        header_rows=draft.header_rows or None,
        number=number,
        caption=caption,
        method="dump",
        confidence=round(draft.confidence, 2),
        notes=tuple(draft.notes),
        continues=draft.continues,
    )


def find_spans(draft: DumpTable) -> _HeaderSpans:
    """Find header cells over several columns.

    The evidence is the next header row: it names parts below the wide cell itself and
    below each of the empty cells to its right.
    """
    spans = _HeaderSpans({})
    for r in reversed(range(draft.header_rows - 1)):
        row, below = draft.rows[r], draft.rows[r + 1]
        if numbers_columns([slot.text for slot in below]):
            continue
        named = [bool(slot.plain) or spans.covers(r + 1, c) for c, slot in enumerate(below)]
        for c, slot in enumerate(row):
            if not slot.plain or not named[c]:
                continue
            end = c + 1
            while end < len(row) and _goes_on(draft, r, end) and named[end]:
                end += 1
            if end > c + 1:
                spans.width[r, c] = end - c
    return spans


def _goes_on(draft: DumpTable, row: int, column: int) -> bool:
    """Return True if no header begins at this column, in this row or in one above."""
    return not any(draft.rows[r][column].plain for r in range(row + 1))
