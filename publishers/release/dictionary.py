"""The data dictionary page, made from the column dictionary."""

from sidak.schemas import DoubtKind
from sidak.schemas.dictionary.published_tables import (
    TABLE_SCHEMAS,
    Column,
    ColumnType,
    TableSchema,
)

_HEAD = """# Data dictionary

This page is made from `schemas/dictionary/published_tables.py` by
`sidak.publishers.render_dictionary()`; a test compares the two. Do not edit it by hand.

A release holds each table as CSV (UTF-8, `.` as decimal mark, no thousands separator,
empty for missing) and as Parquet; `cells` as Parquet only. `sidak.duckdb` holds all of
them. Boxes are in PDF points from the top left corner of the page as a viewer shows it.

Read the CSV files with the types given here. Left to guess, a program takes some ids and
codes for numbers (`4.10` is a code, not 4.1):

```python
import pandas as pd

figures = pd.read_csv("figures.csv", dtype={"document_id": str, "kode": str, "raw_text": str})
```
"""

_RELEASE_HEAD = """# Kamus data / data dictionary

Setiap kolom dari setiap tabel; keterangan dalam bahasa Inggris dan Indonesia. Setiap tabel ada
sebagai CSV (UTF-8, tanda desimal titik, tanpa pemisah ribuan, kosong bila tidak ada) dan
Parquet; `cells` hanya Parquet. Bacalah kode dan id sebagai teks: `4.10` adalah kode, bukan 4,1.

Every column of every table, in English and Indonesian. Each table comes as CSV (UTF-8, `.` as
decimal mark, no thousands separator, empty for missing) and as Parquet; `cells` as Parquet
only. Read codes and ids as text: `4.10` is a code, not 4.1. Boxes are in PDF points from the
top left corner of the page as a viewer shows it.
"""

_TYPES = {
    ColumnType.STRING: "text",
    ColumnType.LIST: "list of text (in CSV joined with `;`)",
    ColumnType.INTEGER: "whole number",
    ColumnType.FLOAT: "number",
    ColumnType.DECIMAL: "exact number",
    ColumnType.BOOLEAN: "true/false",
}


def render_dictionary(*, is_of_release: bool = False) -> str:
    """Return the page as Markdown.

    Args:
        is_of_release: Whether it lies in a release, not among the pages of the project.
    """
    head = _RELEASE_HEAD if is_of_release else _HEAD
    parts = [head, *(_render_table(schema) for schema in TABLE_SCHEMAS.values())]
    return "\n".join([*parts, _render_reasons()])


def _render_reasons() -> str:
    """Return every kind of reason with its sentences, ``{0}`` for what is filled in."""
    lines = [
        "## Reason codes",
        "",
        "What `figures.reason_codes` and `mentions.reason_codes` may hold; documents and pages",
        "give some of these reasons, too.",
        "",
        "| code | reason | alasan |",
        "| --- | --- | --- |",
    ]
    lines.extend(f"| `{one.value}` | {one.english} | {one.indonesian} |" for one in DoubtKind)
    return "\n".join([*lines, ""])


def _render_table(schema: TableSchema) -> str:
    keys = {key.column: f"{key.table}.{key.target}" for key in schema.foreign_keys}
    lines = [
        f"## {schema.name}",
        "",
        f"{schema.description}",
        "",
        f"*{schema.description_id}*",
        "",
        f"Key: {', '.join(f'`{name}`' for name in schema.primary_key)}.",
        "",
        "| column | type | empty? | description | keterangan |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines.extend(_render_column(column, keys.get(column.name)) for column in schema.columns)
    return "\n".join([*lines, ""])


def _render_column(column: Column, target: str | None) -> str:
    kind = _TYPES[column.type] + (f" ({column.unit})" if column.unit else "")
    description = column.description
    if column.values:
        description += " One of " + ", ".join(f"`{value}`" for value in column.values) + "."
    if target:
        description += f" References `{target}`."
    empty = "may be empty" if column.is_nullable else "never"
    return f"| `{column.name}` | {kind} | {empty} | {description} | {column.description_id} |"
