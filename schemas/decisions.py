"""What people decided: the records of the file of decisions, and what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from sidak.schemas.errors import DecisionsError
from sidak.schemas.geometry import Box
from sidak.schemas.vocabularies import FollowUp, Metric


class DecisionSubject(StrEnum):
    """What a line of the file is about."""

    KODE = "kode"
    FIGURE = "figure"
    COLUMN = "column"
    ROW = "row"
    FINDING = "finding"
    REVOKE = "revoke"


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """One line of the file; every attribute is a column, as text.

    Attributes:
        decided_at: Moment, ISO 8601 in UTC.
        who: Who decided.
        subject: A ``DecisionSubject``.
        level: Code: level of the item.
        name: Code: its name; figure: the name of its row; column: the header that was
            decided; row: the name that was decided; finding: its kind.
        parent_kode: Code: code of the item above.
        kode: Code: what was decided; empty for "no code of the nomenclature".
        why: Reason, free text.
        decision_id: Names the line.
        document_id: Figure, column, row: their document; code: the one in which the
            question came up.
        file: Name of that document's file.
        figure_id: Figure: its id when it was decided; code: id of the item; column, row:
            "<table_id>-c<column>", "<table_id>-r<row>"; finding: its id.
        page: Page.
        box: Figure: edges of the cell, "x0 y0 x1 y1" in points; column, row: those of one
            of its figures.
        raw_text: Figure: what is printed; column: its header; row: the print of that
            figure. White space is one blank.
        value: Figure: what was decided, in the figure's unit; empty for "unreadable";
            column: "metric=pagu; period=2016; unit=Rp; names=yes"; finding: a
            ``FollowUp``.
        before: What sidak had read or matched; finding: the figure that it names first.
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


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """What a person said a column of a table means.

    Attributes:
        document_id: The document.
        column_id: "<table_id>-c<column>" when it was decided.
        page: Page of one of its figures.
        box: Cell of that figure; ``None`` for text dumps.
        printed: The header as it was read, white space folded.
        header: The header as it should be read.
        metric: What its numbers measure.
        period: Their period; empty for none.
        unit: Their unit; empty for none, or one on each row.
        has_right_names: Whether the person found the names of the rows right.
        who: Who decided.
        why: Reason, free text.
        decided_at: Moment, ISO 8601 in UTC.
        decision_id: Names the decision.
    """

    document_id: str
    column_id: str
    page: int
    box: Box | None
    printed: str
    header: str
    metric: Metric
    period: str = ""
    unit: str = ""
    has_right_names: bool = False
    who: str = ""
    why: str = ""
    decided_at: str = ""
    decision_id: str = ""

    @property
    def place_id(self) -> str:
        """Id of what was decided."""
        return self.column_id


@dataclass(frozen=True, slots=True)
class RowDecision:
    """The name that a person gave to a row of a table.

    Attributes:
        document_id: The document.
        row_id: "<table_id>-r<row>" when it was decided.
        page: Page of one of its figures.
        box: Cell of that figure; ``None`` for text dumps.
        printed: What that figure prints, white space folded.
        name: The name of the row.
        who: Who decided.
        why: Reason, free text.
        decided_at: Moment, ISO 8601 in UTC.
        decision_id: Names the decision.
    """

    document_id: str
    row_id: str
    page: int
    box: Box | None
    printed: str
    name: str
    who: str = ""
    why: str = ""
    decided_at: str = ""
    decision_id: str = ""

    @property
    def place_id(self) -> str:
        """Id of what was decided."""
        return self.row_id


@dataclass(frozen=True, slots=True)
class FindingMark:
    """What a person made of a finding.

    Attributes:
        document_id: The document.
        finding_id: Id of the finding when it was marked.
        kind: Its kind.
        figure_id: The figure that it named first; empty for none.
        page: Its page; 0 for none.
        box: Cell of that figure; ``None`` if it has none.
        printed: What that figure printed, white space folded; of a finding without a
            figure its message.
        follow_up: What was made of it.
        who: Who marked it.
        why: Reason, free text.
        decided_at: Moment, ISO 8601 in UTC.
        decision_id: Names the mark.
    """

    document_id: str
    finding_id: str
    kind: str
    figure_id: str
    page: int
    box: Box | None
    printed: str
    follow_up: FollowUp
    who: str = ""
    why: str = ""
    decided_at: str = ""
    decision_id: str = ""

    @property
    def raw_text(self) -> str:
        """What its cell prints."""
        return self.printed


MeaningDecision = ColumnDecision | RowDecision

#: What a run applies to the document that it is about, and to no other.
OWN_SUBJECTS = frozenset({DecisionSubject.FIGURE, DecisionSubject.COLUMN, DecisionSubject.ROW})


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
        box=_write_box(decision.box),
        raw_text=decision.raw_text,
        value="" if decision.value is None else f"{decision.value:f}",
        before=before,
    )


def list_finding_marks(records: Iterable[DecisionRecord]) -> tuple[FindingMark, ...]:
    """Return the standing marks of findings, oldest first.

    Raises:
        DecisionsError: If a line holds a mark, page or box that is none.
    """
    return tuple(
        _make_finding_mark(one)
        for one in list_standing(records)
        if one.subject == DecisionSubject.FINDING
    )


