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
        longest_unit_cell: Longest cell that is a number with its unit, in characters.
        longest_short: Longest text that is short, in characters.
        skip_cost: Cost of leaving out a column that is empty.
        skip_filled_cost: Cost of leaving out a column of the table that is filled in every
            row, beyond that.
        most_presence: Filled share from which on a column is missed no more.
        header_presence: How much a column with a header alone is missed.
        empty_fit: Fit of an empty column of a piece with an empty one of the table.
        unknown_fit: Fit of a filled column of a piece with an empty one of the table.
        shared_words_bonus: Fit gained where two columns share a short word.
        likeness_weight: Weight of the likeness of contents.
        likeness_base: Fit lost where contents are not alike at all.
        fill_weight: Fit lost for each share by which two columns are filled differently.
        near_title_letters: Fewest letters of a running title that may be misspelt.
        contents_entries: Share of the rows that open like entries of a table of contents.
        contents_numbers: Share of the rows that end with a page number, beside such entries.
        headed_numbers: The same below the heading of a table of contents, or in the rest of
            one.
        headed_entries: Share of rows that open like entries, below such a heading.
        following_entries: The same in the rest of a table of contents.
        bare_numbers: Share of rows with a page number without any heading.
        bare_entries: Share of rows that open like entries without any heading.
        form_colons: Share of the rows of a form that hold a lone colon.
        styled_share: Share of a cell's text that is bold or italic if the cell is.
        unsure_confidence: Confidence of a table whose columns are not certain.
        margin_confidence: Most that the margin of an alignment adds to it.
        begun_cells: Share of the cells of a row that a header in the middle of a table fills.
        begun_words: Share of these cells with a word of headers.
        garbled_length: Longest cell of an unreadable first line of a header, in characters.
        first_words: Share of the cells of a first header row with a word of headers, and of
            those that it fills.
        later_words: Share of the cells of a further header row with a word of headers.
        later_length: Longest cell of such a row, in characters.
        rows_with_numbers: Share of the rows that hold a number in a table of numbers.
        numeric_column: Share of the cells of a column of numbers.
        wordy_column: Share of the cells of a column of words.
        rows_outside: Share of the rows with numbers beyond the header from which on the header
            lost a column.
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
    longest_unit_cell: int = 60
    longest_short: int = 12
    skip_cost: float = 0.03
    skip_filled_cost: float = 0.5
    most_presence: float = 0.9
    header_presence: float = 0.3
    empty_fit: float = 0.1
    unknown_fit: float = -0.25
    shared_words_bonus: float = 0.3
    likeness_weight: float = 1.6
    likeness_base: float = 0.6
    fill_weight: float = 0.2
    near_title_letters: int = 20
    contents_entries: float = 0.4
    contents_numbers: float = 0.3
    headed_numbers: float = 0.4
    headed_entries: float = 0.3
    following_entries: float = 0.2
    bare_numbers: float = 0.8
    bare_entries: float = 0.3
    form_colons: float = 0.6
    styled_share: float = 0.5
    unsure_confidence: float = 0.5
    margin_confidence: float = 0.4
    begun_cells: float = 0.5
    begun_words: float = 0.6
    garbled_length: int = 60
    first_words: float = 0.3
    later_words: float = 0.5
    later_length: int = 60
    rows_with_numbers: float = 0.7
    numeric_column: float = 0.6
    wordy_column: float = 0.7
    rows_outside: float = 0.7


SETTINGS = TextDumpSettings()
