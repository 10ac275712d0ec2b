"""One amount of one line as one table of a report states it (table ``reconciliation``)."""

from dataclasses import dataclass
from decimal import Decimal

from sidak.schemas.vocabularies import AmountState, BudgetStage, DocumentKind, Level, Metric


@dataclass(frozen=True, slots=True)
class ReportedAmount:
    """One amount of one line as one table of a report states it.

    Attributes:
        amount_id: ``<line_id>-<NN>``, by source.
        line_id: Id of the line, metric and period, the same in all sources.
        agency: The agency.
        region: Its region.
        year: Year of the amount.
        period: The year, or a quarter of it.
        level: Level of the line.
        kode: Its code, if one of the sources has one that is accepted.
        item_name: Its name.
        metric: Budget or spending.
        document_id: The report.
        source: What kind of report that is.
        table_id: The table.
        page: The page of the amount.
        budget_stage: Which budget it is of.
        value: The amount in rupiah.
        reference_id: The amount that it is held against.
        difference: Amount minus reference.
        state: How the two compare.
        figure_ids: The figures of the table that state it.
    """

    amount_id: str
    line_id: str
    agency: str
    region: str | None
    year: int
    period: str
    level: Level
    kode: str | None
    item_name: str
    metric: Metric
    document_id: str
    source: DocumentKind
    table_id: str
    page: int
    budget_stage: BudgetStage
    value: Decimal
    reference_id: str | None
    difference: Decimal | None
    state: AmountState
    figure_ids: tuple[str, ...]
