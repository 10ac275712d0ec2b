"""Small tables made from plain numbers, for the tests of the arithmetic."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypedDict, Unpack

from sidak.expectations import reconcile
from sidak.normalisers.rows.row_tree import build_row_tree
from sidak.schemas import (
    ColumnMeaning,
    ColumnRole,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Finding,
    FindingKind,
    Item,
    Level,
    Metric,
    Severity,
    TypedTable,
)

DOCUMENT = "0123456789abcdef"

#: Name of a column in a test to what it means.
MEANINGS = {
    "pagu": (Metric.PAGU, "Rp"),
    "realisasi": (Metric.REALISASI_ANGGARAN, "Rp"),
    "serapan": (Metric.SERAPAN, "%"),
    "sisa": (Metric.SISA, "Rp"),
    "target": (Metric.TARGET, "Poin"),
    "hasil": (Metric.REALISASI, "Poin"),
    "capaian": (Metric.CAPAIAN, "%"),
    "lain": (Metric.LAINNYA, "Rp"),
    "pertumbuhan": (Metric.PERTUMBUHAN, "%"),
    "kondisi_akhir": (Metric.KONDISI_AKHIR, "Rp"),
    "lain2": (Metric.LAINNYA, "Rp"),
    "lain3": (Metric.LAINNYA, "Rp"),
    "mutasi": (Metric.LAINNYA, "Rp"),
    "total": (Metric.LAINNYA, "Rp"),
}

Row = tuple[Level, str, Sequence[str | None]]
P, K, S, T = Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN, Level.TOTAL


class TableOptions(TypedDict, total=False):
    """What a table may have besides columns and rows.

    Attributes:
        place: Ordinal of the table.
        unit: Unit of the money columns in place of "Rp".
        statuses: (row, column) to status, where not OK.
        formulas: Column to its printed number and formula.
        year: Year of all columns; 2022 if not given.
        has_header: False for the rest of a table cut in two.
        codes: Printed code of each row.
    """

    place: int
    unit: str | None
    statuses: Mapping[tuple[int, int], FigureStatus]
    formulas: Mapping[int, tuple[str, str | None]]
    year: int | None
    has_header: bool
    codes: Sequence[str | None]


def make_table(
    columns: Sequence[str], rows: Sequence[Row], **options: Unpack[TableOptions]
) -> TypedTable:
    """Return a typed table: column 0 holds the names, the others numbers.

    Args:
        columns: Keys of ``MEANINGS``, for columns 1, 2, ...
        rows: Level, name and numbers as text ("1000", "96.41"; None for no number).
        options: See ``TableOptions``.
    """
    unit, year = options.get("unit"), options.get("year", 2022)
    codes, has_header = options.get("codes", ()), options.get("has_header", True)
    table_id = f"{DOCUMENT}-t{options.get('place', 1):02d}"
    meanings = [ColumnMeaning(0, "Uraian", ColumnRole.NAME)]
    for column, key in enumerate(columns, start=1):
        metric, own_unit = MEANINGS[key]
        number, formula = options.get("formulas", {}).get(column, (None, None))
        meanings.append(
            ColumnMeaning(
                column,
                key.upper() if has_header else "",
                ColumnRole.FIGURE,
                metric=metric,
                unit=unit if unit and own_unit == "Rp" else own_unit,
                year=year,
                period=None if year is None else str(year),
                number=number,
                formula=formula,
            )
        )
    items: list[Item] = []
    figures: list[Figure] = []
    for row, (level, name, numbers) in enumerate(rows):
        item_id: str | None = f"{table_id}-i{row}"
        if level is Level.INDIKATOR:
            item_id = items[-1].item_id
        else:
            kode = codes[row] if row < len(codes) else None
            items.append(
                Item(f"{table_id}-i{row}", DOCUMENT, table_id, 1, row, level, name, name, kode)
            )
        for column, text in enumerate(numbers, start=1):
            if text is None:
                continue
            status = options.get("statuses", {}).get((row, column), FigureStatus.OK)
            unreadable = status is FigureStatus.UNREADABLE
            figures.append(
                Figure(
                    figure_id=f"{table_id}-r{row}-c{column}",
                    document_id=DOCUMENT,
                    table_id=table_id,
                    item_id=item_id,
                    page=1,
                    row=row,
                    column=column,
                    header=meanings[column].header,
                    item_name=items[-1].name,
                    indikator=name if level is Level.INDIKATOR else "",
                    level=level,
                    kode=None,
                    metric=meanings[column].metric or Metric.LAINNYA,
                    period=meanings[column].period,
                    year=year,
                    unit=meanings[column].unit,
                    value=None if unreadable else Decimal(text),
                    raw_text=text,
                    status=status,
                    reasons=()
                    if status is FigureStatus.OK
                    else (Doubt(DoubtKind.INK_NOT_READ),),
                    confidence=1.0,
                    method="test",
                    decimals=len(text.partition(".")[2]),
                )
            )
    return TypedTable(
        table_id,
        "anggaran",
        tuple(meanings),
        tuple(level for level, _, _ in rows),
        tuple(items),
        tuple(figures),
        tree=build_row_tree(items, figures),
    )


CONSISTENT: list[Row] = [
    (P, "Program Penunjang", ["6000000", "5000000"]),
    (K, "Administrasi Umum", ["4000000", "3500000"]),
    (S, "Penyediaan Alat Tulis", ["3000000", "2600000"]),
    (S, "Penyediaan Logistik", ["1000000", "900000"]),
    (K, "Administrasi Keuangan", ["2000000", "1500000"]),
    (S, "Penyediaan Gaji", ["2000000", "1500000"]),
    (P, "Program Perekonomian", ["1234567", "1000000"]),
    (K, "Kebijakan Perekonomian", ["1234567", "1000000"]),
    (S, "Pengendalian Distribusi", ["1234567", "1000000"]),
    (T, "Jumlah", ["7234567", "6000000"]),
]


ROWS_WITH_RATIO: list[Row] = [
    (K, "A", ["287453750", "254784750", "88.64", "32669000"]),
    (K, "B", ["49635000", "49615000", "99.96", "20000"]),
    (K, "C", ["14490000", "12590000", "86.89", "1900000"]),
    (K, "D", ["9520000", "9420000", "98.95", "100000"]),
]


BUDGET = ["pagu", "realisasi", "serapan", "sisa"]


def change(rows: list[Row], row: int, column: int, text: str | None) -> list[Row]:
    level, name, numbers = rows[row]
    replaced = list(numbers)
    replaced[column - 1] = text
    return [*rows[:row], (level, name, replaced), *rows[row + 1 :]]


def statuses(table: TypedTable) -> dict[tuple[int, int], FigureStatus]:
    return {(one.row, one.column): one.status for one in table.figures}


def gist(finding: Finding) -> tuple[FindingKind, Severity, Decimal | None, Decimal | None]:
    return finding.kind, finding.severity, finding.reported, finding.expected


def gists(columns: list[str], rows: list[Row]) -> list[tuple[Decimal | None, Decimal | None]]:
    found = reconcile([make_table(columns, rows)]).findings
    return [(one.reported, one.expected) for one in found]


def make_finding(
    name: str,
    *,
    kind: FindingKind = FindingKind.SUM_MISMATCH,
    reported: str | None = None,
    figures: tuple[str, ...] = (),
    page: int = 1,
    message: str = "Jumlah salah.",
) -> Finding:
    return Finding(
        name,
        DOCUMENT,
        kind,
        Severity.ERROR,
        message,
        reported=None if reported is None else Decimal(reported),
        expected=None if reported is None else Decimal(300),
        table_id="t1",
        page=page,
        figure_ids=figures,
        message_en="Wrong sum.",
        confidence=0.98,
    )
