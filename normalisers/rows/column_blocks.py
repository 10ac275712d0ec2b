"""The rows of a block of columns: their names, codes, numbering and amounts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from sidak.normalisers.header.detect import TableHeader
from sidak.normalisers.header.profiles import is_numeric
from sidak.normalisers.numerals.column import read_column
from sidak.normalisers.rows.codes import (
    KodeReading,
    join_kode_columns,
    read_kode,
    read_kode_column,
    split_kode_and_name,
)
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
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import (
    PROGRAMME_LEVELS,
    Cell,
    ColumnMeaning,
    ColumnRole,
    DocumentFacts,
    Level,
    Metric,
)

_LETTERS = re.compile(r"[^\W\d_]")
#: A header that names the whole ladder of levels for one column.
_ALL_LEVELS_HEADER = re.compile(r"program.*kegiatan.*sub-?kegiatan")


#: A code over so many columns is the path of a tree, not a number beside a name.
_LEAST_KODE_COLUMNS = 3
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
        named = named or [m.column for m in columns if m.role is ColumnRole.TEXT][:1]
        return (ColumnBlock(tuple(named), range(len(columns))),)
    starts = [0, *(group[0] for group in groups[1:])]
    ends = [*starts[1:], len(columns)]
    return tuple(
        ColumnBlock(tuple(group), range(start, end))
        for group, start, end in zip(groups, starts, ends, strict=True)
    )


@dataclass(frozen=True, slots=True)
class RowName:
    """A name that is printed in a row."""

    column: int
    cell: Cell
    text: str


class BlockReader:
    """Reads the rows of one block."""

    def __init__(
        self,
        grid: TableView,
        header: TableHeader,
        columns: tuple[ColumnMeaning, ...],
        block: ColumnBlock,
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
        self.amounts = self._amounts()
        self.has_level_columns = len(block.names) > 1 and len(set(given)) > 1
        self.only_level = given[0] if len(block.names) == 1 and given else None
        self.is_named_by_indikator = bool(block.names) and (
            columns[block.names[0]].role is ColumnRole.INDIKATOR
        )
        self.outline: dict[int, Level] = {}
        self._read_outline()
        self.readings = self._read_kodes()

    def _read_outline(self) -> None:
        """Find numbering that looks like codes, in its own column or before the names."""
        if len(self.block.names) != 1 or len(self.kode_columns) > 1:
            return
        rows = [row for row in range(self.grid.rows) if self.header.is_body(row)]
        names = {row: found[-1].text for row in rows if (found := self.names(row))}
        in_column = {row: self.kode(row) or self.marker(row, "") for row in names}
        in_names = {row: split_outline_number(text)[0] for row, text in names.items()}
        header = re.sub(r"[^a-z-]", "", self.columns[self.block.names[0]].header.lower())
        for texts in (in_column, in_names):
            numbers = {
                row: path for row, text in texts.items() if (path := read_outline_number(text))
            }
            if len(numbers) < len(names) / 2:
                continue
            bare = {
                row: strip_label(split_outline_number(split_marker(text)[1])[1])
                for row, text in names.items()
            }
            clues = {
                row: OutlineClue(read_level_words(text), self.known_level(text))
                for row, text in bare.items()
            }
            is_ladder = _ALL_LEVELS_HEADER.search(header) is not None
            self.outline = read_outline_levels(numbers, clues, is_ladder=is_ladder)
            if self.outline:
                if texts is in_column:
                    self.no_columns = [*self.no_columns, *self.kode_columns]
                self.kode_columns = []
                return

    def names(self, row: int) -> list[RowName]:
        """Return the names that begin in a row, left to right."""
        found = []
        for column in self.block.names:
            cell = self.grid.starts(row, column)
            if cell is not None and _LETTERS.search(cell.text):
                found.append(RowName(column, cell, one_line(cell.text)))
        if not found:
            merged = self._section(row)
            if merged is not None:
                found.append(merged)
        return found

    def _section(self, row: int) -> RowName | None:
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
                return RowName(self.block.names[0], cell, text)
        return None

    def kode(self, row: int) -> str:
        """Return the code printed in a row, joined over its columns.

        Where a code stands in three columns and more, a part that is printed once for the
        rows below it is filled down: "4 | 02 | 01" over " | | 02" is 4.02.02.
        """
        parts = self._kode_parts(row)
        if any(len(_LETTERS.findall(part)) > 4 for part in parts):
            return ""
        if not any(parts):
            return ""
        printed = join_kode_columns(parts)
        if len(parts) < _LEAST_KODE_COLUMNS or parts[0]:
            return printed
        filled = join_kode_columns(self._fill_down(row, parts))
        return filled if read_kode(filled).kind == "program" else printed

    def _kode_parts(self, row: int) -> list[str]:
        cells = [self.grid.starts(row, column) for column in self.kode_columns]
        return [one_line(cell.text) if cell is not None else "" for cell in cells]

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
        """Say whether a lone digit is the urusan, the first of several code columns."""
        if len(self.kode_columns) < 2 or not re.fullmatch(r"[1-9]", kode_text.strip(" .")):
            return False
        cell = self.grid.starts(row, self.kode_columns[0])
        return cell is not None and bool(cell.text.strip())

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

    def indikator(self, row: int) -> str:
        """Return the first indicator that begins in a row."""
        texts = [
            one_line(cell.text)
            for column in self.indikator_columns
            if (cell := self.grid.starts(row, column)) is not None
        ]
        return next((text for text in texts if text), "")

    def _amounts(self) -> dict[int, tuple[Decimal | None, ...]]:
        """Return the amounts of each body row, one per money column of the block."""
        rows = [row for row in range(self.grid.rows) if self.header.is_body(row)]
        by_column = []
        for column in self.figure_columns:
            meaning = self.columns[column]
            if meaning.metric not in (Metric.PAGU, Metric.REALISASI_ANGGARAN):
                continue
            texts = [
                cell.text if (cell := self.grid.starts(row, column)) is not None else ""
                for row in rows
            ]
            readings = read_column(texts, metric=meaning.metric, unit=meaning.unit)
            by_column.append([reading.value for reading in readings])
        return dict(zip(rows, zip(*by_column, strict=True), strict=True)) if by_column else {}

    def _read_kodes(self) -> dict[str, KodeReading]:
        """Read all codes of the block together: what one leaves open the others decide."""
        texts = []
        for row in range(self.grid.rows):
            names = self.names(row) if self.header.is_body(row) else []
            if not names:
                continue
            text = self.kode(row)
            if not text and not self.outline:
                text = split_kode_and_name(names[-1].text)[0]
            if count_digit_groups(text) >= 2:
                texts.append(text)
        return dict(zip(texts, read_kode_column(texts), strict=True))

    def line(self, row: int) -> RowFeatures | None:
        """Return what a row shows; ``None`` if nothing of the block begins in it."""
        names = self.names(row)
        deepest = names[-1] if names else None
        text = deepest.text if deepest is not None else ""
        kode_text = self.kode(row)
        number = split_outline_number(text)[0] if self.outline else ""
        if number:
            text = split_outline_number(text)[1]
        elif not kode_text and text:
            kode_text, text = split_kode_and_name(text)
        reading = self.readings.get(kode_text) or (read_kode(kode_text) if kode_text else None)
        if count_digit_groups(kode_text) < 2 and not self._opens_kode(row, kode_text):
            reading = None  # "1", "01." under "Kode" only number the rows
        has_indikator = self.has_indikator(row) and not self.is_named_by_indikator
        if deepest is None and not has_indikator and not self.has_figures(row):
            return None
        level = self.columns[deepest.column].level if deepest is not None else None
        name = strip_label(split_marker(text)[1])
        return RowFeatures(
            row=row,
            name=text,
            column_level=level,
            kode_level=reading.level if reading is not None else None,
            marker=number or self.marker(row, text) or (kode_text if reading is None else ""),
            has_indikator=has_indikator,
            has_figures=self.has_figures(row),
            is_bold=deepest.cell.is_bold if deepest is not None else False,
            is_italic=deepest.cell.is_italic if deepest is not None else False,
            indent=deepest.cell.indent if deepest is not None else 0.0,
            has_kode=bool(kode_text),
            is_account=reading is not None and reading.kind == "rekening",
            known_level=self.known_level(name) if name else None,
            indikator=self.indikator(row),
            amounts=self.amounts.get(row, ()),
            outline_level=self.outline.get(row),
        )

    def is_programme_block(self, lines: list[RowFeatures]) -> bool:
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

    def header_levels(self) -> int:
        """Return how many levels below urusan the header names for its one name column."""
        if len(self.block.names) != 1 or self.is_named_by_indikator:
            return 0
        header = re.sub(r"[^a-z]", "", self.columns[self.block.names[0]].header.lower())
        if _ALL_LEVELS_HEADER.search(header):
            return 3
        return 2 if re.search(r"program.*kegiatan", header) else 0

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
