"""``sidak extract --debug-images``: pictures of the pages with what was read from them."""

from pathlib import Path

from sidak.extractors.debug_overlay import TableLabels, write_overlays
from sidak.normalisers import find_facts, type_tables
from sidak.schemas import (
    ACCEPTED_STATUSES,
    ColumnMeaning,
    ColumnRole,
    Extraction,
    Table,
    TypedTable,
)

#: Roles whose own name says too little, or takes too much room.
_ROLE_WORDS = {ColumnRole.EMPTY: "-"}


def draw_extraction(
    path: Path, extraction: Extraction, folder: Path, *, is_every_page: bool = False
) -> list[Path]:
    """Draw what was read and understood over the pages of a PDF.

    Args:
        path: The PDF.
        extraction: What was read from it.
        folder: Gets one PNG per page.
        is_every_page: Also draw pages without tables.

    Returns:
        The files written.

    Raises:
        UnreadableFileError: If the file is a text dump.
        OSError: If they cannot be written.
    """
    typed = type_tables(extraction, find_facts(extraction))
    labels = {
        table.table_id: label_table(table, meaning)
        for table, meaning in zip(extraction.tables, typed, strict=True)
    }
    return write_overlays(path, extraction, folder, labels, is_every_page=is_every_page)


def label_table(table: Table, typed: TypedTable) -> TableLabels:
    """Return what to write beside a table: roles of columns, levels of rows, doubts."""
    body = {row for row, level in enumerate(typed.row_levels) if level is not None}
    first = min(body, default=table.header_rows or 0)
    return TableLabels(
        columns=tuple(describe_column(meaning) for meaning in typed.columns),
        rows=tuple(str(level) if level is not None else "" for level in typed.row_levels),
        header=frozenset(range(first)),
        doubted=frozenset(
            (figure.row, figure.column)
            for figure in typed.figures
            if figure.status not in ACCEPTED_STATUSES
        ),
    )


def describe_column(meaning: ColumnMeaning) -> str:
    """Describe in a few words what a column holds: "pagu 2023 Rp", "kode"."""
    if meaning.metric is None:
        return _ROLE_WORDS.get(meaning.role, str(meaning.role))
    period = meaning.period or meaning.year
    words = (meaning.metric, period, meaning.unit)
    return " ".join(str(word) for word in words if word)
