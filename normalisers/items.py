"""The items of a table (programme lines with their tree) and what each row belongs to."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from normalisers.codes import join_kode_columns, read_kode, split_kode_and_name
from normalisers.grid import Grid, one_line
from normalisers.headers import Header
from normalisers.levels import (
    RowLine,
    read_level_words,
    read_levels,
    split_marker,
    strip_label,
)
from normalisers.profiles import is_numeric
from normalisers.words import clean_name
from schemas import (
    PROGRAMME_LEVELS,
    Cell,
    ColumnMeaning,
    ColumnRole,
    DocumentFacts,
    Item,
    Level,
)

_LETTERS = re.compile(r"[^\W\d_]")
_DEPTH = {
    Level.TUJUAN: 0,
    Level.SASARAN: 1,
    Level.URUSAN: 2,
    Level.BIDANG: 3,
    Level.PROGRAM: 4,
    Level.KEGIATAN: 5,
    Level.SUB_KEGIATAN: 6,
    Level.INDIKATOR: 7,
}
#: First year whose budgets know sub kegiatan (Permendagri 90/2019 applied from 2021).
FIRST_SUB_KEGIATAN_YEAR = 2021


@dataclass(frozen=True, slots=True)
class Block:
    """Name columns that stand together and the columns that belong to them.

    Attributes:
        names: The name columns, left to right.
        columns: All columns of the block.
    """

    names: tuple[int, ...]
    columns: range


@dataclass(frozen=True, slots=True)
class Owner:
    """What a row belongs to, within one block.

    Attributes:
        item: The item, filled down; ``None`` above the first.
        level: Level of the row itself.
    """

    item: Item | None
    level: Level


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a table and the owners of its rows.

    Attributes:
        items: In row order.
        row_levels: One per row; ``None`` for header, number and empty rows.
        owners: (row, block) to the owner.
        blocks: The blocks, left to right.
    """

    items: tuple[Item, ...]
    row_levels: tuple[Level | None, ...]
    owners: dict[tuple[int, int], Owner]
    blocks: tuple[Block, ...]

    def owner(self, row: int, column: int) -> Owner | None:
        """Return the owner of a cell."""
        for number, block in enumerate(self.blocks):
            if column in block.columns:
                return self.owners.get((row, number))
        return None


def split_groups(kode_text: str) -> int:
    """Return how many groups of digits a printed code has."""
    return len(re.findall(r"\d+", kode_text))


