"""The reports of an agency side by side, as the audit shows them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sidak.expectations import reconcile_reports
from sidak.publishers.audit.model.anchors import name_agency_page
from sidak.publishers.audit.model.findings import Location, RecordIndex
from sidak.publishers.release.content import ReleaseContent
from sidak.schemas import AmountState, Document, Figure, ReportedAmount


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A table of a report, a column of the page.

    Attributes:
        document: The report.
        table_id: The table.
    """

    document: Document
    table_id: str


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount with its place on the page.

    Attributes:
        amount: The amount.
        document: The report that states it.
        figure: The first figure that states it.
        location: Where that is printed.
    """

    amount: ReportedAmount
    document: Document
    figure: Figure
    location: Location


@dataclass(frozen=True, slots=True)
class LineView:
    """A budget line with what each report states of it.

    Attributes:
        views: Its amounts, in the order of the reports.
    """

    views: tuple[AmountView, ...]

    @property
    def first(self) -> ReportedAmount:
        """The first of its amounts, which names the line."""
        return self.views[0].amount

    @property
    def largest(self) -> Decimal:
        """The largest difference that should not be there; zero if there is none."""
        gaps = [
            abs(view.amount.difference or Decimal(0))
            for view in self.views
            if view.amount.state is AmountState.DIFFERS
        ]
        return max(gaps, default=Decimal(0))

    def list_views(self, source: SourceColumn) -> list[AmountView]:
        """Return the amounts that one table states."""
        return [view for view in self.views if view.amount.table_id == source.table_id]


@dataclass(frozen=True, slots=True)
class YearReconciliation:
    """The lines of one year of an agency.

    Attributes:
        year: The year.
        sources: The tables that state any of them, by report.
        lines: The lines.
    """

    year: int
    sources: tuple[SourceColumn, ...]
    lines: tuple[LineView, ...]

    @property
    def differing(self) -> list[LineView]:
        """The lines whose amounts should be equal and are not, the largest first."""
        return sorted(
            (line for line in self.lines if line.largest),
            key=lambda line: (-line.largest, line.first.line_id),
        )

    def count_states(self) -> dict[AmountState, int]:
        """Return how many amounts are in each state, zeros left out."""
        counts = dict.fromkeys(AmountState, 0)
        for line in self.lines:
            for view in line.views:
                counts[view.amount.state] += 1
        return {state: count for state, count in counts.items() if count}


@dataclass(frozen=True, slots=True)
class AgencyReconciliation:
    """The page of one agency.

    Attributes:
        file: Name of the page.
        agency: The agency.
        region: Its region; empty if it is not known.
        years: Its years, those with differences first, the last first.
    """

    file: str
    agency: str
    region: str
    years: tuple[YearReconciliation, ...]

    @property
    def document_ids(self) -> set[str]:
        """Ids of the reports on the page."""
        return {source.document.document_id for year in self.years for source in year.sources}

    @property
    def differing(self) -> int:
        """How many lines have amounts that should be equal and are not."""
        return sum(len(year.differing) for year in self.years)


def build_reconciliations(content: ReleaseContent) -> list[AgencyReconciliation]:
    """Return one page for each agency whose reports can be laid side by side.

    Args:
        content: What goes into the release.
    """
    entries = content.order_documents()
    index = RecordIndex(entries)
    agencies: dict[tuple[str, str], list[ReportedAmount]] = defaultdict(list)
    for amount in reconcile_reports(entries):
        agencies[amount.region or "", amount.agency].append(amount)
    return [
        AgencyReconciliation(
            name_agency_page("rekonsiliasi", region, agency),
            agency,
            region,
            tuple(_list_years(amounts, index)),
        )
        for (region, agency), amounts in sorted(agencies.items())
    ]


def _list_years(
    amounts: Iterable[ReportedAmount], index: RecordIndex
) -> list[YearReconciliation]:
    years: dict[int, list[AmountView]] = defaultdict(list)
    for amount in amounts:
        figure = index.figures[amount.figure_ids[0]]
        location = Location(
            figure.document_id,
            index.place_figure(figure),
            is_main=True,
            table_id=figure.table_id,
            row=figure.row,
            figure_id=figure.figure_id,
        )
        document = index.documents[amount.document_id]
        years[amount.year].append(AmountView(amount, document, figure, location))
    found = [
        YearReconciliation(year, _list_sources(views), _list_lines(views))
        for year, views in years.items()
    ]
    return sorted(found, key=lambda one: (not one.differing, -one.year))


def _list_sources(views: Sequence[AmountView]) -> tuple[SourceColumn, ...]:
    found = dict.fromkeys((view.document.file, view.amount.table_id) for view in views)
    documents = {view.amount.table_id: view.document for view in views}
    return tuple(
        SourceColumn(documents[table_id], table_id)
        for _, table_id in sorted(found, key=lambda one: (one[0], _ordinal(one[1])))
    )


def _ordinal(table_id: str) -> tuple[int, str]:
    tail = table_id.rpartition("-t")[2]
    return (int(tail) if tail.isdecimal() else 0, table_id)


def _list_lines(views: Iterable[AmountView]) -> tuple[LineView, ...]:
    lines: dict[str, list[AmountView]] = defaultdict(list)
    for view in views:
        lines[view.amount.line_id].append(view)
    return tuple(LineView(tuple(own)) for own in lines.values())
