"""Frames become bytes: CSV, Parquet and DuckDB, and back.

The same frame gives the same bytes of CSV and Parquet, on every run.
"""

import csv
import gzip
import hashlib
import io
import itertools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sidak.publishers.release.frames import make_frame
from sidak.publishers.release.settings import SETTINGS
from sidak.publishers.release.views import VIEWS
from sidak.schemas.dictionary.published_tables import (
    DECIMAL_PRECISION,
    DECIMAL_SCALE,
    LIST_SEPARATOR,
    TABLE_SCHEMAS,
    Column,
    ColumnType,
)
from sidak.schemas.system.files import digest_file

#: Bytes, and rows, handled at a time.
_BLOCK = 1 << 20
_ROWS = 1 << 16
_PARQUET: Mapping[str, Any] = {
    "compression": "zstd",
    "version": "2.6",
    "store_schema": False,
}

_ARROW_TYPES = {
    ColumnType.STRING: pa.string(),
    ColumnType.LIST: pa.list_(pa.string()),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.FLOAT: pa.float64(),
    ColumnType.DECIMAL: pa.decimal128(DECIMAL_PRECISION, DECIMAL_SCALE),
    ColumnType.BOOLEAN: pa.bool_(),
}


def encode_csv(table: str, frame: pd.DataFrame) -> bytes:
    r"""Return a frame as CSV.

    UTF-8 without a mark, comma between fields, ``\n`` between rows, ``.`` as decimal
    mark, numbers without exponent or thousands separator, empty for missing.

    Args:
        table: Name of the published table, for its column types.
        frame: A frame from ``build_frames``.
    """
    schema = TABLE_SCHEMAS[table]
    columns = [_format_column(column, frame[column.name]) for column in schema.columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(schema.names)
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8")


def _format_column(column: Column, series: "pd.Series[Any]") -> list[str]:
    # Most values are text, which is written as it is.
    return [
        value if type(value) is str else _format(column, value) for value in series.tolist()
    ]


def _format(column: Column, value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if column.type is ColumnType.BOOLEAN:
        return "true" if value else "false"
    if column.type is ColumnType.FLOAT:
        # ``repr`` may fall into the exponent form; six decimals are all that is kept.
        return f"{float(value):.6f}".rstrip("0").rstrip(".")
    return str(value)


def arrow_schema(table: str) -> Any:
    """Return the ``pyarrow.Schema`` of a published table, descriptions included."""
    return pa.schema(
        [
            pa.field(
                column.name,
                _ARROW_TYPES[column.type],
                nullable=column.is_nullable,
                metadata={"description": column.description},
            )
            for column in TABLE_SCHEMAS[table].columns
        ]
    )


def encode_parquet(table: str, frame: pd.DataFrame) -> bytes:
    """Return a frame as Parquet.

    Raises:
        ValueError: If a value does not fit its column exactly or a column that must
            be filled has a gap.
    """
    schema = arrow_schema(table)
    arrays = []
    for field in schema:
        values = [None if value is pd.NA else value for value in frame[field.name].tolist()]
        if pa.types.is_floating(field.type):
            values = [None if value is None or value != value else value for value in values]
        if pa.types.is_list(field.type):
            values = [value.split(LIST_SEPARATOR) if value else None for value in values]
        array = pa.array(values, type=field.type)
        if array.null_count and not field.nullable:
            raise ValueError(f"{table}.{field.name}: {array.null_count} gaps")
        arrays.append(array)
    out = io.BytesIO()
    arrow_table = pa.Table.from_arrays(arrays, schema=schema)
    pq.write_table(arrow_table, out, **_PARQUET)
    return out.getvalue()


def csv_dtypes(table: str) -> dict[str, str]:
    """Return the ``dtype`` argument with which ``pandas.read_csv`` reads a table faithfully.

    Without it pandas guesses, and guesses an id such as ``123456789012e456`` or a code
    such as ``4.10`` to be a number.
    """
    return {
        column.name: {
            ColumnType.INTEGER: "Int64",
            ColumnType.FLOAT: "float64",
            ColumnType.BOOLEAN: "bool",
        }.get(column.type, "object")
        for column in TABLE_SCHEMAS[table].columns
    }


def read_csv(table: str, path: Path) -> pd.DataFrame:
    """Return a published CSV file as the frame it was made from, exact decimals included."""
    frame = pd.read_csv(path, dtype=csv_dtypes(table), keep_default_na=False, na_values=[""])  # type: ignore[call-overload, unused-ignore]
    records: list[dict[Any, Any]] = (
        frame.astype(object).where(frame.notna(), None).to_dict("records")
    )
    for column in TABLE_SCHEMAS[table].columns:
        if column.type is ColumnType.LIST:
            for record in records:
                text = record[column.name]
                record[column.name] = text.split(LIST_SEPARATOR) if text else None
    return make_frame(table, records)


def read_parquet(table: str, path: Path) -> pd.DataFrame:
    """Return a published Parquet file as the frame it was made from.

    Decimals come back with all the digits of their column after the point.
    """
    return make_frame(table, pq.ParquetFile(path).read().to_pylist())


def read_table(table: str, release: Path) -> pd.DataFrame | None:
    """Return a table of a release as a frame; ``None`` if the release has no such table.

    A large release has the table in parts only.
    """
    if (release / f"{table}.csv").is_file():
        return read_csv(table, release / f"{table}.csv")
    if (release / f"{table}.parquet").is_file():
        return read_parquet(table, release / f"{table}.parquet")
    parts = sorted((release / table).glob("region_code=*/part.parquet"))
    if not parts:
        return None
    rows = [row for part in parts for row in pq.ParquetFile(part).read().to_pylist()]
    return make_frame(table, rows)


def merge_csv(path: Path, sources: Sequence[Path]) -> str:
    """Write compressed CSV files of one table as one, its header once, and return its SHA-256.

    The rows are not read: they are the same bytes as in the parts.

    Args:
        path: File to make; must not exist.
        sources: The files, at least one.

    Raises:
        OSError: If something cannot be read or written.
    """
    digest = hashlib.sha256()
    with path.open("xb") as out:
        for place, source in enumerate(sources):
            with gzip.open(source, "rb") as rows:
                header = rows.readline()
                blocks = [header] if place == 0 else []
                for block in itertools.chain(blocks, iter(partial(rows.read, _BLOCK), b"")):
                    digest.update(block)
                    out.write(block)
    return digest.hexdigest()


def merge_parquet(path: Path, table: str, sources: Sequence[Path]) -> str:
    """Write Parquet files of one table as one, a part at a time, and return its SHA-256.

    Args:
        path: File to make; must not exist.
        table: Name of the published table.
        sources: The files.

    Raises:
        OSError: If something cannot be read or written.
    """
    with path.open("xb") as out, pq.ParquetWriter(out, arrow_schema(table), **_PARQUET) as rows:
        for source in sources:
            with pq.ParquetFile(source) as part:
                for batch in part.iter_batches(_ROWS):
                    rows.write_batch(batch)
    return digest_file(path)


def configure_duckdb() -> dict[str, Any]:
    """Return the limits under which DuckDB writes a file."""
    return {"memory_limit": SETTINGS.duckdb_memory, "threads": SETTINGS.duckdb_threads}


def write_duckdb(path: Path, parquet_files: Mapping[str, Sequence[Path]]) -> None:
    """Write a DuckDB file with every table, and the views of ``views.py``; no row is kept.

    Args:
        path: File to make; must not exist.
        parquet_files: Table name to its Parquet files.
    """
    import duckdb

    try:
        with duckdb.connect(str(path), config=configure_duckdb()) as connection:
            for table, sources in parquet_files.items():
                names = [str(source) for source in sources]
                relation = connection.read_parquet(names, hive_partitioning=False)
                relation.create(table)
                for column in TABLE_SCHEMAS[table].columns:
                    comment = column.description.replace("'", "''")
                    connection.execute(
                        f"COMMENT ON COLUMN {table}.{column.name} IS '{comment}'"
                    )
            for view in VIEWS:
                if view.table in parquet_files:
                    connection.execute(f"CREATE VIEW {view.name} AS {view.query}")
    except duckdb.Error as error:  # no OSError, even where the disk is full
        raise OSError(f"{path.name}: {error}") from error
