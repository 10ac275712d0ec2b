"""Records become the published tables, as frames, always in the same order.

A frame holds text and ``Decimal`` columns as ``object`` (missing is ``None``), whole
numbers as ``Int64``, measurements as ``float64`` and yes/no as ``bool``.
"""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, TypeVar

import pandas as pd

from sidak.expectations import (
    StatedFact,
    choose_facts,
    make_indicator_rows,
    make_panel,
    make_programme_rows,
    reconcile_reports,
)
from sidak.normalisers.document.agency_names import make_agency_id
from sidak.publishers.release.content import ReleaseContent
from sidak.schemas import (
    Box,
    DocumentResult,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Finding,
    Item,
    MatchStatus,
    Mention,
    ReviewRow,
    describe,
    list_codes,
)
from sidak.schemas.dictionary.balance_columns import describe_balance
from sidak.schemas.dictionary.published_tables import (
    DECIMAL_PRECISION,
    DECIMAL_SCALE,
    LIST_SEPARATOR,
    TABLE_SCHEMAS,
    Column,
    ColumnType,
)

TableRow = dict[str, Any]
Valued = TypeVar("Valued", Figure, Mention)

_NUMBERS = re.compile(r"(\d+)")
# What no text file should hold: control characters but tab and line feed, lone surrogates.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_WAITING_FIGURES = {FigureStatus.SUSPECT, FigureStatus.UNREADABLE}
_WAITING_MATCHES = {MatchStatus.REVIEW, MatchStatus.UNMATCHED}


def build_frames(content: ReleaseContent, lang: str = "id") -> dict[str, pd.DataFrame]:
    """Return one frame per published table.

    The result depends on what was read only, not on the order in which documents were
    processed.

    Args:
        content: Documents and findings, in any order.
        lang: Language of reasons, doubts and messages, "id" or "en".
    """
    documents = content.order_documents()
    rows: dict[str, list[TableRow]] = {name: [] for name in TABLE_SCHEMAS}
    facts = {one.document.document_id: choose_facts(one.typed_tables) for one in documents}
    for entry in documents:
        _add_document(entry, facts[entry.document.document_id], rows, lang)
    rank = {entry.document.document_id: place for place, entry in enumerate(documents)}
    findings = sorted(content.list_findings(), key=lambda one: _finding_key(one, rank))
    rows["findings"] = [
        _row(one, lang) | {"message": one.text(lang), "basis": one.basis_in(lang)}
        for one in findings
    ]
    rows["reconciliation"] = [
        _row(one, lang) for one in reconcile_reports(documents) if _fits(one.value)
    ]
    rows["panel"] = [
        _row(one, lang) for one in make_panel(documents, facts) if _fits(one.value)
    ]
    return {name: make_frame(name, listed) for name, listed in rows.items()}


