"""Figures of pages whose content is damaged: what is left of it may be wrong."""

from dataclasses import replace

from sidak.extractors.tables.page_tables import PageReading, PageTable
from sidak.schemas import Doubt


def flag_damaged(reading: PageReading, damage: Doubt) -> PageReading:
    """Note the damage of a page and doubt its figures: some of it may be lost or altered.

    Args:
        reading: What was read of the page.
        damage: What is wrong with it.
    """
    noted = replace(reading, remarks=(*reading.remarks, damage))
    return replace(noted, tables=tuple(_doubt_figures(table, damage) for table in noted.tables))


def _doubt_figures(table: PageTable, damage: Doubt) -> PageTable:
    return replace(
        table,
        filled=tuple(
            replace(cell, doubts=(*cell.doubts, damage))
            if any(ch.isdigit() for ch in cell.text)
            else cell
            for cell in table.filled
        ),
    )
