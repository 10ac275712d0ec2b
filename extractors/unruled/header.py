"""The header above a list without rulings: words that stand over its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import CellSlot
from sidak.extractors.layout.header_spans import choose_span
from sidak.extractors.layout.settings import SETTINGS as LAYOUT_SETTINGS
from sidak.extractors.layout.text_lines import TextLine, make_line
from sidak.extractors.pdf.glyph import Glyph
from sidak.extractors.unruled.settings import SETTINGS
from sidak.schemas import Box
from sidak.schemas.text.column_numbers import is_column_number_row
from sidak.schemas.text.patterns import CAPTION, is_made_of_digits, is_year

Span = tuple[float, float]
Chunks = tuple[TextLine, ...]
#: The chunks of a line and the first and last column over which each stands.
Placed = tuple[Chunks, list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One cell of the header: its place and its lines."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class ListHeader:
    """The header of a list.

    Attributes:
        cells: Its cells; they tile its rows.
        edges: Upper edges of its rows in points.
        lines: The lines of the page that it takes.
        is_counted: A row of column numbers ends it.
    """

    cells: tuple[HeaderCell, ...]
    edges: tuple[float, ...]
    lines: tuple[TextLine, ...]
    is_counted: bool

    def heights(self, bottom: float) -> list[float]:
        """Row borders, the last one the top of the list's first row."""
        return [*self.edges, bottom]

    def fill(self, xs: Sequence[float], bottom: float) -> list[CellText]:
        """Return its cells on the column borders of the list."""
        ys = self.heights(bottom)
        return [
            CellText(
                CellSlot(
                    c.row,
                    c.column,
                    c.row_span,
                    c.column_span,
                    Box(
                        xs[c.column],
                        ys[c.row],
                        xs[c.column + c.column_span],
                        ys[c.row + c.row_span],
                    ),
                ),
                c.lines,
            )
            for c in self.cells
        ]


def find_list_header(
    above: Sequence[Chunks], first: TextLine, xs: Sequence[float], spans: Sequence[Span]
) -> ListHeader | None:
    """Find the header above a list.

    Args:
        above: The lines above the list, cut at wide gaps, from top to bottom.
        first: The first line of the list.
        xs: Borders of its columns.
        spans: From where to where its columns print.

    Returns:
        The header, or ``None`` where the lines above do not stand over the columns.
    """
    taken: list[Placed] = []
    counts: Chunks | None = None
    top = first.box.y0
    for chunks in reversed(above):
        box_bottom = max(c.box.y1 for c in chunks)
        if (
            top - box_bottom > SETTINGS.header_line_gap * chunks[0].box.height
            or len(taken) == SETTINGS.most_header_lines
        ):
            break
        if counts is None and not taken and is_column_number_row([c.text for c in chunks]):
            counts = chunks
        else:
            chunks = _part_words(chunks, xs)
            placed = _place_chunks(chunks, xs, spans)
            if placed is None:
                break
            taken.insert(0, (chunks, placed))
        top = min(c.box.y0 for c in chunks)
    taken = _widen_spans(taken)
    captions = [i for i, (chunks, _) in enumerate(taken) if CAPTION.match(chunks[0].text)]
    taken = taken[captions[-1] + 1 :] if captions else taken
    while taken and len(taken[0][0]) < 2 and not _belongs_to_header(taken, xs):
        taken.pop(0)  # a caption
    if len({a for _, placed in taken for a, b in placed if b == a}) < max(2, (len(xs) - 1) / 2):
        return None
    return _make_header(taken, counts, xs)


def _part_words(chunks: Chunks, xs: Sequence[float]) -> Chunks:
    """Part words of neighbouring columns that touch: the file set them one by one."""
    parted: list[TextLine] = []
    for chunk in chunks:
        if chunk.glyphs[0].angle:
            parted.append(chunk)
            continue
        runs: list[list[Glyph]] = [[chunk.glyphs[0]]]
        for last, glyph in pairwise(chunk.glyphs):
            is_apart = last.run != glyph.run and not glyph.is_after_space
            if is_apart and glyph.x0 - last.x1 < LAYOUT_SETTINGS.space_gap * glyph.size:
                runs.append([])
            runs[-1].append(glyph)
        pieces = [make_line(run) for run in runs]
        homes = [_column_at(_middle(piece), xs) for piece in pieces]
        is_apart = all(a < b for a, b in pairwise(homes))
        parted += pieces if len(pieces) > 1 and is_apart else [chunk]
    return tuple(parted)


def find_column_numbers(above: Sequence[Chunks]) -> Chunks | None:
    """Return the row of column numbers right above a list, if there is one."""
    return above[-1] if above and is_column_number_row([c.text for c in above[-1]]) else None


