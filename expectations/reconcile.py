"""Reconciliation: what a report prints against what its own numbers give."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from expectations.blame import name_culprits
from expectations.cross_tables import find_copies
from expectations.hierarchy import find_sums, is_near
from expectations.identities import Identity, Outcome, Shape, value_of
from expectations.joining import Break
from expectations.narrative import check_narrative
from expectations.ranking import merge_echoes, rank_findings
from expectations.reports import Coverage, Reconciliation
from expectations.row_laws import find_row_identities
from schemas import ColumnRole, DocumentFacts, FigureStatus, PageText, Table, TypedTable

#: How the extractors note a table that may be the rest of the one before it.
_REST = "lanjutan tabel sebelumnya"


def reconcile(
    tables: Sequence[TypedTable],
    facts: DocumentFacts,
    *,
    raw_tables: Sequence[Table] = (),
    texts: Sequence[PageText] = (),
    document_id: str = "",
) -> Reconciliation:
    """Check the arithmetic of one document.

    Figures stay as printed. One that an identity supports becomes ``confirmed``; none
    becomes worse because the report's own sum is wrong: that is a finding. Identities
    that touch a suspect or unreadable figure are left out, for the fault may be ours.

    Args:
        tables: Its typed tables, in reading order.
        facts: What the report says of itself.
        raw_tables: The tables as printed, for the numbers in their captions.
        texts: The text outside the tables, page by page.
        document_id: The report; needed where it has text but no table to tell it.
    """
    del facts  # years of columns are settled already; kept for checks between documents
    trusted: list[Identity] = []
    breaks: list[Break] = []
    untested = 0
    heads = [_has_header(table) for table in tables]
    for place, table in enumerate(tables):
        is_cut = place + 1 < len(tables) and not heads[place + 1]
        identities = [*find_sums(table), *find_row_identities(table)]
        own = [one for one in identities if one.is_trusted]
        untested += len(identities) - len(own)
        table_breaks, dropped = _judge_table(
            own, is_cut_above=not heads[place], is_cut_below=is_cut
        )
        breaks.extend(table_breaks)
        untested += len(dropped)
        trusted.extend(one for one in own if id(one) not in {id(two) for two in dropped})
    copies = find_copies(tables)
    trusted.extend(copies)
    breaks.extend(Break(one) for one in copies if one.outcome is not Outcome.EXACT)
    sound = [one for one in trusted if is_support(one)]
    numbers = _number_tables(raw_tables)
    findings = name_culprits(breaks, sound, numbers)
    told = check_narrative(
        document_id or _document_of(tables, raw_tables), texts, tables, numbers
    )
    blamed = {finding.figure_ids[0] for finding in findings}
    findings = rank_findings([*merge_echoes(findings), *told])
    confirmed = {
        figure.figure_id
        for identity in sound
        for figure in identity.figures
        if identity.supports(figure)
    }
    return Reconciliation(
        tuple(_confirm(table, confirmed - blamed) for table in tables),
        tuple(findings),
        _measure(tables, trusted, untested),
    )


def _document_of(tables: Sequence[TypedTable], raw_tables: Sequence[Table]) -> str:
    """Return the id of the document; every table's id begins with it."""
    ids = [table.table_id for table in tables] + [table.table_id for table in raw_tables]
    return ids[0].rpartition("-t")[0] if ids else ""


def _number_tables(tables: Sequence[Table]) -> dict[str, str]:
    """Return table ids and the numbers to call them by; the rest of one by its number."""
    numbers: dict[str, str] = {}
    last = None
    for table in tables:
        if table.number:
            last = table.number
            numbers[table.table_id] = table.number
        elif last is not None and any(_REST in note for note in table.notes):
            numbers[table.table_id] = f"{last} (lanjutan)"
        else:
            last = None
    return numbers


def is_support(identity: Identity) -> bool:
    """Say whether an identity holds and says something.

    Whole rupiah need no rounding: there a sum that is off by one supports nobody.
    """
    if identity.is_trivial or identity.outcome is Outcome.BROKEN:
        return False
    return identity.outcome is Outcome.EXACT or not identity.is_exact_unit


def _has_header(table: TypedTable) -> bool:
    """Say whether a table has a header; without one it may go on from the one before."""
    return any(column.header for column in table.columns if column.role is ColumnRole.FIGURE)


def _judge_table(
    identities: Sequence[Identity], *, is_cut_above: bool, is_cut_below: bool
) -> tuple[list[Break], list[Identity]]:
    """Split the identities that do not hold into breaks and those not understood.

    Where the sums of a table mostly hold, its structure was understood and a sum that
    does not hold is a fault of the report. Where none holds, the structure was perhaps
    misread: only a sum that is nearly right is worth a word, and a careful one. A sum that
    reaches the edge of a table that is cut there may have rows beyond it. Two sums that
    ask for the same other number in the same place speak for each other.
    """
    holds = Counter(one.shape for one in identities if is_support(one))
    fails = Counter(one.shape for one in identities if one.outcome is Outcome.BROKEN)
    agreeing = _find_agreeing(identities)
    breaks: list[Break] = []
    dropped: list[Identity] = []
    for one in identities:
        if one.outcome is Outcome.EXACT or is_support(one):
            continue
        is_credible = holds[one.shape] >= max(1, fails[one.shape]) or id(one) in agreeing
        if (is_cut_above and one.reaches_start) or (is_cut_below and one.reaches_end):
            dropped.append(one)
        elif one.outcome is Outcome.ROUNDED:
            if one.is_exact_unit:
                breaks.append(Break(one))
        elif is_credible or is_near(one):
            breaks.append(Break(one, is_credible and not one.is_doubtful))
        else:
            dropped.append(one)
    return breaks, dropped


def _find_agreeing(identities: Sequence[Identity]) -> set[int]:
    """Return the broken sums that another one agrees with on what a figure should be."""
    asked: dict[tuple[str, Decimal], list[Identity]] = defaultdict(list)
    for one in identities:
        if one.outcome is Outcome.BROKEN and not one.is_ratio and one.inputs_factor == 1:
            asked[one.target.figure_id, one.expected].append(one)
            for figure, sign in zip(one.inputs, one.signs, strict=True):
                asked[figure.figure_id, value_of(figure) + sign * one.difference].append(one)
    return {id(one) for listed in asked.values() if len(listed) > 1 for one in listed}


def _confirm(table: TypedTable, confirmed: set[str]) -> TypedTable:
    figures = tuple(
        replace(figure, status=FigureStatus.CONFIRMED)
        if figure.status is FigureStatus.OK and figure.figure_id in confirmed
        else figure
        for figure in table.figures
    )
    return replace(table, figures=figures)


def _measure(
    tables: Sequence[TypedTable], identities: Iterable[Identity], untested: int
) -> Coverage:
    listed = [one for one in identities if not one.is_trivial]
    under = Counter(figure.figure_id for one in listed for figure in one.figures)
    reached = [under[figure.figure_id] for table in tables for figure in table.figures]
    return Coverage(
        figures=len(reached),
        under_none=sum(1 for count in reached if count == 0),
        under_one=sum(1 for count in reached if count == 1),
        under_more=sum(1 for count in reached if count > 1),
        identities=len(listed),
        broken=sum(1 for one in listed if one.outcome is Outcome.BROKEN),
        untested=untested,
    )


__all__ = ["Shape", "is_support", "reconcile"]
