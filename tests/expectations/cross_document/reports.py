"""Reports with few amounts, for the tests of the comparison between reports."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypedDict, Unpack

from sidak.schemas import (
    BudgetStage,
    Document,
    DocumentKind,
    DocumentStatus,
    Finding,
    Level,
    MatchStatus,
    Severity,
    TypedTable,
)
from tests.expectations.factories import Row, make_table

P, K, T = Level.PROGRAM, Level.KEGIATAN, Level.TOTAL


LINES = {"Program A": 900, "Kegiatan 1": 400, "Kegiatan 2": 500, "Program B": 71}


@dataclass(frozen=True)
class Report:
    """A document and its tables."""

    document: Document
    typed_tables: tuple[TypedTable, ...]


class ReportOptions(TypedDict, total=False):
    """What differs between the reports of a test."""

    column: str
    of_year: int
    codes: bool
    agency: str | None
    region: str | None
    amounts: Mapping[str, int]


def report(
    number: int, kind: DocumentKind, year: int, **options: Unpack[ReportOptions]
) -> Report:
    document_id = f"{number:016x}"
    document = Document(
        document_id=document_id,
        sha256=document_id * 4,
        file=f"{kind.value}-{year}.pdf",
        kind=kind,
        agency=options.get("agency", "Sekretariat Daerah"),
        region=options.get("region", "Kota Serang"),
        year=year,
        pages=1,
        pages_scanned=0,
        status=DocumentStatus.OK,
        reasons=(),
        producer="",
    )
    values = {**LINES, **options.get("amounts", {})}
    rows: list[Row] = [
        (P if name.startswith("Program") else K, name, [f"{value}000"])
        for name, value in values.items()
    ]
    table = make_table([options.get("column", "pagu")], rows, year=options.get("of_year", year))
    items = tuple(
        replace(item, kode=f"4.01.0{at}", match_status=MatchStatus.AUTO)
        if options.get("codes")
        else item
        for at, item in enumerate(table.items, start=1)
    )
    figures = tuple(
        replace(one, figure_id=f"{document_id}-{one.figure_id[17:]}") for one in table.figures
    )
    return Report(document, (replace(table, items=items, figures=figures),))


def gist(
    findings: tuple[Finding, ...],
) -> list[tuple[Severity, Decimal | None, Decimal | None]]:
    return [(one.severity, one.reported, one.expected) for one in findings]


def of_stage(one: Report, stage: BudgetStage) -> Report:
    """Return a report whose amounts are of a stage of the budget."""
    (table,) = one.typed_tables
    figures = tuple(replace(figure, budget_stage=stage) for figure in table.figures)
    return replace(one, typed_tables=(replace(table, figures=figures),))
