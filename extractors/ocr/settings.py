"""Thresholds of reading scanned pages.

Every value was chosen by hand, looking at scans rendered from the sample reports and at real
scanned reports, unless its field says that it was measured. "Letters" as a unit means the
usual height of a letter on the page.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PreprocessSettings:
    """From a rendered page to a clean image.

    Attributes:
        least_dpi: Fewest dots per inch that a page is rendered at.
        most_dpi: Most dots per inch.
        assumed_dpi: Dots per inch of a page without an image.
        most_pixels: Largest rendered page: a poster is not rendered at full size.
        coarse_dpi: Images with fewer dots per inch than this are enlarged.
        working_dpi: Dots per inch that coarse images are enlarged to; Tesseract gains nothing
            from more.
        dark_grey: Grey below which a pixel may belong to a dark box.
        dark_box_side: Side of the smallest dark square in a dark box, in points.
        dark_box_gap: Letters up to this size, in points, do not part a dark box.
        most_dark_box_height: A dark area higher and wider than this, in points, is a picture.
        least_dark_box_fill: Share of its bounding box that a dark box fills.
        least_ink_grey: Lowest threshold between ink and paper.
        most_ink_grey: Highest threshold between ink and paper.
        least_dot_area: Ink smaller than this, in square points, is too small for a full stop.
        faint_ruling_grey: Grey below which a ruling may be.
        faint_ruling_width: Thicker runs of such a grey, in points, are no rulings.
        faint_ruling_length: Nor are shorter ones, in points.
        longest_ruling: Nor longer ones, as a share of the page.
        soft_edge: Such runs this near to ink, in points, are its soft edge.
        faint_to_dark: Faint rulings count on a page where they cover so many times the area of
            dark ones, those measured on every other pixel of every other row.
        dot_length: Longest dot of a dotted ruling, in points.
        dot_thickness: Its greatest thickness, in points.
        dot_gap: Widest gap between two of them, in points.
        dotted_length: Shortest dotted ruling, in points.
        least_dots: Fewest dots of a page that has dotted rulings.
        least_dotted_rulings: Fewest upright ones of a page that has any.
        letter_size: Ink larger than this, in points, is a letter.
        joining_grey: Grey below which ink joins the pieces of a letter: thin strokes of small
            type are that faint, the grain of paper is not.
        neighbour_reach: Ink smaller than a letter is a speck unless a letter is this near, in
            points.
        trial_lines: Lines of text that are read in each orientation.
        trial_width: How much of such a line is read, in points.
        clear_letters: Letters in them from which on a page that reads clearly as it is needs
            no other trial.
        clear_gain: What they must have on average above the confidence below: upside down or
            across hardly a word is read with confidence.
        trial_confidence: Confidence (0 to 100) above which a word speaks for an orientation.
        orientation_gain: How many times better than the page as it is another orientation
            must be.
        least_evidence: Letters times their confidence above that one, from which on words tell
            how a page lies. On rendered and real pages of small type a wrong orientation had up
            to 66, the right one of pages that lie on their side 1,970 and more.
        most_skew: Largest skew that is looked for, in degrees to either side.
        coarse_skew_step: Step of the first search, in degrees.
        fine_skew_step: Step of the second search, in degrees.
        skew_gain: How many times sharper the rows of ink must become.
    """

    least_dpi: float = 72.0
    most_dpi: float = 300.0
    assumed_dpi: float = 200.0
    most_pixels: int = 40_000_000
    coarse_dpi: int = 190
    working_dpi: int = 200
    dark_grey: int = 110
    dark_box_side: float = 5.0
    dark_box_gap: float = 22.0
    most_dark_box_height: float = 150.0
    least_dark_box_fill: float = 0.7
    least_ink_grey: float = 110.0
    most_ink_grey: float = 190.0
    least_dot_area: float = 0.12
    faint_ruling_grey: float = 240.0
    faint_ruling_width: float = 2.0
    faint_ruling_length: float = 24.0
    longest_ruling: float = 0.98
    soft_edge: float = 1.1
    faint_to_dark: float = 4.0
    dot_length: float = 2.2
    dot_thickness: float = 1.3
    dot_gap: float = 2.0
    dotted_length: float = 10.0
    least_dots: int = 200
    least_dotted_rulings: int = 3
    letter_size: float = 3.0
    joining_grey: float = 205.0
    neighbour_reach: float = 5.0
    trial_lines: int = 6
    trial_width: float = 90.0
    clear_letters: int = 40
    clear_gain: float = 30.0
    trial_confidence: float = 50.0
    orientation_gain: float = 1.2
    least_evidence: float = 200.0
    most_skew: float = 4.0
    coarse_skew_step: float = 0.25
    fine_skew_step: float = 0.03
    skew_gain: float = 1.02


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """A sheet of paper in a photograph.

    Attributes:
        working_side: Longer side, in pixels, that the picture is made small to.
        thresholds: Greys between table and paper that are tried.
        most_deviation: How far the outline of a sheet may be from straight, as a share of its
            length.
        least_area: Smallest sheet, as a share of the picture.
        least_fit: Share of the sheet that must be light, and of what is light that must be
            the sheet.
        least_margin: A sheet lies apart from the border of the picture by this share of its
            longer side; a scan reaches to the border.
        covered_edge: Width of the rim of a sheet that is taken for its shadow, in points.
    """

    working_side: float = 640.0
    thresholds: tuple[int, ...] = tuple(range(70, 211, 10))
    most_deviation: float = 0.02
    least_area: float = 0.35
    least_fit: float = 0.96
    least_margin: float = 0.006
    covered_edge: float = 3.0


@dataclass(frozen=True, slots=True)
class DewarpSettings:
    """From the course of the rulings to the displacement of the page.

    Attributes:
        least_rulings: Fewest long rulings that a displacement is fitted to.
        long_ruling: Length of a long ruling, as a share of the page.
        most_displacement: A larger displacement, as a share of the page, is not believed.
        ridge: Weight that holds the factors near zero where rulings say little.
    """

    least_rulings: int = 3
    long_ruling: float = 0.12
    most_displacement: float = 0.03
    ridge: float = 1e-3


@dataclass(frozen=True, slots=True)
class HalftoneSettings:
    """Shading in dots.

    Attributes:
        dark_grey: Grey below which a pixel may belong to a dot.
        dot_size: Largest dot, in points: about a full stop.
        chain_size: Largest piece of dots that run into one another, in points; letters are
            larger.
        window: Side of the square, in points, in which dots are counted.
        least_dots: Fewest dots in it that are shading: a line of text has a few full stops
            and dots of i there.
    """

    dark_grey: int = 150
    dot_size: float = 1.7
    chain_size: float = 3.2
    window: float = 14.0
    least_dots: int = 16


@dataclass(frozen=True, slots=True)
class RulingSettings:
    """Detection of ruled lines.

    Attributes:
        least_run: A run of ink at least this long, in points, may be a ruling.
        most_thickness: Thicker ink, in points, is no ruling.
        clear_beside: Ink this near to a ruling, in points, may be its own rough edge.
        reach_beside: Ink beyond that up to this much further, in points, lies beside it.
        most_beside: Share of a ruling beside which ink may lie; a row of letters has more.
        long_run: A run longer than a word, in points, is a ruling whatever lies beside it, if
            it is whole and even: rows of letters are not.
        least_whole: Share of its length that such a run shows ink on.
        most_unevenness: Standard deviation of its thickness, as a share of its thickness.
        same_line: Segments whose positions differ by no more than this, in points, are one
            line.
        most_fault: A gap no longer than this, in points, is a fault of print or scan.
        least_faint: A longer gap is bridged if at least this share of it shows ink.
        band: Half the height, in points, of the band in which a gap is looked at.
        crossing_reach: A ruling that stops this near to one that crosses it, in points, meets
            it.
        most_extension: A broken ruling goes on over no more than this, in points.
        most_letters: Share of that way that letters may cover.
        remnant_reach: Ink no further than this from a ruling, in points, is a remnant of it.
        usual_border: Share of its length, or of the rows or columns that it parts, that a
            border is drawn on; where it is not, the ruling may be lost.
        gap_by_lines: Narrowest gap between two columns of which the shorter one has one line,
            two, and more, in letters: words of one cell stand as far apart, but not in every
            line at the same place.
        least_aligned: Fewest cells that show where the texts of a column or row begin.
        usual_start: Share of them that begin there.
        aligned_reach: How near, in letters.
        aligned_gap: Narrowest gap, in letters, before text that begins where its column's
            texts do, or with pieces of a ruling in it.
        least_remnants: Share of the height of the cell that such pieces stand on.
        assumed_leading: Gap between two lines, in letters, of a cell with a line on each side
            of a border.
        wider_gap: A gap between two rows is wider than between two lines by this, in letters.
        clear_gap: So wide a gap is one between two rows, in letters, whatever the gaps of the
            cell.
        off_middle: Text so far from the middle of a cell, in letters, is not centred in it.
        neighbour_gap: A character stands no further from the next than this share of its
            height.
    """

    least_run: float = 13.0
    most_thickness: float = 5.5
    clear_beside: float = 0.7
    reach_beside: float = 2.0
    most_beside: float = 0.45
    long_run: float = 150.0
    least_whole: float = 0.98
    most_unevenness: float = 0.2
    same_line: float = 2.2
    most_fault: float = 5.0
    least_faint: float = 0.4
    band: float = 1.2
    crossing_reach: float = 5.0
    most_extension: float = 220.0
    most_letters: float = 0.06
    remnant_reach: float = 2.2
    usual_border: float = 0.5
    gap_by_lines: tuple[float, float, float] = (2.0, 1.0, 0.6)
    least_aligned: int = 3
    usual_start: float = 0.6
    aligned_reach: float = 0.5
    aligned_gap: float = 0.8
    least_remnants: float = 0.15
    assumed_leading: float = 0.7
    wider_gap: float = 0.6
    clear_gap: float = 2.0
    off_middle: float = 0.75
    neighbour_gap: float = 0.45


@dataclass(frozen=True, slots=True)
class LineSettings:
    """Lines of text: where they stand and how they are cut out.

    Attributes:
        cell_inset: Ink is looked for this far inside the borders of a cell, in points.
        small_line: A line lower than this, in letters, is a dot or an accent of another.
        least_dash: Small ink so many times wider than high is a dash, not a speck.
        least_piece: A piece of an upright ruling is at least so many times higher than wide.
        attach_reach: Such a line belongs to one no further away than this, in letters.
        least_letter: Smallest letter, in points.
        most_letter: Largest letter, in points.
        assumed_letter: Height of a letter on a page without any, in points.
        line_height: Height of a line with ascenders and descenders, in letters.
        double_line: Ink as high as this many lines is two lines that touch.
        most_cut_ink: They are cut only where a row has no more than this share of the most
            ink.
        text_gap: Gap between words of one line outside tables, in letters.
        merge_gap: Gap between pieces of one line that are not closed by that, in letters.
        merge_overlap: Share of the lower piece's height that the other must overlap.
        least_text_height: Lowest piece of text, in letters.
        most_text_height: Highest, in letters.
        least_text_width: Narrowest, in letters.
        most_grown_height: Pieces up to this height, in letters, are grown by a quarter of a
            letter above and below.
        faint_grey: Grey of ink that is too faint to count.
        least_faint: Share of a line's height that a faint character must fill.
        faint_reach: How far from the line it is looked for, in heights of the line.
        tall_letter: Ink at least this high, in letters, stands with its feet on the baseline.
        most_set_height: Ink higher than this many times the line as set is no single line.
        ascent: How far a line as set reaches above the feet of its letters, in letters.
        descent: How far it reaches below them, in letters.
        least_crop_height: Crops lower than this, in pixels, are enlarged to it.
        variant_height: Height in pixels that a crop is rendered at for another reading.
        most_enlargement: How many times a crop is enlarged at most.
        variant_black: Grey that such a rendering makes black.
        variant_contrast: Greys between black and white in such a rendering.
        uncovered_reach: Words must reach this near to the ends of the ink, in heights of the
            line.
        least_confidence: A word read with less confidence (0 to 100) outside tables is dirt.
    """

    cell_inset: float = 0.9
    small_line: float = 0.45
    least_dash: float = 1.6
    least_piece: float = 3.5
    attach_reach: float = 0.5
    least_letter: float = 3.0
    most_letter: float = 20.0
    assumed_letter: float = 7.0
    line_height: float = 1.45
    double_line: float = 1.75
    most_cut_ink: float = 0.3
    text_gap: float = 1.6
    merge_gap: float = 1.2
    merge_overlap: float = 0.6
    least_text_height: float = 0.5
    most_text_height: float = 3.2
    least_text_width: float = 0.3
    most_grown_height: float = 2.2
    faint_grey: int = 205
    least_faint: float = 0.35
    faint_reach: float = 0.6
    tall_letter: float = 0.5
    most_set_height: float = 1.4
    ascent: float = 1.5
    descent: float = 0.4
    least_crop_height: int = 36
    variant_height: int = 44
    most_enlargement: float = 3.0
    variant_black: int = 70
    variant_contrast: int = 130
    uncovered_reach: float = 0.35
    least_confidence: float = 35.0


@dataclass(frozen=True, slots=True)
class PpOcrSettings:
    """How lines are given to the PP-OCR network.

    Attributes:
        width_step: Lines are widened with white to a multiple of so many pixels, that those of
            about one width go in one batch.
        batch_width: Widths of the lines of one batch, together, in pixels: what a run of the
            network costs in memory (1,024 take 100 MB less than 2,560, and no longer).
        paper_grey: Grey above which a column of an image is blank.
        least_space: A space between words that the network did not see is at least so wide, as
            a share of the height of the image.
        space_to_gap: And so many times wider than the usual gap between its letters.
        half_character: Half the width of a lone character, as a share of the same height.
        wide: How many times wider than a digit a percent sign is.
        edge_reach: The ink of a word may end so much further from the middle of its last
            character, in halves of a character.
        edge_space: So much blank paper beyond a word ends it, as a share of the height of the
            image: more than between letters.
    """

    width_step: int = 64
    batch_width: int = 1024
    paper_grey: int = 200
    least_space: float = 0.13
    space_to_gap: float = 3.5
    half_character: float = 0.2
    wide: float = 1.6
    edge_reach: float = 0.6
    edge_space: float = 0.06


@dataclass(frozen=True, slots=True)
class WordSettings:
    """When a word is clear.

    Attributes:
        clear_confidence: Confidence (0 to 100) from which on a word is clear. Of the words of
            real scans at 100 dots per inch two in three below it are misread, and one in
            thirty above it.
        sure_confidence: Confidence of the second engine that makes its reading of a word
            better than an unclear one.
        letters_apart: Letters by which a unit and its misreading differ at most. Of the
            seven misread units of 25 pages at 100 dots per inch six differed by one.
        long_unit: Letters from which on a unit may differ by more.
        letters_apart_if_long: By so many ("Drnas" for "Dinas").
        least_clear: A word that is clear so often in a table is read right where it is not.
        least_words: Fewest words that tell how well a page is printed.
        least_fine_dpi: Fewest dots per inch of a scan whose words are clear if printed well.
        poor_share: Share of unclear and unknown words from which on strokes run together.
            Measured on 17 pages of real scans of so many dots: 0 to 0.09 on 9 of them, 0.19 to
            0.29 on 8. Before words were looked up it was 0 to 0.09 on 82 of 98 pages, 0.29 to
            0.66 on 16.
        least_bits: Fewest lines of a frame that is a picture of large letters.
        bit_length: Most characters that half of them have.
        most_clear: Share of them that may be clear.
        least_letters: A word of fewer letters is not looked up: any letters are one.
        telling_letters: A known word of so many letters is clear whatever the confidence: a
            misread one is hardly ever another word.
        repeated: A word that is read so often on a page is not misread by chance, but may be
            everywhere.
        mended_confidence: Confidence of the second engine in a word that takes the place of
            one for which less speaks.
        mended_more_confidence: The same where more than one letter differs: rules of affixes
            make words that are none ("Perbarkan").
        letters_per_error: It does so if at most one letter in so many differs.
    """

    clear_confidence: float = 70.0
    sure_confidence: float = 90.0
    letters_apart: int = 1
    long_unit: int = 5
    letters_apart_if_long: int = 2
    least_clear: int = 2
    least_words: int = 30
    least_fine_dpi: float = 140.0
    poor_share: float = 0.15
    least_bits: int = 8
    bit_length: int = 3
    most_clear: float = 0.6
    least_letters: int = 4
    telling_letters: int = 6
    repeated: int = 3
    mended_confidence: float = 10.0
    mended_more_confidence: float = 50.0
    letters_per_error: int = 3


@dataclass(frozen=True, slots=True)
class SeparatorSettings:
    """Separators between digits, seen as connected ink.

    Attributes:
        dust: Ink smaller than this share of the line's height is dust.
        least_fill: Share of a square of that size that other ink must fill.
        most_overlap: Ink that overlaps other ink by more than this share of its width stands
            above or below it and is one with it.
        tall: Ink at least this high, as a share of the highest, is a digit.
        most_height: A separator is no higher than this share of the digits.
        most_rise: Nor does it rise higher above their feet, in heights of the digits.
        grey_levels: Greys below which ink is seen, in the order in which they are tried.
        wide_gap: Digits further apart than this many usual steps have lost a separator; a 1
            stands off its neighbours.
        comma_depth: A separator that reaches this far below the feet is a comma, in heights of
            the digits.
        least_alike: So many amounts of a column show how it groups digits.
        least_usual: So many show what all of its amounts are like; as many times more than
            amounts with another sign there must be.
        sign_width: Width of a full stop or a comma, in widths of a digit.
        above_feet: Share of a digit's height that separators do not reach.
        gap_reach: How far from where its digits say a gap may be, in widths of a digit.
        least_gap: Narrowest gap that a separator leaves between digits, in widths of a digit.
        most_gap: Widest. On 40 amounts at 100 dots per inch that lost a full stop 0.45 to 0.9;
            a digit that is lost with it leaves 1.5 and more.
        narrow_one: So much wider it may be beside a 1.
    """

    dust: float = 0.05
    least_fill: float = 0.3
    most_overlap: float = 0.35
    tall: float = 0.6
    most_height: float = 0.42
    most_rise: float = 0.35
    grey_levels: tuple[int, ...] = (150, 120, 180, 95)
    wide_gap: float = 1.4
    comma_depth: float = 0.11
    least_alike: int = 2
    least_usual: int = 4
    sign_width: float = 0.5
    above_feet: float = 0.6
    gap_reach: float = 0.45
    least_gap: float = 0.35
    most_gap: float = 1.1
    narrow_one: float = 0.15


@dataclass(frozen=True, slots=True)
class ConsensusSettings:
    """What several readings of a line are worth.

    Attributes:
        short_digits: A number with fewer digits needs templates or high confidence.
        long_digits: A number with as many digits is not misread alike by engine and templates.
        short_confidence: Confidence (0 to 100) of the primary engine that stands in for
            templates of a short number.
        long_confidence: The same for any other number. Where strokes run together two engines
            take the same digit for another: of eleven amounts of a thick print that they agreed
            on below it five were wrong, of those above it none.
        witness_confidence: Confidence that the engine of the other make needs as well for a
            number that is not short, where templates do not confirm. Measured on 208 numbers
            printed thick: the two that both engines misread alike were read below it.
        outvoting_confidence: Confidence of the primary engine from which on two engines that
            agree outvote templates that are not sure of other digits. Measured on 6,361
            rendered numbers: 47 of 47 such readings were right.
        unanimous_digits: A number of so many digits that three networks read alike, two of
            them one make, needs no confidence: 454 of 454 rendered lines were right where two
            makes agreed without it and the third network too (577 of 582 without that).
        certain_confidence: Confidence of the primary engine from which on digits may be too
            low to be told apart by shape, where another make agrees: of 133 such numbers at 100
            dots an inch none was wrong.
        lone_confidence: Confidence of the primary engine in a line that templates are trained
            on where there is no second engine.
        plain_letters: Letters beside a number that make a plain word.
        plain_confidence: Confidence in such a word.
        least_hidden_ink: Pixels of ink in a line that, taken for a ruling's, cast doubt on it.
        most_letters: Most letters beside digits in a line that may hold a number.
        most_bare_letters: Most letters in such a line without digits.
        most_similar_letters: Most letters if one of them looks like a digit.
        training_lines: Lines that both engines read before the templates are asked.
        least_training_digits: Fewer digits give no sample, unless they are read with
            confidence.
    """

    short_digits: int = 4
    long_digits: int = 5
    short_confidence: float = 88.0
    long_confidence: float = 90.0
    witness_confidence: float = 75.0
    outvoting_confidence: float = 97.0
    unanimous_digits: int = 2
    certain_confidence: float = 97.0
    lone_confidence: float = 97.0
    plain_letters: int = 3
    plain_confidence: float = 70.0
    least_hidden_ink: int = 3
    most_letters: int = 24
    most_bare_letters: int = 3
    most_similar_letters: int = 6
    training_lines: int = 32
    least_training_digits: int = 3


@dataclass(frozen=True, slots=True)
class OldLayerSettings:
    """The text that another program once read under a scan.

    Attributes:
        least_characters: Fewer characters are a stamp, no layer.
        word_gap: Gap between two words, in heights of a character.
        confidence: What its words count for, 0 to 100: as a witness that is sure enough.
        clear_confidence: Confidence of the engine in a word that is looked for in it.
        word_length: Such a word has at least so many characters.
        least_words: So many such words tell whether it lies on the picture.
        least_found: Share of them that stand in it, at their places. Measured on twelve pages
            of three reports: 0.44 to 0.93 where it lies on the picture, 0 to 0.29 where it is
            displaced or rubbish.
    """

    least_characters: int = 40
    word_gap: float = 0.2
    confidence: float = 80.0
    clear_confidence: float = 90.0
    word_length: int = 3
    least_words: int = 8
    least_found: float = 0.3


@dataclass(frozen=True, slots=True)
class TableSettings:
    """Tables of a scanned page.

    Attributes:
        grid_confidence: How sure a grid of detected rulings is, 0 to 1.
        header_rows: The row of column numbers is among the first so many rows.
        least_column_numbers: It has at least so many cells.
        most_skipped_columns: Column numbers left out at most from one cell to the next.
        most_cell_letters: Most letters in one of its cells.
        most_cell_characters: Most characters in one of its cells.
        least_known_numbers: Share of its cells that must be read as they count.
        least_counting_cells: Cells of a column that hold a number and a word, "2 Dokumen", from
            which on the column counts.
        least_counting_share: Share of its cells that do so.
        reread_aspect: A cell is one line if it is wider, per character, than this share of its
            height.
    """

    grid_confidence: float = 0.9
    header_rows: int = 7
    least_column_numbers: int = 4
    most_skipped_columns: int = 2
    most_cell_letters: int = 3
    most_cell_characters: int = 14
    least_known_numbers: float = 0.5
    least_counting_cells: int = 3
    least_counting_share: float = 0.5
    reread_aspect: float = 0.4


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """All thresholds of the reader of scanned pages, by step."""

    preprocess: PreprocessSettings = field(default_factory=PreprocessSettings)
    paper: PaperSettings = field(default_factory=PaperSettings)
    dewarp: DewarpSettings = field(default_factory=DewarpSettings)
    halftone: HalftoneSettings = field(default_factory=HalftoneSettings)
    rulings: RulingSettings = field(default_factory=RulingSettings)
    lines: LineSettings = field(default_factory=LineSettings)
    ppocr: PpOcrSettings = field(default_factory=PpOcrSettings)
    words: WordSettings = field(default_factory=WordSettings)
    separators: SeparatorSettings = field(default_factory=SeparatorSettings)
    consensus: ConsensusSettings = field(default_factory=ConsensusSettings)
    old_layer: OldLayerSettings = field(default_factory=OldLayerSettings)
    tables: TableSettings = field(default_factory=TableSettings)


SETTINGS = OcrSettings()
