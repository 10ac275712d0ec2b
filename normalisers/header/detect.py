"""Finding the header of a table: its rows, the column numbers, the path of each column."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sidak.normalisers.header.column_numbers import (
    counts_years,
    filled_cells,
    is_number_row,
    read_numbers,
    split_own_numbers,
)
from sidak.normalisers.header.settings import SETTINGS
from sidak.normalisers.header.title_rows import count_title_rows
from sidak.normalisers.header.vocabulary import fold_text, read_header_text, read_unit
from sidak.normalisers.text.table_view import TableView, one_line
from sidak.schemas import Cell

_YEAR_ONLY = re.compile(
    r"^\d{2}\s*[-–]+\s*\d{2}$|^(tahun|th\.?|thn\.?|ta\.?|t\.a\.?)?\s*\(?(19|20)\d{2}\)?\s*\*{0,3}(\s*[-–/]\s*(20)?\d{2})?$",
    re.IGNORECASE,
)
_YEAR_OR_UNIT = re.compile(r"(?<![\d.,])(19|20)\d{2}(?![\d.,]\d)\**|\(\s*(rp\.?|%)\s*\)", re.I)
_PLAIN_YEAR = re.compile(r"(199\d|20[0-3]\d|204[0-5])\*{0,3}")
_GROUPED_YEAR = re.compile(r"(1[.,]9|2[.,]0)\d\d")  # "2,017": a spreadsheet's year
_BROKEN_YEAR = re.compile(r"(19|20)\d{2}\*{0,3}")
_BRACKETED = re.compile(r"\(\d{1,2}\)")
_LABEL = re.compile(r"[A-Za-z]{1,3}[.-]?\d{1,2}")  # "S1", "P16", "D-3"
_WITH_UNIT = re.compile(r"[^()]+\([^()]*\)")
_DIGITS = re.compile(r"\d")
_SUB_HEADER = re.compile(
    r"^(tri\s*wulan|triw|trw|tw|twl|semester|smt|tahun|th|ke)\.?\s*(ke)?\s*[-–]?\s*"
    r"(i{1,3}|iv|v|vi{0,3}|ix|x|[1-6])\.?$"
    r"|^(i{1,3}|iv|v|vi{0,3}|ix|x)\.?$"
    r"|^(k|rp|%|\(?rp\.?\)?|\(%\)|n-?\s?\d|\(?n\s?[-+]\s?\d\)?)\.?$"
    r"|^(januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|"
    r"desember)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TableHeader:
    """The header of a table.

    Attributes:
        rows: Header rows at the top, column-number rows included, in order.
        number_rows: Those of all rows that print column numbers.
        dropped: Rows of the body that repeat the header or the column numbers.
        paths: Per column the header texts from top to bottom, line wraps undone.
        numbers: Per column the printed column number.
        formulas: Per column the printed formula.
    """

    rows: tuple[int, ...]
    number_rows: frozenset[int]
    dropped: frozenset[int]
    paths: tuple[tuple[str, ...], ...]
    numbers: tuple[str | None, ...]
    formulas: tuple[str | None, ...]

    @property
    def first_body_row(self) -> int:
        """Number of rows at the top that are not body."""
        return max(self.rows) + 1 if self.rows else 0

    def is_body(self, row: int) -> bool:
        """Return True if a row holds content, not header."""
        return row not in self.rows and row not in self.dropped and row not in self.number_rows


def is_sub_header(text: str) -> bool:
    """Return True if a header only splits the one above: a year, a quarter, "K", "Rp", "%"."""
    line = one_line(text)
    if _SUB_HEADER.match(line) or _YEAR_ONLY.match(line):
        return True
    return _BROKEN_YEAR.fullmatch(line.replace(" ", "")) is not None


def _is_data_text(text: str) -> bool:
    """Return True if a cell looks like content: a number that is no year or column number."""
    line = one_line(text)
    if not _DIGITS.search(line) or is_sub_header(line) or _BRACKETED.fullmatch(line):
        return False
    if _LABEL.fullmatch(line):
        return False
    line = _YEAR_OR_UNIT.sub(" ", line)
    if not _DIGITS.search(line):
        return False
    digits = len(_DIGITS.findall(line))
    letters = sum(character.isalpha() for character in line)
    return letters <= 2 or (digits > letters and letters < 12)


def _header_strength(cells: list[Cell]) -> tuple[int, int]:
    """Count the cells whose words are known header words, and the sub-header cells."""
    known = 0
    sub = 0
    for cell in cells:
        line = one_line(cell.text)
        if len(line) > SETTINGS.longest_passed_over:
            continue
        sense = read_header_text(line)
        if len(line) <= SETTINGS.longest_header and (
            sense.role is not None or read_unit(line) is not None
        ):
            known += 1
        elif is_sub_header(line) or len(line) <= 3:
            sub += 1
    return known, sub


def _looks_like_header(view: TableView, row: int, *, is_first: bool) -> bool:
    cells = filled_cells(view.starting_cells(row))
    if not cells:
        return False
    odd = sum(_is_data_text(cell.text) for cell in cells)
    if odd > (0 if is_first else len(cells) // 6):
        return False
    known, sub = _header_strength(cells)
    if is_first:
        if len(cells) == 1:
            return known == 1 and cells[0].column_span < view.columns
        years = sum(_YEAR_ONLY.match(one_line(cell.text)) is not None for cell in cells)
        if years >= SETTINGS.year_columns and years >= SETTINGS.nearly_all * len(cells):
            return True
        return known >= 2 or (known >= 1 and known + sub >= len(cells) / 2)
    return known + sub >= len(cells) * SETTINGS.header_words and (known > 0 or sub >= 2)


def _find_top_rows(view: TableView, start: int) -> list[int]:
    """Return the header rows at the top, without the column-number rows below them."""
    if start >= view.rows:
        return []
    if find_evidence(view, start) is None:
        return []
    rows = list(range(start + 1))
    reach = max(
        (cell.row + cell.row_span - 1 for cell in filled_cells(view.starting_cells(start))),
        default=start,
    )
    row = start + 1
    while row < min(view.rows, start + SETTINGS.deepest_header):
        cells = filled_cells(view.starting_cells(row))
        is_numbers = is_number_row(view, row, is_below_header=True)
        if is_numbers and row > reach:
            below = row + 1
            if below < view.rows and _is_sub_header(view, below):
                rows.extend((row, below))
                row = below + 1
                continue
            break
        if row <= reach:
            content = [cell for cell in cells if not counts_years(view, cell)]
            if _count_data(content) > len(cells) // 6 and not is_numbers:
                break
        elif not cells:
            following = row + 1
            if following < view.rows and _looks_like_header(view, following, is_first=False):
                rows.append(row)
                row += 1
                continue
            break
        elif not _continues_header(view, row, rows) and not _is_year_run(view, row):
            break
        rows.append(row)
        for cell in cells:
            if not is_numbers:
                reach = max(reach, cell.row + cell.row_span - 1)
        row += 1
    if row < view.rows and _is_year_row(view, row):
        rows.append(row)
    return rows


def _is_over_year_run(view: TableView, start: int) -> bool:
    """Return True if a row of words stands over a row that counts the years."""
    cells = filled_cells(view.starting_cells(start))
    return _is_year_run(view, start + 1) and not _count_data(cells)


def _is_spanned(view: TableView, start: int) -> bool:
    """Return True if merged cells alone show a header, whatever its words.

    "SUB UNIT | 2015 | 2016" over "PELANGGARAN | JUMLAH | PELANGGARAN | JUMLAH": the first cell
    reaches down beside all rows of the header, cells that cover several columns are split
    below, no row of it holds an amount, and rows of numbers follow.
    """
    cells = filled_cells(view.starting_cells(start))
    if len(cells) < 2 or cells[0].column > 0:
        return False
    depth = cells[0].row_span
    body = start + depth
    if not 2 <= depth <= SETTINGS.deepest_spanned or body >= view.rows:
        return False
    spans = [cell for cell in cells[1:] if cell.column_span > 1 and cell.row_span < depth]
    if not spans or any(cell.row + cell.row_span > body for cell in cells):
        return False
    inner = [
        cell for row in range(start, body) for cell in filled_cells(view.starting_cells(row))
    ]
    if any(len(one_line(cell.text)) > SETTINGS.longest_plain_header for cell in inner):
        return False
    is_split = all(
        len(
            {
                id(below)
                for column in range(cell.column, cell.column + cell.column_span)
                if (below := view.cell(cell.row + cell.row_span, column)) is not None
                and below.text.strip()
            }
        )
        > 1
        for cell in spans
    )
    first = filled_cells(view.starting_cells(body))
    numeric = sum(_is_data_text(cell.text) for cell in first)
    return is_split and not _count_data(inner) and numeric * 2 >= len(first) > 1


def _is_numbered(view: TableView, start: int) -> bool:
    """Return True if a row of words in all columns stands over a row of column numbers."""
    cells = filled_cells(view.starting_cells(start))
    covered = sum(cell.column_span for cell in cells)
    below = start + max((cell.row_span for cell in cells), default=1)
    return (
        len(cells) >= SETTINGS.numbers_fewest_repeated
        and covered == view.columns
        and len({cell.row_span for cell in cells}) == 1
        and not _count_data(cells)
        and not any(len(one_line(cell.text)) > SETTINGS.longest_plain_header for cell in cells)
        and below < view.rows
        and is_number_row(view, below, is_below_header=True)
    )


#: What shows that a row begins a header, by name; the first that holds is enough.
HEADER_EVIDENCE: tuple[tuple[str, Callable[[TableView, int], bool]], ...] = (
    ("known words", lambda view, row: _looks_like_header(view, row, is_first=True)),
    ("words over numbers", lambda view, row: _is_over_numbers(view, row)),
    ("split by the next row", lambda view, row: _is_split_by_next_row(view, row)),
    ("years below", _is_over_year_run),
    ("merged cells", _is_spanned),
    ("column numbers below", _is_numbered),
)


def find_evidence(view: TableView, row: int) -> str | None:
    """Return the name of the evidence that a header begins in a row, ``None`` if none."""
    return next((name for name, holds in HEADER_EVIDENCE if holds(view, row)), None)


def _is_year_row(view: TableView, row: int) -> bool:
    """Return True if a row holds years and no name: it splits the header, whatever else."""
    cells = filled_cells(view.starting_cells(row))
    return (
        bool(cells)
        and cells[0].column > 0
        and all(_PLAIN_YEAR.fullmatch(one_line(cell.text)) for cell in cells)
    )


def _is_year_run(view: TableView, row: int) -> bool:
    """Return True if a row counts the years ("Umur | 2016 | 2017 | 2018"): no data does."""
    if row >= view.rows:
        return False
    texts = {cell.column: one_line(cell.text) for cell in view.starting_cells(row)}
    years = {c: int(t[:4]) for c, t in texts.items() if _PLAIN_YEAR.fullmatch(t)}
    steps = sum(years.get(column + 1) == year + 1 for column, year in years.items())
    numeric = sum(_DIGITS.search(text) is not None for text in texts.values())
    is_run = len(years) >= SETTINGS.year_columns and steps * 2 >= len(years)
    return is_run and len(years) >= SETTINGS.nearly_all * numeric


def _count_data(cells: list[Cell]) -> int:
    """Count the cells that look like content; a grouped year among sub-headers does not."""
    is_split = sum(is_sub_header(cell.text) for cell in cells) >= 2
    return sum(
        _is_data_text(cell.text)
        and not (is_split and _GROUPED_YEAR.fullmatch(one_line(cell.text)) is not None)
        for cell in cells
    )


def _is_split_by_next_row(view: TableView, start: int) -> bool:
    """Return True if a row of words stands over a row that only splits it.

    "Uraian | Saldo Awal | Koreksi" over "2016 | D | K": merged cells show that the two
    rows belong together, and the row below names nothing. A number in the upper row is
    no data if its cell reaches down beside the sub-headers or stands over a header word.
    """
    cells = filled_cells(view.starting_cells(start))
    below = filled_cells(view.starting_cells(start + 1)) if start + 1 < view.rows else []
    if len(cells) < 2 or not below or below[0].column == 0:
        return False
    known, _sub = _header_strength(cells)
    named, split = _header_strength(below)
    if not known or _count_data(below):
        return False
    years = sum(_GROUPED_YEAR.fullmatch(one_line(cell.text)) is not None for cell in below)
    if named + split + years < len(below):
        return False
    if any(len(one_line(cell.text)) > SETTINGS.longest_header for cell in cells):
        return False
    reaching = [cell for cell in cells if cell.row_span > 1]
    spanning = [cell for cell in cells if 1 < cell.column_span < view.columns]
    if not reaching and not spanning:
        return False
    if not any(is_sub_header(c.text) for c in below) and not (named and len(reaching) > 1):
        return False
    words = {cell.column for cell in below if not is_sub_header(cell.text)}
    return all(
        cell.row_span > 1 or cell.column in words for cell in cells if _is_data_text(cell.text)
    )


def _is_sub_header(view: TableView, row: int) -> bool:
    """Return True if a row holds only sub-headers ("K | Rp | K | Rp", years)."""
    cells = filled_cells(view.starting_cells(row))
    return len(cells) >= 2 and all(is_sub_header(cell.text) for cell in cells)


def _is_over_numbers(view: TableView, start: int) -> bool:
    """Return True if a row holds words over columns of numbers, known words or not."""
    cells = filled_cells(view.starting_cells(start))
    texts = [one_line(cell.text) for cell in cells]
    if len(cells) < 2 or view.rows < start + 3:
        return False
    if any(len(text) > SETTINGS.longest_plain_header or _is_data_text(text) for text in texts):
        return False
    numeric = 0
    for cell in cells:
        below = [
            view.text(row, cell.column)
            for row in range(start + 1, view.rows)
            if view.starts(row, cell.column) is not None
        ]
        values = [text for text in below if text]
        hits = sum(_is_data_text(text) for text in values)
        if (
            hits >= 2
            and hits >= SETTINGS.mostly * len(values)
            and any(c.isalpha() for c in cell.text)
        ):
            numeric += 1
    return numeric > 0 and numeric >= (len(cells) - 1) / 2


def _continues_header(view: TableView, row: int, rows: list[int]) -> bool:
    """Return True if a row below the header belongs to it: it splits a column span above."""
    if not _looks_like_header(view, row, is_first=False):
        return False
    cells = filled_cells(view.starting_cells(row))
    under_span = 0
    under_plain = 0
    for cell in cells:
        above = None
        for higher in reversed(rows):
            above = view.cell(higher, cell.column)
            if above is not None and above.text.strip():
                break
        if above is not None and above.column_span > cell.column_span:
            under_span += 1
        else:
            under_plain += 1
    if under_span:
        return under_plain <= under_span
    known, sub = _header_strength(cells)
    return (
        sub + known == len(cells)
        and len(cells) >= 2
        and all(len(one_line(cell.text)) <= SETTINGS.longest_split_header for cell in cells)
    )


def _signature(view: TableView, row: int) -> str:
    return "|".join(fold_text(cell.text) for cell in filled_cells(view.starting_cells(row)))


def find_header(view: TableView) -> TableHeader:
    """Find the header rows, the column-number rows and the path of each column.

    The extractor's own count (``Table.header_rows``) is used where the words say nothing:
    a header of unknown words is still a header.
    """
    bare, own_numbers = split_own_numbers(view.table)
    if own_numbers:
        view = TableView(bare)
    titles = count_title_rows(view)
    top = _find_top_rows(view, titles)
    hinted = view.table.header_rows or 0
    below = top[-1] + 1 if top else 0
    while below < view.rows and is_number_row(
        view, below, is_below_header=True, is_hinted=below < hinted
    ):
        below += 1
    if below < hinted:
        words = [
            row
            for row in range(min(hinted, view.rows))
            if row in top
            or (
                not any(
                    _is_data_text(cell.text) for cell in filled_cells(view.starting_cells(row))
                )
                and not is_number_row(view, row, is_below_header=True)
            )
        ]
        top = list(range(max(words) + 1)) if words else []
    number_rows: set[int] = set()
    for row in range(view.rows):
        is_near = row in top or row == (top[-1] + 1 if top else 0)
        is_hinted = is_near and row < hinted
        if is_number_row(view, row, is_below_header=is_near, is_hinted=is_hinted):
            number_rows.add(row)
    header_rows = set(top)
    row = max(header_rows) + 1 if header_rows else 0
    while row in number_rows:
        header_rows.add(row)
        row += 1
    paths = _paths(view, [row for row in top if row >= titles], number_rows)
    signatures = {signature for row in top if len(signature := _signature(view, row)) >= 4}
    dropped = {
        row
        for row in range(view.rows)
        if row not in header_rows and _signature(view, row) in signatures
    }
    dropped |= number_rows - header_rows
    numbers, formulas = read_numbers(view, sorted(number_rows))
    numbers = tuple(number or own_numbers.get(at) for at, number in enumerate(numbers))
    return TableHeader(
        rows=tuple(sorted(header_rows)),
        number_rows=frozenset(number_rows),
        dropped=frozenset(dropped),
        paths=paths,
        numbers=numbers,
        formulas=formulas,
    )


def _own_part(cell: Cell, column: int) -> str:
    """Return what a header cell says of one of its columns.

    Two headers that ran together over two columns ("Pagu (Rp)Realisasi (Rp)") say one thing
    each: as many texts with a unit behind as columns, and no two of one meaning.
    """
    text = one_line(cell.text)
    parts = [part.strip() for part in _WITH_UNIT.findall(text)]
    if cell.column_span < 2 or len(parts) != cell.column_span or "".join(parts) != _tight(text):
        return text
    senses = [read_header_text(part) for part in parts]
    aspects = {(sense.aspect, sense.measure) for sense in senses if sense.aspect is not None}
    return parts[column - cell.column] if len(aspects) == len(parts) else text


def _tight(text: str) -> str:
    """Return a text without the spaces between its closing brackets and the next word."""
    return re.sub(r"\)\s+", ")", text)


def _paths(
    view: TableView, rows: list[int], number_rows: set[int]
) -> tuple[tuple[str, ...], ...]:
    paths = []
    for column in range(view.columns):
        path: list[str] = []
        seen: set[int] = set()
        for row in rows:
            cell = view.cell(row, column)
            if cell is None or id(cell) in seen or not cell.text.strip():
                continue
            if cell.row in number_rows:
                continue
            seen.add(id(cell))
            if cell.column_span >= view.columns > 1:
                continue  # a title over the whole table says nothing about one column
            text = _own_part(cell, column)
            if _BROKEN_YEAR.fullmatch(text.replace(" ", "")):
                text = text.replace(" ", "")  # a year broken by a narrow column
            if _GROUPED_YEAR.fullmatch(text):
                text = re.sub("[.,]", "", text)
            if not path or path[-1] != text:
                path.append(text)
        paths.append(tuple(path))
    return tuple(paths)
