"""Rows of scanned tables: what misread characters must not make of them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.filling import Filled, Line
from extractors.grid import Grid
from extractors.scan_votes import squeeze
from extractors.splitting import is_amount, split_rows
from schemas import unite

#: The row that counts the columns is among the first so many, and has at least so many cells.
NUMBER_ROWS, LEAST_NUMBERS = 7, 4


def split_scanned_rows(grid: Grid, filled: Sequence[Filled]) -> tuple[Grid, list[Filled]]:
    """Cut ruled bands into logical rows, but none that holds numbers in two halves.

    One lost dot makes complete numbers of the halves of a wrapped amount; a cell beside it
    whose halves are plainly halves shows that the band is one row.
    """
    whole = {
        f.slot.row
        for f in filled
        if len(f.lines) > 1
        and is_amount(squeeze(f.text))
        and not all(is_amount(squeeze(line.text)) for line in f.lines)
    }
    kept: dict[int, tuple[Line, ...]] = {}
    closed: list[Filled] = []
    for f in filled:
        if f.slot.row in whole and len(f.lines) > 1:
            box = unite(line.box for line in f.lines)
            one = Line(f.text, box, f.lines[0].glyphs)
            kept[id(one)] = f.lines
            closed.append(replace(f, lines=(one,)))
        else:
            closed.append(f)
    grid, cut = split_rows(grid, closed)
    opened = [
        replace(f, lines=tuple(t for line in f.lines for t in kept.get(id(line), (line,))))
        for f in cut
    ]
    return grid, opened


def mend_number_row(grid: Grid, filled: Sequence[Filled]) -> list[Filled]:
    """Put right the row that counts the columns: what its cells say is known.

    Where most cells of a row near the top count up from cell to cell, the others do too.
    """
    result = list(filled)
    for row in range(min(NUMBER_ROWS, grid.rows)):
        own = [i for i, f in enumerate(filled) if f.slot.row == row and f.slot.row_span == 1]
        if len(own) < LEAST_NUMBERS or any(not filled[i].lines for i in own):
            continue
        texts = [squeeze(filled[i].text) for i in own]
        if any(len(t) > 14 for t in texts) or not is_number_row_read_badly(texts):
            continue
        for k, i in enumerate(own, 1):
            cell = filled[i]
            line = cell.lines[0]
            text = number_of_column(k, squeeze(cell.text))
            result[i] = Filled(cell.slot, (replace(line, text=text),))
        break
    return result


def is_number_row_read_badly(texts: Sequence[str]) -> bool:
    """Say whether at least three in four texts are their own place in the row."""
    hits = sum(text.strip("()").startswith(str(k)) for k, text in enumerate(texts, 1))
    plain = sum(text.strip("()") == str(k) for k, text in enumerate(texts, 1))
    return hits >= 0.75 * len(texts) and plain >= 0.6 * len(texts)


def number_of_column(number: int, text: str) -> str:
    """Return what the cell of a counting row says, with its formula if it shows one."""
    if re.search(r"\d[/:+x*-]", text, re.IGNORECASE):
        tail = re.sub(rf"^{number}.", "", text, count=1)
        if tail != text and len(tail) >= 3:
            return f"{number}={tail}"
    return str(number)
