"""The rows of a table as a tree: the level of each row, what it stands under, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sidak.schemas.vocabularies import Level

#: How deep a row of each level stands; rows of other levels have no place of their own.
LEVEL_DEPTHS = {
    Level.TUJUAN: 0,
    Level.SASARAN: 1,
    Level.URUSAN: 2,
    Level.BIDANG: 3,
    Level.PROGRAM: 4,
    Level.KEGIATAN: 5,
    Level.SUB_KEGIATAN: 6,
    Level.INDIKATOR: 7,
}


class RowEvidence(StrEnum):
    """How the level of a row is known."""

    PRINTED = "printed"  # the row says so itself: "Program ...", "Jumlah Belanja"
    HEADER = "header"  # the header of its name column names one level
    CODE = "code"  # the length of the printed code
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
    """

    row: int
    level: Level
    evidence: RowEvidence = RowEvidence.NONE
    item_id: str | None = None
    name: str = ""
    code: tuple[str, ...] = ()
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class RowTree:
    """All rows of a table, in row order."""

    nodes: tuple[RowNode, ...] = ()

    def ancestors(self, at: int) -> Sequence[int]:
        """Return the places of the rows that a row stands under, the nearest first."""
        found: list[int] = []
        parent = self.nodes[at].parent
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self.nodes[parent].parent
        return found
