"""The DuckDB file of a large release, made from that of the release before.

To fill it takes as long as there are rows, but from one night to the next a few regions change:
their rows are replaced in a copy.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sidak.publishers.release.formats import configure_duckdb
from sidak.publishers.release.parts import ReleasePart, name_parquet
from sidak.publishers.release.settings import SETTINGS
from sidak.schemas.dictionary.published_tables import TABLE_SCHEMAS

#: Name of the file in a release.
DATABASE_FILE = "sidak.duckdb"


@dataclass(frozen=True, slots=True)
class DatabaseChange:
    """What distinguishes a release from the one before.

    Attributes:
        documents: Documents of the parts that are gone or new now.
        regions: Regions of these parts.
        added: Table to the Parquet files of the parts that are new.
        rows: Table to how many rows it must have in the end.
    """

    documents: tuple[str, ...]
    regions: tuple[str, ...]
    added: Mapping[str, Sequence[Path]]
    rows: Mapping[str, int]


def find_change(
    earlier: Path, known: Mapping[str, ReleasePart], parts: Sequence[ReleasePart]
) -> DatabaseChange | None:
    """Return what a release changes of an earlier one.

    Args:
        earlier: The earlier release.
        known: Its parts by region.
        parts: The parts of the new release; those whose folder is ``earlier`` are the same.

    Returns:
        ``None`` if so much changed that a new database is made as fast.
    """
    kept = {one.facts.region_code for one in parts if one.folder == earlier}
    gone = [part for code, part in known.items() if code not in kept]
    new = [part for part in parts if part.folder != earlier]
    changed = {name for part in (*gone, *new) for name in part.facts.documents}
    total = sum(len(part.facts.documents) for part in parts)
    if not kept or len(changed) > SETTINGS.most_changed * total:
        return None
    regions = {part.facts.region_code for part in (*gone, *new)}
    return DatabaseChange(
        tuple(sorted(changed)),
        tuple(sorted(regions)),
        added={
            table: [one.folder / name_parquet(table, one.facts.region_code) for one in new]
            for table in TABLE_SCHEMAS
        },
        rows={
            table: sum(part.facts.rows.get(table, 0) for part in parts)
            for table in TABLE_SCHEMAS
        },
    )


def update_duckdb(path: Path, earlier: Path, change: DatabaseChange) -> bool:
    """Write a DuckDB file as a changed copy of an earlier one.

    Args:
        path: File to make; must not exist.
        earlier: The earlier file.
        change: What is different.

    Returns:
        False if the earlier file does not serve; then there is none at ``path``.

    Raises:
        OSError: If the copy cannot be written.
    """
    import duckdb

    if not earlier.is_file():
        return False
    shutil.copyfile(earlier, path)
    try:
        with duckdb.connect(str(path), config=configure_duckdb()) as connection:
            is_right = all(_replace_rows(connection, table, change) for table in TABLE_SCHEMAS)
    except duckdb.Error:
        # Of another version, or damaged: what is wrong with the disk is met again.
        is_right = False
    if not is_right:
        path.unlink()
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    return is_right


def _replace_rows(connection: Any, table: str, change: DatabaseChange) -> bool:
    """Replace the rows of changed parts; return True if as many rows are there as must be."""
    by_document = "document_id" in TABLE_SCHEMAS[table].names
    column = "document_id" if by_document else "region_code"
    names = change.documents if by_document else change.regions
    listed = ", ".join(f"'{name}'" for name in names)
    connection.execute(f"DELETE FROM {table} WHERE {column} IN ({listed})").fetchall()
    if change.added[table]:
        files = [str(path) for path in change.added[table]]
        relation = connection.read_parquet(files, hive_partitioning=False)
        relation.insert_into(table)
    ((count,),) = connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return bool(count == change.rows[table])
