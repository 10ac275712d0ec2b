"""The tables of a release in a PostgreSQL database, every release beside the earlier ones.

Each table of the schema has the columns of the published table, and ``release_id`` before them.
``releases`` lists what is there; the views ``latest_<table>`` show the one that came last. A
release appears whole or not at all: everything happens in one transaction.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from sidak.publishers.release.formats import arrow_schema
from sidak.schemas import SidakError
from sidak.schemas.dictionary.published_tables import (
    DECIMAL_PRECISION,
    DECIMAL_SCALE,
    TABLE_SCHEMAS,
    ColumnType,
    TableSchema,
)

if TYPE_CHECKING:
    from adbc_driver_manager.dbapi import Connection, Cursor

#: Rows handled at a time.
_ROWS = 1 << 15
_TYPES = {
    ColumnType.STRING: "text",
    ColumnType.LIST: "text[]",
    ColumnType.INTEGER: "bigint",
    ColumnType.FLOAT: "double precision",
    ColumnType.DECIMAL: f"numeric({DECIMAL_PRECISION}, {DECIMAL_SCALE})",
    ColumnType.BOOLEAN: "boolean",
}


@dataclass(frozen=True, slots=True)
class PushedRelease:
    """What a push did.

    Attributes:
        release_id: The release.
        rows: Table to rows written; empty if the release was there already.
    """

    release_id: str
    rows: Mapping[str, int]


def push_release(release: Path, url: str, schema: str = "sidak") -> PushedRelease:
    """Write the tables of a release into a PostgreSQL database, in one transaction.

    A release that is there already is left as it is.

    Args:
        release: Its folder.
        url: Address of the database, as libpq takes it.
        schema: Schema of the tables; made if it is absent.

    Raises:
        SidakError: If the release cannot be read or the database does not take it.
    """
    from adbc_driver_manager import Error

    release_id, created = _read_run(release)
    try:
        with _connect(url) as connection, connection.cursor() as cursor:
            _prepare(cursor, schema)
            if _is_there(cursor, schema, release_id):
                return PushedRelease(release_id, {})
            rows = {
                name: _copy_table(cursor, release, schema, release_id, own)
                for name, own in TABLE_SCHEMAS.items()
            }
            cursor.execute(
                f"INSERT INTO {_quote(schema)}.releases (release_id, created) "
                f"VALUES ({_literal(release_id)}, {_literal(created)}::timestamptz)"
            )
            connection.commit()
    except Error as error:
        raise SidakError(f"the database did not take the release: {error}") from error
    return PushedRelease(release_id, rows)


@contextlib.contextmanager
def _connect(url: str) -> "Iterator[Connection]":
    """Yield a connection whose work is undone unless it is committed."""
    from adbc_driver_postgresql import dbapi

    with dbapi.connect(url) as connection:
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise


def _read_run(release: Path) -> tuple[str, str]:
    try:
        run = json.loads((release / "run.json").read_text(encoding="utf-8"))
        return str(run["release_id"]), str(run["finished"] or run["started"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SidakError(f"not a release: {release} ({error})") from error


def _prepare(cursor: "Cursor", schema: str) -> None:
    """Make what is absent: schema, tables, columns of a later version, views."""
    space = _quote(schema)
    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {space}")
    cursor.execute(
        f"CREATE TABLE IF NOT EXISTS {space}.releases (release_id text PRIMARY KEY, "
        "created timestamptz NOT NULL, pushed timestamptz NOT NULL DEFAULT now())"
    )
    # Two pushes at once: the second one waits for the first.
    cursor.execute(f"LOCK TABLE {space}.releases IN EXCLUSIVE MODE")
    for own in TABLE_SCHEMAS.values():
        table = f"{space}.{_quote(own.name)}"
        keys = ", ".join(_quote(key) for key in ("release_id", *own.primary_key))
        columns = [f"{_quote(one.name)} {_TYPES[one.type]}" for one in own.columns]
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {table} (release_id text NOT NULL, "
            f"{', '.join(columns)}, PRIMARY KEY ({keys}))"
        )
        before = _list_columns(cursor, schema, own.name)
        for one, column in zip(own.columns, columns, strict=True):
            if one.name not in before:
                cursor.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
            comment = _literal(one.description)
            cursor.execute(f"COMMENT ON COLUMN {table}.{_quote(one.name)} IS {comment}")
        view = f"{space}.{_quote('latest_' + own.name)}"
        names = ", ".join(_quote(name) for name in own.names)
        cursor.execute(f"DROP VIEW IF EXISTS {view}")
        cursor.execute(
            f"CREATE VIEW {view} AS SELECT release_id, {names} FROM {table} "
            f"WHERE release_id = (SELECT release_id FROM {space}.releases "
            "ORDER BY created DESC, release_id DESC LIMIT 1)"
        )


def _list_columns(cursor: "Cursor", schema: str, table: str) -> set[str]:
    cursor.execute(
        "SELECT column_name::text FROM information_schema.columns "
        f"WHERE table_schema = {_literal(schema)} AND table_name = {_literal(table)}"
    )
    return {str(name) for (name,) in cursor.fetchall()}


def _is_there(cursor: "Cursor", schema: str, release_id: str) -> bool:
    cursor.execute(
        f"SELECT 1 FROM {_quote(schema)}.releases WHERE release_id = {_literal(release_id)}"
    )
    return cursor.fetchone() is not None


def _copy_table(
    cursor: "Cursor", release: Path, schema: str, release_id: str, own: TableSchema
) -> int:
    """Write one table, a batch at a time, and return its rows."""
    sources = sorted(release.glob(f"{own.name}/region_code=*/part.parquet"))
    rows = 0
    for source in sources:
        with pq.ParquetFile(source) as part:
            for batch in part.iter_batches(_ROWS):
                cursor.adbc_ingest(
                    own.name,
                    _add_release(batch, release_id, own),
                    mode="append",
                    db_schema_name=schema,
                )
                rows += batch.num_rows
    return rows


def _add_release(batch: Any, release_id: str, own: TableSchema) -> Any:
    """Return rows with the release before them; columns of a later version are empty."""
    wanted = arrow_schema(own.name)
    columns = [
        batch.column(field.name).cast(field.type)
        if field.name in batch.schema.names
        else pa.nulls(batch.num_rows, field.type)
        for field in wanted
    ]
    name = pa.field("release_id", pa.string())
    plain = [pa.field(field.name, field.type) for field in wanted]
    first = pa.array([release_id] * batch.num_rows, pa.string())
    return pa.record_batch([first, *columns], schema=pa.schema([name, *plain]))


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
