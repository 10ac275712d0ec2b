"""The rows of a block of columns: their names, codes, numbering and amounts."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.profiles import count_numbered, is_numeric, split_row_number
from sidak.normalisers.header.roles import NUMBERED_NAMES
from sidak.normalisers.numerals.column import read_column
from sidak.normalisers.rows.codes import (
    KodeKind,
    KodeReading,
    join_kode_columns,
    read_kode,
    read_kode_column,
    split_kode_and_name,
)
from sidak.normalisers.rows.level_sums import Amounts
from sidak.normalisers.rows.levels import (
    RowFeatures,
    read_level_words,
    split_marker,
    strip_label,
)
from sidak.normalisers.rows.outline import (
    OutlineClue,
    read_outline_levels,
    read_outline_number,
    split_outline_number,
)
from sidak.normalisers.rows.settings import SETTINGS
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import PROGRAMME_LEVELS, Cell, ColumnMeaning, ColumnRole, Level, Metric
from sidak.schemas.nomenclature import NomenclatureIndex

#: A letter in front of a name, without a sign behind it.
_BARE_LETTER = re.compile(r"[a-z]\s+(?=[A-Z])")
#: The number of a list in front of a name whose full stop is not printed, or lost in a scan.
_BARE_NUMBER = re.compile(r"(?:\d{1,2}|[Il|])\s+(?=[A-Z][A-Za-z]{2})")
#: The same with a sign behind it.
_LIST_NUMBER = re.compile(r"\(?(?:\d{1,2}|[Il|])[.)]")
#: A wrap before the last letter of a word: "terdistribusika" above "n".
_SPLINTER = re.compile(r"(?<=[a-z]{4})\n(?=[nghktrslm](?:\s|$))")
#: An amount behind a name, where no ruling parts the two columns.
_AMOUNT_BEHIND = re.compile(
    r"(?<=[^\W\d_]|\))\s+(?:Rp\.?\s*)?\(?-?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?\)?$", re.IGNORECASE
)
#: Rupiah at the end of a name ("Penyusunan pedoman Rp. 186.250.000"); no factor of a product.
_RUPIAH_BEHIND = re.compile(
    r"(?<=[^\W\d_]|\))(?<!\s[xX])\s+Rp\.?\s*\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?[,.\-]*$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]")
#: A header that names the whole ladder of levels for one column.
_ALL_LEVELS_HEADER = re.compile(r"program.*kegiatan.*sub-?kegiatan")
_MONEY = frozenset({Metric.PAGU, Metric.REALISASI_ANGGARAN})
_ADDED = frozenset({*_MONEY, Metric.SISA, Metric.TARGET, Metric.REALISASI, Metric.LAINNYA})
_LONE_RUPIAH = re.compile(r"(?<=\w)\s+Rp\.?$")
#: A place in a code that nothing above fills.
_UNKNOWN_PART = "?"


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Name columns that stand together and the columns that belong to them.

    Attributes:
        names: The name columns, left to right.
        columns: All columns of the block.
    """

    names: tuple[int, ...]
    columns: range


def split_amount(text: str) -> tuple[str, str]:
    """Split "Belanja Gedung Rp 650.000.000,00" into the name and the amount; "" if none."""
    line = one_line(text)
    found = _AMOUNT_BEHIND.search(line)
    return (line[: found.start()].strip(), found[0].strip()) if found else (line, "")


def split_rupiah(text: str) -> tuple[str, str]:
    """Split "Penyusunan pedoman Rp. 186.250.000" into the name and the rupiah; "" if none.

    A lone "Rp" behind a name belongs to the amount in the next column, and to no name.
    """
    line = one_line(text)
    found = _RUPIAH_BEHIND.search(line)
    if found is not None:
        return line[: found.start()].strip(), found[0].strip()
    return _LONE_RUPIAH.sub("", line), ""


def count_digit_groups(kode_text: str) -> int:
    """Return how many groups of digits a printed code has."""
    return len(re.findall(r"\d+", kode_text))


