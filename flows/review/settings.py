"""Limits and sizes of the review page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """Limits and sizes of the review page; all chosen by hand.

    Attributes:
        row_margin: Points shown above and below the row of a cell.
        cell_margin: Points shown around a cell alone.
        row_width: Points of a row shown at most; a wider one would be too small to read.
        most_pixels: Pixels of a picture at most.
        frame_width: Pixels of the line around a cell.
        cell_scale: Pixels per point of a picture of a cell.
        row_scale: Pixels per point of a picture of a row.
        page_scale: Pixels per point of a picture of a page.
        most_characters: Characters of a name, a number or a code that is typed.
        most_header: Characters of a header or of the name of a row.
        most_why: Characters of a reason that is typed.
        most_bytes: Bytes of the body of a request.
        examples: Figures of a column that are shown with the question about it.
        options: Codes offered for words that are typed.
        searched_per_option: Codes searched for each that is offered.
        same_answer: Seconds within which decisions of one person about equal cells were made
            by one answer, and are taken back together.
        most_serapan: Per cent of serapan from which on a typed number is questioned.
        picture_seconds: Seconds that a picture may take.
        picture_memory: Most memory that the drawing of a picture may hold, in bytes.
        shutdown_seconds: Seconds to wait for open connections when the server is stopped.
    """

    row_margin: float = 64.0
    cell_margin: float = 8.0
    row_width: float = 600.0
    most_pixels: int = 8_000_000
    frame_width: int = 3
    cell_scale: float = 4.0
    row_scale: float = 2.5
    page_scale: float = 1.5
    most_characters: int = 200
    most_header: int = 500
    most_why: int = 1000
    most_bytes: int = 65_536
    examples: int = 8
    options: int = 8
    searched_per_option: int = 8
    same_answer: float = 10.0
    most_serapan: int = 200
    picture_seconds: float = 30.0
    picture_memory: int = 1 << 30
    shutdown_seconds: int = 2


SETTINGS = ReviewSettings()
