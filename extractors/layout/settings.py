"""Thresholds of text lines, rulings, grids and cells."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LayoutSettings:
    """Thresholds of text lines, rulings, grids and cells.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        narrative_between: How many lines of narrative may stand between a caption and its
            table.
        overlap_fewest: Fewest pairs of letters that tell how far the boxes of a line overlap.
        overlap_share: Share of the size of the letters from which on such boxes overlap for
            being slanted.
        hanging_digits: Most digits of a row number that hangs in the middle of its name.
        hanging_gap: Smallest gap between such a number and the name, in points.
        hanging_slack: How far a line beside it may be set in from the name's edge, in points.
        name_lines: How many lines a name may run over, beside the one with the number.
        sentence_words: Words on a line from which on it can be told from its case that it is a
            sentence.
        longest_plain: Most digits of a number without separators that a page break may have
            cut.
        full_width: Share of a cell's width that the front of a wrapped number fills.
        tight_gap: A gap below this share of the line height shows that a line goes on with the
            one above.
        same_baseline: Lines whose middles differ by less than this share of their height share
            a baseline.
        border_share: Share of a border that must be drawn for it to part two cells.
        double_ruling: Rows and columns narrower than this hold no text, in points: two strokes
            of a double ruling.
        stray_share: Share of the height that an empty outermost column must be drawn over to
            be one.
        whole_side: Share of the height that the ruling next to a stray one is drawn over: the
            true side.
        open_side: How far rulings must run past the outermost crossing ruling to show an open
            side, in points.
        near_middle: A text is in the middle of others if it is as near to it as this share of
            their distance.
        even_fit: Fits that differ by less than this are equally good, in points.
        snap: Rulings whose positions differ by no more than this are one ruling, in points.
        bridge: A gap in a ruling no longer than this is bridged, in points.
        touch: A ruling that ends this near to another one touches it, in points.
        shortest_ruling: A ruling shorter than this frames nothing, in points.
        same_ends: Upright rulings whose ends differ from a table's by no more than this are as
            high as it.
        rows_to_adopt: Fewest rulings across a table whose rows go on beside it.
        frame_overhang: How far two frames that touch must differ in width to be two frames, in
            points.
        shading_width: Share of a table's width that a change of shading must reach over to
            part two rows.
        space_gap: A gap wider than this share of the font size is a space.
        printed_space_gap: A gap wider than this share of the font size is a space where the
            file prints one.
        line_tolerance: Glyphs whose middles differ by less than this share of the font size
            share a line.
        word_touch: Glyphs of different operators that meet to within this share of the font
            size, one set right after the other, were set as one word.
        kerning: Letters of one word may overlap by this share of the font size.
        column_gap: A gap wider than this many font sizes parts two columns.
        overprint: A glyph drawn again within this share of its size makes it look bold,
            nothing else.
        few_glyphs: Of so many glyphs each is compared with all others of its text.
        overprinted_letter: Letters of two texts that overlap by more than this share of the
            narrower one are printed over each other.
        overprinted_share: Share of the letters of a line that are so where two texts lie over
            each other.
        overprinted_fewest: Fewest such letters.
        fewest_stacked: Fewest letters of a hidden column that lie on the texts beside it.
        stacked_share: Share of its letters that do.
        text_beside_stack: Fewest letters of the text that they lie on.
        superscript_size: Largest size of a superscript, as a share of the character before it.
        superscript_rise: Least rise of a superscript, as a share of the size of the character
            before it.
        most_readings: Most readings of a scanned cell that are kept.
        capital_title: Share of the letters of a title without number that are capitals.
        least_title: A shorter title without number is none, in characters.
        sentence_capitals: Share of the words of a long line that begin with a capital, below
            which it is a sentence.
        short_sentence_capitals: The same for a line of a few words that ends with a full stop.
        short_sentence_words: A line of no more words is no sentence by its full stop alone.
        turned_share: Share of the characters written in one direction from which on the page
            is turned.
        number_in_word: Digits from which on they are a number though a letter stands right
            before them.
        context_before: Characters of its line that are kept before a printed number.
        context_after: The same after it.
    """

    narrative_between: int = 3
    overlap_fewest: int = 5
    overlap_share: float = 0.12
    hanging_digits: int = 3
    hanging_gap: float = 3.0
    hanging_slack: float = 3.0
    name_lines: int = 4
    sentence_words: int = 9
    longest_plain: int = 4
    full_width: float = 0.6
    tight_gap: float = 0.35
    same_baseline: float = 0.3
    border_share: float = 0.55
    double_ruling: float = 3.2
    stray_share: float = 0.3
    whole_side: float = 0.9
    open_side: float = 5.0
    near_middle: float = 0.12
    even_fit: float = 1.0
    snap: float = 1.1
    bridge: float = 3.5
    touch: float = 2.5
    shortest_ruling: float = 3.0
    same_ends: float = 4.0
    rows_to_adopt: int = 4
    frame_overhang: float = 6.0
    shading_width: float = 0.92
    space_gap: float = 0.16
    printed_space_gap: float = 0.08
    line_tolerance: float = 0.45
    word_touch: float = 0.03
    kerning: float = 0.14
    column_gap: float = 0.9
    overprint: float = 0.12
    few_glyphs: int = 60
    overprinted_letter: float = 0.4
    overprinted_share: float = 0.2
    overprinted_fewest: int = 4
    fewest_stacked: int = 3
    stacked_share: float = 0.2
    text_beside_stack: int = 3
    superscript_size: float = 0.8
    superscript_rise: float = 0.1
    most_readings: int = 16
    capital_title: float = 0.8
    least_title: int = 7
    sentence_capitals: float = 0.45
    short_sentence_capitals: float = 0.5
    short_sentence_words: int = 5
    turned_share: float = 0.6
    number_in_word: int = 4
    context_before: int = 28
    context_after: int = 16


SETTINGS = LayoutSettings()
