"""Tables that go on over pages are joined; what the page break cut is put together."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sidak.extractors.layout.continuation import (
    Continuation,
    is_continuation,
    is_number_front,
    is_number_rest,
)
from sidak.extractors.layout.settings import SETTINGS as LAYOUT_SETTINGS
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.spanning.align_columns import align_parts
from sidak.extractors.spanning.repeated_headers import (
    drop_rows,
    find_repeated_header,
    has_own_header,
    is_same_header,
)
from sidak.extractors.spanning.settings import SETTINGS
from sidak.extractors.spanning.table_part import TablePart, shift_rows
from sidak.schemas import Cell, Doubt, DoubtKind
from sidak.schemas.text.folding import fold_text
from sidak.schemas.text.patterns import ROW_OPENER, WHOLE_KODE, is_number

#: Words at the end of a line after which a sentence goes on.
OPEN_END = re.compile(
    r"([,/\-(&:]|\b(dan|atau|di|ke|dari|untuk|pada|dengan|serta|yang|oleh|per))$", re.I
)
#: A text that opens with its number: "2.1. Penyediaan".
MARKED = re.compile(r"^\(?(\d{1,2}(\.\d{1,2})*|[A-Za-z])[.)]*\s+[^\W\d_]")
#: Sen behind the mark that groups the thousands: "773.900.078.28".
SEN = re.compile(r"^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*\1\d{2}$")
TORN = Doubt(DoubtKind.CUT_BY_PAGE_BREAK)
CONTINUED = re.compile(r"lanjutan|sambungan", re.I)


def join_parts(
    first: TablePart, second: TablePart, between: Sequence[TextLine]
) -> TablePart | None:
    """Join a table with its continuation on the next page.

    Args:
        first: The table so far, last on its page.
        second: The first table of the next page.
        between: Lines printed between them that are not running text.

    Returns:
        The joined table, or ``None`` if the second is a table of its own.
    """
    if any(not CONTINUED.search(line.text) for line in between):
        return None
    aligned = align_parts(first, second)
    if aligned is None and is_same_header(first, second):
        aligned = first, replace(second, borders=first.borders)
    if aligned is None:
        return None
    upper, lower = aligned
    repeated = find_repeated_header(upper, lower)
    if not repeated.count and has_own_header(upper, lower):
        return None
    notes = [*first.notes, *(n for n in second.notes if n not in first.notes)]
    page = second.places[0].page
    if repeated.count:
        detail = (str(page), str(repeated.count))
        notes.append(Doubt(DoubtKind.REPEATED_HEADER_DROPPED, detail))
        lower = drop_rows(lower, repeated)
    if not repeated.first:
        upper, lower = join_merged(upper, lower)
    cells = list(upper.cells)
    rows = upper.rows
    is_title = repeated.first > 0 and not _opens_small(lower)
    if not is_title and _is_cut_row(upper, lower):
        cells, lower = _join_cut_row(upper, lower)
        notes.append(Doubt(DoubtKind.CUT_ROW_JOINED, (str(page),)))
    else:
        cells, lower = _flag_fragments(upper, lower)
    cells += shift_rows(lower.cells, rows)
    header_rows = upper.header_rows
    if header_rows is None and repeated.count:
        header_rows = repeated.above + repeated.count
    return replace(
        upper,
        cells=tuple(cells),
        rows=rows + lower.rows,
        places=(*first.places, *second.places),
        confidence=min(first.confidence, second.confidence),
        notes=tuple(notes),
        header_rows=header_rows,
        is_open_bottom=second.is_open_bottom,
        row_trace=(*first.row_trace, *second.row_trace),
    )


def _is_key(text: str) -> bool:
    """Return True if a text opens a row or is a figure: what a cut row's rest lacks."""
    flat = " ".join(text.split())
    return is_number(flat) or bool(ROW_OPENER.match(flat) or WHOLE_KODE.match(flat))


def _is_cut_row(upper: TablePart, lower: TablePart) -> bool:
    """Return True if the first row of the lower part is the rest of the upper's last row."""
    if not upper.rows or not lower.rows:
        return False
    last = {c.column: c for c in upper.row_cells(upper.rows - 1) if c.text.strip()}
    rest = {c.column: c for c in lower.row_cells(0) if c.text.strip() and c.row_span == 1}
    if not rest or not last or not set(rest) <= set(last) or _opens_entry(upper, lower):
        return False
    keys = [(last[k].text, c.text) for k, c in rest.items() if _is_key(c.text)]
    if any(_continues(*k) for k in keys) and all(_may_continue(*k) for k in keys):
        return True  # a number or code cut in two, and none that must stand by itself
    if len(rest) >= len(last):
        return False
    if any(not _continues(*k) for k in keys):
        return (
            all(_may_continue(*k) for k in keys)
            and _lacks_usual_mark(upper, lower, last, rest)
            and _lacks_usual_key(upper, lower, last, rest)
        )
    if any(fold_text(last[k].text) == fold_text(c.text) for k, c in rest.items()):
        return False  # "BKAD" again: a row of its own, not the rest of a word
    if any(_continues(last[k].text, c.text) for k, c in rest.items()):
        return True
    return _lacks_usual_key(upper, lower, last, rest)


