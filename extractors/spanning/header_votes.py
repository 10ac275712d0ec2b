"""A header that several scanned pages print again, read by a vote of the pages.

The pages of a long table, or of one form, open with the same header. Where a page shows a word
of it badly, the others show it well: the letters that most pages read, place by place, are the
header. Only cells that a page does not show clearly are changed, and only where what it does
show stands in the vote; a cell in which any page reads a digit, a numeral or a quarter is left
as it is: it may say another period on each page.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import LCSseq, Levenshtein

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.grid import TableGrid
from sidak.extractors.spanning.repeated_headers import SCAN
from sidak.extractors.spanning.settings import SETTINGS
from sidak.extractors.tables.page_tables import PageReading, PageTable
from sidak.schemas import Doubt, DoubtKind
from sidak.schemas.text.patterns import is_number

#: Doubts that say that a page does not show a text clearly.
_UNCLEAR = frozenset(
    {
        DoubtKind.WORDS_UNSURE,
        DoubtKind.READINGS_DIFFER,
        DoubtKind.INK_NOT_READ,
        DoubtKind.LOW_OCR_CONFIDENCE,
    }
)
#: A digit, a Roman numeral, perhaps misread, or a quarter, whose numeral may be lost.
_PERIOD = re.compile(r"\d|\b[IVXilvx|!1]{1,4}\b|^\W*[Tt][a-z]{0,3}w")

#: Row, column and spans of a cell.
Place = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Vote:
    """What most pages read in a cell.

    Attributes:
        text: The text, words parted by blanks.
        unclear: Its words on which too few pages agree.
    """

    text: str
    unclear: tuple[str, ...]


def vote_on_headers(readings: Mapping[int, PageReading]) -> dict[int, PageReading]:
    """Read the headers that scanned pages repeat by a vote of the pages.

    Args:
        readings: Pages by number.

    Returns:
        The pages; those that repeat no header as they are.
    """
    places = [
        (number, i)
        for number, reading in sorted(readings.items())
        for i, table in enumerate(reading.tables)
        if table.method == SCAN
    ]
    tables = {place: readings[place[0]].tables[place[1]] for place in places}
    result = dict(readings)
    for group in _group_alike(tables):
        if len(group) < SETTINGS.least_votes:
            continue
        votes = count_votes([tables[place] for place in group])
        for number, i in group:
            own = list(result[number].tables)
            own[i] = adopt_votes(own[i], votes)
            result[number] = replace(result[number], tables=tuple(own))
    return result


def _group_alike(
    tables: Mapping[tuple[int, int], PageTable],
) -> list[list[tuple[int, int]]]:
    """Group the tables that have the same columns, as wide, and the same cells on top."""
    groups: list[list[tuple[int, int]]] = []
    for place, table in tables.items():
        for group in groups:
            if _is_alike(tables[group[0]].grid, table.grid):
                group.append(place)
                break
        else:
            groups.append([place])
    return groups


def _is_alike(one: TableGrid, other: TableGrid) -> bool:
    """Return True if two grids have the same columns to within a small tolerance."""
    if one.columns != other.columns or one.columns < SETTINGS.least_vote_columns:
        return False
    within = SETTINGS.same_height + 1
    return all(
        abs((a - one.xs[0]) - (b - other.xs[0])) <= within
        for a, b in zip(one.xs, other.xs, strict=True)
    )


def count_votes(tables: Sequence[PageTable]) -> dict[Place, Vote]:
    """Return what most of the tables read in each cell of their headers.

    Args:
        tables: Tables with the same columns.
    """
    cells: dict[Place, list[CellText]] = {}
    for table in tables:
        for cell in _list_header(table):
            cells.setdefault(_place_of(cell), []).append(cell)
    votes = {
        place: vote
        for place, own in cells.items()
        if not any(_PERIOD.search(_join(cell)) for cell in own)
        and (vote := find_majority([(_join(c), not _is_unclear(c)) for c in own])) is not None
        and len(vote.unclear) < len(vote.text.split())
        and sum(ch.isalpha() for ch in vote.text) >= SETTINGS.least_vote_letters
    }
    # a row of data may be alike on two pages, but no header has a single such cell
    rows = Counter(place[0] for place in votes)
    return {place: vote for place, vote in votes.items() if rows[place[0]] >= 2}


def _is_unclear(cell: CellText) -> bool:
    """Return True if a page does not show a cell clearly."""
    return any(d.kind in _UNCLEAR for d in cell.doubts)


def _list_header(table: PageTable) -> list[CellText]:
    """Return the cells above the first row that may hold figures."""
    first = min(
        (c.slot.row for c in table.filled if len(c.text) > 2 and is_number(c.text)),
        default=table.grid.rows,
    )
    first = min(first, SETTINGS.header_rows)
    return [c for c in table.filled if c.slot.row < first]


def _place_of(cell: CellText) -> Place:
    slot = cell.slot
    return slot.row, slot.column, slot.row_span, slot.column_span


def _join(cell: CellText) -> str:
    return " ".join(cell.text.split())


def find_majority(readings: Sequence[tuple[str, bool]]) -> Vote | None:
    """Return the text whose letters most readings have, place by place.

    Args:
        readings: Readings of one text, and whether they are clear: those count twice.

    Returns:
        The text; ``None`` if the readings are too unlike for one.
    """
    if sum(bool(text) for text, _ in readings) < SETTINGS.least_votes:
        return None
    known = [text for text, is_clear in readings for _ in range(1 + is_clear) if text]
    base = min(known, key=lambda t: sum(Levenshtein.distance(t, other) for other in known))
    letters: list[Counter[str]] = [Counter() for _ in base]
    inserted: list[Counter[str]] = [Counter() for _ in range(len(base) + 1)]
    for text in known:
        for step in Levenshtein.opcodes(base, text):
            piece = text[step.dest_start : step.dest_end]
            if step.tag == "insert":
                inserted[step.src_start][piece] += 1
                continue
            for k, at in enumerate(range(step.src_start, step.src_end)):
                letters[at][piece[k] if step.tag != "delete" else ""] += 1
    made: list[tuple[str, float]] = []
    for at in range(len(base) + 1):
        for piece, count in inserted[at].most_common(1):
            if 2 * count > len(known):
                made += [(ch, count / len(known)) for ch in piece]
        if at < len(base):
            letter, count = max(letters[at].items(), key=lambda x: (x[1], x[0] == base[at]))
            made += [(letter, count / len(known))] if letter else []
    text = "".join(ch for ch, _ in made)
    alike = sum(Levenshtein.normalized_similarity(text, one) for one in known) / len(known)
    if alike < SETTINGS.least_alike_header:
        return None
    return Vote(" ".join(text.split()), tuple(_list_unclear(made, known)))


def _list_unclear(made: Sequence[tuple[str, float]], texts: Sequence[str]) -> list[str]:
    """Return the words on whose letters, or on which as a whole, too few readings agree."""
    unclear = []
    word: list[tuple[str, float]] = []
    for ch, share in [*made, (" ", 1.0)]:
        if ch != " ":
            word.append((ch, share))
            continue
        text = "".join(c for c, _ in word)
        said = sum(text.casefold() in t.casefold().split() for t in texts)
        is_agreed = all(s >= SETTINGS.vote_share for _, s in word) and said >= 2
        if text and not is_agreed:
            unclear.append(text)
        word = []
    return unclear


def adopt_votes(table: PageTable, votes: Mapping[Place, Vote]) -> PageTable:
    """Return a table with its unclear header cells as most pages read them.

    Args:
        table: A table.
        votes: What the tables with the same header read, by place.
    """
    header = _list_header(table)
    own = {
        _place_of(c): Levenshtein.normalized_similarity(_join(c), votes[_place_of(c)].text)
        for c in header
        if _place_of(c) in votes
    }
    alike = sum(share >= SETTINGS.least_alike_header for share in own.values())
    if alike < min(SETTINGS.least_vote_columns, len(own)) or not own:
        return table
    changed = {
        id(c): _adopt(c, votes[_place_of(c)])
        for c in header
        if _place_of(c) in own and _is_part(c, votes[_place_of(c)].text)
    }
    return replace(table, filled=tuple(changed.get(id(c), c) for c in table.filled))


def _is_part(cell: CellText, vote: str) -> bool:
    """Return True if what a page shows of a cell stands in the vote, in its order.

    Its clear words must be words of the vote, of its other letters most must be there.
    """
    text = _join(cell)
    unclear = {w for d in cell.doubts for detail in d.detail for w in detail.split()}
    is_all_unclear = any(d.kind in _UNCLEAR - {DoubtKind.WORDS_UNSURE} for d in cell.doubts)
    clear = set() if is_all_unclear else set(text.casefold().split())
    clear -= {w.casefold() for w in unclear}
    if not text or not clear <= set(vote.casefold().split()):
        return False
    return LCSseq.similarity(text, vote) >= SETTINGS.shown_letters * len(text)


def _adopt(cell: CellText, vote: Vote) -> CellText:
    """Return a header cell with the voted text if its own is unclear."""
    if not _is_unclear(cell):
        return cell
    doubts = tuple(d for d in cell.doubts if d.kind not in _UNCLEAR)
    if vote.unclear:
        doubts = (*doubts, Doubt(DoubtKind.WORDS_UNSURE, (" ".join(vote.unclear),)))
    lines = [replace(line, text="", doubts=()) for line in cell.lines]
    lines[0] = replace(lines[0], text=vote.text)
    return replace(cell, lines=(lines[0],), doubts=doubts)
