"""Labelled pages: what stands on a page, and what its numbers are worth.

The worth of a labelled cell is read here by a small strict parser of its own, apart from
``sidak.normalisers.numerals.parse``, so that one mistake cannot hide the other. It knows the
labelled column, and says so where it cannot decide: such cells are not scored.

Rules, with "mark" for a dot or a comma:

- Whole rupiah: marks group by three digits; a last mark before two digits is decimal.
  Dots and commas may be mixed as grouping ("8.309,000.000").
- Everything else (percent, counts, "Rp juta"): a last mark not before three digits is
  decimal. A lone mark before three digits ("66.408") is decimal if other cells of the
  column show that mark as the decimal one, grouping if they show the other one or a unit
  word follows ("1.200 Orang"); else it is undecided.
- "0,125" is always decimal. Malformed groups ("28,57.03") are undecided.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

_NUMBER = re.compile(
    r"(?P<currency>Rp\s*\.?)?\s*(?P<open>\()?\s*(?P<minus>[-−–])?\s*(?P<rupiah>Rp\s*\.?\s*)?"
    r"(?P<digits>\d[\d.,]*?)(?P<dash>[,.]\s*-+)?\s*(?P<close>\))?\s*(?P<unit>[^\d]*)"
)
_MONEY = frozenset({"pagu", "realisasi_anggaran", "sisa"})


class CellContent(StrEnum):
    """What a labelled cell of a figure column holds."""

    NUMBER = "number"
    NOTHING = "nothing"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class TruthNumber:
    """The worth of a labelled cell.

    Attributes:
        worth: Whether it holds a number at all.
        value: The number; ``None`` unless ``worth`` is NUMBER.
        unit: Unit printed in the cell, else ``None``.
    """

    worth: CellContent
    value: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TruthColumn:
    """A labelled column; ``None`` where the label does not say."""

    header: str | None
    role: str
    metric: str | None = None
    unit: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class TruthRow:
    """A labelled row: one text per column."""

    cells: tuple[str, ...]
    level: str


@dataclass(frozen=True, slots=True)
class TruthTable:
    """The part of a table that stands on a labelled page."""

    columns: tuple[TruthColumn, ...]
    rows: tuple[TruthRow, ...]
    caption: str | None = None

    def column_numbers(self, column: int) -> tuple[TruthNumber, ...]:
        """The worth of each cell of a column; NOTHING throughout unless it is a figure's."""
        meaning = self.columns[column]
        if meaning.role != "figure":
            return (TruthNumber(CellContent.NOTHING),) * len(self.rows)
        texts = [row.cells[column] for row in self.rows]
        return read_truth_column(texts, metric=meaning.metric, unit=meaning.unit)


@dataclass(frozen=True, slots=True)
class TruthPage:
    """A labelled page."""

    page: int
    tables: tuple[TruthTable, ...]
    source: str = "text"


@dataclass(frozen=True, slots=True)
class TruthDocument:
    """The labelled pages of one report.

    Attributes:
        path: The report.
        pages: Its labelled pages.
        is_whole: Whether all pages are labelled, and rows cut by a page break stand whole
            on the page where they begin. Otherwise each page is labelled on its own, with
            what that page prints.
    """

    path: Path
    pages: tuple[TruthPage, ...]
    is_whole: bool