def _opens_entry(upper: TablePart, lower: TablePart) -> bool:
    """Return True if a cell merged over the first rows numbers a new entry ("17.")."""
    above = {
        column: cell.text
        for cell in upper.cells
        if cell.row + cell.row_span == upper.rows
        for column in range(cell.column, cell.column + cell.column_span)
    }
    return any(
        cell.row_span > 1
        and _is_key(cell.text)
        and fold_text(cell.text) != fold_text(above.get(cell.column, ""))
        for cell in lower.row_cells(0)
    )


def join_merged(upper: TablePart, lower: TablePart) -> tuple[TablePart, TablePart]:
    """Put the text of merged cells together that the page break cut.

    A cell merged over rows goes on below the break though a new row begins there. Where one
    does, those to its left, merged over as many rows or more, do as well.
    """
    above = {
        c.column: c for c in upper.cells if c.row + c.row_span == upper.rows and c.text.strip()
    }
    below = {c.column: c for c in lower.row_cells(0) if c.text.strip()}
    pairs = {k: (above[k], c) for k, c in below.items() if k in above}
    own = {
        k: max(a.row_span, b.row_span)
        for k, (a, b) in pairs.items()
        if max(a.row_span, b.row_span) > 1 and _is_mid_sentence(upper, a, b)
    }
    joined = {
        k: (a, b)
        for k, (a, b) in pairs.items()
        if k in own
        or any(
            k < other and b.row_span >= 2 and not _is_again(a, b) and not _is_key(b.text)
            for other in own
        )
    }
    if not joined:
        return upper, lower
    heads = {id(a): b for a, b in joined.values()}
    tails = {id(b) for _, b in joined.values()}
    cells = tuple(_append(c, heads[id(c)]) if id(c) in heads else c for c in upper.cells)
    rest = tuple(
        replace(c, text="", text_box=None, readings=()) if id(c) in tails else c
        for c in lower.cells
    )
    lower = replace(lower, cells=rest)
    is_empty = not any(c.text.strip() for c in lower.row_cells(0))
    return replace(upper, cells=cells), _drop_first(lower) if is_empty else lower


def _is_mid_sentence(upper: TablePart, before: Cell, after: Cell) -> bool:
    """Return True if words go on in a column whose texts usually begin with a capital."""
    if _is_key(after.text) or _is_key(before.text) or _is_again(before, after):
        return False
    if (
        min(sum(ch.isalpha() for ch in c.text) for c in (before, after))
        < SETTINGS.least_sentence_letters
    ):
        return False
    if OPEN_END.search(before.text.strip()):
        return True
    texts = [c.text.strip() for c in upper.cells if c.column == before.column]
    small = sum(t[:1].islower() for t in texts)
    return after.text.strip()[:1].islower() and small <= SETTINGS.lower_case_share * len(texts)


def _is_again(before: Cell, after: Cell) -> bool:
    """Return True if a merged cell prints its text again on the new page."""
    return fold_text(before.text) == fold_text(after.text)


def _append(cell: Cell, more: Cell) -> Cell:
    """Put the rest of a cut cell behind it; its place is kept."""
    return replace(
        cell,
        text=f"{cell.text}\n{more.text}" if cell.text else more.text,
        more_places=(*cell.more_places, more.place),
        doubts=(*cell.doubts, *more.doubts),
        readings=_join_readings(cell, more),
    )


def _opens_small(part: TablePart) -> bool:
    """Return True if the first row begins in the middle of a sentence."""
    return any(c.text.strip()[:1].islower() for c in part.row_cells(0))


def _continues(before: str, after: str) -> bool:
    """Return True if a text clearly goes on: mid-sentence, mid-number, mid-code."""
    before, after = before.strip(), after.strip()
    if any(ch.isdigit() for ch in before) and re.fullmatch(r"[\d.,\s%()\-]+", after):
        is_cut = is_continuation(before, after) is Continuation.YES
        return is_cut or _is_cut_kode(before, after)
    if re.fullmatch(r"[\d.,\s%\-]+", after):
        return False
    return after[:1].islower() or bool(OPEN_END.search(before))


def _may_continue(before: str, after: str) -> bool:
    """Return True if two texts may be halves of one: "875.57" and "5.261", "91" and "8"."""
    return is_continuation(before, after) > Continuation.NO or _continues(before, after)


def _is_cut_kode(before: str, after: str) -> bool:
    """Return True if two texts are the halves of one code of the nomenclature."""
    first, rest = "".join(before.split()), "".join(after.split())
    return bool(WHOLE_KODE.match(first + rest)) and not WHOLE_KODE.match(first)


