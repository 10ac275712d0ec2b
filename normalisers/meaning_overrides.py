"""What people decided about the meaning of columns and rows, laid over what was read.

Like decisions about figures, these belong to a place on a page and to what is printed there: a
column is found again by one of its figures and by its header, a row by one of its figures.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sidak.normalisers.overrides import AppliedDecisions, measure_overlap
from sidak.normalisers.settings import SETTINGS
from sidak.schemas import (
    Basis,
    ColumnMeaning,
    Doubt,
    DoubtKind,
    Figure,
    Finding,
    FindingKind,
    Level,
    Meaning,
    PeriodKind,
    Severity,
    TypedTable,
)
from sidak.schemas.decisions import (
    ColumnDecision,
    MeaningDecision,
    RowDecision,
    collapse_whitespace,
)

#: Reasons of a meaning that are about the name of the row have these codes.
_ABOUT_NAME = "name_"
#: Units of the row itself: nearer than what is said of the whole column.
_OF_ROW = (Basis.CELL, Basis.COLUMN)
_YEAR = re.compile(r"\d{4}")
_SPAN = re.compile(r"\d{4}-\d{4}")
_QUARTER = re.compile(r"\d{4}-TW[1-4]")


@dataclass(slots=True)
class _TableDecisions:
    """The decisions about one table, by column and by row."""

    columns: dict[int, ColumnDecision] = field(default_factory=dict)
    rows: dict[int, RowDecision] = field(default_factory=dict)


def apply_meaning_decisions(
    tables: Sequence[TypedTable], decisions: Iterable[MeaningDecision]
) -> AppliedDecisions:
    """Lay decisions about columns and rows over the tables of one document.

    The figures concerned have the meaning that was decided, and it is sure unless something
    else speaks against it; their reasons name who decided and when. How the meaning was known
    before (the bases), the value and the status stay as they are.

    Args:
        tables: Typed tables of one document.
        decisions: Decisions about this document, oldest first; the later one counts.

    Returns:
        The tables, and a finding of kind ``reading`` for every decision whose place is no
        longer there or prints something else.
    """
    figures = [figure for table in tables for figure in table.figures]
    found: dict[str, _TableDecisions] = {}
    lost: dict[str, MeaningDecision] = {}
    for decision in decisions:
        figure = _find_place(figures, decision)
        lost.pop(decision.place_id, None)
        if figure is None:
            lost[decision.place_id] = decision
            continue
        own = found.setdefault(figure.table_id, _TableDecisions())
        if isinstance(decision, ColumnDecision):
            own.columns[figure.column] = decision
        else:
            own.rows[figure.row] = decision
    return AppliedDecisions(
        tuple(
            _apply_to_table(table, found[table.table_id]) if table.table_id in found else table
            for table in tables
        ),
        tuple(_report_lost(one) for one in lost.values()),
    )


def is_about_name(doubt: Doubt) -> bool:
    """Return True if a reason of a meaning is about the name of the row."""
    return doubt.kind.value.startswith(_ABOUT_NAME)


def _find_place(figures: Sequence[Figure], decision: MeaningDecision) -> Figure | None:
    """Return the figure by which a column or row is found; ``None`` if it has changed."""
    is_column = isinstance(decision, ColumnDecision)

    def is_same_print(figure: Figure) -> bool:
        printed = figure.header if is_column else figure.raw_text
        return collapse_whitespace(printed) == decision.printed

    if decision.box is None:
        mark = "c" if is_column else "r"
        ids = (
            (f"{one.table_id}-{mark}{one.column if is_column else one.row}", one)
            for one in figures
        )
        return next(
            (one for key, one in ids if key == decision.place_id and is_same_print(one)), None
        )
    near = [
        (measure_overlap(one.box, decision.box), one)
        for one in figures
        if one.page == decision.page and one.box is not None
    ]
    share, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or share < SETTINGS.override_overlap or not is_same_print(best):
        return None
    return best


def _apply_to_table(table: TypedTable, own: _TableDecisions) -> TypedTable:
    columns = tuple(
        _apply_to_column(one, own.columns[one.column]) if one.column in own.columns else one
        for one in table.columns
    )
    figures = [
        _apply_to_figure(one, own.columns[one.column]) if one.column in own.columns else one
        for one in table.figures
    ]
    items = {item.row: item for item in table.items}
    names: dict[str, str] = {}
    renamed = []
    for item in table.items:
        decision = own.rows.get(item.row)
        if decision is not None:
            names[item.item_id] = decision.name
            item = replace(item, name=decision.name)
        renamed.append(item)
    nodes = tuple(
        replace(node, name=names.get(node.item_id or "", node.name))
        for node in table.tree.nodes
    )
    return replace(
        table,
        columns=columns,
        items=tuple(renamed),
        figures=tuple(
            _name_figure(one, own.rows, names, has_item=one.row in items) for one in figures
        ),
        tree=replace(table.tree, nodes=nodes),
    )


def _apply_to_column(column: ColumnMeaning, decision: ColumnDecision) -> ColumnMeaning:
    return replace(
        column,
        header=decision.header,
        metric=decision.metric,
        period=decision.period or None,
        year=_read_year(decision.period),
        period_kind=_read_period_kind(decision.period),
        unit=decision.unit or None,
    )


def _apply_to_figure(figure: Figure, decision: ColumnDecision) -> Figure:
    has_own_unit = figure.unit_basis in _OF_ROW
    changed = replace(
        figure,
        header=decision.header,
        metric=decision.metric,
        period=decision.period or None,
        year=_read_year(decision.period),
        period_kind=_read_period_kind(decision.period),
        unit=figure.unit if has_own_unit else decision.unit or None,
    )
    open_doubts = [
        one
        for one in figure.meaning_reasons
        if is_about_name(one)
        and (one.kind is DoubtKind.NAME_MISSING or not decision.has_right_names)
    ]
    return _settle(changed, open_doubts, decision)


def _name_figure(
    figure: Figure,
    rows: Mapping[int, RowDecision],
    names: Mapping[str, str],
    *,
    has_item: bool,
) -> Figure:
    """Return a figure under the name that was decided for its row, or for its item."""
    decision = rows.get(figure.row)
    if decision is None:
        name = names.get(figure.item_id or "")
        return figure if name is None else replace(figure, item_name=name)
    named = replace(figure, item_name=decision.name)
    if not has_item:
        # It does not belong to the item above, whose name it had inherited.
        named = replace(named, item_id=None, level=Level.LAINNYA)
    open_doubts = [one for one in figure.meaning_reasons if not is_about_name(one)]
    return _settle(named, open_doubts, decision)


def _settle(figure: Figure, open_doubts: list[Doubt], decision: MeaningDecision) -> Figure:
    """Return a figure that has these reasons left, and the decision among them."""
    others = [one for one in open_doubts if one.kind is not DoubtKind.MEANING_DECIDED]
    if not others:
        meaning = Meaning.SURE
    elif all(is_about_name(one) for one in others):
        meaning = Meaning.DOUBTFUL
    else:
        meaning = figure.meaning
    day = decision.decided_at[:10]
    told = decision.who + (f", {day}" if day else "")
    if decision.why:
        told += f": {decision.why}"
    decided = Doubt(DoubtKind.MEANING_DECIDED, (told,))
    return replace(
        figure,
        meaning=meaning,
        meaning_reasons=(*(one for one in open_doubts if one != decided), decided),
    )


def _read_year(period: str) -> int | None:
    is_span = _SPAN.fullmatch(period) is not None
    return None if is_span or not _YEAR.match(period) else int(period[:4])


def _read_period_kind(period: str) -> PeriodKind | None:
    kinds = ((_SPAN, PeriodKind.SPAN), (_QUARTER, PeriodKind.QUARTER), (_YEAR, PeriodKind.YEAR))
    return next((kind for pattern, kind in kinds if pattern.fullmatch(period)), None)


def _report_lost(decision: MeaningDecision) -> Finding:
    is_column = isinstance(decision, ColumnDecision)
    what, what_en = ("arti kolom", "the meaning of a column")
    if not is_column:
        what, what_en = ("nama baris", "the name of a row")
    return Finding(
        finding_id=f"{decision.place_id}-decision-{decision.decision_id}",
        document_id=decision.document_id,
        kind=FindingKind.READING,
        severity=Severity.WARNING,
        message=f"Keputusan {decision.who} tentang {what} di halaman {decision.page} tidak "
        f'dipakai: yang dahulu tercetak "{decision.printed}" tidak lagi ditemukan di situ.',
        page=decision.page,
        message_en=f"The decision of {decision.who} about {what_en} on page {decision.page} "
        f'was not applied: what printed "{decision.printed}" is no longer found there.',
    )
