"""The numbers of a line, their places and what stands beside them."""

from sidak.extractors.layout.printed_numbers import find_number_spans, find_printed_numbers
from sidak.extractors.layout.text_lines import TextLine, make_line
from sidak.extractors.pdf.glyph import Glyph
from sidak.schemas import Box, PrintedDigits


def set_line(text: str, *, wide_after: str = "") -> TextLine:
    """Return a line of letters 5 points wide; what follows ``wide_after`` stands 40 further."""
    glyphs = []
    x = 0.0
    for at, letter in enumerate(text):
        if letter != " ":
            glyphs.append(Glyph(letter, x, 0, x + 5, 10, 10, False, False, 0, 0, True))
        x += 5
        if wide_after and text[: at + 1].endswith(wide_after):
            x += 40
    return make_line(glyphs)


def test_numbers_with_their_boxes_and_what_stands_beside_them() -> None:
    line = set_line("dana Rp.2.500.000,- atau 86,57 %")
    assert find_printed_numbers([line]) == (
        PrintedDigits("2.500.000", Box(40, 0, 85, 10), "dana Rp.", ",- atau 86,57 %", 0, 0),
        PrintedDigits(
            "86,57", Box(125, 0, 150, 10), "dana Rp.2.500.000,- atau ", " %", 0.5, 0.5
        ),
    )


def test_a_column_stands_apart() -> None:
    (number,) = find_printed_numbers([set_line("Pagu 2.500.000", wide_after="Pagu ")])
    assert (number.text, number.gap_before, number.gap_after) == ("2.500.000", 4.5, 0.0)


def test_digits_of_a_word_are_no_number() -> None:
    texts = ["P3K", "SOP10 dan 7 lain", "Rp500 dan IDR 12", "e2016"]
    assert [[text[a:b] for a, b in find_number_spans(text)] for text in texts] == [
        [],
        ["7"],
        ["500", "12"],
        ["2016"],
    ]


def test_a_line_that_was_recognised_otherwise_keeps_its_numbers() -> None:
    glyph = Glyph("?", 3, 4, 5, 6, 2, False, False, 0, 0, True)
    (number,) = find_printed_numbers([TextLine("nilai 12,5", Box(3, 4, 90, 6), (glyph,))])
    assert number == PrintedDigits("12,5", Box(3, 4, 90, 6), "nilai ", "")
