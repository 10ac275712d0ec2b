"""Thresholds of reading tables without rulings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnruledSettings:
    """Thresholds of reading tables without rulings.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        column_gap: A gap wider than this many font sizes parts two columns.
        leader_dots: Fewest dots in a row that lead from a name to its number.
        fewest_parted_digits: Text with fewer digits is not looked at for two numbers in it.
        longest_ordinal: Most digits of a number that only counts rows.
        fewest_front_digits: Fewest digits of the front of a number that wraps.
        level_reach: Lines of one row reach into each other by this share of their height.
        clearly_nearer: Such lines are nearer to each other than to others by this factor.
        flush: Right or left edges that differ by no more than this are flush, in points.
        least_list_rows: Fewest rows of a table.
        block_gap: A table ends where the next line is further away than this many line
            heights.
        same_pitch: Rows of a table may be further apart than those above by this factor.
        half_line: Lines that reach into each other by this share of their height stand half a
            line apart.
        wrap_gap: A line that goes on with the last name follows within this many line
            heights.
        most_lead_lines: Most lines of a name above its number.
        block_middle: A number set in the middle of its name stands there to within this share
            of the line height.
        row_white: Gaps between rows exceed those inside by this share of the line height.
        fewest_even_names: Names set evenly around their numbers that prove this way of
            setting against the other one.
        word_fits: A word would have fitted on the line above with this share of the font size
            to spare.
        outdent: A line that begins further left than all names by this many font sizes is a
            heading.
        side_overlap: Lines that reach into each other by this share of their height stand
            side by side.
        side_gap: Gap between two tables side by side, in font sizes.
        most_head_lines: Lines above a table in which its header is looked for.
        most_columns: More columns than this are a matrix, whose rows lines cannot tell.
        named_rows: Share of the rows that have a name.
        significant_rows: Share of the rows with numbers whose numbers are more than page
            numbers or ordinals.
        fewest_ordered: Fewest rows with as many numbers each that tell by their order which
            column a number belongs to.
        rows_across_gutter: Share of the rows that may run two columns into one, with a space
            between them.
        space_in_chunk: Least width of such a space, as a share of the font size.
        header_line_gap: A line of the header follows the next within this many line heights.
        most_header_words: Most words of one line of a header's cell.
        most_header_lines: Most lines of a header, the column numbers with it.
        word_overhang: A header's word may reach into the neighbouring column by this share of
            its own width.
        centred_caption: A lone line in the middle of the table is its caption, no header; in
            points.
        header_cell_gap: A gap of this many line heights parts two cells of a header.
        level_words: Words of a header whose middles differ by less than this stand side by
            side, in points.
        covered_column: Share of a column's print that a header covers if it stands over it.
        span_middle: A text stands in the middle of several columns to within this share of
            their width.
        turned_reach: Words written upwards end this near above the first row, in line heights.
        near_header_line: Room below a header over several columns, as a share of its height.
        confidence: How sure a table is whose columns no ruling confirms.
    """

    column_gap: float = 0.9
    leader_dots: int = 4
    fewest_parted_digits: int = 6
    longest_ordinal: int = 3
    fewest_front_digits: int = 3
    level_reach: float = 0.4
    clearly_nearer: float = 1.5
    flush: float = 3.0
    least_list_rows: int = 3
    block_gap: float = 2.6
    same_pitch: float = 1.6
    half_line: float = -0.2
    wrap_gap: float = 0.75
    most_lead_lines: int = 5
    block_middle: float = 0.3
    row_white: float = 0.15
    fewest_even_names: int = 3
    word_fits: float = 1.0
    outdent: float = 1.5
    side_overlap: float = 0.3
    side_gap: float = 2.0
    most_head_lines: int = 8
    most_columns: int = 12
    named_rows: float = 0.8
    significant_rows: float = 0.6
    fewest_ordered: int = 4
    rows_across_gutter: float = 0.2
    space_in_chunk: float = 0.2
    header_line_gap: float = 1.6
    most_header_words: int = 6
    most_header_lines: int = 6
    word_overhang: float = 0.25
    centred_caption: float = 8.0
    header_cell_gap: float = 0.6
    level_words: float = 2.0
    covered_column: float = 0.5
    span_middle: float = 0.1
    turned_reach: float = 2.0
    near_header_line: float = 0.8
    confidence: float = 0.6


SETTINGS = UnruledSettings()
