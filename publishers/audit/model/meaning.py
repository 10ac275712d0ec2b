"""Where the meaning of figures comes from: words of the report, and the place of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sidak.publishers.audit.model.anchors import make_table_anchor
from sidak.publishers.audit.model.findings import DocumentAudit, header_rows_of
from sidak.schemas import (
    ACCEPTED_STATUSES,
    Basis,
    ColumnMeaning,
    Doubt,
    Figure,
    Item,
    Meaning,
    Table,
    TypedTable,
)

#: What is known of a figure, in the order in which it is shown.
ASPECTS = ("name", "metric", "period", "unit")
_HEADERS = (Basis.HEADER, Basis.HEADER_BEFORE)
#: Evidence of the row itself: it differs from row to row of a column.
_OF_ROW = (Basis.CELL, Basis.COLUMN)


@dataclass(frozen=True, slots=True)
class AspectEvidence:
    """How one aspect of a figure is known.

    Attributes:
        aspect: One of ``ASPECTS``.
        value: What is known; empty for nothing, or if it differs from row to row.
        basis: By which evidence.
        words: The words of the report that say it; empty where the row does, or nothing.
        page: Page of these words; ``None`` if it is not known.
    """

    aspect: str
    value: str
    basis: Basis
    words: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class MeaningGroup:
    """Figures of a column whose meaning is known in the same way.

    Attributes:
        anchor: Name that links lead to, inside the page of the document.
        table: Their table.
        header: Header of their column.
        figures: The figures, from top to bottom.
        evidence: How each of ``ASPECTS`` is known, in that order.
        meaning: The verdict.
        reasons: Why it is not sure, or who decided it.
    """

    anchor: str
    table: Table
    header: str
    figures: tuple[Figure, ...]
    evidence: tuple[AspectEvidence, ...]
    meaning: Meaning
    reasons: tuple[Doubt, ...]

    @property
    def is_unsure(self) -> bool:
        """Whether their meaning is not sure."""
        return self.meaning is not Meaning.SURE


@dataclass(frozen=True, slots=True)
class UnsureColumn:
    """Figures of a column that are not accepted for their meaning alone."""

    group: MeaningGroup
    figures: tuple[Figure, ...]

    @property
    def count(self) -> int:
        """How many figures they are."""
        return len(self.figures)


class MeaningIndex:
    """The groups of a document by table and by figure.

    Args:
        audit: The document.
    """

    def __init__(self, audit: DocumentAudit) -> None:
        self._audit = audit
        self._by_table: dict[str, tuple[MeaningGroup, ...]] = {}
        self._by_figure: dict[str, MeaningGroup] = {}
        for at, table in enumerate(audit.tables):
            typed = audit.typed.get(table.table_id)
            if typed is None:
                continue
            groups = self._make_groups(at, table, typed)
            self._by_table[table.table_id] = groups
            self._by_figure.update(
                (figure.figure_id, group) for group in groups for figure in group.figures
            )

    def find_groups(self, table_id: str) -> tuple[MeaningGroup, ...]:
        """Return the groups of a table, column by column."""
        return self._by_table.get(table_id, ())

    def find_group(self, figure_id: str) -> MeaningGroup | None:
        """Return the group of a figure; ``None`` if the figure is not of this document."""
        return self._by_figure.get(figure_id)

    def explain_figure(self, figure: Figure) -> tuple[AspectEvidence, ...]:
        """Return how each aspect of one figure is known; nothing for another document's."""
        typed = self._audit.typed.get(figure.table_id)
        tables = {table.table_id: at for at, table in enumerate(self._audit.tables)}
        if typed is None or figure.table_id not in tables:
            return ()
        return self._explain([figure], tables[figure.table_id], typed)

    def list_unsure(self) -> tuple[UnsureColumn, ...]:
        """Return the figures whose value is accepted and whose meaning is not sure."""
        found = []
        for groups in self._by_table.values():
            for group in groups:
                own = tuple(
                    figure for figure in group.figures if figure.status in ACCEPTED_STATUSES
                )
                if group.is_unsure and own:
                    found.append(UnsureColumn(group, own))
        return tuple(found)

    def _make_groups(
        self, at: int, table: Table, typed: TypedTable
    ) -> tuple[MeaningGroup, ...]:
        alike: dict[tuple[object, ...], list[Figure]] = {}
        for figure in sorted(typed.figures, key=lambda one: (one.column, one.row)):
            alike.setdefault(_group_key(figure), []).append(figure)
        return tuple(
            MeaningGroup(
                f"arti-{make_table_anchor(table.table_id)}-{place}",
                table,
                figures[0].header,
                tuple(figures),
                self._explain(figures, at, typed),
                figures[0].meaning,
                figures[0].meaning_reasons,
            )
            for place, figures in enumerate(alike.values(), start=1)
        )

    def _explain(
        self, figures: Sequence[Figure], at: int, typed: TypedTable
    ) -> tuple[AspectEvidence, ...]:
        """Return how each aspect of figures is known that are known in the same way."""
        first = figures[0]
        items = {item.item_id: item for item in typed.items}
        values = {
            "name": {one.item_name or one.indikator for one in figures},
            "metric": {one.metric.value for one in figures},
            "period": {one.period or "" for one in figures},
            "unit": {one.unit or "" for one in figures},
        }
        found = []
        for aspect in ASPECTS:
            basis: Basis = getattr(first, f"{aspect}_basis")
            words, page = self._find_words(aspect, basis, first, at, typed)
            if aspect == "name" and basis is Basis.SECTION:
                item = items.get(first.item_id or "")
                words, page = _find_section(item, has_others=len(figures) > 1)
            value = values[aspect].pop() if len(values[aspect]) == 1 else ""
            found.append(AspectEvidence(aspect, value, basis, words, page))
        return tuple(found)

    def _find_words(
        self, aspect: str, basis: Basis, figure: Figure, at: int, typed: TypedTable
    ) -> tuple[str, int | None]:
        """Return the words that say an aspect of a figure, and their page."""
        column = _find_column(typed, figure.column)
        for source in column.sources if column is not None else ():
            if source.aspect == aspect and source.basis is basis:
                return source.text, source.page
        table = self._audit.tables[at]
        if basis in _HEADERS:
            return figure.header, self._find_header_page(at, figure, basis)
        if basis is Basis.CAPTION:
            return table.caption or "", table.page_first
        return "", None

    def _find_header_page(self, at: int, figure: Figure, basis: Basis) -> int | None:
        """Return the page on which the header of a column stands."""
        if basis is Basis.HEADER:
            table = self._audit.tables[at]
            return _header_page(table, self._audit.typed.get(table.table_id), figure.column)
        for table in reversed(self._audit.tables[:at]):
            typed = self._audit.typed.get(table.table_id)
            column = _find_column(typed, figure.column) if typed is not None else None
            if column is None or column.header != figure.header:
                return None
            page = _header_page(table, typed, figure.column)
            if page is not None:
                return page
        return None


def _group_key(figure: Figure) -> tuple[object, ...]:
    is_own_unit = figure.unit_basis in _OF_ROW
    return (
        figure.column,
        figure.metric,
        figure.period,
        None if is_own_unit else figure.unit,
        *(getattr(figure, f"{aspect}_basis") for aspect in ASPECTS),
        figure.meaning,
        figure.meaning_reasons,
    )


def _find_section(item: Item | None, *, has_others: bool) -> tuple[str, int | None]:
    """Return the row above that names a figure; nothing if others have other names."""
    if item is None or has_others:
        return "", None
    return item.name, item.page


def _find_column(typed: TypedTable, column: int) -> ColumnMeaning | None:
    return next((one for one in typed.columns if one.column == column), None)


def _header_page(table: Table, typed: TypedTable | None, column: int) -> int | None:
    rows = header_rows_of(table, typed)
    pages = [
        cell.place.page
        for cell in table.cells
        if cell.row < rows
        and cell.column <= column < cell.column + cell.column_span
        and cell.text.strip()
    ]
    return min(pages, default=None)