def _lacks_usual_key(
    upper: TablePart, lower: TablePart, last: dict[int, Cell], rest: dict[int, Cell]
) -> bool:
    """Return True if nearly every row has something in a column where this one has nothing."""
    start = upper.header_rows or 1
    cells = [c for c in upper.cells if c.row >= start]
    cells += [replace(c, row=c.row + upper.rows) for c in lower.cells if c.row > 0]
    rows = {c.row for c in cells if c.text.strip()}
    if len(rows) < SETTINGS.least_habit_rows:
        return False
    bare = {c.column for c in lower.row_cells(0) if c.row_span == 1 and not c.text.strip()}
    for column in (set(last) - set(rest)) & bare:
        filled = {
            row
            for c in cells
            if c.column == column and c.text.strip()
            for row in range(c.row, c.row + c.row_span)
        }
        if len(filled & rows) >= SETTINGS.habit * len(rows):
            return True
    return False


def _lacks_usual_mark(
    upper: TablePart, lower: TablePart, last: dict[int, Cell], rest: dict[int, Cell]
) -> bool:
    """Return True if nearly every text of a column opens with a number and this does not."""
    start = upper.header_rows or 1
    for column in rest:
        texts = [c.text.strip() for c in upper.cells if c.column == column and c.row >= start]
        texts += [c.text.strip() for c in lower.cells if c.column == column and c.row > 0]
        texts = [text for text in texts if text]
        if len(texts) < SETTINGS.least_habit_rows or MARKED.match(rest[column].text.strip()):
            continue
        if sum(MARKED.match(t) is not None for t in texts) >= SETTINGS.habit * len(texts):
            return True
    return False


def _join_cut_row(upper: TablePart, lower: TablePart) -> tuple[list[Cell], TablePart]:
    """Put the rest of a cut row onto the row it belongs to."""
    rest = {c.column: c for c in lower.row_cells(0)}
    cells: list[Cell] = []
    for cell in upper.cells:
        more = rest.get(cell.column)
        if cell.row != upper.rows - 1 or more is None or not more.text.strip():
            cells.append(cell)
            continue
        cells.append(_append(cell, more))
    return cells, _drop_first(lower)


def _join_readings(upper: Cell, lower: Cell) -> tuple[str, ...]:
    """Return every way to put the OCR readings of the two halves of a cell together."""
    if not upper.readings and not lower.readings:
        return ()
    halves = [c.readings or (c.text,) for c in (upper, lower)]
    texts = ("\n".join(t for t in pair if t) for pair in itertools.product(*halves))
    return tuple(itertools.islice(dict.fromkeys(texts), LAYOUT_SETTINGS.most_readings))


def _flag_fragments(upper: TablePart, lower: TablePart) -> tuple[list[Cell], TablePart]:
    """Doubt the numbers at a page break where one looks like a half, yet none was joined."""
    is_front = _looks_cut(upper, upper.rows - 1, is_number_front)
    if not is_front and not _looks_cut(lower, 0, is_number_rest):
        return list(upper.cells), lower
    below = replace(lower, cells=tuple(_flag_rows(lower.cells, {0})))
    return _flag_rows(upper.cells, {upper.rows - 1}), below


def _looks_cut(part: TablePart, row: int, is_cut: Callable[[str], bool]) -> bool:
    """Return True if a number of a row looks like a half.

    Where most numbers of its column print sen behind the mark that groups thousands, a short
    last group is sen.
    """
    for cell in part.row_cells(row):
        text = "".join(cell.text.split())
        if not is_cut(text):
            continue
        texts = ("".join(c.text.split()) for c in part.cells if c.column == cell.column)
        numbers = [t for t in texts if any(map(str.isdigit, t)) and t.upper() == t.lower()]
        with_sen = sum(SEN.match(t) is not None for t in numbers)
        if SEN.match(text) is None or 2 * with_sen <= max(
            len(numbers), SETTINGS.least_habit_rows
        ):
            return True
    return False


def _flag_rows(cells: Sequence[Cell], rows: set[int]) -> list[Cell]:
    """Doubt all cells with digits in some rows."""
    return [
        replace(c, doubts=(*c.doubts, TORN))
        if c.row in rows and TORN not in c.doubts and any(ch.isdigit() for ch in c.text)
        else c
        for c in cells
    ]


def flag_cut_rows(part: TablePart) -> TablePart:
    """Doubt the numbers of a first or last row that is cut and was joined to nothing.

    One that begins with a separator (".990") or whose last group is short ("1.724.3") shows
    that the row is cut; then the others in it may be halves that look whole.
    """
    last = part.rows - 1
    cut = set()
    for row, is_cut in ((0, is_number_rest), (last, is_number_front)):
        if _looks_cut(part, row, is_cut):
            cut.add(row)
    return replace(part, cells=tuple(_flag_rows(part.cells, cut))) if cut else part


def _drop_first(lower: TablePart) -> TablePart:
    """Leave out the first row; cells that span it keep their lower rows."""
    kept = []
    for c in lower.cells:
        if c.row > 0:
            kept.append(replace(c, row=c.row - 1))
        elif c.row_span > 1:
            kept.append(replace(c, row_span=c.row_span - 1))
    return replace(lower, cells=tuple(kept), rows=lower.rows - 1)
