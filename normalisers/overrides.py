"""What people decided about figures, laid over what was read.

A decision belongs to a place: a cell of a page with a certain print. It is found again by
place and print, not by the number of the table, so it survives a better reading that
counts tables otherwise. Where the print has changed since, the decision is not applied:
the person may have seen something else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from sidak.normalisers.settings import SETTINGS
from sidak.schemas import (
    Box,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Finding,
    FindingKind,
    Severity,
    TypedTable,
)
from sidak.schemas.decisions import FigureDecision, collapse_whitespace
from sidak.schemas.records import part_of

_EXCERPT = 60


class DecidableCell(Protocol):
    """A cell with its place; a ``Figure`` is one."""

    @property
    def figure_id(self) -> str:
        """Id of the figure."""

    @property
    def page(self) -> int:
        """Page, from 1."""

    @property
    def box(self) -> Box | None:
        """Its cell."""

    @property
    def raw_text(self) -> str:
        """What is printed."""


P = TypeVar("P", bound=DecidableCell)


@dataclass(frozen=True, slots=True)
class AppliedDecisions:
    """Tables with decisions applied.

    Attributes:
        tables: The tables.
        findings: Decisions that could not be applied, and why.
    """

    tables: tuple[TypedTable, ...]
    findings: tuple[Finding, ...]


def apply_figure_decisions(
    tables: Sequence[TypedTable], decisions: Iterable[FigureDecision]
) -> AppliedDecisions:
    """Lay decisions over the figures of one document.

    A decided figure has the person's value and the status ``decided`` (``unreadable`` and
    no value if the person could not read it either); its reason names who and when. What
    is printed stays untouched.

    Args:
        tables: Typed tables of one document.
        decisions: Decisions about figures of this document, oldest first; of two about
            one cell the later one counts.

    Returns:
        The tables, and a finding of kind ``reading`` for every decision whose cell is no
        longer there or prints something else.
    """
    figures = [figure for table in tables for figure in table.figures]
    by_print: dict[str, list[Figure]] = {}
    for figure in figures:
        by_print.setdefault(collapse_whitespace(figure.raw_text), []).append(figure)
    decided: dict[str, Figure] = {}
    lost: list[FigureDecision] = []
    for decision in decisions:
        lost = [one for one in lost if not _is_same_place(one, decision)]
        found = find_decided_figure(by_print.get(decision.raw_text, []), decision)
        if found is None:
            lost.append(decision)
        else:
            decided[found.figure_id] = _apply_decision(found, decision)
    return AppliedDecisions(
        tuple(
            replace(
                table,
                figures=tuple(decided.get(one.figure_id, one) for one in table.figures),
            )
            for table in tables
        ),
        tuple(_report_lost_decision(figures, one) for one in lost),
    )


def find_decided_figure(figures: Sequence[P], decision: FigureDecision) -> P | None:
    """Return the figure that a decision is about; ``None`` if it is gone or changed.

    Args:
        figures: Figures of the decision's document.
        decision: The decision.
    """
    same_print = [
        one
        for one in figures
        if collapse_whitespace(one.raw_text) == decision.raw_text
        and part_of(one.figure_id) == part_of(decision.figure_id)
    ]
    if decision.box is None:
        return next((one for one in same_print if one.figure_id == decision.figure_id), None)
    near = [
        (_measure_nearness(one, one.box, decision.box), one)
        for one in same_print
        if one.page == decision.page and one.box is not None
    ]
    if not near:
        return None
    share, best = max(near, key=lambda pair: (pair[0], pair[1].figure_id == decision.figure_id))
    return best if share >= SETTINGS.override_overlap else None


def _measure_nearness(figure: DecidableCell, box: Box, decided: Box) -> float:
    """Return how well the box of a figure fits that of a decision, 0 to 1.

    One of several numbers of a cell may have been decided when it had the box of the cell.
    """
    share = measure_overlap(box, decided)
    is_within = decided.contains_point((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    if part_of(figure.figure_id) and is_within:
        return max(share, SETTINGS.override_overlap)
    return share


def measure_overlap(one: Box, two: Box) -> float:
    """Return the common area of two boxes as a share of their united area, 0 to 1."""
    width = min(one.x1, two.x1) - max(one.x0, two.x0)
    height = min(one.y1, two.y1) - max(one.y0, two.y0)
    if width <= 0 or height <= 0:
        return 1.0 if one == two else 0.0
    common = width * height
    united = one.width * one.height + two.width * two.height - common
    if united <= 0:  # too small for the arithmetic
        return 1.0 if one == two else 0.0
    return common / united


def _is_same_place(one: FigureDecision, two: FigureDecision) -> bool:
    if part_of(one.figure_id) != part_of(two.figure_id):
        return False
    if one.box is None or two.box is None:
        return one.figure_id == two.figure_id
    return (
        one.page == two.page and measure_overlap(one.box, two.box) >= SETTINGS.override_overlap
    )


def _apply_decision(figure: Figure, decision: FigureDecision) -> Figure:
    day = decision.decided_at[:10]
    told = decision.who + (f", {day}" if day else "")
    if decision.why:
        told += f": {decision.why}"
    # That the report prints it ill stays true, whatever a person makes of it.
    faults = tuple(one for one in figure.reasons if one.kind.fault is not None)
    if decision.value is None:
        return replace(
            figure,
            value=None,
            status=FigureStatus.UNREADABLE,
            reasons=(Doubt(DoubtKind.DECLARED_UNREADABLE, (told,)), *faults),
            confidence=0.0,
        )
    exponent = decision.value.as_tuple().exponent
    return replace(
        figure,
        value=decision.value,
        status=FigureStatus.DECIDED,
        reasons=(Doubt(DoubtKind.DECIDED, (told,)), *faults),
        confidence=1.0,
        decimals=max(0, -exponent) if isinstance(exponent, int) else 0,
    )


def _report_lost_decision(figures: Sequence[Figure], decision: FigureDecision) -> Finding:
    """Report that a decision was not applied, at the cell that stands in its place now."""
    there = [
        one
        for one in figures
        if one.page == decision.page
        and one.box is not None
        and decision.box is not None
        and measure_overlap(one.box, decision.box) >= SETTINGS.override_overlap
    ]
    if decision.box is None:
        there = [one for one in figures if one.figure_id == decision.figure_id]
    now = there[0] if there else None
    was = _shorten(decision.raw_text)
    if now is not None:
        what = f'kini terbaca "{_shorten(collapse_whitespace(now.raw_text))}", dahulu "{was}"'
        what_en = f'now reads "{_shorten(collapse_whitespace(now.raw_text))}", then "{was}"'
    else:
        what = f'sel dengan teks "{was}" tidak lagi ditemukan'
        what_en = f'the cell printing "{was}" is no longer found'
    return Finding(
        finding_id=f"{decision.figure_id}-decision-{decision.decision_id}",
        document_id=decision.document_id,
        kind=FindingKind.READING,
        severity=Severity.WARNING,
        message=f"Keputusan {decision.who} untuk angka di halaman {decision.page} tidak "
        f"dipakai: {what}.",
        table_id=None if now is None else now.table_id,
        page=None if now is None else now.page,
        item_id=None if now is None else now.item_id,
        figure_ids=() if now is None else (now.figure_id,),
        message_en=f"The decision of {decision.who} about a figure on page {decision.page} "
        f"was not applied: {what_en}.",
    )


def _shorten(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
