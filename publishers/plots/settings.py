"""Sizes of the pictures of a release."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlotSettings:
    """Sizes of the pictures of a release; chosen by hand, looked at.

    Attributes:
        width: Inches across.
        base_height: Inches without rows.
        row_height: Inches of a row.
        most_rows: Rows of a chart that shows the largest, and after which it grows no more.
        longest_label: Letters of a label.
        dots: Dots an inch.
        amount_unit: Rupiah in one unit of an axis (one miliar).
        most_capaian: Percent from which on results count as one.
    """

    width: float = 10
    base_height: float = 2.2
    row_height: float = 0.22
    most_rows: int = 40
    longest_label: int = 80
    dots: int = 110
    amount_unit: float = 1e9
    most_capaian: float = 200


SETTINGS = PlotSettings()
