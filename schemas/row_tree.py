"""The rows of a table as a tree: the level of each row, what it stands under, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sidak.schemas.vocabularies import Level


class RowEvidence(StrEnum):
    """How the level of a row, or its place in the tree, is known."""

    PRINTED = "printed"  # the row says so itself: "Program ...", "Jumlah Belanja"
    HEADER = "header"  # the header of its name column names one level
    CODE = "code"  # the length of the printed code, or a code that continues another
    NUMBERING = "numbering"  # 1, 1.1, 1.1.1 count the rows of a tree
    REFERENCE_LIST = "reference_list"  # the nomenclature has the name on this level only
    STYLE = "style"  # it looks like rows whose level is known
    SUMS = "sums"  # the amounts add up only so
    POSITION = "position"  # one step below the row above it
    NONE = "none"  # nothing says: content of no level


@dataclass(frozen=True, slots=True)
class RowNode:
    """A row of the tree: an item, or a row with figures that belongs to none.

    Attributes:
        row: Row of the table.
        level: Its level.
        evidence: How the level is known.
        item_id: Its item; ``None`` for a row without one.
        name: Name of the item; empty without one.
        code: Parts of its printed code without leading zeros, slips mended by the rows
            around it; empty if none is printed.
        parent: Place in ``RowTree.nodes`` of the row that it stands under.
        placed_by: How the parent is known.
    """

    row: int
    level: Level
    evidence: RowEvidence = RowEvidence.NONE
    item_id: str | None = None
    name: str = ""
    code: tuple[str, ...] = ()
    parent: int | None = None
    placed_by: RowEvidence = RowEvidence.NONE


@dataclass(frozen=True, slots=True)
class RowTree:
    """All rows of a table, in row order."""

    nodes: tuple[RowNode, ...] = ()

    @property
    def roots(self) -> tuple[int, ...]:
        """Places of the rows that stand under no other."""
        return tuple(at for at, node in enumerate(self.nodes) if node.parent is None)

    def children(self) -> tuple[tuple[int, ...], ...]:
        """Return, for each row, the places of the rows right below it in the tree."""
        below: list[list[int]] = [[] for _ in self.nodes]
        for at, node in enumerate(self.nodes):
            if node.parent is not None:
                below[node.parent].append(at)
        return tuple(tuple(places) for places in below)

    def ancestors(self, at: int) -> Sequence[int]:
        """Return the places of the rows that a row stands under, the nearest first."""
        found: list[int] = []
        parent = self.nodes[at].parent
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self.nodes[parent].parent
        return found
