"""What the audit shows of each document, in order, before anything is drawn."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sidak.expectations.identities.tolerances import rupiah_factor
from sidak.publishers.audit.model.anchors import make_finding_anchor, number_finding
from sidak.publishers.audit.model.equations import ABOUT_TEXT, FindingEquation, find_equation
from sidak.publishers.release.content import ReleaseContent
from sidak.schemas import (
    ACCEPTED_STATUSES,
    Box,
    Cell,
    Coverage,
    Document,
    DocumentResult,
    Doubt,
    Figure,
    FigureStatus,
    Finding,
    FindingKind,
    Item,
    Meaning,
    Page,
    PageStatus,
    Place,
    Severity,
    Table,
    TypedTable,
)

#: Findings that are about each of their figures and not about the first.
_ABOUT_ALL = (FindingKind.NUMBER_FORMAT, FindingKind.READING, FindingKind.DUPLICATE_ROW)

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Location:
    """A place to be framed on a page picture.

    Attributes:
        document_id: The document.
        place: Page and box; a box is ``None`` in a text dump.
        is_main: Whether it is what the finding is about.
        table_id: The table it stands in, if any.
        row: Its row there.
        figure_id: The figure, if it is one.
    """

    document_id: str
    place: Place
    is_main: bool
    table_id: str | None = None
    row: int = 0
    figure_id: str | None = None


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its evidence.

    Attributes:
        finding: The finding.
        document: The document it is about.
        figures: Its figures that are known, the one most likely wrong first.
        working: The arithmetic.
        spots: Places to show, the most important first.
        item: Its programme line, if it names one.
    """

    finding: Finding
    document: Document
    figures: tuple[Figure, ...]
    equation: FindingEquation
    locations: tuple[Location, ...]
    item: Item | None = None

    @property
    def anchor(self) -> str:
        """Name of the finding inside its page."""
        return make_finding_anchor(self.finding.finding_id)

    @property
    def number(self) -> str:
        """Number by which the finding can be quoted."""
        return number_finding(self.finding.finding_id)

    @property
    def amount(self) -> Decimal:
        """Size of the difference in rupiah; zero where it is not money."""
        return amount_of(self.finding)

    @property
    def rank(self) -> tuple[int, Decimal, str, str]:
        """Sort key: the most severe and largest first."""
        return rank_finding(self.finding)


@dataclass(frozen=True, slots=True)
class DocumentAudit:
    """Everything about one document.

    Attributes:
        document: Its row.
        pages: Its page ledger.
        tables: Its tables as printed, in reading order.
        typed: Table id to the table as understood.
        cases: Its findings, the worst first.
        coverage: How much the arithmetic reached; ``None`` if that is not known.
    """

    document: Document
    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
    typed: Mapping[str, TypedTable] = field(default_factory=dict)
    finding_views: tuple[FindingView, ...] = ()
    coverage: Coverage | None = None

    @property
    def figures(self) -> list[Figure]:
        """All its figures, in reading order."""
        return [
            figure
            for table in self.tables
            if table.table_id in self.typed
            for figure in self.typed[table.table_id].figures
        ]

    @property
    def suspects(self) -> list[Figure]:
        """Figures whose reading is doubtful."""
        return [one for one in self.figures if one.status not in ACCEPTED_STATUSES]

    @property
    def accepted(self) -> list[Figure]:
        """Figures whose value is accepted and whose meaning is sure."""
        return [one for one in self.figures if one.accepted]

    def count_status(self) -> dict[FigureStatus, int]:
        """Return how many figures have each status, zeros included."""
        counts = dict.fromkeys(FigureStatus, 0)
        for figure in self.figures:
            counts[figure.status] += 1
        return counts

    def count_meaning(self) -> dict[Meaning, int]:
        """Return how many figures have each verdict on their meaning, zeros included."""
        counts = dict.fromkeys(Meaning, 0)
        for figure in self.figures:
            counts[figure.meaning] += 1
        return counts

    def count_severity(self) -> dict[Severity, int]:
        """Return how many findings have each severity, zeros included."""
        counts = dict.fromkeys(SEVERITIES, 0)
        for view in self.finding_views:
            counts[view.finding.severity] += 1
        return counts

    def count_page_status(self) -> dict[PageStatus, int]:
        """Return how many pages have each status, zeros included."""
        counts = dict.fromkeys(PageStatus, 0)
        for page in self.pages:
            counts[page.status] += 1
        return counts

    def count_failure_reasons(self) -> dict[tuple[Doubt, ...], int]:
        """Return how many pages could not be read for each reason given."""
        failed = (page for page in self.pages if page.status is PageStatus.FAILED)
        return dict(Counter(page.reasons for page in failed if page.reasons))


