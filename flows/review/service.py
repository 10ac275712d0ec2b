"""Questions to people and their answers: what the review page and the commands do."""

from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from sidak.flows.review.answered import (
    FIGURE,
    ITEM,
    describe_record,
    find_answers,
    make_box,
)
from sidak.flows.review.answers import (
    AnswerError,
    find_objection,
    list_figure_options,
    make_number_option,
    name_entry,
    name_level,
    read_chosen_number,
    read_typed_kode,
    read_typed_number,
)
from sidak.flows.review.equal_cells import group_equal, list_given_together, list_hidden
from sidak.flows.review.follow_up import MarkAnswer, list_findings, make_mark_record
from sidak.flows.review.meaning import (
    COLUMN,
    ROW,
    MeaningAnswer,
    describe_column,
    describe_row,
    make_column_record,
    make_row_record,
)
from sidak.flows.review.release_reader import LatestRelease, ReleaseReader, Row
from sidak.flows.review.settings import SETTINGS
from sidak.flows.review.texts import make_translator
from sidak.flows.settings import CuratedFolder
from sidak.flows.state.decisions import append_decision_record, read_decisions, revoke_decision
from sidak.matchers import CodeDecision, Nomenclature, load_nomenclature, record_decision
from sidak.normalisers.rows.codes import read_kode
from sidak.schemas import PROGRAMME_LEVELS, Level, PageSource
from sidak.schemas.decisions import (
    DecisionRecord,
    FigureDecision,
    collapse_whitespace,
    list_standing,
    record_figure_decision,
)


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """An answer of a person to a question.

    Attributes:
        review_id: The question: "figure:<figure_id>", "item:<item_id>",
            "column:<table_id>-c<column>" or "row:<table_id>-r<row>".
        who: The person.
        kind: "accept", "value", "number", "code", "unreadable", "no_code", "meaning" or
            "name".
        text: What was typed of a "value", "code" or "name"; of a "number", which was chosen,
            the plain number ("80.815" is less than 81).
        why: Reason, free text.
        seen: Id of the last decision that the person knew of; empty for none.
        print_seen: Printed text that the person saw; ``None`` if not shown to one.
        is_confirmed: Whether the person insists after a doubt.
        meaning: What a column means, of a "meaning".
        is_single: Whether it is about this cell only, and not about all equal ones.
    """

    review_id: str
    who: str
    kind: str
    text: str = ""
    why: str = ""
    seen: str = ""
    print_seen: str | None = None
    is_confirmed: bool = False
    meaning: MeaningAnswer = field(default_factory=MeaningAnswer)
    is_single: bool = False