def make_frame(table: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return a frame with exactly the columns and types of the dictionary.

    Args:
        table: Name of a published table.
        rows: One mapping per row; columns that are absent are empty.
    """
    return pd.DataFrame(
        {
            column.name: _make_series(column, [row.get(column.name) for row in rows])
            for column in TABLE_SCHEMAS[table].columns
        }
    )


def _add_document(
    entry: DocumentResult,
    facts: Sequence[StatedFact],
    rows: dict[str, list[TableRow]],
    lang: str,
) -> None:
    document_id = entry.document.document_id
    document = entry.document
    agency_id = make_agency_id(document.agency, document.region)
    rows["documents"].append(_row(document, lang) | {"agency_id": agency_id})
    for page in sorted(entry.pages, key=lambda one: one.page):
        rows["pages"].append(
            _row(page, lang) | {"document_id": document_id} | describe_balance(page.balance)
        )
    kinds = {typed.table_id: typed.kind for typed in entry.typed_tables}
    for table in sorted(entry.tables, key=lambda one: _natural_key(one.table_id)):
        kind = kinds.get(table.table_id, "lainnya")
        rows["tables"].append(_row(table, lang) | {"kind": kind})
        for cell in table.cells:
            rows["cells"].append(
                _row(cell, lang)
                | {"table_id": table.table_id, "document_id": document_id}
                | {"page": cell.place.page}
                | _box_row(cell.place.box)
            )
    for mention in entry.mentions:
        rows["mentions"].append(_row(_fit_value(mention), lang))
    items = {item.item_id: item for typed in entry.typed_tables for item in typed.items}
    canonical = {fact.figure.figure_id for fact in facts}
    questions = {question.item_id: question for question in entry.review}
    for typed in sorted(entry.typed_tables, key=lambda one: _natural_key(one.table_id)):
        for item in sorted(typed.items, key=lambda one: (one.row, _natural_key(one.item_id))):
            rows["items"].append(_row(item, lang))
            if item.match_status in _WAITING_MATCHES:
                rows["review"].append(_item_question(item, questions.get(item.item_id), lang))
        for figure in sorted(
            typed.figures, key=lambda one: (one.row, one.column, one.part or 0)
        ):
            fitting = _fit_value(figure)
            is_canonical = fitting.accepted and figure.figure_id in canonical
            rows["figures"].append(
                _figure_row(fitting, items, lang) | {"is_canonical": is_canonical}
            )
            if fitting.status in _WAITING_FIGURES:
                rows["review"].append(_figure_question(fitting, lang))
    _add_wide(entry, facts, rows)


def _add_wide(
    entry: DocumentResult, facts: Sequence[StatedFact], rows: dict[str, list[TableRow]]
) -> None:
    fitting = [one for one in facts if _fits(one.figure.value or Decimal(0))]
    rows["wide_programmes"] += [_row(one, "") for one in make_programme_rows(entry, fitting)]
    rows["wide_indicators"] += [_row(one, "") for one in make_indicator_rows(entry, fitting)]


def _figure_row(figure: Figure, items: Mapping[str, Item], lang: str) -> TableRow:
    row = _row(figure, lang)
    item = items.get(figure.item_id or "")
    # Codes are matched to items after the figures were made, so the item has the later
    # knowledge. A code that waits for a person is only a proposal and stays with the item.
    is_open = item is not None and item.match_status in _WAITING_MATCHES
    if item is not None and row["kode"] is None and not is_open:
        row["kode"] = item.kode
    return row


def _fit_value(record: Valued) -> Valued:
    """Refuse a value that the published columns cannot hold exactly, instead of rounding."""
    value = record.value
    if value is None or _fits(value):
        return record
    return replace(
        record,
        value=None,
        status=FigureStatus.UNREADABLE,
        reasons=(Doubt(DoubtKind.TOO_EXACT),),
    )


def _fits(value: Decimal) -> bool:
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):  # infinite or not a number
        return False
    whole = len(digits) + exponent
    significant = len(str(int("".join(map(str, digits)))).rstrip("0"))
    needed = max(0, -exponent - (len(digits) - significant)) if value else 0
    return needed <= DECIMAL_SCALE and whole <= DECIMAL_PRECISION - DECIMAL_SCALE


def _figure_question(figure: Figure, lang: str) -> TableRow:
    reasons = figure.reasons or (Doubt(DoubtKind.NOT_CERTAIN),)
    return _row(figure, lang) | {
        "review_id": f"figure:{figure.figure_id}",
        "subject": "figure",
        "reading": None if figure.value is None else _plain(figure.value),
        "reason": describe(reasons, lang),
    }


def _item_question(item: Item, question: ReviewRow | None, lang: str) -> TableRow:
    unmatched = item.match_status is MatchStatus.UNMATCHED
    reason = Doubt(DoubtKind.NO_CODE_FITS if unmatched else DoubtKind.CODE_NOT_CERTAIN)
    row = _row(item, lang) | {
        "review_id": f"item:{item.item_id}",
        "subject": "item",
        "item_name": item.name,
        "raw_text": item.kode_printed,
        "reading": item.kode,
        "candidates": (item.runner_up_kode,) if item.runner_up_kode else (),
        "reason": reason.text(lang),
    }
    if question is None:
        return row
    others = [one for one in question.candidates if one.kode != item.kode]
    return row | {
        "parent_kode": question.parent_kode,
        "candidates": tuple(one.kode for one in others) or row["candidates"],
        "candidate_names": tuple(one.nama for one in others),
        "reason": question.reason.text(lang),
    }


def _row(record: Any, lang: str) -> TableRow:
    """Return the fields and properties of a record as columns.

    Its box is spread over x0, y0, x1, y1, its reasons and doubts are put into words.
    """
    kind: Any = type(record)
    row = {name: getattr(record, name) for name in _list_names(kind)}
    if "reasons" in row:
        row |= {
            "reason": describe(row["reasons"], lang),
            "reason_codes": list_codes(row["reasons"]),
        }
    if "meaning_reasons" in row:
        row |= {
            "meaning_reason": describe(row["meaning_reasons"], lang),
            "meaning_codes": list_codes(row["meaning_reasons"]),
        }
    if "doubts" in row:
        row["doubts"] = tuple(doubt.text(lang) for doubt in row["doubts"])
    if "box" in row:
        row |= _box_row(row["box"])
    return row


@functools.cache
def _list_names(kind: type) -> tuple[str, ...]:
    """Return the fields and properties of a kind of record."""
    properties = [name for name, value in vars(kind).items() if isinstance(value, property)]
    return (*(field.name for field in fields(kind)), *properties)


def _box_row(box: Box | None) -> TableRow:
    if box is None:
        return {}
    rounded = box.round(2)
    return {"x0": rounded.x0, "y0": rounded.y0, "x1": rounded.x1, "y1": rounded.y1}


def _natural_key(text: str) -> tuple[tuple[bool, int, str], ...]:
    """Sort key under which ``t100`` follows ``t99``."""
    parts = _NUMBERS.split(text)
    return tuple(
        (part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts
    )


def _finding_key(finding: Finding, rank: Mapping[str, int]) -> tuple[Any, ...]:
    return (
        rank.get(finding.document_id, len(rank)),
        finding.document_id,
        _natural_key(finding.table_id or ""),
        finding.page or 0,
        finding.kind.value,
        finding.finding_id,
    )


def _make_series(column: Column, values: list[Any]) -> "pd.Series[Any]":
    clean = [_CLEANERS[column.type](value) for value in values]
    return pd.Series(clean, dtype=_DTYPES[column.type], name=column.name)


def _clean_text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    text = str(value)
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("\ufffd", text) or None


def _clean_list(value: Any) -> str | None:
    if not value:
        return None
    members = [(_clean_text(member) or "").replace(LIST_SEPARATOR, ",") for member in value]
    return LIST_SEPARATOR.join(members) or None


def _clean_decimal(value: Any) -> Decimal | None:
    if value is None:
        return None
    number = Decimal(value)
    if not _fits(number):
        raise ValueError(f"does not fit a published column exactly: {number}")
    return abs(number) if number == 0 else number


def _plain(value: Decimal) -> str:
    return format(abs(value) if value == 0 else value, "f")


_CLEANERS: Mapping[ColumnType, Callable[[Any], Any]] = {
    ColumnType.STRING: _clean_text,
    ColumnType.LIST: _clean_list,
    ColumnType.DECIMAL: _clean_decimal,
    ColumnType.INTEGER: lambda value: None if value is None else int(value),
    ColumnType.FLOAT: lambda value: None if value is None else round(float(value), 6),
    ColumnType.BOOLEAN: bool,
}

_DTYPES: Mapping[ColumnType, str] = {
    ColumnType.STRING: "object",
    ColumnType.LIST: "object",
    ColumnType.DECIMAL: "object",
    ColumnType.INTEGER: "Int64",
    ColumnType.FLOAT: "float64",
    ColumnType.BOOLEAN: "bool",
}
