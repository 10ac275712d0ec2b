"""Questions about the meaning of columns and rows: asked once for a whole column."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sidak.flows.review.answered import make_box
from sidak.flows.review.answers import AnswerError, AnswerOption
from sidak.flows.review.release_reader import ReleaseReader, Row
from sidak.flows.review.settings import SETTINGS
from sidak.schemas import Metric
from sidak.schemas.decisions import (
    ColumnDecision,
    DecisionRecord,
    RowDecision,
    collapse_whitespace,
    record_meaning_decision,
)
from sidak.schemas.text.translator import Translator

COLUMN, ROW = "column", "row"

_PERIOD = re.compile(r"(?:19|20)\d{2}(?:-(?:TW[1-4]|S[12]|(?:19|20)\d{2}))?", re.IGNORECASE)
#: What stands between the parts of a meaning in the file of decisions.
_RESERVED = re.compile(r"[;=]")


@dataclass(frozen=True, slots=True)
class MeaningAnswer:
    """What a person says a column means; ``None`` leaves what was read.

    Attributes:
        header: Its header.
        metric: What its numbers measure.
        period: Their period; empty for none.
        unit: Their unit; empty for none, or one on each row.
        has_right_names: Whether the names of the rows are right.
    """

    header: str | None = None
    metric: str | None = None
    period: str | None = None
    unit: str | None = None
    has_right_names: bool = False


def describe_column(release: ReleaseReader, row: Row, t: Translator) -> dict[str, Any]:
    """Return what a person needs to decide what a column means.

    Args:
        release: The release.
        row: A figure of the column.
        t: Texts of the language.
    """
    figures = release.list_column(row["table_id"], row["column"])
    return {
        "subject": COLUMN,
        "name": "",
        "printed": row["header"] or "",
        "reading": asdict(_make_meaning_option(row, t)),
        "reason": _join_reasons(figures),
        "header": row["header"] or "",
        "metric": row["metric"],
        "period": row["period"] or "",
        "unit": row["unit"] or "",
        "metrics": [{"value": one.value, "label": t(f"metric.{one}")} for one in Metric],
        "count": len(figures),
        "unsure": sum(one["meaning"] != "sure" for one in figures),
        "examples": [
            {"name": one["item_name"] or one["indikator"] or "", "printed": one["raw_text"]}
            for one in figures[: SETTINGS.examples]
        ],
        "options": [],
        "findings": [],
        "may_accept": True,
    }


def describe_row(row: Row) -> dict[str, Any]:
    """Return what a person needs to name a row.

    Args:
        row: A figure of the row.
    """
    name = row["item_name"] or row["indikator"] or ""
    return {
        "subject": ROW,
        "name": name,
        "printed": row["raw_text"] or "",
        "reading": asdict(AnswerOption(name, name)) if name else None,
        "reason": row["meaning_reason"] or "",
        "header": row["header"] or "",
        "metric": row["metric"].replace("_", " "),
        "unit": row["unit"] or "",
        "options": [],
        "findings": [],
        "may_accept": bool(name),
    }


def make_column_record(
    row: Row, document: Row, answer: MeaningAnswer, t: Translator, *, who: str, why: str
) -> DecisionRecord:
    """Return the line for a decision about a column.

    Raises:
        AnswerError: If its metric, period or unit is none.
    """
    read = ColumnDecision(
        document_id=row["document_id"],
        column_id=f"{row['table_id']}-c{row['column']}",
        page=row["page"],
        box=make_box(row),
        printed=collapse_whitespace(row["header"] or ""),
        header=row["header"] or "",
        metric=Metric(row["metric"]),
        period=row["period"] or "",
        unit=row["unit"] or "",
    )
    decision = ColumnDecision(
        document_id=read.document_id,
        column_id=read.column_id,
        page=read.page,
        box=read.box,
        printed=read.printed,
        header=collapse_whitespace(_or_read(answer.header, read.header)),
        metric=_read_metric(_or_read(answer.metric, read.metric.value), t),
        period=_read_period(_or_read(answer.period, read.period), read.period, t),
        unit=_read_unit(_or_read(answer.unit, read.unit), t),
        has_right_names=answer.has_right_names,
        who=who,
        why=why,
    )
    if len(decision.header) > SETTINGS.most_header:
        raise AnswerError(t("too_long"))
    return record_meaning_decision(
        decision, file=document["file"], before=show_meaning(read, t)
    )


def make_row_record(
    row: Row, document: Row, name: str, t: Translator, *, who: str, why: str
) -> DecisionRecord:
    """Return the line for a decision about the name of a row.

    Raises:
        AnswerError: If the name is empty or too long.
    """
    plain = collapse_whitespace(name)
    if not plain:
        raise AnswerError(t("no_row_name"))
    if len(plain) > SETTINGS.most_header:
        raise AnswerError(t("too_long"))
    decision = RowDecision(
        document_id=row["document_id"],
        row_id=f"{row['table_id']}-r{row['row']}",
        page=row["page"],
        box=make_box(row),
        printed=collapse_whitespace(row["raw_text"] or ""),
        name=plain,
        who=who,
        why=why,
    )
    return record_meaning_decision(
        decision, file=document["file"], before=row["item_name"] or row["indikator"] or ""
    )


def show_meaning(decision: ColumnDecision, t: Translator) -> str:
    """Return the meaning of a column in a few words: "pagu anggaran, 2016, Rp"."""
    parts = (t(f"metric.{decision.metric}"), decision.period, decision.unit)
    return ", ".join(part for part in parts if part)


def _make_meaning_option(row: Row, t: Translator) -> AnswerOption:
    parts = (t(f"metric.{row['metric']}"), row["period"], row["unit"])
    shown = ", ".join(part for part in parts if part)
    return AnswerOption(shown, shown, t("as_read"))


def _join_reasons(figures: Sequence[Row]) -> str:
    reasons = (one["meaning_reason"] for one in figures if one["meaning_reason"])
    return "; ".join(dict.fromkeys(reasons))


def _or_read(given: str | None, read: str) -> str:
    return read if given is None else given


def _read_metric(text: str, t: Translator) -> Metric:
    try:
        return Metric(text.strip().casefold().replace(" ", "_"))
    except ValueError:
        listed = ", ".join(one.value for one in Metric)
        raise AnswerError(t("no_metric", metrics=listed)) from None


def _read_period(text: str, read: str, t: Translator) -> str:
    """Return a period that a person typed; what was read is taken as it is."""
    plain = collapse_whitespace(text)
    if plain == read or not plain:
        return plain
    compact = plain.replace(" ", "").replace("–", "-")
    if _PERIOD.fullmatch(compact) is None:
        raise AnswerError(t("no_period"))
    first, _, last = compact.partition("-")
    if last.isdigit() and int(last) <= int(first):
        raise AnswerError(t("no_period"))
    return compact.upper()


def _read_unit(text: str, t: Translator) -> str:
    plain = collapse_whitespace(text)
    if len(plain) > SETTINGS.most_characters or _RESERVED.search(plain):
        raise AnswerError(t("no_unit"))
    return plain
