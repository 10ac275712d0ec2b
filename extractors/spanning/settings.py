"""Thresholds of joining tables over pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpanningSettings:
    """Thresholds of joining tables over pages.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        same_border: Borders of two parts that differ by no more than this are the same column,
            in points.
        least_shared_borders: Share of the inner borders of the narrower part that must be the
            other's as well.
        border_shift: A border may move between pages by this share of the narrower column
            beside it.
        least_columns: Share of the columns that a continuation may be short of at its sides.
        number_rows: Rows at the top among which a row of column numbers may stand.
        text_overhang: Text may stand over the border of its column by this much, in points.
        running_text_margin: Share of the page's height at the top and bottom where page
            headers and footers stand.
        least_habit_rows: Fewest rows from which a habit of a table can be told.
        habit: Share of rows that make it a habit.
        least_sentence_letters: Fewest letters of a text that may be half a sentence.
        lower_case_share: Share of the texts of a column that may begin small though they are
            whole.
        header_rows: Rows at the top of a part that may be header or title.
        title_rows: Rows with one text alone that may stand above a header.
        misread_share: Share of the letters of a scanned header that may be misread.
        least_header: Fewest characters of a header row from which that can be told.
        least_votes: Fewest pages that vote on a header that they repeat.
        least_vote_columns: Fewest columns of such a table.
        least_vote_letters: Fewest letters of a cell that is voted on.
        least_alike_header: How like the readings of a header are, from 0 to 1, at least.
        vote_share: Share of the pages that agree on each letter of a word that is clear.
        shown_letters: Share of the letters that a page shows which must stand in the vote.
        numeric_share: Share of the cells of a column that make it one of numbers.
        least_numbers: Fewest numbers that make a column one of numbers.
        same_frame: A frame is as wide as its columns to within this, in points.
        same_height: Row borders that differ by no more than this lie at the same height, in
            points.
        least_side_rows: Fewest rows from which the same heights prove anything.
        shared_rows: Share of the row borders that must be the same.
        name_letters: Letters from which on a text may be a name.
        named_rows: Share of the rows in which a column of names has one.
        same_width: Widths of two parts that differ by no more than this share are the same.
        least_shared_of_wider: Share of the inner borders of the wider part that must be the
            other's as well.
        other_header: Share of the header texts of a part that stand in the header above it,
            below which its header is another one.
        same_band: Running text comes again within bands of this height, in points.
        longest_margin_text: Longest text at the edge of a page that is running text wherever
            it stands, in characters.
        low_row: Share of the page's tables above a last row that may be a running footer.
        least_footer: Fewest letters of a running footer in a box.
    """

    same_border: float = 6.0
    least_shared_borders: float = 0.7
    border_shift: float = 0.4
    least_columns: float = 0.7
    number_rows: int = 7
    text_overhang: float = 1.5
    running_text_margin: float = 0.12
    least_habit_rows: int = 5
    habit: float = 0.88
    least_sentence_letters: int = 3
    lower_case_share: float = 0.2
    header_rows: int = 6
    title_rows: int = 3
    misread_share: float = 0.1
    least_header: int = 20
    least_votes: int = 3
    least_vote_columns: int = 3
    least_vote_letters: int = 6
    least_alike_header: float = 0.5
    vote_share: float = 0.6
    shown_letters: float = 0.7
    numeric_share: float = 0.6
    least_numbers: int = 3
    same_frame: float = 2.0
    same_height: float = 2.5
    least_side_rows: int = 5
    shared_rows: float = 0.8
    name_letters: int = 3
    named_rows: float = 0.3
    same_width: float = 0.03
    least_shared_of_wider: float = 0.5
    other_header: float = 0.6
    same_band: int = 12
    longest_margin_text: int = 12
    low_row: float = 0.8
    least_footer: int = 8


SETTINGS = SpanningSettings()
