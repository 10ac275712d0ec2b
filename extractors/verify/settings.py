"""Thresholds of comparing readers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrossCheckSettings:
    """Thresholds of comparing readers.

    Every value was chosen by hand on reports, unless its line names a source.

    Attributes:
        most_letters: Cells with more letters than this are names, not figures; they are not
            compared.
        slack: How far outside a cell of another reader the middle of a figure may lie, in
            points.
        sampled_pages: Every so many pages with tables are decoded twice even if nothing on
            them is new.
        decoders_apart: How far apart two decoders may place a character, as a share of its
            size.
        cell_margin: How much a cell's box is widened before pdfplumber looks into it, in
            points.
        same_place: Characters nearer than this are the same one printed twice, in points.
        stroke_overhang: A stroke through a number reaches no further beyond it than this, in
            sizes of its font; a ruling of the table does.
        stroke_top: A stroke through a digit lies below this share of its box, descent and
            ascent of the font counted.
        stroke_bottom: And above this share of it; an underline lies lower.
        overlap_share: Two digits that share more than this of width and height lie upon each
            other; neighbours in a tight font share a fifth.
        rows_beside_lost_page: Rows at the end of a page that may go on, on a page that was not
            read, and rows at the top of one that may belong to the page before: one that is
            cut, and one of the same name or below a repeated header.
        rows_of_header: Rows at the top of a page that may repeat a header, its column numbers
            among them.
        across_weight: Weight of a distance across the line against one along it.
    """

    most_letters: int = 14
    slack: float = 2.0
    sampled_pages: int = 8
    decoders_apart: float = 0.35
    cell_margin: float = 0.4
    same_place: float = 1.5
    stroke_overhang: float = 0.6
    stroke_top: float = 0.3
    stroke_bottom: float = 0.7
    overlap_share: float = 0.5
    rows_beside_lost_page: int = 2
    rows_of_header: int = 6
    across_weight: float = 0.1


SETTINGS = CrossCheckSettings()