def load_gold(directory: Path, reports: Path) -> tuple[TruthDocument, ...]:
    """Load single labelled pages (one JSON each), grouped by their report."""
    pages: dict[str, list[TruthPage]] = {}
    for path in sorted(directory.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        pages.setdefault(record["doc"], []).append(make_page(record))
    return tuple(
        TruthDocument(reports / doc, tuple(sorted(found, key=lambda p: p.page)), False)
        for doc, found in pages.items()
    )


def load_samples(directory: Path) -> tuple[TruthDocument, ...]:
    """Load wholly labelled reports: one JSON beside each PDF."""
    documents = []
    for path in sorted(directory.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if "pages" not in record:
            continue
        pages = tuple(make_page(page) for page in record["pages"])
        documents.append(TruthDocument(directory / record["doc"], pages, True))
    return tuple(documents)


def make_page(record: dict[str, Any]) -> TruthPage:
    """Make a page from its JSON object."""
    return TruthPage(
        page=record["page"],
        tables=tuple(_make_table(table) for table in record["tables"]),
        source=record.get("source", "text"),
    )


def _make_table(record: dict[str, Any]) -> TruthTable:
    columns = tuple(
        TruthColumn(c["header"], c["role"], c.get("metric"), c.get("unit"), c.get("year"))
        for c in record["columns"]
    )
    rows = tuple(TruthRow(tuple(r["cells"]), r["level"]) for r in record["rows"])
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(f"{len(row.cells)} cells under {len(columns)} columns: {row}")
    return TruthTable(columns, rows, record.get("caption"))


def read_truth_column(
    texts: Sequence[str], *, metric: str | None, unit: str | None
) -> tuple[TruthNumber, ...]:
    """Read the labelled cells of one figure column."""
    matches = [_NUMBER.fullmatch(text.strip()) for text in texts]
    marks = {mark for m in matches if m and (mark := _plain_decimal_mark(m["digits"]))}
    mark = marks.pop() if len(marks) == 1 else None
    is_money = metric in _MONEY or (unit or "").startswith("Rp")
    is_rupiah = is_money and unit in (None, "Rp")
    return tuple(
        _read(text, match, mark, is_rupiah=is_rupiah)
        for text, match in zip(texts, matches, strict=True)
    )


def _read(
    text: str, match: re.Match[str] | None, mark: str | None, *, is_rupiah: bool
) -> TruthNumber:
    if not any(c.isdigit() for c in text) or text.strip().startswith("#"):
        return TruthNumber(CellContent.NOTHING)
    if match is None or bool(match["open"]) != bool(match["close"]):
        return TruthNumber(CellContent.UNDECIDED)
    unit = match["unit"].strip(" .;:") or None
    if match["currency"] or match["rupiah"] or match["dash"]:
        unit, is_rupiah = unit or "Rp", is_rupiah or unit is None
    value = _weigh(match["digits"], mark, is_rupiah=is_rupiah, has_unit_word=_is_word(unit))
    if value is None:
        return TruthNumber(CellContent.UNDECIDED)
    is_negative = bool(match["minus"] or match["open"])
    return TruthNumber(CellContent.NUMBER, -value if is_negative else value, unit)


def _is_word(unit: str | None) -> bool:
    return unit is not None and unit != "Rp" and unit[0].isalpha()


def _plain_decimal_mark(digits: str) -> str | None:
    """The decimal mark if the number shows it beyond doubt ("96,4", "1.234,50")."""
    groups = re.split(r"[.,]", digits)
    marks = re.findall(r"[.,]", digits)
    if not marks or not groups[-1] or len(groups[-1]) == 3:
        return None
    if len(marks) == 1 or (marks[-1] not in marks[:-1] and _is_grouped(groups[:-1])):
        return str(marks[-1])
    return None


def _is_grouped(groups: Sequence[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def _weigh(
    digits: str, mark: str | None, *, is_rupiah: bool, has_unit_word: bool
) -> Decimal | None:
    """Return what digits with marks are worth, ``None`` if that cannot be said."""
    groups = re.split(r"[.,]", digits)
    marks = re.findall(r"[.,]", digits)
    whole = Decimal("".join(groups))
    split = Decimal(f"{''.join(groups[:-1])}.{groups[-1]}") if groups[-1] else None
    if not marks:
        return whole
    if split is None:
        return None
    if len(marks) == 1 and groups[0] == "0":
        return split
    tail = len(groups[-1])
    if is_rupiah:
        if tail == 3 and _is_grouped(groups):
            return whole
        is_plain = len(marks) == 1 or _is_grouped(groups[:-1])
        return split if tail == 2 and is_plain else None
    if len(marks) == 1:
        if tail != 3:
            return split
        if mark is not None:
            if mark == marks[0]:
                return split
            return whole if _is_grouped(groups) else None
        return whole if has_unit_word and _is_grouped(groups) else None
    if len(set(marks)) == 1:
        return whole if _is_grouped(groups) else None
    if marks[-1] in marks[:-1] or len(set(marks[:-1])) > 1 or not _is_grouped(groups[:-1]):
        return None
    if tail == 3 and mark != marks[-1]:
        return None
    return split
