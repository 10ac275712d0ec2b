"""Differences between two releases."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sidak.publishers.queries.findings import (
    PublishedRow,
    label_table,
    name_file,
    read_records,
    to_int,
)


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """One difference between two releases.

    Attributes:
        what: "document", "figure", "code" or "finding".
        how: "added", "removed" or "changed".
        file: File of the document.
        page: Page, from 1.
        place: Table, row and column, or the name of the programme line.
        name: What stands there.
        before: Description in the first release; empty if it was added.
        after: Description in the second release; empty if it was removed.
        key: Id of the figure, item, finding or document.
    """

    what: str
    how: str
    file: str
    page: int | None
    place: str
    name: str
    before: str
    after: str
    key: str


def compare_releases(before: Path, after: Path) -> list[ReleaseChange]:
    """Return the differences between two releases, document by document.

    A document is the same if its content is; the same report in a new file is another
    document, and its content is added. Documents that only one of them has are one change
    each, not one per figure.

    Args:
        before: Folder of the earlier release.
        after: Folder of the later one.
    """
    old = {row["document_id"]: row for row in read_records(before, "documents")}
    new = {row["document_id"]: row for row in read_records(after, "documents")}
    changes = [
        *(_document_change("removed", old[key]) for key in old.keys() - new.keys()),
        *(_document_change("added", new[key]) for key in new.keys() - old.keys()),
    ]
    for key in old.keys() & new.keys():
        left, right = (_describe_document(row) for row in (old[key], new[key]))
        if left != right:
            file = str(new[key]["file"])
            changes.append(
                ReleaseChange("document", "changed", file, None, "", "", left, right, key)
            )
    common = old.keys() & new.keys()
    sides = _ComparedRelease(before, old, common), _ComparedRelease(after, new, common)
    changes += _compare(
        sides, "figures", "figure_id", "figure", _identify_figure, _describe_figure
    )
    changes += _compare(sides, "items", "item_id", "code", _identify_item, _describe_code)
    changes += _compare(
        sides, "findings", "finding_id", "finding", _identify_finding, _describe_finding
    )
    order = ("document", "figure", "code", "finding")
    return sorted(
        changes,
        key=lambda one: (one.file, order.index(one.what), one.page or 0, one.place, one.key),
    )


class _ComparedRelease:
    """One of two releases, reduced to the documents that both have."""

    def __init__(
        self, release: Path, documents: Mapping[str, PublishedRow], common: Iterable[str]
    ) -> None:
        self.release = release
        self.documents = documents
        self.tables = {row["table_id"]: row for row in read_records(release, "tables")}
        self._common = frozenset(common)

    def list_rows(self, table: str, key: str) -> dict[str, PublishedRow]:
        """Return the rows of the common documents by their key."""
        return {
            str(row[key]): row
            for row in read_records(self.release, table)
            if row["document_id"] in self._common
        }


def _compare(
    sides: tuple[_ComparedRelease, _ComparedRelease],
    table: str,
    key: str,
    what: str,
    identify: Callable[[PublishedRow], Hashable],
    describe: Callable[[PublishedRow], str],
) -> Iterable[ReleaseChange]:
    old, new = (side.list_rows(table, key) for side in sides)
    for left, right in _pair(old, new, identify):
        before = describe(old[left]) if left else ""
        after = describe(new[right]) if right else ""
        if before == after:
            continue
        how = "changed" if before and after else "added" if after else "removed"
        side, row = (sides[1], new[right]) if right else (sides[0], old[left])
        yield ReleaseChange(
            what,
            how,
            name_file(row, side.documents),
            to_int(row["page"]),
            _place_of(row, side.tables),
            str(row.get("item_name") or row.get("name") or row.get("kind") or ""),
            before,
            after,
            right or left,
        )


def _pair(
    old: Mapping[str, PublishedRow],
    new: Mapping[str, PublishedRow],
    identify: Callable[[PublishedRow], Hashable],
) -> list[tuple[str, str]]:
    """Return pairs of ids of the same row in the old and the new release; "" for none.

    Ids count tables and rows, so a table that is read anew shifts the ids behind it. The
    printed content and its page do not shift: rows are paired by them first, and by their
    id only where they are ambiguous.
    """
    pairs = [
        (key, key) for key in old if key in new and identify(old[key]) == identify(new[key])
    ]
    done = {key for key, _ in pairs}
    left = _group((key, identify(row)) for key, row in old.items() if key not in done)
    right = _group((key, identify(row)) for key, row in new.items() if key not in done)
    for mark in left.keys() & right.keys():
        if len(left[mark]) == len(right[mark]):
            pairs.extend(zip(left.pop(mark), right.pop(mark), strict=True))
    old_left = {key for keys in left.values() for key in keys}
    new_left = {key for keys in right.values() for key in keys}
    pairs.extend((key, key) for key in old_left & new_left)
    pairs.extend((key, "") for key in old_left - new_left)
    pairs.extend(("", key) for key in new_left - old_left)
    return sorted(pairs)


def _group(pairs: Iterable[tuple[str, Hashable]]) -> dict[Hashable, list[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for key, mark in pairs:
        groups[mark].append(key)
    return groups


def _identify_figure(row: PublishedRow) -> Hashable:
    return row["document_id"], row["page"], row["raw_text"], row["item_name"], row["header"]


def _identify_item(row: PublishedRow) -> Hashable:
    return row["document_id"], row["page"], row["name_raw"], row["kode_printed"]


def _identify_finding(row: PublishedRow) -> Hashable:
    numbers = row["reported"], row["expected"]
    return row["document_id"], row["page"], row["kind"], row["unit"], *numbers


def _document_change(how: str, row: PublishedRow) -> ReleaseChange:
    text = _describe_document(row)
    before, after = (text, "") if how == "removed" else ("", text)
    key = str(row["document_id"])
    return ReleaseChange("document", how, str(row["file"]), None, "", "", before, after, key)


def _describe_document(row: PublishedRow) -> str:
    names = ("kind", "agency", "region", "year", "status", "reason", "pages")
    return "; ".join(f"{name}={row[name]}" for name in names if row[name] is not None)


def _describe_figure(row: PublishedRow) -> str:
    value = "" if row["value"] is None else format(row["value"], "f")
    parts = (
        " ".join(part for part in (value or "?", row["unit"]) if part),
        row["status"],
        row["metric"],
        row["period"],
        row["kode"],
    )
    return "; ".join(str(part) for part in parts if part)


def _describe_code(row: PublishedRow) -> str:
    parts = (row["kode"], row["edition"], row["match_status"], row["level"])
    return "; ".join(str(part) for part in parts if part)


def _describe_finding(row: PublishedRow) -> str:
    return f"{row['severity']}: {row['message']}"


def _place_of(row: PublishedRow, tables: Mapping[str, PublishedRow]) -> str:
    table_id = row["table_id"]
    name = label_table(tables.get(table_id) if table_id else None, table_id)
    parts = [f"table {name}" if name else ""]
    for key in ("row", "column"):
        if row.get(key) is not None:
            parts.append(f"{key} {row[key]}")
    return ", ".join(part for part in parts if part)
