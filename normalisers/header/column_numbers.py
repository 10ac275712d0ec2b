"""The row of column numbers below a header: "1 | 2 | 3", "(1)".."(18)", "9=8/7X100"."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sidak.normalisers.header.periods import opens_ordinals
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import Cell, Table
from sidak.schemas.text.column_numbers import parse_column_number

_TWO_NUMBERS = re.compile(r"\(?(\d{1,2})\)?(?:\s+\(?(\d{1,2})\)?)+")
#: Words of a header and, on the last line, the number of the column: "Sasaran\n(2)".
_OWN_NUMBER = re.compile(
    r"(?P<words>.*[^\W\d_].*)\n\s*\(\s*(?P<number>\d{1,2})\s*\)\s*", re.DOTALL
)
_BARE_FORMULA = re.compile(r"^\(?\s*\d{1,2}\s*[-+/:xX*×]\s*\(?\d{1,2}.*$")


def filled_cells(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells that hold any text."""
    return [cell for cell in cells if cell.text.strip()]


def read_merged_numbers(view: TableView, cell: Cell) -> tuple[str, ...]:
    """Read the column numbers of several columns whose cells ran together ("3 4").

    Returns:
        One number a column, counting on from one to the next; empty if the cell is none
        of this kind, or covers fewer columns than it has numbers (blank cells on its right
        count as covered).
    """
    numbers = _read_consecutive(one_line(cell.text))
    reach = cell.column + cell.column_span
    while reach < view.columns and not view.text(cell.row, reach):
        reach += 1
    return tuple(map(str, numbers)) if reach - cell.column >= len(numbers) else ()


def _read_consecutive(line: str) -> list[int]:
    """Read "3 4", numbers that count on from one to the next; none if it is no such text."""
    if _TWO_NUMBERS.fullmatch(line) is None:
        return []
    numbers = [int(number) for number in re.findall(r"\d+", line)]
    return [] if any(b - a != 1 for a, b in itertools.pairwise(numbers)) else numbers


@dataclass(frozen=True, slots=True)
class _NumberedRow:
    """A row of column numbers.

    Attributes:
        numbers: The numbers, from left to right.
        is_marked: Whether brackets, minus signs ("(2)" as a spreadsheet reads it) or a
            formula show that these are no values.
    """

    numbers: tuple[int, ...]
    is_marked: bool


def is_number_row(
    view: TableView, row: int, *, is_below_header: bool, is_hinted: bool = False
) -> bool:
    """Return True if a row prints column numbers: "1 | 2 | 3", "(1)".."(18)", "9=8/7X100".

    Numbers must grow from left to right (one slip is forgiven in a long row). A row in
    the body must start at 1; right below the header or at the top of a table, columns
    may have been left out ("2 | 3 | 7 | 8").

    Args:
        view: The table.
        row: The row.
        is_below_header: Whether it stands where column numbers may be expected.
        is_hinted: Whether the extractor counts it among the header rows.
    """
    cells = filled_cells(view.starting_cells(row))
    if len(cells) < 2 or len(cells) < min(3, view.columns):
        return False
    if all(counts_years(view, cell) for cell in cells):
        return False
    most_strays = len(cells) // SETTINGS.numbers_cells_per_stray if is_hinted else 0
    parsed = _parse_row(view, cells, takes_merged=is_below_header, most_strays=most_strays)
    if parsed is None or parsed.numbers[-1] > 2 * view.columns + SETTINGS.numbers_left_out:
        return False
    numbers = parsed.numbers
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    most_slips = 1 if len(numbers) >= SETTINGS.numbers_long_row else 0
    if sum(step < 0 for step in steps) > most_slips or steps.count(0) > len(numbers) // 3:
        return False
    if parsed.is_marked and len(numbers) >= SETTINGS.numbers_fewest_repeated:
        return True
    if is_below_header:
        return numbers[0] <= SETTINGS.numbers_first and steps.count(1) >= len(steps) / 2
    return numbers[0] == 1 and steps.count(1) >= max(2, len(steps) * SETTINGS.largely)


def _parse_row(
    view: TableView, cells: Sequence[Cell], *, takes_merged: bool, most_strays: int
) -> _NumberedRow | None:
    """Parse the cells of a row of column numbers; ``None`` if it holds anything else."""
    numbers: list[int] = []
    has_formula = False
    bracketed = negative = strays = 0
    for cell in cells:
        line = one_line(cell.text)
        own = parse_column_number(line)
        merged = _read_merged(view, cell, numbers) if own is None and takes_merged else []
        if own is not None:
            has_formula = has_formula or own.formula is not None
            negative += line.startswith("-")
            bracketed += line.startswith(("(", "{", "["))
            numbers.append(own.number)
        elif merged:
            bracketed += len(merged) if line.startswith("(") else 0
            numbers.extend(merged)
        elif _BARE_FORMULA.match(line):
            has_formula = True
        else:
            strays += 1
            if strays > most_strays or len(line) > SETTINGS.numbers_longest_stray:
                return None
    count = len(numbers)
    if count < 2 or negative not in (0, count):
        return None
    return _NumberedRow(tuple(numbers), has_formula or count in (bracketed, negative))


def _read_merged(view: TableView, cell: Cell, before: Sequence[int]) -> list[int]:
    """Read numbers that ran together, also where the reading took two columns for one."""
    run = _read_consecutive(one_line(cell.text))
    goes_on = bool(before and run) and run[0] == before[-1] + 1
    return run if goes_on else [int(number) for number in read_merged_numbers(view, cell)]


