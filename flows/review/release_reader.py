"""The latest release, as the review page asks for it: rows as dictionaries."""

import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

from sidak.publishers import find_latest
from sidak.schemas import PROGRAMME_LEVELS, SidakError

Row = dict[str, Any]

_PLACE = "document_id, table_id, page, x0, y0, x1, y1"
_FIGURE = f"""
    SELECT figure_id, item_id, {_PLACE}, row, "column", header, item_name, indikator, level,
           metric, period, year, unit, value, raw_text, status, reason, meaning, meaning_reason
    FROM figures"""
_UNSURE_FIRST = """ORDER BY meaning = 'sure', row, "column\""""
_ITEM = f"""
    SELECT item_id, {_PLACE}, row, level, name_raw, name, kode_printed, kode, kode_name,
           edition, match_status, score, parent_item_id
    FROM items"""
_QUEUE = """
    SELECT r.review_id, r.subject, r.document_id, r.table_id, r.page, r.figure_id, r.item_id,
           r.item_name, r.raw_text, r.reading, r.reason, r.level, r.parent_kode, r.x0, r.y0,
           r.x1, r.y1, d.file
    FROM review r JOIN documents d USING (document_id)
    ORDER BY d.file, r.page, r.table_id, r.y0 NULLS FIRST, r.x0, r.review_id"""

# A question a column, about all but the names of its rows; a question a row without a name.
_MEANINGS = f"""
    WITH unsure AS (
        SELECT f.*, d.file,
               list_contains(meaning_codes, 'name_missing') AS asks_row,
               len(meaning_codes) > CAST(list_contains(meaning_codes, 'name_missing') AS INT)
                   AS asks_column
        FROM figures f JOIN documents d USING (document_id)
        WHERE meaning <> 'sure'
    )
    SELECT 'column:' || table_id || '-c' || "column" AS review_id, 'column' AS subject,
           {_PLACE}, figure_id, file, header, item_name, raw_text,
           count(*) OVER same AS figures
    FROM unsure WHERE asks_column
    WINDOW same AS (PARTITION BY table_id, "column")
    QUALIFY row_number() OVER (PARTITION BY table_id, "column" ORDER BY row) = 1
    UNION ALL
    SELECT 'row:' || table_id || '-r' || row, 'row', {_PLACE}, figure_id, file, header,
           item_name, raw_text, count(*) OVER same
    FROM unsure WHERE asks_row
    WINDOW same AS (PARTITION BY table_id, row)
    QUALIFY row_number() OVER (PARTITION BY table_id, row ORDER BY "column") = 1
    ORDER BY file, page, table_id, y0 NULLS FIRST, x0, review_id"""


_FINDINGS = """
    SELECT f.*, d.file, d.agency, d.region, d.year
    FROM findings f JOIN documents d USING (document_id)
    ORDER BY list_position(['error', 'warning', 'info'], f.severity),
             abs(f.difference) DESC NULLS LAST, d.file, f.page, f.finding_id"""