class ReviewService:
    """Puts questions and takes answers; may be used by several threads.

    Args:
        curated: The curated folder.
        language: "id" or "en".
    """

    def __init__(self, curated: Path, language: str = "id") -> None:
        folder = CuratedFolder(curated)
        self.path = folder.decisions
        self.t = make_translator(language)
        self.latest = LatestRelease(curated)
        self._lists = folder.nomenclature
        self._nomenclature: Nomenclature | None = None

    @property
    def nomenclature(self) -> Nomenclature:
        """The lists of codes, loaded at the first use."""
        if self._nomenclature is None:
            self._nomenclature = load_nomenclature(
                self._lists if self._lists.is_dir() else None
            )
        return self._nomenclature

    def list_queue(self) -> dict[str, Any]:
        """Return what waits in the latest release, and what was decided since.

        Raises:
            SidakError: If there is no release, or the decisions cannot be read.
        """
        release = self.latest.get()
        records = list_standing(read_decisions(self.path))
        decided = find_answers(release.queue, records)
        groups = group_equal(release.queue)
        hidden = list_hidden(groups, decided)
        questions = []
        for row in release.queue:
            if row["review_id"] in hidden:
                continue
            record = decided.get(row["review_id"])
            questions.append(
                {
                    "id": row["review_id"],
                    "subject": row["subject"],
                    "document": row["document_id"],
                    "file": row["file"],
                    "page": row["page"],
                    "shown": self._name_question(row),
                    "decided": None if record is None else describe_record(record, self.t),
                }
            )
        return {"release": release.release_id, "questions": questions}

    def _name_question(self, row: Row) -> str:
        """Return what the queue shows of a question."""
        if row["subject"] == COLUMN:
            header = row["header"] or self.t("no_header")
            return self.t("column_shown", header=header, figures=row["figures"])
        if row["subject"] == ROW:
            return self.t("row_shown", figures=row["figures"])
        return str((row["raw_text"] if row["subject"] == FIGURE else row["item_name"]) or "")

    def describe(self, review_id: str) -> dict[str, Any]:
        """Return all that a person needs to answer a question.

        Raises:
            AnswerError: If the release has no such question.
        """
        release = self.latest.get()
        row, document = self.find(release, review_id)
        question = release.find_question(review_id)
        record = self._find_answer(release, review_id, row, question)
        table = release.find_table(row["table_id"])
        cells = release.list_row(row["table_id"], row["row"])
        ledger = release.find_page(row["document_id"], row["page"]) or {}
        described = {
            "id": review_id,
            "release": release.release_id,
            "file": document["file"],
            "title": " · ".join(
                str(part)
                for part in (document["kind"], document["agency"], document["year"])
                if part
            ),
            "page": row["page"],
            "unaccounted": ledger.get("amounts_unaccounted") or 0,
            "table": (table or {}).get("number") or row["table_id"].rpartition("-")[2],
            "caption": (table or {}).get("caption") or "",
            "level": name_level(row["level"]),
            "cells": [
                {
                    "text": cell["text"],
                    "own": "figure_id" in row and cell["column"] == row["column"],
                }
                for cell in cells
            ],
            "decided": None if record is None else describe_record(record, self.t),
        }
        subject = review_id.partition(":")[0]
        if subject == COLUMN:
            return described | describe_column(release, row, self.t)
        if subject == ROW:
            return described | describe_row(row)
        own = self._describe_figure if "figure_id" in row else self._describe_item
        return described | own(release, row, question)

    def _describe_figure(
        self, release: ReleaseReader, row: Row, question: Row | None
    ) -> dict[str, Any]:
        value = row["value"]
        reading = None if value is None else make_number_option(value, self.t)
        return {
            "subject": FIGURE,
            "name": row["item_name"],
            "indikator": row["indikator"] or "",
            "header": row["header"] or "",
            "metric": row["metric"].replace("_", " "),
            "unit": row["unit"] or "",
            "printed": row["raw_text"] or "",
            "reading": None if reading is None else asdict(reading),
            "reason": row["reason"] or "",
            "options": [asdict(one) for one in list_figure_options(row, self.t)],
            "findings": [one["message"] for one in release.list_findings(row["figure_id"])],
            "may_accept": reading is not None,
            "same": len(self._list_equal(release, f"{FIGURE}:{row['figure_id']}")),
        }

    def _describe_item(
        self, release: ReleaseReader, row: Row, question: Row | None
    ) -> dict[str, Any]:
        asked = question or {}
        codes = list(asked.get("candidates") or ())
        names = list(asked.get("candidate_names") or ())
        names += [""] * (len(codes) - len(names))
        parent = release.find_item(row["parent_item_id"]) if row["parent_item_id"] else None
        reading = {
            "answer": row["kode"],
            "shown": row["kode"],
            "note": name_entry(row["kode_name"] or "", row["edition"]),
        }
        return {
            "subject": ITEM,
            "name": row["name"],
            "printed": " ".join(filter(None, (row["kode_printed"], row["name_raw"]))),
            "reading": reading if row["kode"] else None,
            "reason": asked.get("reason") or "",
            "parent": "" if parent is None else parent["name"],
            "parent_kode": asked.get("parent_kode") or "",
            "options": [
                {"answer": kode, "shown": kode, "note": note}
                for kode, note in list(zip(codes, names, strict=False))[:5]
            ],
            "findings": [],
            "may_accept": bool(row["kode"]),
        }

    def decide(self, answer: ReviewAnswer) -> dict[str, Any]:
        """Write a decision and return it.

        Raises:
            AnswerError: If the answer cannot be taken as it is.
            DecisionsError: If the file of decisions cannot be read.
            OSError: If it cannot be written.
        """
        release = self.latest.get()
        row, document = self.find(release, answer.review_id)
        if not collapse_whitespace(answer.who):
            raise AnswerError(self.t("no_name"))
        if len(answer.who) > SETTINGS.most_characters or len(answer.why) > SETTINGS.most_why:
            raise AnswerError(self.t("too_long"))
        question = release.find_question(answer.review_id)
        subject = answer.review_id.partition(":")[0]
        printed = row.get("raw_text", row.get("name_raw")) or ""
        if subject == COLUMN:
            printed = row["header"] or ""
        if answer.print_seen is not None and collapse_whitespace(
            answer.print_seen
        ) != collapse_whitespace(printed):
            raise AnswerError(self.t("changed"))
        earlier = self._find_answer(release, answer.review_id, row, question)
        if (
            earlier is not None
            and earlier.decision_id != answer.seen
            and not answer.is_confirmed
        ):
            shown = describe_record(earlier, self.t)
            raise AnswerError(
                self.t("other_decided", who=earlier.who, what=shown["what"]),
                may_confirm=True,
            )
        if subject in (COLUMN, ROW):
            record = self._make_meaning_record(subject, row, document, answer, earlier)
        elif "figure_id" in row:
            record = self._make_figure_record(release, row, document, answer)
        else:
            record = self._make_code_record(release, row, document, answer)
        made = append_decision_record(self.path, record)
        same = 0 if answer.is_single else self._decide_equal(release, answer)
        return describe_record(made, self.t) | {"same": same}

    def _decide_equal(self, release: ReleaseReader, answer: ReviewAnswer) -> int:
        """Give an answer to all open questions about equal cells; return how many there are.

        A cell of which the answer may not be right (a share of 80,815 per cent) stays open.
        """
        count = 0
        for review_id in self._list_equal(release, answer.review_id):
            row, document = self.find(release, review_id)
            try:
                record = self._make_figure_record(release, row, document, answer)
            except AnswerError:
                continue
            append_decision_record(self.path, record)
            count += 1
        return count

    def _list_equal(self, release: ReleaseReader, review_id: str) -> list[str]:
        """Return the other open questions about cells equal to that of a question."""
        group = group_equal(release.queue).get(review_id, ())
        if len(group) < 2:
            return []
        records = list_standing(read_decisions(self.path))
        decided = find_answers(release.queue, records)
        return [one for one in group if one != review_id and one not in decided]

    def list_findings(self) -> list[dict[str, Any]]:
        """Return the findings of the latest release with what people made of them.

        Raises:
            SidakError: If there is no release, or the decisions cannot be read.
        """
        records = list_standing(read_decisions(self.path))
        return list_findings(self.latest.get(), records, self.t)

    def mark(self, answer: MarkAnswer) -> dict[str, Any]:
        """Note what a person makes of a finding and return it.

        Raises:
            AnswerError: If it cannot be taken as it is.
            DecisionsError: If the file of decisions cannot be read.
            OSError: If it cannot be written.
        """
        record = make_mark_record(self.latest.get(), answer, self.t)
        return describe_record(append_decision_record(self.path, record), self.t)

    def undo(self, decision_id: str, *, who: str, why: str = "") -> dict[str, Any]:
        """Take a decision back and return it.

        Raises:
            DecisionsError: If no standing decision has this id.
        """
        if not collapse_whitespace(who):
            raise AnswerError(self.t("no_name"))
        standing = list_standing(read_decisions(self.path))
        record = revoke_decision(self.path, decision_id, who=who, why=why)
        taken = next((one for one in standing if one.decision_id == decision_id), None)
        for one in list_given_together(taken, standing) if taken else ():
            revoke_decision(self.path, one.decision_id, who=who, why=why)
        return describe_record(record, self.t)

    def list_decisions(self) -> list[dict[str, Any]]:
        """Return the standing decisions, newest first."""
        records = list_standing(read_decisions(self.path))
        return [describe_record(one, self.t) for one in reversed(records)]

    def read_number(self, review_id: str, text: str) -> dict[str, Any]:
        """Return how a typed number would be taken.

        Raises:
            AnswerError: If it would not.
        """
        row, _ = self.find(self.latest.get(), review_id)
        if "figure_id" not in row:
            raise AnswerError(self.t("gone"))
        value = read_typed_number(text, row, self.t)
        return asdict(make_number_option(value, self.t))

    def find(self, release: ReleaseReader, review_id: str) -> tuple[Row, Row]:
        """Return the figure or item of a question, and its document.

        Raises:
            AnswerError: If the release has none of this id.
        """
        subject, _, key = review_id.partition(":")
        row = None
        if subject == FIGURE:
            row = release.find_figure(key)
        elif subject == ITEM:
            row = release.find_item(key)
        elif subject == COLUMN:
            row = release.find_column(key)
        elif subject == ROW:
            row = release.find_row(key)
        document = None if row is None else release.find_document(row["document_id"])
        if row is None or document is None:
            raise AnswerError(self.t("gone"))
        return row, document

    def _find_answer(
        self, release: ReleaseReader, review_id: str, row: Row, question: Row | None
    ) -> DecisionRecord | None:
        asked = row | {
            "review_id": review_id,
            "subject": review_id.partition(":")[0],
            "item_name": row.get("name", ""),
            "parent_kode": release.find_parent_kode(row, question),
        }
        records = list_standing(read_decisions(self.path))
        return find_answers([asked], records).get(review_id)

    def _make_meaning_record(
        self,
        subject: str,
        row: Row,
        document: Row,
        answer: ReviewAnswer,
        earlier: DecisionRecord | None,
    ) -> DecisionRecord:
        if answer.kind not in ("accept", "meaning" if subject == COLUMN else "name"):
            raise AnswerError(self.t("gone"))
        is_accepted = answer.kind == "accept"
        if subject == COLUMN:
            # Whoever finds the whole meaning right has seen the names too.
            meaning = MeaningAnswer(has_right_names=True) if is_accepted else answer.meaning
            record = make_column_record(
                row, document, meaning, self.t, who=answer.who, why=answer.why
            )
            # The report prints what it printed at the first decision.
            return record if earlier is None else replace(record, raw_text=earlier.raw_text)
        name = (row["item_name"] or row["indikator"] or "") if is_accepted else answer.text
        return make_row_record(row, document, name, self.t, who=answer.who, why=answer.why)

    def _make_figure_record(
        self, release: ReleaseReader, row: Row, document: Row, answer: ReviewAnswer
    ) -> DecisionRecord:
        value: Decimal | None
        if answer.kind == "accept":
            if row["value"] is None:
                raise AnswerError(self.t("nothing_to_accept"))
            value = row["value"]
        elif answer.kind == "unreadable":
            value = None
        elif answer.kind in ("value", "number"):
            value = self._read_value(release, row, answer)
        else:
            raise AnswerError(self.t("gone"))
        decision = FigureDecision(
            document_id=row["document_id"],
            figure_id=row["figure_id"],
            page=row["page"],
            box=make_box(row),
            raw_text=collapse_whitespace(row["raw_text"] or ""),
            value=value,
            who=answer.who,
            why=answer.why,
        )
        before = "" if row["value"] is None else f"{row['value']:f}"
        return record_figure_decision(
            decision, file=document["file"], name=row["item_name"] or "", before=before
        )

    def _read_value(self, release: ReleaseReader, row: Row, answer: ReviewAnswer) -> Decimal:
        is_chosen = answer.kind == "number"
        read = read_chosen_number if is_chosen else read_typed_number
        value = read(answer.text, row, self.t)
        offered = [one.answer for one in list_figure_options(row, self.t)]
        page = release.find_page(row["document_id"], row["page"])
        is_exported = page is not None and page["source"] == PageSource.TEXT
        doubt = find_objection(value, row, self.t, is_exported=is_exported)
        if doubt and not answer.is_confirmed and answer.text not in offered:
            raise AnswerError(doubt, may_confirm=True)
        return value

    def _make_code_record(
        self, release: ReleaseReader, row: Row, document: Row, answer: ReviewAnswer
    ) -> DecisionRecord:
        question = release.find_question(answer.review_id)
        if row["level"] not in PROGRAMME_LEVELS:
            raise AnswerError(self.t("not_a_code"))
        if answer.kind == "accept":
            if not row["kode"]:
                raise AnswerError(self.t("nothing_to_accept"))
            kode = row["kode"]
        elif answer.kind == "no_code":
            kode = ""
        elif answer.kind == "code":
            kode = self._read_kode(row, question, answer)
        else:
            raise AnswerError(self.t("gone"))
        decision = CodeDecision(
            level=Level(row["level"]),
            name=row["name"],
            parent_kode=release.find_parent_kode(row, question),
            kode=kode,
            who=answer.who,
            why=answer.why,
        )
        return record_decision(
            decision,
            document_id=row["document_id"],
            file=document["file"],
            item_id=row["item_id"],
            page=row["page"],
            before=row["kode"] or "",
        )

    def _read_kode(self, row: Row, question: Row | None, answer: ReviewAnswer) -> str:
        if answer.text in ((question or {}).get("candidates") or ()):
            return answer.text
        try:
            return read_typed_kode(answer.text, row["level"], self.nomenclature, self.t)
        except AnswerError as error:
            if not (error.may_confirm and answer.is_confirmed):
                raise
            return read_kode(answer.text).kode or ""
