"""Hand-made readings and labels for the tests of the scorer."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from bench.scoring.truth import TruthColumn, TruthDocument, TruthPage, TruthRow, TruthTable
from sidak.schemas import (
    Box,
    Cell,
    ColumnMeaning,
    ColumnRole,
    Doubt,
    DoubtKind,
    Extraction,
    Figure,
    FigureStatus,
    Level,
    Metric,
    Page,
    PageSource,
    PageStatus,
    Place,
    Table,
    TypedTable,
)

COLUMNS = (
    TruthColumn("Uraian", "name"),
    TruthColumn("Pagu", "figure", "pagu", "Rp", 2022),
    TruthColumn("Realisasi", "figure", "realisasi_anggaran", "Rp", 2022),
    TruthColumn("%", "figure", "serapan", "%", 2022),
)
ROWS = (
    ("Program Penunjang Urusan", "1.000.000", "900.000", "90,00"),
    ("Administrasi Keuangan", "700.000", "650.000", "92,86"),
    ("Administrasi Umum", "300.000", "250.000", "83,33"),
)
LEVELS = ("program", "kegiatan", "kegiatan")

MEANINGS = (
    ColumnMeaning(0, "Uraian", ColumnRole.NAME),
    ColumnMeaning(1, "Pagu", ColumnRole.FIGURE, Metric.PAGU, "Rp", 2022),
    ColumnMeaning(2, "Realisasi", ColumnRole.FIGURE, Metric.REALISASI_ANGGARAN, "Rp", 2022),
    ColumnMeaning(3, "%", ColumnRole.FIGURE, Metric.SERAPAN, "%", 2022),
)


def make_truth(
    rows: Sequence[Sequence[str]] = ROWS,
    levels: Sequence[str] = LEVELS,
    columns: Sequence[TruthColumn] = COLUMNS,
) -> TruthTable:
    """A labelled table."""
    listed = zip(rows, levels, strict=True)
    return TruthTable(
        tuple(columns), tuple(TruthRow(tuple(cells), level) for cells, level in listed)
    )


def make_document(*pages: TruthPage, is_whole: bool = False) -> TruthDocument:
    """A labelled report."""
    return TruthDocument(Path("laporan.pdf"), pages, is_whole)


def _level(name: str) -> Level | None:
    return Level(name) if name else None


def make_reading(
    rows: Sequence[Sequence[str]] = ROWS,
    levels: Sequence[str] = LEVELS,
    *,
    meanings: Sequence[ColumnMeaning] = MEANINGS,
    pages: Mapping[int, tuple[int, ...]] | None = None,
    statuses: Mapping[tuple[int, int], FigureStatus] | None = None,
    values: Mapping[tuple[int, int], Decimal] | None = None,
    table: str = "t01",
) -> tuple[Table, TypedTable]:
    """A read table and its meaning.

    Args:
        rows: Cells as read.
        levels: Level of each row; "" for a header row, which has no figures.
        meanings: Meaning of the columns.
        pages: Row to the pages that it stands on (1 where not given).
        statuses: Row and column to status (OK where not given).
        values: Row and column to value, where it is not what the text says.
        table: Id of the table.
    """
    places = pages or {}
    box = Box(0, 0, 10, 10)
    cells, figures = [], []
    for row, texts in enumerate(rows):
        first, *more = places.get(row, (1,))
        for column, text in enumerate(texts):
            cell = Cell(
                row,
                column,
                text,
                Place(first, box),
                more_places=tuple(Place(page, box) for page in more),
            )
            cells.append(cell)
            meaning = meanings[column]
            digits = text.replace(".", "").replace(",", ".")
            if meaning.role is not ColumnRole.FIGURE or not levels[row]:
                continue
            if not digits.replace(".", "").isdigit():
                continue
            status = (statuses or {}).get((row, column), FigureStatus.OK)
            figures.append(
                Figure(
                    figure_id=f"{table}-r{row}-c{column}",
                    document_id="d",
                    table_id=table,
                    item_id=None,
                    page=first,
                    row=row,
                    column=column,
                    header=meaning.header,
                    item_name="",
                    indikator="",
                    level=Level.LAINNYA,
                    kode=None,
                    metric=meaning.metric or Metric.LAINNYA,
                    period=None,
                    year=meaning.year,
                    unit=meaning.unit,
                    value=(values or {}).get((row, column), Decimal(digits)),
                    raw_text=text,
                    status=status,
                    reasons=()
                    if status is FigureStatus.OK
                    else (Doubt(DoubtKind.INK_NOT_READ),),
                    confidence=1.0,
                    method="fake",
                )
            )
    stands_on = sorted({page for row in range(len(rows)) for page in places.get(row, (1,))})
    raw = Table(
        table_id=table,
        document_id="d",
        cells=tuple(cells),
        rows=len(rows),
        columns=len(meanings),
        places=tuple(Place(page, box) for page in stands_on),
    )
    typed = TypedTable(
        table, "anggaran", tuple(meanings), tuple(map(_level, levels)), (), tuple(figures)
    )
    return raw, typed


def make_pipeline_result(
    *readings: tuple[Table, TypedTable], pages: int = 1
) -> tuple[Extraction, tuple[TypedTable, ...]]:
    """What a pipeline returns for the tables given."""
    extraction = Extraction(
        document_id="d",
        sha256="d",
        file="laporan.pdf",
        producer="",
        title="",
        pages=tuple(
            Page(page, PageSource.TEXT, PageStatus.TABLES) for page in range(1, pages + 1)
        ),
        tables=tuple(raw for raw, _ in readings),
    )
    return extraction, tuple(typed for _, typed in readings)
