"""Columns of the table that holds the reports of an agency side by side."""

from sidak.schemas.dictionary.column_types import (
    DOCUMENT_ID,
    PAGE,
    ForeignKey,
    TableSchema,
    decimal_column,
    integer_column,
    list_column,
    text_column,
)
from sidak.schemas.dictionary.content_tables import KODE_PATTERN
from sidak.schemas.dictionary.reading_tables import TABLE_ID_PATTERN
from sidak.schemas.vocabularies import AmountState, BudgetStage, DocumentKind, Level, Metric

RECONCILIATION = TableSchema(
    "reconciliation",
    "One row per amount of a budget line and the table of a report that states it, so that the "
    "reports of an agency can be laid side by side. The view `reconciliation_wide` in DuckDB "
    "has one row per line and a column per kind of report.",
    "Satu baris per nilai satu baris anggaran menurut satu tabel laporan, untuk menyandingkan "
    "laporan-laporan satu perangkat daerah. View `reconciliation_wide` di DuckDB memuat satu "
    "baris per baris anggaran dan satu kolom per jenis laporan.",
    (
        text_column(
            "amount_id",
            "Id of the amount: `<line_id>-<NN>`.",
            "Id nilai: `<line_id>-<NN>`.",
            pattern=r"b[0-9a-f]{12}-\d{2,}",
        ),
        text_column(
            "line_id",
            "Id of the line, its metric and its period; the same in all reports.",
            "Id baris anggaran, ukuran, dan masanya; sama di semua laporan.",
            pattern=r"b[0-9a-f]{12}",
        ),
        text_column("agency", "Agency (OPD).", "Perangkat daerah."),
        text_column("region", "Its region.", "Daerahnya.", is_nullable=True),
        integer_column("year", "Year of the amount.", "Tahun nilai itu."),
        text_column(
            "period",
            "The year or a quarter of it: '2023', '2023-TW1'.",
            "Tahun itu atau triwulannya: '2023', '2023-TW1'.",
        ),
        text_column(
            "level", "Level of the line.", "Tingkat baris dalam susunan anggaran.", values=Level
        ),
        text_column(
            "kode",
            "Its code, if one of the reports has one that is accepted.",
            "Kodenya, bila salah satu laporan punya kode yang diterima.",
            is_nullable=True,
            pattern=KODE_PATTERN,
        ),
        text_column("item_name", "Its name in this report.", "Namanya di laporan ini."),
        text_column(
            "metric",
            "Budget (`pagu`) or spending (`realisasi_anggaran`).",
            "Pagu atau realisasi anggaran.",
            values=(Metric.PAGU, Metric.REALISASI_ANGGARAN),
        ),
        DOCUMENT_ID,
        text_column("source", "Kind of the report.", "Jenis laporan.", values=DocumentKind),
        text_column(
            "table_id",
            "The table that states it.",
            "Tabel yang memuatnya.",
            pattern=TABLE_ID_PATTERN,
        ),
        PAGE,
        text_column(
            "budget_stage",
            "Which budget it is of: as first passed, shifted, revised, or what was spent.",
            "Anggaran yang mana: murni, pergeseran, perubahan, atau realisasi.",
            values=BudgetStage,
        ),
        decimal_column("value", "The amount in rupiah.", "Nilainya dalam rupiah."),
        text_column(
            "reference_id",
            "The amount that it is held against: that of the report nearest to the accounts.",
            "Nilai pembandingnya: milik laporan yang paling dekat dengan pembukuan.",
            is_nullable=True,
        ),
        decimal_column(
            "difference",
            "Amount minus the one that it is held against, in rupiah.",
            "Nilai ini dikurangi pembandingnya, dalam rupiah.",
        ),
        text_column(
            "state",
            "'reference', 'agrees', 'differs', 'other_stage' (another budget or an earlier "
            "plan, which may differ lawfully), 'other_scope' (the two tables are about "
            "different money), 'several' (its table states several amounts of the line) or "
            "'alone' (no other table states one).",
            "'reference' (pembanding), 'agrees' (sama), 'differs' (beda), 'other_stage' "
            "(anggaran lain atau rencana sebelumnya, boleh berbeda), 'other_scope' (kedua "
            "tabel memuat dana yang berlainan), 'several' (tabelnya memuat beberapa nilai) "
            "atau 'alone' (tidak ada di tabel lain).",
            values=AmountState,
        ),
        list_column(
            "figure_ids",
            "The figures of the table that state it.",
            "Angka-angka tabel yang memuatnya.",
        ),
    ),
    ("amount_id",),
    (
        ForeignKey("document_id", "documents", "document_id"),
        ForeignKey("table_id", "tables", "table_id"),
        ForeignKey("reference_id", "reconciliation", "amount_id"),
    ),
)
