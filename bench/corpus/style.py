"""How a report is painted: fonts, rules, widths and the sins of word processors."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

Rules = Literal["line", "hairline", "double", "rect", "cell", "horizontal", "none"]
Bold = Literal["font", "overprint", "none"]

#: Family to regular, bold, italic and bold italic. The first two are built into every
#: viewer, so their bytes never depend on the machine.
FAMILIES: dict[str, tuple[str, str, str, str]] = {
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "Helvetica": (
        "Helvetica",
        "Helvetica-Bold",
        "Helvetica-Oblique",
        "Helvetica-BoldOblique",
    ),
    "DejaVu": (
        "DejaVuSansCondensed",
        "DejaVuSansCondensed-Bold",
        "DejaVuSansCondensed-Oblique",
        "DejaVuSansCondensed-BoldOblique",
    ),
    "DejaVuSerif": (
        "DejaVuSerifCondensed",
        "DejaVuSerifCondensed-Bold",
        "DejaVuSerifCondensed-Italic",
        "DejaVuSerifCondensed-BoldItalic",
    ),
}
_BUILT_IN = frozenset({"Times", "Helvetica"})
_FONT_FOLDER = Path("/usr/share/fonts/truetype/dejavu")


@dataclass(frozen=True, slots=True)
class Style:
    """One way to paint a report.

    Attributes:
        name: Name of the style; part of the names of the variants' files.
        family: Key of ``FAMILIES``.
        text_size: Size of the running text in points.
        table_size: Factor on the size of the type in tables (1 = as the report says).
        leading: Line height as a factor of the size.
        padding: Space between rule and text in a cell, in points.
        width: Factor on the width of the tables (1 = the whole text width).
        evenness: 0 keeps the report's column widths, 1 makes all columns equally wide.
        repeat_header: Whether header rows come again on each page; ``None`` as the report
            says.
        column_numbers: Whether the row of column numbers is painted.
        split_rows: Whether a page break may cut a row in the middle.
        close_cut_rows: Whether the frame is closed below and above a cut row.
        rules: How rules are drawn.
        drop_rules: Leave out the rule under every n-th row; 0 drops none.
        open_frame: Leave out the outer rules left and right.
        shade: Shade header and programme rows.
        bold: How bold type is made.
        align_numbers: Alignment of money; ``None`` as the column says.
        middle: Centre cells vertically instead of setting them at the top.
        rotate: ``/Rotate`` of every page; viewers show it upright.
        sideways: Paint landscape pages lying on an upright sheet, without ``/Rotate``.
        ghosts: Put white text over some cells, as hidden helper cells of a spreadsheet.
        vertical_headers: Paint headers of narrow columns from bottom to top.
        word_by_word: Paint each word on its own, as some exporters do.
    """

    name: str = "baku"
    family: str = "Times"
    text_size: float = 11.0
    table_size: float = 1.0
    leading: float = 1.18
    padding: float = 2.4
    width: float = 1.0
    evenness: float = 0.0
    repeat_header: bool | None = None
    column_numbers: bool = True
    split_rows: bool = True
    close_cut_rows: bool = True
    rules: Rules = "line"
    drop_rules: int = 0
    open_frame: bool = False
    shade: bool = True
    bold: Bold = "font"
    align_numbers: Literal["left", "center", "right"] | None = None
    middle: bool = False
    rotate: Literal[0, 90, 180, 270] = 0
    sideways: bool = False
    ghosts: bool = False
    vertical_headers: bool = False
    word_by_word: bool = False
    notes: str = field(default="", compare=False)

    def font(self, *, bold: bool = False, italic: bool = False) -> str:
        """The name of a font of the family, registered and ready to use."""
        name = FAMILIES[self.family][(1 if bold else 0) + (2 if italic else 0)]
        if self.family not in _BUILT_IN:
            register_font(name)
        return name


@cache
def register_font(name: str) -> None:
    """Make a TrueType font known to reportlab.

    Raises:
        reportlab.pdfbase.ttfonts.TTFError: The font is not on this machine.
    """
    pdfmetrics.registerFont(TTFont(name, str(_FONT_FOLDER / f"{name}.ttf")))


def has_family(family: str) -> bool:
    """Whether the fonts of a family are on this machine."""
    return family in _BUILT_IN or all(
        (_FONT_FOLDER / f"{name}.ttf").exists() for name in FAMILIES[family]
    )
