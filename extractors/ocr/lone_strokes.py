"""A lone 1 that was read as a letter: "I Dokumen" among "2 Dokumen"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import TableGrid
from sidak.extractors.ocr.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind

#: A number before a word, and a stroke in the place of the number.
_COUNTED = re.compile(r"\d[\d.,]*\s+[^\W\d_]{3}.*", re.DOTALL)
_STROKE = re.compile(r"[Il|!]\s+(?=[^\W\d_]{3})")


def restore_lone_ones(grid: TableGrid, cells: Sequence[CellText]) -> list[CellText]:
    """Write a 1 where a column counts and a cell has a stroke for the number.

    What was read stays in the doubt that such a cell gets.

    Args:
        grid: The table.
        cells: Its cells.
    """
    result = list(cells)
    for column in range(grid.columns):
        own = [
            i
            for i, cell in enumerate(cells)
            if cell.slot.column == column and cell.slot.column_span == 1 and cell.lines
        ]
        counting = sum(_COUNTED.fullmatch(cells[i].text) is not None for i in own)
        strokes = [i for i in own if _STROKE.match(cells[i].lines[0].text)]
        limits = SETTINGS.tables
        is_counting = counting + len(strokes) >= limits.least_counting_share * len(own)
        if counting < limits.least_counting_cells or not is_counting:
            continue
        for i in strokes:
            line = cells[i].lines[0]
            text = _STROKE.sub("1 ", line.text)
            doubt = Doubt(DoubtKind.READINGS_DIFFER, (f"{line.text} / {text}",))
            known = tuple(dict.fromkeys((*line.readings, line.text, text)))
            lines = (replace(line, text=text, readings=known), *cells[i].lines[1:])
            result[i] = CellText(cells[i].slot, lines, (*cells[i].doubts, doubt))
    return result
