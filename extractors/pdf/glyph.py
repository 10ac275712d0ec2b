"""A printed character with its place and style."""

from typing import NamedTuple

from sidak.extractors.pdf.transform import Point

#: The shift of a glyph that nothing hides.
NO_SHIFT: Point = (0.0, 0.0)


class Glyph(NamedTuple):
    """One printed character.

    ``angle`` is the direction of writing in degrees, counter-clockwise as a viewer sees it
    (0 upright, 90 bottom to top); ``color`` is 0xRRGGBB; glyphs of one ``run`` were set by
    one operator of the file, so that they belong to one cell; ``is_after_space`` says that
    the file prints a space before the glyph. ``shift`` leads from the middle of a glyph that
    its clipping path hides back into that path: into the cell it was written for.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    is_bold: bool
    is_italic: bool
    angle: int
    color: int
    is_visible: bool
    run: int = 0
    is_after_space: bool = False
    shift: Point = NO_SHIFT

    @property
    def center(self) -> Point:
        """Middle of the glyph's box."""
        return ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    @property
    def anchor(self) -> Point:
        """The point that says to which cell the glyph belongs."""
        return (
            (self.x0 + self.x1) / 2 + self.shift[0],
            (self.y0 + self.y1) / 2 + self.shift[1],
        )
