"""Thresholds of template matching."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TemplateSettings:
    """Thresholds of training glyph templates and of recognising lines with them.

    Costs are squared differences summed over the pixels of a glyph, given as shares of the
    glyph's own ink; margins are gains over the best other glyph, given as shares of how unlike
    the two templates are: 1 is as clear as print, 0 undecided. Chosen by hand on rendered and
    real scans.

    Attributes:
        most_lines: Lines that templates are trained on at most: the longest.
        least_samples: Fewest samples of a template.
        most_samples: Most samples that are averaged.
        least_weight_lines: Fewest lines of each weight (regular, bold).
        most_within_variance: Lines have two weights if parting them leaves no more than this
            share of the variance of their ink.
        least_weight_ratio: And if the bold ones have so many times more ink.
        narrowest_digit: Narrowest digit, as a share of its height.
        widest_digit: Widest digit, as a share of its height.
        most_width_ratio: Ratio of the widest digit of a line to the narrowest, 1 left out.
        band_ink: Rows with less ink than this share of a middling row are tails of commas and
            brackets.
        same_height: Heights of digits that differ by no more than this share are one size.
        least_size: Smallest height of digits of a line, as a share of the height of its ink.
        most_size: Largest.
        outlier: Samples further from the median image than this many times the median
            distance are left out of the average.
        least_size_share: Fewest lines of one height, as a share of all samples.
        least_ink: Ink that the cost of a glyph is a share of at least, in pixels.
        glyph_penalty: What each glyph costs: of two equal readings the shorter is taken.
        least_separator_gain: A separator explains at least this share of its own ink.
        most_cost: A sure reading costs no more than this in any glyph.
        least_margin: Margin of a sure reading of cost 0.
        margin_per_cost: Margin that it must have more for each unit of cost.
        most_unread: Ink between glyphs, as a share of that of the lightest digit.
        least_height: Digits lower than this, in pixels as scanned, are never sure.
        wide_gap: Digits further apart than this many usual steps have lost a separator.
        least_steps: Fewest steps between digits that a pitch is measured from.
        most_step_deviation: Steps differ by no more than this share in the median.
        inked: Ink (0 to 1) of a rendered line above which a column counts.
        most_missing_digits: A line may be wider or narrower than what was read by no more than
            this many digits.
    """

    most_lines: int = 80
    least_samples: int = 2
    most_samples: int = 60
    least_weight_lines: int = 4
    most_within_variance: float = 0.35
    least_weight_ratio: float = 1.12
    narrowest_digit: float = 0.3
    widest_digit: float = 0.95
    most_width_ratio: float = 1.5
    band_ink: float = 0.35
    same_height: float = 0.05
    least_size: float = 0.68
    most_size: float = 1.1
    outlier: float = 3.5
    least_size_share: float = 0.03
    least_ink: float = 12.0
    glyph_penalty: float = 1.0
    least_separator_gain: float = 0.45
    most_cost: float = 0.35
    least_margin: float = 0.22
    margin_per_cost: float = 1.1
    most_unread: float = 0.25
    least_height: float = 7.0
    wide_gap: float = 1.28
    least_steps: int = 12
    most_step_deviation: float = 0.09
    inked: float = 0.35
    most_missing_digits: float = 0.6


SETTINGS = TemplateSettings()
