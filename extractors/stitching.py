"""Tables that go on over pages are joined; what the page break cut is put together."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractors.assembly import Part, fold_text, shift_rows
from extractors.filling import MOST_READINGS, Line
from extractors.pagetables import PageReading
from extractors.splitting import LESSER, OPENER, WHOLE_KODE, is_amount
from schemas import Cell

#: Borders of two parts that differ by no more than this are the same column, in points.
SAME_BORDER = 6.0
#: Share of the page's height at the top and bottom where page headers and footers stand.
MARGIN = 0.12
#: Fewest rows from which a habit of a table can be told.
LEAST_ROWS_FOR_HABIT = 5
#: Share of rows that make it a habit.
HABIT = 0.88
#: Words at the end of a line after which a sentence goes on.
OPEN_END = re.compile(
    r"([,/\-(&:]|\b(dan|atau|di|ke|dari|untuk|pada|dengan|serta|yang|oleh|per))$", re.I
)
BEGUN_AMOUNT = re.compile(r"^(?!.*([.,])\d\d\d[.,]00$)\d{1,3}([.,]\d{3})+[.,]\d{0,2}$")
HEADLESS_AMOUNT = re.compile(r"^([.,]\d{3})+([.,]\d{1,2})?$")
TORN = "angka mungkin terpotong oleh pergantian halaman"
CAPTION = re.compile(r"^\W*(tabel|table)\b", re.I)
CONTINUED = re.compile(r"lanjutan|sambungan", re.I)


def find_furniture(readings: Sequence[PageReading]) -> frozenset[tuple[str, int]]:
    """Find page headers and footers: lines that come again at the same height.

    Returns:
        Keys of such lines, as ``furniture_key`` makes them.
    """
    counts = Counter(key for r in readings for key in {furniture_key(line) for line in r.lines})
    least = max(2, min(3, len(readings) // 3))
    return frozenset(key for key, n in counts.items() if n >= least)


def furniture_key(line: Line) -> tuple[str, int]:
    """Return what makes two lines the same furniture: text without numbers, and height."""
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", fold_text(line.text)), round(line.box.y0 / 12)


def is_furniture(
    line: Line, reading: PageReading, furniture: frozenset[tuple[str, int]]
) -> bool:
    """Say whether a line is a page header, footer or number."""
    if furniture_key(line) in furniture:
        return True
    tall = max(reading.height, reading.width) if reading.turned else reading.height
    is_margin = line.box.y1 < MARGIN * tall or line.box.y0 > (1 - MARGIN) * tall
    return is_margin and len(fold_text(line.text)) <= 12 and not CAPTION.match(line.text)


def join_parts(first: Part, second: Part, between: Sequence[Line]) -> Part | None:
    """Join a table with its continuation on the next page.

    Args:
        first: The table so far, last on its page.
        second: The first table of the next page.
        between: Lines printed between them that are not furniture.

    Returns:
        The joined table, or ``None`` if the second is a table of its own.
    """
    if any(not CONTINUED.search(line.text) for line in between):
        return None
    borders = _align_borders(first.borders, second.borders)
    if borders is None:
        return None
    union, map_first, map_second = borders
    upper = _remap(first, union, map_first)
    lower = _remap(second, union, map_second)
    repeated = _count_repeated(upper, lower)
    if repeated == 0 and _has_own_header(upper, lower):
        return None
    notes = [*first.notes, *(n for n in second.notes if n not in first.notes)]
    page = second.places[0].page
    if repeated:
        notes.append(f"judul kolom berulang di halaman {page} dilewati ({repeated} baris)")
        lower = _drop_rows(lower, repeated)
    cells = list(upper.cells)
    rows = upper.rows
    if _is_cut_row(upper, lower):
        cells, lower = _join_cut_row(upper, lower)
        notes.append(f"baris terpotong di awal halaman {page} disambung")
    else:
        cells, lower = _doubt_fragments(upper, lower)
    cells += shift_rows(lower.cells, rows)
    header_rows = upper.header_rows
    if header_rows is None and repeated:
        header_rows = repeated
    return replace(
        upper,
        cells=tuple(cells),
        rows=rows + lower.rows,
        places=(*first.places, *second.places),
        confidence=min(first.confidence, second.confidence),
        notes=tuple(notes),
        header_rows=header_rows,
        is_open_bottom=second.is_open_bottom,
    )


def _align_borders(
    a: Sequence[float], b: Sequence[float]
) -> tuple[list[float], list[int], list[int]] | None:
    """Lay the borders of two parts over each other.

    Returns:
        All borders, and for each part the index of each of its borders in them; ``None``
        if the parts do not fit.
    """
    width = a[-1] - a[0]
    if abs((b[-1] - b[0]) - width) > max(2 * SAME_BORDER, 0.03 * width):
        return None
    scale = width / (b[-1] - b[0])
    moved = [a[0] + (x - b[0]) * scale for x in b]
    pairs = [(x, "a", i) for i, x in enumerate(a)] + [(x, "b", i) for i, x in enumerate(moved)]
    union: list[float] = []
    index = {"a": [0] * len(a), "b": [0] * len(b)}
    owners: list[set[str]] = []
    for x, who, i in sorted(pairs):
        is_new = not union or x - union[-1] > SAME_BORDER or who in owners[-1]
        if is_new:
            union.append(x)
            owners.append(set())
        owners[-1].add(who)
        index[who][i] = len(union) - 1
    shared = sum(len(o) == 2 for o in owners)
    if shared < 0.75 * min(len(a), len(b)) or shared < 0.5 * max(len(a), len(b)):
        return None
    return union, index["a"], index["b"]


def _remap(part: Part, union: Sequence[float], index: Sequence[int]) -> Part:
    """Give a part the columns of the union of borders."""
    cells = tuple(
        replace(
            c,
            column=index[c.column],
            column_span=index[c.column + c.column_span] - index[c.column],
        )
        for c in part.cells
    )
    return replace(part, cells=cells, borders=tuple(union))


def _count_repeated(upper: Part, lower: Part) -> int:
    """Return how many rows at the top of ``lower`` repeat the top of ``upper``."""
    best = 0
    for row in range(min(6, upper.rows, lower.rows)):
        above = [fold_text(c.text) for c in upper.row_cells(row)]
        below = [fold_text(c.text) for c in lower.row_cells(row)]
        if "".join(above) != "".join(below):
            break
        if not _is_spanned(upper, row):
            best = row + 1  # a cell of the lower part may run on where a rule is missing
    if best and not any(c.text.strip() for c in lower.cells if c.row < best):
        return 0
    numbers_only = upper.header_rows
    if best == 0 and lower.header_rows == 1 and numbers_only:
        return 1  # only the row of column numbers comes again
    return best


def _is_spanned(part: Part, row: int) -> bool:
    """Say whether a cell begun at or above ``row`` goes on below it."""
    return any(c.row <= row < c.row + c.row_span - 1 for c in part.cells)


def _has_own_header(upper: Part, lower: Part) -> bool:
    """Say whether the lower part opens with a header unlike the upper one's."""
    if lower.header_rows is None or lower.header_rows < 2:
        return False
    above = {fold_text(c.text) for c in upper.cells if c.row < (upper.header_rows or 4)}
    own = [fold_text(c.text) for c in lower.cells if c.row < lower.header_rows - 1 and c.text]
    return sum(t in above for t in own) < 0.6 * len(own)


