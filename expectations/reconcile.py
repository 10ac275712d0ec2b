"""Reconciliation: what a report prints against what its own numbers give."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sidak.expectations.contract.report import Coverage, Reconciliation
from sidak.expectations.findings.localise import localise_errors
from sidak.expectations.findings.narrative import check_narrative
from sidak.expectations.findings.ranking import merge_duplicates, rank_findings
from sidak.expectations.identities.collect import collect_identities, is_evidence
from sidak.expectations.identities.model import Identity, IdentityOrigin, IdentityOutcome
from sidak.expectations.repair.tables import CellRereader, repair_figures
from sidak.schemas import DocumentFacts, Figure, FigureStatus, PageText, Table, TypedTable

#: How the extractors note a table that may be the rest of the one before it.
_REST = "lanjutan tabel sebelumnya"


def reconcile(
    tables: Sequence[TypedTable],
    facts: DocumentFacts,
    *,
    raw_tables: Sequence[Table] = (),
    texts: Sequence[PageText] = (),
    document_id: str = "",
    reread: CellRereader | None = None,
) -> Reconciliation:
    """Check the arithmetic of one document.

    Figures of exported pages stay as printed; doubted digits of scanned ones are decided
    first (see ``sidak.expectations.repair.tables``). A figure that an identity supports becomes
    ``confirmed``; none becomes worse because the report's own sum is wrong: that is a
    finding. Identities that touch a suspect or unreadable figure are left out, for the
    fault may be ours.

    Args:
        tables: Its typed tables, in reading order.
        facts: What the report says of itself.
        raw_tables: The tables as printed, for the numbers in their captions.
        texts: The text outside the tables, page by page.
        document_id: The report; needed where it has text but no table to tell it.
        reread: Reads the cell of a scanned figure again, larger; the edge passes it in.
    """
    del facts  # years of columns are settled already; kept for checks between documents
    numbers = _number_tables(raw_tables)
    repaired = repair_figures(tables, raw_tables, numbers=numbers, reread=reread)
    tables = repaired.tables
    collected = collect_identities(tables)
    sound = collected.sound
    findings = localise_errors(collected.breaks, sound, numbers)
    told = check_narrative(
        document_id or _document_of(tables, raw_tables), texts, tables, numbers, raw_tables
    )
    blamed = {finding.figure_ids[0] for finding in findings}
    findings = rank_findings([*merge_duplicates(findings), *told])
    confirmed = {
        figure.figure_id
        for identity in sound
        for figure in identity.figures
        if identity.supports(figure)
    }
    return Reconciliation(
        tuple(_confirm(table, confirmed - blamed, repaired.held) for table in tables),
        tuple(findings),
        _measure(tables, collected.trusted, collected.untested),
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


def _confirm(table: TypedTable, confirmed: set[str], held: Mapping[str, str]) -> TypedTable:
    return replace(table, figures=tuple(_mark(one, confirmed, held) for one in table.figures))


def _mark(figure: Figure, confirmed: set[str], held: Mapping[str, str]) -> Figure:
    if figure.figure_id in held:
        return replace(
            figure, status=FigureStatus.SUSPECT, reason=held[figure.figure_id], confidence=0.5
        )
    if figure.status is FigureStatus.OK and figure.figure_id in confirmed:
        return replace(figure, status=FigureStatus.CONFIRMED)
    return figure


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
        broken=sum(1 for one in listed if one.outcome is IdentityOutcome.BROKEN),
        untested=untested,
        repaired=sum(
            figure.status is FigureStatus.REPAIRED
            for table in tables
            for figure in table.figures
        ),
    )


__all__ = ["IdentityOrigin", "is_evidence", "reconcile"]
