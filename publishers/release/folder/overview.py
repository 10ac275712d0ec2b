"""What a release holds, in a few numbers, asked of its database."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidak.publishers.release.formats import configure_duckdb
from sidak.schemas import Level, Metric, PeriodKind

if TYPE_CHECKING:
    import duckdb

#: Levels of the lines that the examples add up.
_LINE_LEVELS = (Level.SUB_KEGIATAN, Level.KEGIATAN, Level.PROGRAM)


@dataclass(frozen=True, slots=True)
class CoveredRegion:
    """A region of a release: code, name, number of documents."""

    code: str
    name: str
    documents: int


@dataclass(frozen=True, slots=True)
class ExampleSum:
    """A sum that a release has many lines for.

    Attributes:
        level: Level of the lines.
        period: Their period.
        period_kind: Its kind.
        amount: The column that is added up.
        document_id: The report that has most of them.
    """

    level: str = Level.SUB_KEGIATAN.value
    period: str = ""
    period_kind: str = PeriodKind.YEAR.value
    amount: str = Metric.PAGU.value
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseOverview:
    """What a release holds.

    Attributes:
        documents: Its documents.
        partial: Those of which some pages or amounts could not be read.
        failed: Those that could not be read at all.
        agencies: Agencies that they are about.
        pages: Their pages.
        scanned: Pages that are pictures.
        figures: Numbers of tables.
        accepted: Those whose value and meaning are sure.
        canonical: Those to be used, one per fact.
        amounts: Amounts that the pages print, as far as counted.
        unaccounted: Those of which nothing became.
        errors: Findings of severity error.
        warnings: Findings of severity warning.
        year_first: First year that a document is about; ``None`` if none is known.
        year_last: Last one.
        kinds: Kind of report and number of documents, most frequent first.
        regions: Its regions, by code.
        example: The sum that the examples make.
        rows: Table to rows.
    """

    documents: int
    partial: int
    failed: int
    agencies: int
    pages: int
    scanned: int
    figures: int
    accepted: int
    canonical: int
    amounts: int
    unaccounted: int
    errors: int
    warnings: int
    year_first: int | None
    year_last: int | None
    kinds: tuple[tuple[str, int], ...]
    regions: tuple[CoveredRegion, ...]
    example: ExampleSum
    rows: dict[str, int]


def measure_release(database: Path, tables: Sequence[str]) -> ReleaseOverview:
    """Return what a release holds; no table is held in memory.

    Args:
        database: Its DuckDB file.
        tables: Its tables.

    Raises:
        OSError: If the database cannot be read.
    """
    import duckdb

    try:
        with duckdb.connect(
            str(database), read_only=True, config=configure_duckdb()
        ) as connection:
            return _measure(connection, tables)
    except duckdb.Error as error:
        raise OSError(f"{database.name}: {error}") from error


def _measure(connection: "duckdb.DuckDBPyConnection", tables: Sequence[str]) -> ReleaseOverview:
    def ask(sql: str) -> list[tuple[Any, ...]]:
        return connection.execute(sql).fetchall()

    def count(sql: str) -> dict[str, int]:
        answer = connection.execute(sql)
        names = [str(column[0]) for column in answer.description or ()]
        return dict(zip(names, map(int, answer.fetchall()[0]), strict=True))

    counts = count(
        "SELECT count(*) documents, count(*) FILTER (status = 'partial') AS partial, "
        "count(*) FILTER (status = 'failed') failed, "
        "count(DISTINCT (region_code, agency)) agencies, "
        "coalesce(sum(pages), 0) pages, coalesce(sum(pages_scanned), 0) scanned FROM documents"
    )
    counts |= count(
        "SELECT count(*) figures, count(*) FILTER (accepted) AS accepted, "
        "count(*) FILTER (is_canonical) canonical FROM figures"
    )
    counts |= count(
        "SELECT coalesce(sum(amounts), 0) amounts, "
        "coalesce(sum(amounts_unaccounted), 0) unaccounted FROM pages"
    )
    counts |= count(
        "SELECT count(*) FILTER (severity = 'error') errors, "
        "count(*) FILTER (severity = 'warning') warnings FROM findings"
    )
    ((year_first, year_last),) = ask("SELECT min(year), max(year) FROM documents")
    regions = ask(
        "SELECT region_code, coalesce(min(region), ''), count(*) FROM documents "
        "GROUP BY region_code ORDER BY region_code"
    )
    kinds = ask("SELECT kind, count(*) n FROM documents GROUP BY kind ORDER BY n DESC, kind")
    levels = ", ".join(f"'{level}'" for level in _LINE_LEVELS)
    found = ask(
        "SELECT level, period, period_kind, amount, document_id, count(*) n FROM ("
        "UNPIVOT (SELECT level, period, period_kind, document_id, pagu, realisasi_anggaran "
        f"FROM wide_programmes WHERE level IN ({levels}) AND period_kind IS NOT NULL) "
        "ON pagu, realisasi_anggaran INTO NAME amount VALUE value) "
        "GROUP BY ALL ORDER BY n DESC, level, period, period_kind, amount, document_id LIMIT 1"
    )
    example = ExampleSum(*map(str, found[0][:5])) if found else ExampleSum()
    rows = {table: int(ask(f"SELECT count(*) FROM {table}")[0][0]) for table in tables}
    return ReleaseOverview(
        documents=counts["documents"],
        partial=counts["partial"],
        failed=counts["failed"],
        agencies=counts["agencies"],
        pages=counts["pages"],
        scanned=counts["scanned"],
        figures=counts["figures"],
        accepted=counts["accepted"],
        canonical=counts["canonical"],
        amounts=counts["amounts"],
        unaccounted=counts["unaccounted"],
        errors=counts["errors"],
        warnings=counts["warnings"],
        year_first=year_first,
        year_last=year_last,
        kinds=tuple((str(kind), int(count)) for kind, count in kinds),
        regions=tuple(CoveredRegion(str(a), str(b), int(c)) for a, b, c in regions),
        example=example,
        rows=rows,
    )
