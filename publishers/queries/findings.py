"""Findings of releases on disk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pandas as pd

from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.publishers.release.formats import read_table
from sidak.publishers.release.writer import find_latest
from sidak.schemas import FindingKind, Severity, SidakError

PublishedRow = Mapping[str, Any]

_ORDER = {severity.value: place for place, severity in enumerate(reversed(Severity))}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of a release, with its place in readable form.

    Attributes:
        finding_id: Its id.
        severity: "error", "warning" or "info".
        kind: Kind of finding.
        file: File of the document.
        document_id: The document.
        page: Page, from 1.
        table: Number in the caption, or the last part of the table's id.
        message: Description of what does not fit.
        reported: The number printed.
        expected: The number that the others give.
        difference: ``reported`` minus ``expected``.
        unit: Unit of the three.
        amount: Size of the difference in rupiah; ``None`` where it is not money.
        figure_ids: Figures concerned, the one most likely wrong first.
    """

    finding_id: str
    severity: str
    kind: str
    file: str
    document_id: str
    page: int | None
    table: str
    message: str
    reported: Decimal | None
    expected: Decimal | None
    difference: Decimal | None
    unit: str | None
    amount: Decimal | None
    figure_ids: tuple[str, ...]


def find_release(path: Path) -> Path:
    """Return a release: the folder itself, or the latest one of a curated folder.

    Raises:
        SidakError: If there is none.
    """
    if _is_release(path):
        return path
    latest = find_latest(path) if path.is_dir() else None
    if latest is not None and _is_release(latest):
        return latest
    raise SidakError(f"not a release, nor a curated folder with one: {path}")


def _is_release(path: Path) -> bool:
    is_there = (path / "findings.csv").is_file() or (path / "findings").is_dir()
    return is_there and (path / "run.json").is_file()


def list_findings(
    release: Path,
    *,
    document: str | None = None,
    kinds: Sequence[str] = (),
    min_amount: Decimal | None = None,
) -> list[FindingRow]:
    """Return the findings of a release, the most severe and largest first.

    Args:
        release: Folder of the release.
        document: Id of a document, its beginning, or a part of its file name.
        kinds: Kinds of findings; none for all.
        min_amount: Least difference in rupiah; findings that are not about money drop out.

    Raises:
        SidakError: If there is no such document or kind.
    """
    unknown = set(kinds) - set(FindingKind)
    if unknown:
        known = ", ".join(kind.value for kind in FindingKind)
        raise SidakError(f"no such kind: {', '.join(sorted(unknown))}; there are {known}")
    documents = {row["document_id"]: row for row in read_records(release, "documents")}
    chosen = _choose_documents(documents, document)
    tables = {row["table_id"]: row for row in read_records(release, "tables")}
    rows = [
        _make_row(record, documents, tables)
        for record in read_records(release, "findings")
        if record["document_id"] in chosen and (not kinds or record["kind"] in kinds)
    ]
    if min_amount is not None:
        rows = [row for row in rows if row.amount is not None and row.amount >= min_amount]
    return sorted(rows, key=_rank)


def _rank(row: FindingRow) -> tuple[int, Decimal, str, int, str]:
    amount = row.amount or Decimal(0)
    return _ORDER[row.severity], -amount, row.file, row.page or 0, row.finding_id


def _choose_documents(documents: Mapping[str, PublishedRow], wanted: str | None) -> set[str]:
    if not wanted:
        return set(documents)
    sought = wanted.casefold()
    exact = {key for key, row in documents.items() if str(row["file"]).casefold() == sought}
    chosen = exact or {
        key
        for key, row in documents.items()
        if key.startswith(sought) or sought in str(row["file"]).casefold()
    }
    if not chosen:
        raise SidakError(f"no document of this release is called so: {wanted}")
    return chosen


def _make_row(
    record: PublishedRow,
    documents: Mapping[str, PublishedRow],
    tables: Mapping[str, PublishedRow],
) -> FindingRow:
    table_id = record["table_id"]
    table = tables.get(table_id) if table_id else None
    ids = record["figure_ids"]
    return FindingRow(
        finding_id=record["finding_id"],
        severity=record["severity"],
        kind=record["kind"],
        file=name_file(record, documents),
        document_id=record["document_id"],
        page=to_int(record["page"]),
        table=label_table(table, table_id),
        message=record["message"],
        reported=record["reported"],
        expected=record["expected"],
        difference=record["difference"],
        unit=record["unit"],
        amount=_amount(record),
        figure_ids=tuple(ids.split(";")) if ids else (),
    )


def _amount(record: PublishedRow) -> Decimal | None:
    factor = rupiah_factor(record["unit"])
    if factor is None or record["difference"] is None:
        return None
    return Decimal(abs(record["difference"]) * factor)


def label_table(table: PublishedRow | None, table_id: str | None) -> str:
    """Return the number of a table, or the last part of its id if it has none."""
    if table is not None and table["number"]:
        return str(table["number"])
    return table_id.rpartition("-")[2] if table_id else ""


def parse_amount(text: str) -> Decimal:
    """Return an amount as people type it: "1000000", "1.000.000", "1e6".

    Raises:
        SidakError: If it is not an amount.
    """
    plain = text.strip().replace("_", "")
    parts = plain.split(".")
    if len(parts) > 1 and all(len(part) == 3 and part.isdecimal() for part in parts[1:]):
        plain = "".join(parts)
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise SidakError(f"not an amount: {text}") from None
    if not amount.is_finite() or amount < 0:
        raise SidakError(f"not an amount: {text}")
    return amount


def name_file(row: PublishedRow, documents: Mapping[str, PublishedRow]) -> str:
    """Return the file of the document that a row belongs to."""
    document = documents.get(row["document_id"])
    return str(document["file"]) if document else str(row["document_id"])


def to_int(value: Any) -> int | None:
    """Return a whole number out of a frame; ``None`` stays."""
    return None if value is None else int(value)


def read_records(release: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a published table, exact decimals included.

    Raises:
        SidakError: If the release has no such table.
    """
    frame: pd.DataFrame | None = read_table(table, release)
    if frame is None:
        raise SidakError(f"{table}.csv is missing in {release}")
    listed: list[dict[Any, Any]] = (
        frame.astype(object).where(frame.notna(), None).to_dict("records")
    )
    return listed
