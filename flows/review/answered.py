"""Which decision answers which question."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sidak.flows.review.answers import fits_column
from sidak.matchers.match.decisions import make_key
from sidak.normalisers.numerals.parse import format_number
from sidak.normalisers.overrides import find_decided_figure
from sidak.schemas import PROGRAMME_LEVELS, Box, FindingKind, FollowUp, Level
from sidak.schemas.decisions import (
    DecisionRecord,
    DecisionSubject,
    collapse_whitespace,
    list_figure_decisions,
)
from sidak.schemas.text.translator import Translator

FIGURE, ITEM, COLUMN, ROW = "figure", "item", "column", "row"
FINDING = "finding"
#: Ends of the ids of what decisions are about.
_ENDS = (
    (re.compile(r"-r\d+-c\d+(?:-p\d+)?"), FIGURE),
    (re.compile(r"-c\d+"), COLUMN),
    (re.compile(r"-r\d+"), ROW),
)


@dataclass(frozen=True, slots=True)
class _PrintedCell:
    figure_id: str
    page: int
    box: Box | None
    raw_text: str


def find_answers(
    questions: Iterable[Mapping[str, Any]], records: Iterable[DecisionRecord]
) -> dict[str, DecisionRecord]:
    """Return the decision that answers each question, by the question's id.

    Args:
        questions: Rows of the queue.
        records: Standing decisions, oldest first; the last one about a question counts.
    """
    listed = list(records)
    by_print: dict[tuple[str, str], list[_PrintedCell]] = {}
    meanings: dict[tuple[str, str], str] = {}
    codes: dict[tuple[str, str, Level], list[str]] = {}
    for row in questions:
        if row["subject"] == FIGURE:
            cell = _PrintedCell(
                row["figure_id"], row["page"], make_box(row), row["raw_text"] or ""
            )
            printed = (row["document_id"], collapse_whitespace(cell.raw_text))
            by_print.setdefault(printed, []).append(cell)
        elif row["subject"] in (COLUMN, ROW):
            printed_at = row["header"] if row["subject"] == COLUMN else row["raw_text"]
            key_of = row["review_id"].partition(":")[2]
            meanings[key_of, collapse_whitespace(printed_at or "")] = row["review_id"]
        elif row["level"] in PROGRAMME_LEVELS:
            key = make_key(
                row["item_name"] or "", row["parent_kode"] or "", Level(row["level"])
            )
            codes.setdefault(key, []).append(row["review_id"])
    found: dict[str, DecisionRecord] = {}
    figures = [one for one in listed if one.subject == DecisionSubject.FIGURE]
    for record, decision in zip(figures, list_figure_decisions(figures), strict=True):
        cells = by_print.get((decision.document_id, decision.raw_text), [])
        place = find_decided_figure(cells, decision)
        if place is not None:
            found[f"{FIGURE}:{place.figure_id}"] = record
    for record in listed:
        # After the next run a column prints the header that was decided.
        prints = (record.raw_text, record.name)
        keys = ((record.figure_id, collapse_whitespace(one)) for one in prints)
        asked = next((meanings[key] for key in keys if key in meanings), None)
        if asked is not None and record.subject in (
            DecisionSubject.COLUMN,
            DecisionSubject.ROW,
        ):
            found[asked] = record
        if record.subject == DecisionSubject.KODE and record.level in PROGRAMME_LEVELS:
            key = make_key(record.name, record.parent_kode, Level(record.level))
            found |= dict.fromkeys(codes.get(key, ()), record)
    return found


def make_box(row: Mapping[str, Any]) -> Box | None:
    """Return the box of a row, ``None`` if it has none."""
    edges = [row[name] for name in ("x0", "y0", "x1", "y1")]
    return None if any(edge is None for edge in edges) else Box(*edges)


def describe_record(record: DecisionRecord, t: Translator) -> dict[str, Any]:
    """Return a decision as the review page shows it."""
    subject = _find_subject(record)
    if subject == FINDING:
        what = t(f"follow_up.{record.value}")
    elif subject == ITEM:
        key = "as_code" if record.kode else "as_no_code"
        what = t(key, kode=record.kode)
    elif subject == COLUMN:
        what = t("as_column", meaning=_show_meaning(record.value, t))
    elif subject == ROW:
        what = t("as_row", name=record.name)
    elif record.value:
        what = t("as_value", value=_show_number(record.value))
    else:
        what = t("as_unreadable")
    return {
        "id": record.decision_id,
        "at": record.decided_at,
        "who": record.who,
        "why": record.why,
        "subject": subject,
        "question": f"{subject}:{record.figure_id}",
        "file": record.file,
        "page": record.page,
        "name": record.name,
        "printed": record.raw_text,
        "what": what,
    }


def _find_subject(record: DecisionRecord) -> str:
    """Return what a decision is about, also one that takes another back."""
    if record.value in list(FollowUp) and record.name in list(FindingKind):
        return FINDING
    if not (record.raw_text or record.box or record.value) and record.subject not in (
        FIGURE,
        COLUMN,
        ROW,
    ):
        return ITEM
    ids = (
        subject for end, subject in _ENDS if re.search(f"(?:{end.pattern})$", record.figure_id)
    )
    return next(ids, FIGURE)


def _show_meaning(text: str, t: Translator) -> str:
    """Return the meaning of a column as people read it."""
    parts = dict(part.strip().partition("=")[::2] for part in text.split(";"))
    shown = (t(f"metric.{parts.get('metric', '')}"), parts.get("period"), parts.get("unit"))
    return ", ".join(part for part in shown if part)


def _show_number(text: str) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return format_number(value) if fits_column(value) else text
