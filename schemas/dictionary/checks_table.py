"""Columns of the table ``checks``: every expectation of every part with its result."""

from sidak.schemas.dictionary.column_types import (
    TableSchema,
    boolean_column,
    integer_column,
    list_column,
    text_column,
)
from sidak.schemas.regions import REGION_CODE_PATTERN

CRITICAL = "critical"
WARNING = "warning"

CHECKS = TableSchema(
    "checks",
    "One row per expectation of the data contract and region, also of those that hold.",
    "Satu baris per aturan kontrak data dan daerah, termasuk yang terpenuhi.",
    (
        text_column(
            "region_code",
            "Region whose part of the tables was checked; its Kemendagri code.",
            "Daerah yang bagian tabelnya diperiksa; kode Kemendagri.",
            pattern=REGION_CODE_PATTERN,
        ),
        text_column(
            "rule",
            "Name of the rule: `<table>.<column>.<what>`.",
            "Nama aturan: `<tabel>.<kolom>.<isi aturan>`.",
        ),
        text_column("table_name", "Table that was checked.", "Tabel yang diperiksa."),
        text_column(
            "severity",
            "What breaking it means: 'critical' keeps the part back, 'warning' does not.",
            "Akibat bila dilanggar: 'critical' menahan bagian itu, 'warning' tidak.",
            values=(CRITICAL, WARNING),
        ),
        boolean_column("passed", "Whether every row obeys it.", "Apakah semua baris taat."),
        integer_column("rows", "Rows that were checked.", "Jumlah baris yang diperiksa."),
        integer_column("broken", "Rows that break it.", "Jumlah baris yang melanggar."),
        text_column(
            "message",
            "What is wrong, with the number of rows; filled where it is broken.",
            "Apa yang salah beserta jumlah barisnya; terisi bila dilanggar.",
            is_nullable=True,
        ),
        list_column(
            "examples",
            "Keys of some of the rows that break it.",
            "Kunci beberapa baris yang melanggar.",
        ),
    ),
    ("region_code", "rule"),
)
