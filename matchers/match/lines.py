"""The lines of a table: their codes, their tree, and the code to publish."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from sidak.matchers.match.scoring import Assignment, CandidateFit, CodeRelation
from sidak.matchers.match.settings import SETTINGS
from sidak.schemas import PROGRAMME_LEVELS, Figure, Item, MatchStatus, TypedTable
from sidak.schemas.nomenclature import EDITIONS, NomenclatureEntry

#: A code that may be used: certain, or decided by a person.
ACCEPTED = (MatchStatus.AUTO, MatchStatus.DECIDED)
_DEPTHS = {level: at for at, level in enumerate(PROGRAMME_LEVELS)}
_TAIL_DIGITS = {edition.edition: edition.tail_digits for edition in EDITIONS}


def fill_placeholder_code(entry: NomenclatureEntry, bidang: str | None) -> str:
    """Return the code to publish: the agency's bidang for X.XX, the edition's digits."""
    parts = entry.kode.split(".")
    if bidang is not None and parts[0] == "X" and len(parts) > 2:
        parts[:2] = bidang.split(".")
    if len(parts) == 6:
        parts[5] = parts[5].zfill(_TAIL_DIGITS.get(entry.edition, 2))
    return ".".join(parts)


def find_parents(table: TypedTable, lines: Container[str]) -> dict[str, Item]:
    """Return the nearest programme line above each item.

    Args:
        table: The table.
        lines: Ids of the items that are programme lines. Below a row that is none, though
            it looks like one, the nearest line above of a higher level counts.
    """
    nodes = table.tree.nodes
    places = {node.item_id: at for at, node in enumerate(nodes) if node.item_id is not None}
    items = {item.item_id: item for item in table.items}
    parents = {}
    for at, item in enumerate(table.items):
        higher = (nodes[place] for place in table.tree.ancestors(places[item.item_id]))
        node = next((one for one in higher if one.level in PROGRAMME_LEVELS), None)
        if node is None or node.item_id is None:
            continue
        above: Item | None = items[node.item_id]
        if node.item_id not in lines:
            above = _find_above(table.items[:at], item, lines)
        if above is not None:
            parents[item.item_id] = above
    return parents


def _find_above(before: Sequence[Item], item: Item, lines: Container[str]) -> Item | None:
    depth = _DEPTHS.get(item.level, len(_DEPTHS))
    return next(
        (
            other
            for other in reversed(before)
            if other.item_id in lines and _DEPTHS[other.level] < depth
        ),
        None,
    )


def find_parents_in_table_before(
    tables: Sequence[TypedTable], lines: Container[str], parents: Mapping[str, Item]
) -> dict[str, Item]:
    """Return what the first lines of a table may stand below in the table before.

    A programme tree goes on over several tables of a document: a table of as many columns
    that begins with a sub kegiatan, on the page where another ended or the next, may go on
    with its kegiatan.
    """
    found: dict[str, Item] = {}
    path: list[Item] = []
    width, page = 0, 0
    for table in tables:
        own = [item for item in table.items if item.item_id in lines]
        if not own or len(table.columns) != width or not 0 <= own[0].page - page <= 1:
            path = []
        width = len(table.columns)
        page = max((item.page for item in table.items), default=page)
        for item in own:
            depth = _DEPTHS[item.level]
            path = [other for other in path if _DEPTHS[other.level] < depth]
            is_of_before = bool(path) and path[-1].table_id != table.table_id
            if item.item_id not in parents and is_of_before:
                found[item.item_id] = path[-1]
            path.append(item)
    return found


def sort_parents_first(table: TypedTable, parents: Mapping[str, Item]) -> list[Item]:
    """Return the items, parents before children."""
    placed: set[str] = set()
    order: list[Item] = []

    def place(item: Item) -> None:
        if item.item_id in placed:
            return
        placed.add(item.item_id)
        above = parents.get(item.item_id)
        if above is not None:
            place(above)
        order.append(item)

    for item in table.items:
        place(item)
    return order


def describe_method(fit: CandidateFit, assignment: Assignment) -> str:
    """Return what a match rests on: "code+name", "code", "name+parent" or "name".

    Where no official list has the line, "+learned" follows.
    """
    learned = "" if fit.candidate.count_support(fit.entry) is None else "+learned"
    if fit.code is CodeRelation.SAME:
        is_by_name = fit.likeness >= SETTINGS.code_and_name_likeness
        return ("code+name" if is_by_name else "code") + learned
    return ("name+parent" if assignment.has_parent else "name") + learned


def assign_code_to_figure(figure: Figure, items: Mapping[str, Item]) -> Figure:
    """Return a figure with the code of its item, where that is accepted."""
    item = items.get(figure.item_id or "")
    if item is None or item.match_status not in ACCEPTED:
        return figure
    if f"{item.item_id}-2" in items:
        return figure  # one number for several programmes
    return replace(figure, kode=item.kode)
