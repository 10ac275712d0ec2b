"""Thresholds of reading headers and columns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeaderSettings:
    """Thresholds of the sub-package ``header``, all chosen by hand.

    Shares are of the filled cells of a column, or of the cells of a row; lengths are in
    characters.

    Attributes:
        sure_share: Share of one sort of values that leaves no doubt.
        nearly_all: Share of one sort of values where other signs speak against it.
        largely: Share of numbering or units without a header.
        mostly: Share from which on the values are mostly of one sort.
        some_money: Share of amounts below which a column does not look like money.
        few: Share below which a sort of values is an exception.
        hardly_any: Share below which a sort of values is hardly there.
        fewest_small: Fewest values below a thousand that show a column to be no money.
        large_amount: Mean length of amounts that are no counts, beside a measure.
        large_budget: The same in a table that plans.
        short_text: Mean length up to which texts may be units.
        long_text: Mean length from which on texts are no figures.
        name_shortest: Mean length from which on texts may be names.
        indikator_shortest: Mean length from which on texts beside names may be indicators.
        fewest_repeated_words: Fewest columns that repeat the words which name a row.
        kode_parts: Share of the texts of a column that must be parts of a code; some are
            misread.
        kode_zero_columns: Fewest columns in which most parts begin with a zero, for a code that
            no header names.
        kode_fewest_columns: Fewest neighbouring columns that hold the parts of one code.
        longest_short_header: Longest header that names nothing by itself.
        longest_header: Longest text that may be a header.
        longest_passed_over: Longest text that may stand in a header row at all.
        longest_plain_header: Longest header over columns of numbers whose words are unknown.
        longest_split_header: Longest header below another that it does not split.
        header_words: Share of known words that makes a row below the first one a header.
        year_columns: Fewest years that count the columns of a row.
        deepest_header: Most header rows, column numbers not counted.
        deepest_spanned: Most rows of a header that merged cells alone show.
        deepest_title: Row before which a header begins.
        title_fewest_words: Fewest header words of a row below a title.
        stacked_fewest_names: Fewest columns that a header in the body names.
        stacked_longest_words: Longest header in the body.
        note_longest: Longest note of a unit.
        note_distance: Farthest that a note stands above its table, in points.
        note_overlap: How far, in points, it may reach into the table.
        introduction_gap: Widest gap, in points, between a table and the lines above it, and
            between these, that still belong together.
        introduction_lines: Most lines above a table that may introduce it.
        introduction_pages: Pages before a table on which a sentence may still name its year,
            for want of a nearer one.
        agreeing_sentences: Lines there that must name the same year, and none another, for
            it to be sure.
        foot_gap: Widest gap, in points, between the last line of a page and its page number.
        title_rows: Rows at the top of a table that may be its header.
        running_pages: Fewest pages that a running head stands on.
        note_rows: Rows at the top of a table in which a note may stand.
        above_fewest_columns: Fewest columns of a list that a line above it may name.
        above_most_words: Most words of such a line.
        spelling_long: Shortest word that may lack, repeat or swap a letter.
        spelling_longer: Shortest word that may have one wrong letter.
        numbers_fewest_repeated: Fewest neighbours that show column numbers within a row.
        numbers_lowest: Row above which column numbers stand.
        numbers_cells_per_stray: Cells of a row that the extractor takes for column numbers,
            for each of which one may be something else.
        numbers_longest_stray: Longest text of such a cell.
        numbers_long_row: Numbers in a row from which on one may slip.
        numbers_left_out: Largest column number beyond twice the number of columns.
        numbers_first: Largest number that a row below a header may begin with.
    """

    sure_share: float = 0.9
    nearly_all: float = 0.8
    largely: float = 0.7
    mostly: float = 0.6
    some_money: float = 0.3
    few: float = 0.2
    hardly_any: float = 0.1
    fewest_small: int = 3
    large_amount: float = 9.0
    large_budget: float = 10.0
    short_text: float = 14.0
    long_text: float = 30.0
    name_shortest: float = 4.0
    indikator_shortest: float = 15.0
    fewest_repeated_words: int = 3
    kode_fewest_columns: int = 3
    kode_parts: float = 0.7
    kode_zero_columns: int = 2
    longest_short_header: int = 4
    longest_header: int = 110
    longest_passed_over: int = 160
    longest_plain_header: int = 60
    longest_split_header: int = 24
    header_words: float = 0.6
    year_columns: int = 3
    deepest_header: int = 6
    deepest_spanned: int = 4
    deepest_title: int = 8
    title_fewest_words: int = 2
    stacked_fewest_names: int = 3
    stacked_longest_words: int = 45
    note_longest: int = 50
    note_distance: float = 45.0
    note_overlap: float = 6.0
    introduction_gap: float = 36.0
    introduction_lines: int = 9
    introduction_pages: int = 2
    agreeing_sentences: int = 3
    foot_gap: float = 60.0
    title_rows: int = 3
    running_pages: int = 3
    note_rows: int = 3
    above_fewest_columns: int = 3
    above_most_words: int = 14
    spelling_long: int = 6
    spelling_longer: int = 7
    numbers_fewest_repeated: int = 3
    numbers_lowest: int = 7
    numbers_cells_per_stray: int = 5
    numbers_longest_stray: int = 8
    numbers_long_row: int = 6
    numbers_left_out: int = 12
    numbers_first: int = 3


SETTINGS = HeaderSettings()
