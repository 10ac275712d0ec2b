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
from sidak.schemas import Doubt, DoubtKind, bounding_box
from sidak.schemas.text.column_numbers import parse_column_number
from sidak.schemas.text.patterns import is_amount

#: A formula; what stands before it may be misread.
_FORMULA = re.compile(r"(?<=\D)\(?\d+[/:]\d+\)?[xX*]100$")


#: What strokes of a Roman numeral are taken for: one alone, two or three run together.
_ONE_STROKE, _STROKES = frozenset("IL1|![]T"), frozenset("IL1|![]THUNMJ")
#: Words, and what may be a Roman numeral.
_QUARTER = re.compile(r"(\D*[^\W\d_]{2}\D*?[.\s])\s*([A-Za-z1|!\[\]]{0,4})")
#: Doubts about letters, which do not matter where the text is known.
_LETTER_DOUBTS = frozenset(
    {
        DoubtKind.WORDS_UNSURE,
        DoubtKind.WORDS_UNKNOWN,
        DoubtKind.READINGS_DIFFER,
        DoubtKind.INK_NOT_READ,
    }
)
#: A quarter as a header says it, and the numerals that can be read.
_SAYS_QUARTER = re.compile(r"(tri?w(ulan)?|tw)\W*(?P<numeral>\w{0,4})\W*", re.IGNORECASE)
_NUMERALS = frozenset({"I", "II", "III", "IV", "1", "2", "3", "4"})


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
        texts = [strip_spaces(cells[i].text) for i in own]
        numbers = complete_column_numbers(texts) or part_column_numbers(texts)
        if not numbers:
            continue
        for text, i in zip(numbers, own, strict=True):
            result[i] = CellText(cells[i].slot, (replace(cells[i].lines[0], text=text),))
        break
    return result


def complete_quarters(grid: TableGrid, cells: Sequence[CellText]) -> list[CellText]:
    """Correct the numerals of four quarters side by side: I to IV are what they must be.

    Strokes run together in "II" and "III"; where four cells of a row say the same and end in
    strokes, the last one in IV, they count the quarters.
    """
    result = list(cells)
    for row in range(min(SETTINGS.tables.header_rows, grid.rows)):
        own = [i for i, c in enumerate(cells) if c.slot.row == row and len(c.lines) == 1]
        own.sort(key=lambda i: cells[i].slot.column)
        for four in zip(own, own[1:], own[2:], own[3:], strict=False):
            words = read_quarters([cells[i].text for i in four])
            for i, text in zip(four, words, strict=False):
                line = replace(cells[i].lines[0], text=text, readings=())
                others = [d for d in cells[i].doubts if d.kind not in _LETTER_DOUBTS]
                result[i] = CellText(cells[i].slot, (line,), tuple(others))
        for i in own:
            result[i] = doubt_lost_numeral(result[i])
    return result


def doubt_lost_numeral(cell: CellText) -> CellText:
    """Doubt a header that says a quarter but not, or not clearly, which one."""
    said = _SAYS_QUARTER.fullmatch(cell.text.strip())
    if said is None or said["numeral"].upper() in _NUMERALS:
        return cell
    doubt = Doubt(DoubtKind.WORDS_UNSURE, (f"{said['numeral']}?",))
    return replace(cell, doubts=(*cell.doubts, doubt))


def read_quarters(texts: Sequence[str]) -> list[str]:
    """Return what four cells say that count the quarters; nothing if they do not.

    The one stroke of the first may be taken for a piece of the ruling beside it and be lost.
    """
    found = [_QUARTER.fullmatch(text.strip()) for text in texts]
    if found[0] is None and found[1] is not None:
        head = found[1][1]
        is_bare = texts[0].strip().casefold() == head.strip().casefold()
        found[0] = _QUARTER.fullmatch(f"{head} I") if is_bare else None
    if any(match is None for match in found):
        return []
    heads = [match[1].strip() for match in found if match is not None]
    tails = [match[2].upper() for match in found if match is not None]
    if len({head.casefold() for head in heads}) != 1 or "V" not in tails[3]:
        return []
    if len(tails[0]) != 1 or set(tails[0]) - _ONE_STROKE:
        return []
    if any(set(tail) - _STROKES or len(tail) > at + 1 for at, tail in enumerate(tails[:3])):
        return []
    return [f"{heads[0]} {numeral}" for numeral in ("I", "II", "III", "IV")]


def part_column_numbers(texts: Sequence[str]) -> list[str]:
    """Return the first column number of each cell where rulings between columns were not seen.

    Cells "123", "45", "6" together count from 1 on; nothing else does.

    Args:
        texts: The cells as read, without white space.

    Returns:
        One text for each cell; nothing if the row does not count the columns.
    """
    joined = "".join(texts)
    if joined.startswith("11"):
        # a piece of the frame that was read as a 1
        texts = [texts[0][1:], *texts[1:]]
        joined = joined[1:]
    counted: list[str] = []
    while len("".join(counted)) < len(joined):
        counted.append(str(len(counted) + 1))
    if len(counted) < SETTINGS.tables.least_column_numbers or "".join(counted) != joined:
        return []
    starts = {len("".join(counted[:at])): number for at, number in enumerate(counted)}
    places = [len("".join(texts[:at])) for at in range(len(texts))]
    return [starts[at] for at in places] if all(at in starts for at in places) else []


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
