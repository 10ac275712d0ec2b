"""Figures of a document that print the same and are doubted alike: one question for all.

"80,815" stands in six tables of a report; what it is worth is asked once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sidak.flows.review.answered import FIGURE
from sidak.flows.review.release_reader import Row
from sidak.flows.review.settings import SETTINGS
from sidak.schemas.decisions import DecisionRecord, DecisionSubject, collapse_whitespace


def group_equal(queue: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Return for each question about a figure the ids of all that ask the same, in order.

    Args:
        queue: Rows of the queue.
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in queue:
        if row["subject"] == FIGURE and row["raw_text"]:
            key = (
                row["document_id"],
                collapse_whitespace(row["raw_text"]),
                row["reading"] or "",
                row["reason"] or "",
            )
            groups[key].append(row["review_id"])
    return {name: tuple(group) for group in groups.values() for name in group}


def list_hidden(
    groups: Mapping[str, Sequence[str]], decided: Mapping[str, DecisionRecord]
) -> set[str]:
    """Return the questions that another one of their group stands for.

    That is the first one that is open, or the first of all if none is.
    """
    hidden: set[str] = set()
    for group in set(map(tuple, groups.values())):
        shown = next((one for one in group if one not in decided), group[0])
        hidden.update(one for one in group if one != shown)
    return hidden


def list_given_together(
    record: DecisionRecord, standing: Iterable[DecisionRecord]
) -> list[DecisionRecord]:
    """Return the decisions about equal cells that were made by the same answer.

    Args:
        record: A decision.
        standing: All standing decisions.
    """
    if record.subject != DecisionSubject.FIGURE:
        return []
    return [
        one
        for one in standing
        if one.decision_id != record.decision_id
        and (one.subject, one.who, one.document_id, one.raw_text, one.value, one.why)
        == (
            record.subject,
            record.who,
            record.document_id,
            record.raw_text,
            record.value,
            record.why,
        )
        and _seconds_between(one.decided_at, record.decided_at) <= SETTINGS.same_answer
    ]


def _seconds_between(one: str, other: str) -> float:
    moments = [datetime.fromisoformat(text) for text in (one, other)]
    return abs((moments[0] - moments[1]).total_seconds())
