"""Sizes of the pictures of the audit pages. All are chosen by hand, looking at the pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """What is drawn of a page, and how large. Points are those of the page.

    Attributes:
        crops_per_finding: Crops of one finding at most.
        lines_with_pictures: Lines of a year of an agency that are shown side by side with
            pictures, at most.
        crop_height: Points of page height that one crop shows at most, header included.
        header_height: Points of the tallest header that is shown with a row.
        row_height: Points of the tallest row that is shown whole.
        row_margin: Points above and below a row or header that are shown with it.
        side_margin: Points left and right of a table that are shown with it.
        strip_distance: Rows nearer to each other than this, in points, are one strip.
        above_text: Points shown above a number in running text.
        below_text: Points shown below it; the words about a number mostly follow it.
        text_places: Places at which a number in running text is shown at most.
        crop_scale: Pixels per point of a crop.
        small_print_scale: Pixels per point of a crop of small print.
        small_print: Points of height below which a cell is small print.
        page_scale: Pixels per point of the picture of a whole page.
        drawn_scale: Pixels per point at which that page is drawn before it is reduced.
        most_pixels: Pixels of one drawn page at most: a page of two metres must not fill
            the memory.
        white_from: Grey value (0 to 255) from which on paper counts as white. Paper is
            hardly ever pure white in a scan; its noise would be most of the file.
        png_level: How hard a PNG is packed, 1 to 9. Of 114 pictures of the samples, 9 took
            3.0 s for 2.06 MB, 6 takes 0.4 s for 2.14 MB.
        large_png: Bytes of a page picture from which on JPEG is tried instead of PNG.
        jpeg_quality: Quality of such a JPEG, of 100.
        main_frame: Pixels of the frame around the number in question.
        other_frame: Pixels of the frames around the other numbers.
        strip_gap: Pixels between the strips of a crop.
        timeout: Seconds for the pictures of one document.
        memory: Most memory that the drawing of one document may hold, in bytes.
        workers: Processes that draw at the same time.
        documents_per_process: Documents that are worth a further process: to start one takes
            about as long as to draw a few documents.
    """

    crops_per_finding: int = 3
    lines_with_pictures: int = 40
    crop_height: float = 420.0
    header_height: float = 130.0
    row_height: float = 90.0
    row_margin: float = 3.0
    side_margin: float = 8.0
    strip_distance: float = 24.0
    above_text: float = 30.0
    below_text: float = 75.0
    text_places: int = 3
    crop_scale: float = 2.0
    small_print_scale: float = 3.0
    small_print: float = 8.0
    page_scale: float = 1.25
    drawn_scale: float = 2.0
    most_pixels: int = 6_000_000
    white_from: int = 236
    png_level: int = 6
    large_png: int = 60_000
    jpeg_quality: int = 50
    main_frame: int = 4
    other_frame: int = 2
    strip_gap: int = 8
    timeout: float = 300.0
    memory: int = 1 << 30
    workers: int = 2
    documents_per_process: int = 24


SETTINGS = PictureSettings()
