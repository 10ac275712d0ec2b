"""What people decided about codes: remembered by name and context, applied on every run.

The lines are those of ``sidak.schemas.decisions``; a later decision about the same name in the
same context replaces the earlier one. Its lines about figures are left to others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sidak.matchers.names.likeness import make_name_key
from sidak.matchers.reference.store import fold_kode
from sidak.schemas import DecisionsError, Item, Level
from sidak.schemas.decisions import (
    DecisionRecord,
    DecisionSubject,
    list_standing,
)


@dataclass(frozen=True, slots=True)
class CodeDecision:
    """One decision about the code of a name.

    Attributes:
        level: Level of the item.
        name: Name as the report (or the review) shows it.
        parent_kode: Code of the item above, in any edition; empty if it has none.
        kode: The code; empty for "no code of the nomenclature".
        who: Who decided.
        why: Reason, free text.
        decided_at: Moment, ISO 8601 in UTC; empty before it is noted.
    """

    level: Level
    name: str
    parent_kode: str
    kode: str
    who: str
    why: str = ""
    decided_at: str = ""

    @property
    def key(self) -> tuple[str, str, Level]:
        """Squeezed name, folded parent code and level: the context it holds for."""
        return make_key(self.name, self.parent_kode, self.level)


def make_key(name: str, parent_kode: str, level: Level) -> tuple[str, str, Level]:
    """Return the context under which a decision is remembered."""
    return make_name_key(name), fold_kode(parent_kode), level


def index_decisions(
    decisions: Iterable[CodeDecision],
) -> Mapping[tuple[str, str, Level], CodeDecision]:
    """Return the decision that holds for each context: the last one."""
    return {decision.key: decision for decision in decisions}


def find_decision(
    decisions: Mapping[tuple[str, str, Level], CodeDecision],
    item: Item,
    above: str,
    parent: Item | None,
) -> CodeDecision | None:
    """Return the decision that holds for an item, ``None`` if there is none.

    Args:
        decisions: Context to decision.
        item: The item.
        above: Code that the line above fits best.
        parent: The line above, if it is done: a person may have given it another code,
            and answered the question about ``item`` under that one.
    """
    decided = parent.kode if parent is not None and parent.kode else above
    for context in (decided, above):
        found = decisions.get(make_key(item.name, context, item.level))
        if found is not None:
            return found
    return None


def list_code_decisions(records: Iterable[DecisionRecord]) -> tuple[CodeDecision, ...]:
    """Return the standing decisions about codes, oldest first.

    Raises:
        DecisionsError: If a line names an unknown level.
    """
    return tuple(
        _make_decision(one)
        for one in list_standing(records)
        if one.subject == DecisionSubject.KODE
    )


def record_decision(
    decision: CodeDecision,
    *,
    document_id: str = "",
    file: str = "",
    item_id: str = "",
    page: int | None = None,
    before: str = "",
) -> DecisionRecord:
    """Return the line for a decision about a code, and where the question came up.

    Args:
        decision: What was decided.
        document_id: The document.
        file: Name of its file.
        item_id: The item.
        page: Its page.
        before: The code that sidak had matched.
    """
    return DecisionRecord(
        who=decision.who,
        subject=DecisionSubject.KODE.value,
        decided_at=decision.decided_at,
        level=decision.level.value,
        name=decision.name,
        parent_kode=decision.parent_kode,
        kode=decision.kode,
        why=decision.why,
        document_id=document_id,
        file=file,
        figure_id=item_id,
        page="" if page is None else str(page),
        before=before,
    )


def _make_decision(record: DecisionRecord) -> CodeDecision:
    try:
        level = Level(record.level)
    except ValueError as error:
        raise DecisionsError(
            f"keputusan {record.decision_id}: tingkat '{record.level}' tidak dikenal"
        ) from error
    return CodeDecision(
        level=level,
        name=record.name,
        parent_kode=record.parent_kode,
        kode=record.kode,
        who=record.who,
        why=record.why,
        decided_at=record.decided_at,
    )
