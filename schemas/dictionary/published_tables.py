"""The column dictionary: every column of every published table, described once.

From here come the CSV and Parquet schemas, ``datapackage.json``, the page
``docs/data-dictionary.md`` and the great-expectations suites. A column that is not here
is not published.
"""

from types import MappingProxyType

from sidak.schemas.dictionary.checks_table import CHECKS
from sidak.schemas.dictionary.column_types import (
    DECIMAL_PRECISION,
    DECIMAL_SCALE,
    LIST_SEPARATOR,
    Column,
    ColumnType,
    ForeignKey,
    TableSchema,
)
from sidak.schemas.dictionary.content_tables import FIGURES, FINDINGS, ITEMS, KODE_PATTERN
from sidak.schemas.dictionary.mentions_table import MENTIONS
from sidak.schemas.dictionary.reading_tables import CELLS, DOCUMENTS, PAGES, REVIEW, TABLES
from sidak.schemas.dictionary.reconciliation_table import RECONCILIATION
from sidak.schemas.dictionary.wide_tables import PANEL, WIDE_INDICATORS, WIDE_PROGRAMMES

__all__ = [
    "DECIMAL_PRECISION",
    "DECIMAL_SCALE",
    "KODE_PATTERN",
    "LIST_SEPARATOR",
    "TABLE_SCHEMAS",
    "Column",
    "ColumnType",
    "ForeignKey",
    "TableSchema",
]

#: Name of a published table to its schema, in the order of a release.
TABLE_SCHEMAS = MappingProxyType(
    {
        schema.name: schema
        for schema in (
            DOCUMENTS,
            PAGES,
            TABLES,
            ITEMS,
            FIGURES,
            FINDINGS,
            MENTIONS,
            RECONCILIATION,
            WIDE_PROGRAMMES,
            WIDE_INDICATORS,
            PANEL,
            CELLS,
            REVIEW,
            CHECKS,
        )
    }
)