def amount_of(finding: Finding) -> Decimal:
    """Return the size of a difference in rupiah; zero where it is not money."""
    factor = rupiah_factor(finding.unit)
    if factor is None or finding.difference is None:
        return Decimal(0)
    return abs(finding.difference) * factor


def rank_finding(finding: Finding) -> tuple[int, Decimal, str, str]:
    """Return a sort key that puts the most severe and largest first."""
    order = SEVERITIES.index(finding.severity)
    return order, -amount_of(finding), finding.kind.value, finding.finding_id


def build_document_audits(content: ReleaseContent) -> list[DocumentAudit]:
    """Return the audit of each document, by file name.

    Args:
        content: What goes into the release.
    """
    entries = content.order_documents()
    index = RecordIndex(entries)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(content.list_findings(), key=rank_finding):
        findings[finding.document_id].append(finding)
    return [
        _make_document_audit(entry, findings[entry.document.document_id], index)
        for entry in entries
    ]


class RecordIndex:
    """Figures, items and tables of all documents by id."""

    def __init__(self, entries: Iterable[DocumentResult]) -> None:
        self.documents: dict[str, Document] = {}
        self.figures: dict[str, Figure] = {}
        self.items: dict[str, Item] = {}
        self.cells: dict[str, dict[tuple[int, int], Cell]] = {}
        self._tables: dict[str, Table] = {}
        for entry in entries:
            self.documents[entry.document.document_id] = entry.document
            self._tables.update((table.table_id, table) for table in entry.tables)
            for typed in entry.typed_tables:
                self.figures.update((one.figure_id, one) for one in typed.figures)
                self.items.update((one.item_id, one) for one in typed.items)

    def place_figure(self, figure: Figure) -> Place:
        """Return where a figure is printed, by its cell if it has no box of its own."""
        if figure.box is None:
            cell = self._find_cell(figure.table_id, figure.row, figure.column)
            if cell is not None:
                return Place(cell.place.page, cell.text_box or cell.place.box)
        return Place(figure.page, figure.box)

    def _find_cell(self, table_id: str, row: int, column: int) -> Cell | None:
        if table_id not in self.cells:
            table = self._tables.get(table_id)
            cells = table.cells if table else ()
            self.cells[table_id] = {(cell.row, cell.column): cell for cell in cells}
        return self.cells[table_id].get((row, column))


def _make_document_audit(
    entry: DocumentResult, findings: Iterable[Finding], index: RecordIndex
) -> DocumentAudit:
    return DocumentAudit(
        document=entry.document,
        pages=tuple(sorted(entry.pages, key=lambda page: page.page)),
        tables=tuple(sorted(entry.tables, key=lambda table: _ordinal(table.table_id))),
        typed={typed.table_id: typed for typed in entry.typed_tables},
        finding_views=tuple(
            _make_finding_view(finding, entry.document, index) for finding in findings
        ),
        coverage=entry.coverage,
    )


def _ordinal(table_id: str) -> tuple[int, str]:
    tail = table_id.rpartition("-t")[2]
    return (int(tail) if tail.isdecimal() else 0, table_id)


def _make_finding_view(finding: Finding, document: Document, index: RecordIndex) -> FindingView:
    figures = tuple(
        index.figures[figure_id]
        for figure_id in finding.figure_ids
        if figure_id in index.figures
    )
    item = index.items.get(finding.item_id or "")
    locations = [
        Location(
            figure.document_id,
            index.place_figure(figure),
            finding.kind not in ABOUT_TEXT and (place == 0 or finding.kind in _ABOUT_ALL),
            figure.table_id,
            figure.row,
            figure.figure_id,
        )
        for place, figure in enumerate(figures)
    ]
    if not locations and item is not None:
        place = Place(item.page, item.box)
        locations = [Location(item.document_id, place, True, item.table_id, item.row)]
    return FindingView(
        finding, document, figures, find_equation(finding, figures), tuple(locations), item
    )


def header_rows_of(table: Table, typed: TypedTable | None) -> int:
    """Return how many rows at the top of a table are its header."""
    if typed is not None:
        levels = typed.row_levels
        body = next((row for row, level in enumerate(levels) if level is not None), 0)
        if body:
            return body
    return table.header_rows or 0


def box_on_page(table: Table, page: int) -> Box | None:
    """Return the frame of a table on one page; ``None`` if it is not known."""
    return next((place.box for place in table.places if place.page == page), None)