def _place_chunks(
    chunks: Chunks, xs: Sequence[float], spans: Sequence[Span]
) -> list[tuple[int, int]] | None:
    """Return the first and last column over which each chunk stands."""
    placed: list[tuple[int, int]] = []
    for chunk in chunks:
        words = chunk.text.split()
        if len(words) > SETTINGS.most_header_words or chunk.text.endswith((".", ":", ";")):
            return None
        if is_made_of_digits(chunk.text) and not is_year(chunk.text):
            return None
        x0, x1 = chunk.box.x0, chunk.box.x1
        covered = [
            i
            for i, (a, b) in enumerate(spans)
            if min(x1, b) - max(x0, a) > SETTINGS.covered_column * (b - a)
        ]
        middle = (x0 + x1) / 2
        home = _column_at(middle, xs)
        room = SETTINGS.word_overhang * (x1 - x0)
        fits = xs[home] - room <= x0 and x1 <= xs[home + 1] + room
        if home in (0, len(xs) - 2):  # the outer columns may be wider than what they print
            fits = fits or (xs[home] - room <= x0 if home else x1 <= xs[1] + room)
        if not fits and len(covered) < 2:
            covered = _columns_below(x0, x1, xs, spans)
        if not fits and len(covered) < 2:
            return None
        place = (home, home) if fits else (covered[0], covered[-1])
        if placed and place == placed[-1] and home + 2 < len(xs) and x1 > xs[home + 1]:
            place = (home + 1, home + 1)  # the column before has its own word
        if placed and place[0] <= placed[-1][1]:
            return None
        placed.append(place)
    return placed


def _columns_below(
    x0: float, x1: float, xs: Sequence[float], spans: Sequence[Span]
) -> list[int]:
    """Return the columns in whose middle a text stands that reaches over a border."""
    first, last = _column_at(x0, xs), _column_at(x1, xs)
    left, right = spans[first][0], spans[last][1]
    is_middle = abs(x0 + x1 - left - right) / 2 <= SETTINGS.span_middle * (right - left)
    return list(range(first, last + 1)) if is_middle else []


def _widen_spans(taken: Sequence[Placed]) -> list[Placed]:
    """Let a word stand over the columns in whose middle it is, if each has its own words below.

    A word that its own column's words follow closely is the first line of that cell.
    """
    result: list[Placed] = []
    for i, (chunks, placed) in enumerate(taken):
        below: dict[int, TextLine] = {}
        for own_chunks, own in reversed(taken[i + 1 :]):
            below |= {c: t for t, (c, d) in zip(own_chunks, own, strict=True) if c == d}
        wider = [
            _widen(chunk, place, below) if place[0] == place[1] else place
            for chunk, place in zip(chunks, placed, strict=True)
        ]
        is_apart = all(p[1] < q[0] for p, q in pairwise(wider))
        result.append((chunks, wider if is_apart else placed))
    return result


def _widen(
    chunk: TextLine, place: tuple[int, int], below: dict[int, TextLine]
) -> tuple[int, int]:
    home = place[0]
    own = below.get(home)
    if own is None or own.box.y0 - chunk.box.y1 < SETTINGS.header_cell_gap * chunk.box.height:
        return place
    level = {
        c
        for c, t in below.items()
        if c > 0 and abs(t.middle - own.middle) < SETTINGS.level_words
    }
    candidates = [
        range(a, b + 1)
        for a in level
        for b in level
        if a <= home <= b and a < b and set(range(a, b + 1)) <= level
    ]
    span = choose_span(candidates, _middle(chunk), {c: _middle(t) for c, t in below.items()})
    return (span[0], span[-1]) if span is not None else place


def _middle(line: TextLine) -> float:
    return (line.box.x0 + line.box.x1) / 2


def _belongs_to_header(taken: Sequence[Placed], xs: Sequence[float]) -> bool:
    """Return True if the topmost line, one chunk, is no caption."""
    if len(taken) > 1:
        own, below = taken[0][0][0].box, [c.box for c in taken[1][0]]
        reach = SETTINGS.side_overlap / 2 * own.height
        if any(min(own.y1, b.y1) - max(own.y0, b.y0) > reach for b in below):
            return True  # it stands beside the next line
    return _is_span_above(taken, xs)


def _is_span_above(taken: Sequence[Placed], xs: Sequence[float]) -> bool:
    """Return True if the topmost line, one chunk, belongs to the header below it."""
    if len(taken) < 2:
        return False
    (chunk,), ((a, b),) = taken[0]
    below = {column for _, placed in taken[1:] for column, _ in placed}
    near = (
        min(c.box.y0 for c in taken[1][0]) - chunk.box.y1
        < SETTINGS.near_header_line * chunk.box.height
    )
    is_centred = abs(_middle(chunk) - (xs[0] + xs[-1]) / 2) < SETTINGS.centred_caption
    return near and not is_centred and a > 0 and (a == b or set(range(a, b + 1)) <= below)