class ReleaseReader:
    """Reads one release; may be used by several threads.

    Args:
        path: Folder of the release.

    Raises:
        SidakError: If it is no release of this version.
    """

    def __init__(self, path: Path) -> None:
        import duckdb

        self.path = path
        self._lock = threading.Lock()
        try:
            self._connection = duckdb.connect(str(path / "sidak.duckdb"), read_only=True)
            asked = (*self._ask(_QUEUE), *self._ask(_MEANINGS))
            self.queue: tuple[Row, ...] = tuple(sorted(asked, key=_place_of))
        except duckdb.Error as error:
            raise SidakError(
                f"rilis {path.name} tidak dapat dibuka; jalankan 'sidak run' lagi ({error})"
            ) from error

    @property
    def release_id(self) -> str:
        """Its id."""
        return self.path.name

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def find_figure(self, figure_id: str) -> Row | None:
        """Return a figure."""
        return self._first(f"{_FIGURE} WHERE figure_id = ?", figure_id)

    def find_column(self, column_id: str) -> Row | None:
        """Return the first figure of a column "<table_id>-c<column>", unsure ones first."""
        return self._find_first("column", *_split_id(column_id, "-c"))

    def find_row(self, row_id: str) -> Row | None:
        """Return the first figure of a row "<table_id>-r<row>", unsure ones first."""
        return self._find_first("row", *_split_id(row_id, "-r"))

    def list_column(self, table_id: str, column: int) -> list[Row]:
        """Return the figures of a column, those of unsure meaning first."""
        return self._ask(
            f'{_FIGURE} WHERE table_id = ? AND "column" = ? {_UNSURE_FIRST}', table_id, column
        )

    def _find_first(self, name: str, table_id: str, number: int) -> Row | None:
        return self._first(
            f'{_FIGURE} WHERE table_id = ? AND "{name}" = ? {_UNSURE_FIRST}', table_id, number
        )

    def find_item(self, item_id: str) -> Row | None:
        """Return a programme line."""
        return self._first(f"{_ITEM} WHERE item_id = ?", item_id)

    def find_question(self, review_id: str) -> Row | None:
        """Return a row of the table ``review``."""
        return self._first("SELECT * FROM review WHERE review_id = ?", review_id)

    def find_parent_kode(self, row: Row, question: Row | None) -> str:
        """Return the code above a line, under which decisions about the line are remembered.

        Args:
            row: The line, from ``find_item``.
            question: Its row of the table ``review``, if there is one.
        """
        if question is not None:
            return question["parent_kode"] or ""
        seen: set[str] = set()
        parent_id = row.get("parent_item_id")
        while parent_id and parent_id not in seen:
            seen.add(parent_id)
            parent = self.find_item(parent_id)
            if parent is None:
                return ""
            if parent["level"] in PROGRAMME_LEVELS:
                return parent["kode"] or ""
            parent_id = parent["parent_item_id"]
        return ""

    def find_document(self, document_id: str) -> Row | None:
        """Return a document."""
        return self._first("SELECT * FROM documents WHERE document_id = ?", document_id)

    def find_page(self, document_id: str, page: int) -> Row | None:
        """Return a line of the page ledger."""
        return self._first(
            "SELECT * FROM pages WHERE document_id = ? AND page = ?", document_id, page
        )

    def find_table(self, table_id: str) -> Row | None:
        """Return a table."""
        return self._first("SELECT * FROM tables WHERE table_id = ?", table_id)

    def list_findings(self, figure_id: str) -> list[Row]:
        """Return the findings that name a figure."""
        return self._ask(
            "SELECT kind, severity, message FROM findings WHERE list_contains(figure_ids, ?)",
            figure_id,
        )

    def find_finding(self, finding_id: str) -> Row | None:
        """Return a finding."""
        return self._first("SELECT * FROM findings WHERE finding_id = ?", finding_id)

    def list_all_findings(self) -> list[Row]:
        """Return all findings with their documents, errors first, the largest first."""
        return self._ask(_FINDINGS)

    def list_row(self, table_id: str, row: int) -> list[Row]:
        """Return the cells of a row, those that reach into it from above too."""
        return self._ask(
            'SELECT "column", text FROM cells WHERE table_id = ? AND row <= ? '
            'AND row + row_span > ? ORDER BY "column"',
            table_id,
            row,
            row,
        )

    def _first(self, query: str, *values: object) -> Row | None:
        found = self._ask(query, *values)
        return found[0] if found else None

    def _ask(self, query: str, *values: object) -> list[Row]:
        with self._lock:
            result = self._connection.execute(query, list(values))
            names = [column[0] for column in result.description]
            rows = result.fetchall()
        return [dict(zip(names, map(_to_row_value, row), strict=True)) for row in rows]


class LatestRelease:
    """The release that ``latest.json`` names now; follows it when a run moves it.

    Args:
        curated: The curated folder.
    """

    def __init__(self, curated: Path) -> None:
        self._curated = curated
        self._lock = threading.Lock()
        self._open: ReleaseReader | None = None

    def get(self) -> ReleaseReader:
        """Return the reader of the latest release.

        Raises:
            SidakError: If there is no release yet.
        """
        path = find_latest(self._curated)
        if path is None or not path.is_dir():
            raise SidakError(
                f"belum ada rilis di {self._curated}; jalankan 'sidak run' lebih dahulu"
            )
        with self._lock:
            if self._open is None or self._open.path != path:
                # The old reader is left to its last user: another thread may be reading.
                self._open = ReleaseReader(path)
            return self._open


def _place_of(row: Row) -> tuple[Any, ...]:
    """Sort key: file by file, down the pages; what is asked of a column before its figures."""
    top = row["y0"]
    return (
        row["file"],
        row["page"],
        row["table_id"] or "",
        row["subject"] not in ("column", "row"),
        top is not None,
        top or 0.0,
        row["x0"] or 0.0,
        row["review_id"],
    )


def _split_id(key: str, mark: str) -> tuple[str, int]:
    table_id, _, number = key.rpartition(mark)
    return table_id, int(number) if number.isdecimal() else -1


def _to_row_value(value: Any) -> Any:
    """Return a cell as Python's own types; numbers without the zeros of their column."""
    if isinstance(value, Decimal):
        return trim_zeros(value)
    return value


def trim_zeros(value: Decimal) -> Decimal:
    """Return a number without trailing decimal zeros, never in scientific notation.

    By its digits: ``Decimal.normalize`` would round what is longer than 28 of them.
    """
    whole, point, decimals = f"{value:f}".partition(".")
    return Decimal(f"{whole}{point}{decimals}".rstrip("0").rstrip(".") if point else whole)
