"""Sizes of the workbook."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkbookSettings:
    """Sizes of the workbook.

    Attributes:
        most_rows: Rows of the sheet of figures. A sheet can hold 1,048,576; more than this
            takes spreadsheets minutes to open. Chosen by hand.
        line_height: Height of a line of text, in points.
        tallest_row: Height of the tallest row, in points; spreadsheets allow 409.
    """

    most_rows: int = 300_000
    line_height: float = 15.0
    tallest_row: float = 400.0


SETTINGS = WorkbookSettings()
