"""The items of a table (programme lines with their tree) and what each row belongs to."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.rows.codes import split_kode_and_name
from sidak.normalisers.rows.column_blocks import BlockReader, ColumnBlock, RowName, find_blocks
from sidak.normalisers.rows.levels import (
    RowFeatures,
    find_inner_outcomes,
    read_level_words,
    read_levels,
    split_marker,
    strip_label,
)
from sidak.normalisers.rows.outline import split_outline_number
from sidak.normalisers.text.broken_words import clean_name
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import (
    PROGRAMME_LEVELS,
    ColumnMeaning,
    DocumentFacts,
    Item,
    Level,
)

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
#: An outcome stands below the line whose outcome it is, and opens nothing.
_INNER_DEPTH = 7
_BELOW_BIDANG = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
#: First year whose budgets know sub kegiatan (Permendagri 90/2019 applied from 2021).
FIRST_SUB_KEGIATAN_YEAR = 2021


@dataclass(frozen=True, slots=True)
class RowOwner:
    """What a row belongs to, within one block.

    Attributes:
        item: The item, filled down; ``None`` above the first.
        level: Level of the row itself.
    """

    item: Item | None
    level: Level


@dataclass(frozen=True, slots=True)
class ItemListing:
    """The items of a table and the owners of its rows.

    Attributes:
        items: In row order.
        row_levels: One per row; ``None`` for header, number and empty rows.
        owners: (row, block) to the owner.
        blocks: The blocks, left to right.
    """

    items: tuple[Item, ...]
    row_levels: tuple[Level | None, ...]
    owners: dict[tuple[int, int], RowOwner]
    blocks: tuple[ColumnBlock, ...]

    def owner(self, row: int, column: int) -> RowOwner | None:
        """Return the owner of a cell."""
        for number, block in enumerate(self.blocks):
            if column in block.columns:
                return self.owners.get((row, number))
        return None


def list_items(
    grid: TableView,
    header: TableHeader,
    columns: tuple[ColumnMeaning, ...],
    facts: DocumentFacts,
    *,
    vocabulary: frozenset[str] = frozenset(),
    known_level: Callable[[str], Level | None] | None = None,
) -> ItemListing:
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
    owners: dict[tuple[int, int], RowOwner] = {}
    row_levels: list[Level | None] = [None] * grid.rows
    used: set[str] = set()
    main = _main_block(blocks, columns)
    for number in sorted(range(len(blocks)), key=lambda n: n != main):
        reader = BlockReader(grid, header, columns, blocks[number], facts, known_level)
        for row, owner in _read_block(reader, items, used, vocabulary).items():
            owners[(row, number)] = owner
            if row_levels[row] is None or number == main:
                row_levels[row] = owner.level
    order = {item.item_id: at for at, item in enumerate(items)}
    items.sort(key=lambda item: (item.row, order[item.item_id]))
    for row in range(grid.rows):
        if row_levels[row] is None and header.is_body(row) and _has_text(grid, row):
            row_levels[row] = Level.LAINNYA
    return ItemListing(tuple(items), tuple(row_levels), owners, blocks)


def _has_text(grid: TableView, row: int) -> bool:
    return any(cell.text.strip() for cell in grid.starting_cells(row))


def _main_block(blocks: tuple[ColumnBlock, ...], columns: tuple[ColumnMeaning, ...]) -> int:
    """Return the block whose names are programmes, else the first."""
    for number, block in enumerate(blocks):
        for column in block.names:
            meaning = columns[column]
            if meaning.level in PROGRAMME_LEVELS or "program" in meaning.header.lower():
                return number
    return 0


def _lists_accounts(lines: list[RowFeatures]) -> bool:
    """Say whether the codes are accounts: "4.1" and "5.2" are no urusan and bidang there."""
    if any(read_level_words(line.name) is Level.PROGRAM for line in lines):
        return False
    accounts = sum(line.is_account for line in lines)
    programmes = sum(line.kode_level in _BELOW_BIDANG for line in lines)
    return not programmes or accounts > max(2, programmes // 2)


def _read_block(
    reader: BlockReader, items: list[Item], used: set[str], vocabulary: frozenset[str]
) -> dict[int, RowOwner]:
    """Read one block: add its items to ``items`` and return the owner of each row."""
    grid = reader.grid
    rows = [row for row in range(grid.rows) if reader.header.is_body(row)]
    lines = [line for row in rows if (line := reader.line(row)) is not None]
    if _lists_accounts(lines):
        lines = [replace(line, kode_level=None, is_account=line.has_kode) for line in lines]
    is_programme = reader.is_programme_block(lines)
    facts = reader.facts
    levels = read_levels(
        lines,
        is_programme_table=is_programme,
        has_level_columns=reader.has_level_columns,
        only_level=reader.only_level,
        has_sub_kegiatan=facts.year is None or facts.year >= FIRST_SUB_KEGIATAN_YEAR,
        agency=facts.agency,
        header_levels=reader.header_levels(),
    )
    if reader.is_named_by_indikator:
        levels = tuple(Level.INDIKATOR if level is Level.LAINNYA else level for level in levels)
    by_row = dict(zip((line.row for line in lines), levels, strict=True))
    inner = find_inner_outcomes(lines, levels) if len(reader.block.names) == 1 else frozenset()
    owners: dict[int, RowOwner] = {}
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
                is_inner = row in inner
                path = [other for other in path if other.row not in inner]
                item = _make_item(
                    reader, row, named, own, is_last, path, used, vocabulary, is_inner=is_inner
                )
                standing[named.column] = item
                path = _extend_path(path, item, is_inner=is_inner)
                items.append(item)
        elif level is Level.LAINNYA and path and path[-1].level is Level.TOTAL:
            path = path[:-1]
        is_named = bool(names) and len(reader.block.names) == 1
        if (
            reader.is_goal_block()
            and reader.has_indikator(row)
            and level is not Level.TOTAL
            and not is_named  # "Tujuan | Sasaran | Indikator": the row is the indicator's
        ):
            level = Level.INDIKATOR
        owners[row] = RowOwner(path[-1] if path else None, level)
    return owners


def _extend_path(path: list[Item], item: Item, *, is_inner: bool = False) -> list[Item]:
    """Return the path to ``item``: its ancestors and itself.

    Args:
        path: The path to the item before.
        item: The item.
        is_inner: Whether it only says what the programme line above is to bring about.
    """
    depth = _INNER_DEPTH if is_inner else _DEPTH.get(item.level)
    if depth is None:
        kept = [other for other in path if _DEPTH.get(other.level, 99) < 99]
        return [*kept, item]
    kept = [other for other in path if _DEPTH.get(other.level, 99) < depth]
    return [*kept, item]


def _make_item(
    reader: BlockReader,
    row: int,
    named: RowName,
    level: Level,
    is_last: bool,
    path: list[Item],
    used: set[str],
    vocabulary: frozenset[str],
    *,
    is_inner: bool = False,
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
    if reader.outline:
        text = split_outline_number(text)[1]
    elif not kode_text:
        kode_text, text = split_kode_and_name(text)
    _marker, bare = split_marker(text)
    parents = _extend_path(
        path, Item(item_id, "", "", 0, row, level, "", ""), is_inner=is_inner
    )[:-1]
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
