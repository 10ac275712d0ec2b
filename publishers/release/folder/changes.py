"""What came, went and changed since the last release, by the regions that changed.

Figures and findings are compared by what is printed and where, not by their ids, which count
tables. Nothing of regions that are the same is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sidak.publishers.release.formats import configure_duckdb
from sidak.publishers.release.parts import ReleasePart, name_parquet

if TYPE_CHECKING:
    import duckdb

#: Table to what tells one of its rows from others, and what may change of it.
_COMPARED: Mapping[str, tuple[str, str]] = {
    "figures": (
        "document_id, page, raw_text, item_name, header",
        "value, status, accepted, metric, period, unit",
    ),
    "items": ("document_id, page, name_raw, kode_printed", "kode, edition, match_status"),
    "findings": ("document_id, page, kind, unit, reported, expected", "severity, message"),
}


@dataclass(frozen=True, slots=True)
class TableChange:
    """How many rows of a table came, went and changed, in documents of both releases."""

    table: str
    came: int
    went: int
    changed: int


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    """What is different from the last release.

    Attributes:
        earlier: Id of the last release; empty if there is none.
        regions: Codes of the regions that changed.
        came: Files of documents that are new.
        went: Files of documents that are no more.
        tables: What changed within the documents of both.
        findings: Severity and message of the findings that came, errors first.
        gone: The same of those that went.
        is_comparable: False if the last release is of a version with other columns.
    """

    earlier: str = ""
    regions: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    tables: tuple[TableChange, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    is_comparable: bool = True


def compare_parts(
    earlier: str, before: Mapping[str, ReleasePart], after: Sequence[ReleasePart]
) -> ReleaseChanges:
    """Return what changed between the parts of two releases.

    Args:
        earlier: Id of the last release.
        before: Its parts by region.
        after: The parts of the new one.
    """
    import duckdb

    new = {part.facts.region_code: part for part in after}
    changed = sorted(
        code
        for code in before.keys() | new.keys()
        if code not in before
        or code not in new
        or dict(before[code].facts.digests) != dict(new[code].facts.digests)
    )
    old_parts = [before[code] for code in changed if code in before]
    new_parts = [new[code] for code in changed if code in new]
    with duckdb.connect(config=configure_duckdb()) as connection:
        try:
            return _compare(connection, earlier, tuple(changed), (old_parts, new_parts))
        except duckdb.Error:
            return ReleaseChanges(earlier, tuple(changed), is_comparable=False)


def _compare(
    connection: "duckdb.DuckDBPyConnection",
    earlier: str,
    regions: tuple[str, ...],
    sides: tuple[Sequence[ReleasePart], Sequence[ReleasePart]],
) -> ReleaseChanges:
    if not all(sides):
        files = [_list_files(connection, side) for side in sides]
        return ReleaseChanges(earlier, regions, tuple(files[1]), tuple(files[0]))
    for name, side in zip(("old", "new"), sides, strict=True):
        for table in ("documents", *_COMPARED):
            sources = ", ".join(
                "'" + str(part.folder / name_parquet(table, part.facts.region_code)) + "'"
                for part in side
            )
            connection.execute(
                f"CREATE VIEW {name}_{table} AS SELECT * FROM "
                f"read_parquet([{sources}], hive_partitioning = false)"
            )
    both = (
        "SELECT document_id FROM old_documents INTERSECT SELECT document_id FROM new_documents"
    )
    connection.execute(f"CREATE TABLE both_documents AS {both}")
    return ReleaseChanges(
        earlier,
        regions,
        tuple(_list_only(connection, "new", "old")),
        tuple(_list_only(connection, "old", "new")),
        tuple(_compare_table(connection, table) for table in _COMPARED),
        tuple(_list_findings(connection, "new", "old")),
        tuple(_list_findings(connection, "old", "new")),
    )


def _list_files(
    connection: "duckdb.DuckDBPyConnection", side: Sequence[ReleasePart]
) -> list[str]:
    names = [
        str(part.folder / name_parquet("documents", part.facts.region_code)) for part in side
    ]
    if not names:
        return []
    relation = connection.read_parquet(names, hive_partitioning=False)
    return sorted(str(file) for (file,) in relation.project("file").fetchall())


def _list_only(connection: "duckdb.DuckDBPyConnection", one: str, other: str) -> list[str]:
    found = connection.execute(
        f"SELECT file FROM {one}_documents WHERE document_id NOT IN "
        f"(SELECT document_id FROM {other}_documents) ORDER BY file"
    )
    return [str(file) for (file,) in found.fetchall()]


def _compare_table(connection: "duckdb.DuckDBPyConnection", table: str) -> TableChange:
    mark, content = _COMPARED[table]
    rows = (
        f"SELECT {mark}, {content} FROM {{}}_{table} WHERE document_id IN (FROM both_documents)"
    )
    came, went = (
        f"SELECT {mark}, count(*) n FROM ({rows.format(one)} EXCEPT ALL {rows.format(other)}) "
        f"GROUP BY ALL"
        for one, other in (("new", "old"), ("old", "new"))
    )
    on = " AND ".join(
        f"came.{name} IS NOT DISTINCT FROM went.{name}" for name in mark.split(", ")
    )
    counted = connection.execute(
        f"WITH came AS ({came}), went AS ({went}) "
        "SELECT (SELECT coalesce(sum(n), 0) FROM came), "
        "(SELECT coalesce(sum(n), 0) FROM went), "
        f"(SELECT coalesce(sum(least(came.n, went.n)), 0) FROM came JOIN went ON {on})"
    ).fetchone()
    assert counted is not None
    new, old, changed = (int(value) for value in counted)
    return TableChange(table, new - changed, old - changed, changed)


def _list_findings(
    connection: "duckdb.DuckDBPyConnection", one: str, other: str
) -> list[tuple[str, str]]:
    mark, _ = _COMPARED["findings"]
    found = connection.execute(
        f"SELECT severity, message FROM {one}_findings AS own "
        f"WHERE severity <> 'info' AND NOT EXISTS (SELECT 1 FROM {other}_findings AS o WHERE "
        + " AND ".join(f"o.{name} IS NOT DISTINCT FROM own.{name}" for name in mark.split(", "))
        + ") ORDER BY severity, message"
    )
    return [(str(severity), str(message)) for severity, message in found.fetchall()]