def find_blocks(columns: tuple[ColumnMeaning, ...]) -> tuple[ColumnBlock, ...]:
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
        named = named or _texts_before_figures(columns)[:1]
        return (ColumnBlock(tuple(named), range(len(columns))),)
    starts = [0, *(group[0] for group in groups[1:])]
    ends = [*starts[1:], len(columns)]
    return tuple(
        ColumnBlock(tuple(group), range(start, end))
        for group, start, end in zip(groups, starts, ends, strict=True)
    )


def _texts_before_figures(columns: Sequence[ColumnMeaning]) -> list[int]:
    """Return the columns of text that have figures to their right: others are remarks."""
    figures = [m.column for m in columns if m.role is ColumnRole.FIGURE]
    return [
        m.column
        for m in columns
        if m.role is ColumnRole.TEXT and (not figures or m.column < figures[-1])
    ]


@dataclass(frozen=True, slots=True)
class BlockLayout:
    """What the columns of a block hold.

    Attributes:
        names: The name columns, left to right.
        kode: Columns of codes.
        numbering: Columns that number the rows.
        indikator: Columns of indicators.
        figures: Columns of figures.
        has_level_columns: Whether each level has a name column of its own.
        only_level: Level that the header of the only name column names.
        is_named_by_indikator: Whether indicators stand for names.
    """

    names: tuple[int, ...]
    kode: tuple[int, ...]
    numbering: tuple[int, ...]
    indikator: tuple[int, ...]
    figures: tuple[int, ...]
    has_level_columns: bool
    only_level: Level | None
    is_named_by_indikator: bool


def lay_out_block(columns: Sequence[ColumnMeaning], block: ColumnBlock) -> BlockLayout:
    """Return what the columns of a block hold; codes may stand outside of it."""
    inside = [columns[column] for column in block.columns]

    def find(role: ColumnRole, among: Sequence[ColumnMeaning]) -> tuple[int, ...]:
        return tuple(meaning.column for meaning in among if meaning.role is role)

    levels = [columns[column].level for column in block.names]
    given = [level for level in levels if level is not None]
    return BlockLayout(
        names=block.names,
        kode=find(ColumnRole.KODE, inside) or find(ColumnRole.KODE, columns),
        numbering=find(ColumnRole.NO, inside),
        indikator=find(ColumnRole.INDIKATOR, inside),
        figures=find(ColumnRole.FIGURE, inside),
        has_level_columns=len(block.names) > 1 and len(set(given)) > 1,
        only_level=given[0] if len(block.names) == 1 and given else None,
        is_named_by_indikator=bool(block.names)
        and columns[block.names[0]].role is ColumnRole.INDIKATOR,
    )


@dataclass(frozen=True, slots=True)
class RowName:
    """A name that is printed in a row."""

    column: int
    cell: Cell
    text: str


