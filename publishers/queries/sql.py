"""Questions in SQL to a release."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sidak.publishers.release.database import DATABASE_FILE
from sidak.schemas import SidakError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class ReleaseTable:
    """A table or a view of a release.

    Attributes:
        name: Its name.
        rows: How many rows it has.
        columns: Its columns, in order.
    """

    name: str
    rows: int
    columns: tuple[str, ...]


def run_query(release: Path, sql: str) -> "pa.Table":
    """Return what one statement says of the tables and views of a release.

    The database is opened for reading only: a release is never changed.

    Args:
        release: Its folder.
        sql: A statement in the dialect of DuckDB.

    Raises:
        SidakError: If the statement cannot be run, or answers nothing.
    """
    import duckdb

    with _open(release) as connection:
        try:
            answer = connection.sql(sql)
            if answer is None:
                raise SidakError("the statement answers nothing: it must be a SELECT")
            return answer.to_arrow_table()
        except duckdb.Error as error:
            raise SidakError(str(error).strip()) from error


def list_tables(release: Path) -> list[ReleaseTable]:
    """Return the tables and views of a release, in alphabetical order.

    Raises:
        SidakError: If the release has no database.
    """
    with _open(release) as connection:
        named = connection.execute(
            "SELECT table_name, list(column_name ORDER BY ordinal_position) "
            "FROM information_schema.columns GROUP BY table_name ORDER BY table_name"
        ).fetchall()
        return [
            ReleaseTable(name, _count(connection, name), tuple(columns))
            for name, columns in named
        ]


def quote_name(name: str) -> str:
    """Return a name as SQL takes it literally."""
    return '"' + name.replace('"', '""') + '"'


def find_table(tables: Sequence[ReleaseTable], name: str) -> ReleaseTable:
    """Return the table of a name.

    Raises:
        SidakError: If there is none; the message names those that are.
    """
    found = next((one for one in tables if one.name == name), None)
    if found is None:
        there = ", ".join(one.name for one in tables)
        raise SidakError(f"no table {name!r} in this release; there are: {there}")
    return found


def _count(connection: "duckdb.DuckDBPyConnection", name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {quote_name(name)}").fetchone()
    assert row is not None
    return int(row[0])


def _open(release: Path) -> "duckdb.DuckDBPyConnection":
    import duckdb

    path = release / DATABASE_FILE
    if not path.is_file():
        raise SidakError(f"{path} is missing: the release has no database")
    try:
        return duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise SidakError(f"{path} cannot be opened: {error}") from error
