"""The figures of a table: one for each number in a figure column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sidak.normalisers.header.column_numbers import repeated_numbers
from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.vocabulary import is_percent_word, read_unit_words
from sidak.normalisers.meaning.name_cells import (
    counts_several_rows,
    find_cut_rows,
    find_name_cell,
    holds_several_names,
    is_name_shared,
)
from sidak.normalisers.meaning.units import UnitConflict, find_unit_conflict
from sidak.normalisers.meaning.unsure_words import is_unsure_name, is_unsure_unit
from sidak.normalisers.meaning.verdict import FigureContext, judge_meaning
from sidak.normalisers.numerals.column import read_column
from sidak.normalisers.numerals.identifiers import is_identifier
from sidak.normalisers.numerals.nil_marks import is_nil_amount, read_as_nil
from sidak.normalisers.numerals.separators import SeparatorEvidence, infer_convention
from sidak.normalisers.rows.column_blocks import ColumnBlock, split_amount, split_rupiah
from sidak.normalisers.rows.items import ItemListing
from sidak.normalisers.rows.nameless_totals import TotalProof
from sidak.normalisers.settings import SETTINGS
from sidak.normalisers.text.ditto import find_meant_cell
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import (
    MONEY_METRICS,
    Basis,
    Cell,
    ColumnMeaning,
    ColumnRole,
    Doubt,
    DoubtKind,
    Figure,
    FigureStatus,
    Finding,
    FindingKind,
    Item,
    Level,
    Metric,
    NumberReading,
    Severity,
    TokenKind,
)
from sidak.schemas.records import make_figure_id
from sidak.schemas.tables import SCANNED_METHODS
from sidak.schemas.text.cell_parts import Bound, CellPart, list_cell_parts
from sidak.schemas.text.units import SCALES, SEVERAL_NUMBERS, find_counted_unit

#: Tokens that are content of the report but no number: they stay in the cells table.
_NO_FIGURE = frozenset({TokenKind.EMPTY, TokenKind.DASH, TokenKind.GRADE, TokenKind.TEXT})
#: How a total without a name is known.
_PROOF_BASES = {TotalProof.SUMS: Basis.SUMS, TotalProof.PRINT: Basis.CELL}
#: Roles of columns that may hold names.
_TEXT_ROLES = frozenset({ColumnRole.TEXT, ColumnRole.INDIKATOR, ColumnRole.NAME})
_DIGIT = re.compile(r"\d")
#: What stands in brackets at the end of a name.
_BRACKETED_END = re.compile(r"\(\s*([^()]{1,25}?)\s*\)[\s.:*]*$")
#: An indicator that is a share, its numbering left out: "1.2 Persentase desa siaga".
_BEGINS_WITH_SHARE = re.compile(
    r"(?:\W*[\da-z]{1,2}[.)\s]\s*)*(?:%|p[er]+sentase|prosentase)(?=\s)", re.IGNORECASE
)
#: An amount within words.
_AMOUNT = re.compile(r"(?<!\d)\d{1,3}(?:[.,]\d{3})+(?!\d)")
#: Metrics whose numbers have a unit on each row.
_COUNTING = frozenset({Metric.TARGET, Metric.REALISASI, Metric.KONDISI_AKHIR, Metric.LAINNYA})
#: Why a cell without a value has none, where the reading does not say more.
_UNREADABLE_REASONS = {
    TokenKind.ERROR: DoubtKind.SPREADSHEET_ERROR,
    TokenKind.NOT_AVAILABLE: DoubtKind.NOT_AVAILABLE,
    TokenKind.BROKEN: DoubtKind.UNINTERPRETABLE_DIGITS,
}


#: Metrics of which one cell may print several numbers, each with a unit of its own.
_SEVERAL = frozenset({*_COUNTING, Metric.CAPAIAN, Metric.KONDISI_AKHIR})
_BOUNDS = {Bound.LOWER: DoubtKind.LOWER_BOUND, Bound.UPPER: DoubtKind.UPPER_BOUND}


@dataclass(frozen=True, slots=True)
class _TableContext:
    """A table whose columns and rows are known.

    Attributes:
        view: The table.
        header: Its header rows.
        columns: What its columns mean.
        listing: Its items.
        cut_rows: Columns of names to the rows whose names there a page break cuts.
        by_role: Roles to their columns, in order: asked for each figure, and a table may have
            thousands of columns.
        unnamed: Columns of texts and names without a header.
    """

    view: TableView
    header: TableHeader
    columns: tuple[ColumnMeaning, ...]
    listing: ItemListing
    cut_rows: Mapping[tuple[int, ...], frozenset[int]]
    by_role: Mapping[ColumnRole, Sequence[int]]
    unnamed: tuple[int, ...]

    @classmethod
    def make(
        cls,
        view: TableView,
        header: TableHeader,
        columns: tuple[ColumnMeaning, ...],
        listing: ItemListing,
        body: Sequence[int],
    ) -> "_TableContext":
        """Gather what the figures of a table are read with; ``body`` are its body rows."""
        by_role: dict[ColumnRole, list[int]] = {}
        for one in columns:
            by_role.setdefault(one.role, []).append(one.column)
        return cls(
            view,
            header,
            columns,
            listing,
            {block.names: find_cut_rows(view, block.names, body) for block in listing.blocks},
            by_role,
            tuple(m.column for m in columns if m.role in _TEXT_ROLES and not m.header),
        )

    def inside(self, role: ColumnRole, block: ColumnBlock | None) -> list[int]:
        """Return the columns of a role in a block, of the table if there is none."""
        found = self.by_role.get(role, ())
        return [column for column in found if block is None or column in block.columns]


@dataclass(frozen=True, slots=True)
class _UnpartedRows:
    """Rows of a column that what is published beside their numbers does not tell apart.

    Attributes:
        inherited: They have several numbers, and at most one is that of the name above.
        shared: One cell names them, and they have different numbers for one indicator.
    """

    inherited: frozenset[int] = frozenset()
    shared: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _PrintedNumber:
    """A cell of a figure column, or one of the numbers in it.

    Attributes:
        cell: The cell.
        number: Which of its numbers, from 1; ``None`` if it is read as one.
        part: What is printed of this one.
    """

    cell: Cell
    number: int | None = None
    part: CellPart | None = None

    @property
    def text(self) -> str:
        """What is read as a number."""
        return self.cell.text if self.part is None else self.part.number

    @property
    def raw_text(self) -> str:
        """What is printed of it."""
        return one_line(self.cell.text if self.part is None else self.part.text)


def read_figures(
    view: TableView,
    header: TableHeader,
    columns: tuple[ColumnMeaning, ...],
    listing: ItemListing,
    siblings: Mapping[int, SeparatorEvidence] | None = None,
) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """Read every figure column and return figures in row, column order, with findings.

    EMPTY, DASH, GRADE and TEXT give no figure: nothing numeric is printed there; but a dash
    in a column of amounts is nil. ERROR, NOT_AVAILABLE and BROKEN give an unreadable figure
    with a reason.

    Args:
        view: The table.
        header: Its header rows.
        columns: What its columns mean.
        listing: Its items.
        siblings: Per column what the columns of the same header print in other tables.
    """
    body = [row for row in range(view.rows) if header.is_body(row)]
    context = _TableContext.make(view, header, columns, listing, body)
    figure_columns = [m for m in columns if m.role is ColumnRole.FIGURE]
    numbers = {
        row: repeated_numbers(view, row, header.numbers)
        for row in range(view.rows)
        if header.is_body(row)
    }
    cells = {m.column: _figure_cells(view, numbers, columns, m.column) for m in figure_columns}
    convention = infer_convention([cell.text for cell in own] for own in cells.values())
    figures: list[Figure] = []
    findings: list[Finding] = []
    for meaning in figure_columns:
        printed = _list_numbers(meaning, cells[meaning.column])
        readings = read_column(
            [one.text for one in printed],
            metric=meaning.metric,
            unit=meaning.unit,
            table_convention=convention,
            siblings=siblings.get(meaning.column) if siblings is not None else None,
            row_units=_counted_units(context, meaning, [one.cell for one in printed]),
        )
        conflict = find_unit_conflict(
            meaning,
            [
                reading
                for one, reading in zip(printed, readings, strict=True)
                if one.part is None
            ],
        )
        unparted = _find_unparted(context, meaning, printed)
        made = [
            figure
            for one, reading in zip(printed, readings, strict=True)
            if (figure := _make_figure(context, meaning, one, reading, conflict, unparted))
            is not None
        ]
        figures.extend(made)
        finding = _report_doubtful(context, meaning, made)
        if finding is not None:
            findings.append(finding)
    figures.extend(_read_rupiah_of_names(context, body))
    figures.sort(key=lambda figure: (figure.row, figure.column, figure.part or 0))
    return tuple(figures), tuple(findings)


def _read_rupiah_of_names(context: _TableContext, body: Sequence[int]) -> list[Figure]:
    """Return the rupiah printed behind names; nothing says what is paid or planned."""
    found = []
    for meaning in context.columns:
        if meaning.role is not ColumnRole.NAME:
            continue
        unnamed = replace(meaning, header="", metric=None, unit="Rp", unit_basis=Basis.CELL)
        for row in body:
            cell = context.view.starts(row, meaning.column)
            if cell is None or _covers_figures(context, cell):
                continue
            amount = split_rupiah(cell.text)[1]
            if not amount:
                continue
            printed = _PrintedNumber(cell, 1, CellPart(amount, amount))
            (reading,) = read_column([amount], metric=None, unit="Rp")
            nothing = (UnitConflict(), _UnpartedRows())
            figure = _make_figure(context, unnamed, printed, reading, *nothing)
            found.extend([figure] if figure is not None else [])
    return found


def _covers_figures(context: _TableContext, cell: Cell) -> bool:
    covered = range(cell.column, cell.column + cell.column_span)
    return any(context.columns[at].role is ColumnRole.FIGURE for at in covered)


def _list_numbers(meaning: ColumnMeaning, cells: Sequence[Cell]) -> list[_PrintedNumber]:
    """Return what the cells of a column print: one number each, or several with their units.

    Without a header that says so, "3 - 6" without a unit is no range: it may be a code.
    """
    is_counted = (meaning.metric or Metric.LAINNYA) in _SEVERAL
    if not is_counted or (meaning.unit or "").startswith("Rp"):
        return [_PrintedNumber(cell) for cell in cells]
    printed: list[_PrintedNumber] = []
    is_unnamed = meaning.metric in (None, Metric.LAINNYA)
    for cell in cells:
        parts = list_cell_parts(cell.text)
        if is_unnamed and any(part.bound and part.number.isdecimal() for part in parts):
            parts = ()
        numbered = [_PrintedNumber(cell, at, part) for at, part in enumerate(parts, 1)]
        printed.extend(numbered or [_PrintedNumber(cell)])
    return printed


def _figure_cells(
    view: TableView,
    numbers: Mapping[int, frozenset[int]],
    columns: tuple[ColumnMeaning, ...],
    column: int,
) -> list[Cell]:
    """Return the body cells that are read as numbers of a column.

    A cell merged over several columns belongs to the first figure column it covers.

    Args:
        view: The table.
        numbers: The rows of the body, with the columns in which each repeats their numbers.
        columns: What the columns mean.
        column: The one whose cells are wanted.
    """
    found = []
    for row, repeated in numbers.items():
        cell = view.cell(row, column)
        if cell is None or cell.row != row or column in repeated:
            continue
        covered = range(cell.column, cell.column + cell.column_span)
        roles = [columns[at].role for at in covered]
        first = next(at for at in covered if columns[at].role is ColumnRole.FIGURE)
        if first != column:
            continue
        if cell.column != column and ColumnRole.NAME in roles:
            amount = split_amount(cell.text)[1]
            if roles.count(ColumnRole.FIGURE) > 1 or not amount:
                continue  # a section title merged over the row
            cell = replace(cell, text=amount)
        found.append(cell)
    return found


def _counted_units(
    context: _TableContext, meaning: ColumnMeaning, cells: Sequence[Cell]
) -> list[str | None]:
    """Return what each cell of a column counts, by the unit of its row or the headers."""
    if meaning.unit is not None or meaning.metric not in _COUNTING:
        return []
    header = meaning.header.split(" / ")
    counted = find_counted_unit(*reversed(header), context.view.table.caption or "")
    return [_unit_of_row(context, meaning, cell.row) or counted for cell in cells]


def _doubts(context: _TableContext, printed: _PrintedNumber) -> tuple[Doubt, ...]:
    """Return what makes the reading of a cell, or of one of its numbers, doubtful.

    The recognisers of a scan agree on cells that are one number; of several none is sure.
    """
    cell = printed.cell
    doubts = cell.doubts
    if printed.part is not None and (cell.readings or cell.method in SCANNED_METHODS):
        doubts = (*doubts, SEVERAL_NUMBERS)
    covered = range(cell.column, cell.column + cell.column_span)
    metrics = {
        (context.columns[at].metric, context.columns[at].period)
        for at in covered
        if context.columns[at].role is ColumnRole.FIGURE
    }
    if len(metrics) > 1:
        return (*doubts, Doubt(DoubtKind.MERGED_OVER_COLUMNS))
    return doubts


def _make_figure(
    context: _TableContext,
    meaning: ColumnMeaning,
    printed: _PrintedNumber,
    reading: NumberReading,
    conflict: UnitConflict,
    unparted: _UnpartedRows,
) -> Figure | None:
    cell = printed.cell
    owner = context.listing.owner(cell.row, meaning.column)
    if owner is not None and is_nil_amount(meaning, cell, reading.token):
        reading = read_as_nil(reading)
    if reading.token in _NO_FIGURE and not _holds_amount(meaning, cell):
        return None
    if is_identifier(cell.text):
        return None
    table = context.view.table
    item = owner.item if owner is not None else None
    level = owner.level if owner is not None else Level.LAINNYA
    status, reasons, value = reading.status, reading.reasons, reading.value
    if reading.token is not TokenKind.NUMBER or value is None:
        status, value = FigureStatus.UNREADABLE, None
        kind = _UNREADABLE_REASONS.get(reading.token, DoubtKind.NOT_READ)
        reasons = reasons or (Doubt(kind),)
    else:
        doubts = _doubts(context, printed)
        if doubts:
            status = FigureStatus.SUSPECT
            reasons = (*reasons, *doubts)
    if printed.part is not None and printed.part.bound is not None:
        reasons = (*reasons, Doubt(_BOUNDS[printed.part.bound]))
    indikator = _indikator(context, meaning, cell.row)
    unit, unit_basis = _unit(context, meaning, cell.row, reading)
    is_bare = conflict.is_percent and unit == "%" and unit_basis is meaning.unit_basis
    if is_bare:
        unit, unit_basis = None, Basis.NONE
    figure = Figure(
        figure_id=make_figure_id(table.table_id, cell.row, meaning.column, printed.number),
        document_id=table.document_id,
        table_id=table.table_id,
        item_id=item.item_id if item is not None else None,
        page=cell.place.page,
        row=cell.row,
        column=meaning.column,
        header=meaning.header,
        item_name=item.name if item is not None else indikator,
        indikator=indikator,
        level=level,
        kode=None,
        metric=meaning.metric or Metric.LAINNYA,
        period=meaning.period,
        year=meaning.year,
        unit=unit,
        value=value,
        raw_text=printed.raw_text,
        part=printed.number,
        status=status,
        reasons=reasons,
        confidence=round(min(table.confidence, 1.0) * _confidence_of(status), 3),
        method=cell.method or table.method,
        box=cell.text_box or cell.place.box,
        decimals=reading.decimals,
        name_basis=_name_basis(context, meaning, cell.row, item),
        metric_basis=meaning.metric_basis,
        period_basis=meaning.period_basis,
        unit_basis=unit_basis,
        period_kind=meaning.period_kind,
        budget_stage=meaning.budget_stage,
    )
    seen = _weigh(context, meaning, figure)
    return judge_meaning(
        replace(
            seen,
            is_name_shared=seen.is_name_shared
            or (figure.name_basis is Basis.CELL and figure.row in unparted.shared),
            is_name_inherited=figure.name_basis is Basis.SECTION
            and figure.row in unparted.inherited,
            is_unit_contradicted=is_bare
            or (conflict.is_share and unit != "%" and unit_basis is Basis.COLUMN),
            is_factor_contradicted=conflict.is_factor and unit == meaning.unit,
        )
    )


def _find_unparted(
    context: _TableContext, meaning: ColumnMeaning, printed: Sequence[_PrintedNumber]
) -> _UnpartedRows:
    """Return the rows whose item and indicator have several numbers in a column.

    Where each row prints an indicator, it may be that of the name above.
    """
    numbers: dict[int, tuple[str, ...]] = {}
    for one in printed:
        if _DIGIT.search(one.text):
            numbers[one.cell.row] = (*numbers.get(one.cell.row, ()), one_line(one.text))
    groups: dict[tuple[str, str], list[int]] = {}
    items: dict[str, Item] = {}
    for row in numbers:
        owner = context.listing.owner(row, meaning.column)
        if owner is not None and owner.item is not None:
            key = (owner.item.item_id, _indikator(context, meaning, row))
            groups.setdefault(key, []).append(row)
            items[owner.item.item_id] = owner.item
    inherited: set[int] = set()
    shared: set[int] = set()
    for (item_id, indikator), rows in groups.items():
        unparted = [row for row in rows if not (indikator and _prints_indikator(context, row))]
        if len(unparted) > 1:
            inherited.update(unparted)
        item = items[item_id]
        named = [row for row in rows if _name_basis(context, meaning, row, item) is Basis.CELL]
        if len({numbers[row] for row in named}) > 1:
            shared.update(named)
    return _UnpartedRows(frozenset(inherited), frozenset(shared))


def _prints_indikator(context: _TableContext, row: int) -> bool:
    """Return True if an indicator begins in a row."""
    return any(
        (cell := context.view.starts(row, column)) is not None and cell.text.strip()
        for column in context.inside(ColumnRole.INDIKATOR, None)
    )


def _weigh(context: _TableContext, meaning: ColumnMeaning, figure: Figure) -> FigureContext:
    """Return what the verdict on a figure looks at."""
    block = _block_of(context, meaning.column)
    names = block.names if block is not None else ()
    name = find_name_cell(context.view, names, figure.row)
    said = [
        cell
        for cell in (name, _find_indikator(context, meaning, figure.row))
        if cell is not None
    ]
    unit = _find_unit_cell(context, meaning, figure.row)
    return FigureContext(
        figure,
        meaning,
        is_name_guessed=_is_name_guessed(context, meaning),
        is_name_shared=is_name_shared(
            context.view, context.columns, names, figure.row, figure.column
        ),
        holds_names=(name is not None and holds_several_names(name))
        or counts_several_rows(context.view, context.inside(ColumnRole.NO, None), figure.row),
        is_name_cut=name is not None and name.row in context.cut_rows.get(names, ()),
        is_garbled=any(
            doubt.kind is DoubtKind.NAME_GARBLED for cell in said for doubt in cell.doubts
        ),
        is_not_parted=any(
            doubt.kind is DoubtKind.NAME_NOT_PARTED for cell in said for doubt in cell.doubts
        ),
        is_name_header=figure.item_name.casefold()
        in {
            part.casefold()
            for column in names
            for part in context.columns[column].header.split(" / ")
        },
        is_name_unsure=any(is_unsure_name(cell) for cell in said),
        is_unit_unsure=figure.unit_basis is Basis.COLUMN and is_unsure_unit(unit),
    )


def _name_basis(
    context: _TableContext, meaning: ColumnMeaning, row: int, item: Item | None
) -> Basis:
    """Return how the name of a row is known: printed in it, or in a heading above.

    A row that prints neither a name nor an indicator of its own has none.
    """
    block = _block_of(context, meaning.column)
    names = block.names if block is not None else ()
    own = {
        column
        for column in context.inside(ColumnRole.INDIKATOR, block)
        if (cell := context.view.cell(row, column)) is not None and cell.text.strip()
    }
    if item is None:
        owner = context.listing.owner(row, meaning.column)
        if owner is None or owner.total is None:
            return Basis.CELL if own else Basis.NONE
        return _PROOF_BASES.get(owner.total, Basis.NONE)
    if item.table_id != context.view.table.table_id:
        return Basis.SECTION if own else Basis.NONE
    covering = {
        cell.row
        for column in names
        if (cell := context.view.cell(row, column)) is not None and cell.text.strip()
    }
    if item.row in (row, *covering):
        return Basis.CELL
    return Basis.SECTION if own else Basis.NONE


def _is_name_guessed(context: _TableContext, meaning: ColumnMeaning) -> bool:
    """Return True if no header says that the names are names.

    They have none and other texts without header stand beside; or their header is that of a
    remark ("Strategi", "Lokasi", "Penanggung Jawab") and no column is headed as names.
    """
    block = _block_of(context, meaning.column)
    if block is None:
        return False
    if any(context.columns[column].header for column in block.names):
        return all(context.columns[column].role is ColumnRole.TEXT for column in block.names)
    return len(context.unnamed) > 1


def _block_of(context: _TableContext, column: int) -> ColumnBlock | None:
    return next((one for one in context.listing.blocks if column in one.columns), None)


def _confidence_of(status: FigureStatus) -> float:
    """Return how sure a reading of some status is, in a table that is sure."""
    if status is FigureStatus.UNREADABLE:
        return 0.0
    is_ok = status is FigureStatus.OK
    return SETTINGS.confidence_ok if is_ok else SETTINGS.confidence_suspect


def _holds_amount(meaning: ColumnMeaning, cell: Cell) -> bool:
    """Return True if a text in a column of figures holds a number that must not be lost.

    That is an amount in a column of money ("$.893.423.613" of a bad scan), and anything
    that is mostly digits where the reading of the cell is in doubt.
    """
    text = one_line(cell.text)
    is_money = meaning.metric in MONEY_METRICS or (meaning.unit or "").startswith("Rp")
    if is_money and _AMOUNT.search(text) is not None:
        return True
    digits = sum(character.isdigit() for character in text)
    others = sum(character.isalpha() for character in text)
    return bool(cell.doubts) and digits > others


def _indikator(context: _TableContext, meaning: ColumnMeaning, row: int) -> str:
    """Return the indicator that a figure measures; empty if there is none."""
    cell = _find_indikator(context, meaning, row)
    return one_line(cell.text) if cell is not None else ""


def _find_indikator(context: _TableContext, meaning: ColumnMeaning, row: int) -> Cell | None:
    """Return the cell of the indicator that a figure measures: the nearest to its left.

    Money belongs to the item, not to an indicator, unless the block has only one.
    """
    block = _block_of(context, meaning.column)
    columns = context.inside(ColumnRole.INDIKATOR, block)
    if not columns:
        return None
    is_money = meaning.metric in MONEY_METRICS or (
        meaning.metric is Metric.KONDISI_AKHIR and (meaning.unit or "").startswith("Rp")
    )
    if is_money or meaning.metric is Metric.SERAPAN:
        columns = columns if len(columns) == 1 else []
    left = [column for column in columns if column < meaning.column]
    for column in [*reversed(left), *[c for c in columns if c > meaning.column][:1]]:
        cell = context.view.cell(row, column)
        if cell is not None and cell.text.strip():
            return cell
    return None


def _unit(
    context: _TableContext, meaning: ColumnMeaning, row: int, reading: NumberReading
) -> tuple[str | None, Basis]:
    """Return the unit: the header's for money, else the cell's, the satuan's, the header's."""
    is_money = meaning.unit is not None and meaning.unit.startswith("Rp")
    if is_money and reading.unit != "%":
        return meaning.unit, meaning.unit_basis
    text = _unit_of_row(context, meaning, row)
    if reading.unit in SCALES and text and meaning.metric in _COUNTING:
        return f"{reading.unit} {text}", Basis.CELL
    if reading.unit is not None:
        return reading.unit, Basis.CELL
    if meaning.metric in (Metric.SERAPAN, Metric.CAPAIAN):
        return meaning.unit or "%", meaning.unit_basis
    if text and meaning.metric in _COUNTING:
        if is_percent_word(text):
            return "%", Basis.COLUMN
        return re.sub(r"^jumlah\s+(?=\w)", "", text, flags=re.IGNORECASE), Basis.COLUMN
    of_name = _unit_of_name(context, meaning, row) if meaning.metric in _COUNTING else None
    if of_name is not None and not (of_name == "%" and _is_fraction(reading)):
        return of_name, Basis.CELL
    return meaning.unit, meaning.unit_basis


def _is_fraction(reading: NumberReading) -> bool:
    """Return True for "0,21" and "1", which may be 21 % and 100 % without their format."""
    return reading.value is not None and 0 < abs(reading.value) <= 1


def _unit_of_name(context: _TableContext, meaning: ColumnMeaning, row: int) -> str | None:
    """Return the unit that the indicator of a row, or else its name, prints or begins with.

    "Jumlah kasus penyakit (kasus/tahun)", "Angka Partisipasi (%)", "Persentase penduduk".
    """
    block = _block_of(context, meaning.column)
    cell = _find_indikator(context, meaning, row)
    if cell is None:
        cell = find_name_cell(context.view, block.names if block is not None else (), row)
    if cell is None:
        return None
    line = one_line(cell.text)
    found = _BRACKETED_END.search(line)
    if found is None:
        return "%" if _BEGINS_WITH_SHARE.match(line) else None
    initials = "".join(word[0] for word in line[: found.start()].split())
    is_short_form = len(found[1]) > 1 and found[1].casefold() in initials.casefold()
    unit = None if is_short_form else read_unit_words(found[1])
    return unit or ("%" if _BEGINS_WITH_SHARE.match(line) else None)


def _unit_of_row(context: _TableContext, meaning: ColumnMeaning, row: int) -> str | None:
    """Return the unit that the nearest column of units prints in a row."""
    cell = _find_unit_cell(context, meaning, row)
    return one_line(cell.text) if cell is not None else None


def _find_unit_cell(context: _TableContext, meaning: ColumnMeaning, row: int) -> Cell | None:
    """Return the cell of the nearest column of units in a row."""
    columns = context.inside(ColumnRole.SATUAN, None)
    near = [column for column in columns if column < meaning.column][-1:] or columns[:1]
    cells = (find_meant_cell(context.view, row, column) for column in near)
    return next((cell for cell in cells if cell is not None), None)


def _report_doubtful(
    context: _TableContext, meaning: ColumnMeaning, figures: Sequence[Figure]
) -> Finding | None:
    """Return one finding for the doubtful numbers of a column, ``None`` if there is none."""
    doubtful = (FigureStatus.SUSPECT, FigureStatus.UNREADABLE)
    odd = [figure for figure in figures if figure.status in doubtful]
    if not odd:
        return None
    table = context.view.table
    label = meaning.header or f"kolom {meaning.column + 1}"
    examples = ", ".join(f'"{figure.raw_text}"' for figure in odd[:3])
    return Finding(
        finding_id=f"{table.table_id}-c{meaning.column}-number_format",
        document_id=table.document_id,
        kind=FindingKind.NUMBER_FORMAT,
        severity=Severity.WARNING,
        message=f"{len(odd)} angka di kolom {label} diragukan: {examples}",
        message_en=f"{len(odd)} numbers in column {label} are in doubt: {examples}",
        table_id=table.table_id,
        page=odd[0].page,
        figure_ids=tuple(figure.figure_id for figure in odd),
    )