def find_blocks(columns: tuple[ColumnMeaning, ...]) -> tuple[Block, ...]:
    """Group the name columns: figures between two name columns begin a new block.

    A table without a name column is one block named by its first indicator column.
    """
    groups: list[list[int]] = []
    has_figure = False
    for meaning in columns:
        if meaning.role is ColumnRole.NAME:
            if not groups or has_figure:
                groups.append([])
            groups[-1].append(meaning.column)
            has_figure = False
        elif meaning.role is ColumnRole.FIGURE and groups:
            has_figure = True
    if not groups:
        named = [m.column for m in columns if m.role is ColumnRole.INDIKATOR][:1]
        named = named or [m.column for m in columns if m.role is ColumnRole.TEXT][:1]
        return (Block(tuple(named), range(len(columns))),)
    starts = [0, *(group[0] for group in groups[1:])]
    ends = [*starts[1:], len(columns)]
    return tuple(
        Block(tuple(group), range(start, end))
        for group, start, end in zip(groups, starts, ends, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that is printed in a row."""

    column: int
    cell: Cell
    text: str


class _BlockReader:
    """Reads the rows of one block."""

    def __init__(
        self,
        grid: Grid,
        header: Header,
        columns: tuple[ColumnMeaning, ...],
        block: Block,
        facts: DocumentFacts,
        known_level: Callable[[str], Level | None] | None,
    ) -> None:
        self.grid = grid
        self.header = header
        self.columns = columns
        self.block = block
        self.facts = facts
        self.known_level = known_level or (lambda _name: None)
        inside = [columns[column] for column in block.columns]
        self.kode_columns = [m.column for m in inside if m.role is ColumnRole.KODE]
        if not self.kode_columns:
            self.kode_columns = [m.column for m in columns if m.role is ColumnRole.KODE]
        self.no_columns = [m.column for m in inside if m.role is ColumnRole.NO]
        self.indikator_columns = [m.column for m in inside if m.role is ColumnRole.INDIKATOR]
        self.figure_columns = [m.column for m in inside if m.role is ColumnRole.FIGURE]
        levels = [columns[column].level for column in block.names]
        given = [level for level in levels if level is not None]
        self.has_level_columns = len(block.names) > 1 and len(set(given)) > 1
        self.only_level = given[0] if len(block.names) == 1 and given else None
        self.is_named_by_indikator = bool(block.names) and (
            columns[block.names[0]].role is ColumnRole.INDIKATOR
        )

    def names(self, row: int) -> list[_Named]:
        """Return the names that begin in a row, left to right."""
        found = []
        for column in self.block.names:
            cell = self.grid.starts(row, column)
            if cell is not None and _LETTERS.search(cell.text):
                found.append(_Named(column, cell, one_line(cell.text)))
        if not found:
            merged = self._section(row)
            if merged is not None:
                found.append(merged)
        return found

    def _section(self, row: int) -> _Named | None:
        """Return the text of a row that is merged over the name column ("Tujuan: ...")."""
        if not self.block.names or self.is_named_by_indikator:
            return None
        for column in [*self.kode_columns, *self.no_columns]:
            cell = self.grid.starts(row, column)
            if cell is None:
                continue
            text = one_line(cell.text)
            reaches_name = cell.column + cell.column_span > self.block.names[0]
            if len(_LETTERS.findall(text)) >= (4 if reaches_name else 12):
                return _Named(self.block.names[0], cell, text)
        return None

    def kode(self, row: int) -> str:
        """Return the code printed in a row, joined over its columns."""
        parts = []
        for column in self.kode_columns:
            cell = self.grid.starts(row, column)
            parts.append(one_line(cell.text) if cell is not None else "")
        if any(len(_LETTERS.findall(part)) > 4 for part in parts):
            return ""
        return join_kode_columns(parts) if any(parts) else ""

    def marker(self, row: int, name: str) -> str:
        """Return the numbering of a row, from its own column or the name."""
        for column in self.no_columns:
            cell = self.grid.starts(row, column)
            if cell is not None and cell.text.strip():
                text = one_line(cell.text)
                return text if len(text) <= 10 else ""
        return split_marker(name)[0]

    def has_figures(self, row: int) -> bool:
        """Say whether a bare number stands in a figure column."""
        return any(
            (cell := self.grid.starts(row, column)) is not None and is_numeric(cell.text)
            for column in self.figure_columns
        )

    def has_indikator(self, row: int) -> bool:
        """Say whether an indicator begins in a row."""
        return any(
            (cell := self.grid.starts(row, column)) is not None and cell.text.strip()
            for column in self.indikator_columns
        )

    def line(self, row: int) -> RowLine | None:
        """Return what a row shows; ``None`` if nothing of the block begins in it."""
        names = self.names(row)
        deepest = names[-1] if names else None
        text = deepest.text if deepest is not None else ""
        kode_text = self.kode(row)
        if not kode_text and text:
            kode_text, text = split_kode_and_name(text)
        reading = read_kode(kode_text) if kode_text else None
        if len(self.kode_columns) == 1 and split_groups(kode_text) < 2:
            reading = None  # "1", "01." under "Kode" only number the rows
        has_indikator = self.has_indikator(row) and not self.is_named_by_indikator
        if deepest is None and not has_indikator and not self.has_figures(row):
            return None
        level = self.columns[deepest.column].level if deepest is not None else None
        name = strip_label(split_marker(text)[1])
        return RowLine(
            row=row,
            name=text,
            column_level=level,
            kode_level=reading.level if reading is not None else None,
            marker=self.marker(row, text) or (kode_text if reading is None else ""),
            has_indikator=has_indikator,
            has_figures=self.has_figures(row),
            is_bold=deepest.cell.is_bold if deepest is not None else False,
            is_italic=deepest.cell.is_italic if deepest is not None else False,
            indent=deepest.cell.indent if deepest is not None else 0.0,
            has_kode=bool(kode_text),
            known_level=self.known_level(name) if name else None,
        )

    def is_programme_block(self, lines: list[RowLine]) -> bool:
        """Say whether the block lists programmes."""
        for column in self.block.names:
            if self.columns[column].level in PROGRAMME_LEVELS:
                return True
            text = self.columns[column].header.lower()
            if re.search(r"program|kegiatan|urusan", re.sub(r"\s+", "", text)):
                return self.columns[column].role is ColumnRole.NAME
        strong = [line.kode_level or read_level_words(line.name) for line in lines]
        if Level.PROGRAM in strong or sum(level in PROGRAMME_LEVELS for level in strong) >= 2:
            return True
        known = sum(line.known_level is not None for line in lines)
        return known >= max(2, len(lines) // 4)

    def is_goal_block(self) -> bool:
        """Say whether the names are goals (tujuan, sasaran) measured by indicators."""
        return (
            bool(self.indikator_columns)
            and not self.is_named_by_indikator
            and all(
                self.columns[column].level in (Level.TUJUAN, Level.SASARAN)
                for column in self.block.names
            )
        )


def list_items(
    grid: Grid,
    header: Header,
    columns: tuple[ColumnMeaning, ...],
    facts: DocumentFacts,
    *,
    vocabulary: frozenset[str] = frozenset(),
    known_level: Callable[[str], Level | None] | None = None,
) -> Listing:
    """List the items of a table and say which item each row belongs to.

    Args:
        grid: The table.
        header: Its header rows.
        columns: The meaning of its columns.
        facts: The document's facts.
        vocabulary: Whole words of the document, to put broken names together.
        known_level: Tells the level of a nomenclature entry by its name.
    """
    blocks = find_blocks(columns)
    items: list[Item] = []
    owners: dict[tuple[int, int], Owner] = {}
    row_levels: list[Level | None] = [None] * grid.rows
    used: set[str] = set()
    main = _main_block(blocks, columns)
    for number in sorted(range(len(blocks)), key=lambda n: n != main):
        reader = _BlockReader(grid, header, columns, blocks[number], facts, known_level)
        for row, owner in _read_block(reader, items, used, vocabulary).items():
            owners[(row, number)] = owner
            if row_levels[row] is None or number == main:
                row_levels[row] = owner.level
    order = {item.item_id: at for at, item in enumerate(items)}
    items.sort(key=lambda item: (item.row, order[item.item_id]))
    for row in range(grid.rows):
        if row_levels[row] is None and header.is_body(row) and _has_text(grid, row):
            row_levels[row] = Level.LAINNYA
    return Listing(tuple(items), tuple(row_levels), owners, blocks)


def _has_text(grid: Grid, row: int) -> bool:
    return any(cell.text.strip() for cell in grid.starting_cells(row))


def _main_block(blocks: tuple[Block, ...], columns: tuple[ColumnMeaning, ...]) -> int:
    """Return the block whose names are programmes, else the first."""
    for number, block in enumerate(blocks):
        for column in block.names:
            meaning = columns[column]
            if meaning.level in PROGRAMME_LEVELS or "program" in meaning.header.lower():
                return number
    return 0


def _read_block(
    reader: _BlockReader, items: list[Item], used: set[str], vocabulary: frozenset[str]
) -> dict[int, Owner]:
    """Read one block: add its items to ``items`` and return the owner of each row."""
    grid = reader.grid
    rows = [row for row in range(grid.rows) if reader.header.is_body(row)]
    lines = [line for row in rows if (line := reader.line(row)) is not None]
    is_programme = reader.is_programme_block(lines)
    facts = reader.facts
    levels = read_levels(
        lines,
        is_programme_table=is_programme,
        has_level_columns=reader.has_level_columns,
        only_level=reader.only_level,
        has_sub_kegiatan=facts.year is None or facts.year >= FIRST_SUB_KEGIATAN_YEAR,
        agency=facts.agency,
    )
    if reader.is_named_by_indikator:
        levels = tuple(Level.INDIKATOR if level is Level.LAINNYA else level for level in levels)
    by_row = dict(zip((line.row for line in lines), levels, strict=True))
    owners: dict[int, Owner] = {}
    path: list[Item] = []
    standing: dict[int, Item] = {}
    for row in rows:
        if row not in by_row:
            continue
        level = by_row[row]
        names = reader.names(row)
        if names:
            for at, named in enumerate(names):
                is_last = at == len(names) - 1
                own = level if is_last else reader.columns[named.column].level or Level.LAINNYA
                before = standing.get(named.column)
                if (
                    not is_last
                    and before is not None
                    and before.name_raw == one_line(named.text)
                ):
                    continue  # the same programme printed again on each of its rows
                item = _make_item(reader, row, named, own, is_last, path, used, vocabulary)
                standing[named.column] = item
                path = _push(path, item)
                items.append(item)
        elif level is Level.LAINNYA and path and path[-1].level is Level.TOTAL:
            path = path[:-1]
        if reader.is_goal_block() and reader.has_indikator(row) and level is not Level.TOTAL:
            level = Level.INDIKATOR
        owners[row] = Owner(path[-1] if path else None, level)
    return owners


def _push(path: list[Item], item: Item) -> list[Item]:
    """Return the path to ``item``: its ancestors and itself."""
    depth = _DEPTH.get(item.level)
    if depth is None:
        kept = [other for other in path if _DEPTH.get(other.level, 99) < 99]
        return [*kept, item]
    kept = [other for other in path if _DEPTH.get(other.level, 99) < depth]
    return [*kept, item]


def _make_item(
    reader: _BlockReader,
    row: int,
    named: _Named,
    level: Level,
    is_last: bool,
    path: list[Item],
    used: set[str],
    vocabulary: frozenset[str],
) -> Item:
    table = reader.grid.table
    item_id = f"{table.table_id}-r{row}"
    if not is_last or item_id in used:
        item_id = f"{table.table_id}-r{row}-{level.value}"
    if item_id in used:
        item_id = f"{table.table_id}-r{row}-c{named.column}"
    used.add(item_id)
    kode_text = reader.kode(row) if is_last else ""
    text = named.text
    if not kode_text:
        kode_text, text = split_kode_and_name(text)
    _marker, bare = split_marker(text)
    parents = _push(path, Item(item_id, "", "", 0, row, level, "", ""))[:-1]
    parent = parents[-1] if parents and level is not Level.TOTAL else None
    cell = named.cell
    return Item(
        item_id=item_id,
        document_id=table.document_id,
        table_id=table.table_id,
        page=cell.place.page,
        row=row,
        level=level,
        name_raw=one_line(named.text),
        name=clean_name(strip_label(bare or text), vocabulary),
        kode_printed=kode_text or None,
        parent_item_id=parent.item_id if parent is not None else None,
        box=cell.text_box or cell.place.box,
    )
