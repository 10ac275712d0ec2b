"""Reconciliation: what a report prints against what its own numbers give."""

from collections.abc import Sequence

from expectations.reports import Coverage, Reconciliation
from schemas import DocumentFacts, TypedTable


def reconcile(tables: Sequence[TypedTable], facts: DocumentFacts) -> Reconciliation:
    """Check the arithmetic of one document.

    Args:
        tables: Its typed tables, in reading order.
        facts: What the report says of itself.
    """
    figures = sum(len(table.figures) for table in tables)
    coverage = Coverage(figures=figures, under_none=figures)
    return Reconciliation(tuple(tables), (), coverage)
