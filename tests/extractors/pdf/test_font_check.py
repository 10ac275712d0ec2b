"""Fonts that say other digits than they draw are noticed, and only those."""

from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from sidak.extractors.pdf.classify import classify_pdf_pages
from sidak.extractors.pdf.digit_shapes import (
    DIGITS,
    REFERENCE_FONTS,
    Likeness,
    compare_digit,
    draw_outline,
)
from sidak.extractors.pdf.font_check import FontChecker
from sidak.schemas import Doubt, DoubtKind, PageSource


def write_text(path: Path, text: str, font: str = "Helvetica", **said: str) -> Path:
    """Write a page whose font says other characters than it prints.

    Args:
        path: Where to.
        text: What is printed.
        font: Name of a standard font.
        said: For the codes of printed characters, named "x37" for the character 0x37, the
            character that the font says they are.
    """
    pairs = [f"<{code[1:]}> <{ord(char):04x}>" for code, char in said.items()]
    cmap = (
        "/CIDInit /ProcSet findresource begin begincmap\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(pairs)} beginbfchar {' '.join(pairs)} endbfchar\nendcmap end"
    ).encode()
    content = f"BT /F 12 Tf 20 100 Td ({text}) Tj ET".encode()
    unicode_map = b"/ToUnicode 6 0 R" if said else b""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/%b%b>>" % (font.encode(), unicode_map),
        b"<</Length %d>>stream\n%b\nendstream" % (len(cmap), cmap),
    ]
    body = b"%PDF-1.4\n"
    for i, each in enumerate(objects, 1):
        body += b"%d 0 obj%b\nendobj\n" % (i, each)
    path.write_bytes(body + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF")
    return path


def find_lie(path: Path) -> str:
    with (
        closing(pdfium.PdfDocument(path)) as document,
        closing(document[0]) as page,
        closing(page.get_textpage()) as text,
    ):
        return FontChecker().find_lie(text, text.get_text_range())


@pytest.mark.parametrize("font", REFERENCE_FONTS)
def test_honest_font_is_believed(tmp_path: Path, font: str) -> None:
    assert find_lie(write_text(tmp_path / "a.pdf", DIGITS * 3, font)) == ""


@pytest.mark.parametrize("font", ["Helvetica", "Times-BoldItalic", "Courier"])
def test_digits_that_are_swapped_are_noticed(tmp_path: Path, font: str) -> None:
    path = write_text(tmp_path / "a.pdf", "1.357.000", font, x33="7", x37="3")
    assert find_lie(path) in ("3", "7")


def test_minus_that_says_two_is_noticed(tmp_path: Path) -> None:
    """Two glyphs say "2"; one of them is no digit at all."""
    assert find_lie(write_text(tmp_path / "a.pdf", "2.500 -500", x2d="2", x32="2")) == "2"


def test_page_of_a_lying_font_is_read_as_a_picture(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.pdf", "Pagu 1.357.000", x33="7", x37="3")
    (page,) = classify_pdf_pages(path)
    assert (page.source, page.is_scan) == (PageSource.SCAN, True)
    (reason,) = page.reasons
    assert reason == Doubt(DoubtKind.FONT_CONTRADICTS_PRINT, reason.detail)
    assert reason.detail[0] in ("3", "7")


def test_shape_of_no_digit_contradicts_nothing() -> None:
    """Ornamental digits are like none of the standard fonts: nothing is said of them."""
    square = draw_outline((((0, 0), (0, 1), (1, 1), (1, 0)),))
    assert square is not None
    assert not compare_digit(square, "8").contradicts


@pytest.mark.parametrize(
    ("likeness", "contradicts"),
    [
        (Likeness("7", 0.05, 0.3), True),
        (Likeness("7", 0.12, 0.15), False),
        (Likeness("7", 0.2, 0.4), False),
        (Likeness("3", 0.0, 0.0), False),
    ],
)
def test_contradiction_is_near_another_digit_and_far_from_its_own(
    likeness: Likeness, contradicts: bool
) -> None:
    assert likeness.contradicts == contradicts
