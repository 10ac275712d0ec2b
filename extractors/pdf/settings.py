"""Thresholds of reading what a PDF page prints."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfPageSettings:
    """Thresholds of reading what a PDF page prints.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        few_characters: A page under a picture with fewer characters than this is a scan
            (stamps, page numbers).
        stamp_height: Text that spreads over less of the height than this, on a page under a
            picture, is a stamp or a running title on a scan.
        same_ruling: Rulings closer than this are one, in points.
        same_edge: Edges of numbers closer than this are one column, in points.
        column_of_amounts: Fewest lines of a column of amounts.
        column_of_numbers: Fewest lines of a column of any numbers.
        most_unmapped: Share of letters and digits without a meaning from which on the text
            layer is worth nothing: one font of several, that of the headers or of the totals,
            may be the one.
        drawn_letters: Paths with curves from which on a page without characters has its
            letters drawn.
        dotted_page: Dots from which on a page is taken to have dotted rulings.
        recurring_share: Share of all pages on which a ruling at the edge recurs if it belongs
            to a running title.
        few_rulings: A page with more rulings than this is a candidate whatever recurs.
        sheet_size: A clipping path wider and taller than this is no cell: what is printed of a
            sheet, in points.
        least_clip: A path narrower or lower than this shows nothing, in points.
        clip_reach: How far outside its object's bounds the middle of a glyph may lie, in
            points.
        clipped_word_gap: Widest gap between the words of a line, as a share of the font size.
        clip_inset: How far inside the path a glyph is brought, in points.
        largest_dot: A filled shape no wider and no higher than this is a dot, in points.
        dots_on_line: Dots whose middles differ by no more than this lie on one line, in
            points.
        dot_gap_sizes: Widest gap between two dots of a ruling, in sizes of a dot.
        least_dot_gap: Gap between two dots that is always allowed, in points.
        least_dots: Fewest dots of a ruling.
        ruling_thickness: A filled rectangle thinner than this is a drawn ruling, in points
            (Word prints borders so).
        faint_difference: Colours that differ by less than this in each channel (of 255) cannot
            be told apart.
        most_form_depth: Deepest nesting of form objects that is followed.
        sampled_content: Bytes of the content of a page without ink that are looked at.
        amounts_outside: Amounts printed outside a page from which on its size is taken to be
            wrong.
        most_tree_nodes: Nodes of the tree of pages, beside twice its pages, that are followed:
            a tree may lead back to itself.
        ruling_length: A ruling shorter than this is an underlined letter or a tick, in points.
        most_objects: Objects looked at on one page; a page has enough rulings long before that.
        most_segments: Segments looked at in one path.
        sampled_characters: Characters of a page whose direction, visibility and mapping are
            looked at.
        raster: Side of the raster on which the cover of pictures is measured, in cells.
        full_page: A picture (or several) on more of the page than this is its background or
            the page itself.
        edge_share: Share of a page's height at its top and bottom where running titles stand.
        opaque_checks: Pictures over text of which it is looked up whether they are opaque.
        most_edges: Tokens whose edges are measured on one page.
        hidden_text: Share of the text without ink from which on a text layer was recognised
            from a picture.
        picture_page: Share of a page without characters under pictures from which on it is a
            scan.
        lowest_shade: A lower shaded box is no cell of a row, in points.
        narrowest_shade: A narrower shaded box is no cell of a row, in points.
        straight: A segment whose ends differ by no more than this is horizontal or vertical,
            in points.
        text_before_picture: Share of the text objects that a picture is painted after if it
            covers the text.
        opaque_alpha: Alpha (of 255) above which a pixel hides what lies below it.
        opaque_pixels: Share of the pixels of an opaque picture that hide what lies below.
        most_readings: Times that the characters of a page are read while text that is not seen
            hides other text.
        least_text_alpha: Text with less alpha (of 255) than this may not be seen.
        check_pixels: Size of the smallest characters in a rendering that decides whether they
            are seen, in pixels.
        most_check_scale: Largest scale of such a rendering, in pixels per point.
        most_check_pixels: Largest such rendering, in pixels.
        check_margin: Room around the characters in it, in points.
        check_inset: Share of a character's width at either side that is not looked at, for
            its neighbour may reach into it.
        least_seen_height: A digit that is seen over less than this, in sizes of its font, is
            covered: digits are 0.6 to 0.75 sizes high.
        cut_reach: Digits of one number stand no further apart than this, in sizes of the
            font.
        same_shape: Two digits whose stretched pictures differ by no more than this in the mean
            (of 1) may be the same. Digits of the reports' fonts differ from those of the
            standard fonts by 0.02 to 0.18, fonts that lie by 0 to 0.13 from the digit they
            draw.
        shape_advantage: A shape contradicts the digit that it is said to be if it differs from
            another one by no more than this share of how it differs from its own: 0.45 at
            most in fonts that lie, 0.59 at least among 1,100 pages of reports, and there from
            script that is like no standard font.
        even_shapes: The boxes of the same digit of a font span shares of their places that
            differ by no more than this factor.
        measured_digits: Glyphs of each digit and font of a page whose boxes are measured.
        sampled_digits: Of those that follow, one in so many.
        most_forms: Form objects of a page whose content is unpacked to see whether it is whole.
        largest_page: Longest side of a page, in points: 200 inches, the limit of viewers (PDF
            32000-1, annex C).
        page_frame: A box over a larger share of the page frames the page, not a table.
    """

    few_characters: int = 60
    stamp_height: float = 0.15
    same_ruling: float = 3.0
    same_edge: float = 3.0
    column_of_amounts: int = 3
    column_of_numbers: int = 4
    most_unmapped: float = 0.04
    drawn_letters: int = 150
    dotted_page: int = 100
    recurring_share: float = 0.3
    few_rulings: int = 16
    sheet_size: float = 300.0
    least_clip: float = 1.0
    clip_reach: float = 3.0
    clipped_word_gap: float = 0.6
    clip_inset: float = 0.5
    largest_dot: float = 2.6
    dots_on_line: float = 0.3
    dot_gap_sizes: float = 3.0
    least_dot_gap: float = 1.5
    least_dots: int = 6
    ruling_thickness: float = 2.6
    faint_difference: int = 40
    most_form_depth: int = 30
    sampled_content: int = 4096
    amounts_outside: int = 3
    most_tree_nodes: int = 1000
    ruling_length: float = 8.0
    most_objects: int = 20_000
    most_segments: int = 400
    sampled_characters: int = 120
    raster: int = 24
    full_page: float = 0.8
    edge_share: float = 0.13
    opaque_checks: int = 4
    most_edges: int = 400
    hidden_text: float = 0.5
    picture_page: float = 0.3
    lowest_shade: int = 6
    narrowest_shade: int = 10
    straight: float = 0.8
    text_before_picture: float = 0.5
    opaque_alpha: int = 200
    opaque_pixels: float = 0.9
    most_readings: int = 3
    least_text_alpha: int = 128
    check_pixels: float = 14.0
    most_check_scale: float = 3.0
    most_check_pixels: int = 4_000_000
    check_margin: float = 2.0
    check_inset: float = 0.15
    least_seen_height: float = 0.5
    cut_reach: float = 0.3
    same_shape: float = 0.14
    shape_advantage: float = 0.6
    even_shapes: float = 0.7
    measured_digits: int = 8
    sampled_digits: int = 5
    most_forms: int = 500
    largest_page: float = 14_400.0
    page_frame: float = 0.9


SETTINGS = PdfPageSettings()
