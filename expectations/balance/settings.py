"""Thresholds of the balance of a page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BalanceSettings:
    """Thresholds of the balance of a page. All are chosen by hand on reports.

    Attributes:
        slack: How far outside a box the middle of a number may lie, in points.
        band: Height of the strips by which boxes are looked up, in points.
        margin: Share of a page's height at its top and bottom where page numbers and running
            titles stand.
        recurring_pages: Pages on which a line comes again if it is a running title.
        same_height: Lines of running titles stand within this height of each other, in points.
        longest_alone: Digits of a number that stands alone at the edge of a page, at most.
        axis_labels: Numbers from which on a column of even steps is the axis of a chart.
        same_edge: Numbers of an axis are aligned to within this many points.
        legend_gap: Font sizes between a label of an axis and other text beside it.
        even_step: Share by which the steps of an axis may differ.
        words_of_sentence: Words beside a number from which on it stands in a text.
        identifier_digits: Digits without marks from which on a number is the number of a
            person, a letter or an account.
    """

    slack: float = 1.5
    band: float = 24.0
    margin: float = 0.1
    recurring_pages: int = 3
    same_height: float = 6.0
    longest_alone: int = 3
    axis_labels: int = 4
    same_edge: float = 2.0
    legend_gap: float = 2.5
    even_step: float = 0.06
    words_of_sentence: int = 2
    identifier_digits: int = 8


SETTINGS = BalanceSettings()
