"""The tree of a table's rows, built once from its items and figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from sidak.schemas import Figure, Item
from sidak.schemas.row_tree import RowEvidence, RowNode, RowTree

#: Parts that must agree before a code counts as another one that lost its beginning.
_LEAST_PARTS = 2


def build_row_tree(
    items: Sequence[Item],
    figures: Sequence[Figure] = (),
    evidence: Mapping[str, RowEvidence] | None = None,
) -> RowTree:
    """Return the rows of a table as a tree: its items, and rows with figures but no item.

    An item stands under its parent item; a row without an item under none.

    Args:
        items: In row order.
        figures: Those of the table.
        evidence: Item id to how its level is known; an item of which nothing is said is
            known by the list of reference.
    """
    evidence = evidence or {}
    codes = repair_codes([split_code(item.kode_printed) for item in items])
    ids = {item.item_id for item in items}
    nodes = [
        RowNode(
            item.row,
            item.level,
            evidence.get(item.item_id, RowEvidence.REFERENCE_LIST),
            item.item_id,
            item.name or item.name_raw,
            code,
        )
        for item, code in zip(items, codes, strict=True)
    ]
    without_item = {one.row: one.level for one in figures if one.item_id not in ids}
    nodes += [RowNode(row, level) for row, level in without_item.items()]
    nodes.sort(key=lambda node: node.row)
    place = {node.item_id: at for at, node in enumerate(nodes) if node.item_id is not None}
    parents = {item.item_id: place.get(item.parent_item_id or "") for item in items}
    return RowTree(
        tuple(replace(node, parent=parents.get(node.item_id or "")) for node in nodes)
    )


def split_code(text: str | None) -> tuple[str, ...]:
    """Return the parts of a printed code, zeros in front and spaces left out."""
    parts = re.split(r"[.\s]+", (text or "").strip(" ."))
    if not all(part.isalnum() for part in parts):
        return ()
    return tuple(part.lstrip("0") or "0" for part in parts)


def repair_codes(codes: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return the codes of the rows of a table, in row order, with slips mended.

    A code that lost its first parts ("20 05 59 09" below "1 20 05 59 08") gets them back. A
    part that differs ("y 20 05 59 34") while the rows before and after agree on it and on
    all else but the last is theirs. Only the tree is built on these; what is printed stays.
    """
    repaired = list(codes)
    known = [place for place, code in enumerate(codes) if code]
    for before, place in pairwise(known):
        repaired[place] = _complete(repaired[place], repaired[before])
    for before, place, after in zip(known, known[1:], known[2:], strict=False):
        repaired[place] = _conform(repaired[before], repaired[place], repaired[after])
    return repaired


def _complete(code: tuple[str, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    stem = code[:-1]
    if len(stem) < _LEAST_PARTS or code[0] == before[0]:
        return code
    for lost in range(1, len(before) - len(stem) + 1):
        if before[lost : lost + len(stem)] == stem:
            return before[:lost] + code
    return code


def _conform(
    before: tuple[str, ...], code: tuple[str, ...], after: tuple[str, ...]
) -> tuple[str, ...]:
    stem = code[:-1]
    if len(stem) <= _LEAST_PARTS or before[:-1] != after[:-1] or len(before) != len(code):
        return code
    differing = sum(1 for own, theirs in zip(stem, before, strict=False) if own != theirs)
    return before[:-1] + code[-1:] if differing == 1 else code
