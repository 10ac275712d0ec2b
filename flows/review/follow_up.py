"""Findings on the review page: what people made of them, noted like any decision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sidak.flows.review.answered import make_box
from sidak.flows.review.answers import AnswerError
from sidak.flows.review.release_reader import ReleaseReader, Row
from sidak.flows.review.settings import SETTINGS
from sidak.schemas import FollowUp
from sidak.schemas.decisions import (
    DecisionRecord,
    DecisionSubject,
    FindingMark,
    collapse_whitespace,
    record_finding_mark,
)
from sidak.schemas.text.translator import Translator


@dataclass(frozen=True, slots=True)
class MarkAnswer:
    """What a person makes of a finding.

    Attributes:
        finding_id: The finding.
        who: The person.
        follow_up: A ``FollowUp``.
        why: Reason, free text; needed where the finding is not confirmed.
    """

    finding_id: str
    who: str
    follow_up: str
    why: str = ""


def list_findings(
    release: ReleaseReader, records: Iterable[DecisionRecord], t: Translator
) -> list[dict[str, Any]]:
    """Return the findings of a release with what was made of them, errors first.

    Args:
        release: The release.
        records: The standing decisions, oldest first; the last one about a finding counts.
        t: Texts of the language.
    """
    marks = {one.figure_id: one for one in records if one.subject == DecisionSubject.FINDING}
    return [_describe(row, marks, t) for row in release.list_all_findings()]


def _describe(row: Row, marks: Mapping[str, DecisionRecord], t: Translator) -> dict[str, Any]:
    mark = marks.get(row["finding_id"])
    shown = row["follow_up"] if mark is None else mark.value
    return {
        "id": row["finding_id"],
        "file": row["file"],
        "agency": row["agency"] or "",
        "region": row["region"] or "",
        "year": row["year"],
        "page": row["page"],
        "severity": row["severity"],
        "severity_name": t(f"severity.{row['severity']}"),
        "message": row["message"],
        "basis": row["basis"] or "",
        "follow_up": shown or "",
        "follow_up_name": t(f"follow_up.{shown}") if shown else "",
        "note": (row["follow_up_note"] or "") if mark is None else _note_of(mark),
        "decision_id": "" if mark is None else mark.decision_id,
    }


def _note_of(mark: DecisionRecord) -> str:
    note = ", ".join(text for text in (mark.who, mark.decided_at[:10]) if text)
    return f"{note}: {mark.why}" if mark.why else note


def make_mark_record(
    release: ReleaseReader, answer: MarkAnswer, t: Translator
) -> DecisionRecord:
    """Return the line for what a person makes of a finding.

    Raises:
        AnswerError: If the release has no such finding, nobody is named, or it is not said
            why the report is not wrong.
    """
    row = release.find_finding(answer.finding_id)
    document = None if row is None else release.find_document(row["document_id"])
    if row is None or document is None:
        raise AnswerError(t("gone"))
    if not collapse_whitespace(answer.who):
        raise AnswerError(t("no_name"))
    if len(answer.who) > SETTINGS.most_characters or len(answer.why) > SETTINGS.most_why:
        raise AnswerError(t("too_long"))
    if answer.follow_up not in list(FollowUp):
        raise AnswerError(t("gone"))
    follow_up = FollowUp(answer.follow_up)
    if follow_up is not FollowUp.CONFIRMED and not collapse_whitespace(answer.why):
        raise AnswerError(t("no_reason"))
    first = next(iter(row["figure_ids"] or ()), "")
    cell = release.find_figure(first) if first else None
    printed = row["message"] if cell is None else cell["raw_text"]
    mark = FindingMark(
        document_id=row["document_id"],
        finding_id=row["finding_id"],
        kind=row["kind"],
        figure_id="" if cell is None else first,
        page=(row["page"] if cell is None else cell["page"]) or 0,
        box=None if cell is None else make_box(cell),
        printed=collapse_whitespace(printed or ""),
        follow_up=follow_up,
        who=answer.who,
        why=answer.why,
    )
    return record_finding_mark(mark, file=document["file"])
