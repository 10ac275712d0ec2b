"""What the nomenclature alone can tell of rows: torn names, several names, wrong levels.

A name cut by the end of a page is put together, a cell that names several programmes
becomes several items, and a row that stands on the wrong level because its name is used on
two is moved: each only where the lists have the very names.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from sidak.normalisers.rows.codes import KodeReading, read_kode_column
from sidak.normalisers.rows.row_tree import build_row_tree
from sidak.normalisers.rows.settings import SETTINGS
from sidak.schemas import PROGRAMME_LEVELS, DocumentFacts, Item, Level, TypedTable
from sidak.schemas.nomenclature import NomenclatureIndex, parent_of

#: Where a cell may hold the next of several names: numbering, signs, "dan" and commas before
#: a capital, and the word of the level.
_NAME_BOUNDARY = re.compile(
    r"(?:^|(?<=\s))(?:[a-z]|\d{1,2})[.)]\s+(?=[A-Z])|\s*[;•]\s*|[.,]\s+(?=[A-Z])"
    r"|\s+(?:dan|serta)\s+(?=[A-Z])|\s+(?=(?:program|kegiatan)\s)",
    re.IGNORECASE,
)


def read_codes(tables: Sequence[TypedTable]) -> dict[str, KodeReading]:
    """Read the printed codes, table by table: what one leaves open the others decide.

    Returns:
        Item id to the reading of its code.
    """
    readings: dict[str, KodeReading] = {}
    for table in tables:
        coded = [item for item in table.items if item.kode_printed]
        read = read_kode_column([item.kode_printed or "" for item in coded])
        readings.update({item.item_id: r for item, r in zip(coded, read, strict=True)})
    return readings


def choose_kewenangan(facts: DocumentFacts, readings: Iterable[KodeReading]) -> frozenset[str]:
    """Return the digits of authority that fit a document: 1 provinsi, 2 kabupaten/kota.

    The printed codes decide, else the region; unknown means both.
    """
    digits = Counter(digit for r in readings if (digit := r.kewenangan) is not None)
    if digits.total() >= SETTINGS.kewenangan_fewest:
        return frozenset(
            d
            for d, count in digits.items()
            if count >= SETTINGS.kewenangan_share * digits.total()
        )
    region = (facts.region or "").casefold()
    if "provinsi" in region or "daerah istimewa" in region:
        return frozenset("1")
    if "kota" in region or "kabupaten" in region:
        return frozenset("2")
    return frozenset("12")


@dataclass(frozen=True, slots=True)
class OfficialCodes:
    """The official names that a document may use, with their codes."""

    nomenclature: NomenclatureIndex
    kewenangan: frozenset[str]

    def find(self, level: Level, name: str) -> frozenset[str]:
        """Return the codes of an official name on a level; empty if it is none."""
        return self.nomenclature.find_codes(level, name, self.kewenangan)


def repair_by_reference(
    tables: Sequence[TypedTable], facts: DocumentFacts, nomenclature: NomenclatureIndex
) -> tuple[TypedTable, ...]:
    """Repair torn names, several names in one cell, and levels by the nomenclature.

    Args:
        tables: Typed tables of one document.
        facts: What the document says of itself.
        nomenclature: The lists at hand.
    """
    kewenangan = choose_kewenangan(facts, read_codes(tables).values())
    codes = OfficialCodes(nomenclature, kewenangan)
    return tuple(_repair(table, codes) for table in tables)


def _repair(table: TypedTable, codes: OfficialCodes) -> TypedTable:
    joined = _join_names_cut_by_page_break(table, codes)
    split = _split_cells_of_several_names(joined, codes)
    repaired = _correct_levels(split, codes)
    if repaired is table:
        return table
    before = {node.item_id: node for node in table.tree.nodes}
    evidence = {
        item.item_id: node.evidence
        for item in repaired.items
        if (node := before.get(item.item_id)) is not None and node.level is item.level
    }
    tree = build_row_tree(repaired.items, repaired.figures, evidence)
    return replace(repaired, tree=tree)


def _join_names_cut_by_page_break(table: TypedTable, codes: OfficialCodes) -> TypedTable:
    """Put the halves of a name together that the end of a page has torn.

    The first half keeps the item, with the whole name; the figures of the second half's
    row become its own.
    """
    joined: dict[str, Item] = {}
    gone: dict[str, Item] = {}
    for first, rest in _iter_adjacent_items(table):
        if rest.kode_printed or rest.page == first.page or first.item_id in gone:
            continue
        name = f"{first.name} {rest.name}"
        levels = [level for level in PROGRAMME_LEVELS if codes.find(level, name)]
        if not levels or any(codes.find(one.level, one.name) for one in (first, rest)):
            continue
        level = first.level if first.level in levels else levels[0]
        joined[first.item_id] = replace(first, name=name, level=level)
        gone[rest.item_id] = joined[first.item_id]
    if not gone:
        return table
    items = tuple(
        replace(item, parent_item_id=gone[item.parent_item_id].item_id)
        if item.parent_item_id in gone
        else item
        for item in (joined.get(one.item_id, one) for one in table.items)
        if item.item_id not in gone
    )
    figures = tuple(
        replace(figure, item_id=own.item_id, item_name=own.name)
        if (own := gone.get(figure.item_id or "") or joined.get(figure.item_id or ""))
        else figure
        for figure in table.figures
    )
    return replace(table, items=items, figures=figures)


def _iter_adjacent_items(table: TypedTable) -> Iterator[tuple[Item, Item]]:
    """Yield the names of rows that follow each other, name column by name column."""
    lines = [item for item in table.items if item.level in PROGRAMME_LEVELS]
    rows = [tuple(group) for _row, group in groupby(lines, key=lambda item: item.row)]
    for upper, lower in pairwise(rows):
        if len(upper) == len(lower):
            yield from zip(upper, lower, strict=True)


def _split_cells_of_several_names(table: TypedTable, codes: OfficialCodes) -> TypedTable:
    """Make several items of a cell that holds several names of the list."""
    items: list[Item] = []
    for item in table.items:
        names = split_names(item.name, item.level, codes)
        items.append(replace(item, name=names[0]) if names else item)
        items.extend(
            replace(item, item_id=f"{item.item_id}-{at}", name=name, kode_printed=None)
            for at, name in enumerate(names[1:], 2)
        )
    return replace(table, items=tuple(items)) if len(items) > len(table.items) else table


def split_names(name: str, level: Level, codes: OfficialCodes) -> tuple[str, ...]:
    """Split a name into several names of one level, if the list has each of them.

    Returns:
        The names in order; empty if it is one name, or not all parts are in the list.
    """
    if level not in PROGRAMME_LEVELS or codes.find(level, name):
        return ()
    cuts = [
        (0, 0),
        *((m.start(), m.end()) for m in _NAME_BOUNDARY.finditer(name)),
        (len(name),) * 2,
    ]
    if not 3 <= len(cuts) <= SETTINGS.reference_most_cuts:
        return ()
    found: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(cuts)):
        for start in range(end):
            part = name[cuts[start][1] : cuts[end][0]].strip()
            if start in found and end not in found and _is_name(part, level, codes):
                found[end] = (*found[start], part)
        is_empty = not name[cuts[end - 1][1] : cuts[end][0]].strip()
        if end not in found and is_empty and end - 1 in found:
            found[end] = found[end - 1]
    names = found.get(len(cuts) - 1, ())
    return names if len(names) > 1 else ()


def _is_name(part: str, level: Level, codes: OfficialCodes) -> bool:
    return len(part) >= SETTINGS.reference_shortest_part and bool(codes.find(level, part))


def _correct_levels(table: TypedTable, codes: OfficialCodes) -> TypedTable:
    """Move rows to the level of the kegiatan that the rows below them stand under.

    A kegiatan and one of its sub kegiatan, or a programme and its kegiatan, may carry one
    name; the name alone does not tell the level, but the names below it do. A kegiatan
    without rows below, whose name only sub kegiatan have, is one of them.
    """
    lines = [item for item in table.items if item.level in PROGRAMME_LEVELS]
    by_id = {item.item_id: item for item in lines}
    moved: dict[str, str] = {}
    # Before 2021, names of today's sub kegiatan were names of kegiatan: the table must know
    # a kegiatan of today.
    is_of_today = False
    for at, item in enumerate(lines):
        is_of_today = is_of_today or (at > 0 and _is_kegiatan(lines[at - 1], codes))
        if item.kode_printed:
            continue
        if (
            is_of_today
            and item.level is Level.KEGIATAN
            and _is_sub_kegiatan_without_parent(lines, at, codes)
        ):
            lines[at] = by_id[item.item_id] = replace(item, level=Level.SUB_KEGIATAN)
            moved[item.item_id] = ""
        if item.level is not Level.SUB_KEGIATAN:
            continue
        kegiatan = codes.find(Level.KEGIATAN, item.name)
        if not kegiatan:
            continue
        below = _rows_below(lines, at)
        above = by_id.get(item.parent_item_id or "")
        rivals: frozenset[str] = frozenset()
        if above is None and codes.find(Level.SUB_KEGIATAN, item.name):
            continue  # the kegiatan of this name may stand on the page before
        if above is not None and above.level is Level.KEGIATAN:
            rivals = codes.find(Level.KEGIATAN, above.name)
            if not rivals:
                continue  # the kegiatan above has a name of its own: it may be this very one
        if _count(below, kegiatan, codes) and not _count(below, rivals, codes):
            moved[item.item_id] = item.parent_item_id or ""
            lines[at] = by_id[item.item_id] = replace(item, level=Level.KEGIATAN)
    return _apply_levels(table, moved, by_id) if moved else table


def _is_sub_kegiatan_without_parent(
    lines: Sequence[Item], at: int, codes: OfficialCodes
) -> bool:
    """Return True if a kegiatan without rows below has a name that only sub kegiatan have."""
    name = lines[at].name
    if not codes.find(Level.SUB_KEGIATAN, name) or codes.find(Level.KEGIATAN, name):
        return False
    return not _rows_below(lines, at)


def _is_kegiatan(item: Item, codes: OfficialCodes) -> bool:
    """Return True if a row is a kegiatan of the list."""
    return item.level is Level.KEGIATAN and bool(codes.find(Level.KEGIATAN, item.name))


def _rows_below(lines: Sequence[Item], at: int) -> list[Item]:
    below: list[Item] = []
    for item in lines[at + 1 :]:
        if item.level is not Level.SUB_KEGIATAN:
            break
        below.append(item)
    return below


def _count(rows: Sequence[Item], kegiatan: frozenset[str], codes: OfficialCodes) -> int:
    """Count the rows whose name stands below one of the kegiatan in the list."""
    return sum(
        any(parent_of(kode) in kegiatan for kode in codes.find(Level.SUB_KEGIATAN, row.name))
        for row in rows
    )


def _apply_levels(
    table: TypedTable, moved: Mapping[str, str], by_id: Mapping[str, Item]
) -> TypedTable:
    """Give moved rows their level and parent, and the rows below them their new parent."""
    everything = {item.item_id: item for item in table.items}
    items: list[Item] = []
    heads: dict[str, str] = {}
    kegiatan: Item | None = None
    for item in table.items:
        if item.item_id not in moved:
            if item.level in PROGRAMME_LEVELS and item.level is not Level.SUB_KEGIATAN:
                heads = {}
                kegiatan = item if item.level is Level.KEGIATAN else None
            own = heads.get(item.parent_item_id or "")
            items.append(replace(item, parent_item_id=own) if own is not None else item)
            continue
        level, parent = by_id[item.item_id].level, kegiatan
        if level is Level.KEGIATAN:
            parent = everything.get(moved[item.item_id])
            while parent is not None and parent.level is Level.KEGIATAN:
                parent = everything.get(parent.parent_item_id or "")
            heads[moved[item.item_id]] = item.item_id
        above = parent.item_id if parent is not None else None
        items.append(replace(item, level=level, parent_item_id=above))
        kegiatan = items[-1] if level is Level.KEGIATAN else kegiatan
    rows = {by_id[key].row: by_id[key].level for key in moved}
    old = {by_id[key].row: everything[key].level for key in moved}
    levels = tuple(
        rows[row] if row in rows and level is old[row] else level
        for row, level in enumerate(table.row_levels)
    )
    figures = tuple(
        replace(figure, level=by_id[key].level)
        if (key := figure.item_id or "") in moved and figure.level is everything[key].level
        else figure
        for figure in table.figures
    )
    return replace(table, items=tuple(items), row_levels=levels, figures=figures)