def _drop_rows(part: Part, count: int) -> Part:
    """Leave out the first ``count`` rows; what spans them keeps its lower rows, empty."""
    kept = []
    for c in part.cells:
        below = c.row + c.row_span - count
        if c.row >= count:
            kept.append(replace(c, row=c.row - count))
        elif below > 0:
            kept.append(replace(c, row=0, row_span=below, text="", text_box=None))
    kept.sort(key=lambda c: (c.row, c.column))
    return replace(part, cells=tuple(kept), rows=part.rows - count, header_rows=None)


def _is_number(text: str) -> bool:
    flat = " ".join(text.split())
    return is_amount(flat) or bool(LESSER.match(flat))


def _is_key(text: str) -> bool:
    """Say whether a text opens a row or is a figure: what a cut row's rest lacks."""
    flat = " ".join(text.split())
    return _is_number(flat) or bool(OPENER.match(flat) or WHOLE_KODE.match(flat))


def _is_cut_row(upper: Part, lower: Part) -> bool:
    """Say whether the first row of the lower part is the rest of the upper's last row."""
    if not upper.rows or not lower.rows:
        return False
    last = {c.column: c for c in upper.row_cells(upper.rows - 1) if c.text.strip()}
    rest = {c.column: c for c in lower.row_cells(0) if c.text.strip() and c.row_span == 1}
    if not rest or not last or not set(rest) <= set(last):
        return False
    keys = [(last[k].text, c.text) for k, c in rest.items() if _is_key(c.text)]
    if any(_goes_on(*k) for k in keys) and all(_may_go_on(*k) for k in keys):
        return True  # a number or code cut in two, and none that must stand by itself
    if len(rest) >= len(last):
        return False
    if any(not _goes_on(*k) for k in keys):
        return False
    if any(fold_text(last[k].text) == fold_text(c.text) for k, c in rest.items()):
        return False  # "BKAD" again: a row of its own, not the rest of a word
    if any(_goes_on(last[k].text, c.text) for k, c in rest.items()):
        return True
    return _lacks_usual_key(upper, lower, last, rest)


def _goes_on(before: str, after: str) -> bool:
    """Say whether a text clearly goes on: mid-sentence, mid-number, mid-code."""
    before, after = before.strip(), after.strip()
    if any(ch.isdigit() for ch in before) and re.fullmatch(r"[\d.,\s%()\-]+", after):
        return _is_cut_number(before, after) or _is_cut_kode(before, after)
    if re.fullmatch(r"[\d.,\s%\-]+", after):
        return False
    return after[:1].islower() or bool(OPEN_END.search(before))


