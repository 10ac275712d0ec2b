"""Who claims the numbers of a page: figures, the cells of tables, mentions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sidak.expectations.balance.settings import SETTINGS
from sidak.schemas import (
    Box,
    Cell,
    ColumnRole,
    Figure,
    Mention,
    NumberClass,
    PrintedDigits,
    Table,
    TypedTable,
)
from sidak.schemas.text.column_numbers import parse_column_number

T = TypeVar("T")

_ROLES = {
    ColumnRole.NO: NumberClass.ROW_NUMBER,
    ColumnRole.KODE: NumberClass.CODE,
    ColumnRole.NAME: NumberClass.NAME,
    ColumnRole.INDIKATOR: NumberClass.NAME,
    ColumnRole.SATUAN: NumberClass.NAME,
    ColumnRole.LOKASI: NumberClass.NAME,
    ColumnRole.TEXT: NumberClass.NAME,
}


class BoxIndex(Generic[T]):
    """Boxes of a page, to find those around a point."""

    def __init__(self) -> None:
        self._bands: dict[int, list[tuple[Box, T]]] = defaultdict(list)

    def add(self, box: Box, thing: T) -> None:
        """Note what a box holds."""
        first = int((box.y0 - SETTINGS.slack) // SETTINGS.band)
        last = int((box.y1 + SETTINGS.slack) // SETTINGS.band)
        for band in range(first, last + 1):
            self._bands[band].append((box, thing))

    def find(self, box: Box) -> list[T]:
        """Return what stands around the middle of a box."""
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        slack = SETTINGS.slack
        return [
            thing
            for own, thing in self._bands.get(int(y // SETTINGS.band), ())
            if own.x0 - slack <= x <= own.x1 + slack and own.y0 - slack <= y <= own.y1 + slack
        ]


@dataclass(frozen=True, slots=True)
class _TableCell:
    cell: Cell
    is_header: bool
    role: ColumnRole | None
    figures: tuple[Figure, ...]


class PageClaims:
    """What tables and sentences make of the numbers of one page."""

    def __init__(self) -> None:
        self._figures: BoxIndex[Figure] = BoxIndex()
        self._cells: BoxIndex[_TableCell] = BoxIndex()
        self._mentions: BoxIndex[Mention] = BoxIndex()

    def add_figure(self, figure: Figure, box: Box) -> None:
        """Note where a figure stands."""
        self._figures.add(box, figure)

    def add_cell(self, cell: _TableCell, box: Box) -> None:
        """Note where a cell, or a part of it, stands."""
        self._cells.add(box, cell)

    def add_mention(self, mention: Mention, box: Box) -> None:
        """Note where a mention stands."""
        self._mentions.add(box, mention)

    def classify(self, number: PrintedDigits, *, is_amount: bool) -> NumberClass | None:
        """Return what became of a number; ``None`` if no table and no mention claims it."""
        figures = self._figures.find(number.box)
        if figures:
            return _class_of(figures, number)
        if self._mentions.find(number.box):
            return NumberClass.MENTION
        found: NumberClass | None = None
        for one in self._cells.find(number.box):
            found = _classify_in_cell(one, number, is_amount=is_amount)
            if found is not NumberClass.UNACCOUNTED:
                return found
        return found


def _class_of(figures: Sequence[Figure], number: PrintedDigits) -> NumberClass:
    """Return the class of a number in figures: of the one that prints it, if several do."""
    own = [one for one in figures if number.text in one.raw_text] or list(figures)
    is_accepted = all(one.accepted for one in own)
    return NumberClass.ACCEPTED if is_accepted else NumberClass.FLAGGED


def _classify_in_cell(
    one: _TableCell, number: PrintedDigits, *, is_amount: bool
) -> NumberClass:
    if one.figures:
        return _class_of(one.figures, number)
    if is_amount:
        return NumberClass.UNACCOUNTED
    if one.is_header:
        is_count = parse_column_number(one.cell.text) is not None
        return NumberClass.COLUMN_NUMBER if is_count else NumberClass.HEADER
    if parse_column_number(one.cell.text) is not None and one.role is ColumnRole.TEXT:
        return NumberClass.ROW_NUMBER
    return _ROLES.get(one.role or ColumnRole.TEXT, NumberClass.UNACCOUNTED)


def collect_claims(
    tables: Sequence[Table], typed_tables: Sequence[TypedTable], mentions: Iterable[Mention]
) -> Mapping[int, PageClaims]:
    """Return who claims the numbers of each page.

    Args:
        tables: Tables as printed.
        typed_tables: The same as understood.
        mentions: The numbers in sentences.
    """
    claims: dict[int, PageClaims] = defaultdict(PageClaims)
    typed = {one.table_id: one for one in typed_tables}
    for table in tables:
        _claim_table(table, typed.get(table.table_id), claims)
    for mention in mentions:
        if mention.box is not None:
            claims[mention.page].add_mention(mention, mention.box)
    return claims


def _claim_table(
    table: Table, typed: TypedTable | None, claims: Mapping[int, PageClaims]
) -> None:
    by_cell: dict[tuple[int, int], list[Figure]] = defaultdict(list)
    for figure in typed.figures if typed is not None else ():
        by_cell[figure.row, figure.column].append(figure)
        if figure.box is not None:
            claims[figure.page].add_figure(figure, figure.box)
    for cell in table.cells:
        if not any(character.isdigit() for character in cell.text):
            continue
        covered = range(cell.column, cell.column + cell.column_span)
        figures = [
            figure
            for row in range(cell.row, cell.row + cell.row_span)
            for column in covered
            for figure in by_cell.get((row, column), ())
        ]
        one = _TableCell(cell, _is_header(typed, cell), _role(typed, covered), tuple(figures))
        for place in (cell.place, *cell.more_places):
            if place.box is not None:
                claims[place.page].add_cell(one, place.box)
        if cell.text_box is not None:
            claims[cell.place.page].add_cell(one, cell.text_box)


def _is_header(typed: TypedTable | None, cell: Cell) -> bool:
    """Return True if a row is header, column numbers or without content."""
    if typed is None or cell.row >= len(typed.row_levels):
        return False
    return typed.row_levels[cell.row] is None


def _role(typed: TypedTable | None, columns: range) -> ColumnRole | None:
    """Return what the column of a cell holds; of several that of the first with a role."""
    if typed is None:
        return None
    roles = [
        typed.columns[at].role
        for at in columns
        if at < len(typed.columns) and typed.columns[at].role is not ColumnRole.EMPTY
    ]
    named = [role for role in roles if role is not ColumnRole.FIGURE]
    return named[0] if named else next(iter(roles), None)
