"""A scanned budget table for the tests of the repair."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sidak.expectations import Reconciliation, reconcile
from sidak.expectations.repair.readings import CellRereader
from sidak.expectations.repair.tables import repair_tables
from sidak.schemas import (
    Cell,
    Figure,
    FigureStatus,
    Level,
    Place,
    Table,
    TypedTable,
)
from tests.expectations.factories import DOCUMENT, make_table

#: Two programs with their kegiatan; pagu, realisasi and what is left of it.
ROWS: tuple[tuple[Level, str, Sequence[str | None]], ...] = (
    (Level.PROGRAM, "Program A", ["38250000", "35120000", "3130000"]),
    (Level.KEGIATAN, "Kegiatan A1", ["26140000", "24050000", "2090000"]),
    (Level.KEGIATAN, "Kegiatan A2", ["12110000", "11070000", "1040000"]),
    (Level.PROGRAM, "Program B", ["52730000", "50310000", "2420000"]),
    (Level.KEGIATAN, "Kegiatan B1", ["31410000", "30290000", "1120000"]),
    (Level.KEGIATAN, "Kegiatan B2", ["21320000", "20020000", "1300000"]),
    (Level.TOTAL, "Jumlah", ["90980000", "85430000", "5550000"]),
)


Spot = tuple[int, int]


def scan(
    changes: Mapping[Spot, str] | None = None,
    readings: Mapping[Spot, Sequence[str]] | None = None,
    doubts: Sequence[Spot] = (),
    method: str = "ocr",
) -> tuple[TypedTable, Table]:
    """Return the table as read from a scan, and what was read in its cells.

    Args:
        changes: Row and column to another number as read.
        readings: Row and column to the readings of the cell.
        doubts: Rows and columns of suspect figures.
        method: How the figures were read.
    """
    rows = [
        (
            level,
            name,
            [(changes or {}).get((row, at), one) for at, one in enumerate(numbers, 1)],
        )
        for row, (level, name, numbers) in enumerate(ROWS)
    ]
    statuses = dict.fromkeys(doubts, FigureStatus.SUSPECT)
    table = make_table(["pagu", "realisasi", "sisa"], rows, statuses=statuses)
    figures = tuple(replace(one, method=method) for one in table.figures)
    raw = Table(
        table.table_id,
        DOCUMENT,
        tuple(
            Cell(
                one.row,
                one.column,
                one.raw_text,
                Place(1),
                readings=tuple((readings or {}).get((one.row, one.column), ())),
            )
            for one in figures
        ),
        len(rows),
        4,
        (Place(1),),
        method=method,
    )
    return replace(table, figures=figures), raw


def check(table: TypedTable, raw: Table, reread: CellRereader | None = None) -> Reconciliation:
    """Repair a table, then reconcile it, as the pipeline does."""
    repaired = repair_tables([table], [raw], reread=reread)
    done = reconcile(repaired.tables, raw_tables=[raw])
    return replace(done, tables=repaired.doubt_disputed(done.tables))


def figure_at(result: Reconciliation, row: int, column: int) -> Figure:
    found = [one for one in result.tables[0].figures if (one.row, one.column) == (row, column)]
    return found[0]
