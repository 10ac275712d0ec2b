"""What people decided: the records of the file of decisions, and what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from sidak.schemas.errors import DecisionsError
from sidak.schemas.geometry import Box


class DecisionSubject(StrEnum):
    """What a line of the file is about."""

    KODE = "kode"
    FIGURE = "figure"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One line of the file; every attribute is a column, as text.

    Attributes:
        decided_at: Moment, ISO 8601 in UTC.
        who: Who decided.
        subject: A ``DecisionSubject``.
        level: Code: level of the item.
        name: Code: its name; figure: the name of its row.
        parent_kode: Code: code of the item above.
        kode: Code: what was decided; empty for "no code of the nomenclature".
        why: Reason, free text.
        decision_id: Names the line.
        document_id: Figure: its document; code: the one in which the question came up.
        file: Name of that document's file.
        figure_id: Figure: its id when it was decided; code: id of the item.
        page: Page.
        box: Figure: edges of the cell, "x0 y0 x1 y1" in points.
        raw_text: Figure: what is printed; white space is one blank.
        value: Figure: what was decided, in the figure's unit; empty for "unreadable".
        before: What sidak had read or matched.
        revokes: Id of the decision that is taken back.
    """

    who: str
    subject: str
    decided_at: str = ""
    level: str = ""
    name: str = ""
    parent_kode: str = ""
    kode: str = ""
    why: str = ""
    decision_id: str = ""
    document_id: str = ""
    file: str = ""
    figure_id: str = ""
    page: str = ""
    box: str = ""
    raw_text: str = ""
    value: str = ""
    before: str = ""
    revokes: str = ""


#: The columns in the order of the file.
DECISION_COLUMNS = (
    "decided_at",
    "who",
    "subject",
    *(
        field.name
        for field in fields(DecisionRecord)
        if field.name not in ("decided_at", "who", "subject")
    ),
)


@dataclass(frozen=True, slots=True)
class FigureDecision:
    """The value that a person gave to a cell.

    Attributes:
        document_id: The document.
        figure_id: Id of the figure when it was decided.
        page: Its page.
        box: Its cell; ``None`` for text dumps.
        raw_text: What was printed, white space folded.
        value: The number in the figure's unit; ``None`` for "cannot be read".
        who: Who decided.
        why: Reason, free text.
        decided_at: Moment, ISO 8601 in UTC.
        decision_id: Names the decision.
    """

    document_id: str
    figure_id: str
    page: int
    box: Box | None
    raw_text: str
    value: Decimal | None
    who: str
    why: str = ""
    decided_at: str = ""
    decision_id: str = ""


def collapse_whitespace(text: str) -> str:
    """Return a text with every run of white space as one blank, to compare it."""
    return " ".join(text.split())


def list_standing(records: Iterable[DecisionRecord]) -> tuple[DecisionRecord, ...]:
    """Return the decisions that were not taken back, oldest first."""
    listed = tuple(records)
    revoked = {one.revokes for one in listed if one.subject == DecisionSubject.REVOKE}
    return tuple(
        one
        for one in listed
        if one.subject != DecisionSubject.REVOKE and one.decision_id not in revoked
    )


def list_figure_decisions(records: Iterable[DecisionRecord]) -> tuple[FigureDecision, ...]:
    """Return the standing decisions about figures, oldest first.

    Raises:
        DecisionsError: If a line holds a value, page or box that is none.
    """
    return tuple(
        _make_figure_decision(one)
        for one in list_standing(records)
        if one.subject == DecisionSubject.FIGURE
    )


def record_figure_decision(
    decision: FigureDecision, *, file: str = "", name: str = "", before: str = ""
) -> DecisionRecord:
    """Return the line for a decision about a figure.

    Args:
        decision: What was decided.
        file: Name of the document's file.
        name: Name of the figure's row.
        before: What sidak had read.
    """
    box = decision.box
    edges = () if box is None else (box.x0, box.y0, box.x1, box.y1)
    return DecisionRecord(
        who=decision.who,
        subject=DecisionSubject.FIGURE.value,
        decided_at=decision.decided_at,
        name=name,
        why=decision.why,
        decision_id=decision.decision_id,
        document_id=decision.document_id,
        file=file,
        figure_id=decision.figure_id,
        page=str(decision.page),
        box=" ".join(f"{edge:.2f}" for edge in edges),
        raw_text=decision.raw_text,
        value="" if decision.value is None else f"{decision.value:f}",
        before=before,
    )


def _make_figure_decision(record: DecisionRecord) -> FigureDecision:
    try:
        edges = [float(edge) for edge in record.box.split()]
        return FigureDecision(
            document_id=record.document_id,
            figure_id=record.figure_id,
            page=int(record.page),
            box=Box(*edges) if edges else None,
            raw_text=collapse_whitespace(record.raw_text),
            value=_read_value(record.value),
            who=record.who,
            why=record.why,
            decided_at=record.decided_at,
            decision_id=record.decision_id,
        )
    except (ValueError, TypeError, InvalidOperation) as error:
        raise DecisionsError(
            f"keputusan {record.decision_id or record.figure_id}: nilai, halaman atau kotak "
            f"tidak sah ({record.value!r}, {record.page!r}, {record.box!r})"
        ) from error


def _read_value(text: str) -> Decimal | None:
    if not text:
        return None
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(f"no number: {text}")
    return value