def record_finding_mark(mark: FindingMark, *, file: str = "") -> DecisionRecord:
    """Return the line for a mark of a finding.

    Args:
        mark: What was made of the finding.
        file: Name of the document's file.
    """
    return DecisionRecord(
        who=mark.who,
        subject=DecisionSubject.FINDING.value,
        decided_at=mark.decided_at,
        name=mark.kind,
        why=mark.why,
        decision_id=mark.decision_id,
        document_id=mark.document_id,
        file=file,
        figure_id=mark.finding_id,
        page=str(mark.page),
        box=_write_box(mark.box),
        raw_text=mark.printed,
        value=mark.follow_up.value,
        before=mark.figure_id,
    )


def _make_finding_mark(record: DecisionRecord) -> FindingMark:
    try:
        return FindingMark(
            document_id=record.document_id,
            finding_id=record.figure_id,
            kind=record.name,
            figure_id=record.before,
            page=int(record.page),
            box=_read_box(record.box),
            printed=collapse_whitespace(record.raw_text),
            follow_up=FollowUp(record.value),
            who=record.who,
            why=record.why,
            decided_at=record.decided_at,
            decision_id=record.decision_id,
        )
    except (ValueError, TypeError) as error:
        raise DecisionsError(
            f"keputusan {record.decision_id or record.figure_id}: tanda, halaman atau kotak "
            f"tidak sah ({record.value!r}, {record.page!r}, {record.box!r})"
        ) from error


def list_meaning_decisions(records: Iterable[DecisionRecord]) -> tuple[MeaningDecision, ...]:
    """Return the standing decisions about columns and rows, oldest first.

    Raises:
        DecisionsError: If a line holds a metric, page or box that is none.
    """
    return tuple(
        _make_meaning_decision(one)
        for one in list_standing(records)
        if one.subject in (DecisionSubject.COLUMN, DecisionSubject.ROW)
    )


def record_meaning_decision(
    decision: MeaningDecision, *, file: str = "", before: str = ""
) -> DecisionRecord:
    """Return the line for a decision about a column or a row.

    Args:
        decision: What was decided.
        file: Name of the document's file.
        before: What sidak had read.
    """
    is_column = isinstance(decision, ColumnDecision)
    subject = DecisionSubject.COLUMN if is_column else DecisionSubject.ROW
    return DecisionRecord(
        who=decision.who,
        subject=subject.value,
        decided_at=decision.decided_at,
        name=decision.header if isinstance(decision, ColumnDecision) else decision.name,
        why=decision.why,
        decision_id=decision.decision_id,
        document_id=decision.document_id,
        file=file,
        figure_id=decision.place_id,
        page=str(decision.page),
        box=_write_box(decision.box),
        raw_text=decision.printed,
        value=write_meaning(decision) if isinstance(decision, ColumnDecision) else "",
        before=before,
    )


def write_meaning(decision: ColumnDecision) -> str:
    """Return the meaning of a column as it stands in the file."""
    parts = {
        "metric": decision.metric.value,
        "period": decision.period,
        "unit": decision.unit,
        "names": "yes" if decision.has_right_names else "",
    }
    return "; ".join(f"{key}={value}" for key, value in parts.items() if value)


def _read_meaning(text: str) -> dict[str, str]:
    parts = (part.partition("=") for part in text.split(";"))
    return {key.strip(): value.strip() for key, _, value in parts}


def _make_meaning_decision(record: DecisionRecord) -> MeaningDecision:
    try:
        box, page = _read_box(record.box), int(record.page)
        printed = collapse_whitespace(record.raw_text)
        if record.subject == DecisionSubject.ROW:
            return RowDecision(
                document_id=record.document_id,
                row_id=record.figure_id,
                page=page,
                box=box,
                printed=printed,
                name=record.name,
                who=record.who,
                why=record.why,
                decided_at=record.decided_at,
                decision_id=record.decision_id,
            )
        meaning = _read_meaning(record.value)
        return ColumnDecision(
            document_id=record.document_id,
            column_id=record.figure_id,
            page=page,
            box=box,
            printed=printed,
            header=record.name,
            metric=Metric(meaning["metric"]),
            period=meaning.get("period", ""),
            unit=meaning.get("unit", ""),
            has_right_names=meaning.get("names") == "yes",
            who=record.who,
            why=record.why,
            decided_at=record.decided_at,
            decision_id=record.decision_id,
        )
    except (ValueError, TypeError, KeyError) as error:
        raise DecisionsError(
            f"keputusan {record.decision_id or record.figure_id}: arti, halaman atau kotak "
            f"tidak sah ({record.value!r}, {record.page!r}, {record.box!r})"
        ) from error


def _write_box(box: Box | None) -> str:
    edges = () if box is None else (box.x0, box.y0, box.x1, box.y1)
    return " ".join(f"{edge:.2f}" for edge in edges)


def _read_box(text: str) -> Box | None:
    edges = [float(edge) for edge in text.split()]
    return Box(*edges) if edges else None


def _make_figure_decision(record: DecisionRecord) -> FigureDecision:
    try:
        return FigureDecision(
            document_id=record.document_id,
            figure_id=record.figure_id,
            page=int(record.page),
            box=_read_box(record.box),
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