def repeated_numbers(
    view: TableView, row: int, numbers: Sequence[str | None]
) -> frozenset[int]:
    """Return the columns in which a row prints their own numbers once more.

    Where the rule below a repeated row of column numbers is missing under some columns, the
    row runs into the first one of the body, and its numbers would pass for figures.

    Args:
        view: The table.
        row: A row of the body.
        numbers: Per column the number that the header prints.

    Returns:
        At least three neighbours that count on; empty otherwise.
    """
    fewest = SETTINGS.numbers_fewest_repeated
    own = [
        column
        for column, number in enumerate(numbers)
        if number is not None
        and (cell := view.starts(row, column)) is not None
        and one_line(cell.text).strip("() ") == number
    ]
    steps = [
        own[at : at + fewest]
        for at in range(len(own) - fewest + 1)
        if own[at + fewest - 1] - own[at] == fewest - 1
    ]
    return frozenset(column for run in steps for column in run)


def counts_years(view: TableView, cell: Cell) -> bool:
    """Return True if a number stands below "Tahun ke-" and counts the years of a period."""
    above = view.cell(cell.row - 1, cell.column) if cell.row else None
    return above is not None and opens_ordinals(one_line(above.text))


def split_number_row(table: Table) -> Table:
    r"""Split the row of column numbers from the data that ran into it.

    A rule missing below the numbers merges cells with those of the first data row:
    "1\n8 | 2\nProgram ... | 3 | ... | 6\n100,00". Every cell of the row must begin with the
    next number; a cell that reaches down gives its other lines to the row below, and where
    all cells hold data the numbers are taken off.

    Returns:
        The table with the cells split, or the table itself.
    """
    for row in range(1, min(table.rows - 1, SETTINGS.numbers_lowest)):
        cells = sorted((c for c in table.cells if c.row == row), key=lambda c: c.column)
        heads = [cell.text.strip().partition("\n") for cell in cells]
        wanted = [str(number) for number in range(1, len(cells) + 1)]
        if len(cells) < 3 or [head.strip("( )") for head, _, _ in heads] != wanted:
            continue
        tails = [tail.strip() for _, _, tail in heads]
        merged = [cell.row_span > 1 for cell in cells]
        if not any(tails) or any(cell.row_span > 2 for cell in cells):
            return table
        if all(tails) and not any(merged):
            parted = [replace(c, text=tail) for c, tail in zip(cells, tails, strict=True)]
        elif all(is_deep for tail, is_deep in zip(tails, merged, strict=True) if tail):
            parted = []
            for cell, (head, _, _), tail in zip(cells, heads, tails, strict=True):
                parted.append(replace(cell, text=head, row_span=1))
                if cell.row_span > 1:
                    parted.append(replace(cell, row=row + 1, text=tail, row_span=1))
        else:
            return table
        others = [cell for cell in table.cells if cell.row != row]
        return replace(
            table, cells=tuple(sorted((*others, *parted), key=lambda c: (c.row, c.column)))
        )
    return table


def split_own_numbers(table: Table) -> tuple[Table, dict[int, str]]:
    r"""Take the column numbers off header cells that print them below their words.

    "Sasaran\n(2) | Satuan\n(4) | Target\n2016\n(5)": every cell of the row ends with a number
    in brackets, and the numbers count on from one cell to the next.

    Args:
        table: A raw table; only the copy for reading it is changed.

    Returns:
        The table without these numbers, and the number of each column; the table itself and
        nothing if no row near the top prints them.
    """
    for row in range(min(table.rows, SETTINGS.numbers_lowest)):
        cells = sorted(
            filled_cells(cell for cell in table.cells if cell.row == row),
            key=lambda cell: cell.column,
        )
        found = [_OWN_NUMBER.fullmatch(cell.text.strip()) for cell in cells]
        if len(found) < SETTINGS.numbers_fewest_repeated or None in found:
            continue
        own = [match for match in found if match is not None]
        counted = [int(match["number"]) for match in own]
        if any(after - before != 1 for before, after in itertools.pairwise(counted)):
            continue
        bare = {
            id(cell): replace(cell, text=match["words"])
            for cell, match in zip(cells, own, strict=True)
        }
        numbers = {
            column: match["number"]
            for cell, match in zip(cells, own, strict=True)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        return replace(
            table, cells=tuple(bare.get(id(cell), cell) for cell in table.cells)
        ), numbers
    return table, {}


def read_numbers(
    view: TableView, rows: Iterable[int]
) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """Return per column the printed number and formula of rows of column numbers."""
    numbers: list[str | None] = [None] * view.columns
    formulas: list[str | None] = [None] * view.columns
    for row in rows:
        for cell in filled_cells(view.starting_cells(row)):
            own = parse_column_number(cell.text)
            if own is None:
                for at, number in enumerate(read_merged_numbers(view, cell), cell.column):
                    numbers[at] = numbers[at] or number
                if _BARE_FORMULA.match(one_line(cell.text)):
                    formulas[cell.column] = re.sub(r"\s+", "", cell.text)
                continue
            for column in range(cell.column, cell.column + cell.column_span):
                if numbers[column] is None:
                    numbers[column] = f"{own.number}{own.letter}"
                    formulas[column] = own.formula
    return tuple(numbers), tuple(formulas)
