"""Thresholds of reading text dumps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextDumpSettings:
    """Thresholds of reading text dumps.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        least_margin: How much worse any other place for a column of numbers must be.
        identity_bonus: How much better another alignment must be before equal counts of
            columns are doubted.
        header_weight: Weight of a header's word that the cells do not contradict, counted in
            cells.
        block_gap: Empty lines that end a block.
        contents_gap: Most lines between the pages of a table of contents.
        running_title: How often a short line must recur to be a running title.
        title_length: A running title is at most this long.
        caption_reach: Lines above a table that may hold its caption.
        evidence_rows: Rows at the end of a table on which its columns are judged.
        header_rows: Most rows of a header.
        same_header: Share of the cells of a repeated header row that must be the same.
        header_length: Longest header cell, in characters.
        proven_length: Longest header cell where a row of column numbers proves the header, in
            characters.
        first_length: The first cell of a header in the middle of a table is at most this long.
    """

    least_margin: float = 0.15
    identity_bonus: float = 0.4
    header_weight: float = 2.0
    block_gap: int = 2
    contents_gap: int = 10
    running_title: int = 3
    title_length: int = 90
    caption_reach: int = 10
    evidence_rows: int = 60
    header_rows: int = 4
    same_header: float = 0.6
    header_length: int = 90
    proven_length: int = 200
    first_length: int = 30


SETTINGS = TextDumpSettings()
