"""Rows stacked in one ruled box: apart only where names and numbers prove them.

Reports put a whole list into one box: "1.1.1 Jumlah produksi (ton):" with "- Daging",
"- Telur", "- Susu" below it, and five columns of numbers beside. Marked names (numbers that
count up, bullets) or several columns of numbers on the same baselines prove the rows. A line
without a number that opens an entry is a heading and gets a row of its own. Evidence
against the pairing of names and numbers leaves the box whole, to be flagged later.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.continuation import (
    is_number_line,
    may_be_wrapped_number,
    share_baseline,
)
from sidak.extractors.layout.text_lines import TextLine
from sidak.extractors.rows.baselines import BaselineRows, find_baseline_rows
from sidak.extractors.rows.list_items import (
    ITEM_MARKER,
    ListItem,
    find_list_items,
    join_bullets,
)
from sidak.extractors.rows.partition import PartitionEvidence, RowPartition, RowVeto
from sidak.extractors.rows.settings import SETTINGS
from sidak.schemas import Doubt, DoubtKind

#: The numbers or letters of a column that only numbers the rows.
ORDINAL = re.compile(
    r"^(?:[A-Za-z]|[IVX]{1,5}|[ivx]{1,5}|\d{1,3}|\d{1,4}(?: ?\. ?\d{1,4})+)[.)]?$"
)
#: A marker that opens a block in whatever column it stands.
BLOCK_MARKS = ("path", "letter", "bullet")

ALONE = Doubt(DoubtKind.ONE_BESIDE_SEVERAL_ROWS)

RowOfLines = dict[int, list[int]]


def propose_stacked_rows(cells: Sequence[CellText]) -> RowPartition | None:
    """Propose the rows that marked names, or numbers on common baselines, prove.

    Args:
        cells: The cells of a band that hold text, from left to right.

    Returns:
        At least two rows, or a veto; ``None`` where nothing proves them.
    """
    codes = _find_codes(cells)
    numbers = [f for f in cells if f not in codes and _is_number_column(f)]
    if not any(len(f.lines) > 1 for f in numbers):
        return None
    if any(may_be_wrapped_number(f.lines, f.slot.box.width) for f in numbers):
        return None
    rest = [f for f in cells if f not in numbers and f not in codes]
    heights = [t for n in numbers for t in n.lines]
    units = [f for f in rest[1:] if _is_unit_column(f, heights)]
    words = [f for f in rest if f not in units]
    for names in reversed(words):
        entries = find_list_items(names.lines)
        rows = entries and _rows_by_list_items(names, entries, numbers, units, [*codes, *words])
        if rows:
            return rows
    level = [f for f in codes if len(f.lines) > 1 and _is_level_column(f, heights)]
    units, words = [*level, *units], [*(f for f in codes if f not in level), *words]
    found = find_baseline_rows(numbers, units, words)
    return _rows_by_baselines(found, numbers, units, words) if found else None


def _find_codes(cells: Sequence[CellText]) -> list[CellText]:
    """Return the columns before the first words that only number the rows or code them."""
    codes: list[CellText] = []
    for cell in cells:
        if not all(ORDINAL.match(t.text) for t in cell.lines):
            break
        codes.append(cell)
    return codes if len(codes) < len(cells) else []


def _is_number_column(cell: CellText) -> bool:
    """Return True if each line is a number, or a dash in its place."""
    if not all(is_number_line(t.text) for t in cell.lines):
        return False
    return len(cell.lines) > 1 or any(c.isdigit() for c in cell.text)


def _is_level_column(cell: CellText, numbers: Sequence[TextLine]) -> bool:
    """Return True if each line stands at the height of a number."""
    return all(any(share_baseline(t, n) for n in numbers) for t in cell.lines)


def _is_unit_column(cell: CellText, numbers: Sequence[TextLine]) -> bool:
    """Return True if each line is a short word at the height of a number."""
    is_short = all(
        len(t.text) <= SETTINGS.unit_length and not any(c.isdigit() for c in t.text)
        for t in cell.lines
    )
    is_marked = find_list_items(cell.lines) is not None
    return (
        is_short and not is_marked and len(cell.lines) >= 2 and _is_level_column(cell, numbers)
    )


def _rows_by_list_items(
    names: CellText,
    entries: Sequence[ListItem],
    numbers: Sequence[CellText],
    units: Sequence[CellText],
    words: Sequence[CellText],
) -> RowPartition | None:
    """Make a row of each entry of a column of marked names."""
    others = [f for f in words if f is not names]
    head = _find_head(entries[0], numbers, others)
    seeds: list[Sequence[TextLine]] = [head] if head else []
    first = len(seeds)
    seeds += [e.pieces for e in entries]
    columns = [*numbers, *units]
    rows_of = _pair_by_height(seeds, columns) or _pair_in_order(entries, first, columns)
    if rows_of is None:
        return None
    if _is_shifted(entries, first, numbers, rows_of):
        return RowPartition(PartitionEvidence.LIST_ITEMS, (), veto=RowVeto.SHIFTED_NUMBERS)
    if not _is_proven(entries, first, numbers, units, rows_of):
        return None
    rows_of[names.slot.column] = [first + i for i, e in enumerate(entries) for _ in e.pieces]
    cells = [*numbers, *units, *words]
    return _make_rows(PartitionEvidence.LIST_ITEMS, seeds, rows_of, cells, numbers)


def _rows_by_baselines(
    found: BaselineRows,
    numbers: Sequence[CellText],
    units: Sequence[CellText],
    words: Sequence[CellText],
) -> RowPartition | None:
    rows_of, cells = dict(found.rows_of), [*numbers, *units, *words]
    return _make_rows(PartitionEvidence.BASELINES, found.rows, rows_of, cells, numbers)


def _find_head(
    first: ListItem, numbers: Sequence[CellText], others: Sequence[CellText]
) -> tuple[TextLine, ...]:
    """Return the words above the first entry, if a number stands beside them."""
    numbered = any(t.box.y1 <= first.top + 1 for f in numbers for t in f.lines)
    above = [t for f in others for t in f.lines if t.middle < first.top]
    return tuple(sorted(above, key=lambda t: t.middle)) if numbered else ()


# --- which number belongs to which entry ---------------------------------------------------


def _pair_by_height(
    seeds: Sequence[Sequence[TextLine]], columns: Sequence[CellText]
) -> RowOfLines | None:
    """Give each line of each column to the row that it clearly stands beside."""
    rows_of: RowOfLines = {}
    for cell in columns:
        own = [_find_row_beside(line, seeds) for line in cell.lines]
        if None in own or len(set(own)) < len(own):
            return None
        rows_of[cell.slot.column] = [home for home in own if home is not None]
    return rows_of


def _find_row_beside(line: TextLine, seeds: Sequence[Sequence[TextLine]]) -> int | None:
    """Return the row that a line stands beside; ``None`` if that is not clear."""
    height = line.box.height
    top = min(t.box.y0 for t in seeds[0])
    bottom = max(t.box.y1 for t in seeds[-1])
    if line.middle < top - SETTINGS.above_first_item * height or line.middle > bottom + height:
        return None
    rooms = sorted(
        (min(abs(t.middle - line.middle) for t in pieces), i) for i, pieces in enumerate(seeds)
    )
    if len(rooms) > 1 and rooms[0][0] > SETTINGS.clearly_nearer * rooms[1][0]:
        return None
    return rooms[0][1]


def _pair_in_order(
    entries: Sequence[ListItem], first: int, columns: Sequence[CellText]
) -> RowOfLines | None:
    """Pair numbers with counted entries one by one where their line spacing differs.

    There must be as many of them, the first two side by side, the others drifting apart by
    less than a row.
    """
    counted = [i for i, e in enumerate(entries) if e.kind in ("letter", "count")]
    if len(counted) < 2 or counted != list(range(counted[0], counted[-1] + 1)):
        return None
    starts = [entries[i].first for i in counted]
    pitch = min(b.middle - a.middle for a, b in pairwise(starts))
    rows_of: RowOfLines = {}
    for cell in columns:
        drifts = [n.middle - s.middle for n, s in zip(cell.lines, starts, strict=False)]
        is_one_way = all(b >= a - SETTINGS.drift_slack for a, b in pairwise(drifts)) or all(
            b <= a + SETTINGS.drift_slack for a, b in pairwise(drifts)
        )
        if len(cell.lines) != len(starts) or not is_one_way:
            return None
        if (
            abs(drifts[0]) > SETTINGS.drift_start * pitch
            or max(map(abs, drifts)) > SETTINGS.most_drift * pitch
        ):
            return None
        rows_of[cell.slot.column] = [first + i for i in counted]
    return rows_of


def _is_proven(
    entries: Sequence[ListItem],
    first: int,
    numbers: Sequence[CellText],
    units: Sequence[CellText],
    rows_of: RowOfLines,
) -> bool:
    """Return True if two columns agree, or each name of one kind has its number."""
    own = [set(rows_of[f.slot.column]) for f in numbers]
    numbered = set().union(*own)
    if len(numbered) < 2:
        return False
    leaves = {first + i for i in range(len(entries)) if _is_leaf(entries, i)}
    sets = own + [set(rows_of[f.slot.column]) for f in units]
    if any(len(a & b) >= 2 for a, b in combinations(sets, 2)):
        return True
    own_rows = numbered - {first - 1}
    kinds = {entries[i - first].kind for i in own_rows}
    alike = {first + i for i in _find_run(entries, {i - first for i in own_rows})} & leaves
    return len(kinds) == 1 and "" not in kinds and alike == own_rows


def _find_run(entries: Sequence[ListItem], own: set[int]) -> set[int]:
    """Return the entries of one kind around some of them, up to the next of no kind."""
    run: set[int] = set()
    for step, start in ((-1, min(own)), (1, max(own))):
        i = start
        while 0 <= i < len(entries) and entries[i].kind:
            run.add(i)
            i += step
    kind = entries[min(own)].kind
    return {i for i in run | set(range(min(own), max(own))) if entries[i].kind == kind}


def _is_shifted(
    entries: Sequence[ListItem], first: int, numbers: Sequence[CellText], rows_of: RowOfLines
) -> bool:
    """Return True if a heading has numbers and an item has none: all may be a line too high."""
    numbered = {home for f in numbers for home in rows_of[f.slot.column]}
    leaves = {first + i for i in range(len(entries)) if _is_leaf(entries, i)}
    return not numbered <= {*leaves, first - 1} and not leaves <= numbered


def _is_leaf(entries: Sequence[ListItem], i: int) -> bool:
    """Return True if no deeper entry follows: what has none below it may have a number."""
    if not entries[i].kind:
        return False
    if i + 1 == len(entries) or not entries[i + 1].kind:
        return True
    own, below = entries[i], entries[i + 1]
    return below.edge <= own.edge + SETTINGS.deeper


# --- the rows -------------------------------------------------------------------------------


def _make_rows(
    evidence: PartitionEvidence,
    seeds: Sequence[Sequence[TextLine]],
    rows_of: RowOfLines,
    cells: Sequence[CellText],
    numbers: Sequence[CellText],
) -> RowPartition | None:
    """Place the blocks of the other columns and find the heights between the rows."""
    heights = _find_heights(seeds, rows_of, cells)
    if heights is None:
        return None
    words = [f for f in cells if f.slot.column not in rows_of]
    gaps = [b.box.y0 - a.box.y1 for f in words for a, b in pairwise(f.lines)]
    usual = max(0.0, min(gaps, default=0.0))
    figures: dict[int, list[TextLine]] = {}
    for cell in numbers:
        for line, home in zip(cell.lines, rows_of[cell.slot.column], strict=True):
            figures.setdefault(home, [seeds[home][0]]).append(line)
    for cell in words:
        own = _place_units(cell, figures) or _place_likes(cell, figures)
        own = own or _place_blocks(cell, seeds, usual)
        if own is None:
            return None
        rows_of[cell.slot.column] = own
    lines: dict[int, tuple[tuple[TextLine, ...], ...]] = {}
    for cell in cells:
        rows: list[list[TextLine]] = [[] for _ in seeds]
        for line, home in zip(cell.lines, rows_of[cell.slot.column], strict=True):
            rows[home].append(line)
        lines[cell.slot.column] = tuple(tuple(join_bullets(r)) for r in rows)
    alone = {f.slot.column for f in numbers if _may_stand_for_all(f, numbers)}
    return RowPartition(evidence, tuple(heights), lines, frozenset(alone))


def _find_heights(
    seeds: Sequence[Sequence[TextLine]], rows_of: RowOfLines, cells: Sequence[CellText]
) -> list[float] | None:
    """Return a height between each row and the next, ``None`` if rows run into each other."""
    members: list[list[TextLine]] = [list(pieces) for pieces in seeds]
    for cell in cells:
        for line, home in zip(cell.lines, rows_of.get(cell.slot.column, []), strict=False):
            members[home].append(line)
    heights: list[float] = []
    for k in range(len(seeds) - 1):
        upper, lower = max(t.middle for t in members[k]), min(t.middle for t in members[k + 1])
        if upper >= lower:  # a drifting column: the names alone say where
            upper, lower = max(t.middle for t in seeds[k]), min(t.middle for t in seeds[k + 1])
        heights.append((upper + lower) / 2)
    return heights if all(a < b for a, b in pairwise(heights)) else None


def _place_units(cell: CellText, figures: dict[int, list[TextLine]]) -> list[int] | None:
    """Place units that wrap: most rows with a number have one that begins beside it."""
    if any(
        len(t.text) > SETTINGS.unit_length or any(c.isdigit() for c in t.text)
        for t in cell.lines
    ):
        return None
    rows_of: list[int] = []
    for line in cell.lines:
        beside = [
            home for home, own in figures.items() if any(share_baseline(line, t) for t in own)
        ]
        rows_of.append(beside[0] if beside else rows_of[-1] if rows_of else -1)
    return (
        rows_of
        if -1 not in rows_of and len(set(rows_of)) >= SETTINGS.most_units * len(figures)
        else None
    )


def _place_likes(cell: CellText, figures: dict[int, list[TextLine]]) -> list[int] | None:
    """Place lines of like kind, one beside each number: "Perda Nomor 11", "Perda Nomor 3"."""
    first = Counter(t.text.split()[0] for t in cell.lines)
    is_alike = first.most_common(1)[0][1] >= SETTINGS.most_units * len(cell.lines) > 1
    if not is_alike and len(cell.lines) != len(figures):
        return None
    rows_of = [
        next(
            (
                home
                for home, own in figures.items()
                if any(share_baseline(line, t) for t in own)
            ),
            -1,
        )
        for line in cell.lines
    ]
    return rows_of if -1 not in rows_of and len(set(rows_of)) == len(rows_of) else None


def _place_blocks(
    cell: CellText, seeds: Sequence[Sequence[TextLine]], usual: float
) -> list[int] | None:
    """Give each block of a column of words to the row in which it begins.

    ``None`` if several lines begin with a number: they may belong to several rows.
    """
    if all(ORDINAL.match(t.text) for t in cell.lines):
        own = [_find_row_beside(t, seeds) for t in cell.lines]
        return None if None in own else [home for home in own if home is not None]
    led = [t for t in cell.lines if t.text[:1].isdigit() and not ITEM_MARKER.match(t.text)]
    if len(led) > 1:
        return None
    tops = [min(t.box.y0 for t in pieces) for pieces in seeds]
    own_rows: list[int] = []
    for i, line in enumerate(cell.lines):
        match = ITEM_MARKER.match(line.text)
        is_marked = match is not None and (
            match.lastgroup in BLOCK_MARKS or not match[0].isdigit()
        )
        room = usual + SETTINGS.block_room * line.box.height
        if i == 0 or is_marked or line.box.y0 - cell.lines[i - 1].box.y1 > room:
            own_rows.append(max(0, sum(top <= line.middle for top in tops) - 1))
        else:
            own_rows.append(own_rows[-1])
    return own_rows


def _may_stand_for_all(cell: CellText, numbers: Sequence[CellText]) -> bool:
    """Return True if a column's only number may belong to more rows than the one beside it."""
    if len(cell.lines) != 1 or not any(c.isdigit() for c in cell.text):
        return False
    line, box = cell.lines[0], cell.slot.box
    if abs(line.middle - (box.y0 + box.y1) / 2) <= SETTINGS.centred * line.box.height:
        return True
    return not any(share_baseline(line, t) for f in numbers if f is not cell for t in f.lines)