@dataclass(frozen=True)
class BlockReader:
    """Reads the rows of one block.

    Attributes:
        view: The table.
        header: Its header rows.
        columns: What its columns mean.
        layout: What the columns of the block hold.
        nomenclature: Tells the level of an official name; ``None`` without lists.
        outline: Levels of the rows by their numbering, if it counts a tree.
    """

    view: TableView
    header: TableHeader
    columns: tuple[ColumnMeaning, ...]
    layout: BlockLayout
    nomenclature: NomenclatureIndex | None = None
    outline: Mapping[int, Level] = field(default_factory=dict)

    @cached_property
    def body_rows(self) -> tuple[int, ...]:
        """Rows that hold content."""
        return tuple(row for row in range(self.view.rows) if self.header.is_body(row))

    def known_level(self, name: str) -> Level | None:
        """Return the level of the official name; ``None`` if it is none, or on several."""
        return self.nomenclature.find_level(name) if self.nomenclature and name else None

    def _cells(self, row: int, columns: Iterable[int]) -> list[Cell]:
        """Return the cells that begin in a row, of some columns."""
        return [cell for column in columns if (cell := self.view.starts(row, column))]

    def names(self, row: int) -> list[RowName]:
        """Return the names that begin in a row, left to right."""
        found = [
            RowName(cell.column, cell, self._name_text(cell))
            for cell in self._cells(row, self.layout.names)
            if _LETTERS.search(cell.text)
        ]
        section = self._section(row) if not found else None
        return [section] if section is not None else found

    def _name_text(self, cell: Cell) -> str:
        """Return a name on one line, without the amount of a figure column that it covers."""
        text = _SPLINTER.sub("", cell.text)
        covered = range(cell.column, cell.column + cell.column_span)
        if sum(column in self.layout.figures for column in covered) != 1:
            return split_rupiah(text)[0]
        return split_amount(text)[0]

    @cached_property
    def _deepest_names(self) -> tuple[str, ...]:
        """The deepest name of each row that prints one."""
        return tuple(found[-1].text for row in self.body_rows if (found := self.names(row)))

    @cached_property
    def _has_bare_letters(self) -> bool:
        """Whether letters without a sign count the names: "a Laptop" above "b Printer"."""
        names = self._deepest_names
        letters = [ord(name[0]) for name in names if _BARE_LETTER.match(name)]
        steps = [b - a for a, b in pairwise(letters)]
        return bool(steps) and 2 * sum(step == 1 for step in steps) >= len(steps)

    @cached_property
    def _has_bare_numbers(self) -> bool:
        """Whether numbers without a sign count some names: "13 Gelar" above "a Spanduk"."""
        return count_numbered(self._deepest_names) > 0

    @cached_property
    def _has_list_numbers(self) -> bool:
        """Whether at least half of the names are numbered, some with a sign: "1. Survei"."""
        names = self._deepest_names
        signed = sum(bool(_LIST_NUMBER.fullmatch(split_marker(name)[0])) for name in names)
        bare = sum(bool(_BARE_NUMBER.match(name)) for name in names)
        return signed >= SETTINGS.fewest_list_numbers and 2 * (signed + bare) >= len(names)

    def split_bare_marker(self, name: str, column: int) -> tuple[str, str]:
        """Split "13 Gelar Informasi" or "b Spanduk" into the numbering and the name.

        Args:
            name: A name without a marker that a sign ends.
            column: Its column.

        Returns:
            ("", name) if the names of the block are not counted so.
        """
        if NUMBERED_NAMES in self.columns[column].rules or self._has_bare_numbers:
            marker, bare = split_row_number(name)
            if marker:
                return marker, bare
        number = _BARE_NUMBER.match(name) if self._has_list_numbers else None
        letter = _BARE_LETTER.match(name) if self._has_bare_letters else None
        found = number or letter
        return (found[0].strip(), name[found.end() :]) if found else ("", name)

    def _section(self, row: int) -> RowName | None:
        """Return the text of a row that is merged over the name column ("Tujuan: ...").

        Among indicators only that of a total names its row ("RATA-RATA").
        """
        layout = self.layout
        if not layout.names:
            return None
        for cell in self._cells(row, [*layout.kode, *layout.numbering]):
            text = one_line(cell.text)
            reaches_name = cell.column + cell.column_span > layout.names[0]
            least = SETTINGS.section_letters if reaches_name else SETTINGS.section_letters_apart
            is_named = not layout.is_named_by_indikator or (
                reaches_name and read_level_words(text) is Level.TOTAL
            )
            if len(_LETTERS.findall(text)) >= least and is_named:
                return RowName(layout.names[0], cell, text)
        return None

    def kode(self, row: int) -> str:
        """Return the code printed in a row, joined over its columns.

        Where a code stands in three columns and more, a part that is printed once for the
        rows below it is filled down: "4 | 02 | 01" over " | | 02" is 4.02.02.
        """
        parts = self._kode_parts(row)
        if any(len(_LETTERS.findall(part)) > 4 for part in parts) or not any(parts):
            return ""
        printed = join_kode_columns(parts)
        if len(parts) < SETTINGS.kode_fewest_columns or parts[0]:
            return printed
        filled = join_kode_columns(self._fill_down(row, parts))
        return filled if read_kode(filled).kind is KodeKind.PROGRAM else printed

    def _kode_parts(self, row: int) -> list[str]:
        return [
            one_line(cell.text) if (cell := self.view.starts(row, column)) is not None else ""
            for column in self.layout.kode
        ]

    def _fill_down(self, row: int, parts: list[str]) -> list[str]:
        """Return the parts of a code with those in front taken from the rows above."""
        first = next(at for at, part in enumerate(parts) if part)
        above = [""] * first
        for higher in range(row - 1, -1, -1):
            if not self.header.is_body(higher) or all(above):
                break
            other = self._kode_parts(higher)
            for at in reversed(range(first)):
                if other[at] and not above[at]:
                    above[at] = other[at]
                    # what stands deeper above this row belongs to another branch
                    above[at + 1 :] = [part or _UNKNOWN_PART for part in above[at + 1 :]]
        if not all(above) or _UNKNOWN_PART in above:
            return parts
        return [*above, *parts[first:]]

    def _opens_kode(self, row: int, kode_text: str) -> bool:
        """Return True if a lone digit is the urusan, the first of several code columns."""
        columns = self.layout.kode
        if len(columns) < 2 or not re.fullmatch(r"[1-9]", kode_text.strip(" .")):
            return False
        return any(cell.text.strip() for cell in self._cells(row, columns[:1]))

    def marker(self, row: int, name: str) -> str:
        """Return the numbering of a row, from its own column or the name."""
        for cell in self._cells(row, self.layout.numbering):
            if cell.text.strip():
                text = one_line(cell.text)
                return text if len(text) <= SETTINGS.marker_longest else ""
        return split_marker(name)[0]

    def has_figures(self, row: int) -> bool:
        """Return True if a bare number stands in a figure column."""
        return any(is_numeric(cell.text) for cell in self._cells(row, self.layout.figures))

    def indikator(self, row: int) -> str:
        """Return the first indicator that begins in a row."""
        cells = self._cells(row, self.layout.indikator)
        return next((text for cell in cells if (text := one_line(cell.text))), "")

    @cached_property
    def amounts(self) -> Mapping[int, Amounts]:
        """Amounts of each body row, one per money column of the block."""
        return self._read_numbers(_MONEY)

    @cached_property
    def addends(self) -> Mapping[int, Amounts]:
        """Numbers of each body row, one per column whose numbers may be added up."""
        return self._read_numbers(_ADDED)

    def _read_numbers(self, metrics: frozenset[Metric]) -> Mapping[int, Amounts]:
        by_column = []
        for column in self.layout.figures:
            meaning = self.columns[column]
            if meaning.metric not in metrics or meaning.unit == "%":
                continue
            texts = [
                cell.text if (cell := self.view.starts(row, column)) is not None else ""
                for row in self.body_rows
            ]
            readings = read_column(texts, metric=meaning.metric, unit=meaning.unit)
            by_column.append([reading.value for reading in readings])
        rows = zip(*by_column, strict=True)
        return dict(zip(self.body_rows, rows, strict=True)) if by_column else {}

    @cached_property
    def kode_readings(self) -> Mapping[str, KodeReading]:
        """All codes of the block, read together: what one leaves open the others decide."""
        texts = []
        for row in self.body_rows:
            names = self.names(row)
            if not names:
                continue
            text = self.kode(row)
            if not text and not self.outline:
                text = split_kode_and_name(names[-1].text)[0]
            if count_digit_groups(text) >= 2:
                texts.append(text)
        return dict(zip(texts, read_kode_column(texts), strict=True))

    def features(self, row: int) -> RowFeatures | None:
        """Return what a row shows; ``None`` if nothing of the block begins in it."""
        names = self.names(row)
        deepest = names[-1] if names else None
        text = deepest.text if deepest is not None else ""
        has_indikator = bool(self.indikator(row)) and not self.layout.is_named_by_indikator
        has_figures = self.has_figures(row)
        if deepest is None and not has_indikator and not has_figures:
            return None
        kode_text = self.kode(row)
        number = split_outline_number(text)[0] if self.outline else ""
        if number:
            text = split_outline_number(text)[1]
        elif not kode_text and text:
            kode_text, text = split_kode_and_name(text)
        reading = self._read_kode(row, kode_text)
        number = number or self.marker(row, text)
        if deepest is not None and not number:
            number, text = self.split_bare_marker(text, deepest.column)
        cell = deepest.cell if deepest is not None else None
        return RowFeatures(
            row=row,
            name=text,
            column_level=self.columns[deepest.column].level if deepest is not None else None,
            kode_level=reading.level if reading is not None else None,
            marker=number or (kode_text if reading is None else ""),
            has_indikator=has_indikator,
            has_figures=has_figures,
            is_bold=cell is not None and cell.is_bold,
            is_italic=cell is not None and cell.is_italic,
            indent=cell.indent if cell is not None else 0.0,
            has_kode=bool(kode_text),
            known_level=self.known_level(strip_label(split_marker(text)[1])),
            is_account=reading is not None and reading.kind is KodeKind.ACCOUNT,
            indikator=self.indikator(row),
            amounts=self.amounts.get(row, ()),
            addends=self.addends.get(row, ()),
            outline_level=self.outline.get(row),
        )

    def _read_kode(self, row: int, kode_text: str) -> KodeReading | None:
        """Read a code; ``None`` where "1" or "01." under "Kode" only numbers the rows."""
        if count_digit_groups(kode_text) < 2 and not self._opens_kode(row, kode_text):
            return None
        return self.kode_readings.get(kode_text) or read_kode(kode_text)

    def is_programme_block(self, rows: Sequence[RowFeatures]) -> bool:
        """Return True if the block lists programmes."""
        for column in self.layout.names:
            if self.columns[column].level in PROGRAMME_LEVELS:
                return True
            text = self.columns[column].header.lower()
            if re.search(r"program|kegiatan|urusan", re.sub(r"\s+", "", text)):
                return self.columns[column].role is ColumnRole.NAME
        strong = [row.kode_level or read_level_words(row.name) for row in rows]
        if Level.PROGRAM in strong or sum(level in PROGRAMME_LEVELS for level in strong) >= 2:
            return True
        known = sum(row.known_level is not None for row in rows)
        return known >= max(2, int(SETTINGS.programme_known * len(rows)))

    def count_header_levels(self) -> int:
        """Return how many levels below urusan the header names for its one name column."""
        if len(self.layout.names) != 1 or self.layout.is_named_by_indikator:
            return 0
        header = re.sub(r"[^a-z]", "", self.columns[self.layout.names[0]].header.lower())
        if _ALL_LEVELS_HEADER.search(header):
            return 3
        return 2 if re.search(r"program.*kegiatan", header) else 0

    def is_goal_block(self) -> bool:
        """Return True if the names are goals (tujuan, sasaran) measured by indicators."""
        return (
            bool(self.layout.indikator)
            and not self.layout.is_named_by_indikator
            and all(
                self.columns[column].level in (Level.TUJUAN, Level.SASARAN)
                for column in self.layout.names
            )
        )


