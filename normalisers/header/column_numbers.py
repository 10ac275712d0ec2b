"""The row of column numbers below a header: "1 | 2 | 3", "(1)".."(18)", "9=8/7X100"."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sidak.normalisers.header.periods import opens_ordinals
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import Cell, Table

#: A misprinted bracket ("{18)") is a bracket.
_NUMBER_CELL = re.compile(r"^[-({\[]?\s*(\d{1,2}[a-z]?)\s*[)}\]]?\.?$")
_TWO_NUMBERS = re.compile(r"\(?(\d{1,2})\)?(?:\s+\(?(\d{1,2})\)?)+")
_FORMULA_CELL = re.compile(r"^\(?\s*(\d{1,2}[a-z]?)\s*\)?\s*=\s*([\d\s()+\-–:/xX*×%.,]+)$")
_BARE_FORMULA = re.compile(r"^\(?\s*\d{1,2}\s*[-+/:xX*×]\s*\(?\d{1,2}.*$")


def filled_cells(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells that hold any text."""
    return [cell for cell in cells if cell.text.strip()]


def read_column_number(text: str) -> tuple[str, str | None] | None:
    """Read a cell of the column-number row.

    Returns:
        The number and the formula ("9=8/7X100" gives "9", "8/7X100"); ``None`` if the
        text is neither.
    """
    line = one_line(text)
    match = _FORMULA_CELL.match(line)
    if match is not None:
        return match.group(1), re.sub(r"\s+", "", match.group(2))
    match = _NUMBER_CELL.match(line)
    return (match.group(1), None) if match is not None else None


def read_merged_numbers(grid: TableView, cell: Cell) -> tuple[str, ...]:
    """Read the column numbers of several columns whose cells ran together ("3 4").

    Returns:
        One number a column, counting on from one to the next; empty if the cell is none
        of this kind, or covers fewer columns than it has numbers (blank cells on its right
        count as covered).
    """
    numbers = _read_consecutive(one_line(cell.text))
    reach = cell.column + cell.column_span
    while reach < grid.columns and not grid.text(cell.row, reach):
        reach += 1
    return tuple(map(str, numbers)) if reach - cell.column >= len(numbers) else ()


def _read_consecutive(line: str) -> list[int]:
    """Read "3 4", numbers that count on from one to the next; none if it is no such text."""
    if _TWO_NUMBERS.fullmatch(line) is None:
        return []
    numbers = [int(number) for number in re.findall(r"\d+", line)]
    return [] if any(b - a != 1 for a, b in itertools.pairwise(numbers)) else numbers


def is_number_row(
    grid: TableView, row: int, *, is_below_header: bool, is_hinted: bool = False
) -> bool:
    """Say whether a row prints column numbers: "1 | 2 | 3", "(1)".."(18)", "9=8/7X100".

    Numbers must grow from left to right (one slip is forgiven in a long row). A row in
    the body must start at 1; right below the header or at the top of a table, columns
    may have been left out ("2 | 3 | 7 | 8").
    """
    cells = filled_cells(grid.starting_cells(row))
    if len(cells) < 2 or len(cells) < min(3, grid.columns):
        return False
    if all(counts_years(grid, cell) for cell in cells):
        return False
    numbers: list[int] = []
    has_formula = False
    bracketed = 0
    negative = 0
    strays = 0
    for cell in cells:
        line = one_line(cell.text)
        read = read_column_number(line)
        if read is None and is_below_header:
            merged = read_merged_numbers(grid, cell)
            run = _read_consecutive(line)
            if not merged and numbers and run and run[0] == numbers[-1] + 1:
                merged = tuple(map(str, run))  # two columns that the reading took for one
            numbers.extend(map(int, merged))
            bracketed += len(merged) if line.startswith("(") else 0
            if merged:
                continue
        if read is None:
            if _BARE_FORMULA.match(line):
                has_formula = True
                continue
            strays += 1
            if not is_hinted or strays * 5 > len(cells) or len(line) > 8:
                return False
            continue
        has_formula = has_formula or read[1] is not None
        bracketed += line.startswith(("(", "{", "["))
        negative += line.startswith("-")  # a spreadsheet's reading of "(2)"
        numbers.append(int(re.sub(r"[a-z]", "", read[0])))
    if len(numbers) < 2:
        return False
    if negative not in (0, len(numbers)):
        return False
    slips = sum(after < before for before, after in itertools.pairwise(numbers))
    repeats = sum(after == before for before, after in itertools.pairwise(numbers))
    if slips > (1 if len(numbers) >= 6 else 0) or repeats > len(numbers) // 3:
        return False
    if numbers[-1] > 2 * grid.columns + 12:
        return False
    is_marked = has_formula or bracketed == len(numbers) or negative == len(numbers)
    if is_marked and len(numbers) >= 3:
        return True
    steps = sum(after - before == 1 for before, after in itertools.pairwise(numbers))
    if is_below_header:
        return numbers[0] <= 3 and steps >= (len(numbers) - 1) / 2
    return numbers[0] == 1 and steps >= max(2, (len(numbers) - 1) * 0.7)


def repeated_numbers(
    grid: TableView, row: int, numbers: Sequence[str | None]
) -> frozenset[int]:
    """Return the columns in which a row prints their own numbers once more.

    Where the rule below a repeated row of column numbers is missing under some columns, the
    row runs into the first one of the body, and its numbers would pass for figures.

    Args:
        grid: The table.
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
        and (cell := grid.starts(row, column)) is not None
        and one_line(cell.text).strip("() ") == number
    ]
    steps = [
        own[at : at + fewest]
        for at in range(len(own) - fewest + 1)
        if own[at + fewest - 1] - own[at] == fewest - 1
    ]
    return frozenset(column for run in steps for column in run)


def counts_years(grid: TableView, cell: Cell) -> bool:
    """Say whether a number stands below "Tahun ke-" and counts the years of a period."""
    above = grid.cell(cell.row - 1, cell.column) if cell.row else None
    return above is not None and opens_ordinals(one_line(above.text))


def split_number_row(table: Table) -> Table:
    r"""Part the row of column numbers from the data that ran into it.

    A rule missing below the numbers merges cells with those of the first data row:
    "1\n8 | 2\nProgram ... | 3 | ... | 6\n100,00". Every cell of the row must begin with the
    next number; a cell that reaches down gives its other lines to the row below, and where
    all cells hold data the numbers are taken off.

    Returns:
        The table with the cells parted, or the table itself.
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


def read_numbers(
    grid: TableView, rows: Iterable[int]
) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """Return per column the printed number and formula of rows of column numbers."""
    numbers: list[str | None] = [None] * grid.columns
    formulas: list[str | None] = [None] * grid.columns
    for row in rows:
        for cell in filled_cells(grid.starting_cells(row)):
            read = read_column_number(cell.text)
            if read is None:
                for at, number in enumerate(read_merged_numbers(grid, cell), cell.column):
                    numbers[at] = numbers[at] or number
                if _BARE_FORMULA.match(one_line(cell.text)):
                    formulas[cell.column] = re.sub(r"\s+", "", cell.text)
                continue
            for column in range(cell.column, cell.column + cell.column_span):
                if numbers[column] is None:
                    numbers[column] = read[0]
                    formulas[column] = read[1]
    return tuple(numbers), tuple(formulas)
