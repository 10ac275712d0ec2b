"""How a ruled band comes apart into rows: the proposals, what proves them, and the choice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sidak.extractors.layout.cells import CellText
from sidak.extractors.layout.text_lines import TextLine


class PartitionEvidence(StrEnum):
    """What shows that a band holds several rows, strongest first."""

    LIST_ITEMS = "list items"  # marked names that count up, a number beside each
    BASELINES = "baselines"  # several columns of numbers on the same baselines
    ANCHORS = "anchors"  # complete amounts or codes one below the other, a name beside each
    NAMES = "names"  # names that wrap around their numbers, always in the same way
    GAPS = "gaps"  # white space through all cells, words and figures on both sides


class RowVeto(StrEnum):
    """Why a band is left whole though something shows several rows."""

    SHIFTED_NUMBERS = "shifted numbers"  # a heading has numbers and an item has none


@dataclass(frozen=True, slots=True)
class RowPartition:
    """A proposal how to cut a band.

    Attributes:
        evidence: What shows the rows.
        cuts: Where one row ends and the next begins, in points from top to bottom.
        lines: For each column the lines of each row, where they are known; a column that
            is missing is empty. ``None``: a line belongs where its middle lies.
        alone: Columns whose only number may stand for several rows.
        unsure: Rows whose name may have other lines.
        veto: Why the band stays whole nevertheless.
    """

    evidence: PartitionEvidence
    cuts: tuple[float, ...]
    lines: Mapping[int, tuple[tuple[TextLine, ...], ...]] | None = None
    alone: frozenset[int] = frozenset()
    unsure: frozenset[int] = frozenset()
    veto: RowVeto | None = None

    def describe(self, band: int) -> str:
        """Return a line for the debug overlay: what became of a band."""
        if self.veto is not None:
            return f"band {band} left whole: {self.veto} ({self.evidence})"
        return f"band {band} cut into {len(self.cuts) + 1} rows by {self.evidence}"


#: Proposes how to cut the cells of a band that hold text, from left to right; ``None`` where
#: its evidence is not there.
Proposer = Callable[[Sequence[CellText]], RowPartition | None]


def choose_partition(
    cells: Sequence[CellText], proposers: Sequence[Proposer]
) -> RowPartition | None:
    """Return the first proposal, so that stronger evidence wins; a veto ends the search.

    Args:
        cells: The cells of the band that hold text.
        proposers: Strongest evidence first.
    """
    for propose in proposers:
        found = propose(cells)
        if found is not None:
            return found
    return None
