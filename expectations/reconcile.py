"""Reconciliation: what a report prints against what its own numbers give."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from sidak.expectations.findings.arithmetic import make_finding
from sidak.expectations.findings.basis import complete_finding
from sidak.expectations.findings.grouping import merge_duplicates, rank_findings
from sidak.expectations.findings.localise import localise_errors
from sidak.expectations.findings.mean_evidence import add_mean_evidence
from sidak.expectations.findings.messages import label_tables
from sidak.expectations.findings.narrative import check_narrative
from sidak.expectations.findings.text_evidence import add_text_evidence, collect_stated
from sidak.expectations.identities.collect import collect_identities
from sidak.expectations.identities.model import Identity, IdentityOutcome
from sidak.schemas import (
    Coverage,
    FigureStatus,
    Finding,
    Mention,
    Sentence,
    Table,
    TypedTable,
)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What the arithmetic checks of one document give.

    Attributes:
        tables: The tables given, figures that an identity supports ``confirmed``.
        findings: What does not add up, most severe first.
        coverage: How much was checked.
        mentions: The numbers in its sentences, compared with its tables.
    """

    tables: tuple[TypedTable, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage
    mentions: tuple[Mention, ...] = ()


def reconcile(
    tables: Sequence[TypedTable],
    *,
    raw_tables: Sequence[Table] = (),
    sentences: Sequence[Sentence] = (),
    document_id: str = "",
) -> Reconciliation:
    """Check the arithmetic of one document; change no number.

    A figure that an identity supports becomes ``confirmed``; none becomes worse because the
    report's own sum is wrong: that is a finding. Identities with a suspect or unreadable
    figure are left out, since the error may be one of reading.

    Args:
        tables: Its typed tables, in reading order; those of scans repaired already.
        raw_tables: The tables as printed, for the numbers in their captions.
        sentences: The sentences outside the tables, with the numbers in them.
        document_id: The report; needed where it has text but no table.
    """
    labels = label_tables(raw_tables)
    collected = collect_identities(tables)
    sound = collected.sound
    narrative = check_narrative(
        document_id or _document_of(tables, raw_tables), sentences, tables, labels, raw_tables
    )
    texts = [complete_finding(one) for one in narrative.findings]
    stated = collect_stated(texts)
    errors = [
        make_finding(one, labels) for one in localise_errors(collected.breaks, sound, stated)
    ]
    errors, contradictions = add_text_evidence(add_mean_evidence(errors, tables), texts)
    wrong = {finding.figure_ids[0] for finding in errors}
    confirmed = {
        figure.figure_id
        for identity in sound
        for figure in identity.figures
        if identity.supports(figure)
    }
    return Reconciliation(
        tuple(_confirm(table, confirmed - wrong) for table in tables),
        tuple(rank_findings([*merge_duplicates(errors), *contradictions])),
        _measure(tables, collected.trusted, collected.untested),
        narrative.mentions,
    )


def _document_of(tables: Sequence[TypedTable], raw_tables: Sequence[Table]) -> str:
    """Return the id of the document; every table's id begins with it."""
    ids = [table.table_id for table in tables] + [table.table_id for table in raw_tables]
    return ids[0].rpartition("-t")[0] if ids else ""


def _confirm(table: TypedTable, confirmed: Container[str]) -> TypedTable:
    """Return a table with the plainly read figures among ``confirmed`` marked so."""
    return replace(
        table,
        figures=tuple(
            replace(one, status=FigureStatus.CONFIRMED)
            if one.status is FigureStatus.OK and one.figure_id in confirmed
            else one
            for one in table.figures
        ),
    )


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
