"""The lines of a table: their codes, their tree, and the code to publish."""

from collections.abc import Mapping, Sequence

from normalisers.codes import KodeReading, read_kode_column
from schemas import PROGRAMME_LEVELS, Item, TypedTable
from schemas.nomenclature import EDITIONS, NomenclatureEntry

_TAIL_DIGITS = {edition.edition: edition.tail_digits for edition in EDITIONS}


def instantiate(entry: NomenclatureEntry, bidang: str | None) -> str:
    """Return the code to publish: the agency's bidang for X.XX, the edition's digits."""
    parts = entry.kode.split(".")
    if bidang is not None and parts[0] == "X" and len(parts) > 2:
        parts[:2] = bidang.split(".")
    if len(parts) == 6:
        parts[5] = parts[5].zfill(_TAIL_DIGITS.get(entry.edition, 2))
    return ".".join(parts)


def read_codes(tables: Sequence[TypedTable]) -> dict[str, KodeReading]:
    """Read the printed codes, column by column: what one leaves open the others decide."""
    readings: dict[str, KodeReading] = {}
    for table in tables:
        coded = [item for item in table.items if item.kode_printed]
        read = read_kode_column([item.kode_printed or "" for item in coded])
        readings.update({item.item_id: r for item, r in zip(coded, read, strict=True)})
    return readings


def find_parents(table: TypedTable) -> dict[str, Item]:
    """Return the nearest programme line above each item."""
    by_id = {item.item_id: item for item in table.items}
    parents = {}
    for item in table.items:
        seen = {item.item_id}
        above = by_id.get(item.parent_item_id or "")
        while above is not None and above.item_id not in seen:
            if above.level in PROGRAMME_LEVELS:
                parents[item.item_id] = above
                break
            seen.add(above.item_id)
            above = by_id.get(above.parent_item_id or "")
    return parents


def in_tree_order(table: TypedTable, parents: Mapping[str, Item]) -> list[Item]:
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
