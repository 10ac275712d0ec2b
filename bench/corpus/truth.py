"""The truth beside a rendered PDF, page by page, in the format of the gold pages."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.corpus.model import ColumnSpec, Row, TableSpec

#: Below this depth (report, pages, page, tables, table, rows) JSON stays on one line.
_FLAT_DEPTH = 6


@dataclass
class TablePartTruth:
    """What of a table stands on one page.

    Attributes:
        spec: The table.
        ordinal: Number of the table in the report, from 0.
        has_header: Whether the header stands on this page.
        ruled: "full", "partial" or "none".
        rows: Indices of the rows that begin on this page.
        begins: Whether the table begins on this page.
        cut: Row indices whose rest stands on a later page.
    """

    spec: TableSpec
    ordinal: int
    ruled: str
    has_header: bool = False
    begins: bool = False
    rows: list[int] = field(default_factory=list)
    cut: list[int] = field(default_factory=list)


@dataclass
class PageTruth:
    """One page of the rendered report."""

    page: int
    rotation: int
    parts: list[TablePartTruth] = field(default_factory=list)


@dataclass
class ReportTruth:
    """All that a reader should find in a rendered report.

    Attributes:
        doc: File name of the PDF.
        facts: kind, agency, region, year of the report.
        pages: Its pages in order.
        style: Name of the style that it is painted in.
    """

    doc: str
    facts: dict[str, str | int]
    pages: list[PageTruth]
    style: str

    def as_json(self) -> dict[str, Any]:
        """The truth as plain dictionaries and lists."""
        return {
            "doc": self.doc,
            "style": self.style,
            "facts": self.facts,
            "pages": [self._page(page) for page in self.pages],
        }

    def write(self, path: Path) -> None:
        """Write the truth as JSON, one row of a table per line."""
        path.write_text(_format(self.as_json()) + "\n", encoding="utf-8")

    def _page(self, page: PageTruth) -> dict[str, Any]:
        return {
            "doc": self.doc,
            "page": page.page,
            "rotation": page.rotation,
            "source": "text",
            "tables": [_table(part) for part in page.parts],
            "notes": _notes(page),
        }


def _table(part: TablePartTruth) -> dict[str, Any]:
    spec = part.spec
    return {
        "caption": " ".join(spec.caption) if part.begins and spec.caption else None,
        "ruled": part.ruled,
        "table": part.ordinal,
        "columns": [
            _column(column, spec.header_path(index) if part.has_header else None)
            for index, column in enumerate(spec.columns)
        ],
        "rows": [_row(spec.rows[index]) for index in part.rows],
    }


def _column(column: ColumnSpec, header: str | None) -> dict[str, Any]:
    return {
        "header": header,
        "role": column.role,
        "metric": column.metric,
        "unit": column.unit,
        "year": column.year,
    }


def _row(row: Row) -> dict[str, Any]:
    record: dict[str, Any] = {
        "cells": list(row.cells),
        "level": row.level,
        "continued": False,
    }
    if row.kode is not None:
        record["kode"] = row.kode
        record["parent"] = row.parent
    return record


def _notes(page: PageTruth) -> str:
    cut = [part.spec.rows[index].cells for part in page.parts for index in part.cut]
    names = ["/".join(cell for cell in cells if cell)[:60] for cells in cut]
    return f"Cut by the end of the page: {'; '.join(names)}." if names else ""


def _format(value: Any, depth: int = 0) -> str:
    """JSON with one line for each column and row, so that differences can be read."""
    if depth == _FLAT_DEPTH or not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=False)
    indent = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        inner = [
            f"{json.dumps(key)}: {_format(item, depth + 1)}" for key, item in value.items()
        ]
        opening, closing = "{", "}"
    else:
        inner = [_format(item, depth + 1) for item in value]
        opening, closing = "[", "]"
    return opening + indent + ("," + indent).join(inner) + indent[:-1] + closing
