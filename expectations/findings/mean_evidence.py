"""Percentages that a report took the mean of: why a share of money does not fit its amounts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sidak.expectations.findings.messages import BilingualText
from sidak.expectations.findings.settings import SETTINGS
from sidak.expectations.identities.amount_rows import list_amount_rows, place_rows
from sidak.expectations.identities.tolerances import resolution
from sidak.schemas import Figure, Finding, FindingKind, TypedTable


def add_mean_evidence(errors: Iterable[Finding], tables: Sequence[TypedTable]) -> list[Finding]:
    """Return findings; of a percentage that is the mean of those below it that is said.

    Args:
        errors: Findings of arithmetic errors.
        tables: The tables of the document.
    """
    by_id = {table.table_id: table for table in tables}
    return [
        _explain(one, by_id[one.table_id])
        if one.kind is FindingKind.RATIO_MISMATCH and one.table_id in by_id
        else one
        for one in errors
    ]


def _explain(finding: Finding, table: TypedTable) -> Finding:
    figure = next(
        (one for one in table.figures if one.figure_id == finding.figure_ids[0]), None
    )
    if figure is None or figure.value is None:
        return finding
    values = [one.value for one in _list_below(figure, table) if one.value is not None]
    if len(values) < SETTINGS.least_averaged:
        return finding
    mean = sum(values, Decimal(0)) / len(values)
    if abs(mean - figure.value) > resolution(figure):  # rounded or cut off
        return finding
    text = BilingualText(
        f"Angka tercetak sama dengan rata-rata persentase {len(values)} baris di bawahnya.",
        f"The printed number is the mean of the percentages of the {len(values)} rows below.",
    )
    return replace(
        finding,
        basis=f"{finding.basis} {text.indonesian}".strip(),
        basis_en=f"{finding.basis_en} {text.english}".strip(),
    )


def _list_below(figure: Figure, table: TypedTable) -> list[Figure]:
    """Return the figures of the same column in the rows right under that of a figure."""
    rows = list_amount_rows(table)
    place_rows(rows)
    own = next((row for row in rows if row.row == figure.row), None)
    below = own.children if own is not None else []
    return [one for row in below for one in row.figures.get(figure.column, ())]
