"""Figures of pages whose content is damaged: what is left of it may be wrong."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from sidak.extractors.tables.page_tables import PageReading, PageTable
from sidak.extractors.verify.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind, Table
from sidak.schemas.text.column_numbers import is_column_number_row
from sidak.schemas.text.patterns import is_year

CUT = Doubt(DoubtKind.BESIDE_LOST_PAGE)


def flag_damaged(reading: PageReading, damage: Doubt) -> PageReading:
    """Note the damage of a page and doubt its figures: some of it may be lost or altered.

    Args:
        reading: What was read of the page.
        damage: What is wrong with it.
    """
    noted = replace(reading, remarks=(*reading.remarks, damage))
    return replace(noted, tables=tuple(_doubt_figures(table, damage) for table in noted.tables))


def _doubt_figures(table: PageTable, damage: Doubt) -> PageTable:
    return _doubt_rows(table, {cell.slot.row for cell in table.filled}, damage)


def flag_beside_lost_pages(
    readings: Mapping[int, PageReading], lost: Collection[int]
) -> dict[int, PageReading]:
    """Doubt the rows that may go on to, or come from, a page that is not read whole.

    Args:
        readings: What was read, by page.
        lost: Pages that were not read, or of which something is lost.
    """
    flagged = dict(readings)
    for page, reading in readings.items():
        tables = list(reading.tables)
        if tables and page + 1 in lost and page not in lost:
            rows = _figure_rows(tables[-1])[-SETTINGS.rows_beside_lost_page :]
            tables[-1] = _doubt_rows(tables[-1], set(rows), CUT)
        if tables and page - 1 in lost and page not in lost:
            rows = _figure_rows(tables[0])
            end = _count_header_rows(tables[0], rows) + SETTINGS.rows_beside_lost_page
            tables[0] = _doubt_rows(tables[0], set(rows[:end]), CUT)
        flagged[page] = replace(reading, tables=tuple(tables))
    return flagged


def flag_spanning_tables(
    tables: Iterable[Table], damage: Mapping[int, Doubt]
) -> tuple[Table, ...]:
    """Doubt all figures of tables that stand on a damaged page in part.

    What a column means is printed on the first page; if that is damaged, the others may be
    read with another meaning.

    Args:
        tables: Tables, joined over pages.
        damage: What is wrong with pages, by their number.
    """

    def flag(table: Table) -> Table:
        doubts = tuple(damage[p.page] for p in table.places if p.page in damage)[:1]
        if not doubts:
            return table
        cells = (
            replace(cell, doubts=(*cell.doubts, *doubts))
            if _may_be_figure(cell.text) and not set(doubts) <= set(cell.doubts)
            else cell
            for cell in table.cells
        )
        return replace(table, cells=tuple(cells))

    return tuple(map(flag, tables))


def _figure_rows(table: PageTable) -> list[int]:
    """Return the rows with figures, from top to bottom."""
    return sorted({cell.slot.row for cell in table.filled if _may_be_figure(cell.text)})


def _count_header_rows(table: PageTable, rows: Sequence[int]) -> int:
    """Return how many of the rows with figures are those of a repeated header."""
    count = 0
    for i, row in enumerate(rows[: SETTINGS.rows_of_header]):
        texts = [cell.text for cell in table.filled if cell.slot.row == row]
        if is_column_number_row(texts):
            return i + 1
        digits = [text for text in texts if any(ch.isdigit() for ch in text)]
        if not all(text.strip()[:1].isalpha() or is_year(text) for text in digits):
            break
        count = i + 1
    return count


def _doubt_rows(table: PageTable, rows: Collection[int], doubt: Doubt) -> PageTable:
    return replace(
        table,
        filled=tuple(
            replace(cell, doubts=(*cell.doubts, doubt))
            if cell.slot.row in rows and _may_be_figure(cell.text)
            else cell
            for cell in table.filled
        ),
    )


def _may_be_figure(text: str) -> bool:
    """Return True for digits, and for the dash that stands for nothing."""
    return any(ch.isdigit() for ch in text) or (
        bool(text.strip()) and not any(ch.isalnum() for ch in text)
    )
