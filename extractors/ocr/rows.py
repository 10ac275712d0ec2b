"""Rows of scanned tables: kept whole and numbered right in spite of misread characters."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import TableGrid
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.ocr.readings import strip_spaces
from sidak.extractors.ocr.settings import SETTINGS
from sidak.extractors.rows.split import split_rows
from sidak.schemas import bounding_box
from sidak.schemas.text.column_numbers import parse_column_number
from sidak.schemas.text.patterns import is_amount

#: A formula; what stands before it may be misread.
_FORMULA = re.compile(r"(?<=\D)\(?\d+[/:]\d+\)?[xX*]100$")


def split_scanned_rows(
    grid: TableGrid, cells: Sequence[CellText]
) -> tuple[TableGrid, list[CellText], list[str]]:
    """Split ruled bands into logical rows, but none that holds numbers in two halves.

    One lost separator makes complete numbers of the halves of a wrapped amount; a cell beside
    it whose halves are plainly halves shows that the band is one row.

    Returns:
        As `split_rows`: the grid and the cells, and a line for each band decided about.
    """
    whole = {
        c.slot.row
        for c in cells
        if len(c.lines) > 1
        and is_amount(strip_spaces(c.text))
        and not all(is_amount(strip_spaces(line.text)) for line in c.lines)
    }
    kept: dict[int, tuple[TextLine, ...]] = {}
    closed: list[CellText] = []
    for cell in cells:
        if cell.slot.row in whole and len(cell.lines) > 1:
            box = bounding_box(line.box for line in cell.lines)
            one = TextLine(cell.text, box, cell.lines[0].glyphs)
            kept[id(one)] = cell.lines
            closed.append(replace(cell, lines=(one,)))
        else:
            closed.append(cell)
    grid, split, trace = split_rows(grid, closed)
    opened = [
        replace(c, lines=tuple(t for line in c.lines for t in kept.get(id(line), (line,))))
        for c in split
    ]
    return grid, opened, trace


def repair_column_numbers(grid: TableGrid, cells: Sequence[CellText]) -> list[CellText]:
    """Correct the row of column numbers: its content is known.

    If most cells of a row near the top count up from cell to cell, the others do too.
    """
    limits = SETTINGS.tables
    result = list(cells)
    for row in range(min(limits.header_rows, grid.rows)):
        own = [i for i, c in enumerate(cells) if c.slot.row == row and c.slot.row_span == 1]
        if len(own) < limits.least_column_numbers or any(not cells[i].lines for i in own):
            continue
        numbers = complete_column_numbers([strip_spaces(cells[i].text) for i in own])
        if not numbers:
            continue
        for text, i in zip(numbers, own, strict=True):
            result[i] = CellText(cells[i].slot, (replace(cells[i].lines[0], text=text),))
        break
    return result


def complete_column_numbers(texts: Sequence[str]) -> list[str]:
    """Return the column numbers, with their formulas, that the cells of a row stand for.

    Args:
        texts: The cells as read, without white space.

    Returns:
        One text for each cell; nothing if the row does not count the columns.
    """
    limits = SETTINGS.tables
    numbers: list[int | None] = []
    last = 0
    for text in texts:
        found = parse_column_number(text)
        number = found.number if found is not None else None
        if number is not None and not last < number <= last + 1 + limits.most_skipped_columns:
            number = None
        numbers.append(number)
        last = number if number is not None else last + 1
    known = sum(n is not None for n in numbers)
    least = max(limits.least_column_numbers, limits.least_known_numbers * len(texts))
    if known < least or any(
        sum(ch.isalpha() for ch in t) > limits.most_cell_letters
        or len(t) > limits.most_cell_characters
        for t in texts
    ):
        return []
    completed: list[str] = []
    last = 0
    for text, number in zip(texts, numbers, strict=True):
        last = number if number is not None else last + 1
        formula = _FORMULA.search(text)
        completed.append(f"{last}={formula.group()}" if formula else str(last))
    return completed