def _column_at(x: float, xs: Sequence[float]) -> int:
    """Return the column between borders in which a position lies, or the nearest one."""
    return min(max(sum(x >= border for border in xs) - 1, 0), len(xs) - 2)


def _make_header(
    taken: Sequence[Placed], counts: Chunks | None, xs: Sequence[float]
) -> ListHeader:
    """Make cells of the lines of a header and of the row of column numbers below it."""
    texts: dict[tuple[int, int], list[TextLine]] = {}
    for chunks, placed in taken:
        for chunk, place in zip(chunks, placed, strict=True):
            texts.setdefault(place, []).append(chunk)
    wide = sorted(place for place in texts if place[0] < place[1])
    below = {a for a, b in texts if a == b}
    if not any(below & set(range(a, b + 1)) for a, b in wide):
        cells = _make_flat_cells(texts, wide, len(xs) - 1)
        has_two_rows = False
    else:
        cells = _make_word_cells(texts, wide, len(xs) - 1)
        has_two_rows = True
    words = [chunk for chunks, _ in taken for chunk in chunks]
    edges = [min(t.box.y0 for t in words) - 1]
    if has_two_rows:
        edges.append(_find_edge_below(wide, texts))
    lines = [chunks for chunks, _ in taken]
    if counts is not None:
        row = len(edges)
        edges.append((max(t.box.y1 for t in words) + min(t.box.y0 for t in counts)) / 2)
        columns = [_column_at(_middle(c), xs) for c in counts]
        cells += [
            HeaderCell(
                row, k, 1, 1, tuple(c for c, at in zip(counts, columns, strict=True) if at == k)
            )
            for k in range(len(xs) - 1)
        ]
        lines.append(counts)
    cells.sort(key=lambda c: (c.row, c.column))
    whole: list[TextLine] = []
    for chunks in lines:
        if chunks[0].glyphs[0].angle:
            whole += chunks
        else:
            whole.append(make_line([g for c in chunks for g in c.glyphs]))
    return ListHeader(tuple(cells), tuple(edges), tuple(whole), counts is not None)


def line_up_turned(turned: Sequence[TextLine], first: TextLine) -> list[Chunks]:
    """Return words written upwards right above a list as lines of its header.

    Args:
        turned: Lines of the page that are not upright.
        first: The first line of the list.
    """
    reach = SETTINGS.turned_reach * first.box.height
    near = [t for t in turned if 0 <= first.box.y0 - t.box.y1 + reach / 2 <= reach * 1.5]
    levels: list[list[TextLine]] = []
    for line in sorted(near, key=lambda t: t.box.x0):
        for level in levels:
            if line.box.x0 - level[-1].box.x1 > line.box.width:
                level.append(line)
                break
        else:
            levels.append([line])
    return [tuple(level) for level in levels]


def _make_flat_cells(
    texts: Mapping[tuple[int, int], Sequence[TextLine]],
    wide: Sequence[tuple[int, int]],
    columns: int,
) -> list[HeaderCell]:
    """Make one row of cells where nothing stands below the texts over several columns."""
    inner = {c for a, b in wide for c in range(a + 1, b + 1)}
    ends = dict(wide)
    return [
        HeaderCell(0, c, 1, ends.get(c, c) - c + 1, tuple(texts.get((c, ends.get(c, c)), ())))
        for c in range(columns)
        if c not in inner
    ]


def _make_word_cells(
    texts: Mapping[tuple[int, int], Sequence[TextLine]],
    wide: Sequence[tuple[int, int]],
    columns: int,
) -> list[HeaderCell]:
    """Make one row of cells, or two where a text stands over several columns."""
    cells: list[HeaderCell] = []
    for column in range(columns):
        own = tuple(texts.get((column, column), ()))
        span = next((p for p in wide if p[0] <= column <= p[1]), None)
        if span is None:
            cells.append(HeaderCell(0, column, 2 if wide else 1, 1, own))
            continue
        if column == span[0]:
            cells.append(HeaderCell(0, column, 1, span[1] - column + 1, tuple(texts[span])))
        cells.append(HeaderCell(1, column, 1, 1, own))
    return cells


def _find_edge_below(
    wide: Sequence[tuple[int, int]], texts: Mapping[tuple[int, int], Sequence[TextLine]]
) -> float:
    """Return the height between the texts over several columns and those below them."""
    upper = max(t.box.y1 for place in wide for t in texts[place])
    below = (t for place, own in texts.items() if place not in wide for t in own)
    return (upper + min((t.box.y0 for t in below if t.middle > upper), default=upper)) / 2