def _may_go_on(before: str, after: str) -> bool:
    """Say whether two numbers may be halves of one: "875.57" and "5.261"."""
    first, rest = "".join(before.split()), "".join(after.split())
    return _goes_on(before, after) or (is_amount(first + rest) and not is_amount(first))


def _is_cut_number(before: str, after: str) -> bool:
    """Say whether two texts are the halves of one number."""
    first, rest = "".join(before.split()), "".join(after.split())
    if not is_amount(first + rest):
        return False
    return not (_is_number(first) and _is_number(rest))


def _is_cut_kode(before: str, after: str) -> bool:
    """Say whether two texts are the halves of one code of the nomenclature."""
    first, rest = "".join(before.split()), "".join(after.split())
    return bool(WHOLE_KODE.match(first + rest)) and not WHOLE_KODE.match(first)


def _lacks_usual_key(
    upper: Part, lower: Part, last: dict[int, Cell], rest: dict[int, Cell]
) -> bool:
    """Say whether nearly every row has something in a column where this one has nothing."""
    start = upper.header_rows or 1
    cells = [c for c in upper.cells if c.row >= start]
    cells += [replace(c, row=c.row + upper.rows) for c in lower.cells if c.row > 0]
    rows = {c.row for c in cells if c.text.strip()}
    if len(rows) < LEAST_ROWS_FOR_HABIT:
        return False
    bare = {c.column for c in lower.row_cells(0) if c.row_span == 1 and not c.text.strip()}
    for column in (set(last) - set(rest)) & bare:
        filled = {
            row
            for c in cells
            if c.column == column and c.text.strip()
            for row in range(c.row, c.row + c.row_span)
        }
        if len(filled & rows) >= HABIT * len(rows):
            return True
    return False


def _join_cut_row(upper: Part, lower: Part) -> tuple[list[Cell], Part]:
    """Put the rest of a cut row onto the row it belongs to."""
    rest = {c.column: c for c in lower.row_cells(0)}
    cells: list[Cell] = []
    for cell in upper.cells:
        more = rest.get(cell.column)
        if cell.row != upper.rows - 1 or more is None or not more.text.strip():
            cells.append(cell)
            continue
        text = f"{cell.text}\n{more.text}" if cell.text else more.text
        cells.append(
            replace(
                cell,
                text=text,
                more_places=(*cell.more_places, more.place),
                doubts=(*cell.doubts, *more.doubts),
                readings=_join_readings(cell, more),
            )
        )
    return cells, _drop_first(lower)


def _join_readings(upper: Cell, lower: Cell) -> tuple[str, ...]:
    """Return what witnesses read of a scanned cell that a page break cut in two."""
    if not upper.readings and not lower.readings:
        return ()
    halves = [c.readings or (c.text,) for c in (upper, lower)]
    texts = ("\n".join(t for t in pair if t) for pair in itertools.product(*halves))
    return tuple(itertools.islice(dict.fromkeys(texts), MOST_READINGS))


def _doubt_fragments(upper: Part, lower: Part) -> tuple[list[Cell], Part]:
    """Doubt the numbers at a page break where one looks like a half, yet none was joined."""
    last = [c.text for c in upper.row_cells(upper.rows - 1)]
    first = ["".join(c.text.split()) for c in lower.row_cells(0)]
    if not any(map(_is_fragment, last)) and not any(map(HEADLESS_AMOUNT.match, first)):
        return list(upper.cells), lower
    below = replace(lower, cells=tuple(_doubt_rows(lower.cells, {0})))
    return _doubt_rows(upper.cells, {upper.rows - 1}), below


def _doubt_rows(cells: Sequence[Cell], rows: set[int]) -> list[Cell]:
    """Doubt all cells with digits in some rows."""
    return [
        replace(c, doubts=(*c.doubts, TORN))
        if c.row in rows and TORN not in c.doubts and any(ch.isdigit() for ch in c.text)
        else c
        for c in cells
    ]


def _is_fragment(text: str) -> bool:
    """Say whether a text is the beginning of an amount: its last group is short."""
    flat = "".join(text.split())
    return bool(BEGUN_AMOUNT.match(flat)) and not _is_number(flat)


def doubt_torn_rows(part: Part) -> Part:
    """Doubt the numbers of a first or last row that is torn and was joined to nothing.

    A number that begins with a mark (".990") or whose last group is short ("1.724.3") shows
    that the row is cut; then the others in it may be halves that look whole.
    """
    last = part.rows - 1
    torn = set()
    for row, is_torn in ((0, HEADLESS_AMOUNT.match), (last, _is_fragment)):
        texts = ["".join(c.text.split()) for c in part.row_cells(row)]
        if any(is_torn(t) for t in texts):
            torn.add(row)
    return replace(part, cells=tuple(_doubt_rows(part.cells, torn))) if torn else part


def _drop_first(lower: Part) -> Part:
    """Leave out the first row; cells that span it keep their lower rows."""
    kept = []
    for c in lower.cells:
        if c.row > 0:
            kept.append(replace(c, row=c.row - 1))
        elif c.row_span > 1:
            kept.append(replace(c, row_span=c.row_span - 1))
    return replace(lower, cells=tuple(kept), rows=lower.rows - 1)
