"""The items of a table (programme lines with their tree) and what each row belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.rows.codes import split_kode_and_name
from sidak.normalisers.rows.column_blocks import (
    BlockReader,
    ColumnBlock,
    RowName,
    find_blocks,
    open_block,
)
from sidak.normalisers.rows.levels import (
    LevelContext,
    LevelReading,
    RowFeatures,
    find_inner_outcomes,
    read_level_words,
    read_levels,
    split_marker,
    strip_label,
)
from sidak.normalisers.rows.nameless_totals import TotalProof, find_nameless_totals
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
from sidak.schemas.nomenclature import NomenclatureIndex
from sidak.schemas.row_tree import LEVEL_DEPTHS, RowEvidence

#: An outcome stands below the line whose outcome it is, and opens nothing.
_INNER_DEPTH = LEVEL_DEPTHS[Level.INDIKATOR]
#: Rows of no level of the tree stand under any.
_NO_DEPTH = 99
_BELOW_BIDANG = (Level.PROGRAM, Level.KEGIATAN, Level.SUB_KEGIATAN)
#: First year whose budgets know sub kegiatan (Permendagri 90/2019 applied from 2021).
FIRST_SUB_KEGIATAN_YEAR = 2021


@dataclass(frozen=True, slots=True)
class RowOwner:
    """What a row belongs to, within one block.

    Attributes:
        item: The item, filled down; ``None`` above the first.
        level: Level of the row itself.
        total: How a row without a name is known to be a total; ``None`` if it is none.
    """

    item: Item | None
    level: Level
    total: TotalProof | None = None


@dataclass(frozen=True, slots=True)
class ItemListing:
    """The items of a table and the owners of its rows.

    Attributes:
        items: In row order.
        evidence: Item id to how the level of the item is known.
        row_levels: One per row; ``None`` for header, number and empty rows.
        owners: (row, block) to the owner.
        blocks: The blocks, left to right.
        open_paths: Last name column of a block to its last item, and before it those that
            it stands under.
    """

    items: tuple[Item, ...]
    evidence: Mapping[str, RowEvidence]
    row_levels: tuple[Level | None, ...]
    owners: Mapping[tuple[int, int], RowOwner]
    blocks: tuple[ColumnBlock, ...]
    open_paths: Mapping[tuple[int, ...], tuple[Item, ...]] = field(default_factory=dict)

    def owner(self, row: int, column: int) -> RowOwner | None:
        """Return the owner of a cell."""
        for number, block in enumerate(self.blocks):
            if column in block.columns:
                return self.owners.get((row, number))
        return None


def list_items(
    view: TableView,
    header: TableHeader,
    columns: tuple[ColumnMeaning, ...],
    facts: DocumentFacts,
    *,
    vocabulary: frozenset[str] = frozenset(),
    nomenclature: NomenclatureIndex | None = None,
    before: ItemListing | None = None,
) -> ItemListing:
    """List the items of a table and say which item each row belongs to.

    Args:
        view: The table.
        header: Its header rows.
        columns: The meaning of its columns.
        facts: The document's facts.
        vocabulary: Whole words of the document, to put broken names together.
        nomenclature: Tells the level of an official name.
        before: The items of the table that this one goes on from: its first rows may
            belong to the last of them.
    """
    blocks = find_blocks(columns)
    items: list[Item] = []
    evidence: dict[str, RowEvidence] = {}
    owners: dict[tuple[int, int], RowOwner] = {}
    open_paths: dict[tuple[int, ...], tuple[Item, ...]] = {}
    row_levels: list[Level | None] = [None] * view.rows
    main = _main_block(blocks, columns)
    for number in sorted(range(len(blocks)), key=lambda n: n != main):
        reader = open_block(view, header, columns, blocks[number], nomenclature)
        names = blocks[number].names[-1:]
        path = before.open_paths.get(names, ()) if before is not None else ()
        builder = _ItemBuilder(reader, vocabulary, set(evidence), path)
        builder.build(_read_block_levels(reader, facts))
        items += builder.items
        open_paths[names] = builder.path
        evidence |= builder.evidence
        for row, owner in builder.owners.items():
            owners[(row, number)] = owner
            if row_levels[row] is None or number == main:
                row_levels[row] = owner.level
    order = {item.item_id: at for at, item in enumerate(items)}
    items.sort(key=lambda item: (item.row, order[item.item_id]))
    for row in range(view.rows):
        if row_levels[row] is None and header.is_body(row) and _has_text(view, row):
            row_levels[row] = Level.LAINNYA
    return ItemListing(tuple(items), evidence, tuple(row_levels), owners, blocks, open_paths)


def _has_text(view: TableView, row: int) -> bool:
    return any(cell.text.strip() for cell in view.starting_cells(row))


def _main_block(blocks: tuple[ColumnBlock, ...], columns: tuple[ColumnMeaning, ...]) -> int:
    """Return the block whose names are programmes, else the first."""
    for number, block in enumerate(blocks):
        for column in block.names:
            meaning = columns[column]
            if meaning.level in PROGRAMME_LEVELS or "program" in meaning.header.lower():
                return number
    return 0


def _lists_accounts(rows: Sequence[RowFeatures]) -> bool:
    """Return True if the codes are accounts: "4.1" and "5.2" are no urusan and bidang there."""
    if any(read_level_words(row.name) is Level.PROGRAM for row in rows):
        return False
    accounts = sum(row.is_account for row in rows)
    programmes = sum(row.kode_level in _BELOW_BIDANG for row in rows)
    return not programmes or accounts > max(2, programmes // 2)


@dataclass(frozen=True, slots=True)
class _BlockLevels:
    """The levels of the rows of a block.

    Attributes:
        readings: Row to its level.
        inner: Rows that name the outcome of the programme line above them.
        totals: Rows without a name that are totals, or may be.
    """

    readings: Mapping[int, LevelReading]
    inner: frozenset[int]
    totals: Mapping[int, TotalProof]


def _read_block_levels(reader: BlockReader, facts: DocumentFacts) -> _BlockLevels:
    rows = [shown for row in reader.body_rows if (shown := reader.features(row)) is not None]
    if _lists_accounts(rows):
        rows = [replace(row, kode_level=None, is_account=row.has_kode) for row in rows]
    layout = reader.layout
    readings = read_levels(
        rows,
        LevelContext(
            is_programme_table=reader.is_programme_block(rows),
            has_level_columns=layout.has_level_columns,
            only_level=layout.only_level,
            has_sub_kegiatan=facts.year is None or facts.year >= FIRST_SUB_KEGIATAN_YEAR,
            agency=facts.agency,
            header_levels=reader.count_header_levels(),
        ),
    )
    if layout.is_named_by_indikator:
        indikator = LevelReading(Level.INDIKATOR, RowEvidence.HEADER)
        readings = tuple(
            indikator if reading.level is Level.LAINNYA else reading for reading in readings
        )
    inner: frozenset[int] = frozenset()
    if len(layout.names) == 1:
        inner = find_inner_outcomes(rows, [reading.level for reading in readings])
    by_row = dict(zip((row.row for row in rows), readings, strict=True))
    return _BlockLevels(by_row, inner, find_nameless_totals(reader, by_row))


class _ItemBuilder:
    """Makes the items of one block, from the top row to the last.

    Args:
        reader: The block.
        vocabulary: Whole words of the document.
        used: Ids of items that other blocks have made.
        path: The last item of the table that this one goes on from, with those above it.
    """

    def __init__(
        self,
        reader: BlockReader,
        vocabulary: frozenset[str],
        used: set[str],
        path: Sequence[Item] = (),
    ) -> None:
        self._reader = reader
        self._vocabulary = vocabulary
        self._used = used
        self._path: list[Item] = list(path)
        self.items: list[Item] = []
        self.evidence: dict[str, RowEvidence] = {}
        self.owners: dict[int, RowOwner] = {}

    @property
    def path(self) -> tuple[Item, ...]:
        """The last item, and before it those that it stands under."""
        return tuple(self._path)

    def build(self, levels: _BlockLevels) -> None:
        """Make the items, and find the owner of each row."""
        is_goal_block = self._reader.is_goal_block()
        has_one_name_column = len(self._reader.layout.names) == 1
        standing: dict[int, Item] = {}
        for row, reading in levels.readings.items():
            names = self._reader.names(row)
            for named in names:
                own = self._level_of(named, reading, is_last=named is names[-1])
                before = standing.get(named.column)
                is_repeated = before is not None and before.name_raw == one_line(named.text)
                if named is not names[-1] and is_repeated:
                    continue  # the same programme printed again on each of its rows
                above = [one for one in self._path if one.row not in levels.inner]
                above = _open_above(above, own.level, is_inner=row in levels.inner)
                item = self._make_item(row, named, own, above, is_last=named is names[-1])
                standing[named.column] = item
                self._path = [*above, item]
            level = reading.level
            proof = levels.totals.get(row)
            if proof is not None:
                total = level if proof is TotalProof.NONE else Level.TOTAL
                self.owners[row] = RowOwner(None, total, proof)
                continue
            if not names and level is Level.LAINNYA and self._ends_in_total():
                self._path = self._path[:-1]
            # "Tujuan | Sasaran | Indikator": the row is the indicator's
            is_of_indikator = is_goal_block and not (names and has_one_name_column)
            if is_of_indikator and level is not Level.TOTAL and self._reader.indikator(row):
                level = Level.INDIKATOR
            self.owners[row] = RowOwner(self._path[-1] if self._path else None, level)

    def _level_of(
        self, named: RowName, reading: LevelReading, *, is_last: bool
    ) -> LevelReading:
        """Return the level of a name: that of the row, if it is the row's deepest name."""
        if is_last:
            return reading
        level = self._reader.columns[named.column].level
        return LevelReading(level or Level.LAINNYA, RowEvidence.HEADER)

    def _ends_in_total(self) -> bool:
        return bool(self._path) and self._path[-1].level is Level.TOTAL

    def _make_id(self, row: int, named: RowName, level: Level, *, is_last: bool) -> str:
        """Return an id that no other item has."""
        plain = f"{self._reader.view.table.table_id}-r{row}"
        choices = [f"{plain}-{level.value}", f"{plain}-c{named.column}"]
        if is_last:
            choices.insert(0, plain)
        item_id = next((one for one in choices if one not in self._used), choices[-1])
        self._used.add(item_id)
        return item_id

    def _make_item(
        self,
        row: int,
        named: RowName,
        reading: LevelReading,
        above: Sequence[Item],
        *,
        is_last: bool,
    ) -> Item:
        reader = self._reader
        kode_text = reader.kode(row) if is_last else ""
        text = named.text
        if reader.outline:
            text = split_outline_number(text)[1]
        elif not kode_text:
            kode_text, text = split_kode_and_name(text)
        marker, bare = split_marker(text)
        if not marker:
            bare = reader.split_bare_marker(bare, named.column)[1]
        table, cell, level = reader.view.table, named.cell, reading.level
        parent = above[-1] if above and level is not Level.TOTAL else None
        if parent is not None and parent.table_id != table.table_id:
            parent = None
        item = Item(
            item_id=self._make_id(row, named, level, is_last=is_last),
            document_id=table.document_id,
            table_id=table.table_id,
            page=cell.place.page,
            row=row,
            level=level,
            name_raw=one_line(named.text),
            name=clean_name(strip_label(bare or text), self._vocabulary),
            kode_printed=kode_text or None,
            parent_item_id=parent.item_id if parent is not None else None,
            box=cell.text_box or cell.place.box,
        )
        self.items.append(item)
        self.evidence[item.item_id] = reading.evidence
        return item


def _open_above(path: Sequence[Item], level: Level, *, is_inner: bool) -> list[Item]:
    """Return the items of the path to the last item that a new one stands under.

    Args:
        path: The last item, and before it those that it stands under.
        level: Level of the new item.
        is_inner: Whether it only says what the programme line above is to bring about.
    """
    depth = _INNER_DEPTH if is_inner else LEVEL_DEPTHS.get(level, _NO_DEPTH)
    return [other for other in path if LEVEL_DEPTHS.get(other.level, _NO_DEPTH) < depth]
