"""Thresholds of reading rows: levels, numbering, codes over columns, the name column."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowSettings:
    """Thresholds of the sub-package ``rows``, all chosen by hand.

    Attributes:
        style_agreement: Share of the rows of one style that must have one level before rows
            of that style without a level take it.
        indent_step: Width in points within which indents count as the same.
        numbered_share: Share of the rows that must be numbered for their numbering alone to
            be their style.
        nesting_fewest_rows: Fewest rows without a level whose styles or sums are read as
            nested.
        nesting_sums_agreed: Share of the printed sums that must come out for nested styles
            to count, where the header names as many levels.
        nesting_sums_proven: The same where the styles show a level more than the header.
        sum_tolerance: Difference between a printed sum and its parts, in the unit of the
            column, that still counts as equal.
        sum_match: Weight of a column in which a kegiatan is the sum of its sub kegiatan.
        sum_mismatch: Weight of a column in which it is not.
        sum_head_cost: Weight taken off for each kegiatan, so that one more needs a reason.
        sum_hint: Weight of the first words of an indicator ("Jumlah ...", "Persentase ...").
        sum_known: Weight of a name that the nomenclature has on one level only.
        sum_most_children: Most sub kegiatan of one kegiatan that are tried.
        sum_believed: Share of the kegiatan with amounts whose sums must come out before a
            division into kegiatan and sub kegiatan is believed.
        outline_fewest: Fewest numbers that make a tree of numbering.
        outline_counted: Share of these numbers that must follow the one before.
        outline_agreed: Share of the rows that must agree on what the first step is.
        kode_fewest_columns: Fewest columns over which one code may be printed.
        kewenangan_fewest: Fewest printed codes that decide the authority of a document.
        kewenangan_share: Share of the codes that an authority must have.
        total_letters: Most letters ("Rp") beside the numbers of a total without a name.
        total_fewest_rows: Fewest rows whose sum proves such a total.
        section_letters: Fewest letters of a text merged over the name column that heads
            the rows below.
        section_letters_apart: The same for a text that does not reach the name column.
        programme_known: Share of the rows that must carry official names to make a table of
            programmes.
        marker_longest: Longest text, in characters, of a cell that numbers its row.
        fewest_list_numbers: So many names with a number and a sign in front ("1.") make other
            numbers in front of names of their column, without one, list numbers.
        name_column_fewest: Fewest names of the nomenclature that make a name column.
        name_column_share: Share of the cells of the column that they must be.
        twin_shortest: Shortest name, in letters, whose repetition in another block counts.
        twin_fewest: Fewest rows that repeat it, or that name a place.
        twin_share: Share of the filled rows of the column that must repeat it.
        places_share: Share of the texts that must be names of places.
        indikator_shortest: Mean length, in characters, of texts that may be indicators.
        reference_shortest_part: Shortest name, in characters, that a cell with several names
            is divided into.
        reference_most_cuts: Most places at which such a cell is divided.
        repeated_cells: Fewest filled cells of a row whose repetition is reported.
        repeated_digits: Fewest digits in it.
        repeated_letters: Fewest letters in it.
        repeated_passage: Fewest repeated rows that make a passage printed twice.
        repeated_distance: Largest step, in rows, from one row of a passage to the next.
    """

    style_agreement: float = 0.8
    indent_step: float = 6.0
    numbered_share: float = 0.8
    nesting_fewest_rows: int = 4
    nesting_sums_agreed: float = 0.6
    nesting_sums_proven: float = 0.9
    sum_tolerance: int = 1
    sum_match: float = 3.0
    sum_mismatch: float = -2.0
    sum_head_cost: float = 0.5
    sum_hint: float = 0.4
    sum_known: float = 4.0
    sum_most_children: int = 40
    sum_believed: float = 0.5
    outline_fewest: int = 3
    outline_counted: float = 0.85
    outline_agreed: float = 0.8
    kode_fewest_columns: int = 3
    kewenangan_fewest: int = 3
    kewenangan_share: float = 0.2
    section_letters: int = 4
    section_letters_apart: int = 12
    total_letters: int = 2
    total_fewest_rows: int = 2
    programme_known: float = 0.25
    marker_longest: int = 10
    fewest_list_numbers: int = 2
    name_column_fewest: int = 2
    name_column_share: float = 0.4
    twin_shortest: int = 12
    twin_fewest: int = 3
    twin_share: float = 0.5
    places_share: float = 0.8
    indikator_shortest: float = 15.0
    reference_shortest_part: int = 8
    reference_most_cuts: int = 12
    repeated_cells: int = 3
    repeated_digits: int = 4
    repeated_letters: int = 10
    repeated_passage: int = 3
    repeated_distance: int = 2


SETTINGS = RowSettings()