def open_block(
    view: TableView,
    header: TableHeader,
    columns: tuple[ColumnMeaning, ...],
    block: ColumnBlock,
    nomenclature: NomenclatureIndex | None,
) -> BlockReader:
    """Return a reader of a block; numbering that counts a tree is then no code."""
    layout = lay_out_block(columns, block)
    reader = BlockReader(view, header, columns, layout, nomenclature)
    if len(layout.names) != 1 or len(layout.kode) > 1:
        return reader
    names = {row: found[-1].text for row in reader.body_rows if (found := reader.names(row))}
    title = re.sub(r"[^a-z-]", "", columns[layout.names[0]].header.lower())
    clues = {
        row: OutlineClue(read_level_words(bare), reader.known_level(bare))
        for row, text in names.items()
        for bare in [strip_label(split_marker(split_outline_number(text)[1])[1])]
    }
    sources = (
        # in a column of its own, which may be headed as one of codes; or before the names
        (
            (*layout.numbering, *layout.kode),
            {r: reader.kode(r) or reader.marker(r, "") for r in names},
        ),
        (layout.numbering, {row: split_outline_number(text)[0] for row, text in names.items()}),
    )
    for numbering, texts in sources:
        numbers = {
            row: path for row, text in texts.items() if (path := read_outline_number(text))
        }
        if len(numbers) < len(names) / 2:
            continue
        outline = read_outline_levels(
            numbers, clues, is_ladder=_ALL_LEVELS_HEADER.search(title) is not None
        )
        if outline:
            layout = replace(layout, kode=(), numbering=numbering)
            return BlockReader(view, header, columns, layout, nomenclature, outline)
    return reader
