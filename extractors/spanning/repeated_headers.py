"""Headers that come again on a later page, and those that show another table."""

from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from sidak.extractors.spanning.settings import SETTINGS
from sidak.extractors.spanning.table_part import TablePart
from sidak.schemas.text.folding import fold_text
from sidak.schemas.text.patterns import ROW_OPENER, is_number, is_year

#: Who reads scanned pages, and the share of the letters of a header it may misread.
SCAN = "ocr"
#: Words that head columns though they are short.
_SHORT_HEADS = frozenset({"no", "rp", "%"})


@dataclass(frozen=True, slots=True)
class RepeatedHeader:
    """Rows of a part that repeat the header of the part above it, ``above`` its titles."""

    first: int
    count: int
    above: int = 0


def find_repeated_header(upper: TablePart, lower: TablePart) -> RepeatedHeader:
    """Find the rows at the top of ``lower`` that repeat the header of ``upper``.

    Above either header there may be a title: a row with one text alone.
    """
    plain = _count_equal(upper, lower, 0, 0)
    if plain:
        return RepeatedHeader(0, plain)
    best = RepeatedHeader(0, 0)
    for a in range(_count_titles(upper) + 1):
        for b in range(_count_titles(lower) + 1):
            if (a or b) and _is_header_row(upper, a):
                count = _count_equal(upper, lower, a, b)
                best = max(best, RepeatedHeader(b, count, a), key=lambda r: r.count)
    if best.count == 0 and lower.header_rows == 1 and upper.header_rows:
        return RepeatedHeader(0, 1)  # only the row of column numbers comes again
    return best


def is_same_header(upper: TablePart, lower: TablePart) -> bool:
    """Return True if two parts open with the same header, cell by cell, whatever its widths.

    Such parts are one table even where each page has columns of other widths.
    """
    repeated = find_repeated_header(upper, lower)
    if upper.columns != lower.columns or not repeated.count:
        return False

    def layout(part: TablePart, first: int) -> list[tuple[int, int, int, str]]:
        return [
            (c.row - first, c.column, c.column_span, fold_text(c.text))
            for c in part.cells
            if first <= c.row < first + repeated.count
        ]

    above = layout(upper, repeated.above)
    words = {
        c.column for c in upper.cells if c.row < repeated.above + repeated.count and c.text
    }
    return above == layout(lower, repeated.first) and len(words) >= max(3, upper.columns // 2)


def _count_equal(upper: TablePart, lower: TablePart, a: int, b: int) -> int:
    """Count the equal rows from row ``a`` of ``upper`` and ``b`` of ``lower`` on."""
    best = 0
    for row in range(min(SETTINGS.header_rows, upper.rows - a, lower.rows - b)):
        above = "".join(fold_text(c.text) for c in upper.row_cells(a + row))
        below = "".join(fold_text(c.text) for c in lower.row_cells(b + row))
        if above != below and not (lower.method == SCAN and _is_misread(above, below)):
            break
        if not _is_spanned(upper, a + row):
            best = row + 1  # a cell of the lower part may run on where a ruling is missing
    if best and not any(c.text.strip() for c in lower.cells if b <= c.row < b + best):
        return 0
    return best


def _is_misread(above: str, below: str) -> bool:
    """Return True if two rows of a scan differ by a few letters only, and by no digit."""
    digits = [[ch for ch in text if ch.isdigit()] for text in (above, below)]
    if digits[0] != digits[1] or min(len(above), len(below)) < SETTINGS.least_header:
        return False
    allowed = int(SETTINGS.misread_share * len(above))
    return Levenshtein.distance(above, below, score_cutoff=allowed) <= allowed


def _is_spanned(part: TablePart, row: int) -> bool:
    """Return True if a cell begun at or above ``row`` goes on below it."""
    return any(c.row <= row < c.row + c.row_span - 1 for c in part.cells)


def _written(part: TablePart, row: int) -> list[str]:
    return [c.text.strip() for c in part.row_cells(row) if c.text.strip()]


def _count_titles(part: TablePart) -> int:
    """Count the rows at the top that hold one text alone."""
    count = 0
    while count < min(SETTINGS.title_rows, part.rows - 1) and len(_written(part, count)) <= 1:
        count += 1
    return count


def _is_header_row(part: TablePart, row: int) -> bool:
    """Return True if a row below a title may be header: several texts, no amount."""
    texts = _written(part, row)
    return len(texts) >= min(3, part.columns) and not any(_is_number(t) for t in texts)


def _is_number(text: str) -> bool:
    return any(ch.isdigit() for ch in text) and is_number(text)


def has_own_header(upper: TablePart, lower: TablePart) -> bool:
    """Return True if the lower part opens with a header unlike the upper one's."""
    return _has_other_numbers(upper, lower) or _has_words_above_numbers(upper, lower)


def _has_other_numbers(upper: TablePart, lower: TablePart) -> bool:
    """Return True if a row of column numbers closes a header of other words."""
    if lower.header_rows is None or lower.header_rows < 2:
        return False
    above = {fold_text(c.text) for c in upper.cells if c.row < (upper.header_rows or 4)}
    own = [fold_text(c.text) for c in lower.cells if c.row < lower.header_rows - 1 and c.text]
    return sum(t in above for t in own) < SETTINGS.other_header * len(own)


def _has_words_above_numbers(upper: TablePart, lower: TablePart) -> bool:
    """Return True if the first full row names columns: words or years above numbers."""
    numeric = _numeric_columns(upper)
    row = _count_titles(lower)
    cells = [c for c in lower.row_cells(row) if c.text.strip()]
    if len(numeric) < 2 or len(cells) < 3 or ROW_OPENER.match(cells[0].text.strip()):
        return False  # a row with a number or a code of its own is no header
    heads = {
        k: fold_text(c.text) for c in cells for k in range(c.column, c.column + c.column_span)
    }
    over = [heads[k] for k in numeric if k in heads]
    # "nihil" in every column is no header
    return (
        len(over) >= max(2, SETTINGS.numeric_share * len(numeric))
        and len({t for t in over if t.strip("().") not in _SHORT_HEADS}) >= 2
        and all(_is_name(t) or is_year(t) or t.strip("().") in _SHORT_HEADS for t in over)
    )


def _numeric_columns(part: TablePart) -> list[int]:
    """Return the columns of a part that hold numbers below its header."""
    columns = []
    for column in range(part.columns):
        texts = [c.text for c in part.cells if c.column == column and c.text.strip()]
        numbers = sum(_is_number(t) for t in texts)
        if numbers >= SETTINGS.least_numbers and numbers >= SETTINGS.numeric_share * len(texts):
            columns.append(column)
    return columns


def _is_name(text: str) -> bool:
    """Return True if a text may head a column: words, perhaps with a year."""
    return sum(ch.isalpha() for ch in text) >= 4 and not _is_number(text)


def drop_rows(part: TablePart, repeated: RepeatedHeader) -> TablePart:
    """Leave out rows; what spans them from above or below keeps its other rows."""
    first, count = repeated.first, repeated.count
    end = first + count
    kept = []
    for c in part.cells:
        last = c.row + c.row_span
        if c.row >= end:
            kept.append(replace(c, row=c.row - count))
        elif c.row < first:
            lost = max(0, min(last, end) - first)
            kept.append(replace(c, row_span=c.row_span - lost))
        elif last > end:
            kept.append(
                replace(c, row=first, row_span=last - end, text="", text_box=None, readings=())
            )
    kept.sort(key=lambda c: (c.row, c.column))
    return replace(part, cells=tuple(kept), rows=part.rows - count, header_rows=None)
