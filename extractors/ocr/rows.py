"""Rows of scanned tables: what misread characters must not make of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.grid import TableGrid
from sidak.extractors.layout.text_lines import CellText, TextLine
from sidak.extractors.ocr.consensus import strip_spaces
from sidak.extractors.rows.split import split_rows
from sidak.schemas import bounding_box
from sidak.schemas.text.patterns import is_amount

#: The row that counts the columns is among the first so many, and has at least so many cells.
NUMBER_ROWS, LEAST_NUMBERS = 7, 4


def split_scanned_rows(
    grid: TableGrid, filled: Sequence[CellText]
) -> tuple[TableGrid, list[CellText]]:
    """Cut ruled bands into logical rows, but none that holds numbers in two halves.

    One lost dot makes complete numbers of the halves of a wrapped amount; a cell beside it
    whose halves are plainly halves shows that the band is one row.
    """
    whole = {
        f.slot.row
        for f in filled
        if len(f.lines) > 1
        and is_amount(strip_spaces(f.text))
        and not all(is_amount(strip_spaces(line.text)) for line in f.lines)
    }
    kept: dict[int, tuple[TextLine, ...]] = {}
    closed: list[CellText] = []
    for f in filled:
        if f.slot.row in whole and len(f.lines) > 1:
            box = bounding_box(line.box for line in f.lines)
            one = TextLine(f.text, box, f.lines[0].glyphs)
            kept[id(one)] = f.lines
            closed.append(replace(f, lines=(one,)))
        else:
            closed.append(f)
    grid, cut, _ = split_rows(grid, closed)
    opened = [
        replace(f, lines=tuple(t for line in f.lines for t in kept.get(id(line), (line,))))
        for f in cut
    ]
    return grid, opened


def repair_column_numbers(grid: TableGrid, filled: Sequence[CellText]) -> list[CellText]:
    """Put right the row that counts the columns: what its cells say is known.

    Where most cells of a row near the top count up from cell to cell, the others do too.
    """
    result = list(filled)
    for row in range(min(NUMBER_ROWS, grid.rows)):
        own = [i for i, f in enumerate(filled) if f.slot.row == row and f.slot.row_span == 1]
        if len(own) < LEAST_NUMBERS or any(not filled[i].lines for i in own):
            continue
        counted = complete_column_numbers([strip_spaces(filled[i].text) for i in own])
        if not counted:
            continue
        for text, i in zip(counted, own, strict=True):
            cell = filled[i]
            result[i] = CellText(cell.slot, (replace(cell.lines[0], text=text),))
        break
    return result


def complete_column_numbers(texts: Sequence[str]) -> list[str]:
    """Return what the cells of a counting row say; empty if it does not count.

    Args:
        texts: The cells as read, without white space.
    """
    numbers: list[int | None] = []
    last = 0
    for text in texts:
        found = re.match(r"\(?(\d{1,2})\)?(?=$|[^\d.,])", text)
        number = int(found.group(1)) if found else None
        if number is not None and not last < number <= last + 3:
            number = None
        numbers.append(number)
        last = number if number is not None else last + 1
    known = sum(n is not None for n in numbers)
    is_strange = any(sum(ch.isalpha() for ch in t) > 3 or len(t) > 14 for t in texts)
    if is_strange or known < max(LEAST_NUMBERS, 0.5 * len(texts)):
        return []
    counted: list[str] = []
    last = 0
    for text, number in zip(texts, numbers, strict=True):
        last = number if number is not None else last + 1
        formula = re.search(r"(?<=\D)\(?\d+[/:]\d+\)?[xX*]100$", text)
        counted.append(f"{last}={formula.group()}" if formula else str(last))
    return counted
